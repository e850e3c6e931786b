"""A Word file's styles as written: document defaults, styles by id, and what each inherits."""

from collections.abc import Mapping

from msgspec import Struct, field

from boardpaper.ooxml.names import Element, W
from boardpaper.sources.word.look.properties import (
    Properties,
    lay_over,
    read_paragraph_properties,
    read_run_properties,
)
from boardpaper.sources.word.look.theme import Theme
from boardpaper.sources.word.look.values import child_value

_DEFAULTED = ("1", "true", "on")


class Style(Struct, frozen=True):
    """One style; `run` and `paragraph` are what it sets itself, `element` holds a table style's other properties."""

    id: str
    kind: str
    name: str
    based_on: str
    run: Properties
    paragraph: Properties
    element: Element


class Styles(Struct):
    """All styles. `default` gives the id of each kind's default style, `run` and `paragraph` the document's."""

    by_id: Mapping[str, Style]
    default: Mapping[str, str]
    run: Properties
    paragraph: Properties
    circular: tuple[str, ...] = ()
    _chains: dict[tuple[str, str], tuple[Style, ...]] = field(default_factory=dict)
    _runs: dict[tuple[str, str], Properties] = field(default_factory=dict)

    def chain(self, kind: str, style_id: str) -> tuple[Style, ...]:
        """The style and what it is based on, the furthest first; the kind's default where the id names none."""
        key = (kind, style_id)
        if key not in self._chains:
            self._chains[key] = self._climb(kind, style_id)
        return self._chains[key]

    def chain_run(self, kind: str, style_id: str) -> Properties:
        """The run properties of a whole chain, which count as one level for toggles (17.7.3)."""
        key = (kind, style_id)
        if key not in self._runs:
            merged: Properties = {}
            for style in self.chain(kind, style_id):
                merged |= style.run
            self._runs[key] = merged
        return self._runs[key]

    def _climb(self, kind: str, style_id: str) -> tuple[Style, ...]:
        """The style and all that it is based on, the base first; the default one where there is no such style."""
        found: list[Style] = []
        style = self.by_id.get(style_id)
        if style is None or style.kind != kind:
            style = self.by_id.get(self.default.get(kind, ""))
        seen: set[str] = set()
        while style is not None and style.kind == kind and style.id not in seen:
            seen.add(style.id)
            found.append(style)
            style = self.by_id.get(style.based_on)
        return tuple(reversed(found))


def read_styles(root: Element | None, theme: Theme) -> Styles:
    """The styles in the root of a styles part; Word's own defaults where there is none."""
    if root is None:
        return Styles({}, {}, {}, {})
    by_id: dict[str, Style] = {}
    default: dict[str, str] = {}
    for element in root.iterchildren(f"{W}style"):
        style = _read_style(element, theme)
        by_id[style.id] = style
        if element.get(f"{W}default") in _DEFAULTED:
            default.setdefault(style.kind, style.id)
    run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    return Styles(
        by_id,
        default,
        read_run_properties(run, theme),
        read_paragraph_properties(paragraph, theme),
        tuple(style.name for style in by_id.values() if _is_circular(style, by_id)),
    )


def numbering_links(styles: Styles) -> dict[str, str]:
    """The list (`w:numId`) that each numbering style stands for."""
    return {
        style.id: style.paragraph["num_id"]
        for style in styles.by_id.values()
        if style.kind == "numbering" and "num_id" in style.paragraph
    }


def table_paragraph(chain: tuple[Style, ...]) -> Properties:
    """The paragraph properties that a chain of table styles gives to every cell."""
    merged: Properties = {}
    for style in chain:
        merged = lay_over(merged, style.paragraph)
    return merged


def _read_style(element: Element, theme: Theme) -> Style:
    style_id = element.get(f"{W}styleId", "")
    return Style(
        style_id,
        element.get(f"{W}type", "paragraph"),
        child_value(element, f"{W}name") or style_id,
        child_value(element, f"{W}basedOn") or "",
        read_run_properties(element.find(f"{W}rPr"), theme),
        read_paragraph_properties(element.find(f"{W}pPr"), theme),
        element,
    )


def _is_circular(style: Style, by_id: Mapping[str, Style]) -> bool:
    """Whether a style is, in the end, based on itself."""
    seen: set[str] = set()
    step: Style | None = style
    while step is not None and step.id not in seen:
        seen.add(step.id)
        step = by_id.get(step.based_on)
    return step is not None and step.id == style.id
