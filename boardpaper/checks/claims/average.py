"""Claims of an average: “averaging five a month” beside the total of a year."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from boardpaper.checks.claims.closeness import Nearness, nearness_before
from boardpaper.checks.claims.sentences import Q, Quantity, Sentence
from boardpaper.checks.prose.quantities import NumeralKind
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure
from boardpaper.model.period import months_of, period_words
from boardpaper.rules import claims as rules

_RATE = re.compile(
    rf"(?:(?P<low>{Q})\s?(?:and|to|or|[-–—])\s?)?(?P<rate>{Q})(?: \w+){{0,6}}? (?:a|per|each|every) "
    r"(?P<unit>month|week|day|quarter)\b",
    re.IGNORECASE,
)
_PER_YEAR = {"month": Decimal(12), "week": Decimal(52), "day": Decimal(365), "quarter": Decimal(4)}


def check_averages(sentences: Sequence[Sentence], facts: Facts) -> Iterator[Finding]:
    """A warning for each average of a passage that no total of a year in it gives."""
    for sentence in sentences:
        for claim in _RATE.finditer(sentence.words):
            said = sentence.quantities[claim.start("rate")]
            if said.figure is None and said.kind is NumeralKind.COUNT:
                yield from _check(sentence, claim, said, _totals(sentence, sentences))


def _check(
    sentence: Sentence, claim: re.Match[str], said: Quantity, totals: Sequence[tuple[Figure, Decimal]]
) -> Iterator[Finding]:
    """A finding where none of the sentence's yearly totals comes to the rate that it gives."""
    low = sentence.quantities[claim.start("low")].value if claim["low"] else said.value
    near = nearness_before(sentence.words, claim.start())
    unit = claim["unit"].lower()
    rates = [(figure, value / _PER_YEAR[unit]) for figure, value in totals]
    if not rates or any(_is_rate(rate, low, said, near) for _, rate in rates):
        return
    shown = " and ".join(
        f"{figure.text} a year ({figure.reference}, {_when(figure)}) is {rate:.1f} a {unit}" for figure, rate in rates
    )
    yield rules.CLAIM_AVERAGE.at(
        sentence.passage.where, words=said.text, unit=unit, sentence=sentence.said, evidence=shown
    )


def _is_rate(rate: Decimal, low: Decimal, said: Quantity, near: Nearness) -> bool:
    """Whether a rate is what was said: from `low` on if a range was, as near as the words before it promise."""
    slack = Decimal("0.51").scaleb(-said.decimals)
    loose = max(Decimal(1), said.value * Decimal("0.1"))
    match near:
        case Nearness.EXACT:
            return low - slack <= rate <= said.value + slack
        case Nearness.ABOUT:
            return low - loose <= rate <= said.value + loose
        case Nearness.NEARLY | Nearness.UNDER:
            return low - loose <= rate <= said.value
        case Nearness.OVER:
            return low <= rate <= said.value + 2 * loose


def _totals(sentence: Sentence, sentences: Sequence[Sentence]) -> list[tuple[Figure, Decimal]]:
    """The totals of twelve months of one indicator: in the sentence itself, or else in its neighbours."""
    at = sentences.index(sentence)
    for near in ([sentence], sentences[at + 1 : at + 2], sentences[max(at - 1, 0) : at]):
        found = [
            (each.figure, each.value)
            for other in near
            for each in other.quantities.values()
            if each.figure and each.kind is NumeralKind.COUNT and _is_yearly(each.figure)
        ]
        if found:
            return found if len({figure.indicator for figure, _ in found}) == 1 else []
    return []


def _is_yearly(figure: Figure) -> bool:
    return figure.period is not None and months_of(figure.period) == 12


def _when(figure: Figure) -> str:
    """The period of a figure as evidence names it."""
    if figure.facet == "baseline" or figure.period is None:
        return "the baseline"
    return period_words(figure.period)
