"""Single cells and defined names that paper.yaml maps to readings."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Indicator, Period, Reading
from boardpaper.model.messages import nearest
from boardpaper.model.paper import SheetMapping
from boardpaper.model.period import read_period
from boardpaper.rules import workbook as rules
from boardpaper.rules.rule import Rule
from boardpaper.sources.workbook.grid import Area, SheetCell, read_area
from boardpaper.sources.workbook.noticed import noticed_in_cell
from boardpaper.sources.workbook.readings import Entry, Names, SheetPlace, Told, read_entry
from boardpaper.sources.workbook.sheets import Book, Sheet, read_rows

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
    told: list[Told],
) -> Iterator[Reading]:
    """The readings of a sheet mapped cell by cell, in the order of the map; `unread` and `told` as in `SheetPlace`."""
    where = f"{book.name} › {sheet.name}"
    wanted = [
        found
        for key, target in mapping.cells.items()
        if (found := _wanted(key, target, book, sheet, names, where, findings))
    ]
    cells = _cells(book, wanted)
    for each in wanted:
        place = SheetPlace(book.name, each.sheet.name, book.sha256, findings, unread=unread, told=told)
        cell = cells.get((each.sheet.name, each.position))
        if cell is None:
            findings.append(rules.CELL_MISSING.at(where, address=mapping.cells[each.key], key=each.key))
            unread.add((each.indicator.id, each.period))
            continue
        findings += noticed_in_cell(cell, f"{book.name} › {each.sheet.name}")
        if reading := read_entry(Entry(each.period, cell), each.indicator, place):
            yield reading


def _wanted(
    key: str, target: str, book: Book, sheet: Sheet, names: Names, where: str, findings: list[Finding]
) -> _Wanted | None:
    """What one line of a map asks for; None, and a finding, where it cannot be told."""
    name, at, when = (part.strip() for part in key.partition("@"))
    indicator = names.find(name)
    if indicator is None:
        likely = nearest(name, names.by_id)
        findings.append(rules.MAPPED_UNDECLARED.at(where, likely=likely, name=name, target=target))
        return None
    period = _period(when) if at else indicator.current
    if period is None:
        findings.append(rules.PERIOD_OF_KEY_MISSING.at(where, key=key, target=target))
        return None
    found = _target(target, book, sheet)
    if isinstance(found, Rule):
        findings.append(found.at(where, target=target, key=key))
        return None
    return _Wanted(key, indicator, period, *found)


def _period(text: str) -> Period | None:
    try:
        return read_period(text)
    except ValueError:
        return None


def _target(target: str, book: Book, sheet: Sheet) -> tuple[Sheet, _Position] | Rule:
    """The sheet and cell that `target` names, or the rule that it breaks."""
    named = [name for name in book.names if name.name.casefold() == target.strip().casefold()]
    name = next((each for each in named if each.sheet.casefold() == sheet.name.casefold()), next(iter(named), None))
    area = name.area if name else read_area(target)
    holder = book.sheet(name.sheet) if name else sheet
    if area is None or holder is None:
        return rules.MAPPED_TO_NO_CELL
    merge = next((merge for merge in holder.merges if merge.holds(area.top, area.left)), None)
    if area not in (Area(area.top, area.left, area.top, area.left), merge):
        return rules.MAPPED_TO_MANY_CELLS
    anchor = merge or area
    return holder, (anchor.top, anchor.left)


def _cells(book: Book, wanted: list[_Wanted]) -> Mapping[tuple[str, _Position], SheetCell]:
    """The cells that are wanted, by sheet and position."""
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
