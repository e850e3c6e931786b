"""What prose is held against: values and changes, read, derived or published, and nothing of what is suppressed."""

from decimal import Decimal

import pytest

from boardpaper.compose.facts import bind_again, gather_facts
from boardpaper.model.derivation import read_derivation
from boardpaper.model.facts import KnownChange
from boardpaper.model.kpi import ChangeKind, Indicator, Unit
from boardpaper.model.period import read_period
from tests.support.kpis import reading, readings

YEAR, BEFORE = read_period("2021/22"), read_period("2020/21")
HOMICIDE = Indicator("homicide", "Homicide", current=YEAR, baseline=BEFORE, change_decimals=1)
HELD = readings(
    [
        HOMICIDE,
        Indicator("rate", "Solved rate", Unit.PERCENT, current=YEAR, baseline=BEFORE),
        Indicator("knife-crime", "Knife crime", current=YEAR),
        Indicator("hidden", "Hidden", current=YEAR, baseline=BEFORE, suppress_below=Decimal(5), denominator="homicide"),
        Indicator("sum", "Sum", current=YEAR, derivation=read_derivation("sum(homicide, hidden)")),
        Indicator("half", "Half", current=YEAR, denominator="homicide"),
        Indicator("unread", "Unread", current=YEAR),
    ],
    [
        reading("homicide", "2021/22", "53", "B1"),
        reading("homicide", "2020/21", "52", "B2"),
        reading("rate", "2021/22", "64", "B3"),
        reading("rate", "2020/21", "60", "B4"),
        reading("knife-crime", "2021/22", None, "B5", change=(ChangeKind.PERCENT, "28"), against="2020/21"),
        reading("hidden", "2021/22", "3", "B6"),
        reading("hidden", "2020/21", "9", "B7"),
        reading("half", "2021/22", "26", "B8"),
    ],
)
FACTS = gather_facts(HELD)


def texts(indicator: str) -> dict[str, str]:
    return {figure.reference: figure.text for figure in FACTS.figures if figure.indicator == indicator}


def test_values_and_changes_are_gathered_by_period() -> None:
    homicide = FACTS.indicators["homicide"]
    assert homicide.values == {YEAR: Decimal(53), BEFORE: Decimal(52)}
    change = homicide.changes[YEAR]
    assert (change.kind, change.sign, change.earlier, round(change.amount, 2)) == (
        ChangeKind.PERCENT,
        1,
        BEFORE,
        Decimal("1.92"),
    )
    assert BEFORE not in homicide.changes


def test_a_percentage_changes_by_points() -> None:
    assert FACTS.indicators["rate"].changes[YEAR] == KnownChange(ChangeKind.POINTS, Decimal(4), BEFORE)


@pytest.mark.parametrize(("earlier", "kind", "amount"), [("60", ChangeKind.POINTS, 4), (None, ChangeKind.PERCENT, 7)])
def test_a_change_is_as_published_only_where_it_cannot_be_worked_out(
    earlier: str | None, kind: ChangeKind, amount: int
) -> None:
    held = [reading("rate", "2021/22", "64", "B3", change=(ChangeKind.PERCENT, "7"), against="2020/21")]
    held += [reading("rate", "2020/21", earlier, "B4")] if earlier else []
    rate = Indicator("rate", "Solved rate", Unit.PERCENT, current=YEAR, baseline=BEFORE)
    change = gather_facts(readings([rate], held)).indicators["rate"].changes[YEAR]
    assert change == KnownChange(kind, Decimal(amount), BEFORE)


def test_a_change_as_published_stands_alone() -> None:
    knife = FACTS.indicators["knife-crime"]
    assert knife.values == {}
    assert knife.changes == {YEAR: KnownChange(ChangeKind.PERCENT, Decimal(28), BEFORE)}


def test_nothing_of_a_suppressed_value_is_told() -> None:
    hidden = FACTS.indicators["hidden"]
    assert hidden.values == {BEFORE: Decimal(9)}
    assert hidden.changes == {}
    assert texts("hidden") == {"hidden.value@2020/21": "9"}
    assert FACTS.indicators["sum"].values == {}
    assert texts("sum") == {}


def test_figures_are_those_that_could_be_printed() -> None:
    assert texts("homicide") == {
        "homicide.value": "53",
        "homicide.value@2020/21": "52",
        "homicide.change.percent": "1.9%",
        "homicide.change.count": "1",
    }
    assert texts("rate")["rate.change.points"] == "4 percentage points"
    assert texts("half")["half.share"] == "49%"


def test_an_indicator_that_was_never_read_has_no_facts() -> None:
    unread = FACTS.indicators["unread"]
    assert (unread.values, unread.changes, texts("unread")) == ({}, {}, {})


def test_references_are_bound_again_where_they_can_be() -> None:
    bound = bind_again(["homicide.value", "gone.value", "no reference at all", "unread.value"], HELD)
    assert {name: figure.text for name, figure in bound.items()} == {"homicide.value": "53"}
