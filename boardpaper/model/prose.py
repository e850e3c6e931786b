"""Headings, paragraphs, lists, tables, notes, links and figure references, as narrative means them."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from boardpaper.model.kpi import Figure
from boardpaper.model.xml_text import xml_text


class Place(Struct, frozen=True):
    """Where narrative stands: a file as the author named it and a line from 1 (0: the file as a whole).

    For a Word snippet `line` counts paragraphs and `unit` says so.
    """

    file: str
    line: int = 0
    unit: str = "line"

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}" if self.unit == "line" else f"{self.file}, {self.unit} {self.line}"


class Text(Struct, frozen=True):
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


class FigureReference(Struct, frozen=True):
    """`{{reference}}` before it is bound; `reference` is what stands between the braces, trimmed."""

    reference: str
    place: Place
    bold: bool = False
    italic: bool = False


class BoundFigure(Struct, frozen=True):
    """A figure reference after binding."""

    figure: Figure
    bold: bool = False
    italic: bool = False


class SourcedFigure(Struct, frozen=True):
    """A figure whose source is not a workbook: `[22]{source="Force Tasking, March 2022"}`."""

    text: str
    source: str
    bold: bool = False
    italic: bool = False


class LineBreak(Struct, frozen=True):
    """A line break inside a paragraph."""


class NoteReference(Struct, frozen=True):
    """The place in the text that a footnote belongs to; `label` is unique within the paper."""

    label: str
    place: Place


class Link(Struct, frozen=True):
    """Linked words."""

    address: str
    words: tuple["Text | FigureReference | BoundFigure | SourcedFigure", ...]
    place: Place


class ParagraphNumber(Struct, frozen=True):
    """The printed number of the paragraph with this `anchor`; `text` is empty until that is known."""

    anchor: str
    text: str = ""


Inline = Text | FigureReference | BoundFigure | SourcedFigure | LineBreak | NoteReference | Link | ParagraphNumber


class Heading(Struct, frozen=True):
    """A heading of level 2 to 6 inside a part (a part's own heading is level 1)."""

    level: int
    words: tuple[Inline, ...]
    place: Place


class Generated(Struct, frozen=True):
    """What a block was made of that no author wrote: a table of a scorecard, or the key to the marks in one.

    `indicators` are those asked for by name; without any, it was all. `measure` is the one that was asked for or that
    the table is about. `keys` are the indicators of a table's rows, in order.
    """

    kind: str
    indicators: tuple[str, ...] = ()
    measure: str = ""
    keys: tuple[str, ...] = ()


class Paragraph(Struct, frozen=True):
    """One paragraph. `numbered` is what the author asked for; a part may have no numbers at all.

    `anchor` is the name by which a `ParagraphNumber` finds it.
    """

    words: tuple[Inline, ...]
    place: Place
    numbered: bool = True
    generated: Generated | None = None
    anchor: str = ""


class ListKind(StrEnum):
    """How a list's items are marked."""

    BULLET = "bullet"
    DECIMAL = "decimal"
    LETTER = "letter"
    ROMAN = "roman"


class ListItem(Struct, frozen=True):
    """One item: paragraphs, and lists inside it. Its paragraphs are never numbered as paper paragraphs."""

    blocks: tuple["Block", ...]


class BlockList(Struct, frozen=True):
    """A list; `start` is the first item's number (A and (i) are 1)."""

    kind: ListKind
    items: tuple[ListItem, ...]
    place: Place
    start: int = 1


class Align(StrEnum):
    """How a table column is set."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Table(Struct, frozen=True):
    """A table with one header row; every row is as long as `header`. `caption` is printed above it, and may be empty.

    `row_headers` says that the first column names each row. `widths` are relative, and empty when not known.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    place: Place
    align: tuple[Align, ...] = ()
    caption: str = ""
    row_headers: bool = False
    widths: tuple[float, ...] = ()
    description: str = ""
    generated: Generated | None = None


class Image(Struct, frozen=True):
    """A picture on its own line. `path` is resolved and exists; `alt` describes it and is never empty once checked."""

    path: Path
    alt: str
    place: Place
    caption: str = ""


class Placeholder(Struct, frozen=True):
    """`{{chart:id}}` or `{{scorecard:id}}` on a line of its own, before it is bound."""

    kind: str
    id: str
    place: Place


Block = Heading | Paragraph | BlockList | Table | Image | Placeholder


class Prose(Struct, frozen=True):
    """What one narrative file holds: blocks in order, and its notes by label (unique in the paper)."""

    blocks: tuple[Block, ...] = ()
    notes: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)


def words_of(inlines: Iterable[Inline]) -> str:
    """What a reader sees of `inlines`, with single spaces and without note marks."""
    return " ".join(xml_text("".join(_texts(inlines))).split())


def _texts(inlines: Iterable[Inline]) -> Iterator[str]:
    """The words of inlines; references that are not bound say nothing."""
    for inline in inlines:
        match inline:
            case Text() | SourcedFigure():
                yield inline.text
            case BoundFigure():
                yield inline.figure.text
            case ParagraphNumber():
                yield inline.text
            case LineBreak():
                yield " "
            case Link():
                yield from _texts(inline.words)
