"""White words in text boxes: seen on a picture or a colour, else found, wherever the box comes to stand."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from boardpaper.model.document import (
    Block,
    Document,
    Drawing,
    Frame,
    Furniture,
    Paragraph,
    Position,
    WrapKind,
    Wrapping,
)
from boardpaper.model.finding import Finding
from boardpaper.publish.pdf.render import render_pdf
from tests.support.built_documents import BODY, document, drawing, paragraph, picture, run
from tests.support.pdf_words import open_pdf, page_words

OVER, AROUND = Wrapping(WrapKind.NONE), Wrapping(WrapKind.SQUARE)
AT = Position("page", 150.0, "", "page", 250.0, "")


def box(*paragraphs: Paragraph, position: Position = AT, shading: str = "", wrapping: Wrapping = OVER) -> list[Block]:
    frame = Frame(1, position, wrapping, 150.0, 40.0, (3.6, 7.2, 3.6, 7.2), shading=shading, before=True)
    return [replace(one, frame=frame) for one in paragraphs]


def white(words: str = "White words", **look: str) -> Paragraph:
    return paragraph(run(words, replace(BODY, colour="FFFFFF", **look)))


def photograph(x: float = 100.0, wrapping: Wrapping = OVER) -> Drawing:
    shown = drawing("The town hall", width=300.0, height=150.0)
    return replace(shown, position=Position("page", x, "", "page", 200.0, ""), wrapping=wrapping)


def found_in(made: Document) -> tuple[bytes, Sequence[Finding]]:
    return render_pdf(made, claim_conformance=True)


@pytest.mark.parametrize("shading", ["", "FFFFFF"], ids=["no fill", "a white fill"])
def test_white_words_in_a_box_on_the_page_are_found(shading: str) -> None:
    _, findings = found_in(document(paragraph("Words"), *box(white(), white("and more"), shading=shading)))
    assert [(finding.rule, finding.where) for finding in findings] == [("hidden-text", "page 1")]
    assert "“White words and more”" in findings[0].message


@pytest.mark.parametrize(
    ("blocks", "around"),
    [
        (box(white(), shading="1F3864"), None),
        (box(white(highlight="0000FF")), None),
        (box(replace(white(), format=replace(white().format, shading="1F3864"))), None),
        (box(white()), photograph()),
        (box(white()), photograph(wrapping=AROUND)),
        (box(white()), photograph(wrapping=replace(OVER, behind=True))),
        (box(white(), shading="1F3864"), photograph()),
    ],
    ids=["a fill", "a highlighter", "a shaded paragraph", "a picture", "one with text around it", "one behind", "both"],
)
def test_white_words_that_stand_on_something_are_not(blocks: list[Block], around: Drawing | None) -> None:
    anchor = paragraph("Words") if around is None else paragraph(around, "Words")
    content, findings = found_in(document(anchor, *blocks, images=picture()))
    assert findings == ()
    (place,) = [placed for placed in page_words(open_pdf(content))[0].placed if placed.text.strip() == "White words"]
    assert (round(place.x), round(841.9 - place.y, -1)) == (157, 260)


def test_a_box_beside_a_picture_is_found() -> None:
    _, findings = found_in(document(paragraph(photograph(x=320.0), "Words"), *box(white()), images=picture()))
    assert [finding.rule for finding in findings] == ["hidden-text"]


def test_a_box_that_has_to_stand_in_the_text_is_found() -> None:
    away = Position("page", 590.0, "", "page", 830.0, "")
    blocks = box(white("Far"), position=away, wrapping=AROUND)
    tall = [replace(block, frame=replace(block.frame, height=2000.0)) for block in blocks if block.frame]
    _, findings = found_in(document(replace(paragraph("Words"), number=1), *tall))
    assert [(finding.rule, finding.where) for finding in findings] == [
        ("float-in-text", "paragraph 1 from the top, “Words”"),
        ("hidden-text", "paragraph 1 from the top, “Words”"),
    ]


def test_a_box_in_a_header_is_found_once() -> None:
    made = document(paragraph("Words"))
    pages = tuple(replace(made.sections[0], headers=Furniture((paragraph("Board"), *box(white())))) for _ in range(3))
    _, findings = found_in(replace(made, sections=pages))
    assert [finding.rule for finding in findings] == ["hidden-text"]
