"""What cells stood under that paper.yaml names by their addresses, when the paper was built: held for the next time."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from boardpaper.errors import InputError
from boardpaper.live.ledger import Ledger, read_ledger
from boardpaper.model.kpi import CellLabels, CellSource
from boardpaper.model.paper import PaperPlan, SheetMapping
from boardpaper.ooxml.package import read_package

_Cell = tuple[str, str, str]


def remember_labels(plan: PaperPlan, ledger: Ledger | None, kept: Iterable[CellSource] = ()) -> PaperPlan:
    """The plan with what its mapped cells stood under when the paper of that ledger was built.

    A row or column that has been put in since then moves another figure into the cell, which the reader then finds.
    What was `kept` of the last build goes before what the ledger says.
    """
    known: dict[_Cell, CellLabels] = {
        (cell.workbook, cell.sheet.casefold(), cell.cell): CellLabels(cell.row, cell.column, cell.reading)
        for record in (ledger.figures if ledger else ())
        for cell in record.cells
        if cell.reading
    }
    known |= {(cell.workbook, cell.sheet.casefold(), cell.cell): cell.labels for cell in kept if cell.labels}
    if not known:
        return plan
    workbooks = tuple(
        replace(book, sheets=tuple(_remembering(book.name, sheet, known) for sheet in book.sheets))
        for book in plan.workbooks
    )
    return replace(plan, workbooks=workbooks)


def remember_built(plan: PaperPlan, word: Path, kept: Iterable[CellSource] = ()) -> PaperPlan:
    """The plan with what its mapped cells stood under when the Word paper at `word` was built, if it is there."""
    if not any(sheet.cells for book in plan.workbooks for sheet in book.sheets):
        return plan
    try:
        ledger = read_ledger(read_package(word)) if word.is_file() else None
    except InputError:
        # What cannot be read remembers nothing; whether it may be written over is decided where it is written.
        ledger = None
    return remember_labels(plan, ledger, kept)


def _remembering(book: str, sheet: SheetMapping, known: Mapping[_Cell, CellLabels]) -> SheetMapping:
    cells = {key: (book, sheet.sheet.strip().casefold(), _plain(target)) for key, target in sheet.cells.items()}
    return replace(sheet, remembered={key: known[cell] for key, cell in cells.items() if cell in known})


def _plain(target: str) -> str:
    """An address as cells are named: `$b$7` as B7."""
    return target.replace("$", "").strip().upper()
