"""Figures that cannot mean what they say: a quarter against a year, a year told as a month, a share of over 100%."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from boardpaper.checks.prose.quantities import read_numerals
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, Indicator, Operation, Period, PeriodKind, Readings, Unit
from boardpaper.model.messages import counted
from boardpaper.model.period import months_of, period_words, same_dates, year_ending
from boardpaper.rules import figures as rules

_VALUES = ("value", "value.words", "value.marked")
# What is no total of its period, so that periods of two lengths may be compared.
_LEVEL = re.compile(
    r"\b(?:rate|average|mean|median|per|ratio|index|share|level|stock|caseload|backlog|outstanding|open|waiting|list|"
    r"headcount|strength|establishment|officers|staff|workforce|balance|reserves?|at (?:the )?(?:end|month|year)|month|"
    r"monthly|peak|highest|lowest|daily|weekly)\b",
    re.IGNORECASE,
)
# What says that a figure is of twelve months; “within 12 months” and “over 12 months old” say something else.
_OF_A_YEAR = re.compile(
    r"(?<!within )(?<!under )(?<!over )(?<!after )(?<!than )(?<!least )(?<!for )(?<!aged )(?<!next )"
    r"\b(?:rolling(?! stock)|(?:12|twelve)[ -]months?(?! (?:or|old|after|later|of age))|"
    r"year (?:to|ending|ended)\b|R12M?\b|12M\b|annual total|moving annual)",
    re.IGNORECASE,
)
# What may be over 100%, or below nothing.
_UNBOUNDED = re.compile(
    r"\b(?:change|growth|increase|decrease|rise|inflation|budget\w*|target\w*|plan\w*|capacity|occupancy|variance|"
    r"difference|net|balance|index|return|against|compared|uplift|savings?|demand|fill|establishment|strength|ratio|"
    r"baseline|trend|deliver(?:y|ed)|forecast|margin|surplus|deficit|utilisation|cover|coverage|yield|gap|swing)\b",
    re.IGNORECASE,
)
_MANY_MONTHS = 12
# So many months of a sum could hardly be another series' numbers by chance.
_TELLING = Decimal(24)


def check_sense(figures: Iterable[Figure], readings: Readings) -> tuple[Finding, ...]:
    """A warning for each printed figure that its periods, unit or parts belie; once for each indicator and reason."""
    printed = tuple(figures)
    known = [
        (figure, readings.indicators[figure.indicator]) for figure in printed if figure.indicator in readings.indicators
    ]
    yearly = _sums_of_twelve_months(readings) if any(_is_of_month(figure) for figure in printed) else {}
    found: list[Finding] = []
    for figure, indicator in known:
        found += _compared(figure, indicator)
        found += _of_a_year(figure, indicator, readings, yearly)
        found += _bounds(figure, indicator)
    return (*dict.fromkeys(found), *_check_sums(printed, readings))


def _where(figure: Figure, indicator: Indicator) -> str:
    """Where an indicator is declared; where no cell says so, a cell that its figure rests on."""
    return indicator.declared_at or next((str(cell) for cell in figure.sources), "")


def _compared(figure: Figure, indicator: Indicator) -> Iterator[Finding]:
    """Findings for a change between two periods that are not of one length, or that overlap."""
    now, before = figure.period, figure.compared_with
    if now is None or before is None or not figure.facet.startswith(("change", "direction", "status")):
        return
    period, earlier = period_words(now), period_words(before)
    lengths = months_of(now), months_of(before)
    totals = indicator.unit in (Unit.COUNT, Unit.GBP) and not _LEVEL.search(f"{indicator.title} {indicator.unit_name}")
    if all(lengths) and lengths[0] != lengths[1] and totals:
        yield rules.PERIODS_UNEQUAL.at(
            _where(figure, indicator),
            indicator=indicator.id,
            period=period,
            earlier=earlier,
            months=counted(lengths[0], "month"),
            other=counted(lengths[1], "month"),
        )
    elif _share_days(now, before):
        yield rules.PERIODS_OVERLAP.at(
            _where(figure, indicator), indicator=indicator.id, period=period, earlier=earlier
        )


def _share_days(one: Period, other: Period) -> bool:
    """Whether two different periods have days in common."""
    if one.start is None or one.end is None or other.start is None or other.end is None or same_dates(one, other):
        return False
    return one.start <= other.end and other.start <= one.end


def _is_of_month(figure: Figure) -> bool:
    return figure.facet in _VALUES and figure.period is not None and figure.period.kind is PeriodKind.MONTH


def _of_a_year(
    figure: Figure, indicator: Indicator, readings: Readings, yearly: Mapping[tuple[date, Decimal], str]
) -> Iterator[Finding]:
    """A finding for a figure of several months that is told as one of a month."""
    period = figure.period
    if not _is_of_month(figure) or period is None or period.end is None:
        return
    why = _why_of_a_year(figure, indicator, readings, yearly)
    if why:
        months = indicator.derivation.months if indicator.derivation else _MANY_MONTHS
        meant = year_ending(period.end.year, period.end.month)
        yield rules.MONTH_HOLDS_MORE.at(
            _where(figure, indicator),
            indicator=indicator.id,
            period=period_words(period),
            why=why,
            meant=period_words(meant) if months == _MANY_MONTHS else f"the {months} months as a range",
        )


def _why_of_a_year(
    figure: Figure, indicator: Indicator, readings: Readings, yearly: Mapping[tuple[date, Decimal], str]
) -> str:
    """What tells that a figure is of more than its month; nothing where nothing does."""
    derivation = indicator.derivation
    if derivation and derivation.operation is Operation.ROLLING_SUM and derivation.months > 1:
        return f"it adds up {derivation.months} months"
    if derivation:
        return ""
    words = (indicator.title, indicator.measure, indicator.unit_name, *(cell.sheet for cell in figure.sources))
    if said := next((match.group() for text in words if (match := _OF_A_YEAR.search(text))), ""):
        return f"“{said}” says that it is of a year"
    if figure.period and figure.period.end and figure.value is not None:
        parts = yearly.get((figure.period.end, figure.value), indicator.id)
        if parts != indicator.id:
            return f"it is the sum of twelve months of “{parts}”"
    return ""


def _sums_of_twelve_months(readings: Readings) -> Mapping[tuple[date, Decimal], str]:
    """By the last day and the sum, which indicator has twelve monthly readings that come to it."""
    found: dict[tuple[date, Decimal], str] = {}
    for name, held in readings.by_indicator.items():
        months = sorted(
            (period.end, reading.value)
            for period, reading in held.items()
            if period.kind is PeriodKind.MONTH and period.end and reading.value is not None
        )
        for at in range(_MANY_MONTHS, len(months) + 1):
            twelve = months[at - _MANY_MONTHS : at]
            total = sum((value for _, value in twelve), Decimal(0))
            if _is_a_year(twelve[0][0], twelve[-1][0]) and total >= _TELLING:
                found[twelve[-1][0], total] = name
    return found


def _is_a_year(first: date, last: date) -> bool:
    """Whether twelve months, each with its last day, follow one another."""
    return (last.year - first.year) * 12 + last.month - first.month == _MANY_MONTHS - 1


def _bounds(figure: Figure, indicator: Indicator) -> Iterator[Finding]:
    """A finding for a part that is more than its whole, or less than nothing."""
    if figure.value is None or 0 <= figure.value <= 100:
        return
    is_share = figure.facet == "share" or (
        figure.facet in (*_VALUES, "baseline")
        and indicator.derivation is not None
        and indicator.derivation.operation is Operation.SHARE
    )
    if is_share:
        yield rules.SHARE_IMPOSSIBLE.at(_where(figure, indicator), indicator=indicator.id, text=figure.text)
    elif figure.facet in (*_VALUES, "baseline") and indicator.unit is Unit.PERCENT and not _may_exceed(indicator):
        yield rules.PERCENT_IMPOSSIBLE.at(_where(figure, indicator), indicator=indicator.id, text=figure.text)


def _may_exceed(indicator: Indicator) -> bool:
    """Whether a percentage is worked out, or by its words one that may be over 100% or below nothing."""
    words = f"{indicator.title} {indicator.measure} {indicator.unit_name} {indicator.note}"
    return indicator.derivation is not None or _UNBOUNDED.search(words) is not None


def _check_sums(printed: Sequence[Figure], readings: Readings) -> Iterator[Finding]:
    """A note for each declared sum whose parts, as they are printed, come to another number than is printed of it."""
    values = {
        (each.indicator, each.period): each for each in printed if each.facet in _VALUES and each.value is not None
    }
    for (name, period), total in values.items():
        indicator = readings.indicators.get(name)
        derivation = indicator.derivation if indicator else None
        if indicator is None or derivation is None or derivation.operation is not Operation.SUM:
            continue
        parts = [values.get((operand, period)) for operand in derivation.operands]
        numbers = [_number(each) for each in (total, *parts)]
        known = [number for number in numbers if number is not None]
        if len(known) == len(numbers) and sum(known[1:], Decimal(0)) != known[0]:
            yield rules.ROUNDED_PARTS.at(
                _where(total, indicator),
                indicator=name,
                total=total.text,
                parts=" + ".join(each.text for each in parts if each),
                comes=f"{sum(known[1:], Decimal(0)):,}",
            )


def _number(figure: Figure | None) -> Decimal | None:
    """The number that a figure prints."""
    numerals = read_numerals(figure.text) if figure else ()
    return numerals[0].value if len(numerals) == 1 else None
