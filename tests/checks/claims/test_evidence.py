"""What a claim is held against: which figure, which change, and what it says of it."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from boardpaper.checks.claims.evidence import Evidence, at_period, known_evidence
from boardpaper.model.facts import Facts, KnownChange
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import ChangeKind, Polarity, Unit
from boardpaper.model.period import UNSTATED, read_period
from boardpaper.rules import claims as rules
from tests.support.made_facts import audited, facts, indicator

TEN, EIGHT = Decimal(10), Decimal(8)


def change(kind: ChangeKind, amount: int) -> KnownChange:
    return KnownChange(kind, Decimal(amount))


@dataclass(frozen=True)
class Told:
    """What evidence says of a change."""

    sign: int
    difference: object
    relative: object


@pytest.mark.parametrize(
    ("later", "earlier", "published", "told"),
    [
        (TEN, EIGHT, None, Told(1, 2, 25)),
        (EIGHT, TEN, None, Told(-1, -2, -20)),
        (TEN, -EIGHT, None, Told(1, 18, 225)),
        (TEN, TEN, None, Told(0, 0, 0)),
        (TEN, Decimal(0), None, Told(1, 10, None)),
        (TEN, None, None, Told(0, None, None)),
        (None, TEN, None, Told(0, None, None)),
        (TEN, EIGHT, change(ChangeKind.COUNT, -7), Told(1, 2, 25)),
        (None, TEN, change(ChangeKind.COUNT, -7), Told(-1, -7, None)),
        (TEN, None, change(ChangeKind.POINTS, 7), Told(1, 7, None)),
        (None, None, change(ChangeKind.PERCENT, 7), Told(1, None, 7)),
        (None, None, change(ChangeKind.FOLD, 7), Told(1, None, 600)),
    ],
)
def test_what_two_values_or_a_published_change_tell(
    later: Decimal | None, earlier: Decimal | None, published: KnownChange | None, told: Told
) -> None:
    evidence = Evidence(later, earlier, published, None, False, "")
    assert Told(evidence.sign, evidence.difference, evidence.relative) == told


def test_a_period_is_known_by_its_days() -> None:
    year, months, other = (read_period(each) for each in ("2021/22", "ye-2022-03", "2022/23"))
    held = {UNSTATED: 1, year: 2}
    assert [at_period(held, each) for each in (year, months, other, UNSTATED, None)] == [2, 2, None, 1, None]
    assert at_period({months: 1, year: 2}, year) == 2


RAIDS = indicator("raids", {"2020/21": 100, "2021/22": 200, "2022/23": 1210}, title="Raids", polarity=Polarity.LOWER)
NIGHT = indicator("night", {"2021/22": 30, "2022/23": 20}, title="Night calls", polarity=Polarity.HIGHER)
TRUST = indicator("trust", {"2021/22": 50, "2022/23": 44}, title="Trust", unit=Unit.PERCENT)
OLD = indicator("old", {"2019/20": 5, "2022/23": 9}, title="Older cars")
PUBLISHED = indicator(
    "published",
    {"2022/23": None},
    title="Published claims",
    change=KnownChange(ChangeKind.PERCENT, Decimal(7), read_period("2021/22")),
)
LONE = indicator("lone", {"2022/23": 9}, title="Lone wolves", change=KnownChange(ChangeKind.COUNT, Decimal(-2)))
STILL = indicator("still", {"2021/22": 9, "2022/23": 9}, title="Still ponds")
ALL = (RAIDS, NIGHT, TRUST, OLD, PUBLISHED, LONE, STILL)


@pytest.mark.parametrize(
    ("name", "period", "told"),
    [
        ("raids", None, "raids was 200 (2021/22) and is 1,210 (2022/23)"),
        ("raids", "ye-2023-03", "raids was 200 (2021/22) and is 1,210 (year ending March 2023)"),
        ("trust", None, "trust was 50% (2021/22) and is 44% (2022/23)"),
        ("published", None, "the change of published to 2022/23 is an increase"),
        ("lone", None, "the change of lone to 2022/23 is a decrease"),
        ("raids", "2021/22", None),
    ],
)
def test_the_evidence_of_an_indicator_is_told_in_its_figures(name: str, period: str | None, told: str | None) -> None:
    known = facts(*ALL)
    evidence = known_evidence(known.indicators[name], read_period(period) if period else None, known)
    assert (evidence.told if evidence else None) == told
    assert evidence is None or evidence.percent is (name == "trust")


def test_values_that_no_figure_prints_are_told_as_they_are() -> None:
    for known, told in ((RAIDS, "raids was 200 (2021/22) and is 1,210"), (TRUST, "trust was 50% (2021/22) and is 44%")):
        evidence = known_evidence(known, None, Facts({known.id: known}))
        assert evidence is not None
        assert evidence.told == f"{told} (2022/23)"


def test_no_change_is_told_as_none() -> None:
    still = indicator("still", {"2022/23": None}, change=KnownChange(ChangeKind.PERCENT, Decimal(0)))
    evidence = known_evidence(still, None, facts(still))
    assert evidence is not None
    assert evidence.told == "the change of still to 2022/23 is no change"


RAIDS_TOLD = "raids was 200 (2021/22) and is 1,210 (2022/23)"
NIGHT_TOLD = "night was 30 (2021/22) and is 20 (2022/23)"


def rose(words: str, sentence: str, evidence: str, way: str = "a rise") -> Finding:
    return rules.CLAIM_DIRECTION.at("paragraph 1", words=words, way=way, sentence=sentence, evidence=evidence)


@pytest.mark.parametrize(
    ("text", "words", "evidence"),
    [
        # The figure that is joined to the words, or that of the thing which they name.
        ("Calls rose to {night}.", "rose", NIGHT_TOLD),
        ("Numbers rose sharply, reaching a mere {night}, with {raids}.", "rose", NIGHT_TOLD),
        ("Numbers rose, in the early spring, to {night}, with {raids}.", "rose", NIGHT_TOLD),
        ("Numbers fell to {raids}, and then we saw {night}.", "fell", RAIDS_TOLD),
        ("Night calls rose, while {raids} were raids, and {night} of them.", "rose", NIGHT_TOLD),
        ("There was a rise in night calls, {night}, with {raids} raids.", "rise", NIGHT_TOLD),
        ("There was a fall in raids, {raids}, with {night} calls at night.", "fall", RAIDS_TOLD),
        ("We had more calls, to {night} in all.", "more calls", NIGHT_TOLD),
        ("We had fewer visits here to raids, {raids} in all.", "fewer visits here to", RAIDS_TOLD),
        ("Raids were fewer, but night calls rose: {night}, {raids}.", "rose", NIGHT_TOLD),
        # Two numbers of the sentence itself.
        ("It rose from 9 to 7.", "rose", "it went from 9 to 7"),
        ("It fell, but rose from 9 to 7 later.", "rose", "it went from 9 to 7"),
        ("Night calls rose to {night}, against {night.baseline}.", "rose", "it went from 30 to 20"),
        ("Raids fell to {raids} in all, with {night} calls.", "fell", RAIDS_TOLD),
    ],
)  # fmt: skip
def test_what_a_direction_is_held_against(text: str, words: str, evidence: str) -> None:
    found = [each for each in audited(text, *ALL) if each.rule == "claim-direction"]
    way = "a rise" if words in ("rose", "rise") or words.startswith("more") else "a fall"
    (only,) = found
    assert only.message.startswith(f"“{words}” says {way} in “")
    assert only.message.endswith(f"”, but {evidence}")


@pytest.mark.parametrize(
    "text",
    [
        # Two figures that it could be, or two pairs.
        "It rose, with {raids} and {night} beside.",
        "It rose, from 9 to 7 and from 8 to 6.",
        # The nearer verb.
        "With more staff they rose, then dropped to {night}.",
        # The clause ends before the pair.
        "It rose; they went from 9 to 7; so be it.",
        # Measured from another time.
        "Night calls rose to {night} since the summer.",
        "Older cars fell to {old} in the year before.",
        "Lone wolves rose to {lone} in the year before.",
        # The workbook knows of no change.
        "Raids fell to {raids@2021/22}.",
        # One after the other; what is said of staff is not said of calls.
        "Staff numbers rose and night calls came to {night}.",
        "Staff rose: night calls came to {night}.",
        "Of night calls more people came, with {night} there.",
        "Night calls of {night} came; staff rose.",
        "A rise in staff, night calls at {night}.",
        "Staff rose, night calls at {night}.",
    ],
)
def test_what_could_be_held_against_two_things_is_left_alone(text: str) -> None:
    assert audited(text, *ALL) == []


@pytest.mark.parametrize(
    ("earlier", "current", "is_of_a_year"),
    [
        ("2022-05-05", "2023-03-31", True),
        ("2022-05-06", "2023-03-31", False),
        ("2022-01-26", "2023-03-31", True),
        ("2022-01-25", "2023-03-31", False),
        ("2022-01..", "2023-03-31", False),
    ],
)
def test_the_year_before_is_about_a_year_before(earlier: str, current: str, is_of_a_year: bool) -> None:
    raids = indicator("raids", {earlier: 5, current: 9})
    found = audited("Raids fell to {raids} in the year before.", raids)
    assert [each.rule for each in found] == ["claim-direction"] * is_of_a_year
