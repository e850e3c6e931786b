"""Lists whose items are marked with letters, roman numerals or numbers in brackets, as a rule for the Markdown parser.

Such a marker also begins ordinary sentences ("A. Smith said"), so a line is the first item of a list only where
the next marker of the same style follows ("B." after "A.", "(ii)" after "(i)"), or where the text before it ends
with a colon and the marker is the first of its kind. The next marker also tells the letters i, v and x from the
numerals. A backslash makes a marker plain words: `A\\. Smith`.
"""

import re

from markdown_it.rules_block import StateBlock
from msgspec import Struct

from boardpaper.model.numerals.roman import from_roman, to_roman
from boardpaper.model.prose import ListKind

_MARKER = re.compile(
    r"(?:\((?P<bracketed>[0-9]{1,4}|[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})\)"
    r"|(?P<bare>[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})(?P<end>[.)]))(?=[ \t]+\S)"
)
_OTHER_MARKER = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_AFTER_COLON = re.compile(r":[\s*_]*(?:\{\.unnumbered\}\s*)?$")
# How far an item's later lines stand in from its marker. CommonMark asks for the column of the first line's words,
# which authors miss where markers are wide, as "(iii)" is.
SET_IN = 2


class _Marker(Struct, frozen=True):
    """A marker as typed: the label, and the punctuation before and after it."""

    label: str
    before: str
    after: str

    @property
    def typed(self) -> str:
        return f"{self.before}{self.label}{self.after}"


class _Count(Struct, frozen=True):
    """What a marker counts: `value` from 1, in `kind`, in capitals or not."""

    kind: ListKind
    value: int
    upper: bool


class _Open(Struct, frozen=True):
    """A list that is being read: the columns between which its next marker may stand, and that marker."""

    left: int
    right: int
    awaited: str


def looks_like_item(line: str) -> bool:
    """Whether `line` begins as a list item of any kind would."""
    return bool(_MARKER.match(line) or _OTHER_MARKER.match(line))


def lettered_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a lettered list into `lettered_list_open`, whose meta holds `kind` and `start`, and its items."""
    marker = _marker(state, start)
    if marker is None:
        return False
    if silent and _awaited(state, start, marker):
        return True
    if state.sCount[start] < state.blkIndent:
        return False
    count = _counted(state, start, end, marker)
    if count is None:
        return False
    if silent:
        return state.parentType != "paragraph" or count.value == 1
    _read_list(state, start, end, marker, count)
    return True


def _read_list(state: StateBlock, start: int, end: int, marker: _Marker, count: _Count) -> None:
    """Reads items from `start` as long as their letters or Roman numbers go on."""
    token = state.push("lettered_list_open", "ol", 1)
    token.meta = {"kind": count.kind, "start": count.value}
    parent, state.parentType = state.parentType, "list"
    line = start
    while True:
        following = _following(marker, count)
        line = _read_item(state, line, end, following.typed)
        if line >= end or state.sCount[line] < state.blkIndent or _marker(state, line) != following:
            break
        marker, count = following, _Count(count.kind, count.value + 1, count.upper)
    token.map = [start, line]
    state.line = line
    state.parentType = parent
    state.push("lettered_list_close", "ol", -1)


def _read_item(state: StateBlock, line: int, end: int, awaited: str) -> int:
    """Read the item that begins at `line` as blocks of its own, and return the line after it."""
    token = state.push("list_item_open", "li", 1)
    text, column = _content(state, line)
    left, inside = state.blkIndent, state.sCount[line] + SET_IN
    saved = (state.bMarks[line], state.tShift[line], state.sCount[line], state.tight, state.listIndent, left)
    opened: list[_Open] = state.env.setdefault("lettered_lists", [])
    opened.append(_Open(left, inside, awaited))
    state.listIndent, state.blkIndent, state.tight = left, inside, True
    state.bMarks[line], state.tShift[line], state.sCount[line] = text, 0, column
    state.md.block.tokenize(state, line, end)
    opened.pop()
    state.bMarks[line], state.tShift[line], state.sCount[line], state.tight, state.listIndent, state.blkIndent = saved
    token.map = [line, state.line]
    state.push("list_item_close", "li", -1)
    return state.line


def _content(state: StateBlock, line: int) -> tuple[int, int]:
    """Position and column of the words after the marker at `line`."""
    start = state.bMarks[line] + state.tShift[line]
    found = _MARKER.match(state.src, start, state.eMarks[line])
    position = found.end() if found else start
    column = state.sCount[line] + position - start
    while state.src[position] in " \t":
        column += 4 - (column + state.bsCount[line]) % 4 if state.src[position] == "\t" else 1
        position += 1
    return position, column


def _marker(state: StateBlock, line: int) -> _Marker | None:
    """The letter or Roman number that begins a line, with its brackets or full stop."""
    start = state.bMarks[line] + state.tShift[line]
    found = _MARKER.match(state.src, start, state.eMarks[line])
    if not found:
        return None
    if found["bracketed"]:
        return _Marker(found["bracketed"], "(", ")")
    return _Marker(found["bare"], "", found["end"])


def _awaited(state: StateBlock, line: int, marker: _Marker) -> bool:
    """Whether a list that is being read waits for this very marker, which therefore ends what stands before it."""
    column = state.sCount[line]
    opened: list[_Open] = state.env.get("lettered_lists", [])
    return any(entry.left <= column < entry.right and entry.awaited == marker.typed for entry in opened)


def _counted(state: StateBlock, line: int, end: int, marker: _Marker) -> _Count | None:
    """What the first marker of a list counts, or None where it begins a sentence."""
    candidates = _counts(marker.label)
    typed = {_following(marker, count).typed: count for count in candidates}
    found = _next_marker(state, line, end, frozenset(typed))
    if found:
        return typed[found]
    if not _AFTER_COLON.search(_text_before(state, line)):
        return None
    return next((count for count in candidates if count.value == 1), None)


def _next_marker(state: StateBlock, line: int, end: int, wanted: frozenset[str]) -> str:
    """Look for one of `wanted` at the head of the next item; empty where the list would end without it."""
    column = state.sCount[line] + SET_IN
    after_blank = False
    for following in range(line + 1, end):
        if state.isEmpty(following):
            after_blank = True
        elif state.sCount[following] >= column:
            after_blank = False
        else:
            marker = _marker(state, following)
            if marker and marker.typed in wanted and state.sCount[following] >= state.blkIndent:
                return marker.typed
            if after_blank or marker or _begins_other_item(state, following):
                return ""
    return ""


def _begins_other_item(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return _OTHER_MARKER.match(state.src, start, state.eMarks[line]) is not None


def _text_before(state: StateBlock, line: int) -> str:
    """The last line with text above a line; "" at the beginning."""
    before = line - 1
    while before >= 0 and state.isEmpty(before):
        before -= 1
    return state.src[state.bMarks[before] : state.eMarks[before]] if before >= 0 else ""


def _counts(label: str) -> tuple[_Count, ...]:
    """Every reading of `label`: a numeral before a letter, since (i) is far more often one than nine."""
    if label.isdigit():
        return (_Count(ListKind.DECIMAL, int(label), False),)
    upper = label.isupper()
    found = []
    value = from_roman(label.lower())
    if value:
        found.append(_Count(ListKind.ROMAN, value, upper))
    if len(label) == 1:
        found.append(_Count(ListKind.LETTER, ord(label.lower()) - ord("a") + 1, upper))
    return tuple(found)


def _following(marker: _Marker, count: _Count) -> _Marker:
    """The marker that comes next in the same style; its label is empty after z."""
    value = count.value + 1
    if count.kind is ListKind.DECIMAL:
        label = str(value)
    elif count.kind is ListKind.ROMAN:
        label = to_roman(value)
    else:
        label = chr(ord("a") + value - 1) if value <= 26 else ""
    return _Marker(label.upper() if count.upper else label, marker.before, marker.after)
