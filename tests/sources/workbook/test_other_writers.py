"""Workbooks that other programs than Excel have written."""

import zipfile
from pathlib import Path

import pytest

from boardpaper.errors import InputError
from boardpaper.ooxml.package import write_package
from tests.support.spreadsheets import LONG, MAIN, edit_part, raw_sheet, raw_words, read_book, write_raw

HEAD = raw_words(*LONG)
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def row(period: str, value: str, indicator: str = "homicide") -> str:
    return raw_words(indicator, period) + value


def test_a_streamed_workbook_without_styles_sizes_or_addresses(tmp_path: Path) -> None:
    path = write_raw(tmp_path / "kpi.xlsx", raw_sheet(HEAD, row("2021", "<c><v>5</v></c>")))
    outcome = read_book(path)
    assert (outcome.values, outcome.findings) == ({"homicide@2021": "5"}, ())
    assert outcome.reading("homicide", "2021").source.cell == "C2"


@pytest.mark.parametrize(
    "look",
    [
        '<color rgb="FFAUTOMATIC"/>',
        '<color rgb="red"/>',
        '<family val="99"/><sz val="eleven"/>',
        '<color theme="1"/><name val=""/><name val="Arial"/>',
    ],
)
def test_what_a_program_writes_of_looks_does_not_matter(look: str, tmp_path: Path) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font>{look}</font></fonts><fills><fill><patternFill patternType="odd"/>'
        '</fill></fills><borders><border><left style="none of these"/></border></borders>'
        '<cellXfs><xf/><xf numFmtId="9" fontId="0"/></cellXfs></styleSheet>'
    )
    sheet = raw_sheet(HEAD, row("2021", '<c s="1"><v>0.64</v></c>', "rate"))
    outcome = read_book(write_raw(tmp_path / "kpi.xlsx", sheet, parts={"styles": styles}))
    assert (outcome.values, outcome.findings) == ({"rate@2021": "64"}, ())


def test_a_type_for_macros_that_no_part_has_is_no_macro(tmp_path: Path) -> None:
    path = write_raw(tmp_path / "kpi.xlsx", raw_sheet(HEAD, row("2021", "<c><v>5</v></c>")))
    kind = '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    edit_part(path, "[Content_Types].xml", lambda xml: xml.replace("</Types>", kind))
    assert read_book(path).values == {"homicide@2021": "5"}


def test_elements_with_a_prefix(tmp_path: Path) -> None:
    cells = "".join(f'<x:c t="str"><x:v>{word}</x:v></x:c>' for word in LONG)
    reading = '<x:c t="str"><x:v>homicide</x:v></x:c><x:c t="n"><x:v>2021</x:v></x:c><x:c><x:v>5.0</x:v></x:c>'
    rows = f'<x:row r="1">{cells}</x:row><x:row r="7">{reading}</x:row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    outcome = read_book(write_raw(tmp_path / "kpi.xlsx", sheet))
    assert outcome.values == {"homicide@2021": "5"}
    assert outcome.reading("homicide", "2021").source.cell == "C7"


def test_a_strict_workbook_with_dates_in_words(tmp_path: Path) -> None:
    styles = '<styleSheet xmlns="{}"><cellXfs><xf numFmtId="0"/><xf numFmtId="17"/></cellXfs></styleSheet>'
    month = '<c s="1" t="d"><v>2022-05-01T00:00:00</v></c>'
    sheet = raw_sheet(HEAD, raw_words("homicide") + month + "<c><v>5</v></c>", space=STRICT)
    path = write_raw(tmp_path / "kpi.xlsx", sheet, parts={"styles": styles.format(STRICT)})
    edit_part(path, "xl/workbook.xml", lambda xml: xml.replace(MAIN, STRICT))
    outcome = read_book(path)
    assert (outcome.values, outcome.findings) == ({"homicide@2022-05": "5"}, ())


@pytest.mark.parametrize(("days_from", "serial"), [("0", 44682), ("1", 43220)])
def test_days_are_counted_from_1900_or_1904(days_from: str, serial: int, tmp_path: Path) -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="17"/></cellXfs></styleSheet>'
    reading = raw_words("homicide") + f'<c s="1"><v>{serial}</v></c><c><v>5</v></c>'
    settings = f'<workbookPr date1904="{days_from}"/>'
    path = write_raw(tmp_path / "kpi.xlsx", raw_sheet(HEAD, reading), settings=settings, parts={"styles": styles})
    assert read_book(path).values == {"homicide@2022-05": "5"}


def test_rows_of_the_places_of_buttons_are_no_rows_of_cells(tmp_path: Path) -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    control = f'<controls><control><from xmlns:xdr="{drawing}"><xdr:row>0</xdr:row></from></control></controls>'
    path = write_raw(tmp_path / "kpi.xlsx", raw_sheet(HEAD, row("2021", "<c><v>5</v></c>"), after=control))
    assert read_book(path).values == {"homicide@2021": "5"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c t="str"><v>1,234 </v></c>', "1234"),
        ('<c t="n"><v>1.2E3</v></c>', "1200"),
        ('<c t="s"><v>0</v></c>', "12"),
        ('<c t="inlineStr"><is><t xml:space="preserve"> 12&#160;</t></is></c>', "12"),
        ('<c t="inlineStr"><is><t>12_x000D_</t></is></c>', "12"),
        ("<c> <f>A1</f> <v> 12 </v> </c>", "12"),
        ('<c s="44"><v>12</v></c>', "12"),
    ],
)
def test_numbers_as_programs_write_them(cell: str, value: str, tmp_path: Path) -> None:
    strings = f'<sst xmlns="{MAIN}"><si><t>12_x000d_&#10;</t></si></sst>'
    path = write_raw(tmp_path / "kpi.xlsx", raw_sheet(HEAD, row("2021", cell)), parts={"sharedStrings": strings})
    outcome = read_book(path)
    assert (outcome.values, outcome.findings) == ({"homicide@2021": value}, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_a_sheet_in_another_encoding(encoding: str, tmp_path: Path) -> None:
    head = raw_words("Indicator", "2021", "2022")
    merged = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    rows = (raw_words("homicide") + "<c><v>5</v></c>", '<c r="C3"><f>B2-B2</f><v>0</v></c>')
    path = write_raw(tmp_path / "kpi.xlsx", raw_sheet(head, *rows, after=merged))
    edit_part(
        path, "xl/workbook.xml", lambda xml: xml.replace("</workbook>", '<calcPr fullCalcOnLoad="1"/></workbook>')
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["xl/worksheets/sheet2.xml"].decode().replace("UTF-8", encoding.removesuffix("-sig"))
    bom = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes(write_package(parts | {"xl/worksheets/sheet2.xml": (bom + body).encode(encoding)}))
    outcome = read_book(path)
    assert outcome.values == {"homicide@2021": "5"}
    assert outcome.found == [("formula-without-value", "kpi.xlsx › Data!C3")]


@pytest.mark.parametrize(
    "body",
    [
        '<row r="5"/><row r="2"/>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="9999999"/>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="1"><c t="odd"><v>1</v></c></row>',
        '<row r="1"><c t="s"><v>-1</v></c></row>',
    ],
)
def test_cells_in_no_order_are_damage(body: str, tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
    with pytest.raises(InputError) as error:
        read_book(write_raw(tmp_path / "kpi.xlsx", sheet))
    assert error.value.rule == "file-damaged"


def test_a_hidden_document_type_is_refused(tmp_path: Path) -> None:
    path = write_raw(tmp_path / "kpi.xlsx", raw_sheet(HEAD, row("2021", "<c><v>5</v></c>")))
    edit_part(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace("?>", '?><!DOCTYPE x [<!ENTITY a "5">]>'))
    with pytest.raises(InputError) as error:
        read_book(path)
    assert error.value.rule == "file-has-entity"
