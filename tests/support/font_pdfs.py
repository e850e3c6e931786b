"""Small PDFs, each of one page drawn with a font of one kind, and fonts made for them."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pikepdf import Array, Dictionary, Name, Object, Pdf

# Wherever its ligatures are misread, no passage is left that is long enough to tell.
SENTENCE = "The officer filed five official offers for fifty fine Nightjar fields"
LETTERS = tuple(dict.fromkeys("".join(SENTENCE.split())))
# Letters and ligatures in an order of no alphabet.
PARTS = ("ffi", "ff", "fi", *"TheocrldvasNynigtjf")
FontMaker = Callable[[Pdf], Object]


@dataclass(frozen=True)
class Kind:
    """A kind of font: how it is made, and the bytes that show `SENTENCE` in it."""

    font: FontMaker
    shown: bytes


def pdf_of(kind: Kind) -> bytes:
    """A page that shows the sentence."""
    return pdf_page(kind.font, b"<" + kind.shown.hex().encode() + b"> Tj")


def pdf_page(font: FontMaker, operators: bytes) -> bytes:
    """A page with these text operators, in the font F at 11 points."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font(pdf))))
    page.Contents = pdf.make_stream(b"BT /F 11 Tf 14 TL 1 0 0 1 50 700 Tm " + operators + b" ET")
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def coded(parts: Mapping[str, int], text: str = SENTENCE, size: int = 1) -> bytes:
    """The codes of `text`, the longest of `parts` first."""
    codes = b""
    while text:
        part = next(part for length in (3, 2, 1) if (part := text[:length]) in parts)
        codes += parts[part].to_bytes(size, "big")
        text = text[len(part) :]
    return codes


def counted(parts: Sequence[str] = PARTS, start: int = 33) -> dict[str, int]:
    """Codes given as they come; the space keeps its own."""
    return {" ": 32, **{part: start + at for at, part in enumerate(parts)}}


def names_of(parts: Sequence[str] = PARTS) -> list[str]:
    return [part if len(part) == 1 else "_".join(part) for part in parts]


def simple(kind: str = "Type1", base: str = "Times-Roman", **more: Any) -> FontMaker:
    """A font that is not embedded."""
    return lambda pdf: Dictionary(Type=Name.Font, Subtype=Name(f"/{kind}"), BaseFont=Name(f"/{base}"), **more)


def differing(names: Mapping[int, str], **more: Any) -> FontMaker:
    """A font with `Differences`."""
    listed: list[object] = [each for code, name in names.items() for each in (code, Name(f"/{name}"))]
    return simple(Encoding=Dictionary(Type=Name.Encoding, Differences=Array(listed)), **more)


def embedded(key: str, program: bytes, kind: str = "Type1", symbolic: bool = True, **more: Any) -> FontMaker:
    """A simple font whose program is `program`, under `FontFile`, `FontFile2` or `FontFile3`."""

    def make(pdf: Pdf) -> Object:
        font = simple(kind, "ABCDEF+Made", FirstChar=0, LastChar=255, Widths=Array([500] * 256), **more)(pdf)
        font.FontDescriptor = pdf.make_indirect(descriptor(pdf, key, program, symbolic))
        return font

    return make


def descriptor(pdf: Pdf, key: str, program: bytes, symbolic: bool) -> Dictionary:
    stream = pdf.make_stream(program, Length1=len(program))
    if key == "FontFile3":
        stream.Subtype = Name.Type1C
    made = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Made"), Flags=4 if symbolic else 32, ItalicAngle=0, Ascent=800,
        Descent=-200, CapHeight=700, StemV=80, FontBBox=Array([0, -200, 1000, 800]),
    )  # fmt: skip
    made[f"/{key}"] = stream
    return made


def composite(program: bytes, to_unicode: bytes = b"", encoding: bytes = b"") -> FontMaker:
    """A Type 0 font of TrueType glyphs, whose codes are the numbers of glyphs, or what `encoding` makes of them."""

    def make(pdf: Pdf) -> Object:
        inner = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Made"), DW=500,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0), CIDToGIDMap=Name.Identity,
        )  # fmt: skip
        inner.FontDescriptor = pdf.make_indirect(descriptor(pdf, "FontFile2", program, True))
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Made"),
            Encoding=pdf.make_stream(encoding) if encoding else Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
        )  # fmt: skip
        if to_unicode:
            font.ToUnicode = pdf.make_stream(to_unicode)
        return font

    return make


def to_unicode(texts: Mapping[int, str], size: int = 2) -> bytes:
    """A `ToUnicode` map of single codes."""
    pairs = b"".join(
        b"<%s> <%s>\n" % (code.to_bytes(size, "big").hex().encode(), text.encode("utf-16-be").hex().encode())
        for code, text in texts.items()
    )
    space = b"1 begincodespacerange <%s> <%s> endcodespacerange\n" % (b"00" * size, b"ff" * size)
    return b"begincmap\n" + space + b"%d beginbfchar\n" % len(texts) + pairs + b"endbfchar endcmap"


def type1(codes: Mapping[int, str]) -> bytes:
    """The part of a Type 1 font program that can be read, with its built-in encoding, and some bytes for the rest."""
    listed = b"".join(b"dup %d/%s put\n" % (code, name.encode()) for code, name in codes.items())
    encoding = b"/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n" + listed + b"readonly def\n"
    return b"%!PS-AdobeFont-1.0: Made 1.0\n" + encoding + b"currentfile eexec\n" + bytes(range(128, 200))


@lru_cache
def type1c(names: tuple[str, ...], codes: tuple[int, ...] = ()) -> bytes:
    """A CFF font of these glyphs and its own encoding, by default the standard one."""
    builder = FontBuilder(1000, isTTF=False)
    order = [".notdef", *names]
    builder.setupGlyphOrder(order)
    pen = T2CharStringPen(500, None)
    builder.setupCFF("Made", {}, dict.fromkeys(order, pen.getCharString()), {})
    cff = builder.font["CFF "]
    if codes:
        encoding = [".notdef"] * 256
        for code, name in zip(codes, names, strict=True):
            encoding[code] = name
        cff.cff.topDictIndex[0].Encoding = encoding
    compiled: bytes = cff.compile(builder.font)
    return compiled


def opentype(names: Sequence[str]) -> bytes:
    """An OpenType font whose glyphs are in a CFF table, without a character map."""
    builder = FontBuilder(1000, isTTF=False)
    order = [".notdef", *names]
    builder.setupGlyphOrder(order)
    builder.setupCFF("Made", {}, dict.fromkeys(order, T2CharStringPen(500, None).getCharString()), {})
    builder.setupCharacterMap({})
    return saved(builder.font)


Cmap = tuple[int, int, Mapping[int, str]]


def truetype(
    names: Sequence[str], cmaps: Sequence[Cmap], *, keep_names: bool = True, formats: Sequence[int] = ()
) -> bytes:
    """A TrueType font of these glyphs with character maps (platform, encoding, codes to glyph names)."""
    builder = FontBuilder(1000, isTTF=True)
    order = [".notdef", *names]
    builder.setupGlyphOrder(order)
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((400, 0))
    pen.lineTo((400, 700))
    pen.closePath()
    builder.setupGlyf(dict.fromkeys(order, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost(keepGlyphNames=keep_names)
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, []
    wanted = formats or [0 if platform == 1 else 4 for platform, _, _ in cmaps]
    for (platform, encoding, codes), version in zip(cmaps, wanted, strict=True):
        subtable = CmapSubtable.newSubtable(version)
        subtable.platformID, subtable.platEncID, subtable.language = platform, encoding, 0
        subtable.cmap = dict(codes)
        table.tables.append(subtable)
    builder.font["cmap"] = table
    return saved(builder.font)


def saved(font: TTFont) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def ascii_names(parts: Sequence[str]) -> dict[int, str]:
    """A Unicode map of single letters."""
    return {ord(part): part for part in parts if len(part) == 1}


def _kinds() -> dict[str, Kind]:
    plain = {letter: ord(letter) for letter in (*LETTERS, " ")}
    own, named = counted(), dict(zip(counted().values(), ["space", *names_of()], strict=True))
    ligatures = {**plain, "fi": 0xAE}
    singles = [part for part in PARTS if len(part) == 1]
    glyphs = truetype(["space", *singles], [(3, 1, ascii_names(singles) | {32: "space"})], keep_names=False)
    numbered = {" ": 1, **{part: at for at, part in enumerate(singles, 2)}}
    told = {code: part for part, code in numbered.items()}
    unmapped = truetype(["space", *singles], [], keep_names=False)
    symbols = {0xF000 + code: name for code, name in named.items()}
    return {
        "Type 1, no encoding": Kind(simple(), coded(ligatures)),
        "Mac OS Roman": Kind(simple(Encoding=Name.MacRomanEncoding), coded({**plain, "fi": 0xDE})),
        "Windows": Kind(simple("TrueType", "Arial", Encoding=Name.WinAnsiEncoding), coded(plain)),
        "differences": Kind(differing({1: "fi", 2: "f_f_i"}), coded({**plain, "fi": 1, "ffi": 2})),
        "named by numbers": Kind(differing({1: "uni00660069", 2: "u0066"}), coded({**plain, "fi": 1, "f": 2})),
        "shapes of letters": Kind(differing({1: "N.sc", 2: "Tsmall"}), coded({**plain, "N": 1, "T": 2})),
        "built-in Type 1": Kind(embedded("FontFile", type1(named)), coded(own)),
        "built-in CFF": Kind(
            embedded("FontFile3", type1c(tuple(named.values()), tuple(named))), coded(own)
        ),
        "standard CFF": Kind(
            embedded("FontFile3", type1c(("space", "fi", *singles))), coded(ligatures)
        ),
        "symbols by name": Kind(
            embedded("FontFile2", truetype(["space", *names_of()], [(3, 0, symbols)]), "TrueType"), coded(own)
        ),
        "codes and Unicode": Kind(
            embedded(
                "FontFile2",
                truetype(
                    ["space", *singles],
                    [(1, 0, dict(enumerate(["space", *singles], 40))), (3, 1, ascii_names(singles) | {32: "space"})],
                    keep_names=False,
                ),
                "TrueType",
            ),
            coded({" ": 40, **{part: at for at, part in enumerate(singles, 41)}}),
        ),
        "Type 3": Kind(_type3(named), coded(own)),
        "composite": Kind(composite(unmapped, to_unicode(told)), coded(numbered, size=2)),
        "composite, damaged map": Kind(composite(glyphs, b"beginbfchar <00"), coded(numbered, size=2)),
        "composite, no map": Kind(composite(glyphs), coded(numbered, size=2)),
        "composite, own codes": Kind(
            composite(glyphs, encoding=_own_codes(numbered)), coded({part: 64 + at for part, at in numbered.items()})
        ),
    }  # fmt: skip


def _type3(named: Mapping[int, str]) -> FontMaker:
    def make(pdf: Pdf) -> Object:
        procedure = pdf.make_stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f")
        font = differing(named)(pdf)
        font.Subtype, font.FontMatrix = Name.Type3, Array([0.001, 0, 0, 0.001, 0, 0])
        font.FontBBox, font.FirstChar, font.LastChar = Array([0, 0, 500, 800]), 0, 255
        font.Widths, font.Resources = Array([500] * 256), Dictionary()
        font.CharProcs = Dictionary({f"/{name}": procedure for name in named.values()})
        del font.BaseFont
        return font

    return make


def _own_codes(numbered: Mapping[str, int]) -> bytes:
    """A character map of one byte a code."""
    first, last = min(numbered.values()), max(numbered.values())
    return (
        b"begincmap 1 begincodespacerange <40> <7f> endcodespacerange 1 begincidrange "
        + b"<%02x> <%02x> %d endcidrange endcmap" % (64 + first, 64 + last, first)
    )


KINDS = _kinds()


def lines_cut(text: str, at: Sequence[int], hyphen: bytes = b"") -> bytes:
    """Operators that show `text` in lines, cut at these places, with `hyphen` at their ends."""
    pieces = [text[start:end].encode("cp1252") for start, end in pairwise((0, *at, len(text)))]
    return b" T* ".join(b"(%s) Tj" % (piece + hyphen * (piece != pieces[-1])) for piece in pieces)
