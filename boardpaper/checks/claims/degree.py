"""Claims of degree: that something rose slightly, fell sharply, or the like."""

import re
from collections.abc import Iterator
from decimal import Decimal

from boardpaper.checks.claims.direction import directions, is_noun
from boardpaper.checks.claims.evidence import Evidence, evidence_for
from boardpaper.checks.claims.sentences import Sentence
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.rules import claims as rules

_SLIGHT = (
    r"slight(?:ly)?|marginal(?:ly)?|modest(?:ly)?|fractional(?:ly)?|negligibl[ey]|minimal(?:ly)?|small|minor|little|"
    r"a touch"
)
_SHARP = (
    r"sharp(?:ly)?|steep(?:ly)?|dramatic(?:ally)?|drastic(?:ally)?|substantial(?:ly)?|considerabl[ey]|marked(?:ly)?|"
    r"significant(?:ly)?|huge(?:ly)?|massive(?:ly)?|enormous(?:ly)?|large|major|big|rapid(?:ly)?"
)
_DEGREE = rf"(?:(?P<slight>{_SLIGHT})|(?P<sharp>{_SHARP}))"
# "A slight but welcome fall", "has risen only slightly"; "not significantly" says nothing of how much.
_BEFORE = re.compile(
    rf"(?<!\bnot )(?<!\bno )(?<!\bless )\b{_DEGREE}(?:,? (?:(?:but|and|yet) )?\w+)?,? $", re.IGNORECASE
)
_AFTER = re.compile(
    rf"^,? (?:(?:only|very|quite|rather|but|just|by|a) ){{0,3}}{_DEGREE}(?! (?:less|more|number)\b)\b", re.I
)
_NEAR = 40
# What nobody calls slight, and what nobody calls sharp: in percent of a count, in points of a percentage.
_LARGE_PERCENT, _LARGE_POINTS = Decimal(15), Decimal(5)
_TINY_PERCENT, _TINY_POINTS = Decimal(3), Decimal("1.5")


def check_degrees(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning for each word of degree beside a word of direction that the size of the change contradicts."""
    for claim, sign in directions(sentence):
        said = _degree(sentence.words, claim)
        evidence = evidence_for(sentence, claim, facts, noun=is_noun(sentence, claim)) if said else None
        if said and evidence and evidence.sign == sign and _is_wrong(said, evidence):
            yield rules.CLAIM_DEGREE.at(
                sentence.passage.where,
                words=said.group().strip(" ,"),
                sentence=sentence.said,
                evidence=evidence.told,
                actual=f"{abs(evidence.relative or 0):,.1f}%".replace(".0%", "%"),
            )


def _degree(words: str, claim: re.Match[str]) -> re.Match[str] | None:
    """The word of degree that stands before a word of direction, within it or behind it."""
    start, end = claim.start(), claim.end()
    before = _BEFORE.search(words[max(start - _NEAR, 0) : start])
    within = re.search(rf"\b{_DEGREE} ", claim.group(), re.IGNORECASE)
    return before or within or _AFTER.match(words[end : end + _NEAR])


def _is_wrong(said: re.Match[str], evidence: Evidence) -> bool:
    """Whether a change is far too large to be slight, or far too small to be sharp."""
    relative, difference = evidence.relative, evidence.difference
    if relative is None or (evidence.percent and difference is None):
        return False
    percent, points = abs(relative), abs(difference) if difference is not None else Decimal(0)
    if said["slight"]:
        return percent >= _LARGE_PERCENT and (points >= _LARGE_POINTS if evidence.percent else not _is_chance(evidence))
    return percent < _TINY_PERCENT and (not evidence.percent or points < _TINY_POINTS)


def _is_chance(evidence: Evidence) -> bool:
    """Whether a count is so small that it goes up and down by as much, as two and three do."""
    earlier, difference = evidence.earlier, evidence.difference
    return earlier is not None and difference is not None and abs(difference) < 2 * abs(earlier).sqrt()
