"""The figures kept inside a Word file, and whether the file is still as it was written; only here read and written."""

import hashlib
from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from boardpaper.errors import InputError
from boardpaper.live.bindings import Store, value_key, with_values
from boardpaper.live.ledger_copy import read_copy, with_copy
from boardpaper.model.xml_text import xml_text
from boardpaper.ooxml.custom_xml import custom_part, ensure_custom_part
from boardpaper.ooxml.names import Element
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.parsing import parse_part
from boardpaper.ooxml.wordml import XML_HEAD

NAMESPACE = "urn:boardpaper:ledger:1"
_ROOT = f"{{{NAMESPACE}}}ledger"
# The hash of a file that a refresh wrote from an edited paper, which is not all boardpaper's own as `written` says.
_REFRESHED = "refreshed"
_COPY = "the copy of the ledger in the custom properties"


class WorkbookRecord(Struct, frozen=True):
    """A workbook that the paper was bound to. `modified` is the time that it states itself (ISO 8601, UTC)."""

    name: str
    sha256: str
    modified: str = ""


class CellRecord(Struct, frozen=True):
    """One workbook cell that a figure came from; `sha256` is the workbook file's, `raw` what the cell holds.

    `raw` is empty where it is not told, as always for a suppressed figure. `row` and `column` are what a cell stood
    under that paper.yaml names by its address, and `reading` what it was mapped to (`robbery@2024/25`).
    """

    workbook: str
    sheet: str
    cell: str
    sha256: str
    raw: str = ""
    row: str = ""
    column: str = ""
    reading: str = ""


class FigureRecord(Struct, frozen=True):
    """A bound figure as it was written: its control's tag, what it refers to, its text and its cells.

    `period` is in its short form, and empty where the figure has none. `title` is the indicator's. `value` is the
    unrounded number behind the text, in the text's unit: empty where there is none, and always for a suppressed
    figure. `formula` is the calculation of a derived figure, or that of its cell. `format` says how its number is
    printed (`count, 0 decimals; change, 1 decimal`). `bound` is when the newest of its workbooks says that it was
    last saved (ISO 8601, UTC). `compared` is the earlier period that it rests on, if any. Below `below`, and of the
    periods in `hidden`, no number of it may be told. `plain` is how often its text stands in the paper as plain words
    too, as its author wrote them.
    """

    tag: str
    reference: str
    text: str
    indicator: str
    facet: str
    period: str = ""
    cells: tuple[CellRecord, ...] = ()
    title: str = ""
    value: str = ""
    formula: str = ""
    format: str = ""
    bound: str = ""
    compared: str = ""
    below: str = ""
    hidden: tuple[str, ...] = ()
    plain: int = 0

    @property
    def key(self) -> str:
        """The name of the element that holds its text in the part that controls are bound to."""
        return value_key(self.tag)


class SourcedRecord(Struct, frozen=True):
    """A figure that its author gave with a source in words."""

    tag: str
    text: str
    source: str

    @property
    def key(self) -> str:
        """The name of the element that holds its text in the part that controls are bound to."""
        return value_key(self.tag)


class DeclaredRecord(Struct, frozen=True):
    """An indicator of a calculation that could give a suppressed number away, as its workbook declares it.

    `current`, `small` and `marked` are periods in their short form: `small` those of which a number is below the limit
    `below`, `marked` those that are marked [c]. No number is kept.
    """

    indicator: str
    title: str = ""
    unit: str = ""
    decimals: str = ""
    change: str = ""
    current: str = ""
    derived: str = ""
    denominator: str = ""
    below: str = ""
    small: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()


class RowRecord(Struct, frozen=True):
    """A row of a generated table as it was written; `key` is the indicator that it is about, empty for the header."""

    key: str
    cells: tuple[str, ...]


class BlockRecord(Struct, frozen=True):
    """A generated block as it was written: its control's tag, what it was made of, and its words.

    `kind` is `scorecard` (a table) or `legend` (a paragraph). `indicators` are those asked for by name; without any,
    it was all. `measure` is the one that the table is about. A legend has one row of one cell.
    """

    tag: str
    kind: str
    rows: tuple[RowRecord, ...]
    indicators: tuple[str, ...] = ()
    measure: str = ""


class Ledger(Struct, frozen=True):
    """Everything that a Word file knows of its figures.

    `declared` are the indicators of calculations that could give a suppressed number away. `written` is the hash of
    the file as it was written, `board` the board that it was written for. `paper` tells it
    from every other paper: its controls are bound to a store of that name.
    """

    figures: tuple[FigureRecord, ...] = ()
    sourced: tuple[SourcedRecord, ...] = ()
    written: str = ""
    blocks: tuple[BlockRecord, ...] = ()
    workbooks: tuple[WorkbookRecord, ...] = ()
    board: str = ""
    paper: str = ""
    declared: tuple[DeclaredRecord, ...] = ()

    @property
    def store(self) -> Store:
        """Where the file keeps the values of its figures."""
        return Store(self.paper)

    def figure(self, tag: str) -> FigureRecord | None:
        """The figure whose controls carry `tag`."""
        return next((record for record in self.figures if record.tag == tag), None)


def ledger_part(package: Package) -> str | None:
    """The name of the part that holds the ledger, or None where there is none."""
    return custom_part(package, NAMESPACE)


def read_ledger(package: Package) -> Ledger | None:
    """The ledger inside a Word file, or its copy where that is lost or damaged; None where boardpaper did not write it.

    Raises:
        InputError: the part is damaged, and there is no copy.
    """
    root = _kept(package)
    return None if root is None else _records(root)


def is_doctored(package: Package) -> bool:
    """Whether the ledger and its copy, which boardpaper always writes together, do not say the same.

    Raises:
        InputError: the copy is damaged.
    """
    name, copy = ledger_part(package), read_copy(package)
    if name is None or copy is None:
        return False
    try:
        root = package.root(name)
    except InputError:
        return True
    own = None if root is None or root.tag != _ROOT else _records(root)
    kept = _root(copy)
    return own is None or kept is None or _records(kept) != replace(own, written="")


def _kept(package: Package) -> Element | None:
    """The root of the ledger, or of its copy where that is lost or damaged: to look at."""
    try:
        root = package.root(ledger_part(package) or "")
    except InputError:
        if read_copy(package) is None:
            raise
    else:
        if root is not None:
            return root if root.tag == _ROOT else None
    copy = read_copy(package)
    return None if copy is None else _root(copy)


def _root(copy: bytes) -> Element | None:
    """The root of a copy of the ledger; None where it is another program's part."""
    root = parse_part(copy, name=_COPY)
    return root if root.tag == _ROOT else None


def _records(root: Element) -> Ledger:
    """The ledger that a copy's elements hold."""
    return Ledger(
        figures=tuple(_read_figure(element) for element in root.iter(f"{{{NAMESPACE}}}figure")),
        sourced=tuple(
            SourcedRecord(element.get("tag", ""), element.get("text", ""), element.get("source", ""))
            for element in root.iter(f"{{{NAMESPACE}}}sourced")
        ),
        written=root.get("written", ""),
        blocks=tuple(_read_block(element) for element in root.iter(f"{{{NAMESPACE}}}block")),
        workbooks=tuple(
            WorkbookRecord(element.get("name", ""), element.get("sha256", ""), element.get("modified", ""))
            for element in root.iter(f"{{{NAMESPACE}}}workbook")
        ),
        board=root.get("board", ""),
        paper=root.get("paper", ""),
        declared=tuple(_read_declared(element) for element in root.iter(f"{{{NAMESPACE}}}declared")),
    )


def board_of(package: Package) -> str:
    """The board that a file was written for, as its paper.yaml named it; "" where no ledger says so."""
    try:
        root = _kept(package)
    except InputError:
        return ""
    return "" if root is None else root.get("board", "")


def tags_by_key(package: Package) -> dict[str, str]:
    """The tags of the figures, sourced ones too, by their keys; nothing where there is no ledger, or a damaged one."""
    ledger = _sound(package)
    figures = {record.key: record.tag for record in ledger.figures}
    return figures | {record.key: record.tag for record in ledger.sourced}


def store_of(package: Package) -> Store:
    """Where a file keeps the values of its figures; the one of old papers where no ledger says so."""
    return _sound(package).store


def names_by_tag(package: Package) -> dict[str, str]:
    """What people call the figures, by their tags: `homicide.change`, or what a sourced one says."""
    ledger = _sound(package)
    sourced = {record.tag: f"“{record.text}” of the source “{record.source}”" for record in ledger.sourced}
    return {record.tag: record.reference for record in ledger.figures} | sourced


def _sound(package: Package) -> Ledger:
    """The ledger, without anything where there is none, or a damaged one."""
    try:
        return read_ledger(package) or Ledger()
    except InputError:
        return Ledger()


def bound_values(ledger: Ledger, typed: Mapping[str, str]) -> dict[str, str]:
    """What the values of `ledger` are to say, by the figures' tags; `typed` has the texts of sourced figures by theirs.

    A sourced figure is its author's, who may have typed over it; from its value Word takes what it shows.
    """
    sourced = {record.tag: typed.get(record.tag, record.text) for record in ledger.sourced}
    return {record.tag: record.text for record in ledger.figures} | sourced


def with_ledger(package: Package, ledger: Ledger, typed: Mapping[str, str] | None = None) -> Package:
    """`package` with `ledger` and its figures' values in place of any they held. The hash is not worked out.

    That is for `stamp`. A file without figures gets no part of values. `typed` is what sourced figures say by now, by
    their tags.
    """
    root = _tree(ledger)
    result = package
    if ledger.figures or ledger.sourced:
        result = with_values(result, bound_values(ledger, typed or {}), ledger.store)
        result = with_copy(result, XML_HEAD + etree.tostring(_written(root, "")))
    result = result.copy()
    result.put(ensure_custom_part(result, NAMESPACE), _written(root, ledger.written))
    return result


def stamp(package: Package) -> Package:
    """`package` with the hash of all of them but the ledger written into the ledger, which is made where there is none.

    Raises:
        InputError: the ledger is damaged.
    """
    root = deepcopy(_kept(package))
    if root is None:
        root = _tree(Ledger())
    result = package.copy()
    name = ensure_custom_part(result, NAMESPACE)
    # The hash leaves the ledger out, which is known by its namespace.
    result.put(name, NAMESPACE.encode())
    result.put(name, _written(root, _hash(result)))
    return result


def stamp_refreshed(package: Package) -> Package:
    """`package` with its hash as that of a refreshed paper, in which an author's words may stand.

    One that is all boardpaper's own has a hash already. Where the ledger's own part is lost, nothing is added for it.
    """
    name = ledger_part(package) or ""
    root = package.edit(name)
    if root is None or is_untouched(package):
        return package
    root.set(_REFRESHED, _hash(package))
    result = package.copy()
    result.put(name, root)
    return result


def is_as_refreshed(package: Package) -> bool:
    """Whether the file is still, part for part, as a refresh wrote it."""
    root = _kept(package)
    return root is not None and root.get(_REFRESHED) == _hash(package)


def is_untouched(package: Package) -> bool | None:
    """Whether the file is still, part for part, as boardpaper wrote it; None where boardpaper did not write it."""
    ledger = read_ledger(package)
    if ledger is None or not ledger.written:
        return None
    return ledger.written == _hash(package)


def _hash(package: Package) -> str:
    """SHA-256 over the names and contents of all parts but the ledger, by name, so that no packing matters."""
    digest = hashlib.sha256()
    own = ledger_part(package)
    for name, content in sorted(package.parts.items()):
        if name != own:
            digest.update(f"{len(name.encode())} {name} {len(content)} ".encode())
            digest.update(content)
    return digest.hexdigest()


def _written(root: Element, digest: str) -> Element:
    """`root`, which is the caller's, for a file with that hash."""
    root.set("written", digest)
    return root


def _tree(ledger: Ledger) -> Element:
    """The ledger as elements, without its hash."""
    root = etree.Element(_ROOT, nsmap={None: NAMESPACE})
    root.set("written", ledger.written)
    if ledger.board:
        root.set("board", xml_text(ledger.board))
    if ledger.paper:
        root.set("paper", xml_text(ledger.paper))
    for workbook in ledger.workbooks:
        _child(root, "workbook", name=workbook.name, sha256=workbook.sha256, modified=workbook.modified)
    for record in ledger.figures:
        _write_figure(root, record)
    for source in ledger.sourced:
        _child(root, "sourced", tag=source.tag, text=source.text, source=source.source)
    for block in ledger.blocks:
        _write_block(root, block)
    for each in ledger.declared:
        told = {
            name: value for name in DeclaredRecord.__struct_fields__ if isinstance(value := getattr(each, name), str)
        }
        _child(root, "declared", **told, small=" ".join(each.small), marked=" ".join(each.marked))
    return root


def _write_figure(root: Element, record: FigureRecord) -> None:
    """Adds a figure's record with the cells that it came from."""
    element = _child(
        root, "figure", tag=record.tag, reference=record.reference, text=record.text, indicator=record.indicator,
        facet=record.facet, period=record.period, title=record.title, value=record.value, formula=record.formula,
        format=record.format, bound=record.bound, compared=record.compared, below=record.below,
        hidden=" ".join(record.hidden), plain=str(record.plain or ""),
    )  # fmt: skip
    for cell in record.cells:
        _child(
            element, "cell", workbook=cell.workbook, sheet=cell.sheet, cell=cell.cell, sha256=cell.sha256, raw=cell.raw,
            row=cell.row, column=cell.column, reading=cell.reading,
        )  # fmt: skip


def _write_block(root: Element, block: BlockRecord) -> None:
    """Adds a block's record with its rows as they were written."""
    element = _child(
        root, "block", tag=block.tag, kind=block.kind, indicators=" ".join(block.indicators), measure=block.measure
    )
    for row in block.rows:
        written = _child(element, "row", key=row.key)
        for text in row.cells:
            etree.SubElement(written, f"{{{NAMESPACE}}}text").text = xml_text(text) or None


def _child(parent: Element, element: str, /, **attributes: str) -> Element:
    """A new last element in the ledger's namespace; attributes without a value are left out."""
    kept = {key: xml_text(value) for key, value in attributes.items() if value}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{element}", kept)


def _read_figure(element: Element) -> FigureRecord:
    return FigureRecord(
        tag=element.get("tag", ""),
        reference=element.get("reference", ""),
        text=element.get("text", ""),
        indicator=element.get("indicator", ""),
        facet=element.get("facet", ""),
        period=element.get("period", ""),
        cells=tuple(_read_cells(element.iter(f"{{{NAMESPACE}}}cell"))),
        title=element.get("title", ""),
        value=element.get("value", ""),
        formula=element.get("formula", ""),
        format=element.get("format", ""),
        bound=element.get("bound", ""),
        compared=element.get("compared", ""),
        below=element.get("below", ""),
        hidden=tuple(element.get("hidden", "").split()),
        plain=_count(element.get("plain", "")),
    )


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _read_cells(elements: Iterable[Element]) -> Iterable[CellRecord]:
    for cell in elements:
        yield CellRecord(
            cell.get("workbook", ""), cell.get("sheet", ""), cell.get("cell", ""), cell.get("sha256", ""),
            cell.get("raw", ""), cell.get("row", ""), cell.get("column", ""), cell.get("reading", ""),
        )  # fmt: skip


def _read_declared(element: Element) -> DeclaredRecord:
    small, marked = (tuple(element.get(name, "").split()) for name in ("small", "marked"))
    names = [name for name in DeclaredRecord.__struct_fields__ if name not in ("small", "marked")]
    return DeclaredRecord(**{name: element.get(name, "") for name in names}, small=small, marked=marked)


def _read_block(element: Element) -> BlockRecord:
    return BlockRecord(
        tag=element.get("tag", ""),
        kind=element.get("kind", ""),
        rows=tuple(
            RowRecord(row.get("key", ""), tuple(text.text or "" for text in row.iter(f"{{{NAMESPACE}}}text")))
            for row in element.iter(f"{{{NAMESPACE}}}row")
        ),
        indicators=tuple(element.get("indicators", "").split()),
        measure=element.get("measure", ""),
    )
