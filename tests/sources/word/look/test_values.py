"""Simple values of WordprocessingML: numbers, shares, switches, languages and colours."""

import pytest

from boardpaper.ooxml.names import W
from boardpaper.ooxml.parsing import parse_part
from boardpaper.sources.word.look.values import (
    blend,
    child_of,
    child_value,
    fraction,
    hex_colour,
    is_dark,
    is_on,
    language_tag,
    whole,
    with_luminance,
)

PROPERTIES = parse_part(
    b'<w:rPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:b/><w:i w:val="1"/>'
    b'<w:caps w:val="true"/><w:strike w:val="on"/><w:vanish w:val="0"/><w:shadow w:val="false"/>'
    b'<w:outline w:val="off"/><w:sz w:val="24"/><w:sz w:val="30"/></w:rPr>',
    name="styles.xml",
)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12", 12),
        ("-3", -3),
        ("2.9", 2),
        ("0", 0),
        ("2147483647", 2147483647),
        ("2147483648", None),
        ("-2147483648", None),
        ("nan", None),
        ("inf", None),
        ("many", None),
        ("", None),
        (None, None),
    ],
)
def test_a_whole_number_fits_in_32_bits(value: str | None, number: int | None) -> None:
    assert whole(value) == number


@pytest.mark.parametrize(
    ("value", "share"), [("50%", 0.5), ("2500", 0.5), ("12.5%", 0.125), ("%", None), ("half", None), ("", None)]
)
def test_a_share_is_a_percentage_or_fiftieths_of_a_percent(value: str, share: float | None) -> None:
    assert (fraction(value), fraction(None)) == (share, None)


def test_a_switch_is_on_unless_it_is_said_to_be_off() -> None:
    switches = ["b", "i", "caps", "strike", "vanish", "shadow", "outline"]
    on = [name for name in switches if (child := child_of(PROPERTIES, f"{W}{name}")) is not None and is_on(child)]
    assert on == ["b", "i", "caps", "strike"]


def test_the_first_child_of_a_name_gives_its_value() -> None:
    assert [child_value(PROPERTIES, f"{W}{name}") for name in ("sz", "b", "u")] == ["24", None, None]
    assert (child_of(None, f"{W}b"), child_value(None, f"{W}b")) == (None, None)


@pytest.mark.parametrize(
    ("value", "tag"),
    [("en-GB", "en-GB"), ("es-ES_tradnl", "es-ES"), ("x-none", ""), ("en-", ""), ("e", ""), ("", ""), (None, "")],
)
def test_a_language_is_one_that_a_pdf_allows(value: str | None, tag: str) -> None:
    assert language_tag(value) == tag


@pytest.mark.parametrize(
    ("value", "colour"), [("ff00aB", "FF00AB"), ("auto", ""), ("FFF", ""), ("FF00AB0", ""), ("", ""), (None, "")]
)
def test_a_colour_has_six_hex_digits(value: str | None, colour: str) -> None:
    assert hex_colour(value) == colour


@pytest.mark.parametrize(
    ("last_dark", "first_light"), [("3E3E3E", "3F3F3F"), ("D40000", "D50000"), ("006A00", "006B00")]
)
def test_text_turns_white_on_dark_colours(last_dark: str, first_light: str) -> None:
    assert (is_dark(last_dark), is_dark(first_light), is_dark("0000FF")) == (True, False, True)


def test_a_pattern_blends_its_colours_by_their_share() -> None:
    assert [blend("FF8000", "0000FF", share) for share in (0, 0.25, 1)] == ["0000FF", "4020BF", "FF8000"]


@pytest.mark.parametrize(
    ("factor", "offset", "changed"),
    [(1, 0, "4472C4"), (0.75, 0, "2F5597"), (0.4, 0.6, "B4C7E7"), (2, 0.5, "FFFFFF"), (1, -1, "000000")],
)
def test_luminance_changes_while_hue_and_saturation_stay(factor: float, offset: float, changed: str) -> None:
    assert with_luminance("4472C4", factor, offset) == changed
