"""Strips placed on pages: page breaks, keep rules, footnotes under the text, repeated headings, headers and footers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from boardpaper.model.document import Furniture, PageGeometry, Section
from boardpaper.publish.boxes import Force, Hung, Placed, RowStrip, Strip
from boardpaper.publish.columns import (
    Span,
    column_spans,
    even_height,
    is_too_wide,
    least_height,
    note_width,
    text_width,
)
from boardpaper.publish.floats import Surroundings
from boardpaper.publish.hanging import Shapes, Site, brought_by
from boardpaper.publish.rows import split_row
from boardpaper.publish.tables import content_height
from boardpaper.publish.walls import Column

# The rule above footnotes stands in the middle of this space.
SEPARATOR_HEIGHT = 12.0
# A note this short is never split; of a longer one this much must stand under the line that refers to it.
_SHORT_NOTE = 3
_FIRST_OF_NOTE = 2
# What a note carried over from the page before must leave to the text, as a share of the page.
_LEAST_TEXT = 0.25
_TOLERANCE = 0.01
_SEPARATOR_WIDTH = 144.0

# How often a page is filled anew around shapes that stand before the text which they hang on.
_MOST_TRIES = 5

NoteLayout = Callable[[str, float], Sequence[Strip]]


class Rule(NamedTuple):
    """A line from one place on a page to another."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, eq=False)
class Page:
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


@dataclass(frozen=True, slots=True, eq=False)
class FlowedSection:
    """A section laid out as one column, and how far its headers and footers reach into the page, by variant.

    Lines of a `shaped` section are set anew where they come to stand.
    """

    section: Section
    strips: tuple[Strip, ...]
    header_heights: tuple[float, float, float]
    footer_heights: tuple[float, float, float]
    shaped: bool = False


@dataclass(slots=True, eq=False)
class _Sheet:
    """A page while it is being filled, column by column. `bottom` is where text and notes must end.

    `began` is how much stood on the page when the column began, which it did at `column_top`; `under` says that text of
    the section before stands above it. `lowest` is how far down any column reaches, `floor` the page's own bottom.
    `between` are the places of lines between columns.
    """

    section: int
    geometry: PageGeometry
    number: int
    first: bool
    top: float
    bottom: float
    y: float
    left: float
    forced_top: bool
    width: float
    column_top: float
    floor: float
    shapes: Shapes = field(default_factory=Shapes)
    note_width: float = 0.0
    shaped: bool = False
    spans: tuple[Span, ...] = ()
    between: list[float] = field(default_factory=list)
    columns: int = 1
    column: int = 0
    began: int = 0
    under: bool = False
    lowest: float = 0.0
    placed: list[Placed] = field(default_factory=list)
    carried: list[Strip] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    full: bool = False
    settled: list[Placed] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    @property
    def text_column(self) -> Column:
        """The column that is being filled."""
        return Column(self.left, self.width)

    @property
    def empty(self) -> bool:
        """Whether no text stands in this column yet, nor above it."""
        return len(self.placed) == self.began and not self.under

    def must_leave(self, strip: Strip) -> bool:
        """Whether a strip is forced to open a column or page other than this."""
        if strip.forced is Force.PAGE:
            return bool(self.placed)
        return strip.forced is Force.COLUMN and not self.empty


@dataclass(slots=True, eq=False)
class _Mark:
    """Where a page begins, to go back to: what is left to place, and which notes are under way."""

    strips: list[Strip]
    carry: list[Strip]
    noted: set[str]
    section: int
    number: int
    first: bool
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Run:
    """One pass over a document."""

    note_layout: NoteLayout
    pages: list[Page] = field(default_factory=list)
    carry: list[Strip] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)


def paginate(sections: Sequence[FlowedSection], note_layout: NoteLayout) -> list[Page]:
    """All pages of a document; `note_layout` gives a footnote's strips for a width in points."""
    run = _Run(note_layout)
    sheet: _Sheet | None = None
    for index, flowed in enumerate(sections):
        if sheet is None or not _continues(sheet, flowed.section):
            sheet = _open_section(run, sheet, sections, index)
        else:
            _end_columns(run, sheet)
        sheet = _fill_section(run, sheet, sections, index)
    if sheet is not None:
        _finish(run, sheet)
    return run.pages


def text_height(page: PageGeometry) -> float:
    """What a page's margins leave to text, where neither header nor footer takes more."""
    return max(page.height - abs(page.top) - abs(page.bottom), 72.0)


def variant(section: Section, furniture: Furniture, number: int, *, first: bool) -> int:
    """Which furniture a page has: 0 default, 1 first, 2 even."""
    if first and furniture.first is not None:
        return 1
    if number % 2 == 0 and furniture.even is not None:
        return 2
    return 0


def _continues(sheet: _Sheet, section: Section) -> bool:
    page = sheet.geometry
    return section.start == "continuous" and (section.page.width, section.page.height) == (page.width, page.height)


def _open_section(run: _Run, sheet: _Sheet | None, sections: Sequence[FlowedSection], index: int) -> _Sheet:
    section = sections[index].section
    number = 1
    if sheet is not None:
        _finish(run, sheet)
        number = run.pages[-1].number + 1
    if section.first_page_number is not None:
        number = section.first_page_number
    elif (section.start == "oddPage" and number % 2 == 0) or (section.start == "evenPage" and number % 2):
        if sheet is not None:
            _finish(run, _sheet(sections, sheet.section, number, first=False))
        number += 1
    return _sheet(sections, index, number, first=True)


def _sheet(sections: Sequence[FlowedSection], index: int, number: int, *, first: bool) -> _Sheet:
    flowed = sections[index]
    page = flowed.section.page
    header = flowed.header_heights[variant(flowed.section, flowed.section.headers, number, first=first)]
    footer = flowed.footer_heights[variant(flowed.section, flowed.section.footers, number, first=first)]
    # A negative margin holds whatever the header needs (17.6.11).
    top = -page.top if page.top < 0 else max(page.top, page.header + header if header else 0.0)
    below = -page.bottom if page.bottom < 0 else max(page.bottom, page.footer + footer if footer else 0.0)
    bottom = max(page.height - below, top + 36.0)
    return _Sheet(index, page, number, first, top, bottom, top, page.left, first, text_width(page), top, bottom)


def _fill_section(run: _Run, sheet: _Sheet, sections: Sequence[FlowedSection], index: int) -> _Sheet:
    strips = list(sections[index].strips)
    at = 0
    _begin_columns(run, sheet, sections, index, strips)
    sheet.carried = sheet.carried or _taken(run, sheet)
    mark = _mark(run, sheet, strips, 0)
    while at < len(strips):
        at = at if sheet.must_leave(strips[at]) else _fill(run, sheet, strips, at)
        if mark is not None and _ends(sheet, strips, at) and mark.tries < _MOST_TRIES:
            shapes = sheet.shapes.better()
            if shapes is not None:
                sheet = _again(run, sections, index, mark, shapes)
                strips, at = list(mark.strips), 0
                continue
        if at == len(strips):
            break
        if sheet.column + 1 < sheet.columns and strips[at].forced is not Force.PAGE:
            _next_column(run, sheet, sections[index].section)
        else:
            sheet = _next_sheet(run, sheet, sections, index, strips[at:])
            mark = _mark(run, sheet, strips, at)
        sheet.forced_top = bool(strips[at].forced)
    while run.carry:
        sheet = _next_sheet(run, sheet, sections, index, ())
    return sheet


def _mark(run: _Run, sheet: _Sheet, strips: Sequence[Strip], at: int) -> _Mark | None:
    """What it takes to fill the page that begins here anew; None where no shape can ask for that."""
    if not sheet.shaped or sheet.placed:
        return None
    carry = [*sheet.carried, *run.carry]
    return _Mark(list(strips[at:]), carry, set(run.noted), sheet.section, sheet.number, sheet.first)


def _ends(sheet: _Sheet, strips: Sequence[Strip], at: int) -> bool:
    """Whether the page is full, or the section at its end."""
    return at == len(strips) or sheet.column + 1 == sheet.columns or strips[at].forced is Force.PAGE


def _again(run: _Run, sections: Sequence[FlowedSection], index: int, mark: _Mark, shapes: Shapes) -> _Sheet:
    """The page that `mark` stands for as it was when it began, with what is known of its shapes by now."""
    mark.tries += 1
    run.carry, run.noted = list(mark.carry), set(mark.noted)
    sheet = _sheet(sections, mark.section, mark.number, first=mark.first)
    sheet.shapes = shapes
    _begin_columns(run, sheet, sections, index, mark.strips)
    sheet.carried = _taken(run, sheet)
    sheet.forced_top = mark.first or bool(mark.strips[0].forced)
    return sheet


def _next_sheet(
    run: _Run, sheet: _Sheet, sections: Sequence[FlowedSection], index: int, rest: Sequence[Strip]
) -> _Sheet:
    _finish(run, sheet)
    sheet = _sheet(sections, index, sheet.number + 1, first=False)
    _begin_columns(run, sheet, sections, index, rest)
    sheet.carried = _taken(run, sheet)
    return sheet


def _begin_columns(
    run: _Run, sheet: _Sheet, sections: Sequence[FlowedSection], index: int, strips: Sequence[Strip]
) -> None:
    """The first of the section's columns on this page; they are as tall as each other where another section follows."""
    section = sections[index].section
    sheet.spans, sheet.shaped = column_spans(section), sections[index].shaped
    sheet.left, sheet.width, sheet.note_width = section.page.left, sheet.spans[0].width, note_width(section)
    sheet.columns = len(sheet.spans)
    if sheet.columns == 1:
        return
    if sheet.notes or sheet.carried:
        _settle(run, sheet)
        sheet.bottom = sheet.floor
    if sheet.placed and strips:
        # What stands between the sections stands above every column.
        sheet.y += strips[0].gap
    sheet.column_top, sheet.began, sheet.under = sheet.y, len(sheet.placed), bool(sheet.placed)
    follows = index + 1 < len(sections) and _continues(sheet, sections[index + 1].section)
    if follows and not any(strip.notes for strip in strips):
        room = sheet.bottom - sheet.y
        if sheet.shapes.walls or any(brought_by(strip) for strip in strips):
            height = least_height(lambda height: _fits_around(run, sheet, section, strips, height), 0.0, room)
        else:
            height = even_height(strips, sheet.spans, room)
        if height is not None:
            sheet.bottom = sheet.y + height + _TOLERANCE


def _fits_around(run: _Run, sheet: _Sheet, section: Section, strips: Sequence[Strip], height: float) -> bool:
    """Whether the strips fit into columns so high, with floating shapes among them; found by filling some."""
    trial = replace(sheet, bottom=sheet.y + height + _TOLERANCE, placed=list(sheet.placed), rules=[], between=[])
    trial.shapes = replace(sheet.shapes, early={}, hung=dict(sheet.shapes.hung), walls=dict(sheet.shapes.walls))
    trial.forced_top = True
    probe = _Run(run.note_layout, noted=set(run.noted))
    rest, at = list(strips), 0
    while at < len(rest):
        at = at if trial.must_leave(rest[at]) else _fill(probe, trial, rest, at)
        if trial.y > trial.bottom:
            return False
        if at < len(rest):
            if trial.column + 1 == trial.columns or rest[at].forced is Force.PAGE:
                return False
            _next_column(probe, trial, section)
            trial.forced_top = bool(rest[at].forced)
    return True


def _next_column(run: _Run, sheet: _Sheet, section: Section) -> None:
    _settle(run, sheet)
    sheet.lowest = max(sheet.lowest, sheet.y)
    sheet.column += 1
    before, span = sheet.spans[sheet.column - 1], sheet.spans[sheet.column]
    sheet.left, sheet.width = section.page.left + span.left, span.width
    if section.column_line:
        sheet.between.append(section.page.left + (before.left + before.width + span.left) / 2)
    sheet.y, sheet.began, sheet.under, sheet.full = sheet.column_top, len(sheet.placed), False, False
    sheet.carried = _taken(run, sheet)


def _end_columns(run: _Run, sheet: _Sheet) -> None:
    """What follows stands below the longest column."""
    if sheet.columns == 1:
        return
    _settle(run, sheet)
    sheet.y = max(sheet.lowest, sheet.y)
    _draw_between(sheet)
    sheet.bottom, sheet.columns, sheet.column, sheet.lowest = sheet.floor, 1, 0, 0.0
    sheet.began, sheet.under, sheet.full = 0, False, False


def _draw_between(sheet: _Sheet) -> None:
    """Draws the lines between columns, as far down as the longest of them reaches."""
    top, bottom = sheet.column_top, max(sheet.lowest, sheet.y)
    sheet.rules.extend(Rule(x, top, 0.0, bottom - top) for x in sheet.between if bottom > top)
    sheet.between = []


def _taken(run: _Run, sheet: _Sheet) -> list[Strip]:
    """What a page takes of a note that began on an earlier one."""
    room = (sheet.bottom - sheet.top) * (1 - _LEAST_TEXT) - SEPARATOR_HEIGHT
    count, used = 0, 0.0
    while count < len(run.carry) and (not count or used + run.carry[count].height <= room):
        used += run.carry[count].height + run.carry[count].gap
        count += 1
    taken, run.carry = run.carry[:count], run.carry[count:]
    return taken


def _fill(run: _Run, sheet: _Sheet, strips: list[Strip], start: int) -> int:
    """Places strips from `start` until the page is full; the index of the first that is left."""
    at = start
    stood = not sheet.empty
    while at < len(strips):
        strip = strips[at]
        if sheet.must_leave(strip):
            return at
        if sheet.shaped:
            if _is_too_wide(sheet, strip):
                return at
            if not sheet.empty and sheet.shapes.puts_off(strip):
                return _turn(run, sheet, strips, start, at, stood)
            strip = _shaped(sheet, strips, at)
        if not sheet.full and _place(run, sheet, strip):
            at += 1
        elif _split(run, sheet, strips, at):
            return at
        else:
            return _turn(run, sheet, strips, start, at, stood)
    return at


def _is_too_wide(sheet: _Sheet, strip: Strip) -> bool:
    return len(sheet.spans) > 1 and is_too_wide(strip, sheet.spans[sheet.column], sheet.spans)


def _shaped(sheet: _Sheet, strips: list[Strip], at: int) -> Strip:
    """The strip at `at` as it is set in this place, the shapes that it brings hung up."""
    strip, column = strips[at], sheet.text_column
    y = sheet.y + _space(sheet, strip)
    for shape in brought_by(strip):
        lift = 0.0 if sheet.empty else shape.lift
        around = Surroundings(sheet.geometry, column.left, column.right, y - lift, sheet.number % 2 == 0)
        sheet.shapes.hang(shape, Site(around, sheet.top, sheet.floor), sheet.placed)
    return sheet.shapes.shape(strips, at, column, y, sheet.placed[-1] if sheet.placed else None)


def _place(run: _Run, sheet: _Sheet, strip: Strip, *, anyway: bool = False) -> bool:
    """Puts a strip under the last one if it fits together with its notes."""
    heading = strip.repeat if isinstance(strip, RowStrip) and sheet.empty else ()
    gap = _gap(sheet, strip)
    height = gap + strip.height + content_height(heading)
    notes = [note for note in dict.fromkeys(strip.notes) if note not in run.noted]
    if not anyway and not _fits(run, sheet, height, notes):
        return False
    y = sheet.y + gap
    for row in heading:
        sheet.placed.append(Placed(row, sheet.left, y, repeated=True))
        y += row.height
    sheet.placed.append(Placed(strip, sheet.left, y))
    sheet.y = y + strip.height
    sheet.notes.extend(notes)
    run.noted.update(notes)
    return True


def _gap(sheet: _Sheet, strip: Strip) -> float:
    """The space above a strip, with what it has to leave to floating shapes."""
    space = _space(sheet, strip)
    if not sheet.shaped:
        return space
    heading = content_height(strip.repeat) if isinstance(strip, RowStrip) and sheet.empty else 0.0
    return space + sheet.shapes.clearance(strip, sheet.text_column, sheet.y + space, heading + strip.height)


def _space(sheet: _Sheet, strip: Strip) -> float:
    """The space above a strip; Word leaves none at the top of a page that text merely runs over to."""
    if not sheet.empty and not (sheet.columns > 1 and len(sheet.placed) == sheet.began):
        return strip.gap
    return strip.lead if sheet.forced_top else 0.0


def _fits(run: _Run, sheet: _Sheet, height: float, notes: Sequence[str]) -> bool:
    """Whether `height` more points of text fit with these further notes; of a long note, its beginning must."""
    room = sheet.bottom - sheet.y - height - _notes_height(run, sheet) + _TOLERANCE
    if not notes:
        return room >= 0
    if not sheet.notes and not sheet.carried:
        room -= SEPARATOR_HEIGHT
    for note in notes:
        strips = run.note_layout(note, sheet.note_width)
        whole = content_height(strips)
        if whole > room and len(strips) > _SHORT_NOTE and content_height(strips[:_FIRST_OF_NOTE]) <= room:
            sheet.full = note == notes[-1]
            return sheet.full
        room -= whole
    return room >= 0


def _notes_height(run: _Run, sheet: _Sheet) -> float:
    strips = _note_strips(run, sheet) if sheet.notes or sheet.carried else ()
    return content_height(strips) + SEPARATOR_HEIGHT if strips else 0.0


def _note_strips(run: _Run, sheet: _Sheet) -> list[Strip]:
    return [*sheet.carried, *(strip for note in sheet.notes for strip in run.note_layout(note, sheet.note_width))]


def _split(run: _Run, sheet: _Sheet, strips: list[Strip], at: int, *, anyway: bool = False) -> bool:
    """Places the beginning of a row that may be split; the rest takes its place in `strips`."""
    row = strips[at]
    if not isinstance(row, RowStrip) or sheet.full or not (row.splittable or anyway):
        return False
    heading = content_height(row.repeat) if sheet.empty else 0.0
    room = sheet.bottom - sheet.y - _gap(sheet, row) - heading - _notes_height(run, sheet)
    for _ in range(2):
        parts = split_row(row, room)
        if parts is None:
            return False
        if _place(run, sheet, parts[0]):
            strips[at] = parts[1]
            return True
        notes = [content_height(run.note_layout(note, sheet.note_width)) for note in parts[0].notes]
        room -= SEPARATOR_HEIGHT + sum(notes)
    return False


def _turn(run: _Run, sheet: _Sheet, strips: list[Strip], start: int, at: int, stood: bool) -> int:
    """Ends the page before strip `at`, or as far above it as the keep rules ask; the index to go on with."""
    cut = at
    while cut > start and strips[cut - 1].keep:
        cut -= 1
    if cut == start and not stood:
        # The rules cannot be kept on one page: they give way, and what is taller than a page is cut or overflows.
        lower = sheet.columns > 1 and sheet.column_top > sheet.top + _TOLERANCE
        if lower or _is_walled(sheet, strips[at]) or any(strip.height for strip in strips[start:at]):
            return at
        if not _split(run, sheet, strips, at, anyway=True):
            _place(run, sheet, strips[at], anyway=True)
            return at + 1
        return at
    for strip in strips[cut : at + 1] if sheet.shaped else ():
        sheet.shapes.take_down(strip)
    for strip in strips[cut:at]:
        sheet.placed.pop()
        for note in strip.notes:
            if note in sheet.notes:
                sheet.notes.remove(note)
                run.noted.discard(note)
    stands = len(sheet.placed) > sheet.began
    sheet.y = sheet.placed[-1].y + sheet.placed[-1].strip.height if stands else sheet.column_top
    return cut


def _is_walled(sheet: _Sheet, strip: Strip) -> bool:
    """Whether floating shapes leave a strip no place in this column, which the next one has."""
    return sheet.shaped and _gap(sheet, strip) > _space(sheet, strip)


def _settle(run: _Run, sheet: _Sheet) -> None:
    """Puts the column's notes above the bottom margin; what does not fit of them goes on in the next."""
    strips = _note_strips(run, sheet)
    sheet.notes, sheet.carried = [], []
    if not strips:
        return
    room = sheet.floor - sheet.y - SEPARATOR_HEIGHT + _TOLERANCE
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
        sheet.settled.append(Placed(strip, sheet.left, y))
        y += strip.height
    if sheet.columns == 1:
        sheet.floor = separator - SEPARATOR_HEIGHT / 2


def _finish(run: _Run, sheet: _Sheet) -> None:
    """Adds the page, its notes above the bottom margin."""
    _settle(run, sheet)
    _draw_between(sheet)
    body, notes, rules = tuple(sheet.placed), tuple(sheet.settled), tuple(sheet.rules)
    run.pages.append(
        Page(sheet.section, sheet.geometry, sheet.number, sheet.first, body, notes, rules, sheet.shapes.hung)
    )
