"""What floating shapes leave to the text beside them: the room of a line, and how far down it has to move."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from boardpaper.model.document import WrapKind
from boardpaper.publish.pdf.lines.boxes import Float, Room, whole_room

# Word sets no text beside a shape where less than an inch is left.
_NARROWEST = 72.0
_TOLERANCE = 0.01


class Wall(Struct, frozen=True):
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


class Column(Struct, frozen=True):
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
    """The room for a line `height` points tall at `y`, or below what leaves it none.

    Where lines run on both sides of a shape it is the first room; `next_room` has the others.
    """
    waiting = [wall for wall in walls if wall.reaches(column.left, column.right)]
    while True:
        beside = [wall for wall in waiting if wall.stands_between(y, y + height)]
        if not beside:
            return whole_room(column.width)
        rooms = _rooms(beside, column)
        if rooms:
            return rooms[0]
        y = min(wall.bottom for wall in beside)


def next_room(walls: Iterable[Wall], column: Column, y: float, height: float, before: Room) -> Room | None:
    """The room further right in which the line goes on that stands at `y` in the room `before`."""
    beside = [wall for wall in walls if wall.reaches(column.left, column.right) and wall.stands_between(y, y + height)]
    rooms = _rooms(beside, column) if beside else []
    return next((room for room in rooms if room.left > before.right - _TOLERANCE), None)


def _rooms(beside: Sequence[Wall], column: Column) -> list[Room]:
    """The rooms between walls, from left to right, in places of the column; none that is too narrow for text."""
    if any(wall.whole for wall in beside):
        return []
    rooms: list[Room] = []
    start = column.left
    for left, right in [*sorted(_closed(wall, column) for wall in beside), (column.right, column.right)]:
        if left - start > _NARROWEST - _TOLERANCE:
            rooms.append(Room(start - column.left, left - column.left, column.width))
        start = max(start, right)
    if len(rooms) > 1 and any(wall.side == "largest" for wall in beside):
        return [max(rooms, key=lambda room: room.right - room.left)]
    return rooms


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
