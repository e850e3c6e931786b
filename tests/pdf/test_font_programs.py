"""What embedded font programs tell, whichever kind they are and wherever they lie."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from boardpaper.pdf.encodings import STANDARD
from boardpaper.pdf.font_programs import Program, read_program
from tests.support import font_pdfs as made


def read(**files: bytes) -> Program | None:
    with pikepdf.new() as pdf:
        entries: dict[str, Any] = {key: pdf.make_stream(content) for key, content in files.items()}
        return read_program(Dictionary(**entries))


def codes(content: bytes, key: str = "FontFile") -> dict[int, str]:
    program = read(**{key: content})
    assert program is not None
    return dict(program.codes)


def test_what_embeds_nothing_has_no_program() -> None:
    assert read_program(None) is None
    assert read_program(Name.Odd) is None
    assert read_program(Dictionary()) is None
    assert read_program(Dictionary(FontFile=String("no stream"))) is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%!PS dup 65 /a put dup 66/b put eexec", {65: "a", 66: "b"}),
        (b"\x80\x01 dup 65 /a put", {65: "a"}),
        (b"%! dup 8#101 /a put dup 16#4A /b put dup 2#11 /c put", {0o101: "a", 0x4A: "b", 3: "c"}),
        (b"%! dup 9#9 /a put dup 66 /b put", {66: "b"}),
        (b"%! dup 65 /.notdef put dup 66 /g17 put dup 67 /bardbl put", {65: "", 67: "\u25a1"}),
        (b"%! dup 65 /a put eexec dup 66 /b put", {65: "a"}),
        (b"%! /Encoding StandardEncoding def eexec", dict(STANDARD)),
        (b"%! eexec /Encoding StandardEncoding def", {}),
        (b"%! dup 65 /a puts", {}),
    ],
)
def test_the_encoding_of_a_type_1_program(content: bytes, told: dict[int, str]) -> None:
    assert codes(content) == told


def test_the_latest_kind_of_program_is_read() -> None:
    first, second = b"%! dup 65 /a put", b"%! dup 65 /b put"
    third = b"%! dup 65 /c put"
    assert read(FontFile=first, FontFile2=second, FontFile3=third) == Program({65: "c"})
    assert read(FontFile=first, FontFile2=second) == Program({65: "b"})
    # One that cannot be read is passed over.
    assert read(FontFile=first, FontFile3=b"\0\1\0\0") == Program({65: "a"})
    assert read(FontFile3=b"\0\1\0\0") is None


def numbered(count: int) -> list[str]:
    return [f"glyph{at}" for at in range(count)]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        # Codes with a gap are as likely as not those of Windows; a space counts for nothing.
        ([0x41, 0x43], {0x41: "A", 0x43: "C"}),
        ([0x41, 0x42], {}),
        ([0x20, 0x41, 0x42], {}),
        ([0x20, 0x41, 0x43], {0x20: " ", 0x41: "A", 0x43: "C"}),
        ([0x20], {}),
        ([0x7D], {}),
        ([0x7E], {0x7E: "~"}),
        ([0x05, 0x41], {0x41: "A"}),
    ],
)
def test_codes_of_nameless_glyphs(given: list[int], told: dict[int, str]) -> None:
    names = numbered(len(given))
    program = made.truetype(names, [(1, 0, dict(zip(given, names, strict=True)))])
    assert codes(program, "FontFile2") == told


def test_codes_by_the_names_of_their_glyphs() -> None:
    program = made.truetype(["a", "b"], [(1, 0, {65: "a", 66: "b"})])
    found = read(FontFile2=program)
    assert found == Program({65: "a", 66: "b"}, {1: "a", 2: "b"})


def test_a_map_of_unicode_alone_is_looked_up_by_the_codes_of_windows() -> None:
    program = made.truetype(["x", "y"], [(3, 1, {0x61: "x", 0x20AC: "y"})], keep_names=False)
    assert codes(program, "FontFile2") == {0x61: "a", 0x80: "\u20ac"}


@pytest.mark.parametrize(("size", "told"), [(32 * 2**20, Program({65: "a"})), (32 * 2**20 + 1, None)])
def test_a_very_large_font_is_not_read(size: int, told: Program | None) -> None:
    assert read(FontFile=b"%! dup 65 /a put eexec".ljust(size)) == told
