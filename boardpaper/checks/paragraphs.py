"""Every paragraph and table of a Word document, each with the place where a person finds it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from boardpaper.model.document import (
    Block,
    Document,
    Drawing,
    Field,
    Furniture,
    Inline,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Table,
)

_WORDS_QUOTED = 10
_LETTERS_QUOTED = 80
_NOTHING = Paragraph((), ParagraphFormat(), RunFormat("", 0.0))


class Part(StrEnum):
    """What a paragraph belongs to."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"


@dataclass(frozen=True)
class Spot:
    """A paragraph and its place: `section` counts from 1, `note` is the note's number as printed.

    `in_table` says that it stands in a cell beside others; a table of one column is a frame, and no more. `ground` is
    the colour of the cells around it.
    """

    paragraph: Paragraph
    part: Part = Part.BODY
    section: int = 1
    note: str = ""
    in_table: bool = False
    ground: str = ""

    @cached_property
    def words(self) -> str:
        """What the paragraph says, in one line."""
        return words_of(self.paragraph.inlines)

    @property
    def where(self) -> str:
        """The place as a person finds it: the paragraph's number and its first words."""
        if self.part is Part.NOTE:
            place = f"{self.note}"
        elif self.part is Part.BODY:
            place = f"paragraph {self.paragraph.number}"
        else:
            place = f"the {self.part} of section {self.section}"
        said = " ".join(self.words.split()[:_WORDS_QUOTED])[:_LETTERS_QUOTED]
        return f"{place}, “{said}”" if said else place


def every_paragraph(document: Document) -> Iterator[Spot]:
    """The paragraphs of the body, then of the notes, then of headers and footers, each once."""
    for index, section in enumerate(document.sections, 1):
        yield from _spots(section.blocks, Part.BODY, index)
    for note in document.notes.values():
        yield from _spots(note.blocks, Part.NOTE, 1, f"{note.kind} {note.number}")
    shown: set[int] = set()
    for index, section in enumerate(document.sections, 1):
        for part, furniture in ((Part.HEADER, section.headers), (Part.FOOTER, section.footers)):
            for blocks in _variants(furniture):
                # Sections share headers, and the reader makes each only once.
                if blocks and id(blocks) not in shown:
                    shown.add(id(blocks))
                    yield from _spots(blocks, part, index)


def body_tables(document: Document) -> Iterator[Table]:
    """Every table of the body and the notes, outer before inner."""
    for section in document.sections:
        yield from _tables(section.blocks)
    for note in document.notes.values():
        yield from _tables(note.blocks)


def first_spot(table: Table) -> Spot | None:
    """The first paragraph of `table` that says something."""
    return next((spot for spot in _spots([table], Part.BODY, 1) if spot.words), None)


def words_of(inlines: Iterable[Inline]) -> str:
    """What `inlines` say, in one line; a picture says its alternative text."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Run):
            parts.append(inline.text)
        elif isinstance(inline, Field):
            parts.append(inline.result)
        elif isinstance(inline, Drawing):
            parts.append(f" {inline.alt} ")
        else:
            parts.append(" ")
    return " ".join("".join(parts).split())


def _variants(furniture: Furniture) -> Iterator[tuple[Block, ...]]:
    for blocks in (furniture.first, furniture.default, furniture.even):
        if blocks is not None:
            yield blocks


def _spots(blocks: Iterable[Block], part: Part, section: int, note: str = "") -> Iterator[Spot]:
    yield from _spots_on(blocks, Spot(_NOTHING, part, section, note))


def _spots_on(blocks: Iterable[Block], around: Spot) -> Iterator[Spot]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield replace(around, paragraph=block)
            continue
        inside = around.in_table or len(block.columns) > 1
        for row in block.rows:
            for cell in row.cells:
                ground = cell.shading or around.ground
                yield from _spots_on(cell.blocks, replace(around, in_table=inside, ground=ground))


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from _tables(cell.blocks)
