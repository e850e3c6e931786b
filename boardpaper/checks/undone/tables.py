"""Tables that undo a suppression: a total and all other parts of a column or a row leave one number for a part."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from msgspec import Struct

from boardpaper.checks.undone.wholes import Hidden
from boardpaper.live.ledger import Ledger
from boardpaper.live.records import recorded_suppression
from boardpaper.model.document import Cell as WordCell
from boardpaper.model.document import Document, Paragraph, Run
from boardpaper.model.document import Table as WordTable
from boardpaper.model.document import words_of as spoken
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Marker
from boardpaper.model.messages import counted
from boardpaper.model.paper import Paper
from boardpaper.model.prose import Block, BlockList, BoundFigure, Inline, Table, words_of
from boardpaper.rules import figures as rules

Limits = Mapping[str, Decimal | None]
_MARK = Marker.CONFIDENTIAL.symbol
# What a total is called; “All” may also stand for something that is no sum, such as all crime beside some of it.
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b|.*\btotal$|sum\b|both\b|together\b|altogether\b", re.IGNORECASE)
_ALL = re.compile(r"(?:all|overall|whole|combined)\b", re.IGNORECASE)
_NUMBER = re.compile(r"£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?: \[[a-z]\])*")
_NONE = ("-", "–", "—", "nil", "none")
# A column that tells the step from one number to the next, in numbers.
_CHANGED = re.compile(r"(?:change|difference)(?: in numbers?)?", re.IGNORECASE)
_SIGNED = re.compile(r"([+−–-]?)((?:\d{1,3}(?:,\d{3})+|\d+))")
# A column that tells what share of the whole each row is.
_SHARE = re.compile(r"%|\b(?:per cent|percent(?:age)?|share|proportion)\b", re.IGNORECASE)
_PERCENTAGE = re.compile(r"(\d+(?:\.\d+)?)\s*%?")
# Columns of such numbers are not added up.
_NOT_ADDED = re.compile(
    r"%|\b(?:rate|average|mean|median|per cent|percent(?:age)?|share|change|rank|per)\b", re.IGNORECASE
)


class Cell(Struct, frozen=True):
    """What a cell says. `limit` is that below which its figure is suppressed, None where that is not known."""

    text: str
    limit: Decimal | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether it says [c], and no number."""
        return self.text.strip() == _MARK

    @property
    def number(self) -> Decimal | None:
        """The number that it says, and nothing else."""
        said = self.text.strip()
        if said.lower() in _NONE:
            return Decimal(0)
        match = _NUMBER.fullmatch(said)
        return Decimal(match[1].replace(",", "") + (match[2] or "")) if match else None


class Line(Struct, frozen=True):
    """The cells of a column or of a row, each with the name of its row or column, and what the line is called."""

    name: str
    cells: tuple[tuple[str, Cell], ...]


class Grid(Struct, frozen=True):
    """A table, its header row first, each row beginning with its name. `listed` says that its rows are no parts."""

    rows: tuple[tuple[Cell, ...], ...]
    where: str
    listed: bool = False


def check_tables(paper: Paper) -> tuple[Finding, ...]:
    """A finding for each table of which a total and its parts leave one number for a part, or a sum, that says [c].

    It is an error where what is left fits the figure's limit, and a warning where no limit is known.
    """
    return tuple(dict.fromkeys(finding for grid in _grids(paper) for finding in undone_in(grid)))


def check_word_tables(document: Document, ledger: Ledger) -> tuple[Finding, ...]:
    """The same of the tables of a Word file, into which an author may have put a total."""
    limits = {record.tag: recorded_suppression(record).below for record in ledger.figures}
    generated = {cells for block in ledger.blocks for row in block.rows[:1] if (cells := row.cells)}
    grids = (
        _word_grid(block, limits, generated)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, WordTable)
    )
    return tuple(dict.fromkeys(finding for grid in grids if grid for finding in undone_in(grid)))


def _word_grid(table: WordTable, limits: Limits, generated: Container[tuple[str, ...]]) -> Grid | None:
    """A table of a Word file; None where its cells do not make rows and columns."""
    rows = [row.cells for row in table.rows]
    if not rows or any(cell.column_span > 1 or cell.row_span > 1 for cells in rows for cell in cells):
        return None
    said = tuple(tuple(_word_cell(cell, limits) for cell in cells) for cells in rows)
    header = tuple(cell.text for cell in said[0])
    return Grid(said, f"the table “{' | '.join(header)}”", listed=header in generated)


def _word_cell(cell: WordCell, limits: Limits) -> Cell:
    paragraphs = [block for block in cell.blocks if isinstance(block, Paragraph)]
    runs = (inline for each in paragraphs for inline in each.inlines if isinstance(inline, Run))
    known = (limits.get(run.control) for run in runs)
    text = " ".join(spoken(each.inlines) for each in paragraphs)
    return Cell(text, next((limit for limit in known if limit is not None), None))


def undone_in(grid: Grid) -> Iterator[Finding]:
    """What is found in one table, by its columns and by its rows."""
    if not any(cell.is_hidden for row in grid.rows for cell in row):
        return
    for line in (*_columns(grid), *_rows(grid)):
        if not _NOT_ADDED.search(line.name):
            yield from _found(line, grid)
    for row in grid.rows[1:]:
        if _is_told_by_change(grid.rows[0], row):
            yield rules.SUPPRESSION_UNDONE_BY_CHANGE.at(grid.where)
    if _is_told_by_share(grid):
        yield rules.SUPPRESSION_UNDONE_BY_SHARE.at(grid.where)


def _is_told_by_change(header: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row says one of two numbers and the change from the first to the second, which fits what is hidden."""
    named = list(zip(header, row, strict=False))[1:]
    changes = [cell.text for head, cell in named if _is_change(head)]
    values = [cell for head, cell in named if not _NOT_ADDED.search(head.text) and not _is_change(head)]
    hidden = [cell for cell in values if cell.is_hidden]
    if len(changes) != 1 or len(values) != 2 or len(hidden) != 1 or not hidden[0].limit:
        return False
    signed = _SIGNED.fullmatch(changes[0].strip())
    number = next(cell.number for cell in values if cell not in hidden)
    if signed is None or number is None:
        return False
    change = Decimal(signed[2].replace(",", "")) * (1 if signed[1] in ("", "+") else -1)
    left = number + (change if values[1].is_hidden else -change)
    return 0 < left < hidden[0].limit


def _is_told_by_share(grid: Grid) -> bool:
    """Whether a row says what percentage a hidden number is, of a whole that the table says or lets work out."""
    header, *rows = grid.rows
    shares = [at for at, head in enumerate(header) if at and _SHARE.search(head.text)]
    counts = [at for at, head in enumerate(header) if at and not _NOT_ADDED.search(head.text) and not _is_change(head)]
    if len(shares) != 1 or len(counts) != 1 or any(len(row) != len(header) for row in rows):
        return False
    wholes = list(_whole_ranges(rows, counts[0], shares[0]))
    whole = max((low for low, _ in wholes), default=None), min((high for _, high in wholes), default=None)
    return any(
        _leaves_one_of(whole, rate, row[counts[0]].limit)
        for row in rows
        if row[counts[0]].is_hidden and (rate := _rate(row[shares[0]]))
    )


_Ends = tuple[Decimal, Decimal]


def _rate(cell: Cell) -> _Ends | None:
    """The least and the most that a percentage can be, as it is rounded."""
    match = _PERCENTAGE.fullmatch(cell.text.strip())
    if match is None:
        return None
    half = Decimal(5).scaleb(-len(match[1].partition(".")[2]) - 1)
    rate = Decimal(match[1])
    return max(rate - half, Decimal(0)), rate + half


def _whole_ranges(rows: Sequence[Sequence[Cell]], count: int, share: int) -> Iterator[_Ends]:
    """What each row tells of the whole: a total its number, another its number and its share."""
    for row in rows:
        number, rate = row[count].number, _rate(row[share])
        if number is None:
            continue
        name = row[0].text.strip()
        if _TOTAL.match(name) or _ALL.match(name):
            yield number, number
        elif rate and rate[0] > 0:
            yield number * 100 / rate[1], number * 100 / rate[0]


def _leaves_one_of(whole: tuple[Decimal | None, Decimal | None], rate: _Ends, limit: Decimal | None) -> bool:
    """Whether a share of a whole is one number that fits the limit."""
    low, high = whole
    if low is None or high is None or not limit:
        return False
    least = (low.to_integral_value(ROUND_CEILING) * rate[0] / 100).to_integral_value(ROUND_CEILING)
    most = (high.to_integral_value(ROUND_FLOOR) * rate[1] / 100).to_integral_value(ROUND_FLOOR)
    return 0 < least == most < limit


def _is_change(head: Cell) -> bool:
    """Whether a column tells the step from one number to the next."""
    return _CHANGED.fullmatch(head.text.strip()) is not None


def _columns(grid: Grid) -> Iterator[Line]:
    header, *rows = grid.rows
    for at, head in enumerate(header[1:], 1):
        yield Line(head.text, tuple((row[0].text, row[at]) for row in rows if at < len(row)))


def _rows(grid: Grid) -> Iterator[Line]:
    header, *rows = grid.rows
    if grid.listed:
        return
    for row in rows:
        named = zip(header[1:], row[1:], strict=False)
        yield Line(row[0].text, tuple((head.text, cell) for head, cell in named if not _NOT_ADDED.search(head.text)))


def _found(line: Line, grid: Grid) -> Iterator[Finding]:
    """What one column or row gives away."""
    for at, (name, total) in enumerate(line.cells):
        sure = bool(_TOTAL.match(name.strip()))
        if not (sure or _ALL.match(name.strip())):
            continue
        for parts in _parts(line, at):
            limit = _given_away(total, parts)
            if limit is None or (limit == 0 and (grid.listed or not sure)):
                continue
            rule = rules.SUPPRESSION_UNDONE_TABLE if limit else rules.SUPPRESSION_PERHAPS_UNDONE_TABLE
            yield rule.at(grid.where, total=name.strip(), line=line.name.strip() or counted(len(parts), "part"))
            break


def _parts(line: Line, at: int) -> Iterator[list[Cell]]:
    """What may add up to a total: what stands above it since the last one, all above it, or all below one on top."""
    names = [bool(_TOTAL.match(name.strip()) or _ALL.match(name.strip())) for name, _ in line.cells]
    cells = [cell for _, cell in line.cells]
    last = max((index for index in range(at) if names[index]), default=-1)
    following = next((index for index in range(at + 1, len(cells)) if names[index]), len(cells))
    for parts in (
        cells[last + 1 : at],
        [cell for cell, total in zip(cells[:at], names, strict=False) if not total],
        cells[at + 1 : following],
    ):
        if len(parts) > 1:
            yield parts


def _given_away(total: Cell, parts: Sequence[Cell]) -> Decimal | None:
    """The limit of the numbers that are given away, 0 where that is not known; None where none is."""
    hidden = [cell for cell in (total, *parts) if cell.is_hidden]
    numbers = [cell.number for cell in parts if not cell.is_hidden]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or (len(hidden) != 1 and total.is_hidden):
        return None
    if len(hidden) > 1:
        several = Hidden(tuple(cell.limit or Decimal(0) for cell in hidden))
        left = (total.number or Decimal(0)) - sum(known, Decimal(0))
        return max(several.limits) if known and several.fits(left) else None
    if not hidden:
        return None
    added = sum(known, Decimal(0))
    left = added if total.is_hidden else (total.number or Decimal(0)) - added
    limit = hidden[0].limit
    if left <= 0 or (limit is not None and left >= limit):
        return None
    return limit or Decimal(0)


def _grids(paper: Paper) -> Iterator[Grid]:
    """The tables of a paper."""
    for part in paper.parts:
        yield from _tables((*part.blocks, *part.next_steps))
    for appendix in paper.appendices:
        yield from _tables(appendix.blocks)


def _tables(blocks: Iterable[Block]) -> Iterator[Grid]:
    for block in blocks:
        if isinstance(block, BlockList):
            for item in block.items:
                yield from _tables(item.blocks)
        elif isinstance(block, Table):
            rows = tuple(tuple(map(_cell, row)) for row in (block.header, *block.rows))
            yield Grid(rows, f"{block.place}, table", listed=block.generated is not None)


def _cell(words: Sequence[Inline]) -> Cell:
    """A cell with the limit of the figure that it holds."""
    limits = [word.figure.suppression.below for word in words if isinstance(word, BoundFigure)]
    return Cell(words_of(words), next((limit for limit in limits if limit is not None), None))
