"""All that a trail says of a document's figures, and which of them a name means."""

import json

import pytest
from msgspec.structs import replace

from boardpaper.errors import InputError
from boardpaper.live.ledger import CellRecord, FigureRecord, Ledger, SourcedRecord
from boardpaper.live.provenance import choose_figures, provenance, read_provenance
from boardpaper.live.trace import trace_document
from boardpaper.model.document import Document, ListLabel, Note, Paragraph, Run
from boardpaper.model.trace import Standing, TracedCell, TracedFigure, Trail
from tests.support.made_documents import PLAIN, document, paragraph, run, table

CELLS = (CellRecord("kpi.xlsx", "Sheet", "C4", "ab", "53"), CellRecord("kpi.xlsx", "Sheet", "C5", "ab"))
LEDGER = Ledger(
    (
        FigureRecord("a.value", "a.value", "53", "a", "value", "2021/22", CELLS, "Title", "53", "sum", "count", "2022"),
        FigureRecord("ref:12", "b.change@2021", "up", "b", "change"),
        FigureRecord("c.value", "c.value", "9", "c", "value"),
    ),
    (SourcedRecord("source:1", "22", "Tasking"),),
)


def control(text: str, tag: str) -> Run:
    return Run(text, PLAIN, control=tag)


def item(mark: str, *inlines: Run | str) -> Paragraph:
    return paragraph(*inlines, label=ListLabel(mark, 0, "1", PLAIN, "1"))


def paper() -> Document:
    return document(
        paragraph(control("53", "a.value"), " before"),
        item("1.", "First ", control("5", "a.value"), control("4", "a.value"), control("22", "source:1")),
        paragraph("So ", control("up", "ref:12"), run(" and ", bold=True), control("7", "d.value")),
        paragraph("Heading ", control("53", "a.value"), outline_level=1),
        paragraph(
            "After ", control("1", "source:9"), control("2", "an add-in"), control("3", "not. so"), control("4", ".x"),
        ),
        table(("East", paragraph(control("53", "a.value"))),),
        notes={"1": Note((paragraph("Note ", control("53", "a.value")),), "1")},
    )  # fmt: skip


def bound(where: str, number: str, text: str, standing: Standing = Standing.BOUND) -> TracedFigure:
    cells = (TracedCell("kpi.xlsx", "Sheet", "C4", "ab", "53"), TracedCell("kpi.xlsx", "Sheet", "C5", "ab"))
    return TracedFigure(
        where, number, "a.value", text, standing, "a.value", "53", "a", "Title", "value", "2021/22", "53", "sum",
        "count", "2022", cells=cells,
    )  # fmt: skip


TRAIL = Trail(
    (
        bound("“53 before”", "", "53"),
        bound("1. “First 5422”", "1", "54", Standing.OVERTYPED),
        TracedFigure("1. “First 5422”", "1", "source:1", "22", Standing.SOURCED, source="Tasking"),
        TracedFigure("“So up and 7”", "1", "ref:12", "up", Standing.BOUND, "b.change@2021", "up", "b", facet="change"),
        TracedFigure("“So up and 7”", "1", "d.value", "7", Standing.UNKNOWN),
        bound("“Heading 53”", "", "53"),
        TracedFigure("“After 1234”", "", "source:9", "1", Standing.UNKNOWN),
        bound("the row “East”, “53”", "", "53"),
        bound("footnote 1, “Note 53”", "", "53"),
    ),
    ("c.value",),
)


def test_every_figure_is_told_in_reading_order() -> None:
    assert trace_document(paper(), LEDGER) == TRAIL


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("a.value", [0, 1, 5, 7, 8]),
        (" {{a.value}} ", [0, 1, 5, 7, 8]),
        ("ref:12", [3]),
        ("b.change@2021", [3]),
        ("b", [3]),
        ("1", [1, 2, 3, 4]),
        ("1.", [1, 2, 3, 4]),
    ],
)
def test_figures_are_chosen_by_reference_indicator_or_paragraph(wanted: str, found: list[int]) -> None:
    assert choose_figures(TRAIL, wanted) == tuple(TRAIL.figures[at] for at in found)


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [("b.chang@2021", "b.change@2021"), ("c.value", "a.value"), ("2", ""), (" ", ""), ("{{}}", ""), (".", "")],
)
def test_what_is_not_printed_is_refused(wanted: str, hint: str) -> None:
    with pytest.raises(InputError) as raised:
        choose_figures(TRAIL, wanted)
    assert (f"“{hint}”" in raised.value.finding.hint) is bool(hint)


def withheld(trail: Trail) -> Trail:
    """The trail without what the workbook gave where somebody typed over a figure."""
    figures = (
        replace(each, bound_text="", value="", cells=tuple(replace(cell, raw="") for cell in each.cells))
        if each.standing is Standing.OVERTYPED
        else each
        for each in trail.figures
    )
    return replace(trail, figures=tuple(figures))


def test_a_provenance_names_no_folder() -> None:
    named = [r"H:\Data\kpi.xlsx", "../data/kpi.xlsx", "kpi.xlsx"]
    cells = tuple(replace(TRAIL.figures[0].cells[0], workbook=name) for name in named)
    kept = provenance(Trail((replace(TRAIL.figures[0], cells=cells),)), "")
    assert {cell.workbook for cell in read_provenance(kept)[0].figures[0].cells} == {"kpi.xlsx"}


def test_a_trail_is_kept_and_read_back() -> None:
    kept = provenance(TRAIL, "ab" * 32)
    assert read_provenance(json.loads(json.dumps(kept))) == (withheld(TRAIL), "ab" * 32)
    assert (kept["format"], kept["pdf_sha256"], kept["not_printed"]) == (
        "boardpaper provenance 1", "ab" * 32, ["c.value"],
    )  # fmt: skip
    told = kept["figures"]
    assert isinstance(told, list)
    assert told[4] == {"where": "“So up and 7”", "paragraph": "1", "tag": "d.value", "text": "7", "standing": "unknown"}
    assert told[0]["cells"] == [
        {"workbook": "kpi.xlsx", "sheet": "Sheet", "cell": "C4", "sha256": "ab", "raw": "53"},
        {"workbook": "kpi.xlsx", "sheet": "Sheet", "cell": "C5", "sha256": "ab"},
    ]


FORMAT = {"format": "boardpaper provenance 1"}


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"format": "boardpaper provenance 2", "figures": []},
        FORMAT,
        {**FORMAT, "figures": 5},
        {**FORMAT, "figures": ["x"]},
        {**FORMAT, "figures": [{"standing": "no such"}]},
        {**FORMAT, "figures": [{"standing": "bound", "colour": "red"}]},
        {**FORMAT, "figures": [{"standing": "bound", "cells": [5]}]},
        {**FORMAT, "figures": [{"standing": "bound", "cells": [{"workbook": "a"}]}]},
    ],
)
def test_what_is_no_trail_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_provenance(data)


def test_a_trail_that_says_little_is_read() -> None:
    few = {**FORMAT, "figures": [{"standing": "unknown"}], "not_printed": "x"}
    assert read_provenance(few) == (Trail((TracedFigure("", "", "", "", Standing.UNKNOWN),)), "")
