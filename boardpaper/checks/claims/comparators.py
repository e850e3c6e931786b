"""Claims against two different earlier periods that both go by one name: before the pandemic."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from boardpaper.checks.claims.evidence import at_period
from boardpaper.checks.claims.sentences import SIGNS, Sentence
from boardpaper.checks.claims.subjects import is_kin, named_family
from boardpaper.checks.prose.quantities import NumeralKind
from boardpaper.model.facts import Facts, KnownChange
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import ChangeKind, Figure
from boardpaper.rules import claims as rules

# The first lockdown in the United Kingdom was announced on 23 March 2020.
_PANDEMIC = date(2020, 3, 23)
_WORDS = re.compile(r"\b(?:pandemic|covid\w*|lockdown)\b", re.IGNORECASE)
_BEFORE_PANDEMIC = re.compile(
    r"\b(?:before|prior to|pre)[ -](?:the )?(?:start of the )?(?:pandemic|covid\w*|lockdowns?)\b", re.IGNORECASE
)
_TIMES: dict[str, Decimal | int] = {
    "doubled": 2,
    "trebled": 3,
    "tripled": 3,
    "quadrupled": 4,
    "halved": Decimal("0.5"),
    "doubling": 2,
    "trebling": 3,
}
_TIMES_WORD = re.compile(rf"\b(?:{'|'.join(_TIMES)})\b", re.IGNORECASE)
_BASELINE = re.compile(r"\bbaseline\b", re.IGNORECASE)
_APART = Decimal("1.25")


class _Multiple(Struct, frozen=True):
    """How many times its earlier value something is said to be; `named` where the words say “before the pandemic”."""

    family: str
    times: Decimal
    text: str
    named: bool
    sentence: Sentence


def check_comparators(sentences: Sequence[Sentence], facts: Facts) -> Iterator[Finding]:
    """A warning where one thing is said to have grown by two sizes since before the pandemic."""
    found: dict[str, list[_Multiple]] = {}
    if not any(_WORDS.search(sentence.words) for sentence in sentences):
        return
    for sentence in sentences:
        for multiple in (*_typed(sentence, facts), *_bound(sentence, facts)):
            found.setdefault(multiple.family, []).append(multiple)
    for family, multiples in found.items():
        low, high = (pick(multiples, key=lambda each: each.times) for pick in (min, max))
        if high.times > low.times * _APART and any(each.named for each in multiples):
            last = [each for each in multiples if each.named][-1]
            yield rules.CLAIM_COMPARATORS.at(
                last.sentence.passage.where,
                high=high.text,
                low=low.text,
                subject=family,
                high_sentence=high.sentence.said,
                low_sentence=low.sentence.said,
            )


def _typed(sentence: Sentence, facts: Facts) -> Iterator[_Multiple]:
    """Multiples that were typed, such as “three times”, against a time before the pandemic."""
    places = [
        (each.at, each.at + 1, each.value, each.text)
        for each in sentence.quantities.values()
        if each.kind is NumeralKind.FOLD and each.figure is None
    ]
    places += [
        (match.start(), match.end(), Decimal(_TIMES[match.group().lower()]), match.group())
        for match in _TIMES_WORD.finditer(sentence.words)
    ]
    for start, end, times, text in sorted(places):
        family = _subject(sentence.words[:start], facts)
        named = _names_pandemic(sentence.words, start, end)
        if family and (named or _baseline_is_before(sentence.words, end, family, facts)):
            yield _Multiple(family, times, text, named, sentence)


def _subject(before: str, facts: Facts) -> str:
    """The first stretch of words, between commas and figures, that names an indicator."""
    pieces = re.split(rf"[,;:(){SIGNS}]|\b(?:show|shows|have|has|are|is|were|was|up|an?)\b", before)
    return next((family for piece in pieces if (family := named_family(piece, facts))), "")


def _names_pandemic(words: str, start: int, end: int) -> bool:
    """Whether “before the pandemic” belongs to what stands from `start` to `end`: after it, or else before it."""
    after = re.split(rf"[,;{SIGNS}]", words[end:])[0]
    if _BEFORE_PANDEMIC.search(after):
        return True
    return not _BASELINE.search(after) and _BEFORE_PANDEMIC.search(words[:start]) is not None


def _baseline_is_before(words: str, end: int, family: str, facts: Facts) -> bool:
    """Whether the words after a multiple name the indicator's baseline, and that is before the pandemic."""
    indicator = facts.indicators[family]
    change = at_period(indicator.changes, indicator.current)
    after = re.split(r"[,;]", words[end:])[0]
    return _BASELINE.search(after) is not None and _is_before(change)


def _bound(sentence: Sentence, facts: Facts) -> Iterator[_Multiple]:
    """Multiples that are bound changes, against a time before the pandemic."""
    places = sorted(sentence.changes)
    for at, stop in zip(places, [*places[1:], len(sentence.words)], strict=False):
        figure = sentence.changes[at]
        change = _change_of(figure, facts)
        if change is None:
            continue
        named = _BEFORE_PANDEMIC.search(sentence.words[at:stop]) is not None
        if named or _is_before(change):
            yield _Multiple(_head(figure.indicator, facts), _times(change), figure.text, named, sentence)


def _change_of(figure: Figure, facts: Facts) -> KnownChange | None:
    """The change that a figure prints, if it is one that can be said as a multiple."""
    indicator = facts.indicators.get(figure.indicator)
    change = at_period(indicator.changes, figure.period) if indicator else None
    return change if change and change.kind in (ChangeKind.PERCENT, ChangeKind.FOLD) else None


def _times(change: KnownChange) -> Decimal:
    """A change as a multiple: 1.5 for 50% more."""
    return change.amount if change.kind is ChangeKind.FOLD else 1 + change.amount / 100


def _is_before(change: KnownChange | None) -> bool:
    """Whether a change is measured from before the pandemic."""
    earlier = change.earlier if change else None
    return earlier is not None and earlier.end is not None and earlier.end < _PANDEMIC


def _head(indicator: str, facts: Facts) -> str:
    """The shortest id among an indicator's kin: `burglary` for `burglary-residential`."""
    return min((each for each in facts.indicators if is_kin(each, indicator) and len(each) <= len(indicator)), key=len)
