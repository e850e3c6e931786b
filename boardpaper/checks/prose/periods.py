"""Periods that an author has typed: “2023/24”, “the year ending March 2025”, “April to June 2024”, “in 2019”."""

import re
from collections.abc import Iterator

from msgspec import Struct

from boardpaper.model.kpi import MONTHS, Period
from boardpaper.model.pattern import compiled
from boardpaper.model.period import read_period

_MONTH = "(?:" + "|".join([*MONTHS, *(f"{name[:3]}\\b\\.?" for name in MONTHS), "sept\\b\\.?"]).lower() + ")"
_YEAR = r"(?:19|20)\d{2}"
_FINANCIAL = rf"{_YEAR}\s?[/–-]\s?(?:{_YEAR}|\d{{2}})(?![\d/]|-\d)"
_TO = r"(?:\s?(?:to|-|–|until|and)\s?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# The longer forms first, so that none is taken for what stands in it. For text in small letters.
_FORMS = (
    rf"(?P<year_ending>(?:(?:12|twelve)[ -]months?(?: period)?|year|y/e)(?: to| ending| ended| up to)?(?: the end of)?"
    rf"(?: {_DAY})? (?P<ends>{_MONTH} {_YEAR}))",
    rf"(?P<quarter>(?:q|quarter )(?P<q>[1-4])[, ]+(?:of )?(?P<q_year>{_FINANCIAL}))",
    rf"(?P<named_quarter>(?P<nth>first|second|third|fourth|last|final) quarter of (?P<nth_year>{_FINANCIAL}))",
    rf"(?P<range>(?P<first>{_MONTH}(?: {_YEAR})?){_TO}(?P<last>{_MONTH} {_YEAR}))",
    rf"(?P<financial>{_FINANCIAL})",
    rf"(?P<day>{_DAY} {_MONTH} {_YEAR})",
    rf"(?P<month>{_MONTH},? {_YEAR})",
    r"(?P<calendar>(?:(?<=\bin )|(?<=\bduring )|(?<=\bfor )|(?<=\bthroughout )|(?<=\byear ))"
    rf"{_YEAR}(?![\w%]|[,.]\d|/\d))",
)
_PERIOD = rf"(?<![\w,./£])(?:{'|'.join(_FORMS)})(?!\w)"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}


class TypedPeriod(Struct, frozen=True):
    """A period in a text, from `start` to `end`."""

    start: int
    end: int
    period: Period


def read_periods(text: str) -> Iterator[TypedPeriod]:
    """Every period that the words of `text` name, in order; what names no possible one is left out."""
    for match in compiled(_PERIOD, re.IGNORECASE).finditer(text):
        try:
            yield TypedPeriod(match.start(), match.end(), read_period(_plain(match)))
        except ValueError:
            continue


def _plain(match: re.Match[str]) -> str:
    """The period in a form that is read as one."""
    if match["year_ending"]:
        return f"year ending {match['ends']}"
    if match["quarter"]:
        return f"q{match['q']} {_slashed(match['q_year'])}"
    if match["named_quarter"]:
        return f"q{_QUARTERS[match['nth'].lower()]} {_slashed(match['nth_year'])}"
    if match["range"]:
        return f"{match['first']} to {match['last']}"
    return _slashed(match.group()) if match["financial"] else match.group().replace(",", "")


def _slashed(year: str) -> str:
    """A financial year as “2024/25”, whatever joins its two years."""
    return re.sub(r"\s?[/–-]\s?", "/", year)
