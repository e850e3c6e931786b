"""The reading behind a reference: looked up, derived from others, or suppressed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from msgspec import Struct

from boardpaper.model.derivation import derivation_words
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import (
    CellSource,
    Derivation,
    Indicator,
    Marker,
    Operation,
    Period,
    PeriodKind,
    PublishedChange,
    Reading,
    Readings,
    Suppression,
    is_suppressed,
)
from boardpaper.model.messages import nearest
from boardpaper.model.period import month_of, month_range, months_of, period_id, period_words, same_dates
from boardpaper.model.reference import FACETS, Reference, ReferenceFault, Unreadable, read_reference
from boardpaper.rules import figures as rules


class UnboundError(ValueError):
    """A reference that the readings cannot answer. `finding` says why, without its place.

    It is None where the workbook's own findings have told of it.
    """

    def __init__(self, why: Finding | str) -> None:
        super().__init__(why if isinstance(why, str) else why.message)
        self.finding = None if isinstance(why, str) else why

    @property
    def rule(self) -> str:
        """The rule that the reference breaks, or nothing."""
        return self.finding.rule if self.finding else ""

    @property
    def hint(self) -> str:
        """What to do about it, or nothing."""
        return self.finding.hint if self.finding else ""


class Value(Struct, frozen=True):
    """One indicator's number for one period, read or derived, with every cell that it came from.

    `raws` are what the cells in `sources` hold, one each. A suppressed value has no `number`, no `change`, no `raws`
    and the marker [c]: nothing of it may travel further.
    """

    indicator: Indicator
    period: Period
    number: Decimal | None
    sources: tuple[CellSource, ...]
    markers: tuple[Marker, ...] = ()
    change: PublishedChange | None = None
    compared_with: Period | None = None
    formula: str = ""
    suppressed: bool = False
    raws: tuple[str, ...] = ()

    @property
    def marker(self) -> Marker:
        """The marker that stands where there is no number."""
        return next((marker for marker in self.markers if marker in _WITHOUT_NUMBER), Marker.NOT_AVAILABLE)


_DEEPEST = 25
# Where an indicator is declared of which no cell is known.
DECLARED_HERE = "on the Indicators sheet"

_WITHOUT_NUMBER = (Marker.CONFIDENTIAL, Marker.NOT_AVAILABLE, Marker.NOT_APPLICABLE, Marker.LOW)


def asked_reference(text: str) -> Reference:
    """The reference written between `{{` and `}}`.

    Raises:
        UnboundError: it cannot be read.
    """
    try:
        return read_reference(text)
    except ReferenceFault as fault:
        raise UnboundError(_unreadable(fault)) from fault


def _unreadable(fault: ReferenceFault) -> Finding:
    """What is wrong with a reference, and what could be meant."""
    known = ", ".join(FACETS)
    match fault.kind:
        case Unreadable.MALFORMED:
            return rules.REFERENCE_MALFORMED.at(text=fault.text)
        case Unreadable.NO_FACET:
            return rules.FACET_MISSING.at(text=fault.text, indicator=fault.part, known=known)
        case Unreadable.NO_SUCH_FACET:
            likely = nearest(fault.part, FACETS)
            return rules.FACET_UNKNOWN.at(likely=likely, facet=fault.part, text=fault.text, known=known)
        case Unreadable.NO_PERIOD:
            return rules.PERIOD_OF_REFERENCE_UNKNOWN.at(when=fault.part, text=fault.text)


def find_indicator(readings: Readings, indicator_id: str) -> Indicator:
    """The indicator with this id.

    Raises:
        UnboundError: no workbook and no paper.yaml declares it.
    """
    if indicator := readings.indicators.get(indicator_id):
        return indicator
    likely = nearest(indicator_id, readings.indicators)
    raise UnboundError(rules.INDICATOR_UNKNOWN.at(likely=likely, indicator=indicator_id))


def current_period(readings: Readings, indicator: Indicator) -> Period:
    """The period that a reference without `@` means: the declared one, or that of the only reading.

    Raises:
        UnboundError: neither is there.
    """
    if indicator.current:
        return indicator.current
    held = list(readings.by_indicator.get(indicator.id, {}))
    if len(held) == 1:
        return held[0]
    if not held and is_unread(readings, indicator, None):
        raise _unread(indicator)
    if not held and not indicator.derivation:
        raise UnboundError(rules.NEVER_READ.at(indicator=indicator.id))
    which = f"of its {len(held)} periods" if held else "period"
    declared = indicator.declared_at or DECLARED_HERE
    raise UnboundError(rules.PERIOD_UNDECLARED.at(indicator=indicator.id, which=which, declared=declared))


def suppression_of(readings: Readings, indicator: Indicator, facet: str) -> Suppression:
    """What may not be told of an indicator, its parts, and (for its share) the whole that it is a part of."""
    involved = _involved(readings, indicator, share=facet == "share")
    limits = [each.suppress_below for each, _ in involved if each.suppress_below is not None]
    hidden = dict.fromkeys(
        told
        for each, months in involved
        for period, reading in readings.by_indicator.get(each.id, {}).items()
        if Marker.CONFIDENTIAL in reading.markers
        for told in (_windows(period, months) if months else (period,))
    )
    return Suppression(max(limits, default=None), tuple(hidden))


def _involved(readings: Readings, indicator: Indicator, *, share: bool) -> list[tuple[Indicator, int]]:
    """The indicators that a figure rests on, each with the months that are added up of it."""
    found: dict[tuple[str, int], Indicator] = {(indicator.id, 0): indicator}
    waiting = list(found)
    if share and (whole := readings.indicators.get(indicator.denominator)):
        found[whole.id, 0] = whole
        waiting.append((whole.id, 0))
    while waiting:
        name, months = waiting.pop()
        derived = found[name, months].derivation
        for operand in derived.operands if derived else ():
            key = (operand, max(months, derived.months if derived else 0))
            if key not in found and operand in readings.indicators:
                found[key] = readings.indicators[operand]
                waiting.append(key)
    return [(each, months) for (_, months), each in found.items()]


def _windows(period: Period, months: int) -> Iterator[Period]:
    """The months, and the times of so many months, whose sum has the month `period` in it."""
    if period.end is None:
        return
    last = period.end.year * 12 + period.end.month - 1
    for total in range(last, last + months):
        first = total - months + 1
        yield month_of(total // 12, total % 12 + 1)
        yield month_range((first // 12, first % 12 + 1), (total // 12, total % 12 + 1))


def value_of(readings: Readings, indicator: Indicator, period: Period) -> Value:
    """The value for `period`, with suppression applied.

    Raises:
        UnboundError: there is no reading, or a derivation cannot be worked out.
    """
    return _value_of(readings, indicator, period, (), {})


_Known = dict[tuple[str, Period], Value]


def _value_of(readings: Readings, indicator: Indicator, period: Period, above: tuple[str, ...], known: _Known) -> Value:
    """The value, which is worked out once however many steps of a derivation (`above`) ask for it."""
    key = (indicator.id, period)
    if key not in known:
        known[key] = _suppressed(_found(readings, indicator, period, above, known))
    return known[key]


def _found(readings: Readings, indicator: Indicator, period: Period, above: tuple[str, ...], known: _Known) -> Value:
    """A value as read or worked out; `above` are the indicators that are being worked out from it."""
    if reading := _reading(readings, indicator.id, period):
        return _as_read(indicator, reading)
    if indicator.derivation:
        if indicator.id in above:
            steps = " → ".join((*above, indicator.id))
            raise UnboundError(rules.DERIVATION_CIRCULAR.at(indicator=indicator.id, steps=steps))
        if len(above) > _DEEPEST:
            raise UnboundError(rules.DERIVED_IN_MANY_STEPS.at(indicator=above[0], most=_DEEPEST))
        return _derived(readings, indicator, indicator.derivation, period, (*above, indicator.id), known)
    if is_unread(readings, indicator, period):
        raise _unread(indicator)
    raise _no_reading(readings, indicator, period)


def is_unread(readings: Readings, indicator: Indicator, period: Period | None) -> bool:
    """Whether the workbooks hold something for `period` (or, without it, at all) that is found to be of no use."""
    found = {other for name, other in readings.unread if name == indicator.id}
    if period is None or None in found:
        return bool(found)
    return any(other and (other == period or same_dates(other, period)) for other in found)


def _reading(readings: Readings, indicator_id: str, period: Period) -> Reading | None:
    """The reading for a period, or for the same days under another name."""
    held = readings.by_indicator.get(indicator_id, {})
    if exact := held.get(period):
        return exact
    # The year ending March 2022 and 2021/22 are the same twelve months under two names.
    return next((reading for other, reading in held.items() if same_dates(other, period)), None)


def _as_read(indicator: Indicator, reading: Reading) -> Value:
    """A reading as a value, its number marked to stay hidden where it is confidential."""
    return Value(
        indicator,
        reading.period,
        reading.value,
        (reading.source,),
        reading.markers,
        reading.change,
        reading.compared_with,
        reading.formula,
        suppressed=Marker.CONFIDENTIAL in reading.markers,
        raws=(reading.raw,),
    )


def _unread(indicator: Indicator) -> UnboundError:
    """What is wrong with such a reading was found in its workbook."""
    return UnboundError(f"a reading of “{indicator.id}” cannot be used")


def _no_reading(readings: Readings, indicator: Indicator, period: Period) -> UnboundError:
    """Why there is no value: none for the indicator at all, or none for the period."""
    held = [period_id(other) for other in readings.by_indicator.get(indicator.id, {})]
    if not held:
        return UnboundError(rules.NEVER_READ.at(indicator=indicator.id))
    likely = nearest(period_id(period), held) or held[-1]
    return UnboundError(
        rules.READING_MISSING.at(
            indicator=indicator.id, period=period_words(period), nearest=likely, held=", ".join(held)
        )
    )


def _suppressed(value: Value) -> Value:
    """The value without its number where that must stay hidden."""
    if not (value.suppressed or is_suppressed(value.number, value.indicator)):
        return value
    return Value(
        value.indicator,
        value.period,
        None,
        value.sources,
        (Marker.CONFIDENTIAL,),
        compared_with=value.compared_with,
        suppressed=True,
    )


def _derived(
    readings: Readings,
    indicator: Indicator,
    derivation: Derivation,
    period: Period,
    above: tuple[str, ...],
    known: _Known,
) -> Value:
    """The value worked out from other indicators, or from months; none where one of them has none."""
    periods = _rolling_months(indicator, period, derivation.months) if derivation.months else [period]
    parts = [
        _value_of(readings, find_indicator(readings, operand), each, above, known)
        for operand in derivation.operands
        for each in periods
    ]
    numbers = [part.number for part in parts]
    markers = tuple(dict.fromkeys(chain.from_iterable(part.markers for part in parts)))
    held = raws_by_cell(parts)
    return Value(
        indicator,
        period,
        _work_out(indicator, derivation.operation, [n for n in numbers if n is not None])
        if None not in numbers
        else None,
        tuple(held),
        markers,
        formula=derivation_words(derivation),
        suppressed=any(part.suppressed for part in parts),
        raws=tuple(held.values()),
    )


def _rolling_months(indicator: Indicator, period: Period, months: int) -> list[Period]:
    """The months that end with the period."""
    if period.end is None or (period.kind is not PeriodKind.MONTH and months_of(period) != months):
        words = period_words(period)
        raise UnboundError(rules.DERIVATION_PERIOD.at(indicator=indicator.id, months=months, period=words))
    last = period.end.year * 12 + period.end.month - 1
    return [month_of(total // 12, total % 12 + 1) for total in range(last - months + 1, last + 1)]


def _work_out(indicator: Indicator, operation: Operation, numbers: list[Decimal]) -> Decimal:
    """What the operation makes of the numbers."""
    match operation:
        case Operation.SHARE:
            return percentage(indicator, numbers[0], numbers[1])
        case Operation.DIFFERENCE:
            return numbers[0] - numbers[1]
        case Operation.SUM | Operation.ROLLING_SUM:
            return sum(numbers, Decimal(0))


def percentage(indicator: Indicator, part: Decimal, whole: Decimal) -> Decimal:
    """`part` as a percentage of `whole`.

    Raises:
        UnboundError: the whole is zero.
    """
    if not whole:
        raise UnboundError(rules.SHARE_OF_ZERO.at(indicator=indicator.id))
    return part * 100 / whole


def raws_by_cell(values: Iterable[Value]) -> dict[CellSource, str]:
    """Each cell behind `values` once, in order, with what it holds; nothing for the cells of a suppressed value."""
    return {
        cell: value.raws[index] if index < len(value.raws) else ""
        for value in values
        for index, cell in enumerate(value.sources)
    }


def all_markers(values: Iterable[Value]) -> tuple[Marker, ...]:
    """The markers of `values`, each once, in order."""
    return tuple(dict.fromkeys(chain.from_iterable(value.markers for value in values)))
