"""A page while it is being filled, the footnotes at its foot, and the page that comes of it."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from boardpaper.model.document import PageGeometry, Section
from boardpaper.publish.pdf.lines.boxes import Force, Hung, Placed, Strip, content_height
from boardpaper.publish.pdf.pages.columns import Span
from boardpaper.publish.pdf.pages.floating.hanging import Shapes
from boardpaper.publish.pdf.pages.floating.room import Column

# The rule above footnotes stands in the middle of this space.
SEPARATOR_HEIGHT = 12.0
# What a note carried over from the page before must leave to the text, as a share of the page.
_LEAST_TEXT = 0.25
TOLERANCE = 0.01
_SEPARATOR_WIDTH = 144.0
NoteLayout = Callable[[str, float], Sequence[Strip]]


class Rule(NamedTuple):
    """A line from one place on a page to another."""

    x: float
    y: float
    width: float
    height: float


class Page(Struct, frozen=True, eq=False):
    """A finished page. `number` counts as printed; `first` says that it opens its section.

    `rules` stand above notes and between columns. `floats` are shapes that hang on strips of the body, by number.
    """

    section: int
    geometry: PageGeometry
    number: int
    first: bool
    body: tuple[Placed, ...]
    notes: tuple[Placed, ...]
    rules: tuple[Rule, ...] = ()
    floats: Mapping[int, Hung] = field(default_factory=dict)


class FlowedSection(Struct, frozen=True, eq=False):
    """A section laid out as one column, and how far its headers and footers reach into the page, by variant.

    Lines of a `shaped` section are set anew where they come to stand.
    """

    section: Section
    strips: tuple[Strip, ...]
    header_heights: tuple[float, float, float]
    footer_heights: tuple[float, float, float]
    shaped: bool = False


class Leaf(NamedTuple):
    """Which page it is: its section's index, its number as printed, and whether it is the first of its section."""

    section: int
    geometry: PageGeometry
    number: int
    first: bool


class Columns(Struct, eq=False):
    """The columns that a page is filled in, of which `index` is being filled from `top` on.

    `began` is how much stood on the page when the column began; `under` says that text of the section before stands
    above it. `lowest` is how far down any column reaches; `between` are the places of lines between columns.
    """

    top: float
    spans: tuple[Span, ...] = ()
    count: int = 1
    index: int = 0
    began: int = 0
    under: bool = False
    lowest: float = 0.0
    between: list[float] = field(default_factory=list)

    @property
    def at_last(self) -> bool:
        """Whether the last column is being filled."""
        return self.index + 1 >= self.count


class SheetNotes(Struct, eq=False):
    """The notes of the column being filled: those marked in it by key, and what is `carried` over of earlier ones.

    `settled` are the strips of notes that have their places on the page, up to its `top`.
    """

    width: float = 0.0
    marked: list[str] = field(default_factory=list)
    carried: list[Strip] = field(default_factory=list)
    settled: list[Placed] = field(default_factory=list)
    top: float = math.inf

    @property
    def under_way(self) -> bool:
        """Whether there are notes that have no place yet."""
        return bool(self.marked or self.carried)


class Sheet(Struct, eq=False):
    """A page while it is being filled, column by column.

    Text stands between `top` and `bottom`, where notes must end too, and has come down to `y`; `floor` is the page's
    own bottom, above which notes are put. `left` and `width` are the column's. `full` says that no more text may come
    into the column.
    """

    leaf: Leaf
    top: float
    bottom: float
    y: float
    left: float
    width: float
    floor: float
    columns: Columns
    forced_top: bool
    notes: SheetNotes = field(default_factory=SheetNotes)
    shapes: Shapes = field(default_factory=Shapes)
    shaped: bool = False
    placed: list[Placed] = field(default_factory=list)
    full: bool = False
    rules: list[Rule] = field(default_factory=list)

    @property
    def text_column(self) -> Column:
        """The column that is being filled."""
        return Column(self.left, self.width)

    @property
    def empty(self) -> bool:
        """Whether no text stands in this column yet, nor above it."""
        return len(self.placed) == self.columns.began and not self.columns.under

    def must_leave(self, strip: Strip) -> bool:
        """Whether a strip is forced to open a column or page other than this."""
        if strip.forced is Force.PAGE:
            return bool(self.placed)
        return strip.forced is Force.COLUMN and not self.empty


class Pass(Struct, eq=False):
    """One pass over a document."""

    note_layout: NoteLayout
    pages: list[Page] = field(default_factory=list)
    carry: list[Strip] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)


def draw_between(sheet: Sheet) -> None:
    """Draws the lines between columns, as far down as the longest of them reaches."""
    top, bottom = sheet.columns.top, max(sheet.columns.lowest, sheet.y)
    sheet.rules.extend(Rule(x, top, 0.0, bottom - top) for x in sheet.columns.between if bottom > top)
    sheet.columns.between = []


def taken_notes(run: Pass, sheet: Sheet) -> list[Strip]:
    """What a page takes of a note that began on an earlier one."""
    room = (sheet.bottom - sheet.top) * (1 - _LEAST_TEXT) - SEPARATOR_HEIGHT
    count, used = 0, 0.0
    while count < len(run.carry) and (not count or used + run.carry[count].height <= room):
        used += run.carry[count].height + run.carry[count].gap
        count += 1
    taken, run.carry = run.carry[:count], run.carry[count:]
    return taken


def notes_height(run: Pass, sheet: Sheet) -> float:
    """How tall the notes of a column are by now, with the line above them."""
    strips = _note_strips(run, sheet) if sheet.notes.under_way else ()
    return content_height(strips) + SEPARATOR_HEIGHT if strips else 0.0


def _note_strips(run: Pass, sheet: Sheet) -> list[Strip]:
    """The strips of the column's notes, those first that an earlier page could not hold."""
    notes = sheet.notes
    return [*notes.carried, *(strip for key in notes.marked for strip in run.note_layout(key, notes.width))]


def settle(run: Pass, sheet: Sheet) -> None:
    """Puts the column's notes above the bottom margin; what does not fit of them goes on in the next."""
    strips = _note_strips(run, sheet)
    sheet.notes.marked, sheet.notes.carried = [], []
    if not strips:
        return
    room = sheet.floor - sheet.y - SEPARATOR_HEIGHT + TOLERANCE
    count, used = 0, 0.0
    while count < len(strips) and (not count or used + strips[count].gap + strips[count].height <= room):
        used += strips[count].gap + strips[count].height
        count += 1
    run.carry = strips[count:] + run.carry
    y = sheet.floor - used
    separator = y - SEPARATOR_HEIGHT / 2
    sheet.rules.append(Rule(sheet.left, separator, min(_SEPARATOR_WIDTH, sheet.width), 0.0))
    for strip in strips[:count]:
        y += strip.gap
        sheet.notes.settled.append(Placed(strip, sheet.left, y))
        y += strip.height
    sheet.notes.top = min(sheet.notes.top, separator - SEPARATOR_HEIGHT / 2)


def finish(run: Pass, sheet: Sheet) -> None:
    """Adds the page, its notes above the bottom margin."""
    settle(run, sheet)
    draw_between(sheet)
    body, notes, rules = tuple(sheet.placed), tuple(sheet.notes.settled), tuple(sheet.rules)
    run.pages.append(Page(*sheet.leaf, body, notes, rules, sheet.shapes.hung))
