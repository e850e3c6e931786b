"""One figure in two papers of a meeting, printed in two ways."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Marker
from boardpaper.model.printed import PaperFigures, PrintedFigure
from boardpaper.model.suppression import numbers_said
from boardpaper.rules import audit as rules

_ARTICLE = re.compile(r"^an?\s+", re.IGNORECASE)
_MARKER = re.compile(r"\s*\[\w\]$")
# A facet that prints another one with something around it: which, and what that is.
_DRESSED = {
    "change.a": ("change", _ARTICLE),
    "direction.a": ("direction", _ARTICLE),
    "value.marked": ("value", _MARKER),
}


class _Wording(Struct):
    """What is printed, where first, and whether the public reads it anywhere."""

    text: str
    where: str
    public: bool = False

    @property
    def is_hidden(self) -> bool:
        return Marker.CONFIDENTIAL.symbol in self.text

    def add(self, paper: PaperFigures) -> None:
        """Takes note of a paper that prints these words; where the public reads one, that is named."""
        if not (paper.restricted or self.public):
            self.where, self.public = paper.where, True


# By indicator, facet and period, the wordings by their words.
_Places = dict[tuple[str, str, str], dict[str, _Wording]]


def check_agreement(papers: Sequence[PaperFigures]) -> tuple[Finding, ...]:
    """A finding for each indicator and period that `papers` print differently; it names a place for each wording.

    A figure with its article or its marker agrees with one without. Where one paper prints [c] and one that the public
    reads a number, that is an error.
    """
    places: _Places = {}
    for paper in papers:
        for figure in paper.figures:
            facet, words = _plain(figure)
            key = (figure.indicator, facet, figure.period)
            places.setdefault(key, {}).setdefault(words.casefold(), _Wording(figure.text, paper.where)).add(paper)
    return tuple(_findings(places))


def _plain(figure: PrintedFigure) -> tuple[str, str]:
    """A figure's facet and words without what only dresses them for a sentence, such as an article."""
    facet, dress = _DRESSED.get(figure.facet, (figure.facet, None))
    bare = dress.sub("", figure.text) if dress else figure.text
    return facet, bare or figure.text


def _findings(places: _Places) -> Iterator[Finding]:
    """A finding for each figure that papers print in different words."""
    for (indicator, facet, period), wordings in places.items():
        if len(wordings) < 2:
            continue
        first, *others = wordings.values()
        called = f"{indicator}.{facet}" + (f" for {period}" if period else "")
        hidden = [each for each in wordings.values() if each.is_hidden]
        told = [each for each in wordings.values() if not each.is_hidden]
        if hidden:
            if told:
                yield _half_hidden(called, hidden, told)
            continue
        elsewhere = " and ".join(f"“{each.text}” in {each.where}" for each in others)
        yield rules.FIGURES_DISAGREE.at(first.where, figure=called, text=first.text, elsewhere=elsewhere)


def _half_hidden(called: str, hidden: Sequence[_Wording], told: Sequence[_Wording]) -> Finding:
    """The finding for a figure that one paper suppresses and another does not; it quotes neither."""
    let_out = [each for each in told if each.public and numbers_said(each.text)]
    rule = rules.FIGURE_SUPPRESSED_ELSEWHERE if let_out else rules.FIGURES_DISAGREE_SUPPRESSED
    return rule.at(
        (let_out or told)[0].where,
        figure=called,
        hidden=" and ".join(each.where for each in hidden),
        elsewhere=" and ".join(each.where for each in told),
    )
