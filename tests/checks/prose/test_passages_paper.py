"""A paper's narrative as passages: what each says, where it is, and who answers for each of its numbers."""

from datetime import date
from pathlib import Path

from boardpaper.checks.prose.passages_paper import paper_passages
from boardpaper.model.kpi import Figure
from boardpaper.model.paper import Appendix, FrontMatter, Paper, Part
from boardpaper.model.passage import Passage, Span, SpanKind
from boardpaper.model.prose import (
    Block,
    BlockList,
    BoundFigure,
    FigureReference,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    ListKind,
    NoteReference,
    Paragraph,
    ParagraphNumber,
    Place,
    SourcedFigure,
    Table,
    Text,
)

FIGURE = Figure("a.value", "53", "a", "value", None)
HERE = Place("a.md", 9)


def at(line: int) -> Place:
    return Place("a.md", line)


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def paragraph(text: str, line: int, *, numbered: bool = True) -> Paragraph:
    return Paragraph(words(text), at(line), numbered)


def paper(*blocks: Block, next_steps: tuple[Block, ...] = (), **rest: object) -> Paper:
    front = FrontMatter("Board", date(2022, 5, 1), False, "5", "Title")
    return Paper(front, Path("a.docx"), (Part("part", "Part", blocks, next_steps),), **rest)  # type: ignore[arg-type]


def told(made: Paper) -> list[tuple[str, str, str, int]]:
    return [(each.text, each.where, each.about, each.items) for each in paper_passages(made)]


def test_who_answers_for_each_word() -> None:
    link = Link("https://example.org/", (Text("see 5"), BoundFigure(FIGURE)), HERE)
    made = (
        Text("There were "), BoundFigure(FIGURE), LineBreak(), SourcedFigure("22", "Tasking"), link,
        FigureReference("b.value", HERE), ParagraphNumber("x", "5"), NoteReference("n", HERE),
    )  # fmt: skip
    (passage,) = paper_passages(paper(Paragraph(made, at(3))))
    bound = Span("53", SpanKind.BOUND, FIGURE)
    spans = (
        Span("There were "), bound, Span(" "), Span("22", SpanKind.SOURCED), Span("see 5"), bound, Span(" "), Span(" "),
    )  # fmt: skip
    assert passage == Passage(spans, "a.md:3, paragraph 1", notes=("n",))


def test_where_each_passage_is() -> None:
    items = (ListItem((paragraph("One", 4),)), ListItem((paragraph("Two", 5), paragraph("So", 6))))
    table = Table((words("Area"), words("Value")), ((words("East"), words("5")), ()), at(8), caption="A table")
    made = paper(
        Heading(2, words("Heading"), at(1)),
        paragraph("Two follow:", 2),
        BlockList(ListKind.BULLET, items, at(4)),
        paragraph("Without a number", 7, numbered=False),
        table,
        Image(Path("a.png"), "A map", at(9), "A caption"),
        next_steps=(paragraph("Next", 10),),
        appendices=(Appendix("A", "Title", (paragraph("In an appendix", 11),)),),
        notes={"a.md#n": words("A note"), "m": words("Another")},
    )
    assert told(made) == [
        ("Heading", "a.md:1", "", 0),
        ("Two follow:", "a.md:2, paragraph 1", "", 2),
        ("One", "a.md:4", "", 0),
        ("Two", "a.md:5", "", 0),
        ("So", "a.md:6", "", 0),
        ("Without a number", "a.md:7", "", 0),
        ("A table", "a.md:8", "", 0),
        ("Area", "a.md:8, the table's headings", "Area", 0),
        ("Value", "a.md:8, the table's headings", "Area", 0),
        ("East", "a.md:8, row 1 of the table", "East", 0),
        ("5", "a.md:8, row 1 of the table", "East", 0),
        ("A caption", "a.md:9", "", 0),
        ("Next", "a.md:10, paragraph 2", "", 0),
        ("In an appendix", "a.md:11", "", 0),
        ("A note", "a.md, footnote n", "", 0),
        ("Another", "footnote m", "", 0),
    ]


def test_a_table_without_a_caption_has_no_passage_for_one() -> None:
    assert told(paper(Table((words("Area"),), (), at(8)))) == [("Area", "a.md:8, the table's headings", "Area", 0)]
