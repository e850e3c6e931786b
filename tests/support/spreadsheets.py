"""Workbooks made for one test: rows by sheet, and parts edited where openpyxl cannot write them."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
