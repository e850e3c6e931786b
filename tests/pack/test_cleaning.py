"""A finished PDF published by itself: its pages, structure and links as they were, and nothing else."""

import io
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image

from boardpaper.model.document import Properties
from boardpaper.model.pack import PackOptions
from boardpaper.pack.cleaning import published_copy
from boardpaper.pack.merging import merge_pack
from boardpaper.pdf.metadata import seal_holds
from boardpaper.pdf.trees import entries_written
from boardpaper.sources.pdf.reader import read_pdf
from tests.support.finished_pdfs import (
    add_number,
    changed,
    open_bytes,
    part,
    publication,
    scripted,
    signed,
    tagged_words,
    with_attachment,
    with_form,
)

SECRET = "Jo-Bloggs"


def own_copy(content: bytes, title: str = "An item") -> bytes:
    return published_copy(content, read_pdf(content, name="")[0], title=title).content


def whole(content: bytes) -> bytes:
    """All objects of a file and all that its streams hold, as they are stored and unpacked."""
    out = io.BytesIO()
    with open_bytes(content) as pdf:
        out.write(pdf.trailer.unparse(resolved=True))
        for entry in pdf.objects:
            out.write(entries_written(entry) or b"")
            if isinstance(entry, Stream):
                out.write(entry.read_raw_bytes())
                # Also where more has to be unpacked behind it.
                with suppress(zlib.error):
                    out.write(zlib.decompress(entry.read_raw_bytes()))
    return out.getvalue()


def add_annotation(pdf: Pdf, kind: str, **entries: Any) -> Object:
    page = pdf.pages[0].obj
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array([90, 90, 99, 99]), **entries))
    page.Annots = Array([*page.get(Name.Annots, Array()), made])
    return made


def author(pdf: Pdf) -> None:
    pdf.docinfo[Name.Author] = String(SECRET)
    pdf.docinfo[Name.Creator] = String(f"Word of {SECRET}")
    pdf.docinfo[Name("/Company")] = String(SECRET)


def history(pdf: Pdf) -> None:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">'
        f"<xmpMM:History>{SECRET}</xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def picture_metadata(pdf: Pdf) -> None:
    image = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image.ColorSpace = Name.DeviceGray
    image.Metadata = pdf.make_stream(SECRET.encode(), Type=Name.Metadata)
    image.PieceInfo = Dictionary(Prog=Dictionary(Private=String(SECRET)))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im0=image)


def photograph(pdf: Pdf) -> None:
    packed = io.BytesIO()
    Image.new("RGB", (8, 8)).save(packed, "JPEG", comment=SECRET.encode(), exif=b"Exif\0\0" + SECRET.encode())
    image = pdf.make_stream(packed.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8)
    image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im0=image)


def damaged(change: Callable[[bytes], bytes]) -> Callable[[Pdf], None]:
    """A photograph that programs show although its file is damaged."""

    def planted(pdf: Pdf) -> None:
        photograph(pdf)
        image = pdf.pages[0].obj.Resources.XObject.Im0
        image.write(change(image.read_raw_bytes()), filter=Name.DCTDecode)

    return planted


cut_photograph = damaged(lambda content: content[:-9])
patched_photograph = damaged(lambda content: content[:2] + b"\0\0" + content[2:])
late_photograph = damaged(lambda content: b"\n" + content)


def packed_photograph(pdf: Pdf) -> None:
    """A photograph that is packed a second time."""
    photograph(pdf)
    image = pdf.pages[0].obj.Resources.XObject.Im0
    image.write(
        zlib.compress(image.read_raw_bytes()),
        filter=Array([Name.FlateDecode, Name.DCTDecode]),
        decode_parms=Array([Dictionary(), Dictionary(ColorTransform=1)]),
    )


def profile(pdf: Pdf) -> None:
    """A colour profile that says for whose screen it was made, in both kinds of text that profiles have."""
    words = SECRET.encode()
    described = b"desc\0\0\0\0" + (len(words) + 1).to_bytes(4, "big") + words + b"\0" * 79
    spelled = SECRET.encode("utf-16-be") + words
    model = b"mluc\0\0\0\0" + struct.pack(">II4sII", 1, 12, b"enGB", len(spelled), 28) + spelled
    start = 132 + 24
    tags = struct.pack(">I4sII4sII", 2, b"desc", start, len(described), b"dmdd", start + len(described), len(model))
    head = bytes(36) + b"acsp" + bytes(44) + words + bytes(128 - 84 - len(words))
    stream = pdf.make_stream(head + tags + described + model, N=3)
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Cs0=Array([Name.ICCBased, stream]))


def proxy(pdf: Pdf) -> None:
    """A picture that stands for one on somebody's server."""
    picture_metadata(pdf)
    image = pdf.pages[0].obj.Resources.XObject.Im0
    image.OPI = Dictionary({"/2.0": Dictionary(F=String(f"//server/{SECRET}.tif"))})


def own_entries(pdf: Pdf) -> None:
    """Entries that no standard knows, in each place that has any."""
    for holder in (pdf.Root, pdf.pages[0].obj, pdf.trailer):
        holder[Name("/XX_Archive")] = String(SECRET)


def signature(pdf: Pdf) -> None:
    """A signature out of sight, with all that it says of its signer, in a field within a field."""
    look = pdf.make_stream(f"BT /F 9 Tf ({SECRET}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form)
    said = Dictionary(Type=Name.Sig, Name=String(SECRET), Cert=String(SECRET), Reason=String(SECRET))
    outer = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String(SECRET), V=pdf.make_indirect(said)))
    inner = add_annotation(pdf, "/Widget", Parent=outer, F=2, AP=Dictionary(N=look), Lock=Dictionary(A=String(SECRET)))
    outer.Kids = Array([inner])
    pdf.Root.AcroForm = Dictionary(Fields=Array([outer]), SigFlags=3)
    pdf.Root.DSS = Dictionary(Certs=Array([pdf.make_stream(SECRET.encode())]))


def unsigned(pdf: Pdf) -> None:
    """A field for a signature that says who may sign."""
    made = add_annotation(pdf, "/Widget", FT=Name.Sig, T=String(SECRET), SV=Dictionary(Cert=String(SECRET)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([made]))


def named_field(pdf: Pdf) -> None:
    """A field with a name for programs, which readers know by its description."""
    field(pdf, TU=String("Your name"), TM=String(SECRET)).update({"/T": String(SECRET), "/V": String("Part")})


def thumbnail(pdf: Pdf) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(SECRET.encode(), Width=1, Height=1)


def page_data(pdf: Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary(InDesign=Dictionary(Private=String(SECRET)))
    pdf.Root.PieceInfo = Dictionary(InDesign=Dictionary(Private=String(SECRET)))


def attachment(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = AttachedFileSpec(pdf, SECRET.encode(), filename=f"{SECRET}.txt")


def attached_to_page(pdf: Pdf) -> None:
    file = AttachedFileSpec(pdf, SECRET.encode(), filename=f"{SECRET}.txt")
    pin = add_annotation(pdf, "/FileAttachment", FS=file.obj)
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Annot, P=pdf.Root.StructTreeRoot.K[0]))
    element.K = Dictionary(Type=Name.OBJR, Obj=pin, Pg=pdf.pages[0].obj)
    pdf.Root.StructTreeRoot.K[0].K = Array([pdf.Root.StructTreeRoot.K[0].K, element])
    add_number(pdf, pin, element)


def associated(pdf: Pdf) -> None:
    file = AttachedFileSpec(pdf, SECRET.encode(), filename=f"{SECRET}.txt")
    pdf.Root.StructTreeRoot.K[0].AF = Array([file.obj])


def reviewer(pdf: Pdf) -> None:
    note = add_annotation(pdf, "/Text", T=String(SECRET), Subj=String(SECRET), Contents=String("Why?"))
    note.RC = String(f"<p>{SECRET}</p>")
    note.Popup = add_annotation(pdf, "/Popup", Parent=note, Contents=String(SECRET))


def local_link(pdf: Pdf) -> None:
    address = f"file:///C:/Users/{SECRET}/prices.xlsx"
    add_annotation(pdf, "/Link", A=Dictionary(S=Name.URI, URI=String(address)), Contents=String(address))


def share_link(pdf: Pdf) -> None:
    there = String(f"\\\\server\\{SECRET}\\a.pdf")
    add_annotation(pdf, "/Link", A=Dictionary(S=Name.GoToR, F=Dictionary(Type=Name.Filespec, F=there, UF=there)))


def followed_link(pdf: Pdf) -> None:
    then = Dictionary(S=Name.URI, URI=String(f"FILE:/home/{SECRET}"))
    add_annotation(pdf, "/Link", A=Dictionary(S=Name.URI, URI=String("https://example.org"), Next=then))


def xfa(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(SECRET.encode()))


def field(pdf: Pdf, **entries: Any) -> Object:
    made = add_annotation(pdf, "/Widget", FT=Name.Tx, T=String("field"), V=String(SECRET), **entries)
    pdf.Root.AcroForm = Dictionary(Fields=Array([made]))
    return made


def hidden_field(pdf: Pdf) -> None:
    field(pdf, F=2, DV=String(SECRET), RV=String(SECRET))


def unviewed_field(pdf: Pdf) -> None:
    field(pdf, F=32)


def field_off_the_page(pdf: Pdf) -> None:
    field(pdf).Rect = Array([-99, 90, -90, 99])


def field_without_size(pdf: Pdf) -> None:
    field(pdf).Rect = Array([90, 90, 90, 99])


def field_on_no_page(pdf: Pdf) -> None:
    made = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("loose"), V=String(SECRET)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([made]))


def password_field(pdf: Pdf) -> None:
    field(pdf, Ff=1 << 13)


def file_field(pdf: Pdf) -> None:
    field(pdf, Ff=1 << 20)


def hidden_page(pdf: Pdf) -> None:
    page = pdf.make_indirect(Dictionary(Type=Name.Template, Contents=pdf.make_stream(SECRET.encode())))
    pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array([String("a"), page])))


def article(pdf: Pdf) -> None:
    thread = pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Author=String(SECRET))))
    pdf.Root.Threads = Array([thread])


def layer_user(pdf: Pdf) -> None:
    usage = Dictionary(User=Dictionary(Type=Name.Ind, Name=String(SECRET)))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Map"), Usage=usage))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())


def base_address(pdf: Pdf) -> None:
    pdf.Root.URI = Dictionary(Base=String(f"file:///home/{SECRET}/"))


PERSONAL = (
    author, history, picture_metadata, photograph, thumbnail, page_data, attachment, attached_to_page, associated,
    reviewer, local_link, share_link, followed_link, xfa, hidden_field, unviewed_field, field_off_the_page,
    field_without_size, field_on_no_page, password_field, file_field, hidden_page, article, layer_user, base_address,
    packed_photograph, profile, proxy, own_entries, signature, unsigned, named_field, cut_photograph,
    patched_photograph, late_photograph,
)  # fmt: skip


@pytest.mark.parametrize("planted", PERSONAL, ids=lambda planted: planted.__name__)
def test_what_is_not_for_readers_is_gone_and_the_words_stay(planted: Callable[[Pdf], None]) -> None:
    before = changed(publication(), planted)
    assert SECRET.encode() in whole(before)
    after = own_copy(before)
    assert SECRET.encode() not in whole(after)
    assert tagged_words(after) == tagged_words(publication())


@pytest.mark.parametrize("planted", PERSONAL, ids=lambda planted: planted.__name__)
def test_a_pack_holds_none_of_it_either(planted: Callable[[Pdf], None]) -> None:
    before = changed(publication(), planted)
    paper = part(own_copy(before), "5")
    pack = merge_pack([paper], properties=Properties(), language="en-GB", options=PackOptions())
    assert SECRET.encode() not in whole(pack.content)


def test_a_signed_file_is_cleaned_on_its_way_into_a_pack() -> None:
    before = changed(publication(), signed, author, reviewer, attachment, thumbnail)
    pack = merge_pack([part(before, "5")], properties=Properties(), language="en-GB", options=PackOptions())
    assert SECRET.encode() not in whole(pack.content)
    assert b"Why?" in whole(pack.content)


def playing(pdf: Pdf) -> None:
    """A film on the second page, and a script that follows a link on the last."""
    film = Dictionary(Type=Name.Annot, Subtype=Name.Screen, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.Rendition))
    page = pdf.pages[1].obj
    page.Annots = Array([*page.get(Name.Annots, Array()), pdf.make_indirect(film)])
    link = pdf.pages[-1].obj.Annots[0]
    link.A.Next = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def test_what_acts_is_gone_and_the_rest_stays() -> None:
    before = changed(publication(), scripted, playing, with_attachment)
    assert read_pdf(before, name="")[0].extras.scripts
    facts, found = read_pdf(own_copy(before), name="")
    assert facts.extras.scripts == ()
    assert found == ()
    assert facts.outline == read_pdf(publication(), name="")[0].outline
    assert tagged_words(own_copy(before)) == tagged_words(publication())


def test_links_stay() -> None:
    def addresses(content: bytes) -> list[str]:
        with open_bytes(content) as pdf:
            links = [each for page in pdf.pages for each in page.obj.get(Name.Annots, ()) if Name.A in each]
            return [str(each.A.get(Name.URI, each.A.S)) for each in links]

    assert addresses(own_copy(publication())) == addresses(publication())
    assert addresses(publication()) == ["https://example.org/stats", "/GoTo"]


def test_words_that_a_person_let_stand_stay_without_their_author() -> None:
    with open_bytes(own_copy(changed(publication(), reviewer))) as pdf:
        (note,) = (each for each in pdf.pages[0].obj.Annots if each.Subtype == Name.Text)
        assert str(note.Contents) == "Why?"
        assert set(note.keys()) == {"/Type", "/Subtype", "/Rect", "/Contents"}


def test_what_fields_show_stays() -> None:
    facts, _ = read_pdf(own_copy(changed(publication(), with_form)), name="")
    assert (facts.extras.fields, facts.extras.hidden_values) == (2, 0)
    with open_bytes(own_copy(changed(publication(), with_form))) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V) == "Part"


def test_a_field_of_several_widgets_is_shown_by_any() -> None:
    def two_places(pdf: Pdf) -> None:
        shown = add_annotation(pdf, "/Widget")
        hidden = add_annotation(pdf, "/Widget", F=2)
        parent = pdf.make_indirect(
            Dictionary(FT=Name.Tx, T=String("both"), V=String("shown"), Kids=Array([shown, hidden]))
        )
        shown.Parent = hidden.Parent = parent
        pdf.Root.AcroForm = Dictionary(Fields=Array([parent]))

    with open_bytes(own_copy(changed(publication(), two_places))) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V) == "shown"


@pytest.mark.parametrize("claim", ["1", ""])
def test_a_copy_claims_what_the_file_claimed(claim: str) -> None:
    def silent(pdf: Pdf) -> None:
        if not claim:
            history(pdf)

    before, _ = read_pdf(changed(publication(), silent), name="")
    facts, _ = read_pdf(own_copy(changed(publication(), silent)), name="")
    assert (facts.ua, facts.pdfa) == (before.ua, before.pdfa) == (claim, "2a" if claim else "")
    assert (facts.title, facts.language) == ("Performance report", "en-GB")


@pytest.mark.parametrize("name", [r"H:\Legal\draft v3.docx", "Microsoft Word - draft v3.docx", ""])
def test_a_title_that_is_a_file_name_gives_way_to_the_items(name: str) -> None:
    def retitled(pdf: Pdf) -> None:
        pdf.docinfo[Name.Title] = String(name)
        history(pdf)

    assert read_pdf(own_copy(changed(publication(), retitled), "Budget"), name="")[0].title == "Budget"


def test_a_copy_is_sealed_and_equal_files_stay_equal() -> None:
    before = changed(publication(), scripted, author)
    assert own_copy(before) == own_copy(before)
    assert seal_holds(own_copy(before)) is True
