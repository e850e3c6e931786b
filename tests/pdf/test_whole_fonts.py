"""All that is known of a font's codes, for every kind of font that PDFs hold, as a text that is kept."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf
from syrupy.assertion import SnapshotAssertion

from boardpaper.pdf.fonts import PdfFont, read_font
from tests.support import font_pdfs as made
from tests.support.font_pdfs import KINDS, FontMaker


def lines(font: PdfFont) -> Iterator[str]:
    ranges = " ".join(f"{low.hex()}-{high.hex()}" for low, high in font.ranges)
    yield f"ranges {ranges}, {font.code_length} bytes a code"
    for title, table in (("characters", font.characters), ("glyphs", font.glyphs)):
        if title == "glyphs" and table == font.characters:
            yield "glyphs: the same"
            continue
        yield f"{title}: {' '.join(f'{code:x}={text}' for code, text in sorted(table.items()) if text)}"
        silent = sorted(code for code, text in table.items() if not text)
        yield f"{title} without text: {len(silent)}, {silent[:1]} to {silent[-1:]}"
    widths = sorted(font.widths.items())
    yield f"widths: {len(widths)}, {widths[:4]} to {widths[-2:]}, others {font.default_width}"


def told(make: FontMaker) -> str:
    pdf = pikepdf.open(io.BytesIO(made.pdf_page(make, b"")))
    font = pdf.pages[0].Resources.Font.F
    plain = list(lines(read_font(font)))
    seen = list(lines(read_font(font, glyphs=True)))
    return "\n".join([*plain, *(["", "with glyphs", *seen] if seen != plain else [])]) + "\n"


def composite_with(**entries: Any) -> FontMaker:
    """A composite font whose inner font has `entries`."""
    program = made.truetype("abcd", [(3, 1, {97: "a", 98: "b", 99: "c", 100: "d"})], keep_names=False)
    font = made.composite(program)

    def make(pdf: Pdf) -> Object:
        whole = font(pdf)
        for key, value in entries.items():
            whole.DescendantFonts[0][f"/{key}"] = pdf.make_indirect(value) if isinstance(value, Array) else value
        return whole

    return make


def renumbered(pdf: Pdf) -> Object:
    """CIDs 1 to 3 are the glyphs 2, none and 4."""
    font = composite_with()(pdf)
    font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\0\0\2\0\0\0\4\0")
    return font


def mapped(sections: bytes) -> FontMaker:
    """A composite font with an encoding of its own."""
    program = made.truetype("abcd", [(3, 1, {97: "a", 98: "b", 99: "c", 100: "d"})], keep_names=False)
    return made.composite(program, encoding=sections)


def unicode_map(sections: bytes) -> FontMaker:
    def make(pdf: Pdf) -> Object:
        font = made.simple("Type3", Encoding=Dictionary())(pdf)
        font.ToUnicode = pdf.make_stream(sections)
        return font

    return make


NAMES = ("a", "fi", "b", "N.sc")
MORE: dict[str, FontMaker] = {
    "Symbol": made.simple(base="Symbol"),
    "Symbol of a subset, Windows codes": made.simple(base="ABCDEF+Symbol", Encoding=Name.WinAnsiEncoding),
    "Dingbats": made.simple(base="ZapfDingbats"),
    "TrueType that is not embedded": made.simple("TrueType", "Arial"),
    "expert": made.simple(Encoding=Name.MacExpertEncoding),
    "symbolic TrueType with an encoding": made.embedded(
        "FontFile2", made.truetype("ab", [(1, 0, {65: "a", 66: "b"})]), "TrueType", Encoding=Name.WinAnsiEncoding
    ),
    "plain TrueType with an encoding": made.embedded(
        "FontFile2", made.truetype("ab", [(1, 0, {65: "a", 66: "b"})]), "TrueType", False, Encoding=Name.WinAnsiEncoding
    ),
    "Type 1 in octal": made.embedded("FontFile", b"%!PS dup 8#101 /b put dup 16#42/a put dup 9#9 /c put eexec"),
    "Type 1 of the standard": made.embedded("FontFile", b"\x80\x01 /Encoding StandardEncoding def eexec"),
    "compact, own codes": made.embedded("FontFile3", made.type1c(NAMES, (65, 66, 67, 200))),
    "compact, standard codes": made.embedded("FontFile3", made.type1c(NAMES)),
    "compact of CIDs": made.composite(made.opentype(["f_i", "x"])),
    "widths one by one and in ranges": composite_with(
        W=Array([1, Array([100, 200.5]), 3, 5, 300, 7, 7, 400, 9, 8, 10, 11]), DW=250
    ),
    "widths that end early": composite_with(W=Array([1, 3, 250, 4, 9])),
    "widths that are none": composite_with(W=Array([Name.A, 3, 250])),
    "glyphs of CIDs renumbered": renumbered,
    "codes of one and two bytes": mapped(
        b"2 begincodespacerange <40> <7f> <8140> <9ffc> endcodespacerange "
        b"2 begincidchar <41> 1 <8141> 2 endcidchar 1 begincidrange <42> <44> 3 endcidrange"
    ),
    "ranges of codes": mapped(b"1 begincidrange <0041> <0043> 2 endcidrange"),
    "characters listed": unicode_map(
        b"2 beginbfrange <01> <02> [<0061> <0062> <0063>] <05> <03> <0064> endbfrange "
        b"3 beginbfchar <1> <00e4> <20 21> <6 1> <22> <00660066> endbfchar 1 beginbfchar <30> 65 endbfchar"
    ),
    "characters at the end of Unicode": unicode_map(b"1 beginbfrange <01> <09> <0061dbffdffe> endbfrange"),
}


@pytest.mark.parametrize("kind", [*KINDS, *MORE])
def test_all_that_a_font_tells(kind: str, kept: SnapshotAssertion) -> None:
    assert told(MORE[kind] if kind in MORE else KINDS[kind].font) == kept
