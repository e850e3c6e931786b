"""Typed numbers recognised: the figures that print the same number, as far as the text is about them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from boardpaper.checks.prose.quantities import Numeral, NumeralKind, read_numerals
from boardpaper.model.facts import Facts, names_title
from boardpaper.model.kpi import Figure
from boardpaper.model.passage import Passage

# A number of so many digits is hardly ever the same as a reading by chance.
_TELLING_DIGITS = 3
ByValue = Mapping[tuple[NumeralKind, Decimal], Sequence[Figure]]


def by_value(figures: Iterable[Figure]) -> ByValue:
    """Figures by what they print, as far as each prints one number."""
    found: dict[tuple[NumeralKind, Decimal], list[Figure]] = {}
    for figure in figures:
        numerals = read_numerals(figure.text)
        if len(numerals) == 1:
            found.setdefault((numerals[0].kind, numerals[0].value), []).append(figure)
    return found


def same_figures(numeral: Numeral, passage: Passage, known: ByValue, facts: Facts) -> list[Figure]:
    """The figures that print the number of `numeral` and are what the passage is about, or could hardly be others."""
    near = near_figures(numeral, passage, known, facts)
    telling = sum(letter.isdigit() for letter in numeral.text.rstrip("0.")) >= _TELLING_DIGITS
    return near or (list(known.get((numeral.kind, numeral.value), ())) if telling else [])


def near_figures(numeral: Numeral, passage: Passage, known: ByValue, facts: Facts) -> list[Figure]:
    """Those of them that are of an indicator which the passage names, or has other figures of."""
    found = known.get((numeral.kind, numeral.value), ())
    bound = {span.figure.indicator for span in passage.spans if span.figure}
    return [
        figure
        for figure in found
        if figure.indicator in bound or _is_about(f"{passage.about} {passage.text}", figure, facts)
    ]


def _is_about(text: str, figure: Figure, facts: Facts) -> bool:
    """Whether the passage names the indicator."""
    indicator = facts.indicators.get(figure.indicator)
    return names_title(text, indicator.title if indicator else figure.indicator.replace("-", " "))
