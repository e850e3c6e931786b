"""What a claim is held against: two values in its own sentence, or the change of the indicator that it speaks of."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from boardpaper.checks.claims.pairs import Pair, sentence_pairs
from boardpaper.checks.claims.phrases import DOWN, OTHER_COMPARISON, UP, YEAR_COMPARISON
from boardpaper.checks.claims.sentences import Q, Sentence
from boardpaper.checks.claims.subjects import mentions
from boardpaper.checks.prose.quantities import NumeralKind
from boardpaper.model.facts import Facts, KnownChange, KnownIndicator
from boardpaper.model.kpi import ChangeKind, Figure, Period, Unit
from boardpaper.model.period import period_words, same_dates
from boardpaper.model.reference import VALUE_FACETS

# What joins a verb to its figure: "fell sharply to 53", "fell, year on year, to 53", "reaching 53". What stands after a
# comma that no other one answers is another thing: "a rise in staff, night calls at 53".
_WORD = r" (?!and\b|but\b|which\b|as\b)[\w-]+"
_JOINED = re.compile(
    rf"(?:{_WORD}){{0,4}}?(?:,(?:(?:{_WORD}){{1,4}}?,)?)? (?:to|at|reaching|to reach|numbering) (?:\w+ ){{0,2}}?{Q}",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(
    r";|\s[–—]\s|,\s+(?:and|but|yet|so|which|who|though|although|whereas|while|because|since)\b|"
    r"\s(?:but|while|although|whereas|though|because)\s",
    re.IGNORECASE,
)
Held = TypeVar("Held")
# A comparison with "the year before" is one of about a year.
_YEAR_DAYS = range(330, 430)


class Evidence(Struct, frozen=True):
    """Two values, or a change where only that was published; and the indicator, where it is known which."""

    later: Decimal | None
    earlier: Decimal | None
    change: KnownChange | None
    indicator: KnownIndicator | None
    percent: bool
    told: str

    @property
    def sign(self) -> int:
        """1 for an increase, -1 for a decrease, 0 for none."""
        if self.later is not None and self.earlier is not None:
            return (self.later > self.earlier) - (self.later < self.earlier)
        return self.change.sign if self.change else 0

    @property
    def difference(self) -> Decimal | None:
        """How much the value changed, signed; in percentage points for a percentage."""
        if self.later is not None and self.earlier is not None:
            return self.later - self.earlier
        if self.change and self.change.kind in (ChangeKind.COUNT, ChangeKind.POINTS):
            return self.change.amount
        return None

    @property
    def relative(self) -> Decimal | None:
        """The change in percent of the earlier value, signed."""
        if self.later is not None and self.earlier:
            return (self.later - self.earlier) * 100 / abs(self.earlier)
        if self.change and self.change.kind is ChangeKind.PERCENT:
            return self.change.amount
        if self.change and self.change.kind is ChangeKind.FOLD:
            return (self.change.amount - 1) * 100
        return None


def evidence_for(sentence: Sentence, claim: re.Match[str], facts: Facts, *, noun: bool = False) -> Evidence | None:
    """What words that claim a change are held against, or None where that is not certain.

    `noun` says that what changed stands after the words, as in “a fall in burglary”, and not before them.
    """
    clause = _clause(sentence.words, claim.start())
    own = _own_number(sentence, claim)
    pairs = [
        pair
        for pair in sentence_pairs(sentence, facts)
        if any(each.at in clause for each in pair) and (own is None or own in (each.at for each in pair))
    ]
    if pairs:
        return _paired(pairs[0], facts) if len(pairs) == 1 else None
    if OTHER_COMPARISON.search(sentence.words):
        return None
    figure = _figure_meant(sentence, claim, clause, facts, noun)
    if figure is None:
        return None
    found = known_evidence(facts.indicators[figure.indicator], figure.period, facts)
    return None if found and YEAR_COMPARISON.search(sentence.words) and not _is_of_a_year(found, figure) else found


# The number that is a verb's own: "then rose to 3".
_OWN = re.compile(rf" (?:to|at) (?:\w+ )?{Q}", re.IGNORECASE)


def _own_number(sentence: Sentence, claim: re.Match[str]) -> int | None:
    """Where the number stands that words of direction lead to at once, if it is a figure."""
    own = _OWN.match(sentence.words, claim.end())
    if own is None or sentence.quantities[own.end() - 1].figure is None:
        return None
    return own.end() - 1


def known_evidence(indicator: KnownIndicator, period: Period | None, facts: Facts) -> Evidence | None:
    """The indicator's change to `period`, or to its current one, from what it is compared with."""
    when = period or indicator.current
    change = at_period(indicator.changes, when)
    if when is None or change is None:
        return None
    later = at_period(indicator.values, when)
    earlier = at_period(indicator.values, change.earlier)
    percent = indicator.unit is Unit.PERCENT
    return Evidence(later, earlier, change, indicator, percent, _told(indicator, when, change, facts))


def at_period(held: Mapping[Period, Held], period: Period | None) -> Held | None:
    """What is held for `period`, under whatever name its days go."""
    if period is None:
        return None
    return held.get(period) or next((each for other, each in held.items() if same_dates(other, period)), None)


def _paired(pair: Pair, facts: Facts) -> Evidence:
    """What two numbers of the sentence itself say of a change."""
    bound = (each.figure.indicator for each in pair if each.figure)
    indicator = facts.indicators.get(next(bound, ""))
    percent = pair.later.kind is NumeralKind.PERCENT
    told = f"it went from {pair.earlier.text} to {pair.later.text}"
    return Evidence(pair.later.value, pair.earlier.value, None, indicator, percent, told)


def _figure_meant(sentence: Sentence, claim: re.Match[str], clause: range, facts: Facts, noun: bool) -> Figure | None:
    """The one figure of the sentence that the words are about: joined to them, or of the thing that they name."""
    figures = [
        each.figure
        for each in sentence.quantities.values()
        if each.figure and each.figure.facet in VALUE_FACETS and each.figure.indicator in facts.indicators
    ]
    joined = _JOINED.match(sentence.words, claim.end(), clause.stop)
    # In "with more staff, costs fell to 53" the 53 belongs to the nearer verb.
    other = joined and (UP.search(joined.group()) or DOWN.search(joined.group()))
    if joined and not other and (direct := sentence.quantities[joined.end() - 1].figure) in figures:
        return direct
    about = _about(sentence.words, claim, clause, noun)
    named = {each.indicator: each for each in figures if mentions(about, facts.indicators[each.indicator])}
    return next(iter(named.values())) if len(named) == 1 else None


def _about(words: str, claim: re.Match[str], clause: range, noun: bool) -> str:
    """The words that say what a claim is about: after it if it is a noun, as in “rise in burglary”, else before it."""
    if noun:
        return re.split(
            rf"[,.;:(]|\b(?:was|were|is|are|has|have|over|from|to|at|than)\b|{Q}", words[claim.end() : clause.stop]
        )[0]
    return re.split(r"\band\b|:", words[clause.start : claim.start()])[-1]


def _clause(words: str, at: int) -> range:
    """The clause around a place."""
    start, end = 0, len(words)
    for match in _CLAUSE_ENDS.finditer(words):
        if match.end() <= at:
            start = match.end()
        else:
            end = match.start()
            break
    return range(start, end)


def _is_of_a_year(evidence: Evidence, figure: Figure) -> bool:
    """Whether the change behind the evidence is one over a year."""
    period, earlier = figure.period, evidence.change.earlier if evidence.change else None
    if period is None or earlier is None or period.end is None or earlier.end is None:
        return False
    return (period.end - earlier.end).days in _YEAR_DAYS


def _told(indicator: KnownIndicator, when: Period, change: KnownChange, facts: Facts) -> str:
    """The change in the words of the figures that tell it."""
    later, earlier = (_said(indicator, period, facts) for period in (when, change.earlier))
    if later and earlier and change.earlier:
        return f"{indicator.id} was {earlier} ({period_words(change.earlier)}) and is {later} ({period_words(when)})"
    way = {1: "an increase", -1: "a decrease", 0: "no change"}[change.sign]
    return f"the change of {indicator.id} to {period_words(when)} is {way}"


def _said(indicator: KnownIndicator, period: Period | None, facts: Facts) -> str:
    """A value as a figure prints it, or as it is where no figure does."""
    for figure in facts.figures:
        if (figure.indicator, figure.facet, figure.period) == (indicator.id, "value", period):
            return figure.text
    value = at_period(indicator.values, period)
    return "" if value is None else f"{value:,}{'%' if indicator.unit is Unit.PERCENT else ''}"
