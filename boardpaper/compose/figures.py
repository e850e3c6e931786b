"""One reference bound: what is printed, and every cell that it came from."""

from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.compose.cell_ranges import cell_ranges
from boardpaper.compose.readings import (
    DECLARED_HERE,
    UnboundError,
    Value,
    all_markers,
    current_period,
    find_indicator,
    percentage,
    raws_by_cell,
    suppression_of,
    value_of,
)
from boardpaper.compose.wording import (
    Change,
    change_short,
    change_signed,
    change_size,
    change_text,
    change_with_article,
    decimal_places,
    direction_adverb,
    direction_noun,
    direction_verb,
    direction_with_article,
    number,
    round_half_away,
    small_number,
    value_text,
)
from boardpaper.model.kpi import (
    CellSource,
    ChangeKind,
    Figure,
    Indicator,
    Marker,
    Period,
    PublishedChange,
    Readings,
    Suppression,
    Unit,
)
from boardpaper.model.messages import counted
from boardpaper.model.period import is_before, period_words, same_dates
from boardpaper.model.reference import Reference
from boardpaper.rules import figures as rules

NOT_ASSESSED = "Not assessed"


class _Printed(Struct, frozen=True):
    """What a facet prints. `values` are those it rests on, `number` the unrounded number behind the words.

    `sources` are cells that it rests on beside those of `values`, and `change` a published change among them.
    """

    text: str
    values: tuple[Value, ...] = ()
    number: Decimal | None = None
    sources: tuple[CellSource, ...] = ()
    change: PublishedChange | None = None


Facet = Callable[[Readings, Indicator, Period], _Printed]


class _Comparison(Struct, frozen=True):
    """A change, or the marker that stands in its place, and the values that it rests on."""

    change: Change | None
    marker: Marker
    values: tuple[Value, ...]
    published: PublishedChange | None = None

    @property
    def sources(self) -> tuple[CellSource, ...]:
        """The cell of the published change, where it is what answers."""
        return (self.published.source,) if self.published else ()


def bind_reference(reference: Reference, readings: Readings, *, to_print: bool = True) -> Figure:
    """The figure that `reference` prints, formatted once for Word, PDF, HTML and scorecard alike.

    One that is not `to_print` does not say what is suppressed of it at other times, which takes time to find out.

    Raises:
        UnboundError: the readings cannot answer it.
    """
    indicator = find_indicator(readings, reference.indicator)
    period = reference.period or current_period(readings, indicator)
    printed = _FACETS[reference.facet](readings, indicator, period)
    suppressed = any(value.suppressed for value in printed.values)
    cells = _cells(printed, suppressed=suppressed)
    return Figure(
        reference=str(reference),
        text=printed.text,
        indicator=indicator.id,
        facet=reference.facet,
        period=period,
        value=None if suppressed else printed.number,
        sources=tuple(cells),
        markers=all_markers(printed.values),
        formula=next((value.formula for value in printed.values if value.formula), ""),
        raws=tuple(cells.values()),
        title=indicator.title,
        format=_format(indicator),
        compared_with=_compared_with(printed.values, indicator, period),
        suppression=suppression_of(readings, indicator, reference.facet) if to_print else Suppression(),
    )


def _compared_with(values: tuple[Value, ...], indicator: Indicator, period: Period) -> Period | None:
    """The other period of the indicator that a figure rests on."""
    others = (each.period for each in values if each.indicator.id == indicator.id)
    return next((other for other in others if other != period and not same_dates(other, period)), None)


def _cells(printed: _Printed, *, suppressed: bool) -> dict[CellSource, str]:
    """Each cell that the figure rests on, with what it holds where that may be told."""
    cells = raws_by_cell(printed.values)
    for cell in printed.sources:
        cells.setdefault(cell, "")
    if printed.change:
        cells[printed.change.source] = printed.change.displayed or str(printed.change.amount)
    return dict.fromkeys(cells, "") if suppressed else cells


def _format(indicator: Indicator) -> str:
    """How its numbers are printed, and which are better: `count, 0 decimals; change, 1 decimal; lower is better`."""
    parts = ((indicator.unit.value, indicator.decimals), ("change", indicator.change_decimals))
    printed = (f"{called}, {counted(number, 'decimal')}" for called, number in parts)
    return "; ".join((*printed, indicator.polarity.words))


def _value(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
    return _print_value(value_of(readings, indicator, period))


def _print_value(value: Value) -> _Printed:
    """A value as printed: its number, or the marker that stands for it."""
    if value.number is None:
        return _Printed(value.marker.symbol, (value,))
    return _Printed(value_text(value.number, value.indicator), (value,), value.number)


def _value_words(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
    """A value with small whole numbers in words: seven."""
    value = value_of(readings, indicator, period)
    if value.number is None or indicator.unit is not Unit.COUNT:
        return _print_value(value)
    return _Printed(small_number(value.number, indicator.decimals), (value,), value.number)


def _value_marked(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
    """A value with its markers after it: 53 [r]."""
    value = value_of(readings, indicator, period)
    printed = _print_value(value)
    if value.number is None or not value.markers:
        return printed
    marks = " ".join(marker.symbol for marker in value.markers)
    return _Printed(f"{printed.text} {marks}", printed.values, printed.number)


def _baseline(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
    """The value that the period is compared with."""
    earlier = _baseline_period(value_of(readings, indicator, period), period)
    return _print_value(value_of(readings, indicator, earlier))


def _baseline_period(value: Value, period: Period) -> Period:
    """The period that `value` is compared with: its own, or the indicator's where that one is before `period`."""
    declared = value.indicator.baseline
    if earlier := value.compared_with or (declared if declared and is_before(declared, period) else None):
        return earlier
    if declared and same_dates(declared, period):
        raise UnboundError(
            rules.BASELINE_HAS_NO_CHANGE.at(indicator=value.indicator.id, baseline=period_words(declared))
        )
    where = value.indicator.declared_at or DECLARED_HERE
    if declared is None:
        raise UnboundError(rules.BASELINE_UNDECLARED.at(indicator=value.indicator.id, declared=where))
    raise UnboundError(
        rules.BASELINE_LATER.at(
            indicator=value.indicator.id,
            baseline=period_words(declared),
            period=period_words(period),
            declared=where,
        )
    )


def _compare(readings: Readings, indicator: Indicator, period: Period, kind: ChangeKind | None = None) -> _Comparison:
    """The change to `period` from its baseline, of the kind asked for or of the indicator's natural kind.

    Two numbers give the change; a change as published answers only where one of them is missing, and only for its
    own kind: nothing is inferred from it.
    """
    value = value_of(readings, indicator, period)
    earlier = _earlier(readings, value, period)
    values = (value, earlier) if earlier else (value,)
    if stopped := next((each for each in values if each.suppressed), None):
        return _Comparison(None, stopped.marker, values)
    if earlier and value.number is not None and earlier.number is not None:
        return _Comparison(_computed(indicator, value.number, earlier.number, kind), Marker.NOT_AVAILABLE, values)
    if value.change:
        return _Comparison(_published(indicator, value.change, kind), Marker.NOT_AVAILABLE, (), value.change)
    missing = next(each for each in values if each.number is None)
    return _Comparison(None, missing.marker, values)


# What may be wrong where a published change says all there is.
_NO_COMPARISON = (rules.READING_MISSING.name, rules.BASELINE_UNDECLARED.name, rules.BASELINE_LATER.name)


def _earlier(readings: Readings, value: Value, period: Period) -> Value | None:
    """The value that `value` is compared with; None where there is none and a comparison can do without it."""
    try:
        return value_of(readings, value.indicator, _baseline_period(value, period))
    except UnboundError as fault:
        needed = value.change is None and value.number is not None
        if needed or fault.rule not in _NO_COMPARISON:
            raise
        return None


def _published(indicator: Indicator, change: PublishedChange, kind: ChangeKind | None) -> Change:
    """The change as published, which may not be asked for as another kind."""
    if kind not in (None, change.kind):
        raise UnboundError(rules.PUBLISHED_CHANGE_ONLY.at(indicator=indicator.id, kind=change.kind.value))
    return Change(change.kind, change.amount, decimal_places(change.amount), indicator.unit is Unit.GBP)


def _computed(indicator: Indicator, current: Decimal, earlier: Decimal, kind: ChangeKind | None) -> Change:
    """The change worked out from two values, as the kind asked for or the one natural for the unit."""
    if indicator.unit is Unit.ONE_IN:
        raise UnboundError(rules.ONE_IN_HAS_NO_CHANGE.at(indicator=indicator.id))
    natural = ChangeKind.POINTS if indicator.unit is Unit.PERCENT else ChangeKind.PERCENT
    kind = kind or natural
    if kind in (ChangeKind.COUNT, ChangeKind.POINTS):
        if (kind is ChangeKind.POINTS) != (natural is ChangeKind.POINTS):
            raise _wrong_unit(indicator, kind)
        # Two percentages printed as whole ones may still be told apart by their difference.
        decimals = max(indicator.decimals, indicator.change_decimals if kind is ChangeKind.POINTS else 0)
        return Change(kind, current - earlier, decimals, indicator.unit is Unit.GBP)
    if not earlier:
        raise UnboundError(rules.CHANGE_FROM_ZERO.at(indicator=indicator.id))
    if kind is ChangeKind.FOLD:
        return _fold(indicator, current / earlier)
    if natural is ChangeKind.POINTS:
        raise _wrong_unit(indicator, kind)
    return Change(kind, (current - earlier) * 100 / abs(earlier), indicator.change_decimals)


def _fold(indicator: Indicator, times: Decimal) -> Change:
    """A change of several times: threefold."""
    if round_half_away(times, indicator.change_decimals) <= 1:
        raise UnboundError(rules.NOT_SEVERAL_TIMES.at(indicator=indicator.id))
    return Change(ChangeKind.FOLD, times, indicator.change_decimals)


def _wrong_unit(indicator: Indicator, kind: ChangeKind) -> UnboundError:
    """Why a kind of change does not exist for the indicator's unit."""
    asked, right = ("points", "percent") if kind is ChangeKind.POINTS else (kind.value, "points")
    return UnboundError(
        rules.FACET_UNAVAILABLE.at(indicator=indicator.id, unit=indicator.unit.value, asked=asked, right=right)
    )


def _change(word: Callable[[Change], str], kind: ChangeKind | None = None) -> Facet:
    """A facet that prints a change in digits."""

    def facet(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
        compared = _compare(readings, indicator, period, kind)
        if compared.change is None:
            return _Printed(compared.marker.symbol, compared.values)
        return _Printed(
            word(compared.change), compared.values, compared.change.amount, compared.sources, compared.published
        )

    return facet


def _direction(word: Callable[[int], str]) -> Facet:
    """A facet that prints only which way a change went."""

    def facet(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
        compared = _compare(readings, indicator, period)
        text = word(compared.change.sign) if compared.change else compared.marker.symbol
        return _Printed(text, compared.values, sources=compared.sources, change=compared.published)

    return facet


def _period(readings: Readings, indicator: Indicator, period: Period, *, long: bool = False) -> _Printed:
    value = value_of(readings, indicator, period)
    return _Printed(period_words(period, long=long), sources=value.sources)


def _period_long(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
    return _period(readings, indicator, period, long=True)


def _baseline_period_facet(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
    value = value_of(readings, indicator, period)
    return _Printed(period_words(_baseline_period(value, period)), sources=value.sources)


def _share(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
    """An indicator as a percentage of its denominator; a marker where either has no number to print."""
    if not indicator.denominator:
        where = indicator.declared_at or DECLARED_HERE
        raise UnboundError(rules.DENOMINATOR_UNDECLARED.at(indicator=indicator.id, declared=where))
    part = value_of(readings, indicator, period)
    whole = value_of(readings, find_indicator(readings, indicator.denominator), period)
    if part.number is None or whole.number is None:
        stopped = part if part.number is None else whole
        return _Printed(stopped.marker.symbol, (part, whole))
    share = percentage(indicator, part.number, whole.number)
    return _Printed(f"{number(share, indicator.change_decimals)}%", (part, whole), share)


def _title(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
    return _Printed(indicator.title)


def _status(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
    """Better, worse or no change, by which way the indicator should go."""
    better = indicator.polarity.better
    if not better:
        return _Printed(NOT_ASSESSED)
    compared = _compare(readings, indicator, period)
    if compared.change is None:
        return _Printed("Not available", compared.values)
    word = {0: "No change", better: "Better", -better: "Worse"}[compared.change.sign]
    return _Printed(word, compared.values, sources=compared.sources, change=compared.published)


def _places(facet: Facet) -> Facet:
    """A facet that prints where the cells behind another one stand."""

    def places(readings: Readings, indicator: Indicator, period: Period) -> _Printed:
        behind = facet(readings, indicator, period)
        sheets: dict[str, list[str]] = {}
        for source in _cells(behind, suppressed=True):
            sheets.setdefault(f"{source.workbook} › {source.sheet}", []).append(source.cell)
        text = "; ".join(f"{sheet}!{', '.join(cell_ranges(each))}" for sheet, each in sheets.items())
        return replace(behind, text=text, number=None)

    return places


_FACETS: dict[str, Facet] = {
    "value": _value,
    "value.words": _value_words,
    "value.marked": _value_marked,
    "baseline": _baseline,
    "change": _change(change_text),
    "change.a": _change(change_with_article),
    "change.percent": _change(change_size, ChangeKind.PERCENT),
    "change.count": _change(change_size, ChangeKind.COUNT),
    "change.points": _change(change_size, ChangeKind.POINTS),
    "change.fold": _change(change_size, ChangeKind.FOLD),
    "change.signed": _change(change_signed),
    "change.short": _change(change_short),
    "direction": _direction(direction_noun),
    "direction.a": _direction(direction_with_article),
    "direction.verb": _direction(direction_verb),
    "direction.adverb": _direction(direction_adverb),
    "period": _period,
    "period.long": _period_long,
    "baseline.period": _baseline_period_facet,
    "share": _share,
    "value.cells": _places(_value),
    "baseline.cells": _places(_baseline),
    "change.cells": _places(_change(change_text)),
    "share.cells": _places(_share),
    "title": _title,
    "status": _status,
}
