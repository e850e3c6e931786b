"""Dark boxes over words, whatever paints them, and the many dark things on honest pages that hide none."""

from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from reportlab.pdfgen.canvas import Canvas

from boardpaper.sources.pdf.reader import read_pdf_texts
from tests.support.finished_pdfs import changed, publication, untagged
from tests.support.hand_drawn import Draw, hand_drawn

LETTERS = len("ThepriceofPloveris")


def covered(content: bytes) -> int:
    """How many letters of the first page lie under something dark."""
    return sum(page.characters for page in read_pdf_texts(content).covered)


def words(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 700, "The price of Plover is")
    canvas.drawString(100, 650, "Another line")


def box(
    *colour: float, place: tuple[float, float, float, float] = (95, 695, 200, 18), alpha: float = 1.0, fill: int = 1
) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(*(colour or (0, 0, 0)))
        canvas.setFillAlpha(alpha)
        canvas.rect(*place, stroke=0, fill=fill)

    return draw


def raw(code: str) -> Draw:
    return lambda canvas: canvas.addLiteral(code)


def moved(canvas: Canvas) -> None:
    canvas.translate(95, 695)
    canvas.scale(2, 2)
    canvas.rect(0, 0, 100, 9, stroke=0, fill=1)


def turned(canvas: Canvas) -> None:
    canvas.translate(300, 695)
    canvas.rotate(90)
    canvas.rect(0, 0, 18, 205, stroke=0, fill=1)


def clipped_to_it(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(95, 695, 200, 18)
    canvas.clipPath(path, stroke=0)
    canvas.rect(0, 0, 595, 842, stroke=0, fill=1)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("dark", 0, 0, 200, 18)
    canvas.rect(0, 0, 200, 18, stroke=0, fill=1)
    canvas.endForm()
    canvas.translate(95, 695)
    canvas.doForm("dark")


def words_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("words")
    words(canvas)
    canvas.endForm()
    canvas.doForm("words")


def thick_line(canvas: Canvas) -> None:
    canvas.setLineWidth(16)
    canvas.line(95, 704, 300, 704)


@pytest.mark.parametrize(
    "cover",
    [
        box(),
        box(0.27, 0.45, 0.77),
        box(0.9, 0.1, 0.1),
        raw("0 0 0 1 k 95 695 200 18 re f"),
        raw("0 g 95 695 200 18 re B"),
        raw("0.2 g 95 695 m 295 695 l 295 713 l 95 713 l h f*"),
        raw("295 695 -200 18 re f"),
        raw("95 713 200 -18 re F"),
        raw("95 695 200 18 re 95 400 50 50 re f"),
        raw("95 699 m 95 695 97 695 99 695 c 291 695 l 295 695 295 697 295 699 c 295 713 l 95 713 l f"),
        moved,
        turned,
        clipped_to_it,
        in_a_form,
        thick_line,
    ],
)
def test_words_under_something_dark_are_found(cover: Draw) -> None:
    assert covered(hand_drawn(words, cover)) == LETTERS
    assert covered(hand_drawn(words_in_a_form, cover)) == LETTERS


@pytest.mark.parametrize(
    "cover",
    [
        box(1, 1, 1),
        box(1, 1, 0),
        box(alpha=0.4),
        box(fill=0),
        box(place=(95, 720, 200, 18)),
        box(place=(95, 703, 200, 1)),
        box(place=(95, 697, 200, 2)),
        box(place=(95, 699, 200, 4)),
        box(place=(95, 695, 10, 18)),
        # A frame: the inner box runs the other way, or every second area is left out.
        raw("50 600 400 200 re 60 790 380 -180 re f"),
        raw("50 600 400 200 re 60 610 380 180 re f*"),
        raw("1 g 0 G 95 695 200 18 re B"),
        raw("0 g 95 695 200 18 re S"),
        raw("95 695 200 18 re n"),
        # Clipped to elsewhere, or to a shape that is no box.
        raw("0 0 50 50 re W n 95 695 200 18 re f"),
        raw("95 695 m 300 695 l 95 720 l h W n 95 695 200 18 re f"),
        # A triangle, a drawing.
        raw("95 600 m 300 695 l 95 800 l h f"),
        raw("95 695 200 18 re 95 600 m 300 695 l 95 800 l h f"),
        raw("/Pattern cs /P0 scn 95 695 200 18 re f"),
        raw("0 g q 1 g 95 695 200 18 re f Q"),
        raw("1 g q 0 g Q 95 695 200 18 re f"),
        raw("Q Q Q 1 g 95 695 200 18 re f"),
    ],
)
def test_what_hides_no_words_is_not_told(cover: Draw) -> None:
    assert covered(hand_drawn(words, cover)) == 0


def test_what_lies_below_words_hides_none() -> None:
    assert covered(hand_drawn(box(), words)) == 0
    assert covered(hand_drawn(lambda canvas: canvas.drawString(100, 500, "Above"), box(), words)) == 0


def test_words_drawn_again_above_are_seen() -> None:
    assert covered(hand_drawn(words, box(), words)) == 0
    assert covered(hand_drawn(words, box(), lambda canvas: canvas.drawString(100, 700, "Redacted"))) == LETTERS


def test_a_part_of_a_line_is_counted() -> None:
    assert 8 <= covered(hand_drawn(words, box(place=(150, 695, 70, 18)))) <= 12


def test_words_from_below_are_covered_as_well() -> None:
    def upwards(canvas: Canvas) -> None:
        canvas.translate(200, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Plover")

    assert covered(hand_drawn(upwards, box(place=(185, 290, 20, 80)))) == len("Plover")
    assert covered(hand_drawn(upwards, box(place=(205, 290, 20, 80)))) == 0


def with_state(**entries: Any) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Resources.ExtGState = Dictionary(G0=Dictionary(entries))
        page.contents_add(b"q /G0 gs 0 g 60 700 400 60 re f Q")

    return change


@pytest.mark.parametrize(
    ("state", "hides"),
    [
        ({"/ca": 1}, True),
        ({"/ca": 0.3}, False),
        ({"/BM": Name.Multiply}, True),
        ({"/BM": Array([Name.Multiply])}, True),
        ({"/BM": Name.Screen}, False),
        ({"/SMask": Dictionary(S=Name.Luminosity)}, False),
        ({"/CA": 0.3}, True),
    ],
)
def test_what_a_state_lets_through_hides_nothing(state: dict[str, Any], hides: bool) -> None:
    assert bool(covered(changed(untagged(pages=1), with_state(**state)))) is hides


def marked(kind: str, *, flags: int = 4, look: bytes = b"", **entries: Any) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        mark = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array([70, 715, 200, 735]), F=flags, **entries)
        if look:
            form = pdf.make_stream(look, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 13, 2]))
            mark.AP = Dictionary(N=form)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(mark)])

    return change


BLACK, YELLOW = Array([0, 0, 0]), Array([1, 1, 0])
QUADS = Array([70, 735, 200, 735, 70, 715, 200, 715])


@pytest.mark.parametrize(
    ("mark", "hides"),
    [
        (marked("/Square", IC=BLACK), True),
        (marked("/Square", IC=BLACK, CA=0.3), False),
        (marked("/Square", C=BLACK), False),
        (marked("/Square", IC=Array([1])), False),
        (marked("/Square", IC=BLACK, flags=2), False),
        (marked("/Circle", IC=Array([0, 0, 0, 1])), True),
        (marked("/FreeText", C=Array([0.2])), True),
        (marked("/Highlight", C=BLACK, QuadPoints=QUADS), True),
        (marked("/Highlight", C=YELLOW, QuadPoints=QUADS), False),
        (marked("/Highlight", C=Array([0.27, 0.45, 0.77]), QuadPoints=QUADS), False),
        (marked("/Stamp", look=b"0 g 0 0 13 2 re f"), True),
        (marked("/Stamp", look=b"1 g 0 0 13 2 re f"), False),
        (marked("/Ink", look=b"0 G 2 w 0 1 m 13 1 l S"), True),
        (marked("/Link", look=b"0 g 0 0 13 2 re f"), False),
        (marked("/Square", IC=Array([])), False),
    ],
)
def test_annotations_hide_words_as_they_look(mark: Callable[[Pdf], None], hides: bool) -> None:
    assert bool(covered(changed(untagged(pages=1), mark))) is hides


@pytest.mark.parametrize(
    ("space", "colour", "hides"),
    [
        (Array([Name.Separation, Name.Black, Name.DeviceGray, Dictionary()]), b"1", True),
        (Array([Name.Separation, Name.All, Name.DeviceGray, Dictionary()]), b"0.1", False),
        (Array([Name.Separation, Name.Gold, Name.DeviceGray, Dictionary()]), b"0", False),
        (Array([Name.ICCBased, Dictionary(N=3)]), b"0 0 0", True),
        (Array([Name.ICCBased, Dictionary(N=3)]), b"0.9 0.9 0.9", False),
        (Array([Name.Indexed, Name.DeviceRGB, 1, b"\0\0\0"]), b"0", False),
        (Name.DeviceCMYK, b"0 0 0 0", False),
        (Name.DeviceRGB, b"", True),
    ],
)
def test_a_colour_is_as_dark_as_its_space_makes_it(space: Any, colour: bytes, hides: bool) -> None:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Resources.ColorSpace = Dictionary(C0=space)
        ink = colour + b" scn " if colour else b""
        page.contents_add(b"q /C0 cs " + ink + b"60 700 400 60 re f Q")

    assert bool(covered(changed(untagged(pages=1), change))) is hides


def test_a_publication_of_boardpapers_hides_nothing() -> None:
    assert read_pdf_texts(publication()).covered == ()
