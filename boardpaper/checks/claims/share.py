"""Claims of a share: a majority, most, almost half, one in four, two thirds, 13 of 31 (42%)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from boardpaper.checks.claims.closeness import Nearness, is_close, nearness_before
from boardpaper.checks.claims.sentences import Q, Quantity, Sentence
from boardpaper.checks.prose.quantities import NumeralKind
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.rules import claims as rules

_HALF = Decimal(50)
# "Most similar forces" is no share of them.
_MOST_OF_ALL = (
    r"of all|likely|recent|common|often|similar|serious|vulnerable|deprived|harmful|prolific|important|significant|"
    r"senior|experienced|urgent|visible|affected|improved|notable|notably|particularly|especially|comparable"
)
_MOST = rf"(?<!at )(?<!the )(?<!our )(?<!its )(?<!their )most(?! (?:{_MOST_OF_ALL}))"
_SHARE = rf"(?P<share>\b(?:majority|minority|{_MOST})\b|{Q})"
_SHARE += r"(?! (?:\w+ )?(?:lower|higher|more|fewer|less|smaller|larger|increase|decrease|rise|fall|reduction)\b)"
_GAP = rf"[^.;:{Q}]{{0,60}}?"
_THE = r"(?:the |all |all the |these |those )?"
_SHOWN = r"(?:, |\s?\()"
# Each pattern has the share, and either the percentage that tells it or the part and the whole.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_SHARE} (?:of|in) {_THE}(?P<whole>{Q}){_GAP}{_SHOWN}(?P<part>{Q})(?=[,.)]| \w)",
        rf"{_SHARE} {_GAP}{_SHOWN}(?P<part>{Q}) (?:of|out of) {_THE}(?P<whole>{Q})",
        rf"{_SHARE} {_GAP}{_SHOWN}(?P<percent>{Q})(?=[,.)])",
        rf"(?P<part>{Q}) (?:\w+ ){{0,3}}?(?:of|out of) {_THE}(?P<whole>{Q}){_GAP}\((?P<share>{Q})\)",
        rf"\bof {_THE}(?P<whole>{Q}){_GAP}, (?P<part>{Q})(?: \w+){{0,2}}? \((?P<share>{Q})\)",
    )
)
_COUNTS = (NumeralKind.COUNT, NumeralKind.MONEY)


def check_shares(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning for each share that the numbers beside it contradict."""
    judged: set[int] = set()
    for pattern in _PATTERNS:
        for claim in pattern.finditer(sentence.words):
            actual = _actual(sentence, claim)
            if actual is None or claim.start("share") in judged:
                continue
            said = sentence.quantities.get(claim.start("share"))
            if said and (said.figure or said.kind not in (NumeralKind.SHARE, NumeralKind.PERCENT)):
                continue
            judged.add(claim.start("share"))
            if not _holds(sentence.words, claim, said, actual):
                yield _finding(sentence, claim, said, actual)


def _actual(sentence: Sentence, claim: re.Match[str]) -> Decimal | None:
    """The share in percent, from the percentage itself or from part and whole."""
    if "percent" in claim.groupdict():
        told = sentence.quantities[claim.start("percent")]
        return told.value if told.kind is NumeralKind.PERCENT else None
    part, whole = (sentence.quantities[claim.start(name)] for name in ("part", "whole"))
    if part.kind not in _COUNTS or whole.kind is not part.kind or not 0 <= part.value <= whole.value or not whole.value:
        return None
    return part.value * 100 / whole.value


def _holds(words: str, claim: re.Match[str], said: Quantity | None, actual: Decimal) -> bool:
    """Whether a share is what was said of it; said of `None` are “most” and “a minority”"""
    near = nearness_before(words, claim.start("share"))
    if said is None:
        return actual < _HALF if claim["share"].lower() == "minority" else actual > _HALF
    if said.kind is NumeralKind.SHARE and near is Nearness.EXACT:
        # "A quarter" is said of 23% as of 27%.
        return abs(actual - said.value) <= max(Decimal("2.5"), said.value * Decimal("0.1"))
    return is_close(actual, said.value, said, near)


def _finding(sentence: Sentence, claim: re.Match[str], said: Quantity | None, actual: Decimal) -> Finding:
    """A finding that a share is not what the two numbers of the sentence come to."""
    return rules.CLAIM_SHARE.at(
        sentence.passage.where,
        words=said.text if said else claim["share"],
        sentence=sentence.said,
        actual=f"{actual:.1f}".removesuffix(".0"),
    )
