"""Every paragraph and table of a Word document, each with the place where a person finds it."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.document import (
    Block,
    Document,
    Furniture,
    Paragraph,
    Row,
    Table,
    words_of,
)
from boardpaper.model.finding import Finding

_WORDS_QUOTED = 10
_LETTERS_QUOTED = 80
_WORDS_OF_PLACE = 8
# The places that findings have: “paragraph 5, “First words””, “a.docx › paragraph 12 from the top, after “some words””.
_PARAGRAPH = re.compile(
    r"(?P<file>(?:[^›“]* › )*)(?P<called>paragraph (?P<number>\d[^\s,]*)(?P<counted> from the top)?|"
    r"table (?P<table>\d+), row (?P<row>\d+))"
    r"(?=(?:, (?P<after>after )?“(?P<words>[^”]*)”)?)"
)
_BESIDE = re.compile(r"(?:[^›“]* › )*(?P<called>the (?:header|footer) of [\w ]+)")
_FROM_THE_TOP = " from the top"
_NOTE = re.compile(r"(?P<file>(?:[^›“]* › )*)(?P<note>(?:foot|end)note [^\s,]+)")


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
    `cell` are the numbers of the innermost table of the body that is no frame, and of the row there, both from 1.
    `pages` says of a header or footer which pages of its section have it: first, even or default.
    """

    paragraph: Paragraph
    part: Part = Part.BODY
    section: int = 1
    note: str = ""
    in_table: bool = False
    table_row: Row | None = None
    ground: str = ""
    cell: tuple[int, int] | None = None
    pages: str = "default"
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
    def called(self) -> str:
        """How a person finds it: by its number in print, by table and row, by counting, or by what it belongs to."""
        match self.part:
            case Part.NOTE:
                return self.note
            case Part.BODY if self.cell and not self.paragraph.printed_number:
                return "table {}, row {}".format(*self.cell)
            case Part.BODY:
                return self.paragraph.called
            case Part.HEADER | Part.FOOTER:
                return furniture_called(self.part, self.section, self.pages)

    @property
    def where(self) -> str:
        """The place as a person finds it, and the first words there."""
        return _with_words(self.called, self.words)

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


def furniture_called(part: str, section: int, pages: str = "default") -> str:
    """How a person finds a header or footer: `pages` are the pages of its section that have it."""
    which = {"first": "the first page of ", "even": "the even pages of "}.get(pages, "")
    return f"the {part} of {which}section {section}"


def place_of(paragraph: Paragraph) -> str:
    """The place of a paragraph of the body as a person finds it: its number and its first words."""
    return _with_words(paragraph.called, words_of(paragraph.inlines, pictures=False))


def _with_words(place: str, words: str) -> str:
    said = " ".join(words.split()[:_WORDS_QUOTED])[:_LETTERS_QUOTED]
    return f"{place}, “{said}”" if said else place


def _on_page(page: str, called: str, rest: str) -> str:
    """The place with its page, if that is known. Nobody counts paragraphs where there are words to look for on it."""
    if page and not called.endswith(_FROM_THE_TOP):
        return f"page {page}, {called}{rest}"
    if page and rest:
        return f"page {page}{rest}"
    return f"{called}, on page {page}" if page else f"{called}{rest}"


class Finder:
    """Finds the paragraph of `document` that the place of a finding names, so that a person finds it too.

    `pages` are the pages on which paragraphs begin and notes stand, as printed, by what `page_key` and notes' keys say.
    """

    def __init__(self, document: Document, pages: Mapping[str, str] | None = None) -> None:
        self._pages = pages or {}
        self._counted: dict[str, list[Spot]] = {}
        self._printed: dict[str, list[Spot]] = {}
        self._cells: dict[tuple[str, str], list[Spot]] = {}
        self._beside: dict[str, list[Spot]] = {}
        for spot in every_paragraph(document):
            if spot.part in (Part.HEADER, Part.FOOTER) and spot.words:
                self._beside.setdefault(spot.called, []).append(spot)
            if spot.part is Part.BODY:
                if spot.cell:
                    self._cells.setdefault((str(spot.cell[0]), str(spot.cell[1])), []).append(spot)
                self._counted.setdefault(str(spot.paragraph.number), []).append(spot)
                self._printed.setdefault(spot.paragraph.printed_number, []).append(spot)
        self._notes = {f"{note.kind} {note.number}": key for key, note in document.notes.items()}

    def placed(self, finding: Finding) -> Finding:
        """The finding with the number in print, the first words and the page of the paragraph that it is about."""
        return replace(finding, where=self.full(finding.where))

    def full(self, where: str) -> str:
        """The place in full, as far as the paragraph is known again."""
        if note := _NOTE.match(where):
            page = self._pages.get(self._notes.get(note["note"], ""), "")
            return f"{note['file']}page {page}, {where[len(note['file']) :]}" if page else where
        if beside := _BESIDE.fullmatch(where):
            spots = self._beside.get(beside["called"], [])
            return _with_words(where, spots[0].words) if len(spots) == 1 else where
        place = _PARAGRAPH.match(where)
        spots = self._named(place) if place else []
        if place is None or not spots:
            return where
        pages = {self._pages.get(page_key(spot.paragraph), "") for spot in spots}
        page = pages.pop() if len(pages) == 1 else ""
        called, rest = place["called"], where[place.end() :]
        if len(spots) == 1:
            called = spots[0].called
            own = _with_words("", words_of(spots[0].paragraph.inlines, pictures=False))
            # Where a paragraph is told of by the words before it, its own are better.
            rest = own or rest if not rest or _is_before(place, spots[0]) else rest
        return f"{place['file']}{_on_page(page, called, rest)}"

    def _named(self, place: re.Match[str]) -> list[Spot]:
        """The paragraphs of that number, in which stand the words that are quoted behind it."""
        if place["table"]:
            known = self._cells.get((place["table"], place["row"]), [])
        else:
            known = (self._counted if place["counted"] else self._printed).get(place["number"], [])
        if place["counted"] and place["after"]:
            # The words may be those of the paragraph before.
            return known
        quoted = " ".join((place["words"] or "").split())
        return [spot for spot in known if quoted in " ".join(spot.words.split())]


def _is_before(place: re.Match[str], spot: Spot) -> bool:
    """Whether the words that are quoted behind a place stand before its paragraph, and not in it."""
    return bool(place["after"]) and " ".join((place["words"] or "").split()) not in " ".join(spot.words.split())


def page_key(paragraph: Paragraph) -> str:
    """What a paragraph of the body is known by where pages are told; no key of a note is called so."""
    return f" paragraph {paragraph.number}"


def every_paragraph(document: Document) -> Iterator[Spot]:
    """The paragraphs of the body, then of the notes, then of headers and footers, each once."""
    tables = itertools.count(1)
    for index, section in enumerate(document.sections, 1):
        yield from _spots(section.blocks, Part.BODY, index, tables=tables)
    for note in document.notes.values():
        yield from _spots(note.blocks, Part.NOTE, 1, f"{note.kind} {note.number}")
    shown: set[int] = set()
    for index, section in enumerate(document.sections, 1):
        for part, furniture in ((Part.HEADER, section.headers), (Part.FOOTER, section.footers)):
            for pages, blocks in _variants(furniture):
                # Sections share headers, and the reader makes each only once.
                if blocks and id(blocks) not in shown:
                    shown.add(id(blocks))
                    for spot in _spots(blocks, part, index):
                        spot.pages = pages
                        yield spot


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


def _variants(furniture: Furniture) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The variants of a header or footer that exist, in the order of pages, each with the pages that have it."""
    for pages, blocks in (("first", furniture.first), ("default", furniture.default), ("even", furniture.even)):
        if blocks is not None:
            yield pages, blocks


def _spots(
    blocks: Iterable[Block],
    part: Part,
    section: int,
    note: str = "",
    in_table: bool = False,
    row: Row | None = None,
    ground: str = "",
    tables: Iterator[int] | None = None,
    cell_of: tuple[int, int] | None = None,
) -> list[Spot]:
    """The paragraphs among blocks, those in cells at their places, each with what lies behind it.

    `tables` are the numbers of the tables that come.
    """
    spots: list[Spot] = []
    for block in blocks:
        behind = ground if block.frame is None else block.frame.shading or ground
        if isinstance(block, Paragraph):
            spots.append(Spot(block, part, section, note, in_table, row, behind, cell_of))
        else:
            inside = in_table or len(block.columns) > 1
            number = next(tables) if tables and len(block.columns) > 1 else 0
            for count, inner in enumerate(block.rows, 1):
                place = (number, count) if number else cell_of
                for cell in inner.cells:
                    shade = cell.shading or behind
                    spots += _spots(cell.blocks, part, section, note, inside, inner, shade, tables, place)
    return spots


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """All tables, those in cells of others after these."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from _tables(cell.blocks)
