"""A workbook opened without trust: its sheets as rows of cells, with their merges, tables and defined names.

openpyxl reads in its streaming mode, in bounded memory. What that mode leaves out (merged cells, tables, whether a
sheet holds formulas) is taken from the package itself; a sheet's stated dimensions are not believed.
"""

import hashlib
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from io import BufferedReader
from itertools import repeat
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from msgspec import Struct
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from boardpaper.errors import InputError
from boardpaper.ooxml.names import Element
from boardpaper.ooxml.opening import check_package
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.part_names import part_key
from boardpaper.rules import files
from boardpaper.rules import workbook as rules
from boardpaper.sources.workbook.plain_names import plainly_named

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

Scalar = str | int | float | bool | datetime | date | time | timedelta | None

_MODIFIED = "{http://purl.org/dc/terms/}modified"
# How many bytes are held in memory at once.
_CHUNK = 1_048_576
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Za-z0-9:$]+)[\"']")
_AREA = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})(?::\$?([A-Za-z]{0,3})\$?([0-9]{0,7}))?")
_OUTSIDE = re.compile(r"\[[^\]]*\][^!]*!")
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]:,()\"]+))!(\$?[A-Z]*\$?\d*(?::\$?[A-Z]*\$?\d*)?)")
# What openpyxl is seen to raise on a file that is an Office package and still not a sound workbook.
_UNSOUND = (
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    SyntaxError,
    OSError,
    EOFError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)


class Area(Struct, frozen=True):
    """A rectangle of cells; rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def overlaps(self, other: "Area") -> bool:
        """Whether the two share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


WHOLE_SHEET = Area(1, 1, LAST_ROW, LAST_COLUMN)


class SheetCell(Struct, frozen=True):
    """A cell that holds something. `value` is None where a formula has no cached value.

    `error` is the error that the cell shows (`#REF!`), and then `value` is None.
    """

    row: int
    column: int
    value: Scalar
    number_format: str = "General"
    formula: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        """The cell's address: `D14`."""
        return cell_name(self.row, self.column)


class SheetRow(Struct, frozen=True):
    """A row that holds something: its cells by column. A cell merged downwards is repeated in the rows it covers."""

    number: int
    cells: Mapping[int, SheetCell]


class NamedArea(Struct, frozen=True):
    """An Excel table or a defined name: where it lies. A table's totals rows are left out of its area."""

    name: str
    sheet: str
    area: Area


class Sheet(Struct, frozen=True):
    """A worksheet: what is known of it before its cells are read."""

    name: str
    hidden: bool
    has_formulas: bool
    merges: tuple[Area, ...] = ()
    tables: tuple[NamedArea, ...] = ()


class Book(Struct, frozen=True):
    """An open workbook. `outside_names` are the defined names that point to another file.

    `modified` is when the file says that it was last saved (ISO 8601), empty where it does not say.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    names: tuple[NamedArea, ...]
    outside_names: tuple[str, ...]
    values: Workbook
    formulas: Workbook | None = None
    modified: str = ""

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, in capitals or not."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.strip().casefold()), None)


def cell_name(row: int, column: int) -> str:
    """The address of a cell: `D14`."""
    return f"{get_column_letter(column)}{row}"


def read_area(reference: str) -> Area | None:
    """The area that `B7`, `$A$4:$F$120`, `A:F` or `4:9` names; None where the text names none."""
    match = _AREA.fullmatch(reference.strip())
    if match is None or not (match[1] or match[2]):
        return None
    left, top = _column_number(match[1], 1), int(match[2] or 1)
    whole = match[3] is None and match[4] is None
    right = left if whole and match[1] else _column_number(match[3] or "", LAST_COLUMN)
    bottom = top if whole and match[2] else int(match[4] or LAST_ROW)
    if not (1 <= top <= bottom <= LAST_ROW and 1 <= left <= right <= LAST_COLUMN):
        return None
    return Area(top, left, bottom, right)


@contextmanager
def open_book(path: Path, name: str) -> Iterator[Book]:
    """The workbook at `path`, open for `read_rows` until the context ends.

    Raises:
        InputError: it is missing, protected, damaged or not a workbook (`ooxml.opening.check_package`).
    """
    check_package(path, name=name)
    with path.open("rb") as stream, SpooledTemporaryFile(_CHUNK) as spare:
        yield _read_book(stream, spare, name)


def read_rows(book: Book, sheet: Sheet) -> Iterator[SheetRow]:
    """The rows of `sheet` that hold something, from the top, in bounded memory.

    Raises:
        InputError: the sheet is damaged.
    """
    open_merges: dict[Area, SheetCell] = {}
    downward = {(area.top, area.left): area for area in sheet.merges if area.bottom > area.top}
    for number, cells in _filled_rows(book, sheet):
        for area, cell in tuple(open_merges.items()):
            if number > area.bottom:
                del open_merges[area]
            else:
                cells.setdefault(area.left, cell)
        for column in tuple(cells) if downward else ():
            if area_below := downward.get((number, column)):
                open_merges[area_below] = cells[column]
        if cells:
            yield SheetRow(number, cells)


def _filled_rows(book: Book, sheet: Sheet) -> Iterator[tuple[int, dict[int, SheetCell]]]:
    """The number and the filled cells of each row, values and formulas together."""
    pairs = zip(
        _sheet_rows(book.values, sheet.name),
        _sheet_rows(book.formulas, sheet.name) if sheet.has_formulas and book.formulas else repeat(()),
        strict=False,
    )
    try:
        for number, (values, formulas) in enumerate(pairs, 1):
            yield number, {cell.column: cell for cell in _row_cells(values, formulas)}
    except _UNSOUND as fault:
        raise _unsound(f"{book.name} › {sheet.name}") from fault


def _sheet_rows(workbook: Workbook, name: str) -> Iterator[tuple["ReadOnlyCell", ...]]:
    """The rows of a sheet as openpyxl reads them."""
    worksheet: Any = workbook[name]
    # A stated dimension may be wrong, and rows beyond it would be lost.
    worksheet.reset_dimensions()
    rows: Iterator[tuple[ReadOnlyCell, ...]] = worksheet.iter_rows()
    return rows


def _row_cells(values: tuple["ReadOnlyCell", ...], formulas: tuple["ReadOnlyCell", ...]) -> Iterator[SheetCell]:
    """The cells of a row that show something."""
    for index, cell in enumerate(values):
        twin = formulas[index] if index < len(formulas) else None
        formula = _formula_text(twin) if twin is not None and twin.data_type == "f" else ""
        if cell.value is None and (not formula or cell.data_type == "str"):
            # A formula whose text is empty ("") shows a blank cell.
            continue
        if isinstance(cell.value, str) and not cell.value.strip():
            continue
        yield _sheet_cell(cell, formula)


def _sheet_cell(cell: "ReadOnlyCell", formula: str) -> SheetCell:
    """A cell without openpyxl: text, an error, or a value with its format."""
    value: Any = cell.value
    if cell.data_type == "e":
        return SheetCell(cell.row, cell.column, None, formula=formula, error=str(value))
    if isinstance(value, str):
        return SheetCell(cell.row, cell.column, value, "@", formula)
    return SheetCell(cell.row, cell.column, value, cell.number_format, formula)


def _formula_text(cell: "ReadOnlyCell") -> str:
    """A cell's formula; `=` for one whose text is kept elsewhere."""
    value: Any = cell.value
    text = getattr(value, "text", value)
    return text if isinstance(text, str) and text else "="


def _read_book(stream: BufferedReader, spare: IO[bytes], name: str) -> Book:
    """The workbook in `stream`; `spare` is room for a copy that openpyxl can read."""
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    # openpyxl warns of the parts that it leaves out (extensions, validations), none of which holds a figure, and of
    # dates beyond the calendar, which it gives as errors. It does so while rows are read, so this must outlast them.
    warnings.filterwarnings("ignore", module=r"openpyxl\.")
    try:
        with zipfile.ZipFile(stream) as archive:
            held = [part for part in archive.namelist() if not part.endswith("/")]
            package = Package(name, dict.fromkeys(held), archive.read)
            root = _workbook_root(package)
            sheets = tuple(_sheets(archive, package, root))
            modified = _modified(package)
            readable = spare if plainly_named(archive, package, spare) else stream
            values = load_workbook(readable, read_only=True, data_only=True, keep_links=False)
            formulas = None
            if any(sheet.has_formulas for sheet in sheets):
                formulas = load_workbook(readable, read_only=True, data_only=False, keep_links=False)
    except _UNSOUND as fault:
        raise _unsound(name) from fault
    names, outside = _defined_names(root)
    known = {worksheet.title for worksheet in values.worksheets}
    shown = tuple(sheet for sheet in sheets if sheet.name in known)
    return Book(name, sha256, shown, names, outside, values, formulas, modified)


def _modified(package: Package) -> str:
    """When the core properties say that the file was last saved (ECMA-376 part 2, 8.3), in UTC to the second."""
    root = package.related_root("", "core-properties")
    try:
        moment = datetime.fromisoformat("" if root is None else (root.findtext(_MODIFIED) or "").strip())
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _workbook_root(package: Package) -> Element:
    """The root of the workbook part; a file without one, or in the Strict form, stops the run."""
    part = package.main
    root = package.root(part) if part_key(part).endswith(".xml") else None
    if root is None or not str(root.tag).endswith("}workbook"):
        raise InputError(rules.FILE_NOT_WORKBOOK.at(package.name, name=package.name))
    if package.is_strict(part):
        raise InputError(rules.WORKBOOK_STRICT.at(package.name, name=package.name))
    return root


def _sheets(archive: zipfile.ZipFile, package: Package, root: Element) -> Iterator[Sheet]:
    """The worksheets in the order of their tabs."""
    relations = package.relationships(package.main)
    for element in root.iter("{*}sheet"):
        relation = relations.get(_relation_id(element))
        title = element.get("name", "")
        if relation is None or relation.external or relation.kind != "worksheet" or relation.target not in package:
            continue
        with archive.open(relation.target) as stream:
            has_formulas, merges = _scan_sheet(stream)
        tables = tuple(_tables(package, relation.target, title))
        yield Sheet(title, element.get("state", "visible") != "visible", has_formulas, merges, tables)


def _scan_sheet(stream: IO[bytes]) -> tuple[bool, tuple[Area, ...]]:
    """Whether a sheet holds formulas, and its merged areas, without building its tree."""
    has_formulas, merges, tail = False, [], b""
    while True:
        chunk = stream.read(_CHUNK)
        window = tail + chunk
        # A tag cut by the end of the chunk waits for the next one.
        cut = max(window.rfind(b"<"), 0) if chunk else len(window)
        window, tail = window[:cut], window[cut:]
        has_formulas = has_formulas or _FORMULA.search(window) is not None
        merges += [area for match in _MERGE.finditer(window) if (area := read_area(match[1].decode("ascii")))]
        if not chunk:
            return has_formulas, tuple(merges)


def _tables(package: Package, part: str, sheet: str) -> Iterator[NamedArea]:
    """The tables of a sheet, without their rows of totals."""
    for target in package.related(part, "table"):
        table = package.root(target)
        area = None if table is None else read_area(table.get("ref", ""))
        if table is not None and area is not None:
            bottom = max(area.top, area.bottom - int(table.get("totalsRowCount", "0")))
            yield NamedArea(table.get("displayName", ""), sheet, Area(area.top, area.left, bottom, area.right))


def _defined_names(root: Element) -> tuple[tuple[NamedArea, ...], tuple[str, ...]]:
    """The workbook's names that point to one area of a sheet, and those that point to another file."""
    areas, outside = [], []
    for element in root.iter("{*}definedName"):
        name, text = element.get("name", ""), (element.text or "").strip()
        if name.startswith("_xlnm."):
            continue
        if _OUTSIDE.search(text):
            outside.append(name)
        elif (match := _REFERENCE.fullmatch(text)) and (area := read_area(match[3])):
            areas.append(NamedArea(name, (match[1] or match[2]).replace("''", "'"), area))
    return tuple(areas), tuple(outside)


def _relation_id(element: Element) -> str:
    """The id of an element's relationship, whatever prefix stands before it."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _column_number(letters: str, default: int) -> int:
    """`AB` as 28; `default` where there are no letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number or default


def _unsound(where: str) -> InputError:
    return InputError(files.WORKBOOK_DAMAGED.at(where, name=where))
