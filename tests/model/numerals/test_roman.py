"""Roman numerals in both directions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.model.numerals.roman import from_roman, to_roman


@given(st.integers(min_value=1, max_value=32767))
def test_a_numeral_adds_up_and_reads_back(value: int) -> None:
    worth = dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))
    letters = [worth[letter] for letter in to_roman(value)]
    assert sum(-one if one < after else one for one, after in zip(letters, [*letters[1:], 0], strict=True)) == value
    assert from_roman(to_roman(value)) == value
    assert not any(letter * 4 in to_roman(value) for letter in "ivxlcd")


@pytest.mark.parametrize("text", ["", "iiii", "vx", "ic", "xcx", "IV", "1", "mix ", "ivi", "abc"])
def test_only_usual_numerals_are_read(text: str) -> None:
    assert from_roman(text) == 0


@pytest.mark.parametrize("value", [0, -1, 32768])
def test_what_has_no_numeral_is_in_digits(value: int) -> None:
    assert to_roman(value) == str(value)
