"""Pictures inside a Word file made ready for the page: opened without trust, in colours that PDF/A allows."""

import io
import warnings

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from boardpaper.model.document import ImagePart

_MAX_PIXELS = 100_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
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
    if image.format == "JPEG" and image.mode in _PLAIN_MODES:
        # Kept as it is: a JPEG is embedded without being packed anew.
        return ImageReader(io.BytesIO(part.content))
    return ImageReader(_plain(image))


def _plain(image: Image.Image) -> Image.Image:
    """The picture in RGB or grey, with its transparency where it has any."""
    if image.mode in _PLAIN_MODES:
        return image
    transparent = "transparency" in image.info or image.mode in {"RGBA", "LA", "PA"}
    return image.convert("RGBA" if transparent else "RGB")
