"""A paper's text as passages: every paragraph, heading, item, cell and note, with the file and line that it is in."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

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
    NoteReference,
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


def _in_sections(blocks: Sequence[Block], count: _Count | None) -> Iterator[Passage]:
    """The passages of blocks, each with the heading that it stands under."""
    section = ""
    for block, below in zip(blocks, (*blocks[1:], None), strict=False):
        section = words_of(block.words) if isinstance(block, Heading) else section
        for passage in _block(block, below, count):
            yield replace(passage, section=section) if section else passage


def _passages(paper: Paper) -> Iterator[Passage]:
    """The passages of parts, appendices and footnotes."""
    count = _Count()
    for part in paper.parts:
        yield from _part(part, count)
    for appendix in paper.appendices:
        yield from _in_sections(appendix.blocks, None)
    for label, words in paper.notes.items():
        file, _, mark = label.rpartition("#")
        where = f"{file}, footnote {mark}" if file else f"footnote {mark}"
        yield replace(_passage(words, where), note=label)


def _passage(words: Sequence[Inline], where: str) -> Passage:
    """Words as a passage, with the notes that they call."""
    notes = tuple(word.label for word in words if isinstance(word, NoteReference))
    return Passage(tuple(_spans(words)), where, notes=notes)


def _part(part: Part, count: _Count) -> Iterator[Passage]:
    """The passages of a part, its paragraphs counted as they are numbered."""
    yield from _in_sections(part.blocks, count)
    yield from _in_sections(part.next_steps, count)


def _block(block: Block, below: Block | None, count: _Count | None) -> Iterator[Passage]:
    """The passages of a block, `below` which another follows; `count` is None where paragraphs have no numbers."""
    match block:
        case Heading():
            yield _passage(block.words, str(block.place))
        case Paragraph():
            items = len(below.items) if isinstance(below, BlockList) else 0
            yield replace(_passage(block.words, _where(block, count)), items=items)
        case BlockList():
            for item in block.items:
                yield from _in_sections(item.blocks, None)
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
        for at, cell in enumerate(row):
            column = words_of(table.header[at]) if at < len(table.header) and number else ""
            yield replace(_passage(cell, _row(table.place, number)), about=name, column=column)


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
