"""Numbers that are no figures, and the same digits where they are."""

import pytest

from boardpaper.checks.prose.allowed import Allowances
from boardpaper.checks.prose.quantities import read_numerals

ALLOWED = {
    "date": (
        "On 5 August 2021, in 2021/22 and 2022-23, in March 2022 and late 2020.",
        "State of Policing in England and Wales 2021 and the Study on Homicide 2019: press release",
        "until 31 March 2027; a 2021 inspection; the 2019 baseline; the 1990s; 24.05.2022",
    ),
    "law": ("Act 1998; section 60; s60; regulation 7A(a); SI 2011/3050; sections 2, 3 and 5",),
    "reference": ("paragraphs 8 to 12; Part 2; Item 5; Option 2; recommendation 4; Appendix 3; phase two",),
    "length of time": (
        "over the last 12 months; a 12-month period; the past three years; a three-year plan; two full years",
        "within 28 days; answered within 10 seconds; no more than five minutes late; the 12 months before",
        "within fourteen days; over the last sixteen weeks; every twenty-one days; thirteen weeks ago",
    ),
    "time of day": ("at 10:30am, from 7pm, at 14:05 and 24/7",),
    "call number": ("999 calls; the 101 service; call 101; 101 and 999 demand; 999 “league tables”",),
    "reference code": ("COVID-19, PUB25/11/2.1, M6, A38, ISO 9001, S136, G7 and B4 6DA",),
    "age": (
        "people under 25; under-25s; those aged 11-17; 18-24-year-olds; over 65s; victims aged under 25",
        "children of 11 to 17 years old; offenders aged 18 and over",
    ),
    "scale": ("a score of 8 or more out of 10", "rated on a scale of 1 to 5"),
    "rank": ("the 3rd highest of the top 10", "the first three"),
    "turn of phrase": ("one of the areas guides the two alike; one another; a one-off", "no one"),
    "counts the paper's own parts": (
        "Two appendices follow. It sets three aims, in four main ways.",
        "The inspection made seventeen recommendations.",
    ),
    "telephone number": ("0121 626 5555",),
}
FIGURES = (
    "It fell to 101 and there were 2021 offences.",
    "They waited 12 minutes; repairs took 45 days, and a home was let in 32 days.",
    "It stood at an average of 28 days, and a road was closed for 11 weeks.",
    "Three targets were green, one was amber.",
    "There was one fatal shooting and one homicide; cases fell from three to one.",
    "It cost £3 million, in one in four cases.",
    "Numbers fell to under 25 from over 30, across 7 stations.",
    "14 schools and 30 officers took part.",
    "24 out of 36 were met.",
)


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in ALLOWED.items() for text in texts])
def test_a_number_that_is_no_figure_is_allowed(reason: str, text: str) -> None:
    allowances = Allowances(text)
    reasons = {each.text: allowances.reason_for(each.start, each.end) for each in read_numerals(text)}
    assert reasons
    assert all(reasons.values()), reasons
    assert reason in reasons.values()


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_is_not_allowed(text: str) -> None:
    allowances = Allowances(text)
    assert {each.text for each in read_numerals(text) if allowances.reason_for(each.start, each.end)} == set()


def test_a_number_may_count_the_list_below_it() -> None:
    text = "The works closed three main roads:"
    (numeral,) = read_numerals(text)
    assert Allowances(text, items=3).reason_for(numeral.start, numeral.end) == "counts the list below"
    assert not Allowances(text, items=4).reason_for(numeral.start, numeral.end)
    assert not Allowances(text).reason_for(numeral.start, numeral.end)
