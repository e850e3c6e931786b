"""What is different in a workbook since a paper was bound to it: files, indicators, periods, history, cells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.live.ledger import CellRecord, FigureRecord, Ledger
from boardpaper.live.records import read_decimal, recorded_figure
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, Indicator, Marker, Period, Reading, Readings, Suppression
from boardpaper.model.messages import counted, listed, nearest
from boardpaper.model.period import period_words, read_period, same_dates
from boardpaper.model.reference import VALUE_FACETS
from boardpaper.model.suppression import tells_suppressed
from boardpaper.rules import drift as rules

_SHOWN = 3
_Place = tuple[str, str, str]


class _Bound(Struct, frozen=True):
    """A reading that a paper was bound to: where it stood, what its cell held, and the figure that printed it."""

    indicator: str
    period: Period
    cell: CellRecord
    figure: Figure
    is_baseline: bool = False


def check_drift(ledger: Ledger, readings: Readings, *, older: bool = False) -> tuple[Finding, ...]:
    """Findings for all that is different; an `older` workbook that was asked for is told, and does not block.

    The values themselves are no drift: bringing the current ones up to date is what a refresh is for.
    """
    bound = tuple(_bound(ledger.figures))
    values = {(each.indicator, each.period) for each in bound}
    compared = [each for each in _compared(ledger.figures) if (each.indicator, each.period) not in values]
    return (
        *_files(ledger, readings, older=older),
        *_indicators(ledger, readings),
        *_periods(ledger, readings),
        *_history((*bound, *compared), readings),
        *_moved(bound, readings),
    )


def _bound(figures: Iterable[FigureRecord]) -> Iterator[_Bound]:
    """The readings behind figures that print one as it is: not a change, nor one worked out from others."""
    seen: set[tuple[str, str]] = set()
    for record in figures:
        known = (record.indicator, record.period) in seen
        if record.facet in VALUE_FACETS and len(record.cells) == 1 and record.period and not known:
            seen.add((record.indicator, record.period))
            try:
                yield _Bound(record.indicator, read_period(record.period), record.cells[0], recorded_figure(record))
            except ValueError:
                continue


def _compared(figures: Iterable[FigureRecord]) -> Iterator[_Bound]:
    """The readings with which figures compare: that of a baseline, or the second of the two behind a change."""
    seen: set[tuple[str, Period]] = set()
    for record in figures:
        figure = recorded_figure(record)
        count = 1 if record.facet == "baseline" else 2 if record.facet.startswith("change") else 0
        if figure.compared_with is None or not count or len(record.cells) != count:
            continue
        key = (record.indicator, figure.compared_with)
        if key not in seen:
            seen.add(key)
            cell = record.cells[-1]
            as_value = replace(figure, facet="value", value=read_decimal(cell.raw))
            yield _Bound(*key, cell, as_value, is_baseline=True)


def _files(ledger: Ledger, readings: Readings, *, older: bool) -> Iterator[Finding]:
    """How the workbooks differ from those that the paper was bound to."""
    now = {file.name: file for file in readings.workbooks}
    for before in ledger.workbooks:
        file = now.get(before.name)
        if file is None:
            yield rules.WORKBOOK_REPLACED.at(before.name, name=before.name)
        elif before.modified and file.modified and file.modified < before.modified:
            rule = rules.WORKBOOK_OLDER_TAKEN if older else rules.WORKBOOK_OLDER
            yield rule.at(file.name, name=file.name, now=_moment(file.modified), before=_moment(before.modified))


def _moment(modified: str) -> str:
    """`2022-05-24 at 10:00:00`."""
    return modified.replace("T", " at ").removesuffix("Z")


def _indicators(ledger: Ledger, readings: Readings) -> Iterator[Finding]:
    """The paper's indicators that no workbook has any more, with their new names where these can be told."""
    likely_names = likely_renamings(ledger, readings)
    for name, records in _lost(ledger, readings).items():
        likely = likely_names.get(name, "")
        left = counted(len(records), "figure of the paper", "stays as it is", "stay as they are")
        if likely:
            yield rules.INDICATOR_RENAMED.at(name, name=name, left=left, new=likely)
        else:
            yield rules.INDICATOR_REMOVED.at(name, name=name, left=left)


def likely_renamings(ledger: Ledger, readings: Readings) -> dict[str, str]:
    """The likely new names of indicators that no workbook declares any more, by their old ones."""
    bound = {record.indicator for record in ledger.figures}
    likely: dict[str, str] = {}
    for name, records in _lost(ledger, readings).items():
        if found := _likely_name(name, records, readings, bound | set(likely.values())):
            likely[name] = found
    return likely


def _lost(ledger: Ledger, readings: Readings) -> dict[str, list[FigureRecord]]:
    """The figures of indicators that no workbook declares any more, by the indicators' names."""
    lost: dict[str, list[FigureRecord]] = {}
    for record in ledger.figures:
        if record.indicator and record.indicator not in readings.indicators:
            lost.setdefault(record.indicator, []).append(record)
    return lost


def _likely_name(name: str, records: Sequence[FigureRecord], readings: Readings, bound: set[str]) -> str:
    """The new indicator that stands in the old one's cells, has its title, or has a name like it."""
    fresh = [each for each in readings.indicators if each not in bound]
    cells = {_place(cell) for record in records if record.facet in VALUE_FACETS for cell in record.cells}
    titles = {record.title.casefold() for record in records if record.title}
    for each in fresh:
        held = readings.by_indicator.get(each, {}).values()
        if any((r.source.workbook, r.source.sheet, r.source.cell) in cells for r in held):
            return each
    by_title = next((each for each in fresh if readings.indicators[each].title.casefold() in titles), "")
    return by_title or nearest(name, fresh)


def _place(cell: CellRecord) -> _Place:
    return cell.workbook, cell.sheet, cell.cell


def _periods(ledger: Ledger, readings: Readings) -> Iterator[Finding]:
    """One finding for each move from one current period to another."""
    moves: dict[tuple[str, str], dict[str, None]] = {}
    for record in ledger.figures:
        indicator = readings.indicators.get(record.indicator)
        before = _period_of(record)
        if indicator is None or before is None or "@" in record.reference or indicator.current is None:
            continue
        if before != indicator.current and not same_dates(before, indicator.current):
            moves.setdefault((period_words(before), period_words(indicator.current)), {})[record.indicator] = None
    for (before_words, now_words), names in moves.items():
        yield rules.PERIOD_NEW.at(now=now_words, before=before_words, indicators=listed(names, _SHOWN))


def _period_of(record: FigureRecord) -> Period | None:
    """The period of a record; None where the ledger gives none that can be read."""
    try:
        return read_period(record.period) if record.period else None
    except ValueError:
        return None


def _history(bound: Iterable[_Bound], readings: Readings) -> Iterator[Finding]:
    """A warning for each reading of a period gone by that is not what it was, or is not there any more."""
    for before in bound:
        indicator = readings.indicators.get(before.indicator)
        if indicator is None:
            continue
        current = indicator.current
        if current is None or before.period == current or same_dates(before.period, current):
            continue
        reading = _reading(readings, before)
        words, period = indicator.title or before.indicator, period_words(before.period)
        if reading is None and before.is_baseline:
            # Whether the paper compares with another period is told of by itself.
            continue
        if reading is None:
            yield rules.HISTORY_MISSING.at(_where(before.cell), indicator=words, period=period)
        elif before.cell.raw and (Marker.CONFIDENTIAL in reading.markers or _is_small(before, indicator)):
            yield rules.HISTORY_CONFIDENTIAL.at(reading.source, indicator=words, period=period)
        elif before.cell.raw and reading.raw and reading.raw != before.cell.raw:
            rule = rules.BASELINE_REVISED if before.is_baseline else rules.HISTORY_REVISED
            yield rule.at(reading.source, indicator=words, period=period, now=reading.raw, before=before.cell.raw)


def _is_small(before: _Bound, indicator: Indicator) -> bool:
    """Whether the number that a reading had is too small to be told by the limit that holds now."""
    return tells_suppressed(before.figure, Suppression(indicator.suppress_below))


def _moved(bound: Iterable[_Bound], readings: Readings) -> Iterator[Finding]:
    """A finding for readings that stand in other cells by now."""
    moved = []
    for before in bound:
        reading = _reading(readings, before)
        if reading is None:
            continue
        place = (reading.source.workbook, reading.source.sheet, reading.source.cell)
        if place != _place(before.cell):
            moved.append(f"{before.indicator}, {period_words(before.period)}, from {before.cell.cell} to {place[2]}")
    if moved:
        count = counted(len(moved), "reading", "stands", "stand")
        yield rules.CELLS_MOVED.at(count=count, moves=listed(moved, _SHOWN, "; "))


def _reading(readings: Readings, bound: _Bound) -> Reading | None:
    """The reading that a figure was bound to, whatever its period is called by now."""
    held: Mapping[Period, Reading] = readings.by_indicator.get(bound.indicator, {})
    if bound.period in held:
        return held[bound.period]
    return next((reading for period, reading in held.items() if same_dates(period, bound.period)), None)


def _where(cell: CellRecord) -> str:
    return f"{cell.workbook} › {cell.sheet}!{cell.cell}"
