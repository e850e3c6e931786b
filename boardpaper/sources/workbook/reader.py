"""KPI workbooks to indicators and readings, with everything in them that a person should mend."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import (
    Indicator,
    Marker,
    Period,
    Reading,
    Readings,
    Secret,
    Untold,
    WorkbookFile,
    secrets_of,
    suppressed_reading,
    withheld,
)
from boardpaper.model.paper import SheetMapping, WorkbookPlan
from boardpaper.model.period import period_words
from boardpaper.rules import workbook as rules
from boardpaper.sources.workbook.changes import check_changes
from boardpaper.sources.workbook.declarations import check_declarations, read_declarations, warn_declared_twice
from boardpaper.sources.workbook.grid import SheetRow
from boardpaper.sources.workbook.layouts import (
    HEADER_SEARCH,
    LIMIT,
    Block,
    Layout,
    block_findings,
    find_blocks,
    header_search,
    headings_of,
    mapped_columns,
    read_role,
)
from boardpaper.sources.workbook.limits import Limits
from boardpaper.sources.workbook.mapped import read_map
from boardpaper.sources.workbook.noticed import formula_findings, noticing, told_once
from boardpaper.sources.workbook.readings import (
    Names,
    SheetPlace,
    Told,
    indicator_names,
    made_discreet,
    read_block,
    report_strangers,
)
from boardpaper.sources.workbook.sheets import Book, Sheet, open_book, read_rows

_IGNORED = "ignore"
_MAPPED = "cells"
# A fault that runs down a whole column is told this many times, and then counted.
_TOLD_EACH = 10

_Key = tuple[str, date | None, date | None]


class _SheetPlan(Struct, frozen=True):
    """A sheet that is to be read, and how: its blocks, or a map of its cells. `rows` holds a short sheet whole."""

    book: Book
    sheet: Sheet
    blocks: tuple[Block, ...]
    mapping: SheetMapping | None
    rows: tuple[SheetRow, ...] | None = None


def read_workbooks(
    plans: Sequence[WorkbookPlan], declared: Mapping[str, Indicator]
) -> tuple[Readings, tuple[Finding, ...]]:
    """All that the workbooks hold, as one, and what is wrong in them.

    Indicators in `declared` (those of paper.yaml) stand before those of the workbooks, and stand where both declare
    one, but for the limit of suppression: the strictest counts. Where two cells give one indicator's figure for the
    same dates, the first is kept, suppressed where either is. A suppressed reading has no value. Values of percentages
    are in percent. Formulas are not worked out: their last saved results are read. Nothing outside the files is
    followed.

    Raises:
        InputError: a workbook is missing, protected, damaged or not a workbook.
    """
    findings: list[Finding] = []
    with ExitStack() as stack:
        books = [stack.enter_context(open_book(plan.path, plan.name)) for plan in plans]
        sheets = [
            sheet for plan, book in zip(plans, books, strict=True) for sheet in _plan_sheets(plan, book, findings)
        ]
        indicators = _declarations(sheets, declared, findings)
        names = indicator_names(indicators)
        by_indicator, unread, untold = _collect(sheets, names, findings)
        findings += _empty_books(books, sheets)
    held = {name: by_indicator[name] for name in indicators if name in by_indicator}
    files = tuple(WorkbookFile(book.name, book.sha256, book.modified) for book in books)
    readings = Readings(indicators, held, unread, files, untold)
    findings += check_declarations(indicators)
    findings += check_changes(readings)
    return readings, _condensed(told_once(findings))


def _plan_sheets(plan: WorkbookPlan, book: Book, findings: list[Finding]) -> Iterator[_SheetPlan]:
    """The sheets that hold something to read, by their mapping or their own headings."""
    findings += (_outside_name(book, name) for name in book.outside_names)
    mappings = {mapping.sheet.strip().casefold(): mapping for mapping in plan.sheets}
    for mapping in plan.sheets:
        if mappings[mapping.sheet.strip().casefold()] is not mapping:
            findings.append(rules.SHEET_MAPPED_TWICE.at(book.name, name=mapping.sheet))
        if book.sheet(mapping.sheet) is None:
            sheets = ", ".join(f"“{sheet.name}”" for sheet in book.sheets)
            findings.append(rules.SHEET_MISSING.at(book.name, name=mapping.sheet, known=sheets))
    for sheet in book.sheets:
        planned = _plan_sheet(book, sheet, mappings.get(sheet.name.casefold()), findings)
        if planned:
            yield planned


def _plan_sheet(book: Book, sheet: Sheet, mapping: SheetMapping | None, findings: list[Finding]) -> _SheetPlan | None:
    """What is to be read from a sheet; None where nothing is, and a finding where that may be a mistake."""
    if mapping and mapping.layout == _IGNORED:
        return None
    if mapping and mapping.layout == _MAPPED:
        return _SheetPlan(book, sheet, (), mapping)
    names = [name for name in book.names if name.sheet.casefold() == sheet.name.casefold()]
    top, complete = header_search(read_rows(book, sheet), sheet, names)
    blocks = find_blocks(sheet, top, names, mapping)
    if sheet.hidden and not mapping:
        findings += [_hidden_sheet(book, sheet)] if blocks else []
        return None
    if blocks:
        for block in blocks:
            findings += block_findings(block, book.name, sheet.name)
        return _SheetPlan(book, sheet, blocks, mapping, top if complete else None)
    findings += [_columns_missing(book, sheet, top, mapping)] if mapping else _unrecognised(book, sheet, top)
    return None


def _declarations(
    sheets: Sequence[_SheetPlan], declared: Mapping[str, Indicator], findings: list[Finding]
) -> dict[str, Indicator]:
    """The indicators declared in paper.yaml and on all sheets; what comes first holds, and the strictest limit."""
    indicators = dict(declared)
    limits = Limits()
    for indicator in declared.values():
        limits.note(indicator)
    for plan in sheets:
        for block in plan.blocks:
            if Layout.DECLARATIONS not in block.layouts:
                continue
            where = f"{plan.book.name} › {plan.sheet.name}"
            rows = noticing(_rows_of(plan, block, lambda row: None), block, where, findings)
            for indicator in read_declarations(rows, block, where, findings):
                limits.note(indicator)
                kept = indicators.setdefault(indicator.id, indicator)
                if kept is not indicator:
                    findings.append(warn_declared_twice(indicator, kept, in_paper_file=indicator.id in declared))
    names = indicator_names(indicators)
    for plan in sheets:
        for block in plan.blocks:
            if Layout.DECLARATIONS not in block.layouts and block.at(LIMIT):
                rows = _rows_of(plan, block, lambda row: None)
                limits.note_rows(rows, block, names, f"{plan.book.name} › {plan.sheet.name}", findings)
    return limits.strictest(indicators, findings)


def _collect(
    sheets: Iterable[_SheetPlan], names: Names, findings: list[Finding]
) -> tuple[dict[str, dict[Period, Reading]], frozenset[tuple[str, Period | None]], Untold]:
    """All readings by indicator and period, those that could not be read, and the numbers that may not be told.

    Of two readings for one period the first holds.
    """
    unread: set[tuple[str, Period | None]] = set()
    secrets: list[Secret] = []
    held: dict[_Key, Reading] = {}
    by_indicator: dict[str, dict[Period, Reading]] = {}
    told: list[Told] = []
    old: dict[str, None] = {}
    for plan in sheets:
        worked_out: list[Reading] = []
        place = SheetPlace(
            plan.book.name, plan.sheet.name, plan.book.sha256, findings, unread=unread, told=told, secrets=secrets
        )
        for reading in _sheet_readings(plan, names, place):
            key = (reading.indicator, reading.period.start, reading.period.end)
            first = held.setdefault(key, reading)
            if first is not reading:
                findings.append(_twice(reading, first, names.by_id[reading.indicator]))
                if _is_secret(reading, names.by_id[reading.indicator]):
                    secrets += (*secrets_of(first), *secrets_of(reading))
                    held[key] = by_indicator[reading.indicator][first.period] = withheld(
                        first, below_limit=Marker.CONFIDENTIAL not in reading.markers
                    )
                continue
            by_indicator.setdefault(reading.indicator, {})[reading.period] = reading
            worked_out += [reading] if reading.formula else []
        findings += formula_findings(worked_out)
        if worked_out and plan.book.is_old:
            old.setdefault(plan.book.name)
    findings += (rules.FORMULA_OLD.at(book) for book in old)
    by_indicator = {name: _as_may_be_told(each, names.by_id[name], secrets) for name, each in by_indicator.items()}
    readings = [reading for each in by_indicator.values() for reading in each.values()]
    findings[:] = made_discreet(findings, told, readings, names.by_id)
    return by_indicator, frozenset(unread), Untold(secrets)


def _is_secret(reading: Reading, indicator: Indicator) -> bool:
    return suppressed_reading(reading, indicator) is not None


def _as_may_be_told(
    by_period: Mapping[Period, Reading], indicator: Indicator, secrets: list[Secret]
) -> dict[Period, Reading]:
    """The readings of an indicator, suppressed ones without their numbers, which go to `secrets`."""
    told = {period: suppressed_reading(reading, indicator) for period, reading in by_period.items()}
    secrets += (secret for period, reading in by_period.items() if told[period] for secret in secrets_of(reading))
    return {period: told[period] or reading for period, reading in by_period.items()}


def _sheet_readings(plan: _SheetPlan, names: Names, place: SheetPlace) -> Iterator[Reading]:
    """The readings of a sheet, in the order of its rows."""
    if plan.mapping and plan.mapping.layout == _MAPPED:
        yield from read_map(plan.book, plan.sheet, plan.mapping, names, place)
        return
    for block in plan.blocks:
        if Layout.LONG in block.layouts or Layout.WIDE in block.layouts:
            below = _below_table(block, plan.blocks, names, place)
            rows = _rows_of(plan, block, below)
            if Layout.DECLARATIONS not in block.layouts:
                rows = noticing(rows, block, f"{plan.book.name} › {plan.sheet.name}", place.findings)
            yield from read_block(rows, block, names, place)
    report_strangers(names, place)


def _rows_of(plan: _SheetPlan, block: Block, below: Callable[[SheetRow], None]) -> Iterator[SheetRow]:
    """The rows of a block. `below` is given each row that follows its last without a gap."""
    last = block.area.bottom
    for row in read_rows(plan.book, plan.sheet) if plan.rows is None else plan.rows:
        if row.number <= block.area.bottom:
            yield row
        elif row.number == last + 1:
            last = row.number
            below(row)
        else:
            return


def _below_table(block: Block, blocks: Sequence[Block], names: Names, place: SheetPlace) -> Callable[[SheetRow], None]:
    """Tells of a figure typed under a table or named range that did not grow with it, and in no other of `blocks`."""

    def tell(row: SheetRow) -> None:
        cell = block.cell(row, "indicator")
        if cell is None or any(other.area.holds(row.number, cell.column) for other in blocks):
            return
        if names.find(str(cell.value).strip()):
            place.findings.append(rules.ROW_OUTSIDE_TABLE.at(place.where(cell)))

    return tell


def _empty_books(books: Iterable[Book], sheets: Sequence[_SheetPlan]) -> Iterator[Finding]:
    """A finding for each workbook from which nothing is read."""
    used = {plan.book.name for plan in sheets}
    for book in books:
        if book.name not in used:
            yield rules.WORKBOOK_EMPTY.at(book.name)


def _outside_name(book: Book, name: str) -> Finding:
    return rules.NAME_OUTSIDE.at(book.name, name=name)


def _hidden_sheet(book: Book, sheet: Sheet) -> Finding:
    return rules.SHEET_HIDDEN.at(f"{book.name} › {sheet.name}")


def _columns_missing(book: Book, sheet: Sheet, top: Sequence[SheetRow], mapping: SheetMapping) -> Finding:
    """Why a mapped sheet cannot be read: a heading that its layout needs is not there."""
    wanted = {"indicator": "Indicator"} | mapped_columns(mapping)
    if mapping.layout == Layout.LONG:
        wanted = {"period": "Period", "value": "Value"} | wanted
    row = next((row for row in top if row.number == mapping.header_row), None)
    rows = [row] if row else list(top)
    found = {read_role(str(cell.value)) for each in rows for cell in each.cells.values()}
    missing = [name for name in wanted.values() if read_role(name) not in found]
    where = f"{book.name} › {sheet.name}"
    if not missing:
        return rules.HEADINGS_MISSING.at(where)
    shown = headings_of(row) if row else headings_of(top[0]) if top else "nothing"
    also = f" in row {mapping.header_row}" if mapping.header_row else ""
    return rules.COLUMN_MISSING.at(where, name=missing[0], also=also, found=shown)


def _unrecognised(book: Book, sheet: Sheet, top: Sequence[SheetRow]) -> Iterator[Finding]:
    """A finding for a sheet with numbers, or headings, that make no layout."""
    top = top[:HEADER_SEARCH]
    near = next((row for row in top for cell in row.cells.values() if read_role(str(cell.value)) == "indicator"), None)
    if near is None and not _has_numbers(book, sheet):
        return
    seen = f" (row {near.number} has {headings_of(near)})" if near else ""
    yield rules.SHEET_UNRECOGNISED.at(f"{book.name} › {sheet.name}", also=seen)


def _has_numbers(book: Book, sheet: Sheet) -> bool:
    return any(
        isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        for row in read_rows(book, sheet)
        for cell in row.cells.values()
    )


def _twice(reading: Reading, first: Reading, indicator: Indicator) -> Finding:
    """A finding for a second reading of one period: repeated where it says the same, else in doubt."""
    secret = _is_secret(reading, indicator) or _is_secret(first, indicator)
    same = (reading.value, reading.markers) == (first.value, first.markers) and reading.change == first.change
    rule = rules.READING_CONFIDENTIAL_THERE if secret else rules.READING_DUPLICATE
    return (rules.READING_REPEATED if same else rule).at(
        reading.source,
        indicator=reading.indicator,
        period=period_words(reading.period),
        first=first.source,
        also=f" (as {period_words(first.period)})" if first.period != reading.period else "",
    )


def _condensed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """`findings` with long runs of one fault on one sheet cut short and counted."""
    counts: dict[tuple[str, str], int] = {}
    kept: list[Finding] = []
    last: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (finding.rule, finding.where.partition("!")[0])
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= _TOLD_EACH:
            last[key] = len(kept)
            kept.append(finding)
    for key, index in last.items():
        more = counts[key] - _TOLD_EACH
        if more > 0:
            message = f"{kept[index].message} (and {more:,} more like it on this sheet)"
            kept[index] = replace(kept[index], message=message)
    return tuple(kept)
