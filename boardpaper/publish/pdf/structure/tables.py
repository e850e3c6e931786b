"""The structure elements of tables: which cells are headings, and what they head (ISO 32000-1, 14.8.4.3.4)."""

from collections.abc import Sequence

from msgspec import Struct, field

from boardpaper.model.document import Cell, Row, Table
from boardpaper.publish.pdf.structure.elements import Element


class _Cells(Struct, eq=False):
    """A table's cells while their elements are made. `covered` are the places that spans reach.

    `named` are the heading cells with where they stand; empty in a table so plain that their scope says it all.
    """

    table: Table
    columns: int
    heads: int
    rows: list[Element] = field(default_factory=list)
    holders: dict[tuple[int, int], Element] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    named: list[tuple[int, Cell, Element]] = field(default_factory=list)


def heading_rows(table: Table) -> int:
    """How many rows at the table's head are headings."""
    count = 0
    while count < len(table.rows) and table.rows[count].header:
        count += 1
    return count


def cell_elements(table: Table, element: Element | None, columns: int) -> dict[tuple[int, int], Element]:
    """The element of each cell, by row and column; empty for a table that assistive technology should skip."""
    if element is None:
        return {}
    if len(table.rows) == 1 and len(table.rows[0].cells) == 1 and not element.kids:
        # A single cell is a frame around text, and nothing in it heads anything.
        element.tag = "Div"
        return {(0, table.rows[0].cells[0].column): element}
    if table.description:
        element.attributes["Summary"] = table.description
    heads = heading_rows(table)
    # A THead needs a TBody beside it; rows that are all headings are the body.
    cells = _Cells(table, columns, 0 if heads == len(table.rows) else heads)
    group: Element | None = None
    for index, row in enumerate(table.rows):
        if group is None or (index == cells.heads and cells.heads):
            group = element.add("THead" if index < cells.heads else "TBody")
        _add_row(cells, index, row, group.add("TR"))
    _drop_covered_rows(cells, element)
    if _needs_names(cells):
        _name_headings(cells)
    return cells.holders


def _add_row(cells: _Cells, index: int, row: Row, element: Element) -> None:
    """The cells of a row; a place that no cell takes, also from above, gets an empty one."""
    cells.rows.append(element)
    by_column = {cell.column: cell for cell in row.cells}
    column = 0
    while column < cells.columns:
        cell = by_column.get(column)
        if cell is None:
            if (index, column) not in cells.covered:
                element.add("TD")
            column += 1
            continue
        _add_cell(cells, index, cell, element, in_heading=row.header)
        column += cell.column_span


def _add_cell(cells: _Cells, index: int, cell: Cell, row: Element, *, in_heading: bool) -> None:
    """The element of a cell, with its scope and spans; the places that it covers are noted."""
    heads = in_heading or (cells.table.first_column and cell.column == 0)
    holder = cells.holders[index, cell.column] = row.add("TH" if heads else "TD")
    if heads:
        holder.attributes["Scope"] = "Column" if in_heading else "Row"
        cells.named.append((index, cell, holder))
    if cell.column_span > 1:
        holder.attributes["ColSpan"] = cell.column_span
    if cell.row_span > 1:
        holder.attributes["RowSpan"] = cell.row_span
    if cell.column_span > 1 or cell.row_span > 1:
        cells.covered |= {
            (index + down, cell.column + over) for down in range(cell.row_span) for over in range(cell.column_span)
        }


def _drop_covered_rows(cells: _Cells, element: Element) -> None:
    """Takes out rows in which no cell begins, and with them what spans reach over: a TR has cells (14.8.4.3.4)."""
    covered = [index for index, row in enumerate(cells.rows) if not row.kids]
    if not covered:
        return
    groups = [kid for kid in element.kids if isinstance(kid, Element) and kid.tag in ("THead", "TBody")]
    for group in groups:
        group.kids = [row for row in group.kids if isinstance(row, Element) and row.kids]
    element.kids = [kid for kid in element.kids if kid not in groups or groups[groups.index(kid)].kids]
    for (first, _), holder in cells.holders.items():
        _shorten_span(holder, first, covered)


def _shorten_span(holder: Element, first: int, covered: Sequence[int]) -> None:
    """Takes the rows that were taken out of the span of a cell that begins in row `first`."""
    span = int(holder.attributes.pop("RowSpan", 1))
    span -= sum(first < index < first + span for index in covered)
    if span > 1:
        holder.attributes["RowSpan"] = span


def _needs_names(cells: _Cells) -> bool:
    """Whether headings stand over one another or reach over several rows or columns, so that scope is not enough."""
    return cells.heads > 1 or any(cell.column_span > 1 or cell.row_span > 1 for _, cell, _ in cells.named)


def _name_headings(cells: _Cells) -> None:
    """Every cell names the headings over it and beside it, a heading those that stand over it (14.8.5.7, Headers)."""
    over, beside = _headings_by_place(cells)
    rows = {id(holder): index for index, _, holder in cells.named}
    for index, row_of_cells in enumerate(cells.table.rows):
        for cell in row_of_cells.cells:
            holder = cells.holders[index, cell.column]
            columns = range(cell.column, cell.column + cell.column_span)
            above = [one for column in columns for one in over.get(column, ()) if rows[id(one)] < index]
            if holder.tag == "TD":
                holder.heads = list(dict.fromkeys(above + beside.get(index, [])))
            elif index < cells.heads:
                holder.heads = list(dict.fromkeys(above))


def _headings_by_place(cells: _Cells) -> tuple[dict[int, list[Element]], dict[int, list[Element]]]:
    """The headings of each column, and of each row, that they stand over or beside with all they span."""
    over: dict[int, list[Element]] = {}
    beside: dict[int, list[Element]] = {}
    for index, cell, holder in cells.named:
        if index < cells.heads:
            for column in range(cell.column, cell.column + cell.column_span):
                over.setdefault(column, []).append(holder)
        else:
            for row in range(index, index + cell.row_span):
                beside.setdefault(row, []).append(holder)
    return over, beside
