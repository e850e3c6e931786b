"""Glyph names are read as the Adobe Glyph List Specification says."""

import pytest
from fontTools import agl

from boardpaper.pdf.glyph_names import characters_of


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("A", "A"),
        ("fi", "fi"),
        ("f_f_i", "ffi"),
        ("f_i.liga", "fi"),
        ("Lcommaaccent_uni20AC0308_u1040C.alternate", "Ļ€\u0308\U0001040c"),
        ("uni00660069", "fi"),
        ("u0066", "f"),
        ("u1F600", "😀"),
        ("A.sc", "A"),
        ("Asmall", "A"),
        ("sevenoldstyle", "7"),
        ("a.b_c", "a"),
        ("foo", ""),
        ("g17", ""),
        ("uniD7FF", "\ud7ff"),
        ("uniD800", ""),
        ("uniDFFF", ""),
        ("uniE000", "\ue000"),
        ("uni0041D800", ""),
        ("uniFFFF", "\uffff"),
        ("u10FFFF", "\U0010ffff"),
        ("u0010FFFF", ""),
        ("u041", ""),
        ("u1041", "\u1041"),
        ("uDFFF", ""),
        ("uE000", "\ue000"),
        ("é", ""),
        ("a_b_zzz", "ab"),
        ("Asmallx", ""),
        ("centsuperior", "¢"),
        ("zerooldstyle.x", "0"),
        ("uni006", ""),
        ("uni00e9", ""),
        ("u110000", ""),
        ("uD801", ""),
        (".notdef", ""),
        ("", ""),
    ],
)
def test_names(name: str, characters: str) -> None:
    assert characters_of(name) == characters


def test_every_name_of_the_list_is_known() -> None:
    """As fontTools reads the list, but for ligatures, which are letters here, and characters for private use."""
    names = [name for name, codes in agl.LEGACY_AGL2UV.items() if not 0xE000 <= codes[0] < 0xF900]
    ligatures = {"ff", "fi", "fl", "ffi", "ffl", "longst"}
    assert len(names) > 4000
    assert [name for name in names if name not in ligatures and characters_of(name) != agl.toUnicode(name)] == []
