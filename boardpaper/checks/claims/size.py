"""Claims of size: by how much something rose or fell, in numbers, percent, points, fractions or times."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from boardpaper.checks.claims.closeness import Nearness, is_close, is_times, nearness_before
from boardpaper.checks.claims.direction import directions
from boardpaper.checks.claims.evidence import Evidence, evidence_for
from boardpaper.checks.claims.phrases import SIZES, is_taken_back
from boardpaper.checks.claims.sentences import Q, Quantity, Sentence
from boardpaper.checks.prose.quantities import NumeralKind
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.rules import claims as rules

_TIMES: dict[str, Decimal | int] = {
    "doubled": 2,
    "trebled": 3,
    "tripled": 3,
    "quadrupled": 4,
    "halved": Decimal("0.5"),
    "twice": 2,
    "double": 2,
}
_AS = r"as (?:many|much|high|large|great|long|common|frequent)\b"
# What is set beside another number is no change: "twice as many calls (40) as visits (20)".
_NO_OTHER = rf"(?![^.;:]{{0,80}}\({Q}\)? as )"
_MULTIPLIED = re.compile(
    r"\b(?:doubled|trebled|tripled|quadrupled|halved)\b"
    rf"|\b(?:twice|double)(?= (?:{_AS}|the (?:number|figure|level|rate|total|amount)\b)){_NO_OTHER}"
    rf"|(?P<again>{Q}) {_AS}(?=[^.;:,]{{0,40}} again\b)"
    rf"|(?P<size>{Q})(?: times (?:{_AS}|the\b)| {_AS}){_NO_OTHER}",
    re.IGNORECASE,
)
# How far a size may stand behind its word of direction: "rose to 53, by 9".
_NEAR = 12
_NOUN_FOLLOWS = re.compile(r"\s+(?:in|of)\b", re.IGNORECASE)


def check_sizes(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning for each size that its readings contradict."""
    for pattern in SIZES:
        for claim in pattern.finditer(sentence.words):
            quantity = sentence.quantities[claim.start("size")]
            if quantity.figure or _is_range(sentence, claim) or is_taken_back(sentence.words, claim.start()):
                continue
            yield from _check_size(sentence, claim, quantity, facts)
    for claim in _MULTIPLIED.finditer(sentence.words):
        if not is_taken_back(sentence.words, claim.start()):
            yield from _check_times(sentence, claim, facts)


def _is_range(sentence: Sentence, claim: re.Match[str]) -> bool:
    """Whether the size is one end of a range, as in “by 5 to 10 per cent”; “by 5 to 10” from a workbook is none."""
    if not sentence.words.startswith(f" to {Q}", claim.end()):
        return False
    return sentence.quantities[claim.end() + 4].figure is None


def _check_size(sentence: Sentence, claim: re.Match[str], quantity: Quantity, facts: Facts) -> Iterator[Finding]:
    """A finding where a change is not as large as the sentence says."""
    evidence = _evidence(sentence, claim, facts)
    if evidence is None or not evidence.sign:
        return
    near = nearness_before(sentence.words, quantity.at)
    judged = _judge(quantity, near, evidence)
    if judged is None or judged.sound:
        return
    yield (rules.CLAIM_POINTS if judged.points else rules.CLAIM_SIZE).at(
        sentence.passage.where,
        words=quantity.text,
        sentence=sentence.said,
        evidence=evidence.told,
        actual=judged.actual,
    )


class _Judged(Struct, frozen=True):
    """Whether a size holds, and what it should have been; `points` that points were called percent."""

    sound: bool
    actual: str
    points: bool = False


def _judge(quantity: Quantity, near: Nearness, evidence: Evidence) -> _Judged | None:
    """How the size compares with the change; None where the change cannot be told in its kind."""
    difference, relative = evidence.difference, evidence.relative
    value = abs(quantity.value)
    match quantity.kind:
        case NumeralKind.PERCENT if evidence.percent and difference is not None:
            return _percent_of_percentage(value, quantity, near, abs(difference), relative)
        case NumeralKind.PERCENT | NumeralKind.SHARE if relative is not None:
            return _Judged(is_close(abs(relative), value, quantity, near), f"{_number(relative)}%")
        case NumeralKind.POINTS if evidence.percent and difference is not None:
            return _Judged(is_close(abs(difference), value, quantity, near), _points(difference))
        case NumeralKind.COUNT | NumeralKind.MONEY if difference is not None and not evidence.percent:
            return _Judged(is_close(abs(difference), value, quantity, near), _number(difference))
        case _:
            return None


def _percent_of_percentage(
    value: Decimal, quantity: Quantity, near: Nearness, difference: Decimal, relative: Decimal | None
) -> _Judged:
    """“Rose by 3%” of a percentage: three percent of it, or three points wrongly called percent?"""
    if relative is not None and is_close(abs(relative), value, quantity, near):
        return _Judged(True, "")
    if is_close(difference, value, quantity, near):
        return _Judged(False, "a change in percentage points, not in percent", points=True)
    return _Judged(False, _points(difference))


def _check_times(sentence: Sentence, claim: re.Match[str], facts: Facts) -> Iterator[Finding]:
    """A finding where something did not double, or the like."""
    evidence = _evidence(sentence, claim, facts)
    if evidence is None or evidence.relative is None:
        return
    near = nearness_before(sentence.words, claim.start())
    times, text = _times(sentence, claim)
    actual = 1 + evidence.relative / 100
    if not is_times(actual, times, near):
        yield rules.CLAIM_SIZE.at(
            sentence.passage.where,
            words=text,
            sentence=sentence.said,
            evidence=evidence.told,
            actual=f"{_number(actual, 2)} times",
        )


def _times(sentence: Sentence, claim: re.Match[str]) -> tuple[Decimal, str]:
    """How many times as much something is said to be, and in what words; “half as many again” is one and a half."""
    name = "size" if claim["size"] else "again"
    said = sentence.quantities.get(claim.start(name)) if claim[name] else None
    text = claim.group().replace(Q, said.text if said else "")
    if said is None:
        return Decimal(_TIMES[text.lower()]), text
    share = said.value / 100 if said.kind is NumeralKind.SHARE else said.value
    return (share, text) if claim["size"] else (1 + share, f"{text} … again")


def _evidence(sentence: Sentence, claim: re.Match[str], facts: Facts) -> Evidence | None:
    """The evidence for the word of direction that the size belongs to, or else for the size itself."""
    noun = _NOUN_FOLLOWS.match(sentence.words, claim.end()) is not None
    words = [word for word, _ in directions(sentence) if 0 <= claim.start() - word.end() <= _NEAR]
    tries = [*((word, noun) for word in words[:1]), (claim, noun), (claim, not noun)]
    return next((found for at, after in tries if (found := evidence_for(sentence, at, facts, noun=after))), None)


def _number(value: Decimal, decimals: int = 1) -> str:
    """A number without its sign, and without a decimal that says nothing."""
    return f"{abs(value):,.{decimals}f}".removesuffix(".0").removesuffix(".00")


def _points(value: Decimal) -> str:
    number = _number(value)
    return f"{number} percentage point{'' if number == '1' else 's'}"
