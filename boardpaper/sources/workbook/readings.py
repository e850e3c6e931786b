"""The rows of long and wide sheets, and single mapped cells, made readings."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.finding import Finding, blocking
from boardpaper.model.kpi import (
    CellLabels,
    CellSource,
    Indicator,
    Marker,
    Period,
    PublishedChange,
    Reading,
    Secret,
    is_suppressed,
)
from boardpaper.model.messages import counted, nearest
from boardpaper.rules import workbook as rules
from boardpaper.sources.workbook.cells import (
    Number,
    cell_fault,
    cell_text,
    notes_beside,
    read_markers,
    read_number,
    read_period_cell,
    secret_number,
    without_notes,
)
from boardpaper.sources.workbook.changes import read_change
from boardpaper.sources.workbook.formats import plain
from boardpaper.sources.workbook.grid import SheetCell, SheetRow
from boardpaper.sources.workbook.layouts import Block, Layout

_HINTS = 20
_SAYS_NO_NUMBER = (rules.CELL_ERROR.name, rules.MARK_READ.name)
_UNSAID = "The cell holds a suppressed number in another form than its unit or format says"
_UNTOLD = "What the cell holds cannot be used; it is not told here, since small numbers of {} are suppressed"


class Names(Struct, frozen=True):
    """Indicators by id, and ids by title as readings may write it."""

    by_id: Mapping[str, Indicator]
    by_title: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> Indicator | None:
        """The indicator with that id or, where only one has it, that title; marks of notes behind it do not matter."""
        ids = (name,) if name in self.by_id else self.by_title.get(name.casefold(), ())
        if not ids and (plain := without_notes(name)) != name:
            return self.find(plain)
        return self.by_id[ids[0]] if len(ids) == 1 else None


def indicator_names(indicators: Mapping[str, Indicator]) -> Names:
    """`indicators` to be found by id or title."""
    by_title: dict[str, tuple[str, ...]] = {}
    for indicator in indicators.values():
        title = " ".join(indicator.title.split()).casefold()
        by_title[title] = (*by_title.get(title, ()), indicator.id)
    return Names(indicators, by_title)


class Told(Struct, frozen=True):
    """A finding about the cells of a reading, or of its `change`: it may say what these hold."""

    finding: Finding
    indicator: str
    period: Period
    change: bool = False


class SheetPlace(Struct, frozen=True):
    """Where readings are taken from, and what was found wrong there.

    `strangers` counts rows by undeclared name; `unread` gathers what `Readings.unread` holds, `told` the findings that
    say what a reading's cells hold, and `secrets` the numbers that are marked [c]. `labels` are what a cell stands
    under that paper.yaml names by its address.
    """

    book: str
    sheet: str
    sha256: str
    findings: list[Finding]
    strangers: dict[str, tuple[SheetCell, int]] = field(default_factory=dict)
    unread: set[tuple[str, Period | None]] = field(default_factory=set)
    told: "list[Told]" = field(default_factory=list)
    labels: CellLabels | None = None
    secrets: list[Secret] = field(default_factory=list)

    def where(self, cell: SheetCell) -> str:
        """The cell as findings name it."""
        return f"{self.book} › {self.sheet}!{cell.name}"

    def source(self, cell: SheetCell) -> CellSource:
        """The cell as a reading remembers it."""
        return CellSource(self.book, self.sheet, cell.name, self.sha256, self.labels)


class Entry(Struct, frozen=True):
    """The cells that make one reading."""

    period: Period
    value: SheetCell | None = None
    markers: tuple[Marker, ...] = ()
    marker: SheetCell | None = None
    change: SheetCell | None = None
    change_type: SheetCell | None = None
    compared_with: SheetCell | None = None
    paragraph: SheetCell | None = None
    source: SheetCell | None = None
    note: SheetCell | None = None


def read_block(rows: Iterable[SheetRow], block: Block, names: Names, place: SheetPlace) -> Iterator[Reading]:
    """The readings of a long or wide block, a row at a time."""
    for row in rows:
        if block.holds(row):
            yield from _read_row(row, block, names, place)


def report_strangers(names: Names, place: SheetPlace) -> None:
    """One finding for each name on the sheet that no declaration has."""
    known = [*names.by_id, *(indicator.title for indicator in names.by_id.values())]
    for index, (name, (cell, count)) in enumerate(place.strangers.items()):
        shared = names.by_title.get(name.casefold(), ())
        # Likeness is slow to work out, and nobody reads a thousand hints.
        likely = nearest(name, known) if index < _HINTS else ""
        more = f", here and in {counted(count - 1, 'more row')}" if count > 1 else ""
        where = place.where(cell)
        place.findings.append(
            rules.TITLE_SHARED.at(where, name=name, also=more, ids=", ".join(shared))
            if shared
            else rules.INDICATOR_UNDECLARED.at(where, likely=likely, name=name, also=more)
        )


def read_entry(entry: Entry, indicator: Indicator, place: SheetPlace) -> Reading | None:
    """One reading; None where its cells hold nothing that can be used, and a finding says so unless they are blank."""
    before = len(place.findings)
    reading = _read_entry(entry, indicator, place)
    found = place.findings[before:]
    if reading is None and blocking(found):
        place.unread.add((indicator.id, entry.period))
    at_change = _at(entry.change, place)
    place.told.extend(Told(each, indicator.id, entry.period, each.where == at_change) for each in found)
    return reading


def made_discreet(
    findings: Iterable[Finding], told: Iterable[Told], readings: Iterable[Reading], indicators: Mapping[str, Indicator]
) -> list[Finding]:
    """`findings` without what cells hold, where that is suppressed, could be, or would give it away."""
    suppressed = {
        (each.indicator, each.period.start, each.period.end) for each in readings if Marker.CONFIDENTIAL in each.markers
    }
    touched = {name for name, _, _ in suppressed}
    silent: dict[Finding, str] = {}
    for each in told:
        limited = indicators[each.indicator].suppress_below is not None
        key = (each.indicator, each.period.start, each.period.end)
        if each.finding.rule not in _SAYS_NO_NUMBER and (
            key in suppressed or (each.finding.blocks and limited) or (each.change and each.indicator in touched)
        ):
            plain_number = key in suppressed and not each.finding.blocks and not each.change
            silent[each.finding] = _UNSAID if plain_number else _UNTOLD.format(each.indicator)
    return [replace(each, message=silent[each]) if each in silent else each for each in findings]


def _read_entry(entry: Entry, indicator: Indicator, place: SheetPlace) -> Reading | None:
    """The reading that the entry's cells make; what is wrong with them goes to `place`."""
    markers = (*entry.markers, *(read_markers(entry.marker, _at(entry.marker, place), place.findings)))
    number = Number(None, markers) if entry.value is None else _read_value(entry.value, indicator, place, markers)
    if number is None:
        return None
    if entry.value is not None and Marker.CONFIDENTIAL in number.markers:
        place.secrets.extend(_marked(entry.value, indicator))
    change = _change(entry, indicator, place)
    cell = entry.value or (entry.change if change else None) or (entry.marker if number.markers else None)
    if cell is None:
        return None
    formula = entry.value.formula if entry.value else ""
    return Reading(
        indicator=indicator.id,
        period=entry.period,
        value=number.value,
        source=place.source(cell),
        raw=number.raw,
        displayed=number.displayed,
        markers=tuple(dict.fromkeys(number.markers)),
        change=change,
        compared_with=_compared_with(entry, place),
        paragraph=cell_text(entry.paragraph),
        origin=cell_text(entry.source),
        note="; ".join(filter(None, (cell_text(entry.note), notes_beside(entry.value)))),
        formula="" if Marker.CONFIDENTIAL in number.markers else formula,
    )


def _read_value(cell: SheetCell, indicator: Indicator, place: SheetPlace, markers: tuple[Marker, ...]) -> Number | None:
    """The number of a value cell with all its markers; None where it has none, and findings say why."""
    number = read_number(cell, indicator.unit, place.where(cell), place.findings, markers)
    if number is not None:
        _warn_of_nought(number, indicator, place.where(cell), place.findings)
    return number


def _marked(cell: SheetCell, indicator: Indicator) -> Iterator[Secret]:
    """The number of a cell that is marked [c]; what else is wrong with it is told of nobody's number."""
    if number := secret_number(cell, indicator.unit):
        yield Secret(indicator.id, number)


def _warn_of_nought(number: Number, indicator: Indicator, where: str, findings: list[Finding]) -> None:
    """Statisticians print [k], and not 0, for what is more than nothing and rounds to it."""
    least = Decimal(5).scaleb(-indicator.decimals - 1)
    if number.value and abs(number.value) < least and Marker.LOW not in number.markers:
        if is_suppressed(number.value, indicator):
            return
        printed = f"{Decimal(0):.{indicator.decimals}f}"
        findings.append(
            rules.ROUNDS_TO_ZERO.at(where, number=plain(number.value), printed=printed, indicator=indicator.id)
        )


def _at(cell: SheetCell | None, place: SheetPlace) -> str:
    return place.where(cell) if cell else ""


def _change(entry: Entry, indicator: Indicator, place: SheetPlace) -> PublishedChange | None:
    if entry.change is None:
        return None
    source = place.source(entry.change)
    return read_change(entry.change, entry.change_type, indicator.unit, source, place.findings)


def _compared_with(entry: Entry, place: SheetPlace) -> Period | None:
    return _period(entry.compared_with, place)[0] if entry.compared_with else None


def _period(cell: SheetCell, place: SheetPlace) -> tuple[Period | None, tuple[Marker, ...]]:
    """The period of a cell and its markers; None, and a finding, where it is none."""
    if fault := cell_fault(cell, place.where(cell)):
        place.findings.append(fault)
        return None, ()
    try:
        return read_period_cell(cell)
    except ValueError:
        place.findings.append(rules.PERIOD_UNKNOWN.at(place.where(cell), text=cell_text(cell)))
        return None, ()


def _read_row(row: SheetRow, block: Block, names: Names, place: SheetPlace) -> Iterator[Reading]:
    """The readings of a row; none of a row that names no indicator."""
    indicator = _indicator_of(row, block, names, place)
    if indicator is None:
        return
    entries = _long_entries if Layout.LONG in block.layouts else _wide_entries
    for entry in entries(row, block, indicator, place):
        if reading := read_entry(entry, indicator, place):
            yield reading


def _indicator_of(row: SheetRow, block: Block, names: Names, place: SheetPlace) -> Indicator | None:
    """The indicator that a row names; None where it names none, which `place` is told if the row has figures."""
    name_cell = block.cell(row, "indicator")
    filled = [cell for cell in (row.cells.get(index) for index in _figure_columns(block)) if cell]
    if name_cell is None:
        if filled:
            place.findings.append(rules.INDICATOR_MISSING.at(place.where(filled[0])))
        return None
    if fault := cell_fault(name_cell, place.where(name_cell)):
        place.findings.append(fault)
        return None
    name = cell_text(name_cell)
    indicator = names.find(name)
    # A note or a sub-heading between the rows has neither figures nor a period.
    if indicator is None and (filled or (Layout.LONG in block.layouts and block.cell(row, "period"))):
        first, count = place.strangers.get(name, (name_cell, 0))
        place.strangers[name] = (first, count + 1)
    return indicator


def _figure_columns(block: Block) -> Iterator[int]:
    """The columns whose cells make a row one of figures."""
    for index, column in block.columns.items():
        if column.role in ("value", "change"):
            yield index


def _long_entries(row: SheetRow, block: Block, indicator: Indicator, place: SheetPlace) -> Iterator[Entry]:
    """The entry of a row that names its period; none, and a finding, where a part of it is missing."""
    cells = {column.role: row.cells.get(index) for index, column in block.columns.items()}
    period_cell = cells.get("period")
    filled = next((cell for role in ("value", "change", "marker") if (cell := cells.get(role))), None)
    if period_cell is None:
        if filled:
            place.findings.append(rules.PERIOD_MISSING.at(place.where(filled), indicator=indicator.id))
            place.unread.add((indicator.id, None))
        return
    if filled is None:
        place.findings.append(rules.READING_EMPTY.at(place.where(period_cell), indicator=indicator.id))
        return
    period, markers = _period(period_cell, place)
    if period is None:
        place.unread.add((indicator.id, None))
    else:
        yield _entry(period, markers, cells)


def _entry(period: Period, markers: tuple[Marker, ...], cells: Mapping[str, SheetCell | None]) -> Entry:
    return Entry(
        period,
        cells.get("value"),
        markers,
        cells.get("marker"),
        cells.get("change"),
        cells.get("change type"),
        cells.get("compared with"),
        cells.get("paragraph"),
        cells.get("source"),
        cells.get("note"),
    )


def _wide_entries(row: SheetRow, block: Block, indicator: Indicator, place: SheetPlace) -> Iterator[Entry]:
    """The entries of a row with a column for each period; what names no period belongs to the current one."""
    shared: dict[str, SheetCell | None] = {}
    by_period: dict[Period, dict[str, SheetCell | None]] = {}
    markers: dict[Period, tuple[Marker, ...]] = {}
    for index, column in block.columns.items():
        cell = row.cells.get(index)
        if column.period is None:
            shared[column.role] = cell
        elif cell:
            by_period.setdefault(column.period, {})[column.role] = cell
            markers[column.period] = column.markers
    current = _place_change(shared, by_period, indicator, place)
    about = {role: shared.get(role) for role in ("paragraph", "source", "note")}
    for period, cells in by_period.items():
        own = {role: shared.get(role) for role in _OF_CURRENT} if period is current else {}
        yield _entry(period, markers.get(period, ()), {**about, **own, **cells})


_OF_CURRENT = ("marker", "change", "change type", "compared with")


def _place_change(
    shared: Mapping[str, SheetCell | None],
    by_period: dict[Period, dict[str, SheetCell | None]],
    indicator: Indicator,
    place: SheetPlace,
) -> Period | None:
    """The period of the row that its Change and Marker belong to: the indicator's current one."""
    cell = shared.get("change") or shared.get("marker")
    if cell is None:
        return None
    current = indicator.current
    if current is None and len(by_period) == 1:
        return next(iter(by_period))
    if current is None:
        place.findings.append(rules.PERIOD_OF_CHANGE_MISSING.at(place.where(cell), indicator=indicator.id))
        place.unread.add((indicator.id, None))
        return None
    for period in by_period:
        if (period.start, period.end) == (current.start, current.end):
            return period
    by_period[current] = {}
    return current
