"""The trail of a publication's figures as the file beside it holds it: written, read, and asked for figures."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import fields

from boardpaper.errors import InputError
from boardpaper.model.messages import nearest
from boardpaper.model.trace import Standing, TracedCell, TracedFigure, Trail
from boardpaper.rules import refreshing as rules

FORMAT = "boardpaper provenance 1"
_MOST_BYTES = 2**25
_FIGURE_FIELDS = tuple(field.name for field in fields(TracedFigure))
# What tells the figure that the workbook gave.
_WITHHELD = frozenset({"bound_text", "value", "raw"})
_FOLDERS = re.compile(r".*[\\/]")
_CELL_FIELDS = tuple(field.name for field in fields(TracedCell))


def provenance_path(pdf: Path) -> Path:
    """`paper.provenance.json`, beside `paper.pdf`."""
    return pdf.with_name(f"{pdf.stem}.provenance.json")


def provenance(trail: Trail, pdf_sha256: str) -> dict[str, object]:
    """The trail of a publication as JSON holds it; `pdf_sha256` says which file it belongs to.

    It names workbooks without their folders, and of a figure that was typed over not what the workbook gave.
    """
    return {
        "format": FORMAT,
        "pdf_sha256": pdf_sha256,
        "figures": [_told(figure) for figure in trail.figures],
        "not_printed": list(trail.missing),
    }


def read_trail(path: Path) -> tuple[Trail, str]:
    """The trail in a provenance file, and the SHA-256 of the publication that it stands beside.

    Raises:
        InputError: boardpaper did not write it.
        OSError: it cannot be read.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("too large")
        return read_provenance(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, RecursionError) as fault:
        raise InputError(rules.PROVENANCE_UNREADABLE.at(path.name, name=path.name)) from fault


def read_provenance(data: object) -> tuple[Trail, str]:
    """The trail in a provenance file, and the hash of the PDF that it belongs to.

    Raises:
        ValueError: `data` is not what `provenance` makes.
    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise ValueError("not a provenance file")
    figures = tuple(_read_figure(entry) for entry in _entries(data.get("figures")))
    missing = data.get("not_printed")
    return (
        Trail(figures, tuple(str(reference) for reference in missing) if isinstance(missing, list) else ()),
        str(data.get("pdf_sha256", "")),
    )


def choose_figures(trail: Trail, wanted: str) -> tuple[TracedFigure, ...]:
    """The figures that `wanted` names: a reference (homicide.change), an indicator, or a paragraph's number.

    Raises:
        InputError: the paper prints no such figure.
    """
    asked = wanted.strip().strip("{}").strip()
    number = asked.rstrip(".")
    found = (
        tuple(figure for figure in trail.figures if asked in (figure.reference, figure.tag))
        or tuple(figure for figure in trail.figures if asked == figure.indicator)
        or tuple(figure for figure in trail.figures if number == figure.paragraph)
    )
    # Blank are also the reference of a figure that no record knows, and the paragraph of one outside any.
    if not number or not found:
        known = [*dict.fromkeys(figure.reference for figure in trail.figures if figure.reference)]
        names = [*known, *dict.fromkeys(figure.indicator for figure in trail.figures)]
        raise InputError(rules.TRACE_NOTHING.at(likely=nearest(asked, names), name=asked))
    return found


def _told(figure: TracedFigure) -> dict[str, Any]:
    """A figure's fields that are not blank."""
    # What somebody typed over was perhaps not to be told, and what stood there would be.
    withheld = _WITHHELD if figure.standing is Standing.OVERTYPED else frozenset[str]()
    told = {name: value for name in _FIGURE_FIELDS if name not in withheld and (value := getattr(figure, name))}
    if figure.cells:
        told["cells"] = [
            {name: value for name in _CELL_FIELDS if name not in withheld and (value := getattr(cell, name))}
            | {"workbook": _FOLDERS.sub("", cell.workbook)}
            for cell in figure.cells
        ]
    return told


def _entries(value: object) -> Iterable[Mapping[str, object]]:
    """A list of objects in a provenance file."""
    if not isinstance(value, Sequence) or not all(isinstance(entry, Mapping) for entry in value):
        raise ValueError("not a provenance file")
    return value


def _read_figure(entry: Mapping[str, object]) -> TracedFigure:
    """A figure of a provenance file; fields that this version does not know make it none."""
    plain = dict.fromkeys(("where", "paragraph", "tag", "text"), "")
    plain |= {key: str(value) for key, value in entry.items() if key not in ("cells", "standing")}
    try:
        cells = tuple(
            TracedCell(**{key: str(value) for key, value in cell.items()}) for cell in _entries(entry.get("cells", ()))
        )
        return TracedFigure(**plain, standing=Standing(str(entry.get("standing"))), cells=cells)
    except TypeError as fault:
        raise ValueError("not a provenance file") from fault
