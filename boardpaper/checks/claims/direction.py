"""Claims of direction: that something rose, fell, stayed, improved or worsened."""

import re
from collections.abc import Iterator
from decimal import Decimal

from boardpaper.checks.claims.evidence import Evidence, evidence_for
from boardpaper.checks.claims.phrases import (
    ADVERB,
    BESIDE_BASELINE,
    BETTER,
    DENIED,
    DENIED_BETTER,
    DOWN,
    LEVEL,
    MORE,
    STABLE,
    UP,
    WORSE,
    is_doubted,
    is_taken_back,
)
from boardpaper.checks.claims.sentences import Sentence
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.rules import claims as rules

_NOUN_FOLLOWS = re.compile(r"\s+(?:in|of)\b", re.IGNORECASE)
# A change below these is what papers call stable: in percent of a count, in points of a percentage.
_STABLE_PERCENT, _STABLE_POINTS = Decimal(10), Decimal(5)
# Who denies a change means none that is worth a word.
_WORTH_PERCENT, _WORTH_POINTS, _WORTH_OF_PERCENTAGE = Decimal(1), Decimal("0.5"), Decimal(5)
WAY = {1: "a rise", -1: "a fall"}
NO_WAY = {1: "no rise", -1: "no fall"}


def check_directions(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning for each word of direction that its readings contradict."""
    told: set[str] = set()
    for claim, sign in directions(sentence):
        noun = is_noun(sentence, claim) or claim.re is MORE
        evidence = evidence_for(sentence, claim, facts, noun=noun)
        if evidence and evidence.sign != sign and evidence.told not in told:
            told.add(evidence.told)
            yield rules.CLAIM_DIRECTION.at(
                sentence.passage.where,
                words=claim.group().strip(),
                way=WAY[sign],
                sentence=sentence.said,
                evidence=evidence.told,
            )
    yield from _check_denials(sentence, facts)
    yield from _check_level(sentence, facts)
    yield from _check_polarity(sentence, facts)


def _check_denials(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning for each rise or fall that is denied, and was there."""
    for claim, sign in denials(sentence):
        evidence = evidence_for(sentence, claim, facts, noun=is_noun(sentence, claim))
        if evidence and is_belied(evidence, sign):
            yield rules.CLAIM_DIRECTION.at(
                sentence.passage.where,
                words=claim.group(),
                way=NO_WAY[sign],
                sentence=sentence.said,
                evidence=evidence.told,
            )


def denials(sentence: Sentence) -> list[tuple[re.Match[str], int]]:
    """The words that deny a direction, each with 1 for up or -1 for down."""
    found = [(match, sign) for sign, pattern in DENIED.items() for match in pattern.finditer(sentence.words)]
    return [(match, sign) for match, sign in found if not is_doubted(sentence.words, match.start())]


def is_noun(sentence: Sentence, claim: re.Match[str]) -> bool:
    """Whether words of direction are a noun whose subject follows, as in “a fall in burglary”."""
    return _NOUN_FOLLOWS.match(sentence.words, claim.end()) is not None


def is_belied(evidence: Evidence, denied: int) -> bool:
    """Whether the change that was denied (1 a rise, -1 a fall) is there, and more than a trifle."""
    if evidence.sign != denied:
        return False
    relative, difference = evidence.relative, evidence.difference
    if evidence.percent and difference is not None and abs(difference) >= _WORTH_POINTS:
        return True
    return relative is None or abs(relative) >= (_WORTH_OF_PERCENTAGE if evidence.percent else _WORTH_PERCENT)


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
    """Findings for what is called better or worse and went the other way, or is denied to be and did."""
    for pattern, better in ((BETTER, 1), (WORSE, -1)):
        for claim in pattern.finditer(sentence.words):
            if not is_taken_back(sentence.words, claim.start()):
                yield from _judge_better(sentence, claim, better, facts)
    for better, pattern in DENIED_BETTER.items():
        for claim in pattern.finditer(sentence.words):
            if not is_doubted(sentence.words, claim.start()):
                yield from _judge_better(sentence, claim, better, facts, denied=True)


def _judge_better(
    sentence: Sentence, claim: re.Match[str], better: int, facts: Facts, *, denied: bool = False
) -> Iterator[Finding]:
    """A finding where an indicator went another way than `better` says: 1 for the better, -1 for the worse."""
    evidence = evidence_for(sentence, claim, facts, noun=is_noun(sentence, claim))
    good = evidence.indicator.polarity.better if evidence and evidence.indicator else 0
    if evidence is None or not good:
        return
    wrong = is_belied(evidence, good * better) if denied else evidence.sign != good * better
    if wrong:
        yield rules.CLAIM_POLARITY.at(
            sentence.passage.where,
            words=claim.group(),
            sentence=sentence.said,
            evidence=evidence.told,
            which="higher" if good > 0 else "lower",
        )
