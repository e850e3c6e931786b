"""Custom XML parts of a Word file (ECMA-376 part 1, 15.2.5 and 22.5): found, and added so that Word keeps them."""

import uuid

from boardpaper.ooxml.names import OFFICE
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.relationships import Relationships, add_content_types, free_part_name
from boardpaper.ooxml.wordml import XML_HEAD

_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA_STORE = f"{OFFICE}/customXml"
_ITEM = f"{{{_DATA_STORE}}}datastoreItem"


def custom_part(package: Package, namespace: str) -> str | None:
    """The name of the document's custom XML part in `namespace`, or None where there is none."""
    for name in package.related(package.main, "customXml"):
        if namespace.encode() in (package.content(name) or b""):
            return name
    return None


def ensure_custom_part(package: Package, namespace: str) -> str:
    """The name of the part in `namespace`, which is added to `package`, empty, where there is none.

    LibreOffice drops the relationship of such a part to its properties, and would then drop the part: it is put back.
    """
    name = custom_part(package, namespace)
    if name is None:
        name = free_part_name(package, "customXml/item{}.xml")
        package.put(name, b"")
        add_content_types(package, {name: "application/xml"})
        document = Relationships(package, package.main)
        document.add_part("customXml", name)
        document.write()
    if not package.related(name, "customXmlProps"):
        _describe(package, name, namespace)
    return name


def store_id(namespace: str) -> str:
    """The item id of the part in `namespace`, by which content controls name it."""
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, namespace)).upper() + "}"


def _describe(package: Package, name: str, namespace: str) -> None:
    """Gives the part the properties part without which Word does not keep custom XML."""
    store = store_id(namespace)
    properties = next((other for other in package if _describes(package, other, store)), "")
    if not properties:
        properties = free_part_name(package, "customXml/itemProps{}.xml")
        package.put(
            properties,
            XML_HEAD
            + f'<ds:datastoreItem ds:itemID="{store}" xmlns:ds="{package.named(_DATA_STORE)}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'.encode(),
        )
    add_content_types(package, {properties: _PROPERTIES})
    own = Relationships(package, name)
    own.add_part("customXmlProps", properties)
    own.write()


def _describes(package: Package, part: str, store: str) -> bool:
    """Whether `part` is the properties part of the store, which no relationship may lead to any more."""
    content = package.content(part) or b""
    if b"datastoreItem" not in content or store.encode() not in content:
        return False
    root = package.root(part)
    return root is not None and root.tag == _ITEM
