"""Lists that start afresh: numbering instances added to a document's numbering part (ECMA-376 part 1, 17.9)."""

from copy import deepcopy

from lxml import etree
from msgspec import Struct

from boardpaper.ooxml.names import NAMESPACES, VAL, Element, W
from boardpaper.ooxml.styles import read_indent


class FirstLevel(Struct, frozen=True):
    """The first level of a list: its definition, which lists share that count together, and how it counts.

    `restart` is where the list begins anew although others of its definition have counted, or None.
    """

    definition: int
    start: int
    format: str
    text: str
    restart: int | None = None


class Numbering:
    """The root of a numbering part, which may be added to. Levels count from 0, as `w:ilvl` does."""

    def __init__(self, root: Element | None) -> None:
        self.root = etree.Element(f"{W}numbering", nsmap={"w": NAMESPACES["w"]}) if root is None else root
        self._abstract = {
            _number(definition, "abstractNumId"): definition for definition in self.root.iter(f"{W}abstractNum")
        }
        self._instances = {_number(instance, "numId"): instance for instance in self.root.iter(f"{W}num")}
        self.changed = False

    def has_level(self, number: int, level: int) -> bool:
        """Whether list `number` defines `level`."""
        return self._level(number, level) is not None

    def first_level(self, number: int) -> FirstLevel | None:
        """How list `number` counts on its first level; None where it is not defined or defines that level anew."""
        level = self._level(number, 0)
        if level is None:
            return None
        restart = None
        for override in self._instances[number].iter(f"{W}lvlOverride"):
            if _number(override, "ilvl") == 0:
                if override.find(f"{W}lvl") is not None:
                    return None
                start = override.find(f"{W}startOverride")
                restart = _number(start, "val") if start is not None else None
        begins = level.find(f"{W}start")
        start_of_list = _number(begins, "val") if begins is not None else 0
        definition = self._definition_id(number)
        return FirstLevel(definition, start_of_list, _link(level, "numFmt"), _link(level, "lvlText"), restart)

    def restarted(self, number: int, level: int, start: int = 1) -> int:
        """A new list that looks like list `number`, shares its counters, and whose `level` begins at `start`."""
        return self._instance(self._definition_id(number), level, start)

    def indent(self, number: int, level: int) -> tuple[int, int]:
        """How far a level's text stands from the margin, and how far its label hangs, in twentieths of a point."""
        definition = self._level(number, level)
        indent = definition.find(f"{W}pPr/{W}ind") if definition is not None else None
        return read_indent(indent) if indent is not None else (0, 0)

    def copied(self, number: int, level: int, start: int = 1) -> int:
        """A new list that looks like list `number` and counts apart from it, so that both may interleave."""
        source = self._abstract[self._definition_id(number)]
        copy = deepcopy(source)
        new = max(self._abstract, default=0) + 1
        copy.set(f"{W}abstractNumId", str(new))
        for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink"):
            for child in copy.findall(f"{W}{name}"):
                copy.remove(child)
        unique = etree.Element(f"{W}nsid")
        unique.set(VAL, f"{0x4B0B0000 + new:08X}")
        copy.insert(0, unique)
        for child in copy.iter(f"{W}lvl"):
            for tie in child.findall(f"{W}pStyle"):
                child.remove(tie)
        source.addnext(copy)
        self._abstract[new] = copy
        return self._instance(new, level, start)

    def _instance(self, definition: int, level: int, start: int) -> int:
        """Adds a list of that definition that counts one level from `start`, and returns its number."""
        number = max(self._instances, default=0) + 1
        instance = etree.Element(f"{W}num")
        instance.set(f"{W}numId", str(number))
        etree.SubElement(instance, f"{W}abstractNumId").set(VAL, str(definition))
        override = etree.SubElement(instance, f"{W}lvlOverride")
        override.set(f"{W}ilvl", str(level))
        etree.SubElement(override, f"{W}startOverride").set(VAL, str(start))
        last = max(self._instances.values(), key=self.root.index, default=None)
        if last is None:
            self.root.append(instance)
        else:
            last.addnext(instance)
        self._instances[number] = instance
        self.changed = True
        return number

    def _definition_id(self, number: int) -> int:
        """The abstract definition of a list, found through its list style where it has one."""
        reference = self._instances[number].find(f"{W}abstractNumId")
        definition = _number(reference, "val") if reference is not None else 0
        link = _link(self._abstract.get(definition), "numStyleLink")
        # A list taken from a list style is defined where the style is (17.9.21 numStyleLink, 17.9.27 styleLink).
        return next(
            (key for key, other in self._abstract.items() if link and _link(other, "styleLink") == link), definition
        )

    def _level(self, number: int, level: int) -> Element | None:
        """The `w:lvl` of a list's level; None where it has none."""
        if number not in self._instances:
            return None
        definition = self._abstract.get(self._definition_id(number))
        if definition is None:
            return None
        return next((found for found in definition.iter(f"{W}lvl") if _number(found, "ilvl") == level), None)


def _link(definition: Element | None, name: str) -> str:
    """The list style that a definition is linked to by an element of that name; "" for none."""
    found = definition.find(f"{W}{name}") if definition is not None else None
    return found.get(VAL, "") if found is not None else ""


def _number(element: Element, name: str) -> int:
    """An attribute as a whole number, 0 where it is none."""
    text = element.get(f"{W}{name}", "0")
    return int(text) if text.lstrip("-").isdigit() else 0
