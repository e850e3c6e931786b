"""What declared sums, differences and shares, and printed changes, tell of numbers that are suppressed."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import combinations

from msgspec import Struct

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import ChangeKind, Figure, Indicator, Marker, Operation, Period, Readings, Unit, is_secret
from boardpaper.model.messages import listed
from boardpaper.model.period import month_of, period_words
from boardpaper.model.reference import VALUE_FACETS
from boardpaper.rules import figures as rules

_Key = tuple[str, object, object]
_ROUNDS = 12
_SHOWN = 6


class _Range(Struct, frozen=True):
    """What is known of a number: the least and the most that it can be, and the printed figures that say so."""

    low: Decimal
    high: Decimal
    ways: frozenset[str] = frozenset()


class _Term(Struct, frozen=True):
    """An indicator's number at a time, and how often it counts in a sum that comes to nothing."""

    key: _Key
    factor: int


class _Secret(Struct, frozen=True):
    """A number that is suppressed: of which indicator and time, and where that stands."""

    indicator: Indicator
    period: Period
    where: str
    below_limit: bool = False


_Sum = tuple[_Term, ...]
_Share = tuple[_Key, _Key, _Key]
Printed = Mapping[str, tuple[Figure, str]]


class _Known(Struct, frozen=True):
    """All that a paper tells: what is known of each number, and how numbers hang together.

    A sum comes to nothing; a share is a percentage, its part and its whole.
    """

    ranges: dict[_Key, _Range]
    sums: list[_Sum]
    shares: list[_Share]


def _key(indicator: str, period: Period) -> _Key:
    return indicator, period.start, period.end


def _secrets(printed: Printed, readings: Readings) -> dict[_Key, _Secret]:
    """What is suppressed: readings, and values that are worked out and printed as [c]."""
    secret = {
        _key(figure.indicator, figure.period): _Secret(indicator, figure.period, where)
        for figure, where in printed.values()
        if figure.facet in VALUE_FACETS and figure.period and is_secret(figure)
        if (indicator := readings.indicators.get(figure.indicator))
    }
    for name, held in readings.by_indicator.items():
        for period, reading in held.items():
            if Marker.CONFIDENTIAL in reading.markers:
                key = _key(name, period)
                printed_at = secret[key].where if key in secret else ""
                # A Word file alone knows of no cell.
                where = str(reading.source) if reading.source.workbook else printed_at
                secret[key] = _Secret(readings.indicators[name], period, where, reading.below_limit)
    return secret


def check_calculations(printed: Printed, readings: Readings) -> Iterator[Finding]:
    """An error for each suppressed number that declared calculations give away, and changes that are printed.

    `printed` are the figures of a paper with the places where they stand, by reference.
    """
    secret = _secrets(printed, readings)
    if not secret:
        return
    known = _known(printed, readings, secret)
    for _ in range(_ROUNDS):
        if not _narrowed(known, readings):
            break
    for key, each in secret.items():
        held, indicator = known.ranges[key], each.indicator
        if held.ways and _is_one(held, indicator):
            yield rules.SUPPRESSION_UNDONE.at(
                next((where for way in sorted(held.ways) if (where := printed[way][1])), each.where),
                indicator=indicator.title,
                period=period_words(each.period),
                figures=listed((_figure_words(printed[way]) for way in sorted(held.ways)), _SHOWN, "; "),
            )
        elif each.where and indicator.suppress_below is not None and each.below_limit and _is_one(held, indicator):
            yield rules.SUPPRESSION_OF_ONE.at(each.where, indicator=indicator.title, period=period_words(each.period))


def _known(printed: Printed, readings: Readings, secret: Mapping[_Key, _Secret]) -> _Known:
    """What readers know before they begin to work anything out."""
    told = _printed_ranges(printed, readings)
    sums = [*_declared_sums(readings), *_shifted_sums(readings, told), *_wholes(readings, secret, told)]
    shares = list(_shares(readings))
    for reference, (figure, _) in printed.items():
        if figure.value is not None and figure.period is not None and figure.indicator in readings.indicators:
            _add_ratio(reference, figure, readings, told, shares)
            _add_difference(reference, figure, readings, told, sums)
    ranges = dict(told)
    for key in _keys(sums, shares):
        ranges.setdefault(key, _anything(readings.indicators.get(key[0])))
    return _Known(ranges | {key: _before(each) for key, each in secret.items()}, sums, shares)


def _keys(sums: Iterable[_Sum], shares: Iterable[_Share]) -> Iterator[_Key]:
    """All numbers that are part of a calculation."""
    yield from (term.key for terms in sums for term in terms)
    yield from (key for keys in shares for key in keys)


def _add_ratio(
    reference: str, figure: Figure, readings: Readings, told: dict[_Key, _Range], shares: list[_Share]
) -> None:
    """Adds what a printed share, or a change in percent or fold, says of two numbers."""
    indicator = readings.indicators[figure.indicator]
    key = (f"{reference} ", None, None)
    if figure.value is None or figure.period is None:
        return
    if figure.facet == "share":
        rate = _rounded_to(figure.value, indicator.change_decimals, reference)
        whole = _key(indicator.denominator, figure.period)
    elif figure.compared_with and (kind := _kind(figure, indicator)) in (ChangeKind.PERCENT, ChangeKind.FOLD):
        change = _rounded_to(figure.value, indicator.change_decimals, reference)
        scale, start = (100, 0) if kind is ChangeKind.FOLD else (1, 100)
        rate = _Range(change.low * scale + start, change.high * scale + start, change.ways)
        whole = _key(indicator.id, figure.compared_with)
    else:
        return
    told[key] = rate
    shares.append((key, _key(indicator.id, figure.period), whole))


def _add_difference(
    reference: str, figure: Figure, readings: Readings, told: dict[_Key, _Range], sums: list[_Sum]
) -> None:
    """Adds what a printed change in numbers or points says of two numbers."""
    indicator = readings.indicators[figure.indicator]
    kind = _kind(figure, indicator)
    if figure.value is None or figure.period is None or not figure.compared_with:
        return
    if kind not in (ChangeKind.COUNT, ChangeKind.POINTS):
        return
    points = kind is ChangeKind.POINTS
    decimals = max(indicator.decimals, indicator.change_decimals if points else 0)
    exact = indicator.unit is Unit.COUNT and figure.value == figure.value.quantize(Decimal(1).scaleb(-decimals))
    key = (f"{reference} ", None, None)
    told[key] = _rounded_to(figure.value, decimals, reference, exact=exact)
    now, before = _key(indicator.id, figure.period), _key(indicator.id, figure.compared_with)
    sums.append((_Term(now, 1), _Term(before, -1), _Term(key, -1)))


def _kind(figure: Figure, indicator: Indicator) -> ChangeKind | None:
    """What a printed change is counted in; None of a figure that is no change."""
    kinds = {f"change.{kind.value}": kind for kind in ChangeKind}
    natural = ChangeKind.POINTS if indicator.unit is Unit.PERCENT else ChangeKind.PERCENT
    worded = dict.fromkeys(("change", "change.a", "change.signed", "change.short"), natural)
    return (kinds | worded).get(figure.facet)


def _figure_words(printed: tuple[Figure, str]) -> str:
    """`men.value (narrative/a.md:7)`."""
    figure, where = printed
    return f"{figure.reference} ({where})"


def _anything(indicator: Indicator | None) -> _Range:
    """What a reader knows of a number that is not printed: one that is counted is not below nothing."""
    counted = indicator is not None and indicator.derivation is None and indicator.unit is not Unit.GBP
    return _Range(Decimal(0) if counted else Decimal("-Infinity"), Decimal("Infinity"))


def _before(secret: _Secret) -> _Range:
    """What a reader knows of a suppressed number before looking at any other."""
    indicator = secret.indicator
    if indicator.derivation is not None and not secret.below_limit:
        return _anything(indicator)
    low = Decimal(1) if indicator.unit is Unit.COUNT and not indicator.decimals else Decimal(0)
    limit = indicator.suppress_below
    if secret.below_limit and limit is not None:
        return _Range(low, Decimal(math.ceil(limit) - 1) if low else limit)
    return _Range(low, Decimal("Infinity"))


def _is_one(held: _Range, indicator: Indicator) -> bool:
    """Whether a range leaves one number, as the indicator is printed."""
    step = Decimal(1).scaleb(-indicator.decimals)
    if not (held.low.is_finite() and held.high.is_finite()):
        return False
    if indicator.unit is Unit.COUNT:
        low = (held.low / step).to_integral_value(ROUND_CEILING)
        return low == (held.high / step).to_integral_value(ROUND_FLOOR)
    return Decimal(0) <= held.high - held.low < step


def _printed_ranges(printed: Mapping[str, tuple[Figure, str]], readings: Readings) -> dict[_Key, _Range]:
    """What the printed figures say of the numbers behind them, each rounded as it is printed."""
    ranges: dict[_Key, _Range] = {}
    for reference, (figure, _) in printed.items():
        indicator = readings.indicators.get(figure.indicator)
        if indicator is None or figure.period is None or figure.value is None:
            continue
        if figure.facet in VALUE_FACETS:
            period: Period | None = figure.period
        elif figure.facet == "baseline":
            period = figure.compared_with
        else:
            continue
        if period is not None:
            ranges[_key(indicator.id, period)] = _rounded(figure.value, indicator, reference)
    return ranges


def _rounded(value: Decimal, indicator: Indicator, way: str) -> _Range:
    """A number as far as its printed form tells it; a whole count is told to the last one."""
    exact = indicator.unit is Unit.COUNT and value == value.quantize(Decimal(1).scaleb(-indicator.decimals))
    return _rounded_to(value, indicator.decimals, way, exact=exact)


def _rounded_to(value: Decimal, decimals: int, way: str, *, exact: bool = False) -> _Range:
    """A number that is printed with so many decimals, and no more of it known unless it is `exact`."""
    half = Decimal(0) if exact else Decimal(5).scaleb(-decimals - 1)
    shown = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return _Range(shown - half, shown + half, frozenset((way,)))


def _declared_sums(readings: Readings) -> Iterator[_Sum]:
    """Sums that come to nothing by declaration, for each time of which there is a reading."""
    times = {(period.start, period.end): period for period in _periods(readings)}
    for indicator in readings.indicators.values():
        derived = indicator.derivation
        if derived is None or derived.operation is Operation.SHARE:
            continue
        for period in times.values():
            whole = _Term(_key(indicator.id, period), -1)
            if derived.months:
                terms = [_Term(_key(derived.operands[0], each), 1) for each in _months(period, derived.months)]
            elif derived.operation is Operation.DIFFERENCE:
                first, second = derived.operands
                terms = [_Term(_key(first, period), 1), _Term(_key(second, period), -1)]
            else:
                terms = [_Term(_key(each, period), 1) for each in derived.operands]
            if terms:
                yield (whole, *terms)


def _shifted_sums(readings: Readings, told: Mapping[_Key, _Range]) -> Iterator[_Sum]:
    """What two printed rolling sums of overlapping months say of those months that are in one of them only."""
    times = _periods(readings)
    for indicator in readings.indicators.values():
        derived = indicator.derivation
        if derived is None or not derived.months:
            continue
        printed = [period for period in times if _key(indicator.id, period) in told]
        for one, other in combinations(printed, 2):
            first, second = (_months(each, derived.months) for each in (one, other))
            if not set(first) & set(second):
                continue
            left = [_Term(_key(derived.operands[0], each), 1) for each in first if each not in second]
            right = [_Term(_key(derived.operands[0], each), -1) for each in second if each not in first]
            yield (_Term(_key(indicator.id, one), -1), _Term(_key(indicator.id, other), 1), *left, *right)


def _periods(readings: Readings) -> dict[Period, None]:
    """Every period of which there is a reading, and each current one."""
    held = dict.fromkeys(period for each in readings.by_indicator.values() for period in each)
    return held | dict.fromkeys(each.current for each in readings.indicators.values() if each.current)


def _months(period: Period, months: int) -> list[Period]:
    """The months that end with a period."""
    if period.end is None:
        return []
    last = period.end.year * 12 + period.end.month - 1
    return [month_of(total // 12, total % 12 + 1) for total in range(last - months + 1, last + 1)]


def _wholes(readings: Readings, secret: Mapping[_Key, _Secret], known: Mapping[_Key, _Range]) -> Iterator[_Sum]:
    """A whole and all that is counted as a share of it, where what is left over fits the one part that is hidden."""
    parts: dict[str, list[str]] = {}
    for each in readings.indicators.values():
        if each.denominator and each.unit is Unit.COUNT and each.derivation is None:
            parts.setdefault(each.denominator, []).append(each.id)
    for key, each_secret in secret.items():
        indicator = each_secret.indicator
        whole: _Key = (indicator.denominator, key[1], key[2])
        others: list[_Key] = [
            (part, key[1], key[2]) for part in parts.get(indicator.denominator, ()) if part != indicator.id
        ]
        if not (each_secret.below_limit and others and whole in known and all(other in known for other in others)):
            continue
        left = known[whole].low - sum((known[other].low for other in others), Decimal(0))
        if 0 < left < (indicator.suppress_below or 0):
            yield (_Term(whole, -1), *(_Term(each, 1) for each in (key, *others)))


def _shares(readings: Readings) -> Iterator[_Share]:
    """A percentage with the part and the whole of which it is the share, as declared."""
    for indicator in readings.indicators.values():
        derived = indicator.derivation
        if derived is None or derived.operation is not Operation.SHARE:
            continue
        for period in _periods(readings):
            share, part, whole = (_key(each, period) for each in (indicator.id, *derived.operands))
            yield share, part, whole


def _narrowed(known: _Known, readings: Readings) -> bool:
    """Narrows what is known by every calculation once; false where nothing more comes of it."""
    ranges = known.ranges
    narrowed = False
    for terms in known.sums:
        narrowed |= _narrow_sum(terms, ranges, readings)
    for share, part, whole in known.shares:
        rate, of, some = ranges[share], ranges[whole], ranges[part]
        if of.low >= 0 and of.high.is_finite() and rate.low >= 0 and rate.high.is_finite():
            product = _Range(rate.low * of.low / 100, rate.high * of.high / 100, rate.ways | of.ways)
            narrowed |= _narrow(ranges, part, product, readings)
        if rate.low > 0 and some.low >= 0 and some.high.is_finite() and rate.high.is_finite():
            quotient = _Range(some.low * 100 / rate.high, some.high * 100 / rate.low, rate.ways | some.ways)
            narrowed |= _narrow(ranges, whole, quotient, readings)
        if 0 < of.low == of.high and some.low == some.high:
            # Of what is not known exactly, many shares would round to the same, and tell nothing.
            ratio = some.low * 100 / of.low
            narrowed |= _narrow(ranges, share, _Range(ratio, ratio, of.ways | some.ways), readings)
    return narrowed


def _narrow_sum(terms: _Sum, ranges: dict[_Key, _Range], readings: Readings) -> bool:
    """Narrows each number of a sum by all others; false where nothing comes of it."""
    held = [ranges[term.key] for term in terms]
    least = [each.low if term.factor > 0 else -each.high for term, each in zip(terms, held, strict=True)]
    most = [each.high if term.factor > 0 else -each.low for term, each in zip(terms, held, strict=True)]
    low, high = _Total(least), _Total(most)
    if low.open > 1 and high.open > 1:
        return False
    narrowed = False
    for at, term in enumerate(terms):
        ends = low.without(least[at]), high.without(most[at])
        first, last = ends if term.factor < 0 else (-ends[1], -ends[0])
        if first > held[at].low or last < held[at].high:
            ways = frozenset[str]().union(*(ranges[each.key].ways for each in terms if each is not term))
            narrowed |= _narrow(ranges, term.key, _Range(first, last, ways), readings)
    return narrowed


class _Total:
    """The sum of ends of ranges, of which `open` have no end."""

    def __init__(self, ends: Sequence[Decimal]) -> None:
        finite = [end for end in ends if end.is_finite()]
        self.open = len(ends) - len(finite)
        self._finite = sum(finite, Decimal(0))
        self._endless = next((end for end in ends if not end.is_finite()), Decimal(0))

    def without(self, end: Decimal) -> Decimal:
        """The sum of all but one of them."""
        if self.open > (not end.is_finite()):
            return self._endless
        return self._finite - (end if end.is_finite() else 0)


def _narrow(ranges: dict[_Key, _Range], key: _Key, new: _Range, readings: Readings) -> bool:
    """Takes in what a calculation says of a number; what contradicts all else is no knowledge."""
    old = ranges[key]
    low, high = max(old.low, new.low), min(old.high, new.high)
    indicator = readings.indicators.get(key[0])
    if indicator and indicator.unit is Unit.COUNT and not indicator.decimals:
        low = low.to_integral_value(ROUND_CEILING) if low.is_finite() else low
        high = high.to_integral_value(ROUND_FLOOR) if high.is_finite() else high
    if low > high or (low, high) == (old.low, old.high):
        return False
    ranges[key] = _Range(low, high, old.ways | new.ways)
    return True
