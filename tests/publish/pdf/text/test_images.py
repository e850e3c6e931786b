"""Pictures on the page: what Word hides of them, how it turns them, and what is not opened."""

import io
import weakref
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from pikepdf import Name, PdfImage, Stream, parse_content_stream
from PIL import Image
from reportlab.lib.utils import ImageReader

from boardpaper.model.document import Document, Drawing, Furniture, ImagePart, Position
from boardpaper.publish.pdf.lines import pictures as lines_pictures
from boardpaper.publish.pdf.render import render_pdf
from tests.support.built_documents import document, drawing, paragraph
from tests.support.pdf_words import open_pdf, page_words

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
FIELDS = drawing("Fields.")


def quarters(kind: str = "PNG", size: int = 64) -> dict[str, ImagePart]:
    """A picture with four fields: red and green above, blue and white below."""
    image = Image.new("RGB", (2, 2))
    image.putdata([RED, GREEN, BLUE, WHITE])
    buffer = io.BytesIO()
    image.resize((size, size), Image.Resampling.NEAREST).save(buffer, kind)
    return {"media/image1.png": ImagePart("media/image1.png", f"image/{kind.lower()}", buffer.getvalue())}


def shown(picture: Drawing, images: dict[str, ImagePart]) -> tuple[Image.Image, float, float]:
    """The picture in the PDF, and its width and height on the page."""
    content, found = render_pdf(document(paragraph(picture), images=images), claim_conformance=True)
    assert found == ()
    pdf = open_pdf(content)
    page = pdf.pages[0].obj
    (image,) = page.Resources.XObject.values()
    assert isinstance(image, Stream)
    matrices = [step.operands for step in parse_content_stream(page) if str(step.operator) == "cm"]
    return PdfImage(image).as_pil_image().convert("RGB"), float(matrices[-1][0]), float(matrices[-1][3])


def colours(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the four fields."""
    width, height = image.size
    places = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
    found = [image.getpixel((int(x * width), int(y * height))) for x, y in places]
    return [pixel for pixel in found if isinstance(pixel, tuple)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_is_cropped_away_is_not_published(kind: str) -> None:
    image, width, height = shown(replace(drawing("Green."), crop=(0.5, 0.0, 0.0, 0.5)), quarters(kind))
    assert image.size == (32, 32)
    assert all(abs(one - other) < 6 for pixel in colours(image) for one, other in zip(pixel, GREEN, strict=True))
    assert (width, height) == (200.0, 100.0)


@pytest.mark.parametrize(
    ("picture", "fields", "size"),
    [
        (FIELDS, [RED, GREEN, BLUE, WHITE], (200.0, 100.0)),
        (replace(FIELDS, rotation=90.0), [BLUE, RED, WHITE, GREEN], (100.0, 200.0)),
        (replace(FIELDS, rotation=180.0), [WHITE, BLUE, GREEN, RED], (200.0, 100.0)),
        (replace(FIELDS, mirrored=True), [GREEN, RED, WHITE, BLUE], (200.0, 100.0)),
        (replace(FIELDS, flipped=True, rotation=270.0), [WHITE, GREEN, BLUE, RED], (100.0, 200.0)),
    ],
)
def test_a_turned_picture_is_published_turned(
    picture: Drawing, fields: list[tuple[int, int, int]], size: tuple[float, float]
) -> None:
    image, width, height = shown(picture, quarters())
    assert colours(image) == fields
    assert (round(width, 1), round(height, 1)) == size


def test_a_slightly_turned_picture_grows_and_keeps_its_corners_clear() -> None:
    picture = replace(drawing("Fields.", width=100.0, height=100.0), rotation=45.0)
    content, _ = render_pdf(document(paragraph(picture), images=quarters()), claim_conformance=True)
    pdf = open_pdf(content)
    (image,) = pdf.pages[0].obj.Resources.XObject.values()
    assert Name.SMask in image


@pytest.mark.parametrize(
    ("position", "place"),
    [
        (Position("page", 30.0, "", "page", 20.0, ""), (30.0, 841.9 - 20.0 - 100.0)),
        (Position("margin", 0.0, "right", "topMargin", 0.0, "top"), (595.3 - 72.0 - 200.0, 841.9 - 100.0)),
        (Position("rightMargin", 0.0, "left", "bottomMargin", 0.0, "bottom"), (595.3 - 72.0, 0.0)),
        (Position("column", 5.0, "", "paragraph", 7.0, ""), (77.0, 841.9 - 36.0 - 7.0 - 100.0)),
    ],
)
def test_a_letterhead_stands_in_its_place_and_moves_no_text(position: Position, place: tuple[float, float]) -> None:
    def published(*inlines: Drawing) -> Document:
        made = document(paragraph("Words."), images=quarters())
        head = Furniture((paragraph(*inlines, "Head."),))
        return replace(made, sections=(replace(made.sections[0], headers=head),))

    floating = replace(drawing("", decorative=True), position=position)
    content, found = render_pdf(published(floating), claim_conformance=True)
    assert found == ()
    pdf = open_pdf(content)
    matrices = [step.operands for step in parse_content_stream(pdf.pages[0]) if str(step.operator) == "cm"]
    x, y = float(matrices[-1][4]), float(matrices[-1][5])
    assert (round(x, 1), round(y, 1)) == (round(place[0], 1), round(place[1], 1))
    plain = open_pdf(render_pdf(published(), claim_conformance=True)[0])
    assert page_words(pdf)[0].placed == page_words(plain)[0].placed


@pytest.mark.parametrize("claimed", [(60_000, 60_000), (2_000_000, 30)])
def test_a_picture_with_far_too_many_pixels_is_not_opened(claimed: tuple[int, int]) -> None:
    content = bytearray(quarters()["media/image1.png"].content)
    content[16:24] = claimed[0].to_bytes(4, "big") + claimed[1].to_bytes(4, "big")
    images = {"media/image1.png": ImagePart("media/image1.png", "image/png", bytes(content))}
    _, found = render_pdf(document(paragraph(drawing("A bomb.")), images=images), claim_conformance=True)
    assert [finding.rule for finding in found] == ["image-unreadable"]


def in_pdf(content: bytes) -> list[Image.Image]:
    """The pictures that a PDF holds."""
    pdf = open_pdf(content)
    streams = (each for each in pdf.objects if isinstance(each, Stream) and each.get(Name.Subtype) == Name.Image)
    return [PdfImage(stream).as_pil_image().convert("RGB") for stream in streams]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_shown_often_is_in_the_file_once(kind: str) -> None:
    small, large = replace(FIELDS, width=20.0, height=20.0), replace(FIELDS, width=200.0, height=200.0)
    pictures = document(paragraph(small), paragraph(large), paragraph(small, large), images=quarters(kind))
    content, found = render_pdf(pictures, claim_conformance=True)
    assert (len(in_pdf(content)), found) == (1, ())
    pdf = open_pdf(content)
    matrices = [
        [float(value) for value in step.operands][:4]
        for step in parse_content_stream(pdf.pages[0])
        if str(step.operator) == "cm" and float(step.operands[0]) != 1
    ]
    assert matrices == [[size, 0, 0, size] for size in (20, 200, 20, 200)]


def test_pixels_that_no_page_can_show_are_left_out() -> None:
    (image,) = in_pdf(render_pdf(document(paragraph(FIELDS), images=quarters("PNG", 6000)), claim_conformance=True)[0])
    assert image.size == (3000, 3000)
    assert [image.getpixel(at) for at in ((700, 700), (2300, 700), (700, 2300), (2300, 2300))] == [
        RED, GREEN, BLUE, WHITE,
    ]  # fmt: skip


def test_many_pictures_are_not_held_open_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory would run over: a picture of a few kilobytes may be one of 50 million pixels."""
    held: set[int] = set()
    most = 0
    unpack: Callable[[ImageReader], bytes] = ImageReader.getRGBData

    def watch(reader: ImageReader) -> bytes:
        nonlocal most
        if id(reader) not in held:
            held.add(id(reader))
            weakref.finalize(reader, held.discard, id(reader))
        most = max(most, len(held))
        return unpack(reader)

    monkeypatch.setattr(ImageReader, "getRGBData", watch)
    images = {}
    for number in range(30):
        buffer = io.BytesIO()
        Image.new("RGB", (40, 40), (number, 0, 0)).save(buffer, "PNG")
        images[f"media/image{number}.png"] = ImagePart(f"media/image{number}.png", "image/png", buffer.getvalue())
    pictures = (paragraph(replace(FIELDS, image=name)) for name in images)
    content, found = render_pdf(document(*pictures, images=images), claim_conformance=True)
    assert (len(in_pdf(content)), found) == (30, ())
    assert most <= 6


def test_a_small_file_cannot_ask_for_pictures_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_pictures, "_MOST_PIXELS", 3 * 64 * 64)
    images = {
        name: replace(part, name=name) for name in ("a.png", "b.png", "c.png", "d.png") for part in quarters().values()
    }
    pictures = [paragraph(replace(FIELDS, image=name)) for name in images]
    content, found = render_pdf(document(*pictures, *pictures, images=images), claim_conformance=True)
    assert [(each.rule, each.message.split()[2]) for each in found] == [("image-unreadable", "d.png")]
    assert len(in_pdf(content)) == 1
