"""Tables laid out as rows of cells, with spans and repeated heading rows."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import sub

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.document import Cell, Justification, Paragraph, Row, Table
from boardpaper.publish.pdf.lines.boxes import CellBox, RowStrip, Strip, content_height, needed_height
from boardpaper.publish.pdf.lines.setting import Setting
from boardpaper.publish.pdf.structure.elements import Container, Element
from boardpaper.publish.pdf.structure.tables import cell_elements, heading_rows
from boardpaper.rules import pages as rules

Flow = Callable[..., list[Strip]]
# A repeated heading may take this much of a page; a taller one is printed once.
_REPEATED_SHARE = 0.5
_NARROWEST_CELL = 6.0


class _Grid(Struct, frozen=True):
    """Where a table's columns begin, in points from the text margin; one more entry than there are columns.

    Columns `leftward` follow one another from right to left.
    """

    edges: tuple[float, ...]
    leftward: bool = False

    def span(self, cell: Cell) -> tuple[float, float]:
        """A cell's left and right edge."""
        start, end = self.edges[cell.column], self.edges[cell.column + cell.column_span]
        return (end, start) if self.leftward else (start, end)


def table_strips(table: Table, width: float, element: Element | None, setting: Setting, flow: Flow) -> list[RowStrip]:
    """A row strip for each row of `table` in a column `width` points wide; `flow` lays out a cell's blocks."""
    table = _with_sound_spans(table)
    grid = _grid(table, width, setting)
    holders = cell_elements(table, element, len(grid.edges) - 1)
    laid = [_cells(row, index, grid, holders, setting, flow) for index, row in enumerate(table.rows)]
    spans = _spans_worth_keeping(table, laid, setting)
    heights = _heights(table, laid, spans)
    inside = _rows_inside_spans(table) if spans else frozenset()
    strips = [_strip(table, index, cells, heights, spans, inside) for index, cells in enumerate(laid)]
    return _with_repeated_headings(table, strips, setting)


def _with_sound_spans(table: Table) -> Table:
    """The table with no cell reaching over another one, out of the heading rows, or out of the table."""
    if all(cell.row_span == 1 for row in table.rows for cell in row.cells):
        return table
    heads = heading_rows(table)
    rows = []
    for index, row in enumerate(table.rows):
        end = heads if index < heads else len(table.rows)
        cells = tuple(replace(cell, row_span=_sound_span(table, index, cell, end)) for cell in row.cells)
        rows.append(replace(row, cells=cells))
    return replace(table, rows=tuple(rows))


def _sound_span(table: Table, index: int, cell: Cell, end: int) -> int:
    """How many rows a cell spans before it would cover another cell, or the end of its heading or body."""
    columns = range(cell.column, cell.column + cell.column_span)
    last = min(index + cell.row_span, end)
    for below in range(index + 1, last):
        for other in table.rows[below].cells:
            if other.column < columns.stop and other.column + other.column_span > columns.start:
                return below - index
    return max(last - index, 1)


def _grid(table: Table, width: float, setting: Setting) -> _Grid:
    """The table's columns in a text of that width; one wider than the page is narrowed, and a finding says so."""
    columns = _columns(table, width)
    total = sum(columns)
    if total > setting.measures.widest > 0:
        setting.notices.report(rules.TABLE_TOO_WIDE.at(setting.notices.place, centimetres=total / 72 * 2.54))
        columns = [column * width / total for column in columns]
        total = width
    if table.right_to_left:
        return _leftward_grid(table, columns, width)
    spare = width - total
    left = {Justification.CENTRE: spare / 2, Justification.RIGHT: spare}.get(table.align, table.indent)
    return _Grid(tuple(accumulate(columns, initial=left)))


def _columns(table: Table, width: float) -> list[float]:
    """The widths of all columns; one without a width is as wide as the others are on average."""
    count = max([cell.column + cell.column_span for row in table.rows for cell in row.cells] + [len(table.columns), 1])
    columns = list(table.columns) + [0.0] * (count - len(table.columns))
    known = [column for column in columns if column > 0]
    spare = sum(known) / len(known) if known else width / count
    return [column if column > 0 else spare for column in columns]


def _leftward_grid(table: Table, columns: Sequence[float], width: float) -> _Grid:
    """The grid of a table that begins at the right margin, unless it is centred or set to the other side."""
    spare = width - sum(columns)
    right = {Justification.CENTRE: width - spare / 2, Justification.RIGHT: width - spare}.get(
        table.align, width - table.indent
    )
    return _Grid(tuple(accumulate(columns, sub, initial=right)), leftward=True)


def _mirrored(cell: Cell) -> Cell:
    """The cell with left and right exchanged, as in a table that runs leftward."""
    top, end, bottom, start = cell.margins
    borders = replace(cell.borders, left=cell.borders.right, right=cell.borders.left)
    return replace(cell, margins=(top, start, bottom, end), borders=borders)


def _cells(
    row: Row,
    index: int,
    grid: _Grid,
    holders: dict[tuple[int, int], Element],
    setting: Setting,
    flow: Flow,
) -> list[CellBox]:
    """A row's cells laid out, not yet as tall as the row; `holders` are the cells' elements."""
    boxes = []
    edge = max((cell.borders.top.width for cell in row.cells if cell.borders.top), default=0.0)
    for cell in map(_mirrored, row.cells) if grid.leftward else row.cells:
        left, right = grid.span(cell)
        top, end, bottom, start = cell.margins
        holder = holders.get((index, cell.column))
        container = None if holder is None else Container(holder)
        inner = max(right - left - start - end, _NARROWEST_CELL)
        strips = tuple(flow(cell.blocks, inner, container, setting, closed=True))
        boxes.append(
            CellBox(
                left,
                right - left,
                0.0,
                strips,
                (top + edge, end, bottom, start),
                cell.vertical_align,
                cell.shading,
                cell.borders,
                cell.row_span,
            )
        )
    return boxes


def _spans_worth_keeping(table: Table, laid: list[list[CellBox]], setting: Setting) -> bool:
    """Whether cells may stand beside several rows: not where those rows, which stay together, outgrow a page."""
    for index, cells in enumerate(laid):
        for cell in cells:
            if cell.row_span > 1:
                rows = laid[index : index + cell.row_span]
                height = sum(max((needed_height(one) for one in row if one.row_span == 1), default=0.0) for row in rows)
                if max(height, needed_height(cell)) > setting.measures.tallest > 0:
                    return False
    return True


def _heights(table: Table, laid: list[list[CellBox]], spans: bool) -> list[float]:
    """Row heights: what the content needs, and never less than the row asks for."""
    heights = []
    for row, cells in zip(table.rows, laid, strict=True):
        content = [needed_height(cell) for cell in cells if cell.row_span == 1 or not spans]
        heights.append(max([*content, row.minimum_height]))
    if not spans:
        return heights
    for index, cells in enumerate(laid):
        for cell in cells:
            short = needed_height(cell) - sum(heights[index : index + cell.row_span])
            heights[index + cell.row_span - 1] += max(short, 0.0)
    return heights


def _strip(
    table: Table, index: int, cells: list[CellBox], heights: list[float], spans: bool, inside: frozenset[int]
) -> RowStrip:
    """A row as a strip; `inside` are the rows that a cell from above reaches into, which must not part from it."""
    row = table.rows[index]
    boxes = tuple([_as_tall(cell, heights[index : index + (cell.row_span if spans else 1)]) for cell in cells])
    spanned = index in inside
    return RowStrip(
        heights[index],
        boxes,
        keep=row.header or _keeps_next(row) or index + 1 in inside,
        splittable=not (row.cant_split or row.header or spanned or any(cell.row_span > 1 for cell in cells if spans)),
        notes=tuple(note for cell in boxes for strip in cell.strips for note in strip.notes),
    )


def _as_tall(cell: CellBox, rows: list[float]) -> CellBox:
    """The cell with the height of its rows."""
    return CellBox(
        cell.x,
        cell.width,
        sum(rows),
        cell.strips,
        cell.margins,
        cell.vertical_align,
        cell.shading,
        cell.borders,
        cell.row_span,
    )


def _rows_inside_spans(table: Table) -> frozenset[int]:
    """The rows that a cell which begins in a row above reaches into."""
    return frozenset(
        below
        for index, row in enumerate(table.rows)
        for cell in row.cells
        for below in range(index + 1, index + cell.row_span)
    )


def _keeps_next(row: Row) -> bool:
    """Word keeps a row with the next one when its first paragraph asks for that."""
    first = row.cells[0].blocks[0] if row.cells and row.cells[0].blocks else None
    return isinstance(first, Paragraph) and first.format.keep_next


def _with_repeated_headings(table: Table, strips: list[RowStrip], setting: Setting) -> list[RowStrip]:
    """The rows with the headings that they repeat on top of a page, unless these are too tall."""
    count = heading_rows(table)
    repeat = tuple(replace(strip, notes=()) for strip in strips[:count])
    if not repeat or content_height(repeat) > setting.measures.tallest * _REPEATED_SHARE > 0:
        return strips
    return strips[:count] + [replace(strip, repeat=repeat) for strip in strips[count:]]
