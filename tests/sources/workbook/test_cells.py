"""What people type into value, marker, period and change cells, and what is made of it."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from boardpaper.model.kpi import ChangeKind, Marker
from boardpaper.sources.workbook.cells import read_amount
from boardpaper.sources.workbook.formats import displayed, exact
from tests.support.spreadsheets import LONG, Rows, edit_part, read_book, write_book, write_long

WHEN = "2021/22"
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("indicator", "typed", "number_format", "value", "shown"),
    [
        ("homicide", 53, "General", "53", "53"),
        ("homicide", 53.0, "0.0", "53", "53.0"),
        ("homicide", -12, "#,##0;(#,##0)", "-12", "(12)"),
        ("homicide", "1,784", "General", "1784", "1,784"),
        ("homicide", f"1{NBSP}784", "General", "1784", "1 784"),
        ("homicide", "\u22129", "General", "-9", "\u22129"),
        ("homicide", "(12)", "General", "-12", "(12)"),
        ("homicide", f"{NBSP}53 ", "General", "53", "53"),
        ("rate", 0.1, "General", "0.1", "0.1"),
        ("rate", 0.1 + 0.2, "General", "0.3", "0.3"),
        ("rate", 14 / 53, "0.00", "0.264150943396226", "0.26"),
        ("satisfaction", 0.64, "0%", "64", "64%"),
        ("satisfaction", 0.57, "0.0%", "57", "57.0%"),
        ("satisfaction", 0.29 + 0.001, "0.0%", "29.1", "29.1%"),
        ("satisfaction", 64, "General", "64", "64"),
        ("satisfaction", "64%", "General", "64", "64%"),
        ("satisfaction", "64.5 per cent", "General", "64.5", "64.5 per cent"),
        ("grant", 14500000, '£#,##0.0,,"m"', "14500000", "£14.5m"),
        ("grant", "£14.5m", "General", "14500000", "£14.5m"),
        ("grant", "-£3k", "General", "-3000", "-£3k"),
        ("grant", "£1.2 bn", "General", "1200000000", "£1.2 bn"),
        ("grant", "£2,500,000", "General", "2500000", "£2,500,000"),
        ("grant", "14.5 million", "General", "14500000", "14.5 million"),
        ("solved", "1 in 4", "General", "4", "1 in 4"),
        ("solved", "one in four", "General", "4", "one in four"),
        ("solved", 4, "General", "4", "4"),
    ],
)
def test_numbers(tmp_path: Path, indicator: str, typed: object, number_format: str, value: str, shown: str) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [[indicator, WHEN, typed]], formats={"C2": number_format})
    outcome = read_book(path)
    reading = outcome.reading(indicator, WHEN)
    assert outcome.findings == ()
    assert str(reading.value) == value
    assert reading.displayed == shown


@pytest.mark.parametrize(
    ("indicator", "typed"),
    [
        ("homicide", "about 50"),
        ("homicide", "<5"),
        ("homicide", "53*"),
        ("homicide", "1,78"),
        ("homicide", "1.784,5"),
        ("homicide", "64%"),
        ("homicide", "£5"),
        ("homicide", "5m"),
        ("homicide", "(-5)"),
        ("homicide", "--5"),
        ("homicide", "fifty"),
        ("homicide", True),
        ("homicide", date(2022, 3, 1)),
        ("homicide", time(9, 30)),
        ("satisfaction", "£5"),
        ("solved", "one in many"),
    ],
)
def test_what_is_not_a_number_is_told_with_its_cell(tmp_path: Path, indicator: str, typed: object) -> None:
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", [[indicator, WHEN, typed]]))
    assert outcome.found == [("reading-not-a-number", "kpi.xlsx › Readings!C2")]
    assert outcome.only().blocks
    assert outcome.values == {}


@pytest.mark.parametrize(
    ("typed", "markers"),
    [
        ("[x]", "x"),
        ("[X]", "x"),
        ("[c]", "c"),
        ("[z]", "z"),
        ("[k]", "k"),
        ("..", "x"),
        ("-", "x"),
        ("–", "x"),
        ("—", "x"),
        ("n/a", "z"),
        ("N/A", "z"),
        ("[not available]", "x"),
        ("[z] [b]", "zb"),
    ],
)
def test_a_marker_is_a_reading_without_a_number(tmp_path: Path, typed: str, markers: str) -> None:
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, typed]]))
    reading = outcome.reading("homicide", WHEN)
    assert outcome.rules == ([] if typed.startswith("[") else ["mark-read"])
    assert reading.value is None
    assert "".join(reading.markers) == markers


@pytest.mark.parametrize("typed", ["53 [p][R]", "53[P] [r]", "[p] 53 [r]"])
def test_markers_beside_a_number(tmp_path: Path, typed: str) -> None:
    reading = read_book(write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, typed]])).reading("homicide", WHEN)
    assert reading.value == 53
    assert reading.markers == (Marker.PROVISIONAL, Marker.REVISED)


@pytest.mark.parametrize("typed", ["p", "[p]", "Provisional", "[p], p"])
def test_a_marker_column(tmp_path: Path, typed: str) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, 53, typed]], headings=[*LONG, "Marker"])
    reading = read_book(path).reading("homicide", WHEN)
    assert (reading.value, reading.markers) == (Decimal(53), (Marker.PROVISIONAL,))


def test_a_marker_column_beside_a_blank_value(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, None, "[x]"]], headings=[*LONG, "Marker"])
    reading = read_book(path).reading("homicide", WHEN)
    assert (reading.value, reading.markers, reading.source.cell) == (None, (Marker.NOT_AVAILABLE,), "D2")


@pytest.mark.parametrize(("value", "marker", "cell"), [("53 [q]", None, "C2"), ("[]", None, "C2"), (53, "q", "D2")])
def test_a_mark_that_is_no_marker(tmp_path: Path, value: object, marker: str | None, cell: str) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, value, marker]], headings=[*LONG, "Marker"])
    outcome = read_book(path)
    assert outcome.found == [("marker-unknown", f"kpi.xlsx › Readings!{cell}")]
    assert "[p] provisional" in outcome.only().hint


@pytest.mark.parametrize("row", [["homicide", WHEN, "3 [c]"], ["homicide", WHEN, 3, "[c]"]])
def test_a_confidential_number_is_not_kept(tmp_path: Path, row: list[object]) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [row], headings=[*LONG, "Marker"])
    reading = read_book(path).reading("homicide", WHEN)
    assert (reading.value, reading.raw, reading.displayed) == (None, "", "[c]")
    assert reading.markers == (Marker.CONFIDENTIAL,)


@pytest.mark.parametrize("typed", ["53 [x]", "0 [z]"])
def test_a_number_that_its_marker_denies(tmp_path: Path, typed: str) -> None:
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, typed]]))
    assert outcome.found == [("marker-contradicts", "kpi.xlsx › Readings!C2")]


@pytest.mark.parametrize("typed", [0.64, "0.64", 1])
def test_a_bare_fraction_of_a_percentage_is_kept_with_a_warning(tmp_path: Path, typed: object) -> None:
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", [["satisfaction", WHEN, typed]]))
    assert outcome.values == {f"satisfaction@{WHEN}": str(typed)}
    assert outcome.rules == ["percent-ambiguous"]
    assert not outcome.only().blocks


def test_a_bare_nought_percent_is_plain(tmp_path: Path) -> None:
    assert read_book(write_long(tmp_path / "kpi.xlsx", [["satisfaction", WHEN, 0]])).findings == ()


def test_a_format_that_shows_another_amount_than_is_stored(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["grant", WHEN, 14.5]], formats={"C2": '£0.0"m"'})
    outcome = read_book(path)
    assert outcome.rules == ["format-disagrees"]
    assert "£14.5m" in outcome.only().message
    assert outcome.values == {}


def test_a_count_shown_as_a_percentage(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, 0.5]], formats={"C2": "0%"})
    outcome = read_book(path)
    assert outcome.rules == ["format-disagrees"]
    assert not outcome.only().blocks


@pytest.mark.parametrize("stored", ["1e999", "-1e300", "9" * 40])
@pytest.mark.parametrize("number_format", ["General", "#,##0.0", "0%"])
def test_numbers_beyond_counting_are_no_figures(tmp_path: Path, stored: str, number_format: str) -> None:
    rows: Rows = [["homicide", WHEN, 7, 7]]
    path = write_long(tmp_path / "kpi.xlsx", rows, headings=[*LONG, "Change"], formats={"C2": number_format})
    edit_part(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace("<v>7</v>", f"<v>{stored}</v>"))
    assert read_book(path).rules == ["reading-not-a-number"]
    path = write_long(tmp_path / "text.xlsx", [["homicide", WHEN, "9" * 40]])
    assert read_book(path).rules == ["reading-not-a-number"]


@pytest.mark.parametrize("typed", ["#REF!", "#N/A"])
def test_error_values(tmp_path: Path, typed: str) -> None:
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, typed]]))
    assert outcome.found == [("cell-error", "kpi.xlsx › Readings!C2")]


@pytest.mark.parametrize(
    ("typed", "number_format", "period"),
    [
        ("Q4 2021/22", "General", "2021/22-Q4"),
        (2021, "General", "2021"),
        (datetime(2022, 2, 1), "mmm-yy", "2022-02"),
        (datetime(2022, 2, 14), "mmmm yyyy", "2022-02"),
        (datetime(2022, 3, 31), "dd/mm/yyyy", "2022-03-31"),
        (date(2022, 3, 31), "[$-809]d mmmm yyyy;@", "2022-03-31"),
        (f"Year{NBSP}ending  June 2019", "General", "ye-2019-06"),
        ("not stated", "General", "unstated"),
        ("[x]", "General", "unstated"),
    ],
)
def test_periods(tmp_path: Path, typed: object, number_format: str, period: str) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", typed, 5]], formats={"B2": number_format})
    assert read_book(path).values == {f"homicide@{period}": "5"}


def test_a_period_with_a_marker(tmp_path: Path) -> None:
    reading = read_book(write_long(tmp_path / "kpi.xlsx", [["homicide", "2021/22 [p]", 5]])).reading("homicide", WHEN)
    assert reading.markers == (Marker.PROVISIONAL,)


@pytest.mark.parametrize(("typed", "cell"), [("last year", "B2"), (53, "B2"), (None, "C2"), ("#N/A", "B2")])
def test_what_is_no_period(tmp_path: Path, typed: object, cell: str) -> None:
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", [["homicide", typed, 5]]))
    rule = "cell-error" if typed == "#N/A" else "period-unknown"
    assert outcome.found == [(rule, f"kpi.xlsx › Readings!{cell}")]


CHANGE = [*LONG, "Change", "Change type", "Compared with"]


@pytest.mark.parametrize(
    ("indicator", "typed", "number_format", "named", "kind", "amount"),
    [
        ("homicide", "+20%", "General", None, ChangeKind.PERCENT, "20"),
        ("homicide", "−17%", "General", None, ChangeKind.PERCENT, "-17"),
        ("homicide", 0.2, "0%", None, ChangeKind.PERCENT, "20"),
        ("homicide", 0.019, "+0.0%;-0.0%", "percent", ChangeKind.PERCENT, "1.9"),
        ("homicide", 53 / 52 - 1, "0.0%", None, ChangeKind.PERCENT, "1.9"),
        ("homicide", 148 / 157 - 1, "+0%;-0%", None, ChangeKind.PERCENT, "-6"),
        ("homicide", 20, "General", "Percent", ChangeKind.PERCENT, "20"),
        ("homicide", "20% increase", "General", None, ChangeKind.PERCENT, "20"),
        ("homicide", "down 9%", "General", None, ChangeKind.PERCENT, "-9"),
        ("homicide", "-55", "General", None, ChangeKind.COUNT, "-55"),
        ("homicide", -55, "General", None, ChangeKind.COUNT, "-55"),
        ("homicide", "decrease of 9", "General", None, ChangeKind.COUNT, "-9"),
        ("homicide", "(55)", "General", "count", ChangeKind.COUNT, "-55"),
        ("homicide", "5-fold", "General", None, ChangeKind.FOLD, "5"),
        ("homicide", "five-fold increase", "General", None, ChangeKind.FOLD, "5"),
        ("homicide", "fivefold", "General", "fold", ChangeKind.FOLD, "5"),
        ("homicide", 5, "General", "fold", ChangeKind.FOLD, "5"),
        ("homicide", "no change", "General", None, ChangeKind.COUNT, "0"),
        ("satisfaction", "+2 percentage points", "General", None, ChangeKind.POINTS, "2"),
        ("satisfaction", "-3.2pp", "General", None, ChangeKind.POINTS, "-3.2"),
        ("satisfaction", "fall of 3 percentage points", "General", None, ChangeKind.POINTS, "-3"),
        ("satisfaction", "3.2%", "General", "points", ChangeKind.POINTS, "3.2"),
        ("satisfaction", 0.032, "0.0%", "percentage points", ChangeKind.POINTS, "3.2"),
    ],
)
def test_published_changes(
    tmp_path: Path, indicator: str, typed: object, number_format: str, named: str | None, kind: ChangeKind, amount: str
) -> None:
    rows = [[indicator, WHEN, None, typed, named, "2020/21"]]
    path = write_long(tmp_path / "kpi.xlsx", rows, headings=CHANGE, formats={"D2": number_format})
    outcome = read_book(path)
    reading = outcome.reading(indicator, WHEN)
    assert outcome.findings == ()
    assert reading.change is not None
    assert (reading.change.kind, str(reading.change.amount)) == (kind, amount)
    assert reading.change.source.cell == reading.source.cell == "D2"
    assert reading.value is None
    assert reading.compared_with is not None


@pytest.mark.parametrize(
    ("indicator", "typed", "number_format", "named", "rule"),
    [
        ("homicide", "doubled", "General", None, "reading-not-a-number"),
        ("homicide", "about 20%", "General", None, "reading-not-a-number"),
        ("homicide", "decrease of -9", "General", None, "reading-not-a-number"),
        ("homicide", "20% [q]", "General", None, "reading-not-a-number"),
        ("homicide", True, "General", "count", "reading-not-a-number"),
        ("homicide", 20, "General", "relative", "change-kind-unknown"),
        ("homicide", "5-fold", "General", "percent", "change-kind-unknown"),
        ("homicide", 0.2, "0%", "count", "change-kind-unknown"),
        ("homicide", 1.5, "General", None, "change-kind-unknown"),
        ("satisfaction", 2, "General", None, "change-kind-unknown"),
        ("homicide", "#N/A", "General", "count", "cell-error"),
    ],
)
def test_changes_that_cannot_be_read(
    tmp_path: Path, indicator: str, typed: object, number_format: str, named: str | None, rule: str
) -> None:
    rows = [[indicator, WHEN, 5, typed, named]]
    path = write_long(tmp_path / "kpi.xlsx", rows, headings=CHANGE, formats={"D2": number_format})
    outcome = read_book(path)
    assert outcome.found == [(rule, "kpi.xlsx › Readings!D2")]
    assert outcome.reading(indicator, WHEN).change is None


@pytest.mark.parametrize("typed", ["[x]", "..", "-", "n/a"])
def test_a_change_that_was_not_published(tmp_path: Path, typed: str) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, 5, typed]], headings=CHANGE)
    outcome = read_book(path)
    assert outcome.rules == ([] if typed.startswith("[") else ["mark-read"])
    assert outcome.reading("homicide", WHEN).change is None


def test_a_bare_fraction_of_a_change_in_percent_is_ambiguous(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, 5, 0.2, "percent"]], headings=CHANGE)
    assert read_book(path).rules == ["percent-ambiguous"]


@pytest.mark.parametrize(
    ("values", "typed", "named", "shown"),
    [
        ((8945, 7868), -12, "percent", None),
        ((52, 53), 1.9, "percent", None),
        ((52, 53), 2, "percent", None),
        ((52, 53), 1.8, "percent", "1.9%"),
        ((157, 148), -9, "count", None),
        ((157, 148), -10, "count", "-9"),
        ((100, 150), -50, "percent", "50%"),
        ((0, 5), 100, "percent", None),
        ((10, 51), 5, "fold", None),
    ],
)
def test_a_published_change_is_held_against_the_counts(
    tmp_path: Path, values: tuple[int, int], typed: object, named: str, shown: str | None
) -> None:
    rows: Rows = [
        ["homicide", "Year ending March 2021", values[0]],
        ["homicide", WHEN, values[1], typed, named, "2020/21"],
    ]
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", rows, headings=CHANGE))
    assert outcome.found == ([("change-disagrees", "kpi.xlsx › Readings!D3")] if shown else [])
    assert shown is None or (shown in outcome.only().message and not outcome.only().blocks)


@pytest.mark.parametrize(("typed", "told"), [("+3 pp", False), ("+4 pp", False), ("+6 pp", True)])
def test_points_allow_for_the_rounding_of_both_percentages(tmp_path: Path, typed: str, told: bool) -> None:
    rows: Rows = [["satisfaction", "2020/21", "61%"], ["satisfaction", WHEN, "64%", typed, None, "2020/21"]]
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", rows, headings=CHANGE))
    assert outcome.rules == (["change-disagrees"] if told else [])


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_typed_in_any_usual_way_is_that_number(number: int) -> None:
    grouped = f"{number:,}"
    for typed in (str(number), grouped, grouped.replace(",", " "), grouped.replace("-", "\u2212")):
        amount = read_amount(typed)
        assert amount is not None
        assert amount.value == number
    bracketed = read_amount(f"({abs(number):,})")
    assert bracketed is not None
    assert bracketed.value == -abs(number)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_stored_decimal_loses_nothing_and_gains_nothing(number: Decimal) -> None:
    assert exact(float(number)) == number


@given(st.decimals(0, 1, places=4))
def test_a_stored_fraction_shows_no_noise_as_a_percentage(number: Decimal) -> None:
    shown = displayed(float(number), "0.00%")
    assert Decimal(shown.removesuffix("%")) == number * 100


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1784, "General", "1784"),
        (1784.5, "#,##0", "1,785"),
        (1784, "0.0", "1784.0"),
        (0.645, "0%", "65%"),
        (0.005, "0.0%", "0.5%"),
        (-1784, "#,##0;[Red]-#,##0", "-1,784"),
        (-12, r"#,##0_);\(#,##0\)", "(12)"),
        (0, '0;-0;"-"', "-"),
        (1784, "£#,##0", "£1,784"),
        (-1784, "£#,##0", "-£1,784"),
        (1784, '"£"#,##0.00', "£1,784.00"),
        (1784, "[$£-809]#,##0", "£1,784"),
        (2500000, '[>=1000000]£0.0,,"m";[>=1000]£0,"k";£0', "£2.5m"),
        (2500, '[>=1000000]£0.0,,"m";[>=1000]£0,"k";£0', "£3k"),
        (250, '[>=1000000]£0.0,,"m";[>=1000]£0,"k";£0', "£250"),
        (0.2, "+0%;-0%;0%", "+20%"),
        (0.5, "#.##", ".5"),
        (7, "000", "007"),
        (1.5, "# ?/?", "1.5"),
        (1500, "0.00E+00", "1500"),
        (True, "General", "TRUE"),
        (date(2022, 3, 1), "mmm-yy", "Mar-22"),
        (datetime(2022, 3, 1), "mm-dd-yy", "01/03/2022"),
        (datetime(2022, 3, 1), "dddd d mmmm yyyy", "Tuesday 1 March 2022"),
        (datetime(2022, 3, 1, 14, 5), "dd/mm/yy hh:mm AM/PM", "01/03/22 02:05 PM"),
        (datetime(2022, 3, 1, 14, 5), "hh:mm", "14:05"),
        (datetime(2022, 3, 1), "[$-809]dd mmmm yyyy;@", "01 March 2022"),
    ],
)
def test_what_excel_shows(value: object, number_format: str, shown: str) -> None:
    assert displayed(value, number_format) == shown


def test_a_change_that_disagrees_says_nothing_of_suppressed_readings(tmp_path: Path) -> None:
    declared: Rows = [["Indicator", "Title", "Suppress below"], ["rare", "Rare", 5]]
    rows: Rows = [[*LONG, "Change", "Change type", "Compared with"]]
    rows = [*rows, ["rare", "2020/21", 50], ["rare", WHEN, 3, -20, "count", "2020/21"]]
    assert read_book(write_book(tmp_path / "kpi.xlsx", {"Indicators": declared, "Readings": rows})).rules == []


@pytest.mark.parametrize("typed", [0.25, 0, -2, "0.5"])
def test_one_in_less_than_one_is_no_number(tmp_path: Path, typed: object) -> None:
    finding = read_book(write_long(tmp_path / "kpi.xlsx", [["solved", WHEN, typed]])).only()
    assert (finding.rule, "1 in 4" in finding.hint) == ("reading-not-a-number", True)


@pytest.mark.parametrize(("typed", "told"), [("1.784", True), ("12.500", True), ("1.78", False), ("0.125", False)])
def test_a_dot_that_may_stand_between_thousands_is_told(tmp_path: Path, typed: str, told: bool) -> None:
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, typed]]))
    assert ("number-ambiguous" in outcome.rules) is told


@pytest.mark.parametrize(
    ("typed", "told"), [(0.4, True), (-0.4, True), (0.5, False), (0, False), ("0.4 [k]", False), (3, False)]
)
def test_what_is_printed_as_nothing_and_is_something_is_told(tmp_path: Path, typed: object, told: bool) -> None:
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", [["homicide", WHEN, typed]]))
    assert outcome.rules == (["rounds-to-zero"] if told else [])


def test_a_finding_about_a_suppressed_number_does_not_tell_it(tmp_path: Path) -> None:
    declared: Rows = [["Indicator", "Title", "Suppress below", "Decimals"], ["rare", "Rare", 5, 3]]
    rows: Rows = [LONG, ["rare", WHEN, 0.4321]]
    path = write_book(tmp_path / "kpi.xlsx", {"Indicators": declared, "Readings": rows})
    wide = load_workbook(path)
    wide["Readings"]["C2"].number_format = "0%"
    wide.save(path)
    finding = read_book(path).only()
    assert (finding.rule, "43" in finding.message) == ("format-disagrees", False)
