"""Word's font families as embedded faces: widths, line heights, and which characters a face can show."""

import re
import struct
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from msgspec import Struct
from reportlab.pdfbase.ttfonts import TTFont

from boardpaper.resources import font_path

# Metric-compatible stand-ins: every character as wide as in the family that an author chose.
_FAMILIES = {
    "arial": "Arimo",
    "arimo": "Arimo",
    "arialmt": "Arimo",
    "helvetica": "Arimo",
    "liberation sans": "Arimo",
    "calibri": "Carlito",
    "carlito": "Carlito",
    "times new roman": "LiberationSerif",
    "times": "LiberationSerif",
    "timesnewromanpsmt": "LiberationSerif",
    "tinos": "LiberationSerif",
    "liberation serif": "LiberationSerif",
    "courier new": "LiberationMono",
    "courier": "LiberationMono",
    "cousine": "LiberationMono",
    "liberation mono": "LiberationMono",
    "cambria": "Caladea",
    "caladea": "Caladea",
}
# Other families that Word offers, and the shipped one that looks most like each; their widths differ.
_SIMILAR = {
    **dict.fromkeys(("calibri light", "aptos", "aptos display", "candara", "corbel", "gill sans mt"), "Carlito"),
    **dict.fromkeys(("georgia", "cambria math", "constantia"), "Caladea"),
    **dict.fromkeys(
        ("garamond", "book antiqua", "palatino linotype", "century", "century schoolbook", "bookman old style"),
        "LiberationSerif",
    ),
    **dict.fromkeys(("consolas", "lucida console", "courier std"), "LiberationMono"),
}
_FALLBACK_FAMILY = "Arimo"
_FALLBACK_ORDER = ("Arimo", "Carlito")
_SYMBOLS = "BoardpaperSymbols-Regular"
# Fonts whose characters are pictures, which the Word reader has put into Unicode.
_PICTURE_FONTS = frozenset(
    {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "ms gothic", "segoe ui symbol"}
)
REPLACEMENT = "\ufffd"
# Characters that layout cannot show rightly although a face may have them: those written from right to left, and
# private ones, which mean nothing to a reader (ISO 19005-2, 6.2.11.7.3).
_KEPT_OUT = (range(0x0590, 0x0900), range(0xFB1D, 0xFE00), range(0xFE70, 0xFF00), range(0xE000, 0xF900))

# Cambria's lines, which its stand-in has the widths but not the height of: ascent and descent.
_LINES_OF = {"Caladea": (1946 / 2048, 455 / 2048, 0.0)}
_USE_TYPO_METRICS = 1 << 7
# What may not be torn apart: words with the spaces and hyphens that end them. A line may break after each match
# that ends so; leading hyphens stay with their word ("-5").
# Whatever is longer than any line is measured in pieces.
TOKEN = re.compile(r"[-‐–—]{0,200}[^ \-‐–—]{1,200}(?:[-‐–—]{1,200} *| +)?|[-‐–—]{1,200} *| +")
_SHORT_TEXT = 24
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BREAKS_AFTER = frozenset(" -‐–—")


class Measures(dict[str, tuple[float, float, bool]]):
    """Words measured once: width without trailing spaces, width with them (both for size 1), may a line end here?

    `texts` are short texts measured whole, since the cells of tables repeat themselves.
    """

    __slots__ = ("_widths", "texts")

    def __init__(self, widths: dict[int, float]) -> None:
        super().__init__()
        self._widths = widths
        self.texts: dict[str, Measured] = {}

    def __missing__(self, word: str) -> tuple[float, float, bool]:
        widths = self._widths
        advance = sum(map(widths.__getitem__, map(ord, word))) / 1000
        spaces = len(word) - len(word.rstrip(" "))
        measured = (advance - spaces * widths[32] / 1000, advance, word[-1] in _BREAKS_AFTER)
        self[word] = measured
        return measured


class Measured(NamedTuple):
    """A text as words that may not be torn apart, measured at size 1.

    Word `i` begins `starts[i]` from the text's left edge and ends, without the spaces after it, at `ends[i]`; the last
    of the starts is where the text ends. `breaks` says whether a line may end after the last word, as it may after all
    others.
    """

    words: list[str]
    starts: list[float]
    ends: list[float]
    breaks: bool


class Face(Struct, frozen=True, eq=False):
    """One embedded font file. Vertical metrics are fractions of the size, by the rule that Word takes lines from."""

    name: str
    font: TTFont
    ascent: float
    descent: float
    gap: float
    shown: frozenset[int]
    measures: Measures

    def covers(self, text: str) -> bool:
        """Whether every character of `text` has a glyph."""
        # Every shipped face has all of ASCII, and most text is nothing else.
        return text.isascii() or self.shown.issuperset(map(ord, _BEYOND_ASCII.findall(text)))

    def width(self, text: str) -> float:
        """The width of `text` at size 1, trailing spaces included."""
        return self.measures[text][1] if text else 0.0


def measure(text: str, measures: Measures) -> Measured:
    """Where each word of `text`, which is not empty, begins and ends."""
    known = measures.texts.get(text)
    if known is not None:
        return known
    words = TOKEN.findall(text)
    widths, advances, breaks = zip(*map(measures.__getitem__, words), strict=True)
    starts = list(accumulate(advances, initial=0.0))
    found = Measured(words, starts, list(map(add, starts, widths)), breaks[-1])
    if len(text) <= _SHORT_TEXT:
        measures.texts[text] = found
    return found


@lru_cache(maxsize=32)
def load_face(name: str) -> Face:
    """The shipped face `name`, for instance `Arimo-BoldItalic`."""
    font = TTFont(name, str(font_path(f"{name}.ttf")), asciiReadable=False)
    ascent, descent, gap = _LINES_OF.get(name.partition("-")[0]) or _line_metrics(font)
    widths = font.face.charWidths
    shown = frozenset(code for code in widths if not any(code in kept_out for kept_out in _KEPT_OUT))
    return Face(name, font, ascent, descent, gap, shown, Measures(widths))


def face_for(family: str, *, bold: bool, italic: bool) -> tuple[Face, bool]:
    """The face that stands for a family, and whether it was made for that family's widths."""
    wanted = family.lower()
    known = _FAMILIES.get(wanted)
    return load_face(_file(known or _SIMILAR.get(wanted, _FALLBACK_FAMILY), bold, italic)), known is not None


def shown_family(face: Face) -> str:
    """The name of the family that a face belongs to, as a person knows it."""
    return face.name.partition("-")[0].replace("Liberation", "Liberation ")


def is_picture_font(family: str) -> bool:
    """Whether `family` holds bullets and symbols rather than letters."""
    return family.lower() in _PICTURE_FONTS


def is_bullet_font(family: str) -> bool:
    """Whether Word takes bullets from `family`: the picture fonts, and Courier New for its hollow ones."""
    return is_picture_font(family) or family.lower() == "courier new"


def fallback_face(face: Face, character: str) -> Face | None:
    """Another shipped face that can show `character`, in the same weight and slant if there is one; else None."""
    style = face.name.partition("-")[2]
    for name in (*(f"{family}-{style}" for family in _FALLBACK_ORDER), _SYMBOLS):
        other = load_face(name)
        if other.covers(character):
            return other
    return None


def _file(family: str, bold: bool, italic: bool) -> str:
    style = ("Bold" if bold else "") + ("Italic" if italic else "")
    return f"{family}-{style or 'Regular'}"


def _line_metrics(font: TTFont) -> tuple[float, float, float]:
    """Ascent, descent and external leading as Windows works them out from the OS/2 and hhea tables."""
    os2: bytes = font.face.get_table("OS/2")  # type: ignore[no-untyped-call]
    hhea: bytes = font.face.get_table("hhea")  # type: ignore[no-untyped-call]
    em = font.face.unitsPerEm
    (selection,) = struct.unpack_from(">H", os2, 62)
    typo_ascent, typo_descent, typo_gap, win_ascent, win_descent = struct.unpack_from(">hhhHH", os2, 68)
    if selection & _USE_TYPO_METRICS:
        return typo_ascent / em, -typo_descent / em, typo_gap / em
    ascent, descent, gap = struct.unpack_from(">hhh", hhea, 4)
    leading = max(0, gap - ((win_ascent + win_descent) - (ascent - descent)))
    return win_ascent / em, win_descent / em, leading / em
