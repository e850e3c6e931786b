"""What layout makes and painting draws: fragments, lines, strips and rows, all in points.

Horizontal places count from the left text margin, vertical ones downward from a strip's top.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple, Optional

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.document import Borders, Drawing, Position, Wrapping
from boardpaper.publish.pdf.structure.elements import Element
from boardpaper.publish.pdf.text.fonts import Face


class Ink(Struct, frozen=True, eq=False):
    """How words look. `rise` lifts the baseline; `strut` and `base_size` are what the line's height follows.

    `lift` is the part of the rise for which a line makes room. Words in a `plain` ink are set as they are written,
    without capitals made of them or space between letters.
    """

    face: Face
    size: float
    strut: Face
    base_size: float
    colour: str = "000000"
    rise: float = 0.0
    underline: str = ""
    strike: bool = False
    highlight: str = ""
    spacing: float = 0.0
    plain: bool = True
    lift: float = 0.0


class Fragment(Struct, frozen=True):
    """Words in one ink on one line. `role` is None for what assistive technology should not read."""

    x: float
    width: float
    text: str
    ink: Ink
    role: Element | None
    word_space: float = 0.0


class Picture(Struct, frozen=True):
    """An image standing on the baseline; `drawing` says which, and what Word does to it."""

    x: float
    width: float
    height: float
    drawing: Drawing
    role: Element | None


class Anchor(Struct, frozen=True):
    """A place that links lead to."""

    x: float
    name: str


class Force(IntEnum):
    """Whether a strip has to open a column, or a page."""

    NONE = 0
    COLUMN = 1
    PAGE = 2


class Line(Struct, frozen=True):
    """One line of a paragraph. `starts` follows a break of a page or column inside the paragraph.

    `floats` are pictures that hang on it and stand elsewhere on the page.
    """

    height: float
    baseline: float
    fragments: tuple[Fragment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    notes: tuple[str, ...] = ()
    floats: tuple[Drawing, ...] = ()
    starts: Force = Force.NONE


class Room(Struct, frozen=True):
    """What of a column, `width` points wide, is free for a line: from `left` to `right`."""

    left: float
    right: float
    width: float


def whole_room(width: float) -> Room:
    """All of a column."""
    return Room(0.0, width, width)


class Panel(Struct, frozen=True):
    """Shading and borders around a line of a paragraph, `above` and `below` of which belong to its height."""

    left: float
    right: float
    shading: str
    borders: Borders
    above: float = 0.0
    below: float = 0.0


class LineStrip(Struct, frozen=True):
    """A line, or an empty gap, as pagination sees it.

    `gap` is the space above it after another strip, `lead` the one where it opens a page that a break forced. `keep`
    forbids a page break after it; `forced` demands a new page or column before. `heading` is the element that gets an
    outline entry; `rule` draws the line above notes. `spot` is the line's place in a paragraph that
    can be set anew. `floats` are shapes that hang on this place; a strip that brings them has no height of its own.
    """

    height: float
    line: Line | None = None
    gap: float = 0.0
    lead: float = 0.0
    keep: bool = False
    forced: Force = Force.NONE
    panel: Panel | None = None
    heading: Element | None = None
    rule: bool = False
    notes: tuple[str, ...] = ()
    spot: Optional["Spot"] = None
    floats: tuple["Float", ...] = ()


class Text(Struct, frozen=True, eq=False):
    """A paragraph that can be set anew; `set_lines` makes its strips for the rooms of its lines."""

    width: float
    set_lines: Callable[[Sequence[Room]], list[LineStrip]]

    def strips(self, rooms: tuple[Room, ...] = ()) -> list[LineStrip]:
        """The paragraph's strips, each with its place in it."""
        made = self.set_lines(rooms)
        return [replace(strip, spot=Spot(self, line, len(made), rooms)) for line, strip in enumerate(made)]


class Spot(Struct, frozen=True):
    """A line's place in its paragraph: the number `line` of `lines`, from 0, set for these rooms."""

    text: Text
    line: int
    lines: int
    rooms: tuple[Room, ...]

    def room(self, line: int) -> Room:
        """The room that a line was set for."""
        return self.rooms[min(line, len(self.rooms) - 1)] if self.rooms else whole_room(self.text.width)


class CellBox(Struct, frozen=True):
    """A laid-out cell: its place in the row, its strips, and what surrounds them. Margins as in `Cell`."""

    x: float
    width: float
    height: float
    strips: tuple["Strip", ...]
    margins: tuple[float, float, float, float]
    vertical_align: str
    shading: str
    borders: Borders
    row_span: int = 1


class RowStrip(Struct, frozen=True):
    """A table row. `repeat` holds the header rows to draw again above it where it opens a page."""

    height: float
    cells: tuple[CellBox, ...]
    gap: float = 0.0
    lead: float = 0.0
    keep: bool = False
    forced: Force = Force.NONE
    splittable: bool = True
    repeat: tuple["RowStrip", ...] = ()
    notes: tuple[str, ...] = ()


class Float(Struct, frozen=True):
    """A floating shape: a picture, or the `strips` of a text box, frame or table.

    `number` tells it from the others of its document, in the order of the text. `lift` is how much of the space above
    the paragraph that it hangs on belongs to that paragraph.
    """

    number: int
    position: Position
    wrapping: Wrapping
    width: float
    height: float
    strips: tuple["Strip", ...] = ()
    drawing: Drawing | None = None
    role: Element | None = None
    lift: float = 0.0


Strip = LineStrip | RowStrip


class Placed(NamedTuple):
    """A strip on a page. `x` and `y` are from the page's left and top edge; `repeated` strips are not read again."""

    strip: Strip
    x: float
    y: float
    repeated: bool = False


class Hung(NamedTuple):
    """A floating shape and its left and upper edge on its page."""

    shape: Float
    x: float
    y: float


# What letters may overlap by: their boxes are taller than the letters.
_TOLERANCE = 1.0


class Area(Struct, frozen=True):
    """A part of a page, from its left and upper edge."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Whether both have more in common than an edge."""
        return (
            self.left < other.right - _TOLERANCE
            and self.right > other.left + _TOLERANCE
            and self.top < other.bottom - _TOLERANCE
            and self.bottom > other.top + _TOLERANCE
        )


# How much of a cell's spare height stands above its content.
_LOWERED = {"center": 0.5, "bottom": 1.0}


def stacked(strips: Iterable[Strip], x: float, y: float) -> Iterator[Placed]:
    """Strips one below the other from `y` down."""
    for strip in strips:
        y += strip.gap
        yield Placed(strip, x, y)
        y += strip.height


def cell_content(cell: CellBox, x: float, y: float) -> Iterator[Placed]:
    """What stands in a cell of a row at this place."""
    top, _, bottom, left = cell.margins
    spare = max(cell.height - top - bottom - content_height(cell.strips), 0.0)
    at = y + top + spare * _LOWERED.get(cell.vertical_align, 0.0)
    return stacked(cell.strips, x + cell.x + left, at)


def content_height(strips: Sequence[Strip]) -> float:
    """How tall strips are one below the other."""
    return sum([strip.gap + strip.height for strip in strips])


def needed_height(cell: CellBox) -> float:
    """A cell's content and its margins."""
    return content_height(cell.strips) + cell.margins[0] + cell.margins[2]
