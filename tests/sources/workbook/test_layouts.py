"""Where headings stand and what shape the rows below them have: long, wide, mapped cells, declarations."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from boardpaper.model.kpi import Derivation, Marker, Operation, Polarity, Unit
from boardpaper.model.paper import SheetMapping
from boardpaper.model.period import period_id, read_period
from tests.support.spreadsheets import DECLARED, LONG, Outcome, Rows, read_book, sheet_of, write_book


def merge(*areas: str) -> Callable[[Workbook], None]:
    def finish(book: Workbook) -> None:
        for area in areas:
            sheet_of(book, "Data").merge_cells(area)

    return finish


def name_area(name: str, target: str) -> Callable[[Workbook], None]:
    def finish(book: Workbook) -> None:
        book.defined_names[name] = DefinedName(name, attr_text=target)

    return finish


def add_table(name: str, area: str, *, totals: int = 0) -> Callable[[Workbook], None]:
    def finish(book: Workbook) -> None:
        table = Table(displayName=name, ref=area)
        if totals:
            table.totalsRowCount = totals
        sheet_of(book, "Data").add_table(table)

    return finish


def read_data(
    folder: Path,
    rows: Rows,
    *mappings: SheetMapping,
    finish: Callable[[Workbook], None] | None = None,
    formats: dict[str, str] | None = None,
    declared: Rows = DECLARED,
) -> Outcome:
    """What a sheet called Data gives beside the usual declarations."""
    named = {f"Data!{cell}": code for cell, code in (formats or {}).items()}
    path = write_book(folder / "kpi.xlsx", {"Indicators": declared, "Data": rows}, formats=named, finish=finish)
    return read_book(path, sheets=mappings)


TWO_YEARS = {"homicide@2020/21": "52", "homicide@2021/22": "53"}

# Headings


def test_titles_notes_and_blank_rows_may_stand_above_between_and_below(tmp_path: Path) -> None:
    rows: Rows = [
        ["Key performance indicators", None, None],
        [],
        ["Figures are provisional", None, 2022],
        [" INDICATOR ", "Period:", "value"],
        [],
        ["Violence"],
        ["homicide", "2020/21", 52],
        [None, None, None],
        ["homicide", "2021/22", 53],
        ["Source: police recorded crime"],
    ]
    outcome = read_data(tmp_path, rows)
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS
    assert outcome.reading("homicide", "2021/22").source.cell == "C9"


def test_headings_printed_again_are_not_a_reading(tmp_path: Path) -> None:
    rows: Rows = [LONG, ["homicide", "2020/21", 52], LONG, ["homicide", "2021/22", 53]]
    outcome = read_data(tmp_path, rows)
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS


def test_headings_merged_down_over_two_rows(tmp_path: Path) -> None:
    rows: Rows = [LONG, [], ["homicide", "2020/21", 52], ["homicide", "2021/22", 53]]
    outcome = read_data(tmp_path, rows, finish=merge("A1:A2", "B1:B2", "C1:C2"))
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS


@pytest.mark.parametrize("areas", [("A1:A2", "B1:D1", "E1:F1"), ("B1:D1", "E1:F1"), ()])
def test_periods_merged_over_value_and_note(tmp_path: Path, areas: tuple[str, ...]) -> None:
    rows: Rows = [
        ["Indicator", "2020/21", None, None, "2021/22", None],
        [None, "Value", "Marker", "Note", "Value", "Note"],
        ["homicide", 52, "r", "Revised in May", 53, "Implied"],
        ["Homicides were counted anew."],
    ]
    outcome = read_data(tmp_path, rows, finish=merge(*areas))
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS
    earlier = outcome.reading("homicide", "2020/21")
    assert (earlier.note, earlier.markers, earlier.source.cell) == ("Revised in May", (Marker.REVISED,), "B3")
    assert outcome.reading("homicide", "2021/22").note == "Implied"


def test_value_merged_over_periods(tmp_path: Path) -> None:
    rows: Rows = [["Indicator", "Value", None, "Note"], [None, "2020/21", "2021/22"], ["homicide", 52, 53, "Both"]]
    outcome = read_data(tmp_path, rows, finish=merge("A1:A2", "B1:C1", "D1:D2"))
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS
    assert outcome.reading("homicide", "2020/21").note == "Both"


def test_an_indicator_merged_down_its_rows(tmp_path: Path) -> None:
    rows: Rows = [LONG, ["homicide", "2020/21", 52], [None, "2021/22", 53]]
    outcome = read_data(tmp_path, rows, finish=merge("A2:A3"))
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS


def test_two_columns_for_one_thing(tmp_path: Path) -> None:
    outcome = read_data(tmp_path, [[*LONG, "Value"], ["homicide", "2021/22", 53, 54]])
    assert outcome.found == [("column-duplicate", "kpi.xlsx › Data!D1")]
    assert outcome.only().blocks


# Long


def test_a_row_with_figures_and_no_indicator(tmp_path: Path) -> None:
    outcome = read_data(tmp_path, [LONG, ["homicide", "2020/21", 52], [None, "2021/22", 53]])
    assert outcome.found == [("indicator-missing", "kpi.xlsx › Data!C3")]


def test_a_row_that_has_a_period_and_nothing_else(tmp_path: Path) -> None:
    outcome = read_data(tmp_path, [LONG, ["homicide", "2021/22", None]])
    assert outcome.found == [("reading-empty", "kpi.xlsx › Data!B2")]
    assert not outcome.only().blocks


# Wide


def test_a_wide_sheet_with_a_change_for_the_current_period(tmp_path: Path) -> None:
    declared: Rows = [["Indicator", "Title", "Current"], ["homicide", "Homicides", "2021/22"]]
    rows: Rows = [
        [
            "Indicator",
            "Year ending March 2021",
            "Year ending March 2022",
            "Change",
            "Change type",
            "Compared with",
            "Note",
        ],
        ["Homicides", 52, 53, 1.9, "percent", "2020/21", "As printed"],
    ]
    outcome = read_data(tmp_path, rows, declared=declared)
    assert outcome.findings == ()
    earlier, current = outcome.reading("homicide", "ye-2021-03"), outcome.reading("homicide", "ye-2022-03")
    assert earlier.change is None
    assert current.change is not None
    assert (current.change.amount, current.change.source.cell) == (Decimal("1.9"), "D2")
    assert current.compared_with == read_period("2020/21")
    assert earlier.note == current.note == "As printed"


def test_a_change_whose_period_has_no_column_makes_a_reading_of_its_own(tmp_path: Path) -> None:
    declared: Rows = [["Indicator", "Title", "Current"], ["homicide", "Homicides", "2021/22"]]
    rows: Rows = [["Indicator", "2019", "2020", "Change"], ["homicide", 50, 51, "+20%"]]
    reading = read_data(tmp_path, rows, declared=declared).reading("homicide", "2021/22")
    assert (reading.value, reading.source.cell) == (None, "D2")
    assert reading.change is not None


def test_a_change_without_a_current_period(tmp_path: Path) -> None:
    rows: Rows = [["Indicator", "2019", "2020", "Change"], ["homicide", 50, 51, "+20%"]]
    outcome = read_data(tmp_path, rows)
    assert outcome.found == [("period-unknown", "kpi.xlsx › Data!D2")]
    assert "Current" in outcome.only().hint


def test_wide_headings_may_be_dates_years_and_carry_markers(tmp_path: Path) -> None:
    rows: Rows = [
        ["Indicator", datetime(2022, 1, 1), datetime(2022, 3, 31), 2021, "2021/22 [p]"],
        ["homicide", 1, 2, 3, 4],
    ]
    outcome = read_data(tmp_path, rows, formats={"B1": "mmm-yy", "C1": "dd/mm/yyyy"})
    assert outcome.findings == ()
    assert outcome.values == {
        "homicide@2022-01": "1",
        "homicide@2022-03-31": "2",
        "homicide@2021": "3",
        "homicide@2021/22": "4",
    }
    assert outcome.reading("homicide", "2021/22").markers == (Marker.PROVISIONAL,)


def test_a_wide_heading_that_is_almost_a_period_is_told(tmp_path: Path) -> None:
    outcome = read_data(tmp_path, [["Indicator", "2020", "2021", "2021/23", "Owner"], ["homicide", 1, 2, 3, "Ann"]])
    assert outcome.found == [("period-unknown", "kpi.xlsx › Data!D1")]
    assert not outcome.only().blocks


def test_sub_headings_and_notes_in_a_wide_sheet_are_passed_over(tmp_path: Path) -> None:
    rows: Rows = [["Indicator", "2020/21", "2021/22"], ["Violence"], ["homicide", 52, 53], ["Note: as published"]]
    outcome = read_data(tmp_path, rows)
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS


def test_one_sheet_may_declare_and_hold_readings(tmp_path: Path) -> None:
    rows: Rows = [["Indicator", "Title", "Unit", "2020/21", "2021/22"], ["knives", "Knife crime", "count", 5, 6]]
    outcome = read_data(tmp_path, rows)
    assert outcome.findings == ()
    assert outcome.all.indicators["knives"].title == "Knife crime"
    assert outcome.values == {"knives@2020/21": "5", "knives@2021/22": "6"}


# Tables and named ranges


BESIDE: Rows = [
    ["Readings", None, None, None, "Working"],
    [*LONG, None, "Value"],
    ["homicide", "2020/21", 52, None, 99],
    ["homicide", "2021/22", 53, None, "rough"],
    ["Total", "2021", 105, None, 98],
]


def test_a_table_bounds_its_readings_and_leaves_its_total_out(tmp_path: Path) -> None:
    outcome = read_data(tmp_path, BESIDE, finish=add_table("Readings", "A2:C5", totals=1))
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS


@pytest.mark.parametrize("target", ["Data!$A$2:$C$4", "'Data'!$A$1:$C$4"])
def test_a_named_range_bounds_its_readings(tmp_path: Path, target: str) -> None:
    outcome = read_data(tmp_path, BESIDE, finish=name_area("readings", target))
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS


def test_a_named_range_of_whole_columns(tmp_path: Path) -> None:
    rows = [*BESIDE[:4]]
    outcome = read_data(tmp_path, rows, finish=name_area("readings", "Data!$A:$C"))
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS


def test_a_named_range_that_has_no_headings_bounds_nothing(tmp_path: Path) -> None:
    rows: Rows = [LONG, ["homicide", "2020/21", 52], ["homicide", "2021/22", 53]]
    outcome = read_data(tmp_path, rows, finish=name_area("chart_data", "Data!$B$2:$C$2"))
    assert outcome.values == TWO_YEARS


def test_a_reading_typed_below_its_table_is_told(tmp_path: Path) -> None:
    rows: Rows = [LONG, ["homicide", "2020/21", 52], ["homicide", "2021/22", 53], [], ["homicide", "2022/23", 54]]
    outcome = read_data(tmp_path, rows, finish=add_table("Readings", "A1:C2"))
    assert outcome.found == [("row-outside-table", "kpi.xlsx › Data!A3")]


def test_two_tables_on_one_sheet(tmp_path: Path) -> None:
    def finish(book: Workbook) -> None:
        add_table("Long", "A1:C2")(book)
        add_table("Wide", "E4:G5")(book)

    rows: Rows = [
        LONG,
        ["homicide", "2019/20", 51],
        [],
        [None, None, None, None, "Indicator", "2020/21", "2021/22"],
        [None, None, None, None, "homicide", 52, 53],
    ]
    outcome = read_data(tmp_path, rows, finish=finish)
    assert outcome.findings == ()
    assert outcome.values == {"homicide@2019/20": "51", **TWO_YEARS}


# Mapped sheets


def test_a_mapped_long_sheet(tmp_path: Path) -> None:
    rows: Rows = [
        ["KPI", "When", "Number"],
        ["homicide", "2019/20", 51],
        ["KPI", "When", "Number", "Value"],
        ["homicide", "2020/21", 52, 99],
        ["homicide", "2021/22", 53, 99],
    ]
    mapping = SheetMapping("Data", "long", 3, {"indicator": "KPI", "period": "When", "value": "Number"})
    outcome = read_data(tmp_path, rows, mapping)
    assert outcome.findings == ()
    assert outcome.values == TWO_YEARS


def test_a_mapped_wide_sheet_of_one_period(tmp_path: Path) -> None:
    mapping = SheetMapping("Data", "wide", indicator_column="Measure name", columns={"2021/22": "This year"})
    outcome = read_data(tmp_path, [["Monthly"], ["Measure name", "This year"], ["homicide", 53]], mapping)
    assert outcome.findings == ()
    assert outcome.values == {"homicide@2021/22": "53"}


def test_mapped_columns_that_are_not_there(tmp_path: Path) -> None:
    mapping = SheetMapping("Data", "long", 1, {"indicator": "KPI", "change_type": "Kind"})
    outcome = read_data(tmp_path, [["Name", "Period", "Value"], ["homicide", "2021/22", 53]], mapping)
    assert outcome.found == [("column-missing", "kpi.xlsx › Data")]
    assert outcome.only().message == "There is no column “KPI” in row 1"
    assert "“Name”, “Period”, “Value”" in outcome.only().hint


def test_a_mapped_header_row_that_has_not_all_headings(tmp_path: Path) -> None:
    rows: Rows = [["Indicator", None, None], [None, "Period", "Value"], ["homicide", "2021/22", 53]]
    outcome = read_data(tmp_path, rows, SheetMapping("Data", "long"))
    assert outcome.found == [("column-missing", "kpi.xlsx › Data")]


def test_mapped_cells_and_names(tmp_path: Path) -> None:
    def finish(book: Workbook) -> None:
        book.defined_names["robbery_total"] = DefinedName("robbery_total", attr_text="Indicators!$D$9")
        sheet_of(book, "Indicators")["D9"] = 7868
        sheet_of(book, "Data").merge_cells("B3:C3")

    cells = {
        "homicide@2021/22": "B2",
        "satisfaction@Q4 2021/22": "$C$3",
        "rate@2021": "Robbery_Total",
        "Grant @ not stated": "B4",
    }
    rows: Rows = [[], ["Homicide", 53], ["Satisfaction", "64%"], ["Grant", "£3m [e]"]]
    outcome = read_data(tmp_path, rows, SheetMapping("Data", "cells", cells=cells), finish=finish)
    assert outcome.findings == ()
    assert outcome.values == {
        "homicide@2021/22": "53",
        "satisfaction@2021/22-Q4": "64",
        "grant@unstated": "3000000",
        "rate@2021": "7868",
    }
    assert str(outcome.reading("rate", "2021").source) == "kpi.xlsx › Indicators!D9"
    assert outcome.reading("satisfaction", "2021/22-Q4").source.cell == "B3"


def test_a_mapped_cell_without_a_period_is_the_current_one(tmp_path: Path) -> None:
    declared: Rows = [["Indicator", "Title", "Current"], ["homicide", "Homicides", "2021/22"]]
    mapping = SheetMapping("Data", "cells", cells={"homicide": "A1"})
    assert read_data(tmp_path, [[53]], mapping, declared=declared).values == {"homicide@2021/22": "53"}


@pytest.mark.parametrize(
    ("key", "target", "rule"),
    [
        ("homicide@2021/22", "B9", "cell-missing"),
        ("homicide@2021/22", "A1:A2", "cell-missing"),
        ("homicide@2021/22", "no_such_name", "cell-missing"),
        ("homicide@2021/22", "block", "cell-missing"),
        ("homicide@last year", "A1", "period-unknown"),
        ("homicide", "A1", "period-unknown"),
        ("homocide@2021/22", "A1", "indicator-undeclared"),
    ],
)
def test_maps_that_lead_nowhere(tmp_path: Path, key: str, target: str, rule: str) -> None:
    mapping = SheetMapping("Data", "cells", cells={key: target})
    outcome = read_data(tmp_path, [[53]], mapping, finish=name_area("block", "Data!$A$1:$B$2"))
    assert outcome.found == [(rule, "kpi.xlsx › Data")]
    assert target in outcome.only().message


# Declarations


def test_every_column_of_a_declaration(tmp_path: Path) -> None:
    rows: Rows = [
        ["Indicator", "Title", "Measure", "Unit", "Unit name", "Decimals", "Change decimals", "Polarity", "Current",
         "Baseline", "Denominator", "Derived", "Suppress below", "Source", "Scorecard", "Note"],
        ["a", "A share", "Reduce it", "Percent", "of all", 1, 2.0, "Lower", "2021/22",
         "Year ending June 2019", "b", "share(b, c)", 5, "ONS", "No", "As printed"],
        ["Offences"],
        ["b", "B", None, "count"],
        ["c", "C"],
    ]  # fmt: skip
    path = write_book(tmp_path / "kpi.xlsx", {"Indicators": rows})
    outcome = read_book(path)
    assert outcome.findings == ()
    a, b = outcome.all.indicators["a"], outcome.all.indicators["b"]
    assert (a.title, a.measure, a.unit, a.unit_name) == ("A share", "Reduce it", Unit.PERCENT, "of all")
    assert (a.decimals, a.change_decimals, a.polarity) == (1, 2, Polarity.LOWER)
    assert a.current is not None
    assert a.baseline is not None
    assert (period_id(a.current), period_id(a.baseline)) == ("2021/22", "ye-2019-06")
    assert (a.denominator, a.derivation) == ("b", Derivation(Operation.SHARE, ("b", "c")))
    assert (a.suppress_below, a.source, a.scorecard, a.note) == (Decimal(5), "ONS", False, "As printed")
    assert a.declared_at == "kpi.xlsx › Indicators!A2"
    assert (b.unit, b.polarity, b.scorecard, b.current) == (Unit.COUNT, Polarity.NEUTRAL, True, None)


@pytest.mark.parametrize(
    ("heading", "typed", "rule", "says"),
    [
        ("Unit", "pounds", "unit-unknown", "count, percent, ratio, gbp, one-in"),
        ("Polarity", "up", "polarity-unknown", "lower, higher or neutral"),
        ("Decimals", 1.5, "decimals-invalid", "0 to 6"),
        ("Decimals", 9, "decimals-invalid", "0 to 6"),
        ("Change decimals", "one", "decimals-invalid", "0 to 6"),
        ("Current", "last year", "period-unknown", "last year"),
        ("Baseline", "2019/21", "period-unknown", "2019/21"),
        ("Derived", "a / b", "derivation-invalid", "share(part, whole)"),
        ("Derived", "sum(homicide, rapes)", "derivation-invalid", "rapes"),
        ("Derived", "sum(a, homicide)", "derivation-invalid", "itself"),
        ("Derived", "share(homicide, homicide)", "derivation-unit", "Write percent under Unit"),
        ("Derived", "sum(homicide, costs)", "derivation-unit", "costs, in gbp"),
        ("Derived", "difference(costs, costs)", "derivation-unit", "Write gbp under Unit"),
        ("Derived", "rolling_sum(homicide, 100000)", "derivation-invalid", "up to 120"),
        ("Derived", "rolling_sum(homicide, ²)", "derivation-invalid", "up to 120"),
        ("Denominator", "homicides", "denominator-unknown", "homicides"),
        ("Suppress below", "few", "suppression-invalid", "few"),
        ("Scorecard", "maybe", "scorecard-invalid", "maybe"),
        ("Title", None, "title-missing", "no title"),
        ("Unit", "#N/A", "cell-error", "#N/A"),
    ],
)
def test_declarations_that_cannot_be_read(tmp_path: Path, heading: str, typed: object, rule: str, says: str) -> None:
    rows: Rows = [
        ["Indicator", "Title", "Unit", "Derived"],
        ["homicide", "Homicides", "count", None],
        ["costs", "Costs", "gbp", None],
    ]
    own: Rows = [["Indicator", "Title", heading], ["a", "A", typed]]
    if heading == "Title":
        own = [["Indicator", "Title", "Unit"], ["a", None, "count"]]
    path = write_book(tmp_path / "kpi.xlsx", {"Indicators": rows, "More": own})
    finding = read_book(path).only()
    assert finding.rule == rule
    assert says in f"{finding.message} {finding.hint}"
    assert finding.where in ("kpi.xlsx › More!C2", "kpi.xlsx › More!A2")
    assert finding.blocks


@pytest.mark.parametrize(("name", "title"), [("Homicide", "Homicides"), ("2fast", "Too fast"), (None, "Nameless")])
def test_ids_that_are_none(tmp_path: Path, name: str | None, title: str) -> None:
    path = write_book(tmp_path / "kpi.xlsx", {"Indicators": [["Indicator", "Title"], [name, title]]})
    finding = read_book(path).only()
    assert finding.rule == "indicator-id"
    assert "knife-crime" in finding.hint


def test_indicators_that_lean_on_each_other_in_a_ring(tmp_path: Path) -> None:
    rows: Rows = [["Indicator", "Title", "Derived"], ["a", "A", "sum(b, c)"], ["b", "B", "sum(a, c)"], ["c", "C"]]
    path = write_book(tmp_path / "kpi.xlsx", {"Indicators": rows})
    assert read_book(path).rules == ["derivation-invalid", "derivation-invalid"]


@pytest.mark.parametrize("steps", [13, 40, 900])
def test_indicators_that_are_worked_out_without_end(tmp_path: Path, steps: int) -> None:
    rows: list[list[object]] = [["Indicator", "Title", "Derived"], ["a0", "A0", None]]
    rows += [[f"a{step}", f"A{step}", f"sum(a{step - 1}, a{step - 1})"] for step in range(1, steps)]
    outcome = read_book(write_book(tmp_path / "kpi.xlsx", {"Indicators": rows}))
    assert set(outcome.rules) <= {"derivation-invalid"}
    assert bool(outcome.rules) is (steps > 13)


def test_a_rolling_sum_of_rolling_sums_is_fine(tmp_path: Path) -> None:
    rows: Rows = [["Indicator", "Title", "Derived"], ["a", "A", None], ["b", "B", "rolling_sum(a, 12)"]]
    rows = [*rows, ["c", "C", "rolling_sum(b, 12)"]]
    assert read_book(write_book(tmp_path / "kpi.xlsx", {"Indicators": rows})).rules == []
