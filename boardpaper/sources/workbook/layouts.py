"""Where the headings of a sheet stand, which layout they make, and which column holds what."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Marker, Period
from boardpaper.model.paper import SheetMapping
from boardpaper.model.period import period_id
from boardpaper.rules import workbook as rules
from boardpaper.sources.workbook.cells import cell_text, read_amount, read_period_cell, split_markers, without_notes
from boardpaper.sources.workbook.grid import WHOLE_SHEET, Area, NamedArea, SheetCell, SheetRow, cell_name
from boardpaper.sources.workbook.sheets import Sheet

# Headings stand within this many filled rows of the top of a sheet, table or named range.
HEADER_SEARCH = 60
# A sheet of no more filled rows than this is kept whole rather than read twice.
KEPT_ROWS = 500
_DEEPEST = 4
# The limit of suppression, which counts wherever it is declared: on a sheet of readings too.
LIMIT = "suppress below"

_READING_ROLES = frozenset(
    {
        "indicator",
        "period",
        "value",
        "change",
        "change type",
        "compared with",
        "marker",
        "paragraph",
        "source",
        "note",
    }
)
_BELOW_PERIOD = _READING_ROLES - {"indicator", "period"}
_DECLARATION_ROLES = frozenset(
    {
        "indicator",
        "title",
        "measure",
        "unit",
        "unit name",
        "decimals",
        "change decimals",
        "polarity",
        "current",
        "baseline",
        "denominator",
        "derived",
        "suppress below",
        "source",
        "scorecard",
        "note",
    }
)
_ROLES = _READING_ROLES | _DECLARATION_ROLES


class Layout(StrEnum):
    """What the rows under a header are."""

    DECLARATIONS = "declarations"
    LONG = "long"
    WIDE = "wide"


class Column(Struct, frozen=True):
    """What a column holds: a role, and for a wide layout the period that it belongs to, with the period's markers."""

    role: str
    period: Period | None = None
    markers: tuple[Marker, ...] = ()


class Block(Struct, frozen=True):
    """Rows under one header. `first` is their first row; `area` bounds rows and columns; `names` repeats the header.

    The header reaches from the row `top` to the row `header`.
    """

    layouts: tuple[Layout, ...]
    header: int
    first: int
    area: Area
    columns: Mapping[int, Column]
    names: Mapping[int, str]
    unread: Mapping[int, str]
    top: int = 0

    def holds(self, row: SheetRow) -> bool:
        """Whether `row` is one of the block's, and not its header printed again."""
        if not self.first <= row.number <= self.area.bottom:
            return False
        return any(cell_text(row.cells.get(column)) != name for column, name in self.names.items())

    def cell(self, row: SheetRow, role: str, period: Period | None = None) -> SheetCell | None:
        """The cell of `row` in the column with that role (and, in a wide layout, that period)."""
        for index, column in self.columns.items():
            if column.role == role and column.period == period:
                return row.cells.get(index)
        return None

    def at(self, role: str) -> int:
        """The number of the column with that role, whatever its period; 0 where there is none."""
        return next((index for index, column in self.columns.items() if column.role == role), 0)


def read_role(heading: str) -> str:
    """The role that a heading or a key of paper.yaml names: `Change type` and `change_type` are one."""
    return " ".join(without_notes(heading).casefold().replace("_", " ").replace("-", " ").rstrip(":*").split())


def find_blocks(
    sheet: Sheet, top: Sequence[SheetRow], names: Sequence[NamedArea], mapping: SheetMapping | None
) -> tuple[Block, ...]:
    """The blocks of a sheet: one for each table or named range that begins with known headings, or else the sheet.

    `top` are the first rows of the sheet; `names` are the defined names that lie on it.
    """
    blocks: list[Block] = []
    named = sorted(names, key=lambda each: (-(each.area.bottom - each.area.top), each.name))
    for area in (*(table.area for table in sheet.tables), *(name.area for name in named)):
        if area.bottom > area.top and not any(area.overlaps(block.area) for block in blocks):
            block = _find_block(sheet, top, area, mapping)
            blocks += [block] if block else []
    if blocks:
        return tuple(blocks)
    block = _find_block(sheet, top, WHOLE_SHEET, mapping)
    return (block,) if block else ()


def header_search(
    rows: Iterator[SheetRow], sheet: Sheet, names: Sequence[NamedArea]
) -> tuple[tuple[SheetRow, ...], bool]:
    """The rows in which headings are looked for: the top of the sheet, of its tables and of its named ranges.

    Also whether they are all the rows of the sheet, which then need not be read again.
    """
    starts = [each.area.top for each in (*sheet.tables, *names)]
    kept: list[SheetRow] = []
    complete = True
    for row in rows:
        if len(kept) < KEPT_ROWS or any(start <= row.number < start + HEADER_SEARCH for start in starts):
            kept.append(row)
        else:
            complete = False
            if all(row.number >= start + HEADER_SEARCH for start in starts):
                break
    return tuple(kept), complete


def block_findings(block: Block, book: str, sheet: str) -> tuple[Finding, ...]:
    """Headings that would lose figures: two columns for one thing, and numbers under what is almost a period."""
    where = f"{book} › {sheet}!"
    counts = Counter((column.role, column.period) for column in block.columns.values())
    found = [
        rules.COLUMN_DUPLICATE.at(
            f"{where}{cell_name(block.header, _last(block, role, period))}",
            role=role.capitalize(),
            also=f" for {period_id(period)}" if period else "",
        )
        for (role, period), count in counts.items()
        if count > 1
    ]
    if Layout.WIDE in block.layouts:
        found += [
            rules.PERIOD_OF_COLUMN_UNKNOWN.at(f"{where}{cell_name(block.header, column)}", name=name)
            for column, name in block.unread.items()
            if any(letter.isdigit() for letter in name)
        ]
    return tuple(found)


def headings_of(row: SheetRow) -> str:
    """The texts of a row, for a finding that lists what was found instead; a number may be one that is suppressed."""
    texts = (cell_text(cell) for cell in row.cells.values())
    return ", ".join(f"“{text}”" for text in texts if text and not _is_number(text)) or "nothing but numbers"


def _is_number(text: str) -> bool:
    """Whether a text is a number, with markers or without, and not a year, as headings are."""
    amount = read_amount(split_markers(text)[0])
    return amount is not None and not (text.isdigit() and 1900 <= amount.value <= 2100)


def _last(block: Block, role: str, period: Period | None) -> int:
    """The last column with that role and period."""
    return max(index for index, column in block.columns.items() if (column.role, column.period) == (role, period))


def _find_block(sheet: Sheet, top: Sequence[SheetRow], area: Area, mapping: SheetMapping | None) -> Block | None:
    """The first block in an area whose header names indicators and makes a layout."""
    rows = [_header_row(row, sheet, area) for row in top if area.top <= row.number <= area.bottom]
    rows = [row for row in rows if row.cells]
    for index, row in enumerate(rows[:HEADER_SEARCH]):
        if mapping and mapping.header_row and row.number != mapping.header_row:
            continue
        if not _names_indicators(rows[index : index + _DEEPEST], mapping):
            continue
        for depth in _depths(sheet, rows, index, mapping):
            header = rows[index : index + depth]
            block = _block(header, area, mapping)
            if block:
                return block
    return None


def _names_indicators(rows: Sequence[SheetRow], mapping: SheetMapping | None) -> bool:
    """Whether the heading that every layout has is here at all: most rows are passed over for the want of it."""
    texts = (cell.value for row in rows for cell in row.cells.values())
    return any(_role(text, mapping) == "indicator" for text in texts if isinstance(text, str))


def _header_row(row: SheetRow, sheet: Sheet, area: Area) -> SheetRow:
    """`row` within `area`, with each heading that is merged across repeated in the columns it covers."""
    cells = {column: cell for column, cell in row.cells.items() if area.left <= column <= area.right}
    for merge in sheet.merges:
        if merge.top <= row.number <= merge.bottom and merge.left in cells:
            right = min(merge.right, area.right, merge.left + 200)
            cells |= dict.fromkeys(range(merge.left, right + 1), cells[merge.left])
    return replace(row, cells=dict(sorted(cells.items())))


def _depths(sheet: Sheet, rows: Sequence[SheetRow], index: int, mapping: SheetMapping | None) -> Iterator[int]:
    """How many rows the header that begins at `rows[index]` may have, likeliest first."""
    row = rows[index]
    merged = max((m.bottom - m.top + 1 for m in sheet.merges if m.top == row.number and m.left in row.cells), default=1)
    together = 1
    while index + together < len(rows) and rows[index + together].number == row.number + together:
        together += 1
    if 1 < merged <= min(_DEEPEST, together):
        yield merged
    if together > 1 and _continues(row, rows[index + 1], mapping):
        yield 2
    yield 1


def _continues(row: SheetRow, below: SheetRow, mapping: SheetMapping | None) -> bool:
    """Whether `below` is a second row of headings (Value, Note ...) under the periods of `row`."""
    own = {column: cell for column, cell in below.cells.items() if row.cells.get(column) is not cell}
    columns = [_column([cell], mapping) for cell in own.values()]
    roles = [column.role if column else "" for column in columns]
    if not any(_is_period(cell) for cell in row.cells.values()):
        return False
    return "value" in roles and all(role in _BELOW_PERIOD | {"indicator"} for role in roles)


def _is_period(cell: SheetCell) -> bool:
    try:
        read_period_cell(cell)
    except ValueError:
        return False
    return True


def _block(header: Sequence[SheetRow], area: Area, mapping: SheetMapping | None) -> Block | None:
    """The block under a header; None where its columns make no layout."""
    parts = _heading_parts(header)
    columns = {index: column for index, cells in parts.items() if (column := _column(cells, mapping))}
    layouts = _layouts(columns, mapping)
    if not layouts:
        return None
    kept = {index: column for index, column in columns.items() if _belongs(column, layouts)}
    last = header[-1]
    return Block(
        layouts=layouts,
        header=last.number,
        first=last.number + 1,
        area=area,
        columns=kept,
        names={index: cell_text(last.cells.get(index)) for index in kept if index in last.cells},
        unread={index: cell_text(cells[-1]) for index, cells in parts.items() if index not in columns},
        top=header[0].number,
    )


def _heading_parts(header: Sequence[SheetRow]) -> dict[int, list[SheetCell]]:
    """The headings over each column, from the top. A period that is not merged reaches over the blanks to its right."""
    parts: dict[int, list[SheetCell]] = {}
    for depth, row in enumerate(header):
        below = {column for under in header[depth + 1 :] for column in under.cells}
        reaching: SheetCell | None = None
        for column in sorted({*row.cells, *below}):
            cell = row.cells.get(column)
            if cell is not None:
                reaching = cell if _is_period(cell) else None
            cell = cell or reaching
            if cell is not None and cell not in parts.setdefault(column, []):
                parts[column].append(cell)
    return {column: cells for column, cells in parts.items() if cells}


def _column(cells: Sequence[SheetCell], mapping: SheetMapping | None) -> Column | None:
    """What the headings over one column say together: at most one role and one period."""
    roles, periods = [], []
    for cell in cells:
        role = _role(cell_text(cell), mapping)
        try:
            periods.append(read_period_cell(cell) if not role else _mapped_period(role))
        except ValueError:
            roles += [role] if role in _ROLES else []
    if len(roles) > 1 or len(periods) > 1 or not (roles or periods):
        return None
    if not periods:
        return Column(roles[0])
    role = roles[0] if roles else "value"
    period, markers = periods[0]
    return Column(role, period, markers) if role in _BELOW_PERIOD else None


def _role(heading: str, mapping: SheetMapping | None) -> str:
    """The role of a heading; empty where it has none. A mapped role is what paper.yaml says and nothing else."""
    plain = read_role(heading)
    if mapping:
        mapped = {read_role(name): role for role, name in mapped_columns(mapping).items()}
        if plain in mapped:
            return mapped[plain]
        if plain in mapped.values():
            return ""
    return plain if plain in _ROLES else ""


def mapped_columns(mapping: SheetMapping) -> dict[str, str]:
    """The headings that paper.yaml gives for roles or periods, by role."""
    columns = {key if _mapped(key) else read_role(key): name for key, name in mapping.columns.items()}
    return columns | ({"indicator": mapping.indicator_column} if mapping.indicator_column else {})


def _mapped(key: str) -> bool:
    try:
        _mapped_period(key)
    except ValueError:
        return False
    return True


def _mapped_period(role: str) -> tuple[Period, tuple[Marker, ...]]:
    """The period that a mapping names a column by."""
    return read_period_cell(SheetCell(0, 0, role))


def _layouts(columns: Mapping[int, Column], mapping: SheetMapping | None) -> tuple[Layout, ...]:
    """The layouts that columns make, together with a mapping or without; none where they make none."""
    roles = {column.role for column in columns.values() if column.period is None}
    periods = {column.period for column in columns.values() if column.period and column.role == "value"}
    if "indicator" not in roles:
        return ()
    if mapping:
        return (Layout(mapping.layout),) if _suffices(mapping.layout, roles, len(periods)) else ()
    if {"period", "value"} <= roles:
        return (Layout.LONG,)
    found = []
    if "title" in roles:
        found.append(Layout.DECLARATIONS)
    if len(periods) > 1:
        found.append(Layout.WIDE)
    return tuple(found)


def _suffices(layout: str, roles: set[str], periods: int) -> bool:
    """Whether the columns are all that a layout cannot do without."""
    match layout:
        case Layout.LONG:
            return "period" in roles and bool(roles & {"value", "change"})
        case Layout.WIDE:
            return periods > 0
    return "title" in roles


def _belongs(column: Column, layouts: Sequence[Layout]) -> bool:
    """Whether a column says something in one of the layouts."""
    roles: set[str] = set()
    if Layout.DECLARATIONS in layouts:
        roles |= _DECLARATION_ROLES
    if Layout.LONG in layouts or Layout.WIDE in layouts:
        roles |= _READING_ROLES | {LIMIT}
    return column.role in roles and (column.period is None or Layout.WIDE in layouts)
