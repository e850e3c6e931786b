"""The shipped fonts: complete, licensed, as wide as the families they stand for, and as tall."""

import pytest

from boardpaper.publish.fonts import REPLACEMENT, face_for, fallback_face, load_face
from boardpaper.resources import font_path

STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


@pytest.mark.parametrize("family", ["Arimo", "Carlito"])
def test_every_face_ships_with_its_licence(family: str) -> None:
    assert [style for style in STYLES if not font_path(f"{family}-{style}.ttf").is_file()] == []
    assert "SIL OPEN FONT LICENSE" in font_path(f"{family}-LICENSE.txt").read_text(encoding="utf-8")
    assert font_path("BoardpaperSymbols-LICENSE.txt").is_file()


# Advance widths of Arial and Calibri, in 2048ths of the size.
@pytest.mark.parametrize(
    ("family", "bold", "widths"),
    [
        ("Arial", False, {"A": 1366, "i": 455, "m": 1706, " ": 569, "0": 1139}),
        ("Helvetica", True, {"A": 1479, "i": 569, "m": 1821, " ": 569, "0": 1139}),
        ("Calibri", False, {"A": 1185, "i": 470, "m": 1636, " ": 463, "0": 1038}),
    ],
)
def test_characters_are_as_wide_as_in_the_family(family: str, bold: bool, widths: dict[str, int]) -> None:
    face, own = face_for(family, bold=bold, italic=False)
    assert own
    assert {character: round(face.width(character) * 2048) for character in widths} == widths


@pytest.mark.parametrize(("family", "line"), [("Arial", 1854 + 434 + 67), ("Calibri", 1950 + 550)])
def test_lines_are_as_tall_as_windows_makes_them(family: str, line: int) -> None:
    face, _ = face_for(family, bold=False, italic=False)
    assert (face.ascent + face.descent + face.gap) * 2048 == pytest.approx(line)


def test_other_families_are_replaced_and_say_so() -> None:
    face, own = face_for("Comic Sans MS", bold=True, italic=True)
    assert (face.name, own) == ("Arimo-BoldItalic", False)


@pytest.mark.parametrize("name", [*(f"Arimo-{style}" for style in STYLES), *(f"Carlito-{style}" for style in STYLES)])
def test_every_face_shows_ascii_and_what_papers_print(name: str) -> None:
    face = load_face(name)
    assert face.covers("".join(map(chr, range(32, 127))))
    assert face.covers("“”‘’–—…•£€é×÷≤≥")
    for symbol in f"☐☒✓►→{REPLACEMENT}":
        assert face.covers(symbol) or fallback_face(face, symbol) is not None
