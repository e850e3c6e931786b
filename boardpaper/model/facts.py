"""What is known of each indicator, for prose to be held against: its values, and its changes from the baseline."""

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field

from boardpaper.model.kpi import ChangeKind, Figure, Period, Polarity, Unit

# Words that say nothing of what is counted.
COMMON = frozenset({
    "that", "this", "with", "from", "were", "have", "been", "which", "their", "they", "than", "them", "into", "over",
    "under", "more", "less", "year", "years", "month", "months", "number", "numbers", "total", "recorded", "offences",
})  # fmt: skip
_SIGNED = {Unit.PERCENT: "{}%", Unit.GBP: "£{}", Unit.ONE_IN: "one in {}"}


class KnownChange(Struct, frozen=True):
    """A change to a period: its kind, its signed amount (a five-fold increase is 5), and the period it is from."""

    kind: ChangeKind
    amount: Decimal
    earlier: Period | None = None

    @property
    def sign(self) -> int:
        """1 for an increase, -1 for a decrease, 0 for no change."""
        pivot = 1 if self.kind is ChangeKind.FOLD else 0
        return (self.amount > pivot) - (self.amount < pivot)


class KnownIndicator(Struct, frozen=True):
    """What may be told of one indicator: never a suppressed value, nor a change that rests on one."""

    id: str
    title: str
    unit: Unit = Unit.COUNT
    decimals: int = 0
    polarity: Polarity = Polarity.NEUTRAL
    current: Period | None = None
    denominator: str = ""
    values: Mapping[Period, Decimal] = field(default_factory=dict)
    changes: Mapping[Period, KnownChange] = field(default_factory=dict)

    def told(self, value: Decimal) -> str:
        """`1,210`, `44.0%`, `£9`: a value in the indicator's decimals, with the sign of its unit."""
        return _SIGNED.get(self.unit, "{}").format(f"{value:,.{self.decimals}f}")


class Facts(Struct, frozen=True):
    """All that is known: indicators by id, and the figures that could be printed of them."""

    indicators: Mapping[str, KnownIndicator] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()


def title_stems(title: str) -> frozenset[str]:
    """The first letters of each longer word, which plurals and endings leave as they are."""
    return frozenset(word[:5] for word in re.findall(r"[a-z]{4,}", title.lower()) if word not in COMMON)


def names_title(text: str, title: str) -> bool:
    """Whether `text` names what `title` does."""
    words = title_stems(title)
    return bool(words) and len(words & title_stems(text)) * 2 > len(words)
