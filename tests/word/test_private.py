"""What goes out as a Word file says nothing of the people and machines that its template came from."""

import io
from pathlib import Path

from PIL import Image

from boardpaper.ooxml.package import Package, read_package, write_package
from boardpaper.sources.word.reader import read_document
from boardpaper.word.private import without_private_parts
from tests.support.word_files import all_words, make_word, paragraph, relationships, run

SECRET = "Jo-Bloggs"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
SETTINGS = (
    f'<w:attachedTemplate r:id="t"/><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids><w:docVars><w:docVar w:name="a" '
    f'w:val="{SECRET}"/></w:docVars><w:mailMerge><w:query w:val="{SECRET}"/></w:mailMerge><w:evenAndOddHeaders/>'
)


def spoiled(path: Path) -> Package:
    """A Word file in which every place that a template remembers people in says a name."""
    body = (
        paragraph('<w:commentRangeStart w:id="1"/>', run("Words."), '<w:commentRangeEnd w:id="1"/>')
        .replace("<w:p>", '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">')
        .replace("</w:p>", '<w:r><w:commentReference w:id="1"/></w:r></w:p>')
    )
    comment = f'<w:comment w:id="1" w:author="{SECRET}">{paragraph(run(SECRET))}</w:comment>'
    make_word(path, body, settings=SETTINGS, comments=comment, header1=paragraph(run("Board")))
    parts = dict(read_package(path).parts)
    parts |= {
        "docProps/app.xml": f"<Properties><Manager>{SECRET}</Manager></Properties>".encode(),
        "docProps/custom.xml": f"<Properties>{SECRET}</Properties>".encode(),
        "docProps/thumbnail.jpeg": SECRET.encode(),
        "customXml/item1.xml": f"<a>{SECRET}</a>".encode(),
        "word/people.xml": f"<people>{SECRET}</people>".encode(),
        "word/loose.bin": SECRET.encode(),
        "word/_rels/settings.xml.rels": relationships(
            {"t": (f"{OFFICE}/attachedTemplate", f"file:///C:/{SECRET}.dotm")}, {"t"}
        ),
        "_rels/.rels": relationships({
            "main": (f"{OFFICE}/officeDocument", "word/document.xml"),
            "app": (f"{OFFICE}/extended-properties", "docProps/app.xml"),
            "custom": (f"{OFFICE}/custom-properties", "docProps/custom.xml"),
            "thumb": ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
                      "docProps/thumbnail.jpeg"),
        }),
    }  # fmt: skip
    name = "word/_rels/document.xml.rels"
    added = (
        f'<Relationship Id="x" Type="{OFFICE}/customXml" Target="../customXml/item1.xml"/>'
        f'<Relationship Id="p" Type="{MICROSOFT}/people" Target="people.xml"/></Relationships>'
    )
    parts[name] = parts[name].replace(b"</Relationships>", added.encode())
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(
        b"</Types>", b'<Override PartName="/word/people.xml" ContentType="a/b"/></Types>'
    )
    path.write_bytes(write_package(parts))
    return read_package(path)


def test_nothing_of_it_is_left_and_every_word_stays(tmp_path: Path) -> None:
    package = spoiled(tmp_path / "before.docx")
    assert sum(SECRET.encode() in content for content in package.parts.values()) >= 9
    clean = without_private_parts(package)
    assert not [name for name, content in clean.parts.items() if SECRET.encode() in content or b"00AB12CD" in content]
    assert not [name for name in clean.parts if "comments" in name or "people" in name or "docProps" in name]
    assert b"people" not in (clean.content("[Content_Types].xml") or b"")
    assert b"evenAndOddHeaders" in (clean.content("word/settings.xml") or b"")
    assert b"commentR" not in (clean.content("word/document.xml") or b"")
    path = tmp_path / "after.docx"
    path.write_bytes(write_package(clean.parts))
    assert all_words(read_document(path)[0]) == all_words(read_document(tmp_path / "before.docx")[0])


DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="457200"/><wp:docPr id="1" name="{name}" descr="The crest"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="{name}" descr="{name}"><a:hlinkClick r:id="away"/></pic:cNvPr></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="photo"><a:extLst><a:ext uri="1"><a14:imgProps '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><a14:imgLayer r:embed="former"/></a14:imgProps>'
    '</a:ext><a:ext uri="2"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'r:embed="svg"/></a:ext></a:extLst></a:blip></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
PATH = f"C:\\Users\\{SECRET}\\crest.png"


def field(code: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{run(shown)}{mark('end')}"


def illustrated(path: Path) -> Package:
    """A Word file with pictures, links and fields that tell of a machine in every way that Word has."""
    photograph = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photograph, "JPEG", comment=SECRET.encode(), exif=b"Exif\0\0" + SECRET.encode())
    body = (
        paragraph(DRAWING.format(name=PATH))
        + paragraph(
            f'<w:hyperlink r:id="away" w:tooltip="{PATH}">{run("Minutes")}</w:hyperlink>',
            f'<w:hyperlink r:id="there">{run("Website")}</w:hyperlink>',
        )
        + paragraph(field(f"HYPERLINK &quot;{PATH}&quot;", "Papers"), field("PAGE", "1"))
        + paragraph(field("HYPERLINK &quot;https://example.org/home/a&quot;", "Site"))
        + paragraph(field("DATE \\@ &quot;d MMM&quot;", "1"))
        + paragraph(f'<w:fldSimple w:instr="INCLUDETEXT {PATH}">{run("Included")}</w:fldSimple>')
        + paragraph(
            f'<w:permStart w:id="1" w:ed="FORCE\\{SECRET}"/>', run("Open to all"), '<w:permEnd w:id="1"/>',
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="photo" '
            f'xmlns:o="urn:schemas-microsoft-com:office:office" o:title="{SECRET}"/></v:shape></w:pict></w:r>',
        )
    )  # fmt: skip
    make_word(
        path,
        body,
        files={"photo": ("image", photograph.getvalue()), "svg": ("image", f"<svg>{SECRET}</svg>".encode())},
        links={"away": f"file:///{PATH}", "there": "https://example.org/"},
    )
    parts = dict(read_package(path).parts)
    name = "word/_rels/document.xml.rels"
    kind = "http://schemas.microsoft.com/office/2007/relationships/hdphoto"
    parts[name] = parts[name].replace(
        b"</Relationships>", f'<Relationship Id="former" Type="{kind}" Target="former.wdp"/></Relationships>'.encode()
    )
    parts["word/former.wdp"] = SECRET.encode()
    path.write_bytes(write_package(parts))
    return read_package(path)


def test_pictures_links_and_fields_tell_of_no_machine_and_every_word_stays(tmp_path: Path) -> None:
    before = tmp_path / "before.docx"
    package = illustrated(before)
    clean = without_private_parts(package)
    assert sum(SECRET.encode() in content for content in package.parts.values()) >= 5
    assert not [name for name, content in clean.parts.items() if SECRET.encode() in content]
    document = clean.content("word/document.xml") or b""
    assert document.count(b'name="Picture"') == 2
    assert b'descr="The crest"' in document
    assert b"PAGE" in document
    assert b"DATE" in document
    assert b"https://example.org/home/a" in document
    assert document.count(b"<w:fldChar ") == 9
    assert b"https://example.org/" in (clean.content("word/_rels/document.xml.rels") or b"")
    (name,) = (name for name in clean.parts if "photo" in name)
    assert Image.open(io.BytesIO(clean.parts[name])).size == (8, 8)
    after = tmp_path / "after.docx"
    after.write_bytes(write_package(clean.parts))
    assert all_words(read_document(after)[0]) == all_words(read_document(before)[0])


def test_a_drawing_that_has_no_pixels_stays(tmp_path: Path) -> None:
    body = paragraph(
        DRAWING.format(name="Crest").replace(' r:embed="photo"', "").replace('<a:hlinkClick r:id="away"/>', "")
    )
    package = read_package(make_word(tmp_path / "a.docx", body, files={"svg": ("image", b"<svg/>")}))
    assert any(content == b"<svg/>" for content in without_private_parts(package).parts.values())


def test_the_file_that_was_given_stays_as_it_is(tmp_path: Path) -> None:
    package = spoiled(tmp_path / "before.docx")
    before = dict(package.parts)
    without_private_parts(package)
    assert package.parts == before


def test_a_file_without_any_of_it_stays_byte_for_byte(tmp_path: Path) -> None:
    package = read_package(make_word(tmp_path / "a.docx", paragraph(run("Words."))))
    assert without_private_parts(package).parts == package.parts
