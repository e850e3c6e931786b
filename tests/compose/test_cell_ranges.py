"""Cells as ranges, in their order, with nothing in them that was not asked for."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from boardpaper.compose.cell_ranges import cell_ranges

CELLS = st.builds(lambda column, row: f"{column}{row}", st.sampled_from(["Y", "Z", "AA", "AB"]), st.integers(1, 4))


@pytest.mark.parametrize(
    ("cells", "ranges"),
    [
        ([], []),
        (["H5"], ["H5"]),
        (["N6", "O6", "P6"], ["N6:P6"]),
        (["B6", "B7", "B8"], ["B6:B8"]),
        (["Y6", "Z6", "AA6"], ["Y6:AA6"]),
        (["H5", "H6"], ["H5, H6"]),
        (["A1", "B1", "A2", "B2"], ["A1:B2"]),
        (["H5", "D5"], ["H5", "D5"]),
        (["H5", "total", "I5"], ["H5", "total", "I5"]),
        (["H5", "H5"], ["H5"]),
    ],
)
def test_cells_are_written_as_ranges(cells: list[str], ranges: list[str]) -> None:
    assert cell_ranges(cells) == ranges


@given(st.lists(CELLS))
def test_the_ranges_hold_just_those_cells(cells: list[str]) -> None:
    held = []
    for each in ", ".join(cell_ranges(cells)).split(", "):
        if each:
            left, top, right, bottom = (int(side or 0) for side in range_boundaries(each))
            held += list(product(range(left, right + 1), range(top, bottom + 1)))
    wanted = {tuple(range_boundaries(cell)[:2]) for cell in cells}
    assert set(held) == wanted
    assert len(held) == len(wanted)
