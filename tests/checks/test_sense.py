"""Figures that cannot mean what they say, by their periods, their unit or their parts."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper import api
from boardpaper.checks.sense import check_sense
from boardpaper.compose.figures import bind_reference
from boardpaper.compose.readings import UnboundError
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Readings
from boardpaper.model.paper import WorkbookPlan
from boardpaper.model.reference import read_reference
from boardpaper.sources.workbook.reader import read_workbooks
from tests.support.small_paper import INDICATORS, READINGS, write_paper, write_workbook

HEADINGS = ["Indicator", "Title", "Unit", "Current", "Baseline", "Denominator", "Derived"]


def readings(folder: Path, indicators: Sequence[Sequence[object]], values: Sequence[Sequence[object]]) -> Readings:
    """What a workbook says that declares `indicators` and holds `values`, each with indicator, period and number."""
    workbook = Workbook()
    sheets = {"Indicators": [HEADINGS, *indicators], "Readings": [["Indicator", "Period", "Value"], *values]}
    for number, (title, rows) in enumerate(sheets.items()):
        sheet = workbook.create_sheet(title, number)
        for row in rows:
            sheet.append(list(row))
    del workbook["Sheet"]
    workbook.save(folder / "kpi.xlsx")
    read, findings = read_workbooks([WorkbookPlan(folder / "kpi.xlsx", "kpi.xlsx")], {})
    assert not findings, findings
    return read


def found(read: Readings, *references: str) -> tuple[Finding, ...]:
    return check_sense([bind_reference(read_reference(each), read) for each in references], read)


def rules(read: Readings, *references: str) -> list[str]:
    return [each.rule for each in found(read, *references)]


COMPARED = (
    ("Burglaries", "count", "2024/25-Q4", "2023/24", "periods-unequal"),
    ("Burglaries", "count", "2025-03", "2024/25-Q3", "periods-unequal"),
    ("Grants paid", "gbp", "2024/25-Q4", "2023/24", "periods-unequal"),
    # What is no total may be compared at two times.
    ("Victims satisfied", "percent", "2024/25-Q4", "2023/24", ""),
    ("Police officers", "count", "2024/25-Q4", "2023/24", ""),
    ("Average calls a day", "count", "2024/25-Q4", "2023/24", ""),
    ("Burglaries", "count", "ye-2025-09", "ye-2025-06", "periods-overlap"),
    ("Victims satisfied", "percent", "ye-2025-09", "ye-2025-06", "periods-overlap"),
    ("Victims satisfied", "percent", "2025-03", "2024/25-Q4", "periods-overlap"),
    ("Burglaries", "count", "2024/25", "ye-2024-03", ""),
    ("Burglaries", "count", "2025-03", "2024-03", ""),
)


@pytest.mark.parametrize(("title", "unit", "current", "baseline", "rule"), COMPARED)
def test_two_periods_that_are_compared_are_of_one_length_and_apart(
    title: str, unit: str, current: str, baseline: str, rule: str, tmp_path: Path
) -> None:
    amount = "50%" if unit == "percent" else 50
    read = readings(
        tmp_path, [["x", title, unit, current, baseline]], [["x", current, amount], ["x", baseline, amount]]
    )
    assert rules(read, "x.value", "x.change") == ([rule] if rule else [])
    assert rules(read, "x.value", "x.baseline") == []


MONTHS = [f"{2023 + (9 + at) // 12}-{(9 + at) % 12 + 1:02d}" for at in range(24)]
MONTHLY = [["m", month, 200 - at] for at, month in enumerate(MONTHS)]


def test_a_rolling_sum_that_is_told_as_a_month_is_found(tmp_path: Path) -> None:
    declared: list[list[object]] = [
        ["m", "Burglaries", "count", "2025-09", "2024-09"],
        ["r12", "Burglaries in a year", "count", "2025-09", "2024-09", None, "rolling_sum(m, 12)"],
        ["r3", "Burglaries, latest three", "count", "2025-09", "2025-06", None, "rolling_sum(m, 3)"],
        ["told", "Burglaries, all of them", "count", "ye-2025-09", "ye-2024-09", None, "rolling_sum(m, 12)"],
    ]
    read = readings(tmp_path, declared, MONTHLY)
    (finding,) = found(read, "r12.value", "r12.period", "r12.change")
    assert (finding.rule, finding.where) == ("month-holds-more", "kpi.xlsx › Indicators!A3")
    assert finding.message == "“r12” is told as of September 2025, but it adds up 12 months"
    assert "year ending September 2025" in finding.hint
    assert rules(read, "r3.value") == ["month-holds-more"]
    assert rules(read, "told.value", "m.value") == []


@pytest.mark.parametrize(
    ("title", "held", "rule"),
    [
        ("Burglaries, rolling 12 months", 55, "month-holds-more"),
        ("Burglaries (12 months to date)", 55, "month-holds-more"),
        ("Burglaries in the year to the month", 55, "month-holds-more"),
        # The sum of the monthly series beside it.
        ("Burglaries in all", 2190, "month-holds-more"),
        ("Burglaries", 177, ""),
        ("Offenders who offended again within 12 months", 55, ""),
        ("Rolling stock in use", 55, ""),
        ("Patients waiting over 12 months", 55, ""),
    ],
)
def test_a_total_of_a_year_that_is_told_as_a_month_is_found(title: str, held: int, rule: str, tmp_path: Path) -> None:
    declared: list[list[object]] = [["m", "Burglary", "count", "2025-09"], ["x", title, "count", "2025-09"]]
    read = readings(tmp_path, declared, [*MONTHLY, ["x", "2025-09", held]])
    assert rules(read, "x.value") == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("title", "held", "rule"),
    [
        ("Victims satisfied", "104%", "share-impossible"),
        ("Charge rate", "-3%", "share-impossible"),
        ("Victims satisfied", "100%", ""),
        ("Spending against budget", "104%", ""),
        ("Custody capacity in use", "112%", ""),
        ("Change in demand", "-8%", ""),
    ],
)
def test_a_percentage_is_of_something(title: str, held: str, rule: str, tmp_path: Path) -> None:
    read = readings(tmp_path, [["x", title, "percent", "2024/25"]], [["x", "2024/25", held]])
    assert rules(read, "x.value") == ([rule] if rule else [])


def test_a_part_is_no_more_than_its_whole(tmp_path: Path) -> None:
    declared: list[list[object]] = [
        ["all", "Arrests", "count", "2024/25"],
        ["some", "Arrests with a charge", "count", "2024/25", None, "all"],
        ["share", "Share of arrests with a charge", "percent", "2024/25", None, None, "share(some, all)"],
    ]
    read = readings(tmp_path, declared, [["all", "2024/25", 40], ["some", "2024/25", 50]])
    assert rules(read, "some.share", "share.value") == ["share-impossible", "share-impossible"]
    read = readings(tmp_path, declared, [["all", "2024/25", 40], ["some", "2024/25", 40]])
    assert rules(read, "some.share", "share.value") == []


def test_rounded_parts_that_do_not_add_up_are_a_note(tmp_path: Path) -> None:
    declared: list[list[object]] = [
        ["a", "North", "count", "2024/25"],
        ["b", "South", "count", "2024/25"],
        ["all", "Both", "count", "2024/25", None, None, "sum(a, b)"],
    ]
    read = readings(tmp_path, declared, [["a", "2024/25", 10.4], ["b", "2024/25", 20.4]])
    (finding,) = found(read, "a.value", "b.value", "all.value")
    assert (finding.rule, finding.blocks) == ("rounded-parts", False)
    assert finding.message == "“all” is printed as 31, and its parts as 10 + 20, which come to 30"
    assert rules(read, "a.value", "all.value") == []


@pytest.mark.parametrize("earlier", [-5, -1])
def test_a_change_from_below_zero_has_no_percentage(earlier: float, tmp_path: Path) -> None:
    read = readings(
        tmp_path, [["x", "Balance", "gbp", "2024/25", "2023/24"]], [["x", "2024/25", 10], ["x", "2023/24", earlier]]
    )
    for facet in ("change", "change.percent", "change.signed", "change.verb"):
        with pytest.raises(UnboundError) as stopped:
            bind_reference(read_reference(f"x.{facet}"), read)
        assert stopped.value.rule == "change-from-zero"
    assert bind_reference(read_reference("x.change.count"), read).value == 10 - Decimal(str(earlier))


def test_build_check_and_refresh_tell_of_a_quarter_against_a_year(tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "in")
    built = api.build(folder, output=tmp_path / "out", cache=False)
    assert "periods-unequal" not in [each.rule for each in built.findings]
    quarter = [[*row[:5], "2021/22-Q4", *row[6:]] if row[0] == "homicide" else row for row in INDICATORS]
    held = [["homicide", "2021/22-Q4", 13] if row[:2] == ["homicide", "2021/22"] else row for row in READINGS]
    write_workbook(folder / "kpi.xlsx", quarter, held)
    for findings in (
        api.build(folder, output=tmp_path / "again", cache=False).findings,
        api.check(folder).findings,
        api.refresh(built.path("word"), inputs=folder, output=tmp_path / "r.docx").findings,
    ):
        assert [each.where for each in findings if each.rule == "periods-unequal"] == ["kpi.xlsx › Indicators!A2"]
