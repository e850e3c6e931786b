"""A Word file's parts and relationships, with strict files translated to the transitional names."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct, field

from boardpaper.errors import InputError
from boardpaper.ooxml.names import Element, W
from boardpaper.ooxml.package import Package, parse_part, read_package

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"


class Relationship(Struct, frozen=True):
    """Where a part points: `kind` is the last step of its type, `target` a part's name, or an address outside."""

    kind: str
    target: str
    external: bool


class WordFile(Struct):
    """An opened Word file; parts are parsed when first asked for."""

    name: str
    package: Package
    main: str
    _roots: dict[str, Element | None] = field(default_factory=dict)
    _relationships: dict[str, Mapping[str, Relationship]] = field(default_factory=dict)

    def content(self, part: str) -> bytes | None:
        """The bytes of `part`, or None where the file lacks it."""
        return self.package.parts.get(part)

    def root(self, part: str) -> Element | None:
        """The root element of `part`, or None where the file lacks it.

        Raises:
            InputError: the part is not well-formed XML.
        """
        if part not in self._roots:
            content = self.content(part)
            self._roots[part] = None if content is None else _parse(content, f"{self.name} › {part}")
        return self._roots[part]

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """Every relationship of `part` by its id."""
        if part not in self._relationships:
            self._relationships[part] = _read_relationships(self.package, part, self.name)
        return self._relationships[part]

    def related(self, kind: str) -> Element | None:
        """The root of the first part that the main document names as its `kind` (styles, numbering, ...)."""
        for relationship in self.relationships(self.main).values():
            if relationship.kind == kind and not relationship.external:
                return self.root(relationship.target)
        return None

    def related_name(self, kind: str) -> str:
        """The name of the part that `related` would parse, or an empty text."""
        found = (
            relationship.target
            for relationship in self.relationships(self.main).values()
            if relationship.kind == kind and not relationship.external
        )
        return next(found, "")


def open_word(path: Path, *, name: str = "", package: Package | None = None) -> WordFile:
    """The Word file at `path`; `name` is what errors and findings call it, `package` what was read of it before.

    Raises:
        InputError: it cannot be opened safely, or holds no Word document.
    """
    package = package or read_package(path, name=name)
    main = _main_part(package)
    word = WordFile(package.name, package, main)
    root = word.root(main) if main else None
    if root is None or root.tag != f"{W}document" or root.find(f"{W}body") is None:
        raise InputError(
            f"{package.name} holds no Word document",
            where=package.name,
            hint="Name a file that Word saved as .docx.",
            rule="word-no-document",
        )
    return word


def described(word: WordFile, kind: str) -> Element | None:
    """The root of the part that describes the document, where there is one.

    `core-properties` say who wrote it and what it is called, `extended-properties` for which company, and
    `custom-properties` how it is labelled.
    """
    # Strict files call them customProperties and the like.
    names = (kind, re.sub("-(.)", lambda match: match[1].upper(), kind))
    for relationship in _read_relationships(word.package, "", word.name).values():
        if relationship.kind in names:
            return word.root(relationship.target)
    return None


def _main_part(package: Package) -> str:
    for relationship in _read_relationships(package, "", package.name).values():
        if relationship.kind == "officeDocument":
            return relationship.target
    return "word/document.xml" if "word/document.xml" in package.parts else ""


def _parse(content: bytes, name: str) -> Element:
    if b"purl.oclc.org/ooxml/" in content:
        content = _STRICT.sub(_TRANSITIONAL, content)
    return parse_part(content, name=name)


def _read_relationships(package: Package, part: str, name: str) -> Mapping[str, Relationship]:
    folder, base = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{base}.rels")
    content = package.parts.get(where)
    if content is None:
        return {}
    found: dict[str, Relationship] = {}
    for element in _parse(content, f"{name} › {where}").iter(_RELATIONSHIP):
        external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Relationship(
            kind, target if external else _part_name(package, folder, target), external
        )
    return found


def _part_name(package: Package, folder: str, target: str) -> str:
    """The target as a part's name; part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3)."""
    joined = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    if joined in package.parts:
        return joined
    wanted = unquote(joined).casefold()
    return next((part for part in package.parts if part.casefold() == wanted), joined)
