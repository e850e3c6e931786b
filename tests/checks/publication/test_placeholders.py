"""Words that somebody meant to replace, and those that only look like them."""

import pytest

from boardpaper.checks.publication.placeholders import leftovers


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Cost: TBC", "TBC"),
        ("Cost: R&TBC", None),
        ("A loan from TBC Ltd and TBC plc", None),
        ("Lead: TBC Group Manager", "TBC"),
        ("Cost: tbc", None),
        ("about XX officers", "XX"),
        ("about £XX", "XX"),
        ("about XXXX", "XXXX"),
        ("XXXX. General", "XXXX"),
        ("Table XX", "XX"),
        ("paragraph XX", "XX"),
        ("5XX", "XX"),
        ("is XX. More", "XX"),
        ("XX", "XX"),
        # Roman numbers.
        ("Part XX", None),
        ("Chapters XX and XXX", None),
        ("XIX–XX", None),
        ("XX–XXI", None),
        ("XX & XXI", None),
        ("the XX century", None),
        ("the XX Olympiad, the XXX Olympic Games and the XXth", None),
        ("XX. General provisions", None),
        ("XXX) any other person", None),
        ("(XX) any other person", None),
        (" (XX) any other person", None),
        ("XX.General", "XX"),
        ("Article XX)", None),
        ("MAXXIM", None),
        ("exxon", None),
    ],
)
def test_crosses_and_letters_to_come_are_told_from_roman_numbers(words: str, found: str | None) -> None:
    assert [each.words for each in leftovers(words)] == ([] if found is None else [found])


@pytest.mark.parametrize("before", ["x " * 14, "x " * 15, "x " * 40])
def test_a_label_in_brackets_stands_at_the_start(before: str) -> None:
    assert [each.words for each in leftovers(f"{before}(XX) any other person")] == ["XX"]
