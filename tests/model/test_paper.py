"""A paper's front matter, and the names that a template may use."""

from collections.abc import Mapping
from datetime import date

import pytest

from boardpaper.model.paper import FrontMatter
from boardpaper.model.template import AGENDA_KINDS, KINDS, LIST_STYLES, RARE_STYLES, Name, Style


@pytest.mark.parametrize(
    ("day", "has_day", "words"),
    [
        (date(2022, 5, 24), True, "24 May 2022"),
        (date(2022, 5, 1), False, "May 2022"),
        (date(2022, 1, 1), False, "January 2022"),
        (date(2022, 12, 4), True, "4 December 2022"),
    ],
)
def test_a_meeting_is_a_month_or_a_day(day: date, has_day: bool, words: str) -> None:
    assert FrontMatter("Board", day, has_day, "5", "Performance").meeting_words == words


def test_styles_are_of_three_kinds_and_labelled_as_word_shows_them() -> None:
    assert [each.value for each in Style if each.kind == "character"] == ["footnote reference", "Hyperlink", "Figure"]
    assert [each.value for each in Style if each.kind == "table"] == ["Board Table"]
    assert {each.kind for each in Style} == {"paragraph", "character", "table"}
    assert [each.label for each in (Style.HEADING_2, Style.FOOTNOTE_TEXT, Style.BODY, Style.BULLET_2)] == [
        "Heading 2", "Footnote Text", "Body Paragraph", "Bullet Item 2",
    ]  # fmt: skip
    assert set(RARE_STYLES) | set(LIST_STYLES) < set(Style)


@pytest.mark.parametrize(
    ("kinds", "lists"),
    [
        (KINDS, {"paper.presenters", "paper.parts", "paper.appendices", "part.authors"}),
        (AGENDA_KINDS, {"agenda.members", "agenda.part_1", "agenda.part_2", "item.appendices"}),
    ],
)
def test_what_a_tag_repeats_is_a_list(kinds: Mapping[str, Mapping[str, Name]], lists: set[str]) -> None:
    many = {f"{kind}.{name}" for kind, names in kinds.items() for name, said in names.items() if said.many}
    assert many == lists
