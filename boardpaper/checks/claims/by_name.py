"""Claims that stand apart from any figure: a direction or a number said of an indicator by its name alone."""

import re
from collections.abc import Iterator, Sequence

from boardpaper.checks.claims.closeness import is_close, nearness_before
from boardpaper.checks.claims.direction import WAY, directions
from boardpaper.checks.claims.evidence import known_evidence
from boardpaper.checks.claims.phrases import OTHER_COMPARISON, STABLE, is_taken_back
from boardpaper.checks.claims.sentences import PERIOD, SIGNS, Q, Sentence
from boardpaper.checks.claims.subjects import exactly_named, named_family
from boardpaper.checks.prose.quantities import NumeralKind
from boardpaper.model.facts import Facts, KnownIndicator
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import MONTHS
from boardpaper.rules import claims as rules

# Where a subject begins, and where the name after "a fall in" ends.
_SUBJECT_STARTS = re.compile(
    r"[,;:(]|\b(?:that|and|but|while|although|though|because|since|as|whether|if|note[sd]?|welcome[sd]?|say|says|said)\b",
    re.IGNORECASE,
)
_VERBS = (
    r"is|are|was|were|has|have|had|been|will|would|may|might|can|could|should|must|does|did|do|be|remains?|over|from|"
    r"to|than|shows?|saw|seen|numbered|during|since|between|after|before"
)
_NAME_ENDS = re.compile(rf"[,.;:()?!{SIGNS}]|\b(?:{_VERBS})\b", re.IGNORECASE)
_IN = re.compile(r"\s+(?:in|of)\s+(?:the |our |its |recorded |overall |total |reported )*", re.IGNORECASE)
_TO = re.compile(rf"(?: \w+)? (?:to|at) (?:(?:about|around|some|just|over|under|nearly|almost) )*{Q}", re.IGNORECASE)
_THERE_WERE = re.compile(
    r"\bthere (?:were|was|have been|had been) (?:(?:about|around|some|just|over|under|nearly|almost|only) )*"
    rf"(?P<n>{Q})\s+",
    re.IGNORECASE,
)
_KEEPS = r"(?:continuing|continued|steady|steadily|sustained|ongoing|persistent|relentless)"
_WAYS = r"(?:rise|increase|growth|climb|fall|decrease|decline|drop|reduction)"
_CONTINUING = re.compile(
    rf"\b{_KEEPS} {_WAYS}\b|\bcontinues? to (?:rise|fall|increase|decrease|grow|decline|drop|climb)\b", re.I
)
# A number of another time or place than the readings'.
_DATED = re.compile(rf"\b(?:19|20)\d{{2}}\b|\b(?:{'|'.join(MONTHS)})\b|{PERIOD}|\bsurvey\b", re.IGNORECASE)
# The verb and its helpers before a word of direction: “were” of “and were stable”, “show a” of “show a continuing”.
_VERB_BEFORE = re.compile(
    r"(?:(?:^|\s+)(?:shows?|showed|saw|sees|seen|continues?|continued|remains?|remained|was|were|is|are|has|have|been|"
    r"stayed|held|had|an?|the|its|their|and|broadly|relatively|largely|now|also))+$",
    re.IGNORECASE,
)


def check_agreement(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning where words about an indicator named in full say otherwise than its readings."""
    if OTHER_COMPARISON.search(sentence.words):
        return
    yield from _check_named_directions(sentence, facts)
    yield from _check_named_values(sentence, facts)


def _check_named_directions(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """Directions that a sentence gives an indicator by its name alone, against that indicator's change."""
    for claim, sign in directions(sentence):
        indicator = _named(sentence.words, claim, facts)
        if indicator is None or _has_figure_of(sentence, indicator):
            continue
        evidence = known_evidence(indicator, None, facts)
        if evidence and evidence.sign != sign:
            yield rules.NAMED_DIRECTION.at(
                sentence.passage.where,
                words=claim.group(),
                way=WAY[sign],
                sentence=sentence.said,
                evidence=evidence.told,
            )


def _named(words: str, claim: re.Match[str], facts: Facts) -> KnownIndicator | None:
    """The indicator whose full name stands after “a fall in”, or before “fell”."""
    joined = _IN.match(words, claim.end())
    if joined:
        return exactly_named(_NAME_ENDS.split(words[joined.end() :])[0], facts)
    return exactly_named(_subject(words[: claim.start()]), facts)


def _subject(before: str) -> str:
    """What a verb says something of: the words before it, back to where their clause begins, up to a figure."""
    before = _VERB_BEFORE.sub("", before.rstrip())
    starts = [match.end() for match in _SUBJECT_STARTS.finditer(before)]
    return re.split(f"[{SIGNS}]", before[starts[-1] if starts else 0 :])[0]


def _has_figure_of(sentence: Sentence, indicator: KnownIndicator) -> bool:
    return any(each.figure and each.figure.indicator == indicator.id for each in sentence.quantities.values())


def _check_named_values(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """“Burglary fell to 3,784” and “there were 3,784 burglaries”, where the readings have another number."""
    words = sentence.words
    if _DATED.search(words):
        return
    found = []
    for claim, _ in directions(sentence):
        if joined := _TO.match(words, claim.end()):
            found.append((joined.end() - 1, exactly_named(_subject(words[: claim.start()]), facts)))
    for claim in _THERE_WERE.finditer(words):
        name = _NAME_ENDS.split(words[claim.end() :])[0]
        found.append((claim.start("n"), exactly_named(name, facts)))
    for at, indicator in found:
        if indicator and not _is_known(sentence, at, indicator):
            yield rules.NAMED_VALUE.at(
                sentence.passage.where,
                words=sentence.quantities[at].text,
                sentence=sentence.said,
                indicator=indicator.id,
                held=", ".join(indicator.told(value) for value in list(indicator.values.values())[-2:]),
            )


def _is_known(sentence: Sentence, at: int, indicator: KnownIndicator) -> bool:
    """Whether a number is one that the indicator has had; figures and what is no count are judged elsewhere."""
    said = sentence.quantities[at]
    if said.figure or said.kind is not NumeralKind.COUNT or not indicator.values:
        return True
    near = nearness_before(sentence.words, at)
    return any(is_close(value, said.value, said, near) for value in indicator.values.values())


def check_contradictions(sentences: Sequence[Sentence], facts: Facts) -> Iterator[Finding]:
    """A warning where one sentence calls stable what another says goes on rising or falling."""
    stable: dict[str, Sentence] = {}
    for sentence in sentences:
        for claim in STABLE.finditer(sentence.words):
            if not is_taken_back(sentence.words, claim.start()):
                stable.setdefault(_family(sentence.words, claim, facts), sentence)
    for sentence in sentences:
        for claim in _CONTINUING.finditer(sentence.words):
            family = _family(sentence.words, claim, facts)
            other = stable.get(family) if family else None
            if other and other is not sentence:
                yield rules.CLAIM_AGREEMENT.at(
                    sentence.passage.where,
                    words=claim.group(),
                    sentence=sentence.said,
                    where=other.passage.where,
                    other=other.said,
                )


def _family(words: str, claim: re.Match[str], facts: Facts) -> str:
    """The indicator that a word is said of, though the text may name it in part; empty where that is not certain."""
    joined = _IN.match(words, claim.end())
    name = _NAME_ENDS.split(words[joined.end() :])[0] if joined else _subject(words[: claim.start()])
    return named_family(name, facts)
