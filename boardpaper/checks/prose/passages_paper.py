"""A paper's text as passages: every paragraph, heading, item, cell and note, with the file and line that it is in."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from boardpaper.model.paper import Paper, Part
from boardpaper.model.passage import Passage, Span, SpanKind, divided
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
    Paragraph,
    ParagraphNumber,
    Place,
    SourcedFigure,
    Table,
    Text,
    words_of,
)


class _Count(Struct):
    """The number that the last numbered paragraph carries."""

    number: int = 0


def paper_passages(paper: Paper) -> tuple[Passage, ...]:
    """The passages of the parts, then of the appendices, then of the notes."""
    return tuple(piece for passage in _passages(paper) for piece in divided(passage))


def _passages(paper: Paper) -> Iterator[Passage]:
    """The passages of parts, appendices and footnotes."""
    count = _Count()
    for part in paper.parts:
        yield from _part(part, count)
    for appendix in paper.appendices:
        yield from _blocks(appendix.blocks, None)
    for label, words in paper.notes.items():
        file, _, mark = label.rpartition("#")
        yield Passage(tuple(_spans(words)), f"{file}, footnote {mark}" if file else f"footnote {mark}")


def _part(part: Part, count: _Count) -> Iterator[Passage]:
    """The passages of a part, its paragraphs counted as they are numbered."""
    yield from _blocks(part.blocks, count)
    yield from _blocks(part.next_steps, count)


def _blocks(blocks: Sequence[Block], count: _Count | None) -> Iterator[Passage]:
    """The passages of blocks; `count` is None where paragraphs have no numbers."""
    for block, below in zip(blocks, (*blocks[1:], None), strict=False):
        match block:
            case Heading():
                yield Passage(tuple(_spans(block.words)), str(block.place))
            case Paragraph():
                items = len(below.items) if isinstance(below, BlockList) else 0
                yield Passage(tuple(_spans(block.words)), _where(block, count), items)
            case BlockList():
                for item in block.items:
                    yield from _blocks(item.blocks, None)
            case Table():
                yield from _table(block)
            case Image():
                yield Passage((Span(block.caption),), str(block.place))


def _where(paragraph: Paragraph, count: _Count | None) -> str:
    """The place in the file, and the number that the paragraph will carry; items and appendices have none."""
    if count is None or not paragraph.numbered:
        return str(paragraph.place)
    count.number += 1
    return f"{paragraph.place}, paragraph {count.number}"


def _table(table: Table) -> Iterator[Passage]:
    """A passage for each cell, which is about its row's first."""
    rows = (table.header, *table.rows)
    if table.caption:
        yield Passage((Span(table.caption),), str(table.place))
    for number, row in enumerate(rows):
        name = words_of(row[0]) if row else ""
        for cell in row:
            yield Passage(tuple(_spans(cell)), _row(table.place, number), about=name)


def _row(place: Place, number: int) -> str:
    """The place of a row."""
    return f"{place}, row {number} of the table" if number else f"{place}, the table's headings"


def _spans(words: Iterable[Inline]) -> Iterator[Span]:
    """Words as spans of what stands behind them."""
    for word in words:
        match word:
            case BoundFigure():
                yield Span(word.figure.text, SpanKind.BOUND, word.figure)
            case SourcedFigure():
                yield Span(word.text, SpanKind.SOURCED)
            case Text():
                yield Span(word.text)
            case Link():
                yield from _spans(word.words)
            case LineBreak():
                yield Span(" ")
            case FigureReference() | ParagraphNumber():
                # A reference that could not be bound is found elsewhere; a paragraph's number is Word's own.
                yield Span(" ")
