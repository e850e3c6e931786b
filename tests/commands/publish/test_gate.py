"""What an office would regret to have published, in every corner of a Word file: nothing slips through."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from boardpaper.cli.main import main
from tests.support.publishable import ARIAL, ENGLISH, FIRST, HEADINGS, picture, word
from tests.support.word_files import PAGE, PIXEL, paragraph, relationships, run

WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
COMMENT = '<w:r><w:commentReference w:id="1"/></w:r>'
COMMENTS = f'<w:comment w:id="1">{paragraph(run("Really?"))}</w:comment>'
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
YELLOW, SHADED = '<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'
PROMPTED = "<w:showingPlcHdr/><w:text/>"
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
Case = tuple[str, dict[str, Any]]


def furnished(place: str) -> str:
    reference = f'<w:{place}Reference w:type="default" r:id="{place}1"/>'
    return FIRST + PAGE.replace("<w:sectPr>", f"<w:sectPr>{reference}")


def header(content: str, **rest: Any) -> Case:
    return furnished("header"), {"header1": content, **rest}


def footnote(content: str, **rest: Any) -> Case:
    return paragraph(run("Words"), NOTE), {"footnotes": f'<w:footnote w:id="1">{content}</w:footnote>', **rest}


def styled(kind: str, look: str, body: str) -> Case:
    style = f'<w:style w:type="{kind}" w:styleId="S"><w:name w:val="S"/><w:rPr>{look}</w:rPr></w:style>'
    return FIRST + body, {"styles": ARIAL + HEADINGS + style}


def control(content: str, properties: str = PROMPTED) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def cell(content: str, span: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{content}</w:tc>'


def grid(*rows: str, columns: int = 2) -> str:
    wide = '<w:gridCol w:w="3000"/>' * columns
    head = "<w:trPr><w:tblHeader/></w:trPr>" + "".join(cell(paragraph(run(name))) for name in "AB"[:columns])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{wide}</w:tblGrid><w:tr>{head}</w:tr>{''.join(rows)}</w:tbl>{paragraph()}"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def box(content: str, *, fill: str = "", placed: str = "anchor") -> str:
    """A text box as Word draws it since 2010."""
    look = f'<wps:spPr><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></wps:spPr>' if fill else ""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:{placed}><wp:extent cx="914400" '
        f'cy="457200"/><wp:docPr id="1" name="P"/><a:graphic><a:graphicData uri="{WPS}"><wps:wsp>{look}<wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:{placed}>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_box(content: str) -> str:
    """A text box as Word drew it before 2010."""
    shape = f"<v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape>"
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def watermark(words: str) -> str:
    return (
        f'<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="{words}"/></v:shape></w:pict></w:r>'
    )


def unseen(inner: str) -> str:
    return f"<w:r><w:rPr><w:vanish/></w:rPr>{inner.removeprefix('<w:r>')}"


def field(instruction: str, shown: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('separate')}{shown}{mark('end')}"


def described(old: bytes, new: bytes) -> Case:
    assert old in ENGLISH
    return FIRST, {"core": ENGLISH.replace(old, new)}


def ink(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def dark_cell(look: str) -> str:
    return f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>{paragraph(run("unseen", look))}</w:tc>'


DARK_TABLE = (
    '<w:style w:type="table" w:styleId="S"><w:name w:val="S"/><w:tcPr><w:shd w:val="clear" w:fill="101010"/></w:tcPr>'
    "</w:style>"
)
IMAGE: Mapping[str, Any] = {"files": {"picture1": ("image", PIXEL)}}
WHITE = paragraph(run("x", '<w:color w:val="FFFFFF"/>'))
SOMETHING = paragraph(run("Fill this in"))
OTHER = cell(paragraph(run("Other")))

CASES: dict[str, dict[str, Case]] = {
    "comments": {
        "in a header": header(paragraph(run("Board"), COMMENT), comments=COMMENTS),
        "without a mark": (
            paragraph('<w:commentRangeStart w:id="1"/>', run("x"), '<w:commentRangeEnd w:id="1"/>'),
            {"comments": COMMENTS},
        ),
        "in a table of a header": header(grid(row(cell(paragraph(run("x"), COMMENT)), OTHER)), comments=COMMENTS),
        "in a note": footnote(paragraph(run("Source"), COMMENT), comments=COMMENTS),
        "in a text box": (paragraph(run("x"), box(paragraph(run("y"), COMMENT))), {"comments": COMMENTS}),
    },
    "tracked-changes": {
        "in a header": header(paragraph(f'<w:ins w:id="3">{run("Board")}</w:ins>')),
        "at a paragraph's end": (paragraph(run("x"), properties='<w:rPr><w:ins w:id="4"/></w:rPr>'), {}),
    },
    "hidden-text": {
        "by a style of characters": styled(
            "character", "<w:vanish/>", paragraph(run("unseen", '<w:rStyle w:val="S"/>'))
        ),
        "by a style of paragraphs": styled(
            "paragraph", "<w:vanish/>", paragraph(run("unseen"), properties='<w:pStyle w:val="S"/>')
        ),
        "by a style of tables": styled(
            "table", "<w:vanish/>",
            f'<w:tbl><w:tblPr><w:tblStyle w:val="S"/></w:tblPr>{row(OTHER)}</w:tbl>{paragraph()}',
        ),
        "in a header": header(paragraph(run("unseen", "<w:vanish/>"))),
        "a picture": (FIRST + paragraph(unseen(picture('descr="x"'))), {**IMAGE}),
        "a picture hidden by itself": (FIRST + paragraph(picture('descr="x" hidden="1"')), {**IMAGE}),
        "a text box": (FIRST + paragraph(unseen(box(SOMETHING))), {}),
        "an old text box": (FIRST + paragraph(unseen(old_box(SOMETHING))), {}),
        "in white": (FIRST + paragraph(run("unseen", '<w:color w:val="FFFFFF"/>')), {}),
        "in white in a box without a fill": (FIRST + paragraph(box(WHITE)), {}),
        "in white in a white box": (FIRST + paragraph(box(WHITE, fill="FFFFFF")), {}),
        "near to white": (FIRST + paragraph(run("unseen", '<w:color w:val="FDFDFD"/>')), {}),
        "near to white by a style": styled(
            "paragraph", '<w:color w:val="F4F4F4"/>', paragraph(run("unseen"), properties='<w:pStyle w:val="S"/>')
        ),
        "near to white in a box": (FIRST + paragraph(box(WHITE.replace("FFFFFF", "FAFAFA"))), {}),
        "black on black": (FIRST + paragraph(run("unseen", ink("000000")), properties=shade("000000")), {}),
        "black on nearly black": (FIRST + paragraph(run("unseen", ink("000000")), properties=shade("1A1A1A")), {}),
        "black on navy": (FIRST + paragraph(run("unseen", ink("000000")), properties=shade("1F3864")), {}),
        "black behind single words": (FIRST + paragraph(run("unseen", ink("0A0A0A") + shade("000000"))), {}),
        "black on a black cell": (grid(row(dark_cell(ink("111111")), OTHER)), {}),
        "black on a cell by a style of tables": (
            '<w:tbl><w:tblPr><w:tblStyle w:val="S"/></w:tblPr>'
            f'{row(cell(paragraph(run("unseen", ink("000000")))))}</w:tbl>{paragraph()}',
            {"styles": ARIAL + HEADINGS + DARK_TABLE},
        ),
        "the same red on red": (FIRST + paragraph(run("unseen", ink("C00000")), properties=shade("C80808")), {}),
        "black on black in a header": header(paragraph(run("unseen", ink("000000")), properties=shade("000000"))),
        "black on black in a box": (
            FIRST + paragraph(box(paragraph(run("unseen", ink("000000"))), fill="000000")), {},
        ),
        "black on black beside a picture": (
            FIRST + paragraph(run("unseen", ink("000000")), picture('descr="x"'), properties=shade("000000")),
            {**IMAGE},
        ),
        "in letters of one point": (FIRST + paragraph(run("unseen", '<w:sz w:val="2"/>')), {}),
        "a note's mark": (
            paragraph(run("x"), unseen(NOTE)), {"footnotes": f'<w:footnote w:id="1">{SOMETHING}</w:footnote>'},
        ),
    },
    "highlighting": {
        "by a style of characters": styled("character", YELLOW, paragraph(run("x", '<w:rStyle w:val="S"/>'))),
        "by a style of paragraphs": styled(
            "paragraph", YELLOW, paragraph(run("x"), properties='<w:pStyle w:val="S"/>')
        ),
        "by shading": (paragraph(run("x", SHADED)), {}),
        "by a style's shading": styled("character", SHADED, paragraph(run("x", '<w:rStyle w:val="S"/>'))),
        "by a solid pattern": (paragraph(run("x", '<w:shd w:val="solid" w:color="FFFF00" w:fill="auto"/>')), {}),
        "by a paragraph's shading": (paragraph(run("x"), properties=SHADED), {}),
        "in a header": header(paragraph(run("x", YELLOW))),
        "in a note": footnote(paragraph(run("x", YELLOW))),
        "of a field": (paragraph(field("PAGE", run("3", YELLOW))), {}),
        "of a label": (
            paragraph(
                run("x"),
                properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr>{YELLOW}</w:rPr>',
            ),
            {"numbering": LIST},
        ),
    },
    "placeholder-text": {
        "in a line": (paragraph(run("x "), control(run("Fill this in"))), {}),
        "around a paragraph": (FIRST + control(SOMETHING), {}),
        "around a row": (grid(control(row(cell(SOMETHING), OTHER))), {}),
        "around a cell": (grid(row(control(cell(SOMETHING)), OTHER)), {}),
        "inside a cell": (grid(row(cell(control(SOMETHING)), OTHER)), {}),
        "in a header": header(paragraph(control(run("Fill this in")))),
        "in a text box": (FIRST + paragraph(box(control(SOMETHING))), {}),
        "in a note": footnote(paragraph(run("Source: "), control(run("Fill this in")))),
        "for a picture": (
            FIRST + paragraph(control(picture('descr="An icon"'), "<w:showingPlcHdr/><w:picture/>")), {**IMAGE},
        ),
        "in an insertion": (paragraph(f'<w:ins w:id="2">{control(run("Fill this in"))}</w:ins>'), {}),
        "in other controls": (
            control(control(paragraph(control(run("Fill this in"))), '<w:tag w:val="t"/>'), "<w:group/>"), {},
        ),
        "in alternative text": (FIRST + paragraph(picture('descr="[insert description]"')), {**IMAGE}),
        "in a field": (paragraph(field("DOCPROPERTY Date", run("TBC"))), {}),
        "split over runs": (paragraph(run("[in"), run("sert name]")), {}),
    },
    "restricted-marking": {
        "as a watermark in a header": header(paragraph(watermark("CONFIDENTIAL"))),
        "as a watermark in a control": header(
            control(paragraph(watermark("OFFICIAL-SENSITIVE")), '<w:docPartObj/>')
        ),
        "in a text box": (FIRST + paragraph(box(paragraph(run("NOT FOR PUBLICATION")))), {}),
        "in an old text box": (FIRST + paragraph(old_box(paragraph(run("OFFICIAL - SENSITIVE")))), {}),
        "in a text box of a header": header(paragraph(box(paragraph(run("RESTRICTED"))))),
        "in a frame": (grid(row(cell(paragraph(run("Not for publication")))), columns=1), {}),
        "right across a table": (
            grid(row(cell(paragraph(run("Not for publication")), span=2)), row(OTHER, OTHER)), {},
        ),
        "in the title": described(b"Performance report", b"OFFICIAL-SENSITIVE: Performance report"),
        "in the keywords": described(b"</cp:core", b"<cp:keywords>Confidential</cp:keywords></cp:core"),
    },
    "private-field": {
        "of the file's path": (paragraph(field(r"FILENAME \\p", run("paper.docx"))), {}),
        "of who saved it last": (paragraph(field(" LASTSAVEDBY ", run("Jo Bloggs"))), {}),
        "of its author": (paragraph(field("AUTHOR \\* Upper", run("JO"))), {}),
        "of its author by another way": (paragraph(field('INFO "Author"', run("Jo"))), {}),
        "of a property": (paragraph(field('DOCPROPERTY "Last Author"', run("Jo"))), {}),
        "in small letters": (paragraph(field("username", run("Jo"))), {}),
        "that is simple": (paragraph(f'<w:fldSimple w:instr=" FILENAME ">{run("a.docx")}</w:fldSimple>'), {}),
        "over two paragraphs": (
            FIRST + paragraph(field("AUTHOR", run("Jo")).removesuffix('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
            + paragraph(run("Bloggs"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), {},
        ),
        "in a footer": (furnished("footer"), {"footer1": paragraph(field("FILENAME", run("a.docx")))}),
        "a path in words": (furnished("footer"), {"footer1": paragraph(run(r"H:\Legal\jo\a.docx"))}),
        "a share in words": (FIRST + paragraph(run(r"See \\server-1\legal\prices.xlsx for all.")), {}),
        "an address of a file": (FIRST + paragraph(run("See file:///C:/Users/jo/a.docx")), {}),
        "an address of a share": (FIRST + paragraph(run("See smb://server/legal/a.docx")), {}),
        "a path with other slashes": (FIRST + paragraph(run("See C:/Users/jo/a.docx")), {}),
        "a path of Linux": (FIRST + paragraph(run("See /home/jo/a.docx.")), {}),
        "a path of a Mac": (FIRST + paragraph(run("Saved in “/Users/jo”")), {}),
        "a folder of one's own": (FIRST + paragraph(run("See ~/Documents/a.docx or ~/legal/a.docx")), {}),
        "of a remark": (paragraph(field("COMMENTS", run("Ask Jo first"))), {}),
        "of who checked it": (paragraph(field('DOCPROPERTY "Checked by"', run("Jo"))), {}),
    },
    "image-missing": {
        "that the file has not": (FIRST + paragraph(picture('descr="x"')), {}),
        "that is linked": (FIRST + paragraph(picture('descr="x"', how="link")), {}),
        "in a header": header(paragraph(picture('descr="x"'))),
        "of old": (
            FIRST + paragraph('<w:r><w:pict><v:shape alt="x"><v:imagedata r:id="no"/></v:shape></w:pict></w:r>'), {},
        ),
    },
    "embedded-files": {
        "wherever they are kept": (FIRST, {"files": {"book": ("package", b"PK")}}),
        "that are drawn": (
            FIRST + paragraph('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="b"/></w:object></w:r>'),
            {"files": {"b": ("package", b"PK")}},
        ),
    },
}  # fmt: skip
SOUND: dict[str, Case] = {
    "a control that holds words": (paragraph(control(run("Words"), '<w:showingPlcHdr w:val="0"/>')), {}),
    "a field of the board": (paragraph(field("DOCPROPERTY Company", run("The Board"))), {}),
    "a title's field": (paragraph(field("TITLE", run("Report"))), {}),
    "a field of the author without words": (paragraph(run("x"), field("AUTHOR", "")), {}),
    "words with a backslash": (paragraph(run(r"and\or, a ratio of C:D, profile: none, A:\B")), {}),
    "words with slashes": (
        paragraph(run("the /home page, https://a.example/home/jo/a, a.example/~/legal/a.docx, ~/year, and/Users/or")),
        {},
    ),
    "fields of what it is about": (
        paragraph(*(field(code, run("Report")) for code in ("SUBJECT", "KEYWORDS", 'DOCPROPERTY "Status"', "Owner"))),
        {},
    ),
    "white on black": (paragraph(run("x", ink("FFFFFF")), properties=shade("000000")), {}),
    "automatic on black": (paragraph(run("x"), properties=shade("000000")), {}),
    "grey that can be read": (paragraph(run("x", ink("A6A6A6"))), {}),
    "yellow": (paragraph(run("x", ink("FFFF00"))), {}),
    "black on a pale cell": (paragraph(run("x", ink("000000")), properties=shade("D9E2F3")), {}),
    "blue on black": (paragraph(run("x", ink("4472C4")), properties=shade("000000")), {}),
    "a blank in white": (paragraph(run("x"), run(" ", ink("FFFFFF"))), {}),
    "a white highlight": (paragraph(run("x", '<w:highlight w:val="white"/>')), {}),
    "a coloured heading": (paragraph(run("x"), properties='<w:shd w:val="clear" w:fill="1F3864"/>'), {}),
    "white on blue": (
        paragraph(run("x", '<w:color w:val="FFFFFF"/>'), properties='<w:shd w:val="clear" w:fill="1F3864"/>'),
        {},
    ),
    "white in a blue cell": (
        grid(
            row(
                '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
                + paragraph(run("x", '<w:color w:val="FFFFFF"/>'))
                + "</w:tc>",
                OTHER,
            )
        ),
        {},
    ),
    "white in a blue box": (FIRST + paragraph(box(WHITE, fill="1F3864")), {}),
    "white in a blue box in the line": (FIRST + paragraph(box(WHITE, fill="1F3864", placed="inline")), {}),
    "white in an old blue box": (
        FIRST + paragraph(old_box(WHITE).replace("<v:shape>", '<v:shape fillcolor="#1f3864" stroked="f">')),
        {},
    ),
    "a label in a row": (grid(row(cell(paragraph(run("Restricted")), span=2)), row(OTHER, OTHER)), {}),
    "a title about a helpline": described(b"Performance report", b"The confidential helpline"),
}


def publish(path: Path, case: Case, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, str]]]:
    body, parts = case
    word(body, **parts)(path)
    code = main(["publish", str(path), "--json"])
    return code, json.loads(capsys.readouterr().out)["findings"]


@pytest.mark.parametrize(("rule", "name"), [(rule, name) for rule, cases in CASES.items() for name in cases])
def test_it_is_found_and_nothing_is_written(
    rule: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, findings = publish(tmp_path / "paper.docx", CASES[rule][name], capsys)
    assert [each for each in findings if (each["rule"], each["severity"]) == (rule, "error")], findings
    assert (code, list(tmp_path.glob("*.pdf"))) == (1, [])


@pytest.mark.parametrize("name", SOUND)
def test_what_only_looks_like_it_is_published(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(tmp_path / "paper.docx", SOUND[name], capsys) == (0, [])


@pytest.mark.parametrize("kind", ["custom-properties", "customProperties"], ids=["transitional", "strict"])
@pytest.mark.parametrize(("label", "code"), [("OFFICIAL-SENSITIVE", 1), ("Official Sensitive", 1), ("OFFICIAL", 0)])
def test_a_sensitivity_label_is_a_marking(
    label: str, code: int, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "paper.docx"
    word(FIRST)(path)
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    properties = (
        f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes"><property '
        f'fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="MSIP_Label_5e6f_Name"><vt:lpwstr>{label}'
        "</vt:lpwstr></property></Properties>"
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts["docProps/custom.xml"] = properties.encode()
    parts["_rels/.rels"] = relationships(
        {
            "main": ("officeDocument", "word/document.xml"),
            "core": (core, "docProps/core.xml"),
            "custom": (kind, "docProps/custom.xml"),
        }
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert main(["publish", str(path), "--json"]) == code
    assert [each["rule"] for each in json.loads(capsys.readouterr().out)["findings"]] == ["restricted-marking"] * code


def test_a_path_that_a_field_prints_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "paper.docx"
    word(paragraph(run("Saved as "), field(r"FILENAME \\p", run(r"H:\Legal\jo a.docx")), run(".")))(path)
    assert main(["publish", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [(each["rule"], "FILENAME" in each["message"]) for each in told] == [("private-field", True)]
