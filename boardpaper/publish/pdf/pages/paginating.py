"""Sections laid out on pages: where each page and column begins, and pages filled anew around floating shapes."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.document import Furniture, PageGeometry, Section
from boardpaper.publish.pdf.lines.boxes import Force, Strip
from boardpaper.publish.pdf.pages.columns import column_spans, even_height, least_height, note_width, text_width
from boardpaper.publish.pdf.pages.filling import fill
from boardpaper.publish.pdf.pages.floating.hanging import Shapes, brought_by
from boardpaper.publish.pdf.pages.sheets import (
    TOLERANCE,
    Columns,
    FlowedSection,
    Leaf,
    NoteLayout,
    Page,
    Pass,
    Sheet,
    draw_between,
    finish,
    settle,
    taken_notes,
)

# How often a page is filled anew around shapes that stand before the text which they hang on.
_MOST_TRIES = 5


class _Mark(Struct, eq=False):
    """Where a page begins, to go back to: what is left to place, and which notes are under way."""

    strips: list[Strip]
    carry: list[Strip]
    noted: set[str]
    section: int
    number: int
    first: bool
    tries: int = 0


def paginate(sections: Sequence[FlowedSection], note_layout: NoteLayout) -> list[Page]:
    """All pages of a document; `note_layout` gives a footnote's strips for a width in points."""
    run = Pass(note_layout)
    sheet: Sheet | None = None
    for index, flowed in enumerate(sections):
        if sheet is None or not _continues(sheet, flowed.section):
            sheet = _open_section(run, sheet, sections, index)
        else:
            _end_columns(run, sheet)
        sheet = _fill_section(run, sheet, sections, index)
    if sheet is not None:
        finish(run, sheet)
        while run.carry:
            # What the last page could not hold of its notes stands on pages of its own.
            sheet = _following(run, sheet, sections, sheet.leaf.section, ())
            finish(run, sheet)
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


def _continues(sheet: Sheet, section: Section) -> bool:
    """Whether a section goes on upon the page of the one before, which must be of the same size."""
    page = sheet.leaf.geometry
    return section.start == "continuous" and (section.page.width, section.page.height) == (page.width, page.height)


def _open_section(run: Pass, sheet: Sheet | None, sections: Sequence[FlowedSection], index: int) -> Sheet:
    """The first page of a section; one before it stays blank where it has to begin on an odd or even page."""
    section = sections[index].section
    number = 1
    if sheet is not None:
        finish(run, sheet)
        number = run.pages[-1].number + 1
    if section.first_page_number is not None:
        number = section.first_page_number
    elif (section.start == "oddPage" and number % 2 == 0) or (section.start == "evenPage" and number % 2):
        if sheet is not None:
            finish(run, _sheet(sections, sheet.leaf.section, number, first=False))
        number += 1
    return _sheet(sections, index, number, first=True)


def _sheet(sections: Sequence[FlowedSection], index: int, number: int, *, first: bool) -> Sheet:
    """An empty page of the section, its text between header and footer."""
    flowed = sections[index]
    page = flowed.section.page
    header = flowed.header_heights[variant(flowed.section, flowed.section.headers, number, first=first)]
    footer = flowed.footer_heights[variant(flowed.section, flowed.section.footers, number, first=first)]
    # A negative margin holds whatever the header needs (17.6.11).
    top = -page.top if page.top < 0 else max(page.top, page.header + header if header else 0.0)
    below = -page.bottom if page.bottom < 0 else max(page.bottom, page.footer + footer if footer else 0.0)
    bottom = max(page.height - below, top + 36.0)
    leaf = Leaf(index, page, number, first)
    return Sheet(leaf, top, bottom, top, page.left, text_width(page), bottom, Columns(top), first)


def _fill_section(run: Pass, sheet: Sheet, sections: Sequence[FlowedSection], index: int) -> Sheet:
    """Fills pages with a section from `sheet` on, and returns the last; pages may be filled anew around shapes."""
    strips = list(sections[index].strips)
    at = 0
    _begin_columns(run, sheet, sections, index, strips)
    sheet.notes.carried = sheet.notes.carried or taken_notes(run, sheet)
    mark = _mark(run, sheet, strips, 0)
    while at < len(strips):
        at = at if sheet.must_leave(strips[at]) else fill(run, sheet, strips, at)
        if mark is not None and _ends(sheet, strips, at) and mark.tries < _MOST_TRIES:
            shapes = sheet.shapes.better()
            if shapes is not None:
                sheet = _again(run, sections, index, mark, shapes)
                strips, at = list(mark.strips), 0
                continue
        if at == len(strips):
            break
        if not sheet.columns.at_last and strips[at].forced is not Force.PAGE:
            _next_column(run, sheet, sections[index].section)
        else:
            sheet = _next_sheet(run, sheet, sections, index, strips[at:])
            mark = _mark(run, sheet, strips, at)
        sheet.forced_top = bool(strips[at].forced)
    while run.carry:
        sheet = _next_sheet(run, sheet, sections, index, ())
    return sheet


def _mark(run: Pass, sheet: Sheet, strips: Sequence[Strip], at: int) -> _Mark | None:
    """What it takes to fill the page that begins here anew; None where no shape can ask for that."""
    if not sheet.shaped or sheet.placed:
        return None
    carry = [*sheet.notes.carried, *run.carry]
    return _Mark(list(strips[at:]), carry, set(run.noted), sheet.leaf.section, sheet.leaf.number, sheet.leaf.first)


def _ends(sheet: Sheet, strips: Sequence[Strip], at: int) -> bool:
    """Whether the page is full, or the section at its end."""
    return at == len(strips) or sheet.columns.at_last or strips[at].forced is Force.PAGE


def _again(run: Pass, sections: Sequence[FlowedSection], index: int, mark: _Mark, shapes: Shapes) -> Sheet:
    """The page that `mark` stands for as it was when it began, with what is known of its shapes by now."""
    mark.tries += 1
    run.carry, run.noted = list(mark.carry), set(mark.noted)
    sheet = _sheet(sections, mark.section, mark.number, first=mark.first)
    sheet.shapes = shapes
    _begin_columns(run, sheet, sections, index, mark.strips)
    sheet.notes.carried = taken_notes(run, sheet)
    sheet.forced_top = mark.first or bool(mark.strips[0].forced)
    return sheet


def _next_sheet(run: Pass, sheet: Sheet, sections: Sequence[FlowedSection], index: int, rest: Sequence[Strip]) -> Sheet:
    """Finishes the page and begins the next, `rest` being what is left of the section."""
    finish(run, sheet)
    return _following(run, sheet, sections, index, rest)


def _following(run: Pass, sheet: Sheet, sections: Sequence[FlowedSection], index: int, rest: Sequence[Strip]) -> Sheet:
    """The page after a finished one, with what it takes of notes that began before it."""
    sheet = _sheet(sections, index, sheet.leaf.number + 1, first=False)
    _begin_columns(run, sheet, sections, index, rest)
    sheet.notes.carried = taken_notes(run, sheet)
    return sheet


def _begin_columns(
    run: Pass, sheet: Sheet, sections: Sequence[FlowedSection], index: int, strips: Sequence[Strip]
) -> None:
    """The first of the section's columns on this page; they are as tall as each other where another section follows."""
    section = sections[index].section
    columns = sheet.columns
    sheet.shaped, sheet.notes.width = sections[index].shaped, note_width(section)
    columns.spans = column_spans(section)
    columns.count = len(columns.spans)
    sheet.left, sheet.width = section.page.left, columns.spans[0].width
    if columns.count == 1:
        return
    if sheet.notes.under_way:
        settle(run, sheet)
    _raise_floor(sheet)
    if sheet.placed and strips:
        # What stands between the sections stands above every column.
        sheet.y += strips[0].gap
        sheet.forced_top = False
    columns.top, columns.began, columns.under = sheet.y, len(sheet.placed), bool(sheet.placed)
    if any(_continues(sheet, following.section) for following in sections[index + 1 : index + 2]):
        _even_out(run, sheet, section, strips)


def _raise_floor(sheet: Sheet) -> None:
    """Text and further notes end above the notes that stand on the page."""
    sheet.bottom = sheet.floor = min(sheet.floor, sheet.notes.top)


def _even_out(run: Pass, sheet: Sheet, section: Section, strips: Sequence[Strip]) -> None:
    """Raises the columns' bottom to where all are as tall as each other; notes would need their own room below."""
    if any(strip.notes for strip in strips):
        return
    room = sheet.bottom - sheet.y
    if sheet.shapes.walls or any(brought_by(strip) for strip in strips):
        height = least_height(lambda height: _fits_around(run, sheet, section, strips, height), 0.0, room)
    else:
        height = even_height(strips, sheet.columns.spans, room)
    if height is not None:
        sheet.bottom = sheet.y + height + TOLERANCE


def _fits_around(run: Pass, sheet: Sheet, section: Section, strips: Sequence[Strip], height: float) -> bool:
    """Whether the strips fit into columns so high, with floating shapes among them; found by filling some."""
    columns, notes = replace(sheet.columns, between=[]), replace(sheet.notes)
    trial = replace(sheet, placed=list(sheet.placed), columns=columns, notes=notes, rules=[])
    trial.bottom = sheet.y + height + TOLERANCE
    trial.shapes = replace(sheet.shapes, early={}, hung=dict(sheet.shapes.hung), walls=dict(sheet.shapes.walls))
    trial.forced_top = True
    probe = Pass(run.note_layout, noted=set(run.noted))
    rest, at = list(strips), 0
    while at < len(rest):
        at = at if trial.must_leave(rest[at]) else fill(probe, trial, rest, at)
        if trial.y > trial.bottom:
            return False
        if at < len(rest):
            if trial.columns.at_last or rest[at].forced is Force.PAGE:
                return False
            _next_column(probe, trial, section)
            trial.forced_top = bool(rest[at].forced)
    return True


def _next_column(run: Pass, sheet: Sheet, section: Section) -> None:
    """Ends this column, its notes below it, and begins the next at the same height."""
    settle(run, sheet)
    columns = sheet.columns
    columns.lowest = max(columns.lowest, sheet.y)
    columns.index += 1
    before, span = columns.spans[columns.index - 1], columns.spans[columns.index]
    sheet.left, sheet.width = section.page.left + span.left, span.width
    if section.column_line:
        columns.between.append(section.page.left + (before.left + before.width + span.left) / 2)
    columns.began, columns.under = len(sheet.placed), False
    sheet.y, sheet.full = columns.top, False
    sheet.notes.carried = taken_notes(run, sheet)


def _end_columns(run: Pass, sheet: Sheet) -> None:
    """What follows stands below the longest column."""
    columns = sheet.columns
    if columns.count == 1:
        return
    settle(run, sheet)
    sheet.y = max(columns.lowest, sheet.y)
    draw_between(sheet)
    _raise_floor(sheet)
    sheet.full = False
    columns.count, columns.index, columns.lowest = 1, 0, 0.0
    columns.began, columns.under = 0, False
