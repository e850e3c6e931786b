"""A PDF that acts by itself, published without that and otherwise as it was."""

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from boardpaper.pack.disarming import disarmed
from boardpaper.sources.pdf.reader import read_pdf
from tests.support.finished_pdfs import changed, open_bytes, publication, scripted, tagged_words, with_attachment


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
    facts, found = read_pdf(disarmed(before), name="")
    assert facts.extras.scripts == ()
    assert facts.extras.attachments == ()
    assert found == ()
    assert facts.outline == read_pdf(publication(), name="")[0].outline
    assert tagged_words(disarmed(before)) == tagged_words(publication())


def file_on_a_page(pdf: Pdf) -> None:
    """A file behind a pin on the page, and one that an element is associated with."""
    file = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=pdf.make_stream(b"secret")))
    )
    pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=file)
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get(Name.Annots, Array()), pdf.make_indirect(pin)])
    page.AF = Array([file])


def test_files_inside_are_gone_wherever_they_hang() -> None:
    before = changed(publication(), file_on_a_page, with_attachment)
    assert read_pdf(before, name="")[0].extras.attachments == ("salaries.xlsx", "a.txt")
    after = disarmed(before)
    assert read_pdf(after, name="")[0].extras.attachments == ()
    with open_bytes(after) as pdf:
        streams = [each.read_bytes() for each in pdf.objects if isinstance(each, Stream)]
        assert len(pdf.pages[0].obj.Annots) == len(open_bytes(publication()).pages[0].obj.get("/Annots", ()))
    assert b"secret" not in streams
    assert b"not a workbook" not in streams
    assert tagged_words(after) == tagged_words(publication())


def test_links_stay() -> None:
    with open_bytes(disarmed(publication())) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
    with open_bytes(publication()) as pdf:
        assert len(links) == sum(len(page.obj.get("/Annots", ())) for page in pdf.pages)


def test_equal_files_stay_equal() -> None:
    before = changed(publication(), scripted)
    assert disarmed(before) == disarmed(before)
