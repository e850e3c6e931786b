"""A shipped face embedded once for all stamps of a pack, with the characters that they need (ISO 32000-1, 9.7.4)."""

from collections.abc import Iterable

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.publish.pdf.text.fonts import Face, load_face

_SHOWN_FOR_MISSING = "?"
_TAG = "PACKAA"
_CMAP_BLOCK = 100


class StampFace(Struct, frozen=True, eq=False):
    """A font object, and the glyph and the width (in thousandths of the size) of each character it holds."""

    font: Object
    glyphs: dict[str, int]
    widths: dict[str, float]

    def encode(self, text: str) -> str:
        """`text` as the string that a text-showing operator takes."""
        return "<" + "".join(f"{self.glyphs[each]:04X}" for each in text) + ">"

    def width(self, text: str, size: float) -> float:
        """How wide `text` is, in points."""
        return sum(self.widths[each] for each in text) * size / 1000


def showable(name: str, text: str) -> str:
    """`text` with a question mark for each character that the face `name` lacks."""
    shown = load_face(name).shown
    return "".join(each if ord(each) in shown else _SHOWN_FOR_MISSING for each in text)


def embed_face(pdf: Pdf, name: str, characters: Iterable[str]) -> StampFace:
    """The shipped face `name` in `pdf`, with these characters only; all of them must be `showable`."""
    shipped = load_face(name)
    face = shipped.font.face
    codes = sorted({ord(each) for each in characters})
    glyphs: dict[str, int] = {}
    originals: dict[int, int] = {}
    for code in codes:
        # As the subset numbers them: one glyph may serve several characters.
        glyphs[chr(code)] = originals.setdefault(face.charToGlyph[code], len(originals) + 1)
    widths = {chr(code): float(face.charWidths[code]) for code in codes}
    base = Name(f"/{_TAG}+{name}")
    by_glyph = {glyph: widths[character] for character, glyph in glyphs.items()}
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=base,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=_descriptor(pdf, shipped, base, face.makeSubset(codes)),
        W=Array([1, Array([round(by_glyph[glyph], 2) for glyph in sorted(by_glyph)])]),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=base,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
        ToUnicode=pdf.make_stream(_to_unicode(glyphs)),
    )
    return StampFace(pdf.make_indirect(font), glyphs, widths)


def _descriptor(pdf: Pdf, shipped: Face, base: Object, program: bytes) -> Object:
    """The font descriptor (9.8) of the subset `program` of a shipped face."""
    face = shipped.font.face
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=base,
            Flags=4,
            FontBBox=Array([round(value) for value in face.bbox]),
            ItalicAngle=round(face.italicAngle),
            Ascent=round(face.ascent),
            Descent=round(face.descent),
            CapHeight=round(face.capHeight),
            StemV=round(face.stemV),
            FontFile2=pdf.make_stream(program, Length1=len(program)),
        )
    )


def _to_unicode(glyphs: dict[str, int]) -> bytes:
    """The character map that tells what each glyph means (9.10.3)."""
    meant = {glyph: character for character, glyph in reversed(glyphs.items())}
    lines = [f"<{glyph:04X}> <{meant[glyph].encode('utf-16-be').hex().upper()}>" for glyph in sorted(meant)]
    blocks = [lines[at : at + _CMAP_BLOCK] for at in range(0, len(lines), _CMAP_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{body}
endcmap CMapName currentdict /CMap defineresource pop end end""".encode()
