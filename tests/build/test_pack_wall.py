"""Secrets planted in the inputs of restricted papers reach no public file."""

from pathlib import Path

import pytest
from planted_meetings import packed, plant, reached

from boardpaper.build.pack_wall import own_words


@pytest.mark.parametrize("seed", [0, 3, 5, 7, 9, 15])
def test_no_secret_reaches_the_public(seed: int, tmp_path: Path) -> None:
    meeting = plant(tmp_path, seed)
    assert packed(meeting) == "made", meeting.where
    assert reached(meeting) == [], meeting.where


@pytest.mark.parametrize("seed", [1, 10])
def test_the_oracle_finds_a_secret_where_it_may_be(seed: int, tmp_path: Path) -> None:
    meeting = plant(tmp_path, seed)
    assert packed(meeting) == "made"
    assert reached(meeting, "restricted") != [], meeting.where


def test_boardpapers_own_words_are_those_that_it_prints() -> None:
    lines = {*own_words().split("\n")}
    assert {"Agenda", "Contents", "Late item: ", "[x] not available", "This page is intentionally left blank"} <= lines
