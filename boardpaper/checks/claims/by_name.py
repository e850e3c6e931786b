"""Claims that stand apart from any figure: a direction or a number said of an indicator by its name alone."""

import re
from collections.abc import Iterator, Sequence

from boardpaper.checks.claims.closeness import is_close, nearness_before
from boardpaper.checks.claims.direction import NO_WAY, WAY, denials, directions, is_belied, is_noun
from boardpaper.checks.claims.evidence import Evidence, evidence_for, known_evidence
from boardpaper.checks.claims.phrases import DOWN, OTHER_COMPARISON, STABLE, UP, is_taken_back
from boardpaper.checks.claims.sentences import PERIOD, SIGNS, Q, Sentence
from boardpaper.checks.claims.subjects import exactly_named, named_family
from boardpaper.checks.prose.periods import read_periods
from boardpaper.checks.prose.quantities import NumeralKind
from boardpaper.model.facts import Facts, KnownIndicator
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import MONTHS
from boardpaper.model.period import same_dates
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
    r"stayed|held|had|an?|the|its|their|and|both|broadly|relatively|largely|now|also))+$",
    re.IGNORECASE,
)

# Where a clause with several subjects begins, and what joins them.
_SEVERAL_START = re.compile(
    rf"[;:(]|[{SIGNS}]|\b(?:that|but|while|although|though|because|since|as|whether|if|whereas|says?|said)\b",
    re.IGNORECASE,
)
_JOINTS = re.compile(r",? (?:and|nor|or) |, ", re.IGNORECASE)
_BOTH = re.compile(r"^(?:both|neither|either) ", re.IGNORECASE)


def check_agreement(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning where words about an indicator named in full say otherwise than its readings."""
    if OTHER_COMPARISON.search(sentence.words):
        return
    yield from _check_named_directions(sentence, facts)
    yield from _check_named_values(sentence, facts)


def _check_named_directions(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """Directions that a sentence gives or denies an indicator by its name alone, against that indicator's change."""
    for claim, sign in directions(sentence):
        for evidence in _by_name(sentence, claim, facts):
            if evidence.sign != sign:
                yield _named_direction(sentence, claim, WAY[sign], evidence)
    for claim, sign in denials(sentence):
        for evidence in _by_name(sentence, claim, facts):
            if is_belied(evidence, sign):
                yield _named_direction(sentence, claim, NO_WAY[sign], evidence)
    yield from _check_neither(sentence, facts)


def _check_neither(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """“Neither burglary nor robbery has risen”, where one of them has."""
    for claim, sign in [(match, sign) for sign, way in ((1, UP), (-1, DOWN)) for match in way.finditer(sentence.words)]:
        before = _clause_before(sentence.words, claim)
        if not before.lower().startswith("neither "):
            continue
        for indicator in _several(before, facts):
            evidence = known_evidence(indicator, None, facts)
            if evidence and is_belied(evidence, sign):
                yield _named_direction(sentence, claim, NO_WAY[sign], evidence)


def _named_direction(sentence: Sentence, claim: re.Match[str], way: str, evidence: Evidence) -> Finding:
    return rules.NAMED_DIRECTION.at(
        sentence.passage.where, words=claim.group(), way=way, sentence=sentence.said, evidence=evidence.told
    )


def _by_name(sentence: Sentence, claim: re.Match[str], facts: Facts) -> Iterator[Evidence]:
    """What is known of the indicator that a claim names, or of each of several; figures beside it judge elsewhere."""
    judged = evidence_for(sentence, claim, facts, noun=is_noun(sentence, claim))
    for indicator in _all_named(sentence, claim, facts):
        evidence = known_evidence(indicator, None, facts)
        if evidence and not (judged and judged.indicator == indicator):
            yield evidence


def _all_named(sentence: Sentence, claim: re.Match[str], facts: Facts) -> Sequence[KnownIndicator]:
    """The indicators that a claim is of by their full names: one without a figure, or several that are joined."""
    words = sentence.words
    if several := _several(_clause_before(words, claim), facts):
        return several
    indicator = _named(words, claim, facts)
    return () if indicator is None or _has_figure_of(sentence, indicator) else (indicator,)


def _clause_before(words: str, claim: re.Match[str]) -> str:
    """The words before a verb, back to where its clause begins, with all of its subjects."""
    return _SEVERAL_START.split(_VERB_BEFORE.sub("", words[: claim.start()].rstrip()))[-1].strip()


def _several(before: str, facts: Facts) -> Sequence[KnownIndicator]:
    """The indicators that “both burglary and robbery” names, each in full; none where one of them is not."""
    names = _JOINTS.split(_BOTH.sub("", before))
    found = [exactly_named(name, facts) for name in names]
    known = [each for each in found if each]
    return known if len(known) == len(names) > 1 else ()


def _named(words: str, claim: re.Match[str], facts: Facts) -> KnownIndicator | None:
    """The indicator whose full name stands after “a fall in”, or before “fell” and “fell in 2024/25”."""
    joined = _IN.match(words, claim.end())
    if joined is None:
        return exactly_named(_subject(words[: claim.start()]), facts)
    typed = next((each for each in read_periods(words[claim.end() :]) if each.start <= len(joined.group())), None)
    if typed is None:
        return exactly_named(_NAME_ENDS.split(words[joined.end() :])[0], facts)
    indicator = exactly_named(_subject(words[: claim.start()]), facts)
    current = indicator.current if indicator else None
    return indicator if current and same_dates(current, typed.period) else None


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
