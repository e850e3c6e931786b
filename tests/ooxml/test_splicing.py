"""Bytes replaced in a part: the places of elements found rightly, and all other bytes left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from boardpaper.errors import InputError
from boardpaper.ooxml.names import Element, W
from boardpaper.ooxml.splicing import Splicer, open_splicer
from tests.support.word_papers import package_of

HEAD = b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- <w:p> -->\n'
PART = (
    HEAD
    + (
        f"<w:document xmlns:w='{W[1:-1]}' xmlns:x=\"urn:x\"><w:body x:note=\"a > b '&quot;'\"><w:p ><w:r><w:b/><w:b />"
        "<w:t xml:space='preserve'> 5 &gt; 3 <![CDATA[<w:t>]]></w:t><?pi <w:t> ?></w:r\n></w:p>"
        "<w:p/></w:body></w:document>"
    ).encode()
)


def opened(content: bytes = PART) -> Splicer:
    return open_splicer(package_of({"word/document.xml": content}), "word/document.xml")


def names(splicer: Splicer, name: str) -> list[Element]:
    return list(splicer.root.iter(f"{W}{name}"))


def test_every_element_is_found_where_it_stands() -> None:
    splicer = opened()
    assert [splicer.source(each) for each in names(splicer, "b")] == [b"<w:b/>", b"<w:b />"]
    assert splicer.source(names(splicer, "t")[0]) == b"<w:t xml:space='preserve'> 5 &gt; 3 <![CDATA[<w:t>]]></w:t>"
    assert splicer.source(names(splicer, "r")[0]).endswith(b"<?pi <w:t> ?></w:r\n>")
    assert [splicer.source(each)[:5] for each in names(splicer, "p")] == [b"<w:p ", b"<w:p/"]
    assert splicer.source(splicer.root) == PART[len(HEAD) :]


def test_nothing_asked_for_changes_nothing() -> None:
    splicer = opened()
    assert not splicer.changed
    assert splicer.result() == PART


def test_replacements_leave_all_other_bytes() -> None:
    splicer = opened()
    first, second = names(splicer, "b")
    splicer.replace(first, "<w:i/>")
    splicer.replace_source(second, b"")
    splicer.insert_before(names(splicer, "t")[0], "<w:u/>")
    splicer.insert_after(names(splicer, "t")[0], "<w:x>–</w:x>")
    splicer.append(names(splicer, "p")[0], "<w:one/>")
    splicer.append(names(splicer, "p")[0], "<w:two/>")
    splicer.append(names(splicer, "p")[1], "<w:three/>")
    expected = (
        PART.replace(b"<w:b/><w:b />", b"<w:i/><w:u/>")
        .replace(b"]]></w:t>", b"]]></w:t><w:x>&#8211;</w:x>")
        .replace(b"</w:r\n></w:p><w:p/>", b"</w:r\n><w:one/><w:two/></w:p><w:p><w:three/></w:p>")
    )
    assert splicer.result() == expected
    etree.fromstring(expected)


def test_replacements_that_overlap_are_refused() -> None:
    splicer = opened()
    splicer.replace(names(splicer, "r")[0], "")
    splicer.replace(names(splicer, "t")[0], "")
    with pytest.raises(InputError) as caught:
        splicer.result()
    assert caught.value.rule == "file-unusual"


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16"),
        f'<?xml version="1.0" encoding="ISO-8859-1"?><w:p xmlns:w="{W[1:-1]}"/>'.encode(),
        f'<v:document xmlns:v="{W[1:-1]}"/>'.encode(),
        b"<w:document",
    ],
)
def test_a_part_in_another_form_is_refused(content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        opened(content)
    assert caught.value.rule in ("file-unusual", "file-damaged")


texts = st.text("ab<>&'\" \n–", max_size=6)


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> Element:
    element = etree.Element(f"{W}{draw(st.sampled_from(['p', 'r', 't']))}", nsmap={"w": W[1:-1]})
    for name in draw(st.sets(st.sampled_from(["val", "id"]))):
        element.set(f"{W}{name}", draw(texts))
    element.text = draw(texts)
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        child = draw(trees(depth - 1))
        child.tail = draw(texts)
        element.append(child)
        if draw(st.booleans()):
            element.append(etree.Comment("<w:t> > '"))
    return element


@given(trees(), st.data())
def test_what_is_cut_out_of_any_tree_is_the_element(root: Element, data: st.DataObject) -> None:
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    splicer = opened(content)
    elements = list(splicer.root.iter(etree.Element))
    chosen = data.draw(st.sampled_from(elements))
    wrapped = b'<x xmlns:w="' + W[1:-1].encode() + b'">' + splicer.source(chosen) + b"</x>"
    [cut] = etree.fromstring(wrapped)
    assert (cut.tag, dict(cut.attrib), "".join(cut.itertext())) == (
        chosen.tag, dict(chosen.attrib), "".join(chosen.itertext()),
    )  # fmt: skip
    splicer.replace(chosen, f'<w:new xmlns:w="{W[1:-1]}"/>')
    assert (
        len(list(etree.fromstring(splicer.result()).iter(etree.Element)))
        == len(elements) - len(list(chosen.iter(etree.Element))) + 1
    )
