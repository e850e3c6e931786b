"""What a paragraph is called: by its label as printed, or by counting."""

import pytest

from boardpaper.model.document import ListLabel, Paragraph, ParagraphFormat, RunFormat

LOOK = RunFormat("Arial", 11.0)


def labelled(text: str, outline_level: int = 0) -> Paragraph:
    label = ListLabel(text, 0, "decimal", LOOK, "1")
    return Paragraph((), ParagraphFormat(), LOOK, outline_level=outline_level, label=label, number=15)


@pytest.mark.parametrize(
    ("text", "number"),
    [("5.", "5"), ("3.2", "3.2"), ("(4)", "4"), ("12)", "12"), ("1(a)", "1(a)"), ("1.(a)", "1.(a)")],
)
def test_a_number_is_told_as_it_is_printed(text: str, number: str) -> None:
    assert labelled(text).called == f"paragraph {number}"


@pytest.mark.parametrize(("text", "number"), [("A.", "A"), ("(iv)", "iv"), ("•", "•")])
def test_what_has_no_number_is_counted_from_the_top(text: str, number: str) -> None:
    assert labelled(text).label_number == number
    assert labelled(text).called == "paragraph 15 from the top"


def test_the_number_of_a_heading_is_no_paragraphs() -> None:
    assert labelled("2.", outline_level=1).called == "paragraph 15 from the top"
