"""The figures of a Word paper held against what they were bound to, and against what the workbooks say today."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, Marker, Suppression, is_secret
from boardpaper.model.messages import counted
from boardpaper.model.passage import Passage, Span
from boardpaper.model.refresh import without_quote
from boardpaper.model.suppression import says_suppressed, tells_suppressed, unveiled, without_quoted
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
    judged = _Judged(passages, today, suppressed or {})
    return tuple(finding for passage in judged.passages for finding in _audit_passage(passage, judged))


def discreet_passages(
    passages: Iterable[Passage], today: Mapping[str, Figure], suppressed: Mapping[str, Suppression]
) -> tuple[Passage, ...]:
    """The passages with [c] for each figure that may not be told today, so that no finding quotes its number."""
    judged = _Judged(passages, today, suppressed)
    return tuple(map(judged.discreet, judged.passages))


def discreet_findings(findings: Iterable[Finding], numbers: Iterable[str]) -> tuple[Finding, ...]:
    """`findings` that quote none of `numbers`, wherever in the paper these may stand."""
    known = frozenset(numbers)
    return tuple(
        replace(each, message=without_quoted(each.message, known), where=without_quoted(each.where, known))
        for each in findings
    )


def untold_numbers(
    figures: Iterable[Figure], today: Mapping[str, Figure], suppressed: Mapping[str, Suppression]
) -> frozenset[str]:
    """How the numbers of recorded figures are printed that may not be told today."""
    judged = _Judged((), today, suppressed)
    return frozenset(each.text for each in figures if judged.is_hidden(Span(each.text), each))


class _Judged:
    """Passages, and what may not be told of them today: a figure that was bound with it, or that says it now."""

    def __init__(
        self, passages: Iterable[Passage], today: Mapping[str, Figure] | None, by: Mapping[str, Suppression]
    ) -> None:
        self.passages = tuple(passages)
        self.today = today
        self._by = by
        spans = [span for passage in self.passages for span in passage.spans]
        self._texts = {span.text for span in spans if self.is_untold(span)}

    def is_untold(self, span: Span) -> bool:
        """Whether a span says what may not be told."""
        figure = span.figure
        return figure is not None and (_is_unveiled(span, figure) or self.is_hidden(span, figure))

    def is_hidden(self, span: Span, figure: Figure) -> bool:
        """Whether a figure was bound with a number, or now says one, that may not be told by now."""
        now = (self.today or {}).get(figure.reference)
        if now and _tells_nothing(span, figure, now):
            return False
        terms = now.suppression if now else self._by.get(figure.reference, Suppression())
        if says_suppressed(span.text, figure.facet, terms) or tells_suppressed(figure, terms):
            return True
        return now is not None and is_secret(now) and not is_secret(figure)

    def where(self, passage: Passage) -> str:
        """The place of a passage, without words that may not be told."""
        untold = any(map(self.is_untold, passage.spans))
        return without_quoted(without_quote(passage.where) if untold else passage.where, self._texts)

    def discreet(self, passage: Passage) -> Passage:
        """The passage with [c] in the place of what may not be told."""
        spans = tuple(_hidden(span) if self.is_untold(span) else span for span in passage.spans)
        about = without_quoted(f"“{passage.about}”", self._texts)[1:-1]
        return replace(passage, spans=spans, where=self.where(passage), about=about)


def _tells_nothing(span: Span, figure: Figure, now: Figure) -> bool:
    """Whether a figure says and said what it says today, as a status does whatever is suppressed, and holds no more."""
    same = {_plain(span.text), _plain(figure.text)} == {_plain(now.text)}
    return same and figure.value is None and not any(figure.raws)


def _hidden(span: Span) -> Span:
    return Span(Marker.CONFIDENTIAL.symbol, span.kind, span.figure and replace(span.figure, value=None))


def _audit_passage(passage: Passage, judged: _Judged) -> Iterator[Finding]:
    """What is found in one passage."""
    where = judged.where(passage)
    for span in passage.spans:
        figure = span.figure
        if figure is None or _is_unveiled(span, figure):
            # Of a number over a suppressed figure the gate of publication tells.
            continue
        if judged.is_hidden(span, figure):
            yield rules.FIGURE_SUPPRESSED.at(where, reference=figure.reference)
        else:
            yield from _audit(span, figure, where, judged.today)


def _is_unveiled(span: Span, figure: Figure) -> bool:
    """Whether somebody has typed a number over a figure that was bound as [c], or one that is too small to be told."""
    return unveiled(span.text, figure.text, figure.facet, figure.suppression) is not None


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
