"""A column filled with strips: keep rules, rows that split, floating shapes, and room for the notes referred to."""

from collections.abc import Sequence

from boardpaper.publish.pdf.lines.boxes import Placed, RowStrip, Strip, content_height
from boardpaper.publish.pdf.pages.columns import is_too_wide
from boardpaper.publish.pdf.pages.floating.hanging import Site, brought_by
from boardpaper.publish.pdf.pages.floating.places import Surroundings
from boardpaper.publish.pdf.pages.rows import split_row
from boardpaper.publish.pdf.pages.sheets import SEPARATOR_HEIGHT, TOLERANCE, Pass, Sheet, notes_height

# A note this short is never split; of a longer one this much must stand under the line that refers to it.
_SHORT_NOTE = 3
_FIRST_OF_NOTE = 2


def fill(run: Pass, sheet: Sheet, strips: list[Strip], start: int) -> int:
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


def _is_too_wide(sheet: Sheet, strip: Strip) -> bool:
    """Whether a table was laid out for a wider column than the one being filled."""
    columns = sheet.columns
    return len(columns.spans) > 1 and is_too_wide(strip, columns.spans[columns.index], columns.spans)


def _shaped(sheet: Sheet, strips: list[Strip], at: int) -> Strip:
    """The strip at `at` as it is set in this place, the shapes that it brings hung up."""
    strip, column = strips[at], sheet.text_column
    y = sheet.y + _space(sheet, strip)
    for shape in brought_by(strip):
        lift = 0.0 if sheet.empty else shape.lift
        around = Surroundings(sheet.leaf.geometry, column.left, column.right, y - lift, sheet.leaf.number % 2 == 0)
        sheet.shapes.hang(shape, Site(around, sheet.top, sheet.floor), sheet.placed)
    return sheet.shapes.shape(strips, at, column, y, sheet.placed[-1] if sheet.placed else None)


def _place(run: Pass, sheet: Sheet, strip: Strip, *, anyway: bool = False) -> bool:
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
    sheet.notes.marked.extend(notes)
    run.noted.update(notes)
    return True


def _gap(sheet: Sheet, strip: Strip) -> float:
    """The space above a strip, with what it has to leave to floating shapes."""
    space = _space(sheet, strip)
    if not sheet.shaped:
        return space
    heading = content_height(strip.repeat) if isinstance(strip, RowStrip) and sheet.empty else 0.0
    return space + sheet.shapes.clearance(strip, sheet.text_column, sheet.y + space, heading + strip.height)


def _space(sheet: Sheet, strip: Strip) -> float:
    """The space above a strip; Word leaves none at the top of a page that text merely runs over to."""
    if not sheet.empty and not (sheet.columns.count > 1 and len(sheet.placed) == sheet.columns.began):
        return strip.gap
    return strip.lead if sheet.forced_top else 0.0


def _fits(run: Pass, sheet: Sheet, height: float, notes: Sequence[str]) -> bool:
    """Whether `height` more points of text fit with these further notes; of a long note, its beginning must."""
    room = sheet.bottom - sheet.y - height - notes_height(run, sheet) + TOLERANCE
    if not notes:
        return room >= 0
    if not sheet.notes.under_way:
        room -= SEPARATOR_HEIGHT
    for note in notes:
        strips = run.note_layout(note, sheet.notes.width)
        whole = content_height(strips)
        if whole > room and len(strips) > _SHORT_NOTE and content_height(strips[:_FIRST_OF_NOTE]) <= room:
            sheet.full = note == notes[-1]
            return sheet.full
        room -= whole
    return room >= 0


def _split(run: Pass, sheet: Sheet, strips: list[Strip], at: int, *, anyway: bool = False) -> bool:
    """Places the beginning of a row that may be split; the rest takes its place in `strips`."""
    row = strips[at]
    if not isinstance(row, RowStrip) or sheet.full or not (row.splittable or anyway):
        return False
    heading = content_height(row.repeat) if sheet.empty else 0.0
    room = sheet.bottom - sheet.y - _gap(sheet, row) - heading - notes_height(run, sheet)
    for _ in range(2):
        parts = split_row(row, room)
        if parts is None:
            return False
        if _place(run, sheet, parts[0]):
            strips[at] = parts[1]
            return True
        notes = [content_height(run.note_layout(note, sheet.notes.width)) for note in parts[0].notes]
        room -= SEPARATOR_HEIGHT + sum(notes)
    return False


def _turn(run: Pass, sheet: Sheet, strips: list[Strip], start: int, at: int, stood: bool) -> int:
    """Ends the page before strip `at`, or as far above it as the keep rules ask; the index to go on with.

    The page was filled from strip `start`; `stood` says that something stood on it before.
    """
    cut = at
    while cut > start and strips[cut - 1].keep:
        cut -= 1
    if cut == start and not stood:
        return _place_in_spite_of_rules(run, sheet, strips, start, at)
    for strip in strips[cut : at + 1] if sheet.shaped else ():
        sheet.shapes.take_down(strip)
    for strip in strips[cut:at]:
        _take_back(run, sheet, strip)
    stands = len(sheet.placed) > sheet.columns.began
    sheet.y = sheet.placed[-1].y + sheet.placed[-1].strip.height if stands else sheet.columns.top
    return cut


def _place_in_spite_of_rules(run: Pass, sheet: Sheet, strips: list[Strip], start: int, at: int) -> int:
    """What the rules would keep together is taller than a page, so they give way; the index to go on with.

    A strip that no page is tall enough for is cut, or overflows, unless the next column or page has more room for it.
    """
    lower = sheet.columns.top > sheet.top + TOLERANCE
    if lower or _is_walled(sheet, strips[at]) or any(strip.height for strip in strips[start:at]):
        return at
    if _split(run, sheet, strips, at, anyway=True):
        return at
    _place(run, sheet, strips[at], anyway=True)
    return at + 1


def _take_back(run: Pass, sheet: Sheet, strip: Strip) -> None:
    """Takes the last strip off the page, with its notes."""
    sheet.placed.pop()
    for note in strip.notes:
        if note in sheet.notes.marked:
            sheet.notes.marked.remove(note)
            run.noted.discard(note)


def _is_walled(sheet: Sheet, strip: Strip) -> bool:
    """Whether floating shapes leave a strip no place in this column, which the next one has."""
    return sheet.shaped and _gap(sheet, strip) > _space(sheet, strip)
