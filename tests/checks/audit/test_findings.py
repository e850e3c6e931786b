"""The audit of numbers, said word for word: what each finding names and quotes, and what is counted."""

from decimal import Decimal

import pytest

from boardpaper.checks.audit.numbers import audit_numbers
from boardpaper.model.facts import Facts, KnownIndicator
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure
from boardpaper.model.passage import Coverage, Passage, Span, SpanKind
from boardpaper.model.period import read_period
from boardpaper.rules import audit as rules

YEARS = ("2020/21", "2021/22", "2022/23", "2023/24")
RAIDS = tuple(
    Figure(f"raids.value@{year}" if year != YEARS[-1] else "raids.value", "1,204", "raids", "value", read_period(year))
    for year in YEARS
)
CHANGE = Figure("raids.change", "up 7%", "raids", "change", None, Decimal(7))
FACTS = Facts({"raids": KnownIndicator("raids", "Raids on farms")}, (*RAIDS, CHANGE))


def audited(*spans: Span | str, about: str = "", in_word: bool = False) -> tuple[tuple[Finding, ...], Coverage]:
    made = tuple(Span(each) if isinstance(each, str) else each for each in spans)
    return audit_numbers([Passage(made, "paragraph 3", about=about, in_word=in_word)], FACTS)


def unexplained(number: str, words: str) -> Finding:
    return rules.NUMBER_UNEXPLAINED.at("paragraph 3", number=number, words=f"“{words}”")


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("5 raids came", "5", "5 raids came"),
        ("5", "5", "5"),
        ("They saw, so we heard, all of  14\nraids by lorry on farms there", "14",
         "we heard, all of 14 raids by lorry on"),
        (f"{'x' * 120} 14 {'y' * 120}", "14", f"{'x' * 99} 14 {'y' * 99}"),
        ("seen (“ab7c”), then", "ab7c", "seen (“ab7c”), then"),
    ],
)  # fmt: skip
def test_a_number_is_quoted_with_four_words_on_either_side(text: str, number: str, words: str) -> None:
    assert audited(text) == ((unexplained(number, words),), Coverage(unexplained=1))


def test_a_number_beside_figures_is_told_and_what_they_say_is_not() -> None:
    spans = (Span("1,204", SpanKind.BOUND, RAIDS[-1]), " or 9", Span("9 and 8", SpanKind.SOURCED), "7 or 6")
    assert audited(*spans) == ((unexplained("6", "99 and 87 or 6"),), Coverage(bound=1, sourced=1, unexplained=1))


def test_what_holds_no_number_is_not_counted() -> None:
    spans = (
        Span("a rise", SpanKind.BOUND, CHANGE),
        " in ",
        Span("a word", SpanKind.SOURCED),
        Span("9", SpanKind.SOURCED),
    )
    assert audited(*spans) == ((), Coverage(sourced=1))


def test_a_number_that_figures_print_names_three_of_them_with_their_periods() -> None:
    named = "raids.value@2020/21 (2020/21), or raids.value@2021/22 (2021/22), or raids.value@2022/23 (2022/23)"
    values = {"number": "1,204", "words": "“with 1,204 raids”", "figures": named, "reference": "raids.value@2020/21"}
    assert audited("with 1,204 raids")[0] == (rules.NUMBER_TYPED.at("paragraph 3", **values),)
    assert audited("with 1,204 raids", in_word=True)[0] == (rules.NUMBER_TYPED_IN_WORD.at("paragraph 3", **values),)


def test_a_figure_without_a_period_is_named_without_one() -> None:
    (found,) = audited("7% more raids on farms")[0]
    assert found == rules.NUMBER_TYPED.at(
        "paragraph 3", number="7%", words="“7% more raids on farms”", figures="raids.change", reference="raids.change"
    )


@pytest.mark.parametrize(
    ("text", "about", "is_reference"),
    [
        ("5", "Agenda item", True),
        (" 5 ", "Report no:", True),
        ("5", "Agenda items seen", False),
        ("5 raids", "Agenda item", False),
        ("raids 5", "Agenda item", False),
    ],
)
def test_a_number_alone_beside_an_item_is_its_number(text: str, about: str, is_reference: bool) -> None:
    findings, coverage = audited(text, about=about, in_word=True)
    expected = rules.NUMBER_UNEXPLAINED_IN_WORD.at("paragraph 3", number="5", words=f"“{text.strip()}”")
    assert findings == (() if is_reference else (expected,))
    assert coverage == (Coverage(allowed={"reference": 1}) if is_reference else Coverage(unexplained=1))


def test_reasons_are_counted_in_the_order_of_their_names() -> None:
    text = "Section 3 held from 5 May 2022 and, in May 2023, to Studio 54."
    _, coverage = audit_numbers([Passage((Span(text),), "paragraph 3")], FACTS, ["Studio 54"])
    assert list(coverage.allowed.items()) == [("allowed by the author", 1), ("date", 3), ("law", 1)]
