"""Pictures inside a Word file made ready for the page: opened without trust, in colours that PDF/A allows."""

import io
import math
import warnings

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from boardpaper.model.document import Drawing, ImagePart
from boardpaper.model.pictures.payloads import bare_jpeg

_MAX_PIXELS = 50_000_000
# A page of A4 in 300 dots to the inch: a picture of far more pixels is thinned out, unless it stays packed as it is.
_FINE_PIXELS = 2480 * 3508
_JPEG_QUALITY = 92
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_PLAIN_MODES = frozenset({"RGB", "L"})
# Quarter turns clockwise.
_QUARTERS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


def pixels_to_pack(part: ImagePart) -> int:
    """How many pixels a picture has that is packed anew, by what its first bytes say; 0 for one that stays packed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(part.content), formats=_FORMATS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 0
    return 0 if image.format == "JPEG" else image.width * image.height


def open_image(part: ImagePart, drawing: Drawing) -> ImageReader | None:
    """The picture as `drawing` shows it; what is cropped away does not come along.

    None where it cannot be read: damaged, far too large, or a vector format of Windows.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(part.content), formats=_FORMATS)
            if image.width * image.height > _MAX_PIXELS:
                return None
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if _is_changed(drawing):
        drawn = _thinned(_as_drawn(_plain(image), drawing))
        return _packed(drawn, as_photograph=image.format == "JPEG")
    if image.format == "JPEG" and image.mode in _PLAIN_MODES and (bare := bare_jpeg(part.content)):
        # A JPEG is embedded without being packed anew.
        return _Photograph(bare)
    return ImageReader(_thinned(_plain(image)))


class _Photograph(ImageReader):
    """A JPEG that stays packed: ReportLab would unpack each only to give it a name."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))
        self._dataA = None
        self._content = content

    def getRGBData(self) -> bytes:  # noqa: N802
        """What tells this picture from others."""
        return self._content


def stays_packed(image: ImageReader) -> bool:
    """Whether a picture takes no more memory than it does in the Word file."""
    return isinstance(image, _Photograph)


def _thinned(image: Image.Image) -> Image.Image:
    """The picture without pixels that neither paper nor screen could show."""
    factor = math.isqrt(image.width * image.height // _FINE_PIXELS)
    return image.reduce(factor) if factor >= 2 else image


def size_on_page(drawing: Drawing) -> tuple[float, float]:
    """The width and height that a picture takes, in points, once it is turned."""
    if not drawing.rotation:
        return drawing.width, drawing.height
    angle = math.radians(drawing.rotation)
    cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
    return drawing.width * cos + drawing.height * sin, drawing.width * sin + drawing.height * cos


def _is_changed(drawing: Drawing) -> bool:
    """Whether the picture is shown otherwise than its file has it."""
    return any(drawing.crop) or bool(drawing.rotation % 360) or drawing.mirrored or drawing.flipped


def _as_drawn(image: Image.Image, drawing: Drawing) -> Image.Image:
    """The picture cropped, then mirrored, then turned, as Word draws it."""
    left, top, right, bottom = drawing.crop
    width, height = image.size
    x, y = min(round(left * width), width - 1), min(round(top * height), height - 1)
    image = image.crop((x, y, max(round(width - right * width), x + 1), max(round(height - bottom * height), y + 1)))
    if drawing.mirrored:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if drawing.flipped:
        image = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    turns, rest = divmod(drawing.rotation % 360, 90)
    if not rest:
        return image.transpose(_QUARTERS[int(turns)]) if turns else image
    return image.convert("RGBA").rotate(-drawing.rotation, Image.Resampling.BICUBIC, expand=True)


def _packed(image: Image.Image, *, as_photograph: bool) -> ImageReader:
    """A photograph stays one, at a tenth of the size."""
    if not as_photograph or image.mode not in _PLAIN_MODES:
        return ImageReader(image)
    packed = io.BytesIO()
    # Pillow would write the comment of the file that the pixels came from.
    image.save(packed, "JPEG", quality=_JPEG_QUALITY, comment=b"")
    return _Photograph(packed.getvalue())


def _plain(image: Image.Image) -> Image.Image:
    """The picture in RGB or grey, with its transparency where it has any."""
    if image.mode in _PLAIN_MODES:
        return image
    transparent = "transparency" in image.info or image.mode in {"RGBA", "LA", "PA"}
    return image.convert("RGBA" if transparent else "RGB")
