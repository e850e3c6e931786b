"""The figures of a Word paper held against what they were bound to, and against what the workbooks say today."""

from collections.abc import Iterable, Iterator, Mapping

from boardpaper.model.finding import Finding, warning
from boardpaper.model.kpi import Figure
from boardpaper.model.passage import Passage, Span, SpanKind


def audit_controls(passages: Iterable[Passage], recorded: Iterable[Figure], name: str) -> tuple[Finding, ...]:
    """A warning where a file remembers figures and most of them no longer stand in its text as controls."""
    known = {figure.reference for figure in recorded}
    kept = {span.figure.reference for passage in passages for span in passage.spans if span.figure}
    if not known or len(kept) * 2 > len(known):
        return ()
    message = (
        f"of the {len(known)} figures that were bound in this file, {len(kept)} are still marked as such in its text"
    )
    hint = (
        "Another program has saved it without the controls around its figures, or without their tags. “boardpaper "
        "refresh” knows some of them again, and gives them back their tags; or go on from a copy that Word saved. What "
        "follows takes its figures for typed numbers."
    )
    return (warning("figure-controls-lost", message, name, hint),)


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
