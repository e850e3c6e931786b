"""Floating shapes hung up while a page is filled, and lines set in the room that they leave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from boardpaper.model.document import WrapKind
from boardpaper.publish.boxes import Float, Hung, LineStrip, Placed, RowStrip, Strip
from boardpaper.publish.floats import Surroundings, place
from boardpaper.publish.shaping import reshape
from boardpaper.publish.walls import Column, Wall, clearance, free_room, wall_of

# Walls by page, from 0, and by the number of the shape that they belong to.
Walls = dict[tuple[int, int], Wall]

# How often a line is set anew because its height, and with it its room, has changed.
_MOST_SETTINGS = 4
_TOLERANCE = 0.01


class Site(NamedTuple):
    """Where a shape hangs: what its place may count from, and the `top` and `floor` of text on the page."""

    around: Surroundings
    top: float
    floor: float


@dataclass(slots=True, eq=False)
class Shapes:
    """The shapes on the page with this index, and the walls that keep text away from them, by number.

    `known` are walls of shapes that the pass before put above the text which they hang on, `early` those of this pass.
    """

    page: int
    known: Walls
    early: Walls
    hung: dict[int, Hung] = field(default_factory=dict)
    walls: dict[int, Wall] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.walls.update({number: wall for (page, number), wall in self.known.items() if page == self.page})

    def hang(self, shape: Float, site: Site, above: Iterable[Placed]) -> None:
        """Puts a shape in its place, which may be where text stands already: that has to know of it beforehand."""
        left, top = _place(shape, site)
        self.hung[shape.number] = Hung(shape, left, top)
        wall = wall_of(shape, left, top)
        if wall is None:
            return
        key = (self.page, shape.number)
        if key in self.known or any(_stands_in(wall, placed, site.around.page.width) for placed in above):
            self.early[key] = wall
        self.walls[shape.number] = wall

    def take_down(self, strip: Strip) -> None:
        """Takes down what `strip` brought, which goes to another page or column."""
        for shape in brought_by(strip):
            self.hung.pop(shape.number, None)
            self.walls.pop(shape.number, None)
            self.early.pop((self.page, shape.number), None)

    def shape(self, strips: list[Strip], at: int, column: Column, y: float) -> Strip:
        """The strip at `at`, which stands at `y`, as it is set in the room that is free there."""
        for _ in range(_MOST_SETTINGS):
            height = strips[at].height
            reshape(strips, at, free_room(self.walls.values(), column, y, height))
            if abs(strips[at].height - height) < _TOLERANCE:
                break
        return strips[at]

    def clearance(self, strip: Strip, column: Column, y: float, height: float) -> float:
        """How far a strip at `y` has to move down to clear the walls."""
        if not self.walls or not strip.height:
            return 0.0
        return clearance(self.walls.values(), column, _reach(strip, column.left, column.width), y, height)


def brought_by(strip: Strip) -> tuple[Float, ...]:
    """The shapes that hang on a strip."""
    return strip.floats if isinstance(strip, LineStrip) else ()


def stacked(strips: Iterable[Strip], x: float, y: float) -> Iterator[Placed]:
    """Strips one below the other from `y` down."""
    for strip in strips:
        y += strip.gap
        yield Placed(strip, x, y)
        y += strip.height


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
