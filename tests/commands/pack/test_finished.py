"""Finished PDFs of a meeting: what in them stops a pack, what a person may allow, and what goes out of them."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from boardpaper.api import pack
from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BlockingFindings
from boardpaper.pdf.fonts import read_font
from boardpaper.pdf.trees import entries_written
from boardpaper.sources.pdf.reader import read_pdf, read_pdf_texts
from tests.support.finished_pdfs import add_number, changed, open_bytes, publication, with_attachment
from tests.support.outside_tools import ReadPdfText, ValidatePdf


def meeting(folder: Path, content: bytes, allow: str = "") -> Path:
    (folder / "p.pdf").write_bytes(content)
    paper = f"{{file: p.pdf, allow: [{allow}]}}" if allow else "p.pdf"
    (folder / "meeting.yaml").write_text(
        f"body: B\ndate: 2022-05-24\nitems: [{{number: 1, title: One, paper: {paper}}}]", encoding="utf-8"
    )
    return folder


def noted(pdf: Pdf) -> None:
    """A reviewer's note with a name."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 20, 20]), T=String("Jo Bloggs"))
    note.Contents = String("Drop this?")
    pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get(Name.Annots, Array()), pdf.make_indirect(note)])


def marked_to_be_redacted(pdf: Pdf) -> None:
    noted(pdf)
    pdf.pages[0].obj.Annots[-1].Subtype = Name.Redact


def blacked_out(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"q 0 g 0 0 595 842 re f Q")


def set_in(how: str) -> Callable[[Pdf], None]:
    """Words in the font of the page, which draws them as `how` says."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Resources.Font.Own = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.contents_add(f"q {how} BT /Own 9 Tf 80 20 Td (The price of Plover) Tj ET Q".encode())

    return change


in_white, without_ink = set_in("1 g"), set_in("3 Tr")


def in_a_hidden_layer(pdf: Pdf) -> None:
    set_in("/OC /Prices BDC")(pdf)
    pdf.pages[0].contents_add(b"EMC")
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Prices")))
    pdf.pages[0].obj.Resources.Properties = Dictionary(Prices=group)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))


def cut_away(pdf: Pdf) -> None:
    set_in("0 g")(pdf)
    pdf.pages[0].obj.CropBox = Array([0, 30, 595, 842])


def with_damaged_photograph(pdf: Pdf) -> None:
    """A photograph packed a second time, in a way that cannot be undone here."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "JPEG", comment=b"Jo Bloggs")
    image = pdf.make_stream(made.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    image.Filter = Array([Name.FlateDecode, Name.DCTDecode])
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im0=image)


STOPS = [
    (noted, "pdf-comments", True),
    (blacked_out, "pdf-covered-text", True),
    (in_white, "pdf-unseen-words", True),
    (in_a_hidden_layer, "pdf-unseen-words", True),
    (cut_away, "pdf-unseen-words", True),
    (without_ink, "pdf-unseen-words", True),
    (marked_to_be_redacted, "pdf-redaction", False),
    (with_damaged_photograph, "pdf-picture-unclean", True),
]


@pytest.mark.parametrize(("change", "rule", "allowable"), STOPS)
def test_what_was_not_meant_to_go_out_stops_the_pack(
    change: Callable[[Pdf], Any], rule: str, allowable: bool, tmp_path: Path
) -> None:
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(meeting(tmp_path, changed(publication(), change)))
    (finding,) = (finding for finding in stopped.value.findings if finding.blocks)
    assert finding.rule == rule
    assert "item 1, p.pdf" in finding.where
    assert (f"allow: [{rule}]" in finding.hint) is allowable
    assert "--allow" not in finding.hint
    assert not (tmp_path / "packs").exists()


@pytest.mark.parametrize(("change", "rule"), [(change, rule) for change, rule, allowable in STOPS if allowable])
def test_what_a_person_allows_goes_out(change: Callable[[Pdf], Any], rule: str, tmp_path: Path) -> None:
    result = pack_meeting(meeting(tmp_path, changed(publication(), change), rule))
    told = [finding for finding in result.findings if finding.rule == rule]
    assert [(finding.blocks, finding.hint) for finding in told] == [(False, "Published all the same, as you decided.")]


def test_the_words_of_a_note_that_is_allowed_go_out_without_a_name(tmp_path: Path) -> None:
    pack_meeting(meeting(tmp_path, changed(publication(), noted), "pdf-comments"))
    for path in (tmp_path / "packs" / "public").rglob("*.pdf"):
        told = [words for _, words in read_pdf_texts(path.read_bytes()).strings]
        assert "Jo Bloggs" not in told
        assert ("Drop this?" in told) is ("agenda" not in path.name)


def test_a_copy_names_nobody_and_holds_no_file(tmp_path: Path) -> None:
    before = changed(publication(), with_attachment)
    assert metadata_of(before) >= {"The Board Secretary"}
    result = pack(meeting(tmp_path, before))
    assert ", and of the paper's own copy" in next(
        finding.message for finding in result.findings if finding.rule == "pdf-attachments"
    )
    (path,) = (tmp_path / "packs" / "public" / "papers").iterdir()
    facts, found = read_pdf(path.read_bytes(), name="")
    assert (facts.extras.attachments, found) == ((), ())
    assert metadata_of(path.read_bytes()) <= {"Performance report", "boardpaper"}


def metadata_of(content: bytes) -> set[str]:
    with open_bytes(content) as pdf:
        return {str(said) for said in pdf.docinfo.values()}


def test_a_signed_paper_goes_out_unsigned_and_its_picture_stays(
    tmp_path: Path, pdftotext: ReadPdfText, verapdf: ValidatePdf
) -> None:
    content = changed(publication(), signed_in_sight)
    result = pack_meeting(meeting(tmp_path, content))
    assert [finding.rule for finding in result.findings] == ["pdf-signed"]
    public = tmp_path / "packs" / "public"
    (copy,) = (public / "papers").iterdir()
    (bound,) = public.glob("*pack.pdf")
    for path in (copy, bound):
        assert "tempo reporter" in pdftotext(path)
        held = b"".join(whole_objects(path.read_bytes()))
        assert b"jo@example.org" not in held
        assert b"/Sig" not in held
    assert read_pdf(copy, name="")[0].extras.signatures == 0
    assert not verapdf(copy, "ua1")


def signed_in_sight(pdf: Pdf) -> None:
    """A signature that shows its signer's name, and holds an address."""
    page = pdf.pages[0].obj
    root = pdf.Root.StructTreeRoot
    font = next(font for font in page.Resources.Font.values() if Name.ToUnicode in font)
    codes = {text: bytes((code,)) for code, text in read_font(font).characters.items() if code < 256}
    code = b"BT 0 g /F 9 Tf 2 4 Td <%s> Tj ET" % b"".join(codes[letter] for letter in "tempo reporter").hex().encode()
    look = pdf.make_stream(code, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 16]))
    look.Resources = Dictionary(Font=Dictionary(F=font))
    signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String(b"\0" * 16))
    signature.ContactInfo = String("jo@example.org")
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("jo@example.org"), F=4, P=page,
                   TU=String("Signature"), V=pdf.make_indirect(signature), Rect=Array([72, 40, 172, 56]),
                   AP=Dictionary(N=look), SV=Dictionary(Reasons=Array([String("jo@example.org")])))
    )  # fmt: skip
    holder = root.K[0].K
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Form, P=holder))
    element.K = Dictionary(Type=Name.OBJR, Obj=field, Pg=page)
    holder.K.append(element)
    add_number(pdf, field, element)
    page.Annots = Array([*page.get(Name.Annots, Array()), field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    pdf.Root.Perms = Dictionary(DocMDP=signature)


def whole_objects(content: bytes) -> Iterator[bytes]:
    with open_bytes(content) as pdf:
        yield from (entries_written(each) or b"" for each in pdf.objects)


def test_a_title_that_is_a_path_gives_way_to_the_items(tmp_path: Path) -> None:
    def retitled(pdf: Pdf) -> None:
        pdf.docinfo[Name.Title] = String(r"H:\Legal\jo\draft.docx")

    pack_meeting(meeting(tmp_path, changed(publication(), retitled)))
    (path,) = (tmp_path / "packs" / "public" / "papers").iterdir()
    assert read_pdf(path, name="")[0].title == "One"
