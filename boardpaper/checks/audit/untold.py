"""Suppressed numbers that somebody typed as plain words, found by what their sentences are about."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.checks.prose.allowed import Allowances
from boardpaper.checks.prose.naming import Subject, Subjects, said_stems, stem
from boardpaper.checks.prose.quantities import SAYS_NUMBER, Numeral, NumeralKind, read_numerals
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import ChangeKind, Marker, Readings, Unit
from boardpaper.model.passage import Passage, Span, SpanKind
from boardpaper.model.suppression import without_quoted
from boardpaper.rules import figures as rules

# Of numbers with so many digits hardly any is another's by chance; and of those with one more none.
_TELLING, _SURE = 3, 4
# What explains a number so loosely that it may still count what is suppressed.
_LOOSE = ("turn of phrase", "counts the paper's own parts", "counts the list below", "no exact number")
_BY_AUTHOR = "allowed by the author"
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[^a-z\s])")
_REFERS = re.compile(
    r"\b(?:it|its|they|their|them|these|those|this|such|there (?:was|were|is|are|have been|had been)|which|"
    r"the (?:number|total|figure|count|rate|level))\b",
    re.IGNORECASE,
)
_ADVERBS = r"(?:(?:about|only|just|still|now|again|around|some|approximately|exactly|nearly|almost|over|under) )*"
# What leads from a subject to its number.
_LEADS = re.compile(
    r"(?:\b(?:was|were|is|are|been|be|became|remains?|remained|at|to|from|reached|numbered|totalled|totaled|had|has|"
    rf"saw|recorded|there|(?:total|figure|count|number|level|rate|value|low|high|peak) of) "
    rf"{_ADVERBS}|[:=(–—-]\s*{_ADVERBS})$",
    re.IGNORECASE,
)
# What a number stands behind that begins a sentence, or a part of one.
_BEGINS = re.compile(rf"(?:^|,)\s*{_ADVERBS}$", re.IGNORECASE)
# What follows a number that counts nothing else than its subject.
_FREE = re.compile(
    r"\s*(?:$|[.,;:!?)\]–—]|(?:in|during|from|compared|against|this|last|and|but|or|so|while|with|over|at|on|for|to|"
    r"such|altogether|recorded|reported|times|after|before|by|than)\b)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.,;:!?()]")
_WORD = re.compile(r"[a-z]+")
_COUNTED = re.compile(
    r"^\s+(?:\w+\s+)?(?:cases?|incidents?|offences?|reports?|records?|instances?|victims?|crimes?|counts?|"
    r"allegations?) of (?:the )?",
    re.IGNORECASE,
)
_JOINED = frozenset({"of", "in", "out", "per", "by", "for", "to", "from", "on", "at", "with", "about", "were", "was"})
_WORDS_ON = 5
_VALUE_COLUMN = re.compile(
    r"^\s*$|\d|\b(?:number|count|value|total|figure|cases?|all|actual|current|baseline|year|month|quarter|latest|this|"
    r"last|previous|now|before|then)\b",
    re.IGNORECASE,
)
# How the numbers of each unit are written, and those of each kind of change.
_KINDS = {
    Unit.COUNT: (NumeralKind.COUNT,),
    Unit.RATIO: (NumeralKind.COUNT,),
    Unit.PERCENT: (NumeralKind.PERCENT, NumeralKind.SHARE),
    Unit.GBP: (NumeralKind.MONEY,),
    Unit.ONE_IN: (NumeralKind.SHARE,),
}
_CHANGES = {
    NumeralKind.COUNT: (ChangeKind.COUNT,),
    NumeralKind.MONEY: (ChangeKind.COUNT,),
    NumeralKind.PERCENT: (ChangeKind.PERCENT,),
    NumeralKind.POINTS: (ChangeKind.POINTS,),
    NumeralKind.FOLD: (ChangeKind.FOLD,),
}
# A space that parts thousands; one letter as the comma that it stands for.
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})[\u00a0\u202f\u2009 ](?=\d{3}(?!\d))")


class Typed(Struct, frozen=True):
    """A number in an author's words that equals a suppressed one of the indicator called `title`.

    `at` is the place of its passage among all, `start` and `end` where it stands there. It is `sure` where the sentence
    plainly says it of the indicator.
    """

    at: int
    start: int
    end: int
    text: str
    title: str
    sure: bool


class _Scope(IntEnum):
    """How near an indicator is named to a number."""

    NOWHERE = 0
    AROUND = 1
    BEFORE = 2
    REFERRED = 3
    NAMED = 4


class _Place(Struct, frozen=True):
    """A sentence, where it begins in its passage, and the indicators that are named in it, before it and around it."""

    passage: Passage
    start: int
    text: str
    named: Mapping[str, Subject]
    before: Mapping[str, Subject]
    around: Mapping[str, Subject]

    def scope(self, name: str) -> _Scope:
        """How near the indicator is named."""
        if name in self.named:
            return _Scope.NAMED
        if name in self.before and not self.named:
            return _Scope.REFERRED if _REFERS.search(self.text) else _Scope.BEFORE
        return _Scope.AROUND if name in self.around else _Scope.NOWHERE


class _Number(Struct, frozen=True):
    """A number of a sentence, with the words before and after it."""

    numeral: Numeral
    before: str
    after: str

    @property
    def digits(self) -> int:
        """How many digits tell it from other numbers."""
        return sum(letter.isdigit() for letter in self.numeral.text.rstrip("0."))


def find_typed(passages: Sequence[Passage], readings: Readings, names: Sequence[str] = ()) -> tuple[Typed, ...]:
    """The suppressed numbers that stand in the passages as plain words; `names` are words that the author allows."""
    if not readings.untold:
        return ()
    subjects = Subjects(readings.indicators)
    found: list[Typed] = []
    for at, place in _places(passages, subjects):
        found += _in_place(at, place, readings, subjects, names)
    return tuple(dict.fromkeys(found))


def check_typed(typed: Iterable[Typed], passages: Sequence[Passage]) -> tuple[Finding, ...]:
    """An error for each of them, or a warning where it is not sure, none of which says the number."""
    texts = typed_texts(typed)
    found: dict[Finding, None] = {}
    for each in sorted(typed, key=lambda one: (one.at, one.start, not one.sure)):
        rule = rules.SUPPRESSED_TYPED if each.sure else rules.SUPPRESSED_PERHAPS_TYPED
        found[rule.at(without_quoted(passages[each.at].where, texts), indicator=each.title)] = None
    return tuple(found)


def typed_texts(typed: Iterable[Typed]) -> frozenset[str]:
    """How they are written, which no message may quote."""
    return frozenset(each.text for each in typed)


def without_typed(passages: Sequence[Passage], typed: Iterable[Typed]) -> tuple[Passage, ...]:
    """The passages with [c] in the place of each of them, so that no finding quotes it."""
    places: dict[int, list[tuple[int, int]]] = {}
    for each in typed:
        places.setdefault(each.at, []).append((each.start, each.end))
    texts = typed_texts(typed)
    return tuple(
        replace(
            passage,
            spans=tuple(_cut(passage.spans, sorted(set(places.get(at, ()))))),
            where=without_quoted(passage.where, texts),
            about=without_quoted(f"“{passage.about}”", texts)[1:-1],
        )
        if texts
        else passage
        for at, passage in enumerate(passages)
    )


def _cut(spans: Iterable[Span], places: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The spans with [c] for each of `places`, which lie in the passage's text."""
    start = 0
    for span in spans:
        end, at = start + len(span.text), start
        for first, last in places:
            if first < end and last > start:
                yield replace(span, text=span.text[at - start : max(first, start) - start])
                yield replace(span, text=Marker.CONFIDENTIAL.symbol if first >= start else "")
                at = min(last, end)
        yield span if at == start else replace(span, text=span.text[at - start :])
        start = end


def _places(passages: Sequence[Passage], subjects: Subjects) -> Iterator[tuple[int, _Place]]:
    """Each sentence in order, with what was named before it in its section."""
    before: Mapping[str, Subject] = {}
    section, intro, left = "", "", 0
    called: dict[str, Mapping[str, Subject]] = {}
    for at, passage in enumerate(passages):
        if passage.section != section or passage.note:
            section, before = passage.section, called.get(passage.note, {})
        beside = said_stems(f"{passage.about} {passage.column}" if passage.column else intro if left else "")
        intro, left = (passage.text, passage.items) if passage.items else (intro, max(0, left - 1))
        own = _bound(passage, subjects, 0, len(passage.text))
        headed = said_stems(section)
        around = subjects.named(said_stems(passage.text) | beside) | subjects.named(headed) | own
        called |= dict.fromkeys(passage.notes, around)
        for start, text in _sentences(passage.text):
            said = said_stems(text)
            named = _named(subjects, said, beside, headed) | _bound(passage, subjects, start, start + len(text))
            yield at, _Place(passage, start, text, named, before, around)
            before = named or before


def _named(
    subjects: Subjects, said: frozenset[str], beside: frozenset[str], headed: frozenset[str]
) -> dict[str, Subject]:
    """What a sentence names, alone or with what stands beside it, to which its heading may add the rest of a name."""
    own = said | beside
    helped = subjects.named(own | headed)
    return subjects.named(own) | {name: each for name, each in helped.items() if each.stems & own}


def _bound(passage: Passage, subjects: Subjects, start: int, end: int) -> dict[str, Subject]:
    """The indicators of the live figures in a stretch of a passage."""
    found, at = {}, 0
    for span in passage.spans:
        if span.figure and start <= at < end and span.figure.indicator in subjects.by_id:
            found[span.figure.indicator] = subjects.by_id[span.figure.indicator]
        at += len(span.text)
    return found


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _in_place(at: int, place: _Place, readings: Readings, subjects: Subjects, names: Sequence[str]) -> Iterator[Typed]:
    """The suppressed numbers that one sentence says."""
    if not SAYS_NUMBER.search(place.text):
        return
    allowances = Allowances(place.passage.text, place.passage.items, names)
    for numeral in read_numerals(_THOUSANDS.sub(r"\1,", place.text)):
        equal = [name for name in sorted(readings.untold.indicators) if _is_secret(numeral, name, readings, place)]
        if not equal:
            continue
        start, end = place.start + numeral.start, place.start + numeral.end
        kind = _kind(place.passage, start, end)
        reason = allowances.reason_for(start, end)
        if kind is SpanKind.BOUND or (reason and reason not in (*_LOOSE, _BY_AUTHOR)):
            continue
        text = place.text[numeral.start : numeral.end]
        number = _Number(replace(numeral, text=text), place.text[: numeral.start], place.text[numeral.end :])
        for name in equal:
            sure = _judged(number, place, subjects.by_id[name], loosely=reason in _LOOSE)
            if sure is not None:
                open_to_doubt = kind is SpanKind.SOURCED or reason == _BY_AUTHOR
                yield Typed(at, start, end, text, readings.indicators[name].title, sure and not open_to_doubt)


def _kind(passage: Passage, start: int, end: int) -> SpanKind:
    """Who answers for a stretch of a passage."""
    at = 0
    kinds = set()
    for span in passage.spans:
        if at < end and at + len(span.text) > start:
            kinds.add(span.kind)
        at += len(span.text)
    return next((kind for kind in (SpanKind.BOUND, SpanKind.SOURCED) if kind in kinds), SpanKind.TEXT)


def _is_secret(numeral: Numeral, name: str, readings: Readings, place: _Place) -> bool:
    """Whether a number is a suppressed one of an indicator, and none that the workbooks give openly of it."""
    indicator = readings.indicators.get(name)
    if indicator is None:
        return False
    said = Decimal(100) / numeral.value if indicator.unit is Unit.ONE_IN and numeral.value else numeral.value
    changes = _CHANGES.get(numeral.kind, ())
    if any(readings.untold.has(name, said, numeral.decimals, kind) for kind in changes):
        return True
    bare = numeral.kind is NumeralKind.COUNT and _is_alone(numeral, place)
    if not (bare or numeral.kind in _KINDS[indicator.unit]) or not readings.untold.has(name, said, numeral.decimals):
        return False
    return all(each.value is None or abs(each.value) != said for each in readings.by_indicator.get(name, {}).values())


def _is_alone(numeral: Numeral, place: _Place) -> bool:
    """Whether a number is all that a cell says."""
    return bool(place.passage.column) and place.passage.text.strip() == numeral.text.strip()


def _judged(number: _Number, place: _Place, subject: Subject, *, loosely: bool) -> bool | None:
    """Whether a number is surely said of an indicator, or perhaps; None where it is not."""
    scope = place.scope(subject.indicator.id)
    if scope is _Scope.NAMED and _is_alone(number.numeral, place):
        return bool(_VALUE_COLUMN.search(place.passage.column) or said_stems(place.passage.column) & subject.stems)
    if _is_said_of(number, place, subject, scope) or (number.digits >= _TELLING and scope):
        return True
    if loosely:
        return None
    led = _BEGINS.search(number.before) or _LEADS.search(number.before)
    if scope is _Scope.NAMED or (scope >= _Scope.BEFORE and led) or number.digits >= _SURE:
        return False
    return None


def _is_said_of(number: _Number, place: _Place, subject: Subject, scope: _Scope) -> bool:
    """Whether the words around a number say it of the indicator: “three complaints”, “complaints stood at three”."""
    if scope < _Scope.REFERRED:
        return False
    free = bool(_LEADS.search(number.before) and _FREE.match(number.after))
    if scope is _Scope.REFERRED:
        return free or bool(re.match(r"\s+such\b", number.after))
    return _counts(number.after, subject) or (free and _is_nearest(number.before, place, subject))


def _counts(after: str, subject: Subject) -> bool:
    """Whether the words behind a number are the indicator's: “3 online complaints”, “3 cases of homicide”."""
    words = _BREAK.split(_COUNTED.sub(" ", after, count=1), maxsplit=1)[0].lower().split()[:_WORDS_ON]
    until = next((at for at, word in enumerate(words) if word in _JOINED), len(words))
    return bool(subject.stems & frozenset(map(stem, words[:until])))


def _is_nearest(before: str, place: _Place, subject: Subject) -> bool:
    """Whether no other indicator is named between an indicator and its number."""
    own = _last(before, subject)
    return own >= 0 and all(_last(before, each) <= own for each in place.named.values())


def _last(text: str, subject: Subject) -> int:
    """Where the last word of an indicator's name stands; 0 before all for one that is named beside, -1 for none."""
    at = [match.start() + 1 for match in _WORD.finditer(text.lower()) if stem(match[0]) in subject.stems]
    return max(at, default=0)
