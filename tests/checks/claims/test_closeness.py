"""How far a number may be from what was said of it, on both sides of every limit."""

from decimal import Decimal

import pytest

from boardpaper.checks.claims.closeness import Nearness, is_close, nearness_before
from boardpaper.checks.claims.sentences import Quantity
from boardpaper.checks.prose.quantities import NumeralKind

COUNT, SHARE = NumeralKind.COUNT, NumeralKind.SHARE


@pytest.mark.parametrize(
    ("near", "kind", "decimals", "said", "low", "high"),
    [
        (Nearness.EXACT, COUNT, 0, "100", "99.49", "100.51"),
        (Nearness.EXACT, COUNT, 1, "10.0", "9.949", "10.051"),
        (Nearness.EXACT, COUNT, -2, "1000", "949", "1051"),
        (Nearness.EXACT, SHARE, 0, "50", "45", "55"),
        (Nearness.EXACT, SHARE, 0, "10", "8.5", "11.5"),
        (Nearness.ABOUT, COUNT, 0, "100", "88", "112"),
        (Nearness.ABOUT, COUNT, 0, "2", "1.49", "2.51"),
        (Nearness.ABOUT, SHARE, 0, "10", "8.5", "11.5"),
        (Nearness.ABOUT, SHARE, 0, "50", "44", "56"),
        (Nearness.NEARLY, COUNT, 0, "100", "80", "100.5"),
        (Nearness.NEARLY, COUNT, 1, "10.0", "8", "10.05"),
        (Nearness.OVER, COUNT, 0, "100", "99.5", "161"),
        (Nearness.OVER, COUNT, 1, "10.0", "9.95", "16.1"),
        (Nearness.UNDER, COUNT, 0, "100", "0", "100.5"),
        (Nearness.UNDER, COUNT, 1, "10.0", "0", "10.05"),
    ],
)
def test_what_is_close_enough(near: Nearness, kind: NumeralKind, decimals: int, said: str, low: str, high: str) -> None:
    def close(actual: Decimal) -> bool:
        return is_close(actual, Decimal(said), Quantity(0, said, Decimal(said), kind, decimals), near)

    beyond = Decimal("0.001")
    assert close(Decimal(low))
    assert close(Decimal(high))
    assert close(Decimal(low) - beyond) is (near is Nearness.UNDER)
    assert not close(Decimal(high) + beyond)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("fell by ", Nearness.EXACT),
        ("fell by about ", Nearness.ABOUT),
        ("fell by some a ", Nearness.ABOUT),
        ("ABOUT an ", Nearness.ABOUT),
        ("just under ", Nearness.NEARLY),
        ("just under a ", Nearness.NEARLY),
        ("unjust under ", Nearness.UNDER),
        ("almost ", Nearness.NEARLY),
        ("under ", Nearness.UNDER),
        ("no more than ", Nearness.UNDER),
        ("more than ", Nearness.OVER),
        ("more than that ", Nearness.EXACT),
    ],
)
def test_what_the_words_before_a_number_promise(words: str, near: Nearness) -> None:
    assert nearness_before(f"{words}5 about ", len(words)) is near
