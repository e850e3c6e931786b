"""A workbook before any of it is understood: its sheets, areas, rows and cells."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from boardpaper.model.paper import SheetMapping
from boardpaper.sources.workbook import sheets
from boardpaper.sources.workbook.grid import WHOLE_SHEET, Area, NamedArea, SheetCell, SheetRow, cell_name, read_area
from boardpaper.sources.workbook.layouts import header_search
from boardpaper.sources.workbook.sheets import Sheet, open_book, read_rows
from tests.support.spreadsheets import DECLARED, LONG, Rows, edit_part, keep_result, read_book, sheet_of, write_book

SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("reference", "area"),
    [
        ("B7", (7, 2, 7, 2)),
        (" $b$7 ", (7, 2, 7, 2)),
        ("$A$4:$F$120", (4, 1, 120, 6)),
        ("A:F", (1, 1, 1_048_576, 6)),
        ("$C:$C", (1, 3, 1_048_576, 3)),
        ("4:9", (4, 1, 9, 16_384)),
        ("A", (1, 1, 1_048_576, 1)),
        ("7", (7, 1, 7, 16_384)),
        ("B2:C", (2, 2, 1_048_576, 3)),
        ("B2:9", (2, 2, 9, 16_384)),
        ("A1:A1", (1, 1, 1, 1)),
        ("Z1", (1, 26, 1, 26)),
        ("AA1", (1, 27, 1, 27)),
        ("AZ1", (1, 52, 1, 52)),
        ("XFD1048576", (1_048_576, 16_384, 1_048_576, 16_384)),
        *((text, None) for text in ("", ":", ":B2", "XFE1", "A1048577", "A0", "C2:B3", "B3:C2", "A1:XFE9", "total")),
    ],
)  # fmt: skip
def test_areas(reference: str, area: tuple[int, int, int, int] | None) -> None:
    assert read_area(reference) == (Area(*area) if area else None)


def test_an_area_holds_its_edges() -> None:
    area = Area(2, 3, 4, 6)
    assert [(row, area.holds(row, 4)) for row in (1, 2, 4, 5)] == [(1, False), (2, True), (4, True), (5, False)]
    assert [(at, area.holds(3, at)) for at in (2, 3, 6, 7)] == [(2, False), (3, True), (6, True), (7, False)]


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (Area(4, 6, 9, 9), True),
        (Area(1, 1, 2, 3), True),
        (Area(5, 3, 9, 6), False),
        (Area(1, 3, 1, 6), False),
        (Area(2, 7, 4, 9), False),
        (Area(2, 1, 4, 2), False),
        (Area(3, 4, 3, 5), True),
        (WHOLE_SHEET, True),
    ],
)
def test_areas_that_share_a_cell(other: Area, overlaps: bool) -> None:
    area = Area(2, 3, 4, 6)
    assert area.overlaps(other) is overlaps
    assert other.overlaps(area) is overlaps


def test_cells_are_named_as_excel_does() -> None:
    assert [cell_name(row, column) for row, column in ((1, 1), (14, 4), (9, 28))] == ["A1", "D14", "AB9"]


def made(folder: Path) -> Path:
    def finish(book: Workbook) -> None:
        data = sheet_of(book, "Data")
        data.merge_cells("A2:A4")
        data.merge_cells("C2:D2")
        table = Table(displayName="Readings", ref="A1:C5")
        table.totalsRowCount = 2
        data.add_table(table)
        data.add_table(Table(displayName="Small", ref="E1:F3"))
        data["G2"].number_format = "0%"
        data["H2"] = "=A1"
        sheet_of(book, "Old").sheet_state = "hidden"
        book.create_chartsheet("Chart", 1).add_chart(BarChart())
        names = {
            "total": "Data!$B$2", "in_quotes": "'Data'!$A$1:$B$9", "apostrophe": "'It''s'!A1", "whole": "Old!$A:$B",
            "outside": "[1]Data!$A$1", "outside_too": "'[2]Our data'!$A$1", "formula": "SUM(Data!$A$1)",
            "two": "Data!$A$1,Data!$B$2", "number": "5", "column": "Readings[Value]", "gone": "#REF!",
        }  # fmt: skip
        for name, target in names.items():
            book.defined_names[name] = DefinedName(name, attr_text=target)
        data.print_area = "A1:B2"

    rows: Rows = [
        [*LONG, None, "a", "b", 0.5, None],
        ["merged", 1, "over", None, " ", True, 0.64],
        [None, 2],
        [],
        [None, 3],
        ["below"],
    ]
    path = write_book(folder / "kpi.xlsx", {"Data": rows, "Old": [["x"]], "It's": []}, finish=finish)
    return saved(keep_result(path, SHEET, "H2", "7"), "2022-05-24T09:30:15Z")


def saved(path: Path, modified: str) -> Path:
    return edit_part(path, "docProps/core.xml", lambda xml: re.sub(r"(W3CDTF\">)[^<]*", rf"\g<1>{modified}", xml))


def test_a_book_knows_its_sheets_and_names(tmp_path: Path) -> None:
    with open_book(made(tmp_path), "kpi.xlsx") as book:
        assert [(each.name, each.hidden, each.has_formulas) for each in book.sheets] == [
            ("Data", False, True),
            ("Old", True, False),
            ("It's", False, False),
        ]
        assert book.sheets[0].merges == (Area(2, 1, 4, 1), Area(2, 3, 2, 4))
        assert book.sheets[0].tables == (
            NamedArea("Readings", "Data", Area(1, 1, 3, 3)),
            NamedArea("Small", "Data", Area(1, 5, 3, 6)),
        )
        assert book.names == (
            NamedArea("total", "Data", Area(2, 2, 2, 2)),
            NamedArea("in_quotes", "Data", Area(1, 1, 9, 2)),
            NamedArea("apostrophe", "It's", Area(1, 1, 1, 1)),
            NamedArea("whole", "Old", Area(1, 1, 1_048_576, 2)),
        )
        assert book.outside_names == ("outside", "outside_too")
        assert (book.name, book.modified, len(book.sha256)) == ("kpi.xlsx", "2022-05-24T09:30:15Z", 64)
        assert book.sheet(" dATA ") is book.sheets[0]
        assert book.sheet("Chart") is None


def test_rows_hold_what_is_filled_and_what_is_merged_downwards(tmp_path: Path) -> None:
    with open_book(made(tmp_path), "kpi.xlsx") as book:
        rows = {row.number: row.cells for row in read_rows(book, book.sheets[0])}
    merged = SheetCell(2, 1, "merged", "@")
    assert rows[2] == {
        1: merged, 2: SheetCell(2, 2, 1), 3: SheetCell(2, 3, "over", "@"), 6: SheetCell(2, 6, True),
        7: SheetCell(2, 7, 0.64, "0%"), 8: SheetCell(2, 8, 7, formula="=A1"),
    }  # fmt: skip
    assert rows[3] == {1: merged, 2: SheetCell(3, 2, 2)}
    assert rows[4] == {1: merged}
    assert rows[5] == {2: SheetCell(5, 2, 3)}
    assert rows[6] == {1: SheetCell(6, 1, "below", "@")}
    assert list(rows) == [1, 2, 3, 4, 5, 6]
    assert rows[2][7].name == "G2"


@pytest.mark.parametrize("chunk", [1, 7, 64, 500])
def test_merges_and_formulas_are_found_wherever_a_chunk_ends(
    chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path)
    with open_book(path, "kpi.xlsx") as book:
        whole = book.sheets
    monkeypatch.setattr(sheets, "_CHUNK", chunk)
    with open_book(path, "kpi.xlsx") as book:
        assert book.sheets == whole


@pytest.mark.parametrize(
    ("modified", "told"),
    [
        ("2022-05-24T09:30:15Z", "2022-05-24T09:30:15Z"),
        ("2022-05-24T09:30:15+01:00", "2022-05-24T08:30:15Z"),
        ("2022-05-24T09:30:15.987", "2022-05-24T09:30:15Z"),
        ("", ""),
    ],
)
def test_when_a_workbook_was_saved(modified: str, told: str, tmp_path: Path) -> None:
    with open_book(saved(made(tmp_path), modified), "kpi.xlsx") as book:
        assert book.modified == told


def search(rows: int, *starts: int) -> tuple[int, int, bool]:
    names = [NamedArea("a", "Data", Area(start, 1, start + 9, 1)) for start in starts]
    table = tuple(NamedArea("t", "Data", Area(start, 1, start + 9, 1)) for start in starts[1:])
    filled = (SheetRow(number, {1: SheetCell(number, 1, 1)}) for number in range(1, rows + 1))
    kept, complete = header_search(filled, Sheet("Data", False, False, tables=table), names[:1])
    return len(kept), kept[-1].number, complete


def test_headings_are_looked_for_at_the_top_of_the_sheet_its_tables_and_names() -> None:
    assert search(500) == (500, 500, True)
    assert search(501) == (500, 500, False)
    assert search(2000, 700) == (560, 759, False)
    assert search(2000, 700, 1500) == (620, 1559, False)
    assert search(560, 501) == (560, 560, True)
    assert search(561, 501) == (560, 560, False)


@pytest.mark.parametrize(("above", "found"), [(59, True), (60, False)])
def test_headings_stand_in_the_first_sixty_filled_rows(above: int, found: bool, tmp_path: Path) -> None:
    rows: Rows = [*([["note"]] * above), LONG, ["homicide", "2021", 5]]
    outcome = read_book(write_book(tmp_path / "kpi.xlsx", {"Indicators": DECLARED, "Data": rows}))
    assert outcome.values == ({"homicide@2021": "5"} if found else {})


@pytest.mark.parametrize("formula_kept", [True, False])
def test_long_sheets_are_read_to_their_end(formula_kept: bool, tmp_path: Path) -> None:
    rows: Rows = [LONG, *(["homicide", str(1000 + number), number] for number in range(700))]
    path = write_book(tmp_path / "kpi.xlsx", {"Data": rows, "Indicators": DECLARED})
    if formula_kept:
        edit_part(path, SHEET, lambda xml: xml.replace("<v>699</v>", "<f>A1</f><v>699</v>"))
    outcome = read_book(path)
    assert (len(outcome.values), outcome.findings) == (700, ())
    assert outcome.reading("homicide", "1699").formula == ("=A1" if formula_kept else "")


def test_a_merged_heading_reaches_over_two_hundred_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ["Indicator", "Value"],
        [None, *(str(1500 + number) for number in range(210))],
        ["homicide", *range(210)],
    ]

    def merge(book: Workbook) -> None:
        for area in ("A1:A2", "B1:HC1"):
            sheet_of(book, "Data").merge_cells(area)

    path = write_book(tmp_path / "kpi.xlsx", {"Indicators": DECLARED, "Data": rows}, finish=merge)
    assert len(read_book(path).values) == 210
    mapped = read_book(path, sheets=[SheetMapping("data", "wide")])
    assert len(mapped.values) == 210
