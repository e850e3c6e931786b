"""A PDF of another program, made to name nobody and to claim nothing."""

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.model.document import Properties
from boardpaper.pdf.foreign import disown
from boardpaper.pdf.metadata import seal_holds


def named() -> bytes:
    """A file with all that tells of persons, and links of every kind."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    pdf.add_blank_page(page_size=(100, 100))
    pdf.docinfo["/Creator"] = String("A person's program")
    pdf.docinfo["/Title"] = String("Old")
    for key in ("/OutputIntents", "/OpenAction", "/AA", "/PieceInfo"):
        pdf.Root[key] = Dictionary()
    pdf.Root.PageLayout = Name.SinglePage
    held = Dictionary(Names=Array())
    pdf.Root.Names = Dictionary(JavaScript=held, EmbeddedFiles=held, Dests=held)
    page = pdf.pages[0].obj
    page.PieceInfo, page.LastModified, page.AA = Dictionary(), String("D:2026"), Dictionary()
    page.Metadata = pdf.make_stream(b"<x/>")
    page.Annots = Array([pdf.make_indirect(link(each)) for each in ACTIONS])
    page.Contents = pdf.make_stream(b"0 0 9 9 re f")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def link(action: Object | None) -> Dictionary:
    entries: dict[str, Any] = {} if action is None else {"/A": action}
    return Dictionary({"/Type": Name.Annot, "/Subtype": Name.Link, "/Rect": Array([0, 0, 9, 9]), **entries})


def leading(kind: str, address: str = "") -> Dictionary:
    made = Dictionary(S=Name(f"/{kind}"))
    if address:
        made.URI = String(address)
    return made


ACTIONS = [
    None,
    leading("GoTo"),
    leading("GoToA"),
    leading("Launch"),
    leading("AAA", "https://example.org"),
    leading("URI", "HTTPS://example.org"),
    leading("URI", "mailto:a@example.org"),
    leading("URI", "tel:+44"),
    leading("URI", "http://example.org"),
    leading("URI", "file:///home/ann"),
    leading("URI", "C:/Users/ann"),
    leading("URI"),
]
STAYING = [False, True, False, False, False, True, True, True, True, False, False, True]


def opened(content: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(content))


def test_nothing_is_left_of_persons_and_links_to_their_files() -> None:
    content = disown(named(), Properties("New", author="The Board", language="cy"))
    with opened(content) as pdf:
        assert dict(pdf.docinfo.items()) == {"/Title": "New", "/Author": "The Board", "/Producer": "boardpaper"}
        assert set(pdf.Root.keys()) == {
            "/Metadata", "/Names", "/PageLayout", "/Pages", "/Type", "/ViewerPreferences"
        }  # fmt: skip
        assert set(pdf.Root.Names.keys()) == {"/Dests"}
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert (pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype) == (Name.Metadata, Name.XML)
        said = pdf.Root.Metadata.read_bytes().decode()
        assert "<rdf:li>cy</rdf:li>" in said
        assert "pdfaid" not in said
        page = pdf.pages[0].obj
        assert set(page.keys()) == {"/Annots", "/Contents", "/MediaBox", "/Parent", "/Resources", "/Type"}
        assert [Name.A in each for each in page.Annots] == STAYING
        assert page.Contents.read_bytes() == b"0 0 9 9 re f"
    assert seal_holds(content)
    assert disown(named(), Properties("New", author="The Board", language="cy")) == content


def test_what_is_not_known_is_not_said() -> None:
    with opened(disown(named(), Properties())) as pdf:
        assert dict(pdf.docinfo.items()) == {"/Producer": "boardpaper"}
        assert b"<rdf:li>en-GB</rdf:li>" in pdf.Root.Metadata.read_bytes()


def test_a_mark_lies_under_every_page() -> None:
    mark = pikepdf.new()
    mark.add_blank_page(page_size=(200, 300))
    mark.pages[0].Contents = mark.make_stream(b"% the mark\n1 0 0 rg 0 0 5 5 re f")
    out = io.BytesIO()
    mark.save(out)
    with opened(disown(named(), Properties(), under=out.getvalue())) as pdf:
        for page in pdf.pages:
            forms = list(page.obj.Resources.XObject.values())
            assert [b"% the mark" in each.read_bytes() for each in forms] == [True]
            page.contents_coalesce()
            drawn = page.obj.Contents.read_bytes()
            assert b" Do" in drawn
            assert b"re f" not in drawn[: drawn.index(b" Do")]
