"""The words that a PDF content stream draws, in the order drawn, with its lines and the gaps between words."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.checks.leaks.readers.pdf_letters import Letters

# Beyond this share of an em from where the last word ended, a gap is a space; off the line by this share, a new line.
_GAP, _OFF_LINE = 0.17, 0.35
_DEEPEST, _MOST_SAVED = 60, 10_000
_OPERAND = frozenset(b"(</>0123456789+-.")
_TOKEN = re.compile(
    rb"\((?:[^()\\]+|\\.)*+\)"  # a literal string without brackets inside
    rb"|\("  # one with brackets inside, read by hand
    rb"|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]]"
    rb"|/[^\s/<>\[\]{}()%]*"
    rb"|%[^\r\n]*"
    rb"|[^\s/<>\[\]{}()%]+",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
# All but full octal codes below 400 and n, r, t, b, f and brackets, which Python reads as PDF does, and fast.
_UNUSUAL = re.compile(rb"\\(?![0-3][0-7]{2}|[nrtbf()])")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_INLINE = re.compile(rb"(?:^|\s)BI\s")
_INLINE_DATA = re.compile(rb"(?:^|[\s>])ID\s(.*?)\sEI(?=\s|$)", re.DOTALL)
# Operators that matter, each with how many operands it takes.
_OPERANDS = {
    b"Tf": 2, b"Tj": 1, b"'": 1, b'"': 3, b"Td": 2, b"TD": 2, b"Tm": 6, b"TL": 1, b"Tc": 1, b"Tw": 1, b"Do": 1,
    b"BDC": 1, b"Tz": 1,
}  # fmt: skip


class Drawn(Struct):
    """What a stream drew: its text, and strings that stand in its marked content.

    `looks` has what some of the strings in `text` look like, by their places there, where their font calls its letters
    by other names than those that a reader copies.
    """

    text: list[str] = field(default_factory=list)
    looks: dict[int, str] = field(default_factory=dict)
    strings: list[bytes] = field(default_factory=list)
    inline_pictures: list[bytes] = field(default_factory=list)


# Font, size, leading, spacing of characters and words, stretch: what `q` keeps and `Q` brings back.
_Saved = tuple[Letters | None, float, float, float, float, float]


class _State(Struct):
    font: Letters | None = None
    size: float = 1.0
    leading: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    # The matrix of the line and where the next and the last character stand, in text space.
    matrix: tuple[float, float, float, float, float, float] = (1, 0, 0, 1, 0, 0)
    pen: float = 0.0
    end: tuple[float, float] | None = None
    saved: list[_Saved] = field(default_factory=list)
    # Whether more was to be brought back than had been kept.
    emptied: bool = False
    # What has been read of an operator's operands, and of an array among them.
    operands: list[bytes] = field(default_factory=list)
    array: list[bytes] | None = None


def draw(
    contents: Sequence[bytes], fonts: Callable[[str], Letters | None], form: Callable[[str], None], drawn: Drawn
) -> None:
    """Reads `contents`, which are the parts of one stream, into `drawn`.

    `fonts` gives a font by its resource name, `form` is told of each `Do`.
    """
    if not all(map(_is_closed, contents[:-1])):
        # No part may end within a string; of programs that read on all the same, some see a line break there.
        for between in (b"\n", b""):
            _interpret(between.join(contents), _State(), fonts, form, drawn)
        return
    state = _State()
    for content in contents:
        if replace(state, saved=[]) == _State():
            state = _recalled(content, state.saved, fonts, form, drawn)
        else:
            _interpret(content, state, fonts, form, drawn)


class _Page(Struct, frozen=True):
    """What a stream drew with these fonts, each with the codes of it that it draws, and the state that it left."""

    fonts: Mapping[str, Letters | None]
    drawn: Drawn
    forms: Sequence[str]
    state: _State
    font: str


@lru_cache(maxsize=2**11)
def _read_before(digest: bytes) -> list[_Page]:
    """What was read of the stream with this digest, if anything was."""
    return []


def _recalled(
    content: bytes,
    saved: list[_Saved],
    fonts: Callable[[str], Letters | None],
    form: Callable[[str], None],
    drawn: Drawn,
) -> _State:
    """Reads a stream at whose start nothing is set, but what `Q` brings back may be `saved`.

    A pack holds the streams of its papers, between those that keep them apart from stamps: each is read once.
    """
    kept = _read_before(hashlib.sha256(content).digest())
    if not kept or not all(_reads_as(fonts(name), font) for name, font in kept[0].fonts.items()):
        kept[:] = [_read_page(content, fonts)]
    (page,) = kept
    if page.state.saved or (saved and page.state.emptied):
        # It leaves more open than a font: what follows must find the very fonts that it kept. Or it needs what is kept.
        state = _State(saved=saved)
        _interpret(content, state, fonts, form, drawn)
        return state
    drawn.looks.update((len(drawn.text) + at, look) for at, look in page.drawn.looks.items())
    drawn.text += page.drawn.text
    drawn.strings += page.drawn.strings
    drawn.inline_pictures += page.drawn.inline_pictures
    for name, font in page.fonts.items():
        if font and (own := fonts(name)):
            own.drawn |= font.drawn
    for name in page.forms:
        form(name)
    left = page.state
    font, array = fonts(page.font) if page.font else None, left.array if left.array is None else list(left.array)
    return replace(left, font=font, saved=saved, operands=list(left.operands), array=array)


def _read_page(content: bytes, fonts: Callable[[str], Letters | None]) -> _Page:
    """What a page's operators draw, the fonts that they use and the forms that they call."""
    met: dict[str, Letters | None] = {}

    def find(name: str) -> Letters | None:
        if name not in met:
            font = fonts(name)
            met[name] = font.undrawn() if font else None
        return met[name]

    drawn, forms, state = Drawn(), list[str](), _State()
    _interpret(content, state, find, forms.append, drawn)
    last = next((name for name, font in met.items() if font is state.font), "") if state.font else ""
    return _Page(met, drawn, forms, state, last)


def _reads_as(one: Letters | None, other: Letters | None) -> bool:
    """Whether two fonts give the same characters for every code."""
    return one.reads_as(other) if one and other else one is other


def _interpret(
    content: bytes,
    state: _State,
    fonts: Callable[[str], Letters | None],
    form: Callable[[str], None],
    drawn: Drawn,
) -> None:
    """Follows the operators of a stream, whatever is wrong between them."""
    content, pictures = _without_inline(content)
    drawn.inline_pictures += pictures
    operands, array = state.operands, state.array
    for token in _tokens(content):
        if token[0] in _OPERAND:
            (operands if array is None else array).append(token)
        elif token in _OPERATORS:
            _operate(token, operands, state, drawn, fonts, form)
            operands, array = [], None
        elif token == b"[":
            array = []
        elif token != b"]":
            if token == b"TJ":
                _show_array(array or [], state, drawn)
            elif token == b"cm":
                state.end = None
            operands, array = [], None
    state.operands, state.array = operands, array


def literal(token: bytes) -> bytes:
    """The bytes of a string token: `(...)` with its escapes, or `<...>`."""
    if token[:1] == b"<":
        digits = b"".join(token[1:-1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    inner = token[1:-1]
    if b"\\" not in inner:
        return inner
    if _UNUSUAL.search(inner) is None:
        return inner.replace(b"\\(", b"(").replace(b"\\)", b")").decode("unicode_escape").encode("latin-1", "replace")
    return _ESCAPE.sub(_unescaped, inner)


def _unescaped(match: re.Match[bytes]) -> bytes:
    """An escape of a literal string as the bytes that it stands for."""
    what = match[1]
    if what[0] in b"01234567":
        return bytes([int(what, 8) & 255])
    return _ESCAPED.get(what, what)


def _without_inline(content: bytes) -> tuple[bytes, list[bytes]]:
    """The operators without the data of inline pictures, and these."""
    if not _has_inline(content):
        return content, []
    return _INLINE_DATA.sub(b" EI ", content), [match[1] for match in _INLINE_DATA.finditer(content)]


def _has_inline(content: bytes) -> bool:
    """Whether a stream begins an inline picture."""
    return b"BI" in content and _INLINE.search(content) is not None


def _tokens(content: bytes) -> list[bytes]:
    """The tokens of a stream, comments left out."""
    tokens = _found_in(content)
    if b"(" in tokens:
        return list(_bracketed_tokens(content))
    return [token for token in tokens if token[:1] != b"%"] if b"%" in content else tokens


# Whether a part is closed is asked just before it is read.
@lru_cache(maxsize=2**3)
def _found_in(content: bytes) -> list[bytes]:
    return _TOKEN.findall(content)


def _bracketed_tokens(content: bytes) -> Iterator[bytes]:
    """The tokens of a stream that has strings with brackets inside."""
    resume = 0
    for match in _TOKEN.finditer(content):
        token = match.group()
        if match.start() < resume or token[:1] == b"%":
            continue
        if token == b"(":
            resume = _closing(content, match.start())
            token = content[match.start() : resume]
        yield token


@lru_cache(maxsize=2**10)
def _is_closed(content: bytes) -> bool:
    """Whether it is sure that no string and no picture goes on in the next part of the stream."""
    open_hex = b">" not in content[content.rfind(b"<") :] and b"<" in content
    return not open_hex and not _has_inline(content) and b"(" not in _found_in(content)


def _closing(content: bytes, start: int) -> int:
    """Where the literal string that opens at `start` ends."""
    depth = 0
    for match in re.compile(rb"\\.|[()]", re.DOTALL).finditer(content, start):
        depth += {b"(": 1, b")": -1}.get(match.group(), 0)
        if depth == 0 or depth > _DEEPEST:
            return match.end()
    return len(content)


def _number(token: bytes) -> float:
    """A token as a number, 0.0 where it is none."""
    try:
        return float(token)
    except ValueError:
        return 0.0


def _operate(
    token: bytes,
    operands: list[bytes],
    state: _State,
    drawn: Drawn,
    fonts: Callable[[str], Letters | None],
    form: Callable[[str], None],
) -> None:
    """Carries out one operator with its operands; one with too few does nothing."""
    if len(operands) < _OPERANDS.get(token, 0):
        return
    if token == b"Tf":
        state.font = fonts(_name(operands[-2])) or state.font
        state.size = abs(_number(operands[-1])) or 1.0
    elif token == b"Do":
        form(_name(operands[-1]))
    elif token == b"BDC":
        drawn.strings += [literal(each) for each in operands if each[:1] in b"(<" and each != b"<<"]
    else:
        _OPERATORS[token](operands, state, drawn)


def _name(token: bytes) -> str:
    """A name with its escapes as the characters that they stand for."""
    if b"#" in token:
        token = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), token)
    return token.decode("utf-8", "replace")


def _begin(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    state.matrix, state.pen = (1, 0, 0, 1, 0, 0), 0.0


def _move(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    """To the start of the next line, offset from that of this one."""
    across, up = _number(operands[-2]), _number(operands[-1])
    a, b, c, d, e, f = state.matrix
    state.matrix = (a, b, c, d, e + across * a + up * c, f + across * b + up * d)
    state.pen = 0.0


def _move_leading(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    state.leading = -_number(operands[-1])
    _move(operands, state, drawn)


def _next_line(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    """To the next line, as far below as the leading says, or the size where it says nothing."""
    _move([b"0", str(-state.leading or -state.size).encode()], state, drawn)


def _place(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    """Sets the text matrix, and with it the line."""
    a, b, c, d, e, f = map(_number, operands[-6:])
    state.matrix, state.pen = (a, b, c, d, e, f), 0.0


def _show(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    _gap(state, drawn)
    _put(operands[-1], state, drawn)
    _stop(state)


def _show_next(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    _next_line(operands, state, drawn)
    _show(operands, state, drawn)


def _show_spaced(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    state.word_space, state.char_space = _number(operands[-3]), _number(operands[-2])
    _show_next(operands, state, drawn)


def _show_array(array: list[bytes], state: _State, drawn: Drawn) -> None:
    """Strings with the steps between them, of which a wide one stands for a space."""
    _gap(state, drawn)
    for token in array:
        if token[:1] in b"(<":
            _put(token, state, drawn)
        else:
            step = -_number(token) / 1000
            state.pen += step * state.size * state.stretch
            if step > _GAP:
                drawn.text.append(" ")
    _stop(state)


def _put(token: bytes, state: _State, drawn: Drawn) -> None:
    """Adds the characters of a string, and moves on by their widths."""
    data = literal(token)
    if state.font is None:
        drawn.text.append(data.decode("cp1252", "replace"))
        return
    shown = state.font.read(data)
    spaces = data.count(b" ") if not state.font.wide else 0
    step = shown.width * state.size + shown.codes * state.char_space + spaces * state.word_space
    state.pen += step * state.stretch
    if shown.looks is not shown.text:
        drawn.looks[len(drawn.text)] = shown.looks
    drawn.text.append(shown.text)


def _gap(state: _State, drawn: Drawn) -> None:
    """The space or the new line between the last words and those that come."""
    if state.end is None:
        drawn.text.append("\n")
        return
    a, b, _, _, e, f = state.matrix
    length = (a * a + b * b) ** 0.5 or 1.0
    x, y = e + state.pen * a - state.end[0], f + state.pen * b - state.end[1]
    along, off = (x * a + y * b) / length, (y * a - x * b) / length
    em = state.size * length
    if abs(off) > _OFF_LINE * em or along < -0.5 * em:
        drawn.text.append("\n")
    elif along > _GAP * em:
        drawn.text.append(" ")


def _stop(state: _State) -> None:
    """Remembers where the words ended, so that a gap to the next ones can be told."""
    a, b, _, _, e, f = state.matrix
    state.end = (e + state.pen * a, f + state.pen * b)


def _lead(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    state.leading = _number(operands[-1])


def _space_chars(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    state.char_space = _number(operands[-1])


def _space_words(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    state.word_space = _number(operands[-1])


def _stretch(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    state.stretch = _number(operands[-1]) / 100 or 1.0


def _save(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    if len(state.saved) < _MOST_SAVED:
        spacing = state.char_space, state.word_space
        state.saved.append((state.font, state.size, state.leading, *spacing, state.stretch))


def _restore(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    if state.saved:
        state.font, state.size, state.leading, *spacing, state.stretch = state.saved.pop()
        state.char_space, state.word_space = spacing
    else:
        state.emptied = True


def _named_elsewhere(operands: list[bytes], state: _State, drawn: Drawn) -> None:
    """`Tf`, `Do` and `BDC` need more than the state; see `_operate`."""


_OPERATORS: Mapping[bytes, Callable[[list[bytes], _State, Drawn], None]] = {
    b"BT": _begin, b"Td": _move, b"TD": _move_leading, b"T*": _next_line, b"Tm": _place, b"Tj": _show,
    b"'": _show_next, b'"': _show_spaced, b"TL": _lead, b"Tc": _space_chars, b"Tw": _space_words, b"Tz": _stretch,
    b"q": _save, b"Q": _restore,
    b"Tf": _named_elsewhere, b"Do": _named_elsewhere, b"BDC": _named_elsewhere,
}  # fmt: skip
