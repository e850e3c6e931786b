r"""Numbers as the switches `\*` and `\#` of a field show them; the examples are those of ECMA-376, 17.16.4."""

import pytest

from boardpaper.model.fields.code import parse_field_code
from boardpaper.model.fields.numbers import formats_number, number_shown


@pytest.mark.parametrize(
    ("switches", "value", "shown"),
    [
        ("", 7, "7"),
        ("\\* MERGEFORMAT", 7, "7"),
        ("\\* roman", 4, "iv"),
        ("\\* Roman", 4, "IV"),
        ("\\* ALPHABETIC", 27, "AA"),
        ("\\* alphabetic", 27, "aa"),
        ("\\* Arabic", 4, "4"),
        ("\\* ArabicDash", 4, "- 4 -"),
        ("\\* Ordinal", 30, "30th"),
        ("\\* CardText", 21, "twenty-one"),
        ("\\* CardText \\* FirstCap", 21, "Twenty-one"),
        ("\\* FirstCap \\* OrdText", 21, "Twenty-first"),
        ("\\* OrdText \\* Caps", 1105, "One Thousand One Hundred Fifth"),
        ("\\* DollarText \\* Upper", 9, "NINE AND 00/100"),
        ("\\* Hex", 458, "1CA"),
        ("\\* Hex \\* lower", 458, "1ca"),
        ("\\* CardText \\* Arabic", 5, "5"),
        ("\\* KANJINUM1", 12, "一二"),
        ("\\* BAHTTEXT", 1, "หนึ่งบาทถ้วน"),
        ("\\* Chosung", 2, "ㄴ"),
        ("\\* SomeLater", 2, None),
        ("\\# 0", 5, "5"),
        ('\\# "000"', 5, "005"),
        ('\\# "000"', 12345, "12345"),
        ('\\# "#,##0"', 12345, "12,345"),
        ('\\# "0,000"', 5, "0005"),
        ("\\# \"'No. '00\"", 5, "No. 05"),
        ('\\# "£0 m"', 5, "£5 m"),
        ('\\# "##"', 5, "5"),
        ('\\# "0.00"', 5, None),
        ('\\# "x"', 5, None),
        ('\\# ""', 5, None),
        ("\\# 0", -1, None),
        ("\\# 0", 0, "0"),
        (f'\\# "{"0" * 64}"', 5, f"{5:064d}"),
        (f'\\# "{"0" * 65}"', 5, None),
        ('\\# "00" \\* roman', 5, "05"),
    ],
)
def test_switches(switches: str, value: int, shown: str | None) -> None:
    assert number_shown(value, parse_field_code(f"SEQ a {switches}")) == shown


def test_a_page_number_has_its_sections_format_unless_the_field_says_otherwise() -> None:
    assert number_shown(4, parse_field_code("PAGE"), "lowerRoman") == "iv"
    assert number_shown(4, parse_field_code("PAGE \\* Arabic"), "lowerRoman") == "4"
    assert number_shown(4, parse_field_code("PAGE"), "cardinalText") == "Four"


@pytest.mark.parametrize(
    ("switches", "formats"),
    [("", False), ("\\* MERGEFORMAT \\* Upper \\* charformat", False), ("\\* caps \\* roman", True), ("\\# 0", False)],
)
def test_which_fields_say_how_a_number_is_written(switches: str, formats: bool) -> None:
    assert formats_number(parse_field_code(f"PAGE {switches}")) is formats
