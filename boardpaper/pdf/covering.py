"""Words of a page that lie under a dark box: nobody sees them, and everybody can copy them (ISO 32000-1, 8.5, 12.5)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, Stream

from boardpaper.pdf.boxes import Box
from boardpaper.pdf.forms import is_shown
from boardpaper.pdf.opening import BROKEN
from boardpaper.pdf.text import Matrix, Run, named_resource, transformed, watch_form
from boardpaper.pdf.trees import annotations_of, key_of

Point = tuple[float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ALL: Box = (-1e9, -1e9, 1e9, 1e9)
_NONE: Box = (0.0, 0.0, 0.0, 0.0)
# How bright a colour may be that hides words, from 0 to 1; one that is multiplied with what is below it must be darker.
_DARK, _DARK_MULTIPLIED = 0.5, 0.15
_OPAQUE = 0.9
# Rounding leaves numbers of a colour a little beside 0 and 1.
_BLACKEST, _BRIGHTEST = -0.01, 1.01
# In points. What is smaller hides no word, and many such things make a chart or a map.
_LEAST_HIGH, _LEAST_WIDE = 3.0, 6.0
_MOST_FILLS = 5_000
# A shape that fills less of the box around it is no box.
_BOXY = 0.85
_MOST_POINTS = 200
# Fewer letters under something dark are a sign in a drawing.
_LEAST_LETTERS = 3
# Where a letter is looked for, in shares of its size above the line.
_LOW, _HIGH = 0.1, 0.45
# Words drawn again so near to themselves are seen.
_SAME_PLACE = 2.0
# The height of the bands in which shapes and words are looked for, in points.
ROW = 24.0

FILLING = {"f": False, "F": False, "f*": True, "B": False, "B*": True, "b": False, "b*": True}
STROKING = frozenset({"S", "s"})
_COVERING_MODES = frozenset({"/Normal", "/Compatible"})
_DARKENING_MODES = frozenset({"/Multiply", "/Darken", "/ColorBurn"})
_COVERING_MARKS = frozenset({"/Link", "/Popup", "/Redact", "/Text", "/FileAttachment"})


class Fill(Struct, frozen=True):
    """Dark boxes painted at once, each with the sense of its outline, and how many runs stood there before."""

    boxes: tuple[tuple[Box, int], ...]
    clip: Box
    before: int
    even_odd: bool = False

    def covers(self, point: Point) -> bool:
        """Whether the point lies under the paint (8.5.3.3)."""
        if not _holds(self.clip, point):
            return False
        senses = [sense for box, sense in self.boxes if _holds(box, point)]
        return len(senses) % 2 == 1 if self.even_odd else sum(senses) != 0


class _Ink(Struct):
    """The graphics state as far as it decides what a paint hides, or shows; a brightness of None is unknown.

    What is painted lies inside `bound`; `clip` is nothing where its outline is no box.
    """

    clip: Box = _ALL
    bound: Box = _ALL
    fill: float | None = 0.0
    stroke: float | None = 0.0
    fill_space: str = "/DeviceGray"
    stroke_space: str = "/DeviceGray"
    fill_opaque: bool = True
    fill_seen: bool = True
    stroke_opaque: bool = True
    mode: str = "/Normal"
    width: float = 1.0


class Fills(Struct):
    """What watches a page being read, and notes each dark box that it paints over words (see `text.Watch`).

    With `over_all`, boxes are noted that no words of what is read stand below.
    """

    over_all: bool = False

    found: list[Fill] = field(default_factory=list)
    ink: _Ink = field(default_factory=_Ink)
    stack: list[_Ink] = field(default_factory=list)
    path: list[list[Point]] = field(default_factory=list)
    clips: bool = False

    def __call__(
        self, name: str, operands: Sequence[Object | float], ctm: Matrix, resources: Object, before: int
    ) -> None:
        """Takes one operator into account."""
        if name == "q":
            self.stack.append(replace(self.ink))
        elif name == "Q":
            self.ink = self.stack.pop() if self.stack else self.ink
        elif name in ("W", "W*"):
            self.clips = True
        elif name == "gs":
            self._set_state(named_resource(resources, Name.ExtGState, operands[0]))
        elif name == "w":
            self.ink.width = float(operands[0])
        elif name in _COLOURS:
            self._set_colour(name, operands, resources)
        elif name in ("re", "m", "l", "c", "v", "y"):
            self._draw(name, [float(each) for each in operands], ctm)
        elif name in _ENDING:
            self._paint(name, ctm, before)

    def _set_state(self, state: Object | None) -> None:
        """The entries of a graphics state (8.4.5)."""
        if not isinstance(state, Dictionary):
            return
        masked = isinstance(state.get(Name.SMask), Dictionary)
        if Name.ca in state or masked:
            self.ink.fill_opaque = not masked and float(state.get(Name.ca, 1)) >= _OPAQUE
            self.ink.fill_seen = masked or float(state.get(Name.ca, 1)) > 0
        if Name.CA in state or masked:
            self.ink.stroke_opaque = not masked and float(state.get(Name.CA, 1)) >= _OPAQUE
        if Name.BM in state:
            mode = state.BM
            self.ink.mode = key_of(mode[0] if isinstance(mode, Array) and len(mode) else mode)
        if Name.LW in state:
            self.ink.width = float(state.LW)

    def _set_colour(self, name: str, operands: Sequence[Object | float], resources: Object) -> None:
        """The brightness of the colour that is set, or the colour space in which one will be."""
        strokes = name[0].isupper()
        if name in ("cs", "CS"):
            space = _space(resources, operands[0])
            bright = 0.0 if space in _COUNTS else None
            if strokes:
                self.ink.stroke_space, self.ink.stroke = space, bright
            else:
                self.ink.fill_space, self.ink.fill = space, bright
            return
        space = _OWN_SPACES.get(name.lower()) or (self.ink.stroke_space if strokes else self.ink.fill_space)
        bright = brightness(space, operands)
        if strokes:
            self.ink.stroke_space, self.ink.stroke = space, bright
        else:
            self.ink.fill_space, self.ink.fill = space, bright

    def _draw(self, name: str, values: list[float], ctm: Matrix) -> None:
        """Goes on with the path: of a curve its end."""
        if name == "re":
            left, bottom, wide, high = values
            corners = ((left, bottom), (left + wide, bottom), (left + wide, bottom + high), (left, bottom + high))
            self.path.append([transformed(corner, ctm) for corner in corners])
            return
        end = transformed((values[-2], values[-1]), ctm)
        if name == "m" or not self.path:
            self.path.append([end])
        else:
            self.path[-1].append(end)

    def _paint(self, name: str, ctm: Matrix, before: int) -> None:
        """Ends the path: notes what it hides, and clips what follows where it was to."""
        outlines = [outline for outline in self.path if len(outline) > 1]
        if name in FILLING and self._hides(self.ink.fill, opaque=self.ink.fill_opaque):
            boxes = [_boxed(outline) for outline in outlines]
            self._note([box for box in boxes if box], whole=all(boxes), before=before, even_odd=FILLING[name])
        elif name in STROKING and self._hides(self.ink.stroke, opaque=self.ink.stroke_opaque):
            width = self.ink.width * abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]) ** 0.5
            if width >= _LEAST_HIGH:
                for box in (box for outline in outlines for box in stroke_boxes(outline, width)):
                    self._note([(box, 1)], whole=True, before=before, even_odd=False)
        if self.clips:
            boxed = [_boxed(outline) for outline in outlines]
            only = boxed[0] if len(boxed) == 1 else None
            around = box_around([point for outline in outlines for point in outline]) if outlines else _NONE
            self.ink.bound = common_box(self.ink.bound, around)
            self.ink.clip = common_box(self.ink.clip, only[0]) if only else _NONE
        self.clips = False
        self.path = []

    def _hides(self, bright: float | None, *, opaque: bool) -> bool:
        """Whether a paint of this brightness hides what is below it."""
        if bright is None or not opaque:
            return False
        if self.ink.mode in _COVERING_MODES:
            return bright < _DARK
        return self.ink.mode in _DARKENING_MODES and bright < _DARK_MULTIPLIED

    def _note(self, boxes: list[tuple[Box, int]], *, whole: bool, before: int, even_odd: bool) -> None:
        """Notes boxes painted at once, unless their path holds more than boxes."""
        large = any(box[2] - box[0] >= _LEAST_WIDE and box[3] - box[1] >= _LEAST_HIGH for box, _ in boxes)
        if whole and large and (before or self.over_all) and len(self.found) < _MOST_FILLS:
            self.found.append(Fill(tuple(boxes), self.ink.clip, before, even_odd))


_COLOURS = frozenset({"g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS"})
_ENDING = frozenset({*FILLING, *STROKING, "n"})
_OWN_SPACES = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
# How many numbers a colour has, in the spaces whose first colour is black.
_COUNTS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4, "/ICCBased": 0, "/CalGray": 1, "/CalRGB": 3}


def brightness(space: str, operands: Sequence[Object | float]) -> float | None:
    """How bright a colour is, from 0 to 1; None where that cannot be told."""
    try:
        values = [float(each) for each in operands]
    except (TypeError, ValueError):
        return None
    if space == "/Black":
        return 1 - values[0] if values else None
    if space not in _COUNTS or (_COUNTS[space] and len(values) != _COUNTS[space]):
        return None
    if space == "/ICCBased" and not all(_BLACKEST <= value <= _BRIGHTEST for value in values):
        # A profile may be of another kind of colours, such as Lab.
        return None
    if len(values) == 1:
        return values[0]
    if len(values) == 4:
        black = values[3]
        values = [1 - min(1.0, value + black) for value in values[:3]]
    if len(values) != 3:
        return None
    red, green, blue = values
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _space(resources: Object, name: Object | float) -> str:
    """The family of a colour space (8.6.3); `/Black` for an ink that is."""
    found = named_resource(resources, Name.ColorSpace, name)
    if found is None:
        return key_of(name) if isinstance(name, Object) else ""
    if isinstance(found, Array) and len(found) > 1:
        if found[0] == Name.Separation:
            return "/Black" if key_of(found[1]) in ("/Black", "/All") else "/Separation"
        return key_of(found[0])
    return key_of(found)


def page_fills(page: Object, fills: Fills, runs: int) -> list[Fill]:
    """The dark boxes that a page paints, as `fills` noted them, and those of its annotations, which lie over all."""
    found = list(fills.found)
    for annotation in annotations_of(page):
        if is_shown(annotation) and key_of(annotation.get(Name.Subtype)) not in _COVERING_MARKS:
            with suppress(*BROKEN):
                found += _annotation_fills(annotation, runs)
    return found


def _annotation_fills(annotation: Object, runs: int) -> Iterator[Fill]:
    """The dark boxes of what an annotation looks like; where it does not say so, those of its colour (12.5.6)."""
    form = _appearance(annotation)
    if form is not None:
        fills = Fills(over_all=True)
        watch_form(form, _placement(annotation, form), fills)
        yield from (replace(fill, before=runs) for fill in fills.found)
        return
    kind = key_of(annotation.get(Name.Subtype))
    key = {"/Highlight": "/C", "/FreeText": "/C", "/Square": "/IC", "/Circle": "/IC"}.get(kind, "")
    colour = annotation.get(key) if key else None
    if not isinstance(colour, Array) or not len(colour) or float(annotation.get(Name.CA, 1)) < _OPAQUE:
        return
    space = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}.get(len(colour), "")
    bright = brightness(space, list(colour))
    if bright is not None and bright < (_DARK_MULTIPLIED if kind == "/Highlight" else _DARK):
        for box in _areas(annotation, kind):
            yield Fill(((box, 1),), _ALL, runs)


def _areas(annotation: Object, kind: str) -> Iterator[Box]:
    """The boxes that an annotation colours: of a highlight those around its words."""
    quads = annotation.get(Name.QuadPoints)
    if kind == "/Highlight" and isinstance(quads, Array):
        values = [float(each) for each in quads]
        for start in range(0, len(values) - 7, 8):
            yield box_around([(values[at], values[at + 1]) for at in range(start, start + 8, 2)])
    elif isinstance(annotation.get(Name.Rect), Array) and len(annotation.Rect) == 4:
        left, bottom, right, top = (float(each) for each in annotation.Rect)
        yield box_around([(left, bottom), (right, top)])


def _appearance(annotation: Object) -> Stream | None:
    looks = annotation.get(Name.AP)
    normal = looks.get(Name.N) if isinstance(looks, Dictionary) else None
    if isinstance(normal, Dictionary) and not isinstance(normal, Stream):
        normal = normal.get(key_of(annotation.get(Name.AS)) or "/Off")
    return normal if isinstance(normal, Stream) else None


def _placement(annotation: Object, form: Stream) -> Matrix:
    """What brings an appearance, its own matrix done, into the annotation's rectangle (12.5.5, algorithm 8.1)."""
    area, box = annotation.get(Name.Rect), form.get(Name.BBox)
    if not isinstance(area, Array) or len(area) != 4 or not isinstance(box, Array) or len(box) != 4:
        return _IDENTITY
    said = form.get(Name.Matrix)
    own = [float(each) for each in said] if isinstance(said, Array) and len(said) == 6 else list(_IDENTITY)
    matrix: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5])
    across, up = [float(box[0]), float(box[2])], [float(box[1]), float(box[3])]
    drawn = box_around([transformed((x, y), matrix) for x in across for y in up])
    shown = box_around([(float(area[0]), float(area[1])), (float(area[2]), float(area[3]))])
    wide, high = drawn[2] - drawn[0], drawn[3] - drawn[1]
    if not wide or not high:
        return _IDENTITY
    by_x, by_y = (shown[2] - shown[0]) / wide, (shown[3] - shown[1]) / high
    return by_x, 0.0, 0.0, by_y, shown[0] - drawn[0] * by_x, shown[1] - drawn[1] * by_y


def covered_letters(runs: Sequence[Run], fills: Iterable[Fill]) -> int:
    """How many letters and figures lie under the boxes that were painted after them; 0 for too few to be a word."""
    rows: dict[int, list[int]] = {}
    for at, run in enumerate(runs):
        rows.setdefault(int(run.start[1] // ROW), []).append(at)
    hidden: set[tuple[int, int]] = set()
    for fill in fills:
        bottom = min(box[1] for box, _ in fill.boxes) - ROW
        top = max(box[3] for box, _ in fill.boxes)
        for row in [row for row in rows if bottom <= (row + 1) * ROW and row * ROW <= top]:
            for at in rows[row]:
                if at < fill.before:
                    hidden |= {(at, number) for number in _under(runs, at, fill)}
    return len(hidden) if len(hidden) >= _LEAST_LETTERS else 0


def _under(runs: Sequence[Run], at: int, fill: Fill) -> list[int]:
    """The letters of a run that a fill hides, by their place in it; none where it was drawn there again."""
    run = runs[at]
    under = [
        number
        for number, letter in enumerate(run.text)
        if letter.isalnum() and all(fill.covers(point) for point in _points(run, number))
    ]
    return [] if under and _is_drawn_again(runs, run, fill.before) else under


def _points(run: Run, number: int) -> Iterator[Point]:
    """Two points in a letter of a run: as many letters as it has share its length."""
    share = (number + 0.5) / len(run.text)
    x = run.start[0] + (run.end[0] - run.start[0]) * share
    y = run.start[1] + (run.end[1] - run.start[1]) * share
    for up in (_LOW * run.size, _HIGH * run.size):
        yield x - run.direction[1] * up, y + run.direction[0] * up


def _is_drawn_again(runs: Sequence[Run], run: Run, after: int) -> bool:
    """Whether the same words stand in the same place above what was painted over them."""
    return any(
        other.text == run.text
        and abs(other.start[0] - run.start[0]) < _SAME_PLACE
        and abs(other.start[1] - run.start[1]) < _SAME_PLACE
        for other in runs[after:]
    )


def _boxed(outline: Sequence[Point]) -> tuple[Box, int] | None:
    """The box that an outline is, and the sense in which it runs; None for another shape."""
    if len(outline) > _MOST_POINTS or len(outline) < 3:
        return None
    box = box_around(outline)
    around = [*outline[1:], outline[0]]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(outline, around, strict=True)) / 2
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return (box, 1 if area > 0 else -1) if whole and abs(area) >= _BOXY * whole else None


def stroke_boxes(outline: Sequence[Point], width: float) -> Iterator[Box]:
    """The boxes that a thick pen leaves along straight lines, level or upright."""
    for (x0, y0), (x1, y1) in pairwise(outline):
        if abs(y0 - y1) < 1:
            yield min(x0, x1), y0 - width / 2, max(x0, x1), y0 + width / 2
        elif abs(x0 - x1) < 1:
            yield x0 - width / 2, min(y0, y1), x0 + width / 2, max(y0, y1)


def box_around(points: Sequence[Point]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def common_box(first: Box, second: Box) -> Box:
    """What two boxes have in common."""
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, bottom, right, top) if left < right and bottom < top else _NONE


def _holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
