"""Word files that must not be published as they are, each through the command line: its finding, and nothing left."""

import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from boardpaper.cli.main import main
from tests.support.publishable import CORE, ENGLISH, FIRST, Make, heading, picture, table, word
from tests.support.word_files import PAGE, PIXEL, paragraph, relationships, run


def repacked(first: Make, change: Callable[[dict[str, bytes]], Any]) -> Make:
    """A Word file with its parts changed."""

    def make(path: Path) -> None:
        first(path)
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    return make


def with_parts(added: dict[str, bytes]) -> Make:
    return repacked(word(FIRST), lambda parts: parts.update(added))


def cut(path: Path) -> None:
    word(FIRST)(path)
    path.write_bytes(path.read_bytes()[:700])


def tracked(inner: str) -> str:
    return paragraph(run("Crime fell by "), inner, run("."))


CONTROL = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Type here.')}</w:sdtContent></w:sdt>"
INSERTED = f'<w:ins w:id="1" w:author="Jane Doe">{run("five")}</w:ins>'
DELETED = '<w:del w:id="2" w:author="Jane Doe"><w:r><w:delText>four</w:delText></w:r></w:del>'
HEADER = (
    f'<w:headerReference w:type="default" r:id="header1"/>{PAGE.removeprefix("<w:sectPr>").removesuffix("</w:sectPr>")}'
)
BOOKMARK = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
MARKED_SECTION = f"<w:sectPr>{HEADER}</w:sectPr>"
DEEP_TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr><w:tc>"

# What cannot be used at all: exit code 2.
UNUSABLE: dict[str, tuple[Make, str]] = {
    "missing": (lambda path: None, "file-missing"),
    "a folder": (lambda path: path.mkdir(), "file-unreadable"),
    "empty": (lambda path: path.write_bytes(b""), "file-not-office"),
    "cut short": (cut, "file-not-office"),
    "plain text": (lambda path: path.write_text("A paper.", encoding="utf-8"), "file-not-office"),
    "encrypted or before 2007": (
        lambda path: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(900)),
        "file-protected-or-old",
    ),
    "with macros": (with_parts({"word/vbaProject.bin": b"x"}), "file-has-macros"),
    "a zip bomb": (with_parts({"word/big.xml": bytes(40 * 2**20)}), "file-oversized"),
    "with an entity": (
        with_parts({"word/document.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x/>'}),
        "file-has-entity",
    ),
    "without its document": (repacked(word(FIRST), lambda parts: parts.pop("word/document.xml")), "word-no-document"),
    "with a damaged document": (
        repacked(word(FIRST), lambda parts: parts.update({"word/document.xml": parts["word/document.xml"][:-30]})),
        "file-damaged",
    ),
    "with damaged styles": (with_parts({"word/styles.xml": b"<w:styles"}), "file-damaged"),
    "tables nested 400 deep": (
        word(DEEP_TABLE * 400 + FIRST + f"</w:tc></w:tr></w:tbl>{paragraph()}" * 400),
        "file-oversized",
    ),
    "controls nested without end": (
        word(f"<w:p>{'<w:sdt><w:sdtContent>' * 5000}{run('x')}{'</w:sdtContent></w:sdt>' * 5000}</w:p>"),
        "file-damaged",
    ),
}  # fmt: skip

# What must be put right first: exit code 1. The rule, and the place that it names.
FAULTY: dict[str, tuple[Make, str, str]] = {
    "no title": (
        word(FIRST, core=ENGLISH.replace(b"Performance report", b" ")), "title-missing", "document properties",
    ),
    "a title that is a path": (
        word(FIRST, core=ENGLISH.replace(b"Performance report", rb"C:\Users\jane.doe\Report.docx")),
        "title-is-file", "document properties",
    ),
    "no language": (word(FIRST, core=CORE.format("").encode()), "language-missing", "document"),
    "an impossible language": (
        word(FIRST, core=CORE.format("<dc:language>British English</dc:language>").encode()),
        "language-unknown", "document",
    ),
    "a skipped heading level": (
        word(heading(1, "One") + heading(3, "Three")), "heading-skips-level", "page 1, “Three”",
    ),
    "no heading of the first level": (
        word(heading(2, "Two")), "heading-skips-level", "page 1, “Two”",
    ),
    "a picture without alternative text": (
        word(paragraph(picture()), files={"picture1": ("image", PIXEL)}), "image-without-alt", "paragraph 1",
    ),
    "such a picture in a header": (
        repacked(
            word(
                FIRST + MARKED_SECTION, header1=paragraph(run("Board"), picture()), files={"picture1": ("image", PIXEL)}
            ),
            lambda parts: parts.update(
                {"word/_rels/header1.xml.rels": relationships({"picture1": ("image", "parts/picture1")})}
            ),
        ), "image-without-alt", "the header of section 1, “Board”",
    ),
    "alternative text that is a path": (
        word(
            paragraph(picture(r'descr="C:\Users\jane.doe\Pictures\logo.png"')), files={"picture1": ("image", PIXEL)}
        ), "image-alt-is-file", "page 1, “C:\\Users\\",
    ),
    "a picture that is linked": (
        word(
            paragraph(run("See "), picture('descr="A map"', "away", "link")), links={"away": "http://example.org/map.png"}
        ), "image-missing", "paper.docx › page 1, after “See”",
    ),
    "a damaged picture": (
        word(paragraph(picture('descr="A map"')), files={"picture1": ("image", PIXEL[:40])}),
        "image-unreadable", "paragraph 1",
    ),
    "a table without headings": (
        word(table(("Area", "2021", "2022"), ("North", "5", "6"), first_column=True)),
        "table-without-header", "page 1, table 1, row 1, “Area”",
    ),
    "a link without words": (
        word(paragraph(run("See"), f'<w:hyperlink r:id="a">{run(" ")}</w:hyperlink>'), links={"a": "https://example.org"}),
        "link-without-words", "page 1, “See”",
    ),
    "a character that no font has": (word(paragraph(run("Look: 𒀀"))), "glyph-missing", ""),
    "an equation": (
        word(paragraph(run("So"), "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")),
        "word-unsupported", "paper.docx › page 1, after “So”",
    ),
    "inserted text": (word(tracked(INSERTED)), "tracked-changes", "paper.docx › page 1, "),
    "deleted text": (word(tracked(DELETED)), "tracked-changes", "paper.docx › page 1, "),
    "a changed format": (
        word(paragraph(run("Bold", '<w:b/><w:rPrChange w:id="1" w:author="J"><w:rPr/></w:rPrChange>'))),
        "tracked-changes", "paper.docx › page 1, ",
    ),
    "a comment": (word(paragraph(run("Text"), '<w:r><w:commentReference w:id="1"/></w:r>')), "comments", "paper.docx"),
    "hidden text": (word(paragraph(run("Seen"), run("unseen", "<w:vanish/>"))), "hidden-text", "paper.docx › "),
    "highlighting": (
        word(FIRST + paragraph(run("The cost is "), run("£5 million", '<w:highlight w:val="yellow"/>'))),
        "highlighting", "page 1, “The cost is £5 million”",
    ),
    "TBC": (
        word(paragraph(run("Lead officer: T"), run("BC"))), "placeholder-text",
        "page 1, “Lead officer: TBC”",
    ),
    "a prompt": (word(paragraph(run("Name: "), CONTROL)), "placeholder-text", "paper.docx › page 1, "),
    "a tag": (
        word(paragraph(run("There were {{ x }}"))), "template-tag",
        "page 1, “There were {{ x }}”",
    ),
    "a lost reference": (
        word(paragraph(run("See Error! Reference source not found."))), "broken-reference", "page 1, “See Error!",
    ),
    "a marking in the header": (
        word(FIRST + MARKED_SECTION, header1=paragraph(run("OFFICIAL-SENSITIVE"))),
        "restricted-marking", "the header of section 1, “OFFICIAL-SENSITIVE”",
    ),
    "a marking that a bookmark begins in": (
        word(FIRST + MARKED_SECTION, header1=paragraph(run("OFFICIAL-SENS"), BOOKMARK, run("ITIVE"))),
        "restricted-marking", "the header of section 1, “OFFICIAL-SENSITIVE”",
    ),
    "a placeholder that a bookmark begins in": (
        word(paragraph(run("The lead officer is TB"), BOOKMARK, run("C."))), "placeholder-text",
        "page 1, “The lead officer is TBC.”",
    ),
    "a marking in the front sheet": (
        word(table(("Title", "Report"), ("Classification", "Restricted"), first_column=True)),
        "restricted-marking", "",
    ),
    "a marking as a watermark": (
        word(paragraph('<w:r><w:pict><v:shape><v:textpath string="CONFIDENTIAL"/></v:shape></w:pict></w:r>')),
        "restricted-marking", "a watermark",
    ),
    "an embedded workbook": (with_parts({"word/embeddings/Book1.xlsx": b"x"}), "embedded-files", "paper.docx"),
}  # fmt: skip
ALLOWED = ("comments", "hidden-text", "highlighting", "placeholder-text", "restricted-marking", "embedded-files")
# A watermark also cannot be drawn, which nobody can allow.
ALLOWED_CASES = [name for name, (_, rule, _) in FAULTY.items() if rule in ALLOWED and "watermark" not in name]


def publish(
    capsys: pytest.CaptureFixture[str], path: Path, out: Path, *options: str
) -> tuple[int, list[dict[str, str]], dict[str, Any]]:
    code = main(["publish", str(path), "--output", str(out), "--json", *options])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    told = json.loads(printed.out)
    return code, told["findings"], told


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_used(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, rule = UNUSABLE[name]
    path = tmp_path / "paper.docx"
    make(path)
    began = time.process_time()
    code, findings, told = publish(capsys, path, tmp_path / "out", "--draft")
    assert (code, [each["rule"] for each in findings], told["files"]) == (2, [rule], [])
    assert all(each["message"] and each["hint"] for each in findings)
    assert time.process_time() - began < 5
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_stops_a_publication_and_not_a_draft(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, rule, where = FAULTY[name]
    path, out = tmp_path / "paper.docx", tmp_path / "out"
    make(path)
    code, findings, told = publish(capsys, path, out)
    errors = [each for each in findings if each["severity"] == "error"]
    assert rule in [each["rule"] for each in errors], findings
    assert [each for each in errors if each["rule"] == rule and each["where"].startswith(where)], findings
    assert all(each["message"] and each["hint"] for each in errors)
    assert (code, told["files"], out.exists()) == (1, [], False)
    code, _, told = publish(capsys, path, out, "--draft")
    assert (code, [each["kind"] for each in told["files"]]) == (0, ["draft"])
    assert b"pdfuaid:part" not in (out / "paper.pdf").read_bytes()


@pytest.mark.parametrize("name", ALLOWED_CASES)
def test_a_person_may_decide_to_publish(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, rule, _ = FAULTY[name]
    make(tmp_path / "paper.docx")
    others = ",".join(other for other in ALLOWED if other != rule)
    assert publish(capsys, tmp_path / "paper.docx", tmp_path, "--allow", others)[0] == 1
    code, findings, told = publish(capsys, tmp_path / "paper.docx", tmp_path, "--allow", rule)
    assert (code, {each["severity"] for each in findings}) == (0, {"warning"}), findings
    assert [each["kind"] for each in told["files"]] == ["pdf"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in (tmp_path / "paper.pdf").read_bytes()


def test_what_is_sound_is_published_without_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = tmp_path / "photo.png"
    Image.new("RGB", (4, 4)).save(photo)
    body = (
        heading(1, "One")
        + heading(2, "Two")
        + heading(3, "Three")
        + heading(1, "Four")
        + paragraph(run("White is no highlighting: "), run("plain", '<w:highlight w:val="white"/>'))
        + paragraph(run("Part XX applies, and figures marked [x] are missing."))
        + paragraph(picture('descr="A grey square"'))
        + table(("Area", "2021", "2022"), ("North", "5", "6"), header=True)
        + table(("Classification", "Public"), ("Exempt information", "None"), first_column=True)
        + table(("A box with one row", "and two cells"))
        + MARKED_SECTION
    )
    make = word(
        body, files={"picture1": ("image", photo.read_bytes())}, header1=paragraph(run("OFFICIAL – Strategic Board"))
    )
    make(tmp_path / "paper.docx")
    code, findings, _ = publish(capsys, tmp_path / "paper.docx", tmp_path)
    assert (code, findings) == (0, [])


def test_a_long_list_of_the_same_is_cut(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word("".join(paragraph(run(f"Officer {number}: TBC")) for number in range(40)))(tmp_path / "paper.docx")
    _, findings, _ = publish(capsys, tmp_path / "paper.docx", tmp_path)
    assert len(findings) == 11
    assert "30 more" in findings[-1]["message"]


@pytest.mark.parametrize("rows", [3000])
def test_long_files_are_published_in_seconds(rows: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = [("Area", "Value"), *((f"Area {row}", str(row)) for row in range(rows))]
    word(table(*many, header=True) + FIRST * rows * 3)(tmp_path / "paper.docx")
    began = time.process_time()
    assert publish(capsys, tmp_path / "paper.docx", tmp_path)[0] == 0
    assert time.process_time() - began < 30
