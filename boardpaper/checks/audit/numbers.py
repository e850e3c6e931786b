"""The audit of numbers: each one in a text is bound to a workbook, has a source, is no figure, or is unexplained."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from boardpaper.checks.prose.allowed import Allowances
from boardpaper.checks.prose.quantities import SAYS_NUMBER, Numeral, loose_digits, read_numerals
from boardpaper.checks.prose.recognised import ByValue, by_value, same_figures
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure
from boardpaper.model.passage import Coverage, Passage, SpanKind
from boardpaper.model.period import period_words
from boardpaper.rules import audit as rules

_MOST_NAMED = 3
_WORDS_AROUND, _LETTERS_AROUND = 4, 100


def audit_numbers(
    passages: Sequence[Passage], facts: Facts, names: Sequence[str] = ()
) -> tuple[tuple[Finding, ...], Coverage]:
    """A warning for each number that nothing explains, and how many numbers there are of each sort.

    `names` are words in which a number is no figure, as the author says.
    """
    known = by_value(facts.figures)
    counts: Counter[SpanKind] = Counter()
    allowed: Counter[str] = Counter()
    findings: list[Finding] = []
    for passage in passages:
        counts.update(span.kind for span in passage.spans if SAYS_NUMBER.search(span.text))
        for number in _typed(passage, names):
            if number.reason:
                allowed[number.reason] += 1
            else:
                findings.append(_unexplained(number, passage, known, facts))
    return tuple(findings), Coverage(
        counts[SpanKind.BOUND], counts[SpanKind.SOURCED], dict(sorted(allowed.items())), len(findings)
    )


class _Typed(Struct, frozen=True):
    """A number that stands in an author's own words; `numeral` is None where it is written as no number is."""

    start: int
    end: int
    text: str
    numeral: Numeral | None
    reason: str


def _typed(passage: Passage, names: Sequence[str]) -> Iterator[_Typed]:
    """The numbers of a passage that nobody bound, each with what explains it, if anything does."""
    # Most paragraphs have bound figures only, and to look for numbers, dates and ages takes longest.
    if not SAYS_NUMBER.search("".join(span.text if span.kind is SpanKind.TEXT else " " for span in passage.spans)):
        return
    text, own = passage.text, _answered(passage)
    numerals = read_numerals(text)
    typed: list[tuple[int, int, Numeral | None]] = [(each.start, each.end, each) for each in numerals]
    typed += [(*_trimmed(text, start, end), None) for start, end in loose_digits(text, numerals)]
    typed = [each for each in typed if not _touches(each[0], each[1], own)]
    allowances = Allowances(text, passage.items, names)
    for start, end, numeral in typed:
        reason = allowances.reason_for(start, end) or _numbers_the_item(passage, start, end)
        yield _Typed(start, end, text[start:end], numeral, reason)


def _numbers_the_item(passage: Passage, start: int, end: int) -> str:
    """Whether a number stands alone after “Agenda item”, as in the box on a paper's first page."""
    alone = not passage.text[:start].strip() and not passage.text[end:].strip()
    return "reference" if alone and _ITEM.search(passage.about) else ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the punctuation around it."""
    words = text[start:end].strip(".,;:()“”‘’\"'")
    at = text.index(words, start)
    return at, at + len(words)


_ITEM = re.compile(r"\b(?:item|paper|report|version|reference|ref)\b(?: (?:no|number))?\W*$", re.IGNORECASE)


def _answered(passage: Passage) -> list[tuple[int, int]]:
    """Where the spans stand that a workbook or a named source answers for."""
    places, at = [], 0
    for span in passage.spans:
        if span.kind is not SpanKind.TEXT and span.text:
            places.append((at, at + len(span.text)))
        at += len(span.text)
    return places


def _touches(start: int, end: int, places: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch of text overlaps one of `places`."""
    return any(start < stop and begin < end for begin, stop in places)


def _unexplained(number: _Typed, passage: Passage, known: ByValue, facts: Facts) -> Finding:
    """A finding for a number; one that equals a figure says which, so that it can be bound."""
    words = _around(passage.text, number)
    figures = same_figures(number.numeral, passage, known, facts) if number.numeral else []
    if figures:
        names = ", or ".join(_named(figure) for figure in figures[:_MOST_NAMED])
        return (rules.NUMBER_TYPED_IN_WORD if passage.in_word else rules.NUMBER_TYPED).at(
            passage.where, number=number.text, words=words, figures=names, reference=figures[0].reference
        )
    return (rules.NUMBER_UNEXPLAINED_IN_WORD if passage.in_word else rules.NUMBER_UNEXPLAINED).at(
        passage.where, number=number.text, words=words
    )


def _named(figure: Figure) -> str:
    """A figure's reference, with its period where it has one."""
    return figure.reference + (f" ({period_words(figure.period)})" if figure.period else "")


def _around(text: str, number: _Typed) -> str:
    """The number with a few of its words on either side."""
    before = re.findall(r"\S+\s*", text[max(number.start - _LETTERS_AROUND, 0) : number.start])[-_WORDS_AROUND:]
    after = re.findall(r"\s*\S+", text[number.end : number.end + _LETTERS_AROUND])[:_WORDS_AROUND]
    return f"“{' '.join(''.join((*before, number.text, *after)).split())}”"
