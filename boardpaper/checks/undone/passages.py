"""All that the passages of a paper give away of numbers that it does not print."""

from collections.abc import Iterator, Sequence

from boardpaper.checks.undone.calculations import check_calculations
from boardpaper.checks.undone.sentences import check_paragraphs, check_sentences
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Readings
from boardpaper.model.passage import Passage, Span, SpanKind


def check_undone(passages: Sequence[Passage], readings: Readings) -> tuple[Finding, ...]:
    """An error for each suppressed number that readers can work out from what the paper prints.

    Sums, differences, rolling sums and shares that are declared, changes, wholes with their parts, and sentences,
    paragraphs and lists that type a whole and its other parts are looked at. What other papers or publications
    print is not known here.
    """
    printed = {span.figure.reference: (span.figure, passage.where) for passage, span in _bound(passages) if span.figure}
    found = [
        *check_calculations(printed, readings),
        *check_sentences(passages, readings),
        *check_paragraphs(passages, readings),
    ]
    return tuple(dict.fromkeys(found))


def _bound(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Span]]:
    """The figures of a paper with the passages that they stand in, last first so that the first place is kept."""
    for passage in reversed(passages):
        yield from ((passage, span) for span in passage.spans if span.kind is SpanKind.BOUND)
