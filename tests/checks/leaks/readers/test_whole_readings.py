"""All that is read of whole files, ordinary and odd, as texts that are kept: each piece with its place and kind."""

import base64
import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest
from PIL import Image
from syrupy.assertion import SnapshotAssertion

from boardpaper.checks.leaks.readers import pdf as pdf_reader
from boardpaper.checks.leaks.readers.files import read_file
from boardpaper.checks.leaks.readers.pictures import picture_in
from boardpaper.checks.leaks.readers.pieces import Face, Picture, Piece, Unread, Whole, Wordless, Words
from tests.support.written_pdfs import added, stream, written


def told(pieces: Iterable[Piece]) -> str:
    return "".join(f"{line}\n" for piece in pieces for line in _lines(piece))


def _lines(piece: Piece) -> Iterator[str]:
    match piece:
        case Words(place, text, label, dull):
            kind = ("label " if label else "") + ("dull " if dull else "")
            shown = text if len(text) < 2000 else f"{len(text)} characters, {hashlib.sha256(text.encode()).hexdigest()}"
            yield f"{place}: {kind}{shown.encode('unicode_escape').decode()}"
        case Picture(place, grounds, shape):
            yield f"{place}: picture {shape:.4f}, {' '.join(_coarse(each) for each in grounds)}"
        case Whole(place, digest):
            # Of what a library has packed it is another with each version.
            steady = place.startswith(("page", "object", "word/media/Ash"))
            yield f"{place}: whole{f' {digest[:8]}' if steady else ''}"
        case Face(place, name, tag, idle):
            yield f"{place}: {tag}+{name}{', idle' if idle else ''}"
        case Unread(place, reason):
            yield f"{place}: UNREAD {reason}"
        case Wordless(place):
            yield f"{place}: no words"


def _coarse(cells: bytes) -> str:
    """Every fourth cell of every fourth row."""
    return bytes(cells[row * 32 + at] for row in range(2, 32, 4) for at in range(2, 32, 4)).hex()


def zipped(parts: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
        archive.comment = comment
    return buffer.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = f"""<?xml version="1.0"?><?mso-application progid="Word"?><w:document {W}><!-- a note -->
<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r><w:ins><w:r><w:t>in</w:t><w:tab/></w:r>side</w:ins><w:moveTo><w:t>to</w:t>
</w:moveTo><w:del><w:r><w:delText>out</w:delText><w:br/></w:r></w:del><w:moveFrom><w:t>from</w:t></w:moveFrom></w:p>
<w:p><w:r><w:delInstrText>PAGE</w:delInstrText><w:instrText>REF</w:instrText></w:r><w:br/>end</w:p>tail
<w:comment w:author="A. Author" w:initials="AA"><w:p>said</w:p></w:comment>
<w:docPr descr="A chart" title="ab" name="Picture 3" id="1" odd="every"/><w:tag w:val="tagged"/><w:b w:val="bold"/>
<w:docVar w:name="vari" w:val="able"/><w:style w:name="A style"/><w:lsdException name="A fault"/>
<w:a Target="http://example.org" TargetMode="External"/><w:a Target="inside" TargetMode="Internal"/>
<Application>A program</Application><Pages>  </Pages><w:x xmlns:p="http://www.aiim.org/pdfa/ns/id/"><p:part>2</p:part></w:x>
</w:document>""".encode()
SHEET = b"""<s:x xmlns:s="urn:spreadsheetml"><s:row><s:c t="s"><s:v>7</s:v></s:c><s:c t="n"><s:v>8.5</s:v></s:c>
<s:c t="str"><s:f>A1</s:f><s:v>words</s:v></s:c></s:row><s:oddHeader>left</s:oddHeader>
between<s:si><s:t>one</s:t></s:si></s:x>"""
PAGE = """<!-- first --><!DOCTYPE html><html><head><title>T&amp;T</title><meta content="kept"></head><body class="">
<h1>A <b>bold</b> head</h1><p>one<br/>two</p><ul><li>li</ul><? pi ?><![CDATA[data]]><script>var a = 1;</script>é</body>
<img src="data:image/bmp;base64,{}"></html>"""


def bmp(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> bytes:
    """A slope of brightness with a dark corner."""
    grey = Image.frombytes("L", size, bytes((x * 3 + y) % 256 for y in range(size[1]) for x in range(size[0])))
    grey.paste(0, (0, 0, size[0] // 3, size[1] // 4))
    buffer = io.BytesIO()
    grey.convert(mode).save(buffer, "BMP")
    return buffer.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + bytes(4)


NOTED = (
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"ten letters and more of them") + chunk(b"tEXt", b"Comment\0in the picture")
    + chunk(b"iTXt", b"Key words\0\1\0\0\0" + zlib.compress(b"packed in the picture"))
    + chunk(b"zTXt", b"y" * 197 + b"x\x9c" + zlib.compress(b"packed far behind in it")[2:])
    + chunk(b"zTXt", b"y" * 200 + b"x\x9c" + zlib.compress(b"packed too far behind in it")[2:])
    + chunk(b"IDAT", b"pixels are no words") + chunk(b"PLTE", b"colours are no words")
    + chunk(b"iCCP", b"profiles are no words") + chunk(b"tIME", b"123456789") + chunk(b"pHYs", b"1234567890")
    + chunk(b"IEND", b"at the end of it") + b"and behind the end"
)  # fmt: skip
SEGMENTS = (
    b"\xff\xd8" + b"\xff\xe0\0\x10an application" + b"\xff\xef\0\x11another program"
    + b"\xff\xe2\0\x0da profile.." + b"\xff\xfe\0\x0ca comment."
    + b"\xff\xdb\0\x12a table of levels" + b"\xff\xf0\0\x13something otherwise" + b"\xff\xdf\0\x0dnot a note."
    + b"\xff\xe1\0\x14" + "camera".encode("utf-16-le") + b"short\0"
    + b"\xff\xda\0\x04ab\xff\xfe\0\x0cin pixels..\xff\xd9after its end"
)  # fmt: skip
FILES: dict[str, tuple[str, bytes]] = {
    "names of folders and files": ("2026/Report 3/Ash_combe.lease.v2\\.hidden/minutes.txt", b"plain words"),
    "a name of habit": ("papers\\report 12.pdf", "\ufeffcaf\u00e9 &amp; &#65;".encode()),
    "no letters of a known coding": ("a", b"\xe9t\xe9 \x01 wordy \x02four\x03 fives\x04"),
    "many noughts": ("a", b"\xff\0\xe9t\xe9 \0abcde\0\0"),
    "few noughts": ("a", b"\xff" + b"word \xe9t\xe9 " * 9 + b"\0"),
    "two bytes a letter": (
        "a", b"\xff\xfe\1" + "word one".encode("utf-16-le") + b"\1\2\3" + "two\u0142".encode("utf-16-be")
    ),
    "too short for two bytes a letter": (
        "a", b"\xff\1\2\3" + "abc".encode("utf-16-le") + b"\1\2\3" + "abcd".encode("utf-16-be")
    ),
    "coded words": (
        "a",
        b"in <%s> %s <%s> " % (b"words of hex".hex().encode(), b"twelve bytes".hex().encode(), b"hex".hex().encode())
        + b"%s (esc\\141ped) (not) ((in)\\040side) " % b"elevenbytes".hex().encode()
        + base64.b64encode(b"thirty bytes of words in base64")
        + b" " + base64.b64encode(b"twenty seven bytes of words") + b" " + base64.b64encode(b"\xff\1\2\3" * 9),
    ),
    "JSON": ("a", json.dumps({"a": {"b c": ["x", 1.5, None, True, {"d": ""}]}, "e": {}}).encode()),
    "a list in JSON": ("a", b' \n["x", ["y", false]]'),
    "a word in JSON": ("a", b'{"a": "\\u00e9"} and more'),
    "JSON without end": ("a", b"[" * 100_000),
    "a page": ("a", PAGE.format(base64.b64encode(bmp()).decode()).encode()),
    "a page in Latin 1": ("a", b"<html encoding='latin-1'><p>\xe9t\xe9</p>" + b" " * 990 + b"<p encoding='cp037'>"),
    "a page in a coding said late": ("a", b"<html>" + b" " * 1000 + b"<p encoding='cp037'>abc"),
    "XML": ("a", b'\xef\xbb\xbf \r\n\t<a b="c" d="efg"><e>f<!-- g --></e>h<i>  </i></a>'),
    "XML that is broken": ("a", b"<a><b>words</a>"),
    "XML that is none": ("a", b"<"),
    "an old Office file": ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(30) + "old words".encode("utf-16-le")),
    "a protected Office file": ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptionInfo".encode("utf-16-le")),
    "an Office file": (
        "paper 2.docx",
        zipped({
            "word/document.xml": DOCUMENT, "word/styles.xml": DOCUMENT, "word/_rels/a.rels": b"<a Target='targeted'/>",
            "xl/worksheets/sheet1.xml": SHEET, "word/theme/theme1.xml": b"<a b='theme'>t</a>", "a.vml": b"<a>v</a>",
            "word/media/image1.bin": b"x" * 199, "word/media/Ashcombe.bin": b"x" * 200, "no_end": b"y" * 200,
            "folder/": b"", "word/theme/a.bin": b"x" * 200, "font.odttf": b"letters", "font.ttf": b"letters",
            "font.otf": b"letters", "word/media/a.bmp": bmp(), "in.zip": zipped({"deep.txt": b"deep words"}),
        }, b"a comment on it"),
    ),
    "notes in a PNG": ("a.png", NOTED),
    "notes in a JPEG": ("a.jpg", SEGMENTS),
    "a JPEG without an end": ("a.jpg", b"\xff\xd8\xff\xfe\0\x09comment" + b"\xff\xfe\0"),
    "a PNG without an end": ("a.png", NOTED[:8] + chunk(b"tEXt", b"Comment\0in the picture") + b"ten letter"),
    "notes in a BMP": ("a.bmp", bmp() + b"ten letter" + b"\0nineletter"[:10] + b"\0"
                     + "wide w".encode("utf-16-le") + b"\0\0" + "wide!".encode("utf-16-le") + b"\0"),
    "a small BMP": ("a.bmp", bmp((11, 40))),
    "BMPs by their heads": ("a.zip", zipped({
        "1": b"BM" + bytes(53), "2": b"BM" + bytes(52), "3": b"BM" + b"\0\0\0\0\0\0\1\0" + bytes(50),
        "4": b"RIFF\0\0\0\0WEBP", "5": b"RIFF\0\0\0\0WAVE a tune", "6": b"WEBP of words",
    })),
    "a picture of one bit a pixel": ("a.bmp", bmp(mode="1")),
    "a wide picture": ("a.bmp", bmp((600, 300))),
    "text with files in it": (
        "a.txt",
        b" - ".join(
            base64.b64encode(each)
            for each in (bmp(), zipped({"a.txt": b"in a zip in a text"}), b"%PDF-1.7 of nothing at all, cut")
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_all_that_is_read_of_a_file(kind: str, kept: SnapshotAssertion) -> None:
    assert told(read_file(*FILES[kind])) == kept


def pixels(mode: str, size: tuple[int, int] = (64, 48), kind: str = "TIFF", **options: object) -> bytes:
    """A fine pattern on a slope, seen through from left to right where the mode can say so."""
    plain = bytes((x + y + x % 3 * 40) % 256 for y in range(size[1]) for x in range(size[0]))
    grey = Image.frombytes("L", size, plain)
    if mode in ("I", "I;16", "F"):
        image = grey.convert("I").point(lambda level: level * 257).convert(mode)
    else:
        image = Image.merge("LAB", (grey, grey, grey)) if mode == "LAB" else grey.convert("RGB").convert(mode)
    if mode.endswith("A"):
        image.putalpha(Image.linear_gradient("L").rotate(90).resize(size))
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def halves(levels: int) -> bytes:
    """Two halves whose brightness is so many levels apart."""
    image = Image.new("L", (64, 64), 100)
    image.paste(100 + levels, (0, 0, 32, 64))
    buffer = io.BytesIO()
    image.save(buffer, "BMP")
    return buffer.getvalue()


PICTURES = {
    **{mode: pixels(mode) for mode in ("1", "L", "P", "RGB", "LA", "RGBA", "PA", "CMYK", "LAB", "I", "I;16", "F")},
    **{f"{width} by {height}": pixels("RGB", (width, height)) for width, height in
       ((256, 400), (400, 256), (257, 257), (11, 40), (40, 11), (12, 12), (800, 600))},
    "seen through by its palette": pixels("P", kind="PNG", transparency=bytes(range(256))),
    "halves 6 apart": halves(6), "halves 5 apart": halves(5),
}  # fmt: skip


def test_pictures_of_every_mode(kept: SnapshotAssertion) -> None:
    assert "".join(told(picture_in(kind, content)) or f"{kind}: none\n" for kind, content in PICTURES.items()) == kept


TEXT = b"BT /F 10 Tf 20 700 Td (%b) Tj ET"
DRAWN = (
    TEXT % b"one two"
    + b" q BT /H 9 Tf (\1\2) Tj /I 9 Tf (\1\2) Tj /G 9 Tf 0 -20 Td (\1\2) Tj ET Q /Fm Do /Fm Do /Im Do /No Do / Do"
)
MARKED = b"/P <</ActualText (said) /Alt <FEFF0061>>> BDC BT / 9 Tf 20 600 Td (three) Tj (\\351t\351) ' ET EMC"
BRACKETS = b"BT /F 9 Tf (page (two\\)) and) Tj /G 9 Tf (more) Tj /Fm Do ET"
INLINE = b"\nBI /W 9 /H 9 ID %b EI BI /W 8 /H 8 ID %b EI q" % (b"\x81" * 400, b"\x82" * 399)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/QWERTY+Mordant/FirstChar 0/Widths[500]/ToUnicode 12 0 R>>"
CMAP = b"begincmap 3 beginbfchar <20> <0020> <01> <0058> <02> <0059> endbfchar"
OBJECTS: dict[int, bytes] = {
    1: b"<</Type/Catalog/Pages 2 0 R/Lang(en-GB)/Names<</EmbeddedFiles<</Names[(note)40 0 R]>>>>/Metadata 30 0 R"
    b"/StructTreeRoot 50 0 R/AcroForm<</Fields[52 0 R]>>/Outlines 51 0 R/ViewerPreferences<</Odd true>>>>",
    2: b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3/Resources<</Font<</F 10 0 R/G 11 0 R/H 113 0 R/I 122 0 R>>"
    b"/XObject<</Fm 20 0 R/Im 21 0 R/No 30 0 R>>>>>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[6 0 R 7 0 R 9 0 R(odd)]/Annots[53 0 R]>>",
    4: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 8 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1"
    b"/BaseFont/Arimo>>/G(none)>>/XObject[]>>>>",
    5: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources(none)>>",
    6: stream(DRAWN.ljust(399)),
    7: stream((MARKED + INLINE).ljust(400)),
    8: stream(BRACKETS.ljust(500)),
    9: stream(TEXT % b"not packed as it says", b"/Filter/FlateDecode"),
    10: FONT,
    11: b"<</Type/Font/Subtype/Type3/BaseFont/Mordant/ToUnicode 13 0 R>>",
    12: stream(b"begincmap 1 beginbfchar <61> <0061> endbfchar"),
    13: stream(CMAP),
    14: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Inner>>",
    15: b"<</Type/Font/Subtype/Type1/BaseFont/AAAAAA+Mordant>>",
    16: stream(b"%!PS-Adobe a font", b"/Length1 9"),
    17: stream(bytes(36) + b"acsp and a profile"),
    18: stream(b"begincmap".rjust(4000)),
    19: stream(b"begincmap".rjust(4001)),
    20: stream((TEXT % b"in a form" + b" /Fm Do").ljust(401), b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    21: stream(bytes(range(192)), b"/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceRGB/BitsPerComponent 8"),
    22: stream(bytes(x * 5 + y for y in range(20) for x in range(20)),
               b"/Subtype/Image/Width 20/Height 20/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 23 0 R"),
    23: stream(bytes(x * 12 for _ in range(20) for x in range(20)),
               b"/Subtype/Image/Width 20/Height 20/ColorSpace/DeviceGray/BitsPerComponent 8"),
    24: stream(b"\xf0" * 500, b"/Subtype/Image/Width 80/Height 50/ImageMask true/BitsPerComponent 1"),
    25: stream(b"x", b"/Subtype/Image/Width 0/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8"),
    26: stream(b"x", b"/Subtype/Image/Width(a)/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8"),
    27: stream(b"x", b"/Subtype/Image/Width 8192/Height 8193/ColorSpace/DeviceGray/BitsPerComponent 8"),
    28: stream(b"x", b"/Subtype/Image/Width 20/Height 20/ColorSpace/Odd/BitsPerComponent 8"),
    29: stream(b"\xff\xd8\xff\xe0 no picture", b"/Subtype/Image/Width 20/Height 20"),
    100: stream(bytes(399), b"/Subtype/Image/Width 21/Height 19/ColorSpace/DeviceGray/BitsPerComponent 8/SMask/None"),
    101: stream(b"x", b"/Subtype/Image/Width 8192/Height 8192/ColorSpace/DeviceGray/BitsPerComponent 8"),
    102: stream(b"x", b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 23 0 R"),
    103: stream(b"x", b"/Subtype/Image/Width -2/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8"),
    104: stream(b"BT (a short form) Tj ET".ljust(399), b"/Subtype/Form/BBox[0 0 9 9]"),
    105: stream(zlib.compress(b"packed words"), b"/Filter[/FlateDecode]"),
    106: stream(zlib.compress(b"words packed twice".hex().encode() + b">"), b"/Filter[/FlateDecode/ASCIIHexDecode]"),
    107: stream(zlib.compress(b"\0pred\0icts"), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 4>>"),
    108: stream(b"other words".hex().encode() + b">", b"/Filter/ASCIIHexDecode"),
    109: stream(zlib.compress(bytes(65 * 2**20)), b"/Filter/FlateDecode"),
    110: stream(b"no filters at all", b"/Filter[]"),
    111: FONT.replace(b"QWERTY", b"ABCDEF"), 112: FONT.replace(b"QWERTY", b"ABCDEF").replace(b"12 0", b"99 0"),
    113: b"<</Subtype/Type3/BaseFont/Half/ToUnicode 13 0 R>>", 114: b"<</Subtype/Type3/BaseFont/Half>>",
    121: b"<</Subtype/Type3/BaseFont/Other>>", 122: b"<</Subtype/Type3/BaseFont/Other/ToUnicode 13 0 R>>",
    123: stream(bytes(x * 12 for _ in range(20) for x in range(20)),
                b"/Subtype/Image/Width 20/Height 20/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 27 0 R"),
    125: stream(bytes(x * 12 for _ in range(20) for x in range(20)),
                b"/Subtype/Image/Width 20/Height 20/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 28 0 R"),
    124: stream(b"cut short", b"/Subtype/Image/Width 20/Height 20/ColorSpace/DeviceGray/BitsPerComponent 8"),
    115: stream(b"<xdp in XML"), 116: stream(b"%PDF-1.7 in a stream"), 117: stream(bmp()), 118: stream(b"x" * 399),
    119: stream(b"", b"/Type/XRef"), 120: stream(b"7 0 (of an object stream)", b"/Type/ObjStm/N 0/First 1"),
    30: stream(b"<?xml version='1.0'?><x><title>told in metadata</title></x>", b"/Type/Metadata/Subtype/XML"),
    31: stream(b"<x>also metadata</x>", b"/Subtype/XML"),
    32: stream(b"/F 9 Tf BT (in a pattern) Tj ET", b"/PatternType 1/Resources<</Font<</F 11 0 R>>>>"),
    33: stream(b"BT (an idle form \1) Tj ET".ljust(400), b"/Subtype/Form/BBox[0 0 9 9]"),
    34: stream(b"plain words in a stream"),
    35: stream(b"BT /F 9 Tf (drawn by nobody) Tj ET".ljust(400)),
    36: stream(b"<?xml version='1.0'?><a>in XML</a>"),
    37: stream(b"{a function}", b"/FunctionType 4"),
    38: stream(b"packed by nobody", b"/Filter/None"),
    39: stream(b"a font's words", b"/Subtype/OpenType"),
    40: b"<</Type/Filespec/F(note.txt)/UF(n\\366te.txt)/Desc(What it is)/EF<</F 41 0 R>>>>",
    41: stream(b"words attached", b"/Type/EmbeddedFile"),
    47: b"<</Type/Page/Contents(none)>>",
    42: b"<</Type/Page/Contents 43 0 R/Resources<</Font<</F 15 0 R>>>>>>",
    43: stream(TEXT % b"outside the tree"),
    44: b"(a string of its own)",
    45: b"[(first)(first)(abc)<6e6f>/LongName/Font/of#20four/four]",
    46: b"7",
    50: b"<</Type/StructTreeRoot/K[<</S/Figure/Pg 4 0 R/Alt(A figure)/ActualText(Instead)/E(Full)>>]>>",
    51: b"<</First<</Title(A bookmark)/Dest(there)>>>>",
    52: b"<</FT/Tx/T(name)/TU(shown name)/V(value)/DV(default)/Opt[(one of)]/P 3 0 R>>",
    53: b"<</Subtype/Text/Contents(A comment)/T(Who)/M(D:2026)/P 52 0 R/Odd(odd one)/Subj(it) >>",
    54: b"<</Producer(A program)/Author(A. Author)/Keywords(key words)/Title(   )>>",
}  # fmt: skip


def second_reading(*pages: str) -> Callable[..., list[str]]:
    """What stands in for the second reading, with a page more that tells which pages are in doubt."""
    return lambda content, doubtful: [*pages, f"doubtful {sorted(doubtful)}"]


def test_all_that_is_read_of_a_pdf(kept: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "read_again", second_reading("read again"))
    assert told(read_file("a.pdf", written(OBJECTS, b"/Info 54 0 R"))) == kept


SECOND = {
    4: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 8 0 R>>",
    8: stream(TEXT % b"page two anew"),
    44: b"(another string)",
    47: stream(b"a stream that only this version has"),
}  # fmt: skip
LOST = b"".join(
    b"900 0 obj\n<<%b>>stream\n%b\nendstream\nendobj\n" % (entries, content)
    for entries, content in (
        (b"/Title(lost (title\\))/Odd(lost)/Producer(a lost program)", b"lost words in a stream"),
        (b"", zlib.compress(b"lost and packed")), (b"", zlib.compress(b"lost and packed otherwise", wbits=9)),
        (b"/A[(in a list)<6c6f7374>(abc)( )]", b"  7 0 8 9 <</Alt(an object in a stream)>> (and no key)"),
        (b"", b"\x0e\x08\x1f" * 7 + b"\t\r " + b"w" * 76), (b"", b"\x0e\x08\x1f\x01" * 5 + b"\t\r " + b"w" * 77),
        (b"", b"\x01" * 40 + b"BT (a drawing) Tj ET"), (b"", b"\x01" * 5000 + b"BT (far behind) Tj ET"),
        (b"", b"w" * 3277 + b"\x01" * 819 + b"\x01" * 900), (b"", b"w" * 3276 + b"\x01" * 820 + b"w" * 900), (b"", b""),
        (b"", zlib.compress(bytes(65 * 2**20))), (b"", b"\r\nwords on lines\r\n"),
    )
)  # fmt: skip
NOTES = b"% a comment with words\n% abcd\n%PDF-1.4 again\n"


def test_versions_and_leftovers_are_read_after_the_file(
    kept: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_reader, "read_again", second_reading())
    first = {**OBJECTS, 53: b"<</Subtype/Text/Contents(A comment)>>"}
    output = added(
        written({key: first[key] for key in (1, 2, 3, 4, 5, 6, 7, 113, 122, 8, 10, 11, 12, 13, 34, 44, 50, 53)}), SECOND
    )
    start = output.split()[-2]
    output += LOST + NOTES + b"startxref\n%b\n%%%%EOF and behind the end" % start
    assert told(read_file("a.pdf", output)) == kept


PLAIN = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
}


def places(content: bytes) -> list[str]:
    return [piece.place for piece in read_file("a.pdf", content)]


def versions(count: int, header: bytes = b"%PDF-1.7\n") -> bytes:
    """A file of so many versions, each with words of its own."""
    content = written({**PLAIN, 4: stream(b"BT (version 1) Tj ET")}, header=header)
    for number in range(2, count + 1):
        content = added(content, {4: stream(b"BT (version %d) Tj ET" % number)})
    return content


@pytest.mark.parametrize(("count", "more"), [(1, False), (3, False), (13, False), (14, True)])
def test_twelve_earlier_versions_are_read(count: int, more: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "read_again", lambda content, doubtful: [""])
    pieces = list(read_file("a.pdf", versions(count)))
    words = [(piece.place, piece.text) for piece in pieces if isinstance(piece, Words) and "page 1" in piece.place]
    earlier = range(max(count - 12, 1), count)
    assert [text for _, text in words if text] == [f"version {count}", *(f"version {number}" for number in earlier)]
    assert [place for place, text in words if text][1:] == [
        f"an earlier version ({at}), page 1" for at, _ in enumerate(earlier, 1)
    ]
    told_of = [piece.place for piece in pieces if isinstance(piece, Unread)]
    assert told_of == (["earlier versions"] if more else [])


@pytest.mark.parametrize(("lead", "read"), [(2034, 1), (2039, 2)])
def test_the_first_end_of_a_linearized_file_is_no_version(
    lead: int, read: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_reader, "read_again", lambda content, doubtful: [""])
    header = b"%PDF-1.7\n".ljust(lead) + b"% /Linearized\n"
    assert places(versions(3, header)).count("an earlier version (1), page 1") == 2
    assert sum("page 1" in place for place in places(versions(3, header))) == 2 * (read + 1)


def test_a_version_that_cannot_be_read_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "read_again", lambda content, doubtful: [""])
    broken = b"%PDF-1.7\n%%EOF\n" + versions(2).replace(b"%PDF-1.7\n", b"")
    assert "an earlier version (2), page 1" in places(broken)


def test_files_inside_a_pdf_lie_deeper_than_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "read_again", lambda content, doubtful: [])
    content = written(OBJECTS)
    unread = []
    for _ in range(7):
        unread.append({piece.place.rpartition(" › ")[2] for piece in read_file("a.zip", content) if is_too_deep(piece)})
        content = zipped({"a.bin": content})
    inside = {"metadata (XMP)", "attachment", "object 36", "object 115", "object 116", "object 117"}
    assert unread == [set()] * 6 + [inside]


def is_too_deep(piece: Piece) -> bool:
    return isinstance(piece, Unread) and piece.reason == "lies more than 6 files deep"


@pytest.mark.parametrize(("fonts", "tried"), [(1, 1), (39, 39), (40, 40), (41, 40)])
def test_a_drawing_is_tried_with_forty_fonts(fonts: int, tried: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "read_again", lambda content, doubtful: [])
    font = b"/F%d<</Type/Font/Subtype/Type3/ToUnicode %d 0 R>>"
    bodies = {
        **PLAIN,
        3: PLAIN[3][:-2] + b"/Resources<</Font<<%b>>>>>>" % b"".join(font % (at, 100 + at) for at in range(fonts)),
        4: stream(b"BT %b ET" % b"".join(b"/F%d 9 Tf (.) Tj " % at for at in range(fonts))),
        5: stream(b"BT /F 9 Tf (A) Tj ET"),
        **{100 + at: stream(b"beginbfchar <41> <%04x> endbfchar" % (0x4E00 + at)) for at in range(fonts)},
    }
    pieces = read_file("a.pdf", written(bodies))
    words = [piece.text for piece in pieces if isinstance(piece, Words) and piece.place == "object 5, a drawing"]
    assert words == ["A", *(chr(0x4E00 + at) for at in range(tried))]
