r"""Numbers as fields show them: the switches `\*` and `\#` (17.16.4.1 and 17.16.4.3)."""

import re

from boardpaper.model.fields.code import FieldCode, in_letters
from boardpaper.model.numerals.formats import format_number

# What `\*` asks for in numbers, in lower case, and the number format that it stands for (17.16.4.3.1).
_FORMATS = {
    "arabic": "decimal",
    "arabicdash": "numberInDash",
    "ordinal": "ordinal",
    "cardtext": "cardinalText",
    "ordtext": "ordinalText",
    "dollartext": "dollarText",
    "hex": "hex",
    "aiueo": "aiueo",
    "iroha": "iroha",
    "arabicabjad": "arabicAbjad",
    "arabicalpha": "arabicAlpha",
    "chinesenum1": "chineseCounting",
    "chinesenum2": "chineseLegalSimplified",
    "chinesenum3": "chineseCountingThousand",
    "chosung": "chosung",
    "circlenum": "decimalEnclosedCircle",
    "dbchar": "decimalFullWidth",
    "dbnum1": "ideographDigital",
    "dbnum2": "koreanCounting",
    "dbnum3": "japaneseLegal",
    "dbnum4": "japaneseDigitalTenThousand",
    "ganada": "ganada",
    "gb1": "decimalEnclosedFullstop",
    "gb2": "decimalEnclosedParen",
    "gb3": "decimalEnclosedCircleChinese",
    "gb4": "ideographEnclosedCircle",
    "hebrew1": "hebrew1",
    "hebrew2": "hebrew2",
    "hindiarabic": "hindiNumbers",
    "hindicardtext": "hindiCounting",
    "hindiletter1": "hindiVowels",
    "hindiletter2": "hindiConsonants",
    "kanjinum1": "ideographDigital",
    "kanjinum2": "japaneseCounting",
    "kanjinum3": "japaneseLegal",
    "sbchar": "decimalHalfWidth",
    "thaiarabic": "thaiNumbers",
    "thaicardtext": "thaiCounting",
    "thailetter": "thaiLetters",
    "vietcardtext": "vietnameseCounting",
    "zodiac1": "ideographTraditional",
    "zodiac2": "ideographZodiac",
    "zodiac3": "ideographZodiacTraditional",
}
# These show capitals where they are written with one.
_BY_CASE = {"roman": ("lowerRoman", "upperRoman"), "alphabetic": ("lowerLetter", "upperLetter")}
# As a field they show small letters, which lists and pages begin with a capital.
_WORDED = frozenset({"cardinalText", "ordinalText", "dollarText"})
_LETTERS = frozenset({"mergeformat", "charformat", "upper", "lower", "firstcap", "caps"})
_PICTURE = re.compile(r"([^#0,]*)([#0,]*[#0])([^#0.]*)")
_LONGEST_PICTURE = 64


def formats_number(code: FieldCode) -> bool:
    r"""Whether any `\*` of the field says more than which letters and which look its result has."""
    return any(written.lower() not in _LETTERS for written in code.formats)


def number_shown(value: int, code: FieldCode, numbering: str = "decimal") -> str | None:
    r"""A whole number as `\*` or `\#` shows it (17.16.4.1 and 17.16.4.3); None where boardpaper does not know how.

    `numbering` is the format that it has where no switch asks for another, as page numbers have their section's.
    """
    if code.has("#"):
        return _by_picture(value, code.value("#"))
    worded = False
    for written in code.formats:
        asked = written.lower()
        if asked in _LETTERS:
            continue
        if asked == "bahttext":
            # Only here is it a sum of money.
            from boardpaper.model.numerals.scripts import baht_text

            return baht_text(value)
        found = _BY_CASE[asked][written[:1].isupper()] if asked in _BY_CASE else _FORMATS.get(asked)
        if found is None:
            return None
        numbering, worded = found, found in _WORDED
    number = format_number(value, numbering)
    return in_letters(number.lower() if worded else number, code)


def _by_picture(value: int, picture: str) -> str | None:
    """Noughts, commas and the words around them; decimals and signs belong to sums."""
    match = _PICTURE.fullmatch(picture.replace("'", ""))
    if match is None or value < 0 or len(picture) > _LONGEST_PICTURE:
        return None
    before, digits, after = match.groups()
    number = f"{value:,}" if "," in digits else str(value)
    return before + number.rjust(digits.count("0"), "0") + after
