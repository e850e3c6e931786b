"""Tables: each cell with its content, and its borders, background and margins after the table style."""

from collections.abc import Callable, Hashable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.document import Block, Border, Borders, Cell, Justification, Row, Table
from boardpaper.ooxml.measures import length
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.rules import word as rules
from boardpaper.sources.word.floating import frame_of_table
from boardpaper.sources.word.look.cascade import Surroundings
from boardpaper.sources.word.look.properties import Properties
from boardpaper.sources.word.look.table_styles import (
    EDGES,
    CellProperties,
    Options,
    Place,
    TableStyle,
    applied_conditions,
    is_switched_on,
    kind_of_columns,
    kind_of_rows,
    read_options,
    read_table_properties,
    read_table_style,
    style_edge,
    table_edge,
)
from boardpaper.sources.word.look.values import child_of, child_value
from boardpaper.sources.word.story.reports import report
from boardpaper.sources.word.story.state import Story
from boardpaper.sources.word.table_grid import Grid, Slot, column_widths, read_grid

ReadBlocks = Callable[[Element, Story, Surroundings], tuple[Block, ...]]

# What Word leaves beside the text of a cell where nothing says otherwise.
_SIDE_MARGIN = 5.4
# From this compatibility mode on, a table's indent counts from its edge and not from its text.
_EDGE_INDENT = 15
_VERTICAL = ("top", "center", "bottom")
# Directions of text that run across the page: transitional and strict names (17.18.93).
_ACROSS = ("lrTb", "lrTbV", "tb", "tbV")


class _Look(Struct, frozen=True):
    """What surrounds the text of a cell; the same for cells under the same conditions with the same formatting."""

    margins: tuple[float, float, float, float]
    shading: str
    vertical_align: str
    around: Surroundings


class _Setting(Struct, frozen=True):
    """All that cells need to know of their table; `table` is its style's and its own formatting."""

    style: TableStyle
    direct: Properties
    table: Properties
    options: Options
    grid: Grid
    widths: tuple[float, ...]
    background: str
    looks: dict[tuple[tuple[str, ...], CellProperties], _Look] = field(default_factory=dict)

    def place(self, slot: Slot) -> Place:
        return Place(slot.row, slot.bottom, slot.column, slot.right, len(self.grid.slots), self.grid.columns)


def read_table(element: Element, story: Story, around: Surroundings, read_blocks: ReadBlocks) -> Table | None:
    """The table `element` (a `w:tbl`), or None where it has no rows."""
    properties = element.find(f"{W}tblPr")
    style_id = child_value(properties, f"{W}tblStyle") or ""
    style = _style(story, style_id)
    direct = read_table_properties(properties, story.reading.cascade.theme)
    grid = read_grid(element, story)
    if not grid.columns:
        return None
    table = style.table | direct
    widths = column_widths(element, grid, story.width)
    setting = _Setting(style, direct, table, read_options(properties, table), grid, widths, around.background)
    _dress(setting)
    rows = tuple(_read_row(index, setting, story, read_blocks) for index in range(len(grid.rows)))
    story.reading.frames += 1
    return Table(
        _with_leading_headers(rows),
        widths,
        style.name if style_id else "",
        _indent(table, story.reading.compatibility),
        table.get("align", Justification.LEFT),
        setting.options.first_column,
        child_value(properties, f"{W}tblCaption") or "",
        child_value(properties, f"{W}tblDescription") or "",
        frame_of_table(properties, story.reading.frames),
        table.get("right_to_left", False),
    )


def _style(story: Story, style_id: str) -> TableStyle:
    """A table style, read once."""
    reading = story.reading
    found = reading.tables.styles.get(style_id)
    if found is None:
        found = read_table_style(reading.cascade.styles, reading.cascade.theme, style_id)
        reading.tables.styles[style_id] = found
    return found


def _read_row(index: int, setting: _Setting, story: Story, read_blocks: ReadBlocks) -> Row:
    """A row with its cells, its heights in points."""
    properties = child_of(setting.grid.rows[index], f"{W}trPr")
    height = None if properties is None else properties.find(f"{W}trHeight")
    rule = "" if height is None else height.get(f"{W}hRule", "atLeast")
    return Row(
        tuple(_read_cell(slot, setting, story, read_blocks) for slot in setting.grid.slots[index]),
        header=is_switched_on(properties, "tblHeader"),
        cant_split=is_switched_on(properties, "cantSplit"),
        minimum_height=0.0 if height is None or rule == "auto" else abs(length(height.get(VAL)) or 0.0),
        exact_height=rule == "exact",
    )


def _read_cell(slot: Slot, setting: _Setting, story: Story, read_blocks: ReadBlocks) -> Cell:
    """A cell with its blocks, laid over by what its place in the table gives it."""
    key = (slot.applied, slot.properties)
    look = setting.looks.get(key)
    if look is None:
        look = setting.looks[key] = _look(slot, setting)
    _, right, _, left = look.margins
    width = sum(setting.widths[slot.column : slot.right + 1])
    outer, story.width = story.width, max(0.0, width - left - right)
    blocks = read_blocks(slot.element, story, look.around)
    story.width = outer
    direction = slot.properties.direction
    if direction is not None and direction not in _ACROSS:
        report(rules.WORD_LAYOUT, story)
    return Cell(
        blocks,
        slot.column,
        slot.span,
        slot.rows,
        look.shading,
        Borders(**slot.edges),
        look.margins,
        look.vertical_align,
        width,
    )


def _look(slot: Slot, setting: _Setting) -> _Look:
    """Margins, background and vertical alignment of a cell after the cascade."""
    look = setting.style.table | setting.style.whole.cell
    for name in slot.applied:
        look = look | setting.style.conditions[name].cell
    look = look | setting.direct | slot.own
    top, bottom = look.get("margin_top", 0.0), look.get("margin_bottom", 0.0)
    left, right = look.get("margin_left", _SIDE_MARGIN), look.get("margin_right", _SIDE_MARGIN)
    shading, vertical = look.get("shading", ""), look.get("vertical_align", "top")
    around = setting.style.around(slot.applied, shading or setting.background)
    return _Look((top, right, bottom, left), shading, vertical if vertical in _VERTICAL else "top", around)


def _dress(setting: _Setting) -> None:
    """Settles which conditions hold for each cell, and its borders; once for all cells in like places."""
    known: dict[Hashable, tuple[tuple[str, ...], dict[str, Border | None]]] = {}
    rows, columns = _kinds(setting.options, setting.grid)
    for slot in _slots(setting.grid):
        alike = (rows[slot.row, slot.bottom], columns[slot.column, slot.right])
        if alike not in known:
            known[alike] = _dressed(setting, setting.place(slot))
        slot.applied, drawn = known[alike]
        slot.edges = drawn | {edge: slot.own[edge] for edge in EDGES if edge in slot.own}
    _settle_neighbours(setting.grid)


def _kinds(options: Options, grid: Grid) -> tuple[dict[tuple[int, int], Hashable], dict[tuple[int, int], Hashable]]:
    """The kinds of all rows and columns that cells cover, by the first and the last of them."""
    down = {(slot.row, slot.bottom) for slot in _slots(grid)}
    across = {(slot.column, slot.right) for slot in _slots(grid)}
    return (
        {rows: kind_of_rows(options, *rows, len(grid.slots)) for rows in down},
        {columns: kind_of_columns(options, *columns, grid.columns) for columns in across},
    )


def _dressed(setting: _Setting, place: Place) -> tuple[tuple[str, ...], dict[str, Border | None]]:
    """The conditions that hold in a place, and the borders of a cell there that has none of its own."""
    applied = applied_conditions(setting.style, setting.options, place)
    edges: dict[str, Border | None] = {}
    for edge in EDGES:
        drawn = style_edge(setting.style, applied, setting.options, place, edge)
        edges[edge] = (drawn | table_edge(setting.direct, place, edge)).get(edge)
    return applied, edges


def _settle_neighbours(grid: Grid) -> None:
    """Where two cells share an edge, both show the same line (17.4.66): a cell's own before its table's."""
    tops = {(slot.row, slot.column): slot for slot in _slots(grid)}
    for slot in _slots(grid):
        below = tops.get((slot.bottom + 1, slot.column))
        if below is not None and below.span == slot.span:
            _settle(slot, "bottom", below, "top")
        beside = tops.get((slot.row, slot.right + 1))
        if beside is not None and beside.rows == slot.rows:
            _settle(slot, "right", beside, "left")


def _settle(first: Slot, edge: str, second: Slot, opposite: str) -> None:
    """Gives two neighbours the same border: the one that a cell sets itself, else the wider."""
    one, other = first.edges[edge], second.edges[opposite]
    if one is other:
        return
    first_own, second_own = edge in first.own, opposite in second.own
    if first_own == second_own:
        winner = max((one, other), key=lambda border: border.width if border else 0.0)
    else:
        winner = one if first_own else other
    first.edges[edge] = second.edges[opposite] = winner


def _slots(grid: Grid) -> Iterator[Slot]:
    return (slot for line in grid.slots for slot in line)


def _with_leading_headers(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Only rows at the head of a table repeat (17.4.78); a mark further down is without effect."""
    kept = []
    leading = True
    for row in rows:
        leading = leading and row.header
        kept.append(row if row.header == leading else replace(row, header=leading))
    return tuple(kept)


def _indent(table: Properties, compatibility: int) -> float:
    """The distance from the text margin to the table's left edge."""
    indent = float(table.get("indent", 0.0))
    return indent if compatibility >= _EDGE_INDENT else indent - float(table.get("margin_left", _SIDE_MARGIN))
