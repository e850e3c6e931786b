"""Two sizes of growth since before the pandemic, said of one thing."""

from decimal import Decimal

import pytest

from boardpaper.model.facts import KnownChange
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import ChangeKind, Unit
from boardpaper.model.period import read_period
from boardpaper.rules import claims as rules
from tests.support.made_facts import audited, indicator


def percent(amount: object, earlier: str) -> KnownChange:
    return KnownChange(ChangeKind.PERCENT, Decimal(str(amount)), read_period(earlier))


RAIDS = indicator("raids", {"2022/23": 10}, title="Raids", change=percent(100, "2019-06"))
RAIDS_AT_NIGHT = indicator("raids-at-night", {"2022/23": 10}, title="Night raids", change=percent(50, "2019-06"))
DOORS = indicator("doors", {"2022/23": 10}, title="Doors", change=percent(80, "2020-03"))
LOCKS = indicator("locks", {"2022/23": 10}, title="Locks", change=percent(300, "2020-02"))
FOLDED = indicator(
    "folded", {"2022/23": 10}, title="Folded", change=KnownChange(ChangeKind.FOLD, Decimal(4), read_period("2019-06"))
)
COUNTED = indicator(
    "counted", {"2022/23": 1}, title="Counted", change=KnownChange(ChangeKind.COUNT, Decimal(4), read_period("2019-06"))
)
OPEN = indicator("open", {"2022/23": 10}, title="Opened", change=percent(900, "2019-06.."))
ALL = (RAIDS, RAIDS_AT_NIGHT, DOORS, LOCKS, FOLDED, COUNTED, OPEN)


def compared(*texts: str) -> list[Finding]:
    return [each for each in audited(texts, *ALL) if each.rule == "claim-comparators"]


def finding(high: str, low: str, high_sentence: str, low_sentence: str, *, at: int, subject: str = "raids") -> Finding:
    return rules.CLAIM_COMPARATORS.at(
        f"paragraph {at}", high=high, low=low, subject=subject, high_sentence=high_sentence, low_sentence=low_sentence
    )


@pytest.mark.parametrize(
    ("word", "other", "differ"),
    [
        ("doubled", "2.5-fold", False),
        ("doubled", "2.51-fold", True),
        ("trebled", "3.75-fold", False),
        ("trebled", "3.76-fold", True),
        ("tripled", "3.75-fold", False),
        ("tripled", "3.76-fold", True),
        ("quadrupled", "5-fold", False),
        ("quadrupled", "5.01-fold", True),
        ("halved", "0.625-fold", False),
        ("halved", "0.626-fold", True),
        ("doubling", "2.5-fold", False),
        ("doubling", "2.51-fold", True),
        ("trebling", "3.75-fold", False),
        ("trebling", "3.76-fold", True),
        ("doubled", "1.6-fold", False),
        ("doubled", "1.59-fold", True),
    ],
)
def test_sizes_that_are_a_quarter_apart_are_two(word: str, other: str, differ: bool) -> None:
    texts = (f"Raids {word} from before the pandemic.", f"Raids have a {other} rise from before the pandemic.")
    found = compared(*texts)
    assert len(found) == differ
    assert not differ or found[0].where == "paragraph 2"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Raids trebled from before the pandemic.", "Raids had a {raids.change} from the baseline."), [
            finding("trebled", "change of 100", "Raids trebled from before the pandemic.",
                    "Raids had a change of 100 from the baseline.", at=1),
        ]),
        (("Raids have a five-fold rise on before Covid.", "At {raids-at-night.change}, it was pre-lockdown."), [
            finding("five-fold", "change of 50", "Raids have a five-fold rise on before Covid.",
                    "At change of 50, it was pre-lockdown.", at=2),
        ]),
        (("Locks have a two-fold rise from the baseline.", "Before the pandemic, locks were up {locks.change}.",
          "Locks {locks.change} from before the lockdown."), [
            finding("change of 300", "two-fold", "Before the pandemic, locks were up change of 300.",
                    "Locks have a two-fold rise from the baseline.", at=3, subject="locks"),
        ]),
        (("Doors have a {doors.change} on before the pandemic, and a {folded.change}.",
          "Doors doubled from before Covid.",
          "Doors, pre-pandemic, show a five-fold rise."), [
            finding("five-fold", "change of 80", "Doors, pre-pandemic, show a five-fold rise.",
                    "Doors have a change of 80 on before the pandemic, and a change of 4.", at=3, subject="doors"),
        ]),
        (("A {counted.change}, then {folded.change} from before Covid.", "Folded doubled from before the pandemic."), [
            finding("change of 4", "doubled", "A change of 4, then change of 4 from before Covid.",
                    "Folded doubled from before the pandemic.", at=2, subject="folded"),
        ]),
        # Twice as many are a change of 100 per cent.
        (("They rose by {raids.change} on before Covid.", "Raids have a 2.5-fold rise from before Covid."), []),
        (("They rose by {raids.change} on before Covid.", "Raids have a 2.51-fold rise from before Covid."), [
            finding("2.51-fold", "change of 100", "Raids have a 2.51-fold rise from before Covid.",
                    "They rose by change of 100 on before Covid.", at=2),
        ]),
        # Neither is said to be of before the pandemic.
        (("The pandemic came.", "Raids have a five-fold rise from the baseline.", "They are {raids.change}."), []),
        # A baseline of after the pandemic, and a rise on nothing that is named.
        (("Doors trebled from before the pandemic.", "Doors have a nine-fold rise from the baseline."), []),
        (("Doors trebled from before the pandemic.", "Doors have a nine-fold rise."), []),
        (("Raids trebled from before the pandemic.", "Raids have a nine-fold rise, so, from the baseline."), []),
        (("Raids trebled from before the pandemic.", "Since before Covid, raids have a nine-fold rise."), [
            finding("nine-fold", "trebled", "Since before Covid, raids have a nine-fold rise.",
                    "Raids trebled from before the pandemic.", at=2),
        ]),
        # Of another thing; of an open time; of a number of things.
        (("Raids trebled from before the pandemic.", "Locks doubled from before the pandemic."), []),
        (("Opened doubled from before the pandemic.", "It was {open.change}."), []),
        (("Raids doubled from before the pandemic.", "Raids had 9 more than before the pandemic."), []),
        (("Raids doubled from before the pandemic.", "Raids, {raids}, were of 9 kinds before the pandemic."), []),
        # Nobody speaks of the pandemic.
        (("Raids have a five-fold rise from the baseline.", "They are {raids.change}."), []),
    ],
)  # fmt: skip
def test_two_sizes_of_one_thing_are_told(texts: tuple[str, ...], expected: list[Finding]) -> None:
    assert compared(*texts) == expected


@pytest.mark.parametrize(("earlier", "is_before"), [("2020-03-22", True), ("2020-03-23", False), ("2020-02", True)])
def test_the_pandemic_began_with_the_lockdown(earlier: str, is_before: bool) -> None:
    raids = indicator("raids", {"2022/23": 10}, unit=Unit.COUNT, change=percent(100, earlier))
    texts = ("Raids have a five-fold rise from the baseline.", "Raids doubled from before the pandemic.")
    assert [each.rule for each in audited(texts, raids)] == ["claim-comparators"] * is_before
