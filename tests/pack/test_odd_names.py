"""PDFs whose names are no UTF-8, as programs of older days wrote them, are taken as the same PDFs with plain names."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from boardpaper.model.document import Properties
from boardpaper.pack.cleaning import published_copy
from boardpaper.pack.merging import merge_pack
from boardpaper.publish.pdf.render import is_untouched
from boardpaper.sources.pdf.reader import read_pdf
from boardpaper.sources.pdf.texts import read_pdf_texts
from tests.support.finished_pdfs import (
    changed,
    part,
    publication,
    untagged,
    with_form,
    with_identifiers,
    with_layers,
    with_roles,
    words_by_part,
)

# Each name of the plain PDF that gets a letter of Latin-1 in the other, of the same length so that no offset moves.
ODD = {
    b"/Kop": b"/K\xf6p", b"/Head": b"/H\xe9ad", b"/Yes": b"/Y\xe9s", b"/Shown": b"/Sh\xf6wn", b"/end": b"/\xe9nd",
    b"/F1": b"/\xf81", b"/Odd": b"/\xd8dd",
}  # fmt: skip


def linked(pdf: Pdf) -> None:
    """Two links and an outline entry to named destinations, and an annotation and an action of unknown kinds."""
    pdf.Root.Dests = Dictionary(end=Array([pdf.pages[-1].obj, Name.Fit]))
    pdf.Root.Outlines.First.Dest = Name.end
    page = pdf.pages[0].obj
    odd = Dictionary(Type=Name.Annot, Subtype=Name.Odd, Rect=Array([0, 0, 9, 9]), Contents=String("odd"), F=4)
    odd.A = Dictionary(S=Name.Odd)
    page.Annots[0].A = Dictionary(S=Name.GoTo, D=Name.end)
    page.Annots = Array([*page.Annots, pdf.make_indirect(odd)])


def plain(title: str, meaning: str) -> bytes:
    return changed(
        publication(title), with_form, with_layers, with_identifiers, with_roles("/Kop", meaning), linked,
        object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True, compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )  # fmt: skip


def oddly(content: bytes) -> bytes:
    for name, odd in ODD.items():
        assert name in content
        content = content.replace(name, odd)
    return content


PLAIN = [plain("Report", "/H2"), plain("Budget", "/P")]
ABOUT = Properties("Public pack", "Meeting of the Board", "The Board Secretary")


@pytest.mark.parametrize("content", PLAIN, ids=["headings", "paragraphs"])
def test_it_is_read_as_the_plain_one(content: bytes) -> None:
    told, expected = read_pdf(oddly(content), name="a.pdf"), read_pdf(content, name="a.pdf")
    assert (told[0].headings, told[0].tagged, told[0].pages) == (
        expected[0].headings,
        expected[0].tagged,
        expected[0].pages,
    )
    assert [finding.rule for finding in told[1]] == [finding.rule for finding in expected[1]]
    assert read_pdf_texts(oddly(content)).pages == read_pdf_texts(content).pages


def test_it_is_bound_as_the_plain_one() -> None:
    odd, expected = (
        merge_pack(
            [part(content, str(number)) for number, content in enumerate(contents, 1)],
            properties=ABOUT,
            language="en-GB",
        )
        for contents in (map(oddly, PLAIN), PLAIN)
    )
    words = words_by_part(expected.content)
    assert words_by_part(odd.content) == [
        (title, [(role.replace("Kop", "K\xf6p"), text) for role, text in inside]) for title, inside in words
    ]
    assert odd.layout == expected.layout
    assert [finding.rule for finding in odd.findings] == [finding.rule for finding in expected.findings]
    with pikepdf.open(io.BytesIO(odd.content)) as pdf, pikepdf.open(io.BytesIO(expected.content)) as other:
        assert _targets(pdf) == _targets(other)
        assert _meanings(pdf) == _meanings(other)
        assert len(pdf.Root.StructTreeRoot.ClassMap) == len(other.Root.StructTreeRoot.ClassMap)


def test_it_is_published_as_the_plain_one() -> None:
    odd = oddly(PLAIN[0])
    copy = published_copy(odd, read_pdf(odd, name="a.pdf")[0], title="Report").content
    assert read_pdf_texts(copy).pages == read_pdf_texts(PLAIN[0]).pages


def test_odd_names_of_what_is_taken_out() -> None:
    def note(pdf: Pdf) -> None:
        pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), Odd=String("odd"))
        pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.Annots, pdf.make_indirect(pin)])
        pdf.Root.Names = Dictionary(Odd=Dictionary())
        pdf.docinfo["/Odd"] = String("odd")

    odd = changed(PLAIN[0], note, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    odd = odd.replace(b"/Odd", b"/\xd8dd")
    copy = published_copy(odd, read_pdf(odd, name="a.pdf")[0], title="Report").content
    assert read_pdf_texts(copy).pages == read_pdf_texts(PLAIN[0]).pages
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}


def test_a_string_that_only_says_that_it_is_utf_8() -> None:
    def spoil(pdf: Pdf) -> None:
        broken = String(b"\xef\xbb\xbfBudget \xff")
        pdf.docinfo = pdf.make_indirect(Dictionary(Title=broken, Producer=broken))
        pdf.Root.Outlines.First.Title = broken
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([broken, Array([pdf.pages[0].obj, Name.Fit])])))

    content = changed(PLAIN[0], spoil)
    facts, _ = read_pdf(content, name="a.pdf")
    assert facts.headings[0].title == "Budget \ufffd"
    assert "Budget \ufffd" in {text for _, text in read_pdf_texts(content).strings}
    assert merge_pack([part(content, "1")], properties=ABOUT, language="en-GB").content


def test_a_file_of_another_program_that_cannot_say_its_name() -> None:
    def spoil(pdf: Pdf) -> None:
        pdf.docinfo["/Producer"] = String(b"\xef\xbb\xbf\xff")

    assert is_untouched(changed(untagged(), spoil)) is None


def _targets(pdf: Pdf) -> list[int]:
    """The pages that links lead to, by their places."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    names = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())
    places = [
        annotation.Dest for page in pdf.pages for annotation in page.obj.get(Name.Annots, []) if "/Dest" in annotation
    ]
    found = [names[str(place)] if isinstance(place, String) else place for place in places]
    return [pages[place[0].objgen] for place in found]


def _meanings(pdf: Pdf) -> list[str]:
    """What the role map makes of each name, in the order of the names."""
    return [str(meaning) for _, meaning in sorted(pdf.Root.StructTreeRoot.RoleMap.items())]
