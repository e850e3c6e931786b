"""Strict parts in the transitional names: namespaces are translated, and nobody's words."""

import pytest
from lxml import etree

from boardpaper.errors import InputError
from boardpaper.ooxml.names import NAMESPACES, W
from boardpaper.ooxml.parsing import (
    as_transitional,
    parse_part,
    parse_translated,
    relationship_kind,
    strict_name,
    to_transitional,
    transitional_name,
)

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SAID = "http://purl.oclc.org/ooxml/wordprocessingml/main and xmlns:w=&quot;http://purl.oclc.org/ooxml/a/b&quot;"
PART = f"""<?xml version="1.0"?>
<!-- xmlns:w="{STRICT}" -->
<w:document xmlns:w='{STRICT}' w:conformance="strict" xmlns:a="http://purl.oclc.org/ooxml/drawingml/main">
<w:p w:note="5 > 4"  xmlns:b = "{STRICT}"><w:t> xmlns:w="{STRICT}" conformance="strict"</w:t>
<w:alias w:val="{SAID}"/><a:graphicData uri="http://purl.oclc.org/ooxml/drawingml/picture"/>
<w:dataBinding w:prefixMappings="xmlns:ns0='http://purl.oclc.org/ooxml/officeDocument/extendedProperties'"/></w:p>
</w:document>""".encode()


def test_namespaces_are_translated_and_words_are_not() -> None:
    root, strict = parse_translated(PART, name="a")
    assert (strict, root.tag, root.nsmap["w"]) == (True, f"{W}document", NAMESPACES["w"])
    assert root.findtext(f".//{W}t") == f' xmlns:w="{STRICT}" conformance="strict"'
    alias, binding = root.find(f".//{W}alias"), root.find(f".//{W}dataBinding")
    assert alias is not None
    assert binding is not None
    assert alias.get(f"{W}val") == SAID.replace("&quot;", '"')
    assert "officeDocument/2006/extended-properties'" in binding.get(f"{W}prefixMappings", "")
    assert [each.get("uri") for each in root.iter("{*}graphicData")] == [NAMESPACES["pic"]]
    assert root.getprevious() is not None
    assert root.getprevious().text == f' xmlns:w="{STRICT}" '  # type: ignore[union-attr]


def test_a_part_for_a_transitional_file_claims_to_be_no_other() -> None:
    made = as_transitional(PART, name="a")
    assert made.count(b"conformance") == 1
    assert not parse_part(made, name="a").attrib
    plain = b'<x conformance="strict"/>'
    assert as_transitional(plain, name="a") == plain


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_strict_part_in_another_encoding_is_translated_too(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    content = f'{declared}<w:p xmlns:w="{STRICT}"><w:t>£5 ≥ £4</w:t></w:p>'.encode(encoding)
    root, strict = parse_translated(content, name="a")
    assert (strict, root.tag, root.findtext(f"{W}t")) == (True, f"{W}p", "£5 ≥ £4")
    assert parse_part(as_transitional(content, name="a"), name="a").tag == f"{W}p"


def test_what_is_transitional_stays_byte_for_byte() -> None:
    content = f'<w:p xmlns:w="{NAMESPACES["w"]}"><w:t>{STRICT}</w:t></w:p>'.encode()
    assert to_transitional(content) == content
    assert parse_translated(content, name="a")[1] is False


@pytest.mark.parametrize(
    ("transitional", "strict"),
    [
        (NAMESPACES["w"], STRICT),
        (f"{NAMESPACES['r']}/customXml", "http://purl.oclc.org/ooxml/officeDocument/relationships/customXml"),
        (
            f"{NAMESPACES['r']}/custom-properties",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties",
        ),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
            "http://purl.oclc.org/ooxml/officeDocument/customProperties",
        ),
        (NAMESPACES["cp"], NAMESPACES["cp"]),
        ("urn:boardpaper:values:1", "urn:boardpaper:values:1"),
    ],
)
def test_names_have_two_forms_or_one(transitional: str, strict: str) -> None:
    assert (strict_name(transitional), transitional_name(strict)) == (strict, transitional)
    assert relationship_kind(strict) == relationship_kind(transitional)


def test_an_entity_hidden_in_a_part_that_is_no_xml_by_its_name_is_refused_before_it_is_parsed() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x y="&b;&b;&b;"/>'
    for content in (bomb, bomb.decode().encode("utf-16")):
        with pytest.raises(InputError) as caught:
            parse_translated(content, name="styles.bin")
        assert caught.value.rule == "file-has-entity"
    assert etree.tostring(parse_part(b"<x/>", name="a")) == b"<x/>"
