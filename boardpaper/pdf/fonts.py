"""What the codes of a PDF font mean: their characters, and how wide they are (ISO 32000-1, 9.6 to 9.10)."""

import re
from collections.abc import Iterator, Mapping
from html.entities import name2codepoint

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Stream

from boardpaper.pdf.trees import read_stream

UNKNOWN = "\ufffd"
# The largest character map that is read: an honest one maps 65,536 codes.
_MOST_MAP = 4 * 2**20
_MOST_RANGE = 65_536
_SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")
_UNI_NAME = re.compile(r"^(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))$")
# Glyph names that HTML calls otherwise (Adobe Glyph List).
_GLYPHS = {
    "space": " ", "nbspace": " ", "period": ".", "comma": ",", "hyphen": "-", "minus": "−", "colon": ":",
    "semicolon": ";", "parenleft": "(", "parenright": ")", "slash": "/", "quotesingle": "'", "quotedbl": '"',
    "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "endash": "–", "emdash": "—",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "percent": "%", "ampersand": "&", "question": "?", "exclam": "!", "plus": "+",
    "equal": "=", "asterisk": "*", "at": "@", "numbersign": "#", "dollar": "$", "sterling": "£", "bullet": "•",
    "ellipsis": "…", "underscore": "_", "bracketleft": "[", "bracketright": "]", "bar": "|", "fi": "fi", "fl": "fl",
    "ff": "ff", "ffi": "ffi", "ffl": "ffl", "Euro": "€",
}  # fmt: skip


class PdfFont(Struct, frozen=True, eq=False):
    """A font's codes: bytes each, the characters they stand for, and widths in thousandths of the size."""

    code_lengths: tuple[int, ...]
    characters: Mapping[bytes, str]
    widths: Mapping[int, float]
    default_width: float
    fallback: Mapping[int, str] = field(default_factory=dict)

    def decode(self, shown: bytes) -> Iterator[tuple[str, float, bool]]:
        """Each code's characters and width; whether it is the single byte 32, which word spacing widens."""
        at = 0
        while at < len(shown):
            code = self._code_at(shown, at)
            number = int.from_bytes(code, "big")
            text = self.characters.get(code) or self.fallback.get(number, UNKNOWN)
            yield text, self.widths.get(number, self.default_width), code == b" "
            at += len(code)

    def _code_at(self, shown: bytes, at: int) -> bytes:
        for length in self.code_lengths:
            if (code := shown[at : at + length]) in self.characters:
                return code
        return shown[at : at + self.code_lengths[-1]]


def read_font(font: Object) -> PdfFont:
    """The meaning of a font dictionary's codes; U+FFFD for those of which it does not say what they are."""
    composite = font.get(Name.Subtype) == Name.Type0
    lengths, characters = _character_map(font.get(Name.ToUnicode))
    if composite:
        widths, default = _composite_widths(font)
        return PdfFont(lengths or (2,), characters, widths, default)
    widths, default = _simple_widths(font)
    return PdfFont((1,), characters, widths, default, _encoding(font.get(Name.Encoding)))


def _character_map(stream: Object | None) -> tuple[tuple[int, ...], dict[bytes, str]]:
    if not isinstance(stream, Stream):
        return (), {}
    content = read_stream(stream, _MOST_MAP) or b""
    lengths: set[int] = set()
    characters: dict[bytes, str] = {}
    for kind, body in _SECTION.findall(content):
        tokens = [mark or bytes.fromhex(code.decode()) for code, mark in _HEX.findall(body)]
        if kind == b"codespacerange":
            lengths.update(len(token) for token in tokens if token)
        elif kind == b"bfchar":
            characters.update((code, _utf16(text)) for code, text in zip(tokens[::2], tokens[1::2], strict=False))
        else:
            characters.update(_ranges(tokens))
    return tuple(sorted(lengths)), characters


def _ranges(tokens: list[bytes]) -> Iterator[tuple[bytes, str]]:
    """`<first> <last> <text>` or `<first> <last> [<text> ...]` (9.10.3)."""
    rest = iter(tokens)
    for first, last, text in zip(rest, rest, rest, strict=False):
        start = int.from_bytes(first, "big")
        count = min(int.from_bytes(last, "big") - start + 1, _MOST_RANGE)
        if text == b"[":
            texts = list(iter(lambda: next(rest, b"]"), b"]"))
        else:
            texts = [text[:-2] + ((int.from_bytes(text[-2:], "big") + by) & 0xFFFF).to_bytes(2, "big")
                     for by in range(count)]  # fmt: skip
        for by, each in enumerate(texts[:count]):
            yield (start + by).to_bytes(len(first), "big"), _utf16(each)


def _utf16(content: bytes) -> str:
    return content.decode("utf-16-be", "replace")


def _encoding(encoding: Object | None) -> dict[int, str]:
    base = encoding.get(Name.BaseEncoding) if isinstance(encoding, Dictionary) else encoding
    codec = "mac-roman" if base == Name.MacRomanEncoding else "cp1252"
    meanings = {code: bytes((code,)).decode(codec, "replace") for code in range(32, 256)}
    differences = encoding.get(Name.Differences) if isinstance(encoding, Dictionary) else None
    code = 0
    for entry in differences if isinstance(differences, Array) else ():
        if isinstance(entry, Name):
            meanings[code] = _glyph(str(entry)[1:])
            code += 1
        else:
            code = int(entry)
    return meanings


def _glyph(name: str) -> str:
    name = name.partition(".")[0]
    if len(name) == 1:
        return name
    if match := _UNI_NAME.match(name):
        number = int(match[1] or match[2], 16)
        return chr(number) if number < 0x110000 else UNKNOWN
    return _GLYPHS.get(name) or (chr(name2codepoint[name]) if name in name2codepoint else UNKNOWN)


def _simple_widths(font: Object) -> tuple[dict[int, float], float]:
    first = int(font.get(Name.FirstChar, 0))
    widths = font.get(Name.Widths)
    # A Type 3 font's widths are in its own glyph space (9.6.5).
    scale = 1000 * float(font.FontMatrix[0]) if Name.FontMatrix in font else 1.0
    if not isinstance(widths, Array):
        return {}, 500.0
    return {first + at: float(width) * scale for at, width in enumerate(widths)}, 500.0


def _composite_widths(font: Object) -> tuple[dict[int, float], float]:
    inner = font.DescendantFonts[0]
    widths: dict[int, float] = {}
    entries = iter(list(inner.get(Name.W, Array([]))))
    for first in entries:
        second = next(entries, None)
        if isinstance(second, Array):
            widths.update((int(first) + at, float(width)) for at, width in enumerate(second))
        elif second is not None:
            width = float(next(entries, 0))
            last = min(int(second), int(first) + _MOST_RANGE)
            widths.update((code, width) for code in range(int(first), last + 1))
    return widths, float(inner.get(Name.DW, 1000))
