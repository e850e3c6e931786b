"""The pictures of one document: which can be shown, and the few that are open."""

from collections.abc import Mapping

from msgspec.structs import replace
from reportlab.lib.utils import ImageReader

from boardpaper.model.document import Drawing, ImagePart, Wrapping
from boardpaper.publish.pdf.text.images import open_image, pixels_to_pack, stays_packed

_NO_WRAPPING = Wrapping()
_MOST_OPEN = 4
# About a hundred pages of pictures at 300 dots to the inch; photographs, which stay packed, do not count.
_MOST_PIXELS = 1_000_000_000


class Pictures:
    """Pictures by what they show, not by where they stand."""

    __slots__ = ("_images", "_opened", "_pixels", "_readable")

    def __init__(self, images: Mapping[str, ImagePart]) -> None:
        self._images = images
        self._readable: dict[Drawing, bool] = {}
        self._opened: dict[Drawing, ImageReader] = {}
        self._pixels = 0

    def can_show(self, drawing: Drawing) -> bool:
        """Whether the picture can be opened. Few stay open: all of a paper's at once could fill the memory."""
        key = picture_key(drawing)
        if key not in self._readable:
            image = self.take(drawing) if self._has_room_for(drawing) else None
            self._readable[key] = image is not None
            if image is not None:
                self._opened[key] = image
                heavy = [known for known, opened in self._opened.items() if not stays_packed(opened)]
                if len(heavy) > _MOST_OPEN:
                    del self._opened[heavy[0]]
        return self._readable[key]

    def _has_room_for(self, drawing: Drawing) -> bool:
        """Whether all pictures together stay within reason: a small file may hold very many very large ones."""
        part = self._images.get(drawing.image)
        self._pixels += 0 if part is None else pixels_to_pack(part)
        return self._pixels <= _MOST_PIXELS

    def take(self, drawing: Drawing) -> ImageReader | None:
        """The picture that `drawing` shows, for the one who draws it; None where it cannot be shown."""
        part = self._images.get(drawing.image)
        opened = self._opened.pop(picture_key(drawing), None)
        return opened or (None if part is None else open_image(part, drawing))


def picture_key(drawing: Drawing) -> Drawing:
    """What is the same for all drawings that show the same picture in the same way."""
    return replace(
        drawing, width=0.0, height=0.0, alt="", decorative=False, link=None, position=None, wrapping=_NO_WRAPPING
    )
