"""Numbers and changes in words and digits, as UK board papers print them."""

import re
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.kpi import ChangeKind, Indicator, Unit
from boardpaper.model.numerals.english import cardinal

MINUS = "−"
_HUNDRED_THOUSAND = Decimal(100_000)
_MILLION = Decimal(1_000_000)


class Change(Struct, frozen=True):
    """A change ready to be worded: its kind, its signed unrounded amount, and the decimals that it is printed with.

    In a fold change five-fold is 5, and one below 1 is a decrease. `pounds` says that a count is one of pounds.
    """

    kind: ChangeKind
    amount: Decimal
    decimals: int
    pounds: bool = False

    @property
    def sign(self) -> int:
        """1 for an increase, -1 for a decrease, 0 for no change."""
        pivot = Decimal(1) if self.kind is ChangeKind.FOLD else Decimal(0)
        return (self.amount > pivot) - (self.amount < pivot)


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, halves away from zero; never a negative zero."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def number(value: Decimal, decimals: int) -> str:
    """`1,784`, `−3.2`."""
    rounded = round_half_away(value, decimals)
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,.{decimals}f}"


def small_number(value: Decimal, decimals: int) -> str:
    """What is printed as a whole number from zero to ten in words, any other in digits."""
    rounded = round_half_away(value, decimals)
    if rounded == rounded.to_integral_value() and 0 <= rounded <= 10:
        return cardinal(int(rounded))
    return number(value, decimals)


def value_text(value: Decimal, indicator: Indicator) -> str:
    """A reading as printed, by the indicator's unit and decimals."""
    match indicator.unit:
        case Unit.PERCENT:
            return f"{number(value, indicator.decimals)}%"
        case Unit.GBP:
            return _pounds(value, indicator.decimals)
        case Unit.ONE_IN:
            return f"one in {small_number(value, indicator.decimals)}"
        case Unit.COUNT | Unit.RATIO:
            return number(value, indicator.decimals)


def change_text(change: Change) -> str:
    """`1.9% increase`, `decrease of 9`, `3.2 percentage point increase`, `five-fold increase`, `no change`."""
    if not change.sign:
        return "no change"
    noun = direction_noun(change.sign)
    if _rounds_away(change):
        return f"{noun} of {change_size(change)}"
    match change.kind:
        case ChangeKind.COUNT:
            return f"{noun} of {change_size(change)}"
        case ChangeKind.POINTS:
            return f"{number(abs(change.amount), change.decimals)} percentage point {noun}"
        case ChangeKind.PERCENT | ChangeKind.FOLD:
            return f"{change_size(change)} {noun}"


def change_with_article(change: Change) -> str:
    """`a 1.9% increase`, `an 8% increase`, `an increase of 9`, `no change`."""
    return _with_article(change_text(change)) if change.sign else change_text(change)


def _with_article(text: str) -> str:
    """`an 8% rise`, `a 7% rise`."""
    # As spoken: an eight, an eighty-three, an eleven, an eighteen thousand; but a one-fold, a 110.
    return f"{'an' if re.match(r'[aei]|o(?!ne)|8|1[18](?![0-9])', text) else 'a'} {text}"


def change_size(change: Change) -> str:
    """The size without a sign: `1.9%`, `9`, `3.2 percentage points`, `five-fold`; what rounds away says so."""
    if change.sign and _rounds_away(change):
        least = replace(change, amount=Decimal(1).scaleb(-change.decimals))
        return f"less than {change_size(least)}"
    size = abs(change.amount)
    match change.kind:
        case ChangeKind.PERCENT:
            return f"{number(size, change.decimals)}%"
        case ChangeKind.POINTS:
            digits = number(size, change.decimals)
            return f"{digits} percentage {'point' if Decimal(digits.replace(',', '')) == 1 else 'points'}"
        case ChangeKind.FOLD:
            return f"{small_number(size, change.decimals)}-fold"
        case ChangeKind.COUNT:
            return _pounds(size, change.decimals) if change.pounds else number(size, change.decimals)


def change_signed(change: Change) -> str:
    """`+28%`, `−17%`, `no change`."""
    if not change.sign:
        return "no change"
    return f"{'+' if change.sign > 0 else MINUS}{change_size(change)}"


def change_short(change: Change) -> str:
    """`up 20%`, `down 9%`, `unchanged`."""
    return f"{direction_adverb(change.sign)} {change_size(change)}" if change.sign else "unchanged"


def change_verb(change: Change) -> str:
    """`increased by 1.9%`, `decreased by 9`, `increased five-fold`, `did not change`."""
    if not change.sign:
        return direction_verb(0)
    by = "" if change.kind is ChangeKind.FOLD else "by "
    return f"{direction_verb(change.sign)} {by}{change_size(change)}"


def direction_noun(sign: int) -> str:
    """`increase`, `decrease` or `no change`."""
    return {1: "increase", -1: "decrease"}.get(sign, "no change")


def direction_with_article(sign: int) -> str:
    """`an increase`, `a decrease` or `no change`."""
    return _with_article(direction_noun(sign)) if sign else direction_noun(sign)


def direction_verb(sign: int) -> str:
    """`increased`, `decreased` or `did not change`."""
    return {1: "increased", -1: "decreased"}.get(sign, "did not change")


def direction_adverb(sign: int) -> str:
    """`up`, `down` or `unchanged`."""
    return {1: "up", -1: "down"}.get(sign, "unchanged")


def _rounds_away(change: Change) -> bool:
    """Whether a change is printed as none."""
    return change.kind is not ChangeKind.FOLD and not round_half_away(change.amount, change.decimals)


def decimal_places(value: Decimal) -> int:
    """How many decimals `value` needs: 0 for 20 and 20.0, 1 for 1.9."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _pounds(value: Decimal, decimals: int) -> str:
    """An amount in pounds, in millions where that says all of it."""
    sign = MINUS if round_half_away(value, decimals) < 0 else ""
    size = abs(value)
    # In millions only where nothing is lost by it.
    if size >= _MILLION and not size % _HUNDRED_THOUSAND:
        millions = size / _MILLION
        return f"{sign}£{number(millions, 0 if millions == millions.to_integral_value() else 1)} million"
    return f"{sign}£{number(size, decimals)}"
