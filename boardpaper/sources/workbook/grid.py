"""Where things stand on a sheet, and what a cell holds: areas, cells, rows."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from msgspec import Struct

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

Scalar = str | int | float | bool | datetime | date | time | timedelta | None

_AREA = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})(?::\$?([A-Za-z]{0,3})\$?([0-9]{0,7}))?")


class Area(Struct, frozen=True):
    """A rectangle of cells; rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def overlaps(self, other: "Area") -> bool:
        """Whether the two share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


WHOLE_SHEET = Area(1, 1, LAST_ROW, LAST_COLUMN)


class SheetCell(Struct, frozen=True):
    """A cell that holds something. `value` is None where a formula has no result that was worked out.

    `error` is the error that the cell shows (`#REF!`), and then `value` is None. `raised` are the marks of notes, in
    raised or lowered letters, and `struck` are words struck through, that stand in the cell and are no part of
    `value`; `is_struck` says that all of it is struck through, and then `value` holds it all the same.
    """

    row: int
    column: int
    value: Scalar
    number_format: str = "General"
    formula: str = ""
    error: str = ""
    raised: str = ""
    struck: str = ""
    is_struck: bool = False

    @property
    def name(self) -> str:
        """The cell's address: `D14`."""
        return cell_name(self.row, self.column)


class SheetRow(Struct, frozen=True):
    """A row that holds something: its cells by column. A cell merged downwards is repeated in the rows it covers."""

    number: int
    cells: Mapping[int, SheetCell]


class NamedArea(Struct, frozen=True):
    """An Excel table or a defined name: where it lies. A table's totals rows are left out of its area."""

    name: str
    sheet: str
    area: Area


def cell_name(row: int, column: int) -> str:
    """The address of a cell: `D14`."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def read_area(reference: str) -> Area | None:
    """The area that `B7`, `$A$4:$F$120`, `A:F` or `4:9` names; None where the text names none."""
    match = _AREA.fullmatch(reference.strip())
    if match is None or not (match[1] or match[2]):
        return None
    left, top = column_number(match[1]) or 1, int(match[2] or 1)
    whole = match[3] is None and match[4] is None
    right = left if whole and match[1] else column_number(match[3] or "") or LAST_COLUMN
    bottom = top if whole and match[2] else int(match[4] or LAST_ROW)
    if not (1 <= top <= bottom <= LAST_ROW and 1 <= left <= right <= LAST_COLUMN):
        return None
    return Area(top, left, bottom, right)


@lru_cache(maxsize=2**15)
def column_number(letters: str) -> int:
    """`AB` as 28; 0 where there are no letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
