"""Claims that set two numbers beside each other: more of one than of another, five times as many, more than 2,000."""

import re
from collections.abc import Iterator
from decimal import Decimal

from boardpaper.checks.claims.closeness import Nearness, is_times, nearness_before
from boardpaper.checks.claims.sentences import SIGNS, Q, Quantity, Sentence
from boardpaper.checks.prose.quantities import NumeralKind
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.rules import claims as rules

# Words between a comparison and the number that it is with: of one clause, and nothing that starts another thought.
_STOPS = (
    r"and|but|while|with|when|although|though|whereas|which|who|where|because|since|after|before|by|from|to|"
    r"had|have|has"
)
_GAP = rf"(?:(?!\b(?:{_STOPS})\b)[^.;:(){SIGNS}])"
_MORE = r"(?P<more>more|higher|greater|larger|longer|above|exceed(?:s|ed|ing)?|outnumber(?:s|ed|ing)?)"
_LESS = r"(?P<less>fewer|less|lower|smaller|shorter|below)"
# "30% lower than" is a size, and no number that is lower.
_SIZED = r"(?:more|higher|greater|larger|longer|fewer|less|lower|smaller|shorter|above|below)\b"
_NOUN = rf"[^.;:(){Q}]{{3,60}}?"
_THAN = rf"\b(?:{_MORE}|{_LESS})\b"
# A number that is a part of the first, or that is told for a stretch of time, is not compared with it.
_NO_OTHER = (
    r"(?! (?:of (?:them|these|those|whom|which)|in (?:the|a|each|every) |(?:a|an|per|each|every) \w+|fewer|more|less|"
    r"percentage))"
)
_BESIDE = re.compile(
    rf"(?P<one>{Q})\)?(?! (?:\w+ )?{_SIZED}){_GAP}{{0,70}}?(?<!\bno ){_THAN}(?: than)?{_GAP}{{0,70}}?"
    rf"\(?(?P<other>{Q}){_NO_OTHER}",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(
    rf"(?<!\bno )\b(?:(?P<more>more)|(?P<less>fewer|less)) {_NOUN}\((?P<one>{Q})\)? than {_NOUN}"
    rf"\(?(?P<other>{Q}){_NO_OTHER}",
    re.IGNORECASE,
)
_TIMES_AS = re.compile(
    rf"(?P<times>{Q}(?: times)?|twice|double) (?:as (?:many|much|high|large|great|long)|the number of)"
    rf"(?! [^.;:]{{0,40}} again\b) {_NOUN}\((?P<one>{Q})\)? as {_NOUN}\(?(?P<other>{Q})",
    re.IGNORECASE,
)
_ROUNDED = re.compile(
    rf"\b(?P<near>more than|over|fewer than|less than|under|almost|nearly|about|around|roughly|some|at least) "
    rf"(?P<said>{Q})(?! (?:of|in|a|an|per|times)\b)(?: [\w'’-]+){{1,4}},? \((?P<held>{Q})\)",
    re.IGNORECASE,
)
_PLAIN = (NumeralKind.COUNT, NumeralKind.MONEY, NumeralKind.PERCENT)


def check_relations(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning for each comparison of two numbers of a sentence that these two contradict."""
    told: set[tuple[int, int]] = set()
    for pattern in (_MORE_THAN, _BESIDE):
        for claim in pattern.finditer(sentence.words):
            places = (claim.start("one"), claim.start("other"))
            if places not in told and (finding := _check_order(sentence, claim)):
                told.add(places)
                yield finding
    for claim in _TIMES_AS.finditer(sentence.words):
        yield from _check_times(sentence, claim)
    for claim in _ROUNDED.finditer(sentence.words):
        yield from _check_rounded(sentence, claim)


def _check_order(sentence: Sentence, claim: re.Match[str]) -> Finding | None:
    """A finding where the number that is called the larger is the smaller."""
    one, other = (sentence.quantities[claim.start(name)] for name in ("one", "other"))
    if not _are_comparable(one, other):
        return None
    sign = (one.value > other.value) - (one.value < other.value)
    if sign == (1 if claim["more"] else -1):
        return None
    return rules.CLAIM_COMPARISON.at(
        sentence.passage.where,
        words=(claim["more"] or claim["less"]),
        sentence=sentence.said,
        one=one.text,
        other=other.text,
    )


def _are_comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are of one kind, and at least one is a reading; two of one thing are a change over time."""
    if one.kind is not other.kind or one.kind not in _PLAIN:
        return False
    ids = {each.figure.indicator for each in (one, other) if each.figure}
    return len(ids) == 2 or (len(ids) == 1 and not (one.figure and other.figure))


def _check_times(sentence: Sentence, claim: re.Match[str]) -> Iterator[Finding]:
    """A finding where one number is not so many times the other."""
    one, other = (sentence.quantities[claim.start(name)] for name in ("one", "other"))
    if not _are_comparable(one, other) or other.value <= 0:
        return
    number = sentence.quantities.get(claim.start("times"))
    times = Decimal(2) if number is None else number.value / (100 if number.kind is NumeralKind.SHARE else 1)
    if not is_times(one.value / other.value, times, nearness_before(sentence.words, claim.start())):
        yield rules.CLAIM_TIMES.at(
            sentence.passage.where,
            words=claim["times"].replace(Q, number.text if number else ""),
            sentence=sentence.said,
            one=one.text,
            other=other.text,
            actual=f"{one.value / other.value:,.1f} times",
        )


def _check_rounded(sentence: Sentence, claim: re.Match[str]) -> Iterator[Finding]:
    """A finding where “more than 2,000 homes (1,890)” has less than that."""
    said, held = (sentence.quantities[claim.start(name)] for name in ("said", "held"))
    if said.figure or held.figure is None or said.kind is not held.kind or said.kind not in _PLAIN:
        return
    if not _fits(held.value, said, nearness_before(sentence.words, said.at)):
        yield rules.CLAIM_ROUNDED.at(
            sentence.passage.where,
            words=claim.group("near") + " " + said.text,
            sentence=sentence.said,
            held=held.text,
        )


def _fits(held: Decimal, said: Quantity, near: Nearness) -> bool:
    """Whether a reading may be told as about, nearly, over or under a round number."""
    match near:
        case Nearness.OVER:
            return held >= said.value
        case Nearness.UNDER:
            return held <= said.value
        case Nearness.NEARLY:
            return said.value * Decimal("0.8") <= held <= said.value * Decimal("1.005")
        case _:
            return abs(held - said.value) <= said.value * Decimal("0.15")
