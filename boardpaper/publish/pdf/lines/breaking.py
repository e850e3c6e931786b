"""Paragraphs broken into lines as Word breaks them: greedy, with tab stops, hanging labels and no-break spaces."""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.document import (
    Bookmark,
    Break,
    BreakKind,
    Drawing,
    Justification,
    LineRule,
    Paragraph,
    ParagraphFormat,
    RunFormat,
    TabStop,
)
from boardpaper.publish.pdf.lines.atoms import Atom, Kind, Words, label_atoms, paragraph_atoms
from boardpaper.publish.pdf.lines.boxes import Anchor, Force, Fragment, Ink, Line, Picture, Room
from boardpaper.publish.pdf.lines.setting import Setting
from boardpaper.publish.pdf.structure.elements import ParagraphRoles

# Rounding must not push a word that fits exactly to the next line.
_TOLERANCE = 0.01
# Where an exact line puts its baseline, and how much taller a picture makes its line.
_EXACT_ASCENT = 0.8
_NARROWEST = 12.0
# To look up an enum's member takes four times as long, which tells here.
_WORD, _TAB = Kind.WORD, Kind.TAB
_LEFT, _BOTH = Justification.LEFT, Justification.BOTH
_LONGEST_LEADER = 500
_BREAKS = (Kind.LINE_BREAK, Kind.PAGE_BREAK, Kind.COLUMN_BREAK)
_FORCES = {BreakKind.LINE: Force.NONE, BreakKind.PAGE: Force.PAGE, BreakKind.COLUMN: Force.COLUMN}


class _Filling(Struct, eq=False):
    """A paragraph while its lines are being filled. `x` counts from the text margin, as tab stops do.

    Lines end at the `edge`, and at `limit` where a tab has led beyond that. Where `rooms` say what is free beside
    others' shapes, the margin itself stands `shift` points further right.
    """

    format: ParagraphFormat
    mark: RunFormat
    width: float
    edge: float
    setting: Setting
    rooms: Sequence[Room] = ()
    limit: float = 0.0
    shift: float = 0.0
    lines: list[Line] = field(default_factory=list)
    current: list[Atom] = field(default_factory=list)
    x: float = 0.0
    cut: int = 0
    starts: Force = Force.NONE

    @property
    def start(self) -> float:
        """Where the current line begins."""
        return self.format.left + (0.0 if self.lines else self.format.first_line)


def line_atoms(paragraph: Paragraph, roles: ParagraphRoles | None, setting: Setting) -> list[Atom | Words]:
    """Everything that the paragraph's lines are filled with. `roles` is None in headers and footers."""
    return [*label_atoms(paragraph, roles, setting), *paragraph_atoms(paragraph, roles, setting)]


def fill_lines(
    paragraph: Paragraph, atoms: Sequence[Atom | Words], width: float, setting: Setting, rooms: Sequence[Room] = ()
) -> list[Line]:
    """The paragraph's lines in a column `width` points wide, filled with its `atoms`; at least one.

    `rooms` say what of the column is free for each line, in order, and the last of them holds for those that follow;
    without any, each has the whole column.
    """
    indent = paragraph.format
    edge = max(width - indent.right, indent.left + _NARROWEST)
    filling = _Filling(indent, paragraph.mark, width, edge, setting, rooms, edge)
    if rooms:
        _take_room(filling)
    filling.x = filling.start
    for index, atom in enumerate(atoms):
        if isinstance(atom, Words):
            _add_words(filling, atom)
        elif atom.kind is _WORD:
            _add_word(filling, atom)
        else:
            _add_other(filling, atom, atoms, index)
    if filling.current or not filling.lines or atoms[-1].kind is Kind.LINE_BREAK:
        _close(filling, filling.current, last=True)
    return filling.lines


def _take_room(filling: _Filling) -> None:
    """Narrows the line that begins to its room; an indent, and a label in it, counts from the room's left edge."""
    room = filling.rooms[min(len(filling.lines), len(filling.rooms) - 1)]
    indent = filling.format
    filling.shift = room_shift(indent, room)
    filling.edge = max(
        min(room.width - indent.right, room.right) - filling.shift, indent.left + _NARROWEST, filling.start + 1.0
    )
    filling.limit = filling.edge


def room_shift(indent: ParagraphFormat, room: Room) -> float:
    """How far right the margin stands, for a paragraph with these indents, beside what narrows the line on the left."""
    return max(room.left - max(indent.left + min(indent.first_line, 0.0), 0.0), 0.0) if room.left > 0 else 0.0


def _add_words(filling: _Filling, words: Words) -> None:
    """Fills lines with as many of the words as fit on each."""
    texts, starts, ends, breaks = words.measured
    count, at = len(texts), 0
    while at < count:
        room = (filling.limit + _TOLERANCE - filling.x) / words.ink.size
        end = bisect_right(ends, starts[at] + room, at)
        if end == count and not breaks and end - at > 1:
            # A line may end before the last word, but not after it.
            end -= 1
        if end > at:
            atom = words.part(at, end)
            filling.current.append(atom)
            filling.x += atom.advance
            if atom.breaks:
                filling.cut = len(filling.current)
            at = end
        elif filling.cut:
            _wrap(filling)
        else:
            _add_word(filling, words.part(at, at + 1))
            at += 1


def _append(filling: _Filling, atom: Atom) -> None:
    """Adds words to the line, which may be cut after them where they end a word."""
    filling.current.append(atom)
    filling.x += atom.advance
    if atom.breaks:
        filling.cut = len(filling.current)


def _add_other(filling: _Filling, atom: Atom, atoms: Sequence[Atom | Words], index: int) -> None:
    """Adds what is no word to the line, or ends the line at it."""
    if atom.kind is _TAB:
        _add_tab(filling, atom, atoms, index)
    elif atom.kind is Kind.PICTURE:
        _add_picture(filling, atom)
    elif atom.kind in (Kind.ANCHOR, Kind.NOTE, Kind.FLOAT, Kind.SHIFT):
        filling.current.append(atom)
        filling.x += atom.advance
    else:
        _add_break(filling, atom, last=index == len(atoms) - 1)


def forces_next(paragraph: Paragraph) -> Force:
    """What has to follow the paragraph, whose last inline may be a break: a new column or page."""
    for inline in reversed(paragraph.inlines):
        if not isinstance(inline, Bookmark):
            return _FORCES[inline.kind] if isinstance(inline, Break) else Force.NONE
    return Force.NONE


def _add_word(filling: _Filling, atom: Atom) -> None:
    """Adds words to the line or the next; words wider than a whole line are split, and that is told."""
    rest: Atom | None = atom
    while rest is not None:
        if filling.x + rest.width <= filling.limit + _TOLERANCE:
            _append(filling, rest)
            return
        if filling.cut:
            _wrap(filling)
        else:
            rest = _split_word(filling, rest)
            if rest is not None and rest is not atom:
                filling.setting.notices.report_broken_word(atom.text)


def _wrap(filling: _Filling) -> None:
    """Ends the line at the last place where it may end; what came after moves to the next line."""
    cut = filling.cut
    moved = filling.current[cut:]
    _close(filling, filling.current[:cut], last=False)
    for atom in moved:
        filling.current.append(atom)
        filling.x += atom.advance


def _split_word(filling: _Filling, atom: Atom) -> Atom | None:
    """Ends the line with as much of a word wider than the line as fits, at least one character; returns the rest."""
    room = filling.limit - filling.x + _TOLERANCE
    ink = atom.ink
    fits, used = 0, 0.0
    for character in atom.text:
        used += ink.face.width(character) * ink.size + ink.spacing
        if used > room:
            break
        fits += 1
    if not fits and filling.x > filling.start:
        _close(filling, filling.current, last=False)
        return atom
    fits = max(fits, 1)
    filling.current.append(_part(atom, atom.text[:fits]))
    if fits == len(atom.text):
        filling.x += atom.advance
        return None
    _close(filling, filling.current, last=False)
    return _part(atom, atom.text[fits:])


def _part(atom: Atom, text: str) -> Atom:
    """A part of a word's atom, measured anew."""
    ink = atom.ink
    bare = text.rstrip(" ")
    width = ink.face.width(bare) * ink.size + len(bare) * ink.spacing
    advance = ink.face.width(text) * ink.size + len(text) * ink.spacing
    return replace(atom, text=text, width=width, advance=advance)


def _add_picture(filling: _Filling, atom: Atom) -> None:
    """Adds a picture to the line or the next, made smaller where it is wider than lines or taller than pages."""
    room = filling.limit - filling.start
    tallest = filling.setting.measures.tallest - 2 * filling.mark.size
    share = min(
        room / atom.width if atom.width > room else 1.0, tallest / atom.height if atom.height > tallest > 0 else 1.0
    )
    if share < 1.0:
        atom = replace(atom, width=atom.width * share, advance=atom.width * share, height=atom.height * share)
    if filling.x + atom.width > filling.limit + _TOLERANCE and filling.current:
        _close(filling, filling.current, last=False)
    filling.current.append(atom)
    filling.x += atom.advance
    filling.cut = len(filling.current)


def _add_break(filling: _Filling, atom: Atom, *, last: bool) -> None:
    """Ends the line; a page or column break forces what follows, unless nothing does."""
    if atom.kind is Kind.LINE_BREAK:
        filling.current.append(atom)
        _close(filling, filling.current, last=True)
    elif not last:
        # A break before the first word moves the paragraph; it leaves no empty line behind.
        if filling.current:
            filling.current.append(atom)
            _close(filling, filling.current, last=True)
        filling.starts = Force.COLUMN if atom.kind is Kind.COLUMN_BREAK else Force.PAGE
    elif not filling.current:
        _close(filling, [], last=True)


def _add_tab(filling: _Filling, atom: Atom, atoms: Sequence[Atom | Words], index: int) -> None:
    """A tab as wide as it is to the next stop, with that stop's leader."""
    stop = _next_stop(filling)
    if stop.position > filling.limit + _TOLERANCE:
        if stop in filling.format.tabs:
            stop = _beyond_edge(filling, stop)
        elif filling.current:
            _close(filling, filling.current, last=False)
            stop = _next_stop(filling)
    gap = max(stop.position - filling.x - _before_stop(stop, atoms, index), 0.0)
    filling.current.append(replace(atom, width=gap, advance=gap, text=stop.leader))
    filling.x += gap
    filling.cut = len(filling.current)


def _beyond_edge(filling: _Filling, stop: TabStop) -> TabStop:
    """A stop beyond the right indent, as tables of contents have for their page numbers: text runs on to it.

    One beyond the margin stands at the margin, so that no text runs into the next column or cell, or off the page.
    """
    end = filling.edge if filling.rooms else max(filling.width, filling.edge)
    if stop.align != "left":
        filling.limit = end
    return replace(stop, position=min(stop.position, end))


def _next_stop(filling: _Filling) -> TabStop:
    """The next tab stop: one of the paragraph's own, its hanging indent, or a default one behind all of these."""
    x, indent = filling.x, filling.format
    stops = [stop for stop in indent.tabs if stop.position > x + _TOLERANCE and stop.align not in ("clear", "bar")]
    if indent.first_line < 0 and indent.left > x + _TOLERANCE:
        stops.append(TabStop(indent.left))
    if stops:
        return min(stops, key=lambda stop: stop.position)
    step = filling.setting.document.default_tab or 36.0
    return TabStop((int((x + _TOLERANCE) / step) + 1) * step)


def _before_stop(stop: TabStop, atoms: Sequence[Atom | Words], index: int) -> float:
    """How much of the text after a tab stands left of the stop."""
    if stop.align in ("left", "start", "num"):
        return 0.0
    advance = width = 0.0
    for following in atoms[index + 1 :]:
        atom = following if isinstance(following, Atom) else following.part(0, len(following.measured.words))
        if atom.kind is _TAB or atom.kind in _BREAKS:
            break
        if stop.align == "decimal" and atom.kind is _WORD and "." in atom.text:
            return advance + _part(atom, atom.text.partition(".")[0]).width
        width = advance + atom.width
        advance += atom.advance
    return width / 2 if stop.align == "center" else width


def _close(filling: _Filling, atoms: list[Atom], *, last: bool) -> None:
    """Ends the current line with `atoms` on it; `last` lines are never stretched."""
    filling.lines.append(_line(filling, atoms, last))
    filling.current = []
    filling.cut = 0
    filling.starts = Force.NONE
    if filling.rooms:
        _take_room(filling)
    filling.limit = filling.edge
    filling.x = filling.start


def _line(filling: _Filling, atoms: list[Atom], last: bool) -> Line:
    """The line that atoms make, aligned as the paragraph asks."""
    if len(atoms) == 1 and atoms[0].kind is _WORD:
        return _line_of_words(filling, atoms[0], last)
    inked = sum([atom.advance for atom in atoms]) - _trailing(atoms)
    after_tab = _after_last_tab(atoms)
    x, word_space = _aligned(filling, atoms[after_tab:], inked, last)
    return _placed(filling, atoms, x + filling.shift, after_tab, word_space)


def _line_of_words(filling: _Filling, atom: Atom, last: bool) -> Line:
    """A line of words in one ink, which most are."""
    x, word_space = _aligned(filling, (atom,), atom.width, last)
    width = atom.advance + (atom.text.count(" ") * word_space if word_space else 0.0)
    height, baseline = _one_ink_height(filling, atom.ink)
    fragments = (Fragment(x + filling.shift, width, atom.text, atom.ink, atom.role, word_space),)
    return Line(height, baseline, fragments, starts=filling.starts)


def _aligned(filling: _Filling, stretched: Sequence[Atom], inked: float, last: bool) -> tuple[float, float]:
    """Where a line of `inked` points begins, and how much wider the spaces between the atoms `stretched` become."""
    align = filling.format.align
    if align is _LEFT or (last and align is _BOTH and not filling.format.right_to_left):
        return filling.start, 0.0
    spare = max(filling.edge - filling.start - inked, 0.0)
    if align is _BOTH and not last:
        spaces = _spaces(stretched)
        return filling.start, spare / spaces if spaces else 0.0
    return filling.start + (spare / 2 if align is Justification.CENTRE else spare), 0.0


class _Placing(Struct, eq=False):
    """A line while its atoms get their places, from `x` on."""

    x: float
    fragments: list[Fragment] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    floats: list[Drawing] = field(default_factory=list)


def _placed(filling: _Filling, atoms: list[Atom], x: float, after_tab: int, word_space: float) -> Line:
    """Atoms from `x` on as a line; spaces after the last tab are wider by `word_space`."""
    placing = _Placing(x)
    at = 0
    while at < len(atoms):
        if atoms[at].kind is _WORD:
            at = _place_words(placing, atoms, at, 0.0 if at < after_tab else word_space)
        else:
            _place_other(placing, atoms[at])
            at += 1
    height, baseline = _vertical(filling, placing.fragments, placing.pictures)
    return Line(
        height,
        baseline,
        tuple(placing.fragments),
        tuple(placing.pictures),
        tuple(placing.anchors),
        tuple(placing.notes),
        tuple(placing.floats),
        filling.starts,
    )


def _place_words(placing: _Placing, atoms: list[Atom], start: int, word_space: float) -> int:
    """One fragment of all the words from `start` on that look and belong alike; the index behind them."""
    ink, role = atoms[start].ink, atoms[start].role
    end, width = start, 0.0
    texts: list[str] = []
    for atom in atoms[start:]:
        if atom.ink is not ink or atom.role is not role or atom.kind is not _WORD:
            break
        texts.append(atom.text)
        width += atom.advance
        end += 1
    joined = "".join(texts)
    if word_space:
        width += joined.count(" ") * word_space
    placing.fragments.append(Fragment(placing.x, width, joined, ink, role, word_space))
    placing.x += width
    return end


def _place_other(placing: _Placing, atom: Atom) -> None:
    """Places what is no word, and moves on as far as it is wide."""
    if atom.kind is _TAB:
        placing.fragments.extend(_tab_fragments(atom, placing.x))
    elif atom.kind in _BREAKS:
        # The words on both sides of a break are words of their own, also for those who listen.
        placing.fragments.append(Fragment(placing.x, 0.0, " ", atom.ink, atom.role))
    elif atom.drawing is not None and atom.kind is Kind.FLOAT:
        placing.floats.append(atom.drawing)
    elif atom.drawing is not None:
        placing.pictures.append(Picture(placing.x, atom.width, atom.height, atom.drawing, atom.role))
    elif atom.kind is Kind.ANCHOR:
        placing.anchors.append(Anchor(placing.x, atom.text))
    elif atom.kind is Kind.NOTE:
        placing.notes.append(atom.text)
    placing.x += atom.advance


def _tab_fragments(atom: Atom, x: float) -> list[Fragment]:
    """A space that keeps words apart for those who listen, and the leader for those who look."""
    fragments = [Fragment(x, atom.width, " ", atom.ink, atom.role)]
    leader = {"dot": ".", "hyphen": "-", "underscore": "_", "middleDot": "·", "heavy": "_"}.get(atom.text, "")
    if leader and atom.ink.size > 0:
        step = atom.ink.face.width(leader) * atom.ink.size
        count = min(int((atom.width - step) / step), _LONGEST_LEADER)
        if count > 0:
            start = x + atom.width - count * step
            fragments.append(Fragment(start, count * step, leader * count, atom.ink, None))
    return fragments


def _vertical(filling: _Filling, fragments: list[Fragment], pictures: list[Picture]) -> tuple[float, float]:
    """A line's height and where its baseline is."""
    inks = {fragment.ink for fragment in fragments} or {filling.setting.inks.of(filling.mark)}
    if len(inks) == 1:
        height, ascent = _one_ink_height(filling, *inks)
    else:
        height, ascent = _text_height(filling.format, inks)
    tallest = max([picture.height for picture in pictures], default=0.0)
    if tallest > ascent:
        return height - ascent + tallest, tallest
    return height, ascent


def _one_ink_height(filling: _Filling, ink: Ink) -> tuple[float, float]:
    """Height and baseline of a line in one ink, worked out once for all such lines."""
    known, key = filling.setting.inks.heights, (ink, filling.format.line_rule, filling.format.line)
    measured = known.get(key)
    if measured is None:
        measured = known[key] = _text_height(filling.format, {ink})
    return measured


def _text_height(indent: ParagraphFormat, inks: set[Ink]) -> tuple[float, float]:
    """The height of a line of words in these inks, and its baseline (17.3.1.33)."""
    ascent = max([ink.strut.ascent * ink.base_size + max(ink.lift, 0.0) for ink in inks])
    below = max([(ink.strut.descent + ink.strut.gap) * ink.base_size + max(-ink.lift, 0.0) for ink in inks])
    rule, line = indent.line_rule, indent.line
    if rule is LineRule.EXACT and line > 0:
        return line, ascent + (line - ascent - below) * _EXACT_ASCENT
    if rule is LineRule.AT_LEAST:
        height = max(ascent + below, line)
        return height, height - below
    natural = ascent + below
    height = natural * (line or 1.0)
    return height, ascent - max(natural - height, 0.0)


def _trailing(atoms: list[Atom]) -> float:
    """The width of the spaces at a line's end, which hang into the margin."""
    for atom in reversed(atoms):
        if atom.kind is _WORD:
            return atom.advance - atom.width
        if atom.kind in (_TAB, Kind.PICTURE):
            return 0.0
    return 0.0


def _spaces(atoms: Sequence[Atom]) -> int:
    """How many spaces between words could take up what a justified line has left."""
    text = "".join([atom.text for atom in atoms if atom.kind is _WORD])
    return text.rstrip(" ").count(" ")


def _after_last_tab(atoms: list[Atom]) -> int:
    """Where the atoms after the last tab begin."""
    for index in range(len(atoms) - 1, -1, -1):
        if atoms[index].kind is _TAB:
            return index + 1
    return 0
