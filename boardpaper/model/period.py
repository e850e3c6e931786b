"""Periods read from and written as the words that board papers use."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date

from boardpaper.model.kpi import MONTHS, Period, PeriodKind
from boardpaper.model.pattern import compiled

UNSTATED = Period(PeriodKind.UNSTATED)

_MONTH_BY_NAME = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTHS, 1)
}
_MONTH_BY_NAME["sept"] = 9
_MONTH = "(" + "|".join(sorted(_MONTH_BY_NAME, key=len, reverse=True)) + r")\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"


def month_of(year: int, month: int) -> Period:
    """The whole calendar month."""
    return Period(PeriodKind.MONTH, date(year, month, 1), _month_end(year, month))


def financial_year(start_year: int) -> Period:
    """The UK financial year, 1 April to 31 March."""
    return Period(PeriodKind.FINANCIAL_YEAR, date(start_year, 4, 1), date(start_year + 1, 3, 31))


def year_ending(year: int, month: int) -> Period:
    """The twelve months that end with the given month."""
    end = _month_end(year, month)
    return Period(PeriodKind.YEAR_ENDING, _month_start_before(year, month, 11), end)


def month_range(first: tuple[int, int], last: tuple[int, int]) -> Period:
    """Whole months from `first` to `last`, each (year, month).

    A range that is exactly a financial year, a calendar year or a month is that, so that one period has one name.

    Raises:
        ValueError: the range ends before it starts.
    """
    start, end = date(*first, 1), _month_end(*last)
    if end < start:
        raise ValueError("the range ends before it starts")
    if first == last:
        return month_of(*first)
    if (first[1], last) == (4, (first[0] + 1, 3)):
        return financial_year(first[0])
    if (first[1], last) == (1, (first[0], 12)):
        return Period(PeriodKind.CALENDAR_YEAR, start, end)
    return Period(PeriodKind.RANGE, start, end)


def read_period(text: str) -> Period:
    """The period that `text` names, in its short form (`ye-2019-06`) or as written (`Year ending June 2019`).

    Raises:
        ValueError: it names none.
    """
    words = " ".join(text.split()).lower()
    words = words if words.endswith("..") else words.rstrip(".")
    for pattern, build in _FORMS:
        if match := compiled(pattern).fullmatch(words):
            return build(match)
    raise ValueError(f"“{text}” is not a period")


def period_id(period: Period) -> str:
    """The short form of `period`, which `read_period` reads back.

    Raises:
        ValueError: its kind needs a date that it does not have.
    """
    if period.kind is PeriodKind.UNSTATED:
        return "unstated"
    start, end = _dates(period)
    return _IDS[period.kind](start, end)


def period_words(period: Period, *, long: bool = False) -> str:
    """`period` as printed inside a sentence; `long` spells a financial year or quarter out in months.

    Raises:
        ValueError: its kind needs a date that it does not have.
    """
    if period.kind is PeriodKind.UNSTATED:
        return "period not stated"
    start, end = _dates(period)
    if long and period.kind in (PeriodKind.FINANCIAL_YEAR, PeriodKind.FINANCIAL_QUARTER):
        return _WORDS[PeriodKind.RANGE](start, end)
    return _WORDS[period.kind](start, end)


def months_of(period: Period) -> int:
    """How many whole months `period` covers; 0 where it is open, unstated or a single day."""
    if period.start is None or period.end is None or period.kind is PeriodKind.POINT:
        return 0
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def same_dates(one: Period, other: Period) -> bool:
    """Whether both cover the same days, as 2021/22 and the year ending March 2022 do; never true of `unstated`."""
    return one.kind is not PeriodKind.UNSTATED and (one.start, one.end) == (other.start, other.end)


def is_before(one: Period, other: Period) -> bool:
    """Whether `one` begins or ends before `other` does, so that a change from it is a change over time.

    A period without dates may be before any other; a period is never before itself.
    """
    if one == other or same_dates(one, other):
        return False
    if one.start is None or other.start is None:
        return True
    if one.start != other.start:
        return one.start < other.start
    return one.end is not None and (other.end is None or one.end < other.end)


def _dates(period: Period) -> tuple[date, date]:
    """Both ends of a dated period; an open one ends on the day it starts, which its wording does not use."""
    if period.start is None or (period.end is None and period.kind is not PeriodKind.SINCE):
        raise ValueError(f"a period of kind “{period.kind}” needs its dates")
    return period.start, period.end or period.start


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_start_before(year: int, month: int, months: int) -> date:
    """The first day of the month so many months before."""
    total = year * 12 + month - 1 - months
    return date(total // 12, total % 12 + 1, 1)


def _month_words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year:04d}"


def _month_id(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _financial_year_words(day: date) -> str:
    """The financial year of a day: 2021/22."""
    year = day.year if day.month >= 4 else day.year - 1
    return f"{year:04d}/{(year + 1) % 100:02d}"


def _quarter(day: date) -> int:
    """The quarter of the financial year: 1 is April to June."""
    return (day.month - 4) % 12 // 3 + 1


def _read_financial_year(match: re.Match[str]) -> Period:
    first, second = int(match[1]), int(match[2])
    if second % 100 != (first + 1) % 100 or (second > 99 and second != first + 1):
        raise ValueError(f"“{match[0]}” is not a financial year: the second year must follow the first")
    return financial_year(first)


def _read_quarter(year: int, following: int, quarter: int) -> Period:
    if following != (year + 1) % 100:
        raise ValueError(f"“{year}/{following}” is not a financial year: the second year must follow the first")
    month = 4 + 3 * (quarter - 1)
    first = (year, month) if month <= 12 else (year + 1, month - 12)
    return Period(PeriodKind.FINANCIAL_QUARTER, date(*first, 1), _month_end(first[0], first[1] + 2))


def _read_year_ending(year: int, month: int, day: str | None) -> Period:
    if day and int(day) != monthrange(year, month)[1]:
        raise ValueError(f"a year that ends on day {day} of {MONTHS[month - 1]} is not made of whole months")
    return year_ending(year, month)


def _read_point(year: int, month: int, day: int) -> Period:
    point = date(year, month, day)
    return Period(PeriodKind.POINT, point, point)


def _read_range(first_month: str, first_year: str | None, last_month: str, last_year: str) -> Period:
    """`April to June 2022`; the first month's year is that of the last, or the one before."""
    first, last = _MONTH_BY_NAME[first_month], _MONTH_BY_NAME[last_month]
    year = int(first_year) if first_year else int(last_year) - (first > last)
    return month_range((year, first), (int(last_year), last))


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Period]], ...] = (
    (r"unstated|(?:period )?not stated|\[x\]", lambda m: UNSTATED),
    (r"(?:fy ?|financial year )?(\d{4})/(\d{2}|\d{4})", _read_financial_year),
    (r"(?:fy ?|financial year )(\d{4})[-–](\d{2})", _read_financial_year),
    (r"(?:calendar year )?(\d{4})", lambda m: month_range((int(m[1]), 1), (int(m[1]), 12))),
    (r"ye-(\d{4})-(0[1-9]|1[0-2])", lambda m: year_ending(int(m[1]), int(m[2]))),
    (
        rf"(?:12 months|twelve months|year|y/e|ye)(?: to| ending| ended)? (?:{_DAY} )?{_MONTH} (\d{{4}})",
        lambda m: _read_year_ending(int(m[3]), _MONTH_BY_NAME[m[2]], m[1]),
    ),
    (r"(\d{4})/(\d{2})[- ]q([1-4])", lambda m: _read_quarter(int(m[1]), int(m[2]), int(m[3]))),
    (r"(?:q|quarter )([1-4])[, ]+(\d{4})/(\d{2})", lambda m: _read_quarter(int(m[2]), int(m[3]), int(m[1]))),
    (r"(\d{4})-(0[1-9]|1[0-2])", lambda m: month_of(int(m[1]), int(m[2]))),
    # With a hyphen 2011-12 is December 2011, as above; with a dash it is the year that began in April 2011.
    (r"(\d{4})[-–](\d{2})", _read_financial_year),
    (rf"{_MONTH}[- ](\d{{4}})", lambda m: month_of(int(m[2]), _MONTH_BY_NAME[m[1]])),
    (
        r"(\d{4})-(0[1-9]|1[0-2])\.\.(\d{4})-(0[1-9]|1[0-2])",
        lambda m: month_range((int(m[1]), int(m[2])), (int(m[3]), int(m[4]))),
    ),
    (
        rf"{_MONTH}(?: (\d{{4}}))? ?(?:to|-|–|until) ?{_MONTH} (\d{{4}})",
        lambda m: _read_range(m[1], m[2], m[3], m[4]),
    ),
    (r"(\d{4})-(0[1-9]|1[0-2])\.\.", lambda m: Period(PeriodKind.SINCE, date(int(m[1]), int(m[2]), 1))),
    (rf"since {_MONTH} (\d{{4}})", lambda m: Period(PeriodKind.SINCE, date(int(m[2]), _MONTH_BY_NAME[m[1]], 1))),
    (r"(\d{4})-(\d{2})-(\d{2})", lambda m: _read_point(int(m[1]), int(m[2]), int(m[3]))),
    (
        rf"(?:as at )?{_DAY} {_MONTH} (\d{{4}})",
        lambda m: _read_point(int(m[3]), _MONTH_BY_NAME[m[2]], int(m[1])),
    ),
)

_IDS: Mapping[PeriodKind, Callable[[date, date], str]] = {
    PeriodKind.FINANCIAL_YEAR: lambda start, end: _financial_year_words(start),
    PeriodKind.CALENDAR_YEAR: lambda start, end: f"{start.year:04d}",
    PeriodKind.FINANCIAL_QUARTER: lambda start, end: f"{_financial_year_words(start)}-Q{_quarter(start)}",
    PeriodKind.MONTH: lambda start, end: _month_id(start),
    PeriodKind.SINCE: lambda start, end: f"{_month_id(start)}..",
    PeriodKind.POINT: lambda start, end: start.isoformat(),
    PeriodKind.YEAR_ENDING: lambda start, end: f"ye-{_month_id(end)}",
    PeriodKind.RANGE: lambda start, end: f"{_month_id(start)}..{_month_id(end)}",
}

_WORDS: Mapping[PeriodKind, Callable[[date, date], str]] = {
    PeriodKind.FINANCIAL_YEAR: lambda start, end: _financial_year_words(start),
    PeriodKind.CALENDAR_YEAR: lambda start, end: f"{start.year:04d}",
    PeriodKind.FINANCIAL_QUARTER: lambda start, end: f"Q{_quarter(start)} {_financial_year_words(start)}",
    PeriodKind.MONTH: lambda start, end: _month_words(start),
    PeriodKind.SINCE: lambda start, end: f"since {_month_words(start)}",
    PeriodKind.POINT: lambda start, end: f"{start.day} {_month_words(start)}",
    PeriodKind.YEAR_ENDING: lambda start, end: f"year ending {_month_words(end)}",
    PeriodKind.RANGE: lambda start, end: f"{_month_words(start)} to {_month_words(end)}",
}
