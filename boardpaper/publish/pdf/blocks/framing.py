"""Floating shapes that hang on a strip and stand elsewhere: pictures, text boxes, frames and tables."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from boardpaper.model.document import (
    Block,
    Borders,
    Break,
    BreakKind,
    Drawing,
    Frame,
    Paragraph,
    Position,
    Run,
    Table,
    WrapKind,
    Wrapping,
)
from boardpaper.publish.pdf.lines.atoms import figure_element
from boardpaper.publish.pdf.lines.boxes import CellBox, Float, Force, Line, LineStrip, RowStrip, Strip, content_height
from boardpaper.publish.pdf.lines.setting import Setting
from boardpaper.publish.pdf.structure.elements import Container, ParagraphRoles
from boardpaper.publish.pdf.text.images import size_on_page
from boardpaper.rules import pages as rules

Flow = Callable[..., list[Strip]]
_NO_BORDERS = Borders()
_NARROWEST = 12.0
_SIDES = {"center": 0.5, "right": 1.0, "outside": 1.0}
# A table that leaves less than this beside it stands in the text as well as beside it.
_LEAST_BESIDE = 72.0
# What words get on each side of a shape that they have to go round, where Word lets them run over it.
_LEAST_DISTANCE = 3.0


def has_floats(blocks: Sequence[Block]) -> bool:
    """Whether any block stands in a frame, or holds a picture that floats."""
    return any(block.frame is not None or bool(floating_drawings(block)) for block in blocks)


def floating_drawings(block: Block) -> list[Drawing]:
    """The pictures of a paragraph that stand elsewhere; not those behind a break, which are on another page."""
    if not isinstance(block, Paragraph):
        return []
    found: list[Drawing] = []
    words = False
    for inline in block.inlines:
        if isinstance(inline, Drawing) and inline.position is not None:
            found.append(inline)
        elif isinstance(inline, Break) and inline.kind is not BreakKind.LINE and (words or found):
            return found
        words = words or (isinstance(inline, Run) and bool(inline.text.strip()))
    return found


def hang_drawings(
    paragraph: Paragraph, roles: ParagraphRoles | None, lift: float, setting: Setting
) -> tuple[Paragraph, list[Float]]:
    """The paragraph without the pictures that stand elsewhere, and these; those of headers and footers stay in it."""
    shapes: list[Float] = []
    if setting.in_furniture:
        return paragraph, shapes
    hung: set[int] = set()
    for drawing in floating_drawings(paragraph):
        number = setting.shapes.next()
        width, height = size_on_page(drawing)
        if not setting.pictures.can_show(drawing) or not _may_float(number, width, height, setting):
            continue
        hung.add(id(drawing))
        wrapping = _wrapping(drawing.wrapping, number, setting)
        role = figure_element(drawing, roles, setting)
        position = drawing.position or Position()
        shapes.append(Float(number, position, wrapping, width, height, (), drawing, role, lift))
    if not hung:
        return paragraph, shapes
    return replace(paragraph, inlines=tuple(inline for inline in paragraph.inlines if id(inline) not in hung)), shapes


def hang_frame(
    frame: Frame, blocks: Sequence[Block], width: float, container: Container | None, setting: Setting, flow: Flow
) -> Float | None:
    """The shape in which `blocks` stand; None where they stand in the text, in a column `width` points wide."""
    # What headers and footers hold is laid out page by page, and counts by its frame.
    number = -frame.key if setting.in_furniture else setting.shapes.next()
    if _is_broad_table(frame, blocks, width) or not _may_float(number, frame.width, frame.height, setting):
        return None
    across = frame.width or _own_width(blocks) or width
    strips = frame_strips(frame, blocks, across, container, setting, flow)
    if not frame.width:
        strips, across = _shrunk(strips, across)
    height = max(content_height(strips), frame.height)
    wrapping = _wrapping(frame.wrapping, number, setting)
    return Float(number, frame.position, wrapping, across, height, tuple(strips))


def frame_strips(
    frame: Frame, blocks: Sequence[Block], width: float, container: Container | None, setting: Setting, flow: Flow
) -> list[Strip]:
    """The blocks of a frame, in a box where it has a line or a background."""
    strips = flow(_bare(blocks), _inner_width(frame, width), container, setting, closed=frame.before)
    if not is_boxed(frame) and not any(frame.margins):
        return strips
    return [_box(frame, strips, 0.0, width, frame.height)]


def box_in_text(
    frame: Frame, blocks: Sequence[Block], width: float, container: Container | None, setting: Setting, flow: Flow
) -> RowStrip:
    """The box of a frame that stands in the text of a column `width` points wide, on the side where Word has it."""
    own = min(frame.width or width, width)
    strips = flow(_bare(blocks), _inner_width(frame, own), container, setting)
    return _box(frame, strips, (width - own) * _SIDES.get(frame.position.align_x, 0.0), own, 0.0)


def _bare(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without their frame, to be laid out inside it."""
    return [replace(block, frame=None) for block in blocks]


def _inner_width(frame: Frame, width: float) -> float:
    return max(width - frame.margins[1] - frame.margins[3], _NARROWEST)


def _box(frame: Frame, strips: Sequence[Strip], x: float, width: float, least: float) -> RowStrip:
    """A frame as a row of one cell, at least `least` high."""
    height = max(content_height(strips) + frame.margins[0] + frame.margins[2], least)
    look = (frame.margins, frame.vertical_align, frame.shading, frame.borders)
    notes = tuple(note for strip in strips for note in strip.notes)
    return RowStrip(height, (CellBox(x, width, height, tuple(strips), *look),), notes=notes)


def is_boxed(frame: Frame) -> bool:
    """Whether one sees where the frame ends."""
    return frame.borders != _NO_BORDERS or bool(frame.shading)


def anchored(strip: Strip, shapes: Sequence[Float]) -> list[Strip]:
    """The place that shapes hang on, which takes over the space above the `strip` that follows it, and the strip."""
    notes = tuple(note for shape in shapes for inner in shape.strips for note in inner.notes)
    if isinstance(strip, LineStrip) and strip.floats:
        return [replace(strip, floats=(*strip.floats, *shapes), notes=(*strip.notes, *notes))]
    place = LineStrip(
        0.0, gap=strip.gap, lead=strip.lead, keep=True, forced=strip.forced, floats=tuple(shapes), notes=notes
    )
    return [place, replace(strip, gap=0.0, lead=0.0, forced=Force.NONE)]


def _may_float(number: int, width: float, height: float, setting: Setting) -> bool:
    """Whether a shape can stand beside the text; one that cannot is reported."""
    if (
        number not in setting.shapes.grounded
        and width <= setting.measures.widest
        and height <= setting.measures.tallest
    ):
        return True
    place = "headers and footers" if setting.in_furniture else setting.notices.place
    setting.notices.report(rules.FLOAT_IN_TEXT.at(place), once_for=place)
    return False


def _is_broad_table(frame: Frame, blocks: Sequence[Block], width: float) -> bool:
    """Whether this is a table as wide as the text, which Word lets run on from page to page."""
    return not frame.before and _own_width(blocks) > width - _LEAST_BESIDE


def _own_width(blocks: Sequence[Block]) -> float:
    """The width of the widest table; 0.0 where no table says how wide it is."""
    return max([sum(block.columns) for block in blocks if isinstance(block, Table)] + [0.0])


def _wrapping(given: Wrapping, number: int, setting: Setting) -> Wrapping:
    """How text runs around a shape; around one that would hide words, it has to."""
    if number not in setting.shapes.insisted:
        return given
    top, right, bottom, left = (max(distance, _LEAST_DISTANCE) for distance in given.distances)
    return Wrapping(WrapKind.SQUARE, given.side, (top, right, bottom, left))


def _shrunk(strips: list[Strip], width: float) -> tuple[list[Strip], float]:
    """Lines without the free space beside them, and the width of what is left.

    A frame without a width is as wide as its words. One with a table, a gap, a background or a line keeps its width.
    """
    plain = [strip for strip in strips if isinstance(strip, LineStrip) and strip.line and not strip.panel]
    edges = [edge for strip in plain if strip.line for edge in _edges(strip.line)]
    if not edges or len(plain) < len(strips):
        return strips, width
    left, right = min(edges), max(edges)
    return [replace(strip, line=_moved(strip.line, -left)) for strip in plain if strip.line], right - left


def _edges(line: Line) -> Iterator[float]:
    """Where each piece of a line begins and ends."""
    for words in line.fragments:
        yield from (words.x, words.x + words.width)
    for picture in line.pictures:
        yield from (picture.x, picture.x + picture.width)


def _moved(line: Line, by: float) -> Line:
    """The line with all that stands on it further right."""
    return replace(
        line,
        fragments=tuple(replace(fragment, x=fragment.x + by) for fragment in line.fragments),
        pictures=tuple(replace(picture, x=picture.x + by) for picture in line.pictures),
        anchors=tuple(replace(anchor, x=anchor.x + by) for anchor in line.anchors),
    )
