"""Claims of a record: the highest for four years, the best month, a peak, the second year running."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from boardpaper.checks.claims.direction import directions
from boardpaper.checks.claims.sentences import Sentence
from boardpaper.checks.prose.quantities import small_number
from boardpaper.model.facts import Facts, KnownIndicator
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import MONTHS, Figure, Period, PeriodKind
from boardpaper.model.period import month_of, months_of, period_words
from boardpaper.rules import claims as rules

_SUPERLATIVE = (
    r"(?P<most>highest|lowest|best|worst|busiest|quietest|(?<=the )most(?= \w+ (?:\w+ )?(?:for|in|of|over))|fewest)"
)
_FOR_YEARS = re.compile(
    rf"\b{_SUPERLATIVE}\b[^.;,]{{0,30}}? (?:for|in|of|over) (?:at least |over |more than |the (?:last|past) )?"
    r"(?P<years>\w+) (?P<unit>year|month)s?\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b{_SUPERLATIVE} (?:single )?(?:month|monthly (?:total|figure|number))\b", re.IGNORECASE)
_EVER = re.compile(
    rf"\b{_SUPERLATIVE}\b[^.;,]{{0,30}}? (?:on record|ever|since records began)\b"
    r"|\b(?:record|all-time|historic) (?P<peak>high|low)\b",
    re.IGNORECASE,
)
_PEAK = re.compile(rf"\b(?P<most>peaked) in (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})\b", re.IGNORECASE)
_RUNNING = re.compile(
    r"\b(?:for the )?(?P<count>second|third|fourth|fifth)(?: successive| consecutive)? year"
    r"(?: running| in a row| in succession)?\b",
    re.IGNORECASE,
)
# Another stretch of time than the financial year; a month's own year is none.
_STRETCH = re.compile(
    rf"(?<!{')(?<!'.join(f'{name[-3:]} ' for name in MONTHS)})\b(?:19|20)\d{{2}}\b|\bcalendar\b|\bever\b|\byears\b",
    re.IGNORECASE,
)
# In months.
_LONG = 12000
_COUNTS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}


def check_records(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning for each record that an earlier reading of the same indicator breaks."""
    figure = _figure(sentence, facts)
    if figure is None or figure.period is None:
        return
    indicator, period = facts.indicators[figure.indicator], figure.period
    for claim in _FOR_YEARS.finditer(sentence.words):
        if number := small_number(claim["years"]):
            months = number - 1 if claim["unit"].lower() == "month" else (number - 1) * 12
            yield from _broken(sentence, claim, claim["most"], indicator, period, _before(indicator, period, months))
    for claim in _EVER.finditer(sentence.words):
        most = claim["most"] or {"high": "highest", "low": "lowest"}[claim["peak"].lower()]
        yield from _broken(sentence, claim, most, indicator, period, _before(indicator, period, _LONG))
    for claim in _MONTH.finditer(sentence.words):
        if period.kind is PeriodKind.MONTH and not _STRETCH.search(sentence.words):
            yield from _broken(sentence, claim, claim["most"], indicator, period, _same_year(indicator, period))
    for claim in _PEAK.finditer(sentence.words):
        peak = month_of(int(claim["year"]), [name.lower() for name in MONTHS].index(claim["month"].lower()) + 1)
        near = [other for other in _same_length(indicator, peak) if abs(_months(other, peak)) < 12]
        yield from _broken(sentence, claim, "highest", indicator, peak, near)
    yield from _check_running(sentence, indicator, period)


def _figure(sentence: Sentence, facts: Facts) -> Figure | None:
    """The one figure whose record is claimed; None where the sentence has several indicators."""
    figures = [each.figure for each in sentence.quantities.values() if each.figure and each.figure.facet == "value"]
    known = [figure for figure in figures if figure.indicator in facts.indicators]
    return known[0] if len({figure.indicator for figure in known}) == 1 else None


def _broken(
    sentence: Sentence,
    claim: re.Match[str],
    most: str,
    indicator: KnownIndicator,
    period: Period,
    others: list[Period],
) -> Iterator[Finding]:
    """A finding where an earlier value goes further than the record that a sentence claims."""
    value = indicator.values.get(period)
    way = _way(most.lower(), indicator)
    if value is None or not way:
        return
    better = [other for other in others if (indicator.values[other] - value) * way > 0]
    if better:
        worst = max(better, key=lambda other: indicator.values[other] * way)
        yield rules.CLAIM_RECORD.at(
            sentence.passage.where,
            words=claim.group(),
            sentence=sentence.said,
            evidence=f"{indicator.id} was {_number(indicator, worst)} in {period_words(worst)} and "
            f"{_number(indicator, period)} in {period_words(period)}",
        )


def _way(most: str, indicator: KnownIndicator) -> int:
    """1 where the claim is of the largest value, -1 of the smallest, 0 where nobody can say."""
    if most in ("best", "worst"):
        return indicator.polarity.better if most == "best" else -indicator.polarity.better
    return -1 if most in ("lowest", "quietest", "fewest") else 1


def _before(indicator: KnownIndicator, period: Period, months: int) -> list[Period]:
    """The periods of the same length that end at most so many `months` before `period` does."""
    return [other for other in _same_length(indicator, period) if 0 < _months(other, period) <= months]


def _months(earlier: Period, later: Period) -> int:
    """How many months one period ends after another."""
    if earlier.end is None or later.end is None:
        return 0
    return (later.end.year - earlier.end.year) * 12 + later.end.month - earlier.end.month


def _same_length(indicator: KnownIndicator, period: Period) -> list[Period]:
    """The indicator's other periods of the same length."""
    return [other for other in indicator.values if other != period and _like(other, period)]


def _same_year(indicator: KnownIndicator, period: Period) -> list[Period]:
    """The other months of the same financial year."""
    year = _financial_year(period)
    return [other for other in _same_length(indicator, period) if _financial_year(other) == year]


def _financial_year(period: Period) -> int:
    """The year in which the period's financial year begins."""
    return period.end.year - (period.end.month < 4) if period.end else 0


def _check_running(sentence: Sentence, indicator: KnownIndicator, period: Period) -> Iterator[Finding]:
    """Findings for claims such as “the third year running” where a step went another way."""
    words = directions(sentence)
    for claim in _RUNNING.finditer(sentence.words):
        near = [sign for word, sign in words if 0 <= claim.start() - word.end() <= 12]
        steps = _steps(indicator, period, _COUNTS[claim["count"].lower()])
        if len(near) == 1 and steps and any(step * near[0] <= 0 for step in steps):
            yield rules.CLAIM_RECORD.at(
                sentence.passage.where,
                words=claim.group(),
                sentence=sentence.said,
                evidence=_course(indicator, period, len(steps)),
            )


def _steps(indicator: KnownIndicator, period: Period, count: int) -> list[Decimal]:
    """The last `count` changes from year to year up to `period`; none where a year is missing."""
    values = _years(indicator, period, count)
    return [later - earlier for later, earlier in pairwise(values)]


def _years(indicator: KnownIndicator, period: Period, count: int) -> list[Decimal]:
    """The indicator's values of this and so many years before, the latest first; none where one is missing."""
    by_age = {_months(other, period): value for other, value in indicator.values.items() if _like(other, period)}
    values = [by_age.get(12 * age) for age in range(count + 1)]
    return [value for value in values if value is not None] if None not in values else []


def _like(other: Period, period: Period) -> bool:
    """Whether both last the same number of whole months."""
    return months_of(other) == months_of(period) != 0


def _course(indicator: KnownIndicator, period: Period, count: int) -> str:
    """`homicide went 52 → 53`."""
    values = _years(indicator, period, count)
    return f"{indicator.id} went {' → '.join(indicator.told(value) for value in reversed(values))}"


def _number(indicator: KnownIndicator, period: Period) -> str:
    return indicator.told(indicator.values[period])
