"""Publishing through the command line: where the PDF goes, what it says, and what it does not tell."""

import io
import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from boardpaper.cli.main import main
from boardpaper.commands.publish import libreoffice
from boardpaper.errors import EnvironmentFault
from boardpaper.ooxml.package import read_package, write_package
from tests.support.outside_tools import ConvertOffice, ReadPdfText, ValidatePdf
from tests.support.pdf_words import tag_tree
from tests.support.small_paper import write_paper
from tests.support.word_files import PIXEL, make_word, paragraph, run

CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    b"<dc:title>Performance report</dc:title><dc:creator>Jane Doe</dc:creator><dc:language>en-GB</dc:language>"
    b"<cp:lastModifiedBy>John Roe</cp:lastModifiedBy><cp:revision>17</cp:revision>"
    b"<dcterms:modified>2022-05-03T10:11:12Z</dcterms:modified></cp:coreProperties>"
)
NAMES = (
    b"Jane",
    b"Doe",
    b"John",
    b"Roe",
    b"secret",
    b"C:\\",
    b"Users",
    b"2022-05",
    b"20220503",
    b"CreationDate",
    b"ModDate",
)
FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
ARIAL = f"<w:docDefaults><w:rPrDefault><w:rPr>{FONT}</w:rPr></w:rPrDefault></w:docDefaults>"


def word(path: Path, body: str, **rest: Any) -> Path:
    return make_word(path, body, **{"core": CORE, "styles": ARIAL, **rest})


def plain(folder: Path, words: str = "How the year went.") -> Path:
    folder.mkdir(exist_ok=True)
    return word(folder / "paper.docx", paragraph(run(words)))


def picture(reference: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="457200"/><wp:docPr id="1" name="P" descr="A square"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip {reference}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )  # fmt: skip


def photograph() -> bytes:
    """A JPEG that tells of its owner in every way that cameras and programs know."""
    image = Image.new("RGB", (40, 20), (0, 80, 160))
    exif = image.getexif()
    exif[0x013B] = "Jane Doe"
    exif[0x010E] = "secret place"
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, comment=b"by John Roe", xmp=b"<x>Jane Doe</x>", icc_profile=b"secret")
    return buffer.getvalue()


def everything(content: bytes) -> bytes:
    """A PDF's bytes with every stream unpacked, and every text string as plain bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        parts = [content]
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                parts += [
                    each.read_raw_bytes(),
                    *([each.read_bytes()] if "/DCTDecode" not in str(each.stream_dict) else []),
                ]
            parts.append(repr(each).encode())
    return b"\n".join(parts)


def read_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_pdf_goes_where_it_should(tmp_path: Path) -> None:
    path = plain(tmp_path / "in")
    assert main(["publish", str(path)]) == 0
    assert (tmp_path / "in" / "paper.pdf").is_file()
    assert main(["publish", str(path), "--output", str(tmp_path / "public")]) == 0
    assert (tmp_path / "public" / "paper.pdf").is_file()
    assert main(["publish", str(path), "-o", str(tmp_path / "new" / "other.PDF")]) == 0
    assert (tmp_path / "new" / "other.PDF").is_file()
    (tmp_path / "folder.pdf").mkdir()
    assert main(["publish", str(path), "-o", str(tmp_path / "folder.pdf")]) == 0
    assert (tmp_path / "folder.pdf" / "paper.pdf").is_file()


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = plain(tmp_path / "a"), plain(tmp_path / "b")
    assert main(["publish", str(first)]) == main(["publish", str(second)]) == 0
    assert first.with_suffix(".pdf").read_bytes() == second.with_suffix(".pdf").read_bytes()


def test_only_a_pdf_of_its_own_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plain(tmp_path)
    assert main(["publish", str(path)]) == 0
    plain(tmp_path, "How the next year went.")
    assert main(["publish", str(path)]) == 0, "what boardpaper wrote may be made again"
    path.with_suffix(".pdf").write_bytes(b"%PDF-1.7 somebody else's")
    capsys.readouterr()
    assert main(["publish", str(path), "--json"]) == 2
    assert [each["rule"] for each in read_json(capsys)["findings"]] == ["output-edited"]
    assert path.with_suffix(".pdf").read_bytes() == b"%PDF-1.7 somebody else's"
    assert main(["publish", str(path), "--force"]) == 0


def test_a_paper_is_published_as_it_was_built(tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "paper")
    assert main(["build", str(folder)]) == 0
    built, made = next((folder / "out").glob("*.docx")), next((folder / "out").glob("*.pdf"))
    assert main(["publish", str(built), "-o", str(tmp_path)]) == 0
    assert (tmp_path / made.name).read_bytes() == made.read_bytes()
    with pikepdf.open(made) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Strategic Board"


def test_an_author_in_the_properties_puts_no_name_into_the_pdf(tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "paper")
    assert main(["build", str(folder)]) == 0
    package = read_package(next((folder / "out").glob("*.docx")))
    core = package.content("docProps/core.xml") or b""
    package.put("docProps/core.xml", re.sub(rb"<dc:creator>.*?</dc:creator>", b"<dc:creator>Jo</dc:creator>", core))
    (tmp_path / "edited.docx").write_bytes(write_package(package.parts))
    assert main(["publish", str(tmp_path / "edited.docx")]) == 0
    with pikepdf.open(tmp_path / "edited.pdf") as pdf:
        assert str(pdf.docinfo["/Author"]) == "Strategic Board"


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def with_properties(path: Path, **said: str) -> Path:
    """The Word file at `path` with extended properties."""
    parts = dict(read_package(path).parts)
    told = "".join(f"<{name}>{words}</{name}>" for name, words in said.items())
    parts["docProps/app.xml"] = f'<Properties xmlns="{OFFICE}/extended-properties">{told}</Properties>'.encode()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="a" Type="{OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/>'
        "</Relationships>".encode(),
    )
    path.write_bytes(write_package(parts))
    return path


def test_a_company_in_the_properties_is_named_nowhere_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = with_properties(plain(tmp_path), Company="Jo")
    assert main(["publish", str(path), "--json"]) == 0
    assert [(each["rule"], "“Jo”" in each["message"]) for each in read_json(capsys)["findings"]] == [
        ("author-left-out", True)
    ]
    with pikepdf.open(path.with_suffix(".pdf")) as pdf:
        assert "/Author" not in pdf.docinfo


@pytest.mark.parametrize(
    "name", ["Microsoft", "Microsoft Corporation", "Microsoft Office User", "HP Inc.", "Windows User", "user", " ", "-"]
)
def test_a_program_in_the_properties_is_no_person_to_tell_of(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(with_properties(plain(tmp_path), Company=name)), "--json"]) == 0
    assert read_json(capsys)["findings"] == []


@pytest.mark.parametrize("engine", ["boardpaper", "libreoffice"])
def test_of_its_properties_a_file_tells_its_title_alone(
    engine: str, tmp_path: Path, soffice: ConvertOffice, verapdf: ValidatePdf
) -> None:
    said = "".join(
        f"<{name}>PLANTED {name}</{name}>"
        for name in ("dc:subject", "cp:keywords", "cp:category", "dc:description", "cp:contentStatus", "dc:identifier")
    )
    path = plain(tmp_path)
    package = read_package(path)
    package.put("docProps/core.xml", CORE.replace(b"</dc:title>", f"</dc:title>{said}".encode()))
    path.write_bytes(write_package(package.parts))
    with_properties(path, Company="PLANTED company", Manager="PLANTED manager", HyperlinkBase="PLANTED base")
    assert main(["publish", str(path), "--engine", engine]) == 0
    published = path.with_suffix(".pdf")
    assert b"PLANTED" not in everything(published.read_bytes())
    with pikepdf.open(published) as pdf:
        assert {key: str(said) for key, said in pdf.docinfo.items()} == {
            "/Title": "Performance report",
            "/Producer": "boardpaper",
        }
    if engine == "boardpaper":
        assert not verapdf(published)


@pytest.mark.parametrize(
    ("subject", "published"),
    [
        ("Strategic Board, May 2022, agenda item 5", "Strategic Board, May 2022, agenda item 5"),
        ("Strategic Board, 26 May 2022, agenda item 8(B)", "Strategic Board, 26 May 2022, agenda item 8(B)"),
        ("Strategic Board, May 2022, agenda item 5, not for Jo", None),
        ("for Jo to look at", None),
    ],
)
def test_a_subject_goes_out_that_says_board_meeting_and_item_and_no_other(
    subject: str, published: str | None, tmp_path: Path
) -> None:
    folder = write_paper(tmp_path / "paper")
    assert main(["build", str(folder)]) == 0
    package = read_package(next((folder / "out").glob("*.docx")))
    core = package.content("docProps/core.xml") or b""
    told = f"<dc:subject>{subject}</dc:subject><cp:keywords>Jo</cp:keywords>".encode()
    package.put("docProps/core.xml", re.sub(rb"<dc:subject>.*?</dc:subject>", told, core))
    (tmp_path / "edited.docx").write_bytes(write_package(package.parts))
    assert main(["publish", str(tmp_path / "edited.docx")]) == 0
    with pikepdf.open(tmp_path / "edited.pdf") as pdf:
        said = pdf.docinfo.get("/Subject")
        assert (said and str(said)) == published
        assert "/Keywords" not in pdf.docinfo


def test_a_build_that_may_not_be_published_leaves_the_word_file_and_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verapdf: ValidatePdf
) -> None:
    folder = write_paper(tmp_path)
    (folder / "narrative" / "purpose.md").write_text("The figures are TBC.\n", encoding="utf-8")
    assert main(["build", str(folder), "--json"]) == 1
    told = read_json(capsys)
    assert [each["kind"] for each in told["files"]] == ["word", "draft"]
    assert [(each["rule"], each["severity"]) for each in told["findings"]] == [("placeholder-text", "error")]
    draft = Path(told["files"][1]["path"])
    assert b"pdfuaid" not in everything(draft.read_bytes())
    assert verapdf(draft), "a draft is not to pass for a conforming file"
    assert main(["check", str(folder)]) == 1


def test_a_person_is_told_that_it_is_a_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(plain(tmp_path)), "--draft"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Draft ")
    assert "claims no conformance" in printed


def test_quiet_and_verbose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(plain(tmp_path)), "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["publish", str(plain(tmp_path)), "-v"]) == 0
    assert "Reading the Word file …" in capsys.readouterr().err


DELETED_MARK = '<w:rPr><w:del w:id="9"/></w:rPr>'
CELL = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
CHANGES = "".join(
    (
        paragraph(
            run("Crime "),
            '<w:del w:id="1"><w:r><w:delText>rose</w:delText></w:r></w:del>',
            f'<w:ins w:id="2">{run("fell")}</w:ins>',
            run(" by five.", '<w:b/><w:rPrChange w:id="3" w:author="Jane Doe"><w:rPr/></w:rPrChange>'),
        ),
        paragraph(f'<w:moveFrom w:id="4">{run("Moved words.")}</w:moveFrom>', run("Kept.")),
        paragraph(run("Ends "), properties=DELETED_MARK),
        paragraph(run("join.")),
        paragraph(f'<w:moveTo w:id="5">{run("Moved words.")}</w:moveTo>'),
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>',
        CELL.format("", paragraph(run("Row that stays."))),
        CELL.format(
            '<w:trPr><w:ins w:id="6"/></w:trPr>', paragraph(f'<w:ins w:id="7">{run("Row that came.")}</w:ins>')
        ),
        CELL.format(
            '<w:trPr><w:del w:id="8"/></w:trPr>',
            paragraph('<w:del w:id="8"><w:r><w:delText>Gone.</w:delText></w:r></w:del>', properties=DELETED_MARK),
        ),
        "</w:tbl>",
        paragraph(run("End.")),
    )
)
FINAL = "Crime fell by five. Kept. Ends join. Moved words. Row that stays. Row that came. End."


def test_accepted_changes_give_the_final_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pdftotext: ReadPdfText
) -> None:
    path = word(tmp_path / "paper.docx", CHANGES)
    assert main(["publish", str(path), "--accept-changes", "--json"]) == 0
    told = read_json(capsys)["findings"]
    assert [(each["rule"], each["severity"]) for each in told] == [("tracked-changes", "warning")]
    assert " ".join(pdftotext(path.with_suffix(".pdf")).split()) == FINAL
    assert sum(line.strip() == "TR" for line in tag_tree(path.with_suffix(".pdf").read_bytes())) == 2


def test_nothing_tells_of_persons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = (
        paragraph(run("See "), f'<w:hyperlink r:id="map">{run("the map")}</w:hyperlink>', run("."))
        + paragraph(picture('r:embed="photo"'))
        + paragraph(run("Text"), '<w:r><w:commentReference w:id="1"/></w:r>')
    )
    path = word(
        tmp_path / "paper.docx",
        body,
        links={"map": "file:///C:\\Users\\Jane.Doe\\map.docx"},
        files={"photo": ("image", photograph())},
        comments='<w:comment w:id="1" w:author="Jane Doe"><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:comment>',
        settings='<w:attachedTemplate r:id="t"/><w:rsids><w:rsid w:val="00A12022"/></w:rsids>',
    )
    assert any(name in photograph() for name in NAMES), "a photograph that tells nothing would prove nothing"
    assert main(["publish", str(path), "--allow", "comments", "--json"]) == 0
    assert {each["rule"] for each in read_json(capsys)["findings"]} == {"comments", "link-unsafe"}
    content = everything(path.with_suffix(".pdf").read_bytes())
    assert [name for name in NAMES if name in content] == []
    with pikepdf.open(path.with_suffix(".pdf")) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}


def test_the_photograph_is_still_there(tmp_path: Path) -> None:
    path = word(
        tmp_path / "paper.docx", paragraph(picture('r:embed="photo"')), files={"photo": ("image", photograph())}
    )
    assert main(["publish", str(path)]) == 0
    with pikepdf.open(path.with_suffix(".pdf")) as pdf:
        (image,) = (image for page in pdf.pages for image in page.get_images().values())
        assert isinstance(image, pikepdf.Stream)
        colour = pikepdf.PdfImage(image).as_pil_image().convert("RGB").getpixel((20, 10))
    assert isinstance(colour, tuple)
    assert all(abs(seen - meant) < 12 for seen, meant in zip(colour, (0, 80, 160), strict=True))


@pytest.mark.parametrize("rules", ["tracked-changes", "template-tag", "comments,nonsense"])
def test_what_may_not_be_allowed_is_wrong_usage(rules: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(plain(tmp_path)), "--allow", rules]) == 2
    assert "placeholder-text" in capsys.readouterr().err


def test_without_libreoffice_the_engine_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = plain(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert main(["publish", str(path), "--engine", "libreoffice", "--json"]) == 3
    (finding,) = read_json(capsys)["findings"]
    assert (finding["rule"], "libreoffice.org" in finding["hint"]) == ("engine-missing", True)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("program", "code", "rule"), [("#!/bin/sh\nexit 1\n", 2, "engine-failed"), ("no program", 3, "engine-missing")]
)
def test_an_engine_that_fails_leaves_nothing(
    program: str,
    code: int,
    rule: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if sys.platform == "win32":
        pytest.skip("a script of the shell stands for LibreOffice")
    engine = tmp_path / "bin" / "soffice"
    engine.parent.mkdir()
    engine.write_text(program, encoding="utf-8")
    engine.chmod(0o755)
    monkeypatch.setenv("PATH", str(engine.parent), prepend=os.pathsep)
    path = plain(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert main(["publish", str(path), "--engine", "libreoffice", "--json"]) == code
    (finding,) = read_json(capsys)["findings"]
    assert finding["rule"] == rule
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(("system", "found"), [("win32", True), ("darwin", True), ("linux", False)])
def test_libreoffice_is_looked_for_where_it_installs_itself(
    system: str, found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr(Path, "is_file", lambda path: "LibreOffice" in str(path))
    if found:
        assert "LibreOffice" in libreoffice.find_soffice()
    else:
        with pytest.raises(EnvironmentFault):
            libreoffice.find_soffice()


class _Asked(BaseHTTPRequestHandler):
    paths: list[str] = []  # noqa: RUF012 - what the server of one test was asked for

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_response(404)
        self.end_headers()


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and what has been asked of it."""
    _Asked.paths = []
    server = HTTPServer(("127.0.0.1", 0), _Asked)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", _Asked.paths
    server.shutdown()
    thread.join()
    server.server_close()


def test_libreoffice_makes_a_pdf_that_claims_nothing_and_fetches_nothing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    soffice: ConvertOffice,
    pdftotext: ReadPdfText,
    asked: tuple[str, list[str]],
) -> None:
    address, paths = asked
    field = f"<w:fldSimple w:instr=' INCLUDEPICTURE \"{address}/field.png\" \\d '>{run('A picture.')}</w:fldSimple>"
    body = paragraph(run("An equation: "), "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")
    body += paragraph(run("A link to "), f'<w:hyperlink r:id="local">{run("the map")}</w:hyperlink>')
    body += paragraph(field, picture('r:embed="photo"'), picture('r:link="away"'))
    path = word(
        tmp_path / "paper.docx",
        body,
        links={
            "local": "file:///C:/Users/Jane.Doe/map.docx",
            "away": f"{address}/picture.png",
            "t": f"{address}/t.dotx",
        },
        files={"photo": ("image", photograph())},
        settings='<w:attachedTemplate r:id="t"/>',
    )
    arguments = ["publish", str(path), "--engine", "libreoffice", "--json"]
    assert main(arguments) == 1, "a picture that is not in the file stops every engine"
    assert [each["rule"] for each in read_json(capsys)["findings"] if each["severity"] == "error"] == ["image-missing"]
    assert main([*arguments, "--draft"]) == 0
    assert "engine-claims-nothing" in [each["rule"] for each in read_json(capsys)["findings"]]
    content = everything(path.with_suffix(".pdf").read_bytes())
    assert not [claim for claim in (b"pdfuaid", b"pdfaid", b"GTS_PDFA", b"LibreOffice", *NAMES) if claim in content]
    assert "An equation:" in pdftotext(path.with_suffix(".pdf"))
    assert paths == []
    assert main([*arguments, "--draft"]) == 0, "its own PDF may be made again"


def test_libreoffice_prints_changes_so_that_they_stop_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], soffice: ConvertOffice
) -> None:
    path = word(tmp_path / "paper.docx", CHANGES)
    assert main(["publish", str(path), "--engine", "libreoffice", "--accept-changes", "--json"]) == 1
    (finding,) = (each for each in read_json(capsys)["findings"] if each["severity"] == "error")
    assert finding["rule"] == "tracked-changes"
    assert "--accept-changes" not in finding["hint"]


def test_no_engine_publishes_a_watermark_that_marks_the_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], soffice: ConvertOffice
) -> None:
    drawn = '<w:r><w:pict><v:shape><v:textpath string="OFFICIAL-SENSITIVE"/></v:shape></w:pict></w:r>'
    path = word(tmp_path / "paper.docx", paragraph(run("Text."), drawn))
    both = {"boardpaper": {"restricted-marking", "word-unsupported"}, "libreoffice": {"restricted-marking"}}
    for engine, stops in both.items():
        assert main(["publish", str(path), "--engine", engine, "--json"]) == 1
        told = read_json(capsys)["findings"]
        assert {each["rule"] for each in told if each["severity"] == "error"} == stops


def test_tables_too_deep_for_a_page_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for depth in (60, 120, 160, 200, 240):
        body = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr><w:tc>" * depth
        body += paragraph(run("Deep.")) + f"</w:tc></w:tr></w:tbl>{paragraph()}" * depth
        code = main(["publish", str(word(tmp_path / "paper.docx", body)), "--force", "--json"])
        rules = [each["rule"] for each in read_json(capsys)["findings"]]
        assert (code, rules) in ((0, []), (2, ["file-oversized"])), depth


def test_words_in_the_style_title_stand_in_for_a_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    body = paragraph(run("How the "), run("year went"), properties='<w:pStyle w:val="T"/>') + paragraph(run("Well."))
    core = CORE.replace(b"Performance report", b"")
    path = word(tmp_path / "paper.docx", body, styles=ARIAL + title, core=core)
    assert main(["publish", str(path), "--json"]) == 0
    assert [(each["rule"], each["severity"]) for each in read_json(capsys)["findings"]] == [
        ("title-from-text", "warning")
    ]
    with pikepdf.open(path.with_suffix(".pdf")) as pdf:
        assert str(pdf.docinfo["/Title"]) == "How the year went"


def test_findings_name_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    table = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="400"/><w:gridCol w:w="4000"/></w:tblGrid>'
    rows = "".join(
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{paragraph(run(one))}</w:tc><w:tc>{paragraph(run(two))}</w:tc></w:tr>"
        for one, two in (("Neighbourhood", "12"),)
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = (
        paragraph(run("First page.")) + broken + paragraph(run("Lead officer: TBC")) + broken
        + table + rows + "</w:tbl>" + paragraph(run("Noted."), note)
    )  # fmt: skip
    notes = f'<w:footnote w:id="2">{paragraph(run("By XXXX."))}</w:footnote>'
    path = word(tmp_path / "paper.docx", body, footnotes=notes)
    assert main(["publish", str(path), "--json"]) == 1
    assert [(each["rule"], each["where"]) for each in read_json(capsys)["findings"]] == [
        ("placeholder-text", "page 2, “Lead officer: TBC”"),
        ("placeholder-text", "page 3, footnote 1, “By XXXX.”"),
        ("word-broken", "page 3, table 1, row 1, “Neighbourhood”"),
    ]
    # Nothing lays the pages out, and a person has the words to look for.
    main(["check", str(path), "--json"])
    places = {each["where"] for each in read_json(capsys)["findings"]}
    assert {"paragraph 3 from the top, “Lead officer: TBC”", "footnote 1, “By XXXX.”"} <= places


def test_pictures_of_one_pixel_do(tmp_path: Path) -> None:
    path = word(tmp_path / "paper.docx", paragraph(picture('r:embed="p"')), files={"p": ("image", PIXEL)})
    assert main(["publish", str(path)]) == 0


def test_a_numbered_paragraph_is_called_by_its_number_in_print(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_paper(tmp_path)
    (folder / "narrative" / "next-steps.md").write_text(
        "The date is TBC.\n\n- and so is the place: TBC\n", encoding="utf-8"
    )
    assert main(["build", str(folder), "--json"]) == 1
    places = [finding["where"] for finding in read_json(capsys)["findings"]]
    assert places == ["page 2, paragraph 5, “The date is TBC.”", "page 2, “and so is the place: TBC”"]
