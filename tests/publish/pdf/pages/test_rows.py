"""Table rows cut where a page ends."""

from boardpaper.model.document import Borders
from boardpaper.publish.pdf.lines.boxes import CellBox, Line, LineStrip, RowStrip
from boardpaper.publish.pdf.pages.rows import split_row

LINE = LineStrip(10.0, Line(10.0, 8.0))
SPACE_AFTER = LineStrip(6.0)


def row(*strips: LineStrip) -> RowStrip:
    height = sum(strip.height for strip in strips)
    cell = CellBox(0.0, 100.0, height, strips, (0.0, 0.0, 0.0, 0.0), "top", "", Borders())
    return RowStrip(height, (cell,))


def test_a_row_is_cut_between_lines() -> None:
    parts = split_row(row(LINE, LINE, SPACE_AFTER), 12.0)
    assert parts is not None
    assert [len(part.cells[0].strips) for part in parts] == [1, 2]


def test_no_row_is_cut_that_would_leave_only_space_for_the_next_page() -> None:
    assert split_row(row(LINE, SPACE_AFTER), 12.0) is None
    assert split_row(row(LINE, LINE, SPACE_AFTER), 22.0) is None
