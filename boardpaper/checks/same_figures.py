"""One figure in two papers of a meeting, printed in two ways."""

import re
from collections.abc import Iterator, Sequence

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Marker
from boardpaper.model.printed import PaperFigures, PrintedFigure
from boardpaper.rules import audit as rules

_ARTICLE = re.compile(r"^an?\s+", re.IGNORECASE)
_MARKER = re.compile(r"\s*\[\w\]$")
# A facet that prints another one with something around it: which, and what that is.
_DRESSED = {
    "change.a": ("change", _ARTICLE),
    "direction.a": ("direction", _ARTICLE),
    "value.marked": ("value", _MARKER),
}


def check_agreement(papers: Sequence[PaperFigures]) -> tuple[Finding, ...]:
    """A finding for each indicator and period that `papers` print differently; it names a place for each wording.

    A figure with its article or its marker agrees with one without.
    """
    places: dict[tuple[str, str, str], dict[str, tuple[str, str]]] = {}
    for paper in papers:
        for figure in paper.figures:
            facet, words = _plain(figure)
            key = (figure.indicator, facet, figure.period)
            places.setdefault(key, {}).setdefault(words.casefold(), (figure.text, paper.where))
    return tuple(_findings(places))


def _plain(figure: PrintedFigure) -> tuple[str, str]:
    """A figure's facet and words without what only dresses them for a sentence, such as an article."""
    facet, dress = _DRESSED.get(figure.facet, (figure.facet, None))
    bare = dress.sub("", figure.text) if dress else figure.text
    return facet, bare or figure.text


def _findings(places: dict[tuple[str, str, str], dict[str, tuple[str, str]]]) -> Iterator[Finding]:
    """A finding for each figure that papers print in different words."""
    for (indicator, facet, period), wordings in places.items():
        if len(wordings) < 2:
            continue
        (first, at), *others = wordings.values()
        called = f"{indicator}.{facet}" + (f" for {period}" if period else "")
        hidden = [where for text, where in wordings.values() if Marker.CONFIDENTIAL.symbol in text]
        if hidden:
            told = " and ".join(where for text, where in wordings.values() if Marker.CONFIDENTIAL.symbol not in text)
            yield rules.FIGURES_DISAGREE_SUPPRESSED.at(at, figure=called, hidden=" and ".join(hidden), elsewhere=told)
            continue
        elsewhere = " and ".join(f"“{text}” in {where}" for text, where in others)
        yield rules.FIGURES_DISAGREE.at(at, figure=called, text=first, elsewhere=elsewhere)
