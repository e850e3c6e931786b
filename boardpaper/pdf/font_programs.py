"""What an embedded font program says of its own codes and glyphs (ISO 32000-1, 9.6.6, 9.7.4, 9.9)."""

import re
import struct
from collections.abc import Mapping
from contextlib import suppress

from msgspec import Struct, field
from pikepdf import Dictionary, Name, Object, Stream

from boardpaper.pdf.compact_fonts import read_compact_font
from boardpaper.pdf.encodings import STANDARD, WIN_ANSI, meaning_of
from boardpaper.pdf.opening import BROKEN
from boardpaper.pdf.trees import read_stream
from boardpaper.pdf.truetype import TrueType

# The largest font that is read: one of all that Unicode has takes half of this.
_MOST_FONT = 32 * 2**20
_SFNT = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf")
_STANDARD_ENCODING = re.compile(rb"/Encoding\s+StandardEncoding\s+def")
_ENCODED = re.compile(rb"\bdup\s+(?:(\d+)#)?(\w+)\s*/([^\s/<>\[\]{}()%]+)\s+put\b")
_SPACE, _LAST_ASCII = 0x20, 0x7E


class Program(Struct, frozen=True):
    """The characters of single-byte codes where the PDF gives no encoding, of glyphs, and the glyph of each CID.

    `glyphs` is by a glyph's number; `cids` is empty where a CID is the number of a glyph.
    """

    codes: Mapping[int, str] = field(default_factory=dict)
    glyphs: Mapping[int, str] = field(default_factory=dict)
    cids: Mapping[int, int] = field(default_factory=dict)


def read_program(descriptor: Object | None) -> Program | None:
    """The font program that a font descriptor embeds; None where it embeds none, or one that cannot be read."""
    if not isinstance(descriptor, Dictionary):
        return None
    for key in (Name.FontFile3, Name.FontFile2, Name.FontFile):
        stream = descriptor.get(key)
        if isinstance(stream, Stream):
            with suppress(*BROKEN, struct.error):
                return _read(read_stream(stream, _MOST_FONT) or b"")
    return None


def _read(content: bytes) -> Program:
    """What the codes and glyphs of an embedded font mean, whichever kind of program it is."""
    if content.startswith(_SFNT):
        return _read_tables(content)
    if content.startswith((b"%!", b"\x80\x01")):
        return Program(_type1_codes(content))
    return _read_compact(content)


def _read_tables(content: bytes) -> Program:
    """What the codes and glyphs of a TrueType or OpenType font mean."""
    font = TrueType(content)
    if compact := font.table(b"CFF "):
        return _read_compact(compact)
    glyphs = font.glyphs()
    codes = font.simple_codes()
    told = {code: glyphs[glyph] for code, glyph in codes.items() if glyph in glyphs}
    if not codes:
        # A map of Unicode alone is looked up by what the codes are everywhere.
        own = set(glyphs.values())
        told = {code: text for code, text in WIN_ANSI.items() if text in own}
    elif not told and not _is_counted(codes):
        # Nothing tells what the glyphs are; their codes are as likely as not what they are everywhere.
        told = {code: WIN_ANSI[code] for code in codes if code in WIN_ANSI}
    return Program(told, glyphs)


def _is_counted(codes: Mapping[int, int]) -> bool:
    """Whether codes were given to glyphs as they came, one after the other: then they tell nothing of characters.

    Some programs leave out the code of the space, others give it to any letter. Where characters have the codes that
    they have everywhere, none is below the space's, and all of ASCII is longer than most that is counted.
    """
    used = codes.keys() - {_SPACE}
    if not used:
        return True
    first, last = min(used), max(used)
    left_out = set(range(first, last + 1)) - used - {_SPACE}
    return not left_out and (first < _SPACE or last < _LAST_ASCII)


def _read_compact(content: bytes) -> Program:
    font = read_compact_font(content)
    return Program(font.codes, font.glyphs, {cid: glyph for glyph, cid in enumerate(font.cids)})


def _type1_codes(content: bytes) -> dict[int, str]:
    """The built-in encoding of a Type 1 font, before its encrypted part (Adobe Type 1 Font Format, 2.2)."""
    plain = content.partition(b"eexec")[0]
    if _STANDARD_ENCODING.search(plain):
        return dict(STANDARD)
    codes: dict[int, str] = {}
    for base, digits, name in _ENCODED.findall(plain):
        with suppress(ValueError):
            code = int(digits, int(base or 10))
            if (text := meaning_of(name.decode("latin-1"))) is not None:
                codes[code] = text
    return codes
