"""Text columns: filled in order, evenly where another section follows, with their notes below them."""

from collections.abc import Sequence
from dataclasses import replace

from built_documents import document, mark, note, paragraph, words
from pdf_words import PageWords, open_pdf, page_words, structure_text

from boardpaper.model.document import Break, BreakKind, Document, Inline, PageGeometry, RunFormat, Section
from boardpaper.publish.pdf import render_pdf

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
