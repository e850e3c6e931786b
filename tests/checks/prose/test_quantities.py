"""Numbers in prose: each read once, with what it says."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.checks.prose.quantities import NumeralKind, read_numerals

READ = {
    "There were 53 homicides": [("53", "53", "count")],
    "1,784 tests and 28675 offences": [("1,784", "1784", "count"), ("28675", "28675", "count")],
    "64% of tests, 30 per cent, five percent": [
        ("64%", "64", "percent"),
        ("30 per cent", "30", "percent"),
        ("five percent", "5", "percent"),
    ],
    "£3 million, £14.5m, £300,000": [
        ("£3 million", "3000000", "money"),
        ("£14.5m", "14500000", "money"),
        ("£300,000", "300000", "money"),
    ],
    "almost one in four, three in ten, 9 out of 10": [
        ("one in four", "25", "share"),
        ("three in ten", "30", "share"),
        ("9 out of 10", "90", "share"),
    ],
    "almost half, two-thirds, by a quarter": [
        ("half", "50", "share"),
        ("two-thirds", "66.7", "share"),
        ("a quarter", "25", "share"),
    ],
    "a five-fold rise, tenfold": [("five-fold", "5", "fold"), ("tenfold", "10", "fold")],
    "twenty-two officers and one hundred and five others": [
        ("twenty-two", "22", "count"),
        ("one hundred and five", "105", "count"),
    ],
    "2.5 percentage points, three points": [
        ("2.5 percentage points", "2.5", "points"),
        ("three points", "3", "points"),
    ],
    "24 out of 36 visits": [("24", "24", "count"), ("36", "36", "count")],
    "in 2021 points to growth": [("2021", "2021", "count")],
    "up −17% and +28%": [("−17%", "17", "percent"), ("+28%", "28", "percent")],
}
NO_NUMBER = (
    "the third bid of this quarter, on behalf of the board",
    "first, second and 3rd",
    "often someone phoned",
    "a third party",
    "in the second half-year",
)


@pytest.mark.parametrize("text", READ)
def test_numbers_are_read_with_what_they_say(text: str) -> None:
    read = [(each.text, f"{float(each.value):.1f}".removesuffix(".0"), each.kind.value) for each in read_numerals(text)]
    assert read == READ[text]


@pytest.mark.parametrize("text", NO_NUMBER)
def test_ordinals_and_parts_of_words_are_no_numbers(text: str) -> None:
    assert read_numerals(text) == ()


@given(st.integers(min_value=0, max_value=10**9))
def test_a_number_with_commas_is_read_whole(number: int) -> None:
    text = f"There were {number:,} of them."
    (numeral,) = read_numerals(text)
    assert (numeral.value, numeral.kind, text[numeral.start : numeral.end]) == (
        Decimal(number),
        NumeralKind.COUNT,
        numeral.text,
    )


@given(st.text(alphabet="0123456789,.%£ -/onetwin fourhalf", max_size=60))
def test_numbers_never_overlap(text: str) -> None:
    numerals = read_numerals(text)
    assert all(text[each.start : each.end] == each.text for each in numerals)
    assert all(one.end <= other.start for one, other in itertools.pairwise(numerals))


UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def values(text: str) -> list[Decimal]:
    return [numeral.value for numeral in read_numerals(text)]


@pytest.mark.parametrize(("value", "word"), [*enumerate(UNITS), *((10 * at, word) for at, word in enumerate(TENS, 2))])
def test_every_word_for_a_number_is_read(value: int, word: str) -> None:
    assert values(f"There were {word} officers there") == [value]
    assert values(f"There were one hundred and {word} officers there") == [100 + value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two dozen", 24), ("three thousand", 3_000), ("four million", 4_000_000), ("two billion", 2_000_000_000),
        ("5k", 5_000), ("5m", 5_000_000), ("5mn", 5_000_000), ("5bn", 5_000_000_000), ("5b", 5_000_000_000),
    ],
)  # fmt: skip
def test_every_scale_is_read(words: str, value: int) -> None:
    assert values(f"It was £{words} in all" if words[0].isdigit() else f"There were {words} officers there") == [value]


@pytest.mark.parametrize(
    ("part", "share"),
    [
        ("a third", "33.3"), ("a quarter", "25"), ("a fifth", "20"), ("a sixth", "16.7"), ("a seventh", "14.3"),
        ("an eighth", "12.5"), ("a ninth", "11.1"), ("a tenth", "10"), ("two-thirds", "66.7"),
    ],
)  # fmt: skip
def test_every_part_is_read(part: str, share: str) -> None:
    assert [round(value, 1) for value in values(f"Almost {part} of them came")] == [Decimal(share)]
