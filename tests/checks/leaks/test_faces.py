"""Fonts that tell where a page came from, and those that every file has."""

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall
from tests.support import wall_plants as plants

PUBLIC = plants.pdf_file()


def with_font(name: str, *, drawn: bytes = b"", mapped: bool = False) -> bytes:
    """A page with a font of this name; `mapped` gives it a character that the page does not draw."""
    with pikepdf.open(io.BytesIO(PUBLIC)) as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}")))
        if mapped:
            font.ToUnicode = pdf.make_stream(b"1 beginbfchar <41> <0042> endbfchar")
        pdf.pages[0].Resources.Font.Own = font
        pdf.pages[0].contents_add(b"BT /Own 9 Tf (%s) Tj ET" % drawn)
        return plants.saved(pdf)


def fonts(restricted: bytes, output: bytes, *common: bytes) -> list[str]:
    public = [PublicFile("a.pdf", each) for each in (PUBLIC, *common)]
    found = scan_wall([RestrictedFile("8.pdf", restricted)], [PublicFile("pack.pdf", output)], (), public)
    return [finding.message.partition(" of ")[0] for finding in found if finding.rule == "wall-font"]


@pytest.mark.parametrize(
    ("restricted", "output", "told"),
    [
        ("Mordant", "Mordant", ["a font"]),
        ("QWERTY+Mordant", "ASDFGH+Mordant", ["a font"]),
        ("Mordant", "Nordant", []),
        ("Helvetica", "Helvetica", []),
        ("Arial#20Narrow", "Arial#20Narrow", []),
        # A subset of a font that everybody has is known by the letters before its name, unless they are a number.
        ("QWERTY+Arimo", "QWERTY+Arimo", ["a font's characters"]),
        ("QWERTY+Arimo", "ASDFGH+Arimo", []),
        ("AAAAAB+Arimo", "AAAAAB+Arimo", []),
        ("AAAAZZ+Arimo", "AAAAZZ+Arimo", []),
        ("BAAAAA+Arimo", "BAAAAA+Arimo", []),
    ],
)
def test_a_font_of_a_paper_is_found(restricted: str, output: str, told: list[str]) -> None:
    assert fonts(with_font(restricted, mapped=True), with_font(output, mapped=True)) == told


def test_a_font_that_a_public_file_has_is_no_secret() -> None:
    for name in ("Mordant", "QWERTY+Arimo"):
        paper = with_font(name, mapped=True)
        assert fonts(paper, paper, with_font(name, mapped=True)) == []
