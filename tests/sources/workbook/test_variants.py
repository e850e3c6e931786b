"""A workbook means the same whatever its parts are called."""

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from boardpaper.ooxml.package import write_package
from boardpaper.sources.workbook.sheets import open_book, read_rows
from tests.support.package_variants import VARIANTS

NAMES = list(VARIANTS)


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, bytes]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Indicator", "Value"])
    sheet.append(["homicide", 0.64])
    sheet.append(["total", "=B2"])
    sheet["B2"].number_format = "0%"
    sheet.merge_cells("D1:E1")
    sheet.add_table(Table(displayName="Readings", ref="A1:B2"))
    book.create_sheet("More").append(["words"])
    book.save(tmp_path / "kpi.xlsx")
    with zipfile.ZipFile(tmp_path / "kpi.xlsx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(path: Path, parts: dict[str, bytes]) -> list[object]:
    path.write_bytes(write_package(parts))
    with open_book(path, "kpi.xlsx") as book:
        return [book.modified, *((replace(sheet, part=""), list(read_rows(book, sheet))) for sheet in book.sheets)]


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_is_read_alike_whatever_its_parts_are_called(
    name: str, parts: dict[str, bytes], tmp_path: Path
) -> None:
    plain = told(tmp_path / "plain.xlsx", parts)
    assert "0%" in repr(plain)
    assert "Readings" in repr(plain)
    assert told(tmp_path / "variant.xlsx", VARIANTS[name](parts)) == plain


def test_a_part_that_only_bears_the_name_of_the_styles_is_not_taken_for_them(
    parts: dict[str, bytes], tmp_path: Path
) -> None:
    moved = {("xl/looks.xml" if name == "xl/styles.xml" else name): content for name, content in parts.items()}
    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        moved[name] = moved[name].replace(b"styles.xml", b"looks.xml")
    moved["xl/Styles.xml"] = b"<x/>"
    assert told(tmp_path / "odd.xlsx", moved) == told(tmp_path / "plain.xlsx", parts)
