"""A small sound paper for tests to build, or to spoil."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

INDICATORS: list[list[object]] = [
    ["Indicator", "Title", "Measure", "Unit", "Polarity", "Current", "Baseline", "Change decimals"],
    ["homicide", "Homicide", "Reduce homicide", "count", "lower", "2021/22", "ye-2019-06", 1],
    ["knife-crime", "Knife crime", "Reduce violence", "count", "lower", "2021/22", "ye-2019-06", 0],
    ["positive-tests", "Positive tests", "Reduce violence", "percent", "neutral", "2021/22", None, 0],
]
READINGS: list[list[object]] = [
    ["Readings of the year"],
    [],
    ["Indicator", "Period", "Value", "Change", "Change type", "Compared with", "Marker"],
    ["homicide", "2021/22", 53],
    ["homicide", "Year ending June 2019", 52],
    ["knife-crime", "2021/22", None, 28, "percent", "Year ending June 2019"],
    ["positive-tests", "2021/22", "64%"],
]
PAPER = """\
board: Strategic Board
meeting: 2022-05
agenda_item: 5
title: Performance report
presented_by: [{name: Head of Performance}]
template: agenda-item.docx
workbooks: [kpi.xlsx]
parts:
  - heading: Purpose of paper
    narrative: purpose.md
  - heading: Statement
    sections: [homicide.md]
    next_steps: next-steps.md
    new_page: true
appendices:
  - {letter: A, title: KPI scorecard, scorecard: {indicators: all}}
"""
NARRATIVE = {
    "purpose.md": "To tell the board how the year went.\n\nTwo appendices follow:\n\nA. One\nB. Two\n",
    "homicide.md": (
        "## Homicide\n\nThere were {{homicide.value}} homicides in {{homicide.period}},[^n] a "
        "{{homicide.change}}.\n\nKnife crime is {{knife-crime.change.short}}:\n\n- tests were {{positive-tests.value}} "
        "positive\n- **more** is [known](https://example.org/)\n\n[^n]: A note with *emphasis*.\n"
    ),
    "next-steps.md": "The board is asked to note this report.\n",
}


def write_paper(folder: Path, *, narrative: Mapping[str, str] = NARRATIVE, paper: str = PAPER) -> Path:
    """Writes the paper's inputs to `folder` and returns it."""
    (folder / "narrative").mkdir(parents=True, exist_ok=True)
    (folder / "paper.yaml").write_text(paper, encoding="utf-8")
    for name, text in narrative.items():
        (folder / "narrative" / name).write_text(text, encoding="utf-8")
    write_workbook(folder / "kpi.xlsx")
    return folder


def write_workbook(
    path: Path,
    indicators: Sequence[Sequence[object]] = INDICATORS,
    readings: Sequence[Sequence[object]] = READINGS,
) -> None:
    """Writes a workbook with a sheet of declarations and one of readings."""
    workbook = Workbook()
    sheets = {"Indicators": indicators, "Readings": readings}
    for number, (title, rows) in enumerate(sheets.items()):
        sheet = workbook.create_sheet(title, number)
        for row in rows:
            sheet.append(list(row))
    del workbook["Sheet"]
    workbook.save(path)
