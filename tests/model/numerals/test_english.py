"""English number words in both directions."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.model.numerals.english import (
    UNDER_HUNDRED,
    cardinal,
    ordinal,
    ordinal_words,
    value_of,
    words_between,
)


@given(st.integers(min_value=0, max_value=999_999))
def test_words_read_back(value: int) -> None:
    assert value_of(cardinal(value)) == value
    assert value_of(cardinal(value).replace("-", " ").replace("hundred ", "hundred and ").upper()) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a dozen", 12),
        ("two dozen", 24),
        ("three million four hundred thousand and one", 3_400_001),
        ("thousand", 1000),
        ("two billion", 2_000_000_000),
        ("five million two hundred thousand", 5_200_000),
        ("a hundred dozen", 1200),
    ],
)
def test_scales_count(words: str, value: int) -> None:
    assert value_of(words) == value


def test_endings_of_ordinals() -> None:
    values = (0, 1, 2, 3, 4, 11, 12, 13, 20, 21, 22, 100, 101, 111, 112, 1001, 1_000_000)
    assert " ".join(map(ordinal, values)) == (
        "0th 1st 2nd 3rd 4th 11th 12th 13th 20th 21st 22nd 100th 101st 111th 112th 1001st 1000000th"
    )
    assert [ordinal_words(value) for value in (1, 2, 3, 5, 8, 9, 12, 20, 45, 100, 1_000_000, -3)] == [
        "first", "second", "third", "fifth", "eighth", "ninth", "twelfth", "twentieth", "forty-fifth", "one hundredth",
        "1000000th", "-3th",
    ]  # fmt: skip


def test_the_pattern_of_small_numbers_takes_all_of_each() -> None:
    pattern = re.compile(UNDER_HUNDRED)
    for value in range(1, 100):
        for words in (cardinal(value), cardinal(value).replace("-", " ")):
            match = pattern.match(words)
            assert match is not None
            assert match[0] == words
    assert [pattern.fullmatch(words) for words in ("zero", "twenty zero", "twenty-ten", "ten one")] == [None] * 4


def test_words_in_a_row() -> None:
    assert words_between(9, 12) == ("nine", "ten", "eleven", "twelve")
    assert [cardinal(value) for value in (-1, 0, 999_999, 1_000_000)] == [
        "-1", "zero", "nine hundred ninety-nine thousand nine hundred ninety-nine", "1000000",
    ]  # fmt: skip
