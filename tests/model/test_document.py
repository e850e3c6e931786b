"""What a paragraph is called, by its label as printed or by counting; and what its inlines say."""

import pytest

from boardpaper.model.document import (
    Bookmark,
    Break,
    BreakKind,
    Drawing,
    Field,
    ListLabel,
    NoteMark,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Tab,
    look_alike,
    luminance,
    plain_text,
    words_of,
)


@pytest.mark.parametrize(
    ("words", "ground", "alike"),
    [
        ("FFFFFF", "FFFFFF", True), ("FDFDFD", "FFFFFF", True), ("DFDFDF", "FFFFFF", True), ("DEDEDE", "FFFFFF", False),
        ("FFFFDF", "FFFFFF", True), ("FFFFDE", "FFFFFF", False), ("FFDEFF", "FFFFFF", False),
        ("000000", "202020", True), ("000000", "1F3864", True), ("000000", "44546A", False),
        ("002060", "000000", True), ("C00000", "000000", False), ("C00000", "C80808", True), ("auto", "000000", True),
    ],
)  # fmt: skip
def test_words_cannot_be_read_on_a_ground_that_looks_the_same(words: str, ground: str, alike: bool) -> None:
    assert look_alike(words, ground) is look_alike(ground, words) is alike


@pytest.mark.parametrize(
    ("colour", "light"), [("000000", 0.0), ("FFFFFF", 1.0), ("808080", 0.2159), ("0A0A0A", 0.003), ("FF0000", 0.2126)]
)
def test_a_colour_is_as_light_as_wcag_says(colour: str, light: float) -> None:
    assert luminance(colour) == pytest.approx(light, abs=0.0001)


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


SAID = (
    Run("OFFI", LOOK), Bookmark("x"), Run("CIAL\u00ad-SENS", LOOK), NoteMark("n", LOOK), Run("ITIVE ", LOOK), Tab(LOOK),
    Run("page", LOOK), Break(BreakKind.LINE, LOOK), Field("PAGE", "3", LOOK), Drawing("image", 1.0, 1.0, alt="a map"),
    Run("of 12", LOOK),
)  # fmt: skip


def test_marks_that_nobody_sees_part_no_word() -> None:
    assert words_of(SAID) == "OFFICIAL-SENSITIVE page 3 a map of 12"
    assert words_of(SAID, pictures=False) == "OFFICIAL-SENSITIVE page 3 of 12"


def test_plain_text_keeps_what_stands_there() -> None:
    assert plain_text(SAID) == "OFFICIAL\u00ad-SENSITIVE  page 3 of 12"


@pytest.mark.parametrize(
    ("instruction", "name"), [("page", "PAGE"), (" ref _Ref1 \\h", "REF"), ("", ""), ("  ", ""), ("SEQ\tTable", "SEQ")]
)
def test_a_field_has_a_name(instruction: str, name: str) -> None:
    assert Field(instruction, "", LOOK).name == name


@pytest.mark.parametrize(("run_in", "heading"), [(0, "Aims.The board"), (1, "Aims.")])
def test_a_heading_ends_where_the_text_runs_on(run_in: int, heading: str) -> None:
    inlines = (Run("Aims.", LOOK), Run("The board", LOOK))
    assert plain_text(Paragraph(inlines, ParagraphFormat(), LOOK, run_in=run_in).heading) == heading


@pytest.mark.parametrize(
    ("text", "number"),
    [("", ""), (" 5. ", "5"), ("5..", "5"), ("a)", "a"), ("(a", "a"), ("1(a)(b)", "1(a)(b)"), ("((a)", "((a)")],
)
def test_a_label_is_referred_to_without_what_stands_around_it(text: str, number: str) -> None:
    assert labelled(text).label_number == number


def test_a_paragraph_without_a_label_has_no_number() -> None:
    bare = Paragraph((), ParagraphFormat(), LOOK, number=3)
    assert (bare.label_number, bare.printed_number, bare.called) == ("", "", "paragraph 3 from the top")
    assert (labelled("3.2").printed_number, labelled("A.").printed_number) == ("3.2", "")
