from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.compose.wording import (
    Change,
    change_short,
    change_signed,
    change_size,
    change_text,
    change_with_article,
    number,
    round_half_away,
    value_text,
)
from boardpaper.model.kpi import ChangeKind, Indicator, Unit

AMOUNTS = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=4, allow_nan=False)


def change(kind: ChangeKind, amount: str, decimals: int = 0) -> Change:
    return Change(kind, Decimal(amount), decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("1784", 0, "1,784"),
        ("28675", 0, "28,675"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "−1"),
        ("2.5", 0, "3"),
        ("1.25", 1, "1.3"),
        ("-0.04", 1, "0.0"),
        ("1234567.891", 2, "1,234,567.89"),
    ],
)
def test_numbers_round_half_away_from_zero(value: str, decimals: int, printed: str) -> None:
    assert number(Decimal(value), decimals) == printed


@given(AMOUNTS, st.integers(0, 3))
def test_rounding_is_off_by_at_most_half_a_step_and_never_toward_zero_at_the_half(value: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    rounded = round_half_away(value, places)
    assert abs(rounded - value) <= step / 2
    assert abs(rounded) >= abs(value.quantize(step, rounding=ROUND_HALF_EVEN))


@given(AMOUNTS, st.integers(0, 3))
def test_a_printed_number_reads_back_as_the_rounded_number(value: Decimal, places: int) -> None:
    printed = number(value, places)
    assert Decimal(printed.replace(",", "").replace("−", "-")) == round_half_away(value, places)


@pytest.mark.parametrize(
    ("unit", "value", "printed"),
    [
        (Unit.COUNT, "53", "53"),
        (Unit.PERCENT, "64", "64%"),
        (Unit.GBP, "14500000", "£14.5 million"),
        (Unit.GBP, "3000000", "£3 million"),
        (Unit.GBP, "14523000", "£14,523,000"),
        (Unit.GBP, "-2500", "−£2,500"),
        (Unit.ONE_IN, "4", "one in four"),
        (Unit.ONE_IN, "12", "one in 12"),
    ],
)
def test_values_are_printed_by_unit(unit: Unit, value: str, printed: str) -> None:
    assert value_text(Decimal(value), Indicator("x", "X", unit)) == printed


@pytest.mark.parametrize(
    ("given_change", "text", "short", "signed"),
    [
        (change(ChangeKind.PERCENT, "1.923", 1), "1.9% increase", "up 1.9%", "+1.9%"),
        (change(ChangeKind.PERCENT, "-17"), "17% decrease", "down 17%", "−17%"),
        (change(ChangeKind.COUNT, "-9"), "decrease of 9", "down 9", "−9"),
        (
            change(ChangeKind.POINTS, "3.2", 1),
            "3.2 percentage point increase",
            "up 3.2 percentage points",
            "+3.2 percentage points",
        ),
        (change(ChangeKind.FOLD, "5"), "five-fold increase", "up five-fold", "+five-fold"),
        (change(ChangeKind.PERCENT, "0"), "no change", "unchanged", "no change"),
        (change(ChangeKind.PERCENT, "0.3"), "increase of less than 1%", "up less than 1%", "+less than 1%"),
    ],
)
def test_changes_are_worded(given_change: Change, text: str, short: str, signed: str) -> None:
    assert (change_text(given_change), change_short(given_change), change_signed(given_change)) == (text, short, signed)


@pytest.mark.parametrize(
    ("kind", "words"), [(ChangeKind.PERCENT, "0%"), (ChangeKind.COUNT, "0"), (ChangeKind.POINTS, "0 percentage points")]
)
def test_the_size_of_no_change_is_nought(kind: ChangeKind, words: str) -> None:
    assert change_size(change(kind, "0")) == words


def test_one_percentage_point_is_singular() -> None:
    assert change_size(change(ChangeKind.POINTS, "1.04", 1)) == "1.0 percentage point"
    assert change_size(change(ChangeKind.POINTS, "2", 0)) == "2 percentage points"


@given(AMOUNTS.filter(bool), st.integers(0, 2))
def test_a_change_that_is_not_zero_is_never_called_no_change(amount: Decimal, places: int) -> None:
    words = change_text(Change(ChangeKind.PERCENT, amount, places))
    assert ("increase" in words) == (amount > 0)
    assert ("decrease" in words) == (amount < 0)
    assert " 0%" not in words


@pytest.mark.parametrize(
    ("kind", "amount", "words"),
    [
        (ChangeKind.PERCENT, "1.9", "a 1.9% increase"),
        (ChangeKind.PERCENT, "8", "an 8% increase"),
        (ChangeKind.PERCENT, "-83", "an 83% decrease"),
        (ChangeKind.PERCENT, "11", "an 11% increase"),
        (ChangeKind.PERCENT, "18", "an 18% increase"),
        (ChangeKind.PERCENT, "110", "a 110% increase"),
        (ChangeKind.PERCENT, "11500", "an 11,500% increase"),
        (ChangeKind.COUNT, "9", "an increase of 9"),
        (ChangeKind.COUNT, "-9", "a decrease of 9"),
        (ChangeKind.FOLD, "5", "a five-fold increase"),
        (ChangeKind.FOLD, "8", "an eight-fold increase"),
        (ChangeKind.PERCENT, "0", "no change"),
    ],
)
def test_a_change_takes_the_article_that_is_spoken(kind: ChangeKind, amount: str, words: str) -> None:
    assert change_with_article(Change(kind, Decimal(amount), 1 if "." in amount else 0)) == words
