"""Word files as narrative: what each piece of Word becomes, and what is refused."""

import io
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

from boardpaper.model.finding import Finding
from boardpaper.model.prose import (
    Align,
    BlockList,
    FigureReference,
    Heading,
    LineBreak,
    Link,
    ListItem,
    ListKind,
    NoteReference,
    Paragraph,
    Place,
    Placeholder,
    Prose,
    SourcedFigure,
    Table,
    Text,
)
from boardpaper.sources.narrative.snippet.reader import read_word_snippet
from tests.support.markdown_reading import block_words, clean
from tests.support.word_snippets import NAME, items, para, read, run, snippet, table


def good(folder: Path, body: str, *, notes: str = "") -> Prose:
    prose, findings = read(folder, body, notes=notes)
    assert findings == ()
    return prose


def rules(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.where.removeprefix(f"{NAME}, ")) for finding in findings]


def place(number: int) -> Place:
    return Place(NAME, number, "paragraph")


def words(text: str, number: int, *, numbered: bool = True) -> Paragraph:
    return Paragraph((Text(text),), place(number), numbered)


@pytest.mark.parametrize(
    ("note", "body", "expected"),
    [
        (items((1, 0, "c")), 1, [("narrative-unsupported", "paragraph 1")]),
        (para(run("b") + '<w:r><w:footnoteReference w:id="3"/></w:r>'), 1, [("narrative-unsupported", "paragraph 1")]),
        (para(run("b")), 2, [("note-repeated", "paragraph 2")]),
    ],
)
def test_a_note_that_cannot_stay_one_is_refused(
    tmp_path: Path, note: str, body: int, expected: list[tuple[str, str]]
) -> None:
    marked = "".join(para(run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>') for _ in range(body))
    notes = f'<w:footnote w:id="2">{note}</w:footnote><w:footnote w:id="3">{para(run("d"))}</w:footnote>'
    _, findings = read(tmp_path, marked, notes=notes)
    assert rules(findings) == expected


def test_headings_are_moved_below_the_part(tmp_path: Path) -> None:
    body = para(run("One"), style="H1") + para(run("Two"), style="H2") + para(run("Three")) + para("")
    assert good(tmp_path, body).blocks == (
        Heading(2, (Text("One"),), place(1)),
        Heading(3, (Text("Two"),), place(2)),
        words("Three", 3),
    )
    assert [
        block.level for block in good(tmp_path, para(run("Two"), style="H2")).blocks if isinstance(block, Heading)
    ] == [2]
    prose, _ = read(tmp_path, para(run("One"), style="H1"), under=2)
    assert prose.blocks == (Heading(3, (Text("One"),), place(1)),)


def test_styles_breaks_and_tabs(tmp_path: Path) -> None:
    body = para(
        run("Plain ") + run("bo", "<w:b/>") + run("ld", "<w:b/>") + run(" both", "<w:b/><w:i/>") + "<w:r><w:br/></w:r>"
        "<w:r><w:tab/></w:r>" + run("next ", "")
    )
    assert good(tmp_path, body).blocks == (
        Paragraph(
            (
                Text("Plain "),
                Text("bold", bold=True),
                Text(" both", bold=True, italic=True),
                LineBreak(),
                Text(" next"),
            ),
            place(1),
        ),
    )


@pytest.mark.parametrize(
    "runs",
    [
        ["{{homicide.change@2021/22}}"],
        ["{", "{homicide", ".change@2021/22}}"],
        ["{{", "homicide.change", "@2021/22", "}", "}"],
        ["{{ homi", "cide.change@2021/22 }}"],
    ],
)
def test_a_reference_that_word_split_over_runs(tmp_path: Path, runs: list[str]) -> None:
    joined = "".join(run(text) for text in ("up ", *runs, " now"))
    assert good(tmp_path, para(joined)).blocks == (
        Paragraph((Text("up "), FigureReference("homicide.change@2021/22", place(1)), Text(" now")), place(1)),
    )


def test_a_split_reference_takes_the_style_of_its_name(tmp_path: Path) -> None:
    marks = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    body = para(
        run("{{", "<w:i/>") + marks + run("a.val", "<w:b/>") + run("ue", '<w:color w:val="FF0000"/>') + run("}} x")
    )
    assert good(tmp_path, body).blocks == (
        Paragraph((FigureReference("a.value", place(1), bold=True), Text(" x")), place(1)),
    )


def test_hyphens_that_word_holds_are_plain_in_a_reference(tmp_path: Path) -> None:
    body = para(run("{{knife") + "<w:r><w:noBreakHyphen/></w:r>" + run("crime.value}} knife\u2011crime"))
    assert good(tmp_path, body).blocks == (
        Paragraph((FigureReference("knife-crime.value", place(1)), Text(" knife\u2011crime")), place(1)),
    )


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", "”"), ("”", "”"), ("‘", "’")])
def test_a_sourced_figure_with_the_quotes_that_word_sets(tmp_path: Path, opening: str, closing: str) -> None:
    body = para(
        run("[2")
        + run("2]{sou", "<w:b/>")
        + run(f"rce={opening}Force Tasking, March 2022{closing}}} {{.unnum")
        + run("bered}")
    )
    assert good(tmp_path, body).blocks == (
        Paragraph((SourcedFigure("22", "Force Tasking, March 2022"),), place(1), numbered=False),
    )


def test_placeholders_stand_alone(tmp_path: Path) -> None:
    assert good(tmp_path, para(run("{{chart:") + run("homicide", "<w:b/>") + run("}} "))).blocks == (
        Placeholder("chart", "homicide", place(1)),
    )


def test_a_figure_copied_from_a_paper_is_live_again(tmp_path: Path) -> None:
    control = '<w:sdt><w:sdtPr><w:tag w:val="{}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    body = para(
        run("Up ")
        + control.format("a.change", run("1.9% ") + run("increase", "<w:b/>"))
        + control.format("x", run("!"))
    )
    assert good(tmp_path, body).blocks == (
        Paragraph((Text("Up "), FigureReference("a.change", place(1)), Text("!")), place(1)),
    )
    _, findings = read(tmp_path, para(control.format("source:0123", run("22"))))
    assert rules(findings) == [("sourced-figure-empty", "paragraph 1")]


def test_links(tmp_path: Path) -> None:
    body = para(
        run("See ")
        + f'<w:hyperlink r:id="link">{run("the ")}{run("report", "<w:b/>")}{run(" {{a.value}}")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="appendix">{run("there")}</w:hyperlink>'
    )
    assert good(tmp_path, body).blocks == (
        Paragraph(
            (
                Text("See "),
                Link(
                    "https://example.org/report",
                    (Text("the "), Text("report", bold=True), Text(" "), FigureReference("a.value", place(1))),
                    place(1),
                ),
                Link("#appendix", (Text("there"),), place(1)),
            ),
            place(1),
        ),
    )


def test_a_link_inside_the_snippet_keeps_its_words(tmp_path: Path) -> None:
    body = para('<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>' + run("A")) + para(
        f'<w:hyperlink w:anchor="here">{run("up there")}</w:hyperlink>'
    )
    prose, findings = read(tmp_path, body)
    assert prose.blocks[1] == words("up there", 2)
    assert [(finding.rule, finding.blocks) for finding in findings] == [("link-dropped", False)]


def test_notes(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    body = para(run("One") + mark.format(2) + run(", two") + mark.format(3))
    notes = note.format(2, para("<w:r><w:footnoteRef/></w:r>" + run(" First {{a.") + run("value}}"))) + note.format(
        3, para(run("Second")) + para(run("more", "<w:i/>"))
    )
    prose = good(tmp_path, body, notes=notes)
    first, second = prose.notes
    assert prose.blocks == (
        Paragraph(
            (Text("One"), NoteReference(first, place(1)), Text(", two"), NoteReference(second, place(1))), place(1)
        ),
    )
    assert first.startswith(f"{NAME}#")
    assert prose.notes == {
        first: (Text("First "), FigureReference("a.value", place(1))),
        second: (Text("Second"), LineBreak(), Text("more", italic=True)),
    }


def outline(blocks: Iterable[object]) -> list[object]:
    found: list[object] = []
    for block in blocks:
        if isinstance(block, BlockList):
            found.append((block.kind.value, block.start, [outline(item.blocks) for item in block.items]))
        elif isinstance(block, Paragraph | Heading):
            found.append(block_words([block]))
    return found


def test_lists(tmp_path: Path) -> None:
    body = (
        para(run("The board:"))
        + items((2, 0, "one"), (2, 1, "inner"), (2, 2, "deep"), (2, 1, "inner two"), (2, 0, "two"))
        + para(run("more of two"), extra='<w:ind w:left="720"/>')
        + items((2, 0, "three"))
        + para(run("Between"))
        + items((2, 0, "four"), (1, 0, "bullet"), (1, 1, "under"), (3, 1, "odd"))
    )
    prose = good(tmp_path, body)
    assert outline(prose.blocks) == [
        "The board:",
        (
            "letter",
            1,
            [
                ["one", ("roman", 1, [["inner", ("bullet", 1, [["deep"]])], ["inner two"]])],
                ["two", "more of two"],
                ["three"],
            ],
        ),
        "Between",
        ("letter", 4, [["four"]]),
        ("bullet", 1, [["bullet", ("bullet", 1, [["under"]]), ("decimal", 1, [["odd"]])]]),
    ]
    assert prose.blocks[3] == BlockList(
        ListKind.LETTER, (ListItem((words("four", 10, numbered=False),)),), place(10), 4
    )


def test_the_list_styles_of_word_nest(tmp_path: Path) -> None:
    file = docx.Document()
    for text, style in (("a", "List Bullet"), ("b", "List Bullet 2"), ("c", "List Bullet 3"), ("d", "List Bullet")):
        file.add_paragraph(text, style=style)
    file.add_paragraph("e", style="List Number")
    path = tmp_path / "made.docx"
    file.save(str(path))
    prose, _ = read_word_snippet(path, name=NAME)
    assert outline(prose.blocks) == [
        ("bullet", 1, [["a", ("bullet", 1, [["b", ("bullet", 1, [["c"]])]])], ["d"]]),
        ("decimal", 1, [["e"]]),
    ]


def test_tables(tmp_path: Path) -> None:
    right = '<w:jc w:val="right"/>'
    body = para(run("Table 1"), style="Caption") + table(
        (para(run("Measure", "")), para(run("Number"), extra=right)),
        (para(run("Homicide")) + para(run("all")), para(run("{{a.") + run("value}}"), extra=right)),
        (para(run("Robbery")), para("")),
    )
    caption, found = good(tmp_path, body).blocks
    assert caption == words("Table 1", 1, numbered=False)
    assert isinstance(found, Table)
    assert (found.header, found.rows) == (
        ((Text("Measure"),), (Text("Number"),)),
        (
            ((Text("Homicide"), LineBreak(), Text("all")), (FigureReference("a.value", place(6)),)),
            ((Text("Robbery"),), ()),
        ),
    )
    assert (found.align, found.widths, found.place) == ((Align.LEFT, Align.RIGHT), (100.0, 50.0), place(2))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para(run("a {{b")), [("reference-unclosed", "paragraph 1")]),
        (para(run("a")) + para(run("b }} c")), [("reference-unclosed", "paragraph 2")]),
        (para(run("{% if a %}")), [("template-tag-in-narrative", "paragraph 1")]),
        (para(run("a {.wide} b")), [("attribute-unknown", "paragraph 1")]),
        (para(run("a {{chart:b}}")), [("placeholder-in-text", "paragraph 1")]),
        (items((1, 0, "{{chart:b}}")), [("placeholder-in-text", "paragraph 1")]),
        (para(run("{{graph:b}}")), [("placeholder-unknown", "paragraph 1")]),
        (items((4, 0, "Agree")), [("narrative-unsupported", "paragraph 1")]),
        (items((1, 0, "a"), (1, 0, "")), [("list-item-empty", "paragraph 2")]),
        (para(run("a", "<w:strike/>")), [("narrative-unsupported", "paragraph 1")]),
        (para(run("m") + run("2", '<w:vertAlign w:val="superscript"/>')), [("style-dropped", "paragraph 1")]),
        (
            para(run("10") + run("6", '<w:vertAlign w:val="superscript"/>')),
            [("figures-joined", "paragraph 1"), ("style-dropped", "paragraph 1")],
        ),
        (para(run("pcc", "<w:caps/>")), [("style-dropped", "paragraph 1")]),
        (para(run("PCC", "<w:caps/>")), []),
        (para(run("Heading", "<w:caps/>"), style="H1"), []),
        (para(run("a", '<w:u w:val="single"/>')), [("style-dropped", "paragraph 1")]),
        (para(run("a")) + para('<w:r><w:br w:type="page"/></w:r>'), [("page-break-dropped", "paragraph 2")]),
        (para(run("a") + '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'),
         [("narrative-unsupported", "paragraph 1")]),
        (para(run("a") + '<w:fldSimple w:instr=" PAGE "/>'), [("narrative-unsupported", "paragraph 1")]),
        (table((para(run("a")), para(run("b"))), (table((para(run("c")),)) + para(""), para(run("d")))),
         [("narrative-unsupported", "paragraph 1")]),
        (para(run("a"), style="H1") + para(run("b"), style="H3"), [("heading-skips-level", "paragraph 2")]),
        ("".join(para(run("a"), extra=f'<w:outlineLvl w:val="{level}"/>') for level in range(6)),
         [("heading-too-deep", "paragraph 6")]),
        (para('<w:r><w:footnoteReference w:id="9"/></w:r>'),
         [("word-missing-note", f"{NAME} › paragraph 1 from the top"), ("note-empty", "paragraph 1")]),
        (table((para(""), para("")), (para(run("a")), para(run("b")))), [("table-without-header", "paragraph 1")]),
        (table((para(run("a")), para(run("b"))), (para(run("c")),)), [("table-merged-cells", "paragraph 1")]),
        (table((para(run("a")), para(run("b"))), (items((1, 0, "c")), para(run("d")))),
         [("narrative-unsupported", "paragraph 3")]),
        (para(run("a") + '<w:del w:id="1" w:author="A"><w:r><w:delText>b</w:delText></w:r></w:del>'),
         [("tracked-changes", f"{NAME} › paragraph 1 from the top, “a”")]),
        ("", [("narrative-empty", NAME)]),
    ],
)  # fmt: skip
def test_what_is_refused_or_named(tmp_path: Path, body: str, expected: list[tuple[str, str]]) -> None:
    _, findings = read(tmp_path, body)
    assert rules(findings) == expected
    assert all(finding.message and finding.hint for finding in findings)


def test_an_ordinal_that_word_raised_is_plain(tmp_path: Path) -> None:
    body = para(run("1") + run("st", '<w:vertAlign w:val="superscript"/>') + run(" May"))
    assert good(tmp_path, body).blocks == (words("1st May", 1),)


def test_an_unsafe_link_is_named(tmp_path: Path) -> None:
    body = para(f'<w:hyperlink r:id="link">{run("here")}</w:hyperlink>')
    path = snippet(tmp_path, body, link="file:///c:/secret.docx")
    prose, findings = read_word_snippet(path, name=NAME)
    assert prose.blocks == (words("here", 1),)
    assert rules(findings) == [("link-unsafe", "paragraph 1")]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"not a zip file")
    for path, rule in ((tmp_path / "none.docx", "narrative-missing"), (broken, None)):
        prose, (finding,) = read_word_snippet(path, name=NAME)
        assert prose.blocks == ()
        assert finding.blocks
        assert rule in (finding.rule, None)
        assert NAME in finding.where


def test_a_file_made_by_another_program(tmp_path: Path) -> None:
    """A python-docx document and the Markdown of the same words give the same words in the same blocks."""
    file = docx.Document()
    file.add_heading("Homicide", 1)
    paragraph = file.add_paragraph("There were ")
    paragraph.add_run("{{homicide.value}}").bold = True
    paragraph.add_run(" homicides:")
    file.add_paragraph("first", style="List Bullet")
    file.add_paragraph("second", style="List Bullet")
    file.add_paragraph("one", style="List Number")
    file.add_paragraph("After.").add_run().add_break(WD_BREAK.LINE)
    grid = file.add_table(2, 2)
    for cell, text in zip((cell for row in grid.rows for cell in row.cells), "abcd", strict=True):
        cell.text = text
    grid.cell(1, 1).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    path = tmp_path / "made.docx"
    file.save(str(path))
    prose, findings = read_word_snippet(path, name=NAME)
    assert findings == ()
    markdown = clean(
        tmp_path,
        "## Homicide\n\nThere were **{{homicide.value}}** homicides:\n\n- first\n- second\n\n1. one\n\nAfter.\n\n"
        "| a | b |\n| - | -: |\n| c | d |\n",
    )
    assert [type(block) for block in prose.blocks] == [type(block) for block in markdown.blocks]
    assert block_words(prose.blocks).split() == block_words(markdown.blocks).split()
    assert isinstance(prose.blocks[-1], Table)
    assert prose.blocks[-1].align == (Align.LEFT, Align.RIGHT)


def png() -> bytes:
    """A grey dot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def test_pictures_and_headers_are_named(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("Before")
    file.add_picture(io.BytesIO(png()))
    file.sections[0].header.paragraphs[0].text = "Draft"
    path = tmp_path / "made.docx"
    file.save(str(path))
    prose, findings = read_word_snippet(path, name=NAME)
    assert prose.blocks == (words("Before", 1),)
    assert [(finding.rule, finding.blocks) for finding in findings] == [
        ("narrative-unsupported", True),
        ("header-dropped", False),
    ]
