"""What the mapped cells of a paper stood under, kept beside its inputs for the next build, wherever that is written."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from boardpaper.model.kpi import CellSource
from boardpaper.running.inputs import KEPT_FOLDER
from boardpaper.running.kept import remember

_FILE = Path(KEPT_FOLDER) / "cells.json"
_MOST_BYTES = 2**24


def keep_cells(folder: Path, cells: Iterable[CellSource]) -> None:
    """Keeps those of `cells` that have labels in the paper's `folder`, in place of what an earlier build kept."""
    labelled = {(cell.workbook, cell.sheet, cell.cell): cell for cell in cells if cell.labels}
    if labelled or (folder / _FILE).is_file():
        remember(folder / _FILE, [msgspec.to_builtins(labelled[place]) for place in sorted(labelled)])


def kept_cells(folder: Path) -> tuple[CellSource, ...]:
    """What an earlier build has kept; nothing where there was none, or what it kept cannot be read."""
    path = folder / _FILE
    try:
        if path.stat().st_size > _MOST_BYTES:
            return ()
        return msgspec.json.decode(path.read_bytes(), type=tuple[CellSource, ...])
    except (OSError, msgspec.DecodeError):
        return ()
