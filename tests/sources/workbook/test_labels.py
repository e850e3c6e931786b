"""Cells that paper.yaml names by their addresses remember what they stood under."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook

from boardpaper.model.kpi import CellLabels, Indicator
from boardpaper.model.paper import SheetMapping
from boardpaper.model.period import read_period
from tests.support.spreadsheets import Outcome, Rows, read_book, sheet_of, write_book

TABLE: Rows = [
    ["Crime in the county"],
    [],
    ["Crime", "Unit", "2023/24", "2024/25"],
    ["Robbery", "offences", 10, 12],
    ["Burglary", "offences", 50, 40],
    ["Theft", "offences", 9, 8],
]
CURRENT = read_period("2024/25")
DECLARED = {
    name: Indicator(name, title, current=CURRENT)
    for name, title in (("homicide", "Homicides"), ("theft", "Theft"), ("all", "All crime"))
}


def mapping(**cells: str) -> SheetMapping:
    return SheetMapping(
        "Data", "cells", cells={key.replace("__", "@20").replace("_", "/"): at for key, at in cells.items()}
    )


def outcome(folder: Path, rows: Rows, sheet: SheetMapping, merge: str = "") -> Outcome:
    def finish(book: Workbook) -> None:
        for area in merge.split():
            sheet_of(book, "Data").merge_cells(area)

    path = write_book(folder / "kpi.xlsx", {"Data": rows}, finish=finish)
    return read_book(path, declared=DECLARED, sheets=[sheet])


def labels(folder: Path, rows: Rows, cell: str, merge: str = "") -> tuple[str, str]:
    found = outcome(folder, rows, mapping(homicide=cell), merge).reading("homicide", "2024/25").source.labels
    assert found is not None
    assert found.reading == "homicide@2024/25"
    return found.row, found.column


def test_a_cell_remembers_the_words_of_its_row_and_of_its_column(tmp_path: Path) -> None:
    assert labels(tmp_path, TABLE, "D5") == ("Burglary | offences", "2024/25")
    assert labels(tmp_path, TABLE, "$d$4") == ("Robbery | offences", "2024/25")


@pytest.mark.parametrize(
    ("rows", "cell", "merge", "row", "column"),
    [
        ([["", "A", 2024, 2025], ["x", "y", 3, 4], ["z", "w", 5, 6]], "D3", "", "z | w", "2025"),
        ([["", "2024", None], ["", "Value", "Rate"], ["x", 3, 4]], "C3", "B1:C1", "x", "2024 | Rate"),
        ([["", "2024"], ["x", "[c]"], ["y", "n/a"], ["z", "to follow"], ["w", 7]], "B5", "", "w", "2024"),
        ([["", "2024"], ["Kent"], ["x", 5], ["Essex"], ["x", 6]], "B5", "", "Essex | x", "2024"),
        ([["", "2024"], ["x", 5], [], ["", "2025"], ["x", 6]], "B5", "", "x", "2025"),
        ([["", "2024"], ["x", 5], [], ["More", "2025"], ["x", 6]], "B5", "", "x", "2025"),
        ([["Kent", "x", 5], [None, "y", 6]], "C2", "A1:A2", "Kent | y", ""),
        ([["x [note 1]\n two", 5]], "B1", "", "x two", ""),
        ([[5]], "A1", "", "", ""),
    ],
)
def test_where_words_stand(rows: Rows, cell: str, merge: str, row: str, column: str, tmp_path: Path) -> None:
    assert labels(tmp_path, rows, cell, merge) == (row, column)


def test_a_defined_name_moves_with_its_cell_and_remembers_nothing(tmp_path: Path) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    def finish(book: Workbook) -> None:
        book.defined_names["total"] = DefinedName("total", attr_text="Data!$D$5")

    path = write_book(tmp_path / "kpi.xlsx", {"Data": TABLE}, finish=finish)
    found = read_book(path, declared=DECLARED, sheets=[mapping(homicide="total")])
    assert found.reading("homicide", "2024/25").source.labels is None


REMEMBERED = CellLabels("Burglary | offences", "2024/25", "homicide@2024/25")


def with_row(rows: Rows, at: int, row: list[object]) -> Rows:
    return [*rows[:at], row, *rows[at:]]


def with_column(rows: Rows, at: int, heading: str) -> Rows:
    return [[*row[:at], heading if row[0] == "Crime" else 7, *row[at:]] if len(row) > 1 else row for row in rows]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (with_row(TABLE, 3, ["Arson", "offences", 1, 2]), "row 6 now"),
        (with_row(TABLE, 5, ["Arson", "offences", 1, 2]), ""),
        (with_column(TABLE, 2, "2022/23"), "column E now"),
        (with_column(TABLE, 4, "2025/26"), ""),
        (with_column(TABLE, 1, "Area"), "column E now"),
        ([row for row in TABLE if row[:1] != ["Burglary"]], "nowhere on the sheet now"),
        ([[*row[:1], "offences", *row[2:]] if row[:1] == ["Theft"] else row for row in TABLE], ""),
        ([["BURGLARY [note 1]", *row[1:]] if row[:1] == ["Burglary"] else row for row in TABLE], ""),
    ],
)
def test_a_row_or_column_that_is_put_in_is_found(rows: Rows, told: str, tmp_path: Path) -> None:
    sheet = replace(mapping(homicide="D5"), remembered={"homicide": REMEMBERED})
    found = outcome(tmp_path, rows, sheet)
    if not told:
        assert (found.values, found.findings) == ({"homicide@2024/25": "40"}, ())
        return
    assert found.values == {}
    assert found.found == [("mapped-label-changed", "kpi.xlsx › Data!D5")]
    assert f"stands in {told}" in found.only().message or f"stands {told}" in found.only().message
    assert ("homicide", CURRENT) in found.all.unread


def test_of_another_period_only_the_row_is_remembered(tmp_path: Path) -> None:
    sheet = mapping(homicide="D5")
    earlier = CellLabels("Burglary | offences", "2023/24", "homicide@2023/24")
    assert outcome(tmp_path, TABLE, replace(sheet, remembered={"homicide": earlier})).findings == ()
    other = replace(earlier, row="Robbery | offences")
    assert outcome(tmp_path, TABLE, replace(sheet, remembered={"homicide": other})).rules == ["mapped-label-changed"]
    of_another = replace(other, reading="theft@2023/24")
    assert outcome(tmp_path, TABLE, replace(sheet, remembered={"homicide": of_another})).findings == ()


@pytest.mark.parametrize(
    ("row", "column", "sound"),
    [
        ("Burglary", "", True),
        ("burglary | Offences", "2024/25", True),
        ("Robbery", "", False),
        ("Burglary", "2023/24", False),
        ("Burg", "", False),
    ],
)
def test_what_paper_yaml_says_holds_at_every_reading(row: str, column: str, sound: bool, tmp_path: Path) -> None:
    said = {"homicide": CellLabels(row, column)}
    # What was remembered does not count where something is said.
    before = {"homicide": CellLabels("Elsewhere", "", "homicide@2024/25")}
    found = outcome(tmp_path, TABLE, replace(mapping(homicide="D5"), labels=said, remembered=before))
    assert found.rules == ([] if sound else ["mapped-label-changed"])


def test_the_row_of_another_indicator_is_no_row_for_this_one(tmp_path: Path) -> None:
    found = outcome(tmp_path, TABLE, mapping(homicide="D6"))
    assert (found.rules, found.values) == (["mapped-label-changed"], {})
    assert "theft" in found.only().message
    assert outcome(tmp_path, TABLE, mapping(theft="D6")).findings == ()
    said = replace(mapping(homicide="D6"), labels={"homicide": CellLabels("Theft")})
    assert outcome(tmp_path, TABLE, said).findings == ()


def test_a_column_of_another_period_is_told(tmp_path: Path) -> None:
    found = outcome(tmp_path, TABLE, mapping(homicide="C5"))
    assert found.found == [("mapped-label-changed", "kpi.xlsx › Data!C5")]
    assert not found.only().blocks
    assert found.values == {"homicide@2024/25": "50"}
    assert outcome(tmp_path, TABLE, mapping(homicide__23_24="C5")).findings == ()
