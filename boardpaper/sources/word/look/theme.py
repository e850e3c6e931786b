"""A theme's fonts and colours, and what a document's colour mapping makes of them."""

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct, field

from boardpaper.ooxml.names import A, Element, W
from boardpaper.sources.word.look.values import hex_colour, with_luminance

# ST_ThemeColor (17.18.97) to the slots of the theme, through the mapping that Word writes where none is given.
_SLOTS = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "tx1": "dk1",
    "bg1": "lt1",
    "tx2": "dk2",
    "bg2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_MAPPED = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}


class Theme(Struct, frozen=True):
    """Fonts by `major` and `minor`, colours by slot; empty where the file holds no theme."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)

    def font(self, name: str | None) -> str:
        """The typeface of `minorHAnsi`, `majorAscii` ..., or an empty text."""
        if not name:
            return ""
        return self.fonts.get("major" if name.startswith("major") else "minor", "")

    def colour(self, name: str | None, tint: str | None, shade: str | None) -> str:
        """A theme colour with its tint and shade applied (17.3.2.6), or an empty text."""
        slot = self.mapping.get(name or "") or _SLOTS.get(name or "", name or "")
        base = self.colours.get(slot, "")
        if not base:
            return ""
        if tint:
            share = _share(tint)
            return with_luminance(base, share, 1 - share)
        return with_luminance(base, _share(shade), 0) if shade else base


def read_theme(root: Element | None, settings: Element | None) -> Theme:
    """The theme in `root`, with the colour mapping of the document's settings."""
    if root is None:
        return Theme()
    fonts = {}
    for name in ("major", "minor"):
        latin = root.find(f".//{A}{name}Font/{A}latin")
        fonts[name] = "" if latin is None else latin.get("typeface", "")
    return Theme(fonts, _read_colours(root), _read_mapping(settings))


def _read_colours(root: Element) -> dict[str, str]:
    """The theme's colours as RRGGBB, by their slots' names."""
    scheme = root.find(f".//{A}clrScheme")
    colours: dict[str, str] = {}
    for slot in () if scheme is None else scheme:
        value = next(iter(slot), None)
        if isinstance(slot.tag, str) and value is not None:
            colour = hex_colour(value.get("lastClr") or value.get("val"))
            if colour:
                colours[etree.QName(slot).localname] = colour
    return colours


def _read_mapping(settings: Element | None) -> dict[str, str]:
    """The slot that each name for a colour stands for in this document."""
    element = None if settings is None else settings.find(f"{W}clrSchemeMapping")
    if element is None:
        return {}
    found = {name: element.get(f"{W}{attribute}", "") for name, attribute in _MAPPED.items()}
    return {name: _SLOTS.get(value, value) for name, value in found.items() if value}


def _share(value: str) -> float:
    """A hexadecimal byte as a share of 1."""
    try:
        return max(0, min(255, int(value, 16))) / 255
    except ValueError:
        return 1.0
