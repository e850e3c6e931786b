"""The key below a scorecard's marks goes with the last of them, and comes with the first."""

import re
from pathlib import Path

import pytest

from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.refresh.run import RefreshTerms
from boardpaper.model.refresh import Outcome
from tests.support.refreshing import DOCUMENT, Rows, edit, indicators, readings, refresh, said, swap
from tests.support.small_paper import NARRATIVE, PAPER, write_paper, write_workbook
from tests.support.word_papers import parts_of

KEY = "Key: [c] confidential."
ONE = PAPER.replace("{indicators: all}", "{indicators: [homicide]}")


def marked(marker: str = "") -> Rows:
    rows = readings()
    return [[*row, *[None] * (6 - len(row)), marker] if row[:2] == ["homicide", "2021/22"] else row for row in rows]


def built(folder: Path, paper: str, rows: Rows) -> bytes:
    write_paper(folder, narrative=NARRATIVE, paper=paper)
    write_workbook(folder / "kpi.xlsx", indicators(), rows)
    return next(made.path for made in build_paper(folder).files if made.kind == "word").read_bytes()


@pytest.mark.parametrize("track", [False, True])
def test_it_goes_when_suppression_ends_and_comes_when_it_begins(tmp_path: Path, track: bool) -> None:
    paper = built(tmp_path / "built", ONE, marked("c"))
    assert any(line.startswith("Key: ") for line in said(parts_of(paper)))
    terms = RefreshTerms(track=track)
    parts, result = refresh(tmp_path, paper, marked(), indicators(), terms)
    assert not any(line.startswith("Key: ") for line in said(parts))
    (change,) = (each for each in result.report.changes if each.reference.startswith("legend"))
    assert change.outcome is (Outcome.TRACKED if track else Outcome.CHANGED)
    if track:
        return
    again, result = refresh(tmp_path, parts, marked("c"), indicators())
    lines = said(again)
    assert sum(line.startswith("Key: ") for line in lines) == 1
    assert lines.index(next(each for each in lines if each.startswith("Key: "))) < lines.index("Indicator")
    assert [each.outcome for each in result.report.changes if each.reference.startswith("legend")] == [Outcome.ADDED]
    once_more, result = refresh(tmp_path, again, marked("c"), indicators())
    assert once_more[DOCUMENT] == again[DOCUMENT]
    gone, _ = refresh(tmp_path, again, marked(), indicators())
    assert not any(line.startswith("Key: ") for line in said(gone))


def test_a_key_that_was_never_there_comes(tmp_path: Path) -> None:
    paper = built(tmp_path / "built", ONE, marked())
    assert not any(line.startswith("Key: ") for line in said(parts_of(paper)))
    parts, result = refresh(tmp_path, paper, marked("p"), indicators())
    assert "Key: [p] provisional." in said(parts)
    (change,) = (each for each in result.report.changes if each.reference.startswith("legend"))
    assert change.outcome is Outcome.ADDED
    style = re.search(r'<w:pStyle w:val="([^"]*)"/></w:pPr><w:r><w:t[^>]*>Key: ', parts[DOCUMENT].decode())
    assert style is not None


def test_an_edited_key_stays(tmp_path: Path) -> None:
    paper = built(tmp_path / "built", ONE, marked("p"))
    edited = edit(paper, swap("Key: [p]", "What the marks say: [p]"))
    parts, _ = refresh(tmp_path, edited, marked(), indicators())
    assert any(line.startswith("What the marks say: ") for line in said(parts))
