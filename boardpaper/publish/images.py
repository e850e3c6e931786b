"""Pictures inside a Word file made ready for the page: opened without trust, in colours that PDF/A allows."""

import io
import re
import warnings

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from boardpaper.model.document import ImagePart

_MAX_PIXELS = 100_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_JPEG = b"\xff\xd8\xff"
# What a JPEG needs to be drawn stands outside these segments: they hold cameras, places, names and thumbnails
# (ITU-T T.81, B.1.1.3). JFIF's own (E0) and Adobe's (EE), which tells the colour transform, stay.
_TELLING = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_END, _SCAN = 0xD9, 0xDA
_PLAIN_MODES = frozenset({"RGB", "L"})


def open_image(part: ImagePart) -> ImageReader | None:
    """The picture, or None where it cannot be read: damaged, far too large, or a vector format of Windows."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(part.content), formats=_FORMATS)
            if image.width * image.height > _MAX_PIXELS:
                return None
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if image.format == "JPEG" and image.mode in _PLAIN_MODES and (bare := _bare_jpeg(part.content)):
        # A JPEG is embedded without being packed anew.
        return ImageReader(io.BytesIO(bare))
    return ImageReader(_plain(image))


def _plain(image: Image.Image) -> Image.Image:
    """The picture in RGB or grey, with its transparency where it has any."""
    if image.mode in _PLAIN_MODES:
        return image
    transparent = "transparency" in image.info or image.mode in {"RGBA", "LA", "PA"}
    return image.convert("RGBA" if transparent else "RGB")


def without_metadata(content: bytes) -> bytes:
    """A JPEG without what it says of its camera and its owner; anything else as it is."""
    return (_bare_jpeg(content) or content) if content.startswith(_JPEG) else content


def _bare_jpeg(content: bytes) -> bytes:
    """The segments that draw the picture, up to its end; nothing where they cannot be told apart."""
    kept = [content[:2]]
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            break
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SCAN:
            found = _NEXT_MARKER.search(content, end)
            end = found.start() if found else len(content)
        if marker not in _TELLING:
            kept.append(content[at:end])
        at = end
    whole = content[at : at + 2] == bytes([0xFF, _END])
    return b"".join([*kept, bytes([0xFF, _END])]) if whole else b""
