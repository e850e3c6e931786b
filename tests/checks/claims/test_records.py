"""Records: which earlier readings count for each way of claiming one."""

import pytest

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Polarity, Unit
from boardpaper.rules import claims as rules
from tests.support.made_facts import audited, indicator

RAIDS = indicator(
    "raids",
    {
        "2017/18": 1500,
        "2018/19": 500,
        "2019/20": 900,
        "2020/21": 1100,
        "2021/22": 1000,
        "2022-06": 2000,
        "2022/23": 1000,
    },
    polarity=Polarity.LOWER,
    decimals=1,
)
TRUST = indicator("trust", {"2020/21": 40, "2021/22": 50, "2022/23": 45}, polarity=Polarity.HIGHER)
PLAIN = indicator("plain", {"2021/22": 40, "2022/23": 50})
MONTHS = indicator(
    "months",
    {"2022-03": 90, "2022-04": 30, "2022-12": 50, "2023-01": 60, "2023-02": 20, "2023-03": 40, "2023-04": 95},
    title="Monthly thefts",
)
STEPS = indicator("steps", {"2018/19": 50, "2019/20": 10, "2020/21": 20, "2021/22": 30, "2022/23": 40})
FALLS = indicator("falls", {"2019/20": 9, "2020/21": 40, "2021/22": 30, "2022/23": 30})
GAP = indicator("gap", {"2019/20": 10, "2021/22": 30, "2022/23": 20})
SINCE = indicator("since", {"2021/22": 10, "2022-04..": 5})
DAYS = indicator("days", {"2021-05-05": 9, "2023-05-05": 5})
DOUBT = indicator("doubt", {"2020/21": 64, "2021/22": "63.2", "2022/23": 1064}, unit=Unit.PERCENT, decimals=1)
COSTS = indicator("costs", {"2021/22": 9, "2022/23": 10}, unit=Unit.GBP)
ODDS = indicator("odds", {"2021/22": 4, "2022/23": 5}, unit=Unit.ONE_IN)


def told(text: str) -> list[Finding]:
    found = audited(text, RAIDS, TRUST, PLAIN, MONTHS, STEPS, FALLS, GAP, SINCE, DAYS, DOUBT, COSTS, ODDS)
    return [each for each in found if each.rule == "claim-record"]


@pytest.mark.parametrize(
    ("text", "words", "evidence"),
    [
        ("At {raids} it is the highest for three years.", "highest for three years",
         "raids was 1,100.0 in 2020/21 and 1,000.0 in 2022/23"),
        ("At {raids} it is the highest for two years.", "", ""),
        ("At {raids} it is the lowest in at least 3 years.", "", ""),
        ("At {raids} it is the lowest in at least 4 years.", "lowest in at least 4 years",
         "raids was 900.0 in 2019/20 and 1,000.0 in 2022/23"),
        ("At {raids} it is the LOWEST number over the last five years.", "LOWEST number over the last five years",
         "raids was 500.0 in 2018/19 and 1,000.0 in 2022/23"),
        ("At {raids} it is the best for four years.", "best for four years",
         "raids was 900.0 in 2019/20 and 1,000.0 in 2022/23"),
        ("At {raids} it is the worst for four years.", "worst for four years",
         "raids was 1,100.0 in 2020/21 and 1,000.0 in 2022/23"),
        ("At {trust} it is the best for two years.", "best for two years", "trust was 50 in 2021/22 and 45 in 2022/23"),
        ("At {trust} it is the worst for three years.", "worst for three years",
         "trust was 40 in 2020/21 and 45 in 2022/23"),
        ("At {doubt} it is the lowest for two years.", "lowest for two years",
         "doubt was 63.2% in 2021/22 and 1,064.0% in 2022/23"),
        ("It rose for the second year running, to {doubt}.", "for the second year running",
         "doubt went 64.0% → 63.2% → 1,064.0%"),
        ("At {costs} it is the lowest for two years.", "lowest for two years",
         "costs was £9 in 2021/22 and £10 in 2022/23"),
        ("At {odds} it is the lowest for two years.", "lowest for two years",
         "odds was one in 4 in 2021/22 and one in 5 in 2022/23"),
        ("At {plain} it is the best for two years.", "", ""),
        ("At {plain} it is the worst for two years.", "", ""),
        ("At {raids} it is the highest for many years.", "", ""),
        ("At {raids@2019/20} it is the highest for two years.", "", ""),
        ("At {raids@2019/20} it is the highest for three years.", "highest for three years",
         "raids was 1,500.0 in 2017/18 and 900.0 in 2019/20"),
        ("At {raids} it is the highest ever.", "highest ever", "raids was 1,500.0 in 2017/18 and 1,000.0 in 2022/23"),
        ("At {raids} it is a record high.", "record high", "raids was 1,500.0 in 2017/18 and 1,000.0 in 2022/23"),
        ("At {raids} it is an all-time LOW.", "all-time LOW", "raids was 500.0 in 2018/19 and 1,000.0 in 2022/23"),
        ("At {raids} and {trust} it is the highest ever.", "", ""),
        ("At {raids.baseline} it is the highest ever.", "", ""),
        ("At {since} it is the highest ever.", "", ""),
        ("At {days} it is the highest ever.", "", ""),
        ("At {raids}, {raids@2020/21} before, it is the highest for three years.", "highest for three years",
         "raids was 1,100.0 in 2020/21 and 1,000.0 in 2022/23"),
        ("At {steps} it is the highest for two years, and it was {raids.baseline}.", "", ""),
        ("At {steps} it is the highest for two years, of {raids.baseline} and {plain.change}.", "", ""),
        ("At {months@2023-03} it was the highest month.", "highest month",
         "months was 60 in January 2023 and 40 in March 2023"),
        ("At {months@2023-03} it was the lowest monthly total.", "lowest monthly total",
         "months was 20 in February 2023 and 40 in March 2023"),
        ("At {months@2023-01} it was the highest month.", "", ""),
        ("At {months@2023-04} it was the lowest month.", "", ""),
        ("At {months@2022-04} it was the highest month.", "highest month",
         "months was 60 in January 2023 and 30 in April 2022"),
        ("At {months@2023-03} it was the highest month of 2023.", "", ""),
        ("At {months@2023-03}, in March 2023, it was the highest month.", "highest month",
         "months was 60 in January 2023 and 40 in March 2023"),
        ("At {raids} it had the highest month.", "", ""),
        ("It peaked in April 2022, at {months@2022-04}.", "peaked in April 2022",
         "months was 90 in March 2022 and 30 in April 2022"),
        ("It peaked in march 2022, at {months@2022-03}.", "", ""),
        ("It peaked in February 2023, at {months@2023-02}.", "peaked in February 2023",
         "months was 95 in April 2023 and 20 in February 2023"),
        ("It peaked in January 2023, at {months@2023-01}.", "peaked in January 2023",
         "months was 95 in April 2023 and 60 in January 2023"),
        ("It peaked in December 2022, at {months@2022-12}.", "peaked in December 2022",
         "months was 95 in April 2023 and 50 in December 2022"),
        ("It peaked in May 2022, at {months@2022-04}.", "", ""),
        ("It rose for the third year running, to {steps}.", "", ""),
        ("It rose for the fourth consecutive year, to {steps}.", "for the fourth consecutive year",
         "steps went 50 → 10 → 20 → 30 → 40"),
        ("It fell for the Second year in a row, to {steps}.", "for the Second year in a row",
         "steps went 20 → 30 → 40"),
        ("It fell for the second year running, to {falls}.", "for the second year running", "falls went 40 → 30 → 30"),
        ("It fell for the fifth year running, to {steps}.", "", ""),
        ("It fell for the second year running, to {gap}.", "", ""),
        ("It fell, they told us all, for the second year running, to {steps}.", "", ""),
        ("It fell in all ways for the second year running, to {steps}.", "", ""),
        ("It fell and rose for the second year running, to {steps}.", "", ""),
        ("It fell in any way for the second year running, to {steps}.", "for the second year running",
         "steps went 20 → 30 → 40"),
        ("It rose for the second year running, to {raids}.", "for the second year running",
         "raids went 1,100.0 → 1,000.0 → 1,000.0"),
    ],
)  # fmt: skip
def test_a_record_is_held_against_the_periods_that_it_speaks_of(text: str, words: str, evidence: str) -> None:
    found = told(text)
    assert [each.message.partition("” in “")[0] for each in found] == ([f"“{words}"] if words else [])
    assert [each.message.rpartition("”, but ")[2] for each in found] == ([evidence] if words else [])


def test_a_record_says_its_sentence() -> None:
    assert told("We know. At {raids} it is the highest ever.") == [
        rules.CLAIM_RECORD.at(
            "paragraph 1",
            words="highest ever",
            sentence="At 1,000.0 it is the highest ever.",
            evidence="raids was 1,500.0 in 2017/18 and 1,000.0 in 2022/23",
        )
    ]
