"""Lengths: bare numbers, units, what is none, and the longest there is."""

import pytest

from boardpaper.ooxml.measures import length, twips


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("240", 12.0),
        ("-240", -12.0),
        ("+10", 0.5),
        (" 30 ", 1.5),
        ("0", 0.0),
        (".5pt", 0.5),
        ("12.5pt", 12.5),
        ("2in", 144.0),
        ("2.54cm", 72.0),
        ("25.4 mm", 72.0),
        ("2pc", 24.0),
        ("3pi", 36.0),
        ("1px", None),
        ("wide", None),
        ("", None),
        (None, None),
        ("31680", 1584.0),
        ("31660", 1583.0),
        ("31700", 1584.0),
        ("-23in", -1584.0),
        ("9" * 400, None),
    ],
)
def test_a_length_is_told_in_points(value: str | None, points: float | None) -> None:
    assert length(value) == (None if points is None else pytest.approx(points))


def test_a_bare_number_counts_as_many_to_a_point_as_is_said_and_a_unit_speaks_for_itself() -> None:
    assert (length("16", 8.0), length("16pt", 8.0)) == (2.0, 16.0)


def test_twentieths_of_a_point_are_whole() -> None:
    assert [twips(value) for value in ("240", "1in", "0.33pt", "-20.6", "x", None)] == [240, 1440, 7, -21, 0, 0]
