"""The words of a PDF are read whatever its font says of its codes, and wherever it says it."""

import random
import time
from collections.abc import Mapping

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from boardpaper.pdf.fonts import PdfFont, read_font
from boardpaper.sources.pdf.texts import read_pdf_texts
from tests.support import font_pdfs as made
from tests.support.font_pdfs import KINDS, SENTENCE, FontMaker, Kind


def words(kind: Kind) -> str:
    (page,) = read_pdf_texts(made.pdf_of(kind)).pages
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_a_font_of_each_kind_is_read(kind: str) -> None:
    assert words(KINDS[kind]) == SENTENCE


def shown(font: FontMaker, codes: bytes) -> str:
    return words(Kind(font, codes))


def test_what_a_map_tells_comes_before_what_glyphs_are_called() -> None:
    font = made.differing({65: "x", 66: "y"})

    def told(pdf: Pdf) -> Object:
        made_font = font(pdf)
        made_font.ToUnicode = pdf.make_stream(made.to_unicode({65: "a"}, size=1))
        return made_font

    assert shown(told, b"AB") == "ay"


@pytest.mark.parametrize("text", ["\0", "\ufffd", "\ue041"], ids=["nothing", "unknown", "private use"])
def test_a_map_that_says_nothing_gives_way(text: str) -> None:
    program = made.truetype(["a"], [(3, 1, {97: "a"})], keep_names=False)
    assert shown(made.composite(program, made.to_unicode({1: text, 2: "b"})), b"\0\1\0\2") == {"\ue041": "\ue041b"}.get(
        text, "\ufffdb"
    )
    simple = made.differing({65: "a"})

    def told(pdf: Pdf) -> Object:
        font = simple(pdf)
        font.ToUnicode = pdf.make_stream(made.to_unicode({65: text}, size=1))
        return font

    assert shown(told, b"A") == "a"


@pytest.mark.parametrize(
    ("sections", "codes", "expected"),
    [
        (b"1 beginbfrange <01> <03> <0061> endbfrange", b"\1\2\3", "abc"),
        (b"1 beginbfrange <01> <03> [<0061> <00660069> /fi] endbfrange", b"\1\2\3", "afifi"),
        (b"2 beginbfchar <01> /f_l <02> <fb03> endbfchar", b"\1\2", "flffi"),
        (b"1 beginbfchar <01> <d83dde00> endbfchar", b"\1", "😀"),
        (b"1 beginbfchar <0001> <61> endbfchar", b"\1", "a"),
        (b"1 beginbfchar <01> <0061> endbfchar 1 beginbfrange <02> <ffffffff> <0062> endbfrange", b"\1\2", "ab"),
    ],
)
def test_maps_are_read_as_they_are_written(sections: bytes, codes: bytes, expected: str) -> None:
    def told(pdf: Pdf) -> Object:
        font = made.simple("Type3", Encoding=Dictionary())(pdf)
        font.ToUnicode = pdf.make_stream(sections)
        return font

    assert shown(told, codes) == expected


def test_codes_of_unicode_are_read_without_a_map() -> None:
    def made_font(pdf: Pdf) -> Object:
        font = made.composite(b"")(pdf)
        font.Encoding = Name("/UniGB-UCS2-H")
        return font

    assert shown(made_font, "Ashcombe".encode("utf-16-be")) == "Ashcombe"


@pytest.mark.parametrize("version", [0, 4, 6, 12])
def test_character_maps_of_each_format(version: int) -> None:
    platform = (1, 0) if version in (0, 6) else (3, 0)
    high = 0xF000 if platform == (3, 0) else 0
    cmap: Mapping[int, str] = {high + code: name for code, name in zip(range(40, 43), "abc", strict=True)}
    program = made.truetype("abc", [(*platform, cmap)], formats=[version])
    assert shown(made.embedded("FontFile2", program, "TrueType"), b"()*") == "abc"


def test_names_of_the_macintosh_are_known() -> None:
    names = ["Lslash", "dcroat", "Adieresis", "caron", "space", "asciitilde"]
    program = made.truetype(names, [(1, 0, dict(enumerate(names, 40)))])
    assert shown(made.embedded("FontFile2", program, "TrueType"), bytes(range(40, 46))) == "ŁđÄˇ ~"


def test_codes_that_were_counted_tell_nothing() -> None:
    """A program that numbers glyphs as it meets them gives them codes that are other letters elsewhere."""
    letters = "Thequickbrown"
    names = [f"glyph{number}" for number, _ in enumerate(letters)]
    counted = made.truetype(names, [(1, 0, dict(enumerate(names, 33)))])
    assert shown(made.embedded("FontFile2", counted, "TrueType"), b'!"#') == "\ufffd" * 3
    plain = made.truetype(names, [(1, 0, dict(zip(map(ord, letters), names, strict=True)))])
    assert shown(made.embedded("FontFile2", plain, "TrueType"), b"The") == "The"


@pytest.mark.parametrize("space", [True, False])
@pytest.mark.parametrize("count", [60, 150])
def test_codes_counted_from_the_first_on_tell_nothing_above_the_space_either(count: int, space: bool) -> None:
    """Some programs count from 1 on, and either leave the space its code or give that to any letter."""
    codes = [code for code in range(1, count) if space or code != 32]
    names = [f"glyph{code}" for code in codes]
    counted = made.truetype(names, [(1, 0, dict(zip(codes, names, strict=True)))])
    assert shown(made.embedded("FontFile2", counted, "TrueType"), b"!#") == "\ufffd" * 2


def test_an_open_type_font_is_read_by_its_compact_table() -> None:
    assert shown(made.composite(made.opentype(["f_i", "x"])), b"\0\1\0\2") == "fix"


def test_what_no_font_says_is_unknown() -> None:
    nameless = made.truetype(["glyph1", "glyph2"], [])
    assert shown(made.composite(nameless), b"\0\1\0\2") == "\ufffd\ufffd"
    assert shown(made.differing({65: "g17"}), b"A") == "\ufffd"
    assert shown(made.differing({65: ".notdef"}), b"A-") == "-"


def test_widths_of_codes_that_a_map_gives_to_glyphs_are_theirs() -> None:
    """Two words stand apart where the font's widths leave a gap, and only there."""
    program = made.truetype("ab", [(3, 1, {97: "a", 98: "b"})])
    encoding = b"1 begincodespacerange <40> <7f> endcodespacerange 2 begincidchar <41> 1 <42> 2 endcidchar"
    font = made.composite(program, encoding=encoding)

    def narrow(pdf: Pdf) -> Object:
        made_font = font(pdf)
        made_font.DescendantFonts[0].W = Array([1, Array([100, 100])])
        return made_font

    gap = b"(A) Tj 1 0 0 1 55 700 Tm (B) Tj"
    assert read_pdf_texts(made.pdf_page(font, gap)).pages == ("ab",)
    assert read_pdf_texts(made.pdf_page(narrow, gap)).pages == ("a b",)


@pytest.mark.parametrize("seed", range(12))
def test_damaged_fonts_stop_nothing(seed: int) -> None:
    chance = random.Random(seed)
    for program, key in (
        (made.truetype(["a", "b"], [(3, 1, {97: "a", 98: "b"}), (1, 0, {1: "a"}), (3, 0, {0xF001: "b"})]), "FontFile2"),
        (made.type1c(("a", "b"), (1, 2)), "FontFile3"),
        (made.type1({1: "a", 2: "b"}), "FontFile"),
    ):
        damaged = bytearray(program[: chance.randrange(4, len(program))])
        for _ in range(chance.choice((1, 6, 60))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        kind = "TrueType" if key == "FontFile2" else "Type1"
        assert len(shown(made.embedded(key, bytes(damaged), kind), b"\1\2")) <= 2
        assert len(shown(made.composite(bytes(damaged)), b"\0\1\0\2")) <= 2


def test_a_character_map_that_never_ends_is_left() -> None:
    program = bytearray(made.truetype(["a"], [(3, 10, {97: "a"})], formats=[12]))
    group = program.index((97).to_bytes(4, "big") * 2)
    program[group : group + 8] = bytes(4) + b"\xff" * 4
    start = time.process_time()
    shown(made.composite(bytes(program)), b"\0\1")
    assert time.process_time() - start < 5


MIXED = PdfFont({0x61: "a", 0x8140: "b", 0x9FFC: "c"}, {0x8140: 900.0}, 500.0,
                ((b"\x81\x40", b"\x9f\xfc"), (b"\x20", b"\x7f")))  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "codes"),
    [
        (b"a\x81\x40b", [b"a", b"\x81\x40", b"b"]),
        (b"\x9f\xfc\x9f\xfda", [b"\x9f\xfc", b"\x9f", b"\xfd", b"a"]),
        (b"\x81\x3fa\x81", [b"\x81", b"\x3f", b"a", b"\x81"]),
        (b"\x80\x40\xa0\x40", [b"\x80", b"\x40", b"\xa0", b"\x40"]),
        (b"", []),
    ],
)
def test_codes_of_one_and_two_bytes_are_told_apart(shown: bytes, codes: list[bytes]) -> None:
    assert list(MIXED.codes(shown)) == codes
    assert MIXED.code_length == 0


def test_what_codes_mean_and_how_wide_they_are() -> None:
    assert list(MIXED.decode(b"a\x81\x40 \xff")) == [
        ("a", 500, False), ("b", 900, False), ("\ufffd", 500, True), ("\ufffd", 500, False)
    ]  # fmt: skip


@pytest.mark.parametrize(("size", "glyph"), [(131_072, "b"), (131_073, "a")])
def test_a_map_of_more_glyphs_than_there_are_is_not_read(size: int, glyph: str) -> None:
    program = made.truetype("ab", [(3, 1, {97: "a", 98: "b"})], keep_names=False)
    with Pdf.new() as pdf:
        font = made.composite(program)(pdf)
        font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\0\0\2".ljust(size, b"\0"))
        assert read_font(font).characters[1] == glyph


@pytest.mark.parametrize(("last", "count"), [(65_537, 65_536), (65_538, 65_537), (70_000, 65_537)])
def test_a_range_of_widths_holds_no_more_than_there_are(last: int, count: int) -> None:
    with Pdf.new() as pdf:
        font = made.composite(made.truetype("a", []))(pdf)
        font.DescendantFonts[0].W = Array([2, last, 250])
        widths = read_font(font).widths
    assert (len(widths), min(widths), max(widths)) == (count, 2, 2 + count - 1)
