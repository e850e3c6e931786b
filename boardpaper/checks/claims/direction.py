"""Claims of direction: that something rose, fell, stayed, improved or worsened."""

import re
from collections.abc import Iterator
from decimal import Decimal

from boardpaper.checks.claims.evidence import Evidence, evidence_for
from boardpaper.checks.claims.phrases import (
    ADVERB,
    BESIDE_BASELINE,
    BETTER,
    DOWN,
    LEVEL,
    MORE,
    STABLE,
    UP,
    WORSE,
    is_taken_back,
)
from boardpaper.checks.claims.sentences import Sentence
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.rules import claims as rules

_NOUN_FOLLOWS = re.compile(r"\s+(?:in|of)\b", re.IGNORECASE)
# A change below these is what papers call stable: in percent of a count, in points of a percentage.
_STABLE_PERCENT, _STABLE_POINTS = Decimal(10), Decimal(5)
WAY = {1: "a rise", -1: "a fall"}


def check_directions(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning for each word of direction that its readings contradict."""
    told: set[str] = set()
    for claim, sign in directions(sentence):
        noun = _NOUN_FOLLOWS.match(sentence.words, claim.end()) is not None
        evidence = evidence_for(sentence, claim, facts, noun=noun or claim.re is MORE)
        if evidence and evidence.sign != sign and evidence.told not in told:
            told.add(evidence.told)
            yield rules.CLAIM_DIRECTION.at(
                sentence.passage.where,
                words=claim.group().strip(),
                way=WAY[sign],
                sentence=sentence.said,
                evidence=evidence.told,
            )
    yield from _check_level(sentence, facts)
    yield from _check_polarity(sentence, facts)


def directions(sentence: Sentence) -> list[tuple[re.Match[str], int]]:
    """The words that claim a direction, each with 1 for up or -1 for down, in order."""
    words = sentence.words
    found = [(match, 1) for match in UP.finditer(words)] + [(match, -1) for match in DOWN.finditer(words)]
    found += [(match, 1 if match["way"].lower() == "up" else -1) for match in ADVERB.finditer(words)]
    found += [(match, 1 if match["way"].lower() == "above" else -1) for match in BESIDE_BASELINE.finditer(words)]
    found += [(match, 1 if match["more"].lower() == "more" else -1) for match in MORE.finditer(words)]
    return sorted(
        ((match, sign) for match, sign in found if not is_taken_back(words, match.start())),
        key=lambda each: each[0].start(),
    )


def _check_level(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """Findings for what is called level or stable and is not."""
    for pattern, exact in ((LEVEL, True), (STABLE, False)):
        for claim in pattern.finditer(sentence.words):
            evidence = evidence_for(sentence, claim, facts)
            if evidence and not is_taken_back(sentence.words, claim.start()) and not _is_level(evidence, exact):
                yield rules.CLAIM_STABLE.at(
                    sentence.passage.where,
                    words=claim.group().strip(),
                    sentence=sentence.said,
                    evidence=evidence.told,
                )


def _is_level(evidence: Evidence, exact: bool) -> bool:
    """Whether what changed so may be called level: not at all if `exact`, else not by more than chance."""
    if exact:
        return evidence.sign == 0
    if evidence.percent:
        return evidence.difference is None or abs(evidence.difference) < _STABLE_POINTS
    if evidence.relative is None or abs(evidence.relative) < _STABLE_PERCENT:
        return True
    # Small counts go up and down by chance: twice the root of what is expected is no trend.
    earlier, difference = evidence.earlier, evidence.difference
    return earlier is not None and difference is not None and abs(difference) < 2 * earlier.sqrt()


def _check_polarity(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """Findings for what is called better or worse and went the other way."""
    for pattern, better in ((BETTER, 1), (WORSE, -1)):
        for claim in pattern.finditer(sentence.words):
            noun = _NOUN_FOLLOWS.match(sentence.words, claim.end()) is not None
            evidence = evidence_for(sentence, claim, facts, noun=noun)
            if evidence is None or evidence.indicator is None or is_taken_back(sentence.words, claim.start()):
                continue
            good = evidence.indicator.polarity.better
            if good and evidence.sign != good * better:
                yield rules.CLAIM_POLARITY.at(
                    sentence.passage.where,
                    words=claim.group(),
                    sentence=sentence.said,
                    evidence=evidence.told,
                    which="higher" if good > 0 else "lower",
                )
