"""Text columns: filled in order, evenly where another section follows, with their notes below them."""

import re
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from boardpaper.model.document import Block, Break, BreakKind, Document, Inline, PageGeometry, RunFormat, Section
from boardpaper.publish.pdf.render import render_pdf
from boardpaper.publish.pdf.text.fonts import load_face
from tests.support.built_documents import document, drawing, mark, note, paragraph, picture, table, words
from tests.support.pdf_words import PageWords, open_pdf, page_words, structure_text

LEFT, WIDTH, GAP = 72.0, 451.3, 36.0
SECOND = LEFT + (WIDTH - GAP) / 2 + GAP
COLUMN_BREAK = Break(BreakKind.COLUMN, RunFormat("Arial", 11.0))


def columned(*sections: Section, notes: Document | None = None) -> list[PageWords]:
    made = replace(notes or document(), sections=sections)
    content, found = render_pdf(made, claim_conformance=True)
    assert found == ()
    return page_words(open_pdf(content))


def two(*inlines: Sequence[Inline | str], start: str = "continuous") -> Section:
    blocks = tuple(paragraph(*each) for each in inlines)
    return Section(blocks, PageGeometry(), start=start, columns=2)


def one(text: str, start: str = "continuous") -> Section:
    return Section((paragraph(text),), PageGeometry(), start=start)


def starts(page: PageWords) -> list[tuple[float, float, str]]:
    """Where each line begins, and its first word."""
    return [(round(each.x, 1), round(each.y, 1), each.text.split()[0]) for each in page.placed if each.text.split()]


def test_the_second_column_follows_the_first_at_its_height() -> None:
    (page,) = columned(one("Above.", "nextPage"), two(["First.", COLUMN_BREAK, "Second."]), one("Below."))
    above, first, second, below = starts(page)
    assert [round(x) for x, _, _ in (above, first, second, below)] == [72, 72, round(SECOND), 72]
    assert above[1] > first[1] == second[1] > below[1]


def test_columns_are_even_where_a_section_follows() -> None:
    (page,) = columned(
        one("Above.", "nextPage"), two(*([words(20, number)] for number in range(0, 160, 20))), one("End.")
    )
    lines = starts(page)
    left = [y for x, y, _ in lines[1:-1] if x < SECOND - 1]
    right = [y for x, y, _ in lines[1:-1] if x > SECOND - 1]
    assert abs(len(left) - len(right)) <= 2
    assert left[0] == right[0]
    assert lines[-1][2] == "End."
    assert lines[-1][1] < min(left + right)


def test_columns_run_from_page_to_page_without_losing_a_word() -> None:
    section = two(*([words(60, number)] for number in range(0, 3000, 60)), start="nextPage")
    made = replace(document(), sections=(section,))
    content, _ = render_pdf(made, claim_conformance=True)
    assert structure_text(content).split() == words(3000).split()
    pages = page_words(open_pdf(content))
    assert len(pages) > 2
    assert all(any(each.x > SECOND - 1 for each in page.placed) for page in pages[:-1])


def test_a_note_stands_under_the_column_that_refers_to_it() -> None:
    notes = document(notes={"n1": note(1, "Below the second.")})
    (page,) = columned(two(["First.", COLUMN_BREAK, "Second", mark(1), "."], start="nextPage"), notes=notes)
    (x, y) = next((each.x, each.y) for each in page.placed if "Below" in each.text)
    assert x > SECOND - 1
    assert y < 100


NARROW, WIDE = 120.0, 300.0
RIGHT_COLUMN = LEFT + NARROW + 31.3


def uneven(*blocks: Block, start: str = "continuous", line: bool = False) -> Section:
    widths = ((NARROW, 31.3), (WIDE, 0.0))
    return Section(
        blocks, PageGeometry(), start=start, columns=2, column_gap=31.3, column_line=line, column_widths=widths
    )


def ends(page: PageWords) -> list[tuple[float, float]]:
    """Where each line begins, and how wide its words are."""
    face = load_face("Arimo-Regular")
    return [(each.x, face.width(each.text.rstrip()) * each.size) for each in page.placed if each.text.strip()]


def test_a_paragraph_that_runs_on_into_a_wider_column_is_set_wider_there() -> None:
    section = uneven(*(paragraph(words(90, number)) for number in range(0, 900, 90)), start="nextPage")
    content, found = render_pdf(replace(document(), sections=(section,)), claim_conformance=True)
    assert found == ()
    assert structure_text(content).split() == words(900).split()
    first, *_ = page_words(open_pdf(content))
    left = [(x, width) for x, width in ends(first) if x < RIGHT_COLUMN - 1]
    right = [(x, width) for x, width in ends(first) if x >= RIGHT_COLUMN - 1]
    assert left
    assert all(width <= NARROW + 0.01 for _, width in left)
    assert all(x - RIGHT_COLUMN < 0.02 and width <= WIDE + 0.01 for x, width in right)
    assert max(width for _, width in right) > WIDE * 0.8


def test_uneven_columns_are_as_tall_as_each_other_where_a_section_follows() -> None:
    (page,) = columned(one("Above.", "nextPage"), uneven(paragraph(words(200))), one("End."))
    lines = starts(page)
    left = [y for x, y, _ in lines[1:-1] if x < RIGHT_COLUMN - 1]
    right = [y for x, y, _ in lines[1:-1] if x > RIGHT_COLUMN - 1]
    assert left[0] == right[0]
    assert abs(len(left) - len(right)) <= 2
    assert lines[-1][1] < min(left + right)


def test_a_table_stands_in_the_column_that_holds_it() -> None:
    (page,) = columned(
        one("Above.", "nextPage"), uneven(replace(table(2), columns=(80.0, 80.0, 140.0)), paragraph("Under it."))
    )
    assert {round(x) for x, _, word in starts(page) if word in ("Name", "Row")} == {round(RIGHT_COLUMN + 5.4)}


def test_a_note_fits_under_the_narrowest_column() -> None:
    notes = document(notes={"n1": note(1, words(30))})
    (page,) = columned(uneven(paragraph("First", mark(1), ".", COLUMN_BREAK, "Second."), start="nextPage"), notes=notes)
    below = [width for (_, width), each in zip(ends(page), page.placed, strict=False) if each.size == 9.0]
    assert below
    assert all(width <= NARROW + 0.01 for width in below)


def test_the_line_between_columns_is_as_long_as_the_longest() -> None:
    section = uneven(paragraph("Short.", COLUMN_BREAK, words(100)), start="nextPage", line=True)
    content, _ = render_pdf(replace(document(), sections=(section,)), claim_conformance=True)
    pdf = open_pdf(content)
    drawn = re.findall(rb"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", pdf.pages[0].Contents.read_bytes())
    ((x, top, end, bottom),) = [tuple(map(float, line)) for line in drawn]
    assert x == end == pytest.approx(LEFT + NARROW + 31.3 / 2, abs=0.02)
    assert top == pytest.approx(841.9 - 72.0, abs=0.02)
    assert bottom < min(each.y for each in page_words(pdf)[0].placed)


def test_what_is_taller_than_the_rest_of_the_page_goes_to_the_next() -> None:
    """The columns begin under other text, and the picture would hang out of the last of them."""
    above = Section(tuple(paragraph("Above.") for _ in range(24)), PageGeometry())
    picture_line = replace(drawing("A chart", width=100.0, height=300.0), image="media/image1.png")
    below = two([COLUMN_BREAK, picture_line, "Caption."])
    content, _ = render_pdf(replace(document(images=picture()), sections=(above, below)), claim_conformance=True)
    first, second = page_words(open_pdf(content))
    assert "Caption." not in first.body
    assert "Caption." in second.body
