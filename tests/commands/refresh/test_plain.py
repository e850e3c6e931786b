"""A figure that stands as plain words is told with its place, also where it lives elsewhere."""

import re
from pathlib import Path

import pytest

from boardpaper.commands.refresh.run import RefreshTerms
from boardpaper.model.finding import Finding
from boardpaper.ooxml.package import write_package
from tests.support.refreshing import build, control, edit, readings, refresh, swap
from tests.support.word_papers import parts_of


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


def plain(paper: bytes, words: str = "53", tag: str = "homicide.value", index: int = 0) -> bytes:
    """`paper` with a figure's control made plain words, as Paste, Keep Text Only does."""
    old = control(parts_of(paper), tag, index)
    return write_package(edit(paper, swap(old, f"<w:r><w:t>{words}</w:t></w:r>")))


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(each.where, each.message) for each in findings if each.rule == "figure-plain"]


def test_an_old_figure_in_plain_words_is_told_with_its_place(tmp_path: Path, paper: bytes) -> None:
    _, result = refresh(tmp_path, plain(paper), readings(homicide=50))
    ((where, message),) = told(result.findings)
    assert where.startswith("paragraph 2, “There were 53 homicides")
    assert message == "“53” stands here as plain words; homicide.value said that, and is “50” by now"


def test_also_where_it_was_copied_beside_a_live_one(tmp_path: Path, paper: bytes) -> None:
    edited = write_package(edit(paper, swap("Again: ", "The 53 homicides are many. Again: ")))
    _, result = refresh(tmp_path, edited, readings(homicide=50))
    assert [message[:10] for _, message in told(result.findings)] == ["“53” stand"]


def test_one_that_is_right_today_is_told_too(tmp_path: Path, paper: bytes) -> None:
    _, result = refresh(tmp_path, plain(paper), readings())
    ((_, message),) = told(result.findings)
    assert message.startswith("1 figure stands as plain words, which no refresh changes: “53” (homicide.value) in")


def test_with_the_paper_as_built_another_number_is_told(tmp_path: Path, paper: bytes) -> None:
    built = tmp_path / "built.docx"
    built.write_bytes(paper)
    terms = RefreshTerms(as_built=built)
    _, result = refresh(tmp_path, plain(paper, "55"), readings(homicide=50), terms=terms)
    assert [message for _, message in told(result.findings)] == [
        "“55” stands here as plain words; homicide.value said that, and is “50” by now"
    ]


def test_what_the_author_wrote_from_the_start_is_not_told(tmp_path: Path, paper: bytes) -> None:
    _, result = refresh(tmp_path, paper, readings(homicide=50))
    assert told(result.findings) == []


def test_a_small_number_of_something_else_is_not_told(tmp_path: Path, paper: bytes) -> None:
    edited = write_package(edit(paper, swap("The board is asked", "The 53 members are asked")))
    _, result = refresh(tmp_path, edited, readings(homicide=50))
    assert told(result.findings) == []


def test_a_figure_that_is_in_no_control_has_its_place(tmp_path: Path, paper: bytes) -> None:
    edited = plain(paper, "a 1.9% increase", "homicide.change.a")
    _, result = refresh(tmp_path, edited, readings(homicide=50))
    (finding,) = (each for each in result.findings if each.rule == "figure-gone")
    assert finding.where.startswith("paragraph 2, ")
    assert "it stands there as plain words" in finding.message


def test_one_that_is_suppressed_by_now_is_told_without_its_number(tmp_path: Path, paper: bytes) -> None:
    rows = readings()
    rows = [[*row, None, None, None, "c"] if row[:2] == ["homicide", "2021/22"] else row for row in rows]
    _, result = refresh(tmp_path, plain(paper), rows)
    ((where, message),) = told(result.findings)
    assert "53" not in where + message
    assert re.search("suppressed", message)
