"""Documents without measure: every word is still published, or the run says why not."""

import time

import pytest
from msgspec.structs import replace

from boardpaper.errors import InputError
from boardpaper.model.document import Block, Cell, Frame, Position, Row, Table, WrapKind, Wrapping
from boardpaper.publish.pdf.render import render_pdf
from tests.support.built_documents import document, paragraph, table, words
from tests.support.pdf_words import open_pdf, structure_text


def nested(depth: int) -> Block:
    block: Block = paragraph("Deep.")
    for level in range(depth):
        block = Table(
            (Row((Cell((paragraph(f"Level {level}."), block), 0), Cell((paragraph("Side."),), 1))),), (300.0, 90.0)
        )
    return block


def test_tables_in_tables_are_published_as_deep_as_they_can_be_laid_out() -> None:
    content, _ = render_pdf(document(nested(40)), claim_conformance=False)
    published = structure_text(content)
    assert "Deep." in published
    assert published.count("Side.") == 40


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        render_pdf(document(nested(600)), claim_conformance=False)
    assert refused.value.rule == "file-oversized"
    assert refused.value.message == "the document nests tables deeper than any paper does"
    assert refused.value.hint == "Ask its sender for a file without tables inside tables."


def test_a_word_longer_than_pages_is_published_in_time_in_proportion() -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        content, _ = render_pdf(document(paragraph("x" * length)), claim_conformance=False)
        taken = time.process_time() - start
        assert structure_text(content).count("x") == length
        return taken

    seconds(1_000)
    # Measured anew for every line, the longer one took eighty times as long.
    assert seconds(80_000) < 25 * max(seconds(10_000), 0.02)


def test_a_table_of_many_rows_repeats_its_heading_on_every_page() -> None:
    content, found = render_pdf(document(table(1_500)), claim_conformance=True)
    assert found == ()
    pdf = open_pdf(content)
    assert len(pdf.pages) > 20
    assert structure_text(content).count("Value") == 1


def test_thousands_of_shapes_in_one_place_do_not_hold_up_the_rest() -> None:
    place = Position("margin", 0.0, "right", "paragraph", 0.0, "")
    boxes = [
        replace(paragraph(f"Box{number}."), frame=Frame(number, place, Wrapping(WrapKind.SQUARE), 100.0, before=True))
        for number in range(2_000)
    ]
    start = time.process_time()
    content, found = render_pdf(document(paragraph("First."), *boxes), claim_conformance=True)
    assert time.process_time() - start < 10
    assert {finding.rule for finding in found} == {"float-in-text"}
    assert structure_text(content).split() == ["First.", *(f"Box{number}." for number in range(2_000))]


def test_a_paragraph_of_many_pages_in_uneven_columns_is_set_once() -> None:
    made = document(paragraph(words(15_000)))
    made = replace(made, sections=(replace(made.sections[0], columns=2, column_widths=((150.0, 20.0), (281.0, 0.0))),))
    start = time.process_time()
    content, _ = render_pdf(made, claim_conformance=True)
    assert time.process_time() - start < 5
    assert structure_text(content).split() == words(15_000).split()
