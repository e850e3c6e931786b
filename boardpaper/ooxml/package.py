"""An Office file as a package of parts (ECMA-376 part 2): found by relationship, whatever the case of their names."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path

from lxml import etree
from msgspec import Struct

from boardpaper.ooxml.content_types import ContentTypes, read_content_types
from boardpaper.ooxml.names import PACKAGE, Element
from boardpaper.ooxml.opening import read_parts
from boardpaper.ooxml.parsing import (
    as_transitional,
    parse_part,
    parse_translated,
    relationship_kind,
    strict_name,
    transitional_name,
)
from boardpaper.ooxml.part_names import CONTENT_TYPES, part_key, relationships_name, resolve
from boardpaper.ooxml.wordml import XML_HEAD

RELATIONSHIP = f"{{{PACKAGE}/relationships}}Relationship"
# A date that every zip reader accepts; the outputs must not tell when they were made.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Relationship(Struct, frozen=True):
    """Where a part points. `kind` is the last word of its type, as in transitional files.

    `target` is a part's name, as the package spells it where it holds the part, or an address outside.
    """

    kind: str
    target: str
    external: bool


class Package:
    """The parts of an Office file. A name finds its part whatever the case; "" is the package itself.

    Each part is parsed once, when its root is first asked for. That root is everybody's, and nobody changes it: who
    wants to change a part takes a root of their own with `edit`, and puts it back with `put`.
    """

    __slots__ = ("_contents", "_load", "_relationships", "_roots", "_spelled", "_strict", "name")

    def __init__(
        self, name: str, parts: Mapping[str, bytes | None], load: Callable[[str], bytes] | None = None
    ) -> None:
        """`name` is what errors call the file; `parts` are by their names as the file spells them.

        `load` gives the bytes of a part that has none yet, by its name, once they are asked for.
        """
        self.name = name
        self._load = load
        self._contents: dict[str, bytes | None] = dict(parts)
        self._spelled = {part_key(part): part for part in reversed(list(parts))}
        self._roots: dict[str, Element] = {}
        self._strict: set[str] = set()
        self._relationships: dict[str, Mapping[str, Relationship]] = {}

    def __contains__(self, part: str) -> bool:
        return part_key(part) in self._spelled

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def copy(self) -> "Package":
        """A package of the same parts, which may be changed without this one."""
        other = Package(self.name, {}, self._load)
        other._contents, other._spelled = dict(self._contents), dict(self._spelled)
        other._roots, other._strict = dict(self._roots), set(self._strict)
        other._relationships = dict(self._relationships)
        return other

    @property
    def parts(self) -> dict[str, bytes]:
        """The bytes of every part by its name as it is spelled."""
        return {part: self._bytes(part) for part in self._contents}

    def spelled(self, part: str) -> str:
        """The name of `part` as the package spells it, or nothing where it lacks the part."""
        return self._spelled.get(part_key(part), "")

    def content(self, part: str) -> bytes | None:
        """The bytes of `part`, or None where the package lacks it."""
        spelled = self._spelled.get(part_key(part))
        return None if spelled is None else self._bytes(spelled)

    def root(self, part: str) -> Element | None:
        """The root element of `part` in the transitional names, to look at; None where the package lacks the part.

        Raises:
            InputError: the part is not well-formed XML.
        """
        key = part_key(part)
        spelled = self._spelled.get(key)
        if spelled is None:
            return None
        if key not in self._roots:
            where = f"{self.name} › {spelled}" if self.name else spelled
            content = self._bytes(spelled)
            # Links lead to addresses, which are no namespaces; relationships are translated as they are read.
            translate = not key.endswith(".rels")
            root, strict = (
                parse_translated(content, name=where) if translate else (parse_part(content, name=where), False)
            )
            self._roots[key] = root
            if strict:
                self._strict.add(key)
        return self._roots[key]

    def edit(self, part: str) -> Element | None:
        """A copy of the root of `part`, to change and to `put` back; None where the package lacks the part.

        Raises:
            InputError: the part is not well-formed XML.
        """
        return deepcopy(self.root(part))

    def put(self, part: str, content: bytes | Element) -> None:
        """Gives `part` a new content, or adds it. A root that was given is the package's, and changed no more."""
        key = part_key(part)
        spelled = self._spelled.setdefault(key, part)
        self._roots.pop(key, None)
        self._strict.discard(key)
        self._relationships.clear()
        if isinstance(content, bytes):
            self._contents[spelled] = content
        else:
            self._contents[spelled] = None
            self._roots[key] = content

    @property
    def main(self) -> str:
        """The name of the part that the package is about, such as a Word file's document; "" where there is none."""
        return next(iter(self.related("", "officeDocument")), "")

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """Every relationship of `part` by its id.

        Raises:
            InputError: they are not well-formed XML.
        """
        key = part_key(part)
        if key not in self._relationships:
            root = self.root(relationships_name(part))
            found = () if root is None else root.iter(RELATIONSHIP)
            self._relationships[key] = {each.get("Id", ""): self._relationship(part, each) for each in found}
        return self._relationships[key]

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The parts that the package holds and `part` refers to as its `kind` (`footer`, `styles` ...), in order."""
        found = (each.target for each in self.relationships(part).values() if each.kind == kind and not each.external)
        return tuple(dict.fromkeys(target for target in found if target in self))

    def related_root(self, part: str, kind: str) -> Element | None:
        """The root of the first part that `part` refers to as its `kind`, to look at; None where there is none.

        Raises:
            InputError: the part is not well-formed XML.
        """
        return next((self.root(name) for name in self.related(part, kind)), None)

    def content_type(self, part: str) -> str:
        """The media type of `part`, or nothing where none is declared.

        Raises:
            InputError: the content types are not well-formed XML.
        """
        return self._content_types().of(part)

    def is_strict(self, part: str) -> bool:
        """Whether `part` is written in the names of the Strict variant; what is written into it has to be too.

        Raises:
            InputError: the part is not well-formed XML.
        """
        self.root(part)
        return part_key(part) in self._strict

    def named(self, name: str, part: str = "") -> str:
        """`name`, a namespace or relationship type, as `part` has it, or without a part as the main part has it."""
        return strict_name(name) if self.is_strict(part or self.main) else name

    def transitional(self) -> "Package":
        """The package with every part in the transitional names; itself where it has no others.

        Raises:
            InputError: the main part is not well-formed XML.
        """
        if not self.is_strict(self.main):
            return self
        return Package(self.name, {part: self._as_transitional(part) for part in self})

    def _bytes(self, spelled: str) -> bytes:
        """A part's content by its name as spelled: as read, or as its elements are by now."""
        content = self._contents[spelled]
        if content is None:
            root = self._roots.get(part_key(spelled))
            if root is not None:
                content = XML_HEAD + etree.tostring(root)
            else:
                content = self._load(spelled) if self._load else b""
            self._contents[spelled] = content
        return content

    def _content_types(self) -> ContentTypes:
        root = self.root(CONTENT_TYPES)
        return ContentTypes({}, {}) if root is None else read_content_types(root)

    def _relationship(self, part: str, element: Element) -> Relationship:
        """A relationship with its kind as Transitional names it, and a target inside as the package spells it."""
        external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        kind = relationship_kind(element.get("Type", ""))
        if not external:
            target = resolve(part, target)
            target = self.spelled(target) or target
        return Relationship(kind, target, external)

    def _as_transitional(self, part: str) -> bytes:
        """A part with Strict names as Transitional ones; in relationships the types are values, not names."""
        if not part_key(part).endswith(".rels"):
            return as_transitional(self._bytes(part), name=part)
        root = deepcopy(parse_part(self._bytes(part), name=part))
        for each in root.iter(RELATIONSHIP):
            each.set("Type", transitional_name(each.get("Type", "")))
        return XML_HEAD + etree.tostring(root)


def read_package(path: Path, *, name: str = "") -> Package:
    """The Office file at `path`; `name` is what errors call it.

    Raises:
        InputError: not an Office file, protected, macro-enabled, holding an entity or two parts of one name, or
            unpacking to far more than it weighs.
    """
    return Package(name or path.name, read_parts(path, name=name))


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """A zip of `parts` whose bytes depend on nothing but them: content types first, then by name."""
    types = part_key(CONTENT_TYPES)
    names = sorted(parts, key=lambda part: (part_key(part) != types, not part.lower().startswith("_rels/"), part))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in names:
            info = zipfile.ZipInfo(part, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 0
            archive.writestr(info, parts[part], compresslevel=6)
    return buffer.getvalue()
