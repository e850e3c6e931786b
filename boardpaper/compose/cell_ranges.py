"""Cells of a sheet as people write them: neighbours as a range, such as N6:Y6."""

import re
from collections.abc import Iterable

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d*)")
_Block = tuple[int, int, int, int]


def cell_ranges(cells: Iterable[str]) -> list[str]:
    """`cells` in their order, in which those that fill a stretch of a row, a column or a rectangle are one range.

    What is no plain cell, such as a name, stays as it is.
    """
    written: list[str] = []
    blocks: list[_Block] = []
    for cell in dict.fromkeys(cells):
        match = _CELL.fullmatch(cell)
        if match is None:
            written += [*map(_written, _joined(blocks)), cell]
            blocks = []
        else:
            column, row = _number(match[1]), int(match[2])
            blocks.append((column, row, column, row))
    return [*written, *map(_written, _joined(blocks))]


def _joined(blocks: list[_Block]) -> list[_Block]:
    """The blocks, neighbours along rows as one, and then those along columns that are equally wide."""
    rows: list[_Block] = []
    for block in blocks:
        last = rows[-1] if rows else None
        if last and last[1] == last[3] == block[1] and last[2] + 1 == block[0]:
            rows[-1] = (last[0], last[1], block[2], last[3])
        else:
            rows.append(block)
    columns: list[_Block] = []
    for block in rows:
        last = columns[-1] if columns else None
        if last and (last[0], last[2]) == (block[0], block[2]) and last[3] + 1 == block[1]:
            columns[-1] = (last[0], last[1], last[2], block[3])
        else:
            columns.append(block)
    return columns


def _written(block: _Block) -> str:
    left, top, right, bottom = block
    first, last = f"{_letters(left)}{top}", f"{_letters(right)}{bottom}"
    if first == last:
        return first
    # Two are often a figure and what it is compared with, and no range.
    return f"{first}, {last}" if (right - left + 1) * (bottom - top + 1) == 2 else f"{first}:{last}"


def _number(letters: str) -> int:
    """The number of a column: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
