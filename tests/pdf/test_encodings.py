"""The encodings that ISO 32000-1 names, against what other libraries know of them."""

import unicodedata
from collections.abc import Mapping, Sequence

import pytest
from fontTools.encodings import MacRoman, StandardEncoding
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.pdfmetrics import Encoding

from boardpaper.pdf import encodings
from boardpaper.pdf.encodings import base_encoding, differences, meaning_of


def names_in(encoding: str) -> Sequence[str | None]:
    vector: Sequence[str | None] = Encoding("own", encoding).vector
    return vector


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (encodings.STANDARD, StandardEncoding.StandardEncoding),
        (encodings.MAC_ROMAN, MacRoman.MacRoman),
        (encodings.WIN_ANSI, names_in("WinAnsiEncoding")),
        (encodings.MAC_EXPERT, names_in("MacExpertEncoding")),
        (encodings.SYMBOL, names_in("SymbolEncoding")),
        (encodings.ZAPF_DINGBATS, names_in("ZapfDingbatsEncoding")),
    ],
    ids=["Standard", "MacRoman", "WinAnsi", "MacExpert", "Symbol", "ZapfDingbats"],
)
def test_each_code_has_the_character_of_its_glyph(table: Mapping[int, str], names: Sequence[str | None]) -> None:
    dingbats = table is encodings.ZAPF_DINGBATS
    expected = {code: meaning_of(name, dingbats=dingbats) for code, name in enumerate(names) if name}
    wrong = {
        code: (table.get(code, ""), text)
        for code, text in expected.items()
        if text and code >= 0x20 and not is_private(text) and plain(table.get(code, "")) != plain(text)
    }
    assert wrong == {}
    assert len(expected) >= 149


def is_private(text: str) -> bool:
    return 0xE000 <= ord(text[0]) < 0xF900


# Spaces and hyphens that differ in how they break, and Greek letters that have a second character in mathematics.
_SAME = str.maketrans({"\u00a0": " ", "\u00ad": "-", "∆": "Δ", "¯": "-", "ˉ": "-"})


def plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(_SAME))


def test_codes_without_a_meaning_have_none() -> None:
    assert 0xB0 not in encodings.STANDARD
    assert 0xFF not in encodings.SYMBOL
    assert 0x5C not in encodings.MAC_EXPERT


def test_differences_count_on_from_each_number() -> None:
    encoding = Dictionary(Differences=Array([65, Name("/fi"), Name("/g17"), 200, Name("/.notdef"), Name("/bardbl")]))
    assert list(differences(encoding)) == [(65, "fi"), (66, None), (200, ""), (201, "□")]


def test_a_base_encoding_is_named_by_itself_or_inside() -> None:
    assert base_encoding(Name.MacRomanEncoding) is encodings.MAC_ROMAN
    assert base_encoding(Dictionary(BaseEncoding=Name.WinAnsiEncoding)) is encodings.WIN_ANSI
    assert base_encoding(Dictionary()) is None
    assert base_encoding(Name("/Identity-H")) is None
    assert base_encoding(None) is None


def test_names_of_dingbats_count_in_dingbats_alone() -> None:
    assert meaning_of("a20", dingbats=True) == "✔"
    assert meaning_of("a20") is None


def test_differences_begin_at_nought_and_go_on_from_the_last_number() -> None:
    listed = Array([Name.a, Name.b, 65, Name.c, Name("/.notdef"), Name.g17, 66, Name.d])
    found = [(0, "a"), (1, "b"), (65, "c"), (66, ""), (67, None), (66, "d")]
    assert list(differences(Dictionary(Differences=listed))) == found
    assert list(differences(Dictionary(Differences=Name.a))) == list(differences(None)) == []
