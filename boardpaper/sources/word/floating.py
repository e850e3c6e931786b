"""Where floating shapes stand, and how text keeps away from them: anchors, text boxes, frames and floating tables."""

from msgspec.structs import replace

from boardpaper.model.document import Border, Borders, Frame, Position, WrapKind, Wrapping
from boardpaper.ooxml.measures import length
from boardpaper.ooxml.names import MC, WP, WPS, A, Element, W
from boardpaper.ooxml.units import EMU_PER_POINT
from boardpaper.sources.word.look.theme import Theme
from boardpaper.sources.word.look.values import child_of, hex_colour, whole, with_luminance

_V = "{urn:schemas-microsoft-com:vml}"
_W10 = "{urn:schemas-microsoft-com:office:word}"
# Text close to a shape's outline counts as beside its rectangle.
_KINDS = {
    "wrapSquare": WrapKind.SQUARE,
    "wrapTight": WrapKind.SQUARE,
    "wrapThrough": WrapKind.SQUARE,
    "wrapTopAndBottom": WrapKind.TOP_AND_BOTTOM,
}
_OLD_KINDS = {
    "square": WrapKind.SQUARE,
    "tight": WrapKind.SQUARE,
    "through": WrapKind.SQUARE,
    "topAndBottom": WrapKind.TOP_AND_BOTTOM,
}
# What a text box leaves beside and above its words where it does not say (20.4.2.22 with 21.1.2.1.1).
_INSETS = {"tIns": 3.6, "rIns": 7.2, "bIns": 3.6, "lIns": 7.2}
_FILLS = (f"{A}solidFill", f"{A}gradFill/{A}gsLst/{A}gs")
_ANCHORS = {"ctr": "center", "b": "bottom"}
# What frames and floating tables count from (17.18.35, 17.18.100).
_ORIGINS = {"text": "column", "margin": "margin", "page": "page"}
_DOWNWARD = {"text": "paragraph", "margin": "margin", "page": "page"}
_CENTRED = {"center": "center", "centre": "center"}
_NAMED = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
    "navy": "000080", "maroon": "800000", "purple": "800080", "teal": "008080", "olive": "808000", "gray": "808080",
    "silver": "C0C0C0", "lime": "00FF00", "aqua": "00FFFF", "fuchsia": "FF00FF",
}  # fmt: skip
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75, "pc": 12.0}


def read_position(anchor: Element) -> Position:
    """Where a `wp:anchor` puts its shape (20.4.2.10, 20.4.2.11)."""
    across, x, align_x = _offset(_placed(anchor, "positionH"), "column")
    down, y, align_y = _offset(_placed(anchor, "positionV"), "paragraph")
    return Position(across, x, align_x, down, y, align_y)


def read_wrapping(anchor: Element) -> Wrapping:
    """How text runs around the shape of a `wp:anchor`."""
    for name, kind in _KINDS.items():
        wrap = anchor.find(f"{WP}{name}")
        if wrap is not None:
            distances = tuple(
                length(wrap.get(f"dist{edge}") or anchor.get(f"dist{edge}"), EMU_PER_POINT) or 0.0 for edge in "TRBL"
            )
            top, right, bottom, left = distances
            return Wrapping(kind, wrap.get("wrapText", "bothSides"), (top, right, bottom, left))
    return Wrapping(behind=anchor.get("behindDoc") in ("1", "true"))


def _placed(anchor: Element, name: str) -> Element | None:
    """A position; of one that a later Word gives in percent, what it keeps beside it in points."""
    found = anchor.find(f"{WP}{name}")
    return anchor.find(f"{MC}AlternateContent/{MC}Fallback/{WP}{name}") if found is None else found


def _offset(element: Element | None, default: str) -> tuple[str, float, str]:
    """What a place is measured from, its distance in points, and the side that it is set to."""
    if element is None:
        return default, 0.0, ""
    points = length((element.findtext(f"{WP}posOffset") or "").strip(), EMU_PER_POINT)
    align = (element.findtext(f"{WP}align") or "").strip()
    return element.get("relativeFrom", default), points or 0.0, align


def frame_of_box(content: Element, key: int, theme: Theme) -> Frame | None:
    """The frame of a text box whose words stand in `content` (a `w:txbxContent`).

    None where the box stands in its line, or in a group whose parts keep their places by one another.
    """
    shape = _ancestor(content, 2)
    if shape is None:
        return None
    if shape.tag == f"{WPS}wsp":
        anchor = _ancestor(shape, 3)
        return None if anchor is None or anchor.tag != f"{WP}anchor" else _drawn_frame(anchor, shape, key, theme)
    return _old_frame(shape, key)


def fill_of_box(content: Element, theme: Theme) -> str:
    """The colour behind the words of a text box that has no frame of its own; empty for none."""
    shape = _ancestor(content, 2)
    if shape is None:
        return ""
    if shape.tag == f"{WPS}wsp":
        return _fill(shape.find(f"{WPS}spPr"), shape.find(f"{WPS}style"), theme)
    return _old_fill(shape)


def _old_fill(shape: Element) -> str:
    """The fill of a VML shape as RRGGBB; "" for none."""
    return "" if shape.get("filled") in ("f", "false") else old_colour(shape, "fillcolor")


def _ancestor(element: Element, steps: int) -> Element | None:
    """The element so many steps above; None beyond the root."""
    above: Element | None = element
    for _ in range(steps):
        above = None if above is None else above.getparent()
    return above


def _drawn_frame(anchor: Element, shape: Element, key: int, theme: Theme) -> Frame:
    """A text box of DrawingML as a frame, `key` telling it from others."""
    extent = anchor.find(f"{WP}extent")
    body = shape.find(f"{WPS}bodyPr")
    insets = [_inset(body, name) for name in _INSETS]
    look, style = shape.find(f"{WPS}spPr"), shape.find(f"{WPS}style")
    return Frame(
        key,
        read_position(anchor),
        read_wrapping(anchor),
        _emu(extent, "cx"),
        _emu(extent, "cy"),
        (insets[0], insets[1], insets[2], insets[3]),
        _all_round(_line(look, style, theme)),
        _fill(look, style, theme),
        _ANCHORS.get("" if body is None else body.get("anchor", ""), "top"),
        before=True,
    )


def _inset(body: Element | None, name: str) -> float:
    """How far a box's text stands from its edge, in points."""
    given = None if body is None else length(body.get(name), EMU_PER_POINT)
    return _INSETS[name] if given is None else max(given, 0.0)


def _emu(element: Element | None, name: str) -> float:
    """An attribute in EMU as points, 0.0 where it is missing or negative."""
    return 0.0 if element is None else max(length(element.get(name), EMU_PER_POINT) or 0.0, 0.0)


def _all_round(border: Border | None) -> Borders:
    return Borders(border, border, border, border)


def _line(look: Element | None, style: Element | None, theme: Theme) -> Border | None:
    """The outline of a shape, its own or its style's; None for none."""
    line = None if look is None else look.find(f"{A}ln")
    if line is not None:
        if line.find(f"{A}noFill") is not None:
            return None
        colour = _colour(line.find(f"{A}solidFill"), theme)
        if colour or len(line) or line.get("w"):
            return Border("single", length(line.get("w"), EMU_PER_POINT) or 0.75, colour or "000000")
    colour = _from_style(style, "lnRef", theme)
    return Border("single", 0.75, colour) if colour else None


def _fill(look: Element | None, style: Element | None, theme: Theme) -> str:
    """The fill of a shape, its own or its style's, as RRGGBB; "" for none."""
    if look is not None:
        if look.find(f"{A}noFill") is not None:
            return ""
        # Of colours that run into one another, the first stands for all.
        fill = next((found for path in _FILLS if (found := look.find(path)) is not None), None)
        if fill is not None:
            return _colour(fill, theme)
    return _from_style(style, "fillRef", theme)


def _from_style(style: Element | None, name: str, theme: Theme) -> str:
    """The colour that a shape takes from the theme's styles; index 0 is none (20.1.4.1.10)."""
    reference = None if style is None else style.find(f"{A}{name}")
    return "" if reference is None or reference.get("idx", "0") == "0" else _colour(reference, theme)


def _colour(holder: Element | None, theme: Theme) -> str:
    """The colour that `holder` names, lightened or darkened as it says (20.1.2.3)."""
    if holder is None or not len(holder):
        return ""
    named = holder[0]
    value = named.get("lastClr") or named.get("val")
    colour = theme.colour(value, None, None) if named.tag == f"{A}schemeClr" else hex_colour(value)
    if not colour:
        return ""
    factor, offset = _thousandths(named, "lumMod", 100_000), _thousandths(named, "lumOff", 0)
    return with_luminance(colour, factor, offset) if (factor, offset) != (1.0, 0.0) else colour


def _thousandths(colour: Element, name: str, default: int) -> float:
    """A change of a colour as a share of 1; `default` is in thousandths of a per cent, as written."""
    change = colour.find(f"{A}{name}")
    given = None if change is None else whole(change.get("val"))
    return (default if given is None else given) / 100_000


def _old_frame(shape: Element, key: int) -> Frame | None:
    """The frame of a VML shape; None where it stands in its line."""
    placed = read_old_place(shape)
    if placed is None:
        return None
    style = _old_style(shape)
    lined = shape.get("stroked") not in ("f", "false")
    return Frame(
        key,
        *placed,
        _points(style.get("width")),
        _points(style.get("height")),
        (_INSETS["tIns"], _INSETS["rIns"], _INSETS["bIns"], _INSETS["lIns"]),
        _all_round(Border("single", 0.75, old_colour(shape, "strokecolor") or "000000") if lined else None),
        _old_fill(shape),
        before=True,
    )


def read_old_place(shape: Element) -> tuple[Position, Wrapping] | None:
    """Where a VML shape stands, which a style says as in HTML; None where it stands in its line or in a group."""
    style, outer = _old_style(shape), shape.getparent()
    if style.get("position") != "absolute" or outer is None or outer.tag != f"{W}pict":
        return None
    wrap = shape.find(f"{_W10}wrap")
    kind = _OLD_KINDS.get("" if wrap is None else wrap.get("type", ""), WrapKind.NONE)
    side = "" if wrap is None else wrap.get("side", "")
    top, right, bottom, left = (
        _points(style.get(f"mso-wrap-distance-{edge}")) for edge in ("top", "right", "bottom", "left")
    )
    return _old_position(style), Wrapping(
        kind,
        side if side in ("left", "right", "largest") else "bothSides",
        (top, right, bottom, left),
        style.get("z-index", "").startswith("-"),
    )


def _old_style(shape: Element) -> dict[str, str]:
    """The properties of a VML shape's style by name."""
    entries = (entry.partition(":") for entry in shape.get("style", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in entries}


def _old_position(style: dict[str, str]) -> Position:
    """The place of a VML shape as its style gives it."""
    across, down = (style.get(f"mso-position-{axis}-relative", "text") for axis in ("horizontal", "vertical"))
    align_x, align_y = style.get("mso-position-horizontal", ""), style.get("mso-position-vertical", "")
    return Position(
        _ORIGINS.get(across, "column"),
        _points(style.get("margin-left")) + _points(style.get("left")),
        "" if align_x == "absolute" else align_x,
        _DOWNWARD.get(down, "paragraph"),
        _points(style.get("margin-top")) + _points(style.get("top")),
        "" if align_y == "absolute" else align_y,
    )


def old_colour(shape: Element, name: str) -> str:
    """A colour in VML: digits, three for six, or a name as in HTML; empty where there is none."""
    written = shape.get(name, "").partition(" ")[0].removeprefix("#").lower()
    if len(written) == 3 and written not in _NAMED:
        written = "".join(digit * 2 for digit in written)
    return _NAMED.get(written) or hex_colour(written)


def _points(value: str | None) -> float:
    """A length of VML in points; a bare number is points."""
    text = (value or "").strip()
    for unit, points in _UNITS.items():
        if text.endswith(unit):
            return (length(text.removesuffix(unit), 1.0) or 0.0) * points
    return length(text, 1.0) or 0.0


def frame_of_paragraph(given: Element, key: int) -> Frame | None:
    """The frame that a `w:framePr` puts a paragraph into (17.3.1.11); None where it stands in the text after all."""
    if given.get(f"{W}dropCap") in ("drop", "margin") or given.get(f"{W}yAlign") == "inline":
        return None
    beside, above = (length(given.get(f"{W}{name}")) or 0.0 for name in ("hSpace", "vSpace"))
    kind = {"none": WrapKind.NONE, "notBeside": WrapKind.TOP_AND_BOTTOM}.get(
        given.get(f"{W}wrap", "around"), WrapKind.SQUARE
    )
    position = _given_position(given, ("hAnchor", "x", "xAlign"), ("vAnchor", "y", "yAlign"), "text")
    distances = (above, beside, above, beside)
    width, height = (max(length(given.get(f"{W}{name}")) or 0.0, 0.0) for name in ("w", "h"))
    return Frame(key, position, Wrapping(kind, distances=distances), width, height)


def frame_of_table(properties: Element | None, key: int) -> Frame | None:
    """The frame of a table that text runs around (17.4.57 tblpPr)."""
    given = child_of(properties, f"{W}tblpPr")
    if given is None or given.get(f"{W}tblpYSpec") == "inline":
        return None
    distances = [length(given.get(f"{W}{edge}FromText")) or 0.0 for edge in ("top", "right", "bottom", "left")]
    position = _given_position(
        given, ("horzAnchor", "tblpX", "tblpXSpec"), ("vertAnchor", "tblpY", "tblpYSpec"), "margin"
    )
    top, right, bottom, left = distances
    return Frame(key, position, Wrapping(WrapKind.SQUARE, distances=(top, right, bottom, left)))


def _given_position(given: Element, across: tuple[str, str, str], down: tuple[str, str, str], default: str) -> Position:
    """A place in words; `default` is what it counts from downward where it does not say, as Word takes it."""
    origin_x, x, align_x = (given.get(f"{W}{name}", "") for name in across)
    origin_y, y, align_y = (given.get(f"{W}{name}", "") for name in down)
    return Position(
        _ORIGINS.get(origin_x or "text", "column"),
        length(x) or 0.0,
        _CENTRED.get(align_x, align_x),
        _DOWNWARD.get(origin_y or default, "paragraph"),
        length(y) or 0.0,
        _CENTRED.get(align_y, align_y),
    )


def same_frame(one: Frame, other: Frame) -> bool:
    """Whether two paragraphs that follow one another ask for the same frame, which then holds both."""
    return replace(one, key=0) == replace(other, key=0)
