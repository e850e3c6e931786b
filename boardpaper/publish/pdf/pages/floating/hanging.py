"""Floating shapes hung up while a page is filled, and lines set in the room that they leave."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.document import WrapKind
from boardpaper.publish.pdf.lines.boxes import Float, Hung, LineStrip, Placed, RowStrip, Strip
from boardpaper.publish.pdf.lines.shaping import reshape
from boardpaper.publish.pdf.pages.floating.places import Surroundings, place
from boardpaper.publish.pdf.pages.floating.room import Column, Wall, clearance, free_room, next_room, wall_of

# More shapes than any page shows: what is beyond them stands in the text.
MOST_ON_PAGE = 50
# How often a line is set anew because its height, and with it its room, has changed.
_MOST_SETTINGS = 4
# What a text box leaves beside its words: so far may it reach beyond the picture that it stands on.
_INSET = 7.2
_TOLERANCE = 0.01


class Site(Struct, frozen=True):
    """Where a shape hangs: what its place may count from, and the `top` and `floor` of text on the page."""

    around: Surroundings
    top: float
    floor: float


class Shapes(Struct, eq=False):
    """The shapes on a page, and the walls that keep text away from them, by number.

    A shape may stand where there is text before the place that it hangs on. Those are the `early` ones, and the page is
    filled anew when all are `known` before it begins. One that drives away the text that it hangs on is `put_off`: it
    goes to the next page with that text.
    """

    known: Mapping[int, Wall] = field(default_factory=dict)
    put_off: frozenset[int] = frozenset()
    early: dict[int, Wall] = field(default_factory=dict)
    hung: dict[int, Hung] = field(default_factory=dict)
    walls: dict[int, Wall] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.walls.update(self.known)

    def hang(self, shape: Float, site: Site, above: Iterable[Placed]) -> None:
        """Puts a shape in its place, which may be where text stands already."""
        if len(self.hung) >= MOST_ON_PAGE:
            self.hung[shape.number] = Hung(shape, *_place(shape, site))
            return
        left, top = self._cleared(shape, site, *_place(shape, site))
        self.hung[shape.number] = Hung(shape, left, top)
        wall = wall_of(shape, left, top)
        if wall is None:
            return
        if shape.number in self.known or any(_stands_in(wall, placed, site.around.page.width) for placed in above):
            self.early[shape.number] = wall
        self.walls[shape.number] = wall

    def _cleared(self, shape: Float, site: Site, left: float, top: float) -> tuple[float, float]:
        """The place of a shape, further down where it would hide another; there again where it does not fit."""
        moved = top
        for hung in sorted(self.hung.values(), key=lambda hung: hung.y):
            other = hung.shape
            apart = left + shape.width <= hung.x or left >= hung.x + other.width
            if apart or moved + shape.height <= hung.y or moved >= hung.y + other.height:
                continue
            if may_share_place(Hung(shape, left, moved), hung):
                continue
            moved = hung.y + other.height + max(shape.wrapping.distances[0], other.wrapping.distances[2])
        return (left, moved) if moved + shape.height <= site.floor else (left, top)

    def better(self) -> "Shapes | None":
        """What the page should be filled anew with; None where it may stay as it is."""
        lost = [number for number in self.known if number not in self.hung]
        put_off = self.put_off.union(lost)
        known = {number: wall for number, wall in self.early.items() if number not in put_off}
        return None if (known, put_off) == (self.known, self.put_off) else Shapes(known, put_off)

    def puts_off(self, strip: Strip) -> bool:
        """Whether a strip brings a shape that goes to the next page."""
        return bool(self.put_off) and any(shape.number in self.put_off for shape in brought_by(strip))

    def take_down(self, strip: Strip) -> None:
        """Takes down what `strip` brought, which goes to another page or column."""
        for shape in brought_by(strip):
            self.hung.pop(shape.number, None)
            self.walls.pop(shape.number, None)
            self.early.pop(shape.number, None)

    def shape(self, strips: list[Strip], at: int, column: Column, y: float, last: Placed | None) -> Strip:
        """The strip at `at`, which stands at `y` under the `last` one, as it is set in the room that is free there."""
        if self._goes_on_beside(strips, at, column, last):
            return strips[at]
        for _ in range(_MOST_SETTINGS):
            height = strips[at].height
            reshape(strips, at, free_room(self.walls.values(), column, y, height))
            if abs(strips[at].height - height) < _TOLERANCE:
                break
        return strips[at]

    def _goes_on_beside(self, strips: list[Strip], at: int, column: Column, last: Placed | None) -> bool:
        """Whether the line stands beside the one before it, on the other side of a shape, and is set there."""
        strip, above = strips[at], strips[at - 1] if at else None
        if not isinstance(strip, LineStrip) or strip.spot is None or not strip.spot.line:
            return False
        # Lines of a paragraph have no space between them; where this one has, it stood beside another line before.
        strips[at] = replace(strip, gap=0.0)
        if last is None or last.strip is not above or not isinstance(above, LineStrip) or not above.spot:
            return False
        if strip.forced or not self.walls:
            return False
        walls, before = self.walls.values(), above.spot.room(above.spot.line)
        room = next_room(walls, column, last.y, above.height, before)
        if room is None:
            return False
        reshape(strips, at, room)
        beside = strips[at]
        taller = beside.height > above.height + _TOLERANCE
        if taller and next_room(walls, column, last.y, beside.height, before) != room:
            return False
        strips[at - 1] = replace(above, keep=True)
        strips[at] = replace(beside, gap=-above.height, height=max(beside.height, above.height))
        return True

    def clearance(self, strip: Strip, column: Column, y: float, height: float) -> float:
        """How far a strip at `y` has to move down to clear the walls."""
        if not self.walls or not strip.height:
            return 0.0
        return clearance(self.walls.values(), column, _reach(strip, column.left, column.width), y, height)


def brought_by(strip: Strip) -> tuple[Float, ...]:
    """The shapes that hang on a strip."""
    return strip.floats if isinstance(strip, LineStrip) else ()


def may_share_place(one: Hung, other: Hung) -> bool:
    """Whether two shapes may lie over one another.

    Pictures make one picture, one behind the text has it over it, and a box wholly within a picture stands on it.
    """
    pictures = [hung for hung in (one, other) if hung.shape.drawing is not None]
    if len(pictures) != 1:
        return bool(pictures)
    picture, box = (one, other) if pictures[0] is one else (other, one)
    return picture.shape.wrapping.behind or _is_within(box, picture)


def _is_within(box: Hung, picture: Hung) -> bool:
    """Whether a box stands on a picture, as words on a banner do."""
    across = picture.x - _INSET <= box.x and box.x + box.shape.width <= picture.x + picture.shape.width + _INSET
    down = picture.y - _INSET <= box.y and box.y + box.shape.height <= picture.y + picture.shape.height + _INSET
    return across and down


def _place(shape: Float, site: Site) -> tuple[float, float]:
    """Where a shape stands; one that hangs on a paragraph stays above the notes, and each on the page.

    One that lets no text beside it takes its paragraph along to the next page instead of standing higher.
    """
    page = site.around.page
    left, top = place(shape.position, (shape.width, shape.height), site.around)
    lowest = page.height - shape.height
    if shape.position.down in ("paragraph", "line") and shape.height < site.floor - site.top:
        lowest = top if shape.wrapping.kind is WrapKind.TOP_AND_BOTTOM else site.floor - shape.height
    return max(min(left, page.width - shape.width), 0.0), max(min(top, lowest), 0.0)


def _stands_in(wall: Wall, placed: Placed, page_width: float) -> bool:
    """Whether a strip that is placed already stands where the wall is."""
    if not wall.stands_between(placed.y, placed.y + placed.strip.height):
        return False
    return wall.reaches(*_reach(placed.strip, placed.x, page_width - placed.x))


def _reach(strip: Strip, x: float, width: float) -> tuple[float, float]:
    """The left and right edge of what a strip at `x` takes of a column that is so wide."""
    if isinstance(strip, RowStrip):
        edges = [(cell.x, cell.x + cell.width) for cell in strip.cells] or [(0.0, 0.0)]
        return x + min(left for left, _ in edges), x + max(right for _, right in edges)
    if strip.spot is None:
        return x, x + width
    room = strip.spot.room(strip.spot.line)
    return x + room.left, x + room.right
