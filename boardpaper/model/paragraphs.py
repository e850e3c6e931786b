"""Every paragraph and table of a Word document, each with the place where a person finds it."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from boardpaper.model.document import (
    Block,
    Document,
    Furniture,
    Paragraph,
    Row,
    Table,
    words_of,
)

_WORDS_QUOTED = 10
_LETTERS_QUOTED = 80
_WORDS_OF_PLACE = 8


class Part(StrEnum):
    """What a paragraph belongs to."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"


class Spot(Struct, eq=False):
    """A paragraph and its place: `section` counts from 1, `note` is the note's number as printed.

    `in_table` says that it stands in a cell beside others; a table of one column is a frame, and no more.
    `table_row` is the row of the innermost table that it stands in, `ground` the colour of the cell or box around it.
    """

    paragraph: Paragraph
    part: Part = Part.BODY
    section: int = 1
    note: str = ""
    in_table: bool = False
    table_row: Row | None = None
    ground: str = ""
    _words: str | None = None

    @property
    def words(self) -> str:
        """What the paragraph says, in one line."""
        if self._words is None:
            self._words = words_of(self.paragraph.inlines)
        return self._words

    @property
    def _row(self) -> str:
        """What the first cell of the paragraph's row says, where that is another cell."""
        first = self.table_row.cells[0].blocks if self.table_row and self.table_row.cells else ()
        title = " ".join(words_of(block.inlines) for block in first if isinstance(block, Paragraph))
        return f"the row “{title}”, " if title and title != self.words else ""

    @property
    def where(self) -> str:
        """The place as a person finds it: the paragraph's number and its first words."""
        match self.part:
            case Part.NOTE:
                place = self.note
            case Part.BODY:
                place = self.paragraph.called
            case Part.HEADER | Part.FOOTER:
                place = f"the {self.part} of section {self.section}"
        said = " ".join(self.words.split()[:_WORDS_QUOTED])[:_LETTERS_QUOTED]
        return f"{place}, “{said}”" if said else place

    @property
    def place(self) -> str:
        """The place as it is printed: `5. “Homicide numbers have changed little in recent years”`."""
        label = self.paragraph.label
        match self.part:
            case Part.NOTE:
                number = f"{self.note}, "
            case Part.BODY:
                number = f"{label.text} " if label and any(letter.isalnum() for letter in label.text) else ""
                number = self._row or number
            case Part.HEADER | Part.FOOTER:
                number = f"the {self.part}, "
        return f"{number}“{' '.join(self.words.split()[:_WORDS_OF_PLACE])}”"


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


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph, also those in cells, in the order of the text."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_of(cell.blocks)


def body_tables(document: Document) -> Iterator[Table]:
    """Every table of the body and the notes, outer before inner."""
    for section in document.sections:
        yield from _tables(section.blocks)
    for note in document.notes.values():
        yield from _tables(note.blocks)


def first_spot(table: Table) -> Spot | None:
    """The first paragraph of `table` that says something."""
    cells = (cell for row in table.rows for cell in row.cells)
    return next((spot for cell in cells for spot in _spots(cell.blocks, Part.BODY, 1, "", True) if spot.words), None)


def _variants(furniture: Furniture) -> Iterator[tuple[Block, ...]]:
    """The variants of a header or footer that exist, in the order in which pages show them."""
    for blocks in (furniture.first, furniture.default, furniture.even):
        if blocks is not None:
            yield blocks


def _spots(
    blocks: Iterable[Block],
    part: Part,
    section: int,
    note: str = "",
    in_table: bool = False,
    row: Row | None = None,
    ground: str = "",
) -> list[Spot]:
    """The paragraphs among blocks, those in cells at their places, each with what lies behind it."""
    spots: list[Spot] = []
    for block in blocks:
        behind = ground if block.frame is None else block.frame.shading or ground
        if isinstance(block, Paragraph):
            spots.append(Spot(block, part, section, note, in_table, row, behind))
        else:
            inside = in_table or len(block.columns) > 1
            for inner in block.rows:
                for cell in inner.cells:
                    spots += _spots(cell.blocks, part, section, note, inside, inner, cell.shading or behind)
    return spots


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """All tables, those in cells of others after these."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from _tables(cell.blocks)
