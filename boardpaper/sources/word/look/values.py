"""The names and simple values of WordprocessingML: namespaces, lengths, switches and colours."""

import colorsys
import re

from boardpaper.ooxml.names import VAL, Element

_HEX_COLOUR = re.compile(r"[0-9A-Fa-f]{6}\Z")
_DARK_LUMINANCE = 62
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGray": "A9A9A9",
    "darkGreen": "006400",
    "darkMagenta": "800080",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "D3D3D3",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}


def whole(value: str | None) -> int | None:
    """A whole number, or None where `value` is none."""
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return int(number) if abs(number) < 2**31 else None


def fraction(value: str | None) -> float | None:
    """A share from `50%` or from fiftieths of a percent, as table widths have it (17.18.90)."""
    if not value:
        return None
    try:
        return float(value[:-1]) / 100 if value.endswith("%") else float(value) / 5000
    except ValueError:
        return None


def is_on(element: Element) -> bool:
    """Whether a switch such as `w:b` is on: absent value, `1`, `true` and `on` (22.9.2.7)."""
    return element.get(VAL) not in ("0", "false", "off")


def child_of(element: Element | None, name: str) -> Element | None:
    """The first child `name` (Clark notation); `find` takes twice as long, as it reads paths."""
    return None if element is None else next(element.iterchildren(name), None)


def child_value(element: Element | None, name: str) -> str | None:
    """The `w:val` of the child `name` (Clark notation), or None where either is missing."""
    child = child_of(element, name)
    return None if child is None else child.get(VAL)


def language_tag(value: str | None) -> str:
    """A language as BCP 47 writes it, or an empty text where `value` names none.

    Word adds to some how they sort (`es-ES_tradnl`), which PDF does not allow, and marks words of none as `x-none`.
    """
    tag = (value or "").partition("_")[0]
    return tag if _LANGUAGE.fullmatch(tag) else ""


def hex_colour(value: str | None) -> str:
    """Six hex digits in upper case, or an empty text where `value` is not a colour."""
    return value.upper() if value and _HEX_COLOUR.match(value) else ""


def is_dark(colour: str) -> bool:
    """Whether automatic text on `colour` turns white."""
    red, green, blue = (int(colour[index : index + 2], 16) for index in (0, 2, 4))
    return (blue * 29 + green * 151 + red * 76) >> 8 <= _DARK_LUMINANCE


def blend(front: str, back: str, share: float) -> str:
    """`share` of `front` over `back`, as a shading pattern looks from afar."""
    pairs = ((int(front[index : index + 2], 16), int(back[index : index + 2], 16)) for index in (0, 2, 4))
    return "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)


def with_luminance(colour: str, factor: float, offset: float) -> str:
    """`colour` with its luminance times `factor` plus `offset`, in hue, saturation and luminance (17.3.2.6)."""
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    changed = colorsys.hls_to_rgb(hue, max(0.0, min(1.0, light * factor + offset)), saturation)
    return "".join(f"{round(part * 255):02X}" for part in changed)
