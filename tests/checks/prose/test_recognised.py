"""Typed numbers that figures print, as far as the text is about them."""

from decimal import Decimal

import pytest

from boardpaper.checks.prose.quantities import NumeralKind, read_numerals
from boardpaper.checks.prose.recognised import by_value, near_figures, same_figures
from boardpaper.model.facts import Facts, KnownIndicator
from boardpaper.model.kpi import Figure
from boardpaper.model.passage import Passage, Span, SpanKind


def figure(name: str, text: str) -> Figure:
    return Figure(f"{name}.value", text, name, "value", None, Decimal(1))


RAIDS, DOORS, LONG = figure("raids", "53"), figure("front-doors", "53"), figure("raids", "1,204")
PAIR, SHARE = figure("raids", "5 of 6"), figure("raids", "53%")
FACTS = Facts({"raids": KnownIndicator("raids", "Raids on old farms")})
KNOWN = by_value([RAIDS, DOORS, LONG, PAIR, SHARE])


def test_figures_are_known_by_the_one_number_that_they_print() -> None:
    assert {
        (NumeralKind.COUNT, Decimal(53)): [RAIDS, DOORS],
        (NumeralKind.COUNT, Decimal(1204)): [LONG],
        (NumeralKind.PERCENT, Decimal(53)): [SHARE],
    } == KNOWN


@pytest.mark.parametrize(
    ("text", "about", "near", "same"),
    [
        ("53 raids on farms", "", [RAIDS], [RAIDS]),
        ("53 raids", "its farms", [RAIDS], [RAIDS]),
        ("53 raids", "", [], []),
        ("53 RAIDS on the Farms", "", [RAIDS], [RAIDS]),
        ("53 front doors", "", [DOORS], [DOORS]),
        ("53 doors", "", [], []),
        ("53% of raids on farms", "", [SHARE], [SHARE]),
        ("1,204 others", "", [], [LONG]),
        ("1,204 raids on farms", "", [LONG], [LONG]),
        ("1,205 others", "", [], []),
        ("54 raids on farms", "", [], []),
    ],
)
def test_a_number_is_recognised_where_the_text_is_about_it(
    text: str, about: str, near: list[Figure], same: list[Figure]
) -> None:
    (numeral,) = read_numerals(text)
    passage = Passage((Span(text),), "here", about=about)
    assert near_figures(numeral, passage, KNOWN, FACTS) == near
    assert same_figures(numeral, passage, KNOWN, FACTS) == same


@pytest.mark.parametrize(("text", "telling"), [("530", False), ("531", True), ("5,310.0", True), ("5000", False)])
def test_three_digits_before_noughts_tell_a_number(text: str, telling: bool) -> None:
    (numeral,) = read_numerals(text)
    known = by_value([figure("raids", text)])
    assert bool(same_figures(numeral, Passage((Span(text),), "here"), known, Facts())) is telling


def test_other_figures_of_the_passage_tell_what_it_is_about() -> None:
    (numeral,) = read_numerals("53")
    passage = Passage((Span("53"), Span("up", SpanKind.BOUND, figure("front-doors", "9"))), "here")
    assert near_figures(numeral, passage, KNOWN, FACTS) == [DOORS]
    assert same_figures(numeral, passage, KNOWN, FACTS) == [DOORS]
