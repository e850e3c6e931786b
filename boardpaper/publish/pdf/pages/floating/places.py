"""Floating shapes: where on the page they stand (20.4.3.4 and 20.4.3.5)."""

from msgspec import Struct

from boardpaper.model.document import Drawing, PageGeometry, Position
from boardpaper.publish.pdf.text.images import size_on_page

_SHARES = {"left": 0.0, "inside": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "outside": 1.0, "bottom": 1.0}
_SWAPPED = {"inside": "outside", "outside": "inside"}
_SWAPPED_MARGINS = {"insideMargin": "outsideMargin", "outsideMargin": "insideMargin"}


class Surroundings(Struct, frozen=True):
    """What a place may count from: the page, the column from `left` to `right`, and the paragraph's upper edge `y`.

    Inside and outside change places on an `even` page.
    """

    page: PageGeometry
    left: float
    right: float
    y: float
    even: bool = False


def place_on_page(drawing: Drawing, page: PageGeometry, y: float) -> tuple[float, float]:
    """The left and upper edge of a picture whose paragraph stands at `y`, from the page's left and upper edge."""
    around = Surroundings(page, page.left, page.width - page.right, y)
    return place(drawing.position or Position(), size_on_page(drawing), around)


def place(position: Position, size: tuple[float, float], around: Surroundings) -> tuple[float, float]:
    """The left and upper edge of a shape of this width and height, from the page's left and upper edge."""
    width, height = size
    origin, align = position.across, position.align_x
    if around.even:
        origin, align = _SWAPPED_MARGINS.get(origin, origin), _SWAPPED.get(align, align)
    left, right = _across(origin, around)
    top, bottom = _down(position.down, around)
    x = left + (right - left - width) * _SHARES[align] if align in _SHARES else left + position.x
    y = top + (bottom - top - height) * _SHARES[position.align_y] if position.align_y in _SHARES else top + position.y
    return x, y


def _across(origin: str, around: Surroundings) -> tuple[float, float]:
    """The left and right edge of what a horizontal place counts from; most often the column."""
    page = around.page
    text_end = page.width - page.right
    known = {
        "page": (0.0, page.width),
        "margin": (page.left, text_end),
        "leftMargin": (0.0, page.left),
        "insideMargin": (0.0, page.left),
        "rightMargin": (text_end, page.width),
        "outsideMargin": (text_end, page.width),
    }
    return known.get(origin, (around.left, around.right))


def _down(origin: str, around: Surroundings) -> tuple[float, float]:
    """The upper and lower edge of what a vertical place counts from; most often the paragraph itself."""
    page = around.page
    text_end = page.height - abs(page.bottom)
    known = {
        "page": (0.0, page.height),
        "margin": (abs(page.top), text_end),
        "topMargin": (0.0, abs(page.top)),
        "insideMargin": (0.0, abs(page.top)),
        "bottomMargin": (text_end, page.height),
        "outsideMargin": (text_end, page.height),
    }
    return known.get(origin, (around.y, page.height))
