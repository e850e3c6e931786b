"""What is added to a package: relationships, content types, custom XML, bookmarks; and what is taken out of one."""

import pytest

from boardpaper.ooxml.bookmarks import bookmarked, first_free_bookmark, paragraph_number
from boardpaper.ooxml.content_types import ContentTypes, read_content_types
from boardpaper.ooxml.custom_xml import custom_part, ensure_custom_part, store_id
from boardpaper.ooxml.names import NAMESPACES
from boardpaper.ooxml.package import Package, Relationship
from boardpaper.ooxml.parsing import as_transitional, parse_part, relationship_kind, strict_name, transitional_name
from boardpaper.ooxml.relationships import Relationships, add_content_types, free_part_name, without_outside_parts
from boardpaper.ooxml.stories import stories
from boardpaper.ooxml.wordml import XML_HEAD, escape_attribute, paragraph, run_properties, text_run
from tests.corpus.raw import WordParts, word_parts

OFFICE = NAMESPACES["r"]
DECLARED = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
VALUES = "urn:example:values"


def relations(*each: str) -> bytes:
    return f"<Relationships {DECLARED}>{''.join(each)}</Relationships>".encode()


def relation(key: str, kind: str, target: str, mode: str = "") -> str:
    where = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{where}/>'


def word(**changes: bytes) -> Package:
    return Package("a.docx", {**word_parts(WordParts("<w:p/>", "Own")), **changes})


def strict() -> Package:
    return Package("a.docx", dict(word_parts(WordParts("<w:p/>", "Own", strict=True))))


def test_ids_are_the_first_that_are_free() -> None:
    package = Package("a.docx", {
        "_rels/.rels": relations(relation("rId1", "officeDocument", "m.xml")),
        "m.xml": b"<m/>",
        "_rels/m.xml.rels": relations(relation("rId3", "image", "a.png"), relation("rId4", "image", "b.png"),
                                      relation("x", "hyperlink", "https://a.org/", "External")),
    })  # fmt: skip
    links = Relationships(package, "m.xml")
    assert links.add_part("image", "a.png") == "rId3"
    assert links.add_link("https://a.org/") == "x"
    assert links.add_part("image", "c d.png") == "rId5"
    assert links.add_link("https://b.org/") == "rId6"
    assert links.add_part("urn:own:kind", "a.png") == "rId7"
    assert links.add_part("image", "https://b.org/") == "rId8"
    links.write()
    assert package.relationships("m.xml") == {
        "rId3": Relationship("image", "a.png", False),
        "rId4": Relationship("image", "b.png", False),
        "x": Relationship("hyperlink", "https://a.org/", True),
        "rId5": Relationship("image", "c%20d.png", False),
        "rId6": Relationship("hyperlink", "https://b.org/", True),
        "rId7": Relationship("urn:own:kind", "a.png", False),
        "rId8": Relationship("image", "https:/b.org", False),
    }


def test_a_taken_id_is_passed_over() -> None:
    package = Package("a.docx", {"_rels/m.xml.rels": relations(relation("rId2", "image", "a.png"))})
    links = Relationships(package, "m.xml")
    assert [links.add_part("image", name) for name in ("b.png", "c.png", "d.png")] == ["rId3", "rId4", "rId5"]
    other = Relationships(Package("a.docx", {"_rels/m.xml.rels": relations(
        relation("rId3", "image", "a.png"), relation("rId4", "image", "b.png")
    )}), "m.xml")  # fmt: skip
    assert [other.add_part("image", name) for name in ("c.png", "d.png")] == ["rId5", "rId6"]


def test_no_relationships_are_no_part() -> None:
    package = Package("a.docx", {"m.xml": b"<m/>"})
    Relationships(package, "m.xml").write()
    assert list(package) == ["m.xml"]
    links = Relationships(package, "m.xml")
    links.add_link("https://a.org/?a=1&b=2")
    links.write()
    assert package.content("_rels/m.xml.rels") == XML_HEAD + relations(
        relation("rId1", "hyperlink", "https://a.org/?a=1&amp;b=2", "External")
    )


def test_a_strict_file_stays_strict() -> None:
    package = strict()
    links = Relationships(package, package.main)
    links.add_part("image", "word/media/a.png")
    links.write()
    written = package.content("word/_rels/document.xml.rels") or b""
    assert b'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/image" Target="media/a.png"' in written
    assert [package.is_strict(part) for part in (package.main, "word/styles.xml", "docProps/core.xml", "none")] == [
        True, True, False, False,
    ]  # fmt: skip
    namespace = NAMESPACES["w"]
    assert package.named(namespace) == strict_name(namespace) == "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert package.named(namespace, "docProps/core.xml") == namespace
    assert word().named(namespace) == namespace


def test_a_strict_file_in_the_transitional_names() -> None:
    made = strict().transitional()
    assert not any(b"purl.oclc.org" in content for content in made.parts.values())
    assert made.name == "a.docx"
    assert [made.is_strict(part) for part in made] == [False] * len(list(made))
    assert made.main == "word/document.xml"
    assert (made.content("_rels/.rels") or b"").startswith(XML_HEAD + b"<Relationships")
    assert made.relationships("") == word().relationships("")
    plain = word()
    assert plain.transitional() is plain


def test_outside_parts_are_taken_out_and_links_stay() -> None:
    package = word(**{"word/_rels/document.xml.rels": relations(
        relation("rId1", "image", "https://a.org/a.png", "External"),
        relation("rId2", "hyperlink", "https://a.org/", "External"),
        relation("rId3", "styles", "styles.xml"),
        relation("rId4", "attachedTemplate", "file:///c:/a.dotm", "External"),
    )})  # fmt: skip
    kept = without_outside_parts(package)
    assert set(kept.relationships("word/document.xml")) == {"rId2", "rId3"}
    assert set(package.relationships("word/document.xml")) == {"rId1", "rId2", "rId3", "rId4"}
    assert kept.content("_rels/.rels") == package.content("_rels/.rels")
    assert list(kept) == list(package)


def test_content_types_are_declared_where_they_are_not() -> None:
    png = '<Default Extension="PNG" ContentType="image/png"/>'
    types = f'<Types {TYPES}>{png}<Override PartName="/A.xml" ContentType="a"/></Types>'
    package = Package("a.docx", {"[Content_Types].xml": types.encode()})
    add_content_types(package, {"a.xml": "new", "b/c.xml": "c"}, {"png": "other", "jpg": "image/jpeg"})
    assert (
        package.content("[Content_Types].xml")
        == XML_HEAD
        + (
            f'<Types {TYPES}><Default Extension="jpg" ContentType="image/jpeg"/>{png}'
            '<Override PartName="/A.xml" ContentType="new"/><Override PartName="/b/c.xml" ContentType="c"/></Types>'
        ).encode()
    )
    bare = Package("a.docx", {"a.xml": b"<a/>"})
    add_content_types(bare, {"a.xml": "new"})
    assert (list(bare), bare.content_type("a.xml")) == (["a.xml"], "")


def test_a_media_type_is_that_of_the_part_else_that_of_its_ending() -> None:
    types = ContentTypes({"word/a.xml": "own"}, {"xml": "any"})
    assert [types.of(part) for part in ("Word/A.xml", "word/b.XML", "a.b/c", "c.d.xml", "c.png")] == [
        "own", "any", "", "any", "",
    ]  # fmt: skip
    root = parse_part(f'<Types {TYPES}><Default Extension="XML"/><Override/></Types>'.encode(), name="a")
    assert read_content_types(root) == ContentTypes({"": ""}, {"xml": ""})


def test_free_names() -> None:
    package = Package("a.docx", {"a1.xml": b"", "A2.xml": b"", "a4.xml": b""})
    assert (free_part_name(package, "a{}.xml"), free_part_name(package, "b{}.xml")) == ("a3.xml", "b1.xml")


def test_custom_xml_is_added_once_with_its_properties() -> None:
    package = word()
    assert custom_part(package, VALUES) is None
    assert ensure_custom_part(package, VALUES) == "customXml/item1.xml"
    package.put("customXml/item1.xml", f'<v xmlns="{VALUES}"/>'.encode())
    first = package.parts
    assert ensure_custom_part(package, VALUES) == custom_part(package, VALUES) == "customXml/item1.xml"
    assert package.parts == first
    store = store_id(VALUES)
    assert (store[0], store[-1], store.upper(), len(store)) == ("{", "}", store, 38)
    assert (
        first["customXml/itemProps1.xml"]
        == XML_HEAD
        + (
            f'<ds:datastoreItem ds:itemID="{store}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{VALUES}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode()
    )
    assert package.related("customXml/item1.xml", "customXmlProps") == ("customXml/itemProps1.xml",)
    assert [package.content_type(f"customXml/item{end}") for end in ("1.xml", "Props1.xml")] == [
        "application/xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    ]  # fmt: skip
    assert ensure_custom_part(package, "urn:other") == "customXml/item2.xml"
    assert package.related("customXml/item2.xml", "customXmlProps") == ("customXml/itemProps2.xml",)
    assert custom_part(package, "urn:none") is None


def test_lost_properties_of_custom_xml_are_found_again() -> None:
    package = word()
    ensure_custom_part(package, VALUES)
    package.put("customXml/item1.xml", f'<v xmlns="{VALUES}"/>'.encode())
    lost = Package("a.docx", {name: content for name, content in package.parts.items() if "item1.xml.rels" not in name})
    lost.put("a.xml", f"<x>datastoreItem {store_id(VALUES)}</x>".encode())
    assert ensure_custom_part(lost, VALUES) == "customXml/item1.xml"
    assert lost.related("customXml/item1.xml", "customXmlProps") == ("customXml/itemProps1.xml",)
    assert "customXml/itemProps2.xml" not in lost


def test_the_parts_that_hold_words() -> None:
    parts = {"footnotes": "", "comments": "", "header1": "", "footer1": "", "endnotes": "", "numbering": ""}
    package = Package("a.docx", dict(word_parts(WordParts("<w:p/>", "Own", parts=parts))))
    assert list(stories(package).items()) == [
        ("word/document.xml", ""), ("word/header1.xml", "header"), ("word/footer1.xml", "footer"),
        ("word/footnotes.xml", "footnotes"), ("word/endnotes.xml", "endnotes"), ("word/comments.xml", "comments"),
    ]  # fmt: skip
    assert stories(Package("a.docx", {})) == {}


def test_bookmarks_have_numbers_of_their_own() -> None:
    body = '<w:p><w:bookmarkStart w:name="a" w:id="7"/><w:bookmarkStart w:id="12" w:name="b"/></w:p>'
    package = Package("a.docx", {"a.xml": body.encode(), "b.xml": b'<w:bookmarkEnd w:id="40"/>', "c.xml": b""})
    assert (first_free_bookmark(package), first_free_bookmark(Package("a", {}))) == (13, 1)
    assert bookmarked("<w:r/>", 'a"b', 3) == (
        '<w:bookmarkStart w:id="3" w:name="a&quot;b"/><w:r/><w:bookmarkEnd w:id="3"/>'
    )
    assert paragraph_number("_a", "3.2") == (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF _a \\r \\h '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t xml:space="preserve">3.2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_words_as_xml() -> None:
    assert escape_attribute('a & b < c > "d"\n\t\r') == "a &amp; b &lt; c &gt; &quot;d&quot;&#10;&#9;&#13;"
    looks = [run_properties(), run_properties("S"), run_properties(bold=True)]
    assert [*looks, run_properties("S", bold=True, italic=True)] == [
        "", '<w:rPr><w:rStyle w:val="S"/></w:rPr>', "<w:rPr><w:b/><w:bCs/></w:rPr>",
        '<w:rPr><w:rStyle w:val="S"/><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr>',
    ]  # fmt: skip
    assert (
        text_run(" a \t\r\n b\u00a0 c", "<w:rPr/>") == '<w:r><w:rPr/><w:t xml:space="preserve"> a b\u00a0 c</w:t></w:r>'
    )
    assert (
        paragraph("S", "<w:r/>", "<w:keepNext/>")
        == '<w:p><w:pPr><w:pStyle w:val="S"/><w:keepNext/></w:pPr><w:r/></w:p>'
    )


@pytest.mark.parametrize("content", [b"<?pi kept?><x><?inner kept?></x>"])
def test_instructions_for_other_programs_are_kept(content: bytes) -> None:
    root = parse_part(content, name="a")
    assert (len(root), root.getprevious() is not None) == (1, True)
    assert as_transitional(content, name="a") == content


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("http://schemas.openxmlformats.org/drawingml/2006/chart/", None),
        (f"{OFFICE}/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties"),
        ("http://schemas.openxmlformats.org/package/2006/content-types", None),
        ("https://example.org/", None),
    ],
)
def test_names_of_both_variants(name: str, other: str | None) -> None:
    if other is not None:
        assert (strict_name(name), transitional_name(other)) == (other, name)
    else:
        assert transitional_name(strict_name(name)) == name
    assert relationship_kind(name) == relationship_kind(other or name)
