"""Pictures without what their files say beside the pixels: the same picture, and nothing else."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from boardpaper.model.document import Drawing, ImagePart
from boardpaper.model.pictures.payloads import bare_jpeg, without_payloads
from boardpaper.publish.pdf.text.images import open_image, stays_packed

SECRET = b"Jo-Bloggs"


def picture(mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (16, 8))
    image.putpixel((3, 3), 200 if mode == "L" else (200, 100, 50))
    return image


def jpeg(image: Image.Image | None = None, **more: Any) -> bytes:
    out = io.BytesIO()
    (image or picture()).save(out, "JPEG", **more)
    return out.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def with_segment(marker: int, content: bytes = SECRET) -> bytes:
    """A JPEG with one more segment, directly behind its first."""
    plain = jpeg()
    end = 4 + int.from_bytes(plain[4:6], "big")
    return plain[:end] + segment(marker, content) + plain[end:]


def with_preview() -> bytes:
    """A JPEG whose JFIF header holds a preview of three pixels."""
    plain = jpeg()
    return plain[:2] + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\3\1" + SECRET) + plain[20:]


def with_long_adobe() -> bytes:
    plain = jpeg()
    return plain[:2] + segment(0xEE, b"Adobe\0\x64\0\0\0\0\1" + SECRET) + plain[2:]


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()


@pytest.mark.parametrize(
    "content",
    [
        *(with_segment(marker) for marker in (*range(0xE0, 0xF0), *range(0xF0, 0xFF))),
        with_segment(0xC8),
        with_segment(0xE0, b"JFXX\0\x10" + SECRET),
        with_segment(0xE0, b"JFIF\0\1"),
        with_preview(),
        with_long_adobe(),
        jpeg() + SECRET,
        jpeg(comment=SECRET, exif=b"Exif\0\0" + SECRET, progressive=True),
    ],
)
def test_a_jpeg_keeps_what_draws_it(content: bytes) -> None:
    bare = bare_jpeg(content)
    assert SECRET not in bare
    assert pixels(bare) == pixels(jpeg())
    assert without_payloads(content) == bare == bare_jpeg(bare)


def test_the_headers_that_decoders_read_stay() -> None:
    cyan = jpeg(Image.new("CMYK", (8, 8), (255, 0, 0, 0)))
    assert b"Adobe" in bare_jpeg(cyan)
    assert pixels(bare_jpeg(cyan)) == pixels(cyan)
    dense = jpeg(dpi=(300, 300))
    assert bare_jpeg(dense) == dense
    assert bare_jpeg(with_preview())[2:20] == segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")


@pytest.mark.parametrize("cut", [b"\xff\xd8", jpeg()[:40], b"\xff\xd8\xff\xe0\0\x02junk"])
def test_what_cannot_be_told_apart_stays_as_it_is(cut: bytes) -> None:
    assert bare_jpeg(cut) == b""
    assert without_payloads(cut) == cut


@pytest.mark.parametrize("damaged", [with_segment(0xE1)[:-2], b"\xff\xd8\0\0" + with_segment(0xFE)[2:]])
def test_a_damaged_jpeg_that_decoders_read_loses_its_payload(damaged: bytes) -> None:
    assert bare_jpeg(damaged) == b""
    assert without_payloads(damaged) == jpeg()


def test_fill_bytes_before_a_marker_are_skipped() -> None:
    plain = jpeg()
    assert bare_jpeg(plain[:2] + b"\xff\xff" + plain[2:]) == plain


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"prVt", b"caBX"])
def test_a_png_keeps_its_picture_and_colours(kind: bytes) -> None:
    out = io.BytesIO()
    picture().save(out, "PNG", pnginfo=PngInfo(), dpi=(300, 300))
    plain = out.getvalue()
    content = plain[:33] + png_chunk(kind, SECRET) + plain[33:] + SECRET
    assert without_payloads(content) == plain


def test_a_jpeg_2000_keeps_its_picture() -> None:
    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content) + 8) + kind + content

    head = b"\0\0\0\x0cjP  \r\n\x87\n" + box(b"ftyp", b"jp2 \0\0\0\0jp2 ") + box(b"jp2h", b"header")
    image = struct.pack(">I", 0) + b"jp2c" + b"codestream"
    for kind in (b"xml ", b"uuid", b"uinf", b"free"):
        assert without_payloads(head + box(kind, SECRET) + image) == head + image
    long = struct.pack(">I", 1) + b"xml " + struct.pack(">Q", 16 + len(SECRET)) + SECRET
    assert without_payloads(head + long + image) == head + image


def test_anything_else_stays_as_it_is() -> None:
    assert without_payloads(b"GIF89a" + SECRET) == b"GIF89a" + SECRET


@pytest.mark.parametrize("crop", [(0.0, 0.0, 0.0, 0.0), (0.25, 0.0, 0.0, 0.0)])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photograph_that_is_drawn_brings_no_comment(crop: tuple[float, float, float, float], mode: str) -> None:
    content = jpeg(picture(mode), comment=SECRET, exif=b"Exif\0\0" + SECRET)
    image = open_image(ImagePart("a.jpg", "image/jpeg", content), Drawing("a.jpg", 10, 10, crop=crop))
    assert image is not None
    assert stays_packed(image)
    assert isinstance(drawn := image.getRGBData(), bytes)  # type: ignore[no-untyped-call]
    assert SECRET not in drawn
