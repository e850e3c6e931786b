"""What a restricted paper says is found in a PDF in every kind of font, by either of two readings."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from boardpaper.checks.leaks.readers import pdf as reader
from boardpaper.checks.leaks.readers import second_reading
from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall
from boardpaper.model.finding import Finding
from boardpaper.sources.pdf.texts import read_pdf_texts
from tests.support import font_pdfs as made
from tests.support import wall_plants as plants
from tests.support.font_pdfs import KINDS, SENTENCE, FontMaker, Kind

RESTRICTED = plants.word_file(plants.Secret(SENTENCE, b""))
# What no page of these tests has in common with the restricted paper by chance.
COMMON = (PublicFile("public.pdf", plants.pdf_file()),)


def scan(output: bytes, restricted: bytes = RESTRICTED) -> tuple[Finding, ...]:
    return scan_wall([RestrictedFile("8.docx", restricted)], [PublicFile("pack.pdf", output)], (), COMMON)


def rules(findings: tuple[Finding, ...]) -> set[str]:
    return {each.rule for each in findings}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_is_found_in_every_kind_of_font(kind: str) -> None:
    found = scan(made.pdf_of(KINDS[kind]))
    assert "wall-text" in rules(found)
    assert "wall-unread" not in rules(found)
    assert all(each.blocks for each in found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_restricted_pdf_in_every_kind_of_font_is_known(kind: str) -> None:
    public = plants.pdf_file((SENTENCE,))
    assert "wall-text" in rules(scan(public, made.pdf_of(KINDS[kind])))


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_reading_finds_it_alone(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_again", lambda content, doubtful: [""])
    assert "wall-text" in rules(scan(made.pdf_of(KINDS[kind])))


READ_BY_BOTH = ("Type 1, no encoding", "Mac OS Roman", "Windows", "standard CFF", "composite")


@pytest.mark.parametrize("kind", READ_BY_BOTH)
def test_the_second_reading_finds_it_alone(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "draw", lambda *_: None)
    assert "wall-text" in rules(scan(made.pdf_of(KINDS[kind])))


def test_neither_reading_finds_it_where_both_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "draw", lambda *_: None)
    monkeypatch.setattr(reader, "read_again", lambda content, doubtful: [""])
    assert scan(made.pdf_of(KINDS["Windows"])) == ()


def lying(codes_of_glyphs: dict[str, int], lie: str) -> FontMaker:
    """A font whose glyphs are letters and whose map says others."""
    names = list(codes_of_glyphs)
    cmap = {ord(letter): f"glyph{at}" for at, letter in enumerate(names)}
    program = made.truetype(list(cmap.values()), [(3, 1, cmap)], keep_names=False)
    return made.composite(program, made.to_unicode(dict(enumerate(lie, 1))))


def test_letters_that_look_otherwise_than_they_are_copied_are_read_both_ways() -> None:
    letters = {letter: code for code, letter in enumerate(dict.fromkeys(SENTENCE), 1)}
    lie = "abcdefghijklmnopqrstuvwxyz"[: len(letters)]
    font = lying(letters, lie)
    codes = made.coded(letters, size=2)
    found = scan(made.pdf_of(Kind(font, codes)))
    assert "wall-text" in rules(found)
    # And where the map says what the page does not show.
    shown = {letter: code for code, letter in enumerate(lie, 1)}
    honest_map = "".join(letters)
    assert "wall-text" in rules(scan(made.pdf_of(Kind(lying(shown, honest_map), codes))))


@pytest.mark.parametrize("hyphen", [b"", b"-", b"\xad"], ids=["none", "hyphen", "soft hyphen"])
def test_a_sentence_cut_over_lines_is_found(hyphen: bytes) -> None:
    font = made.simple(Encoding=Name.WinAnsiEncoding)
    output = made.pdf_page(font, made.lines_cut(SENTENCE, (7, 15, 24, 33, 45, 58), hyphen))
    assert "wall-text" in rules(scan(output))


def test_a_font_that_was_set_aside_comes_back() -> None:
    """What stands between `q` and `Q` draws with a font of its own."""
    output = made.pdf_page(
        made.simple(Encoding=Name.WinAnsiEncoding),
        b"ET q BT /G 11 Tf (\001\002) Tj ET Q BT (" + SENTENCE.encode() + b") Tj",
    )
    with pikepdf.open(io.BytesIO(output)) as pdf:
        pdf.pages[0].Resources.Font.G = made.differing(dict.fromkeys(range(32, 127), "x"))(pdf)
        output = plants.saved(pdf)
    found = scan(output)
    assert "wall-text" in rules(found)


def test_first_reading_keeps_fonts_between_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_again", lambda content, doubtful: [""])
    test_a_font_that_was_set_aside_comes_back()


def nameless(count: int = 30) -> FontMaker:
    names = [f"glyph{number}" for number in range(1, count)]
    return made.composite(made.truetype(names, []))


def test_letters_that_neither_reading_knows_block() -> None:
    found = scan(
        made.pdf_of(Kind(nameless(), made.coded({c: at for at, c in enumerate(dict.fromkeys(SENTENCE), 1)}, size=2)))
    )
    assert rules(found) == {"wall-unread"}
    (finding,) = found
    assert finding.blocks
    assert finding.where == "pack.pdf › page 1"
    assert f"{len(SENTENCE)} letters" in finding.message


def test_letters_that_are_read_as_their_bare_codes_are_not_read() -> None:
    """A second reading that has nothing but codes gives what looks like text."""
    names = [f"glyph{number}" for number in range(1, 31)]
    program = made.truetype(names, [(1, 0, dict(enumerate(names, 33)))])
    codes = bytes(33 + at % 30 for at in range(60))
    found = scan(made.pdf_of(Kind(made.embedded("FontFile2", program, "TrueType"), codes)))
    assert rules(found) == {"wall-unread"}


@pytest.mark.parametrize(
    ("operators", "blocks"),
    [
        (b"<0001> Tj 20 0 Td (", False),
        (b"<0001> Tj T* <0001> Tj T* <0002> Tj", False),
        (b"<00010002> Tj", True),
        (b"<0001> Tj 40 0 Td <0002> Tj 40 0 Td <0003> Tj 40 0 Td <0004> Tj", True),
    ],
    ids=["a bullet", "bullets", "letters in a row", "letters apart"],
)
def test_a_sign_that_stands_alone_is_no_word(operators: bytes, blocks: bool) -> None:
    found = scan(made.pdf_page(nameless(), operators.removesuffix(b"(")))
    assert bool(found) == blocks


def test_a_letter_missing_inside_a_word_blocks() -> None:
    font = made.differing({65: "g17", 66: "a"})
    assert rules(scan(made.pdf_page(font, b"(BAB) Tj"))) == {"wall-unread"}
    assert scan(made.pdf_page(font, b"(A) Tj 40 0 Td (BBB) Tj")) == ()


def test_a_source_with_letters_that_cannot_be_read_is_told() -> None:
    source = made.pdf_of(Kind(nameless(), bytes((0, 1, 0, 2, 0, 3))))
    (found,) = scan(plants.pdf_file(), source)
    assert found.rule == "wall-unread"
    assert not found.blocks


def test_a_file_that_the_second_reading_cannot_take_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_reading, "_MODULE", "boardpaper.nothing")
    second_reading._stop()
    found = scan(plants.pdf_file(("Nothing to see",)))
    assert rules(found) == {"wall-unread"}
    assert all(each.blocks for each in found)


def test_words_on_a_page_outside_the_tree_that_cannot_be_read_block() -> None:
    with pikepdf.open(io.BytesIO(plants.pdf_file())) as pdf:
        with pikepdf.open(io.BytesIO(made.pdf_of(Kind(nameless(), bytes((0, 1, 0, 2, 0, 3)))))) as other:
            page = other.pages[0].obj
            del page.Parent
            pdf.Root.Kept = pdf.copy_foreign(page)
        found = scan(plants.saved(pdf))
    assert rules(found) == {"wall-unread"}
    assert "outside the page tree" in found[0].where


def odd_picture(pdf: Pdf) -> None:
    """A picture in a colour space of one ink of its own, which no library turns into pixels."""
    function = pdf.make_stream(b"{dup}", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1, 0, 1, 0, 1, 0, 1]))
    ink = Array([Name.Separation, Name("/Own"), Name.DeviceCMYK, function])
    picture = pdf.make_stream(bytes(16), Subtype=Name.Image, Width=4, Height=4, ColorSpace=ink, BitsPerComponent=8)
    pdf.pages[0].Resources.XObject = Dictionary(Im=picture)


def cut_picture(pdf: Pdf) -> None:
    """A picture with fewer pixels than it says."""
    pdf.pages[0].Resources.XObject = Dictionary(Im=grey(pdf, 40, b"cut short"))


def covered_picture(pdf: Pdf) -> None:
    """A picture under a mask that says that it is larger than any."""
    picture = grey(pdf, 40, bytes(1600))
    picture.SMask = grey(pdf, 30_000, b"cut short")
    pdf.pages[0].Resources.XObject = Dictionary(Im=picture)


def grey(pdf: Pdf, side: int, content: bytes) -> Object:
    shape = {"/Width": side, "/Height": side, "/BitsPerComponent": 8}
    return pdf.make_stream(content, Dictionary({"/Subtype": Name.Image, "/ColorSpace": Name.DeviceGray, **shape}))


def odd_name(pdf: Pdf) -> None:
    """A font whose name, and the name of one of whose glyphs, is in a Chinese encoding."""
    font = Object.parse(b"<</Type/Font/Subtype/Type1/BaseFont/#cb#ce/Encoding<</Differences[1/#cb#ce/fi]>>>>")
    pdf.pages[0].Resources.Font.F = pdf.make_indirect(font)


@pytest.mark.parametrize("change", [odd_name, odd_picture, cut_picture, covered_picture])
def test_what_is_odd_in_a_file_stops_no_search(change: Callable[[Pdf], None]) -> None:
    kind = KINDS["Type 1, no encoding"]
    with pikepdf.open(io.BytesIO(made.pdf_page(kind.font, b"(o\002cer) Tj (" + kind.shown + b") Tj"))) as pdf:
        change(pdf)
        output = plants.saved(pdf)
    assert "wall-text" in rules(scan(output))
    assert SENTENCE[:6] in read_pdf_texts(output).pages[0]
