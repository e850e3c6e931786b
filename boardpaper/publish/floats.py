"""Floating pictures of headers and footers: where on the page they stand (20.4.3.4 and 20.4.3.5)."""

from boardpaper.model.document import Drawing, PageGeometry, Position
from boardpaper.publish.images import size_on_page

_SHARES = {"left": 0.0, "inside": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "outside": 1.0, "bottom": 1.0}


def place_on_page(drawing: Drawing, page: PageGeometry, y: float) -> tuple[float, float]:
    """The left and upper edge of a picture whose paragraph stands at `y`, from the page's left and upper edge."""
    position = drawing.position or Position()
    width, height = size_on_page(drawing)
    left, right = _across(position.across, page)
    top, bottom = _down(position.down, page, y)
    x = left + (right - left - width) * _SHARES[position.align_x] if position.align_x in _SHARES else left + position.x
    y = top + (bottom - top - height) * _SHARES[position.align_y] if position.align_y in _SHARES else top + position.y
    return x, y


def _across(origin: str, page: PageGeometry) -> tuple[float, float]:
    """The left and right edge of what a horizontal place counts from."""
    text_end = page.width - page.right
    known = {
        "page": (0.0, page.width),
        "leftMargin": (0.0, page.left),
        "insideMargin": (0.0, page.left),
        "rightMargin": (text_end, page.width),
        "outsideMargin": (text_end, page.width),
    }
    return known.get(origin, (page.left, text_end))


def _down(origin: str, page: PageGeometry, y: float) -> tuple[float, float]:
    """The upper and lower edge of what a vertical place counts from; most often the paragraph itself."""
    text_end = page.height - abs(page.bottom)
    known = {
        "page": (0.0, page.height),
        "margin": (abs(page.top), text_end),
        "topMargin": (0.0, abs(page.top)),
        "insideMargin": (0.0, abs(page.top)),
        "bottomMargin": (text_end, page.height),
        "outsideMargin": (text_end, page.height),
    }
    return known.get(origin, (y, page.height))
