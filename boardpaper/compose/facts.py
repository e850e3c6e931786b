"""What prose may be held against: every value and change that the readings give, and none that is suppressed."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from boardpaper.compose.figures import bind_reference
from boardpaper.compose.readings import UnboundError, current_period, suppression_of, value_of
from boardpaper.model.facts import Facts, KnownChange, KnownIndicator
from boardpaper.model.kpi import ChangeKind, Figure, Indicator, Period, Readings, Suppression, Unit
from boardpaper.model.reference import Reference, read_reference

_CURRENT_FACETS = ("change.percent", "change.count", "change.points", "change.fold", "share")


def gather_facts(readings: Readings) -> Facts:
    """All that may be told of the indicators. What cannot be bound is left out: binding the paper reports it."""
    indicators = {each.id: _known(readings, each) for each in readings.indicators.values()}
    return Facts(indicators, tuple(figure for each in indicators.values() for figure in _figures(readings, each)))


def bind_again(references: Sequence[str], readings: Readings) -> Mapping[str, Figure]:
    """The figures that `references` print by these readings; one that cannot be bound is left out."""
    found = {}
    for text in references:
        try:
            found[text] = bind_reference(read_reference(text), readings)
        except ValueError:
            continue
    return found


def suppressed_again(
    references: Sequence[str], readings: Readings, renamed: Mapping[str, str]
) -> Mapping[str, Suppression]:
    """What may not be told of the figures of `references` by these readings, whether or not they can be bound.

    `renamed` are the likely new names of indicators by their old ones.
    """
    found = {}
    for text in references:
        try:
            reference = read_reference(text)
        except ValueError:
            continue
        if indicator := readings.indicators.get(renamed.get(reference.indicator, reference.indicator)):
            found[text] = suppression_of(readings, indicator, reference.facet)
    return found


def _known(readings: Readings, indicator: Indicator) -> KnownIndicator:
    """What is known of an indicator: its values and changes by period, suppressed ones left out."""
    values: dict[Period, Decimal] = {}
    changes: dict[Period, KnownChange] = {}
    current = _current(readings, indicator)
    for period in dict.fromkeys((*readings.by_indicator.get(indicator.id, {}), *([current] if current else ()))):
        if (number := _number(readings, indicator, period)) is not None:
            values[period] = number
        if change := _change(readings, indicator, period):
            changes[period] = change
    return KnownIndicator(
        indicator.id, indicator.title, indicator.unit, indicator.decimals, indicator.polarity, current,
        indicator.denominator, values, changes,
    )  # fmt: skip


def _current(readings: Readings, indicator: Indicator) -> Period | None:
    """The period that its figures are for where none is named; None where there is no reading."""
    try:
        return current_period(readings, indicator)
    except UnboundError:
        return None


def _number(readings: Readings, indicator: Indicator, period: Period) -> Decimal | None:
    """A period's number; None where there is none or it must stay hidden."""
    try:
        value = value_of(readings, indicator, period)
    except UnboundError:
        return None
    return None if value.suppressed else value.number


def _change(readings: Readings, indicator: Indicator, period: Period) -> KnownChange | None:
    """The change to a period, and what it is measured from; None where there is none to print."""
    try:
        figure = bind_reference(Reference(indicator.id, "change", period), readings, to_print=False)
        value = value_of(readings, indicator, period)
    except UnboundError:
        return None
    if figure.value is None:
        return None
    earlier = value.compared_with or indicator.baseline
    both = value.number is not None and earlier is not None and _number(readings, indicator, earlier) is not None
    return KnownChange(
        _kind(indicator, value.change.kind if value.change and not both else None), figure.value, earlier
    )


def _kind(indicator: Indicator, published: ChangeKind | None) -> ChangeKind:
    """What a change is printed as: as published, else points for percentages and per cent for all others."""
    return published or (ChangeKind.POINTS if indicator.unit is Unit.PERCENT else ChangeKind.PERCENT)


def _figures(readings: Readings, known: KnownIndicator) -> Iterator[Figure]:
    """What could be printed of an indicator: its values, the current one first, then its changes and share."""
    periods = sorted(known.values, key=lambda period: period != known.current)
    values = [Reference(known.id, "value", None if period == known.current else period) for period in periods]
    for reference in (*values, *(Reference(known.id, facet) for facet in _CURRENT_FACETS)):
        try:
            figure = bind_reference(reference, readings, to_print=False)
        except UnboundError:
            continue
        if figure.value is not None:
            yield figure
