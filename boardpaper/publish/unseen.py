"""Words in text boxes that are as white as the page under them: nobody sees them, and everybody can copy them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from boardpaper.model.document import PageGeometry
from boardpaper.model.finding import Finding, Severity
from boardpaper.publish.boxes import Hung, LineStrip, Placed, RowStrip
from boardpaper.publish.floats import place_on_page
from boardpaper.publish.images import size_on_page
from boardpaper.publish.overlaps import Area, Furnished
from boardpaper.publish.tables import cell_content, stacked

_WHITE = "FFFFFF"
_NO_GROUND = frozenset({"", _WHITE})


class White(NamedTuple):
    """White words without a colour of their own behind them, and their middle on the page."""

    words: str
    x: float
    y: float


def unseen_in_boxes(pages: Iterable[Furnished]) -> Iterator[Finding]:
    """The text boxes whose words lie on no picture and are white all the same, each with its page."""
    for page, furniture, shapes in pages:
        hung_up = [*shapes, *page.floats.values()]
        pictures = [*_pictures(hung_up), *_letterheads(furniture, page.geometry)]
        for shape, x, y in hung_up:
            found = [white for placed in stacked(shape.strips, x, y) for white in white_words(placed)]
            finding = unseen([white for white in found if not _lies_on(white, pictures)], f"page {page.number}")
            if finding is not None:
                yield finding


def unseen(found: Iterable[White], where: str) -> Finding | None:
    """The finding about white words in a text box; None where there are none."""
    words = " ".join(" ".join(white.words for white in found).split())
    if not words:
        return None
    return Finding(
        "hidden-text",
        f"“{words}” is in white, in a text box without a colour, where nobody sees it, but everybody can copy it",
        where,
        "Delete it in Word; or give it another colour, or the box a fill.",
        Severity.ERROR,
    )


def white_words(placed: Placed, ground: str = "") -> Iterator[White]:
    """The white words of a strip that stands on `ground`, where no cell, paragraph or highlighter shows them."""
    strip, x, y = placed.strip, placed.x, placed.y
    if isinstance(strip, RowStrip):
        for cell in strip.cells:
            for inner in cell_content(cell, x, y):
                yield from white_words(inner, cell.shading or ground)
    elif strip.line is not None:
        yield from _white_in_line(strip, x, y, ground)


def _white_in_line(strip: LineStrip, x: float, y: float, ground: str) -> Iterator[White]:
    behind = strip.panel.shading if strip.panel else ""
    if strip.line is None or (behind or ground) not in _NO_GROUND:
        return
    for fragment in strip.line.fragments:
        if fragment.ink.colour == _WHITE and fragment.ink.highlight in _NO_GROUND and fragment.text.strip():
            yield White(fragment.text, x + fragment.x + fragment.width / 2, y + strip.height / 2)


def _pictures(hung_up: Iterable[Hung]) -> Iterator[Area]:
    for shape, x, y in hung_up:
        if shape.drawing is not None:
            yield Area(x, y, x + shape.width, y + shape.height)


def _letterheads(furniture: Iterable[Placed], geometry: PageGeometry) -> Iterator[Area]:
    """The floating pictures of headers and footers, which lie under everything."""
    for strip, _, y, *_rest in furniture:
        for drawing in strip.line.floats if isinstance(strip, LineStrip) and strip.line else ():
            (left, top), (width, height) = place_on_page(drawing, geometry, y), size_on_page(drawing)
            yield Area(left, top, left + width, top + height)


def _lies_on(white: White, pictures: Iterable[Area]) -> bool:
    return any(area.left <= white.x <= area.right and area.top <= white.y <= area.bottom for area in pictures)
