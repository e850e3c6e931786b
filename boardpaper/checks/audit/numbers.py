"""The audit of numbers: each one in a text is bound to a workbook, has a source, is no figure, or is unexplained."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from boardpaper.checks.prose.allowed import find_allowances, reason_for
from boardpaper.checks.prose.numerals import Numeral, loose_digits, read_numerals
from boardpaper.checks.prose.recognised import ByValue, by_value, same_figures
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding, warning
from boardpaper.model.kpi import Figure
from boardpaper.model.passage import Coverage, Passage, Span, SpanKind
from boardpaper.model.period import period_words

_MOST_NAMED = 3
_WORDS_AROUND, _LETTERS_AROUND = 4, 100
_BIND = 'Bind it to a workbook, as in {{{{homicide.value}}}}, or say where it is from: [{}]{{source="…"}}.'
_WORD_BIND = "Put it into the narrative with its source, or say where it comes from here; a name goes into paper.yaml."
_WRITE = "Write {{{{{}}}}} in its place, so that it follows the workbook."
_WORD_WRITE = "Copy the figure {} from where it stands, with its frame, so that it follows the workbook."


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
        counts.update(span.kind for span in passage.spans if _has_number(span))
        for number in _typed(passage, names):
            if number.reason:
                allowed[number.reason] += 1
            else:
                findings.append(_unexplained(number, passage, known, facts))
    return tuple(findings), Coverage(
        counts[SpanKind.BOUND], counts[SpanKind.SOURCED], dict(sorted(allowed.items())), len(findings)
    )


class _Typed(NamedTuple):
    """A number that stands in an author's own words; `numeral` is None where it is written as no number is."""

    start: int
    end: int
    text: str
    numeral: Numeral | None
    reason: str


def _has_number(span: Span) -> bool:
    return span.kind is not SpanKind.TEXT and _NUMBER.search(span.text) is not None


def _typed(passage: Passage, names: Sequence[str]) -> Iterator[_Typed]:
    text, own = passage.text, _answered(passage)
    if not _NUMBER.search(text):
        return
    numerals = read_numerals(text)
    typed: list[tuple[int, int, Numeral | None]] = [(each.start, each.end, each) for each in numerals]
    typed += [(*_trimmed(text, start, end), None) for start, end in loose_digits(text, numerals)]
    typed = [each for each in typed if not _touches(each[0], each[1], own)]
    # Most paragraphs have bound figures only, and looking for dates and ages takes longest.
    allowances = find_allowances(text, passage.items, names) if typed else ()
    for start, end, numeral in typed:
        reason = reason_for(start, end, allowances) or _numbers_the_item(passage, start, end)
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
# What a text has at least that says a number at all.
_NUMBER = re.compile(
    r"\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|forty|fifty|sixty|ninety|"
    r"hundred|thousand|million|billion|dozen|half|third|quarter|fifth|tenth|zero|nil",
    re.IGNORECASE,
)


def _answered(passage: Passage) -> list[tuple[int, int]]:
    """Where the spans stand that a workbook or a named source answers for."""
    places, at = [], 0
    for span in passage.spans:
        if span.kind is not SpanKind.TEXT and span.text:
            places.append((at, at + len(span.text)))
        at += len(span.text)
    return places


def _touches(start: int, end: int, places: Iterable[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in places)


def _unexplained(number: _Typed, passage: Passage, known: ByValue, facts: Facts) -> Finding:
    words = _around(passage.text, number)
    figures = same_figures(number.numeral, passage, known, facts) if number.numeral else []
    if figures:
        names = ", or ".join(_named(figure) for figure in figures[:_MOST_NAMED])
        return warning(
            "number-typed",
            f"“{number.text}” is typed in {words}, and equals {names}",
            passage.where,
            (_WORD_WRITE if passage.in_word else _WRITE).format(figures[0].reference),
        )
    return warning(
        "number-unexplained",
        f"nothing says where “{number.text}” comes from, in {words}",
        passage.where,
        _WORD_BIND if passage.in_word else _BIND.format(number.text),
    )


def _named(figure: Figure) -> str:
    return figure.reference + (f" ({period_words(figure.period)})" if figure.period else "")


def _around(text: str, number: _Typed) -> str:
    """The number with a few of its words on either side."""
    before = re.findall(r"\S+\s*", text[max(number.start - _LETTERS_AROUND, 0) : number.start])[-_WORDS_AROUND:]
    after = re.findall(r"\s*\S+", text[number.end : number.end + _LETTERS_AROUND])[:_WORDS_AROUND]
    return f"“{' '.join(''.join((*before, number.text, *after)).split())}”"
