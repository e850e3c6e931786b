"""The numbers that the May 2022 report printed: from a workbook or with a source, and none left unexplained."""

from pathlib import Path

import pytest

from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.check import check_paper, check_word
from tests.support.may_2022_coverage import SOURCED_KINDS, Answered, answered_claims
from tests.support.places import MAY_2022 as PAPER


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = build_paper(PAPER, output=tmp_path_factory.mktemp("coverage"))
    return next(file.path for file in made.files if file.kind == "word")


@pytest.fixture(scope="module")
def claims(word: Path) -> list[Answered]:
    return list(answered_claims(word))


def test_figures_of_the_force_come_from_the_workbook(claims: list[Answered]) -> None:
    own = [each for each in claims if each.kind not in SOURCED_KINDS]
    assert len(own) >= 60
    assert [each.claim for each in own if each.how != "bound"] == ["C02"]


def test_figures_of_others_name_their_source(claims: list[Answered]) -> None:
    others = [each for each in claims if each.kind in SOURCED_KINDS]
    assert len(others) >= 10
    assert {each.how for each in others} == {"sourced"}


def test_no_number_of_the_paper_is_unexplained(word: Path) -> None:
    for coverage in (check_paper(PAPER).coverage, check_word(word).coverage, check_word(word, inputs=PAPER).coverage):
        assert coverage is not None
        assert coverage.unexplained == 0
        assert coverage.bound > 200
