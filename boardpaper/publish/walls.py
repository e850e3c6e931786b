"""What floating shapes leave to the text beside them: the room of a line, and how far down it has to move."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from boardpaper.model.document import WrapKind
from boardpaper.publish.boxes import Float, Room, whole_room

# Word sets no text beside a shape where less than an inch is left.
_NARROWEST = 72.0
_TOLERANCE = 0.01


class Wall(NamedTuple):
    """The part of a page that text keeps out of. Beside a `whole` one there is no text at all.

    `side` is where text may run beside it: `bothSides`, `left`, `right` or `largest`.
    """

    left: float
    top: float
    right: float
    bottom: float
    whole: bool = False
    side: str = "bothSides"

    def stands_between(self, top: float, bottom: float) -> bool:
        """Whether it reaches into the height from `top` to `bottom`."""
        return self.top < bottom - _TOLERANCE and self.bottom > top + _TOLERANCE

    def reaches(self, left: float, right: float) -> bool:
        """Whether it reaches into the width from `left` to `right`."""
        return self.left < right - _TOLERANCE and self.right > left + _TOLERANCE


class Column(NamedTuple):
    """The column that is being filled."""

    left: float
    width: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width


def wall_of(shape: Float, x: float, y: float) -> Wall | None:
    """What a shape at this place keeps free of text; None where text runs over it."""
    kind = shape.wrapping.kind
    if kind is WrapKind.NONE:
        return None
    top, right, bottom, left = shape.wrapping.distances
    whole = kind is WrapKind.TOP_AND_BOTTOM
    return Wall(x - left, y - top, x + shape.width + right, y + shape.height + bottom, whole, shape.wrapping.side)


def free_room(walls: Iterable[Wall], column: Column, y: float, height: float) -> Room:
    """The widest room for a line `height` points tall at `y`, or below what leaves it none."""
    waiting = [wall for wall in walls if wall.reaches(column.left, column.right)]
    while True:
        beside = [wall for wall in waiting if wall.stands_between(y, y + height)]
        if not beside:
            return whole_room(column.width)
        room = None if any(wall.whole for wall in beside) else _widest(beside, column)
        if room is not None:
            return room
        y = min(wall.bottom for wall in beside)


def _widest(beside: Sequence[Wall], column: Column) -> Room | None:
    """The widest gap between walls, in places of the column; None where none is wide enough for text."""
    best: Room | None = None
    start = column.left
    for left, right in [*sorted(_closed(wall, column) for wall in beside), (column.right, column.right)]:
        if left - start > (best.right - best.left if best else _NARROWEST - _TOLERANCE):
            best = Room(start - column.left, left - column.left, column.width)
        start = max(start, right)
    return best


def _closed(wall: Wall, column: Column) -> tuple[float, float]:
    """A wall's left and right edge; the side where text may not run belongs to it."""
    left = min(wall.left, column.left) if wall.side == "right" else wall.left
    right = max(wall.right, column.right) if wall.side == "left" else wall.right
    return left, right


def clearance(walls: Iterable[Wall], column: Column, room: tuple[float, float], y: float, height: float) -> float:
    """How far something from `room[0]` to `room[1]`, `height` points tall, must move down from `y`."""
    left, right = room
    waiting = [
        wall for wall in walls if wall.reaches(column.left, column.right) and (wall.whole or wall.reaches(left, right))
    ]
    moved = y
    while True:
        beside = [wall.bottom for wall in waiting if wall.stands_between(moved, moved + height)]
        if not beside:
            return moved - y
        moved = min(beside)
