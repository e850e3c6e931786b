"""The characters that glyph names stand for (Adobe Glyph List Specification, section 2)."""

import re
from functools import lru_cache
from pathlib import Path

_UNI = re.compile(r"uni((?:[0-9A-F]{4})+)")
_U = re.compile(r"u([0-9A-F]{4,6})")
# Shapes of a character that the list gives characters for private use, which no reader searches for.
_SHAPES = re.compile(r"(.+?)(?:small|oldstyle|superior|inferior)")
_PRIVATE = range(0xE000, 0xF900)
# Halves of a character in UTF-16, no characters by themselves.
SURROGATES = range(0xD800, 0xE000)
# Ligatures are letters to a reader who searches (U+FB00 to U+FB06).
_LIGATURES = str.maketrans({0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
                            0xFB06: "st"})  # fmt: skip


@lru_cache(maxsize=2**12)
def characters_of(name: str) -> str:
    """A glyph's characters, ligatures as letters, without what follows a full stop; "" where the name does not tell."""
    return spelled("".join(map(_component, name.partition(".")[0].split("_"))))


def spelled(text: str) -> str:
    """Text with its ligatures as letters."""
    return text if text.isascii() else text.translate(_LIGATURES)


def _component(name: str) -> str:
    """The characters of one component of a glyph's name, by the rules of the Adobe Glyph List; "" for unknown."""
    if found := _glyph_list().get(name, ""):
        return _plain(name, found)
    if match := _UNI.fullmatch(name):
        units = [int(match[1][at : at + 4], 16) for at in range(0, len(match[1]), 4)]
        return "" if any(unit in SURROGATES for unit in units) else "".join(map(chr, units))
    if match := _U.fullmatch(name):
        number = int(match[1], 16)
        return "" if number in SURROGATES or number > 0x10FFFF else chr(number)
    return ""


def _plain(name: str, found: str) -> str:
    """`found`, or for a small capital, an old-style figure and their like the character whose shape it is."""
    if ord(found[0]) in _PRIVATE and (shape := _SHAPES.fullmatch(name)):
        return _glyph_list().get(shape[1]) or found
    return found


@lru_cache(maxsize=1)
def _glyph_list() -> dict[str, str]:
    """The list as Adobe publishes it, in `glyphlist.txt`: a name, a semicolon, code points in hexadecimal."""
    lines = (Path(__file__).parent / "glyphlist.txt").read_text(encoding="ascii").splitlines()
    entries = (line.split(";") for line in lines if ";" in line and not line.startswith("#"))
    return {name: "".join(chr(int(code, 16)) for code in codes.split()) for name, codes in entries}
