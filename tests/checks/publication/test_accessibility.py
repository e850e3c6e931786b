"""What keeps a publication from claiming that it is accessible: each fault with its place, and what is none."""

from typing import Any

import pytest

from boardpaper.checks.publication.accessibility import check_document
from boardpaper.model.document import Bookmark, Drawing, Field, Link, Note, Paragraph, Properties, Run, Table
from boardpaper.model.finding import Finding
from boardpaper.rules import accessibility as rules
from tests.support.made_documents import PLAIN, document, paragraph, run, table

FIRST = "paragraph {} from the top"


def heading(level: int, text: str, **rest: Any) -> Paragraph:
    return paragraph(text, outline_level=level, **rest)


def picture(alt: str, *, decorative: bool = False) -> Drawing:
    return Drawing("1", 10, 10, alt=alt, decorative=decorative)


def linked(text: str, address: str = "", bookmark: str = "") -> Run:
    return Run(text, PLAIN, Link(address, bookmark))


def place(number: int, words: str = "") -> str:
    return FIRST.format(number) + (f", “{words}”" if words else "")


def test_a_sound_document_has_no_fault() -> None:
    assert check_document(document(heading(1, "One"), "Words")) == ()


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        (" ", "cy", [rules.TITLE_MISSING.at("document properties")]),
        ("Paper.docx", "en-GB", [rules.TITLE_IS_FILE.at("document properties", title="Paper.docx")]),
        (r"C:\Users\me", "zh-Hans-CN", [rules.TITLE_IS_FILE.at("document properties", title=r"C:\Users\me")]),
        ("The file paper.docx", " ", [
            rules.TITLE_IS_FILE.at("document properties", title="The file paper.docx"),
            rules.LANGUAGE_MISSING.at("document"),
        ]),
        ("Paper", "English", [rules.LANGUAGE_UNKNOWN.at("document", language="English")]),
    ],
)  # fmt: skip
def test_the_properties_say_title_and_language(title: str, language: str, expected: list[Finding]) -> None:
    made = document("Words", properties=Properties(title=title, language=language))
    assert list(check_document(made)) == expected


def test_levels_of_headings_follow_each_other() -> None:
    made = document(
        "Words",
        heading(2, "Two"),
        "Words",
        heading(2, "Two again"),
        heading(4, " "),
        heading(4, "Four"),
        heading(1, "One"),
        heading(2, "Two"),
        heading(3, "Three"),
        heading(9, "Nine"),
    )
    assert list(check_document(made)) == [
        rules.HEADING_SKIPS_LEVEL.at(place(2, "Two"), words="Two", level=2, above=1, right=1),
        rules.HEADING_EMPTY.at(place(5)),
        rules.HEADING_SKIPS_LEVEL.at(place(6, "Four"), words="Four", level=4, above=3, right=3),
        rules.HEADING_SKIPS_LEVEL.at(place(10, "Nine"), words="Nine", level=9, above=8, right=4),
    ]


def test_a_heading_that_runs_in_is_told_without_the_text_behind_it() -> None:
    made = document(paragraph("Aims.", " And words.", outline_level=3, run_in=1))
    (found,) = check_document(made)
    assert found == rules.HEADING_SKIPS_LEVEL.at(place(1, "Aims. And words."), words="Aims.", level=3, above=2, right=1)


def test_pictures_say_what_they_show() -> None:
    made = document(
        "Words",
        paragraph(picture("", decorative=True), picture(" "), "so", picture("IMG_1.png"), picture("A map")),
        paragraph(picture("")),
        notes={"1": Note((paragraph(picture("file:x")),), "1")},
    )
    assert list(check_document(made)) == [
        rules.IMAGE_WITHOUT_ALT.at(place(2, "so IMG_1.png A map")),
        rules.IMAGE_ALT_IS_FILE.at(place(2, "so IMG_1.png A map")),
        rules.IMAGE_WITHOUT_ALT.at(place(3)),
        rules.IMAGE_ALT_IS_FILE.at("footnote 1, “file:x”"),
    ]


def test_links_have_words() -> None:
    field = Field("REF x", "", PLAIN, Link("", "here"))
    made = document(
        "Words",
        paragraph(linked(" ", "https://example.org/", "here"), "so"),
        paragraph(linked(" ", "", "here"), Bookmark("x"), linked("on", "", "here"), "so"),
        paragraph(field),
        paragraph("so", linked("", "", "here")),
    )
    assert list(check_document(made)) == [
        rules.LINK_WITHOUT_WORDS.at(place(2, "so"), target="https://example.org/"),
        rules.LINK_WITHOUT_WORDS.at(place(5, "so"), target="here"),
    ]


PAIRS = (("Area", "Value"), ("East", "5"))


@pytest.mark.parametrize(
    ("made", "faulty"),
    [
        (table(*PAIRS), True),
        (table(*PAIRS, header=True), False),
        (table(*PAIRS, first_column=True), False),
        (table(("", "Value", "So"), ("East", "5", ""), first_column=True), True),
        (table(PAIRS[0]), False),
        (table(("Area",), ("East",)), False),
        (table(("Area",), ("East",), columns=2), False),
        (table(("", ""), (" ", "")), False),
    ],
)
def test_a_table_names_its_columns(made: Table, faulty: bool) -> None:
    words = "Area" if made.rows[0].cells[0].blocks[0].inlines[0].text else "Value"  # type: ignore[union-attr]
    number = 2 if words == "Area" else 3
    found = check_document(document("Words", made))
    where = "paragraph 0 from the top" if number < 0 else place(number, words)
    assert list(found) == ([rules.TABLE_WITHOUT_HEADER.at(where, words=words)] if faulty else [])


def test_every_table_is_looked_at() -> None:
    found = check_document(document(table(PAIRS[0]), table(*PAIRS, header=True), table(*PAIRS), table(*PAIRS)))
    assert [each.where for each in found] == [place(7, "Area"), place(11, "Area")]


def test_runs_of_any_look_are_words() -> None:
    assert check_document(document(paragraph(run("One", bold=True), outline_level=1))) == ()
