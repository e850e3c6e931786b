"""The figures kept inside a Word file, and whether the file is still as it was written; only here read and written."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from boardpaper.ooxml.package import Package, parse_part
from boardpaper.ooxml.relationships import Relationships, add_content_types, free_part_name, main_part, related_parts
from boardpaper.ooxml.wordml import XML_HEAD, xml_text

NAMESPACE = "urn:boardpaper:ledger:1"
_ROOT = f"{{{NAMESPACE}}}ledger"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(frozen=True, slots=True)
class CellRecord:
    """One workbook cell that a figure came from; `sha256` is the workbook file's."""

    workbook: str
    sheet: str
    cell: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """A bound figure as it was written: its control's tag, what it refers to, its text and its cells. Never a value.

    `period` is in its short form, and empty where the figure has none.
    """

    tag: str
    reference: str
    text: str
    indicator: str
    facet: str
    period: str = ""
    cells: tuple[CellRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcedRecord:
    """A figure that its author gave with a source in words."""

    tag: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that a Word file knows of its figures. `written` is the hash of the file as it was written."""

    figures: tuple[FigureRecord, ...] = ()
    sourced: tuple[SourcedRecord, ...] = ()
    written: str = ""

    def figure(self, tag: str) -> FigureRecord | None:
        """The figure whose controls carry `tag`."""
        return next((record for record in self.figures if record.tag == tag), None)


def ledger_part(parts: Mapping[str, bytes]) -> str | None:
    """The name of the part that holds the ledger, or None where there is none."""
    for name in related_parts(parts, main_part(parts), "customXml"):
        if NAMESPACE.encode() in parts.get(name, b""):
            return name
    return None


def read_ledger(parts: Mapping[str, bytes]) -> Ledger | None:
    """The ledger inside a Word file, or None where boardpaper did not write it.

    Raises:
        InputError: the part is damaged.
    """
    name = ledger_part(parts)
    if name is None:
        return None
    root = parse_part(parts[name], name=name)
    if root.tag != _ROOT:
        return None
    return Ledger(
        figures=tuple(_read_figure(element) for element in root.iter(f"{{{NAMESPACE}}}figure")),
        sourced=tuple(
            SourcedRecord(element.get("tag", ""), element.get("text", ""), element.get("source", ""))
            for element in root.iter(f"{{{NAMESPACE}}}sourced")
        ),
        written=root.get("written", ""),
    )


def with_ledger(parts: Mapping[str, bytes], ledger: Ledger) -> dict[str, bytes]:
    """`parts` with `ledger` in place of any they held. The hash is not worked out: see `stamp`."""
    result = dict(parts)
    name = ledger_part(result)
    if name is None:
        name = free_part_name(result, "customXml/item{}.xml")
        _declare(result, name)
    result[name] = _write(ledger.figures, ledger.sourced, ledger.written)
    return result


def stamp(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """`parts` with the hash of all of them but the ledger written into the ledger, which is made where there is none.

    Raises:
        InputError: the ledger is damaged.
    """
    ledger = read_ledger(parts) or Ledger()
    result = with_ledger(parts, ledger)
    return with_ledger(result, Ledger(ledger.figures, ledger.sourced, _hash(result)))


def is_untouched(package: Package) -> bool | None:
    """Whether the file is still, part for part, as boardpaper wrote it; None where boardpaper did not write it."""
    ledger = read_ledger(package.parts)
    if ledger is None or not ledger.written:
        return None
    return ledger.written == _hash(package.parts)


def _hash(parts: Mapping[str, bytes]) -> str:
    """SHA-256 over the names and contents of all parts but the ledger, by name, so that no packing matters."""
    digest = hashlib.sha256()
    own = ledger_part(parts)
    for name in sorted(parts):
        if name != own:
            digest.update(f"{len(name.encode())} {name} {len(parts[name])} ".encode())
            digest.update(parts[name])
    return digest.hexdigest()


def _declare(parts: dict[str, bytes], name: str) -> None:
    """Gives the part the properties part without which Word does not keep custom XML."""
    properties = free_part_name(parts, "customXml/itemProps{}.xml")
    store = str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper()
    parts[name] = b""
    parts[properties] = (
        XML_HEAD
        + f'<ds:datastoreItem ds:itemID="{{{store}}}" xmlns:ds="{_DATA_STORE}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'.encode()
    )
    add_content_types(parts, {name: "application/xml", properties: _PROPERTIES})
    document = Relationships(parts, main_part(parts))
    document.add_part("customXml", name)
    document.write(parts)
    own = Relationships(parts, name)
    own.add_part("customXmlProps", properties)
    own.write(parts)


def _write(figures: Iterable[FigureRecord], sourced: Iterable[SourcedRecord], written: str) -> bytes:
    root = etree.Element(_ROOT, nsmap={None: NAMESPACE})
    root.set("written", written)
    for record in figures:
        element = _child(
            root, "figure", tag=record.tag, reference=record.reference, text=record.text, indicator=record.indicator,
            facet=record.facet, period=record.period,
        )  # fmt: skip
        for cell in record.cells:
            _child(element, "cell", workbook=cell.workbook, sheet=cell.sheet, cell=cell.cell, sha256=cell.sha256)
    for source in sourced:
        _child(root, "sourced", tag=source.tag, text=source.text, source=source.source)
    return XML_HEAD + etree.tostring(root)


def _child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    kept = {key: xml_text(value) for key, value in attributes.items() if value}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", kept)


def _read_figure(element: etree._Element) -> FigureRecord:
    return FigureRecord(
        tag=element.get("tag", ""),
        reference=element.get("reference", ""),
        text=element.get("text", ""),
        indicator=element.get("indicator", ""),
        facet=element.get("facet", ""),
        period=element.get("period", ""),
        cells=tuple(
            CellRecord(cell.get("workbook", ""), cell.get("sheet", ""), cell.get("cell", ""), cell.get("sha256", ""))
            for cell in element.iter(f"{{{NAMESPACE}}}cell")
        ),
    )
