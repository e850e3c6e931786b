"""Headings, paragraphs, lists, tables, notes, links and figure references, as narrative means them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from boardpaper.model.kpi import Figure


@dataclass(frozen=True, slots=True)
class Place:
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


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class FigureReference:
    """`{{reference}}` before it is bound; `reference` is what stands between the braces, trimmed."""

    reference: str
    place: Place
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class BoundFigure:
    """A figure reference after binding."""

    figure: Figure
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class SourcedFigure:
    """A figure whose source is not a workbook: `[22]{source="Force Tasking, March 2022"}`."""

    text: str
    source: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The place in the text that a footnote belongs to; `label` is unique within the paper."""

    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """Linked words."""

    address: str
    words: tuple["Text | FigureReference | BoundFigure | SourcedFigure", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ParagraphNumber:
    """The printed number of the paragraph with this `anchor`; `text` is empty until that is known."""

    anchor: str
    text: str = ""


Inline = Text | FigureReference | BoundFigure | SourcedFigure | LineBreak | NoteReference | Link | ParagraphNumber


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 6 inside a part (a part's own heading is level 1)."""

    level: int
    words: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Generated:
    """What a block was made of that no author wrote: a table of a scorecard, or the key to the marks in one.

    `indicators` are those asked for by name; without any, it was all. `measure` is the one that was asked for or that
    the table is about. `keys` are the indicators of a table's rows, in order.
    """

    kind: str
    indicators: tuple[str, ...] = ()
    measure: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
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


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: paragraphs, and lists inside it. Its paragraphs are never numbered as paper paragraphs."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class BlockList:
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


@dataclass(frozen=True, slots=True)
class Table:
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


@dataclass(frozen=True, slots=True)
class Image:
    """A picture on its own line. `path` is resolved and exists; `alt` describes it and is never empty once checked."""

    path: Path
    alt: str
    place: Place
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{{chart:id}}` or `{{scorecard:id}}` on a line of its own, before it is bound."""

    kind: str
    id: str
    place: Place


Block = Heading | Paragraph | BlockList | Table | Image | Placeholder


@dataclass(frozen=True, slots=True)
class Prose:
    """What one narrative file holds: blocks in order, and its notes by label (unique in the paper)."""

    blocks: tuple[Block, ...] = ()
    notes: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)
