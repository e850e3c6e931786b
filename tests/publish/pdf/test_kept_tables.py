"""Tables as they are drawn: grids, spans, heights, borders, rows cut at the end of a page, headings that repeat."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.document import (
    Border,
    Borders,
    Cell,
    Document,
    Justification,
    Paragraph,
    ParagraphFormat,
    Row,
    Section,
    Table,
)
from tests.support.built_documents import mark, note, paragraph, run
from tests.support.small_pages import PAGE, TEN, WIDE, book, box, grid, lines, shown, small, stack, text

_TALL = replace(PAGE, height=400.0)


def _row(*cells: Cell, **rules: object) -> Row:
    return Row(cells, **rules)  # type: ignore[arg-type]


def _three(name: str, **rules: object) -> Row:
    return _row(*(box(f"{name}{column}", column=column) for column in range(3)), **rules)


def _caption(words: str, **rules: object) -> Paragraph:
    return Paragraph((run(words, TEN),), ParagraphFormat(**rules), TEN, "Caption")  # type: ignore[arg-type]


def _filled(name: str, count: int) -> list[Paragraph]:
    return [text(f"{name} {number}", after=1.0) for number in range(1, count + 1)]


def _grids() -> Document:
    plain = (_row(box("a"), box("b", column=1)), _row(box("c"), box("d", column=1)))
    uneven = (3.0, 8.0, 5.0, 2.0)
    thick = Borders(top=Border(width=4.0), left=Border("double", 3.0), bottom=Border("dotted"), right=Border("nil"))
    return book(
        small(
            grid(*plain, columns=(50.0, 70.0), indent=15.0),
            grid(*plain, columns=(50.0, 70.0), align=Justification.CENTRE, indent=15.0),
            grid(*plain, columns=(50.0, 70.0), align=Justification.RIGHT),
            grid(*plain, columns=()),
            grid(*plain, columns=(50.0,)),
            grid(*plain, columns=(0.0, 30.0)),
            grid(_row(box("wide"), box("table", column=1)), columns=(200.0, 100.0)),
            grid(_row(box("narrow"), box("n", column=1)), columns=(3.0, 20.0)),
            grid(_row(Cell((text("a"),), 0, borders=thick, margins=uneven), box("b", column=1, shading="EEEEEE")),
                 _row(box("c"), Cell((text("d"),), 1)), columns=(50.0, 70.0), right_to_left=True),
            grid(*plain, columns=(50.0, 70.0), right_to_left=True, indent=10.0),
            grid(*plain, columns=(50.0, 70.0), right_to_left=True, align=Justification.CENTRE),
            grid(*plain, columns=(50.0, 70.0), right_to_left=True, align=Justification.RIGHT),
            grid(_row(Cell((text("a"),), 0, borders=thick, margins=uneven), Cell((), 1)), columns=(50.0, 70.0)),
            grid(*plain, columns=(200.0, 40.5)),
            text("after the tables", before=4.0),
            page=replace(PAGE, height=600.0),
        )
    )  # fmt: skip


def _heights() -> Document:
    return book(
        small(
            grid(
                _row(box("low", "two lines"), box("middle", column=1, vertical_align="center"),
                     box("foot", column=2, vertical_align="bottom"), minimum_height=50.0),
                _row(box("a", "b", "c"), box("m", column=1, vertical_align="center"),
                     box("f", column=2, vertical_align="bottom"), minimum_height=10.0),
                _row(box(text("before", before=5.0, after=7.0)), box(column=1), box("x", column=2)),
                _row(box(text("keeps", keep_next=True)), box("b", column=1)),
                _row(minimum_height=9.0),
                _row(box("end")),
            ),
            text("after"),
            page=_TALL,
        )
    )  # fmt: skip


def _spans() -> Document:
    return book(
        small(
            grid(
                _row(box("over all", column_span=3), header=True),
                _row(box("two rows", row_span=2), box("over two", column=1, column_span=2), header=True),
                _row(box("h1", column=1), box("h2", column=2), header=True),
                _row(box("three", "rows", "in", "five", "lines", row_span=3), box("a", column=1), box("b", column=2)),
                _row(box("c", column=1), box("d", column=2, row_span=2, vertical_align="bottom")),
                _row(box("e", column=1)),
                _three("f"),
                description="Spans.",
            ),
            grid(
                _row(box("covered by all", column_span=2, row_span=2), box("x", column=2, row_span=2)),
                _row(),
                _row(box("too far down", row_span=9), box("y", column=1)),
                _row(box("crosses", column=1, row_span=2)),
                _row(box("over", column=1, column_span=2)),
                first_column=True,
            ),
            grid(
                _row(box("reaches out of the heading", row_span=3), box("b", column=1), header=True),
                _row(box("c", column=1), header=True),
                _row(box("d"), box("e", column=1)),
                columns=(90.0, 60.0), first_column=True,
            ),
            grid(_row(box("all headings"), box("h", column=1), header=True), columns=(90.0, 60.0)),
            grid(_row(box("a frame"))),
            grid(
                _row(box("p"), box("q", column=1), box("beside both", column=2, row_span=2), box("r", column=3)),
                _row(box("s"), box("t", column=1), box("u", column=3)),
            ),
            grid(_row(box("later", column=1)), _row(box("early")), _row(box("far", column=5, column_span=3))),
            page=replace(WIDE, height=600.0),
        )
    )  # fmt: skip


def _captions() -> Document:
    two = grid(_row(box("a"), box("b", column=1)), columns=(50.0, 50.0), description="Two cells.", title="Title")
    return book(
        small(
            _caption("Table 1", left=0.0),
            two,
            _caption("Source under it"),
            _caption("A caption by itself"),
            text("words"),
            two,
            text("words between"),
            _caption("Not next to a table"),
            text("more words"),
            _caption("Table of one cell"),
            grid(_row(box("framed"))),
            _caption("Under a frame"),
            page=_TALL,
        )
    )


def _headings_repeat() -> Document:
    head = _row(box("Head", shading="DDDDDD"), box("B", column=1), box("C", column=2), header=True)
    tall = _row(*(box(*_filled("Head", 3 + column), column=column) for column in range(2)), header=True)
    page = replace(PAGE, height=100.0)
    return book(
        small(grid(head, *(_three(f"r{count}") for count in range(9))), *stack(1, "After"), page=page),
        small(grid(tall, *(_three(f"r{count}") for count in range(5))), page=page),
        small(*stack(4), grid(head, _three("s"), _three("t"), _three("u", header=True)), page=page),
        small(*stack(5), grid(head, _three("v")), page=page),
    )  # fmt: skip


def _cut_rows() -> Document:
    page = replace(PAGE, height=100.0)
    cut = _row(box(*_filled("long", 9)), box("short", column=1, vertical_align="center"),
               box(*_filled("mid", 4), column=2, vertical_align="bottom", margins=(4.0, 5.0, 3.0, 5.0)))  # fmt: skip
    inner = grid(*(_three(f"in{count}") for count in range(7)), columns=(40.0, 40.0, 40.0))
    nested = _row(box(inner, "under the inner table"), box("beside", column=1))
    spaced = _row(box(text("a", after=40.0), text("b", before=10.0, after=30.0), text("c", after=20.0)))
    kept = _row(box(text("1"), text("2", keep_next=True), text("3", keep_next=True), text("4"), text("5"), text("6")))
    one = (200.0,)
    head = _row(box("Head"), header=True)
    return book(
        small(*stack(2), grid(cut), *stack(1, "After"), page=page),
        small(*stack(2), grid(replace(cut, cant_split=True)), *stack(1, "After"), page=page),
        small(*stack(3), grid(replace(cut, cells=cut.cells[1:2], cant_split=True)), page=page),
        small(*stack(1), grid(nested, columns=(140.0, 60.0)), page=page),
        small(*stack(1), grid(spaced, head, columns=one), *stack(1, "After"), page=page),
        small(*stack(2), grid(head, kept, columns=one), page=page),
        small(*stack(4), grid(_row(box(lines(4, "Cell"))), columns=one), page=page),
        small(*stack(4), grid(_row(box(lines(3, "Cell"))), head, columns=one), page=page),
    )


def _spans_over_pages() -> Document:
    page = replace(PAGE, height=100.0)

    def beside(count: int, each: int) -> Table:
        first = _row(box(*_filled("span", 2), row_span=count), box(*_filled("r1", each), column=1))
        rest = (_row(box(*_filled(f"r{row}", each), column=1)) for row in range(2, count + 1))
        return grid(first, *rest, _row(box("last"), box("row", column=1)), columns=(100.0, 100.0))

    tall = grid(
        _row(box(*_filled("span", 9), row_span=2), box("a", column=1)), _row(box("b", column=1)), _three("c"),
    )  # fmt: skip
    return book(
        small(*stack(2), beside(3, 1), page=page),
        small(*stack(1), beside(4, 2), page=page),
        small(*stack(1), tall, page=page),
    )


def _notes_in_cells() -> Document:
    page = replace(PAGE, height=120.0)
    marked = paragraph(run("marked", TEN), mark(1), after=0.0)
    again = paragraph(run("again", TEN), mark(2), after=0.0)
    head = _row(box(paragraph(run("Head", TEN), mark(3), after=0.0)), header=True)
    rows = (_row(box(f"row {count}")) for count in range(5))
    notes = {f"n{number}": note(number, f"Note {number}.") for number in (1, 2, 3)}
    return book(
        small(grid(head, _row(box(marked)), *rows, _row(box(*_filled("x", 3), again)), columns=(150.0,)), page=page),
        small(
            *stack(4), grid(_row(box(*_filled("y", 2), marked, again, *_filled("z", 2))), columns=(150.0,)), page=page
        ),
        notes=notes,
    )


def _in_columns() -> Document:
    wide = grid(_three("w"), _three("v"), columns=(40.0, 40.0, 40.0))
    slim = grid(_row(box("a"), box("b", column=1)), columns=(30.0, 30.0))
    sections = (
        Section((*stack(2), slim, *stack(2)), PAGE, columns=2, column_gap=20.0, column_line=True),
        Section((*stack(2), wide, *stack(7)), PAGE, column_widths=((60.0, 10.0), (130.0, 0.0)), start="continuous"),
        Section((*stack(1), slim), PAGE, start="continuous"),
    )
    return book(*sections)


_DOCUMENTS: dict[str, Callable[[], Document]] = {
    "grids": _grids,
    "heights": _heights,
    "spans": _spans,
    "captions": _captions,
    "headings-repeat": _headings_repeat,
    "cut-rows": _cut_rows,
    "spans-over-pages": _spans_over_pages,
    "notes-in-cells": _notes_in_cells,
    "in-columns": _in_columns,
}


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_tables_are_the_reviewed_ones(name: str, kept: SnapshotAssertion) -> None:
    assert shown(_DOCUMENTS[name]()) == kept
