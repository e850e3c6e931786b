"""What a Word paper knows of its indicators without a workbook."""

from decimal import Decimal

import pytest

from boardpaper.checks.prose.ledger_facts import ledger_facts
from boardpaper.model.facts import Facts, KnownChange, KnownIndicator
from boardpaper.model.kpi import ChangeKind, Figure, Polarity, Unit
from boardpaper.model.period import read_period

YEAR, BEFORE = read_period("2021/22"), read_period("2020/21")


def figure(facet: str, text: str, value: object = None, *, period: str = "2021/22", **rest: str) -> Figure:
    reference = f"{rest.pop('name', 'a')}.{facet}{rest.pop('at', '')}"
    when = read_period(period) if period else None
    number = None if value is None else Decimal(str(value))
    return Figure(reference, text, reference.partition(".")[0], facet, when, number, **rest)  # type: ignore[arg-type]


def known(*figures: Figure) -> KnownIndicator:
    return ledger_facts(figures).indicators["a"]


def test_all_that_figures_tell() -> None:
    value, old = figure("value", "53", 53, title="Raids"), figure("value", "40", 40, period="2019/20", at="@2019/20")
    baseline, change = figure("baseline", "50", 50), figure("change", "6% increase", 6)
    when, status = figure("baseline.period", "2020/21", period=""), figure("status", "Worse")
    other = figure("value", "£3", 3, name="so-it-is", period="")
    everything = (old, value, baseline, change, when, status, other)
    moved = KnownChange(ChangeKind.PERCENT, Decimal(6), BEFORE)
    held = {read_period("2019/20"): Decimal(40), YEAR: Decimal(53), BEFORE: Decimal(50)}
    assert ledger_facts(everything) == Facts(
        {
            "a": KnownIndicator(
                "a", "Raids", polarity=Polarity.LOWER, current=YEAR, values=held, changes={YEAR: moved}
            ),
            "so-it-is": KnownIndicator("so-it-is", "so it is", Unit.GBP),
        },
        (old, value, baseline, change, other),
    )


def test_values_have_the_decimals_that_they_are_printed_with() -> None:
    made = known(figure("value", "63.2%", "63.2481"))
    assert (made.unit, made.decimals) == (Unit.PERCENT, 1)
    assert made.told(made.values[YEAR]) == "63.2%"


def test_a_baseline_without_its_period_is_no_value() -> None:
    made = known(figure("value", "53", 53), figure("baseline", "50", 50), figure("change", "down 9", -9))
    assert made.values == {YEAR: 53}
    assert made.changes == {YEAR: KnownChange(ChangeKind.COUNT, Decimal(-9))}
    made = known(figure("value", "53"), figure("baseline.period", "soon"), figure("baseline", "5", 5))
    assert (made.values, made.changes) == ({}, {})
    made = known(figure("value", "53", 53), figure("baseline.period", "2020/21"), figure("baseline", "[x]"))
    assert made.values == {YEAR: 53}


def test_a_change_of_no_known_period_is_none() -> None:
    made = known(figure("change", "6%", 6, period=""))
    assert (made.current, made.changes) == (None, {})
    made = known(figure("change", "6%", 6, at="@2019/20"))
    assert (made.current, made.changes) == (None, {})


@pytest.mark.parametrize(
    ("text", "unit"),
    [("53", Unit.COUNT), ("53%", Unit.PERCENT), ("£3m", Unit.GBP), ("one in four", Unit.ONE_IN), ("none", Unit.COUNT),
     ("2-fold", Unit.COUNT)],
)  # fmt: skip
def test_the_unit_is_that_of_the_first_value_with_a_number(text: str, unit: Unit) -> None:
    assert known(figure("change", "6%", 6), figure("value.words", text), figure("value", "5", 5)).unit is unit
    assert known(figure("change", "6%", 6)).unit is Unit.COUNT


@pytest.mark.parametrize(
    ("facet", "text", "kind", "amount"),
    [
        ("change", "1.9% increase", ChangeKind.PERCENT, "1.9"),
        ("change", "decrease of 9", ChangeKind.COUNT, -9),
        ("change.a", "a decrease of £9", ChangeKind.COUNT, -9),
        ("change.signed", "−17%", ChangeKind.PERCENT, -17),
        ("change.short", "up 20%", ChangeKind.PERCENT, 20),
        ("change.short", "down 2 percentage points", ChangeKind.POINTS, -2),
        ("change", "five-fold decrease", ChangeKind.FOLD, 5),
        ("change", "no change", ChangeKind.PERCENT, 0),
        ("change", "unchanged", ChangeKind.PERCENT, 0),
        ("change", "a change", None, 0),
        ("change", "5 of 6", None, 0),
        ("change", "one in four", None, 0),
        ("change.percent", "5%", None, 0),
    ],
)
def test_a_change_is_read_as_it_is_worded(facet: str, text: str, kind: ChangeKind | None, amount: object) -> None:
    expected = {YEAR: KnownChange(kind, Decimal(str(amount)))} if kind else {}
    assert known(figure(facet, text)).changes == expected


def test_the_first_wording_that_can_be_read_counts() -> None:
    made = known(figure("change.short", "up 5%"), figure("change.a", "a 6% increase"), figure("change", "some"))
    assert made.changes == {YEAR: KnownChange(ChangeKind.PERCENT, Decimal(6))}


@pytest.mark.parametrize(
    ("status", "change", "polarity"),
    [
        ("Better", "up 5%", Polarity.HIGHER),
        ("Better", "down 5%", Polarity.LOWER),
        ("Worse", "up 5%", Polarity.LOWER),
        ("Worse", "down 5%", Polarity.HIGHER),
        ("Worse", "no change", Polarity.NEUTRAL),
        ("Level", "up 5%", Polarity.NEUTRAL),
        ("Better", "some", Polarity.NEUTRAL),
        ("", "up 5%", Polarity.NEUTRAL),
    ],
)
def test_which_way_is_better_is_told_by_a_status(status: str, change: str, polarity: Polarity) -> None:
    figures = [figure("change", change)] + ([figure("status", status)] if status else [])
    assert known(*figures).polarity is polarity
