"""Single cells and defined names that paper.yaml maps to readings."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Indicator, Period, Reading
from boardpaper.model.paper import SheetMapping
from boardpaper.model.period import read_period
from boardpaper.model.reference import nearest
from boardpaper.sources.workbook.readings import Entry, Names, SheetPlace, read_entry
from boardpaper.sources.workbook.sheets import Area, Book, Sheet, SheetCell, read_area, read_rows

_Position = tuple[int, int]


class _Wanted(Struct, frozen=True):
    """A reading that is asked for, and the cell that should hold it."""

    key: str
    indicator: Indicator
    period: Period
    sheet: Sheet
    position: _Position


def read_map(
    book: Book,
    sheet: Sheet,
    mapping: SheetMapping,
    names: Names,
    findings: list[Finding],
    unread: set[tuple[str, Period | None]],
) -> Iterator[Reading]:
    """The readings of a sheet mapped cell by cell, in the order of the map; `unread` as in `SheetPlace`."""
    where = f"{book.name} › {sheet.name}"
    wanted = [
        found
        for key, target in mapping.cells.items()
        if (found := _wanted(key, target, book, sheet, names, where, findings))
    ]
    cells = _cells(book, wanted)
    for each in wanted:
        place = SheetPlace(book.name, each.sheet.name, book.sha256, findings, unread=unread)
        cell = cells.get((each.sheet.name, each.position))
        if cell is None:
            address = mapping.cells[each.key]
            message = f"{address}, mapped to {each.key}, is blank"
            hint = "Type the figure or a marker such as [x], or mend the map in paper.yaml."
            findings.append(Finding("cell-missing", message, where, hint))
            unread.add((each.indicator.id, each.period))
        elif reading := read_entry(Entry(each.period, cell), each.indicator, place):
            yield reading


def _wanted(
    key: str, target: str, book: Book, sheet: Sheet, names: Names, where: str, findings: list[Finding]
) -> _Wanted | None:
    name, at, when = (part.strip() for part in key.partition("@"))
    indicator = names.find(name)
    if indicator is None:
        likely = nearest(name, list(names.by_id))
        hint = f"Did you mean “{likely}”?" if likely else "Declare it on the Indicators sheet, or in paper.yaml."
        message = f"“{name}”, mapped to {target}, is not a declared indicator"
        findings.append(Finding("indicator-undeclared", message, where, hint))
        return None
    period = _period(when) if at else indicator.current
    if period is None:
        message = f"“{key}”, mapped to {target}, names no period"
        findings.append(Finding("period-unknown", message, where, "Write it as homicide@2021/22 in paper.yaml."))
        return None
    found = _target(target, book, sheet)
    if isinstance(found, str):
        hint = "Write a cell such as B7, or a defined name of one cell."
        findings.append(Finding("cell-missing", f"“{target}”, mapped to {key}, {found}", where, hint))
        return None
    return _Wanted(key, indicator, period, *found)


def _period(text: str) -> Period | None:
    try:
        return read_period(text)
    except ValueError:
        return None


def _target(target: str, book: Book, sheet: Sheet) -> tuple[Sheet, _Position] | str:
    """The sheet and cell that `target` names, or what is wrong with it."""
    named = [name for name in book.names if name.name.casefold() == target.strip().casefold()]
    name = next((each for each in named if each.sheet.casefold() == sheet.name.casefold()), next(iter(named), None))
    area = name.area if name else read_area(target)
    holder = book.sheet(name.sheet) if name else sheet
    if area is None or holder is None:
        return "is neither a cell nor a defined name of this workbook"
    merge = next((merge for merge in holder.merges if merge.holds(area.top, area.left)), None)
    if area not in (Area(area.top, area.left, area.top, area.left), merge):
        return "is more than one cell"
    anchor = merge or area
    return holder, (anchor.top, anchor.left)


def _cells(book: Book, wanted: list[_Wanted]) -> Mapping[tuple[str, _Position], SheetCell]:
    found: dict[tuple[str, _Position], SheetCell] = {}
    for sheet in {each.sheet.name: each.sheet for each in wanted}.values():
        positions = {each.position for each in wanted if each.sheet is sheet}
        last = max(row for row, _ in positions)
        for row in read_rows(book, sheet):
            if row.number > last:
                break
            for column, cell in row.cells.items():
                if (row.number, column) in positions:
                    found[sheet.name, (row.number, column)] = cell
    return found
