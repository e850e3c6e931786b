"""Paragraphs and tables that run from right to left: on the page they are turned, in the tags they are in order."""

import pytest
from msgspec.structs import replace

from boardpaper.model.document import Block, Justification, Table
from boardpaper.publish.pdf.render import render_pdf
from boardpaper.publish.pdf.text.fonts import load_face
from tests.support.built_documents import document, paragraph, table, words
from tests.support.pdf_words import PageWords, open_pdf, page_words, structure_text

LEFT, RIGHT = 72.0, 595.3 - 72.0
COLUMNS = (100.0, 80.0, 260.0)


def published(*blocks: Block) -> tuple[bytes, PageWords]:
    content, found = render_pdf(document(*blocks), claim_conformance=True)
    assert found == ()
    return content, page_words(open_pdf(content))[0]


def starts(page: PageWords) -> dict[str, float]:
    """Where each stretch of words begins."""
    return {placed.text.strip(): placed.x for placed in page.placed}


def test_the_first_column_stands_on_the_right_and_is_read_first() -> None:
    content, page = published(replace(table(1), right_to_left=True))
    at = starts(page)
    assert at["Name"] == pytest.approx(RIGHT - 100.0 + 5.4, abs=0.02)
    assert at["Value"] == pytest.approx(RIGHT - 180.0 + 5.4, abs=0.02)
    assert at["Note"] == pytest.approx(RIGHT - 440.0 + 5.4, abs=0.02)
    assert structure_text(content).split()[:3] == ["Name", "Value", "Note"]


@pytest.mark.parametrize(
    ("align", "right"),
    [
        (Justification.RIGHT, LEFT + 440.0),
        (Justification.CENTRE, (LEFT + RIGHT + 440.0) / 2),
    ],
)
def test_its_alignment_is_turned_too(align: Justification, right: float) -> None:
    _, page = published(replace(table(1), right_to_left=True, align=align))
    assert starts(page)["Name"] == pytest.approx(right - 100.0 + 5.4, abs=0.02)


def test_margins_and_spans_are_turned() -> None:
    made = table(1)
    head, body = made.rows
    first, second, _ = body.cells
    wide = replace(second, column_span=2, margins=(0.0, 30.0, 0.0, 5.4))
    turned: Table = replace(made, rows=(head, replace(body, cells=(first, wide))), right_to_left=True)
    _, page = published(turned)
    assert starts(page)["0"] == pytest.approx(RIGHT - 440.0 + 30.0, abs=0.02)


def test_the_last_line_of_a_justified_paragraph_ends_at_the_right() -> None:
    _, page = published(paragraph(words(30), align=Justification.BOTH, right_to_left=True))
    last = [placed for placed in page.placed if not placed.artifact][-1]
    width = load_face("Arimo-Regular").width(last.text.rstrip()) * last.size
    assert last.x + width == pytest.approx(RIGHT, abs=0.02)
    assert last.word_space == 0.0
