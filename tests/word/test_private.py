"""What goes out as a Word file says nothing of the people and machines that its template came from."""

from pathlib import Path

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


def test_the_file_that_was_given_stays_as_it_is(tmp_path: Path) -> None:
    package = spoiled(tmp_path / "before.docx")
    before = dict(package.parts)
    without_private_parts(package)
    assert package.parts == before


def test_a_file_without_any_of_it_stays_byte_for_byte(tmp_path: Path) -> None:
    package = read_package(make_word(tmp_path / "a.docx", paragraph(run("Words."))))
    assert without_private_parts(package).parts == package.parts
