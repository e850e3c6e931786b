"""What number formats write where their way of counting turns, and the letters and signs that they have."""

import pytest
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.numerals.formats import format_number
from boardpaper.model.numerals.letters import as_far_as, repeated
from boardpaper.model.numerals.scripts import GREEK, baht_text

# Tens and hundreds with and without what stands between; where myriads begin, and where a format has no more words.
TURNS = (
    -1, *range(23), 30, 31, 40, 44, 45, 50, 55, 60, 70, 80, 90, 99, 100, 101, 105, 110, 111, 115, 116, 120, 121, 199,
    200, 300, 304, 400, 499, 500, 615, 716, 900, 999, 1000, 1001, 1005, 1010, 1011, 1015, 1021, 1100, 1111, 2021, 5005,
    9999, 10000, 10001, 10010, 10011, 10100, 11000, 11111, 12045, 20304, 32767, 32768, 99999, 100000, 100001, 101000,
    110011, 210021, 999999, 1000000, 1000001, 99999999, 100000000,
)  # fmt: skip
COUNTED = {
    "chinese": "chineseCounting chineseCountingThousand chineseLegalSimplified taiwaneseCounting "
    "taiwaneseCountingThousand ideographLegalTraditional",
    "japanese-and-korean": "japaneseCounting japaneseLegal koreanCounting koreanLegal",
    "words": "cardinalText ordinalText vietnameseCounting",
    "hebrew-and-roman": "hebrew1 lowerRoman upperRoman",
    "hindi-and-thai": "hindiCounting thaiCounting",
}


@pytest.mark.parametrize("script", COUNTED)
def test_counted(script: str, kept: SnapshotAssertion) -> None:
    formats = COUNTED[script].split()
    lines = [" | ".join([str(value), *(format_number(value, each) for each in formats)]) for value in TURNS]
    assert "\n".join([" | ".join(["", *formats]), *lines, ""]) == kept


def test_letters_and_signs(kept: SnapshotAssertion) -> None:
    """All that each has, and how it goes on behind its last."""
    sizes = {
        "aiueo": 46, "aiueoFullWidth": 46, "iroha": 48, "irohaFullWidth": 48, "ganada": 14, "chosung": 14,
        "ideographTraditional": 10, "ideographZodiac": 12, "ideographZodiacTraditional": 60,
        "ideographEnclosedCircle": 10, "decimalEnclosedCircle": 20, "decimalEnclosedCircleChinese": 10,
        "decimalEnclosedParen": 20, "decimalEnclosedFullstop": 20, "lowerLetter": 26, "upperLetter": 26, "chicago": 4,
        "hebrew2": 22, "arabicAlpha": 28, "arabicAbjad": 28, "hindiVowels": 37, "hindiConsonants": 18,
        "thaiLetters": 41, "russianLower": 29, "russianUpper": 29,
    }  # fmt: skip
    lines = [
        f"{name}: {' '.join(format_number(value, name) for value in (*range(size + 3), 2 * size, 2 * size + 1))}\n"
        for name, size in sizes.items()
    ]
    assert "".join(lines) == kept


@pytest.mark.parametrize(
    ("numbering", "shown"),
    [
        ("decimalFullWidth", "1234567890"),
        ("decimalFullWidth2", "1234567890"),
        ("ideographDigital", "一二三四五六七八九〇"),
        ("japaneseDigitalTenThousand", "一二三四五六七八九〇"),
        ("taiwaneseDigital", "一二三四五六七八九○"),
        ("koreanDigital", "일이삼사오육칠팔구영"),
        ("koreanDigital2", "一二三四五六七八九零"),
        ("hindiNumbers", "१२३४५६७८९०"),
        ("thaiNumbers", "๑๒๓๔๕๖๗๘๙๐"),
        ("decimalZero", "1234567890"),
        ("hex", "499602D2"),
        ("ordinal", "1234567890th"),
        ("numberInDash", "- 1234567890 -"),
    ],
)
def test_digit_by_digit(numbering: str, shown: str) -> None:
    assert format_number(1_234_567_890, numbering) == shown


def test_a_letter_is_repeated_thirty_times_at_most() -> None:
    write = repeated("abc")
    assert [write(value) for value in (0, 1, 3, 4, 6, 7)] == ["", "a", "c", "aa", "cc", "aaa"]
    assert [write(value) for value in (87, 88, 90, 91, 93, 3000)] == [
        "c" * 29, "a" * 30, "c" * 30, "a" * 30, "c" * 30, "c" * 30,
    ]  # fmt: skip
    hebrew = [format_number(value, "hebrew2") for value in (22 * 30, 22 * 30 + 1, 22 * 31 + 2, 22 * 40)]
    assert hebrew == ["ת" * 30, "ת" * 30 + "א", "ת" * 30 + "ב", "ת" * 31]


def test_signs_end_where_unicode_has_no_more() -> None:
    assert [as_far_as("xyz")(value) for value in (-1, 0, 1, 3, 4)] == ["-1", "0", "x", "z", "4"]


def test_greek_letters_are_custom_formats() -> None:
    assert [[write(value) for write in GREEK] for value in (1, 24, 25)] == [["α", "Α"], ["ω", "Ω"], ["αα", "ΑΑ"]]


def test_a_sum_of_baht() -> None:
    assert [baht_text(value) for value in (0, 1, 21)] == ["ศูนย์บาทถ้วน", "หนึ่งบาทถ้วน", "ยี่สิบเอ็ดบาทถ้วน"]
