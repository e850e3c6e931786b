"""All that is known of a finished PDF, and all that is told of it, for small papers with everything in them."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import asdict
from pikepdf import Array, Dictionary, Name, Object, String
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.pack import CroppedPage, PdfTexts
from boardpaper.pdf.text import Run
from boardpaper.sources.pdf.reader import read_pdf, read_pdf_texts
from boardpaper.sources.pdf.shown import cropped_page, is_sideways
from tests.support.small_pdfs import Small, act, layered, leading, link, structured, with_fields
from tests.support.told import told


def acting() -> Small:
    """A file that acts wherever a PDF may, with files in all three places, and the same twice."""
    paper = Small("Acting", 2)
    root, page = paper.pdf.Root, paper.page(1)
    launch, script = act("Launch"), act("JavaScript")
    root.OpenAction, root.AA = act("GoTo", Next=Array([act("URI"), launch])), Dictionary(WC=script)
    page.AA = Dictionary(O=launch, C=launch)
    files: list[Any] = [
        String("a"),
        Dictionary(F=String("a.xlsx")),
        String("key"),
        Dictionary(),
        String(""),
        Dictionary(),
    ]
    files += [String("b"), Dictionary(UF=String("b.xlsx"), F=String("B"))]
    scripts: list[Any] = [String("start"), script]
    root.Names = Dictionary(JavaScript=Dictionary(Names=Array(scripts)), EmbeddedFiles=Dictionary(Names=Array(files)))
    root.AF = Array([Dictionary(UF=String("c.xml")), String("odd")])
    kinds = (
        "Screen",
        "Movie",
        "Sound",
        "3D",
        "RichMedia",
        "Popup",
        "Highlight",
        "FreeText",
        "Watermark",
        "PrinterMark",
    )
    notes = [Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9])) for kind in kinds]
    held = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, FS=Dictionary(F=String("d.pdf")))
    unnamed = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment)
    paper.annotate(1, *notes, held, unnamed, link(act("URI", URI=String("javascript:x"))))
    field = Dictionary(FT=Name.Tx, T=String("field"), AA=Dictionary(K=script))
    signature = Dictionary(FT=Name.Sig, T=String("signed"), V=Dictionary())
    blank = Dictionary(FT=Name.Sig, T=String("unsigned"))
    inner = [Dictionary(T=String("in"), V=String("x")), Dictionary(Subtype=Name.Widget), String("odd")]
    outer = Dictionary(FT=Name.Tx, T=String("out"), Kids=Array(inner))
    widgets = Dictionary(FT=Name.Tx, T=String("two widgets"), Kids=Array([Dictionary(), Dictionary()]))
    root.AcroForm = Dictionary(Fields=Array([field, signature, blank, outer, widgets, String("odd")]), XFA=String("x"))
    root.Collection = Dictionary()
    item = paper.pdf.make_indirect(Dictionary(Title=String("Acts"), A=script))
    root.Outlines = Dictionary(First=item, Last=item)
    paper.page(0).Rotate = 45
    return paper


def untold() -> Small:
    """No title, no language, no outline; headings as tags, some without words; pages without tags."""
    paper = Small("Untold", 3, language=" ")
    pdf, document = paper.pdf, paper.document
    del pdf.docinfo["/Title"]
    packet = "<dc:title> <rdf:Alt><rdf:li xml:lang='x-default'> Q &amp; A </rdf:li></rdf:Alt></dc:title>"
    pdf.Root.Metadata = pdf.make_stream(
        f"<x pdfaid:part = '3' pdfaid:conformance='U'>{packet}</x>".encode("utf-16"), Type=Name.Metadata
    )
    drawn = "/%s <</MCID %d>> BDC BT /F %d Tf 20 %d Td (%s) Tj ET EMC "
    words = drawn % ("H1", 1, 20, 150, "Drawn") + drawn % ("H2", 2, 10, 50, "Low")
    pdf.pages[0].contents_add(words.encode())
    heads = [
        paper.element(document, "H1", paper.page()),
        paper.element(document, "H2", paper.page(), T=String("Named")),
        paper.element(document, "H", paper.page(), ActualText=String("Said\n aloud")),
        paper.element(document, "H6", paper.page()),
        paper.element(document, "H3"),
        paper.element(document, "H4", paper.page()),
        paper.element(document, "H7", paper.page()),
    ]
    heads[0].K, heads[2].K = 1, Array([Dictionary(Type=Name.MCR, MCID=2)])
    span = paper.element(heads[5], "Span", paper.page())
    span.K = Array([2])
    heads[5].K = span
    document.K.extend(heads)
    for number, content in ((1, b"0" * 40), (2, b"0" * 41)):
        del paper.page(number).StructParents
        paper.page(number).Contents = pdf.make_stream(content)
    paper.page(2).UserUnit, paper.page(2).CropBox = 2, Array([0, 0, 100, 50])
    return paper


PAPERS: dict[str, Callable[[], Small]] = {
    "acting": acting,
    "untold": untold,
    "leading": leading,
    "structured": lambda: structured(1),
    "fields": with_fields,
    "layers": lambda: layered("Layers", lambda _, groups: Dictionary(OFF=Array([groups[1]]))),
}


@pytest.mark.parametrize("name", PAPERS)
def test_all_that_is_known_and_told(name: str, kept: SnapshotAssertion) -> None:
    content = PAPERS[name]().saved()
    facts, found = read_pdf(content, name="paper.pdf")
    lines = [told(found)]
    for title, value in asdict(facts).items():
        several = isinstance(value, tuple)
        lines += [f"{title}:", *(f"  {each}" for each in value)] if several else [f"{title}: {value}"]
    texts = read_pdf_texts(content)
    lines += ["", "words", *texts.pages, "", *(f"{key} {text}" for key, text in sorted(texts.strings))]
    lines += [f"unreadable {texts.unreadable}, sideways {texts.sideways}, cropped {texts.cropped}"]
    text = "\n".join(lines) + "\n"
    assert text.replace(facts.sha256, "…") == kept


def run(
    text: str, start: tuple[float, float], end: tuple[float, float], direction: tuple[float, float] = (1, 0)
) -> Run:
    return Run(text, -1, start, end, 10.0, direction)


def page(media: list[int] | None, crop: list[int] | None = None, rotation: int = 0) -> Object:
    made = Dictionary(Rotate=rotation)
    if media:
        made.MediaBox = Array(media)
    if crop:
        made.CropBox = Array(crop)
    return made


LONG = "x" * 20


@pytest.mark.parametrize(
    ("directions", "rotation", "found"),
    [
        ([(1, 0), (1, 0)], 0, False),
        ([(0, 1), (0, 1)], 0, True),
        ([(1, 0), (0, 1)], 0, False),
        ([(1, 0), (0, 1), (0, 1)], 0, True),
        ([(0, 1)], 0, False),
        ([(0, 1), (0, 1)], 90, False),
        ([(0, -1), (0, -1)], 90, True),
        ([(-1, 0), (-1, 0)], 180, False),
        ([(1, 0), (1, 0)], 180, True),
        ([(0, -1), (0, -1)], 270, False),
        ([(0, 1), (0, 1)], 270, True),
        ([(0.72, 0.69), (0.72, 0.69)], 0, False),
        ([(0.69, 0.72), (0.69, 0.72)], 0, True),
    ],
)
def test_text_that_does_not_stand_upright(directions: list[tuple[float, float]], rotation: int, found: bool) -> None:
    runs = [run(LONG, (0, 0), (9, 0), direction) for direction in directions]
    assert is_sideways(page([0, 0, 9, 9], rotation=rotation), runs) is found


def test_a_few_words_upwards_are_no_sideways_page() -> None:
    assert not is_sideways(page([0, 0, 9, 9]), [run("x" * 39, (0, 0), (0, 9), (0, 1))])
    assert is_sideways(page([0, 0, 9, 9]), [run("x" * 40, (0, 0), (0, 9), (0, 1))])


CROP = [10, 20, 100, 80]


@pytest.mark.parametrize(
    ("start", "end", "hidden"),
    [
        ((10, 20), (100, 80), 0),
        ((0, 10), (110, 90), 0),
        ((-0.5, 30), (50, 30), 4),
        ((50, 9.5), (60, 30), 4),
        ((50, 30), (110.5, 30), 4),
        ((50, 30), (60, 90.5), 4),
    ],
)
def test_letters_outside_a_crop_are_counted(start: tuple[float, float], end: tuple[float, float], hidden: int) -> None:
    found = cropped_page(page([0, 0, 110, 100], CROP), [run(" text ", start, end)], 3)
    assert found == CroppedPage(3, hidden, 1 - 90 * 60 / 11000)
    small = cropped_page(page([0, 10, 110, 90], [1, 10, 110, 90]), [run(" text ", (0, 30), (5, 30))], 3)
    assert small is None


@pytest.mark.parametrize(
    ("media", "crop", "share"),
    [
        ([0, 0, 100, 100], None, None),
        (None, [0, 0, 50, 50], None),
        ([0, 0, 100, 100], [0, 0, 100, 100], None),
        ([0, 0, 100, 100], [0, 0, 100, 81], None),
        ([0, 0, 100, 100], [0, 0, 100, 79], 0.21),
        ([100, 200, 300, 300], [150, 200, 250, 300], 0.5),
    ],
)
def test_a_large_cut_may_hide_a_picture(media: list[int] | None, crop: list[int] | None, share: float | None) -> None:
    found = cropped_page(page(media, crop), [], 0)
    assert (None if found is None else (found.characters, round(found.share, 3))) == (
        None if share is None else (0, share)
    )


def test_words_of_metadata_and_names() -> None:
    paper = Small("Words")
    paper.pdf.Root.Metadata = paper.pdf.make_stream(
        b"<x a='one  two' b=\"&lt;\"> three\n four <y/> </x>", Type=Name.Metadata
    )
    texts = read_pdf_texts(paper.saved())
    assert isinstance(texts, PdfTexts)
    assert [text for key, text in texts.strings if key == "/Metadata"] == ["one two", "<", "three four"]
    assert ("/BaseFont", "Helvetica") in texts.strings
    assert ("/Title", "Words") in texts.strings
