"""Character maps, exactly: which code means or chooses what (ISO 32000-1, 9.7.5, 9.10.3)."""

import zlib

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from boardpaper.pdf.cmaps import CodeMap, read_code_map, read_to_unicode, with_plain

TWO_BYTES = ((b"\0\0", b"\xff\xff"),)


def stream(content: bytes) -> Stream:
    # The file has to live as long as its stream.
    pdf = pikepdf.new()
    _OPEN.append(pdf)
    return pdf.make_stream(content)


_OPEN: list[pikepdf.Pdf] = []


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        (b"", {}),
        (b"beginbfchar <41> <0061> <4242> <0062> endbfchar", {0x41: "a", 0x4242: "b"}),
        (b"beginbfchar <41> <0061> <42> endbfchar", {0x41: "a"}),
        (b"beginbfchar <4> <0061> endbfchar", {0x40: "a"}),
        (b"beginbfchar\n<4\n1>\n<00 61>endbfchar", {0x41: "a"}),
        (b"beginbfchar <41> <61> <42> <e9> endbfchar", {0x41: "a", 0x42: "\u00e9"}),
        (b"beginbfchar <41> <> <42> <0062> endbfchar", {0x42: "b"}),
        (b"beginbfchar <41> /eacute <42> /nosuchname endbfchar", {0x41: "\u00e9"}),
        (b"beginbfchar <41> <fb01> endbfchar", {0x41: "fi"}),
        (b"beginbfchar <41> <00610300> endbfchar", {0x41: "a\u0300"}),
        (b"beginbfchar <41> <d83dde00> endbfchar", {0x41: "\U0001f600"}),
        (b"beginbfchar <41> <0000> <42> <fffd> <43> <fffe> <44> <ffff> <45> <00000061> endbfchar", {0x45: "\0a"}),
        (b"beginbfchar <41> <d800> endbfchar", {}),
        (b"beginbfchar 65 <0061> endbfchar", {65: "a"}),
        (b"beginbfchar <41> 97 endbfchar", {}),
        (b"beginbfchar <41> <0061> endbfchar beginbfchar <41> <0062> endbfchar", {0x41: "b"}),
        (b"begincidchar <41> 3 endcidchar", {}),
        (b"beginbfrange <41> <43> <0061> endbfrange", {0x41: "a", 0x42: "b", 0x43: "c"}),
        (b"beginbfrange <41> <41> <0061> endbfrange", {0x41: "a"}),
        (b"beginbfrange <43> <41> <0061> endbfrange", {}),
        (b"beginbfrange <41> <42> <00780061> endbfrange", {0x41: "xa", 0x42: "xb"}),
        (b"beginbfrange <41> <42> [<0061> <0062>] <50> <51> <0070> endbfrange",
         {0x41: "a", 0x42: "b", 0x50: "p", 0x51: "q"}),
        (b"beginbfrange <41> <42> [<0061> <0062> <0063>] endbfrange", {0x41: "a", 0x42: "b"}),
        (b"beginbfrange <41> <43> [<0061>] endbfrange", {0x41: "a"}),
        (b"beginbfrange <41> <43> [<0061> endbfrange", {0x41: "a"}),
        (b"beginbfrange <41> <42> [/a /f_i] endbfrange", {0x41: "a", 0x42: "fi"}),
        (b"beginbfrange <41> <43> /a endbfrange", {0x41: "a", 0x42: "b", 0x43: "c"}),
        (b"beginbfrange <41> <43> <> endbfrange", {}),
        (b"beginbfrange <41> <42> endbfrange", {}),
        (b"beginbfrange <41> <43> <d7fe> endbfrange", {0x41: "\ud7fe", 0x42: "\ud7ff"}),
        (b"beginbfrange <0000> <0802> <d7ff> endbfrange", {0: "\ud7ff", 0x801: "\ue000", 0x802: "\ue001"}),
        (b"beginbfrange <41> <44> <dbffdffe> endbfrange", {0x41: "\U0010fffe", 0x42: "\U0010ffff"}),
    ],
)  # fmt: skip
def test_what_codes_mean(sections: bytes, told: dict[int, str]) -> None:
    assert read_to_unicode(stream(sections)) == told


@pytest.mark.parametrize("odd", [None, Name("/Identity-H"), Dictionary()])
def test_what_is_no_map_tells_nothing(odd: pikepdf.Object | None) -> None:
    assert read_to_unicode(odd) == {}


def test_a_damaged_or_too_large_map_tells_nothing() -> None:
    damaged = stream(b"")
    damaged.write(b"no such thing", filter=Name.FlateDecode)
    assert read_to_unicode(damaged) == {}
    assert read_code_map(damaged) == CodeMap()
    section = b"beginbfchar <41> <0061> endbfchar"
    for size, told in ((4 * 2**20, {0x41: "a"}), (4 * 2**20 + 1, {})):
        large = stream(b"")
        large.write(zlib.compress(section.ljust(size)), filter=Name.FlateDecode)
        assert read_to_unicode(large) == told


def test_more_codes_than_any_font_has_are_not_read() -> None:
    """A range has no more; what goes beyond them ends the reading."""
    first, second = b"<000000> <ffffff> <d83ddc00>", b"<ff0000> <ff0005> <0061>"
    assert len(read_to_unicode(stream(b"beginbfrange %b endbfrange" % first))) == 70_000
    assert len(read_to_unicode(stream(b"beginbfrange %b %b endbfrange" % (first, second)))) == 70_001
    sections = [b"begincidrange %b endcidrange" % each for each in (b"<000000> <ffffff> 0", b"<ff0000> <ff0005> 0")]
    last = b"begincidchar <eeeeee> 1 endcidchar"
    assert len(read_code_map(stream(sections[0] + last)).cids) == 70_001
    assert len(read_code_map(stream(b"".join(sections) + last)).cids) == 70_006


@pytest.mark.parametrize(
    ("sections", "ranges", "cids"),
    [
        (b"", TWO_BYTES, {}),
        (b"begincodespacerange <00> <7f> <8140> <9ffc> endcodespacerange",
         ((b"\0", b"\x7f"), (b"\x81\x40", b"\x9f\xfc")), {}),
        (b"begincodespacerange <> <> <00> endcodespacerange", TWO_BYTES, {}),
        (b"begincodespacerange 3 <00> <ff> endcodespacerange", ((b"\0", b"\xff"),), {}),
        (b"begincodespacerange <00> <7f> endcodespacerange begincodespacerange <80> <ff> endcodespacerange",
         ((b"\0", b"\x7f"), (b"\x80", b"\xff")), {}),
        (b"begincidchar <41> 3 <0042> 9 <43> endcidchar", TWO_BYTES, {0x41: 3, 0x42: 9}),
        (b"begincidrange <41> <43> 7 <50> <50> 1 endcidrange", TWO_BYTES, {0x41: 7, 0x42: 8, 0x43: 9, 0x50: 1}),
        (b"begincidrange <43> <41> 7 endcidrange", TWO_BYTES, {}),
        (b"begincidrange <41> <42> endcidrange", TWO_BYTES, {}),
        (b"beginbfchar <41> <0061> endbfchar", TWO_BYTES, {}),
    ],
)  # fmt: skip
def test_how_codes_choose_glyphs(
    sections: bytes, ranges: tuple[tuple[bytes, bytes], ...], cids: dict[int, int]
) -> None:
    assert read_code_map(stream(sections)) == CodeMap(ranges, cids)


@pytest.mark.parametrize(
    ("name", "unicode"),
    [("UniGB-UCS2-H", True), ("UniJIS2004-UTF16-V", True), ("UniGB-UTF8-H", False), ("Uni-UCS2-H", False),
     ("UniGB-UCS2-X", False), ("Identity-H", False)],
)  # fmt: skip
def test_which_encodings_are_unicode(name: str, unicode: bool) -> None:
    assert read_code_map(Name(f"/{name}")) == CodeMap(unicode=unicode)


def test_what_is_drawn_counts_where_little_is_told() -> None:
    told = {1: "a", 2: "\ue000", 3: "\uf8ff\ue001", 4: "\ue000b", 5: "\ue002"}
    drawn = {1: "x", 2: "b", 3: "c", 4: "d", 6: "e"}
    assert with_plain(told, drawn) == {1: "a", 2: "b", 3: "c", 4: "\ue000b", 5: "\ue002", 6: "e"}
