"""How messages word likely names, counts and lists."""

import pytest

from boardpaper.model.messages import counted, did_you_mean, joined, listed, nearest


@pytest.mark.parametrize(
    ("word", "likely"),
    [("homicde", "homicide"), ("Homicide", "homicide"), ("knife crime", "knife.crime"), ("KNIFE_CRIMES", "knife.crime"),
     ("robbery", ""), ("", "")],
)  # fmt: skip
def test_the_nearest_name_minds_neither_capitals_nor_signs(word: str, likely: str) -> None:
    assert nearest(word, ["homicide", "knife.crime"]) == likely


def test_of_two_names_that_differ_in_capitals_the_first_is_nearest() -> None:
    assert nearest("board", ["Board", "BOARD"]) == "Board"


def test_a_hint_names_the_nearest_or_says_what_else_to_do() -> None:
    assert did_you_mean("titel", ["title"], "Known: title.") == "Did you mean “title”?"
    assert did_you_mean("xyz", ["title"], "Known: title.") == "Known: title."


def test_counts_agree_with_their_nouns_and_verbs() -> None:
    assert [counted(number, "page") for number in (0, 1, 2, 1200)] == ["0 pages", "1 page", "2 pages", "1,200 pages"]
    assert [counted(number, "change of format") for number in (1, 3)] == ["1 change of format", "3 changes of format"]
    assert [counted(number, "figure", "is", "are") for number in (0, 1, 3)] == [
        "0 figures are", "1 figure is", "3 figures are",
    ]  # fmt: skip


def test_long_lists_say_how_many_are_left_out() -> None:
    assert listed(["a", "b", "c"], 3) == listed(["a", "b", "c"]) == "a, b, c"
    assert listed("abcd", 2) == "a, b and 2 more"
    assert listed("abcd", 2, "; ") == "a; b; and 2 more"
    assert listed("abcd", 2, "\n") == "a\nb\nand 2 more"
    assert listed([], 2) == ""


def test_short_lists_end_in_and() -> None:
    assert [joined(things) for things in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
