"""The shipped fonts: complete, licensed, as wide as the families they stand for, and as tall."""

import pytest

from boardpaper.publish.pdf.text.fonts import REPLACEMENT, face_for, fallback_face, load_face
from boardpaper.resources import font_path

STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


FAMILIES = ("Arimo", "Carlito", "LiberationSerif", "LiberationMono", "Caladea")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_face_ships_with_its_licence(family: str) -> None:
    assert [style for style in STYLES if not font_path(f"{family}-{style}.ttf").is_file()] == []
    named = family.removesuffix("Serif").removesuffix("Mono")
    licence = font_path(f"{named}-LICENSE.txt").read_text(encoding="utf-8")
    assert ("Apache License" if family == "Caladea" else "SIL OPEN FONT LICENSE") in licence
    assert font_path("BoardpaperSymbols-LICENSE.txt").is_file()


# Advance widths of the families themselves, in 2048ths of the size.
@pytest.mark.parametrize(
    ("family", "bold", "widths"),
    [
        ("Arial", False, {"A": 1366, "i": 455, "m": 1706, " ": 569, "0": 1139}),
        ("Helvetica", True, {"A": 1479, "i": 569, "m": 1821, " ": 569, "0": 1139}),
        ("Calibri", False, {"A": 1185, "i": 470, "m": 1636, " ": 463, "0": 1038}),
        ("Times New Roman", False, {"A": 1479, "i": 569, "m": 1593, " ": 512, "0": 1024}),
        ("Times New Roman", True, {"A": 1479, "i": 569, "m": 1706, " ": 512, "0": 1024}),
        ("Courier New", False, {"A": 1229, "i": 1229, "m": 1229, " ": 1229, "0": 1229}),
        ("Cambria", False, {"A": 1276, "i": 569, "m": 1704, " ": 451, "0": 1135}),
    ],
)
def test_characters_are_as_wide_as_in_the_family(family: str, bold: bool, widths: dict[str, int]) -> None:
    face, own = face_for(family, bold=bold, italic=False)
    assert own
    assert {character: round(face.width(character) * 2048) for character in widths} == widths


@pytest.mark.parametrize(
    ("family", "line"),
    [
        ("Arial", 1854 + 434 + 67),
        ("Calibri", 1950 + 550),
        ("Times New Roman", 1825 + 443 + 87),
        ("Courier New", 1705 + 615),
        ("Cambria", 1946 + 455),
    ],
)
def test_lines_are_as_tall_as_windows_makes_them(family: str, line: int) -> None:
    face, _ = face_for(family, bold=False, italic=False)
    assert (face.ascent + face.descent + face.gap) * 2048 == pytest.approx(line)


def test_other_families_are_replaced_and_say_so() -> None:
    face, own = face_for("Comic Sans MS", bold=True, italic=True)
    assert (face.name, own) == ("Arimo-BoldItalic", False)
    face, own = face_for("Garamond", bold=False, italic=False)
    assert (face.name, own) == ("LiberationSerif-Regular", False)


@pytest.mark.parametrize("name", [f"{family}-{style}" for family in FAMILIES for style in STYLES])
def test_every_face_shows_ascii_and_what_papers_print(name: str) -> None:
    face = load_face(name)
    assert face.covers("".join(map(chr, range(32, 127))))
    assert face.covers("“”‘’–—…•£€é×÷≤≥")
    for symbol in f"☐☒✓►→{REPLACEMENT}":
        assert face.covers(symbol) or fallback_face(face, symbol) is not None
