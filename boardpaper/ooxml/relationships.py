"""Relationships and content types of a package's parts (ECMA-376 part 2, clauses 6.5 and 7.2)."""

import posixpath
import re
from collections.abc import Mapping

from lxml import etree

from boardpaper.ooxml.package import parse_part
from boardpaper.ooxml.wordml import XML_HEAD

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONSHIP = f"{{{_PACKAGE}/relationships}}Relationship"
_TYPES = f"{{{_PACKAGE}/content-types}}"


def relationships_name(part: str) -> str:
    """Where the relationships of `part` stand."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def related_parts(parts: Mapping[str, bytes], part: str, kind: str) -> tuple[str, ...]:
    """The parts that `part` refers to by relationships of `kind` (`footer`, `styles` ...), in order."""
    content = parts.get(relationships_name(part))
    if content is None:
        return ()
    root = parse_part(content, name=relationships_name(part))
    return tuple(
        _target(part, relation.get("Target", ""))
        for relation in root.iter(_RELATIONSHIP)
        if relation.get("Type", "").rsplit("/", 1)[-1] == kind and relation.get("TargetMode") != "External"
    )


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the document part: `word/document.xml` unless the package says otherwise."""
    return next(iter(related_parts(parts, "", "officeDocument")), "word/document.xml")


def without_outside_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """`parts` without the relationships that would be fetched from outside: pictures, templates. Links stay.

    Raises:
        InputError: a relationships part is damaged.
    """
    kept = dict(parts)
    for name, content in parts.items():
        if name.endswith(".rels") and b"External" in content:
            root = parse_part(content, name=name)
            for relation in list(root.iter(_RELATIONSHIP)):
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                if relation.get("TargetMode") == "External" and kind != "hyperlink":
                    root.remove(relation)
            kept[name] = XML_HEAD + etree.tostring(root)
    return kept


class Relationships:
    """The relationships of one part, which may be added to. Asking twice for the same gives the same id."""

    def __init__(self, parts: Mapping[str, bytes], part: str) -> None:
        self.part = part
        content = parts.get(relationships_name(part))
        self._root = (
            parse_part(content, name=relationships_name(part))
            if content is not None
            else etree.Element(f"{{{_PACKAGE}/relationships}}Relationships", nsmap={None: f"{_PACKAGE}/relationships"})
        )
        self._known = {
            (relation.get("Type", ""), relation.get("Target", ""), relation.get("TargetMode", "")): relation.get(
                "Id", ""
            )
            for relation in self._root
            if isinstance(relation.tag, str)
        }
        self._ids = set(self._known.values())

    def add_link(self, address: str) -> str:
        """The id of a hyperlink to `address`."""
        return self._add(f"{OFFICE}/hyperlink", address, "External")

    def add_part(self, kind: str, target: str) -> str:
        """The id of a relationship of `kind` (`image`, or a whole type) to the part named `target`."""
        start = posixpath.dirname(self.part) or "."
        return self._add(kind if ":" in kind else f"{OFFICE}/{kind}", posixpath.relpath(target, start), "")

    def write(self, parts: dict[str, bytes]) -> None:
        """Puts the relationships into `parts`, unless there are none."""
        if len(self._root):
            parts[relationships_name(self.part)] = XML_HEAD + etree.tostring(self._root)

    def _add(self, kind: str, target: str, mode: str) -> str:
        key = (kind, target, mode)
        if key not in self._known:
            number = len(self._ids) + 1
            while f"rId{number}" in self._ids:
                number += 1
            self._known[key] = f"rId{number}"
            self._ids.add(f"rId{number}")
            relation = etree.SubElement(self._root, _RELATIONSHIP, Id=f"rId{number}", Type=kind, Target=target)
            if mode:
                relation.set("TargetMode", mode)
        return self._known[key]


def add_content_types(
    parts: dict[str, bytes], overrides: Mapping[str, str], defaults: Mapping[str, str] | None = None
) -> None:
    """Declares the media types of parts by name (`overrides`) and by file ending (`defaults`), where not declared."""
    name = "[Content_Types].xml"
    root = parse_part(parts[name], name=name)
    endings = {(entry.get("Extension") or "").lower() for entry in root.iter(f"{_TYPES}Default")}
    for ending, media_type in (defaults or {}).items():
        if ending.lower() not in endings:
            root.insert(0, root.makeelement(f"{_TYPES}Default", {"Extension": ending, "ContentType": media_type}))
    declared = {entry.get("PartName"): entry for entry in root.iter(f"{_TYPES}Override")}
    for part, media_type in overrides.items():
        entry = declared.get(f"/{part}")
        if entry is None:
            entry = etree.SubElement(root, f"{_TYPES}Override", PartName=f"/{part}")
        entry.set("ContentType", media_type)
    parts[name] = XML_HEAD + etree.tostring(root)


def free_part_name(parts: Mapping[str, bytes], pattern: str) -> str:
    """The first of `pattern` (`customXml/item{}.xml`) for 1, 2, ... that `parts` does not hold, whatever the case."""
    taken = {part.lower() for part in parts}
    number = 1
    while pattern.format(number).lower() in taken:
        number += 1
    return pattern.format(number)


def _target(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return re.sub(r"^(\.\./)+", "", posixpath.normpath(posixpath.join(posixpath.dirname(part), target)))
