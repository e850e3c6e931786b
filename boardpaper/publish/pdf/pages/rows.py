"""Table rows cut in two where a page ends."""

from collections.abc import Sequence

from msgspec.structs import replace

from boardpaper.publish.pdf.lines.boxes import CellBox, Force, LineStrip, RowStrip, Strip, needed_height

_TOLERANCE = 0.01


def split_row(row: RowStrip, room: float) -> tuple[RowStrip, RowStrip] | None:
    """The part of `row` that fits in `room` points, and the rest; None where a cell could not even begin.

    None, too, where only the space under the last lines would be left for the next page.
    """
    heads: list[CellBox] = []
    tails: list[CellBox] = []
    for cell in row.cells:
        top, right, bottom, left = cell.margins
        head, tail = _split_strips(cell.strips, room - top - bottom)
        if not head and cell.strips:
            return None
        heads.append(replace(cell, strips=head, vertical_align="top"))
        tails.append(replace(cell, strips=tail, vertical_align="top", margins=(top, right, bottom, left)))
    if all(_is_space(strip) for cell in tails for strip in cell.strips):
        return None
    return _part(row, heads, keep=False), _part(
        replace(row, gap=0.0, lead=0.0, forced=Force.NONE), tails, keep=row.keep
    )


def _is_space(strip: Strip) -> bool:
    """Whether a strip is empty space, which need not stand at the top of a page."""
    return isinstance(strip, LineStrip) and strip.line is None


def _part(row: RowStrip, cells: Sequence[CellBox], *, keep: bool) -> RowStrip:
    """A row of some of its content, as tall as that needs."""
    height = max(needed_height(cell) for cell in cells)
    boxes = tuple(replace(cell, height=height) for cell in cells)
    notes = tuple(note for cell in boxes for strip in cell.strips for note in strip.notes)
    return replace(row, height=height, cells=boxes, keep=keep, notes=notes)


def _split_strips(strips: tuple[Strip, ...], room: float) -> tuple[tuple[Strip, ...], tuple[Strip, ...]]:
    """What fits in `room`, ending where a page may break, and the rest without space above."""
    used, count = 0.0, 0
    while count < len(strips) and used + strips[count].gap + strips[count].height <= room + _TOLERANCE:
        used += strips[count].gap + strips[count].height
        count += 1
    if count == len(strips):
        return strips, ()
    inner = strips[count]
    if isinstance(inner, RowStrip) and inner.splittable:
        parts = split_row(inner, room - used - inner.gap)
        if parts is not None:
            return (*strips[:count], replace(parts[0], gap=inner.gap)), (parts[1], *strips[count + 1 :])
    fits = count
    while count and strips[count - 1].keep:
        count -= 1
    count = count or fits
    if count == len(strips) or not count:
        return strips[:count], strips[count:]
    return strips[:count], (replace(strips[count], gap=0.0), *strips[count + 1 :])
