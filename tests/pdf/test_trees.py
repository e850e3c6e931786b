"""Trees of a PDF, sound ones and those that a damaged or hostile file has."""

import zlib
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from boardpaper.pdf.trees import (
    annotations_of,
    elements,
    entries_written,
    inherited,
    key_of,
    kids_of,
    name_for,
    name_of,
    outline_entries,
    page_content,
    read_stream,
    readable,
    standard_type,
    stream_of,
    string_of,
    structure_depth,
    text_of,
    tree_items,
)


def node(pdf: Pdf, **entries: Any) -> Object:
    return pdf.make_indirect(Dictionary(**entries))


def names(root: Object | None) -> list[tuple[str, int]]:
    return [(str(key), int(value)) for key, value in tree_items(root, "/Names")]


def test_a_name_tree_is_read_in_order() -> None:
    with pikepdf.new() as pdf:
        one = node(pdf, Names=Array([String("a"), 1, String("b"), 2]))
        two = node(pdf, Names=Array([String("c"), 3]))
        root = node(pdf, Kids=Array([one, two]))
        assert names(root) == [("a", 1), ("b", 2), ("c", 3)]


def test_a_name_tree_that_leads_back_to_itself_ends() -> None:
    with pikepdf.new() as pdf:
        root = node(pdf, Names=Array([String("a"), 1]))
        root.Kids = Array([root, root])
        assert names(root) == [("a", 1)]


@pytest.mark.parametrize("odd", [None, Array([]), Dictionary(), Dictionary(Names=Name.Odd, Kids=Name.Odd)])
def test_what_is_no_tree_has_no_items(odd: Object | None) -> None:
    assert names(odd) == []


def test_a_name_without_a_value_is_left_out() -> None:
    assert names(Dictionary(Names=Array([String("a"), 1, String("b")]))) == [("a", 1)]


def test_a_page_has_its_own_entry_or_that_of_a_node_above() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0].obj
        page.Parent.Rotate = 90
        assert inherited(page, "/Rotate") == 90
        page.Rotate = 180
        assert inherited(page, "/Rotate") == 180
        assert inherited(page, "/CropBox") is None
        page.Parent.Parent = page
        assert inherited(page, "/CropBox") is None


def outline(pdf: Pdf, *tree: tuple[str, list[str]]) -> None:
    pdf.Root.Outlines = node(pdf)
    before = None
    for title, inside in tree:
        entry = node(pdf, Title=String(title))
        below = None
        for each in inside:
            child = node(pdf, Title=String(each))
            if below is None:
                entry.First = child
            else:
                below.Next = child
            below = child
        if before is None:
            pdf.Root.Outlines.First = entry
        else:
            before.Next = entry
        before = entry


def test_an_outline_is_read_in_order_with_levels() -> None:
    with pikepdf.new() as pdf:
        assert list(outline_entries(pdf)) == []
        outline(pdf, ("1", ["1.1", "1.2"]), ("2", ["2.1"]))
        read = [(level, str(entry.Title)) for level, entry in outline_entries(pdf)]
        assert read == [(1, "1"), (2, "1.1"), (2, "1.2"), (1, "2"), (2, "2.1")]


def test_an_outline_that_leads_back_to_itself_ends() -> None:
    with pikepdf.new() as pdf:
        outline(pdf, ("1", []), ("2", []))
        pdf.Root.Outlines.First.Next.Next = pdf.Root.Outlines.First
        assert len(list(outline_entries(pdf))) == 2


def structure(pdf: Pdf) -> tuple[Object, Object]:
    """A chapter with a heading on the first page and a note inside that; returns the two pages."""
    for _ in range(2):
        pdf.add_blank_page()
    one, two = (page.obj for page in pdf.pages)
    note = node(pdf, S=Name.Note, K=1)
    heading = node(pdf, S=Name.Title, Pg=one, K=Array([0, note]))
    last = node(pdf, S=Name.P, Pg=two, K=Dictionary(Type=Name.MCR, MCID=0))
    chapter = node(pdf, S=Name.Sect, K=Array([heading, last]))
    roles = Dictionary(Title=Name.Head, Head=Name.H1)
    pdf.Root.StructTreeRoot = node(pdf, K=chapter, RoleMap=roles)
    return one, two


def test_elements_are_read_in_order_with_types_and_pages() -> None:
    with pikepdf.new() as pdf:
        assert list(elements(pdf)) == []
        assert structure_depth(pdf) == 0
        one, two = structure(pdf)
        read = [(role, None if page is None else page.objgen) for _, role, page in elements(pdf)]
        assert read == [("/Sect", None), ("/H1", one.objgen), ("/Note", one.objgen), ("/P", two.objgen)]
        assert structure_depth(pdf) == 3


def test_a_structure_that_leads_back_to_itself_ends() -> None:
    with pikepdf.new() as pdf:
        structure(pdf)
        chapter = pdf.Root.StructTreeRoot.K
        chapter.K[1].K = chapter
        assert len(list(elements(pdf))) == 4
        assert structure_depth(pdf) == 3


def test_a_role_map_that_leads_back_to_itself_ends() -> None:
    roles = Dictionary(A=Name.B, B=Name.A, C=String("H1"))
    assert standard_type(Name.A, roles) in ("/A", "/B")
    assert standard_type(Name.C, roles) == "/C"
    assert standard_type(Name.C, None) == "/C"


def test_kids_may_be_one_or_many_or_none() -> None:
    assert kids_of(Dictionary()) == []
    assert [int(each) for each in kids_of(Dictionary(K=3))] == [3]
    assert [int(each) for each in kids_of(Dictionary(K=Array([3, 4])))] == [3, 4]


def test_only_dictionaries_are_annotations() -> None:
    listed = Array([Dictionary(Subtype=Name.Link), Name.Odd, 3])
    assert [str(each.Subtype) for each in annotations_of(Dictionary(Annots=listed))] == ["/Link"]
    assert annotations_of(Dictionary(Annots=Name.Odd)) == []
    assert annotations_of(Dictionary()) == []


def test_a_value_of_another_kind_is_no_text_and_no_stream() -> None:
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(b"words")
        assert text_of(String("\0 words \0")) == "words"
        assert text_of(Name.words) == text_of(None) == ""
        assert stream_of(stream) is not None
        assert stream_of(Dictionary()) is None


@pytest.mark.parametrize("packed", [False, True])
def test_a_stream_larger_than_is_wanted_is_not_read(packed: bool) -> None:
    with pikepdf.new() as pdf:
        stream: Stream = pdf.make_stream(b"x" * 1000)
        if packed:
            stream.write(zlib.compress(b"x" * 1000), filter=Name.FlateDecode)
        assert read_stream(stream, 1000) == b"x" * 1000
        assert read_stream(stream, 999) is None


def test_a_page_has_what_all_its_streams_hold() -> None:
    with pikepdf.new() as pdf:
        one, two = pdf.make_stream(b"q"), pdf.make_stream(b"Q")
        both = Dictionary(Contents=Array([one, Name.Odd, two]))
        assert (page_content(both, 100) or b"").split() == [b"q", b"Q"]
        assert (page_content(Dictionary(Contents=one), 1) or b"").split() == [b"q"]
        assert page_content(both, 3) is None
        assert page_content(Dictionary(), 100) == b"\n"


@pytest.mark.parametrize(("above", "found"), [(198, 90), (199, 90), (200, None)])
def test_entries_are_inherited_from_two_hundred_nodes(above: int, found: int | None) -> None:
    """The page itself and 199 nodes above it are asked."""
    node = Dictionary(Rotate=90)
    for _ in range(above):
        node = Dictionary(Parent=node)
    assert inherited(node, "/Rotate") == found


def test_a_role_map_is_followed_twenty_steps() -> None:
    roles = Dictionary({f"/A{at}": Name(f"/A{at + 1}") for at in range(30)})
    assert standard_type(Name.A0, roles) == "/A20"
    assert standard_type(String("A0"), roles) == standard_type(None, roles) == ""


def test_an_element_is_what_says_its_type() -> None:
    with pikepdf.new() as pdf:
        inner = node(pdf, S=Name.P)
        nameless = node(pdf, K=inner)
        direct = Dictionary(S=Name.Span, K=Array([5, Dictionary(S=Name.Link)]))
        pdf.Root.StructTreeRoot = node(pdf, K=Array([nameless, direct, 7, inner, inner]))
        assert [role for _, role, _ in elements(pdf)] == ["/Span", "/Link", "/P"]
        assert structure_depth(pdf) == 2
        pdf.Root.StructTreeRoot = String("none")
        assert list(elements(pdf)) == []
        assert structure_depth(pdf) == 0


def test_an_outline_that_is_none_has_no_entries() -> None:
    with pikepdf.new() as pdf:
        pdf.Root.Outlines = String("none")
        assert list(outline_entries(pdf)) == []
        pdf.Root.Outlines = Dictionary(First=Name.Odd)
        assert list(outline_entries(pdf)) == []


def test_a_node_without_kids_has_its_own_items() -> None:
    one, two = Dictionary(Names=Array([String("b"), 2])), Dictionary(Names=Array([String("c"), 3]))
    assert names(Dictionary(Names=Array([String("a"), 1]), Kids=Array([one, Name.Odd, two]))) == [
        ("a", 1), ("b", 2), ("c", 3)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "key", "name"),
    [
        (b"/Plain", "/Plain", "Plain"),
        (b"/caf#C3#A9", "/caf\u00e9", "caf\u00e9"),
        (b"/caf#E9", "/caf\udce9", "caf\u00e9"),
        (b"/a#20b#FF", "/a b\udcff", "a b\u00ff"),
    ],
)
def test_names_are_read_and_written_whatever_their_bytes(written: bytes, key: str, name: str) -> None:
    value = Object.parse(written)
    assert key_of(value) == key
    assert name_of(value) == readable(key) == name
    assert name_for(key) == value
    assert name_for(key).unparse() == value.unparse()


@pytest.mark.parametrize("other", [None, String("a"), Dictionary(), Array()])
def test_what_is_no_name_has_none(other: Object | None) -> None:
    assert key_of(other) == name_of(other) == ""


def test_a_string_is_read_as_far_as_it_is_what_it_says() -> None:
    assert string_of(String("\0 words \0")) == "\0 words \0"
    assert string_of(String(b"\xef\xbb\xbfcaf\xc3\xa9")) == "caf\u00e9"
    assert string_of(String(b"\xef\xbb\xbfcaf\xe9")) == "caf\ufffd"
    assert text_of(String(b"\xef\xbb\xbf caf\xe9 ")) == "caf\ufffd"


def test_objects_are_written_with_what_they_hold() -> None:
    with pikepdf.new() as pdf:
        other = node(pdf, A=1)
        assert entries_written(Dictionary(B=other)) == b"<< /B %d 0 R >>" % other.objgen[0]
        assert entries_written(Array([1, 2])) == b"[ 1 2 ]"
        assert entries_written(other) == b"<< /A 1 >>"
        assert b"/C 3" in (entries_written(pdf.make_stream(b"x", C=3)) or b"")
        assert entries_written(String("a")) is None


def test_a_stream_that_is_packed_with_parameters_is_read_whole() -> None:
    with pikepdf.new() as pdf:
        stream: Stream = pdf.make_stream(b"")
        rows = b"".join(b"\0" + bytes((at, 7)) for at in range(9))
        stream.write(zlib.compress(rows), filter=Name.FlateDecode, decode_parms=Dictionary(Predictor=15, Columns=2))
        assert read_stream(stream, 18) == bytes(each for at in range(9) for each in (at, 7))
        assert read_stream(stream, 17) is None


def test_the_bytes_of_all_a_pages_streams_count() -> None:
    with pikepdf.new() as pdf:
        page = Dictionary(Contents=Array([pdf.make_stream(b"12345"), pdf.make_stream(b"6789")]))
        assert page_content(page, 10) == b"12345\n6789\n"
        assert page_content(page, 9) is None


def test_a_list_that_leads_back_to_itself_is_read_once() -> None:
    with pikepdf.new() as pdf:
        kids = pdf.make_indirect(Array([Dictionary(S=Name.P, Names=Array([String("a"), 1]))]))
        kids[0].Kids = kids[0].K = kids
        assert names(Dictionary(Kids=kids)) == [("a", 1)]
        pdf.Root.StructTreeRoot = Dictionary(K=kids)
        assert [role for _, role, _ in elements(pdf)] == ["/P"]
        assert structure_depth(pdf) == 1
