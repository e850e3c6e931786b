"""Workbooks made for one test: rows by sheet, and parts edited where openpyxl cannot write them."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Indicator, Reading, Readings
from boardpaper.model.paper import SheetMapping, WorkbookPlan
from boardpaper.model.period import period_id
from boardpaper.sources.workbook.reader import read_workbooks

Rows = Sequence[Sequence[object]]

DECLARED: Rows = [
    ["Indicator", "Title", "Unit", "Decimals"],
    ["homicide", "Homicides", "count"],
    ["satisfaction", "Victims satisfied", "percent"],
    ["grant", "Grant", "gbp"],
    ["solved", "Solved", "one-in"],
    ["rate", "Rate", "ratio", 3],
]
LONG = ["Indicator", "Period", "Value"]


@dataclass(frozen=True)
class Outcome:
    """What a workbook gave, in a form that is short to assert."""

    all: Readings
    findings: tuple[Finding, ...]

    def reading(self, name: str, period: str) -> Reading:
        return next(r for p, r in self.all.by_indicator[name].items() if period_id(p) == period)

    @property
    def values(self) -> dict[str, str]:
        """`homicide@2021/22` to `53`."""
        return {
            f"{name}@{period_id(period)}": str(reading.value)
            for name, by_period in self.all.by_indicator.items()
            for period, reading in by_period.items()
        }

    @property
    def found(self) -> list[tuple[str, str]]:
        """Rule and place of each finding."""
        return [(finding.rule, finding.where) for finding in self.findings]

    @property
    def rules(self) -> list[str]:
        return [finding.rule for finding in self.findings]

    def only(self) -> Finding:
        assert len(self.findings) == 1, self.findings
        return self.findings[0]


def write_book(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    formats: Mapping[str, str] | None = None,
    finish: Callable[[Workbook], None] | None = None,
) -> Path:
    """A workbook with the rows of each sheet; `formats` gives number formats by `Sheet!A1`."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for place, number_format in (formats or {}).items():
        name, _, cell = place.partition("!")
        sheet_of(workbook, name)[cell].number_format = number_format
    if finish:
        finish(workbook)
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


def sheet_of(workbook: Workbook, name: str) -> Worksheet:
    sheet = workbook[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def write_long(
    path: Path, rows: Rows, *, headings: Sequence[str] = LONG, formats: Mapping[str, str] | None = None
) -> Path:
    """A workbook with the usual declarations, and a long sheet called Readings whose first row of data is row 2."""
    named = {f"Readings!{cell}": code for cell, code in (formats or {}).items()}
    return write_book(path, {"Indicators": DECLARED, "Readings": [headings, *rows]}, formats=named)


def read_book(
    *paths: Path, declared: Mapping[str, Indicator] | None = None, sheets: Sequence[SheetMapping] = ()
) -> Outcome:
    """What the workbooks give; `sheets` map those of the first."""
    plans = [WorkbookPlan(path, path.name, tuple(sheets) if path == paths[0] else ()) for path in paths]
    return Outcome(*read_workbooks(plans, declared or {}))


def edit_part(path: Path, part: str, edit: Callable[[str], str]) -> Path:
    """The workbook with one XML part changed, or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = edit(parts.get(part, b"").decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def keep_result(path: Path, part: str, cell: str, result: str, *, kind: str = "") -> Path:
    """The workbook with the saved result of a formula, which openpyxl does not write."""
    typed = f' t="{kind}"' if kind else ""

    def edit(xml: str) -> str:
        pattern = rf'<c r="{cell}"([^>]*?)(?: t="\w+")?><f>(.*?)</f><v ?/?>(?:</v>)?</c>'
        changed, count = re.subn(pattern, rf'<c r="{cell}"\1{typed}><f>\2</f><v>{result}</v></c>', xml)
        assert count == 1, xml
        return changed

    return edit_part(path, part, edit)


def worked_out(path: Path) -> Path:
    """The workbook as a program leaves it that has worked its formulas out, and is not Excel."""
    edit_part(path, "docProps/app.xml", lambda xml: xml.replace("Microsoft Excel", "LibreOffice/24.2"))
    return edit_part(path, "xl/workbook.xml", lambda xml: xml.replace(' fullCalcOnLoad="1"', ""))


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write_raw(path: Path, sheet: str, *, settings: str = "", parts: Mapping[str, str] | None = None) -> Path:
    """A workbook as a program may write it that is not Excel: `sheet` is the XML of the sheet Data, rows and all.

    `settings` stands in the workbook before its sheets and `parts` are the bodies of `styles` and `sharedStrings`.
    A sheet of declarations, Indicators, comes with it.
    """
    names = (["Indicator", "Title", "Unit"], ["homicide", "Homicides", "count"], ["rate", "Rate", "percent"])
    bodies = {
        "xl/worksheets/sheet1.xml": raw_sheet(*(raw_words(*row) for row in names)),
        "xl/worksheets/sheet2.xml": sheet,
        **{f"xl/{kind}.xml": body for kind, body in (parts or {}).items()},
    }
    kinds = {"xl/worksheets/sheet1.xml": "worksheet", "xl/worksheets/sheet2.xml": "worksheet"} | {
        f"xl/{kind}.xml": kind for kind in parts or {}
    }
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="/{name}"/>'
        for n, (name, kind) in enumerate(kinds.items(), 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006"
    bodies |= {
        "[Content_Types].xml": f'<Types xmlns="{space}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/relationships">{relations}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{settings}<sheets>'
        '<sheet name="Indicators" sheetId="1" r:id="rId1"/><sheet name="Data" sheetId="2" r:id="rId2"/></sheets>'
        "</workbook>",
    }
    # A stream that cannot be wound back gets sizes behind the parts (data descriptors), as streaming programs write.
    with path.open("wb") as file, zipfile.ZipFile(_Onward(file), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in bodies.items():
            archive.writestr(name, body if body.startswith("<?xml") else _HEAD + body)
    return path


class _Onward(io.RawIOBase):
    """A file that is only written onward."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        return self._file.write(content)


def raw_sheet(*rows: str, space: str = MAIN, after: str = "") -> str:
    """A sheet of rows of cells, each as XML: `<c><v>5</v></c>`."""
    body = "".join(f"<row>{row}</row>" for row in rows)
    return f'<worksheet xmlns="{space}"><sheetData>{body}</sheetData>{after}</worksheet>'


def raw_words(*words: str) -> str:
    """Cells of words in a row, as strings of their own."""
    return "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in words)
