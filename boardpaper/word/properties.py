"""A Word file's core properties and language, which depend on the paper and never on the clock."""

import datetime

from lxml import etree
from msgspec import Struct

from boardpaper.model.paper import FrontMatter
from boardpaper.ooxml.names import NAMESPACES, PACKAGE, VAL, Element, W
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.relationships import Relationships, add_content_types, free_part_name
from boardpaper.ooxml.wordml import XML_HEAD, escape_text

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = f"{PACKAGE}/relationships/metadata/core-properties"
_METADATA = NAMESPACES["cp"]


class CoreProperties(Struct, frozen=True):
    """What a Word file says of itself; one whose meeting has no `day` says no day: it never tells the clock's."""

    title: str
    subject: str
    board: str
    day: datetime.date | None
    language: str


def properties_of(front: FrontMatter) -> CoreProperties:
    """The properties of a paper."""
    return CoreProperties(front.title, front.subject, front.board, front.meeting, front.language)


def write_properties(package: Package, said: CoreProperties) -> None:
    """Puts title, subject, language and dates into the core properties (ECMA-376 part 2, 8.3), and no person."""
    name = next(iter(package.related("", "core-properties")), "") or _add_core(package)
    board = escape_text(said.board)
    dates = "".join(
        f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{said.day.isoformat()}T00:00:00Z</dcterms:{what}>'
        for what in ("created", "modified")
        if said.day
    )
    package.put(
        name,
        XML_HEAD
        + (
            f'<cp:coreProperties xmlns:cp="{_METADATA}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape_text(said.title)}</dc:title><dc:subject>{escape_text(said.subject)}</dc:subject>"
            f"<dc:creator>{board}</dc:creator><cp:lastModifiedBy>{board}</cp:lastModifiedBy>"
            f"{dates}<dc:language>{escape_text(said.language)}</dc:language></cp:coreProperties>"
        ).encode(),
    )


def _add_core(package: Package) -> str:
    """Adds core properties, under a name that is free, and returns the part's name; the caller writes the part."""
    name = "docProps/core.xml"
    if name in package:
        name = free_part_name(package, "docProps/core{}.xml")
    add_content_types(package, {name: _CORE_TYPE})
    own = Relationships(package, "")
    own.add_part(_CORE_RELATIONSHIP, name)
    own.write()
    return name


def write_language(package: Package, language: str) -> None:
    """Makes `language` the one that all text has unless a style says otherwise (ECMA-376 part 1, 17.7.5.5)."""
    name = next(iter(package.related(package.main, "styles")), "")
    root = package.edit(name)
    if root is None:
        return
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{W}docDefaults", nsmap={"w": NAMESPACES["w"]})
        root.insert(0, defaults)
    properties = _child(_child(defaults, "rPrDefault", first=True), "rPr")
    found = properties.find(f"{W}lang")
    if found is None:
        found = etree.SubElement(properties, f"{W}lang")
    found.set(VAL, language)
    package.put(name, root)


def _child(parent: Element, name: str, *, first: bool = False) -> Element:
    """The first child of that name, made where there is none."""
    found = parent.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        parent.insert(0 if first else len(parent), found)
    return found
