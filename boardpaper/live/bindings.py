"""Values that content controls are bound to (ECMA-376 part 1, 17.5.2.6 dataBinding): one element a figure.

LibreOffice drops every attribute in a part that controls are bound to, and the tags of controls in a line. So the part
holds plain text in elements without attributes, and the name of an element is worked out from the figure's tag: the
tag finds the element, and a control without a tag is known by the path of its binding.
"""

import hashlib
import re
from collections.abc import Mapping

from lxml import etree

from boardpaper.model.xml_text import xml_text
from boardpaper.ooxml.custom_xml import custom_part, ensure_custom_part, store_id
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.wordml import escape_attribute

NAMESPACE = "urn:boardpaper:values:1"
STORE = store_id(NAMESPACE)
_PREFIX = "b"
_MAPPINGS = f"xmlns:{_PREFIX}='{NAMESPACE}'"
_KEY_IN_PATH = re.compile(r"/\w+:values(?:\[1\])?/\w+:(f[0-9a-f]{12})(?:\[1\])?")


def value_key(tag: str) -> str:
    """The name of the element that holds the text of the figure tagged `tag`: `f1c3…`, always the same."""
    return "f" + hashlib.sha256(tag.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def data_binding(tag: str) -> str:
    """The `w:dataBinding` of a control of the figure tagged `tag`."""
    path = f"/{_PREFIX}:values[1]/{_PREFIX}:{value_key(tag)}[1]"
    return (
        f'<w:dataBinding w:prefixMappings="{escape_attribute(_MAPPINGS)}" w:xpath="{escape_attribute(path)}" '
        f'w:storeItemID="{STORE}"/>'
    )


def bound_key(path: str) -> str:
    """The name of the element that a binding's XPath leads to, or nothing where it leads elsewhere."""
    match = _KEY_IN_PATH.fullmatch(path.strip())
    return match[1] if match else ""


def values_part(package: Package) -> str | None:
    """The name of the part that holds the values, or None where there is none."""
    return custom_part(package, NAMESPACE)


def read_values(package: Package) -> dict[str, str]:
    """The values by the names of their elements.

    Raises:
        InputError: the part is damaged.
    """
    root = package.root(values_part(package) or "")
    return {
        etree.QName(element).localname: "".join(element.itertext())
        for element in (() if root is None else root.iterchildren(f"{{{NAMESPACE}}}*"))
    }


def with_values(package: Package, texts: Mapping[str, str]) -> Package:
    """`package` with `texts`, by the figures' tags, in place of any values they held."""
    result = package.copy()
    root = etree.Element(f"{{{NAMESPACE}}}values", nsmap={None: NAMESPACE})
    for tag, text in texts.items():
        etree.SubElement(root, f"{{{NAMESPACE}}}{value_key(tag)}").text = xml_text(text)
    result.put(ensure_custom_part(result, NAMESPACE), root)
    return result
