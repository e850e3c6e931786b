"""The annex of sources in a built paper: each figure once, where it is printed, and the cells behind it."""

from pathlib import Path

import pytest

from boardpaper.cli.main import main
from boardpaper.model.document import Cell, Document, Paragraph, Run, Table, words_of
from boardpaper.sources.word.reader import read_document
from tests.support.small_paper import NARRATIVE, PAPER, write_paper

WITH_SOURCES = PAPER + "  - {letter: B, title: Sources of the figures, sources: true}\n"
MORE = {
    **NARRATIVE,
    "next-steps.md": "The board is asked to note all {{homicide.value}} cases, and [22]{source=\"Force Tasking, March"
    " 2022\"} others.[^m]\n\n[^m]: Knife crime {{knife-crime.change.short}}.\n",
}  # fmt: skip


def build(folder: Path, *, paper: str = WITH_SOURCES, code: int = 0) -> Path:
    made = write_paper(folder / "paper", narrative=MORE, paper=paper)
    assert main(["build", str(made), "-o", str(folder / "out")]) == code
    (built,) = (folder / "out").glob("*.docx")
    return built


def annex(document: Document) -> Table:
    return [block for block in document.sections[-1].blocks if isinstance(block, Table)][-1]


def rows(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell_words(cell) for cell in row.cells) for row in table.rows]


def cell_words(cell: Cell) -> str:
    return " ".join(words_of(block.inlines) for block in cell.blocks if isinstance(block, Paragraph))


def test_each_figure_has_its_paragraphs_and_cells(tmp_path: Path) -> None:
    document, _ = read_document(build(tmp_path))
    assert rows(annex(document)) == [
        ("Figure", "What it is", "Paragraph", "Source"),
        ("53", "Homicide, 2021/22", "3, 5, Appendix A", "kpi.xlsx › Readings!C4"),
        ("1.9% increase", "Homicide, change, 2021/22", "3, Appendix A", "kpi.xlsx › Readings!C4, C5"),
        ("up 28%", "Knife crime, change, 2021/22", "4, 5", "kpi.xlsx › Readings!D6"),
        ("64%", "Positive tests, 2021/22", "4, Appendix A", "kpi.xlsx › Readings!C7"),
        ("22", "A figure from another source", "5", "Force Tasking, March 2022"),
        ("[x]", "Knife crime, 2021/22", "Appendix A", "kpi.xlsx › Readings!D6"),
        ("28% increase", "Knife crime, change, 2021/22", "Appendix A", "kpi.xlsx › Readings!D6"),
    ]


def test_the_figures_of_the_annex_are_live(tmp_path: Path) -> None:
    document, _ = read_document(build(tmp_path))
    tags = [
        [inline.control for block in cell.blocks if isinstance(block, Paragraph) for inline in block.inlines
         if isinstance(inline, Run) and inline.control]
        for cell in annex(document).rows[2].cells
    ]  # fmt: skip
    assert tags == [["homicide.change"], ["homicide.title", "homicide.period"], [], ["homicide.change.cells"]]


def test_a_paper_without_figures_says_so(tmp_path: Path) -> None:
    paper = WITH_SOURCES.replace("  - {letter: A, title: KPI scorecard, scorecard: {indicators: all}}\n", "")
    made = write_paper(tmp_path / "paper", narrative=dict.fromkeys(NARRATIVE, "Nothing to count.\n"), paper=paper)
    assert main(["build", str(made), "-o", str(tmp_path / "out")]) == 0
    (built,) = (tmp_path / "out").glob("*.docx")
    document, _ = read_document(built)
    last = document.sections[-1].blocks[-1]
    assert isinstance(last, Paragraph)
    assert words_of(last.inlines) == "This paper prints no figure from a workbook."


def test_an_appendix_of_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = PAPER + "  - {letter: B, title: Sources of the figures, sources: false}\n"
    made = write_paper(tmp_path / "paper", paper=paper)
    assert main(["build", str(made), "-o", str(tmp_path / "out")]) == 2
    assert "give it a scorecard, narrative or sources" in capsys.readouterr().err
