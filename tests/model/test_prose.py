"""What the inlines of narrative say, and where they stand."""

import pytest

from boardpaper.model.kpi import Figure
from boardpaper.model.prose import (
    BoundFigure,
    FigureReference,
    LineBreak,
    Link,
    NoteReference,
    ParagraphNumber,
    Place,
    SourcedFigure,
    Text,
    words_of,
)
from boardpaper.model.xml_text import characters_outside_xml, xml_text

PLACE = Place("a.md")


def test_words_are_those_that_a_reader_sees() -> None:
    figure = BoundFigure(Figure("a.value", "53", "a", "value", None))
    inlines = (
        Text("Crime "), Text("fell", bold=True), NoteReference("n", PLACE), Text(","), LineBreak(), Text("of  a\x0b"),
        Link("https://example.org", (Text("report"), Text(" of "), figure), PLACE), Text(": by "),
        SourcedFigure("4", "a force"), FigureReference("b.value", PLACE), Text(", see "), ParagraphNumber("x", "7"),
        Text("."),
    )  # fmt: skip
    assert words_of(inlines) == "Crime fell, of a\ufffdreport of 53: by 4, see 7."


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place("a.md"), "a.md"),
        (Place("a.md", 7), "a.md:7"),
        (Place("a.docx", 7, "paragraph"), "a.docx, paragraph 7"),
        (Place("a.docx", 0, "paragraph"), "a.docx"),
    ],
)
def test_a_place_is_told_by_its_line_or_its_paragraph(place: Place, told: str) -> None:
    assert str(place) == told


def test_what_no_xml_file_can_hold_is_named_and_replaced() -> None:
    text = "a\x00b\tc\n\r\x0b\x0c\x1f \ud800\udfff\ue000\ufffd\ufffe\uffff\x00𝄞"
    assert characters_outside_xml(text) == (
        "U+0000", "U+000B", "U+000C", "U+001F", "U+D800", "U+DFFF", "U+FFFE", "U+FFFF",
    )  # fmt: skip
    assert xml_text(text) == "a\ufffdb\tc\n\r" + "\ufffd" * 3 + " \ufffd\ufffd\ue000\ufffd\ufffd\ufffd\ufffd𝄞"
    assert characters_outside_xml("café") == ()
