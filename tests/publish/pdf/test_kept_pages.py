"""Pages as they are drawn: sections and columns, notes at the foot, headers and footers, numbers, drafts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.document import (
    Bookmark,
    Break,
    BreakKind,
    Document,
    Drawing,
    Field,
    Furniture,
    Inline,
    Justification,
    Link,
    ListLabel,
    Note,
    Paragraph,
    Run,
    Section,
    WrapKind,
    Wrapping,
)
from boardpaper.model.document import Position as At
from tests.support.built_documents import SMALL, heading, mark, note, paragraph, run, table
from tests.support.small_pages import PAGE, TEN, book, lines, png, shown, small, stack

_LOW = replace(PAGE, height=109.5)  # six lines
_COLUMN = Break(BreakKind.COLUMN, TEN)


def _para(*inlines: Inline | str, **rules: object) -> Paragraph:
    made = [run(inline, TEN) if isinstance(inline, str) else inline for inline in inlines]
    return paragraph(*made, **{"after": 0.0, **rules})


def _field(instruction: str, result: str = "?") -> Field:
    return Field(instruction, result, TEN)


def _sections() -> Document:
    other = replace(PAGE, width=250.0)
    return book(
        small(*stack(1, "First")),
        small(*stack(1, "Continuous"), start="continuous"),
        small(*stack(1, "Other size"), page=other, start="continuous"),
        small(*stack(1, "Odd"), start="oddPage", page=other),
        small(*stack(1, "Odd again"), start="oddPage"),
        small(*stack(1, "Even"), start="evenPage"),
        small(*stack(1, "Even again"), start="evenPage"),
        small(*stack(1, "From five"), first_page_number=5, number_format="lowerRoman"),
        small(*stack(1, "Odd and numbered"), start="oddPage", first_page_number=8, number_format="upperLetter"),
        small(start="continuous"),
        small(*stack(1, "After nothing")),
        small(),
        small(*stack(1, "Last"), page=replace(PAGE, top=60.0, bottom=80.0)),
        small(*stack(4, "No room"), page=replace(PAGE, top=70.0, bottom=80.0)),
    )


def _columns() -> Document:
    two: dict[str, Any] = {"columns": 2, "column_gap": 20.0}
    three: dict[str, Any] = {"columns": 3, "column_gap": 10.0, "column_line": True}
    joined: dict[str, Any] = {"start": "continuous"}
    return book(
        small(*stack(3), **two),
        small(*stack(7), **three),
        small(*stack(2, "Above")),
        small(*stack(7, "Even"), **two, **joined),
        small(*stack(7, "Lined"), **three, **joined),
        small(*stack(1, "Below"), **joined),
        small(*stack(25, "Many"), **two, page=_LOW),
        small(*stack(1, "Top"), page=_LOW),
        small(*stack(13, "Runs over"), **two, **joined, page=_LOW),
        small(*stack(2, "Below"), **joined, page=_LOW),
        small(_para("a", _COLUMN, "b"), _para("c", _COLUMN), _para("d"), **two),
        small(_para("a", _COLUMN, "b", _COLUMN, "c"), *stack(1), **two),
        small(_para("e", before=10.0), _para("f", page_break_before=True), _para("g", _COLUMN, "h"), **two, **joined),
        small(*stack(1, "End"), **joined),
        small(lines(3, "Kept", keep_lines=True), lines(2, "Slim"), *stack(3, "Row"), **two),
        small(*stack(1, "End"), **joined),
        small(*stack(2), columns=9, column_gap=30.0),
    )


def _uneven_columns() -> Document:
    uneven: dict[str, Any] = {"column_widths": ((60.0, 20.0), (120.0, 0.0))}
    broad: dict[str, Any] = {"column_widths": ((300.0, 100.0), (200.0, 50.0)), "column_line": True}
    words = "These words are set in a narrow column first and then in a broad one, where they have more room, to end."
    return book(
        small(_para(words), _para(words), **uneven),
        small(*stack(1, "Above")),
        small(_para(words), _para("kept", keep_next=True), _para(words), **uneven, start="continuous"),
        small(*stack(1, "Below"), start="continuous"),
        small(_para(words), **broad),
        small(_para("a", _COLUMN, "b"), column_widths=((0.0, 0.0), (0.0, 0.0))),
        small(_para("a", _COLUMN, words, before=3.0, after=3.0), **uneven, start="continuous"),
        small(*stack(1, "Below"), start="continuous"),
    )


def _long_note(number: int, count: int) -> Note:
    return Note(tuple(Paragraph((run(f"note {number} line {line}", SMALL),), paragraph().format, SMALL, "Note")
                      for line in range(1, count + 1)), str(number))  # fmt: skip


def _notes() -> Document:
    notes = {
        "n1": note(1, "Short note."),
        "n2": _long_note(2, 3),
        "n3": _long_note(3, 12),
        "n4": note(4, "After the long one."),
        "n5": Note((), "5"),
        "n6": Note((table(1),), "6"),
        "n7": Note((paragraph(run("See", SMALL), mark(1), "."),), "7"),
        "n8": Note((paragraph(run(" \tEnd.", SMALL)),), "i", "endnote"),
        "n9": _long_note(9, 2),
        "n10": Note((paragraph(Drawing("none", 1.0, 1.0), run("x", SMALL)),), "10"),
        "n11": Note((replace(paragraph("listed"), label=ListLabel("a)", 0, "lowerLetter", TEN, "n")),), "11"),
        "n12": Note((paragraph("second endnote"),), "ii", "endnote"),
    }
    low = replace(PAGE, height=120.0)
    return book(
        small(_para("one", mark(1)), *stack(4), _para("two", mark(9)), *stack(2), page=low),
        small(*stack(5), _para("three lines", mark(2)), *stack(1), page=low),
        small(
            *stack(2), _para("long", mark(3)), *stack(3), _para("next", mark(4), " end ", mark(8)), *stack(3), page=low
        ),
        small(_para("none", mark(5), "table", mark(6), "nested", mark(7), "missing", mark(99))),
        small(_para("odd", mark(10), mark(11)), _para("ii", mark(12)), _para("again", mark(1))),
        notes=notes,
    )


def _notes_in_columns() -> Document:
    notes = {f"n{number}": _long_note(number, number % 3 + 1) for number in range(1, 8)}
    two: dict[str, Any] = {"columns": 2, "column_gap": 20.0}
    return book(
        small(_para("a", mark(1)), *stack(4), _para("b", mark(2)), _COLUMN_PARA, _para("c", mark(3)), **two),
        small(_para("above", mark(4))),
        small(_para("d", mark(5)), *stack(2), **two, start="continuous"),
        small(_para("below", mark(6)), start="continuous"),
        small(*stack(2), _para("e", mark(7)), **two, start="continuous", column_line=True),
        notes=notes,
    )


_COLUMN_PARA = _para("break", _COLUMN)


def _many_notes() -> Document:
    """More notes than a page holds, each longer than what is left."""
    notes = {f"n{number}": _long_note(number, 5) for number in range(1, 4)} | {"n4": _long_note(4, 30)}
    notes |= {"n5": _long_note(5, 5), "n6": _long_note(6, 1), "n7": _long_note(7, 1), "n8": _long_note(8, 5)}
    low = replace(PAGE, height=130.0)
    return book(
        small(_para("all in one line", mark(1), mark(2), mark(3)), *stack(2), page=low),
        small(*stack(4), _para("the long one first", mark(5), mark(6)), page=low),
        small(*stack(4), _para("the long one last", mark(7), mark(8)), page=low),
        small(*stack(7), _para("last line", mark(4)), page=low),
        notes=notes,
    )


def _running() -> Document:
    link = Link("https://example.org/a")
    numbers = _para(_field("PAGE"), " of ", _field("NUMPAGES"), " in ", _field("SECTION"), "/", _field("SECTIONPAGES"))
    first = _para("First ", _field("PAGE \\* roman"), " ", _field('NUMPAGES \\# "00"'), align=Justification.RIGHT)
    linked = _para("Go to ", Run("the site", TEN, link), " or ", Run("the end", TEN, Link(bookmark="end")))
    tall = tuple(stack(3, "Header"))
    return book(
        Section(tuple(stack(20)), PAGE, Furniture((linked,), (first,)), Furniture((numbers,), even=(linked, numbers))),
        Section((*stack(9), _para(Bookmark("end"), "the end")), PAGE, Furniture(tall, (), tuple(stack(1, "Even"))),
                Furniture((_para("Foot ", _field("PAGE")), *stack(2, "Foot"))), number_format="upperRoman"),
        Section(tuple(stack(9)), replace(PAGE, top=-20.0, bottom=-20.0), Furniture(tall), Furniture(tall)),
        Section(tuple(stack(2)), replace(PAGE, top=70.0, bottom=70.0), Furniture(tall), Furniture(tall)),
    )  # fmt: skip


def _asked_pages() -> Document:
    missing = _field("PAGEREF gone", "9")
    noted = {"n1": Note((paragraph(_field("PAGE", "p"), " ", _field("NUMPAGES", "t"), _field("SECTION", "s"),
                                   _field("SECTIONPAGES", "sp"), _field("PAGEREF far \\h", "q")),), "1")}  # fmt: skip
    return book(
        small(
            _para("page ", _field("PAGE"), " of ", _field("NUMPAGES"), ", far ", _field("PAGEREF far \\h")),
            _para(
                "section ", _field("SECTION"), " of ", _field("SECTIONPAGES"), " gone ", missing, _field("PAGEREF", "8")
            ),
            *stack(8),
            _para("over ", _field("PAGE \\* Roman"), mark(1)),
        ),
        small(_para(Bookmark("far"), "far ", _field("PAGE"), _field("SECTION"), _field("SECTIONPAGES")), table(1)),
        notes=noted,
    )


def _asked_in_a_note() -> Document:
    """Nothing but a note asks how many pages there are."""
    asked = Note((paragraph(_field("NUMPAGES"), _field("PAGEREF far", "?"), Bookmark("far")),), "1")
    return book(small(*stack(9), _para("noted", mark(1))), notes={"n1": asked})


def _repeated_styles() -> Document:
    def headed(words: str, number: str, level: int = 1) -> Paragraph:
        label = ListLabel(f"{number}.", 0, "decimal", TEN, "h", steps=((number, number),)) if number else None
        return replace(heading(words, level), label=label, style=f"Heading {level},Custom")

    asked = ('"Heading 1"', '"Heading 1" \\l', '"Heading 1" \\n', "Custom", "None")
    top = _para(*(inline for each in asked for inline in (_field(f"STYLEREF {each}", "old"), " | ")))
    foot = _para(_field("PAGE"))
    return book(
        Section((*stack(10), headed("One", "1"), headed("Two", "2"), *stack(9), headed("Three, which is long", "")),
                PAGE, Furniture((top,)), Furniture((foot,)), chapter_level=1),
        Section((*stack(2), headed("Four", "4"), headed("Deep", "4.1", 2)), PAGE, Furniture((top,)),
                Furniture((foot,)), chapter_level=1, chapter_separator=":", number_format="upperLetter"),
        Section((headed("Five", "5"),), PAGE, chapter_level=2),
    )  # fmt: skip


def _letterheads() -> Document:
    def picture(across: str, down: str, **more: object) -> Drawing:
        return Drawing("media/image1.png", 30.0, 10.0, "Crest.", position=At(across, 5.0, "", down, 3.0), **more)  # type: ignore[arg-type]

    over = Wrapping(WrapKind.TOP_AND_BOTTOM)
    top = _para(picture("page", "page"), picture("margin", "paragraph", rotation=90.0), "Words")
    foot = _para(Drawing("media/image1.png", 30.0, 10.0, "In the line."), picture("page", "page", wrapping=over))
    gone = _para(picture("page", "page", link=Link(bookmark="x")))
    linked = _para(picture("column", "margin", link=Link("https://example.org")), "Linked")
    return book(
        Section(tuple(stack(12)), PAGE, Furniture((top,)), Furniture((foot,))),
        Section(tuple(stack(1)), PAGE, Furniture((linked,)), Furniture((gone,))),
        images=png(6, 2),
    )  # fmt: skip


_DOCUMENTS: dict[str, Callable[[], Document]] = {
    "sections": _sections,
    "columns": _columns,
    "uneven-columns": _uneven_columns,
    "notes": _notes,
    "notes-in-columns": _notes_in_columns,
    "many-notes": _many_notes,
    "running": _running,
    "asked-pages": _asked_pages,
    "asked-in-a-note": _asked_in_a_note,
    "repeated-styles": _repeated_styles,
    "letterheads": _letterheads,
}


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_pages_are_the_reviewed_ones(name: str, kept: SnapshotAssertion) -> None:
    assert shown(_DOCUMENTS[name]()) == kept


def test_a_draft_is_the_reviewed_one(kept: SnapshotAssertion) -> None:
    assert shown(book(small(*stack(1)), small(*stack(1), page=replace(PAGE, width=100.0))), draft=True) == kept


def test_nothing_is_one_blank_page(kept: SnapshotAssertion) -> None:
    assert shown(book()) == kept


@pytest.mark.parametrize("length", [3, 4, 30])
def test_a_note_on_the_last_line_is_printed_whole(length: int) -> None:
    made = book(small(*stack(7), _para("last", mark(1))), notes={"n1": _long_note(1, length)})
    drawn = shown(made)
    assert [drawn.count(f"“note 1 line {line}”") for line in range(1, length + 1)] == [2] * length


def test_notes_of_columns_and_of_what_is_above_them_stand_apart() -> None:
    for page in shown(_notes_in_columns()).partition("\ntags\n")[0].split("\npage ")[1:]:
        places = re.findall(r"MCID \d+: ([\d.]+ [\d.]+) ", page)
        assert len(set(places)) == len(places) > 0
