"""A Word file as passages: what each says, where it is, and who answers for each of its numbers."""

from decimal import Decimal

import pytest

from boardpaper.checks.prose.passages_word import known_figure, word_passages
from boardpaper.live.ledger import CellRecord, FigureRecord, Ledger, SourcedRecord
from boardpaper.model.document import Bookmark, Drawing, Field, Link, ListLabel, Note, Paragraph, Run
from boardpaper.model.kpi import CellSource, Figure
from boardpaper.model.passage import Passage, Span, SpanKind
from boardpaper.model.period import read_period
from tests.support.made_documents import PLAIN, document, paragraph, table

RECORD = FigureRecord("a.value", "a.value", "53", "a", "value")
LEDGER = Ledger((RECORD,), (SourcedRecord("typed", "22", "Tasking"),))
FIGURE = Figure("a.value", "53", "a", "value", None, Decimal(53))


def control(text: str, tag: str) -> Run:
    return Run(text, PLAIN, control=tag)


def label(text: str, definition: str = "1", level: int = 0) -> ListLabel:
    return ListLabel(text, level, "1", PLAIN, definition)


def item(text: str, mark: str, definition: str = "1", level: int = 0) -> Paragraph:
    return paragraph(text, label=label(mark, definition, level))


def test_who_answers_for_each_word() -> None:
    made = paragraph(
        "There were ", control("5", "a.value"), Bookmark("x"), control("4", "a.value"), " and ", control("22", "typed"),
        control("9", "source:abc"), control("8", "other"), Run("see 5", PLAIN, Link(bookmark="x")),
        Run(" 6", PLAIN, Link(bookmark="x")), Run("7", PLAIN, Link("https://example.org/")), Field("PAGE", "3", PLAIN),
        Drawing("1", 9, 9, alt="A map of 4"),
    )  # fmt: skip
    (passage,) = word_passages(document(made), LEDGER)
    assert passage.spans == (
        Span("There were "),
        Span("54", SpanKind.BOUND, FIGURE),
        Span(" and "),
        Span("22", SpanKind.SOURCED),
        Span("9", SpanKind.SOURCED),
        Span("8"),
        Span("see 5 7  A map of 4 "),
    )
    assert passage.in_word


def told(*blocks: object, **rest: object) -> list[tuple[str, str, int]]:
    passages = word_passages(document(*blocks, **rest), LEDGER)  # type: ignore[arg-type]
    return [(each.where, each.about, each.items) for each in passages]


def test_a_passage_is_found_by_its_number_or_the_one_above() -> None:
    assert told(
        "Words before all of it and more than six",
        paragraph(""),
        item("First", "1."),
        "So it is",
        item("Second", "2."),
        paragraph("Heading", outline_level=1, label=label("3.")),
        "Then",
        paragraph("An entry 5", contents="TOC"),
        paragraph("An entry 6", style="TOC 1"),
        paragraph("A figure 7", style="Table of Figures"),
        paragraph("A toc", style="Tocsin"),
    ) == [
        ("“Words before all of it and”", "", 0),
        ("paragraph 1, “First”", "Words before all of it and more than six", 0),
        ("below paragraph 1, “So it is”", "First", 0),
        ("paragraph 2, “Second”", "So it is", 0),
        ("below paragraph 2, “Heading”", "Second", 0),
        ("below paragraph 2, “Then”", "Heading", 0),
        ("below paragraph 2, “A toc”", "Then", 0),
    ]


def test_a_cell_is_told_with_its_row() -> None:
    made = table(("Area of one two three four five six", "Value"), ("East", ""), ("", "5"))
    notes = {"1": Note((paragraph("A note of 5"),), "1")}
    assert told("Before", made, "After", notes=notes) == [
        ("“Before”", "", 0),
        ("“Area of one two three four”", "Area of one two three four five six", 0),
        ("“Area of one two three four” | “Value”", "Area of one two three four five six", 0),
        ("“East”", "East", 0),
        ("“5”", "", 0),
        ("“After”", "5", 0),
        ("footnote 1", "After", 0),
    ]


@pytest.mark.parametrize(
    ("blocks", "items"),
    [
        (("Three:", item("a", "-"), item("b", "-"), "Then", item("c", "-")), 2),
        (("Three.", item("a", "-"), item("b", "-")), 0),
        (("Three:",), 0),
        (("Three:", "So"), 0),
        ((item("Three:", "1."), item("a", "(a)", level=1), item("b", "(b)", level=1), item("Next", "2.")), 2),
        ((item("Three:", "1."), item("a", "-", "2"), item("Next", "2.")), 1),
        ((item("Three:", "1."), item("a", "2.")), 0),
    ],
)
def test_the_items_of_the_list_below_are_counted(blocks: tuple[object, ...], items: int) -> None:
    assert told(*blocks)[0][2] == items


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("53", "", 53),
        ("53", "52.6", "52.6"),
        ("−17%", "", -17),
        ("-17%", "", -17),
        ("17-fold", "", 17),
        ("5 of 6", "", None),
        ("no change", "", None),
        ("53", "NaN", None),
        ("53", "Infinity", None),
    ],
)
def test_a_figure_is_the_number_that_is_recorded_or_printed(text: str, value: str, expected: object) -> None:
    cells = (CellRecord("kpi.xlsx", "Sheet", "C4", "ab", "53"),)
    record = FigureRecord("tag", "a.value", text, "a", "value", "2021/22", cells, "Title", value)
    number = None if expected is None else Decimal(str(expected))
    source = CellSource("kpi.xlsx", "Sheet", "C4", "ab")
    assert known_figure(record) == Figure(
        "a.value", text, "a", "value", read_period("2021/22"), number, (source,), raws=("53",), title="Title"
    )


def test_a_period_that_cannot_be_read_is_none() -> None:
    record = FigureRecord("tag", "a.value", "5", "a", "value", "soon")
    assert known_figure(record) == Figure("a.value", "5", "a", "value", None, Decimal(5))


def test_a_passage_of_any_length_is_divided() -> None:
    passages = word_passages(document(paragraph("word " * 2000)), LEDGER)
    assert [type(each) for each in passages] == [Passage] * len(passages)
    assert len(passages) > 1
    assert "".join(each.text for each in passages) == "word " * 2000
