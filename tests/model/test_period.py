"""Periods: what is read, what is printed, and that each short form reads back as what it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.model.kpi import Period, PeriodKind
from boardpaper.model.period import (
    UNSTATED,
    financial_year,
    is_before,
    month_of,
    month_range,
    months_of,
    period_id,
    period_words,
    read_period,
    same_dates,
    year_ending,
)

YEARS = st.integers(1, 9998)
MONTHS = st.integers(1, 12)


@st.composite
def ranges(draw: st.DrawFn) -> Period:
    first, last = sorted(draw(st.lists(st.tuples(YEARS, MONTHS), min_size=2, max_size=2)))
    return month_range(first, last)


PERIODS = st.one_of(
    st.just(UNSTATED),
    st.builds(financial_year, YEARS),
    st.builds(month_of, YEARS, MONTHS),
    st.builds(year_ending, st.integers(2, 9998), MONTHS),
    st.builds(lambda year: month_range((year, 1), (year, 12)), YEARS),
    st.builds(lambda year, q: read_period(f"{year:04d}/{(year + 1) % 100:02d}-Q{q}"), YEARS, st.integers(1, 4)),
    st.builds(lambda year, month: Period(PeriodKind.SINCE, date(year, month, 1)), YEARS, MONTHS),
    st.builds(lambda day: Period(PeriodKind.POINT, day, day), st.dates(max_value=date(9998, 12, 31))),
    ranges(),
)  # fmt: skip


@given(PERIODS)
def test_a_period_reads_back_from_its_short_form(period: Period) -> None:
    assert read_period(period_id(period)) == period


@given(PERIODS)
def test_a_period_reads_back_from_its_wording(period: Period) -> None:
    assert read_period(period_words(period)) == period


@given(PERIODS)
def test_the_long_wording_covers_the_same_days(period: Period) -> None:
    again = read_period(period_words(period, long=True))
    assert (again.start, again.end) == (period.start, period.end)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_and_never_crashes(text: str) -> None:
    try:
        period = read_period(text)
    except ValueError:
        return
    assert read_period(period_id(period)) == period


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2021/22", PeriodKind.FINANCIAL_YEAR, date(2021, 4, 1), date(2022, 3, 31)),
        ("FY 2021/22", PeriodKind.FINANCIAL_YEAR, date(2021, 4, 1), date(2022, 3, 31)),
        ("2021/2022", PeriodKind.FINANCIAL_YEAR, date(2021, 4, 1), date(2022, 3, 31)),
        ("1999/00", PeriodKind.FINANCIAL_YEAR, date(1999, 4, 1), date(2000, 3, 31)),
        ("2021-22", PeriodKind.FINANCIAL_YEAR, date(2021, 4, 1), date(2022, 3, 31)),
        ("2011–12", PeriodKind.FINANCIAL_YEAR, date(2011, 4, 1), date(2012, 3, 31)),
        ("2011-12", PeriodKind.MONTH, date(2011, 12, 1), date(2011, 12, 31)),
        ("April 2021 to March 2022", PeriodKind.FINANCIAL_YEAR, date(2021, 4, 1), date(2022, 3, 31)),
        ("Apr 2021 – Mar 2022", PeriodKind.FINANCIAL_YEAR, date(2021, 4, 1), date(2022, 3, 31)),
        ("2021", PeriodKind.CALENDAR_YEAR, date(2021, 1, 1), date(2021, 12, 31)),
        ("January to December 2021", PeriodKind.CALENDAR_YEAR, date(2021, 1, 1), date(2021, 12, 31)),
        ("Year ending June 2019", PeriodKind.YEAR_ENDING, date(2018, 7, 1), date(2019, 6, 30)),
        ("12 months to 30 June 2019", PeriodKind.YEAR_ENDING, date(2018, 7, 1), date(2019, 6, 30)),
        ("Q4 2021/22", PeriodKind.FINANCIAL_QUARTER, date(2022, 1, 1), date(2022, 3, 31)),
        ("2021/22 Q1", PeriodKind.FINANCIAL_QUARTER, date(2021, 4, 1), date(2021, 6, 30)),
        ("February 2022", PeriodKind.MONTH, date(2022, 2, 1), date(2022, 2, 28)),
        ("Sept. 2021", PeriodKind.MONTH, date(2021, 9, 1), date(2021, 9, 30)),
        ("March 2021 to February 2022", PeriodKind.RANGE, date(2021, 3, 1), date(2022, 2, 28)),
        ("November to February 2022", PeriodKind.RANGE, date(2021, 11, 1), date(2022, 2, 28)),
        ("2021-03..2022-02", PeriodKind.RANGE, date(2021, 3, 1), date(2022, 2, 28)),
        ("since\u00a0November 2021", PeriodKind.SINCE, date(2021, 11, 1), None),
        ("2021-11..", PeriodKind.SINCE, date(2021, 11, 1), None),
        ("as at 31st March 2022.", PeriodKind.POINT, date(2022, 3, 31), date(2022, 3, 31)),
        ("2022-03-31", PeriodKind.POINT, date(2022, 3, 31), date(2022, 3, 31)),
        ("Not stated", PeriodKind.UNSTATED, None, None),
    ],
)
def test_forms_that_board_papers_use(text: str, kind: PeriodKind, start: date | None, end: date | None) -> None:
    assert read_period(text) == Period(kind, start, end)


@pytest.mark.parametrize(
    "text",
    ["", "last year", "2021/23", "2021-00", "31 February 2022", "Q5 2021/22", "2022-02..2021-03",
     "Year ending 30 March 2022", "9999/00", "2021–2022", "22/03/2022"],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_period(text)


@pytest.mark.parametrize(
    ("short", "words", "long"),
    [
        ("2021/22", "2021/22", "April 2021 to March 2022"),
        ("2021/22-Q4", "Q4 2021/22", "January 2022 to March 2022"),
        ("ye-2019-06", "year ending June 2019", "year ending June 2019"),
        ("2021-11..", "since November 2021", "since November 2021"),
        ("2022-03-31", "31 March 2022", "31 March 2022"),
        ("unstated", "period not stated", "period not stated"),
    ],
)
def test_wording(short: str, words: str, long: str) -> None:
    period = read_period(short)
    assert period_words(period) == words
    assert period_words(period, long=True) == long


@pytest.mark.parametrize("print_period", [period_id, period_words])
def test_a_period_without_its_dates_cannot_be_printed(print_period: object) -> None:
    assert callable(print_period)
    for broken in (Period(PeriodKind.MONTH), Period(PeriodKind.RANGE, date(2021, 1, 1)), Period(PeriodKind.SINCE)):
        with pytest.raises(ValueError, match="needs its dates"):
            print_period(broken)


@pytest.mark.parametrize(
    ("short", "months"),
    [("2021/22", 12), ("2022-02", 1), ("2021-03..2022-02", 12), ("2021-11..", 0), ("2022-03-31", 0)],
)
def test_months(short: str, months: int) -> None:
    assert months_of(read_period(short)) == months


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2020/21", "2021/22", True),
        ("2021/22", "2020/21", False),
        ("2020/21", "ye-2021-03", False),
        ("2021-04", "2021/22", True),
        ("2021/22", "2021-04", False),
        ("2021/22", "2021-04..", True),
        ("unstated", "2021/22", True),
        ("unstated", "unstated", False),
    ],
)
def test_before(one: str, other: str, before: bool) -> None:
    assert is_before(read_period(one), read_period(other)) is before


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("unstated", "unstated"),
        ("period not stated", "unstated"),
        ("[X]", "unstated"),
        ("financial year 2021/22", "2021/22"),
        ("fy2021/22", "2021/22"),
        ("fy 2021-22", "2021/22"),
        ("financial year 2021–22", "2021/22"),
        ("2099/2100", "2099/00"),
        ("calendar year 2021", "2021"),
        ("ye-2021-12", "ye-2021-12"),
        ("y/e Feb 2020", "ye-2020-02"),
        ("ye 29 February 2020", "ye-2020-02"),
        ("twelve months ended 31st December 2021", "ye-2021-12"),
        ("year jan 2021", "ye-2021-01"),
        ("2021/22-q1", "2021/22-Q1"),
        ("2021/22 Q2", "2021/22-Q2"),
        ("Quarter 3, 2021/22", "2021/22-Q3"),
        ("q4 2021/22", "2021/22-Q4"),
        ("2021-01", "2021-01"),
        ("2021-12", "2021-12"),
        ("Jan-2021", "2021-01"),
        ("sept 2021", "2021-09"),
        ("dec. 2021", "2021-12"),
        ("2021-04..2022-03", "2021/22"),
        ("2021-01..2021-12", "2021"),
        ("2021-05..2021-05", "2021-05"),
        ("2021-04..2022-02", "2021-04..2022-02"),
        ("2021-03..2022-03", "2021-03..2022-03"),
        ("2021-04..2023-03", "2021-04..2023-03"),
        ("2021-01..2022-12", "2021-01..2022-12"),
        ("2021-01..2021-11", "2021-01..2021-11"),
        ("2021-02..2021-12", "2021-02..2021-12"),
        ("May 2021 until June 2021", "2021-05..2021-06"),
        ("May to May 2021", "2021-05"),
        ("April-June 2022", "2022-04..2022-06"),
        ("December to January 2022", "2021-12..2022-01"),
        ("2021-01..", "2021-01.."),
        ("since Dec 2021", "2021-12.."),
        ("1 Jan 2022", "2022-01-01"),
        ("as at 22nd August 2022", "2022-08-22"),
        ("3rd Feb 2022", "2022-02-03"),
        ("2022-02-28", "2022-02-28"),
        (" 2021/22. ", "2021/22"),
    ],
)
def test_each_form_has_one_short_form(text: str, short: str) -> None:
    assert period_id(read_period(text)) == short


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("soon", "“soon” is not a period"),
        ("2021/22...", "“2021/22...” is not a period"),
        ("2021/2023", "“2021/2023” is not a financial year: the second year must follow the first"),
        ("2021/2122", "“2021/2122” is not a financial year: the second year must follow the first"),
        ("1099/0100", "“1099/0100” is not a financial year: the second year must follow the first"),
        ("2021/20", "“2021/20” is not a financial year: the second year must follow the first"),
        ("2021-20", "“2021-20” is not a financial year: the second year must follow the first"),
        ("2021/23 Q1", "“2021/23” is not a financial year: the second year must follow the first"),
        ("2022-03..2022-02", "the range ends before it starts"),
        ("year ending 27 February 2021", "a year that ends on day 27 of February is not made of whole months"),
        ("year ending 1 December 2021", "a year that ends on day 1 of December is not made of whole months"),
        ("ye-2021-13", "“ye-2021-13” is not a period"),
        ("2022-00-01", "month must be in 1..12"),
    ],
)
def test_what_is_wrong_with_a_period_is_said(text: str, fault: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        read_period(text)
    assert str(refused.value) == fault


@pytest.mark.parametrize(
    ("short", "start", "end"),
    [
        ("2021/22-Q1", date(2021, 4, 1), date(2021, 6, 30)),
        ("2021/22-Q2", date(2021, 7, 1), date(2021, 9, 30)),
        ("2021/22-Q3", date(2021, 10, 1), date(2021, 12, 31)),
        ("2021/22-Q4", date(2022, 1, 1), date(2022, 3, 31)),
        ("ye-2021-12", date(2021, 1, 1), date(2021, 12, 31)),
        ("ye-2021-11", date(2020, 12, 1), date(2021, 11, 30)),
        ("ye-2021-01", date(2020, 2, 1), date(2021, 1, 31)),
    ],
)
def test_quarters_and_years_that_end_cover_their_months(short: str, start: date, end: date) -> None:
    period = read_period(short)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("2021", "2021"),
        ("0999/00", "0999/00"),
        ("2021/22-Q1", "Q1 2021/22"),
        ("2022-01", "January 2022"),
        ("2022-12", "December 2022"),
        ("2021-03..2022-02", "March 2021 to February 2022"),
        ("2022-03-04", "4 March 2022"),
    ],
)
def test_more_wording(short: str, words: str) -> None:
    assert period_words(read_period(short)) == words


@pytest.mark.parametrize(
    ("short", "months"),
    [("2021/22-Q4", 3), ("2021", 12), ("2021-12..2022-01", 2), ("2021-04..2023-03", 24), ("unstated", 0)],
)
def test_more_months(short: str, months: int) -> None:
    assert months_of(read_period(short)) == months


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2021/22", "ye-2022-03", True),
        ("2021/22", "2021-04..", False),
        ("2021-03-01", "2021-03", False),
        ("unstated", "unstated", False),
        ("2021", "2021", True),
    ],
)
def test_periods_of_the_same_days(one: str, other: str, same: bool) -> None:
    assert same_dates(read_period(one), read_period(other)) is same
    assert same_dates(read_period(other), read_period(one)) is same


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2021/22", "unstated", True),
        ("2021-04..", "2021/22", False),
        ("2021-04..", "2021-04..", False),
        ("2021-04", "2021-05", True),
        ("2021-05", "2021-04", False),
        ("2021-04..", "2021-05", True),
        ("2021-05-01", "2021-05", True),
    ],
)
def test_more_of_before(one: str, other: str, before: bool) -> None:
    assert is_before(read_period(one), read_period(other)) is before
