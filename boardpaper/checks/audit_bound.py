"""The figures of a Word paper held against what they were bound to, and against what the workbooks say today."""

from collections.abc import Iterable, Iterator, Mapping

from boardpaper.model.finding import Finding, warning
from boardpaper.model.kpi import Figure
from boardpaper.model.passage import Passage, Span, SpanKind


def audit_bound(passages: Iterable[Passage], today: Mapping[str, Figure] | None = None) -> tuple[Finding, ...]:
    """A warning for each figure that was typed over, or that `today` (figures by reference) gives in other words."""
    return tuple(
        finding
        for passage in passages
        for span in passage.spans
        if span.kind is SpanKind.BOUND and span.figure
        for finding in _audit(span, span.figure, passage.where, today)
    )


def _audit(span: Span, figure: Figure, where: str, today: Mapping[str, Figure] | None) -> Iterator[Finding]:
    name = figure.reference
    if _plain(span.text) != _plain(figure.text):
        yield warning(
            "figure-overtyped",
            f"“{span.text}” stands where {name} was bound as “{figure.text}”",
            where,
            "Put the figure back; or if it is wrong, correct the workbook and build again.",
        )
    if today is None:
        return
    if name not in today:
        message = f"the inputs no longer give {name}, which was bound as “{figure.text}”"
        yield warning(
            "figure-not-in-inputs", message, where, "Check the workbook: the indicator or period is not there."
        )
    elif _plain(today[name].text) != _plain(figure.text):
        message = f"{name} was bound as “{figure.text}”, and the inputs give “{today[name].text}”"
        yield warning("figure-outdated", message, where, "Put the new figure into the paper.")


def _plain(text: str) -> str:
    """The words of a figure, whatever its spaces and the capital letter that begins a sentence."""
    return " ".join(text.split()).casefold()
