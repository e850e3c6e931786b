"""Words in text boxes that are as white as the page under them: nobody sees them, and everybody can copy them."""

from collections.abc import Iterable, Iterator

from boardpaper.model.document import PageGeometry
from boardpaper.model.finding import Finding
from boardpaper.publish.pdf.blocks.white import White, unseen, white_words
from boardpaper.publish.pdf.lines.boxes import Area, Hung, LineStrip, Placed, stacked
from boardpaper.publish.pdf.pages.floating.places import place_on_page
from boardpaper.publish.pdf.pages.overlaps import Furnished
from boardpaper.publish.pdf.text.images import size_on_page


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
    """Whether white words stand on a picture, where they can be read."""
    return any(area.left <= white.x <= area.right and area.top <= white.y <= area.bottom for area in pictures)
