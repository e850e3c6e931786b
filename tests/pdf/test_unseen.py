"""Words that nobody sees and everybody can copy, and those on honest pages that only seem to be such."""

from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from boardpaper.model.pack import Unseen
from boardpaper.sources.pdf.reader import read_pdf_texts
from tests.support.finished_pdfs import changed
from tests.support.hand_drawn import Draw, hand_drawn

Change = Callable[[Pdf], Any]
SECRET = "The price of Plover is"
TOLD = f"BT /F1 12 Tf 100 700 Td ({SECRET}) Tj ET"


def unseen(content: bytes) -> list[tuple[str, str]]:
    return [(each.why.value, each.words) for each in read_pdf_texts(content).unseen]


def drawn(*steps: Draw, pages: int = 1) -> bytes:
    """Pages on which each step draws in its turn, below words that are seen."""
    return hand_drawn(seen, *steps, pages=pages)


def seen(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 750, "What everybody may know")


def raw(code: str) -> Draw:
    return lambda canvas: canvas.addLiteral(code)


def words(code: str = "", said: str = SECRET) -> Draw:
    """Words, drawn after `code` has set how."""
    return raw(f"{code} BT /F1 12 Tf 100 700 Td ({said}) Tj ET")


def pictured(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (8, 8), 250)), 50, 600, 400, 200)


def shaded(canvas: Canvas) -> None:
    canvas.linearGradient(50, 600, 450, 800, ((0, 0, 0), (0.2, 0.2, 0.2)))


def see_through(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 700, SECRET)


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([words("1 g")], Unseen.WHITE),
        ([words("0.99 0.99 0.99 rg")], Unseen.WHITE),
        ([words("0 0 0 0 k")], Unseen.WHITE),
        ([words("1 g 1 G 2 Tr")], Unseen.WHITE),
        ([words("1 G 1 Tr")], Unseen.WHITE),
        ([raw("1 g 90 690 300 30 re f"), words("1 g")], Unseen.WHITE),
        ([raw("0.2 g 90 600 300 30 re f"), words("1 g")], Unseen.WHITE),
        ([words("3 Tr")], Unseen.INKLESS),
        ([words("q 0 Tr Q 3 Tr")], Unseen.INKLESS),
        ([see_through], Unseen.INKLESS),
    ],
)
def test_words_without_ink_or_white_on_white_are_found(steps: list[Draw], why: Unseen) -> None:
    assert unseen(drawn(*steps)) == [(why, SECRET)]


@pytest.mark.parametrize(
    "steps",
    [
        [words()],
        [words("0.8 g")],
        [words("1 g 0 G 2 Tr")],
        [words("q 3 Tr Q")],
        [words("7 Tr")],
        [raw("0.2 g 90 690 300 30 re f"), words("1 g")],
        [raw("20 w 0.2 G 90 704 m 400 704 l S"), words("1 g")],
        [raw("0 g 90 690 m 400 690 l 245 760 l f"), words("1 g")],
        [pictured, words("1 g")],
        [words("1 g"), pictured],
        [shaded, words("1 g")],
        # What a scanner has read.
        [words("3 Tr"), pictured],
        [pictured, words("3 Tr")],
        # Letters that were made drawings, with the words below them.
        [raw("100 700 m 230 700 l 165 710 l f"), words("3 Tr")],
        [raw("100 700 m 230 710 l S"), words("3 Tr")],
        # What the page shows as well.
        [words(), words("1 g")],
        [words("1 g", "everybody may know")],
        # What programs and printers put there.
        [words("3 Tr", "Powered by TCPDF \\(www.tcpdf.org\\)")],
        [words("1 g", "report_final.indd 3 12/05/2022 10:11")],
        [words("1 g", "12")],
    ],
)
def test_words_that_are_seen_or_say_nothing_are_left_alone(steps: list[Draw]) -> None:
    assert unseen(drawn(*steps)) == []


def test_a_white_sentence_of_words_that_the_page_has_elsewhere_is_found() -> None:
    assert unseen(drawn(words("1 g", "everybody What know may"))) == [(Unseen.WHITE, "everybody What know may")]


def layer(pdf: Pdf, name: str = "Prices", *, hidden: bool = True, **rule: Any) -> Object:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    optional = pdf.Root.get(Name.OCProperties, Dictionary(OCGs=Array(), D=Dictionary(OFF=Array(), **rule)))
    optional.OCGs.append(group)
    if hidden:
        optional.D.OFF.append(group)
    pdf.Root.OCProperties = optional
    return group


def in_layer(make: Callable[[Pdf], Object], code: str = TOLD) -> Change:
    """Words in the optional content that `make` makes."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Resources.Properties = Dictionary(L0=make(pdf))
        page.contents_add(f"/OC /L0 BDC {code} EMC".encode())

    return change


def any_of(pdf: Pdf) -> Object:
    return Dictionary(Type=Name.OCMD, OCGs=Array([layer(pdf), layer(pdf)]))


def one_shown_of(policy: str) -> Callable[[Pdf], Object]:
    return lambda pdf: Dictionary(
        Type=Name.OCMD, OCGs=Array([layer(pdf), layer(pdf, hidden=False)]), P=Name(f"/{policy}")
    )


def reckoned(operator: str) -> Callable[[Pdf], Object]:
    return lambda pdf: Dictionary(
        Type=Name.OCMD,
        VE=Array([Name(f"/{operator}"), layer(pdf), *([layer(pdf, hidden=False)] * (operator != "Not"))]),
    )


LAYERS: list[tuple[Change, bool]] = [
    (in_layer(layer), True),
    (in_layer(lambda pdf: layer(pdf, hidden=False)), False),
    (in_layer(lambda pdf: layer(pdf, hidden=False, BaseState=Name.OFF)), True),
    (in_layer(any_of), True),
    (in_layer(one_shown_of("AnyOn")), False),
    (in_layer(one_shown_of("AllOn")), True),
    (in_layer(one_shown_of("AnyOff")), False),
    (in_layer(one_shown_of("AllOff")), True),
    (in_layer(reckoned("And")), True),
    (in_layer(reckoned("Or")), False),
    (in_layer(reckoned("Not")), False),
    (in_layer(layer, f"EMC EMC {TOLD} /Span BMC"), False),
    (in_layer(layer, "BT /F1 12 Tf 100 700 Td (What everybody may know) Tj ET"), False),
]


@pytest.mark.parametrize(("change", "hidden"), LAYERS)
def test_words_in_layers_that_are_not_shown_are_found(change: Change, hidden: bool) -> None:
    assert unseen(changed(drawn(), change)) == ([(Unseen.LAYER, SECRET)] if hidden else [])


def test_a_form_in_a_hidden_layer_is_found_and_what_follows_it_is_seen() -> None:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        code = f"/Span BMC {TOLD}".encode()
        form = pdf.make_stream(code, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]))
        form.Resources, form.OC = Dictionary(Font=page.Resources.Font), layer(pdf)
        page.Resources.XObject = Dictionary(Fm0=form)
        pdf.pages[0].contents_add(b"/Fm0 Do BT /F1 12 Tf 100 650 Td (Another line) Tj ET")

    assert unseen(changed(drawn(), change)) == [(Unseen.LAYER, SECRET)]


def cropped(pdf: Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 720, 595, 842])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (SECRET, [(Unseen.CROPPED, SECRET)]),
        ("Page 12 of 30", []),
        ("3", []),
        ("minutes v3.indd   3   12/05/2022 10:11", []),
        ("14773_00_r9jm.qxd 2/10/04 3:46 PM Page i", []),
        ("Cyan Magenta Yellow Black", []),
        ("everybody may know", []),
    ],
)
def test_words_beside_the_part_that_is_shown_are_found_but_no_marks(said: str, found: list[tuple[str, str]]) -> None:
    assert unseen(changed(drawn(words(said=said)), cropped)) == found
    assert unseen(drawn(words(said=said))) == []


def test_what_is_cut_away_on_one_page_and_shown_on_another_is_no_secret() -> None:
    assert unseen(changed(drawn(words(), pages=2), cropped)) == []


def cut_at_167(pdf: Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 0, 167, 842])


def with_widths(pdf: Pdf) -> None:
    font = pdf.pages[0].obj.Resources.Font.F1
    font.FirstChar, font.LastChar, font.Widths = 32, 126, Array([500] * 95)


def test_of_a_line_that_is_cut_through_the_other_half_is_found() -> None:
    ((why, rest),) = unseen(changed(drawn(words()), with_widths, cut_at_167))
    assert why == Unseen.CROPPED
    assert rest.endswith("Plover is")


def test_how_far_words_reach_is_not_guessed() -> None:
    assert unseen(changed(drawn(words()), cut_at_167)) == []


def other_font(pdf: Pdf) -> None:
    """A second font of the page, F9, which tells its widths where F1 does not, and the other way round."""
    fonts = pdf.pages[0].obj.Resources.Font
    fonts.F9 = pdf.make_indirect(Dictionary(dict(fonts.F1.items())))
    if Name.Widths in fonts.F1:
        del fonts.F9.Widths
    else:
        fonts.F9.FirstChar, fonts.F9.LastChar, fonts.F9.Widths = 32, 126, Array([500] * 95)


@pytest.mark.parametrize(("changes", "told"), [([other_font], False), ([with_widths, other_font], True)])
def test_a_font_that_was_set_for_a_while_is_not_that_of_what_follows(changes: list[Change], told: bool) -> None:
    line = raw(f"/F1 12 Tf q BT /F9 12 Tf 100 720 Td (may) Tj ET Q BT 100 700 Td ({SECRET}) Tj ET")
    found = unseen(changed(drawn(line), *changes, cut_at_167))
    assert any("Plover is" in words for _, words in found) is told


def test_words_beside_the_sheet_itself_are_none_that_anybody_could_show() -> None:
    assert unseen(drawn(raw(f"BT /F1 12 Tf 100 900 Td ({SECRET}) Tj ET"))) == []


def test_glyphs_that_are_drawings_have_an_ink_of_their_own() -> None:
    def change(pdf: Pdf) -> None:
        glyph = pdf.make_stream(b"700 0 d0 0 g 0 0 600 700 re f")
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 700, 700]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(a=glyph), FirstChar=97, LastChar=97,
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])), Widths=Array([700]),
        )  # fmt: skip
        pdf.pages[0].obj.Resources.Font.F9 = pdf.make_indirect(font)
        pdf.pages[0].contents_add(b"1 g BT /F9 12 Tf 100 700 Td (aaaaaa) Tj ET")

    assert unseen(changed(drawn(), change)) == []


def test_a_page_of_very_many_paints_is_not_judged_by_its_white_words() -> None:
    dots = " ".join(f"0.2 g {at % 500} {at % 300} 1 1 re f" for at in range(20_002))
    assert unseen(drawn(raw(dots), words("1 g"))) == []
