"""Text columns: how wide they are, and how tall where Word fills them evenly."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from boardpaper.model.document import PageGeometry, Section
from boardpaper.publish.pdf.lines.boxes import Force, RowStrip, Strip, content_height, whole_room
from boardpaper.publish.pdf.lines.shaping import reshape

_NARROWEST = 36.0
_TOLERANCE = 0.5


def text_width(page: PageGeometry) -> float:
    """What a page's margins leave to lines of text."""
    return max(page.width - page.left - page.right, _NARROWEST)


class Span(NamedTuple):
    """A column: its left edge, from the text margin, and its width."""

    left: float
    width: float


def column_width(section: Section) -> float:
    """The width of the first of a section's columns."""
    return column_spans(section)[0].width


def note_width(section: Section) -> float:
    """The width of notes, which must fit under each of a section's columns."""
    return min(span.width for span in column_spans(section))


def column_spans(section: Section) -> tuple[Span, ...]:
    """Where a section's columns stand; columns that are together wider than the text are narrowed alike."""
    whole = text_width(section.page)
    if not section.column_widths:
        gap = section.column_gap
        width = max((whole - (section.columns - 1) * gap) / section.columns, _NARROWEST)
        return tuple(Span(index * (width + gap), width) for index in range(section.columns))
    needed = sum(width + gap for width, gap in section.column_widths[:-1]) + section.column_widths[-1][0]
    share = min(whole / needed, 1.0) if needed > 0 else 1.0
    spans, left = [], 0.0
    for width, gap in section.column_widths:
        spans.append(Span(left, max(width * share, _NARROWEST)))
        left += spans[-1].width + gap * share
    return tuple(spans)


def is_too_wide(strip: Strip, span: Span, spans: Sequence[Span]) -> bool:
    """Whether a table's row would reach out of this column, and there is a wider one that can hold it."""
    if not isinstance(strip, RowStrip):
        return False
    right = max([cell.x + cell.width for cell in strip.cells] + [0.0]) - _TOLERANCE
    return span.width < right <= max(other.width for other in spans)


def even_height(strips: Sequence[Strip], spans: Sequence[Span], room: float) -> float | None:
    """The least height in which the strips fill all columns evenly; None where they do not fit into `room`."""
    pieces = list(_pieces(strips))
    if len({span.width for span in spans}) > 1:
        return least_height(lambda height: _fits_uneven(strips, spans, height), 0.0, room)
    if not pieces:
        return None
    return least_height(lambda height: _fits(pieces, len(spans), height), max(height for _, height, _ in pieces), room)


def least_height(fits: Callable[[float], bool], low: float, room: float) -> float | None:
    """The least height from `low` to `room` that `fits`, to half a point; None where even `room` is too little."""
    if not fits(room):
        return None
    high = room
    while high - low > _TOLERANCE:
        middle = (low + high) / 2
        if fits(middle):
            high = middle
        else:
            low = middle
    return high


def _pieces(strips: Sequence[Strip]) -> Iterator[tuple[float, float, Force]]:
    """What stays together: the gap above, the height, and what it is forced to open."""
    piece: list[Strip] = []
    for strip in strips:
        piece.append(strip)
        if not strip.keep:
            yield _piece(piece)
            piece = []
    if piece:
        yield _piece(piece)


def _piece(strips: Sequence[Strip]) -> tuple[float, float, Force]:
    first = strips[0]
    return first.gap, first.height + content_height(strips[1:]), first.forced


def _fits(pieces: Sequence[tuple[float, float, Force]], columns: int, height: float) -> bool:
    """Whether pieces, each of gap, height and what it forces, go into so many columns of that height."""
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


def _fits_uneven(strips: Sequence[Strip], spans: Sequence[Span], height: float) -> bool:
    """Whether the strips fit into columns so high, each set as wide as the column where it comes to stand."""
    rest, at = list(strips), 0
    for span in spans:
        at = _filled(rest, at, span, spans, height)
        if at == len(rest):
            return True
    return False


def _filled(strips: list[Strip], start: int, span: Span, spans: Sequence[Span], height: float) -> int:
    """Where the column ends that begins with the strip at `start`; there again where it cannot hold that."""
    at, used = start, 0.0
    while at < len(strips):
        if strips[at].forced and at > start:
            return at
        if is_too_wide(strips[at], span, spans):
            break
        reshape(strips, at, whole_room(span.width))
        needed = (strips[at].gap if at > start else 0.0) + strips[at].height
        if used + needed > height:
            break
        used += needed
        at += 1
    while start < at < len(strips) and strips[at - 1].keep:
        at -= 1
    return at
