"""A Word document's styles by the names that people see, with what they inherit (ECMA-376 part 1, 17.7)."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from boardpaper.ooxml.measures import twips
from boardpaper.ooxml.names import VAL, Element, W


class StyleEntry(Struct, frozen=True):
    """One style. `numbering` is (list, level) and `before`, `after` are twentieths of a point, all after inheritance.

    `indent` is how far the text stands from the margin and how far the first line hangs, in twentieths of a point, or
    None where neither the style nor one it is based on says so.
    """

    id: str
    name: str
    kind: str
    numbering: tuple[int, int] | None = None
    before: int = 0
    after: int = 0
    indent: tuple[int, int] | None = None


class StyleSheet(Struct, frozen=True):
    """Styles by kind and by name in lower case."""

    entries: Mapping[tuple[str, str], StyleEntry]

    def find(self, name: str, kind: str = "paragraph") -> StyleEntry | None:
        """The style called `name`, whatever its case."""
        return self.entries.get((kind, name.lower()))

    def names(self, kind: str = "paragraph") -> tuple[str, ...]:
        """The names of all styles of `kind`, in the document's order."""
        return tuple(entry.name for (entry_kind, _), entry in self.entries.items() if entry_kind == kind)


def read_styles(root: Element) -> StyleSheet:
    """The styles of the styles part with `root`."""
    by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    entries = {}
    for key, style in by_id.items():
        entry = _entry(key, style, list(_ancestry(style, by_id)), root)
        entries[entry.kind, entry.name.lower()] = entry
    return StyleSheet(entries)


def read_indent(indent: Element) -> tuple[int, int]:
    """The left indent and the hanging of a `w:ind` (17.3.1.12); a first-line indent hangs by less than nothing."""
    left = indent.get(f"{W}left", indent.get(f"{W}start", "0"))
    hanging = twips(indent.get(f"{W}hanging"))
    return twips(left), hanging or -twips(indent.get(f"{W}firstLine"))


def _ancestry(style: Element, by_id: Mapping[str, Element]) -> Iterator[Element]:
    """A style and those that it is based on, the nearest first; a circle ends where it closes."""
    seen: set[int] = set()
    current: Element | None = style
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = by_id.get(_value(current, "basedOn"))


def _entry(key: str, style: Element, line: list[Element], root: Element) -> StyleEntry:
    """A style with what it says of lists and spaces, taken from `line`, the styles that it is based on."""
    defaults = root.find(f"{W}docDefaults/{W}pPrDefault")
    sources = [*line, defaults] if defaults is not None else line
    return StyleEntry(
        id=key,
        name=_value(style, "name"),
        kind=style.get(f"{W}type", "paragraph"),
        numbering=_numbering(line),
        before=_spacing(sources, "before"),
        after=_spacing(sources, "after"),
        indent=next(
            (read_indent(found) for found in (_property(source, "ind") for source in line) if found is not None), None
        ),
    )


def _property(source: Element, name: str) -> Element | None:
    return source.find(f"{W}pPr/{W}{name}")


def _value(element: Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return child.get(VAL, "") if child is not None else ""


def _spacing(sources: list[Element], side: str) -> int:
    """Space before or after a paragraph in twentieths of a point, from the first source that gives one."""
    for source in sources:
        spacing = _property(source, "spacing")
        if spacing is not None and spacing.get(f"{W}{side}") is not None:
            return twips(spacing.get(f"{W}{side}"))
    return 0


def _numbering(line: list[Element]) -> tuple[int, int] | None:
    """The nearest list of a style and its ancestors; list 0 takes numbering away (17.9.18 numId)."""
    level: int | None = None
    for source in line:
        properties = _property(source, "numPr")
        if properties is None:
            continue
        if level is None and properties.find(f"{W}ilvl") is not None:
            level = _whole(_value(properties, "ilvl"))
        if properties.find(f"{W}numId") is not None:
            number = _whole(_value(properties, "numId"))
            return (number, level or 0) if number else None
    return None


def _whole(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() else 0
