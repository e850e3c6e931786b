"""Text columns: how wide they are, and how tall where Word fills them evenly."""

from collections.abc import Iterator, Sequence

from boardpaper.model.document import PageGeometry, Section
from boardpaper.publish.boxes import Force, Strip

_NARROWEST = 36.0
_TOLERANCE = 0.5


def text_width(page: PageGeometry) -> float:
    """What a page's margins leave to lines of text."""
    return max(page.width - page.left - page.right, _NARROWEST)


def column_width(section: Section) -> float:
    """The width of one of a section's columns."""
    gaps = (section.columns - 1) * section.column_gap
    return max((text_width(section.page) - gaps) / section.columns, _NARROWEST)


def even_height(strips: Sequence[Strip], columns: int, room: float) -> float | None:
    """The least height in which the strips fill all columns evenly; None where they do not fit into `room`."""
    pieces = list(_pieces(strips))
    if not pieces or not _fits(pieces, columns, room):
        return None
    low, high = max(height for _, height, _ in pieces), room
    while high - low > _TOLERANCE:
        middle = (low + high) / 2
        if _fits(pieces, columns, middle):
            high = middle
        else:
            low = middle
    return high


def _pieces(strips: Sequence[Strip]) -> Iterator[tuple[float, float, Force]]:
    """What stays together: the gap above, the height, and what it is forced to open."""
    gap, height, forced, began = 0.0, 0.0, Force.NONE, False
    for strip in strips:
        if not began:
            gap, height, forced, began = strip.gap, strip.height, strip.forced, True
        else:
            height += strip.gap + strip.height
        if not strip.keep:
            yield gap, height, forced
            began = False
    if began:
        yield gap, height, forced


def _fits(pieces: Sequence[tuple[float, float, Force]], columns: int, height: float) -> bool:
    needed, used = 1, 0.0
    for gap, own, forced in pieces:
        if forced is Force.PAGE and used:
            return False
        if used and (forced or used + gap + own > height):
            needed, used = needed + 1, own
        else:
            used += (gap if used else 0.0) + own
        if used > height + _TOLERANCE:
            return False
    return needed <= columns
