"""Averages beside the total of a year, on both sides of what each way of saying them allows."""

import pytest

from boardpaper.model.kpi import Unit
from boardpaper.rules import claims as rules
from tests.support.made_facts import audited, indicator


def is_sound(said: str, total: object, unit: Unit = Unit.RATIO) -> bool:
    found = audited(
        f"There were {{raids}} raids, {said}.", indicator("raids", {"2022/23": total}, unit=unit, decimals=2)
    )
    assert [each.rule for each in found] in ([], ["claim-average"])
    return not found


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("100 a month", "1193.88", "1206.12"),
        ("10.0 a month", "119.388", "120.612"),
        ("80 to 100 a month", "953.88", "1206.12"),
        ("about 100 a month", "1080", "1320"),
        ("about 80 to 100 a month", "840", "1320"),
        ("about two a month", "12", "36"),
        ("almost 100 a month", "1080", "1200"),
        ("under 100 a month", "1080", "1200"),
        ("over 100 a month", "1200", "1440"),
        ("over two a month", "24", "48"),
        ("100 a week", "5173.48", "5226.52"),
        ("100 a day", "36313.85", "36686.15"),
        ("100 each quarter", "397.96", "402.04"),
        ("100 raids on farms and shops every quarter", "397.96", "402.04"),
    ],
)
def test_an_average_is_as_near_as_it_says(said: str, low: str, high: str) -> None:
    beyond = 0.001
    assert is_sound(said, low)
    assert is_sound(said, high)
    assert not is_sound(said, float(low) - beyond)
    assert not is_sound(said, float(high) + beyond)


RAIDS = indicator("raids", {"2021/22": 240, "2022/23": 1200})
DOORS = indicator("doors", {"2022/23": 600})
MONTHLY = indicator("monthly", {"2022-05": 600})
TRUST = indicator("trust", {"2022/23": 60}, unit=Unit.PERCENT)


@pytest.mark.parametrize(
    "text",
    [
        "There were {raids} raids, 9% a month.",
        "There were {raids} raids; £9 a month was spent.",
        "There were {monthly} thefts, 9 a month.",
        "Trust stood at {trust}, with 9 a month.",
        "There were {raids} raids, {doors} a month.",
        "There were {raids} raids. None came. It was 9 a month.",
        "It was 9 a month. None came. There were {raids} raids.",
        "There were {raids} raids and {doors} doors, 9 a month.",
        "There were {raids} raids, none on {doors} days, that is 9 a month.",
    ],
)
def test_what_is_no_average_of_the_total_is_left_alone(text: str) -> None:
    assert audited(text, RAIDS, DOORS, MONTHLY, TRUST) == []


@pytest.mark.parametrize(
    ("text", "words", "sentence", "evidence"),
    [
        ("There were {raids} raids, 9 a month.", "9", "There were 1,200 raids, 9 a month.",
         "1,200 a year (raids.value, 2022/23) is 100.0 a month"),
        ("There were {raids} raids against {raids.baseline}, six to seven a WEEK.", "seven",
         "There were 1,200 raids against 240, six to seven a WEEK.",
         "1,200 a year (raids.value, 2022/23) is 23.1 a week and "
         "240 a year (raids.baseline, the baseline) is 4.6 a week"),
        ("There were {raids} raids. It was nine a day.", "nine", "It was nine a day.",
         "1,200 a year (raids.value, 2022/23) is 3.3 a day"),
        ("It was nine a day. There were {raids} raids. Of {doors} doors we say nothing.", "nine", "It was nine a day.",
         "1,200 a year (raids.value, 2022/23) is 3.3 a day"),
        ("Of {doors} doors we say nothing. It was nine a day. There were {raids} raids.", "nine", "It was nine a day.",
         "1,200 a year (raids.value, 2022/23) is 3.3 a day"),
        ("There were {raids@2021/22} raids in the year before, 9 a month.", "9",
         "There were 240 raids in the year before, 9 a month.",
         "240 a year (raids.value@2021/22, 2021/22) is 20.0 a month"),
    ],
)  # fmt: skip
def test_an_average_that_no_total_gives_is_told_with_the_totals(
    text: str, words: str, sentence: str, evidence: str
) -> None:
    unit = next(unit for unit in ("month", "week", "day") if sentence.lower().endswith(f"{unit}."))
    values = {"words": words, "unit": unit, "sentence": sentence, "evidence": evidence}
    assert audited(text, RAIDS, DOORS) == [rules.CLAIM_AVERAGE.at("paragraph 1", **values)]
