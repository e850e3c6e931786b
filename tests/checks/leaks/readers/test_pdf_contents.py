"""A name put together from what a page draws: moved, spaced, turned, escaped; found where a reader sees one word."""

import io
import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from syrupy.assertion import SnapshotAssertion

from boardpaper.checks.leaks.readers.pdf_contents import Drawn, draw
from boardpaper.checks.leaks.readers.pdf_letters import Letters, read_letters
from boardpaper.checks.leaks.readers.raw import decode_string
from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall
from boardpaper.pdf.fonts import PdfFont
from tests.support import wall_plants as plants

PUBLIC = plants.pdf_file()
# Long enough for a page to be read once and remembered; it leaves nothing set.
ORDINARY = b"BT 1 0 0 1 50 900 Tm (%s) Tj ET 1 0 0 1 0 0 cm\n" % (b"many ordinary words of some public paper " * 11)


# Each character is half as wide as the font is high.
FONT = Dictionary(
    Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=0, Widths=Array([500] * 256)
)  # fmt: skip


def page(*contents: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(PUBLIC)) as pdf:
        pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=FONT, G=FONT))
        pdf.pages[0].Contents = Array([pdf.make_stream(each) for each in contents])
        return plants.saved(pdf)


def is_found(*contents: bytes, restricted: str = "it is Ashcombe") -> bool:
    """Whether the name is found on a page, by itself or after what ordinarily stands there."""
    source = RestrictedFile("8.txt", restricted.encode())
    found = [
        bool(scan_wall([source], [PublicFile("pack.pdf", page(before + contents[0], *contents[1:]))]))
        for before in (b"", ORDINARY)
    ]
    assert found[0] == found[1]
    return found[0]


def reads_one_word(content: bytes) -> bool:
    """Whether this reading by itself has the name as one word; another reading may set words apart elsewhere."""
    fonts = {"/F": read_letters(FONT), "/G": read_letters(FONT)}
    read = []
    for before in (b"", ORDINARY):
        drawn = Drawn()
        draw([before + content], fonts.get, lambda name: None, drawn)
        words = re.split(r"[^a-z]+", f"{''.join(drawn.text)} {' '.join(map(decode_string, drawn.strings))}".casefold())
        read.append("ashcombe" in words)
    assert read[0] == read[1]
    return read[0]


START = b"BT /F 10 Tf 50 50 Td "


DRAWN = [
    (b"(Ashcombe) Tj", True),
    (b"(Ash) Tj (combe) Tj", True),
    (b"(Ash) Tj (comb) Tj", False),
    # Along the line: a gap of more than 0.17 of the font's size is a space, and so is going back by half of it.
    (b"(Ash) Tj 15 0 Td (combe) Tj", True),
    (b"(Ash) Tj 16.5 0 Td (combe) Tj", True),
    (b"(Ash) Tj 17 0 Td (combe) Tj", False),
    (b"(Ash) Tj 11 0 Td (combe) Tj", True),
    (b"(Ash) Tj 9 0 Td (combe) Tj", False),
    (b"(Ash) Tj 15 3.4 Td (combe) Tj", True),
    (b"(Ash) Tj 15 3.6 Td (combe) Tj", False),
    (b"(Ash) Tj 15 -3.6 Td (combe) Tj", False),
    (b"7 9 Td (Ash) Tj 15 0 Td (combe) Tj", True),
    (b"(Ash) Tj 15 0 TD (combe) Tj", True),
    (b"[(Ash) (combe)] TJ", True),
    (b"[(Ash) -160 (combe)] TJ", True),
    (b"[(Ash) -180 (combe)] TJ", False),
    (b"[(Ash) 500 (combe)] TJ", True),
    (b"[(As) -100 (h)] TJ 16 0 Td (combe) Tj", True),
    (b"[(As) -100 (h)] TJ 18 0 Td (combe) Tj", False),
    (b"[(As) 300 (h)] TJ 12 0 Td (combe) Tj", True),
    (b"[(As) 300 (h)] TJ 14.5 0 Td (combe) Tj", False),
    # What makes words wider.
    (b"2 Tc (Ash) Tj 21 0 Td (combe) Tj", True),
    (b"2 Tc (Ash) Tj 23 0 Td (combe) Tj", False),
    (b"9 Tw ( Ash) Tj 29 0 Td (combe) Tj", True),
    (b"9 Tw ( Ash) Tj 31 0 Td (combe) Tj", False),
    (b"9 Tw (Ash) Tj 15 0 Td (combe) Tj", True),
    (b"200 Tz (Ash) Tj 30 0 Td (combe) Tj", True),
    (b"200 Tz (Ash) Tj 32 0 Td (combe) Tj", False),
    (b"200 Tz [(As) -100 (h)] TJ 32 0 Td (combe) Tj", True),
    (b"0 Tz (Ash) Tj 15 0 Td (combe) Tj", True),
    (b"/F 20 Tf (Ash) Tj 30 0 Td (combe) Tj", True),
    (b"/F 20 Tf (Ash) Tj 33 0 Td (combe) Tj", True),
    (b"/F 20 Tf (Ash) Tj 34 0 Td (combe) Tj", False),
    (b"/F -10 Tf (Ash) Tj 15 0 Td (combe) Tj", True),
    (b"/F 0 Tf (Ash) Tj 1.5 0 Td (combe) Tj", True),
    (b"/None 10 Tf (Ash) Tj 15 0 Td (combe) Tj", True),
    # Placed, scaled and turned.
    (b"1 0 0 1 9 9 Tm (Ash) Tj 1 0 0 1 24 9 Tm (combe) Tj", True),
    (b"1 0 0 1 9 9 Tm (Ash) Tj 1 0 0 1 26 9 Tm (combe) Tj", False),
    (b"1 0 0 1 9 9 Tm (Ash) Tj 1 0 0 1 24 13 Tm (combe) Tj", False),
    (b"2 0 0 2 9 9 Tm (Ash) Tj 2 0 0 2 42 9 Tm (combe) Tj", True),
    (b"2 0 0 2 9 9 Tm (Ash) Tj 15 0 Td (combe) Tj", True),
    (b"2 0 0 2 9 9 Tm (Ash) Tj 17 0 Td (combe) Tj", False),
    (b"0 1 -1 0 9 9 Tm (Ash) Tj 0 1 -1 0 9 24 Tm (combe) Tj", True),
    (b"0 1 -1 0 9 9 Tm (Ash) Tj 0 1 -1 0 9 26 Tm (combe) Tj", False),
    (b"0 1 -1 0 9 9 Tm (Ash) Tj 0 1 -1 0 5 24 Tm (combe) Tj", False),
    (b"0 1 -1 0 9 9 Tm (Ash) Tj 15 0 Td (combe) Tj", True),
    (b"0 1 -1 0 9 9 Tm (Ash) Tj 15 4 Td (combe) Tj", False),
    (b"(Ash) Tj ET BT 65 50 Td (combe) Tj", True),
    (b"(Ash) Tj ET BT 15 0 Td (combe) Tj", False),
    (b"(Ash) Tj ET 1 0 0 1 0 0 cm BT 65 50 Td (combe) Tj", False),
    # Onto another line, which is a leading further down, or the font's size.
    (b"(Ash) Tj T* (combe) Tj", False),
    (b"(Ash) Tj 15 12 Td 12 TL T* (combe) Tj", True),
    (b"(Ash) Tj 15 10 Td T* (combe) Tj", True),
    (b"(Ash) Tj 15 12 Td 0 -12 TD 0 12 Td (x) Tj", False),
    (b"0 -12 TD (Ash) Tj 15 12 Td T* (combe) Tj", True),
    (b"(Ash) Tj (combe) '", False),
    (b"(Ash) Tj 15 12 Td 12 TL (combe) '", True),
    (b'(Ash) Tj 15 12 Td 12 TL 1 2 (combe) "', True),
    (b'0 2 (Ash) " 21 0 Td (combe) Tj', True),
    (b'9 0 ( Ash) " 29 0 Td (combe) Tj', True),
    # How strings are written.
    (b"<417368636F6D6265> Tj", True),
    (b"<41 73 68\n636f6d 6265> Tj", True),
    (b"<417368636F6D626> Tj", False),
    (b"(Ash\\143ombe) Tj", True),
    (b"(Ash\\543ombe) Tj", True),
    (b"(Ash\\\ncombe) Tj", True),
    (b"(Ash\\\r\ncombe) Tj", True),
    (b"(Ash\\combe) Tj", True),
    (b"(Ash\\ncombe) Tj", True),
    (b"(\\(Ashcombe\\)) Tj", True),
    (b"(a (b) Ashcombe) Tj", True),
    (b"(a (b \\) c) Ashcombe) Tj", True),
    (b"(Ash) Tj % (\n (combe) Tj", True),
    (b"(a (b) c) Tj (Ash) Tj % (\n (combe) Tj", False),
    # What lacks its operands, or is no operator.
    (b"Tj 5 Td Tm (Ash) Tj (combe) Tj", True),
    (b"(Ash) Tj () Odd (combe) Tj", True),
    (b"(Ash) Odd (combe) Tj", False),
    (b"x y Td (Ashcombe) Tj", True),
    (b"/P <</ActualText (Ashcombe)>> BDC (x) Tj EMC", True),
    (b"/P <</ActualText <FEFF0041007300680063006F006D00620065>>> BDC (x) Tj EMC", True),
    (b"BI /W 1 /H 1 /BPC 8 /CS /G ID ( EI (Ashcombe) Tj", True),
]


@pytest.mark.parametrize(("drawn", "one_word"), DRAWN)
def test_what_is_drawn_is_read_as_a_reader_sees_it(drawn: bytes, one_word: bool) -> None:
    assert reads_one_word(START + drawn + b" ET") == one_word
    assert is_found(START + drawn + b" ET") or not one_word


def test_a_digit_that_is_missing_is_nought() -> None:
    assert is_found(START + b"<486172746F7> Tj ET", restricted="it is Hartop")


@pytest.mark.parametrize(
    "parts",
    [
        (START + b"(Ash) Tj", b"15 0 Td (combe) Tj ET"),
        (START + b"(Ash)", b"Tj (combe) Tj ET"),
        (START + b"[(Ash)", b"(combe)] TJ ET"),
        (START + b"(Ash", b"combe) Tj ET"),
        (START + b"<4173", b"68636f6d6265> Tj ET"),
        (b"BT /G", b"10 Tf (Ashcombe) Tj ET"),
    ],
)
def test_a_name_in_two_parts_of_a_page_is_found(parts: tuple[bytes, bytes]) -> None:
    assert is_found(*parts)


def test_what_one_page_leaves_set_does_not_reach_the_next() -> None:
    with pikepdf.open(io.BytesIO(page(ORDINARY + START + b"(Ash) Tj"))) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.pages[1].Contents = pdf.make_stream(b"15 0 Td (combe) Tj ET")
        output = plants.saved(pdf)
    assert scan_wall([RestrictedFile("8.txt", b"it is Ashcombe")], [PublicFile("pack.pdf", output)]) == ()


# With the spacing that the first part keeps, and only with that, the letters are one word.
KEPT_SPACING = b"Q BT /F 10 Tf 50 50 Td (Ash) Tj 30 0 Td (combe) Tj ET"


@pytest.mark.parametrize(("before", "one_word"), [((), False), ((b"q",), False), ((b"5 Tc q 0 Tc",), True)])
def test_a_page_within_another_finds_what_that_has_kept(before: tuple[bytes, ...], one_word: bool) -> None:
    source, papers = RestrictedFile("8.txt", b"it is Ashcombe"), (page(KEPT_SPACING), page(*before, KEPT_SPACING))
    found = [bool(scan_wall([source], [PublicFile("a.pdf", paper)])) for paper in papers]
    assert found == [False, one_word]


MORE_DRAWN = [
    b"/None 10 Tf (a\x80b) Tj",
    b"/F#47 10 Tf (ab) Tj /#46 20 Tf (cd) Tj 21 0 Td (e) Tj",
    b"(Ash) Tj 15 3.5 Td (combe) Tj",
    b"/F 100 Tf (Ash) Tj 167 0 Td (combe) Tj",
    b"/F 100 Tf (Ash) Tj 100 0 Td (combe) Tj",
    b"/F 100 Tf (Ash) Tj 99.5 0 Td (combe) Tj",
    b"/F 1000 Tf [(Ash) -170 (combe)] TJ [(a) -171 (b) x (c) -1000 0 (d)] TJ",
    b"0 0 0 0 9 9 Tm (a) Tj 1 0 Td (b) Tj",
    b"1 2 3 4 5 6 Tm (a) Tj 3 4 Td (b) Tj 3 4 TD (c) Tj T* (d) Tj",
    b"9 9 2 0 0 2 9 9 Tm (a) Tj 9 5 0 Td (b) Tj",
    b"2 0 0 3 9 9 Tm (a) Tj 5 1.1 Td (b) Tj 5 1.2 Td (c) Tj",
    b"5 TL 2 Tc 3 Tw 50 Tz q /G 20 Tf 9 TL 1 Tc 7 Tw 80 Tz (a ) Tj Q (b ) Tj 11 0 Td (c) Tj T* (d) Tj Q (e) Tj",
    b"/Wide 10 Tf 9 Tw (\0 \0 ) Tj 10 0 Td (\0a) Tj 12 0 Td (\0b) Tj",
    b"/Mixed 10 Tf (a\x81\x40b) Tj 15 0 Td (c) Tj",
    b"/Looks 10 Tf (ab) Tj (ba) Tj /F 10 Tf (cd) Tj /Looks 10 Tf (b) Tj",
    b"(a (b) c) % d\n Tj % (e\n (f) Tj",
    b"(a (b (c) d) Tj (e",
    b"(" * 60 + b"a" + b")" * 60 + b" Tj (b) Tj",
    b"(" * 61 + b"a" + b")" * 61 + b" Tj (b) Tj",
    b"(\\1\\12\\123\\1234\\400\\777\\8\\z\\\\\\r\\t\\b\\f) Tj (\\053\\n\\() Tj",
    b"<4> Tj <> Tj <41 4> Tj",
    b"/P <</A (one) /B <74776f>>> BDC (x) Tj EMC /P /Named BDC (y) Tj EMC BDC (z) Tj",
    b"BI /W 1 ID ( EI BI /W 2 ID \x80\x81 EI (a) Tj",
    b"[(a) /N (b)] TJ ] TJ (c) ] Tj [ (d) Tj (e)",
    b"/X Do /Y#20Z Do /W 9 Do Do",
    b"+5 -.5 Td .5 5. Td 1e5 0 Td (a) Tj --5 0 Td (b) Tj",
    b'1 2 (a) " (b) \' 3 (c) " " Tj',
    b'(a) Tj Tf /F Tf Tj \' (b) " 1 (b) " 5 Td Td 5 TD TD 1 2 3 4 5 Tm TL Tc Tw Tz Do BDC (b) Tj',
    b"/F 1000 Tf [(a) 10000000 (b)] TJ -9999000 0 Td (c) Tj",
    b"(a) Tj cm (b) Tj 1 0 0 1 0 0 cm (c) Tj",
]


def fonts_met() -> dict[str, Letters]:
    """Fonts of one byte a code, of two, and of either; and one whose letters look otherwise than they are copied."""
    wide = PdfFont({0x20: " ", 0x61: "a", 0x62: "b"}, {0x61: 600.0}, 500.0, (((b"\0\0"), (b"\xff\xff")),))
    mixed = PdfFont(
        {0x61: "a", 0x62: "b", 0x63: "c", 0x8140: "wide"}, {}, 500.0, ((b"\0", b"\x80"), (b"\x81\x40", b"\x81\xff"))
    )
    looks = PdfFont({0x61: "a", 0x62: "b"}, {}, 500.0, glyphs={0x61: "A", 0x62: "x"})
    plain = {f"/{name}": read_letters(FONT) for name in "FG"}
    return {**plain, "/Wide": Letters(wide), "/Mixed": Letters(mixed), "/Looks": Letters(looks)}


def told(*contents: bytes) -> str:
    """All that is read of a page, and the codes that it draws of each font."""
    drawn, fonts, forms = Drawn(), fonts_met(), list[str]()
    draw(contents, fonts.get, forms.append, drawn)
    codes = {name: (len(font.drawn), sum(font.drawn)) for name, font in fonts.items() if font.drawn}
    return f"{drawn.text} {drawn.looks} {drawn.strings} {drawn.inline_pictures} {forms} {codes}\n"


@pytest.mark.parametrize("lead", [b"", ORDINARY], ids=["alone", "remembered"])
def test_all_that_a_page_draws(lead: bytes, kept: SnapshotAssertion) -> None:
    text = ""
    for case in (*MORE_DRAWN, *(case for case, _ in DRAWN)):
        parts = lead + START + case + b" (.) Tj 5 0 Td (.) Tj T* (.) Tj ET", b"5 0 Td (,) Tj (more) '"
        read = told(*parts)
        assert read == told(*parts)
        text += f"{case!r}\n    {re.sub('(many ordinary words of some public paper )+', 'ordinary', read)}"
    assert text == kept


def test_ten_thousand_states_are_kept() -> None:
    """The last that is kept has a size of 20; behind a letter of another size no space would stand, or a line end."""
    states = b"BT /F 10 Tf " + b"q " * 9_999 + b"/F 20 Tf q /F 30 Tf q /F 40 Tf Q (a) Tj 14 5 Td (b) Tj"
    drawn = Drawn()
    draw([states], fonts_met().get, lambda name: None, drawn)
    assert drawn.text == ["\n", "a", " ", "b"]
