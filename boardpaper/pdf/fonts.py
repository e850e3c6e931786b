"""What the codes of a PDF font mean: their characters, and how wide they are (ISO 32000-1, 9.6 to 9.10)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Stream

from boardpaper.pdf.cmaps import CodeMap, read_code_map, read_to_unicode, with_plain
from boardpaper.pdf.encodings import STANDARD, SYMBOL, WIN_ANSI, ZAPF_DINGBATS, base_encoding, differences
from boardpaper.pdf.font_programs import read_program
from boardpaper.pdf.glyph_names import SURROGATES
from boardpaper.pdf.opening import BROKEN
from boardpaper.pdf.trees import name_of, read_stream

UNKNOWN = "\ufffd"
_MOST_RANGE = 65_536
_MOST_GLYPHS = 2 * 65_536
_ONE_BYTE = ((b"\0", b"\xff"),)
_EMBEDDED = (Name.FontFile, Name.FontFile2, Name.FontFile3)
_SYMBOLIC = 4
_NOTHING: Mapping[int, str] = dict.fromkeys(range(256), "")


class PdfFont(Struct, frozen=True, eq=False):
    """A font's codes: how they are told apart, the characters they stand for, and widths in thousandths of the size.

    `characters` are those that a reader selects and copies: as `ToUnicode` has it, and else as the glyph tells. A code
    that is not in it means nothing that can be known. `glyphs` are what the glyphs by themselves tell, where they were
    asked for.
    """

    characters: Mapping[int, str]
    widths: Mapping[int, float]
    default_width: float
    ranges: Sequence[tuple[bytes, bytes]] = _ONE_BYTE
    glyphs: Mapping[int, str] = field(default_factory=dict)

    @property
    def code_length(self) -> int:
        """How many bytes each code has; 0 where they differ."""
        lengths = {len(low) for low, _ in self.ranges}
        return lengths.pop() if len(lengths) == 1 else 0

    def codes(self, shown: bytes) -> Iterator[bytes]:
        """The codes of a string that is shown."""
        length = self.code_length
        at = 0
        while at < len(shown):
            code = shown[at : at + (length or self._length_at(shown, at))]
            yield code
            at += len(code)

    def decode(self, shown: bytes) -> Iterator[tuple[str, float, bool]]:
        """Each code's characters and width; whether it is the single byte 32, which word spacing widens."""
        for code in self.codes(shown):
            number = int.from_bytes(code, "big")
            text = self.characters.get(number, UNKNOWN)
            yield text, self.widths.get(number, self.default_width), code == b" "

    def _length_at(self, shown: bytes, at: int) -> int:
        """How many bytes the code that begins here has; where none fits, those of the shortest code."""
        for low, high in self.ranges:
            code = shown[at : at + len(low)]
            if len(code) == len(low) and all(a <= b <= c for a, b, c in zip(low, code, high, strict=False)):
                return len(low)
        return min(len(low) for low, _ in self.ranges)


def read_font(font: Object, *, glyphs: bool = False) -> PdfFont:
    """The meaning of a font dictionary's codes; with `glyphs` also what they look like, whatever `ToUnicode` says.

    What is damaged in it is as if it were not there.
    """
    told = read_to_unicode(font.get(Name.ToUnicode))
    if font.get(Name.Subtype) == Name.Type0:
        return _composite(font, told, glyphs)
    drawn = {}
    with suppress(*BROKEN):
        drawn = _simple_glyphs(font)
    widths, default = _simple_widths(font)
    return PdfFont(with_plain(told, drawn), widths, default, glyphs=drawn)


def _simple_glyphs(font: Object) -> dict[int, str]:
    """The characters of each code's glyph in a font of single bytes (9.6.6), without codes that mean nothing known."""
    encoding = font.get(Name.Encoding)
    codes = dict(_base(font, base_encoding(encoding)))
    for code, text in differences(encoding, dingbats=_family(font) == "ZapfDingbats"):
        if text is None:
            codes.pop(code, None)
        else:
            codes[code] = text
    return codes


def _base(font: Object, named: Mapping[int, str] | None) -> Mapping[int, str]:
    """What codes mean without `Differences`: by the encoding that the dictionary names, or the font's own."""
    kind, descriptor = font.get(Name.Subtype), font.get(Name.FontDescriptor)
    if kind == Name.Type3:
        return named or {}
    if not isinstance(descriptor, Dictionary) or not any(key in descriptor for key in _EMBEDDED):
        # One of the standard fonts, or one that stands in for what was meant: it draws nothing for any other code.
        known = {"Symbol": SYMBOL, "ZapfDingbats": ZAPF_DINGBATS}.get(_family(font))
        return {**_NOTHING, **(named or known or (WIN_ANSI if kind == Name.TrueType else STANDARD))}
    if named is not None and not (kind == Name.TrueType and int(descriptor.get(Name.Flags, 0)) & _SYMBOLIC):
        return named
    program = read_program(descriptor)
    return {**(program.codes if program else {}), **(named or {})}


def _family(font: Object) -> str:
    """The font's name without the tag of a subset."""
    return name_of(font.get(Name.BaseFont)).rpartition("+")[2]


def _composite(font: Object, told: dict[int, str], glyphs: bool) -> PdfFont:
    """A font of CIDs; what its glyphs are is looked up where `glyphs` asks for it or the font does not tell."""
    codes = CodeMap()
    with suppress(*BROKEN):
        codes = read_code_map(font.get(Name.Encoding))
    drawn: dict[int, str] = {}
    if glyphs or not told:
        with suppress(*BROKEN):
            drawn = _composite_glyphs(font, codes)
    widths, default = _composite_widths(font)
    if codes.cids:
        widths = {code: widths[cid] for code, cid in codes.cids.items() if cid in widths}
    return PdfFont(with_plain(told, drawn), widths, default, codes.ranges, drawn)


def _composite_glyphs(font: Object, codes: CodeMap) -> dict[int, str]:
    """The characters of each code's glyph in a font of CIDs (9.7.4)."""
    if codes.unicode:
        return {code: chr(code) for code in range(0x20, 0x10000) if code not in SURROGATES}
    inner = font.DescendantFonts[0]
    program = read_program(inner.get(Name.FontDescriptor))
    if program is None or not program.glyphs:
        return {}
    chosen = _glyphs_of_cids(inner)
    by_cid = {cid: program.glyphs[glyph] for cid, glyph in chosen.items() if glyph in program.glyphs}
    if not chosen:
        by_cid = dict(program.glyphs)
    if not codes.cids:
        return by_cid
    return {code: by_cid[cid] for code, cid in codes.cids.items() if cid in by_cid}


def _glyphs_of_cids(inner: Object) -> dict[int, int]:
    """The glyph of each CID by `CIDToGIDMap`; empty where they are the same."""
    listed = inner.get(Name.CIDToGIDMap)
    if not isinstance(listed, Stream):
        return {}
    content = read_stream(listed, _MOST_GLYPHS) or b""
    pairs = (int.from_bytes(content[at : at + 2], "big") for at in range(0, len(content) - 1, 2))
    return {cid: glyph for cid, glyph in enumerate(pairs) if glyph}


def _simple_widths(font: Object) -> tuple[dict[int, float], float]:
    """Widths by code and the width of all others, in thousandths of the size."""
    widths: dict[int, float] = {}
    with suppress(*BROKEN):
        first = int(font.get(Name.FirstChar, 0))
        # A Type 3 font's widths are in its own glyph space (9.6.5).
        scale = 1000 * float(font.FontMatrix[0]) if Name.FontMatrix in font else 1.0
        widths = {first + at: float(width) * scale for at, width in enumerate(font.get(Name.Widths, ()))}
    return widths, 500.0


def _composite_widths(font: Object) -> tuple[dict[int, float], float]:
    """Widths by CID and the width of all others, in thousandths of the size."""
    widths: dict[int, float] = {}
    with suppress(*BROKEN):
        inner = font.DescendantFonts[0]
        entries = iter(list(inner.get(Name.W, ())))
        for first in entries:
            second = next(entries, None)
            if isinstance(second, Array):
                widths.update((int(first) + at, float(width)) for at, width in enumerate(second))
            elif second is not None:
                width = float(next(entries, 0))
                last = min(int(second), int(first) + _MOST_RANGE)
                widths.update((code, width) for code in range(int(first), last + 1))
        return widths, float(inner.get(Name.DW, 1000))
    return widths, 1000.0
