"""Suppressed numbers, held for one purpose: that an author's words are compared with them."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NoReturn

from msgspec import Struct


class Secret(Struct, frozen=True):
    """A number that may not be told: an indicator's value, or where `kind` says what it counts, a change of it."""

    indicator: str
    number: Decimal
    kind: str = ""

    def __repr__(self) -> str:
        return f"Secret({self.indicator!r})"


class Untold:
    """Suppressed numbers, which can be compared with and in no way be listed, printed, copied or written."""

    __slots__ = ("__held",)

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self.__held = frozenset(secrets)

    def __bool__(self) -> bool:
        return bool(self.__held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Untold) and self.__held == other.__held

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "Untold()"

    def __reduce__(self) -> NoReturn:
        raise TypeError("suppressed numbers are not written")

    @property
    def indicators(self) -> frozenset[str]:
        """The indicators that have any."""
        return frozenset(each.indicator for each in self.__held)

    def has(self, indicator: str, said: Decimal, decimals: int, kind: str = "") -> bool:
        """Whether a number that is written with so many decimals is one of them, or one of them rounded to these."""
        return any(
            (each.indicator, each.kind) == (indicator, kind) and _prints(abs(each.number), abs(said), decimals)
            for each in self.__held
        )

    def more(self, secrets: Iterable[Secret]) -> "Untold":
        """These numbers and others."""
        return Untold({*self.__held, *secrets})


def _prints(number: Decimal, said: Decimal, decimals: int) -> bool:
    if number == said:
        return True
    return decimals >= 0 and said != 0 and number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) == said
