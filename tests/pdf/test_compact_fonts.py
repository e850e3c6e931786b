"""What a Compact Font Format font says of its glyphs and codes (Adobe Technical Note 5176), table by table."""

import struct

import pytest

from boardpaper.pdf.compact_fonts import CompactFont, read_compact_font


def index(*entries: bytes, size: int = 1) -> bytes:
    if not entries:
        return b"\0\0"
    places = [1]
    for entry in entries:
        places.append(places[-1] + len(entry))
    return (
        struct.pack(">HB", len(entries), size) + b"".join(at.to_bytes(size, "big") for at in places) + b"".join(entries)
    )


def number(value: int) -> bytes:
    """A whole number of five bytes."""
    return b"\x1d" + struct.pack(">i", value)


def font(
    charset: bytes | int, encoding: bytes | int, *strings: bytes, glyphs: int = 4, more: bytes = b"", size: int = 1
) -> bytes:
    """A font of `glyphs` empty glyphs; tables given by number are the known ones."""
    head = b"\1\0\5\1*" + index(b"Made", size=size)

    def top(at: int) -> bytes:
        # Nothing but five-byte numbers, so that it is as long whatever it says.
        places = [at, at + len(glyph_index), at + len(glyph_index) + len(given[0])]
        values = [
            places[0],
            *(each if isinstance(each, int) else place for each, place in zip(tables, places[1:], strict=True)),
        ]
        entries = b"".join(
            number(value) + bytes((operator,)) for value, operator in zip(values, (17, 15, 16), strict=True)
        )
        return head + index(more + entries, size=size) + index(*strings, size=size) + index()

    glyph_index = index(*[b"\x0e"] * glyphs)
    tables = (charset, encoding)
    given = [each if isinstance(each, bytes) else b"" for each in tables]
    return top(len(top(0))) + glyph_index + b"".join(given)


# Standard names: 34 is A, 35 B, 36 C; the font's own begin at 391.
ABC = {1: "A", 2: "B", 3: "C"}
LISTED = b"\0" + struct.pack(">HHH", 34, 35, 36)


@pytest.mark.parametrize(
    ("charset", "strings", "glyphs"),
    [
        (LISTED, (), ABC),
        (b"\1" + struct.pack(">HB", 34, 2), (), ABC),
        (b"\1" + struct.pack(">HBHB", 34, 0, 391, 1), (b"f_i", b"Bsmall"), {1: "A", 2: "fi", 3: "B"}),
        (b"\2" + struct.pack(">HH", 34, 900), (), ABC),
        (b"\0" + struct.pack(">HHH", 390, 391, 392), (b"B",), {2: "B"}),
        (0, (), {1: " ", 2: "!", 3: '"'}),
        (1, (), {}),
        (2, (), {}),
    ],
)
def test_names_of_glyphs(charset: bytes | int, strings: tuple[bytes, ...], glyphs: dict[int, str]) -> None:
    assert read_compact_font(font(charset, 1, *strings)) == CompactFont(glyphs, {})


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [
        (0, {65: "A", 66: "B", 67: "C"}),
        (1, {}),
        (b"\0\3\x0a\x0b\x14", {10: "A", 11: "B", 20: "C"}),
        (b"\0\4\x0a\x0b\x14\x15", {10: "A", 11: "B", 20: "C"}),
        (b"\1\2\x0a\1\x14\0", {10: "A", 11: "B", 20: "C"}),
        (b"\x80\1\x0a\2\x28" + struct.pack(">HBH", 36, 41, 391), {10: "A", 40: "C", 41: "fi"}),
        (b"\x81\1\x0a\1\1\x28" + struct.pack(">H", 36), {10: "A", 11: "B", 40: "C"}),
        (b"\x80\0\1\x28" + struct.pack(">H", 395), {}),
    ],
)
def test_codes_of_glyphs(encoding: bytes | int, codes: dict[int, str]) -> None:
    assert read_compact_font(font(LISTED, encoding, b"f_i")) == CompactFont(ABC, codes)


def test_a_font_of_cids_has_no_names() -> None:
    ros = number(391) + number(392) + b"\x8b\x0c\x1e"
    content = font(b"\0" + struct.pack(">HHH", 7, 9, 34), 0, b"Adobe", b"Identity", more=ros)
    assert read_compact_font(content) == CompactFont({}, {}, [0, 7, 9, 34])


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_offsets_of_each_size(size: int) -> None:
    assert read_compact_font(font(LISTED, 1, b"x", size=size)).glyphs == ABC


@pytest.mark.parametrize(
    "more",
    [
        b"\x8b\x0c\x07",  # 0 and an operator of two bytes
        b"\x1c\x7f\xff\x00",  # three bytes
        b"\xf7\x00\xfb\x00\x01",  # two bytes, greater and less than nothing
        b"\xfa\xff\xfe\xff\x05",
        b"\x20\xf6\x02",
        b"\x1e\xe2\xa2\x5f\x03",  # -2.25, which ends in the second half of a byte
        b"\x1e\x0a\x14\xff\x04",  # 0.14, which ends in a byte of its own
        b"\x1e\x12\x5f\x03",  # two bytes
        b"\x15",
    ],
)
def test_numbers_and_operators_of_every_length_are_passed_over(more: bytes) -> None:
    assert read_compact_font(font(LISTED, 1, more=more)).glyphs == ABC


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (100, b"\xef"),
        (107, b"\xf6"),
        (108, b"\xf7\x00"),
        (363, b"\xf7\xff"),
        (364, b"\xf8\x00"),
        (1131, b"\xfa\xff"),
        (258, b"\x1c\x01\x02"),
        (65538, b"\x1d\x00\x01\x00\x02"),
    ],
)
def test_a_place_is_written_in_as_many_bytes_as_it_needs(place: int, written: bytes) -> None:
    glyphs = index(*[b"\x0e"] * 4)
    top = index(b"\xd1\x11" + written + b"\x0f" + b"\x8c\x10")  # 70, the glyphs' place, and encoding 1
    content = (b"\1\0\4\1" + index(b"Made") + top + index() + index()).ljust(70, b"\0") + glyphs
    assert read_compact_font(content.ljust(place, b"\0") + LISTED) == CompactFont(ABC, {})


@pytest.mark.parametrize(
    ("more", "fault"),
    [(b"\xff", "a byte that means nothing"), (b"\x16", "a byte that means nothing"), (b"\x1f", "means nothing")],
)
def test_what_is_no_number_is_a_fault(more: bytes, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_compact_font(font(LISTED, 1, more=more))


@pytest.mark.parametrize("size", [0, 5])
def test_offsets_of_no_size_are_a_fault(size: int) -> None:
    content = font(LISTED, 1)
    with pytest.raises(ValueError, match="offsets of no size"):
        read_compact_font(content[:7] + bytes((size,)) + content[8:])


def test_a_place_before_the_font_is_none() -> None:
    """A table there would be one that is known."""
    standard = {65: "A", 66: "B", 67: "C"}
    assert read_compact_font(font(LISTED, -1)) == CompactFont(ABC, standard)
    glyphs = index(*[b"\x0e"] * 4)
    top = index(b"\xd1\x11" + b"\xd6\x0f" + b"\xfb\x00\x10")  # 70, the glyphs' place; 75, their names; below nothing
    content = (b"\1\0\4\1" + index(b"Made") + top + index() + index()).ljust(70, b"\0") + glyphs
    content = content.replace(b"\xd6\x0f", bytes((len(content) + 139, 0x0F)))
    assert read_compact_font(content + LISTED) == CompactFont(ABC, standard)
