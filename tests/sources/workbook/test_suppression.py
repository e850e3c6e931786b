"""What is suppressed: the strictest of all declarations counts, and neither a reading nor a finding holds a number."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from boardpaper.model.kpi import Indicator, Marker
from boardpaper.model.paper import SheetMapping
from boardpaper.model.period import read_period
from tests.support.spreadsheets import LONG, Outcome, Rows, read_book, write_book

WHEN = "2021/22"
SECRET = "7919"
LIMITED: Rows = [["Indicator", "Title", "Suppress below", "Unit"], ["rare", "Rare", 10000, "count"]]
UNLIMITED: Rows = [["Indicator", "Title"], ["rare", "Rare"]]


def limit(value: str | None) -> dict[str, Indicator]:
    return {"rare": Indicator("rare", "Rare", suppress_below=None if value is None else Decimal(value))}


def said(outcome: Outcome) -> str:
    """All that is known of a workbook but its hash, which may have any four figures in a row."""
    return re.sub(r"\b[0-9a-f]{64}\b", "", repr((outcome.all, outcome.findings)))


def is_hidden(outcome: Outcome, period: str = WHEN) -> bool:
    """Whether the reading is suppressed, and its number nowhere."""
    assert SECRET not in said(outcome)
    reading = outcome.reading("rare", period)
    assert (reading.value is None) is (reading.markers == (Marker.CONFIDENTIAL,))
    return reading.value is None


@pytest.mark.parametrize("own", [None, "0", "5", "10000"])
def test_the_strictest_of_paper_and_workbook_counts(tmp_path: Path, own: str | None) -> None:
    book = write_book(tmp_path / "kpi.xlsx", {"Indicators": LIMITED, "Readings": [LONG, ["rare", WHEN, 7919]]})
    outcome = read_book(book, declared=limit(own))
    assert is_hidden(outcome)
    assert outcome.all.indicators["rare"].suppress_below == 10000
    assert ("suppression-differs" in outcome.rules) is (own != "10000")


def test_a_stricter_paper_counts_over_its_workbook(tmp_path: Path) -> None:
    book = write_book(tmp_path / "kpi.xlsx", {"Indicators": UNLIMITED, "Readings": [LONG, ["rare", WHEN, 7919]]})
    outcome = read_book(book, declared=limit("10000"))
    assert is_hidden(outcome)
    told = next(each for each in outcome.findings if each.rule == "suppression-differs")
    assert told.message == ("rare has no limit here, and is suppressed below 10000 at paper.yaml; the strictest counts")


def test_the_strictest_of_two_workbooks_counts(tmp_path: Path) -> None:
    first = write_book(tmp_path / "a.xlsx", {"Indicators": UNLIMITED, "Readings": [LONG, ["rare", WHEN, 7919]]})
    second = write_book(tmp_path / "b.xlsx", {"Indicators": LIMITED})
    assert is_hidden(read_book(first, second))


def test_a_limit_beside_a_reading_counts(tmp_path: Path) -> None:
    rows: Rows = [[*LONG, "Suppress below"], ["rare", WHEN, 7919, None], ["Rare", "2020/21", 12345, 10000]]
    book = write_book(tmp_path / "kpi.xlsx", {"Indicators": UNLIMITED, "Readings": rows})
    outcome = read_book(book)
    assert is_hidden(outcome)
    assert not is_hidden(outcome, "2020/21")


def test_a_limit_beside_a_reading_that_is_none_is_told(tmp_path: Path) -> None:
    rows: Rows = [[*LONG, "Suppress below"], ["rare", WHEN, 3, "few"]]
    book = write_book(tmp_path / "kpi.xlsx", {"Indicators": UNLIMITED, "Readings": rows})
    finding = read_book(book).only()
    assert (finding.rule, finding.where) == ("suppression-invalid", "kpi.xlsx › Readings!D2")


@pytest.mark.parametrize("period", [WHEN, "Year ending March 2022"])
@pytest.mark.parametrize("marked_first", [True, False])
def test_a_reading_marked_in_one_place_is_suppressed_in_all(tmp_path: Path, period: str, marked_first: bool) -> None:
    rows: list[list[object]] = [["rare", WHEN, 7919], ["rare", period, "[c]"]]
    book = write_book(
        tmp_path / "kpi.xlsx",
        {"Indicators": UNLIMITED, "Readings": [LONG, *(reversed(rows) if marked_first else rows)]},
    )
    outcome = read_book(book)
    assert is_hidden(outcome, "2021/22" if period == WHEN or not marked_first else "ye-2022-03")
    assert "suppressed" in outcome.only().message


def test_a_mapped_cell_is_suppressed_too(tmp_path: Path) -> None:
    book = write_book(tmp_path / "kpi.xlsx", {"Indicators": LIMITED, "Board": [["Total", 7919]]})
    mapping = SheetMapping("Board", "cells", cells={f"rare@{WHEN}": "B1"})
    assert is_hidden(read_book(book, sheets=[mapping]))


def test_a_published_change_of_a_suppressed_reading_is_not_kept(tmp_path: Path) -> None:
    rows: Rows = [[*LONG, "Change", "Change type"], ["rare", WHEN, "3 [c]", 7919, "count"]]
    assert is_hidden(read_book(write_book(tmp_path / "kpi.xlsx", {"Indicators": UNLIMITED, "Readings": rows})))


@pytest.mark.parametrize(
    "typed",
    [7919, "7919", "7919 [x]", "[7919]", "7919 people", "7919 [q]", "7.919", "7919%", "£7919", "=7919+0", "7919 [c]"],
)
@pytest.mark.parametrize("unit", ["count", "percent", "gbp", "ratio", "one-in"])
def test_no_finding_holds_what_may_be_suppressed(tmp_path: Path, typed: object, unit: str) -> None:
    declared: Rows = [LIMITED[0], ["rare", "Rare", 10000, unit]]
    book = write_book(tmp_path / "kpi.xlsx", {"Indicators": declared, "Readings": [LONG, ["rare", WHEN, typed]]})
    outcome = read_book(book)
    assert SECRET not in said(outcome)
    assert all(finding.where and finding.hint for finding in outcome.findings)


def test_a_finding_made_before_the_mark_was_read_is_silent_too(tmp_path: Path) -> None:
    rows: Rows = [LONG, ["rare", WHEN, "7919 [x]"], ["rare", WHEN, "[c]"]]
    outcome = read_book(write_book(tmp_path / "kpi.xlsx", {"Indicators": UNLIMITED, "Readings": rows}))
    assert is_hidden(outcome)
    assert outcome.rules == ["marker-contradicts"]


def test_a_change_to_or_from_what_is_suppressed_is_not_told_either(tmp_path: Path) -> None:
    rows: Rows = [[*LONG, "Change"], ["rare", "2020/21", "[c]"], ["rare", WHEN, 8000, "up 7919 or so"]]
    outcome = read_book(write_book(tmp_path / "kpi.xlsx", {"Indicators": UNLIMITED, "Readings": rows}))
    assert SECRET not in said(outcome)
    assert outcome.rules == ["reading-not-a-number"]


def test_what_was_found_instead_of_headings_is_no_number(tmp_path: Path) -> None:
    book = write_book(tmp_path / "kpi.xlsx", {"Indicators": LIMITED, "Readings": [["rare", WHEN, 7919]]})
    outcome = read_book(book, sheets=[SheetMapping("Readings", "long", header_row=1)])
    assert "column-missing" in outcome.rules
    assert SECRET not in repr(outcome.findings)


def test_what_is_not_suppressed_is_told(tmp_path: Path) -> None:
    rows: Rows = [LONG, ["rare", WHEN, "7919 people"], ["rare", "2020/21", 12000]]
    outcome = read_book(write_book(tmp_path / "kpi.xlsx", {"Indicators": UNLIMITED, "Readings": rows}))
    assert SECRET in outcome.only().message
    assert outcome.all.by_indicator["rare"][read_period("2020/21")].raw == "12000"
