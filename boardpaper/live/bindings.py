"""Values that content controls are bound to (ECMA-376 part 1, 17.5.2.6 dataBinding): one element a figure.

LibreOffice drops every attribute in a part that controls are bound to, and the tags of controls in a line. So the part
holds plain text in elements without attributes, and the name of an element is worked out from the figure's tag: the
tag finds the element, and a control without a tag is known by the path of its binding.

Each paper has a store of its own. Word binds what is pasted by the store's id, and may look for "the closest available
match" where there is none of that id; so the namespace, without which no path leads anywhere, is the paper's own too.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping

from lxml import etree
from msgspec import Struct

from boardpaper.model.xml_text import xml_text
from boardpaper.ooxml.custom_xml import custom_part, ensure_custom_part, store_id
from boardpaper.ooxml.names import Element, W
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.wordml import escape_attribute

NAMESPACE = "urn:boardpaper:values:1"
_PREFIX = "b"
_NAMESPACES = re.compile(rf"{NAMESPACE}(?::[0-9a-f]+)?(?![\w:])")
_KEY_IN_PATH = re.compile(r"/\w+:values(?:\[1\])?/\w+:(f[0-9a-f]{12})(?:\[1\])?")


class Store(Struct, frozen=True):
    """Where one paper keeps its values; `paper` is what its ledger calls the paper.

    Without that it is the one that all papers of 0.1.0 have.
    """

    paper: str = ""

    @property
    def namespace(self) -> str:
        return f"{NAMESPACE}:{self.paper}" if self.paper else NAMESPACE

    @property
    def item_id(self) -> str:
        return store_id(self.namespace)


SHARED = Store()


def paper_name(said: Iterable[str]) -> str:
    """What a ledger calls the paper of which `said` tells: which meeting and item it is for, and its figures."""
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def is_of(binding: Element, store: Store) -> bool:
    """Whether a `w:dataBinding` leads to `store`."""
    item = binding.get(f"{W}storeItemID", "").upper()
    return item == store.item_id or store.namespace in _namespaces(binding)


def is_foreign(properties: Element, store: Store) -> bool:
    """Whether a control, which has these properties, is bound to the values of another paper of boardpaper's."""
    binding = properties.find(f"{W}dataBinding")
    return binding is not None and bool(_namespaces(binding)) and not is_of(binding, store)


def _namespaces(binding: Element) -> list[str]:
    """The stores of boardpaper's that a binding names."""
    return _NAMESPACES.findall(binding.get(f"{W}prefixMappings", ""))


def value_key(tag: str) -> str:
    """The name of the element that holds the text of the figure tagged `tag`: `f1c3…`, always the same."""
    return "f" + hashlib.sha256(tag.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def data_binding(tag: str, store: Store = SHARED) -> str:
    """The `w:dataBinding` of a control of the figure tagged `tag`, whose value is in `store`."""
    mappings = f"xmlns:{_PREFIX}='{store.namespace}'"
    path = f"/{_PREFIX}:values[1]/{_PREFIX}:{value_key(tag)}[1]"
    return (
        f'<w:dataBinding w:prefixMappings="{escape_attribute(mappings)}" w:xpath="{escape_attribute(path)}" '
        f'w:storeItemID="{store.item_id}"/>'
    )


def bound_key(path: str) -> str:
    """The name of the element that a binding's XPath leads to, or nothing where it leads elsewhere."""
    match = _KEY_IN_PATH.fullmatch(path.strip())
    return match[1] if match else ""


def values_part(package: Package, store: Store = SHARED) -> str | None:
    """The name of the part that holds the values of `store`, or None where there is none."""
    return custom_part(package, store.namespace)


def read_values(package: Package, store: Store = SHARED) -> dict[str, str]:
    """The values by the names of their elements; without a `store`, those of any that the file holds.

    Raises:
        InputError: the part is damaged.
    """
    root = package.root(values_part(package, store) or "")
    if root is None:
        return {}
    namespace = etree.QName(root).namespace
    return {
        etree.QName(element).localname: "".join(element.itertext())
        for element in root.iterchildren(f"{{{namespace}}}*")
    }


def with_values(package: Package, texts: Mapping[str, str], store: Store = SHARED) -> Package:
    """`package` with `texts`, by the figures' tags, in place of any values that `store` held."""
    result, namespace = package.copy(), store.namespace
    root = etree.Element(f"{{{namespace}}}values", nsmap={None: namespace})
    for tag, text in texts.items():
        etree.SubElement(root, f"{{{namespace}}}{value_key(tag)}").text = xml_text(text)
    result.put(ensure_custom_part(result, namespace), root)
    return result
