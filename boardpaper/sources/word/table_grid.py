"""A table's grid: rows, spans and merges, and how wide its columns are."""

from collections.abc import Iterator

from msgspec import Struct, field

from boardpaper.model.document import Border
from boardpaper.ooxml.measures import length
from boardpaper.ooxml.names import MC, VAL, Element, W, tags
from boardpaper.rules import publication
from boardpaper.sources.word.look.properties import Properties, fingerprint
from boardpaper.sources.word.look.table_styles import CellProperties, is_switched_on, read_cell_properties
from boardpaper.sources.word.look.values import child_of, child_value, fraction, whole
from boardpaper.sources.word.story.alternatives import chosen_alternative
from boardpaper.sources.word.story.reports import note_unfilled
from boardpaper.sources.word.story.state import Reading, Story

_MOST_COLUMNS = 63
# Some programs write columns of a few points and leave the widths to Word.
_PLACEHOLDER_WIDTH = 8.0
_NARROWEST = 18.0
_PROPERTIES = f"{W}tcPr"
_TRANSPARENT = tags("sdt sdtContent customXml ins moveTo")


class Slot(Struct):
    """A cell where it stands in the grid; what is merged into it is folded in.

    `properties` are its own, `applied` are the conditions of the table style that hold for it.
    """

    element: Element
    row: int
    column: int
    span: int
    properties: CellProperties
    rows: int = 1
    applied: tuple[str, ...] = ()
    edges: dict[str, Border | None] = field(default_factory=dict)

    @property
    def own(self) -> Properties:
        """Its direct formatting."""
        return self.properties.direct

    @property
    def bottom(self) -> int:
        """The last row that it covers."""
        return self.row + self.rows - 1

    @property
    def right(self) -> int:
        """The last column that it covers."""
        return self.column + self.span - 1


class Grid(Struct):
    """A table's rows, and for each row the cells that begin in it."""

    rows: list[Element]
    slots: list[list[Slot]]
    columns: int


def read_grid(element: Element, story: Story) -> Grid:
    """The grid of a `w:tbl`, without the rows that are deleted or hidden."""
    rows: list[Element] = []
    slots: list[list[Slot]] = []
    above: dict[int, Slot] = {}
    for row in _through(element, f"{W}tr", story):
        if _is_shown(row, story):
            begun, standing = _read_row(row, len(rows), above, story)
            if not standing and _has_deleted_cells(row, story):
                continue
            above = standing
            rows.append(row)
            slots.append(begun)
    columns = max((slot.right + 1 for line in slots for slot in line), default=0)
    return Grid(rows, slots, columns)


def column_widths(element: Element, grid: Grid, available: float) -> tuple[float, ...]:
    """The width of each column in points: cells' wishes, else the grid's, brought to the table's own width."""
    total = _wanted_width(element.find(f"{W}tblPr/{W}tblW"), available)
    widths = _grid_widths(element, grid.columns)
    for slot in _single_cells(grid):
        if slot.row == 0 or not widths[slot.column]:
            widths[slot.column] = _wanted_width(slot.properties.width, total or available) or widths[slot.column]
    _share_spare_width(widths, total or available)
    scale = total / sum(widths) if total and sum(widths) else 1.0
    return tuple(width * scale for width in widths)


def _grid_widths(element: Element, columns: int) -> list[float]:
    """What the table's grid says of each column (17.4.48 tblGrid); 0 where it says nothing."""
    written = [length(column.get(f"{W}w")) or 0.0 for column in element.iterfind(f"{W}tblGrid/{W}gridCol")][:columns]
    if max(written, default=0.0) <= _PLACEHOLDER_WIDTH:
        written = []
    return written + [0.0] * (columns - len(written))


def _single_cells(grid: Grid) -> Iterator[Slot]:
    """The cells that stand in one column, row by row: only these tell how wide it is."""
    return (slot for line in grid.slots for slot in line if slot.span == 1)


def _share_spare_width(widths: list[float], available: float) -> None:
    """Columns of which nothing is known share what the others leave."""
    missing = [index for index, width in enumerate(widths) if width <= 0]
    spare = max(0.0, available - sum(widths))
    for index in missing:
        widths[index] = max(_NARROWEST, spare / len(missing))


def _wanted_width(element: Element | None, available: float) -> float:
    """A preferred width in points, 0 where there is none (17.18.90 ST_TblWidth)."""
    if element is None:
        return 0.0
    kind, value = element.get(f"{W}type", "dxa"), element.get(f"{W}w")
    if kind == "pct" or (value or "").endswith("%"):
        return max(0.0, min(2.0, fraction(value) or 0.0)) * available
    return max(0.0, length(value) or 0.0) if kind == "dxa" else 0.0


def _through(container: Element, tag: str, story: Story) -> Iterator[Element]:
    """The children named `tag`, also inside content controls, custom XML and alternatives."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _through(child, tag, story)
            note_unfilled(child, story)
        elif child.tag == f"{MC}AlternateContent":
            branch = chosen_alternative(child)
            if branch is not None:
                yield from _through(branch, tag, story)


def _is_shown(row: Element, story: Story) -> bool:
    """Whether a row is part of the table; one that is deleted or hidden is not, and the latter is told of."""
    properties = child_of(row, f"{W}trPr")
    if properties is not None and properties.find(f"{W}del") is not None:
        return False
    if is_switched_on(properties, "hidden"):
        story.reading.tally(publication.HIDDEN_TEXT.name).add(story)
        return False
    return True


def _read_row(row: Element, index: int, above: dict[int, Slot], story: Story) -> tuple[list[Slot], dict[int, Slot]]:
    """The cells that begin in a row, and all that stand in it by their column."""
    column = _skipped(row)
    begun: list[Slot] = []
    standing: dict[int, Slot] = {}
    for cell in _through(row, f"{W}tc", story):
        if _is_deleted(cell):
            # Those behind it move up, as they do once Word has accepted the change (17.13.5.1).
            continue
        properties = _cell_properties(cell, story.reading)
        span = properties.span
        upper = above.get(column)
        if properties.continues_above and upper is not None and upper.span == span:
            upper.rows = index - upper.row + 1
            standing[column] = upper
            _tally_covered(cell, story)
        elif properties.continues_beside and begun:
            begun[-1].span += span
            _tally_covered(cell, story)
        else:
            standing[column] = Slot(cell, index, column, span, properties)
            begun.append(standing[column])
        column += span
    return begun, standing


def _is_deleted(cell: Element) -> bool:
    """Whether a cell is a tracked deletion."""
    properties = child_of(cell, _PROPERTIES)
    return properties is not None and properties.find(f"{W}cellDel") is not None


def _has_deleted_cells(row: Element, story: Story) -> bool:
    return any(_is_deleted(cell) for cell in _through(row, f"{W}tc", story))


def _cell_properties(cell: Element, reading: Reading) -> CellProperties:
    """A cell's own properties, read once for all cells that say the same."""
    element = child_of(cell, _PROPERTIES)
    key = () if element is None else fingerprint(element)
    found = reading.tables.cells.get(key)
    if found is None:
        found = reading.tables.cells[key] = CellProperties(
            read_cell_properties(element, reading.cascade.theme),
            max(1, min(_MOST_COLUMNS, whole(child_value(element, f"{W}gridSpan")) or 1)),
            _continues(element, "vMerge"),
            _continues(element, "hMerge"),
            child_of(element, f"{W}tcW"),
            child_value(element, f"{W}textDirection"),
        )
    return found


def _continues(properties: Element | None, name: str) -> bool:
    """Whether a cell goes on with the merged one before or above it."""
    merge = child_of(properties, f"{W}{name}")
    return merge is not None and merge.get(VAL, "continue") != "restart"


def _tally_covered(cell: Element, story: Story) -> None:
    """Words under a merged cell are in the file, but Word shows them nowhere."""
    if any((text.text or "").strip() for text in cell.iter(f"{W}t")):
        story.reading.tally(publication.HIDDEN_TEXT.name).add(story)


def _skipped(row: Element) -> int:
    """The grid columns before a row's first cell."""
    return max(0, min(_MOST_COLUMNS, whole(child_value(child_of(row, f"{W}trPr"), f"{W}gridBefore")) or 0))
