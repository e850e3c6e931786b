"""Pictures that are the same to the eye, others that are not, and the words that a picture carries."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from boardpaper.checks.leaks.readers.pictures import alike
from boardpaper.checks.leaks.readers.pieces import Picture
from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall
from tests.support import wall_plants as plants

NAME = "Ashcombe"
SEEN = Image.open(io.BytesIO(plants.picture(1, size=(240, 160)))).convert("RGB")


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def rules(restricted: bytes, output: bytes) -> set[str]:
    found = scan_wall([RestrictedFile("8.txt", restricted)], [PublicFile("out", output)])
    return {finding.rule for finding in found if finding.blocks}


def brighter(image: Image.Image, levels: int) -> Image.Image:
    return ImageChops.add(
        image.point(lambda level: level * 200 // 255 + 20), Image.new("RGB", image.size, (levels,) * 3)
    )


def clear(image: Image.Image) -> Image.Image:
    """The picture where it is bright can be seen through, which shows on white as white."""
    shown = image.convert("RGBA")
    shown.putalpha(image.convert("L").point(lambda level: 0 if level > 128 else 255))
    return shown


def on_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGB", image.size, "white")
    white.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return white


@pytest.mark.parametrize(
    "again",
    [
        saved(SEEN, "BMP"),
        saved(SEEN, "WEBP", lossless=True),
        saved(SEEN, "JPEG2000"),
        saved(SEEN.convert("CMYK"), "JPEG"),
        saved(SEEN.convert("L")),
        saved(SEEN.convert("P", palette=Image.Palette.ADAPTIVE), "GIF"),
        saved(SEEN.rotate(90, expand=True)),
        saved(SEEN.rotate(180)),
        saved(SEEN.rotate(270, expand=True)),
        saved(SEEN.resize((247, 160))),
        saved(SEEN.resize((2400, 1600))),
        saved(SEEN.resize((120, 80))),
    ],
    ids=["bmp", "webp", "jpeg2000", "cmyk", "grey", "palette", "90", "180", "270", "stretched", "large", "small"],
)
def test_a_picture_is_known_in_another_form(again: bytes) -> None:
    assert rules(saved(SEEN), again) == {"wall-picture"}
    assert rules(again, saved(SEEN)) == {"wall-picture"}


def test_grey_of_sixteen_bits_is_known() -> None:
    grey = SEEN.convert("L")
    deep = Image.frombytes("I;16", grey.size, b"".join(bytes((0, level)) for level in grey.tobytes()))
    assert rules(saved(SEEN), saved(deep)) == {"wall-picture"}


def test_a_picture_that_can_be_seen_through_is_known_on_white_and_as_it_is_stored() -> None:
    see_through = clear(SEEN)
    assert rules(saved(see_through), saved(on_white(see_through), "BMP")) == {"wall-picture"}
    assert rules(saved(see_through), saved(SEEN, "BMP")) == {"wall-picture"}


@pytest.mark.parametrize(
    "other",
    [
        saved(SEEN.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
        saved(SEEN.resize((260, 160))),
        saved(ImageChops.invert(SEEN)),
        saved(SEEN.crop((0, 0, 180, 120)).resize((240, 160))),
    ],
    ids=["mirrored", "stretched", "inverted", "cropped"],
)
def test_another_picture_is_not_taken_for_it(other: bytes) -> None:
    assert rules(saved(SEEN), other) == set()


@pytest.mark.parametrize(("levels", "found"), [(3, {"wall-picture"}), (5, set())])
def test_a_picture_may_be_a_little_brighter(levels: int, found: set[str]) -> None:
    assert rules(saved(brighter(SEEN, 0)), saved(brighter(SEEN, levels))) == found


@pytest.mark.parametrize(("side", "found"), [(11, set()), (12, {"wall-picture"})])
def test_a_picture_of_a_few_pixels_tells_nothing(side: int, found: set[str]) -> None:
    small = SEEN.resize((40, side))
    assert rules(saved(small), saved(small, "BMP")) == found


def test_a_plain_picture_tells_nothing() -> None:
    plain = Image.new("RGB", (240, 160), "red")
    assert rules(saved(plain), saved(plain, "BMP")) == set()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunks(*chunks: bytes, after_pixels: bool = False) -> bytes:
    content = saved(SEEN)
    at = content.index(b"IEND") - 4 if after_pixels else 33
    return content[:at] + b"".join(chunks) + content[at:]


def told(**texts: bool) -> bytes:
    notes = PngInfo()
    for key, packed in texts.items():
        notes.add_itxt(key, f"sold to {NAME}", zip=packed)
    return saved(SEEN, pnginfo=notes)


@pytest.mark.parametrize(
    "output",
    [
        with_chunks(chunk(b"tEXt", b"Comment\0sold to Ashcombe")),
        with_chunks(chunk(b"tEXt", b"Comment\0sold to Ashcombe"), after_pixels=True),
        with_chunks(chunk(b"tEXt", b"a\0b"), chunk(b"tEXt", b"Comment\0sold to Ashcombe")),
        with_chunks(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"sold to Ashcombe"))),
        with_chunks(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"sold to Ashcombe", 1))),
        with_chunks(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"sold to Ashcombe", 9))),
        with_chunks(chunk(b"tEXt", b"Comment\0" + "sold to Ashcombe".encode("utf-16-le"))),
        told(Comment=False),
        told(Comment=True),
        saved(SEEN) + b"sold to Ashcombe",
        saved(SEEN, "JPEG", comment=b"sold to Ashcombe"),
        saved(SEEN, "JPEG", exif=b"Exif\0\0sold to Ashcombe"),
        saved(SEEN, "JPEG") + b"sold to Ashcombe",
        saved(SEEN, "GIF", comment=b"sold to Ashcombe"),
    ],
)
def test_words_in_a_picture_are_found(output: bytes) -> None:
    assert rules(b"it is Ashcombe", output) == {"wall-word"}


def test_pixels_are_no_words() -> None:
    assert rules(b"it is Ashcombe", with_chunks(chunk(b"IDAT", b"sold to Ashcombe"), after_pixels=True)) == set()


@pytest.mark.parametrize(("width", "height"), [(12_001, 10_000), (240, 160)])
def test_a_picture_that_cannot_be_decoded_blocks(width: int, height: int) -> None:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    broken = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"no pixels") + chunk(b"IEND", b"")
    assert rules(saved(SEEN), broken) == {"wall-unread"}


# How far two pictures may be apart, in cells: 32 rows of 32.


def cells(**brighter: int) -> bytes:
    """A slope with one bright corner, and cells so much brighter: `first`, the first `block` of 64, `half`, `all`."""
    grid = bytearray(60 + column + (100 if row < 3 and column < 3 else 0) for row in range(32) for column in range(32))
    changes = {
        "first": [32 * 20 + 9], "block": [row * 32 + column for row in range(8, 16) for column in range(24, 32)],
        "corner": [32 * 8 + 24], "low": [32 * 7 + 7],
        "high": [row * 32 + column for row in range(8) for column in range(8)],
        "half": range(512), "more": range(513), "all": range(1024),
    }  # fmt: skip
    for kind, levels in brighter.items():
        for at in changes[kind]:
            grid[at] += levels
    return bytes(grid)


@pytest.mark.parametrize(
    ("brighter", "same"),
    [
        ({}, True),
        ({"first": 30}, True),
        ({"first": 31}, False),
        ({"block": 6}, True),
        ({"block": 7}, False),
        ({"block": 6, "corner": 1}, False),
        ({"high": 6}, True),
        ({"high": 6, "low": 1}, False),
        ({"all": 3}, True),
        ({"all": 4}, False),
        ({"all": 3, "half": 1}, True),
        ({"all": 3, "more": 1}, False),
    ],
)
def test_cells_may_differ_a_little(brighter: dict[str, int], same: bool) -> None:
    one, other = (Picture("here", (grid,), 1.0) for grid in (cells(), cells(**brighter)))
    assert alike(one, other) == alike(other, one) == same


def turned(grid: bytes, quarters: int) -> bytes:
    """Turned against the clock."""
    for _ in range(quarters):
        grid = bytes(grid[row * 32 + 31 - column] for column in range(32) for row in range(32))
    return grid


@pytest.mark.parametrize(
    ("quarters", "shape", "same"),
    [
        (0, 2.0, True), (1, 0.5, True), (2, 2.0, True), (3, 0.5, True),
        (0, 0.5, False), (1, 2.0, False), (2, 0.5, False), (3, 2.0, False),
        (0, 2.07, True), (0, 2.1, False), (0, 1.93, True), (0, 1.9, False), (1, 0.52, True), (1, 0.53, False),
    ],
)  # fmt: skip
def test_a_picture_is_known_by_its_shape_and_however_it_lies(quarters: int, shape: float, same: bool) -> None:
    one = Picture("here", (cells(),), 2.0)
    assert alike(one, Picture("there", (turned(cells(), quarters),), shape)) == same
    assert alike(Picture("there", (turned(cells(), quarters),), shape), one) == same


def test_any_ground_of_one_may_be_any_of_the_other() -> None:
    other = bytes(range(4, 36)) * 32
    one = Picture("here", (other, cells()), 1.0)
    assert alike(one, Picture("there", (bytes(1024), cells()), 1.0))
    assert not alike(one, Picture("there", (bytes(1024), bytes(1024)), 1.0))
