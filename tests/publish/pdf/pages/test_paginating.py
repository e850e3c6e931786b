"""What stands on which page: breaks, keep rules, footnotes, repeated headings, headers and footers."""

import pytest
from msgspec.structs import replace

from boardpaper.model.document import (
    Bookmark,
    Break,
    BreakKind,
    Cell,
    Document,
    Field,
    Furniture,
    Link,
    ListLabel,
    Note,
    PageGeometry,
    Paragraph,
    ParagraphFormat,
    Row,
    Run,
    Section,
    Table,
)
from boardpaper.publish.pdf.render import render_pdf
from tests.support.built_documents import (
    BODY,
    SMALL,
    document,
    heading,
    mark,
    note,
    numbered,
    paragraph,
    table,
    words,
)
from tests.support.pdf_words import PageWords, lines_of, open_pdf, page_words, structure_text, tag_tree

# So many lines of 11-point Arial fill a page of these papers.
A_PAGE = 55
BOTTOM = 72.0


def publish(made: Document) -> bytes:
    content, found = render_pdf(made, claim_conformance=True)
    assert found == ()
    return content


def pages_of(made: Document) -> list[PageWords]:
    return page_words(open_pdf(publish(made)))


def lines(count: int, **rules: object) -> list[Paragraph]:
    """Paragraphs of one line each, without space between."""
    return [paragraph(f"line {number}", after=0.0, **rules) for number in range(count)]


def test_text_runs_over_to_as_many_pages_as_it_needs() -> None:
    pages = pages_of(document(*lines(A_PAGE * 2)))
    assert len(pages) == 2
    assert len(pages_of(document(*lines(A_PAGE * 2 + 1)))) == 3
    assert all(min(placed.y for placed in page.placed if not placed.artifact) >= BOTTOM for page in pages)


def test_a_page_break_before_a_paragraph_and_one_inside() -> None:
    inside = paragraph("before", Break(BreakKind.PAGE, BODY), "after")
    at_end = paragraph("last words", Break(BreakKind.PAGE, BODY))
    pages = pages_of(
        document(paragraph("one"), paragraph("two", page_break_before=True), inside, at_end, paragraph("new"))
    )
    assert [page.body.split() for page in pages] == [
        ["one"],
        ["two", "before"],
        ["after", "last", "words"],
        ["new"],
    ] or [lines_of(page) for page in pages] == [["one"], ["two", "before"], ["after", "last words"], ["new"]]


def test_a_heading_stays_with_the_text_under_it() -> None:
    for filled in range(A_PAGE - 6, A_PAGE):
        pages = pages_of(document(*lines(filled), heading("Next steps"), paragraph(words(60))))
        on = next(number for number, page in enumerate(pages) if "Next steps" in page.body)
        assert "word1xword2xx" in pages[on].body.replace(" ", "")


def test_no_line_of_a_paragraph_stands_alone() -> None:
    for filled in range(A_PAGE - 8, A_PAGE):
        pages = pages_of(document(*lines(filled), paragraph(words(60))))
        counts = [sum("word" in line for line in lines_of(page)) for page in pages]
        assert 1 not in counts


def test_a_paragraph_whose_lines_keep_together_moves_whole() -> None:
    pages = pages_of(document(*lines(A_PAGE - 5), paragraph(words(80), keep_lines=True)))
    assert [any("word" in line for line in lines_of(page)) for page in pages] == [False, True]


def test_a_footnote_stands_on_the_page_of_its_mark_under_the_text() -> None:
    long = paragraph(words(400), mark(1), " and ", words(300, 400), mark(2), " end.")
    notes = {"n1": note(1, "The first note."), "n2": note(2, "The second note.")}
    pages = pages_of(document(*lines(20), long, notes=notes))
    for key, before in (("The first note.", "word399"), ("The second note.", "word699")):
        (on,) = [page for page in pages if key in page.body]
        assert before in on.body
        at = {placed.text.strip(): placed.y for placed in on.placed}
        body = [placed.y for placed in on.placed if "word" in placed.text and placed.size > 9]
        assert BOTTOM <= at[key] < min(body)


def test_a_note_near_the_bottom_takes_its_line_along() -> None:
    for filled in range(A_PAGE - 8, A_PAGE):
        made = document(*lines(filled), paragraph("marked", mark(1)), notes={"n1": note(1, "Short.")})
        (on,) = [page for page in pages_of(made) if "Short." in page.body]
        assert "marked" in on.body


def test_a_long_note_goes_on_on_the_next_page() -> None:
    made = document(*lines(45), paragraph("marked", mark(1)), *lines(30), notes={"n1": note(1, words(400))})
    content = publish(made)
    pages = page_words(open_pdf(content))
    assert "marked" in pages[0].body
    assert "word1x" in pages[0].body
    assert "word399" not in pages[0].body
    assert "word399" in pages[1].body
    assert sum(line.strip().startswith("Note") for line in tag_tree(content)) == 1
    assert words(400) in " ".join(structure_text(content).split())


def test_endnotes_follow_the_last_words() -> None:
    first, second = Note(note(1, "Far away.").blocks, "i", "endnote"), note(1, "Near.")
    made = document(paragraph("a", mark(1), " b", mark(2)), *lines(A_PAGE), notes={"n1": first, "n2": second})
    pages = pages_of(made)
    assert ["Far away." in page.body for page in pages] == [False, True]
    assert ["Near." in page.body for page in pages] == [True, False]


def test_a_note_on_a_note_keeps_its_words() -> None:
    outer = Note((paragraph("See also", mark(2)),), "1")
    text = structure_text(publish(document(paragraph("a", mark(1)), notes={"n1": outer, "n2": note(2, "inner words")})))
    assert "See also2 [inner words]" in " ".join(text.split())


def test_heading_rows_are_drawn_on_each_page_and_read_once() -> None:
    content = publish(document(table(60)))
    pages = page_words(open_pdf(content))
    assert len(pages) == 3
    assert "NameValueNote" in pages[0].body.replace(" ", "")
    for page in pages[1:]:
        assert "Name" not in page.body
        assert "Name Value Note" in page.artifacts
    assert sum("P “Name”" in line for line in tag_tree(content)) == 1


def test_a_heading_row_is_never_left_alone() -> None:
    for filled in range(A_PAGE - 5, A_PAGE):
        for page in pages_of(document(*lines(filled), table(3))):
            assert ("Name" in page.body) <= ("Row 0" in page.body)


def tall_row(count: int, *, cant_split: bool) -> Table:
    cells = (Cell((paragraph("left"),), 0), Cell(tuple(lines(count)), 1))
    return Table((Row(cells, cant_split=cant_split),), (100.0, 300.0))


def test_a_row_that_may_not_be_split_moves_whole_and_one_that_may_is_cut() -> None:
    whole = pages_of(document(*lines(40), tall_row(20, cant_split=True)))
    assert ["left" in page.body for page in whole] == [False, True]
    cut = pages_of(document(*lines(40), tall_row(20, cant_split=False)))
    assert ["left" in page.body for page in cut] == [True, False]
    assert "line 19" in cut[1].body


def test_a_row_taller_than_a_page_is_cut_whatever_it_asks_for() -> None:
    made = document(tall_row(A_PAGE * 2, cant_split=True))
    text = structure_text(publish(made))
    assert [f"line {number}\n" in text for number in range(A_PAGE * 2)] == [True] * (A_PAGE * 2)
    assert len(pages_of(made)) == 2


def test_cells_that_span_rows_taller_than_a_page_lose_nothing() -> None:
    rows = [Row((Cell(tuple(lines(70)), 0, row_span=3), Cell((paragraph("right 0"),), 1)))]
    rows += [Row((Cell((paragraph(f"right {number}"),), 1),)) for number in (1, 2)]
    text = structure_text(publish(document(Table(tuple(rows), (200.0, 200.0)))))
    assert all(f"{words}\n" in text for words in ("line 69", "right 0", "right 1", "right 2"))


def test_each_section_has_its_own_page_and_furniture() -> None:
    plain = PageGeometry()
    wide = PageGeometry(width=841.9, height=595.3)
    first = Furniture((paragraph("usual"),), first=(paragraph("title page"),), even=(paragraph("even"),))
    made = Document(
        (
            Section(tuple(lines(A_PAGE * 2 + 1)), plain, first),
            Section((paragraph("wide"),), wide, Furniture((paragraph("wide header"),))),
            Section((paragraph("same page"),), wide, start="continuous"),
        )
    )
    pdf = open_pdf(publish(made))
    pages = page_words(pdf)
    assert [page.artifacts.strip() for page in pages] == ["title page", "even", "usual", "wide header"]
    assert [float(page.mediabox[2]) for page in pdf.pages] == [595.3, 595.3, 595.3, 841.9]
    assert [*lines_of(pages[3])] == ["wide", "same page"]


def test_a_tall_header_pushes_the_text_down() -> None:
    tall = Furniture(tuple(paragraph(f"header {number}") for number in range(6)))
    made = Document((Section((paragraph("text"),), PageGeometry(), tall),))
    (page,) = pages_of(made)
    headers = [placed.y for placed in page.placed if "header" in placed.text]
    (text,) = [placed.y for placed in page.placed if placed.text == "text"]
    assert text < min(headers) - 10


def test_page_numbers_in_footers_and_labels() -> None:
    numbers = Furniture((Paragraph((Field("PAGE", "", SMALL), Run(" of ", SMALL), Field("NUMPAGES", "", SMALL)),
                                   ParagraphFormat(), SMALL),))  # fmt: skip
    made = Document(
        (
            Section(tuple(lines(A_PAGE + 5)), footers=numbers, number_format="lowerRoman"),
            Section((paragraph("b"),), footers=numbers, first_page_number=1),
        )
    )
    pdf = open_pdf(publish(made))
    assert [page.artifacts.split() for page in page_words(pdf)] == [
        ["i", "of", "3"],
        ["ii", "of", "3"],
        ["1", "of", "3"],
    ]
    labels = list(pdf.Root.PageLabels.Nums)
    assert [int(at) for at in labels[::2]] == [0, 2]
    assert [(str(label.S), int(label.St)) for label in labels[1::2]] == [("/r", 1), ("/D", 1)]


def test_page_numbers_in_the_format_that_the_field_asks_for() -> None:
    codes = ("PAGE \\* ROMAN", "PAGE \\* alphabetic", "NUMPAGES \\* ArabicDash", "PAGE \\* MERGEFORMAT")
    fields = [inline for code in codes for inline in (Field(code, "", SMALL), Run(" ", SMALL))]
    numbers = Furniture((Paragraph(tuple(fields), ParagraphFormat(), SMALL),))
    made = Document((Section(tuple(lines(A_PAGE + 5)), footers=numbers),))
    assert [page.artifacts.split() for page in page_words(open_pdf(publish(made)))] == [
        ["I", "a", "-", "2", "-", "1"],
        ["II", "b", "-", "2", "-", "2"],
    ]


def footer_of(*codes: str) -> Furniture:
    fields = [inline for code in codes for inline in (Field(code, "", SMALL), Run(" | ", SMALL))]
    return Furniture((Paragraph(tuple(fields), ParagraphFormat(), SMALL),))


def footers(*sections: Section) -> list[list[str]]:
    pages = page_words(open_pdf(publish(Document(sections))))
    return [[part.strip() for part in page.artifacts.split("|")][:-1] for page in pages]


def page_labels(content: bytes) -> list[str]:
    return [page.label for page in open_pdf(content).pages]


@pytest.mark.parametrize(
    ("numbering", "first", "shown"),
    [
        ("numberInDash", 1, ["- 1 -", "- 2 -"]),
        ("upperRoman", 4, ["IV", "V"]),
        ("lowerLetter", 26, ["z", "aa"]),
        ("ordinal", 2, ["2nd", "3rd"]),
        ("cardinalText", 20, ["Twenty", "Twenty-one"]),
        ("ordinalText", 1, ["First", "Second"]),
        ("decimalZero", 9, ["09", "10"]),
        ("hex", 9, ["9", "A"]),
        ("chicago", 4, ["§", "**"]),
        ("decimal", 0, ["0", "1"]),
    ],
)
def test_pages_are_numbered_in_the_format_of_their_section(numbering: str, first: int, shown: list[str]) -> None:
    section = Section(tuple(lines(A_PAGE + 5)), footers=footer_of("PAGE"), number_format=numbering)
    section = replace(section, first_page_number=first)
    assert footers(section) == [[number] for number in shown]
    assert page_labels(publish(Document((section,)))) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("PAGE \\* Arabic", "2"),
        ("PAGE \\* roman \\* MERGEFORMAT", "ii"),
        ("PAGE \\* ALPHABETIC", "B"),
        ("PAGE \\* Ordinal", "2nd"),
        ("PAGE \\* CardText", "two"),
        ("PAGE \\* OrdText \\* FirstCap", "Second"),
        ("PAGE \\* ArabicDash", "- 2 -"),
        ("PAGE \\* Hex", "2"),
        ("PAGE \\* DollarText", "two and 00/100"),
        ('PAGE \\# "000"', "002"),
        ("PAGE \\* Upper", "II"),
        ("PAGE \\* Unknown", "ii"),
    ],
)
def test_what_the_field_asks_for_goes_before_the_section(code: str, shown: str) -> None:
    section = Section(tuple(lines(A_PAGE + 5)), footers=footer_of(code), number_format="lowerRoman")
    assert footers(section)[1] == [shown]
    assert page_labels(publish(Document((section,))))[1] == shown


def test_counts_of_pages_and_sections_are_in_figures_unless_asked() -> None:
    codes = (
        "NUMPAGES",
        "SECTIONPAGES",
        "SECTION",
        "NUMPAGES \\* CardText",
        "SECTIONPAGES \\* ROMAN",
        "SECTION \\* Ordinal",
    )
    one = Section(tuple(lines(A_PAGE + 5)), footers=footer_of(*codes), number_format="lowerRoman")
    two = Section((paragraph("b"),), footers=footer_of(*codes), number_format="numberInDash")
    first, second = ["3", "2", "1", "three", "II", "1st"], ["3", "1", "2", "three", "I", "2nd"]
    assert footers(one, two) == [first, first, second]


def test_the_text_says_which_section_it_stands_in() -> None:
    said = paragraph("Section ", Field("SECTION", "9", BODY), ", page ", Field("PAGE", "9", BODY))
    made = Document((Section((said,)), Section((said,), number_format="cardinalText")))
    assert [lines_of(page)[0] for page in pages_of(made)] == ["Section 1, page 1", "Section 2, page Two"]


def test_a_reference_to_a_page_has_the_format_of_that_page() -> None:
    codes = ("PAGEREF there \\h", "PAGEREF there \\* Arabic", "PAGEREF there \\* ROMAN")
    asked = [inline for code in codes for inline in (Field(code, "9", BODY), " ")]
    target = Section((paragraph(Bookmark("there"), "There"),), number_format="numberInDash")
    (first, _) = pages_of(Document((Section((paragraph(*asked),)), target)))
    assert lines_of(first) == ["- 2 - 2 II"]


def test_the_number_of_a_chapter_stands_before_those_of_its_pages() -> None:
    def chapter(number: int, title: str) -> Paragraph:
        label = ListLabel(f"Chapter {number}", 0, "decimal", BODY, "c", steps=((f"Chapter {number}", f"{number}"),))
        return replace(heading(title), label=label, format=ParagraphFormat(page_break_before=number > 1))

    blocks = (paragraph("Before."), chapter(1, "One"), chapter(2, "Two"), *lines(A_PAGE + 5))
    section = Section(blocks, footers=footer_of("PAGE", "PAGE \\* ROMAN"), chapter_level=1, chapter_separator="–")
    assert footers(section) == [["1–1", "1–I"], ["2–2", "2–II"], ["2–3", "2–III"]]
    content = publish(Document((section,)))
    assert page_labels(content) == ["1–1", "2–2", "2–3"]
    pdf = open_pdf(content)
    assert [str(label.P) for label in list(pdf.Root.PageLabels.Nums)[1::2]] == ["1–", "2–"]


def test_a_page_number_that_no_font_has_is_told() -> None:
    section = Section((paragraph("a"),), footers=footer_of("PAGE"), number_format="chineseCounting")
    _, (finding,) = render_pdf(Document((section,)), claim_conformance=True)
    assert "一" in finding.message
    assert "U+4E00" in finding.message


def test_the_text_counts_the_pages_of_its_section() -> None:
    counted = Paragraph((Field("SECTIONPAGES", "9", BODY),), ParagraphFormat(), BODY)
    made = Document((Section((counted, *lines(A_PAGE + 5))), Section((counted,)), Section(tuple(lines(2)))))
    pages = page_words(open_pdf(publish(made)))
    first = [next(iter(lines_of(page))) for page in pages]
    assert (len(first), first[0], first[2]) == (4, "2", "1")


def test_a_table_of_contents_shows_the_pages_of_this_publication() -> None:
    entry = paragraph(Run("Findings ", BODY, Link(bookmark="toc1")), Field("PAGEREF toc1 \\h", "99", BODY))
    target = Paragraph((Bookmark("toc1"), Run("Findings", BODY)), ParagraphFormat(page_break_before=True), BODY)
    content = publish(document(entry, *lines(A_PAGE), target))
    assert lines_of(page_words(open_pdf(content))[0])[0] == "Findings 3"
    assert "Findings 3" in " ".join(structure_text(content).split())


def test_space_between_paragraphs_is_the_larger_of_both() -> None:
    def gap(after: float, before: float, **more: object) -> float:
        one, two = paragraph("one", after=after, **more), paragraph("two", before=before, **more)
        (page,) = pages_of(document(one, two))
        at = {placed.text: placed.y for placed in page.placed}
        return round(at["one"] - at["two"], 1)

    close = gap(0.0, 0.0)
    assert gap(10.0, 6.0) == close + 10.0
    assert gap(6.0, 10.0) == close + 10.0
    assert gap(10.0, 10.0, contextual_spacing=True) == close


def test_an_empty_document_is_one_empty_page() -> None:
    assert len(open_pdf(publish(Document(()))).pages) == 1
    assert len(open_pdf(publish(replace(document(), notes={}))).pages) == 1


def test_numbered_paragraphs_hang_under_their_first_word() -> None:
    (page,) = pages_of(document(numbered(12, words(40))))
    starts = [round(placed.x) for placed in page.placed if not placed.artifact and placed.text.strip()]
    assert starts == [72, *[108] * (len(starts) - 1)]
