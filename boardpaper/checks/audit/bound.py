"""The figures of a Word paper held against what they were bound to, and against what the workbooks say today."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, Marker, Suppression, is_secret
from boardpaper.model.messages import counted
from boardpaper.model.passage import Passage, Span
from boardpaper.model.refresh import without_quote
from boardpaper.model.suppression import numbers_said, says_suppressed, tells_suppressed
from boardpaper.rules import audit as rules


def audit_controls(passages: Iterable[Passage], recorded: Iterable[Figure], name: str) -> tuple[Finding, ...]:
    """A warning where a file remembers figures and most of them no longer stand in its text as controls."""
    known = {figure.reference for figure in recorded}
    kept = {span.figure.reference for passage in passages for span in passage.spans if span.figure}
    if not known or len(kept) * 2 > len(known):
        return ()
    return (
        rules.FIGURE_CONTROLS_LOST.at(
            name, known=counted(len(known), "figure"), kept=counted(len(kept), "figure", "is", "are")
        ),
    )


def audit_bound(
    passages: Iterable[Passage],
    today: Mapping[str, Figure] | None = None,
    suppressed: Mapping[str, Suppression] | None = None,
) -> tuple[Finding, ...]:
    """A warning for each figure that was typed over, or that `today` (figures by reference) gives in other words.

    `suppressed` is what may not be told today, by reference, also of figures that are not in `today`.
    """
    by = suppressed or {}
    return tuple(finding for passage in passages for finding in _audit_passage(passage, today, by))


def discreet_passages(
    passages: Iterable[Passage], today: Mapping[str, Figure], suppressed: Mapping[str, Suppression]
) -> tuple[Passage, ...]:
    """The passages with [c] for each figure that may not be told today, so that no finding quotes its number."""
    return tuple(_discreet(passage, today, suppressed) for passage in passages)


def _discreet(passage: Passage, today: Mapping[str, Figure], by: Mapping[str, Suppression]) -> Passage:
    hidden = [span.figure is not None and _is_hidden(span, span.figure, today, by) for span in passage.spans]
    if not any(hidden):
        return passage
    spans = (
        Span(Marker.CONFIDENTIAL.symbol, span.kind, span.figure and replace(span.figure, value=None)) if each else span
        for span, each in zip(passage.spans, hidden, strict=True)
    )
    return replace(passage, spans=tuple(spans), where=without_quote(passage.where))


def _audit_passage(
    passage: Passage, today: Mapping[str, Figure] | None, by: Mapping[str, Suppression]
) -> Iterator[Finding]:
    """What is found in one passage; its words are not quoted where they hold what is suppressed by now."""
    figures = [(span, span.figure) for span in passage.spans if span.figure]
    untold = any(_is_hidden(span, figure, today, by) or is_unveiled(span, figure) for span, figure in figures)
    where = without_quote(passage.where) if untold else passage.where
    for span, figure in figures:
        if is_unveiled(span, figure):
            # What the gate of publication says already.
            continue
        if _is_hidden(span, figure, today, by):
            yield rules.FIGURE_SUPPRESSED.at(where, reference=figure.reference)
        else:
            yield from _audit(span, figure, where, today)


def is_unveiled(span: Span, figure: Figure) -> bool:
    """Whether somebody has typed a number over a figure that was bound as [c], or one that is too small to be told."""
    typed = _plain(span.text) != _plain(figure.text)
    over_mark = Marker.CONFIDENTIAL.symbol in figure.text and bool(numbers_said(span.text))
    return typed and (over_mark or says_suppressed(span.text, figure.facet, figure.suppression))


def _is_hidden(span: Span, figure: Figure, today: Mapping[str, Figure] | None, by: Mapping[str, Suppression]) -> bool:
    """Whether a figure was bound with a number, or now says one, that may not be told by now."""
    now = (today or {}).get(figure.reference)
    terms = now.suppression if now else by.get(figure.reference, Suppression())
    if says_suppressed(span.text, figure.facet, terms) or tells_suppressed(figure, terms):
        return True
    return now is not None and is_secret(now) and not is_secret(figure)


def _audit(span: Span, figure: Figure, where: str, today: Mapping[str, Figure] | None) -> Iterator[Finding]:
    """How a bound figure as printed differs from what was bound, and from what the workbooks say `today`."""
    name = figure.reference
    if _plain(span.text) != _plain(figure.text):
        yield rules.FIGURE_OVERTYPED.at(where, text=span.text, reference=name, bound=figure.text)
    if today is None:
        return
    if name not in today:
        yield rules.FIGURE_NOT_IN_INPUTS.at(where, reference=name, bound=figure.text)
    elif _plain(today[name].text) != _plain(figure.text):
        yield rules.FIGURE_OUTDATED.at(where, reference=name, bound=figure.text, today=today[name].text)


def _plain(text: str) -> str:
    """The words of a figure, whatever its spaces and the capital letter that begins a sentence."""
    return " ".join(text.split()).casefold()
