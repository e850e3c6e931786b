"""Words of a page that nobody sees and everybody can copy: in a hidden layer, cut away, without ink, white on white.

What is drawn without ink over a picture is what a scanner has read in it, and no secret; nor are words that the page
shows as well (ISO 32000-1, 8.11, 9.3.6, 14.11.2).
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace
from pikepdf import Dictionary, Name, Object, Stream

from boardpaper.model.pack import Unseen
from boardpaper.model.pattern import compiled
from boardpaper.pdf.boxes import Box, page_box, visible_box
from boardpaper.pdf.covering import FILLING, ROW, STROKING, Fills, box_around, common_box, stroke_boxes
from boardpaper.pdf.text import SHOWING, Matrix, Run, named_resource, transformed, words_of

# From 0 for black to 1.
_WHITE = 0.97
# More paints make a map or a drawing; what is white or without ink on such a page is not told.
_MOST_PAINTS = 20_000
_LEAST_WIDE = 3.0
# Blending in which white leaves what is below as it is.
_PLAIN = frozenset({"/Normal", "/Compatible", "/Multiply", "/Darken"})
_FILLED, _STROKED, _BOTH, _INKLESS = frozenset({0, 4}), frozenset({1, 5}), frozenset({2, 6}), 3
# Fewer letters and figures are a sign in a drawing.
_LEAST_LETTERS = 3
_LONGEST_MARK = 200
_WORD = re.compile(r"\w+")
# What printers and programs put on a page for themselves: its number, a file's name, a day and time, names of inks, the
# name of a mark, who made the program.
_MARK = (
    r"(?:page|seite|p\.?)?\s*\d{1,4}(?:\s*(?:of|/|-)\s*\d{1,4})?"
    r"|[\w.() -]{1,80}\.(?:indd|indb|qxp|qxd)\b[\s\d/.:,apm-]*(?:uhr|page \w{1,8})?"
    r"|[\d/.:, apm-]+|(?:(?:process )?(?:cyan|magenta|yellow|black|key)\b[\s,+]*)+|pantone.{0,30}|[cmyk ]+"
    r"|composite|trim|bleed|crop marks?|fold|powered by tcpdf \(www\.tcpdf\.org\)|[\w ]*utsrqponml?k[\w ]*"
)


class _State(Struct, frozen=True):
    """How words are shown from a run on: why nobody may see them, and whether it is known how wide they are."""

    first: int
    why: Unseen | None
    measured: bool


class Shows(Struct):
    """What watches a page being read, and notes how its words are shown (see `text.Watch`); it is told before `fills`.

    `hidden` says of optional content whether it is.
    """

    fills: Fills
    hidden: Callable[[Object], bool]

    marks: list[bool] = field(default_factory=list)
    mode: int = 0
    drawn: bool = False
    stack: list[tuple[int, bool, bool]] = field(default_factory=list)
    paints: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    measured: bool = False
    states: list[_State] = field(default_factory=list)

    def __call__(
        self, name: str, operands: Sequence[Object | float], ctm: Matrix, resources: Object, before: int
    ) -> None:
        """Takes one operator into account."""
        if name in SHOWING:
            self.states.append(_State(before, self._why(), self.measured))
        elif name in _MARKING:
            self._mark(name, operands, resources)
        elif name in FILLING or name in STROKING:
            self._paint(name, ctm)
        elif name in _PICTURES:
            self._picture(name, operands, ctm)
        elif name == "q":
            self.stack.append((self.mode, self.drawn, self.measured))
        elif name == "Q" and self.stack:
            self.mode, self.drawn, self.measured = self.stack.pop()
        elif name == "Tr":
            self.mode = int(operands[0])
        elif name == "Tf":
            font = named_resource(resources, Name.Font, operands[0])
            # Its glyphs are drawings of their own, in colours of their own (9.6.5).
            self.drawn = isinstance(font, Dictionary) and font.get(Name.Subtype) == Name.Type3
            self.measured = isinstance(font, Dictionary) and (Name.Widths in font or Name.DescendantFonts in font)

    def _why(self) -> Unseen | None:
        """Why words that are shown now might not be seen; None for words with ink."""
        ink = self.fills.ink
        if any(self.marks):
            return Unseen.LAYER
        if self.drawn:
            return None
        if self.mode == _INKLESS or (self.mode in _FILLED and not ink.fill_seen):
            return Unseen.INKLESS
        filled = self.mode in _FILLED | _BOTH
        stroked = self.mode in _STROKED | _BOTH
        white = (not filled or _is_white(ink.fill)) and (not stroked or _is_white(ink.stroke))
        return Unseen.WHITE if (filled or stroked) and white and ink.mode in _PLAIN else None

    def _mark(self, name: str, operands: Sequence[Object | float], resources: Object) -> None:
        """Begins or ends marked content, which may be optional (8.11.3.2)."""
        if name == "EMC":
            if self.marks:
                self.marks.pop()
            return
        said: Object | float | None = operands[1] if len(operands) > 1 else None
        if isinstance(said, Name):
            said = named_resource(resources, Name.Properties, said)
        optional = bool(operands) and operands[0] == Name.OC and isinstance(said, Dictionary)
        self.marks.append(optional and isinstance(said, Dictionary) and self.hidden(said))

    def _paint(self, name: str, ctm: Matrix) -> None:
        """Notes where something is painted on which white words are seen, or which words without ink may tell of."""
        ink = self.fills.ink
        outlines = [outline for outline in self.fills.path if len(outline) > 1]
        if any(self.marks) or max(len(self.paints), len(self.lines)) > _MOST_PAINTS:
            return
        boxes = [common_box(box_around(outline), ink.bound) for outline in outlines]
        if name in FILLING and ink.fill_seen and not _is_white(ink.fill):
            self.paints += boxes
        if name not in _FILL_ALONE:
            self.lines += boxes
            width = ink.width * abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]) ** 0.5
            if width >= _LEAST_WIDE and not _is_white(ink.stroke):
                self.paints += [box for outline in outlines for box in stroke_boxes(outline, width)]

    def _picture(self, name: str, operands: Sequence[Object | float], ctm: Matrix) -> None:
        """Notes where a picture or a shading is."""
        picture = operands[0] if name == "Do" else None
        layer = picture.get(Name.OC) if isinstance(picture, Stream) else None
        if any(self.marks) or (isinstance(layer, Dictionary) and self.hidden(layer)):
            return
        corners = [transformed((x, y), ctm) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        bound = self.fills.ink.bound
        self.paints.append(bound if name == "sh" else common_box(box_around(corners), bound))


_MARKING = frozenset({"BDC", "BMC", "EMC"})
_PICTURES = frozenset({"Do", "INLINE IMAGE", "sh"})
_FILL_ALONE = frozenset({"f", "F", "f*"})
WATCHED = SHOWING | _MARKING | _PICTURES | STROKING | FILLING.keys() | {"q", "Q", "Tr", "Tf"}
"""The operators that `Shows` wants to be told of."""


def _is_white(bright: float | None) -> bool:
    return bright is not None and bright >= _WHITE


class SortedWords(Struct, frozen=True):
    """The lines of a page that a reader sees, and those that nobody sees and that say what the page does not show."""

    seen: frozenset[str]
    unseen: tuple[tuple[Unseen, tuple[str, ...]], ...]

    def untold(self, elsewhere: Container[str]) -> Iterator[tuple[Unseen, str]]:
        """What nobody sees on this page, nor among the lines of `elsewhere`, with why."""
        for why, lines in self.unseen:
            text = " ".join(line for line in lines if line.casefold() not in elsewhere)
            if sum(letter.isalnum() for letter in text) >= _LEAST_LETTERS:
                yield why, text


def sort_words(runs: Sequence[Run], shows: Shows, page: Object, whole: str) -> SortedWords:
    """The words of a page, which are `whole` in one, sorted by whether a reader sees them."""
    ground = _Ground(shows)
    shown, sheet = visible_box(page), page_box(page, "/MediaBox")
    if shown == sheet:
        sheet = None
    seen: list[Run] = []
    unseen: dict[Unseen, list[Run]] = {}
    for run, state in _with_states(runs, shows.states):
        why = state.why
        if why in (Unseen.INKLESS, Unseen.WHITE) and ground.holds(run, drawn=why is Unseen.INKLESS):
            why = None
        inside, outside = (run, None) if why is not None or sheet is None else _cut(run, state, shown, sheet)
        if outside is not None:
            unseen.setdefault(Unseen.CROPPED, []).append(outside)
        if inside is not None:
            (seen if why is None else unseen.setdefault(why, [])).append(inside)
    text = words_of(seen) if unseen else whole
    known = _neighbours(text) if unseen else set()
    told = ((why, tuple(_untold(unseen[why], known))) for why in Unseen if why in unseen)
    return SortedWords(
        frozenset(" ".join(line.casefold().split()) for line in text.splitlines()),
        tuple((why, lines) for why, lines in told if lines),
    )


def _with_states(runs: Sequence[Run], states: Sequence[_State]) -> Iterator[tuple[Run, _State]]:
    """Each run with how it is shown."""
    at, state = 0, _State(0, None, measured=False)
    for number, run in enumerate(runs):
        while at < len(states) and states[at].first <= number:
            state = states[at]
            at += 1
        yield run, state


class _Ground:
    """Where a page is painted, looked up row by row."""

    def __init__(self, shows: Shows) -> None:
        self._shows = shows
        self._rows: dict[bool, dict[int, list[Box]]] = {}

    def holds(self, run: Run, *, drawn: bool) -> bool:
        """Whether something is painted where a run stands; with `drawn` lines count too."""
        if max(len(self._shows.paints), len(self._shows.lines)) > _MOST_PAINTS:
            return True
        if drawn not in self._rows:
            boxes = [*self._shows.paints, *(self._shows.lines if drawn else ())]
            self._rows[drawn] = _rows(sorted(boxes, key=_area, reverse=True))
        rows = self._rows[drawn]
        everywhere = rows.get(_EVERYWHERE, ())
        return any(
            _holds(box, point) for point in _places(run) for box in (*everywhere, *rows.get(int(point[1] // ROW), ()))
        )


_FAR = 1e9
_EVERYWHERE = -(10**9)
_TALL = 100


def _rows(boxes: Sequence[Box]) -> dict[int, list[Box]]:
    rows: dict[int, list[Box]] = {}
    for box in boxes:
        first, last = int(box[1] // ROW), int(box[3] // ROW)
        for row in range(first, last + 1) if last - first < _TALL else (_EVERYWHERE,):
            rows.setdefault(row, []).append(box)
    return rows


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _places(run: Run, shares: Iterable[float] = (0.5, 0.1, 0.9)) -> Iterator[tuple[float, float]]:
    """Points within the letters of a run, at these shares of its length."""
    up = 0.3 * run.size
    for share in shares:
        x = run.start[0] + (run.end[0] - run.start[0]) * share
        y = run.start[1] + (run.end[1] - run.start[1]) * share
        yield x - run.direction[1] * up, y + run.direction[0] * up


def _cut(run: Run, state: _State, shown: Box, sheet: Box) -> tuple[Run | None, Run | None]:
    """What of a run lies in the part that is shown, and what beside it on the sheet that this was cut from.

    Beside the sheet is nothing that anybody could show. Of words in a font that does not tell its widths it is known
    how high they stand, and not how far they reach.
    """
    if not state.measured:
        shown = _widened(run, shown)
    if all(_holds(shown, point) for point in _places(run, (0.0, 1.0))):
        return run, None
    count = len(run.text)
    places = _places(run, [(number + 0.5) / count for number in range(count)])
    outside = [not _holds(shown, point) and _holds(sheet, point) for point in places]
    return _letters(run, [not out for out in outside]), _letters(run, outside)


def _widened(run: Run, shown: Box) -> Box:
    """The part of a page that is shown, without an end in the direction in which a run is read."""
    left, bottom, right, top = shown
    if abs(run.direction[0]) > abs(run.direction[1]):
        return -_FAR, bottom, _FAR, top
    return left, -_FAR, right, _FAR


def _letters(run: Run, wanted: Sequence[bool]) -> Run | None:
    """A run of only some of its letters; None for none."""
    text = "".join(letter for letter, want in zip(run.text, wanted, strict=True) if want)
    return replace(run, text=text) if text.strip() else None


def _untold(runs: Sequence[Run], known: set[tuple[str, ...]]) -> Iterator[str]:
    """The lines of runs whose words do not stand beside each other in what is `known`, and are not for printers."""
    for line in words_of(runs).splitlines():
        words = " ".join(line.split())
        marked = len(words) <= _LONGEST_MARK and compiled(_MARK, re.IGNORECASE).fullmatch(words) is not None
        if words and not marked and not _neighbours(words) <= known:
            yield words


def _neighbours(text: str) -> set[tuple[str, ...]]:
    """Each word of a text, and each two that follow one another."""
    words = _WORD.findall(text.casefold())
    return {*((word,) for word in words), *pairwise(words)}
