"""When a number in words is close enough to the one in the workbook: “almost half”, “over 20%”, “a fifth”."""

import re
from decimal import Decimal
from enum import StrEnum

from boardpaper.checks.claims.sentences import Quantity
from boardpaper.checks.prose.quantities import NumeralKind


class Nearness(StrEnum):
    """How close to its number an author says that something is."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    UNDER = "under"


_WORDS = (
    (Nearness.UNDER, r"less than|fewer than|under|below|no more than|up to|at most"),
    (Nearness.OVER, r"more than|over|above|upwards of|at least|in excess of|greater than"),
    (Nearness.NEARLY, r"almost|nearly|just under|close to|approaching"),
    (Nearness.ABOUT, r"about|around|roughly|approximately|some|approx\.?|circa|or so"),
)
_BEFORE = tuple((near, re.compile(rf"\b(?:{words}) (?:an? )?$", re.IGNORECASE)) for near, words in _WORDS)
# Just beyond half a unit of the last digit, so that no way of rounding is called wrong.
_HALF = Decimal("0.51")


def nearness_before(words: str, at: int) -> Nearness:
    """What the words just before `at` say of the number there."""
    before = words[:at]
    # "Just under" is nearly, though "under" alone is less.
    if re.search(r"\bjust under (?:an? )?$", before, re.IGNORECASE):
        return Nearness.NEARLY
    return next((near for near, pattern in _BEFORE if pattern.search(before)), Nearness.EXACT)


def is_close(actual: Decimal, said: Decimal, quantity: Quantity, near: Nearness) -> bool:
    """Whether `actual` may be called `said`, as precisely as the author wrote it."""
    unit = Decimal(1).scaleb(-quantity.decimals)
    slack = _HALF * unit
    if quantity.kind is NumeralKind.SHARE:
        slack = max(Decimal("1.5"), said * Decimal("0.1"))
    match near:
        case Nearness.EXACT:
            return abs(actual - said) <= slack
        case Nearness.ABOUT:
            return abs(actual - said) <= max(slack, said * Decimal("0.12"))
        case Nearness.NEARLY:
            return said * Decimal("0.8") <= actual <= said + unit / 2
        case Nearness.OVER:
            return said - unit / 2 <= actual <= said * Decimal("1.6") + unit
        case Nearness.UNDER:
            return actual <= said + unit / 2


def is_times(actual: Decimal, times: Decimal, near: Nearness) -> bool:
    """Whether a multiple may be said of what was so many times as much."""
    low, high = {
        Nearness.EXACT: (Decimal("0.9"), Decimal("1.2")),
        Nearness.ABOUT: (Decimal("0.85"), Decimal("1.2")),
        Nearness.NEARLY: (Decimal("0.8"), Decimal("1.02")),
        Nearness.OVER: (Decimal("0.99"), Decimal("1.5")),
        Nearness.UNDER: (Decimal("0.5"), Decimal("1.01")),
    }[near]
    if times < 1:
        # "More than halved" is a smaller remainder.
        low, high = 2 - high, 2 - low
    return low * times <= actual <= high * times
