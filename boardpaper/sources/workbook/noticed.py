"""What stands in a cell beside what it says, and formulas whose results may be others tomorrow: told, not read."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Reading
from boardpaper.model.messages import counted
from boardpaper.rules import workbook as rules
from boardpaper.sources.workbook.cells import cell_fault
from boardpaper.sources.workbook.grid import SheetCell, SheetRow
from boardpaper.sources.workbook.layouts import Block, Layout

_QUOTED = re.compile(r'"[^"]*"')
_LINKED = re.compile(r"\[(?:\d+|[^\[\]]+\.xl\w+)\](?:[^\[\]!'\"(),+*/]*|[^!']*')!", re.IGNORECASE)
_VOLATILE = re.compile(r"\b(TODAY|NOW|RANDBETWEEN|RANDARRAY|RAND|OFFSET|INDIRECT|CELL|INFO)\s*\(", re.IGNORECASE)
_FETCHES = re.compile(
    r"\b(WEBSERVICE|FILTERXML|RTD|STOCKHISTORY|CUBE[A-Z]+|SQL\.REQUEST|IMPORT[A-Z]+)\s*\(", re.IGNORECASE
)
# A program, a bar, a topic: cmd|'/c calc'!A1.
_DDE = re.compile(r"[\w.]+\|(?:'[^']*'|\w+)!")
# What Google Sheets writes of a function that Excel does not have.
_GOOGLE = re.compile(r'DUMMYFUNCTION\("+(IMPORT\w+|GOOGLE\w+)', re.IGNORECASE)
# Columns of words that no figure rests on.
_ASIDES = ("note", "source", "paragraph")
# Rules that are told once a workbook, with the number of cells, and those that are told once of each mark.
_ONCE = frozenset({rules.STRUCK_WORDS.name, rules.RAISED_MARK.name})
_ONCE_EACH = frozenset({rules.MARK_READ.name})


def noticing(rows: Iterable[SheetRow], block: Block, where: str, findings: list[Finding]) -> Iterator[SheetRow]:
    """The rows, while `findings` are told what stands in a block and its header beside their words and numbers.

    `where` is the book and the sheet.
    """
    columns = [column for column, held in block.columns.items() if held.role not in _ASIDES]
    for row in rows:
        if block.top <= row.number <= block.header and Layout.WIDE in block.layouts:
            findings += _headings_without_words(row, block, where)
        if block.top <= row.number <= block.area.bottom:
            for column in columns:
                cell = row.cells.get(column)
                # A cell that is merged downwards is told where it stands.
                if cell is not None and cell.row == row.number:
                    findings += noticed_in_cell(cell, where)
        yield row


def _headings_without_words(row: SheetRow, block: Block, where: str) -> Iterator[Finding]:
    """A finding for each heading that was not worked out: it may be the period of a column that would be lost."""
    for column, cell in row.cells.items():
        if block.area.left <= column <= block.area.right and (fault := cell_fault(cell, f"{where}!{cell.name}")):
            yield fault


def noticed_in_cell(cell: SheetCell, where: str) -> Iterator[Finding]:
    """What stands beside what the cell says; `where` is the book and the sheet."""
    if cell.is_struck:
        yield rules.CELL_STRUCK.at(f"{where}!{cell.name}")
    if cell.struck:
        yield rules.STRUCK_WORDS.at(f"{where}!{cell.name}")
    if cell.raised:
        yield rules.RAISED_MARK.at(f"{where}!{cell.name}", mark=cell.raised)


def formula_findings(readings: Sequence[Reading]) -> Iterator[Finding]:
    """Which of a sheet's readings are worked out from what is not in the workbook, or changes by itself."""
    found: dict[str, list[Finding]] = {}
    for reading in readings:
        for finding in _of_formula(reading):
            found.setdefault(finding.rule, []).append(finding)
    for each in found.values():
        more = f", and {len(each) - 1:,} more on this sheet" if len(each) > 1 else ""
        yield replace(each[0], message=f"{each[0].message}{more}")


def _of_formula(reading: Reading) -> Iterator[Finding]:
    formula = _QUOTED.sub('""', reading.formula)
    if _LINKED.search(formula):
        yield rules.FORMULA_EXTERNAL.at(reading.source)
    if match := _VOLATILE.search(formula):
        yield rules.FORMULA_VOLATILE.at(reading.source, function=match[1].upper())
    if match := _FETCHES.search(formula) or _GOOGLE.search(reading.formula):
        yield rules.FORMULA_FETCHES.at(reading.source, function=match[1].upper())
    elif _DDE.search(formula):
        yield rules.FORMULA_FETCHES.at(reading.source, function="another program (DDE)")


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """`findings`, of which those that say the same of many cells of a workbook are told once, and counted."""
    kept: list[Finding] = []
    first: dict[tuple[str, str, str], int] = {}
    counts: dict[int, int] = {}
    for finding in findings:
        book = finding.where.partition(" › ")[0]
        key = (finding.rule, book, finding.message if finding.rule in _ONCE_EACH else "")
        if finding.rule not in _ONCE | _ONCE_EACH:
            kept.append(finding)
        elif key in first:
            counts[first[key]] += 1
        else:
            first[key] = len(kept)
            counts[len(kept)] = 0
            kept.append(finding)
    for index, more in counts.items():
        if more:
            message = f"{kept[index].message} (the like is in {counted(more, 'more cell')} of this workbook)"
            kept[index] = replace(kept[index], message=message)
    return kept
