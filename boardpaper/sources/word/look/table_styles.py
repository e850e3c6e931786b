"""Table styles: which conditions hold for a cell, and what they give it (17.7.6)."""

from collections.abc import Hashable, Iterator, Mapping

from lxml import etree
from msgspec import Struct, field

from boardpaper.ooxml.measures import length
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.sources.word.look.cascade import Surroundings
from boardpaper.sources.word.look.properties import (
    Properties,
    align,
    lay_over,
    read_border,
    read_paragraph_properties,
    read_run_properties,
    read_shading,
)
from boardpaper.sources.word.look.styles import Style, Styles, table_paragraph
from boardpaper.sources.word.look.theme import Theme
from boardpaper.sources.word.look.values import child_of, child_value, is_on, whole

EDGES = ("top", "right", "bottom", "left")
_SAME_EDGE = {"start": "left", "end": "right"}
_INSIDE = {"top": "inside_h", "bottom": "inside_h", "left": "inside_v", "right": "inside_v"}
_BORDERS = {
    **{f"{W}{name}": name for name in EDGES},
    **{f"{W}{name}": edge for name, edge in _SAME_EDGE.items()},
    f"{W}insideH": "inside_h",
    f"{W}insideV": "inside_v",
}
# The later override the earlier; rows come over columns, as Word draws them.
_ORDER = (
    "band2Horz",
    "band1Horz",
    "band2Vert",
    "band1Vert",
    "lastCol",
    "firstCol",
    "lastRow",
    "firstRow",
    "swCell",
    "seCell",
    "nwCell",
    "neCell",
)
_LOOK_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


class Part(Struct, frozen=True):
    """What a table style gives under one condition."""

    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)
    cell: Properties = field(default_factory=dict)


class CellProperties(Struct, frozen=True, eq=False):
    """What a `w:tcPr` says: formatting, columns, merges, `w:tcW` and direction of text. One serves all cells alike."""

    direct: Properties
    span: int
    continues_above: bool
    continues_beside: bool
    width: Element | None
    direction: str | None


class TableStyle(Struct):
    """A table style after inheritance: for the whole table, and by condition."""

    id: str
    name: str
    table: Properties
    whole: Part
    conditions: Mapping[str, Part]
    _around: dict[Hashable, Surroundings] = field(default_factory=dict)

    def around(self, applied: tuple[str, ...], background: str) -> Surroundings:
        """What the paragraphs of a cell start from; the same object for the same conditions."""
        key = (applied, background)
        if key not in self._around:
            paragraph, run = self.whole.paragraph, self.whole.run
            for name in applied:
                paragraph = lay_over(paragraph, self.conditions[name].paragraph)
                run = run | self.conditions[name].run
            self._around[key] = Surroundings(paragraph, run, background)
        return self._around[key]


class Options(Struct, frozen=True):
    """Which of its style's conditions a table wants (17.4.55 tblLook), and how broad its bands are."""

    first_row: bool = False
    last_row: bool = False
    first_column: bool = False
    last_column: bool = False
    row_bands: int = 0
    column_bands: int = 0


class Place(Struct, frozen=True):
    """Where a cell stands in its table: its rows and columns, first and last, and how many there are."""

    top: int
    bottom: int
    left: int
    right: int
    rows: int
    columns: int

    def at(self, edge: str) -> bool:
        """Whether the cell's `edge` is the table's."""
        if edge == "top":
            return self.top == 0
        if edge == "bottom":
            return self.bottom == self.rows - 1
        return self.left == 0 if edge == "left" else self.right == self.columns - 1


def read_table_style(styles: Styles, theme: Theme, style_id: str) -> TableStyle:
    """The table style `style_id`, or the document's default one."""
    chain = styles.chain("table", style_id)
    table: Properties = {}
    whole_part = Part(table_paragraph(chain), styles.chain_run("table", style_id) if chain else {}, {})
    conditions: dict[str, Part] = {}
    for style in chain:
        table = table | read_table_properties(style.element.find(f"{W}tblPr"), theme)
        whole_part.cell.update(read_cell_properties(style.element.find(f"{W}tcPr"), theme))
        for name, part in _conditions(style, theme):
            conditions[name] = _merge(conditions.get(name, Part()), part)
    last = chain[-1] if chain else None
    return TableStyle(last.id if last else "", last.name if last else "", table, whole_part, conditions)


def read_table_properties(element: Element | None, theme: Theme) -> Properties:
    """What a `w:tblPr` says of borders, cell margins, indent, alignment, bands and background."""
    found: Properties = {}
    if element is None:
        return found
    found |= _borders(element.find(f"{W}tblBorders"), theme)
    found |= _margins(element.find(f"{W}tblCellMar"))
    shading = element.find(f"{W}shd")
    if shading is not None:
        found["shading"] = read_shading(shading, theme)
    indent = element.find(f"{W}tblInd")
    if indent is not None and indent.get(f"{W}type", "dxa") == "dxa":
        found["indent"] = length(indent.get(f"{W}w")) or 0.0
    side = align(child_value(element, f"{W}jc"))
    if side is not None:
        found["align"] = side
    leftward = element.find(f"{W}bidiVisual")
    if leftward is not None:
        found["right_to_left"] = is_on(leftward)
    for name, tag in (("row_bands", "tblStyleRowBandSize"), ("column_bands", "tblStyleColBandSize")):
        size = whole(child_value(element, f"{W}{tag}"))
        if size is not None:
            found[name] = size
    return found


def read_cell_properties(element: Element | None, theme: Theme) -> Properties:
    """What a `w:tcPr` says of borders, margins, background and vertical alignment."""
    found: Properties = {}
    if element is None:
        return found
    found |= _borders(child_of(element, f"{W}tcBorders"), theme)
    found |= _margins(child_of(element, f"{W}tcMar"))
    shading = child_of(element, f"{W}shd")
    if shading is not None:
        found["shading"] = read_shading(shading, theme)
    vertical = child_value(element, f"{W}vAlign")
    if vertical:
        found["vertical_align"] = vertical
    return found


def read_options(properties: Element | None, table: Properties) -> Options:
    """The options in a table's `w:tblPr`; without any, only banding holds."""
    look = None if properties is None else properties.find(f"{W}tblLook")
    wanted = {name: _wanted(look, name, bit) for name, bit in _LOOK_BITS.items()}
    return Options(
        wanted["firstRow"],
        wanted["lastRow"],
        wanted["firstColumn"],
        wanted["lastColumn"],
        0 if wanted["noHBand"] else max(0, table.get("row_bands", 1)),
        0 if wanted["noVBand"] else max(0, table.get("column_bands", 1)),
    )


def kind_of_rows(options: Options, first: int, last: int, count: int) -> Hashable:
    """What alone decides which conditions and borders a style gives to cells in these rows: edges and bands."""
    return first == 0, last == count - 1, *_bands(first, last, options.first_row, options.row_bands)


def kind_of_columns(options: Options, first: int, last: int, count: int) -> Hashable:
    """The same for columns."""
    return first == 0, last == count - 1, *_bands(first, last, options.first_column, options.column_bands)


def _bands(first: int, last: int, skipped: int, size: int) -> tuple[int, int]:
    """Where in its double band a cell's first and last row (or column) stands, which is all that bands depend on."""
    period = 2 * size or 1
    return (first - skipped) % period, (last - skipped) % period


def applied_conditions(style: TableStyle, options: Options, place: Place) -> tuple[str, ...]:
    """The style's conditions that hold for a cell, the weakest first."""
    if not style.conditions:
        return ()
    holding = set(_holding(options, place))
    return tuple(name for name in _ORDER if name in holding and name in style.conditions)


def style_edge(style: TableStyle, applied: tuple[str, ...], options: Options, place: Place, edge: str) -> Properties:
    """The border that the style gives to a cell's edge, as `{edge: border}`, or nothing."""
    found = table_edge(style.table, place, edge) | _own_edge(style.whole.cell, place.at(edge), edge)
    for name in applied:
        found = found | _own_edge(style.conditions[name].cell, _is_outer(name, options, place, edge), edge)
    return found


def table_edge(table: Properties, place: Place, edge: str) -> Properties:
    """The border that table properties give to a cell's edge: the table's own, or the one between cells."""
    return _own_edge(table, place.at(edge), edge)


def _own_edge(properties: Properties, outer: bool, edge: str) -> Properties:
    """What properties say of an edge: `outer` ones of the table's own border, others of that between cells."""
    name = edge if outer else _INSIDE[edge]
    return {edge: properties[name]} if name in properties else {}


def _is_outer(condition: str, options: Options, place: Place, edge: str) -> bool:
    """Whether an edge of the cell bounds the region of `condition`, and not only the cell."""
    if condition.endswith("Cell"):
        return True
    if condition in ("firstRow", "lastRow"):
        return edge in ("top", "bottom") or place.at(edge)
    if condition in ("firstCol", "lastCol"):
        return edge in ("left", "right") or place.at(edge)
    across = condition.endswith("Horz")
    if edge not in (("top", "bottom") if across else ("left", "right")):
        return place.at(edge)
    size = options.row_bands if across else options.column_bands
    skipped = options.first_row if across else options.first_column
    first, last = (place.top, place.bottom) if across else (place.left, place.right)
    if edge in ("top", "left"):
        return (first - skipped) % size == 0
    return (last - skipped) % size == size - 1 or place.at(edge)


def _holding(options: Options, place: Place) -> Iterator[str]:
    """The conditions of a table style that hold for a place, weakest first (17.7.6)."""
    first_row = options.first_row and place.top == 0
    last_row = options.last_row and place.bottom == place.rows - 1
    first_column = options.first_column and place.left == 0
    last_column = options.last_column and place.right == place.columns - 1
    if options.row_bands and not first_row and not last_row:
        yield _band(place.top - options.first_row, options.row_bands, "Horz")
    if options.column_bands and not first_column and not last_column:
        yield _band(place.left - options.first_column, options.column_bands, "Vert")
    held = (
        ("firstRow", first_row),
        ("lastRow", last_row),
        ("firstCol", first_column),
        ("lastCol", last_column),
        ("nwCell", first_row and first_column),
        ("neCell", first_row and last_column),
        ("swCell", last_row and first_column),
        ("seCell", last_row and last_column),
    )
    yield from (name for name, holds in held if holds)


def _band(index: int, size: int, direction: str) -> str:
    """The condition for a row or column: `band1Horz`."""
    return f"band{1 + index // size % 2}{direction}"


def _wanted(look: Element | None, name: str, bit: int) -> bool:
    """Whether a table asks for a conditional format, by its name or, in older files, by a bit."""
    if look is None:
        return False
    written = look.get(f"{W}{name}")
    if written is not None:
        return written not in ("0", "false", "off")
    try:
        return bool(int(look.get(VAL, "0"), 16) & bit)
    except ValueError:
        return False


def _conditions(style: Style, theme: Theme) -> Iterator[tuple[str, Part]]:
    """What a table style gives to each kind of row, column and cell."""
    for element in style.element.iterchildren(f"{W}tblStylePr"):
        cell = read_table_properties(element.find(f"{W}tblPr"), theme)
        cell |= read_cell_properties(element.find(f"{W}tcPr"), theme)
        yield (
            element.get(f"{W}type", ""),
            Part(
                read_paragraph_properties(element.find(f"{W}pPr"), theme),
                read_run_properties(element.find(f"{W}rPr"), theme),
                cell,
            ),
        )


def _merge(base: Part, upper: Part) -> Part:
    """What a style says over what its base says."""
    return Part(lay_over(base.paragraph, upper.paragraph), base.run | upper.run, base.cell | upper.cell)


def _borders(element: Element | None, theme: Theme) -> Properties:
    """The borders that an element gives, by edge."""
    return {
        _BORDERS[child.tag]: read_border(child, theme)
        for child in (() if element is None else element)
        if child.tag in _BORDERS
    }


def _margins(element: Element | None) -> Properties:
    """Cell margins in points, by edge."""
    found: Properties = {}
    for child in () if element is None else element:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        name = _SAME_EDGE.get(name, name)
        points = length(child.get(f"{W}w"))
        if name in EDGES and points is not None and child.get(f"{W}type", "dxa") == "dxa":
            found[f"margin_{name}"] = max(0.0, points)
    return found


def is_switched_on(properties: Element | None, name: str) -> bool:
    """Whether `properties` holds the switch `w:name`, on."""
    element = child_of(properties, f"{W}{name}")
    return element is not None and is_on(element)
