"""STYLEREF in headers and footers: the words of each page's own headings (ECMA-376, 17.16.5.59)."""

from msgspec.structs import replace

from boardpaper.model.document import (
    Block,
    Document,
    Field,
    Furniture,
    ListLabel,
    PageGeometry,
    Paragraph,
    Properties,
    Run,
    Section,
)
from boardpaper.publish.pdf.render import render_pdf
from tests.support.built_documents import BODY, document, heading, paragraph, words
from tests.support.pdf_words import open_pdf, page_words


def shown(code: str, *blocks: Block, result: str = "as Word had it") -> list[str]:
    header = Furniture((paragraph(Field(code, result, BODY)),))
    made = Document((Section(blocks, PageGeometry(), header),), properties=Properties("A paper", language="en-GB"))
    return [
        " ".join(page.artifacts.split()) for page in page_words(open_pdf(render_pdf(made, claim_conformance=True)[0]))
    ]


def new_page(block: Paragraph) -> Paragraph:
    return replace(block, format=replace(block.format, page_break_before=True))


BLOCKS = (
    paragraph("Before any heading."),
    new_page(heading("One")),
    heading("Two"),
    new_page(paragraph("No heading here.")),
    new_page(paragraph("A page begins.")),
    heading("Three"),
)


def test_the_first_on_the_page_else_the_last_before_else_the_next() -> None:
    assert shown('STYLEREF "Heading 1"', *BLOCKS) == ["One", "One", "Two", "Three"]


def test_the_last_on_the_page() -> None:
    assert shown("STYLEREF 1 \\l", *BLOCKS) == ["One", "Two", "Two", "Three"]


def test_numbers_and_capitals_of_style_names() -> None:
    numbered = [
        replace(new_page(heading(name)), label=ListLabel(f"{name[0]}.", 0, "upperLetter", BODY, "list"))
        for name in ("Aims", "Crime")
    ]
    assert shown('STYLEREF "HEADING 1" \\n', *numbered) == ["A", "C"]


def test_a_style_that_no_page_has_keeps_the_last_result() -> None:
    assert shown("STYLEREF Motto", paragraph("Words.")) == ["as Word had it"]


def test_a_heading_in_a_table_and_one_that_runs_in_count() -> None:
    run_in = replace(heading("Costs."), inlines=(Run("Costs.", BODY), Run(" They fell.", BODY)), run_in=1)
    assert shown("STYLEREF 1", run_in, new_page(heading("More"))) == ["Costs.", "More"]


def test_a_long_heading_has_room_in_the_header() -> None:
    long = heading(words(60))
    header = Furniture((paragraph(Field("STYLEREF 1", "short", BODY)),))
    made = Document((Section((long,), PageGeometry(), header),), properties=document().properties)
    (page,) = page_words(open_pdf(render_pdf(made, claim_conformance=True)[0]))
    above = min(placed.y for placed in page.placed if placed.artifact and placed.text.strip())
    assert max(placed.y for placed in page.placed if not placed.artifact and placed.text.strip()) < above - 10
