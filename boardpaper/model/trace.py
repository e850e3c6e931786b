"""Where the figures of a paper came from: each figure as it stands in print, and the cells behind it."""

from enum import StrEnum

from msgspec import Struct


class Standing(StrEnum):
    """What is known of a figure: as bound, changed by hand since, sourced by its author in words, or nothing."""

    BOUND = "bound"
    OVERTYPED = "overtyped"
    SOURCED = "sourced"
    UNKNOWN = "unknown"


class TracedCell(Struct, frozen=True):
    """A workbook cell; `raw` is what it holds, empty where that is not told. `sha256` is the workbook file's."""

    workbook: str
    sheet: str
    cell: str
    sha256: str
    raw: str = ""


class TracedFigure(Struct, frozen=True):
    """A figure in print.

    `where` is its place with the paragraph's first words, `paragraph` the printed number of the paragraph that it
    belongs to ("5", "3.2"), empty where that has none. `text` is what stands in print and `bound_text` what was bound;
    the other fields are those of the ledger's record, and empty where there is none.
    """

    where: str
    paragraph: str
    tag: str
    text: str
    standing: Standing
    reference: str = ""
    bound_text: str = ""
    indicator: str = ""
    title: str = ""
    facet: str = ""
    period: str = ""
    value: str = ""
    formula: str = ""
    format: str = ""
    bound: str = ""
    source: str = ""
    cells: tuple[TracedCell, ...] = ()


class Trail(Struct, frozen=True):
    """Every figure of one paper in reading order; `missing` are bound references that no figure in print carries."""

    figures: tuple[TracedFigure, ...] = ()
    missing: tuple[str, ...] = ()
