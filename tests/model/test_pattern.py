"""Expressions compiled once, and text in small letters whose letters stay in their places."""

import pytest

from boardpaper.model.pattern import compiled, in_small_letters


def test_an_expression_is_compiled_once() -> None:
    assert compiled(r"\d+") is compiled(r"\d+")


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("In MAY 2022", "in may 2022"),
        ("ÉCOLE", "école"),
        # Python makes two characters of a small dotted I, which would move all that follows.
        ("İSTANBUL in May", "İstanbul in may"),
    ],
)
def test_letters_become_small_where_they_stand(text: str, small: str) -> None:
    assert in_small_letters(text) == small
    assert len(small) == len(text)
