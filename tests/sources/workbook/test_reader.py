"""Workbooks as a whole: which sheets are read, what two places say of one thing, and files that cannot be read."""

import hashlib
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from boardpaper.errors import InputError
from boardpaper.model.finding import Severity
from boardpaper.model.kpi import CellSource, Indicator, Unit
from boardpaper.model.paper import SheetMapping
from boardpaper.model.period import read_period
from tests.support.places import MAY_2022
from tests.support.spreadsheets import (
    DECLARED,
    LONG,
    Rows,
    edit_part,
    keep_result,
    read_book,
    sheet_of,
    worked_out,
    write_book,
    write_long,
)

HOMICIDE = Indicator("homicide", "Homicides", declared_at="paper.yaml:9")


def test_a_reading_remembers_its_cell(tmp_path: Path) -> None:
    path = write_long(
        tmp_path / "kpi.xlsx",
        [["homicide", "2021/22", 1784, 5, "ONS", "Implied"]],
        headings=[*LONG, "Paragraph", "Source", "Note"],
        formats={"C2": "#,##0"},
    )
    outcome = read_book(path)
    reading = outcome.reading("homicide", "2021/22")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    assert outcome.findings == ()
    assert reading.source == CellSource("kpi.xlsx", "Readings", "C2", sha256)
    assert (reading.value, reading.raw, reading.displayed) == (Decimal(1784), "1784", "1,784")
    assert (reading.paragraph, reading.origin, reading.note, reading.formula) == ("5", "ONS", "Implied", "")


def test_indicators_keep_their_order_and_paper_yaml_comes_first(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["grant", "2021", 5], ["homicide", "2021", 6], ["knives", "2021", 7]])
    outcome = read_book(path, declared={"knives": Indicator("knives", "Knife crime")})
    assert list(outcome.all.indicators) == ["knives", "homicide", "satisfaction", "grant", "solved", "rate"]
    assert list(outcome.all.by_indicator) == ["knives", "homicide", "grant"]


def test_declarations_may_stand_in_another_workbook_and_after_the_readings(tmp_path: Path) -> None:
    readings = write_book(tmp_path / "readings.xlsx", {"Data": [LONG, ["Homicides", "2021/22", 53]]})
    declarations = write_book(tmp_path / "declarations.xlsx", {"KPIs": DECLARED})
    outcome = read_book(readings, declarations)
    assert outcome.findings == ()
    assert outcome.values == {"homicide@2021/22": "53"}


def test_paper_yaml_stands_where_a_workbook_declares_the_same(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021/22", 53]])
    outcome = read_book(path, declared={"homicide": HOMICIDE})
    assert outcome.all.indicators["homicide"] is HOMICIDE
    finding = outcome.only()
    assert (finding.rule, finding.severity) == ("indicator-duplicate", Severity.WARNING)
    assert finding.where == "kpi.xlsx › Indicators!A2"
    assert "paper.yaml:9" in finding.message


def test_two_declarations_in_workbooks_block(tmp_path: Path) -> None:
    path = write_book(tmp_path / "kpi.xlsx", {"Indicators": [*DECLARED, ["homicide", "Murder", "count"]]})
    outcome = read_book(path)
    assert outcome.all.indicators["homicide"].title == "Homicides"
    assert outcome.found == [("indicator-duplicate", "kpi.xlsx › Indicators!A7")]
    assert outcome.only().blocks


def test_an_undeclared_name_is_told_once_with_the_nearest(tmp_path: Path) -> None:
    rows = [["homocide", f"{year}", 1] for year in range(2001, 2004)]
    finding = read_book(write_long(tmp_path / "kpi.xlsx", rows)).only()
    assert (finding.rule, finding.where) == ("indicator-undeclared", "kpi.xlsx › Readings!A2")
    assert "“homocide”" in finding.message
    assert "2 more rows" in finding.message
    assert "“homicide”" in finding.hint


def test_a_title_that_two_indicators_share_names_neither(tmp_path: Path) -> None:
    rows = [["Indicator", "Title"], ["a", "Robbery"], ["b", "Robbery"]]
    path = write_book(tmp_path / "kpi.xlsx", {"Indicators": rows, "Data": [LONG, ["Robbery", "2021", 1]]})
    finding = read_book(path).only()
    assert finding.rule == "indicator-undeclared"
    assert finding.hint.startswith("a, b share this title")


@pytest.mark.parametrize(("second", "blocks"), [(54, True), (53, False)])
def test_one_period_under_two_names_is_found(tmp_path: Path, second: int, blocks: bool) -> None:
    rows = [["homicide", "2021/22", 53], ["Homicides", "Year ending March 2022", second]]
    outcome = read_book(write_long(tmp_path / "kpi.xlsx", rows))
    finding = outcome.only()
    assert (finding.rule, finding.where, finding.blocks) == ("reading-duplicate", "kpi.xlsx › Readings!C3", blocks)
    assert "kpi.xlsx › Readings!C2" in finding.message
    assert outcome.values == {"homicide@2021/22": "53"}


def test_one_reading_in_two_workbooks_is_found(tmp_path: Path) -> None:
    first = write_long(tmp_path / "a.xlsx", [["homicide", "2021/22", 53]])
    second = write_book(tmp_path / "b.xlsx", {"Data": [LONG, ["homicide", "2021/22", 54]]})
    finding = read_book(first, second).only()
    assert (finding.rule, finding.where) == ("reading-duplicate", "b.xlsx › Data!C2")
    assert "a.xlsx › Readings!C2" in finding.message


def test_a_hidden_sheet_is_left_out_with_a_warning_unless_it_is_mapped(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Indicators": DECLARED,
        "Data": [LONG, ["homicide", "2021", 4]],
        "Old": [LONG, ["homicide", "2020", 9]],
    }
    path = write_book(tmp_path / "kpi.xlsx", sheets, finish=lambda book: hide(book, "Old"))
    outcome = read_book(path)
    assert outcome.values == {"homicide@2021": "4"}
    assert (outcome.only().rule, outcome.only().where, outcome.only().blocks) == (
        "sheet-hidden",
        "kpi.xlsx › Old",
        False,
    )
    assert read_book(path, sheets=[SheetMapping("Old", "ignore")]).findings == ()
    mapped = read_book(path, sheets=[SheetMapping("old", "long")])
    assert mapped.values == {"homicide@2021": "4", "homicide@2020": "9"}


def hide(book: Workbook, name: str) -> None:
    sheet_of(book, name).sheet_state = "veryHidden"


def test_a_hidden_sheet_of_anything_else_is_passed_over(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Indicators": DECLARED, "Lists": [["yes", 1], ["no", 2]]}
    path = write_book(tmp_path / "kpi.xlsx", sheets, finish=lambda book: hide(book, "Lists"))
    assert read_book(path).findings == ()


def test_hidden_rows_are_read(tmp_path: Path) -> None:
    def hide_row(book: Workbook) -> None:
        sheet_of(book, "Data").row_dimensions[2].hidden = True

    sheets: dict[str, Rows] = {"Indicators": DECLARED, "Data": [LONG, ["homicide", "2021", 4]]}
    path = write_book(tmp_path / "kpi.xlsx", sheets, finish=hide_row)
    assert read_book(path).values == {"homicide@2021": "4"}


def test_a_sheet_of_numbers_without_headings_is_told_and_one_of_text_is_not(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Indicators": DECLARED,
        "About": [["Words"], ["More words"]],
        "Working": [["Total"], [5]],
    }
    outcome = read_book(write_book(tmp_path / "kpi.xlsx", sheets))
    assert outcome.found == [("sheet-unrecognised", "kpi.xlsx › Working")]
    assert not outcome.only().blocks


def test_a_sheet_that_is_nearly_recognised_is_told_with_what_it_has(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Indicators": DECLARED,
        "Data": [["Indicator", "When", "Value"], ["homicide", "2021", "four"]],
    }
    finding = read_book(write_book(tmp_path / "kpi.xlsx", sheets)).only()
    assert finding.rule == "sheet-unrecognised"
    assert "“Indicator”, “When”, “Value”" in finding.message


def test_a_workbook_of_nothing(tmp_path: Path) -> None:
    outcome = read_book(write_book(tmp_path / "kpi.xlsx", {"Sheet1": []}))
    assert outcome.found == [("workbook-empty", "kpi.xlsx")]


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021", 4]])
    finding = read_book(path, sheets=[SheetMapping("Reading", "long")]).only()
    assert (finding.rule, finding.where) == ("sheet-missing", "kpi.xlsx")
    assert "“Readings”" in finding.hint


def test_a_sheet_that_is_described_twice(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021", 4]])
    outcome = read_book(path, sheets=[SheetMapping("Readings", "ignore"), SheetMapping("readings", "long")])
    assert outcome.rules == ["sheet-mapped-twice"]
    assert outcome.values == {"homicide@2021": "4"}


def test_a_fault_down_a_whole_column_is_counted(tmp_path: Path) -> None:
    rows = [["homicide", str(year), "many"] for year in range(1900, 1950)]
    findings = read_book(write_long(tmp_path / "kpi.xlsx", rows)).findings
    assert len(findings) == 10
    assert "40 more like it" in findings[-1].message


def test_no_workbook_gives_what_is_declared(tmp_path: Path) -> None:
    outcome = read_book(declared={"homicide": HOMICIDE})
    assert (dict(outcome.all.indicators), outcome.values, outcome.findings) == ({"homicide": HOMICIDE}, {}, ())


# Formulas


def with_formula(folder: Path, formula: str, result: str | None, *, kind: str = "") -> Path:
    path = write_long(folder / "kpi.xlsx", [["homicide", "2021/22", formula], ["homicide", "2020/21", 52]])
    return path if result is None else keep_result(path, "xl/worksheets/sheet2.xml", "C2", result, kind=kind)


def test_a_formula_is_read_from_its_saved_result_and_kept(tmp_path: Path) -> None:
    reading = read_book(with_formula(tmp_path, "=SUM(D2:D9)", "53")).reading("homicide", "2021/22")
    assert (reading.value, reading.formula) == (Decimal(53), "=SUM(D2:D9)")


def test_a_formula_that_was_never_worked_out(tmp_path: Path) -> None:
    outcome = read_book(with_formula(tmp_path, "=SUM(D2:D9)", None))
    assert outcome.found == [("formula-without-value", "kpi.xlsx › Readings!C2")]
    assert "=SUM(D2:D9)" in outcome.only().message
    assert "Excel" in outcome.only().hint
    assert outcome.values == {"homicide@2020/21": "52"}


def test_a_formula_that_shows_nothing_is_a_blank(tmp_path: Path) -> None:
    path = with_formula(tmp_path, '=IF(D2="","",D2)', "", kind="str")
    assert read_book(path).rules == ["formula-without-value"]
    assert read_book(worked_out(path)).rules == ["reading-empty"]


def test_a_number_that_is_none_is_an_error_in_its_cell(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021", 4], ["homicide", "2020", 5]])
    edit_part(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace("<v>4</v>", "<v>NaN</v>"))
    outcome = read_book(path)
    assert outcome.found == [("cell-error", "kpi.xlsx › Readings!C2")]
    assert "NaN" in outcome.only().message
    assert outcome.values == {"homicide@2020": "5"}


def test_an_error_in_a_cell(tmp_path: Path) -> None:
    outcome = read_book(with_formula(tmp_path, "=D2/0", "#DIV/0!", kind="e"))
    assert outcome.found == [("cell-error", "kpi.xlsx › Readings!C2")]
    assert "#DIV/0!" in outcome.only().message


def test_a_shared_formula_is_kept_for_each_of_its_cells(tmp_path: Path) -> None:
    def share(xml: str) -> str:
        shared = '<c r="C2"><f t="shared" ref="C2:C3" si="0">D2*2</f><v>53</v></c>'
        return xml.replace('<c r="C2" t="n"><v>1</v></c>', shared).replace(
            '<c r="C3" t="n"><v>2</v></c>', '<c r="C3"><f t="shared" si="0"/><v>52</v></c>'
        )

    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021/22", 1], ["homicide", "2020/21", 2]])
    outcome = read_book(edit_part(path, "xl/worksheets/sheet2.xml", share))
    assert outcome.values == {"homicide@2021/22": "53", "homicide@2020/21": "52"}
    assert outcome.reading("homicide", "2020/21").formula == "=D3*2"


def test_a_formula_that_reaches_outside_is_read_as_saved_and_told(tmp_path: Path) -> None:
    outcome = read_book(with_formula(tmp_path, "=[1]Data!$A$1", "53"))
    assert outcome.values["homicide@2021/22"] == "53"
    assert outcome.found == [("formula-external", "kpi.xlsx › Readings!C2")]
    assert not outcome.only().blocks


def test_a_defined_name_that_points_outside_is_told(tmp_path: Path) -> None:
    def name(book: Workbook) -> None:
        book.defined_names["elsewhere"] = DefinedName("elsewhere", attr_text="[1]Data!$A$1:$B$9")
        book.defined_names["column"] = DefinedName("column", attr_text="Table1[Value]")

    path = write_book(tmp_path / "kpi.xlsx", {"Indicators": DECLARED}, finish=name)
    outcome = read_book(path)
    assert outcome.found == [("name-outside", "kpi.xlsx")]
    assert "“elsewhere”" in outcome.only().message


# Files that cannot be read


def test_a_workbook_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "kpi.xlsx").rule == "file-missing"


def test_a_csv_by_another_name(tmp_path: Path) -> None:
    path = tmp_path / "kpi.xlsx"
    path.write_text("Indicator,Period,Value\nhomicide,2021/22,53\n", encoding="utf-8")
    assert "CSV" in refusal(path).message


def test_a_workbook_of_before_2007_or_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "kpi.xls"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512))
    assert refusal(path).rule == "file-protected-or-old"


def test_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "kpi.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert refusal(path).rule == "file-not-workbook"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet2.xml", "<v>4</v>", "<v>4<v>"),
        ("xl/worksheets/sheet2.xml", "</sheetData>", ""),
        ("xl/workbook.xml", "</workbook>", ""),
        ("xl/styles.xml", "<styleSheet", "<styleSheet broken"),
        ("xl/worksheets/sheet2.xml", 't="inlineStr"><is><t>homicide</t></is>', 't="s"><v>999</v>'),
    ],
)
def test_a_damaged_workbook_is_said_to_be_damaged(tmp_path: Path, part: str, old: str, new: str) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021", 4]])
    edit_part(path, part, lambda xml: xml.replace(old, new))
    error = refusal(path)
    assert error.rule == "file-damaged"
    assert error.where.startswith("kpi.xlsx")


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as error:
        read_book(path)
    return error.value


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"]),
    st.integers(0, 3000),
    st.integers(0, 40),
    st.text('<>/"= 09aARr:!', max_size=4),
)
def test_a_garbled_part_is_read_or_refused_and_never_crashes(
    tmp_path: Path, part: str, start: int, size: int, instead: str
) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021", "=1"], ["homicide", datetime(2022, 3, 1), 4]])
    edit_part(path, part, lambda xml: xml[: start % len(xml)] + instead + xml[start % len(xml) + size :])
    assert refused_by_rule(path) in {"", "file-damaged", "file-not-workbook"}


def refused_by_rule(path: Path) -> str:
    try:
        read_book(path)
    except InputError as fault:
        return fault.rule
    return ""


# What other programs write


def test_a_wrong_stated_dimension_loses_nothing(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2020", 3], ["homicide", "2021", 4]])
    edit_part(
        path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace('<dimension ref="A1:C3"', '<dimension ref="A1:B2"')
    )
    assert read_book(path).values == {"homicide@2020": "3", "homicide@2021": "4"}


def test_cells_without_addresses_are_counted(tmp_path: Path) -> None:
    def strip(xml: str) -> str:
        for address in ("A2", "B2", "C2"):
            xml = xml.replace(f'<c r="{address}"', "<c")
        return xml

    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021", 4]])
    outcome = read_book(edit_part(path, "xl/worksheets/sheet2.xml", strip))
    assert outcome.reading("homicide", "2021").source.cell == "C2"


def test_shared_strings_are_read(tmp_path: Path) -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>other</t></si>'
        "<si><r><t>homi</t></r><r><t>cide</t></r></si></sst>"
    )
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021", 4]])
    inline = 't="inlineStr"><is><t>homicide</t></is>'
    edit_part(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(inline, 't="s"><v>1</v>'))
    edit_part(path, "xl/sharedStrings.xml", lambda xml: strings)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    edit_part(path, "[Content_Types].xml", lambda xml: xml.replace("</Types>", override))
    assert read_book(path).values == {"homicide@2021": "4"}


def test_thousands_of_rows_are_read(tmp_path: Path) -> None:
    count = 3_000
    names = {f"kpi-{n}": Indicator(f"kpi-{n}", f"KPI {n}", Unit.COUNT) for n in range(count // 100)}
    path = write_book(tmp_path / "kpi.xlsx", {"Data": [LONG]})
    rows = "".join(
        f'<row><c t="inlineStr"><is><t>kpi-{n // 100}</t></is></c><c><v>{1900 + n % 100}</v></c><c><v>{n}</v></c></row>'
        for n in range(count)
    )
    edit_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))
    outcome = read_book(path, declared=names)
    assert outcome.findings == ()
    assert len(outcome.values) == count
    assert outcome.reading("kpi-29", "1999").source.cell == f"C{count + 1}"
    assert outcome.reading("kpi-29", "1999").value == count - 1


def test_the_example_workbook_has_no_faults() -> None:
    path = MAY_2022 / "kpi.xlsx"
    outcome = read_book(path)
    assert outcome.findings == ()
    homicide = outcome.reading("homicide", "2021/22")
    assert homicide.value == 53
    assert homicide.compared_with == read_period("ye-2019-06")
    assert homicide.change is not None
    assert homicide.change.amount == Decimal("1.9")
