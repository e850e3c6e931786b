"""Figure references: `homicide.change`, `homicide.value@2021/22`."""

import re
from difflib import get_close_matches

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


class Reference(Struct, frozen=True):
    """One figure asked for. `period` is None where the indicator's current period is meant."""

    indicator: str
    facet: str
    period: Period | None = None

    def __str__(self) -> str:
        tail = f"@{period_id(self.period)}" if self.period else ""
        return f"{self.indicator}.{self.facet}{tail}"


class ReferenceFault(ValueError):
    """A reference that cannot be read: which rule it breaks, and what to write instead."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.hint = hint


def read_reference(text: str) -> Reference:
    """The reference written between `{{` and `}}`.

    Raises:
        ReferenceFault: it is not `indicator.facet` or `indicator.facet@period`.
    """
    body, at, when = text.strip().partition("@")
    indicator, dot, facet = body.strip().partition(".")
    if not INDICATOR_ID.fullmatch(indicator):
        raise ReferenceFault(
            "reference-malformed",
            f"“{{{{{text}}}}}” is not a figure reference",
            "Write {{indicator.facet}} or {{indicator.facet@period}}, as in {{homicide.change}}.",
        )
    if not dot:
        raise ReferenceFault(
            "facet-missing",
            f"“{{{{{text}}}}}” does not say what to print of {indicator}",
            f"Write {{{{{indicator}.value}}}} for the number; other facets are {', '.join(FACETS)}.",
        )
    if facet not in FACETS:
        raise ReferenceFault(
            "facet-unknown",
            f"“{facet}” in “{{{{{text}}}}}” is not something that can be printed of an indicator",
            _nearest(facet, list(FACETS)),
        )
    return Reference(indicator, facet, _read_period(text, when) if at else None)


def nearest(word: str, known: list[str]) -> str:
    """The entry of `known` most like `word`, or nothing where none is like it."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.5)), "")


def _nearest(facet: str, known: list[str]) -> str:
    likely = nearest(re.sub(r"[\s_-]+", ".", facet.lower()), known)
    return f"Did you mean “{likely}”?" if likely else f"Facets are {', '.join(known)}."


def _read_period(text: str, when: str) -> Period:
    try:
        return read_period(when)
    except ValueError as fault:
        raise ReferenceFault(
            "period-unknown",
            f"“{when}” in “{{{{{text}}}}}” is not a period",
            "Write it as 2021/22, ye-2019-06, 2021/22-Q4, 2022-02 or 2021-03..2022-02.",
        ) from fault
