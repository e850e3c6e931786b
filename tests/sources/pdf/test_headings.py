"""Headings of finished PDFs, wherever an outline leads and however deep the words of a tag lie."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from boardpaper.model.pack import PdfHeading
from boardpaper.sources.pdf.reader import read_pdf
from tests.support.written_pdfs import stream, written

PAGES = {
    2: b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>",
    3: b"<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 6 0 R>>>>>>",
    4: b"<</Type/Page/Parent 2 0 R>>",
    5: stream(b"/H1 <</MCID 7>> BDC BT /F 10 Tf 50 700 Td (Deep) Tj ET EMC"),
    6: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
}


def headings(bodies: dict[int, bytes], catalogue: bytes) -> tuple[PdfHeading, ...]:
    content = written({1: b"<</Type/Catalog/Pages 2 0 R%b>>" % catalogue, **PAGES, **bodies})
    return read_pdf(content, name="a.pdf")[0].headings


def outlined(*entries: bytes, more: bytes = b"") -> tuple[PdfHeading, ...]:
    """The headings of an outline of these entries, one after the other."""
    last = 100 + len(entries)
    bodies = {
        100 + at: b"<<%b%b>>" % (entry, b"/Next %d 0 R" % (101 + at) if 101 + at < last else b"")
        for at, entry in enumerate(entries)
    }
    return headings({**bodies, 90: b"<</First 100 0 R>>"}, b"/Outlines 90 0 R" + more)


@pytest.mark.parametrize(
    ("place", "page", "top"),
    [
        (b"[3 0 R/XYZ 50 700.126 1]", 0, 700.13),
        (b"[4 0 R/XYZ 50 700 1]", 1, 700),
        (b"[3 0 R/XYZ null null 1]", 0, None),
        (b"[3 0 R/XYZ 50]", 0, None),
        (b"[3 0 R/XYZ 50 0 1]", 0, 0),
        (b"[3 0 R/FitH 600]", 0, 600),
        (b"[3 0 R/FitH]", 0, None),
        (b"[3 0 R/FitH(odd)]", 0, None),
        (b"[3 0 R/FitH[1 2]]", 0, None),
        (b"[3 0 R/FitBH 500]", 0, 500),
        (b"[3 0 R/FitR 1 2 3 4]", 0, 4),
        (b"[3 0 R/FitR 1 2 3]", 0, None),
        (b"[3 0 R/FitV 400]", 0, None),
        (b"[3 0 R/Fit 400]", 0, None),
        (b"[3 0 R(XYZ)50 700 1]", 0, None),
        (b"[3 0 R]", 0, None),
        (b"[0/FitH 300]", 0, 300),
        (b"[1/FitH 300]", 1, 300),
        (b"<</D[4 0 R/FitH 200]>>", 1, 200),
        (b"(by name)", 1, 100),
        (b"/Old", 0, 90),
        (b"(in a dictionary)", 0, 80),
    ],
)
def test_where_an_entry_of_the_outline_leads(place: bytes, page: int, top: float | None) -> None:
    names = b"/Names<</Dests<</Names[(by name)[4 0 R/FitH 100](in a dictionary)<</D[3 0 R/FitH 80]>>(odd)7]>>>>"
    old = b"/Dests<</Old[3 0 R/FitH 90]>>"
    told = (PdfHeading(1, "A title", page, top),)
    assert outlined(b"/Title(A  title )/Dest %b" % place, more=names + old) == told
    assert outlined(b"/Title(A\ntitle)/A<</S/GoTo/D %b>>" % place, more=names + old) == told
    assert outlined(b"/Title(A title)/A<</S/Launch/D %b>>" % place, more=names + old) == ()


@pytest.mark.parametrize(
    "place",
    [
        b"[-1/Fit]",
        b"[2/Fit]",
        b"[6 0 R/Fit]",
        b"[]",
        b"[(odd)/Fit]",
        b"(no such name)",
        b"(odd)",
        b"/None",
        b"7",
        b"null",
    ],
)
def test_what_leads_to_no_page_is_left_out(place: bytes) -> None:
    entries = b"/Title(Nowhere)/Dest %b" % place, b"/Title(There)/Dest[1]", b"/Title( )/Dest[1]", b"/Dest[1]"
    assert outlined(*entries, more=b"/Names<</Dests<</Names[(odd)7]>>>>") == (PdfHeading(1, "There", 1, None),)


@pytest.mark.parametrize(("count", "told"), [(10_000, 10_000), (10_001, 10_000)])
def test_ten_thousand_entries_are_told(count: int, told: int) -> None:
    assert len(outlined(*[b"/Title(A)/Dest[0]"] * count)) == told


def test_a_heading_stands_where_its_first_words_do() -> None:
    content = stream(
        b"/H1 <</MCID 7>> BDC BT /F 20 Tf 50 700 Td (First) Tj /F 10 Tf 0 -30 Td (and) Tj 0 -30 Td (last) Tj ET EMC"
    )
    assert tagged(0, b"7", {5: content}) == (PdfHeading(2, "First and last", 0, 720),)


def tagged(depth: int, inner: bytes, more: Mapping[int, bytes] = MappingProxyType({})) -> tuple[PdfHeading, ...]:
    """The headings of a file that has one, whose words lie so many elements deep."""
    bodies = {100 + at: b"<</S/Span/K %d 0 R>>" % (101 + at) for at in range(depth)}
    bodies[100 + depth] = b"<</S/Span/K %b>>" % inner
    tree = {90: b"<</Type/StructTreeRoot/K 91 0 R/ParentTree<<>>>>", 91: b"<</S/H2/Pg 3 0 R/K 100 0 R>>"}
    return headings({**bodies, **tree, **more}, b"/MarkInfo<</Marked true>>/StructTreeRoot 90 0 R")


@pytest.mark.parametrize("inner", [b"7", b"[3 7]", b"<</Type/MCR/MCID 7>>"])
@pytest.mark.parametrize("depth", [0, 300])
def test_the_words_of_a_heading_lie_in_it_at_any_depth(inner: bytes, depth: int) -> None:
    assert tagged(depth, inner) == (PdfHeading(2, "Deep", 0, 710),)


def test_a_heading_that_holds_itself_many_times_is_read_once() -> None:
    assert tagged(0, b"[7 91 0 R%b]" % (b" 100 0 R" * 9)) == (PdfHeading(2, "Deep", 0, 710),)
    assert tagged(0, b"95 0 R", {95: b"[7<</S/P/K 95 0 R>><</S/P/K 95 0 R>>]"}) == (PdfHeading(2, "Deep", 0, 710),)


def test_words_that_are_not_a_headings_own_are_none_of_it() -> None:
    assert tagged(0, b"6") == ()
    assert tagged(0, b"[(odd)<</Odd 7>>]") == ()
