"""The cells of a sheet as its part stores them (ECMA-376 part 1, 18.3.1), row by row in bounded memory.

Values and formulas are read in one walk. Nothing else of the part is looked at, so that nothing else can be wrong.
"""

import re
from collections.abc import Iterator, Sequence
from typing import IO

from msgspec import Struct

from boardpaper.ooxml.names import Element
from boardpaper.ooxml.streaming import stream_elements
from boardpaper.sources.workbook.grid import LAST_COLUMN, LAST_ROW, Scalar, SheetCell, cell_name, column_number
from boardpaper.sources.workbook.strings import Text, plain_text, read_string
from boardpaper.sources.workbook.styles import CellStyle, iso_date, moved_formula, stored_date

# The names of SpreadsheetML in the transitional variant and in the Strict one.
_SPACES = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})", re.ASCII)
_UNSTYLED = CellStyle()
# What Excel shows of a date beyond its calendar.
_BEYOND = "#VALUE!"
_LONGEST_TOLD = 20


class Storage(Struct, frozen=True):
    """What the cells of a workbook refer to. `from_1904` says that its days are counted from 1904.

    `is_uncalculated` says that nobody worked the formulas out, so that a nought is no more than a placeholder.
    """

    strings: Sequence[Text] = ()
    styles: Sequence[CellStyle] = ()
    from_1904: bool = False
    is_uncalculated: bool = False


def read_strings(stream: IO[bytes], name: str) -> tuple[Text, ...]:
    """The shared strings of a workbook by their numbers.

    Raises:
        InputError: the part is damaged.
    """
    names = [f"{space}si" for space in _SPACES]
    return tuple(read_string(item) for item in stream_elements(stream, names, name=name))


def stored_rows(stream: IO[bytes], storage: Storage, name: str) -> Iterator[tuple[int, dict[int, SheetCell]]]:
    """The number and the filled cells of each row that the part stores, from the top.

    Raises:
        InputError: the part is damaged.
        ValueError, IndexError: rows or cells stand in no order, or refer to what is not there.
    """
    names, ends = ([f"{space}{name}" for space in _SPACES] for name in ("row", "sheetData"))
    shared: dict[str, tuple[str, str]] = {}
    last = 0
    for row in stream_elements(stream, names, last=ends, name=name):
        number = int(row.get("r") or last + 1)
        if not last < number <= LAST_ROW:
            raise ValueError(f"row {number} follows row {last}")
        last = number
        yield number, {cell.column: cell for cell in _row_cells(row, number, storage, shared)}


def _row_cells(row: Element, number: int, storage: Storage, shared: dict[str, tuple[str, str]]) -> Iterator[SheetCell]:
    """The cells of a row that show something."""
    space = str(row.tag).rpartition("}")[0] + "}"
    column = 0
    for element in row.iterchildren(f"{space}c"):
        address = element.get("r")
        column = column + 1 if address is None else _column(address, number)
        if not 1 <= column <= LAST_COLUMN:
            raise ValueError(f"row {number} has no column {column}")
        if len(element) and (cell := _cell(element, number, column, space, storage, shared)):
            yield cell


def _column(address: str, row: int) -> int:
    match = _ADDRESS.fullmatch(address)
    if match is None or int(match[2]) != row:
        raise ValueError(f"{address} stands in row {row}")
    return column_number(match[1])


def _cell(
    element: Element, row: int, column: int, space: str, storage: Storage, shared: dict[str, tuple[str, str]]
) -> SheetCell | None:
    """A cell; None where it shows nothing."""
    kind, style = element.get("t", "n"), _style(element.get("s"), storage)
    found = element.find(f"{space}f")
    formula = "" if found is None else _formula(found, cell_name(row, column), shared)
    value, error = _value(element, kind, space, storage, style)
    if formula and storage.is_uncalculated and not error and _is_placeholder(value):
        value = None
    elif value is None and (kind == "str" or not formula) and not error:
        # A formula whose text is empty ("") shows a blank cell.
        return None
    if isinstance(value, Text):
        return _text_cell(value, row, column, formula, style) if value.value.strip() else None
    shown = "General" if error or value is None else style.number_format
    return SheetCell(row, column, value, shown, formula, error, is_struck=style.is_struck)


def _text_cell(text: Text, row: int, column: int, formula: str, style: CellStyle) -> SheetCell:
    struck = text.is_struck or style.is_struck
    return SheetCell(row, column, text.value, "@", formula, raised=text.raised, struck=text.struck, is_struck=struck)


def _is_placeholder(value: Scalar | Text) -> bool:
    """Whether a result is what programs write that work nothing out."""
    if isinstance(value, Text):
        return not value.value
    return value is None or (value == 0 and isinstance(value, int | float) and not isinstance(value, bool))


def _style(number: str | None, storage: Storage) -> CellStyle:
    index = int(number or 0)
    return storage.styles[index] if 0 <= index < len(storage.styles) else _UNSTYLED


def _formula(element: Element, address: str, shared: dict[str, tuple[str, str]]) -> str:
    """A cell's formula; `=` for one whose text is kept elsewhere."""
    formula = f"={element.text or ''}"
    group = element.get("si") if element.get("t") == "shared" else None
    if group is None:
        return formula
    if formula != "=":
        shared[group] = (formula, address)
    elif group in shared:
        return moved_formula(*shared[group], address)
    return formula


def _value(element: Element, kind: str, space: str, storage: Storage, style: CellStyle) -> tuple[Scalar | Text, str]:
    """What a cell holds, and the error that it shows instead."""
    if kind == "inlineStr":
        item = element.find(f"{space}is")
        return (None if item is None else read_string(item)), ""
    text = element.findtext(f"{space}v") or ""
    if not text.strip() and kind != "str":
        return None, ""
    match kind:
        case "n":
            return _number(text.strip(), storage, style)
        case "s":
            return storage.strings[_index(text)], ""
        case "str":
            return (plain_text(text) if text else None), ""
        case "b":
            return text.strip() in ("1", "true"), ""
        case "e":
            return None, text.strip()
        case "d":
            return _iso(text.strip())
    raise ValueError(f"{kind} is no type of cell")


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise IndexError(text)
    return index


def _number(text: str, storage: Storage, style: CellStyle) -> tuple[Scalar | Text, str]:
    """A stored number, or the date that its style makes of it."""
    if not _NUMBER.fullmatch(text):
        return None, text[:_LONGEST_TOLD]
    number = float(text) if any(sign in text for sign in ".eE") or len(text) > _LONGEST_TOLD else int(text)
    if not style.is_date:
        return number, ""
    try:
        return stored_date(number, style, from_1904=storage.from_1904), ""
    except (OverflowError, ValueError):
        return None, _BEYOND


def _iso(text: str) -> tuple[Scalar | Text, str]:
    try:
        return iso_date(text), ""
    except ValueError:
        return None, text[:_LONGEST_TOLD]
