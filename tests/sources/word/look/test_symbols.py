"""Codes of symbol fonts as Unicode, up to the ends of their tables."""

import pytest

from boardpaper.sources.word.look.symbols import is_symbol_font, to_unicode


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("abc", "Symbol", "αβχ"),
        ("\uf061\uf0b7", "SYMBOL", "α•"),
        (" \uf020", "Symbol", "  "),
        ("!\uf021", "Wingdings", "🖉🖉"),
        ("\uf0fc\uf0fe", "Wingdings", "✓☑"),
        ("\uf0ff\uf01f\x1f", "Wingdings", "\uf0ff\uf01f\x1f"),
        ("\uf080", "Symbol", "\uf080"),
        ("abc", "Arial", "abc"),
        ("é", "Arial", "é"),
        ("é a\uf0b7", "Arial", "é a•"),
        ("\uf020\uf01f\uf100", "Arial", " \uf01f\uf100"),
    ],
)
def test_codes_of_symbol_fonts_are_told_in_unicode(text: str, font: str, shown: str) -> None:
    assert to_unicode(text, font) == shown


def test_fonts_of_symbols_are_known_in_letters_of_either_case() -> None:
    fonts = ["symbol", "Wingdings", "WINGDINGS 2", "Wingdings 3", "Webdings"]
    assert [is_symbol_font(font) for font in [*fonts, "Arial", ""]] == [True] * 5 + [False] * 2
