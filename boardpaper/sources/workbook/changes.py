"""Changes as published: read from their cells, and held against the counts where both are known."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import (
    CellSource,
    ChangeKind,
    Indicator,
    Period,
    PublishedChange,
    Reading,
    Readings,
    Unit,
    is_suppressed,
)
from boardpaper.model.numerals.english import value_of
from boardpaper.model.period import is_before, period_words
from boardpaper.rules import workbook as rules
from boardpaper.sources.workbook.cells import (
    SMALL_NUMBERS,
    cell_fault,
    cell_text,
    clean,
    read_amount,
    split_markers,
)
from boardpaper.sources.workbook.formats import displayed, exact, is_percent, plain, shown_decimals
from boardpaper.sources.workbook.grid import SheetCell

_KINDS: dict[str, ChangeKind] = {
    "percent": ChangeKind.PERCENT,
    "per cent": ChangeKind.PERCENT,
    "percentage": ChangeKind.PERCENT,
    "%": ChangeKind.PERCENT,
    "count": ChangeKind.COUNT,
    "number": ChangeKind.COUNT,
    "points": ChangeKind.POINTS,
    "percentage points": ChangeKind.POINTS,
    "percentage point": ChangeKind.POINTS,
    "pp": ChangeKind.POINTS,
    "ppt": ChangeKind.POINTS,
    "ppts": ChangeKind.POINTS,
    "% points": ChangeKind.POINTS,
    "fold": ChangeKind.FOLD,
}
_POINTS = re.compile(r"\s?(?:percentage points?|% points?|ppts?|pp)\b", re.IGNORECASE)
_FOLD = re.compile(rf"(\d+(?:\.\d+)?|{'|'.join(SMALL_NUMBERS)})[ -]?fold(?: (?:increase|rise))?", re.IGNORECASE)
_UP = r"increase|rise|up"
_DOWN = r"decrease|reduction|fall|down"
_DIRECTION = re.compile(
    rf"(?:(?P<before>{_UP}|{_DOWN})(?: of| by)?\s+(?P<number>.+)|(?P<first>.+?)\s+(?P<after>{_UP}|{_DOWN}))",
    re.IGNORECASE,
)
_NONE = {"..", "…", "-", "–", "—", "−", "n/a", ":", "*"}
_UNCHANGED = {"no change", "unchanged"}


def read_change(
    cell: SheetCell, type_cell: SheetCell | None, unit: Unit, source: CellSource, findings: list[Finding]
) -> PublishedChange | None:
    """The published change that a Change cell holds; None for a blank, a marker, or what a finding tells of."""
    if fault := cell_fault(cell, str(source)):
        findings.append(fault)
        return None
    named = cell_text(type_cell)
    kind = _KINDS.get(named.casefold())
    if named and kind is None:
        findings.append(rules.CHANGE_TYPE_UNKNOWN.at(source, text=named))
        return None
    if isinstance(cell.value, str):
        return _text_change(cell.value, kind, unit, source, findings)
    return _stored_change(cell, kind, unit, source, findings)


def _text_change(
    text: str, kind: ChangeKind | None, unit: Unit, source: CellSource, findings: list[Finding]
) -> PublishedChange | None:
    """A change in words, such as `up 3%`; None where there is none, and a finding where it is not understood."""
    shown = clean(text)
    words, _, unknown = split_markers(shown)
    if unknown:
        findings.append(_not_a_change(shown, source))
        return None
    if words.casefold() in _NONE:
        findings.append(rules.MARK_READ_AS_NONE.at(source, mark=words))
    if not words or words.casefold() in _NONE:
        return None
    if words.casefold() in _UNCHANGED:
        amount = Decimal(kind is ChangeKind.FOLD)
        return PublishedChange(kind or ChangeKind.COUNT, amount, source, shown)
    found = _amount_in(words)
    if found is None:
        findings.append(_not_a_change(shown, source))
        return None
    seen, amount = found
    return _agreed(amount, seen, kind, unit, source, shown, findings)


def _amount_in(words: str) -> tuple[ChangeKind | None, Decimal] | None:
    """The signed amount in the words of a change, and the kind where they tell it."""
    if match := _FOLD.fullmatch(words):
        return ChangeKind.FOLD, Decimal(value_of(match[1]) or match[1])
    direction = ""
    if match := _DIRECTION.fullmatch(words):
        direction, words = (match["before"] or match["after"]).lower(), match["number"] or match["first"]
    sign = -1 if direction in _DOWN.split("|") else 1
    bare = _POINTS.sub("", words)
    amount = read_amount(bare)
    if amount is None or (direction and amount.value < 0):
        return None
    if bare != words:
        return ChangeKind.POINTS, sign * amount.value
    return ChangeKind.PERCENT if amount.percent else None, sign * amount.value


def _stored_change(
    cell: SheetCell, kind: ChangeKind | None, unit: Unit, source: CellSource, findings: list[Finding]
) -> PublishedChange | None:
    """A change in a cell that stores a number; None, and a finding, for what is none."""
    shown = displayed(cell.value, cell.number_format)
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        findings.append(_not_a_change(cell_text(cell), source))
        return None
    try:
        amount = exact(cell.value)
    except ValueError:
        findings.append(_not_a_change(cell_text(cell), source))
        return None
    seen = None
    if is_percent(cell.number_format):
        amount, seen = plain(amount.scaleb(2)), ChangeKind.PERCENT
    elif kind in (ChangeKind.PERCENT, ChangeKind.POINTS) and 0 < abs(amount) < 1 and "0." not in cell.number_format:
        other = plain(amount.scaleb(2))
        findings.append(rules.CHANGE_AMBIGUOUS.at(source, taken=amount, kind=kind.value, other=other))
    return _agreed(_as_shown(amount, shown), seen, kind, unit, source, shown, findings)


def _as_shown(amount: Decimal, shown: str) -> Decimal:
    """The amount to the decimals that its cell shows, since that is what was published; a formula holds many more."""
    rounded = plain(amount.quantize(Decimal(1).scaleb(-shown_decimals(shown)), ROUND_HALF_UP))
    printed = read_amount(shown)
    return rounded if printed and abs(printed.value) == abs(rounded) else amount


def _agreed(
    amount: Decimal,
    seen: ChangeKind | None,
    named: ChangeKind | None,
    unit: Unit,
    source: CellSource,
    shown: str,
    findings: list[Finding],
) -> PublishedChange | None:
    """The change, where what its cell shows (`seen`) and what its type says (`named`) fit together."""
    # People write a change in percentage points with a percent sign.
    fits = not seen or not named or seen is named or (seen, named) == (ChangeKind.PERCENT, ChangeKind.POINTS)
    if not fits:
        findings.append(rules.CHANGE_TYPE_DIFFERS.at(source, shown=shown, declared=named))
        return None
    kind = named or seen
    if kind is None and unit is not Unit.PERCENT and amount == amount.to_integral_value():
        kind = ChangeKind.COUNT
    if kind is None:
        findings.append(rules.CHANGE_KIND_UNKNOWN.at(source, shown=shown))
        return None
    return PublishedChange(kind, amount, source, shown)


def check_changes(readings: Readings) -> tuple[Finding, ...]:
    """A warning for each published change that the two readings it lies between do not bear out."""
    found = []
    for name, by_period in readings.by_indicator.items():
        indicator = readings.indicators[name]
        by_dates = {(period.start, period.end): reading for period, reading in by_period.items()}
        for period, reading in by_period.items():
            declared = indicator.baseline if indicator.baseline and is_before(indicator.baseline, period) else None
            earlier = reading.compared_with or declared
            if reading.change and earlier:
                found.append(_disagreement(indicator, reading, reading.change, earlier, by_dates))
    return tuple(finding for finding in found if finding)


def _disagreement(
    indicator: Indicator,
    reading: Reading,
    change: PublishedChange,
    compared_with: Period,
    by_dates: Mapping[tuple[date | None, date | None], Reading],
) -> Finding | None:
    """A finding where the published change is not the one between the values; None where these do not tell."""
    earlier = by_dates.get((compared_with.start, compared_with.end))
    if earlier is None or earlier.value is None or reading.value is None:
        return None
    if any(is_suppressed(each.value, indicator) for each in (earlier, reading)):
        return None
    worked_out = _worked_out(indicator, change.kind, reading.value, earlier.value)
    if worked_out is None:
        return None
    step = _step(change)
    if abs(worked_out - change.amount) <= _slack(change, step, (reading.value, earlier.value)):
        return None
    sign = "" if change.kind is ChangeKind.COUNT else "%" if change.kind is ChangeKind.PERCENT else " points"
    rounded = plain(worked_out.quantize(step, ROUND_HALF_UP))
    return rules.CHANGE_DISAGREES.at(
        change.source,
        indicator=indicator.id,
        published=f"{plain(change.amount)}{sign}",
        earlier=plain(earlier.value),
        earlier_period=period_words(compared_with),
        cell=f"{earlier.source.sheet}!{earlier.source.cell}",
        later=plain(reading.value),
        later_period=period_words(reading.period),
        worked_out=f"{rounded}{sign}",
    )


def _step(change: PublishedChange) -> Decimal:
    """The last place that the change is published to: 0.1 for one decimal."""
    return Decimal(1).scaleb(-max(shown_decimals(change.displayed), shown_decimals(str(change.amount))))


def _slack(change: PublishedChange, step: Decimal, values: tuple[Decimal, Decimal]) -> Decimal:
    """How far a change may be from the one between the values, all of them being rounded."""
    if change.kind is not ChangeKind.POINTS:
        return step / 2
    # The two percentages are themselves rounded, each by up to half a step of its own.
    return step / 2 + Decimal(1).scaleb(-min(shown_decimals(str(value)) for value in values))


def _worked_out(indicator: Indicator, kind: ChangeKind, value: Decimal, earlier: Decimal) -> Decimal | None:
    """The change between two values in the kind that was published; None where the unit has no such kind."""
    if (kind is ChangeKind.COUNT and indicator.unit is not Unit.PERCENT) or (
        kind is ChangeKind.POINTS and indicator.unit is Unit.PERCENT
    ):
        return value - earlier
    if kind is ChangeKind.PERCENT and indicator.unit is not Unit.PERCENT and earlier:
        return (value - earlier) * 100 / abs(earlier)
    return None


def _not_a_change(text: str, source: CellSource) -> Finding:
    return rules.CHANGE_NOT_A_NUMBER.at(source, text=text)
