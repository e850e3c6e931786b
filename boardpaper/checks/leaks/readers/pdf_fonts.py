"""What the codes of a PDF font stand for, and how wide they are: enough to read words, whatever made the file."""

import re
import struct
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Dictionary, Name, Object

# A character whose font does not say what it is becomes one of these letters, so that a passage carried from file to
# file with its codes is still the same passage.
_NAMELESS = 0x20000
_DIGITS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9",
}  # fmt: skip
_LIGATURES = {
    "ff": "ff",
    "fi": "fi",
    "fl": "fl",
    "ffi": "ffi",
    "ffl": "ffl",
    "ae": "ae",
    "oe": "oe",
    "germandbls": "ss",
}
_ACCENTS = ("acute", "grave", "circumflex", "dieresis", "tilde", "ring", "cedilla", "caron", "macron", "ogonek")
_UNICODE_NAME = re.compile(r"(?:uni|u)([0-9A-Fa-f]{4,6})(?:[._].*)?")
_CMAP_BLOCK = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MOST_MAPPED = 70_000


class Font:
    """A font as met: `codes` gives text for a code, `widths` thousandths of an em; `drawn` collects codes met."""

    __slots__ = ("_ems", "_letters", "codes", "drawn", "wide", "width", "widths")

    def __init__(
        self,
        codes: Mapping[int, str],
        widths: Mapping[int, float],
        width: float = 500.0,
        wide: bool = False,
        drawn: set[int] | None = None,
    ) -> None:
        self.codes = codes
        self.widths = widths
        self.width = width
        self.wide = wide
        self.drawn = set() if drawn is None else drawn
        self._letters = _Letters({code: text for code, text in self.codes.items() if text})
        self._ems = _Ems(self.widths, self.width)

    def read(self, data: bytes) -> tuple[str, float, int]:
        """The text of a string operand, its width in ems, and how many characters it has."""
        numbers: Sequence[int] = data
        if self.wide:
            numbers = struct.unpack_from(f">{len(data) // 2}H", data)
        self.drawn.update(numbers)
        text = "".join(map(self._letters.__getitem__, numbers))
        return text, sum(map(self._ems.__getitem__, numbers)) / 1000, len(numbers)

    def undrawn(self) -> "Font":
        """The same font, none of whose characters has been met."""
        return Font(self.codes, self.widths, self.width, self.wide)

    def reads_as(self, other: "Font") -> bool:
        """Whether both fonts read every string alike."""
        mine, theirs = (self.wide, self.width), (other.wide, other.width)
        return mine == theirs and self.codes == other.codes and self.widths == other.widths


class _Letters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        return chr(_NAMELESS + code)


class _Ems(dict[int, float]):
    def __init__(self, widths: Mapping[int, float], default: float) -> None:
        super().__init__(widths)
        self._default = default

    def __missing__(self, code: int) -> float:
        return self._default


def read_font(font: Object) -> Font:
    """A font dictionary as `Font`; what is damaged in it is as if it were not there."""
    wide = font.get(Name.Subtype) == Name.Type0
    mapped = _to_unicode(font)
    if wide:
        # A predefined CMap of one byte a code would be read wrongly; those are CJK fonts of old.
        widths, default = _wide_widths(font)
        return Font(mapped, widths, default, wide=True)
    codes = _simple_codes(font)
    codes.update({code: text for code, text in mapped.items() if text.strip("\0\ufffd")})
    return Font(codes, _simple_widths(font))


def idle_codes(font: Font) -> bool:
    """Whether the font maps characters that nothing read so far draws."""
    told = {code for code, text in font.codes.items() if text.strip("\0\ufffd \xa0")}
    return bool(told - font.drawn)


def read_cmap(content: bytes) -> dict[int, str]:
    """The pairs of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    codes: dict[int, str] = {}
    for kind, body in _CMAP_BLOCK.findall(content):
        if len(codes) > _MOST_MAPPED:
            break
        if kind == b"bfchar":
            items = [bytes.fromhex(match[0].decode("ascii")) if len(match[0].split()) == 1 else b"" for match in
                     _HEX.findall(body) if not match[1] and not match[2]]  # fmt: skip
            codes.update({int.from_bytes(code, "big"): _utf16(text) for code, text in zip(items[::2], items[1::2],
                                                                                          strict=False)})  # fmt: skip
        elif kind == b"bfrange":
            _read_ranges(body, codes)
    return codes


def _read_ranges(body: bytes, codes: dict[int, str]) -> None:
    pending: list[bytes] = []
    listed: list[bytes] | None = None
    for digits, opens, closes in _HEX.findall(body):
        if opens:
            listed = []
        elif closes:
            if listed is not None and len(pending) == 2:
                first = int.from_bytes(pending[0], "big")
                codes.update({first + at: _utf16(text) for at, text in enumerate(listed)})
            pending, listed = [], None
        elif listed is not None:
            listed.append(_unhex(digits))
        else:
            pending.append(_unhex(digits))
            if len(pending) == 3:
                _read_range(pending, codes)
                pending = []


def _read_range(pending: list[bytes], codes: dict[int, str]) -> None:
    first, last = (int.from_bytes(each, "big") for each in pending[:2])
    start = _utf16(pending[2])
    if start and last - first < _MOST_MAPPED:
        for at in range(last - first + 1):
            following = ord(start[-1]) + at
            if following < 0x110000:
                codes[first + at] = start[:-1] + chr(following)


def _unhex(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _utf16(content: bytes) -> str:
    return content.decode("utf-16-be", "replace") if len(content) > 1 else content.decode("latin-1")


def _to_unicode(font: Object) -> dict[int, str]:
    stream = font.get(Name.ToUnicode)
    if not isinstance(stream, pikepdf.Stream):
        return {}
    try:
        return read_cmap(stream.read_bytes())
    except (pikepdf.PdfError, ValueError):
        return {}


def _simple_codes(font: Object) -> dict[int, str]:
    encoding = font.get(Name.Encoding)
    base = encoding.get(Name.BaseEncoding) if isinstance(encoding, Dictionary) else encoding
    page = "mac_roman" if base == Name.MacRomanEncoding else "cp1252"
    codes = {code: bytes([code]).decode(page, "ignore") for code in range(32, 256)}
    if isinstance(encoding, Dictionary):
        code = 0
        for each in encoding.get(Name.Differences, ()):
            if isinstance(each, Name):
                codes[code] = _named(str(each)[1:]) or codes.get(code, "")
                code += 1
            else:
                code = int(each)
    return codes


def _named(name: str) -> str:
    """The letters or digit of a glyph's name; punctuation does not matter here."""
    if len(name) == 1:
        return name
    if match := _UNICODE_NAME.fullmatch(name):
        number = int(match[1], 16)
        return chr(number) if number < 0x110000 else ""
    stem = name.partition(".")[0]
    if stem in _DIGITS or stem.lower() in _LIGATURES:
        return _DIGITS.get(stem) or _LIGATURES[stem.lower()]
    if stem == "space":
        return " "
    return stem[0] if stem[1:] in _ACCENTS or len(stem) == 1 else ""


def _simple_widths(font: Object) -> dict[int, float]:
    try:
        first = int(font.get(Name.FirstChar, 0))
        return {first + at: float(width) for at, width in enumerate(font.get(Name.Widths, ()))}
    except (TypeError, ValueError):
        return {}


def _wide_widths(font: Object) -> tuple[dict[int, float], float]:
    widths: dict[int, float] = {}
    try:
        kid = font[Name.DescendantFonts][0]
        items = list(kid.get(Name.W, ()))
        at = 0
        while at + 1 < len(items):
            first = int(items[at])
            if isinstance(items[at + 1], pikepdf.Array):
                widths.update({first + n: float(width) for n, width in enumerate(items[at + 1])})
                at += 2
            else:
                last = min(int(items[at + 1]), first + _MOST_MAPPED)
                widths.update(dict.fromkeys(range(first, last + 1), float(items[at + 2])))
                at += 3
        return widths, float(kid.get(Name.DW, 1000))
    except (KeyError, TypeError, ValueError, IndexError):
        return widths, 1000.0
