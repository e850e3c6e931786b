"""Figure references: `homicide.change`, `homicide.value@2021/22`."""

from enum import StrEnum

from msgspec import Struct

from boardpaper.model.derivation import INDICATOR_ID
from boardpaper.model.kpi import Period
from boardpaper.model.period import period_id, read_period

# Each facet with what it prints, for documentation and for hints.
FACETS = {
    "value": "the reading: 53, 64%, £14.5 million",
    "value.words": "a whole number up to ten in words: four",
    "value.marked": "the reading with its marker: 53 [p]",
    "baseline": "the baseline's reading",
    "change": "1.9% increase, decrease of 9, five-fold increase, no change",
    "change.a": "the same with its article: a 1.9% increase, an 8% increase",
    "change.percent": "1.9%, without a sign",
    "change.count": "9, without a sign",
    "change.points": "3.2 percentage points, without a sign",
    "change.fold": "five-fold",
    "change.signed": "+28%, −17%",
    "change.short": "up 20%, down 9%",
    "direction": "increase, decrease or no change",
    "direction.a": "an increase, a decrease or no change",
    "direction.verb": "increased, decreased or did not change",
    "direction.adverb": "up, down or unchanged",
    "period": "2021/22, year ending June 2019, Q4 2021/22, February 2022",
    "period.long": "April 2021 to March 2022",
    "baseline.period": "the period that the change is measured from",
    "share": "the reading as a percentage of the denominator's: 67%",
    "value.cells": "where the reading stands: kpi.xlsx › Readings!D14",
    "baseline.cells": "where the baseline's reading stands",
    "change.cells": "where the readings stand that the change is measured between",
    "share.cells": "where both readings of the share stand",
    "title": "the indicator's title",
    "status": "Better, Worse, No change, Not assessed or Not available",
}

# The facets that print a reading itself.
VALUE_FACETS = ("value", "value.words", "value.marked")


def facet_of(reference: str) -> str:
    """The facet in the text of a reference, whether or not there is one of that name."""
    return reference.partition("@")[0].partition(".")[2]


class Reference(Struct, frozen=True):
    """One figure asked for. `period` is None where the indicator's current period is meant."""

    indicator: str
    facet: str
    period: Period | None = None

    def __str__(self) -> str:
        tail = f"@{period_id(self.period)}" if self.period else ""
        return f"{self.indicator}.{self.facet}{tail}"


class Unreadable(StrEnum):
    """Why a reference cannot be read."""

    MALFORMED = "malformed"
    NO_FACET = "no facet"
    NO_SUCH_FACET = "no such facet"
    NO_PERIOD = "no period"


class ReferenceFault(ValueError):
    """A reference that cannot be read: why, and the part of it that is wrong."""

    def __init__(self, kind: Unreadable, text: str, part: str = "") -> None:
        super().__init__(f"{text}: {kind}")
        self.kind = kind
        self.text = text
        self.part = part


def read_reference(text: str) -> Reference:
    """The reference written between `{{` and `}}`.

    Raises:
        ReferenceFault: it is not `indicator.facet` or `indicator.facet@period`.
    """
    body, at, when = text.strip().partition("@")
    indicator, dot, facet = body.strip().partition(".")
    if not INDICATOR_ID.fullmatch(indicator):
        raise ReferenceFault(Unreadable.MALFORMED, text)
    if not dot:
        raise ReferenceFault(Unreadable.NO_FACET, text, indicator)
    if facet not in FACETS:
        raise ReferenceFault(Unreadable.NO_SUCH_FACET, text, facet)
    return Reference(indicator, facet, _read_period(text, when) if at else None)


def is_reference(text: str) -> bool:
    """Whether `text` is a reference, to a figure that may exist or not."""
    try:
        read_reference(text)
    except ReferenceFault:
        return False
    return True


def _read_period(text: str, when: str) -> Period:
    try:
        return read_period(when)
    except ValueError as fault:
        raise ReferenceFault(Unreadable.NO_PERIOD, text, when) from fault
