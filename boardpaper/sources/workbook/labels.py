"""What a cell stands under on a sheet that does not describe itself: the words of its row and those over its column."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct, field

from boardpaper.model.kpi import CellLabels
from boardpaper.sources.workbook.cells import cell_text, is_label, without_notes
from boardpaper.sources.workbook.grid import Area, SheetCell, SheetRow
from boardpaper.sources.workbook.sheets import Book, Sheet, read_rows

_PARTED = " | "
_LONGEST = 200
# Further to the right nobody looks for where a column has gone.
_WIDEST = 200


class _Column(Struct):
    """The words over a column, from the top, down to the last row that has some, and whether numbers have followed."""

    words: list[str] = field(default_factory=list)
    last: int = 0
    closed: bool = False


def labels_in(
    rows: Iterable[SheetRow], sheet: Sheet, columns: Collection[int]
) -> Iterator[tuple[SheetRow, Mapping[int, CellLabels]]]:
    """Each row with what its cells in `columns` (one at least) stand under, whether they are filled or not."""
    over = {column: _Column() for column in sorted(columns)}
    across = [merge for merge in sheet.merges if merge.right > merge.left]
    section, section_at, last = "", 0, 0
    for row in rows:
        named = [(column, label) for column, cell in sorted(row.cells.items()) if (label := _label(cell))]
        is_section = len(named) == len(row.cells) == 1 and named[0][0] < min(over)
        only_words = len(named) == len(row.cells) and not is_section
        heads = _is_years(row) or (only_words and (last < row.number - 1 or last == section_at))
        if is_section:
            section, section_at = named[0][1], row.number
        found = {}
        for column, above in over.items():
            beside = [label for at, label in named if at < column]
            if 0 < above.last < section_at < row.number:
                beside = [section, *beside]
            found[column] = CellLabels(_PARTED.join(beside), _PARTED.join(above.words))
            _note(above, _cell_over(row, column, across), row.number, heads=heads)
        last = row.number
        yield row, found


def _is_years(row: SheetRow) -> bool:
    """Whether the numbers of a row are years, as those over columns are."""
    numbers = [cell.value for cell in row.cells.values() if isinstance(cell.value, int | float)]
    return len(numbers) > 1 and all(1900 <= number <= 2100 and number == int(number) for number in numbers)


def _note(above: _Column, held: SheetCell | None, row: int, *, heads: bool) -> None:
    """Takes a cell of the column into the words over what follows, until numbers end them.

    After that only a row that `heads` what follows begins new ones: a word in place of a number is no heading.
    """
    if held is None:
        return
    label = cell_text(held) if heads else _label(held)
    if not label:
        above.closed = True
    elif heads or not above.closed:
        if above.closed:
            above.words, above.closed = [], False
        if label not in above.words:
            above.words.append(label)
        above.last = row


def _cell_over(row: SheetRow, column: int, across: Iterable[Area]) -> SheetCell | None:
    """The cell of a row in a column, or the one that is merged into it from the left."""
    if column in row.cells:
        return row.cells[column]
    merged = (row.cells.get(merge.left) for merge in across if merge.holds(row.number, column))
    return next(merged, None)


def _label(cell: SheetCell) -> str:
    """The words of a cell that says what others hold; empty where it holds something itself."""
    return without_notes(cell_text(cell))[:_LONGEST] if is_label(cell) else ""


def words_of(label: str) -> list[str]:
    """The words of a row or column, one by one as their cells have them."""
    return [part.strip() for part in label.split(_PARTED.strip()) if part.strip()]


def holds(seen: str, wanted: str) -> bool:
    """Whether all of the `wanted` words stand where `seen` were read; more may stand there."""
    return {word.casefold() for word in words_of(wanted)} <= {word.casefold() for word in words_of(seen)}


def rows_with(book: Book, sheet: Sheet, column: int, label: str) -> list[int]:
    """The rows whose cell in `column` stands in a row of that label."""
    return [
        row.number
        for row, found in labels_in(read_rows(book, sheet), sheet, {column})
        if found[column].row and holds(found[column].row, label) and column in row.cells
    ]


def columns_with(book: Book, sheet: Sheet, row: int, label: str) -> list[int]:
    """The columns whose cell in `row` stands under that label."""
    for each, found in labels_in(read_rows(book, sheet), sheet, range(1, _WIDEST + 1)):
        if each.number >= row:
            return (
                [column for column, labels in found.items() if labels.column and holds(labels.column, label)]
                if each.number == row
                else []
            )
    return []
