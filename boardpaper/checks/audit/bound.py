"""The figures of a Word paper held against what they were bound to, and against what the workbooks say today."""

from collections.abc import Iterable, Iterator, Mapping

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, is_secret
from boardpaper.model.messages import counted
from boardpaper.model.passage import Passage, Span
from boardpaper.model.refresh import without_quote
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


def audit_bound(passages: Iterable[Passage], today: Mapping[str, Figure] | None = None) -> tuple[Finding, ...]:
    """A warning for each figure that was typed over, or that `today` (figures by reference) gives in other words."""
    return tuple(finding for passage in passages for finding in _audit_passage(passage, today))


def _audit_passage(passage: Passage, today: Mapping[str, Figure] | None) -> Iterator[Finding]:
    """What is found in one passage; its words are not quoted where they hold what is suppressed by now."""
    figures = [(span, span.figure) for span in passage.spans if span.figure]
    hidden = any(_is_hidden(figure, today) for _, figure in figures)
    where = without_quote(passage.where) if hidden else passage.where
    for span, figure in figures:
        if _is_hidden(figure, today):
            yield rules.FIGURE_SUPPRESSED.at(where, reference=figure.reference)
        else:
            yield from _audit(span, figure, where, today)


def _is_hidden(figure: Figure, today: Mapping[str, Figure] | None) -> bool:
    """Whether a figure was bound with a number that may not be told by now."""
    now = (today or {}).get(figure.reference)
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
