"""Letters that cannot be read, how many of them a page may have, and what another reading makes of them."""

import pytest

from boardpaper.checks.leaks.readers.pdf_letters import Letters, Shown, has_all, unread_letters
from boardpaper.pdf.fonts import PdfFont

# Letters without a name whose codes are those of A to E.
A, B, C, D, E = (chr(0x20041 + at) for at in range(5))
PRIVATE = "\ue000\uf8ff\ue123"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("words", 0),
        (A, 0),
        (f"{A} word {A}", 0),
        (f"{A}word word{A}", 0),
        (f"wo{A}rd", 1),
        (f"wo{A}rd {A}", 1),
        (f"{A}{B}", 2),
        (f"w{A}{B}{A} {A}", 3),
        ("\U0002ffff\U00020000", 2),
        ("\U00030000\U0001ffff", 0),
        ("a\ufffdb \ufffd\ufffd", 3),
        (f"{A} {B} {C}", 0),
        (f"{A} {B} {C} {A} {B}", 0),
        (f"{A} {B} {C} {D}", 4),
        (f"{A} {B} {C} {D} {A}", 5),
        (f"{A}{B} {C} {D}", 4),
        (PRIVATE[:2], 0),
        (PRIVATE, 3),
        (f"{PRIVATE} {A}{B}", 5),
        (f"\ue000\ue001 \ue002 \uf900{PRIVATE}", 3),
    ],
)
def test_letters_that_could_be_part_of_words_are_counted(text: str, count: int) -> None:
    assert unread_letters(text) == count


@pytest.mark.parametrize(
    ("text", "other", "whole"),
    [
        ("x" * 100, "y" * 98, True),
        ("x" * 100, "y" * 97, False),
        ("x x\n" * 50, "y" * 98, True),
        ("x" * 100, "y " * 97, False),
        ("x" * 100 + A * 10, "y" * 105, True),
        ("x" * 100 + A * 10, "y" * 104, False),
        (A * 10, "y" * 7, True),
        (A * 10, "y" * 6, False),
        ("\ufb03", "ffi", True),
        ("ffi", "\ufb03", True),
        (f"wo{A}rd", "word \ufffd", False),
        (f"wo{A}rd", f"word {B}", False),
        (f"wo{A}rd", f"word {PRIVATE}", False),
        (f"wo{A}rd", "word \ue000\ue000", True),
        # What stands there is no more than the codes.
        (f"{A}{B}{C} words", "ABC words", False),
        (f"{A}{B}{C} words", "A B C words", False),
        (f"{A}{B}{C} words", "abc words", True),
        (f"{A}{B} words", "AB words", True),
        (f"x{A}{B} words", "xAB words", False),
        (f"{A}{B}{C} {D}{E}{A}", "xyz DEA", False),
    ],
)
def test_another_reading_has_all_letters_or_lacks_some(text: str, other: str, whole: bool) -> None:
    assert has_all(text, other) == whole


RANGES = ((b"\0", b"\xff"),)


def test_fonts_that_read_alike() -> None:
    font = Letters(PdfFont({1: "a"}, {1: 500.0}, 250.0, RANGES, {1: "b"}))
    assert font.reads_as(Letters(PdfFont({1: "a"}, {1: 500.0}, 250.0, RANGES, {1: "b"})))
    others = [
        PdfFont({1: "x"}, {1: 500.0}, 250.0, RANGES, {1: "b"}),
        PdfFont({1: "a"}, {1: 501.0}, 250.0, RANGES, {1: "b"}),
        PdfFont({1: "a"}, {1: 500.0}, 251.0, RANGES, {1: "b"}),
        PdfFont({1: "a"}, {1: 500.0}, 250.0, ((b"\0", b"\x7f"),), {1: "b"}),
        PdfFont({1: "a"}, {1: 500.0}, 250.0, RANGES, {1: "c"}),
    ]
    assert not any(font.reads_as(Letters(each)) or Letters(each).reads_as(font) for each in others)


def test_codes_are_idle_until_they_are_drawn() -> None:
    font = Letters(PdfFont({1: "a", 2: "\0", 3: "\ufffd", 4: " \xa0", 5: "b"}, {}, 500.0))
    assert font.has_idle_codes()
    font.read(b"\1")
    assert font.has_idle_codes()
    assert font.undrawn().drawn == set()
    font.read(b"\5\5")
    assert font.drawn == {1, 5}
    assert not font.has_idle_codes()
    assert font.undrawn().has_idle_codes()


@pytest.mark.parametrize(
    ("look", "told"),
    [("a", None), ("A", None), ("\xe1", None), ("b", "b"), ("-", "-"), ("\ufb01", "\ufb01")],
)
def test_a_letter_looks_otherwise_where_it_is_another(look: str, told: str | None) -> None:
    shown = Letters(PdfFont({1: "a", 2: "x"}, {1: 100.0}, 250.0, glyphs={1: look})).read(b"\1\2\1\3")
    unknown = chr(0x20003)
    looks = "axa" if told is None else f"{told}x{told}"
    assert shown == Shown(f"axa{unknown}", f"{looks}{unknown}", 0.7, 4)


def test_codes_of_each_length() -> None:
    two = Letters(PdfFont({0x4142: "x"}, {}, 500.0, ((b"\0\0", b"\xff\xff"),)))
    assert two.read(b"ABA") == Shown("x", "x", 0.5, 1)
    mixed = Letters(PdfFont({0x41: "x", 0x8142: "y"}, {}, 500.0, ((b"\0", b"\x80"), (b"\x81\x40", b"\x81\xff"))))
    assert mixed.read(b"A\x81\x42\x81") == Shown("xy" + chr(0x20081), "xy" + chr(0x20081), 1.5, 3)
    assert (two.wide, mixed.wide, Letters(PdfFont({}, {}, 0.0)).wide) == (True, True, False)
    three = Letters(PdfFont({}, {}, 500.0, ((b"\0\0\0", b"\xff\xff\xff"),)))
    assert three.read(b"\1\2\3").text == chr(0x20203)
