"""The words that the pages of a PDF draw (ISO 32000-1, 9.4)."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Stream, String, parse_content_stream

from boardpaper.pdf.fonts import PdfFont, read_font
from boardpaper.pdf.opening import BROKEN
from boardpaper.pdf.trees import page_content, read_stream, string_of

Matrix = tuple[float, float, float, float, float, float]
# Who wants to know what is painted besides words is told each operator, its operands, the transformation that holds,
# the resources, and how many runs stood there before. Marks end in the content that they begin in.
Watch = Callable[[str, Sequence[Object | float], Matrix, Object, int], None]
_UNMARKED = -1
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Forms within forms deeper than this are a trap, not a page.
_DEEPEST_FORM = 12
_MOST_FORMS = 2_000
# So much content on one page is a trap, or a drawing without words.
_MOST_CONTENT = 32 * 2**20
# A gap wider than this share of the size stands between two words; a step of more than this is a new line.
_SPACE = 0.18
_LINE = 0.4
SHOWING = frozenset({"Tj", "TJ", "'", '"'})
# What paths, paints, clips, marks and states are made with, and what shows words (8.2, table 51).
_TOLD = SHOWING | {
    "re", "m", "l", "c", "v", "y", "W", "W*", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "g", "G", "rg", "RG",
    "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS", "gs", "w", "sh", "INLINE IMAGE", "q", "Q", "BDC", "BMC", "EMC",
    "Tf", "Tr",
}  # fmt: skip


class Run(Struct, frozen=True):
    """Characters drawn at once: the marked content they are in (-1: none), where they begin and end, and their size.

    `direction` is how the text runs: (1, 0) from left to right on an unturned page.
    """

    text: str
    mcid: int
    start: tuple[float, float]
    end: tuple[float, float]
    size: float
    direction: tuple[float, float]


class _Text(Struct):
    """The text state, and the graphics state around it."""

    ctm: Matrix = _IDENTITY
    matrix: Matrix = _IDENTITY
    line: Matrix = _IDENTITY
    font: PdfFont | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class _Reader(Struct):
    """One page while it is read. `said` are strings in its marked content's properties."""

    fonts: dict[tuple[int, int], PdfFont]
    runs: list[Run] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    forms: int = 0
    watch: Watch | None = None

    def tell(
        self,
        name: str,
        operands: Sequence[Object | float],
        ctm: Matrix,
        resources: Object,
        before: int | None = None,
    ) -> None:
        """Tells who watches of an operator; of one that shows words, after `before` runs, when they have been read."""
        if self.watch is not None:
            # What is painted may be beyond understanding; the words are read all the same.
            with suppress(*BROKEN):
                self.watch(name, operands, ctm, resources, len(self.runs) if before is None else before)


def read_page(page: Object, fonts: dict[tuple[int, int], PdfFont] | None = None) -> list[Run]:
    """What a page draws, in its order; `fonts` keeps fonts between pages of one file.

    Raises:
        pikepdf.PdfError: its content cannot be read.
    """
    reader = _Reader({} if fonts is None else fonts)
    _read_content(page, page.get(Name.Resources, Dictionary()), _Text(), [_UNMARKED], reader)
    return reader.runs


class PageWords(NamedTuple):
    """What a page draws, and the strings that its marked content carries: (key, words)."""

    runs: list[Run]
    said: list[tuple[str, str]]


def read_as_far_as_possible(
    page: Object, fonts: dict[tuple[int, int], PdfFont], watch: Watch | None = None
) -> PageWords:
    """What a page draws and says; where its content cannot be read, what stands before the fault."""
    reader = _Reader(fonts, watch=watch)
    with suppress(*BROKEN):
        _read_content(page, page.get(Name.Resources, Dictionary()), _Text(), [_UNMARKED], reader)
    return PageWords(reader.runs, reader.said)


def watch_form(form: Stream, ctm: Matrix, watch: Watch) -> None:
    """Tells `watch` what a form paints where `ctm` puts it, as far as that can be read."""
    with suppress(*BROKEN):
        _read_form(form, _Text(ctm=ctm), [_UNMARKED], _Reader({}, watch=watch))


def words_of(runs: Sequence[Run]) -> str:
    """Runs as text: a space where a gap is, a new line where a line ends."""
    parts = [run.text for run in runs[:1]]
    for before, run in pairwise(runs):
        parts += _between(before, run), run.text
    return "".join(parts)


def _between(before: Run, run: Run) -> str:
    """What separates two runs of text: a line break, a space or nothing."""
    across = run.start[0] - before.end[0], run.start[1] - before.end[1]
    size = max(before.size, run.size, 0.01)
    along = across[0] * before.direction[0] + across[1] * before.direction[1]
    aside = -across[0] * before.direction[1] + across[1] * before.direction[0]
    if abs(aside) > _LINE * size or along < -size:
        return "\n"
    return " " if along > _SPACE * size and not (before.text.endswith(" ") or run.text.startswith(" ")) else ""


def _read_content(
    stream: Object, resources: Object, text: _Text, marks: list[int], reader: _Reader, depth: int = 0
) -> None:
    """Reads the text that a page's or form's operators draw into `reader`; `marks` are the identifiers open now."""
    stack: list[tuple[Matrix, PdfFont | None, float]] = []
    content = read_stream(stream, _MOST_CONTENT) if isinstance(stream, Stream) else page_content(stream, _MOST_CONTENT)
    if content is None:
        return
    outer = len(marks)
    for instruction in parse_content_stream(stream):
        name = str(instruction.operator)
        operands: Sequence[Object] = getattr(instruction, "operands", ())
        if name == "EMC" and len(marks) == outer:
            continue
        before = len(reader.runs)
        if name in ("q", "Q"):
            _save_or_restore(name, text, stack)
        elif name == "Do":
            _read_form(named_resource(resources, Name.XObject, operands[0]), text, marks, reader, depth)
        else:
            _take(name, operands, resources, text, marks, reader)
        if name in _TOLD:
            reader.tell(name, operands, text.ctm, resources, before)
    for _ in marks[outer:]:
        reader.tell("EMC", (), text.ctm, resources)


def _take(
    name: str, operands: Sequence[Object], resources: Object, text: _Text, marks: list[int], reader: _Reader
) -> None:
    """Takes an operator into account that marks content, sets the state of text, or shows some."""
    if name in ("BDC", "BMC", "EMC"):
        _mark(name, operands, resources, marks, reader)
    elif name == "Tf":
        text.font = _font(named_resource(resources, Name.Font, operands[0]), reader)
        text.size = float(operands[1])
    elif name in _STATE:
        _STATE[name](text, [float(operand) for operand in operands])
    elif name in SHOWING:
        _show(name, operands, text, marks[-1], reader)


def _save_or_restore(name: str, text: _Text, stack: list[tuple[Matrix, PdfFont | None, float]]) -> None:
    """Keeps the graphics state, or takes up the one kept last."""
    if name == "q":
        stack.append((text.ctm, text.font, text.size))
    elif stack:
        text.ctm, text.font, text.size = stack.pop()


def _mark(name: str, operands: Sequence[Object], resources: Object, marks: list[int], reader: _Reader) -> None:
    """Begins marked content with its identifier, the outer one's where it has none, or ends it."""
    if name == "EMC":
        if len(marks) > 1:
            marks.pop()
        return
    said: Object | None = operands[1] if len(operands) > 1 else None
    if isinstance(said, Name):
        said = named_resource(resources, Name.Properties, said)
    mcid = marks[-1]
    if isinstance(said, Dictionary):
        reader.said += [(key, string_of(value)) for key, value in said.items() if isinstance(value, String)]
        mcid = int(said.get(Name.MCID, mcid))
    marks.append(mcid)


def _read_form(form: Object | None, text: _Text, marks: list[int], reader: _Reader, depth: int = 0) -> None:
    """Reads a form XObject where it is drawn, as long as there are not too many, or too many inside one another."""
    if not isinstance(form, Stream) or form.get(Name.Subtype) != Name.Form:
        if isinstance(form, Stream):
            reader.tell("Do", (form,), text.ctm, form)
        return
    reader.forms += 1
    if depth >= _DEEPEST_FORM or reader.forms > _MOST_FORMS:
        return
    matrix = _matrix(form.get(Name.Matrix))
    inner = _Text(ctm=_times(matrix, text.ctm))
    resources = form.get(Name.Resources, Dictionary())
    reader.tell("q", (), inner.ctm, resources)
    layer = form.get(Name.OC)
    if isinstance(layer, Dictionary):
        reader.tell("BDC", (Name.OC, layer), inner.ctm, resources)
    box = form.get(Name.BBox)
    if isinstance(box, Array) and len(box) == 4:
        left, bottom, right, top = (float(each) for each in box)
        reader.tell("re", [left, bottom, right - left, top - bottom], inner.ctm, resources)
        reader.tell("W", (), inner.ctm, resources)
        reader.tell("n", (), inner.ctm, resources)
    _read_content(form, resources, inner, [marks[-1]], reader, depth + 1)
    if isinstance(layer, Dictionary):
        reader.tell("EMC", (), inner.ctm, resources)
    reader.tell("Q", (), inner.ctm, resources)


def named_resource(resources: Object, kind: Name, name: Object | float) -> Object | None:
    """What the resources of a kind hold under a name."""
    held = resources.get(kind, Dictionary())
    return held.get(name) if isinstance(name, Name) else None


def _font(font: Object | None, reader: _Reader) -> PdfFont | None:
    """A font of the page, read once for the whole file; None for what is none."""
    if not isinstance(font, Dictionary):
        return None
    key = font.objgen
    if key == (0, 0):
        return read_font(font)
    if key not in reader.fonts:
        reader.fonts[key] = read_font(font)
    return reader.fonts[key]


def _show(name: str, operands: Sequence[Object], text: _Text, mcid: int, reader: _Reader) -> None:
    """Adds the text of a showing operator as runs, and moves on as far as it reaches."""
    if name in ("'", '"'):
        _next_line(text, [])
    if name == '"':
        text.word_spacing, text.spacing = float(operands[0]), float(operands[1])
    shown = operands[-1]
    for piece in shown if isinstance(shown, Array) else (shown,):
        if not isinstance(piece, String):
            _advance(text, -float(piece) / 1000 * text.size * text.scale)
            continue
        start = _place(text)
        words = ""
        for characters, width, space in text.font.decode(bytes(piece)) if text.font else ():
            words += characters
            step = width / 1000 * text.size + text.spacing + (text.word_spacing if space else 0.0)
            _advance(text, step * text.scale)
        placed = _times(text.matrix, text.ctm)
        size = text.size * (placed[2] ** 2 + placed[3] ** 2) ** 0.5
        length = (placed[0] ** 2 + placed[1] ** 2) ** 0.5 or 1.0
        if words:
            direction = placed[0] / length, placed[1] / length
            reader.runs.append(Run(words, mcid, start, _place(text), abs(size), direction))


def _place(text: _Text) -> tuple[float, float]:
    """Where the next glyph stands in the page's default coordinates."""
    placed = _times((1.0, 0.0, 0.0, 1.0, 0.0, text.rise), _times(text.matrix, text.ctm))
    return placed[4], placed[5]


def _advance(text: _Text, by: float) -> None:
    """Moves on along the line, in text space."""
    text.matrix = _times((1.0, 0.0, 0.0, 1.0, by, 0.0), text.matrix)


# Of operands in excess the last ones count, as in every viewer.
def _begin(text: _Text, _: list[float]) -> None:
    text.matrix = text.line = _IDENTITY


def _move(text: _Text, by: list[float]) -> None:
    """To the start of the next line, offset from that of this one (9.4.2)."""
    text.matrix = text.line = _times((1.0, 0.0, 0.0, 1.0, by[-2], by[-1]), text.line)


def _move_leading(text: _Text, by: list[float]) -> None:
    text.leading = -by[-1]
    _move(text, by)


def _next_line(text: _Text, _: list[float]) -> None:
    _move(text, [0.0, -text.leading])


def _set_matrix(text: _Text, values: list[float]) -> None:
    text.matrix = text.line = _six(values)


def _concatenate(text: _Text, values: list[float]) -> None:
    text.ctm = _times(_six(values), text.ctm)


def _set_spacing(text: _Text, values: list[float]) -> None:
    text.spacing = values[-1]


def _set_word_spacing(text: _Text, values: list[float]) -> None:
    text.word_spacing = values[-1]


def _set_scale(text: _Text, values: list[float]) -> None:
    text.scale = values[-1] / 100


def _set_leading(text: _Text, values: list[float]) -> None:
    text.leading = values[-1]


def _set_rise(text: _Text, values: list[float]) -> None:
    text.rise = values[-1]


_STATE = {
    "BT": _begin,
    "Td": _move,
    "TD": _move_leading,
    "T*": _next_line,
    "Tm": _set_matrix,
    "cm": _concatenate,
    "Tc": _set_spacing,
    "Tw": _set_word_spacing,
    "Tz": _set_scale,
    "TL": _set_leading,
    "Ts": _set_rise,
}


def _times(first: Matrix, then: Matrix) -> Matrix:
    """One transformation, then the other (8.3.4)."""
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4],
        e * then[1] + f * then[3] + then[5],
    )


def transformed(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    """A point after a transformation."""
    x, y = point
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def _six(values: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = values[-6:]
    return a, b, c, d, e, f


def _matrix(values: Object | None) -> Matrix:
    """A matrix of six numbers; the one that changes nothing where it is not given."""
    if not isinstance(values, Array) or len(values) != 6:
        return _IDENTITY
    return _six([float(value) for value in values])
