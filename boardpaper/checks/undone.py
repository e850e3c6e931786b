"""Suppression that is undone: what a paper prints leaves one number for a value that it does not print."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from msgspec import Struct

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, Indicator, Marker, Operation, Period, Reading, Readings, Unit
from boardpaper.model.messages import listed
from boardpaper.model.passage import Passage, Span, SpanKind
from boardpaper.model.period import month_of, period_words, same_dates
from boardpaper.rules import figures as rules

_Key = tuple[str, object, object]
_ROUNDS = 12
_SHOWN = 6
_NUMBER = re.compile(r"(?<![\w.,£/–-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![.,/–-]?\w|%)")
_YEARS = (1900, 2100)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_WHOLE = re.compile(r"\b(?:of|among|total(?:led|s)?|in all|altogether|all)\s*(?:the\s+)?$", re.IGNORECASE)
_MARK = Marker.CONFIDENTIAL.symbol


class _Range(Struct, frozen=True):
    """What is known of a number: the least and the most that it can be, and the printed figures that say so."""

    low: Decimal
    high: Decimal
    ways: frozenset[str] = frozenset()


class _Term(Struct, frozen=True):
    """An indicator's number at a time, and how often it counts in a sum that comes to nothing."""

    key: _Key
    factor: int


def check_undone(passages: Sequence[Passage], readings: Readings) -> tuple[Finding, ...]:
    """An error for each suppressed number that readers can work out from what the paper prints.

    Sums, differences, rolling sums and shares that are declared, wholes with their parts, and sentences that type a
    whole and its other parts are looked at. What other papers or publications print is not known here.
    """
    printed = {span.figure.reference: (span.figure, passage.where) for passage, span in _bound(passages) if span.figure}
    found = [*_worked_out(printed, readings), *_sentences(passages, readings)]
    return tuple(dict.fromkeys(found))


def _bound(passages: Iterable[Passage]) -> Iterator[tuple[Passage, Span]]:
    """The figures of a paper with the passages that they stand in, last first so that the first place is kept."""
    for passage in reversed(passages if isinstance(passages, Sequence) else list(passages)):
        yield from ((passage, span) for span in passage.spans if span.kind is SpanKind.BOUND)


def _key(indicator: str, period: Period) -> _Key:
    return indicator, period.start, period.end


def _worked_out(printed: Mapping[str, tuple[Figure, str]], readings: Readings) -> Iterator[Finding]:
    """What the declared calculations give away."""
    secret = {
        _key(name, period): reading
        for name, held in readings.by_indicator.items()
        for period, reading in held.items()
        if Marker.CONFIDENTIAL in reading.markers
    }
    if not secret:
        return
    known = _printed_ranges(printed, readings)
    ranges = known | {key: _before(readings.indicators[key[0]], reading) for key, reading in secret.items()}
    sums = [*_declared_sums(readings, ranges), *_wholes(readings, secret, known)]
    shares = list(_shares(readings, ranges))
    for _ in range(_ROUNDS):
        if not _narrowed(ranges, sums, shares, readings):
            break
    for key, reading in secret.items():
        held, indicator = ranges[key], readings.indicators[key[0]]
        if held.ways and _is_one(held, indicator):
            yield rules.SUPPRESSION_UNDONE.at(
                next((where for way in sorted(held.ways) if (where := printed[way][1])), reading.source),
                indicator=indicator.title,
                period=period_words(reading.period),
                figures=listed((_figure_words(printed[way]) for way in sorted(held.ways)), _SHOWN, "; "),
            )
        elif indicator.suppress_below is not None and reading.below_limit and _is_one(held, indicator):
            yield rules.SUPPRESSION_OF_ONE.at(
                reading.source, indicator=indicator.title, period=period_words(reading.period)
            )


def _figure_words(printed: tuple[Figure, str]) -> str:
    """`men.value (narrative/a.md:7)`."""
    figure, where = printed
    return f"{figure.reference} ({where})"


def _before(indicator: Indicator, reading: Reading) -> _Range:
    """What a reader knows of a suppressed number before looking at any other."""
    low = Decimal(1) if indicator.unit is Unit.COUNT and not indicator.decimals else Decimal(0)
    limit = indicator.suppress_below
    if reading.below_limit and limit is not None:
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
        if figure.facet in ("value", "value.words", "value.marked"):
            period: Period | None = figure.period
        elif figure.facet == "baseline":
            period = _baseline(readings, indicator, figure.period)
        else:
            continue
        if period is not None:
            ranges[_key(indicator.id, period)] = _rounded(figure.value, indicator, reference)
    return ranges


def _baseline(readings: Readings, indicator: Indicator, period: Period) -> Period | None:
    """The period that a value is compared with."""
    held = readings.by_indicator.get(indicator.id, {})
    reading = next((each for other, each in held.items() if same_dates(other, period)), None)
    return (reading.compared_with if reading else None) or indicator.baseline


def _rounded(value: Decimal, indicator: Indicator, way: str) -> _Range:
    """A number as far as its printed form tells it; a whole count is told to the last one."""
    half = Decimal(5).scaleb(-indicator.decimals - 1)
    shown = value.quantize(Decimal(1).scaleb(-indicator.decimals))
    if indicator.unit is Unit.COUNT and shown == value:
        half = Decimal(0)
    return _Range(shown - half, shown + half, frozenset((way,)))


def _declared_sums(readings: Readings, ranges: Mapping[_Key, _Range]) -> Iterator[tuple[_Term, ...]]:
    """Sums that come to nothing by declaration, for each time of which something is known."""
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
            if terms and whole.key in ranges and all(term.key in ranges for term in terms):
                yield (whole, *terms)


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


def _wholes(
    readings: Readings, secret: Mapping[_Key, Reading], known: Mapping[_Key, _Range]
) -> Iterator[tuple[_Term, ...]]:
    """A whole and all that is counted as a share of it, where what is left over fits the one part that is hidden."""
    parts: dict[str, list[str]] = {}
    for each in readings.indicators.values():
        if each.denominator and each.unit is Unit.COUNT and each.derivation is None:
            parts.setdefault(each.denominator, []).append(each.id)
    for key, reading in secret.items():
        indicator = readings.indicators[key[0]]
        whole: _Key = (indicator.denominator, key[1], key[2])
        others: list[_Key] = [
            (part, key[1], key[2]) for part in parts.get(indicator.denominator, ()) if part != indicator.id
        ]
        if not (reading.below_limit and others and whole in known and all(other in known for other in others)):
            continue
        left = known[whole].low - sum((known[other].low for other in others), Decimal(0))
        if 0 < left < (indicator.suppress_below or 0):
            yield (_Term(whole, -1), *(_Term(each, 1) for each in (key, *others)))


def _shares(readings: Readings, ranges: Mapping[_Key, _Range]) -> Iterator[tuple[_Key, _Key, _Key]]:
    """A printed percentage with the part and the whole of which it is the share."""
    for indicator in readings.indicators.values():
        derived = indicator.derivation
        if derived is None or derived.operation is not Operation.SHARE:
            continue
        for period in _periods(readings):
            keys = [_key(each, period) for each in (indicator.id, *derived.operands)]
            if all(key in ranges for key in keys):
                yield keys[0], keys[1], keys[2]


def _narrowed(
    ranges: dict[_Key, _Range],
    sums: Iterable[tuple[_Term, ...]],
    shares: Iterable[tuple[_Key, _Key, _Key]],
    readings: Readings,
) -> bool:
    """Narrows what is known by every calculation once; false where nothing more comes of it."""
    narrowed = False
    for terms in sums:
        for term in terms:
            others = [each for each in terms if each is not term]
            low = sum((_end(ranges[each.key], -each.factor * term.factor, least=True) for each in others), Decimal(0))
            high = sum((_end(ranges[each.key], -each.factor * term.factor, least=False) for each in others), Decimal(0))
            ways = frozenset[str]().union(*(ranges[each.key].ways for each in others))
            narrowed |= _narrow(ranges, term.key, _Range(low, high, ways), readings)
    for share, part, whole in shares:
        rate, of, some = ranges[share], ranges[whole], ranges[part]
        if of.low > 0 and of.high.is_finite():
            product = _Range(rate.low * of.low / 100, rate.high * of.high / 100, rate.ways | of.ways)
            narrowed |= _narrow(ranges, part, product, readings)
        if rate.low > 0 and some.high.is_finite():
            quotient = _Range(some.low * 100 / rate.high, some.high * 100 / rate.low, rate.ways | some.ways)
            narrowed |= _narrow(ranges, whole, quotient, readings)
    return narrowed


def _end(held: _Range, factor: int, *, least: bool) -> Decimal:
    """The least or the most that a term can be."""
    return factor * (held.low if (factor > 0) is least else held.high)


def _narrow(ranges: dict[_Key, _Range], key: _Key, new: _Range, readings: Readings) -> bool:
    """Takes in what a calculation says of a number; what contradicts all else is no knowledge."""
    old = ranges[key]
    low, high = max(old.low, new.low), min(old.high, new.high)
    if readings.indicators[key[0]].unit is Unit.COUNT and not readings.indicators[key[0]].decimals:
        low = low.to_integral_value(ROUND_CEILING) if low.is_finite() else low
        high = high.to_integral_value(ROUND_FLOOR) if high.is_finite() else high
    if low > high or (low, high) == (old.low, old.high):
        return False
    ranges[key] = _Range(low, high, old.ways | new.ways)
    return True


def _sentences(passages: Sequence[Passage], readings: Readings) -> Iterator[Finding]:
    """Sentences that say a whole and all its parts but the one that is hidden."""
    limits = {each.id: each.suppress_below for each in readings.indicators.values()}
    for passage in passages:
        hidden = [
            s.figure for s in passage.spans if s.figure and s.figure.facet.startswith("value") and _MARK in s.text
        ]
        for sentence in _SENTENCE.split(passage.text) if hidden or _MARK in passage.text else ():
            if sentence.count(_MARK) != 1:
                continue
            limit = max((limits.get(each.indicator) or Decimal(0) for each in hidden), default=Decimal(0))
            if _leaves_one(sentence, limit):
                rule = rules.SUPPRESSION_UNDONE_HERE if limit else rules.SUPPRESSION_PERHAPS_UNDONE
                yield rule.at(passage.where)


def _leaves_one(sentence: str, limit: Decimal) -> bool:
    """Whether a sentence names a whole (“of 40 people”), and parts of which one is hidden; `limit` is 0 if none is."""
    found = list(_NUMBER.finditer(sentence))
    numbers = [Decimal(match[0].replace(",", "")) for match in found]
    for at, (match, whole) in enumerate(zip(found, numbers, strict=True)):
        parts = [*numbers[:at], *numbers[at + 1 :]]
        left = whole - sum(parts, Decimal(0))
        if not limit and _YEARS[0] <= whole <= _YEARS[1]:
            continue
        if parts and _WHOLE.search(sentence[: match.start()]) and left > 0 and (not limit or left < limit):
            return True
    return False
