"""One level of run or paragraph properties: what a `w:rPr` or `w:pPr` says, and nothing it does not say."""

from collections.abc import Callable, Hashable
from typing import Any

from boardpaper.model.document import Border, Justification, LineRule, TabStop, Vertical
from boardpaper.ooxml.measures import length
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.sources.word.look.theme import Theme
from boardpaper.sources.word.look.values import HIGHLIGHTS, blend, child_value, hex_colour, is_on, language_tag, whole

# Properties that one level sets, by the name of the field they end in; levels are laid over one another with `|`.
Properties = dict[str, Any]

AUTO = "auto"
# Word's space where HTML would decide: 14 points (17.3.1.33, beforeAutospacing).
_AUTO_SPACE = 14.0
_LINE_UNIT = 12.0
_ALIGN = {
    "left": Justification.LEFT,
    "start": Justification.LEFT,
    "center": Justification.CENTRE,
    "right": Justification.RIGHT,
    "end": Justification.RIGHT,
    "both": Justification.BOTH,
    "distribute": Justification.BOTH,
    "lowKashida": Justification.BOTH,
    "mediumKashida": Justification.BOTH,
    "highKashida": Justification.BOTH,
    "thaiDistribute": Justification.BOTH,
}
_TAB_ALIGN = {
    "start": "left",
    "num": "left",
    "end": "right",
    "center": "center",
    "right": "right",
    "decimal": "decimal",
}
_PATTERNS = {"solid": 1.0, "horzStripe": 0.5, "vertStripe": 0.5, "diagStripe": 0.5, "diagCross": 0.5}


def fingerprint(element: Element) -> Hashable:
    """What tells this element's content from another's, so that each combination is resolved once."""
    return tuple([(child.tag, *child.items(), fingerprint(child) if len(child) else None) for child in element])


def read_run_properties(element: Element | None, theme: Theme) -> Properties:
    """The run properties that `element` (a `w:rPr`) sets itself; `style` is its character style's id."""
    return _read(element, theme, _RUN)


def read_paragraph_properties(element: Element | None, theme: Theme) -> Properties:
    """The paragraph properties that `element` (a `w:pPr`) sets itself, apart from the mark's run properties."""
    return _read(element, theme, _PARAGRAPH)


def align(value: str | None) -> Justification | None:
    """A `w:jc`, with start and end as in left-to-right text."""
    return _ALIGN.get(value or "")


def read_border(element: Element, theme: Theme) -> Border | None:
    """One edge, or None where it says that there is no line."""
    style = element.get(VAL, "none")
    if style in ("nil", "none"):
        return None
    eighths = whole(element.get(f"{W}sz"))
    return Border(
        style,
        # Word draws nothing thinner than a quarter point and nothing thicker than 12 points.
        max(2, min(96, 4 if eighths is None else eighths)) / 8,
        read_colour(element, theme, "color", "themeColor", "themeTint", "themeShade").replace(AUTO, "") or "000000",
        length(element.get(f"{W}space"), 1) or 0.0,
    )


def read_shading(element: Element, theme: Theme) -> str:
    """The colour of a background, patterns mixed to what they look like; empty for none."""
    pattern = element.get(VAL, "clear")
    if pattern == "nil":
        return ""
    fill = read_colour(element, theme, "fill", "themeFill", "themeFillTint", "themeFillShade").replace(AUTO, "")
    share = _PATTERNS.get(pattern, 0.0)
    if pattern.startswith("pct"):
        share = (whole(pattern[3:]) or 0) / 100
    if not share:
        return fill
    front = read_colour(element, theme, "color", "themeColor", "themeTint", "themeShade").replace(AUTO, "")
    return blend(front or "000000", fill or "FFFFFF", share)


def read_colour(element: Element, theme: Theme, plain: str, named: str, tint: str, shade: str) -> str:
    """A colour from the theme, else as plainly written: hex digits, `auto`, or an empty text."""
    name = element.get(f"{W}{named}")
    if name and name != "none":
        colour = theme.colour(name, element.get(f"{W}{tint}"), element.get(f"{W}{shade}"))
        if colour:
            return colour
    written = element.get(f"{W}{plain}")
    return AUTO if written == AUTO else hex_colour(written)


Reader = Callable[[Element, Properties, Theme], None]


def _read(element: Element | None, theme: Theme, readers: dict[str, Reader]) -> Properties:
    """The properties that an element's children set, by our own names for them."""
    properties: Properties = {}
    if element is not None:
        for child in element:
            reader = readers.get(child.tag) if isinstance(child.tag, str) else None
            if reader is not None:
                reader(child, properties, theme)
    return properties


def _switch(name: str) -> Reader:
    def read(element: Element, into: Properties, theme: Theme) -> None:
        into[name] = is_on(element)

    return read


def _value(name: str) -> Reader:
    def read(element: Element, into: Properties, theme: Theme) -> None:
        value = element.get(VAL)
        if value:
            into[name] = value

    return read


def _language(element: Element, into: Properties, theme: Theme) -> None:
    if element.get(VAL):
        into["language"] = language_tag(element.get(VAL))


def _fonts(element: Element, into: Properties, theme: Theme) -> None:
    """The font of Latin letters; a theme's comes before one that is named."""
    for attribute in ("hAnsi", "ascii"):
        font = theme.font(element.get(f"{W}{attribute}Theme")) or element.get(f"{W}{attribute}")
        if font:
            into["font"] = font


def _size(element: Element, into: Properties, theme: Theme) -> None:
    size = length(element.get(VAL), 2)
    if size is not None and size > 0:
        into["size"] = size


def _underline(element: Element, into: Properties, theme: Theme) -> None:
    style = element.get(VAL, "")
    into["underline"] = "" if style == "none" else style


def _colour(element: Element, into: Properties, theme: Theme) -> None:
    colour = read_colour(element, theme, "val", "themeColor", "themeTint", "themeShade")
    if colour:
        into["colour"] = colour


def _highlight(element: Element, into: Properties, theme: Theme) -> None:
    into["highlight"] = HIGHLIGHTS.get(element.get(VAL, ""), "")


def _run_shading(element: Element, into: Properties, theme: Theme) -> None:
    into["background"] = read_shading(element, theme)


def _vertical(element: Element, into: Properties, theme: Theme) -> None:
    value = element.get(VAL, "")
    into["vertical"] = Vertical(value) if value in tuple(Vertical) else Vertical.BASELINE


def _character_spacing(element: Element, into: Properties, theme: Theme) -> None:
    into["spacing"] = length(element.get(VAL)) or 0.0


def _rise(element: Element, into: Properties, theme: Theme) -> None:
    into["rise"] = length(element.get(VAL), 2) or 0.0


def _justification(element: Element, into: Properties, theme: Theme) -> None:
    value = align(element.get(VAL))
    if value is not None:
        into["align"] = value


def _indents(element: Element, into: Properties, theme: Theme) -> None:
    for name, attributes in (("left", ("left", "start")), ("right", ("right", "end"))):
        for attribute in attributes:
            points = length(element.get(f"{W}{attribute}"))
            if points is not None:
                into[name] = points
    first, hanging = length(element.get(f"{W}firstLine")), length(element.get(f"{W}hanging"))
    if hanging is not None:
        into["first_line"] = -hanging
    elif first is not None:
        into["first_line"] = first


def _spacing(element: Element, into: Properties, theme: Theme) -> None:
    """Space before and after in points, and whether Word chooses it; counts of lines come before lengths."""
    for name in ("before", "after"):
        points = length(element.get(f"{W}{name}"))
        lines = whole(element.get(f"{W}{name}Lines"))
        if lines:
            points = lines / 100 * _LINE_UNIT
        if points is not None:
            into[name] = max(0.0, points)
        automatic = element.get(f"{W}{name}Autospacing")
        if automatic is not None:
            into[f"{name}_auto"] = automatic not in ("0", "false", "off")
    _line(element, into)


def _line(element: Element, into: Properties) -> None:
    """The height of lines: in points, or in lines where the rule is automatic."""
    rule = element.get(f"{W}lineRule", LineRule.AUTO)
    kind = LineRule(rule) if rule in tuple(LineRule) else LineRule.AUTO
    line = length(element.get(f"{W}line"))
    if line is not None:
        # A negative line is an exact one (17.3.1.33 as Word reads it).
        into["line_rule"] = LineRule.EXACT if line < 0 else kind
        into["line"] = abs(line) if into["line_rule"] is not LineRule.AUTO else round(abs(line) / _LINE_UNIT, 4)


def _tabs(element: Element, into: Properties, theme: Theme) -> None:
    """The stops by position in points; None clears the stop of a style."""
    stops: dict[float, TabStop | None] = {}
    for tab in element.iter(f"{W}tab"):
        position = length(tab.get(f"{W}pos"))
        kind = tab.get(VAL, "left")
        if position is None or kind == "bar":
            continue
        leader = tab.get(f"{W}leader", "none")
        stop = TabStop(position, _TAB_ALIGN.get(kind, "left"), "" if leader == "none" else leader)
        stops[position] = None if kind == "clear" else stop
    into["tabs"] = stops


def _paragraph_borders(element: Element, into: Properties, theme: Theme) -> None:
    for edge in ("top", "left", "bottom", "right", "between"):
        child = element.find(f"{W}{edge}")
        if child is not None:
            into[f"border_{edge}"] = read_border(child, theme)


def _paragraph_shading(element: Element, into: Properties, theme: Theme) -> None:
    into["shading"] = read_shading(element, theme)


def _outline(element: Element, into: Properties, theme: Theme) -> None:
    level = whole(element.get(VAL))
    if level is not None:
        into["outline"] = level + 1 if 0 <= level <= 8 else 0


def _numbering(element: Element, into: Properties, theme: Theme) -> None:
    number = child_value(element, f"{W}numId")
    level = whole(child_value(element, f"{W}ilvl"))
    if number is not None:
        into["num_id"] = number
    if level is not None:
        into["num_level"] = max(0, min(8, level))


def _frame(element: Element, into: Properties, theme: Theme) -> None:
    into["frame"] = element


def lay_over(base: Properties, upper: Properties) -> Properties:
    """`upper` over `base`; tab stops add up, and a cleared one goes (17.3.1.38)."""
    if "tabs" in upper and "tabs" in base:
        return base | upper | {"tabs": base["tabs"] | upper["tabs"]}
    return base | upper


def space(properties: Properties, name: str) -> float:
    """The space `before` or `after`, in points."""
    return _AUTO_SPACE if properties.get(f"{name}_auto") else float(properties.get(name, 0.0))


_RUN: dict[str, Reader] = {
    f"{W}rStyle": _value("style"),
    f"{W}rFonts": _fonts,
    f"{W}sz": _size,
    f"{W}b": _switch("bold"),
    f"{W}i": _switch("italic"),
    f"{W}u": _underline,
    f"{W}strike": _switch("strike"),
    f"{W}dstrike": _switch("double_strike"),
    f"{W}caps": _switch("caps"),
    f"{W}smallCaps": _switch("small_caps"),
    f"{W}vanish": _switch("hidden"),
    f"{W}color": _colour,
    f"{W}highlight": _highlight,
    f"{W}shd": _run_shading,
    f"{W}vertAlign": _vertical,
    f"{W}spacing": _character_spacing,
    f"{W}lang": _language,
    f"{W}position": _rise,
}

_PARAGRAPH: dict[str, Reader] = {
    f"{W}pStyle": _value("style"),
    f"{W}jc": _justification,
    f"{W}ind": _indents,
    f"{W}spacing": _spacing,
    f"{W}keepNext": _switch("keep_next"),
    f"{W}keepLines": _switch("keep_lines"),
    f"{W}pageBreakBefore": _switch("page_break_before"),
    f"{W}widowControl": _switch("widow_control"),
    f"{W}contextualSpacing": _switch("contextual_spacing"),
    f"{W}bidi": _switch("right_to_left"),
    f"{W}framePr": _frame,
    f"{W}tabs": _tabs,
    f"{W}pBdr": _paragraph_borders,
    f"{W}shd": _paragraph_shading,
    f"{W}outlineLvl": _outline,
    f"{W}numPr": _numbering,
}
