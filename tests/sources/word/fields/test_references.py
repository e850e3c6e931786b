"""References, captions and contents lists worked out anew, and what of Word's own words stays (see also the corpus)."""

from pathlib import Path

import pytest

from boardpaper.model.document import Document, Field, Link, Paragraph, Run
from boardpaper.model.finding import Finding
from tests.sources.word.test_inlines import bookmark, complex_field, simple_field
from tests.support.word_files import lines, paragraph, read, run

HEADING = '<w:pStyle w:val="H1"/>'
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="Annex"><w:name w:val="Annex"/></w:style>'
)


def shown(path: Path, *paragraphs: str) -> list[str]:
    document, findings = read(path, "".join(paragraphs), styles=STYLES)
    assert findings == ()
    return lines(document)


def found(path: Path, *paragraphs: str) -> tuple[Document, list[Finding]]:
    document, findings = read(path, "".join(paragraphs), styles=STYLES)
    return document, list(findings)


def sequence(code: str, result: str = "9") -> str:
    return paragraph(simple_field(f"SEQ {code}", run(result)))


@pytest.mark.parametrize(
    ("codes", "numbers"),
    [
        (["a", "A", "b", "a"], ["1", "2", "1", "3"]),
        (["a", "a \\c", "a \\n"], ["1", "1", "2"]),
        (["a \\r 5", "a", "a \\h", "a"], ["5", "6", "", "8"]),
        (["a \\h \\* ARABIC", "a"], ["1", "2"]),
        (["a \\* roman", "a \\* ROMAN", "a \\* Roman"], ["i", "II", "III"]),
        (["a \\* alphabetic", "a \\* ALPHABETIC", "a \\* ArabicDash"], ["a", "B", "- 3 -"]),
        (["a \\* Ordinal", "a \\* CardText", "a \\* OrdText \\* FirstCap", "a \\* Hex"], ["1st", "two", "Third", "4"]),
        (["a \\# 00", "a \\# &quot;'Table '0&quot;", "a \\# 0.0", "a \\# #,##0"], ["01", "Table 2", "9", "4"]),
        (["", "a bookmark", "a \\* Unheard", "a"], ["9", "9", "9", "2"]),
    ],
)
def test_sequences(tmp_path: Path, codes: list[str], numbers: list[str]) -> None:
    assert shown(tmp_path, *map(sequence, codes)) == numbers


def test_a_sequence_begins_anew_under_a_heading(tmp_path: Path) -> None:
    parts = [sequence("a \\s 1"), sequence("a \\s 1"), paragraph(run("Two"), properties=HEADING), sequence("a \\s 1")]
    assert shown(tmp_path, *parts) == ["1", "2", "Two", "1"]


def test_what_stands_in_a_reference_or_a_list_is_a_copy_and_not_counted(tmp_path: Path) -> None:
    copied = complex_field("REF table \\h", run("Table ") + simple_field("SEQ a", run("1")))
    caption = paragraph(bookmark("table", run("Table ") + simple_field("SEQ a", run("1"))))
    assert shown(tmp_path, paragraph(copied), caption, sequence("a")) == ["Table 1", "Table 1", "2"]


def test_a_sequence_in_a_table_stands_where_its_row_does(tmp_path: Path) -> None:
    rows = "".join(f"<w:tr><w:tc>{sequence('a')}</w:tc></w:tr>" for _ in range(2))
    document, _ = found(tmp_path, sequence("a"), f"<w:tbl>{rows}</w:tbl>", sequence("a"))
    assert lines(document) == ["1", "2", "3", "4"]


def test_a_deleted_caption_is_not_counted(tmp_path: Path) -> None:
    deleted = f'<w:p><w:del w:id="1">{simple_field("SEQ a", run("1"))}</w:del></w:p>'
    document, _ = found(tmp_path, deleted, sequence("a", "2"))
    assert lines(document) == ["", "1"]


def test_a_reference_finds_its_words_whatever_stands_around_them(tmp_path: Path) -> None:
    assert shown(
        tmp_path,
        paragraph(complex_field("REF before \\h", run("old")), run(" comes first")),
        '<w:bookmarkStart w:id="7" w:name="Before"/>',
        paragraph(run("between "), run("paragraphs", "<w:b/>")),
        '<w:bookmarkEnd w:id="7"/>',
        paragraph('<w:bookmarkStart w:id="8" w:name="over"/>', run("to the next")),
        paragraph('<w:bookmarkEnd w:id="8"/>', run("Then "), complex_field("REF over", run("old"))),
    ) == ["between paragraphs comes first", "between paragraphs", "to the next", "Then to the next"]


@pytest.mark.parametrize(
    ("code", "result", "shown"),
    [
        ("REF name \\h", "crime in towns", "crime in towns"),
        ("REF name \\* Upper", "crime in towns", "CRIME IN TOWNS"),
        ("REF name \\h", "crime in cities", "Crime in Towns"),
        ("REF name r h", "12", "12"),
        ("REF name \\h \\* FirstCap", "x", "Crime in Towns"),
    ],
)
def test_what_an_author_typed_over_a_result(tmp_path: Path, code: str, result: str, shown: str) -> None:
    document, findings = found(
        tmp_path, paragraph(bookmark("name", run("Crime in Towns"))), paragraph(complex_field(code, run(result)))
    )
    assert findings == []
    assert lines(document)[1] == shown


def test_the_name_of_a_bookmark_alone_is_a_reference(tmp_path: Path) -> None:
    assert shown(
        tmp_path,
        paragraph(complex_field("Board \\* Upper", run("OLD")), run(" and "), complex_field("Nobody", run("unknown"))),
        paragraph(bookmark("Board", run("The new board")), run(": "), complex_field("TITLE", run("Title"))),
        paragraph(bookmark("Title", run("No field"))),
    ) == ["THE NEW BOARD and unknown", "The new board: Title", "No field"]


def test_words_own_error_is_found_once_and_goes_where_the_bookmark_is_back(tmp_path: Path) -> None:
    error = run("Error! Reference source not found.")
    document, findings = found(
        tmp_path,
        paragraph(complex_field("REF gone \\h", error)),
        paragraph(bookmark("here", run("Words"))),
        paragraph(complex_field("REF here \\h", error)),
    )
    assert findings == []
    assert lines(document) == ["Error! Reference source not found.", "Words", "Words"]


def test_a_lost_reference_inside_a_link_to_a_site_stays_in_that_link(tmp_path: Path) -> None:
    site = complex_field("HYPERLINK https://example.org/", complex_field("REF gone", run("there")))
    document, findings = found(tmp_path, paragraph(site))
    (block,) = document.sections[0].blocks
    assert [finding.rule for finding in findings] == ["reference-lost"]
    assert isinstance(block, Paragraph)
    assert [inline.link for inline in block.inlines if isinstance(inline, Run)] == [Link("https://example.org/")]


def test_libreoffice_marks_a_heading_where_it_begins(tmp_path: Path) -> None:
    heading = paragraph(bookmark("__RefHeading___Toc1_2"), run("New words"), properties=HEADING)
    reference = paragraph(complex_field("REF __RefHeading___Toc1_2 \\h", run("Old words")))
    assert shown(tmp_path, heading, reference) == ["New words", "New words"]


def test_a_reference_in_a_note_and_in_a_header_follows_too(tmp_path: Path) -> None:
    body = paragraph(bookmark("name", run("New")), '<w:r><w:footnoteReference w:id="1"/></w:r>')
    note = f'<w:footnote w:id="1">{paragraph(complex_field("REF name", run("Old")))}</w:footnote>'
    document, findings = read(tmp_path, body, footnotes=note)
    (kept,) = document.notes.values()
    (block,) = kept.blocks
    assert findings == ()
    assert isinstance(block, Paragraph)
    assert [inline.text for inline in block.inlines if isinstance(inline, Run)] == ["New"]


def test_a_reference_keeps_a_note_that_stands_in_its_result(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = paragraph(bookmark("name", run("New"))) + paragraph(complex_field("REF name", run("Old") + mark))
    document, _ = read(tmp_path, body, footnotes=f'<w:footnote w:id="1">{paragraph(run("Note"))}</w:footnote>')
    assert lines(document) == ["New", "Old "]
    assert list(document.notes) == ["footnote-1"]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("REF gone \\h", "reference-lost"),
        ("REF gone \\r", "reference-lost"),
        ("NOTEREF gone", "reference-lost"),
        ("NOTEREF here", "reference-lost"),
        ("PAGEREF gone \\h", "reference-lost"),
        ('STYLEREF "Motto"', "reference-lost"),
        ("REF here \\r", "reference-unnumbered"),
    ],
)
def test_what_is_lost_keeps_its_words_and_is_named(tmp_path: Path, code: str, rule: str) -> None:
    document, (finding,) = found(
        tmp_path,
        paragraph(bookmark("here", run("Words"))),
        paragraph(run("As said in "), complex_field(code.replace('"', "&quot;"), run("12"))),
    )
    assert lines(document) == ["Words", "As said in 12"]
    assert (finding.rule, finding.where) == (rule, "paper.docx › paragraph 2 from the top, after “As said in”")
    assert "“12”" in finding.message
    assert finding.hint
    assert not finding.blocks


def test_a_reference_without_words_that_leads_nowhere_is_a_gap(tmp_path: Path) -> None:
    _, (finding,) = found(tmp_path, paragraph(run("See "), complex_field("REF gone", "")))
    assert (finding.rule, finding.blocks) == ("word-unsupported", True)


def test_pages_stay_fields(tmp_path: Path) -> None:
    document, findings = found(
        tmp_path, paragraph(bookmark("here", run("Words")), complex_field("PAGEREF here", run("3")))
    )
    (block,) = document.sections[0].blocks
    assert findings == []
    assert isinstance(block, Paragraph)
    assert isinstance(block.inlines[-1], Field)


def entry(words: str, page: str = "1") -> str:
    return run(words) + "<w:r><w:tab/></w:r>" + run(page)


def contents(code: str, *entries: str) -> str:
    first, *others = entries
    begin = complex_field(code, "@").partition('<w:r><w:fldChar w:fldCharType="end"')[0].replace("@", "")
    end = '<w:r><w:fldChar w:fldCharType="end"></w:fldChar></w:r>'
    return paragraph(begin, first) + "".join(map(paragraph, others)) + paragraph(end)


@pytest.mark.parametrize(
    ("code", "entries", "said"),
    [
        ("TOC \\o &quot;1-1&quot;", ["One"], ""),
        ("TOC", ["One"], ""),
        ("TOC \\u", ["One"], ""),
        ("TOC \\u \\t &quot;Annex,1&quot;", ["One", "Map"], ""),
        ("TOC \\t &quot;Annex;1&quot;", ["Map"], ""),
        ("TOC \\o &quot;2-3&quot;", ["One"], "“One” is not in the document"),
        ("TOC \\o", ["One", "Two"], "“Two” is not in the document"),
        ("TOC \\o \\t &quot;Annex,1&quot;", ["One"], "“Map” is missing"),
        ("TOC \\o \\f", ["One", "A hidden mark"], ""),
        ("TOC \\o \\t &quot;Annex,1&quot; \\b part", ["One"], ""),
        ("TOC \\c &quot;Table&quot;", ["Table 1 Costs"], ""),
        ("TOC \\a &quot;table&quot;", ["Costs"], ""),
    ],
)
def test_contents_agree_or_do_not(tmp_path: Path, code: str, entries: list[str], said: str) -> None:
    _, findings = found(
        tmp_path,
        contents(code, *map(entry, entries)),
        paragraph(run("One"), properties=HEADING),
        paragraph(run("Map"), properties='<w:pStyle w:val="Annex"/>'),
        paragraph(run("Table "), simple_field("SEQ Table", run("1")), run(" Costs")),
    )
    assert [finding.message.partition(": ")[2] for finding in findings] == ([said] if said else [])


def test_a_long_list_of_differences_is_cut(tmp_path: Path) -> None:
    headings = [paragraph(run(f"Heading {number}"), properties=HEADING) for number in range(9)]
    _, (finding,) = found(tmp_path, contents("TOC", entry("Heading 0")), *headings)
    assert finding.message.count("is missing") == 5
    assert finding.message.endswith("; and 3 more")


def test_a_heading_whose_end_is_hidden_counts_its_number_once(tmp_path: Path) -> None:
    hidden = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    document, _ = found(
        tmp_path,
        paragraph(run("Costs."), properties=HEADING + hidden),
        paragraph(run(" They fell.")),
        paragraph(run("Hidden", "<w:vanish/>"), properties=HEADING + hidden),
        paragraph(run("Alone.")),
    )
    one, other = document.sections[0].blocks
    assert isinstance(one, Paragraph)
    assert isinstance(other, Paragraph)
    assert (one.outline_level, one.run_in, [inline.text for inline in one.heading if isinstance(inline, Run)]) == (
        1,
        1,
        ["Costs."],
    )
    assert (other.outline_level, other.run_in) == (0, 0)


def test_a_note_repeats_the_heading_above_its_mark(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = (
        paragraph(run("One"), properties=HEADING)
        + paragraph(bookmark("here", run("Words")), mark)
        + paragraph(run("Two"), properties=HEADING)
    )
    words = paragraph(complex_field("STYLEREF 1", run("old")), run(", "), complex_field("REF here \\p", run("below")))
    document, findings = read(tmp_path, body, styles=STYLES, footnotes=f'<w:footnote w:id="1">{words}</w:footnote>')
    (note,) = document.notes.values()
    (block,) = note.blocks
    assert findings == ()
    assert isinstance(block, Paragraph)
    assert "".join(inline.text for inline in block.inlines if isinstance(inline, Run)) == "One, above"


def test_an_index_may_name_other_pages(tmp_path: Path) -> None:
    document, (finding,) = found(tmp_path, paragraph(complex_field("INDEX", run("Crime, 4"))))
    assert lines(document) == ["Crime, 4"]
    assert finding.rule == "word-layout"


def test_a_variable_that_a_field_sets_keeps_its_words(tmp_path: Path) -> None:
    setting = complex_field("SET v ", "").partition("</w:instrText></w:r>")
    assert shown(
        tmp_path,
        paragraph(setting[0] + setting[1] + bookmark("v", run("5")) + setting[2], complex_field("REF v", run("five"))),
    ) == ["five"]


def test_references_do_not_multiply_without_end(tmp_path: Path) -> None:
    levels = [paragraph(bookmark("b0", run("ha")))]
    for level in range(1, 30):
        again = complex_field(f"REF b{level - 1}", run("x")) * 10
        levels.append(paragraph(bookmark(f"b{level}", again)))
    document, findings = found(tmp_path, *levels)
    assert findings == []
    assert lines(document)[:3] == ["ha", "ha" * 10, "ha" * 100]
    assert max(map(len, lines(document))) < 300_000


@pytest.mark.parametrize(("code", "what"), [("IF", "The field IF"), ("= 1 +", "A sum")])
def test_a_field_that_depends_on_the_page_is_named(tmp_path: Path, code: str, what: str) -> None:
    inner = complex_field("PAGE", run("1"))
    head, instruction, rest = complex_field(f"{code} ", run("over")).partition("</w:instrText></w:r>")
    document, (finding,) = found(tmp_path, paragraph(head + instruction + inner + rest))
    assert lines(document) == ["over"]
    assert finding.message.startswith(f"{what} depends on page numbers")
    assert "“over”" in finding.message
