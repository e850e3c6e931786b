"""The Word reader as a whole: a file as Word writes it, properties, sections, notes, findings, and broken files."""

import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from boardpaper.errors import InputError
from boardpaper.model.document import (
    Break,
    BreakKind,
    Drawing,
    Justification,
    Link,
    NoteMark,
    Paragraph,
    Position,
    Run,
    Table,
)
from boardpaper.model.finding import Severity
from boardpaper.ooxml.package import read_package, write_package
from boardpaper.sources.word.reader import read_document
from tests.support.places import TEMPLATES
from tests.support.word_files import (
    PAGE,
    PIXEL,
    lines,
    make_word,
    paragraph,
    read,
    read_body,
    read_paragraph,
    relationships,
    run,
    text,
)


def test_reads_what_python_docx_writes(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.title = "Performance report"
    made.core_properties.author = "The secretariat"
    made.add_heading("Purpose of paper", 1)
    made.add_paragraph("First.", style="List Number")
    made.add_paragraph("Second.", style="List Number")
    made.add_table(1, 2, style="Table Grid").cell(0, 1).text = "in a cell"
    made.save(str(tmp_path / "made.docx"))

    document, findings = read_document(tmp_path / "made.docx")

    assert findings == ()
    assert lines(document) == ["Purpose of paper", "First.", "Second.", "", "in a cell"]
    heading, first, second = document.sections[0].blocks[:3]
    assert isinstance(heading, Paragraph)
    assert (heading.outline_level, heading.style, heading.number) == (1, "heading 1", 1)
    assert [entry.label.text for entry in (first, second) if isinstance(entry, Paragraph) and entry.label] == [
        "1.",
        "2.",
    ]
    assert (document.properties.title, document.properties.author) == ("Performance report", "The secretariat")
    assert document.properties.language == "en-US"


def test_strict_files_read_as_transitional_ones(tmp_path: Path) -> None:
    body = paragraph(run("Strict."), properties='<w:ind w:start="1in"/><w:jc w:val="end"/>')
    strict, findings = read(tmp_path, body, strict=True)
    assert findings == ()
    assert (strict, findings) == read(tmp_path, body)
    (block,) = strict.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert block.format.left == 72.0


def test_sections_take_over_headers_and_number_their_pages(tmp_path: Path) -> None:
    first = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="-720" w:left="1440" w:gutter="144"/>'
        "<w:titlePg/></w:sectPr>"
    )
    second = '<w:sectPr><w:type w:val="continuous"/><w:pgNumType w:fmt="lowerRoman" w:start="3"/></w:sectPr>'
    body = paragraph(run("One."), properties=first) + paragraph(run("Two.")) + second
    document, findings = read(
        tmp_path, body, header1=paragraph(run("Running head")), header2=paragraph(run("First head"))
    )
    assert findings == ()
    one, two = document.sections
    assert (round(one.page.width, 1), round(one.page.height, 1)) == (841.9, 595.3)
    assert (one.page.top, one.page.left) == (36.0, 79.2)
    assert one.headers.first is not None
    assert [text(entry.inlines) for entry in one.headers.first if isinstance(entry, Paragraph)] == ["First head"]
    assert one.headers.even is None
    assert two.headers.first is None
    assert two.headers.default == one.headers.default
    assert (two.start, two.number_format, two.first_page_number) == ("continuous", "lowerRoman", 3)


@pytest.mark.parametrize(
    ("attributes", "level", "separator"),
    [
        ("", 0, "-"),
        ('w:chapStyle="1"', 1, "-"),
        ('w:chapStyle="2" w:chapSep="emDash"', 2, "—"),
        ('w:chapStyle="9" w:chapSep="period"', 9, "."),
        ('w:chapStyle="10" w:chapSep="colon"', 0, ":"),
    ],
)
def test_page_numbers_may_begin_with_the_chapter(tmp_path: Path, attributes: str, level: int, separator: str) -> None:
    document, _ = read(tmp_path, paragraph(run("One.")) + f"<w:sectPr><w:pgNumType {attributes}/></w:sectPr>")
    (section,) = document.sections
    assert (section.chapter_level, section.chapter_separator) == (level, separator)


def test_header_paragraphs_are_not_counted(tmp_path: Path) -> None:
    body = paragraph(run("One.")) + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    document, _ = read(tmp_path, body, header1=paragraph(run("Head")))
    (head,) = document.sections[0].headers.default
    assert isinstance(head, Paragraph)
    assert head.number == 0


@pytest.mark.parametrize(
    ("settings", "numbers"),
    [
        ("", ["1", "2", "*", "3"]),
        ('<w:footnotePr><w:numFmt w:val="lowerRoman"/><w:numStart w:val="4"/></w:footnotePr>', ["iv", "v", "*", "vi"]),
        ('<w:footnotePr><w:numFmt w:val="chicago"/><w:numStart w:val="3"/></w:footnotePr>', ["‡", "§", "*", "**"]),
        ('<w:footnotePr><w:numFmt w:val="numberInDash"/></w:footnotePr>', ["- 1 -", "- 2 -", "*", "- 3 -"]),
        (
            '<w:footnotePr><w:numFmt w:val="custom" w:format="01, 02, 03, ..."/></w:footnotePr>',
            ["01", "02", "*", "03"],
        ),
    ],
)
def test_notes_are_numbered_in_the_order_of_their_marks(tmp_path: Path, settings: str, numbers: list[str]) -> None:
    marks = ["7", "3", "5", "4"]
    notes = "".join(
        f'<w:footnote w:id="{key}"><w:p><w:r><w:footnoteRef/></w:r>{run(f" Note {key}.")}</w:p></w:footnote>'
        for key in ("3", "4", "7")
    )
    notes += f'<w:footnote w:id="5"><w:p>{run("* Note 5.")}</w:p></w:footnote>'
    references = {key: f'<w:footnoteReference w:id="{key}"/>' for key in marks}
    references["5"] = '<w:footnoteReference w:id="5" w:customMarkFollows="1"/><w:t>*</w:t>'
    body = "".join(paragraph(run("Text"), f"<w:r>{references[key]}</w:r>") for key in marks)
    document, findings = read(tmp_path, body, footnotes=notes, settings=settings)
    assert findings == ()
    assert [note.number for note in document.notes.values()] == numbers
    texts = [
        text(block.inlines) for note in document.notes.values() for block in note.blocks if isinstance(block, Paragraph)
    ]
    assert texts == ["Note 7.", "Note 3.", "Note 5.", "Note 4."]
    assert lines(document) == ["Text "] * 4
    (first, *_) = document.sections[0].blocks
    assert isinstance(first, Paragraph)
    assert [inline.note for inline in first.inlines if isinstance(inline, NoteMark)] == ["footnote-7"]


@pytest.mark.parametrize(("kind", "part"), [("footnote", "footnotes"), ("endnote", "endnotes")])
def test_notes_that_word_numbers_by_the_page_are_told_of(tmp_path: Path, kind: str, part: str) -> None:
    body = paragraph(run("Text"), f'<w:r><w:{kind}Reference w:id="1"/></w:r>')
    _, findings = read(
        tmp_path,
        body,
        settings=f'<w:{kind}Pr><w:numRestart w:val="eachPage"/></w:{kind}Pr>',
        **{part: f'<w:{kind} w:id="1">{paragraph(run("Note."))}</w:{kind}>'},
    )
    assert [(finding.rule, finding.severity) for finding in findings] == [("word-note-numbers", Severity.WARNING)]


def test_a_section_whose_change_is_tracked_counts_once_for_the_numbers_of_notes(tmp_path: Path) -> None:
    before = '<w:sectPrChange w:id="1" w:author="A"><w:sectPr/></w:sectPrChange>'
    first = f'<w:sectPr><w:footnotePr><w:numFmt w:val="upperLetter"/></w:footnotePr>{before}</w:sectPr>'
    second = '<w:sectPr><w:footnotePr><w:numFmt w:val="upperRoman"/></w:footnotePr></w:sectPr>'
    marks = [f'<w:r><w:footnoteReference w:id="{key}"/></w:r>' for key in ("3", "4")]
    body = paragraph(run("One."), marks[0], properties=first) + paragraph(run("Two."), marks[1]) + second
    notes = "".join(f'<w:footnote w:id="{key}"><w:p>{run(f"Note {key}.")}</w:p></w:footnote>' for key in ("3", "4"))
    document, _ = read(tmp_path, body, footnotes=notes)
    assert [note.number for note in document.notes.values()] == ["A", "II"]


def test_endnotes_stand_beside_footnotes(tmp_path: Path) -> None:
    body = paragraph(
        run("Text"), '<w:r><w:endnoteReference w:id="1"/></w:r>', '<w:r><w:footnoteReference w:id="1"/></w:r>'
    )
    document, _ = read(
        tmp_path,
        body,
        footnotes=f'<w:footnote w:id="1">{paragraph(run("Foot."))}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{paragraph(run("End."))}</w:endnote>',
    )
    assert [(key, note.kind, note.number) for key, note in document.notes.items()] == [
        ("endnote-1", "endnote", "i"),
        ("footnote-1", "footnote", "1"),
    ]


def test_pictures_come_with_size_and_alternative_text(tmp_path: Path) -> None:
    document, findings = read(tmp_path, paragraph(drawing("picture1")), files={"picture1": ("image", PIXEL)})
    assert findings == ()
    (block,) = document.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert block.inlines == (Drawing("word/parts/picture1", 72.0, 36.0, "A grey dot", False),)
    assert document.images["word/parts/picture1"].media_type == "image/png"


def drawing(reference: str, rectangle: str = "", transform: str = "") -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="457200"/><wp:docPr id="1" name="P" descr="A grey dot"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{reference}"/>{rectangle}</pic:blipFill><pic:spPr>{transform}</pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


@pytest.mark.parametrize(
    "inline",
    [
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>',
        "<w:r><w:object><o:OLEObject/></w:object></w:r>",
        '<w:r><w:object><w:control r:id="sub"/></w:object></w:r>',
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        '<a:blip r:embed="drawn"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='C'/><a:graphic><a:graphicData "
        "uri='http://schemas.openxmlformats.org/drawingml/2006/chart'/></a:graphic></wp:inline></w:drawing></w:r>",
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='C'/><a:graphic><a:graphicData "
        "uri='http://schemas.openxmlformats.org/drawingml/2006/diagram'/></a:graphic></wp:inline></w:drawing></w:r>",
        '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>EQ</w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:r><w:somethingNew/></w:r>",
        '<w:subDoc r:id="sub"/>',
    ],
)
def test_what_cannot_be_carried_over_is_never_a_silent_hole(tmp_path: Path, inline: str) -> None:
    body = paragraph(run("First.")) + paragraph(run("Here comes something new: "), inline, run("after it."))
    drawn = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    document, findings = read(tmp_path, body, files={"picture1": ("image", PIXEL), "drawn": ("image", drawn)})
    (finding,) = findings
    assert (finding.rule, finding.severity) == ("word-unsupported", Severity.ERROR)
    assert finding.where == "paper.docx › paragraph 2 from the top, after “Here comes something new:”"
    assert finding.hint
    assert lines(document) == ["First.", "Here comes something new: after it."]


def test_a_picture_says_how_it_is_cropped_and_turned_and_where_it_leads(tmp_path: Path) -> None:
    click = '<wp:docPr id="1" name="P" descr="A dot"><a:hlinkClick r:id="rId9"/></wp:docPr>'
    inline = drawing("picture1", '<a:srcRect l="-900" t="120" r="20000"/>', '<a:xfrm rot="5400000" flipH="1"/>')
    inline = inline.replace('<wp:docPr id="1" name="P" descr="A grey dot"/>', click)
    block = read_paragraph(
        tmp_path, paragraph(inline), files={"picture1": ("image", PIXEL)}, links={"rId9": "https://example.org/"}
    )
    (found,) = block.inlines
    assert isinstance(found, Drawing)
    assert found.crop == (0.0, 0.0, 0.2, 0.0)
    assert (found.rotation, found.mirrored, found.flipped) == (90.0, True, False)
    assert found.link == Link("https://example.org/")


def test_a_floating_picture_says_where_it_stands(tmp_path: Path) -> None:
    places = (
        '<wp:positionH relativeFrom="page"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="topMargin"><wp:posOffset>127000</wp:posOffset></wp:positionV>'
    )
    floating = drawing("picture1").replace("wp:inline>", "wp:anchor>").replace("<wp:anchor>", f"<wp:anchor>{places}")
    block = read_paragraph(tmp_path, paragraph(floating), files={"picture1": ("image", PIXEL)})
    (found,) = block.inlines
    assert isinstance(found, Drawing)
    assert found.position == Position("page", 0.0, "right", "topMargin", 10.0, "")


def test_a_picture_that_the_file_lacks_blocks(tmp_path: Path) -> None:
    _, findings = read(tmp_path, paragraph(run("Look: "), drawing("missing")))
    assert [(finding.rule, finding.severity) for finding in findings] == [("image-missing", Severity.ERROR)]


def test_embedded_files_are_told_once(tmp_path: Path) -> None:
    path = make_word(tmp_path / "paper.docx", paragraph(run("Words.")))
    parts = dict(read_package(path).parts)
    parts |= {"word/embeddings/oleObject1.bin": b"x", "word/embeddings/Sheet1.xlsx": b"x"}
    path.write_bytes(write_package(parts))
    _, (finding,) = read_document(path)
    assert (finding.rule, "2 files" in finding.message) == ("embedded-files", True)


@pytest.mark.parametrize(("company", "known"), [("<Company> The Board </Company>", "The Board"), ("", "")])
def test_the_company_is_no_organisation_that_was_named(tmp_path: Path, company: str, known: str) -> None:
    path = make_word(tmp_path / "paper.docx", paragraph(run("Words.")))
    parts = dict(read_package(path).parts)
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    parts["docProps/app.xml"] = f'<Properties xmlns="{namespace}">{company}</Properties>'.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["_rels/.rels"] = relationships(
        {
            "main": (f"{kind}/officeDocument", "word/document.xml"),
            "app": (f"{kind}/extended-properties", "docProps/app.xml"),
        }
    )
    path.write_bytes(write_package(parts))
    document, _ = read_document(path)
    assert (document.properties.organisation, document.properties.company) == ("", known)


def test_tracked_changes_show_insertions_and_are_reported_once(tmp_path: Path) -> None:
    body = paragraph(run("Untouched.")) + paragraph(
        run("Kept "),
        f'<w:ins w:id="1">{run("inserted ")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>deleted</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{run("from")}</w:moveFrom>',
        f'<w:moveTo w:id="4">{run("to")}</w:moveTo>',
    )
    document, findings = read(tmp_path, body)
    assert lines(document) == ["Untouched.", "Kept inserted to"]
    (finding,) = findings
    assert (finding.rule, finding.severity) == ("tracked-changes", Severity.WARNING)
    assert "4 tracked changes" in finding.message
    assert finding.where.startswith("paper.docx › paragraph 2 from the top")


def test_a_deleted_paragraph_end_runs_on_and_is_not_numbered(tmp_path: Path) -> None:
    body = paragraph(run("Joined "), properties="<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph(run("to this."))
    body += paragraph(
        '<w:del w:id="2"><w:r><w:delText>Gone.</w:delText></w:r></w:del>', properties="<w:rPr><w:del w:id='3'/></w:rPr>"
    )
    body += paragraph(run("Last "), properties="<w:rPr><w:del w:id='1'/></w:rPr>")
    document, _ = read(tmp_path, body)
    assert lines(document) == ["Joined to this.", "Last "]


def test_changes_in_notes_are_reported(tmp_path: Path) -> None:
    inserted = f'<w:ins w:id="1">{run("Foot.")}</w:ins>'
    body = paragraph(run("Text"), '<w:r><w:footnoteReference w:id="1"/></w:r>')
    _, findings = read(tmp_path, body, footnotes=f'<w:footnote w:id="1">{paragraph(inserted)}</w:footnote>')
    assert [(finding.rule, finding.where) for finding in findings] == [("tracked-changes", "paper.docx › a footnote")]


def test_comments_hidden_text_and_prompts_are_reported(tmp_path: Path) -> None:
    body = paragraph(run("Seen. "), '<w:r><w:commentReference w:id="1"/></w:r>', run("Unseen.", "<w:vanish/>"))
    body += paragraph(
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here.')}</w:sdtContent></w:sdt>"
    )
    document, findings = read(tmp_path, body)
    assert lines(document) == ["Seen. ", "Click here."]
    assert [finding.rule for finding in findings] == ["placeholder-text", "comments", "hidden-text"]
    assert not any(finding.blocks for finding in findings)


def test_breaks_hyphens_and_symbols(tmp_path: Path) -> None:
    (block,) = read_body(
        tmp_path,
        paragraph(
            '<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/>'
            '<w:br/><w:br w:type="page"/><w:cr/></w:r>',
            run("\uf061", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'),
        ),
    )
    assert isinstance(block, Paragraph)
    assert text(block.inlines) == "a\u2011\u00ad✓α"
    kinds = [inline.kind for inline in block.inlines if isinstance(inline, Break)]
    assert kinds == [BreakKind.LINE, BreakKind.PAGE, BreakKind.LINE]
    last = block.inlines[-1]
    assert isinstance(last, Run)
    assert last.format.font == "Times New Roman"


def test_text_boxes_follow_the_paragraph_that_they_hang_on(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    modern = (
        "<w:drawing><wp:anchor><wp:docPr id='1' name='T'/><a:graphic><a:graphicData "
        "uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{modern}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = paragraph(run("Before "), both, run("after.")) + paragraph(f"<w:r>{old}</w:r>", run("Old."))
    document, findings = read(tmp_path, body)
    assert findings == ()
    assert lines(document) == ["Before after.", "In the box.", "Old.", "In the box."]


def test_an_alternative_that_is_not_understood_gives_way_to_its_fallback(tmp_path: Path) -> None:
    choice = '<mc:Choice Requires="aink"><w:r><w:unknown/></w:r></mc:Choice>'
    both = f"<mc:AlternateContent>{choice}<mc:Fallback>{run('Old.')}</mc:Fallback></mc:AlternateContent>"
    document, findings = read(tmp_path, paragraph(both))
    assert findings == ()
    assert lines(document) == ["Old."]


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ({"word/document.xml": b"<w:document"}, "file-damaged"),
        ({"word/document.xml": b"<other/>"}, "word-no-document"),
        ({"word/document.xml": None, "_rels/.rels": None}, "word-no-document"),
        ({"word/styles.xml": b"<w:styles"}, "file-damaged"),
        ({"word/_rels/document.xml.rels": b"<broken"}, "file-damaged"),
    ],
)
def test_damaged_files_say_what_is_wrong(tmp_path: Path, parts: dict[str, bytes | None], rule: str) -> None:
    path = make_word(tmp_path / "paper.docx", paragraph(run("Text.")), styles="")
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content = {name: data for name, data in (content | parts).items() if data is not None}
    path.write_bytes(write_package(content))
    with pytest.raises(InputError) as caught:
        read_document(path, name="Our paper.docx")
    assert caught.value.rule == rule
    assert "Our paper.docx" in caught.value.message
    assert caught.value.hint


def test_missing_parts_are_findings_and_the_text_stays(tmp_path: Path) -> None:
    body = (
        paragraph(run("One"), '<w:r><w:footnoteReference w:id="9"/></w:r>')
        + paragraph(f'<w:hyperlink r:id="nowhere">{run("a link")}</w:hyperlink>')
        + '<w:sectPr><w:headerReference w:type="default" r:id="nowhere"/></w:sectPr>'
    )
    document, findings = read(tmp_path, body)
    assert lines(document) == ["One ", "a link"]
    assert sorted(finding.rule for finding in findings) == [
        "word-broken-link",
        "word-missing-note",
        "word-missing-part",
    ]
    assert list(document.notes) == ["footnote-9"]


def test_circular_styles_are_reported_and_read(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Ann"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Bob"/><w:basedOn w:val="A"/></w:style>'
    )
    document, findings = read(tmp_path, paragraph(run("Round."), properties='<w:pStyle w:val="B"/>'), styles=styles)
    assert lines(document) == ["Round."]
    assert [finding.rule for finding in findings] == ["word-circular-styles"]
    assert "“Ann”, “Bob”" in findings[0].message


def test_unbalanced_fields_swallow_no_words(tmp_path: Path) -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    for body in (
        paragraph(begin, run("Kept one.")) + paragraph(run("Kept two.")),
        paragraph(run("Kept one."), end) + paragraph(run("Kept two.")),
    ):
        document, _ = read(tmp_path, body)
        assert lines(document) == ["Kept one.", "Kept two."]


def test_an_empty_document_has_one_empty_section(tmp_path: Path) -> None:
    document, findings = read(tmp_path, PAGE)
    assert findings == ()
    assert [section.blocks for section in document.sections] == [()]


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    nested = "<w:sdt><w:sdtContent>" * 700 + paragraph(run("Deep.")) + "</w:sdtContent></w:sdt>" * 700
    with pytest.raises(InputError) as caught:
        read(tmp_path, nested)
    assert caught.value.rule == "file-oversized"


def test_tabs_that_name_their_place_bring_their_stops(tmp_path: Path) -> None:
    tab = '<w:r><w:ptab w:relativeTo="margin" w:alignment="{}" w:leader="none"/></w:r>'
    own = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    body = paragraph(
        run("Left"), tab.format("center"), run("Middle"), tab.format("right"), run("Right"), properties=own
    )
    (block,) = read_body(tmp_path, body)
    assert isinstance(block, Paragraph)
    assert [(round(stop.position, 2), stop.align) for stop in block.format.tabs] == [
        (36.0, "left"),
        (225.65, "center"),
        (451.3, "right"),
    ]


def test_an_alternative_with_nothing_to_read_is_reported(tmp_path: Path) -> None:
    hollow = '<mc:AlternateContent><mc:Choice Requires="aink"><w:r/></mc:Choice><mc:Fallback/></mc:AlternateContent>'
    _, findings = read(tmp_path, paragraph(run("Ink:"), hollow))
    assert [finding.rule for finding in findings] == ["word-unsupported"]


def test_an_arrow_beside_a_text_box_is_reported(tmp_path: Path) -> None:
    box = f"<wps:wsp><wps:txbx><w:txbxContent>{paragraph(run('Boxed.'))}</w:txbxContent></wps:txbx></wps:wsp>"
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
    drawing_of = (
        "<w:r><w:drawing><wp:anchor><wp:docPr id='1' name='G'/><a:graphic><a:graphicData uri='{}'>{}"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    document, findings = read(tmp_path, paragraph(drawing_of.format(uri, box + "<wps:wsp/>")))
    assert lines(document) == ["", "Boxed."]
    assert [finding.rule for finding in findings] == ["word-unsupported"]


UNEQUAL = '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="3000" w:space="400"/><w:col w:w="6000"/></w:cols>'


def test_columns_of_one_width_are_read(tmp_path: Path) -> None:
    body = paragraph(run("x")) + '<w:sectPr><w:cols w:num="3" w:space="400" w:sep="1"/></w:sectPr>'
    document, findings = read(tmp_path, body)
    assert findings == ()
    (section,) = document.sections
    assert (section.columns, section.column_gap, section.column_line) == (3, 20.0, True)


def test_columns_of_different_widths_are_read(tmp_path: Path) -> None:
    document, findings = read(tmp_path, paragraph(run("x")) + f"<w:sectPr>{UNEQUAL}</w:sectPr>")
    assert findings == ()
    (section,) = document.sections
    assert (section.columns, section.column_widths) == (2, ((150.0, 20.0), (300.0, 0.0)))


def test_columns_of_their_own_but_the_same_width_are_plain_ones(tmp_path: Path) -> None:
    same = '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="4000" w:space="400"/><w:col w:w="4000"/></w:cols>'
    (section,) = read(tmp_path, paragraph(run("x")) + f"<w:sectPr>{same}</w:sectPr>")[0].sections
    assert (section.columns, section.column_gap, section.column_widths) == (2, 20.0, ())


def test_a_paragraph_from_right_to_left_has_its_sides_exchanged(tmp_path: Path) -> None:
    said = '<w:bidi/><w:ind w:left="1440" w:right="360"/>'
    body = "".join(
        paragraph(run("x"), properties=said + jc) for jc in ("", '<w:jc w:val="end"/>', '<w:jc w:val="both"/>')
    )
    looks = [block.format for block in read(tmp_path, body)[0].sections[0].blocks if isinstance(block, Paragraph)]
    assert [look.align for look in looks] == [Justification.RIGHT, Justification.LEFT, Justification.BOTH]
    assert {(look.left, look.right, look.right_to_left) for look in looks} == {(18.0, 72.0, True)}


def test_turned_cells_are_said(tmp_path: Path) -> None:
    cell = '<w:tc><w:tcPr><w:textDirection w:val="btLr"/></w:tcPr><w:p/></w:tc>'
    _, findings = read(tmp_path, f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>{paragraph(run('x'))}")
    assert [(finding.rule, finding.severity) for finding in findings] == [("word-layout", Severity.WARNING)]


@pytest.mark.parametrize("direction", ["lrTb", "lrTbV", "tb"])
def test_a_cell_that_says_it_runs_across_is_no_turned_one(tmp_path: Path, direction: str) -> None:
    cell = f'<w:tc><w:tcPr><w:textDirection w:val="{direction}"/></w:tcPr><w:p/></w:tc>'
    _, findings = read(tmp_path, f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>{paragraph(run('x'))}")
    assert findings == ()


def test_a_header_for_two_widths_is_reported_once(tmp_path: Path) -> None:
    head = '<w:headerReference w:type="default" r:id="header1"/>'
    wide = f'<w:sectPr>{head}<w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    inserted = '<w:ins w:id="1"><w:subDoc/></w:ins>'
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="100%" w:type="pct"/></w:tblPr><w:tblGrid><w:gridCol w:w="999"/></w:tblGrid>'
        f"<w:tr><w:tc>{paragraph(run('Head'), inserted)}</w:tc></w:tr></w:tbl>"
    )
    document, findings = read(tmp_path, paragraph(run("x"), properties=wide) + paragraph(run("y")), header1=table)
    widths = [
        block.columns[0] for part in document.sections for block in part.headers.default if isinstance(block, Table)
    ]
    assert [round(width) for width in widths] == [698, 451]
    assert [finding.rule for finding in findings] == ["word-unsupported", "tracked-changes"]
    assert findings[0].where.startswith("paper.docx › the header")
    assert "1 tracked change:" in findings[1].message


def test_reading_loads_no_other_word_library() -> None:
    code = "import sys, boardpaper.sources.word.reader; print({'docx', 'docxtpl', 'jinja2'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "set()"


@pytest.mark.parametrize("template", ["agenda-item.docx", "front-sheet.docx"])
def test_the_shipped_templates_read_without_findings(template: str) -> None:
    document, findings = read_document(TEMPLATES / template)
    assert findings == ()
    assert any("{{" in line for line in lines(document))
