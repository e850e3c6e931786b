"""How much of a finished PDF is read: at each limit, and one beyond."""

import pytest

from boardpaper.model.pack import CoveredPage, CroppedPage, PdfPage, PdfTexts
from boardpaper.sources.pdf.findings import texts_findings
from boardpaper.sources.pdf.reader import read_pdf
from boardpaper.sources.pdf.texts import read_pdf_texts
from tests.support.written_pdfs import stream, written

PAGES = {2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>", 3: b"<</Type/Page/Parent 2 0 R>>"}
TITLE = b"<dc:title><rdf:li>Said in metadata</rdf:li></dc:title>"


def file_of(catalogue: bytes = b"", page: bytes = b"", **bodies: bytes) -> bytes:
    more = {int(number[1:]): body for number, body in bodies.items()}
    root = b"<</Type/Catalog/Pages 2 0 R%b>>" % catalogue
    return written({1: root, **PAGES, 3: b"<</Type/Page/Parent 2 0 R%b>>" % page, **more})


def with_metadata(size: int) -> bytes:
    return file_of(b"/Metadata 4 0 R", o4=stream(TITLE.ljust(size), b"/Type/Metadata"))


@pytest.mark.parametrize(("size", "title"), [(2**20, "Said in metadata"), (2**20 + 1, "")])
def test_a_large_packet_of_metadata_gives_no_title(size: int, title: str) -> None:
    facts, _ = read_pdf(with_metadata(size), name="a.pdf")
    assert facts.title == title


@pytest.mark.parametrize(("size", "words"), [(32 * 2**20, [("/Metadata", "Said in metadata")]), (32 * 2**20 + 1, [])])
def test_the_words_of_a_very_large_packet_are_not_read(size: int, words: list[tuple[str, str]]) -> None:
    assert list(read_pdf_texts(with_metadata(size)).strings) == words


@pytest.mark.parametrize(("deep", "words"), [(60, [("/Odd", "deep")]), (61, [])])
def test_strings_are_read_sixty_deep(deep: int, words: list[tuple[str, str]]) -> None:
    """The dictionary that holds them, and the arrays within each other."""
    content = file_of(o4=b"<</Odd%b(deep)%b>>" % (b"[" * (deep - 1), b"]" * (deep - 1)))
    assert list(read_pdf_texts(content).strings) == words


@pytest.mark.parametrize(("turned", "wide"), [(0, False), (90, True), (180, False), (270, True)])
def test_a_page_is_as_wide_as_it_is_shown(turned: int, wide: bool) -> None:
    facts, _ = read_pdf(file_of(page=b"/Rotate %d" % turned), name="a.pdf")
    size = (842, 595) if wide else (595, 842)
    assert facts.pages == (PdfPage(*size, turned, cropped=False),)


def test_fields_that_lead_back_to_themselves_are_counted_once() -> None:
    fields = b"/AcroForm<</Fields[4 0 R 4 0 R<</FT/Tx/T(direct)>><</FT/Tx/T(direct)>>]>>"
    field = b"<</T(above)/Kids[4 0 R 5 0 R 5 0 R<</T(in)/FT/Tx>>]>>"
    facts, _ = read_pdf(file_of(fields, o4=field, o5=b"<</T(below)/FT/Tx>>"), name="a.pdf")
    assert facts.extras.fields == 4


@pytest.mark.parametrize(
    ("catalogue", "holder"),
    [
        (b"/AcroForm<</Fields 4 0 R>>", b"[<</T(a)/Kids 4 0 R>>]"),
        (b"/Names<</EmbeddedFiles<</Kids 4 0 R>>>>", b"[<</Kids 4 0 R>>]"),
        (b"/MarkInfo<</Marked true>>/StructTreeRoot<</ParentTree<<>>/K 4 0 R>>", b"[<</S/P/K 4 0 R>>]"),
    ],
    ids=["fields", "names", "structure"],
)
def test_a_list_that_leads_back_to_itself_is_read_once(catalogue: bytes, holder: bytes) -> None:
    facts, _ = read_pdf(file_of(catalogue, o4=holder), name="a.pdf")
    assert facts.readable


@pytest.mark.parametrize(
    ("catalogue", "tagged"),
    [
        (b"/MarkInfo<</Marked true>>/StructTreeRoot<</ParentTree<<>>/K[<</S/P/K 0>>]>>", True),
        (b"/MarkInfo<</Marked true>>/StructTreeRoot<</ParentTree<<>>/K[<</S/P/K<</MCID 0>>>>]>>", True),
        (b"/MarkInfo<</Marked true>>/StructTreeRoot<</ParentTree<<>>/K[<</S/P/K<</S/Span>>>>]>>", False),
        (b"/MarkInfo<</Marked true>>/StructTreeRoot<</K[<</S/P/K 0>>]>>", False),
        (b"/MarkInfo<</Marked true>>/StructTreeRoot(none)", False),
        (b"/MarkInfo<</Marked true>>", False),
        (b"/MarkInfo<</Marked false>>/StructTreeRoot<</ParentTree<<>>/K[<</S/P/K 0>>]>>", False),
        (b"/MarkInfo(none)/StructTreeRoot<</ParentTree<<>>/K[<</S/P/K 0>>]>>", False),
        (b"/StructTreeRoot<</ParentTree<<>>/K[<</S/P/K 0>>]>>", False),
    ],
)
def test_a_file_is_tagged_where_marked_content_is_in_its_structure(catalogue: bytes, tagged: bool) -> None:
    facts, _ = read_pdf(file_of(catalogue), name="a.pdf")
    assert facts.tagged == tagged


def test_pages_are_told_as_they_are_counted() -> None:
    texts = PdfTexts(
        ("", ""),
        (),
        sideways=(0, 4),
        cropped=(CroppedPage(1, 7, 0.1), CroppedPage(2, 1, 0.3)),
        covered=(CoveredPage(3, 9),),
    )
    found = [finding.message for finding in texts_findings(texts, name="a.pdf")]
    assert "page 1, 5" in found[0]
    assert "9 letters on page 4" in found[1]
    assert "page 2, 3" in found[2]
    assert "8 letters outside" in found[2]
    (blank,) = texts_findings(PdfTexts((), (), cropped=(CroppedPage(0, 0, 0.5),)), name="a.pdf")
    assert "what lies outside" in blank.message
