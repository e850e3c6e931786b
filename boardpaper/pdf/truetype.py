"""The characters of a TrueType font's glyphs, as its own tables tell them (OpenType, `cmap` and `post`)."""

import struct
from collections.abc import Iterator, Mapping

from boardpaper.pdf.glyph_names import characters_of

_MOST_TABLES = 200
# So many codes are looked at in one font, whatever its tables say of themselves.
_MOST_CODES = 200_000
# Surrogates and characters for private use, which say nothing.
_MEANINGLESS = range(0xD800, 0xF900)
# The Macintosh's glyphs, which `post` counts: from the third on in the order of ASCII and Mac OS Roman.
_FIRST_MAC, _MAC_CODES = 3, (*range(0x20, 0x7F), *range(0x80, 0x100))
_LAST_MAC = """
Lslash lslash Scaron scaron Zcaron zcaron brokenbar Eth eth Yacute yacute Thorn thorn minus multiply onesuperior
twosuperior threesuperior onehalf onequarter threequarters franc Gbreve gbreve Idotaccent Scedilla scedilla Cacute
cacute Ccaron ccaron dcroat
"""
_MAC_GLYPHS = 258


class TrueType:
    """A TrueType font, or an OpenType font's tables.

    Raises:
        struct.error, ValueError: it is damaged, at once or when a table is read.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._cmaps: dict[tuple[int, int], Mapping[int, int]] = {}
        start = int.from_bytes(content[12:16], "big") if content[:4] == b"ttcf" else 0
        (count,) = struct.unpack_from(">H", content, start + 4)
        places = (
            struct.unpack_from(">4s4xII", content, start + 12 + 16 * number)
            for number in range(min(count, _MOST_TABLES))
        )
        self._tables: dict[bytes, tuple[int, int]] = {tag: (offset, length) for tag, offset, length in places}
        self._cmaps = dict(self._read_cmaps())

    def table(self, tag: bytes) -> bytes:
        """A table's bytes, none where there is no such table."""
        offset, length = self._tables.get(tag, (0, 0))
        return self._content[offset : offset + length]

    def glyphs(self) -> dict[int, str]:
        """The characters of each glyph, by its number: as the font's character map tells, or else its names."""
        found: dict[int, str] = {}
        for (platform, encoding), cmap in self._cmaps.items():
            if platform == 0 or (platform == 3 and encoding in (1, 10)):
                # The first character of a glyph is the usual one: a space comes before a space that does not break.
                for code, glyph in cmap.items():
                    if glyph and code not in _MEANINGLESS and 0x20 <= code < 0x110000:
                        found.setdefault(glyph, chr(code))
        for glyph, name in self._names():
            if glyph not in found and (text := characters_of(name)):
                found[glyph] = text
        return found

    def simple_codes(self) -> dict[int, int]:
        """The glyph of each single-byte code where a PDF gives no encoding (ISO 32000-1, 9.6.6.4)."""
        symbols = self._cmaps.get((3, 0), {})
        found = {code: glyph for code, glyph in self._cmaps.get((1, 0), {}).items() if code < 256 and glyph}
        for code, glyph in symbols.items():
            if glyph and (code < 256 or code >> 8 in (0xF0, 0xF1, 0xF2)):
                found[code & 255] = glyph
        return found

    def _read_cmaps(self) -> Iterator[tuple[tuple[int, int], Mapping[int, int]]]:
        """Each character map's platform and encoding, and the glyph of each of its codes."""
        table = self.table(b"cmap")
        count = int.from_bytes(table[2:4], "big")
        left = _MOST_CODES
        for number in range(min(count, 20)):
            platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * number)
            codes: dict[int, int] = {}
            for code, glyph in _cmap(table[offset:]):
                codes[code] = glyph
                left -= 1
                if left <= 0:
                    return
            yield (platform, encoding), codes

    def _names(self) -> Iterator[tuple[int, str]]:
        """The glyphs' names in `post`: of version 1 the Macintosh's, of version 2 the font's own."""
        table = self.table(b"post")
        if table[:4] == b"\0\1\0\0":
            yield from enumerate(_MAC_NAMES)
        if table[:4] != b"\0\2\0\0":
            return
        (count,) = struct.unpack_from(">H", table, 32)
        numbers = struct.unpack_from(f">{count}H", table, 34)
        own: list[str] = []
        at = 34 + 2 * count
        while at < len(table):
            own.append(table[at + 1 : at + 1 + table[at]].decode("latin-1"))
            at += 1 + table[at]
        for glyph, number in enumerate(numbers):
            if number < _MAC_GLYPHS:
                yield glyph, _MAC_NAMES[number]
            elif number - _MAC_GLYPHS < len(own):
                yield glyph, own[number - _MAC_GLYPHS]


def _mac_names() -> tuple[str, ...]:
    """The Macintosh's names; those that are characters of Mac OS Roman as `uni` names."""
    characters = (bytes((code,)).decode("mac_roman") for code in _MAC_CODES)
    roman = (f"uni{ord(character):04X}" for character in characters)
    return (*[".notdef"] * _FIRST_MAC, *roman, *_LAST_MAC.split())


_MAC_NAMES = _mac_names()


def _cmap(table: bytes) -> Iterator[tuple[int, int]]:
    """The codes of a character map and their glyphs, of the formats that fonts in PDFs have."""
    (version,) = struct.unpack_from(">H", table)
    if version == 0:
        yield from enumerate(table[6:262])
    elif version == 4:
        yield from _segments(table)
    elif version == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        yield from enumerate(struct.unpack_from(f">{count}H", table, 10), first)
    elif version == 12:
        (count,) = struct.unpack_from(">I", table, 12)
        for group in range(min(count, _MOST_CODES)):
            first, last, glyph = struct.unpack_from(">III", table, 16 + 12 * group)
            yield from ((code, glyph + code - first) for code in range(first, last + 1))


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    """Format 4, segments with deltas or with ranges of glyphs."""
    (twice,) = struct.unpack_from(">H", table, 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + twice)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * twice)
    offsets = struct.unpack_from(f">{count}H", table, 16 + 3 * twice)
    for number, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        place = 16 + 3 * twice + 2 * number + offset
        for code in range(start, end + 1):
            if not offset:
                yield code, (code + delta) & 0xFFFF
            elif place + 2 * (code - start) + 2 <= len(table):
                (glyph,) = struct.unpack_from(">H", table, place + 2 * (code - start))
                yield code, (glyph + delta) & 0xFFFF if glyph else 0
