"""Custom XML parts of a Word file (ECMA-376 part 1, 15.2.5 and 22.5): found, and added so that Word keeps them."""

import uuid
from collections.abc import Mapping

from boardpaper.ooxml.relationships import Relationships, add_content_types, free_part_name, main_part, related_parts
from boardpaper.ooxml.wordml import XML_HEAD

_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def custom_part(parts: Mapping[str, bytes], namespace: str) -> str | None:
    """The name of the document's custom XML part in `namespace`, or None where there is none."""
    for name in related_parts(parts, main_part(parts), "customXml"):
        if namespace.encode() in parts.get(name, b""):
            return name
    return None


def ensure_custom_part(parts: dict[str, bytes], namespace: str) -> str:
    """The name of the part in `namespace`, which is added to `parts`, empty, where there is none."""
    name = custom_part(parts, namespace)
    if name is None:
        name = free_part_name(parts, "customXml/item{}.xml")
        _declare(parts, name, namespace)
    return name


def store_id(namespace: str) -> str:
    """The item id of the part in `namespace`, by which content controls name it."""
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, namespace)).upper() + "}"


def _declare(parts: dict[str, bytes], name: str, namespace: str) -> None:
    """Gives the part the properties part without which Word does not keep custom XML."""
    properties = free_part_name(parts, "customXml/itemProps{}.xml")
    parts[name] = b""
    parts[properties] = (
        XML_HEAD
        + f'<ds:datastoreItem ds:itemID="{store_id(namespace)}" xmlns:ds="{_DATA_STORE}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'.encode()
    )
    add_content_types(parts, {name: "application/xml", properties: _PROPERTIES})
    document = Relationships(parts, main_part(parts))
    document.add_part("customXml", name)
    document.write(parts)
    own = Relationships(parts, name)
    own.add_part("customXmlProps", properties)
    own.write(parts)
