"""Pictures made comparable: scaled, recompressed, turned or stored in another format, one is still the same."""

import io
import warnings
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from PIL import Image, ImageStat, UnidentifiedImageError

from boardpaper.checks.leaks.readers.pieces import Picture, Unread
from boardpaper.checks.leaks.readers.raw import inflate

SIDE = 32
_COARSE = 4
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "JPEG2000")
_MAX_PIXELS = 120_000_000
# A rule, a bullet or a blank sheet tells nothing: the picture needs pixels and contrast.
_SMALLEST = 12
_LEAST_CONTRAST = 3.0
# Levels of 255 by which recompression and scaling may move the brightness of a 32nd by a 32nd, and of a 16th of all.
_MEAN_APART, _CELL_APART, _COARSE_APART, _SHAPE_APART = 3.5, 30, 6, 0.04
_PLAIN = {"1", "L", "P", "RGB", "CMYK", "YCbCr", "LA", "RGBA", "PA", "I;16", "I", "F"}
# How a zlib stream begins, by how hard it was compressed.
_ZLIB = (b"x\x01", b"x\x5e", b"x\x9c", b"x\xda")
MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP  ")


def is_picture(content: bytes) -> bool:
    """Whether `content` begins as a picture does."""
    return content.startswith(MAGIC) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP") or _is_bmp(content)


def picture_in(place: str, content: bytes) -> Iterator[Picture | Unread]:
    """The picture that a file of pixels holds; none where it is too small or plain to tell."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
            if image.width * image.height > _MAX_PIXELS:
                yield Unread(place, "is larger than 120 million pixels")
                return
            image.draft("RGB", (8 * SIDE, 8 * SIDE))
            yield from picture_of(place, image)
    except (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError, Image.DecompressionBombError) as fault:
        yield Unread(place, f"holds a picture that cannot be decoded ({type(fault).__name__})")


def notes_in(content: bytes) -> bytes:
    """The parts of a picture that can hold words: of a JPEG or PNG all but what its pixels need."""
    if content.startswith(b"\xff\xd8"):
        return b"\n".join(_jpeg_notes(content))
    if content.startswith(b"\x89PNG"):
        return b"\n".join(_png_notes(content))
    return content


def _jpeg_notes(content: bytes) -> Iterator[bytes]:
    """Application and comment segments (ITU-T T.81, B.2.4), and what follows the picture."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if content[at + 1] == 0xFE or 0xE0 <= content[at + 1] <= 0xEF:
            yield content[at + 4 : at + 2 + length]
        at += 2 + length
    yield content[content.rfind(b"\xff\xd9") + 2 :] if b"\xff\xd9" in content else b""


def _png_notes(content: bytes) -> Iterator[bytes]:
    """What a PNG file holds beside the picture, compressed texts unpacked, and what stands behind its end."""
    at = 8
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + length]
        if kind in (b"zTXt", b"iTXt"):
            yield data
            yield from (inflate(data[start:]) or b"" for start in _zlib_starts(data))
        elif kind not in (b"IDAT", b"IHDR", b"PLTE", b"iCCP"):
            yield data
        at += 12 + length
        if kind == b"IEND":
            break
    yield content[at:]


def _zlib_starts(data: bytes) -> Iterator[int]:
    """Where in a chunk compressed text may begin."""
    return (at for at in range(min(len(data), 200)) if data[at : at + 2] in _ZLIB)


def picture_of(place: str, image: Image.Image, mask: Image.Image | None = None) -> Iterator[Picture]:
    """`image` on each ground that it may be drawn on, with its own transparency or that of `mask`."""
    if min(image.size) < _SMALLEST or image.mode not in _PLAIN:
        return
    shape = image.width / image.height
    if mask is None and (image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info):
        image = image.convert("RGBA")
        mask = image.getchannel("A")
    grounds = [_cells(image)]
    if mask is not None:
        white = Image.new("RGB", image.size, "white")
        white.paste(image.convert("RGB"), mask=mask.convert("L").resize(image.size))
        grounds.append(_cells(white))
    told = tuple(dict.fromkeys(cells for cells in grounds if _contrast(cells) >= _LEAST_CONTRAST))
    if told:
        yield Picture(place, told, shape)


def alike(one: Picture, other: Picture) -> bool:
    """Whether two pictures show the same, upright or turned by quarters."""
    for turns in range(4):
        shape = one.shape if turns % 2 == 0 else 1 / one.shape
        if abs(shape / other.shape - 1) > _SHAPE_APART:
            continue
        for mine in one.grounds:
            turned = _turned(mine, turns)
            if any(_close(turned, theirs) for theirs in other.grounds):
                return True
    return False


def _is_bmp(content: bytes) -> bool:
    return content[:2] == b"BM" and content[6:10] == b"\0\0\0\0" and len(content) > 54


def _cells(image: Image.Image) -> bytes:
    """The picture in so few grey cells that small changes to it change none of them much."""
    if image.mode in ("I;16", "I", "F"):
        image = image.convert("F").point(lambda level: level / 256)
    if image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    if image.width > 8 * SIDE and image.height > 8 * SIDE:
        image = image.reduce((image.width // (4 * SIDE), image.height // (4 * SIDE)))
    return image.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()


def _contrast(cells: bytes) -> float:
    """How far the cells differ; a picture of one colour is like any other of one colour."""
    return float(ImageStat.Stat(Image.frombytes("L", (SIDE, SIDE), cells)).stddev[0])


def _turned(cells: bytes, turns: int) -> bytes:
    """The cells turned by so many quarters."""
    if not turns:
        return cells
    ways = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    return Image.frombytes("L", (SIDE, SIDE), cells).transpose(ways[turns - 1]).tobytes()


def _close(one: bytes, other: bytes) -> bool:
    """Whether two pictures are the same to the eye: as a whole, in each cell and on average."""
    pairs = zip(_coarse(one), _coarse(other), strict=True)
    if any(abs(mine - theirs) > _COARSE_APART for mine, theirs in pairs):
        return False
    apart = [abs(mine - theirs) for mine, theirs in zip(one, other, strict=True)]
    return max(apart) <= _CELL_APART and sum(apart) <= _MEAN_APART * len(apart)


@lru_cache(maxsize=2**12)
def _coarse(cells: bytes) -> tuple[float, ...]:
    """Mean brightness of each of 16 blocks."""
    return tuple(_blocks(cells))


def _blocks(cells: bytes) -> Iterator[float]:
    block = SIDE // _COARSE
    for top in range(0, SIDE, block):
        for left in range(0, SIDE, block):
            rows = (cells[row * SIDE + left : row * SIDE + left + block] for row in range(top, top + block))
            yield sum(map(sum, islice(rows, block))) / block**2
