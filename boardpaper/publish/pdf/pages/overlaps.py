"""Floating shapes that would hide words, lose some off the page, or be hidden, where they were placed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from boardpaper.model.document import WrapKind
from boardpaper.publish.pdf.lines.boxes import (
    _TOLERANCE,
    Area,
    Hung,
    LineStrip,
    Placed,
    RowStrip,
    cell_content,
    stacked,
)
from boardpaper.publish.pdf.pages.floating.hanging import MOST_ON_PAGE, may_share_place
from boardpaper.publish.pdf.pages.sheets import Page


class Crowded(Struct, frozen=True):
    """Shapes in whose place there are words: text can run around the `movable`; the others need another place."""

    movable: frozenset[int]
    stuck: frozenset[int]


class Furnished(NamedTuple):
    """A page with its header and footer, and the shapes in these."""

    page: Page
    furniture: Sequence[Placed]
    shapes: Sequence[Hung]


def crowded(pages: Iterable[Furnished]) -> Crowded:
    """The shapes that cannot stand where they are, by number."""
    movable: set[int] = set()
    stuck: set[int] = set()
    for furnished in pages:
        found = _crowded_on(furnished)
        movable |= found.movable
        stuck |= found.stuck
    return Crowded(frozenset(movable), frozenset(stuck))


def _crowded_on(furnished: Furnished) -> Crowded:
    """The shapes that cannot stand where they are on one page; of too many, those beyond the most are not placed."""
    page = furnished.page
    # Shapes of headers and footers have negative numbers, and come first.
    shapes = {hung.shape.number: hung for hung in furnished.shapes} | dict(page.floats)
    if len(shapes) > MOST_ON_PAGE:
        return Crowded(frozenset(), frozenset(list(shapes)[MOST_ON_PAGE:]))
    body = [area for placed in page.body for area in _inked(placed)]
    fixed = [area for placed in (*page.notes, *furnished.furniture) for area in _inked(placed)]
    sheet = Area(0.0, 0.0, page.geometry.width, page.geometry.height)
    movable: set[int] = set()
    stuck: set[int] = set()
    for number, hung in shapes.items():
        area = _area(hung)
        covers = _meets(area, body, hung)
        if not _inside(area, sheet) or _meets(area, fixed, hung) or _meets_shapes(number, shapes):
            stuck.add(number)
        elif covers and number >= 0 and hung.shape.wrapping.kind is WrapKind.NONE:
            movable.add(number)
        elif covers:
            # Text runs around no shape of a header or footer.
            stuck.add(number)
    return Crowded(frozenset(movable), frozenset(stuck))


def _area(hung: Hung) -> Area:
    """What a shape takes: a box or picture as a whole, other words as far as they reach."""
    shape, x, y = hung
    whole = Area(x, y, x + shape.width, y + shape.height)
    if shape.drawing is not None or any(isinstance(strip, RowStrip) for strip in shape.strips):
        return whole
    inked = [area for strip in stacked(shape.strips, x, y) for area in _inked(strip)]
    if not inked:
        return whole
    return Area(
        min(area.left for area in inked),
        min(area.top for area in inked),
        max(area.right for area in inked),
        max(area.bottom for area in inked),
    )


def _inside(area: Area, sheet: Area) -> bool:
    """Whether an area lies on the page whole."""
    across = area.left >= sheet.left - _TOLERANCE and area.right <= sheet.right + _TOLERANCE
    return across and area.top >= sheet.top - _TOLERANCE and area.bottom <= sheet.bottom + _TOLERANCE


def _meets(area: Area, words: Iterable[Area], hung: Hung) -> bool:
    """Whether words stand in the same place; those over a picture behind the text are meant to."""
    if hung.shape.drawing is not None and hung.shape.wrapping.behind:
        return False
    return any(area.meets(word) for word in words)


def _meets_shapes(number: int, shapes: Mapping[int, Hung]) -> bool:
    """Whether a shape stands on an earlier one and would hide it, or be hidden by it."""
    own = shapes[number]
    for other in (hung for key, hung in shapes.items() if key < number):
        if not may_share_place(own, other) and _area(own).meets(_area(other)):
            return True
    return False


def _inked(placed: Placed) -> Iterator[Area]:
    """Where words and pictures stand on a strip."""
    strip, x, y = placed.strip, placed.x, placed.y
    if isinstance(strip, RowStrip):
        for cell in strip.cells:
            for inner in cell_content(cell, x, y):
                yield from _inked(inner)
    elif strip.line is not None:
        yield from _inked_line(strip, x, y + (strip.panel.above if strip.panel else 0.0))


def _inked_line(strip: LineStrip, x: float, y: float) -> Iterator[Area]:
    """The areas of a line's words, trailing spaces left out, and of its pictures."""
    line = strip.line
    if line is None:
        return
    baseline = y + line.baseline
    for fragment in line.fragments:
        bare = fragment.text.rstrip()
        if bare:
            ink = fragment.ink
            rest = fragment.text[len(bare) :]
            trailing = ink.face.width(rest) * ink.size + len(rest) * ink.spacing + rest.count(" ") * fragment.word_space
            foot = baseline - ink.rise
            right = x + fragment.x + fragment.width - trailing
            yield Area(x + fragment.x, foot - ink.face.ascent * ink.size, right, foot + ink.face.descent * ink.size)
    for picture in line.pictures:
        yield Area(x + picture.x, baseline - picture.height, x + picture.x + picture.width, baseline)
