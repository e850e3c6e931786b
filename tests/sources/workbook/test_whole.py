"""Whole workbooks with all that is read from them and said of them, as kept texts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import fields
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.kpi import Period
from boardpaper.model.paper import SheetMapping
from boardpaper.model.period import period_id
from tests.support.spreadsheets import (
    DECLARED,
    LONG,
    Outcome,
    Rows,
    keep_result,
    read_book,
    sheet_of,
    write_book,
)
from tests.support.told import told

HEADED = ["Indicator", "Title", "Unit", "Unit name", "Measure", "Decimals", "Change decimals", "Polarity", "Current",
          "Baseline", "Denominator", "Derived", "Suppress below", "Source", "Scorecard", "Note"]  # fmt: skip
ALL_LONG = [*LONG, "Marker", "Change", "Change type", "Compared with", "Paragraph", "Source", "Note"]


@dataclass(frozen=True)
class Book:
    """A workbook to be read. `results` are what the formulas of its second sheet say."""

    sheets: Mapping[str, Rows]
    mappings: tuple[SheetMapping, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    finish: tuple[Callable[[Workbook], object], ...] = ()
    results: Mapping[str, str] = field(default_factory=dict)


def data(rows: Rows, *mappings: SheetMapping, declared: Rows = DECLARED, **more: object) -> Book:
    return Book({"Indicators": declared, "Data": rows}, mappings, **more)  # type: ignore[arg-type]


def merged(*areas: str, sheet: str = "Data") -> Callable[[Workbook], None]:
    def finish(book: Workbook) -> None:
        for area in areas:
            sheet_of(book, sheet).merge_cells(area)

    return finish


def hidden(sheet: str) -> Callable[[Workbook], None]:
    def finish(book: Workbook) -> None:
        sheet_of(book, sheet).sheet_state = "hidden"

    return finish


def named(**targets: str) -> Callable[[Workbook], None]:
    def finish(book: Workbook) -> None:
        for name, target in targets.items():
            book.defined_names[name] = DefinedName(name, attr_text=target)

    return finish


def tables(*areas: str) -> Callable[[Workbook], None]:
    def finish(book: Workbook) -> None:
        for number, area in enumerate(areas):
            sheet_of(book, "Data").add_table(Table(displayName=f"Table{number}", ref=area))

    return finish


def years(first: int, count: int, value: object, indicator: str = "homicide") -> Rows:
    return [[indicator, str(year), value] for year in range(first, first + count)]


BOOKS = {
    "declarations": Book(
        {
            "Indicators": [
                ["Our indicators"],
                HEADED,
                ["homicide", "Homicides", "count", "offences", "Violence", 0, 1, "lower", "2021/22", "ye-2019-06", "",
                 "", 5, "Police", "yes", "A note"],
                ["Violence"],
                ["share", "Share", "Percent", None, None, 1, 6, "HIGHER", "2021/22 [p]", None, "homicide",
                 "share(homicide, all)", "£3", None, "no"],
                ["all", "All", "count", None, None, None, None, "neutral", None, None, None, None, None, None, "✓"],
                ["Bad Id", "Bad id"],
                [None, "No id"],
                ["no-title"],
                ["no-title", None, "count"],
                ["odd", "Odd", "furlongs", None, None, 7, "x", "up", "last year", "2020/22", "al", "half(a)", "-1",
                 None, "maybe"],
                ["odd-2", "Odd", None, None, None, "1.5", -1, None, None, None, None, "share(all)", "5%", None, "Y"],
                ["odd-3", "Odd", None, None, None, 6, "٣", None, None, None, None, "sum(all, non)", "few", None, "N"],
                ["homicide", "Again"],
                ["#REF!", "Error"],
                ["error", "#N/A", "count"],
                ["year", "Year", None, None, None, None, None, None, datetime(2022, 3, 31), datetime(2022, 3, 1)],
            ]
        },
        formats={"Indicators!I17": "dd/mm/yyyy", "Indicators!J17": "mmm-yy"},
    ),
    "derivations": Book(
        {
            "Indicators": [
                ["Indicator", "Title", "Unit", "Derived"],
                ["a", "A", "count"],
                ["b", "B", "gbp"],
                ["itself", "Itself", "count", "sum(a, itself)"],
                ["loop", "Loop", "count", "difference(a, pool)"],
                ["pool", "Pool", "count", "sum(loop)"],
                ["mixed", "Mixed", "count", "sum(a, a, b)"],
                ["pounds", "Pounds", "count", "sum(b, b)"],
                ["share", "Share", "count", "share(a, b)"],
                ["right", "Right", "percent", "share(a, b)"],
                ["lost", "Lost", "count", "sum(a, paol, c)"],
                ["year", "Year", "count", "rolling_sum(a, 120)"],
                ["years", "Years", "count", "rolling_sum(year, 41)"],
                ["decades", "Decades", "count", "rolling_sum(year, 42)"],
                ["both", "Both", "count", "sum(decades, years)"],
                ["inside", "Inside", "count", "sum(pool, a)"],
                *([f"d{n}", f"D{n}", "count", f"sum(d{n + 1})"] for n in range(23)),
                ["d23", "D23", "count"],
                ["of-odd", "Of odd", "count", "sum(odd)"],
                ["odd", "Odd", "count", "sum(nothing)"],
            ]
        }
    ),
    "long": data(
        [
            ALL_LONG,
            ["homicide", "2021/22", 53, "p, r", "+1.9%", None, "Year ending June 2019", 5, "Police", "As printed"],
            ["Homicides", "2020/21", None, None, -9, "count", "2019/20"],
            ["homicide", "2019/20", None, "x"],
            ["homicide", "2018/19", None, None, "[x]"],
            ["homicide", "2017/18", "[c]", None, "no change"],
            ["homicide", "2016/17", 3, "[c]"],
            ["homicide", "2015/16", None],
            ["homicide", None, 5],
            ["homicide", None, None, None, "5%"],
            ["homicide", None, None, "p"],
            ["homicide", None, None, None, None, "count"],
            ["homicide", "last year", 5],
            ["homicide", "#N/A", 5],
            ["homicide", "2014/15", "many"],
            ["homicide", "2013/14", 5, "q"],
            ["homicide", "2012/13", 5, None, 5, "count", "soon"],
            ["homicide", "2011/12 [e]", 5, "p"],
            [None, "2010/11", 5],
            [None, "2010/11", None, None, "5%"],
            [None, "2010/11"],
            ["#REF!", "2010/11", 5],
            ["homocide", "2010/11", 5],
            ["homocide", "2009/10", 5],
            ["A sub-heading"],
            ["knives", "2009/10"],
            ["grants", "2009/10", None, None, 5],
            ["  HOMICIDES ", "2008/09", 8],
            ["homicide", "Year ending March 2022", 53, "p, r", "+1.9%"],
            ["homicide", "2020/21", 54],
            ALL_LONG,
            ["rate", "2021", 0.0004],
            ["rate", "2022", 0.0005],
            ["rate", "2023", "-0.0004 [k]"],
            ["rate", "2024", 0],
            ["satisfaction", "2021", 0.64],
        ],
        formats={"Data!C36": "0%"},
    ),
    "wide": data(
        [
            ["Figures"],
            ["Indicator", "2020/21 [r]", "2021/22", "Marker", "Change", "Change type", "Compared with", "Paragraph",
             "Source", "Note", "2022/23", "2023/25", "Owner", "Q5"],
            ["homicide", 52, 53, "p", 1.9, "percent", "2020/21", 5, "Police", "Both", None, 1, "Ann", 2],
            ["satisfaction", "61%", "64%", None, "+3 pp", None, None, None, None, None, "[x]"],
            ["solved", "1 in 4", None, None, -1, "count"],
            ["grant", None, None, "p"],
            ["grant", None, None, None, None, None, None, 7],
            ["rate", None, 0.5, "e", 0.1, "count"],
            ["Violence"],
            ["knives", 5],
            [None, 5],
            [None, None, None, None, 5],
        ],
        declared=[["Indicator", "Title", "Unit", "Current", "Baseline"],
                  ["homicide", "Homicides", "count", "Year ending March 2022"],
                  ["satisfaction", "Satisfied", "percent", "2021/22", "2020/21"],
                  ["solved", "Solved", "one-in", "2019"], ["grant", "Grant", "gbp"], ["rate", "Rate", "ratio"]],
    ),
    "changes": data(
        [
            [*LONG, "Change", "Change type", "Compared with"],
            ["homicide", "2018", 100],
            ["homicide", "2019", 150, 50, "percent", "2018"],
            ["homicide", "2020", 151, 50, "percent", "2018"],
            ["homicide", "2021", 140, -11.5, "count", "2020"],
            ["homicide", "2022", 140, "0.4%", None, "2021"],
            ["homicide", "2023", 140, "0.05%", None, "2021"],
            ["homicide", "2024", 140, "-0.06%", None, "2021"],
            ["homicide", "2025", 140, "2-fold", None, "2021"],
            ["homicide", "2026", None, 7, "count", "2021"],
            ["homicide", "2027", 5, 7, "count", "2026"],
            ["homicide", "2028", 5, 7, "count", "1990"],
            ["homicide", "2029", 5, "7 pp", None, "2021"],
            ["satisfaction", "2018", "50%"],
            ["satisfaction", "2019", "52.5%", "+3.5 pp", None, "2018"],
            ["satisfaction", "2020", "52.5%", "+4.0 pp", None, "2018"],
            ["satisfaction", "2021", "52.5%", "+3.55 pp", None, "2018"],
            ["satisfaction", "2022", "52.5%", "3%", "percent", "2018"],
            ["satisfaction", "2023", "52.5%", 3, "count", "2018"],
            ["debt", "2018", -100],
            ["debt", "2019", -150, "50%", None, "2018"],
            ["debt", "2020", -150, "-50%", None, "2018"],
            ["debt", "2021", 0],
            ["debt", "2022", 5, "5%", None, "2021"],
            ["rare", "2018", 4],
            ["rare", "2019", 40, 1, "count", "2018"],
            ["rare", "2020", 50, 1, "count", "2019"],
            ["based", "2018", 10],
            ["based", "2019", 20, 5, "count"],
            ["based", "2017", 30, 5, "count"],
        ],
        declared=[["Indicator", "Title", "Unit", "Suppress below", "Baseline"], ["homicide", "Homicides"],
                  ["satisfaction", "Satisfied", "percent"], ["debt", "Debt", "gbp"], ["rare", "Rare", None, 5],
                  ["based", "Based", None, None, "2018"]],
    ),
    "runs-of-faults": Book(
        {
            "Indicators": DECLARED,
            "Data": [LONG, *years(1900, 11, "many"), *years(1950, 1200, 1, "homocide"), *years(1920, 10, 0.4)],
            "More": [LONG, *years(1930, 10, "many"), *years(1940, 13, "few [q]")],
        }
    ),
    "linked": data(
        [LONG, ["homicide", "2021/22", "=[1]Data!A1"], ["homicide", "2020/21", "=[1]Data!A2+1"],
         ["homicide", "2019/20", "=A9+SUM(B1:B2)"]],
        results={"C2": "53", "C3": "52", "C4": "51"},
    ),
    "map": data(
        [["Homicides", 53, 54], [None, "£5m"], ["Both", 64, 0.5], [7, "x"], ["many"]],
        SheetMapping("DATA ", "cells", cells={
            "homicide@2021/22": "B1", "homicide @ 2020/21": " $C$1 ", "Homicides@2019": "total", "grant": "B2",
            "satisfaction@2021": "B3:C3", "satisfaction@2022": "A3:B3", "rate@2021": "nowhere",
            "rate@2022": "elsewhere", "rate@2023": "column", "rate@2024": "XFE1", "rate": "B1", "rate@soon": "B1",
            "rats@2021": "B1", "solved@2021": "A5", "solved@2022": "E9", "rate@2025": "one", "rate@2026": "A4",
            "rate@2027": "B4",
        }),
        declared=[["Indicator", "Title", "Unit", "Current"], ["homicide", "Homicides"],
                  ["grant", "Grant", "gbp", "2021"], ["satisfaction", "Satisfied", "percent"],
                  ["rate", "Rate", "ratio"], ["solved", "Solved", "one-in"]],
        finish=(
            merged("B3:C3"),
            named(total="Indicators!$H$9", elsewhere="Gone!$A$1", column="Data!$A:$A", ONE="'Data'!$A$4"),
            lambda book: sheet_of(book, "Indicators").__setitem__("H9", 99),
        ),
    ),
    "mapped": Book(
        {
            "Indicators": DECLARED,
            "Long": [["KPI", "When", "Number", "Value"], ["homicide", "2019", 1, 9], ["Key", "When", "Number"],
                     ["homicide", "2021", 5, 9], ["homicide", "2022", "=Long!C4", 9]],
            "Wide": [["Name", "This year", "Last year", "Kind", "2019"], ["homicide", 53, 52, "count", 9]],
            "Lost": [["KPI", "Period", "Change"], ["homicide", "2020", "5%"]],
            "Half": [["KPI", "Period"], ["homicide", "2020"]],
            "Split": [["Indicator"], [None, "Period"], [None, None, "Value"]],
            "Blank": [],
            "Old": [LONG, ["homicide", "2010", 4]],
            "Said": [["Indicator", "Title"], ["knives", "Knives"]],
        },
        (
            SheetMapping("Long", "long", 3, {"indicator": "KEY", "period": "When:", "value": "number"}),
            SheetMapping("Wide", "wide", columns={"2021/22": "This year", "2020/21": "Last year",
                                                   "change_type": "Kind"}, indicator_column="Name"),
            SheetMapping("Lost", "long", 0, {"indicator": "KPI"}),
            SheetMapping("Half", "long", 1, {"indicator": "KPI"}),
            SheetMapping("Split", "long"),
            SheetMapping("Blank", "long"),
            SheetMapping("Old", "ignore"),
            SheetMapping("Gone", "long"),
            SheetMapping("half", "long", 9, {"indicator": "KPI"}),
        ),
    ),
    "headings": Book(
        {
            "Indicators": DECLARED,
            "Merged": [["Indicator", "2020/21", None, "2021/22", None, "Note"],
                       [None, "Value", "Marker", "Value", "Note"], ["homicide", 52, "r", 53, "Implied", "All"]],
            "Under": [["Indicator", "Value", None, None, "Source"], [None, "2018", "2019", date(2017, 1, 1)],
                      ["homicide", 50, 51, 49, "Police"]],
            "Both": [["Indicator", "Value", None, "Change"], [None, "1988", "1989", "1988", "1989"],
                     ["homicide", 5, 6, "+1", "+2"]],
            "Reaching": [["Indicator", "2010", None, "2011"], [None, "Value", "Change", "Value"],
                         ["homicide", 5, "up 3", 6], ["homicide", None, None, "[x]"]],
            "Gap": [["Indicator", "2005", "2006"], [], [None, "Value", "Value"], ["homicide", 7, 8]],
            "Twice": [[*LONG, "VALUE", "Period"], ["homicide", "2004", 9, 10, "2003"]],
            "Twice wide": [["Indicator", "2001", "2002", "2001", "Note", "Note"], ["homicide", 1, 2, 3, "a", "b"]],
            "Titles": [["Indicator", "Title", "2000", "1999 (rough)", "1998"], ["knives", "Knives", 4, 5, 6]],
            "Dates": [["Indicator:", datetime(2022, 1, 1), datetime(2022, 3, 31), 1997], ["rate", 1, 2, 3]],
        },
        finish=(
            merged("A1:A2", "B1:C1", "D1:E1", "F1:F2", sheet="Merged"),
            merged("A1:A2", "B1:D1", "E1:E2", sheet="Under"),
            merged("A1:A2", "B1:C1", "D1:E1", sheet="Both"),
        ),
        formats={"Under!D2": "yyyy", "Dates!B1": "mmm-yy", "Dates!C1": "dd/mm/yyyy"},
    ),
    "tables": data(
        [
            ["Title", None, None, None, "Indicator", "2018", "2019"],
            [*LONG, None, "homicide", 8, 9],
            ["homicide", "2021", 5, None, "homicide", 7, 7],
            ["homicide", "2022", 6],
            ["homicide", "2023", 7],
            [None, "2024", 8],
            ["unknown", "2025", 9],
            [],
            ["homicide", "2026", 10],
        ],
        finish=(tables("A2:C4", "E1:G2"), named(inside="Data!$A$2:$C$3", lone="Data!$A$2:$C$2")),
    ),
    "names": data(
        [LONG, ["homicide", "2021", 5], [*LONG], ["homicide", "2022", 6], ["homicide", "2023", 7]],
        finish=(
            named(small="Data!$A$1:$C$2", large="Data!$A$3:$C$5", other="Indicators!$A$1:$C$9", b="Data!$A$3:$C$5"),
        ),
    ),
    "names-in-names": data(
        [["Note"], LONG, ["homicide", "2021", 5], [*LONG], ["homicide", "2022", 6], ["homicide", "2023", 7]],
        finish=(named(inner="Data!$A$4:$C$5", outer="Data!$A$2:$C$6", again="Data!$A$2:$C$6", wider="Data!$A$4:$E$6"),),
    ),
    "sheets-of-nothing": Book(
        {
            "Indicators": DECLARED,
            "Words": [["Words"], ["Indicator of things"]],
            "Numbers": [["Total"], [5]],
            "Yes": [["Agreed"], [True]],
            "Near": [["Plan"], ["Indicator", "When", 7, True], ["homicide", "2021", 5]],
            "Hidden": [LONG, ["homicide", "2020", 4]],
            "Lists": [["yes", 1]],
        },
        finish=(hidden("Hidden"), hidden("Lists")),
    ),
    "nothing-at-all": Book({"Sheet": []}),
}  # fmt: skip


def record_told(record: Struct) -> str:
    """What a record holds beside its defaults, in a line."""
    held = ((each.name, getattr(record, each.name), each.default) for each in fields(record))
    return " | ".join(f"{name} {value_told(value)}" for name, value, usual in held if value != usual)


def value_told(value: object) -> str:
    if isinstance(value, Period):
        return period_id(value)
    if isinstance(value, Struct) and type(value).__str__ is Struct.__str__:
        return f"({record_told(value)})"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def lines(outcome: Outcome) -> Iterator[str]:
    for indicator in outcome.all.indicators.values():
        yield record_told(indicator)
    for readings in outcome.all.by_indicator.values():
        yield from (record_told(reading).replace(reading.source.sha256, "HASH") for reading in readings.values())
    for name, period in sorted(outcome.all.unread, key=lambda each: (each[0], (each[1] and period_id(each[1])) or "")):
        yield f"unread: {name}{f'@{period_id(period)}' if period else ''}"
    yield told(outcome.findings)


def outcome_of(book: Book, folder: Path) -> Outcome:
    def finish(made: Workbook) -> None:
        for step in book.finish:
            step(made)

    path = write_book(folder / "kpi.xlsx", book.sheets, formats=book.formats, finish=finish)
    for cell, result in book.results.items():
        keep_result(path, "xl/worksheets/sheet2.xml", cell, result)
    return read_book(path, sheets=book.mappings)


@pytest.mark.parametrize("name", BOOKS)
def test_whole_workbooks(name: str, tmp_path: Path, kept: SnapshotAssertion) -> None:
    assert "\n".join(lines(outcome_of(BOOKS[name], tmp_path))) == kept
