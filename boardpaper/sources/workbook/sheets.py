"""A workbook opened without trust: its sheets as rows of cells, with their merges, tables and defined names.

Parts are found by their relationships, whatever a program has called them, and a sheet's stated dimensions are not
believed.
"""

import codecs
import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.errors import InputError
from boardpaper.ooxml.names import Element
from boardpaper.ooxml.opening import check_package
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.part_names import part_key
from boardpaper.rules import files
from boardpaper.rules import workbook as rules
from boardpaper.sources.workbook.grid import Area, NamedArea, SheetCell, SheetRow, read_area
from boardpaper.sources.workbook.stored import Storage, read_strings, stored_rows
from boardpaper.sources.workbook.strings import Text
from boardpaper.sources.workbook.styles import read_styles

_MODIFIED = "{http://purl.org/dc/terms/}modified"
# How many bytes are held in memory at once.
_CHUNK = 1_048_576
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Za-z0-9:$]+)[\"']")
_OUTSIDE = re.compile(r"\[[^\]]*\][^!]*!")
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]:,()\"]+))!(\$?[A-Z]*\$?\d*(?::\$?[A-Z]*\$?\d*)?)")
_TRUE = ("1", "true", "on")
_EXCEL = "Microsoft Excel"
# What a file raises that is an Office package and still not a sound workbook.
_UNSOUND = (
    KeyError, IndexError, ValueError, OverflowError, OSError, EOFError, RuntimeError, NotImplementedError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class Sheet(Struct, frozen=True):
    """A worksheet: what is known of it before its cells are read. `part` is where these are stored."""

    name: str
    hidden: bool
    has_formulas: bool
    merges: tuple[Area, ...] = ()
    tables: tuple[NamedArea, ...] = ()
    part: str = ""


class Book(Struct, frozen=True):
    """An open workbook. `outside_names` are the defined names that point to another file.

    `open_part` opens a part, and `storage` is what its cells refer to. `modified` is when the file says that it was
    last saved (ISO 8601), empty where it does not say. `is_old` says that it was saved without being calculated.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    names: tuple[NamedArea, ...]
    outside_names: tuple[str, ...]
    open_part: Callable[[str], IO[bytes]]
    storage: Storage
    modified: str = ""
    is_old: bool = False

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, in capitals or not."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.strip().casefold()), None)


@contextmanager
def open_book(path: Path, name: str) -> Iterator[Book]:
    """The workbook at `path`, open for `read_rows` until the context ends.

    Raises:
        InputError: it is missing, protected, damaged or not a workbook (`ooxml.opening.check_package`).
    """
    check_package(path, name=name)
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        with zipfile.ZipFile(stream) as archive:
            yield _read_book(archive, sha256, name)


def read_rows(book: Book, sheet: Sheet) -> Iterator[SheetRow]:
    """The rows of `sheet` that hold something, from the top, in bounded memory.

    Raises:
        InputError: the sheet is damaged.
    """
    open_merges: dict[Area, SheetCell] = {}
    downward = {(area.top, area.left): area for area in sheet.merges if area.bottom > area.top}
    for number, cells in _numbered(_stored_rows(book, sheet), open_merges):
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


_Rows = Iterator[tuple[int, dict[int, SheetCell]]]


def _numbered(rows: _Rows, open_merges: dict[Area, SheetCell]) -> _Rows:
    """The stored rows, and those between them that are not stored while `open_merges` reach over them."""
    last = 0
    for number, cells in rows:
        while open_merges and last + 1 < number:
            last += 1
            yield last, {}
        yield number, cells
        last = number


def _stored_rows(book: Book, sheet: Sheet) -> _Rows:
    """The rows of a sheet as its part stores them."""
    where = f"{book.name} › {sheet.name}"
    try:
        with book.open_part(sheet.part) as stream:
            yield from stored_rows(stream, book.storage, where)
    except _UNSOUND as fault:
        raise _unsound(where) from fault


def _read_book(archive: zipfile.ZipFile, sha256: str, name: str) -> Book:
    """The workbook in `archive`."""
    try:
        held = [part for part in archive.namelist() if not part.endswith("/")]
        package = Package(name, dict.fromkeys(held), archive.read)
        root = _workbook_root(package)
        sheets = tuple(_sheets(archive, package, root))
        storage = _storage(archive, package, root)
        names, outside = _defined_names(root)
        modified = _modified(package)
        book = Book(name, sha256, sheets, names, outside, archive.open, storage, modified, _is_old(root))
    except _UNSOUND as fault:
        raise _unsound(name) from fault
    return replace(book, storage=replace(storage, is_uncalculated=_is_uncalculated(book, package, root)))


def _storage(archive: zipfile.ZipFile, package: Package, root: Element) -> Storage:
    """What the cells of the workbook refer to."""
    strings, look = (_part(package, kind) for kind in ("sharedStrings", "styles"))
    texts: tuple[Text, ...] = ()
    if strings:
        with archive.open(strings) as stream:
            texts = read_strings(stream, package.name)
    styles = read_styles(package.root(look))
    properties = root.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904", "") in _TRUE
    return Storage(texts, styles, from_1904)


def _part(package: Package, kind: str) -> str:
    """The part that the workbook refers to as its `kind`, or else the one of that type; "" where there is none."""
    related = package.related(package.main, kind)
    typed = (part for part in package if package.content_type(part).endswith(f".{kind}+xml"))
    return next(iter(related), "") or next(typed, "")


def _is_old(root: Element) -> bool:
    """Whether the workbook was saved without its formulas being worked out (18.2.2)."""
    asked = root.find("{*}calcPr")
    if asked is None:
        return False
    by_hand = asked.get("calcMode") == "manual" and asked.get("calcOnSave", "1") not in _TRUE
    return by_hand or asked.get("calcCompleted", "1") not in _TRUE


def _is_uncalculated(book: Book, package: Package, root: Element) -> bool:
    """Whether no program has worked out the formulas: a 0 is then a placeholder, which Excel replaces when it opens it.

    Excel lists the cells that it has worked out (18.6, the calculation chain) in each workbook with formulas. Where
    that is missing, the workbook asks to be worked out, or calls itself Excel's and has no result but noughts.
    """
    if not any(sheet.has_formulas for sheet in book.sheets) or package.related(package.main, "calcChain"):
        return False
    asked = root.find("{*}calcPr")
    if book.is_old or (asked is not None and asked.get("fullCalcOnLoad", "") in _TRUE):
        return True
    properties = package.related_root("", "extended-properties")
    if properties is None or (properties.findtext("{*}Application") or "").strip() != _EXCEL:
        return False
    cells = (cell for sheet in book.sheets for row in read_rows(book, sheet) for cell in row.cells.values())
    return not any(cell.formula and (cell.value or cell.error) for cell in cells)


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
    """The root of the workbook part; a file without one stops the run."""
    part = package.main
    root = package.root(part) if part_key(part).endswith(".xml") else None
    if root is None or not str(root.tag).endswith("}workbook"):
        raise InputError(rules.FILE_NOT_WORKBOOK.at(package.name, name=package.name))
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
        hidden = element.get("state", "visible") != "visible"
        yield Sheet(title, hidden, has_formulas, merges, tables, relation.target)


def _scan_sheet(stream: IO[bytes]) -> tuple[bool, tuple[Area, ...]]:
    """Whether a sheet holds formulas, and its merged areas, without building its tree."""
    has_formulas, merges, tail = False, [], b""
    read = _in_ascii(stream)
    while True:
        chunk = read()
        window = tail + chunk
        # A tag cut by the end of the chunk waits for the next one.
        cut = max(window.rfind(b"<"), 0) if chunk else len(window)
        window, tail = window[:cut], window[cut:]
        has_formulas = has_formulas or _FORMULA.search(window) is not None
        merges += [area for match in _MERGE.finditer(window) if (area := read_area(match[1].decode("ascii")))]
        if not chunk:
            return has_formulas, tuple(merges)


def _in_ascii(stream: IO[bytes]) -> Callable[[], bytes]:
    """Reads the next chunk of a part in an encoding whose letters are those of ASCII; nothing at its end."""
    start = stream.read(2)
    if start not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<"):
        first = iter((start,))
        return lambda: next(first, b"") + stream.read(_CHUNK)
    name = "utf-16-be" if start in (codecs.BOM_UTF16_BE, b"\0<") else "utf-16-le"
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    return lambda: decoder.decode(stream.read(2 * _CHUNK)).encode()


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


def _unsound(where: str) -> InputError:
    return InputError(files.WORKBOOK_DAMAGED.at(where, name=where))
