"""Single cells and defined names that paper.yaml maps to readings."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import CellLabels, Indicator, Period, Reading
from boardpaper.model.messages import listed, nearest
from boardpaper.model.paper import SheetMapping
from boardpaper.model.period import period_id, period_words, read_period, same_dates
from boardpaper.rules import workbook as rules
from boardpaper.rules.rule import Rule
from boardpaper.sources.workbook.grid import Area, SheetCell, cell_name, read_area
from boardpaper.sources.workbook.labels import columns_with, holds, labels_in, rows_with, words_of
from boardpaper.sources.workbook.noticed import noticed_in_cell
from boardpaper.sources.workbook.readings import Entry, Names, SheetPlace, read_entry
from boardpaper.sources.workbook.sheets import Book, Sheet, read_rows

_SHOWN = 3
# To look for where words stand now takes a walk over the sheet, and no more than so many faults are told one by one.
_LOOKED_FOR = 10
_Position = tuple[int, int]


class _Wanted(Struct, frozen=True):
    """A reading that is asked for, and the cell that should hold it, which may have a name that moves with it."""

    key: str
    indicator: Indicator
    period: Period
    sheet: Sheet
    position: _Position
    named: bool

    @property
    def reading(self) -> str:
        """The reading as the labels of its cell remember it: `robbery@2024/25`."""
        return f"{self.indicator.id}@{period_id(self.period)}"


def read_map(
    book: Book,
    sheet: Sheet,
    mapping: SheetMapping,
    names: Names,
    place: SheetPlace,
) -> Iterator[Reading]:
    """The readings of a sheet mapped cell by cell, in the order of the map; what is found goes to `place`."""
    where, findings = f"{book.name} › {sheet.name}", place.findings
    wanted = [
        found
        for key, target in mapping.cells.items()
        if (found := _wanted(key, target, book, sheet, names, where, findings))
    ]
    cells = _cells(book, wanted)
    for each in wanted:
        cell, labels = cells.get((each.sheet.name, each.position), (None, CellLabels()))
        kept = None if each.named else replace(labels, reading=each.reading)
        there = replace(place, sheet=each.sheet.name, labels=kept)
        changed = _changed(each, mapping, labels, book, findings) or _of_another(each, mapping, labels, names, there)
        if changed:
            findings.append(changed)
            place.unread.add((each.indicator.id, each.period))
        elif cell is None:
            findings.append(rules.CELL_MISSING.at(where, address=mapping.cells[each.key], key=each.key))
            place.unread.add((each.indicator.id, each.period))
        else:
            findings += _of_another_period(each, mapping, labels, there)
            findings += noticed_in_cell(cell, f"{book.name} › {each.sheet.name}")
            if reading := read_entry(Entry(each.period, cell), each.indicator, there):
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
    return _Wanted(key, indicator, period, *found, named=read_area(target) is None)


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


def _cells(book: Book, wanted: list[_Wanted]) -> Mapping[tuple[str, _Position], tuple[SheetCell | None, CellLabels]]:
    """The cells that are wanted, by sheet and position, and what they stand under."""
    found: dict[tuple[str, _Position], tuple[SheetCell | None, CellLabels]] = {}
    for sheet in {each.sheet.name: each.sheet for each in wanted}.values():
        positions = {each.position for each in wanted if each.sheet is sheet}
        last = max(row for row, _ in positions)
        for row, labels in labels_in(read_rows(book, sheet), sheet, {column for _, column in positions}):
            if row.number > last:
                break
            for column, each in labels.items():
                if (row.number, column) in positions:
                    found[sheet.name, (row.number, column)] = (row.cells.get(column), each)
    return found


def _changed(
    each: _Wanted, mapping: SheetMapping, seen: CellLabels, book: Book, findings: Sequence[Finding]
) -> Finding | None:
    """A finding where a cell does not stand under what paper.yaml says, or what it stood under in an earlier build.

    `findings` are those so far.
    """
    said, before = mapping.labels.get(each.key, CellLabels()), mapping.remembered.get(each.key, CellLabels())
    if before.reading.partition("@")[0] != each.indicator.id:
        before = CellLabels()
    # The heading over a column is another one with each period.
    column = before.column if before.reading == each.reading else ""
    told_of = (("row", seen.row, said.row, before.row), ("column", seen.column, said.column, column))
    for noun, now, declared, remembered in () if each.named else told_of:
        was = declared or remembered
        if not holds(now, was):
            rule = rules.MAPPED_LABEL_DIFFERS if declared else rules.MAPPED_LABEL_CHANGED
            looked = sum(finding.rule == rule.name for finding in findings) < _LOOKED_FOR
            place = _stands(each, was, noun, book) if looked else "may stand elsewhere now"
            told = f"“{now}”" if now else "no words"
            address = mapping.cells[each.key]
            where = f"{book.name} › {each.sheet.name}!{address}"
            return rule.at(where, key=each.key, address=address, told=told, was=was, now=place, noun=noun)
    return None


def _of_another(
    each: _Wanted, mapping: SheetMapping, seen: CellLabels, names: Names, place: SheetPlace
) -> Finding | None:
    """A finding where the row names an indicator, and not the one that the cell is mapped to."""
    declared = mapping.labels.get(each.key)
    named = [found for word in words_of(seen.row) if (found := names.find(word))]
    if each.named or each.indicator in named or not named or (declared and declared.row):
        return None
    address = mapping.cells[each.key]
    where = f"{place.book} › {place.sheet}!{address}"
    return rules.MAPPED_TO_ANOTHER.at(where, address=address, key=each.key, other=named[0].id, told=seen.row)


def _of_another_period(each: _Wanted, mapping: SheetMapping, seen: CellLabels, place: SheetPlace) -> Iterator[Finding]:
    """A finding where the words over the column are a period, and not the one that the cell is mapped to."""
    declared = mapping.labels.get(each.key)
    periods = [found for word in words_of(seen.column) if (found := _period(word)) and found.start]
    if each.named or not periods or (declared and declared.column):
        return
    if not any(same_dates(found, each.period) for found in periods):
        address, period = mapping.cells[each.key], period_words(each.period)
        where = f"{place.book} › {place.sheet}!{address}"
        yield rules.MAPPED_TO_ANOTHER_PERIOD.at(where, address=address, key=each.key, told=seen.column, period=period)


def _stands(each: _Wanted, label: str, noun: str, book: Book) -> str:
    """Where a label stands now: `stands in row 9 now`."""
    row, column = each.position
    if noun == "row":
        places = [str(at) for at in rows_with(book, each.sheet, column, label)]
    else:
        places = [cell_name(0, at)[:-1] for at in columns_with(book, each.sheet, row, label)]
    if not places:
        return "stands nowhere on the sheet now"
    return f"stands in {noun}{'s' if len(places) > 1 else ''} {listed(places, _SHOWN)} now"
