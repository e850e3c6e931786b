"""Relationships and content types added to a package (ECMA-376 part 2, clauses 6.5 and 7.2)."""

from collections.abc import Mapping

from lxml import etree

from boardpaper.ooxml.content_types import DEFAULT, OVERRIDE
from boardpaper.ooxml.names import NAMESPACES, PACKAGE
from boardpaper.ooxml.package import RELATIONSHIP, Package
from boardpaper.ooxml.part_names import CONTENT_TYPES, part_key, relationships_name, resolve, target_of

_NAMESPACE = f"{PACKAGE}/relationships"


def without_outside_parts(package: Package) -> Package:
    """The package without the relationships that would be fetched from outside: pictures, templates. Links stay.

    Raises:
        InputError: a relationships part is damaged.
    """
    kept = package.copy()
    for name in package:
        root = kept.edit(name) if part_key(name).endswith(".rels") else None
        if root is None:
            continue
        for relation in list(root.iter(RELATIONSHIP)):
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                root.remove(relation)
                kept.put(name, root)
    return kept


class Relationships:
    """The relationships of one part, which may be added to. Asking twice for the same gives the same id."""

    def __init__(self, package: Package, part: str) -> None:
        self.part = part
        self._package = package
        root = package.edit(relationships_name(part))
        self._root = etree.Element(f"{{{_NAMESPACE}}}Relationships", nsmap={None: _NAMESPACE}) if root is None else root
        self._known = {
            self._key(each.get("Type", ""), each.get("Target", ""), each.get("TargetMode", "")): each.get("Id", "")
            for each in self._root.iter(RELATIONSHIP)
        }
        self._ids = set(self._known.values())

    def add_link(self, address: str) -> str:
        """The id of a hyperlink to `address`."""
        return self._add(self._type("hyperlink"), address, "External")

    def add_part(self, kind: str, part: str) -> str:
        """The id of a relationship of `kind` (`image`, or a whole type) to the part named `part`."""
        return self._add(kind if ":" in kind else self._type(kind), target_of(self.part, part), "")

    def write(self) -> None:
        """Puts the relationships into the package, unless there are none."""
        if len(self._root):
            self._package.put(relationships_name(self.part), self._root)

    def _type(self, kind: str) -> str:
        return self._package.named(f"{NAMESPACES['r']}/{kind}")

    def _key(self, kind: str, target: str, mode: str) -> tuple[str, str, str]:
        """What makes two relationships the same: kind, target as part or address, and mode."""
        return kind, target if mode == "External" else part_key(resolve(self.part, target)), mode

    def _add(self, kind: str, target: str, mode: str) -> str:
        """The id of a relationship, added where the part has none like it yet."""
        key = self._key(kind, target, mode)
        if key not in self._known:
            number = len(self._ids) + 1
            while f"rId{number}" in self._ids:
                number += 1
            self._known[key] = f"rId{number}"
            self._ids.add(f"rId{number}")
            relation = etree.SubElement(self._root, RELATIONSHIP, Id=f"rId{number}", Type=kind, Target=target)
            if mode:
                relation.set("TargetMode", mode)
        return self._known[key]


def add_content_types(
    package: Package, overrides: Mapping[str, str], defaults: Mapping[str, str] | None = None
) -> None:
    """Declares the media types of parts by name (`overrides`) and by file ending (`defaults`), where not declared.

    Raises:
        InputError: the content types are damaged.
    """
    root = package.edit(CONTENT_TYPES)
    if root is None:
        return
    endings = {each.get("Extension", "").lower() for each in root.iter(DEFAULT)}
    for ending, media_type in (defaults or {}).items():
        if ending.lower() not in endings:
            root.insert(0, root.makeelement(DEFAULT, {"Extension": ending, "ContentType": media_type}))
    declared = {part_key(each.get("PartName", "")): each for each in root.iter(OVERRIDE)}
    for part, media_type in overrides.items():
        entry = declared.get(part_key(part))
        if entry is None:
            entry = etree.SubElement(root, OVERRIDE, PartName=f"/{part}")
        entry.set("ContentType", media_type)
    package.put(CONTENT_TYPES, root)


def free_part_name(package: Package, pattern: str) -> str:
    """The first of `pattern` (`customXml/item{}.xml`) for 1, 2, ... that `package` does not hold."""
    number = 1
    while pattern.format(number) in package:
        number += 1
    return pattern.format(number)
