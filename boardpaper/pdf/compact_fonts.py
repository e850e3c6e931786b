"""What the glyphs of a Compact Font Format font are called, and its codes (Adobe Technical Note 5176)."""

import itertools
import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from boardpaper.pdf.encodings import STANDARD, meaning_of

# Operators of a Top DICT; one of two bytes has 12 in front.
_CHARSET, _ENCODING, _CHAR_STRINGS, _ROS = 15, 16, 17, (12, 30)
# The names that every such font knows (appendix A), but for the last twelve, which no glyph has.
_FIRST_OWN = 391
_STANDARD_NAMES = """
.notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus comma
hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at A
B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft a
b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent sterling fraction
yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl endash dagger
daggerdbl periodcentered paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand
questiondown grave acute circumflex tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash
AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior logicalnot mu
trademark Eth onehalf plusminus Thorn onequarter divide brokenbar degree thorn threequarters twosuperior registered
minus eth multiply threesuperior copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex
Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute
Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde ccedilla eacute
ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex odieresis ograve otilde
scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron exclamsmall Hungarumlautsmall dollaroldstyle
dollarsuperior ampersandsmall Acutesmall parenleftsuperior parenrightsuperior twodotenleader onedotenleader
zerooldstyle oneoldstyle twooldstyle threeoldstyle fouroldstyle fiveoldstyle sixoldstyle sevenoldstyle eightoldstyle
nineoldstyle commasuperior threequartersemdash periodsuperior questionsmall asuperior bsuperior centsuperior dsuperior
esuperior isuperior lsuperior msuperior nsuperior osuperior rsuperior ssuperior tsuperior ff ffi ffl parenleftinferior
parenrightinferior Circumflexsmall hyphensuperior Gravesmall Asmall Bsmall Csmall Dsmall Esmall Fsmall Gsmall Hsmall
Ismall Jsmall Ksmall Lsmall Msmall Nsmall Osmall Psmall Qsmall Rsmall Ssmall Tsmall Usmall Vsmall Wsmall Xsmall Ysmall
Zsmall colonmonetary onefitted rupiah Tildesmall exclamdownsmall centoldstyle Lslashsmall Scaronsmall Zcaronsmall
Dieresissmall Brevesmall Caronsmall Dotaccentsmall Macronsmall figuredash hypheninferior Ogoneksmall Ringsmall
Cedillasmall questiondownsmall oneeighth threeeighths fiveeighths seveneighths onethird twothirds zerosuperior
foursuperior fivesuperior sixsuperior sevensuperior eightsuperior ninesuperior zeroinferior oneinferior twoinferior
threeinferior fourinferior fiveinferior sixinferior seveninferior eightinferior nineinferior centinferior
dollarinferior periodinferior commainferior Agravesmall Aacutesmall Acircumflexsmall Atildesmall Adieresissmall
Aringsmall AEsmall Ccedillasmall Egravesmall Eacutesmall Ecircumflexsmall Edieresissmall Igravesmall Iacutesmall
Icircumflexsmall Idieresissmall Ethsmall Ntildesmall Ogravesmall Oacutesmall Ocircumflexsmall Otildesmall
Odieresissmall OEsmall Oslashsmall Ugravesmall Uacutesmall Ucircumflexsmall Udieresissmall Yacutesmall Thornsmall
Ydieresissmall
"""


class CompactFont(Struct, frozen=True):
    """The characters of each glyph by its number, and those of each code by the font's own encoding.

    Of a font with CIDs in place of names, `cids` has the CID of each glyph.
    """

    glyphs: dict[int, str]
    codes: dict[int, str]
    cids: Sequence[int] = ()


def read_compact_font(content: bytes) -> CompactFont:
    """The names and codes of a CFF font.

    Raises:
        struct.error, ValueError, IndexError: it is damaged.
    """
    _, after = _index(content, content[2])
    tops, after = _index(content, after)
    strings, _ = _index(content, after)
    top = dict(_operators(tops[0]))
    (count,) = struct.unpack_from(">H", content, _offset(top, _CHAR_STRINGS))
    numbers = list(_charset(content, _offset(top, _CHARSET), count))
    if _ROS in top:
        return CompactFont({}, {}, numbers)
    names = [_name(number, strings) for number in numbers]
    glyphs = {glyph: text for glyph, name in enumerate(names) if (text := meaning_of(name))}
    return CompactFont(glyphs, _codes(content, _offset(top, _ENCODING), numbers, strings, glyphs))


def _codes(
    content: bytes, offset: int, numbers: Sequence[int], strings: Sequence[bytes], glyphs: dict[int, str]
) -> dict[int, str]:
    """The characters of each code (section 12); of the two known encodings, the Expert one tells nothing here."""
    if offset == 0:
        own = set(glyphs.values())
        return {code: text for code, text in STANDARD.items() if text in own}
    if offset == 1:
        return {}
    version, count = content[offset], content[offset + 1]
    at = offset + 2
    codes: dict[int, str] = {}
    if version & 127 == 0:
        listed = list(content[at : at + count])
        at += count
    else:
        ranges = struct.iter_unpack("BB", content[at : at + 2 * count])
        listed = [code for first, left in ranges for code in range(first, first + left + 1)]
        at += 2 * count
    for glyph, code in enumerate(listed, 1):
        if glyph in glyphs:
            codes[code] = glyphs[glyph]
    for number in range(content[at] if version & 128 else 0):
        code, string = struct.unpack_from(">BH", content, at + 1 + 3 * number)
        if text := meaning_of(_name(string, strings)):
            codes[code] = text
    return codes


def _charset(content: bytes, offset: int, count: int) -> Iterator[int]:
    """The name's number, or the CID, of each of `count` glyphs (section 13)."""
    if offset <= 2:
        # Three known sets: all of the standard names in their order, and two of experts' shapes.
        yield from range(count) if offset == 0 else (0,)
        return
    yield 0
    given, at = 1, offset + 1
    layout = {0: ">H", 1: ">HB", 2: ">HH"}[content[offset]]
    while given < count:
        first, *left = struct.unpack_from(layout, content, at)
        length = min((left[0] if left else 0) + 1, count - given)
        yield from range(first, first + length)
        given += length
        at += struct.calcsize(layout)


def _name(number: int, strings: Sequence[bytes]) -> str:
    """The glyph's name for a string number: a standard string or one of the font's own."""
    standard = _standard_names()
    if number < len(standard):
        return standard[number]
    own = number - _FIRST_OWN
    return strings[own].decode("latin-1") if 0 <= own < len(strings) else ""


@lru_cache(maxsize=1)
def _standard_names() -> list[str]:
    return _STANDARD_NAMES.split()


def _index(content: bytes, at: int) -> tuple[list[bytes], int]:
    """The entries of an INDEX and where it ends (section 5)."""
    (count,) = struct.unpack_from(">H", content, at)
    if not count:
        return [], at + 2
    size = content[at + 2]
    if not 1 <= size <= 4:
        raise ValueError("an INDEX has offsets of no size")
    first = at + 3
    places = [int.from_bytes(content[first + size * n : first + size * (n + 1)], "big") for n in range(count + 1)]
    data = first + size * (count + 1) - 1
    entries = [content[data + start : data + end] for start, end in itertools.pairwise(places)]
    return entries, data + places[-1]


def _offset(top: dict[int | tuple[int, int], int], operator: int) -> int:
    """Where the table that an operator tells of begins; 0 where it is not told, or before the font."""
    return max(top.get(operator, 0), 0)


def _operators(data: bytes) -> Iterator[tuple[int | tuple[int, int], int]]:
    """The operators of a DICT, each with its last operand where that is a whole number (section 4)."""
    at, operand = 0, 0
    while at < len(data):
        byte = data[at]
        if byte <= 21:
            operator = (12, data[at + 1]) if byte == 12 else byte
            yield operator, operand
            at, operand = at + (2 if byte == 12 else 1), 0
        elif byte == 30:
            # A number with a fraction ends at the first half byte of 15.
            at += 1
            while 15 not in divmod(data[at], 16):
                at += 1
            at += 1
        else:
            operand, at = _whole(data, at)


def _whole(data: bytes, at: int) -> tuple[int, int]:
    """A whole number of a DICT at an offset, and where it ends."""
    byte = data[at]
    if byte == 28:
        (value,) = struct.unpack_from(">h", data, at + 1)
        return value, at + 3
    if byte == 29:
        (value,) = struct.unpack_from(">i", data, at + 1)
        return value, at + 5
    if 32 <= byte <= 246:
        return byte - 139, at + 1
    if 247 <= byte <= 250:
        return (byte - 247) * 256 + data[at + 1] + 108, at + 2
    if 251 <= byte <= 254:
        # Which number below -107 does not matter: it leads nowhere.
        return -108, at + 2
    raise ValueError("a DICT has a byte that means nothing")
