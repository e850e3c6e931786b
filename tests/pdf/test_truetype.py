"""The tables of a TrueType font, read as they are and where they are damaged (OpenType, `cmap` and `post`)."""

import struct
from collections.abc import Mapping

import pytest

from boardpaper.pdf.truetype import TrueType


def font(tables: Mapping[bytes, bytes], *, lead: bytes = b"") -> bytes:
    """A font of these tables, behind `lead`."""
    at = len(lead) + 12 + 16 * len(tables)
    head, body = b"", b""
    for tag, table in tables.items():
        head += struct.pack(">4sIII", tag, 0, at + len(body), len(table))
        body += table
    return lead + b"\0\1\0\0" + struct.pack(">HHHH", len(tables), 0, 0, 0) + head + body


def cmap(*maps: tuple[int, int, bytes]) -> bytes:
    at = 4 + 8 * len(maps)
    head, body = struct.pack(">HH", 0, len(maps)), b""
    for platform, encoding, table in maps:
        head += struct.pack(">HHI", platform, encoding, at + len(body))
        body += table
    return head + body


def bytes_map(codes: Mapping[int, int]) -> bytes:
    """Format 0, with a byte behind its last code."""
    return struct.pack(">HHH", 0, 262, 0) + bytes(codes.get(code, 0) for code in range(256)) + b"\x09"


def trimmed(first: int, *glyphs: int) -> bytes:
    """Format 6."""
    return struct.pack(f">HHHHH{len(glyphs)}H", 6, 10 + 2 * len(glyphs), 0, first, len(glyphs), *glyphs)


def groups(*each: tuple[int, int, int]) -> bytes:
    """Format 12."""
    body = b"".join(struct.pack(">III", *group) for group in each)
    return struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(each)) + body


def segments(*each: tuple[int, int, int, int], glyphs: tuple[int, ...] = ()) -> bytes:
    """Format 4: start, end, delta and offset of each segment, then the glyphs that offsets lead to."""
    starts, ends, deltas, offsets = zip(*each, strict=True)
    count = len(each)
    rows = (
        struct.pack(f">{count}H", *ends)
        + b"\0\0"
        + struct.pack(f">{count}H{count}H{count}H", *starts, *deltas, *offsets)
    )
    return struct.pack(">HHHHHHH", 4, 0, 0, 2 * count, 0, 0, 0) + rows + struct.pack(f">{len(glyphs)}H", *glyphs)


def unicode_font(table: bytes, platform: int = 3, encoding: int = 1) -> TrueType:
    return TrueType(font({b"cmap": cmap((platform, encoding, table))}))


@pytest.mark.parametrize(
    ("table", "glyphs"),
    [
        (bytes_map({65: 3, 255: 4}), {3: "A", 4: "ÿ"}),
        (trimmed(65, 5, 0, 7), {5: "A", 7: "C"}),
        (groups((65, 67, 9), (0x1F600, 0x1F600, 2)), {9: "A", 10: "B", 11: "C", 2: "😀"}),
        (segments((65, 66, 10, 0), (97, 97, 0xFFFF, 0)), {75: "A", 76: "B", 96: "a"}),
        (segments((65, 67, 1, 4), (97, 98, 0, 8), glyphs=(20, 0, 22, 30, 31)), {21: "A", 23: "C", 30: "a", 31: "b"}),
        (segments((65, 67, 0, 2), glyphs=(20, 21)), {20: "A", 21: "B"}),
        (trimmed(30, 1, 2, 3), {3: " "}),
        (trimmed(0xD7FF, 1, 2), {1: "\ud7ff"}),
        (trimmed(0xDFFF, 1, 2), {}),
        (trimmed(0xF8FF, 1, 2), {2: "\uf900"}),
        (groups((0x10FFFF, 0x110000, 1)), {1: "\U0010ffff"}),
        (groups((65, 65, 1), (66, 66, 1)), {1: "A"}),
        (struct.pack(">HHHHH", 2, 0, 0, 0, 0), {}),
    ],
)
def test_the_glyphs_of_each_format(table: bytes, glyphs: dict[int, str]) -> None:
    assert unicode_font(table).glyphs() == glyphs


@pytest.mark.parametrize(
    ("platform", "encoding", "told"),
    [
        (0, 0, True),
        (0, 3, True),
        (3, 1, True),
        (3, 10, True),
        (3, 0, False),
        (3, 2, False),
        (1, 0, False),
        (1, 1, False),
    ],
)
def test_which_maps_are_of_unicode(platform: int, encoding: int, told: bool) -> None:
    assert unicode_font(trimmed(65, 5), platform, encoding).glyphs() == ({5: "A"} if told else {})


def test_single_bytes_are_those_of_symbols_or_the_macintosh() -> None:
    symbols = groups(
        (0x20, 0x20, 1), (0xF041, 0xF041, 2), (0xF142, 0xF142, 3), (0xF243, 0xF243, 4), (0xF344, 0xF344, 5)
    )
    macintosh = groups((65, 66, 40), (255, 256, 50))
    both = TrueType(font({b"cmap": cmap((1, 0, macintosh), (3, 0, symbols + b""))}))
    assert both.simple_codes() == {0x20: 1, 65: 2, 66: 3, 67: 4, 255: 50}
    assert unicode_font(trimmed(254, 1, 2, 3), 3, 0).simple_codes() == {254: 1, 255: 2}
    assert unicode_font(trimmed(65, 1)).simple_codes() == {}


def post(version: int, numbers: tuple[int, ...] = (), *names: bytes) -> bytes:
    body = struct.pack(f">H{len(numbers)}H", len(numbers), *numbers) if numbers else b""
    return struct.pack(">I", version) + bytes(28) + body + b"".join(bytes((len(name),)) + name for name in names)


def test_names_of_glyphs() -> None:
    own = TrueType(font({b"post": post(0x20000, (0, 36, 257, 258, 259, 260, 226), b"f_i", b"Tsmall")}))
    assert own.glyphs() == {1: "A", 2: "đ", 3: "fi", 4: "T", 6: "Ł"}
    macintosh = TrueType(font({b"post": post(0x10000)})).glyphs()
    places = (3, 36, 97, 98, 225, 226, 257)
    assert [macintosh[place] for place in places] == [" ", "A", "~", "Ä", "ˇ", "Ł", "đ"]
    assert (min(macintosh), max(macintosh), len(macintosh)) == (3, 257, 255)
    assert TrueType(font({b"post": post(0x30000)})).glyphs() == {}


def test_a_map_comes_before_a_name() -> None:
    tables = {b"cmap": cmap((3, 1, trimmed(97, 1))), b"post": post(0x20000, (0, 36, 37))}
    assert TrueType(font(tables)).glyphs() == {1: "a", 2: "B"}


def test_the_first_font_of_a_collection_is_read() -> None:
    lead = b"ttcf" + struct.pack(">III", 0x10000, 1, 16)
    both = TrueType(font({b"cmap": cmap((3, 1, trimmed(65, 5)))}, lead=lead))
    assert both.glyphs() == {5: "A"}
    assert both.table(b"none") == b""


def test_more_codes_than_a_font_has_are_not_read() -> None:
    def read(count: int) -> dict[int, str]:
        many = groups((0x20000, 0x20000 + count - 1, 1))
        return TrueType(font({b"cmap": cmap((3, 1, trimmed(65, 0)), (3, 10, many))})).glyphs()

    assert len(read(199_998)) == 199_998
    assert read(199_999) == {}


def test_a_glyph_that_lies_behind_its_table_is_none() -> None:
    table = segments((65, 66, 0, 2), glyphs=(20, 21))
    assert unicode_font(table).glyphs() == {20: "A", 21: "B"}
    assert unicode_font(table[:-1]).glyphs() == {20: "A"}
