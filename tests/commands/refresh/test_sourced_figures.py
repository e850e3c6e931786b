"""Figures that name their own source: in Word, after LibreOffice has saved the file, and after a refresh."""

from pathlib import Path

import pytest

from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.check import check_word
from boardpaper.commands.trace import trace_paper
from boardpaper.live.bindings import read_values, value_key, values_part
from boardpaper.live.ledger import read_ledger
from boardpaper.model.trace import Standing
from boardpaper.ooxml.package import write_package
from tests.support.outside_tools import ConvertOffice
from tests.support.refreshing import (
    DOCUMENT,
    NARRATIVE,
    assert_nothing_else_changed,
    control,
    edit,
    outside_controls,
    readings,
    refresh,
    said,
    swap,
)
from tests.support.small_paper import write_paper
from tests.support.word_papers import package_of, parts_of

SOURCE = "The report, page 4"
SENTENCE = f'Of [22]{{source="{SOURCE}"}} teams [four]{{source="{SOURCE}"}} had [four]{{source="{SOURCE}"}} tasks.\n'


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sourced")
    narrative = {**NARRATIVE, "purpose.md": SENTENCE}
    made = build_paper(write_paper(folder, narrative=narrative))
    return next(each.path for each in made.files if each.kind == "word").read_bytes()


def saved_by(soffice: ConvertOffice, content: bytes, folder: Path, times: int) -> bytes:
    folder.mkdir(exist_ok=True)
    for number in range(times):
        path, saved = folder / f"{number}.docx", folder / f"saved-{number}"
        path.write_bytes(content)
        saved.mkdir()
        content = soffice(path, "docx", saved).read_bytes()
    return content


@pytest.mark.parametrize("times", [1, 2])
def test_libreoffice_leaves_them_known(paper: bytes, times: int, tmp_path: Path, soffice: ConvertOffice) -> None:
    saved = saved_by(soffice, paper, tmp_path, times)
    path = tmp_path / "saved.docx"
    path.write_bytes(saved)
    checked = check_word(path)
    assert checked.coverage is not None
    assert (checked.coverage.sourced, checked.coverage.unexplained) == (3, 0)
    trail = trace_paper(path).trail
    told = [(each.text, each.source) for each in trail.figures if each.standing is Standing.SOURCED]
    assert told == [("22", SOURCE), ("four", SOURCE), ("four", SOURCE)]
    after, result = refresh(tmp_path, saved, readings(homicide=50))
    assert result.findings == ()
    before = parts_of(saved)
    if times == 1:
        assert_nothing_else_changed(before, after)
    assert outside_controls(before[DOCUMENT]) == outside_controls(after[DOCUMENT])
    assert "Of 22 teams four had four tasks." in said(after)


def test_two_that_say_the_same_are_bound_apart(paper: bytes) -> None:
    ledger = read_ledger(package_of(parts_of(paper)))
    assert ledger is not None
    values = read_values(package_of(parts_of(paper)))
    assert [values[record.key] for record in ledger.sourced] == ["22", "four", "four"]
    assert len({record.tag for record in ledger.sourced}) == 3


def test_a_refresh_keeps_what_an_author_typed_over_one(paper: bytes, tmp_path: Path) -> None:
    """Word writes into the value what is typed over a bound control, and reads it from there when it opens the file."""
    ledger = read_ledger(package_of(parts_of(paper)))
    assert ledger is not None
    key = value_key(ledger.sourced[0].tag)
    typed = edit(paper, swap(">22<", ">23<"))
    values = values_part(package_of(typed))
    assert values is not None
    typed[values] = typed[values].replace(f"<{key}>22<".encode(), f"<{key}>23<".encode())
    after, result = refresh(tmp_path, write_package(typed), readings(homicide=50))
    assert result.findings == ()
    assert read_values(package_of(after))[key] == "23"
    assert "Of 23 teams four had four tasks." in said(after)
    assert ">50<" in after[DOCUMENT].decode()


def test_what_was_typed_outlives_the_loss_of_the_values(paper: bytes, tmp_path: Path, soffice: ConvertOffice) -> None:
    """LibreOffice drops the part of values at its second save; a new one must not put the old text back."""
    saved = saved_by(soffice, paper, tmp_path, 2)
    assert values_part(package_of(parts_of(saved))) is None
    typed = edit(saved, swap(">22<", ">23<"))
    after, result = refresh(tmp_path, write_package(typed), readings(homicide=50))
    assert result.findings == ()
    again = parts_of(saved_by(soffice, write_package(after), tmp_path / "again", 1))
    assert "Of 23 teams four had four tasks." in said(again)


def test_one_that_a_tracked_deletion_strikes_out_can_come_back(paper: bytes, tmp_path: Path) -> None:
    ledger = read_ledger(package_of(parts_of(paper)))
    assert ledger is not None
    struck = control(parts_of(paper), ledger.sourced[0].tag)
    deleted = struck.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    mark = '<w:del w:id="901" w:author="A" w:date="2022-05-01T00:00:00Z">'
    edited = edit(paper, swap(struck, f"{mark}{deleted}</w:del>"))
    after, _ = refresh(tmp_path, edited, readings(homicide=50))
    assert deleted in after[DOCUMENT].decode()
    assert read_values(package_of(after))[ledger.sourced[0].key] == "22"
