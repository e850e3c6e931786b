"""Every number format of Word; the shown numbers are those of ECMA-376 part 1, 17.18.59."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.model.numerals.formats import format_number, is_known_format, looks_like_number

# ST_NumberFormat, but for `custom`: what 1, 4, 11, 27, 100 and 105 look like, a space between each.
FORMATS = {
    "decimal": "1 4 11 27 100 105",
    "decimalHalfWidth": "1 4 11 27 100 105",
    "bahtText": "1 4 11 27 100 105",
    "decimalZero": "01 04 11 27 100 105",
    "lowerRoman": "i iv xi xxvii c cv",
    "upperRoman": "I IV XI XXVII C CV",
    "lowerLetter": "a d k aa vvvv aaaaa",
    "upperLetter": "A D K AA VVVV AAAAA",
    "ordinal": "1st 4th 11th 27th 100th 105th",
    "hex": "1 4 B 1B 64 69",
    "chicago": "* § ‡‡‡ ‡‡‡‡‡‡‡ §§§§§§§§§§§§§§§§§§§§§§§§§ ***************************",
    "decimalEnclosedCircle": "① ④ ⑪ 27 100 105",
    "decimalEnclosedCircleChinese": "① ④ 11 27 100 105",
    "decimalEnclosedParen": "(1) (4) (11) 27 100 105",
    "decimalEnclosedFullstop": "1. 4. 11. 27 100 105",
    "decimalFullWidth": "1 4 11 27 100 105",
    "decimalFullWidth2": "1 4 11 27 100 105",
    "aiueo": "ｱ ｴ ｻ ﾋ ｸ ｽ",
    "aiueoFullWidth": "ア エ サ ヒ ク ス",
    "iroha": "ｲ ﾆ ﾙ ｵ ﾆ ﾘ",
    "irohaFullWidth": "イ ニ ル オ ニ リ",
    "japaneseCounting": "一 四 十一 二十七 百 百五",
    "japaneseDigitalTenThousand": "一 四 一一 二七 一〇〇 一〇五",
    "japaneseLegal": "壱 四 壱拾壱 弐拾七 壱百 壱百伍",
    "chineseCounting": "一 四 十一 二十七 一○○ 一○五",
    "chineseCountingThousand": "一 四 十一 二十七 一百 一百零五",
    "chineseLegalSimplified": "壹 肆 壹拾壹 贰拾柒 壹佰 壹佰零伍",
    "taiwaneseCounting": "一 四 十一 二十七 一○○ 一○五",
    "taiwaneseCountingThousand": "一 四 十一 二十七 一百 一百零五",
    "taiwaneseDigital": "一 四 一一 二七 一○○ 一○五",
    "ideographDigital": "一 四 一一 二七 一〇〇 一〇五",
    "ideographLegalTraditional": "壹 肆 壹拾壹 貳拾柒 壹佰 壹佰零伍",
    "ideographTraditional": "甲 丁 11 27 100 105",
    "ideographZodiac": "子 卯 戌 27 100 105",
    "ideographZodiacTraditional": "甲子 丁卯 甲戌 庚寅 100 105",
    "ideographEnclosedCircle": "㈠ ㈣ 11 27 100 105",
    "ganada": "가 라 카 파 나 사",
    "chosung": "ㄱ ㄹ ㅋ ㅍ ㄴ ㅅ",
    "koreanCounting": "일 사 십일 이십칠 백 백오",
    "koreanDigital": "일 사 일일 이칠 일영영 일영오",
    "koreanDigital2": "一 四 一一 二七 一零零 一零五",
    "koreanLegal": "하나 넷 열하나 스물일곱 100 105",
    "hebrew1": "א ד יא כז ק קה",
    "hebrew2": "א ד כ תה תתתתל תתתתפ",
    "arabicAlpha": "أ ث ز و طططط قققق",
    "arabicAbjad": "أ د ك ظ عععع شششش",
    "hindiVowels": "क घ ट य ममम ळळळ",
    "hindiConsonants": "अ ई ए ऍऍ ऎऎऎऎऎऎ ओओओओओओ",
    "hindiNumbers": "१ ४ ११ २७ १०० १०५",
    "russianLower": "а г л э нннн тттт",
    "russianUpper": "А Г Л Э НННН ТТТТ",
    "thaiLetters": "ก ง ฎ พ ตตต บบบ",
    "thaiNumbers": "๑ ๔ ๑๑ ๒๗ ๑๐๐ ๑๐๕",
    "thaiCounting": "หนึ่ง สี่ สิบเอ็ด ยี่สิบเจ็ด หนึ่งร้อย หนึ่งร้อยห้า",
}
# Those with spaces in their numbers.
WORDED = {
    "cardinalText": ["One", "Four", "Eleven", "Twenty-seven", "One hundred", "One hundred five"],
    "ordinalText": ["First", "Fourth", "Eleventh", "Twenty-seventh", "One hundredth", "One hundred fifth"],
    "dollarText": ["One and 00/100", "Four and 00/100", "Eleven and 00/100", "Twenty-seven and 00/100",
                   "One hundred and 00/100", "One hundred five and 00/100"],
    "numberInDash": ["- 1 -", "- 4 -", "- 11 -", "- 27 -", "- 100 -", "- 105 -"],
    "hindiCounting": ["एक", "चार", "ग्यारह", "सत्ताईस", "एक सौ", "एक सौ पाँच"],
    "vietnameseCounting": ["một", "bốn", "mười một", "hai mươi bảy", "một trăm", "một trăm linh năm"],
    "none": [""] * 6,
    "bullet": [""] * 6,
}  # fmt: skip
VALUES = (1, 4, 11, 27, 100, 105)


@pytest.mark.parametrize(
    ("numbering", "shown"), [*((name, text.split()) for name, text in FORMATS.items()), *WORDED.items()]
)
def test_each_format_writes_its_numbers(numbering: str, shown: list[str]) -> None:
    assert [format_number(value, numbering) for value in VALUES] == shown
    assert is_known_format(numbering)


def test_none_of_the_standard_is_missing() -> None:
    assert len(FORMATS) + len(WORDED) == 62


@given(st.sampled_from([*FORMATS, *WORDED]), st.integers(min_value=-3, max_value=32767))
def test_any_page_or_item_has_a_number(numbering: str, value: int) -> None:
    shown = format_number(value, numbering)
    assert len(shown) < 120
    assert shown == shown.strip()
    assert shown or value < 1 or numbering in ("none", "bullet")


@given(st.sampled_from([name for name in (*FORMATS, *WORDED) if name not in ("none", "bullet", "dollarText")]),
       st.integers(min_value=1, max_value=999))  # fmt: skip
def test_what_is_written_looks_like_a_number(numbering: str, value: int) -> None:
    shown = format_number(value, numbering)
    assert looks_like_number(shown) or numbering in ("hindiCounting", "vietnameseCounting")


@pytest.mark.parametrize(
    "text", ["2-1", "A-3", "1.14", "- 2 -", "-2-", "– 7 –", "Twenty-first", "xii", "One hundred two"]
)
def test_numbers_that_page_references_show(text: str) -> None:
    assert looks_like_number(text)


@pytest.mark.parametrize("text", ["", "on page 1", "above", "Findings", "Purpose 3", "one paper", "1 2"])
def test_words_that_are_no_number(text: str) -> None:
    assert not looks_like_number(text)


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("001, 002, 003, ...", "007"),
        ("00001, 00002, 00003, ...", "00007"),
        ("α, β, γ, ...", "η"),
        ("Α, Β, Γ, ...", "Η"),
        ("One, Two, Three, ...", "Seven"),
        ("ア, イ, ウ, ...", "キ"),
        ("一, 十, 一百, ...", "七"),
        ("001", "007"),
        ("0000000001", "000000007"),
    ],
)
def test_a_custom_format_goes_on_as_it_begins(pattern: str, shown: str) -> None:
    assert format_number(7, "custom", pattern) == shown
    assert is_known_format("custom", pattern)


def test_what_is_not_known_is_in_figures() -> None:
    assert format_number(7, "custom", "x, xx, xxx, ...") == format_number(7, "someLaterFormat") == "7"
    assert not is_known_format("custom", "x, xx, xxx, ...")
    assert not is_known_format("someLaterFormat")
