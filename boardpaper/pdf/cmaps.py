"""Character maps of PDF fonts: what codes stand for, and which glyphs they choose (ISO 32000-1, 9.7.5, 9.10.3)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct, field
from pikepdf import Name, Object, Stream

from boardpaper.pdf.glyph_names import SURROGATES, characters_of, spelled
from boardpaper.pdf.opening import BROKEN
from boardpaper.pdf.trees import read_stream

# The largest character map that is read: an honest one maps 65,536 codes.
_MOST_MAP = 4 * 2**20
_MOST_CODES = 70_000
_SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange|cidchar|cidrange)(.*?)end\1", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])|/([^\s/<>\[\]{}()%]+)|(?<![\w<])(\d+)(?![\w>])")
_UNICODE_CODES = re.compile(r"/Uni\w+-(?:UCS2|UTF16)-[HV]")
# Two bytes a code, each the number of a glyph; also where there is no telling.
_TWO_BYTES = ((b"\0\0", b"\xff\xff"),)
# A text that holds only these says nothing.
_MEANINGLESS = "\0\ufffd\ufffe\uffff"
_PRIVATE = re.compile("[\ue000-\uf8ff]+")

_Token = bytes | str | int


class CodeMap(Struct, frozen=True):
    """How the codes of a composite font are told apart, first and last of each range, and the CIDs that they choose.

    No `cids`: each code is its CID. `unicode` says that each code is a character's UTF-16.
    """

    ranges: Sequence[tuple[bytes, bytes]] = _TWO_BYTES
    cids: Mapping[int, int] = field(default_factory=dict)
    unicode: bool = False


def read_to_unicode(stream: Object | None) -> dict[int, str]:
    """The characters of each code by `ToUnicode`, ligatures as letters; what is damaged is as if it were not there."""
    texts: dict[int, str] = {}
    for kind, tokens in _sections(stream):
        pairs: Iterator[tuple[int, str]]
        if kind == b"bfchar":
            pairs = ((_number(code), _text(text)) for code, text in zip(tokens[::2], tokens[1::2], strict=False))
        elif kind == b"bfrange":
            pairs = _ranges(tokens)
        else:
            continue
        for code, text in pairs:
            if text.strip(_MEANINGLESS):
                texts[code] = spelled(text)
            if len(texts) > _MOST_CODES:
                return texts
    return texts


def with_plain(told: Mapping[int, str], drawn: Mapping[int, str]) -> dict[int, str]:
    """The characters of codes as told, and as drawn where nothing is told, or only characters for private use."""
    return {**drawn, **{code: text for code, text in told.items() if code not in drawn or not _PRIVATE.fullmatch(text)}}


def read_code_map(encoding: Object | None) -> CodeMap:
    """The character map that a composite font's `Encoding` names or holds; the known CJK ones are not at hand."""
    if isinstance(encoding, Name) and _UNICODE_CODES.fullmatch(str(encoding)):
        return CodeMap(unicode=True)
    ranges: list[tuple[bytes, bytes]] = []
    cids: dict[int, int] = {}
    for kind, tokens in _sections(encoding):
        if kind == b"codespacerange":
            bounds = [token for token in tokens if isinstance(token, bytes)]
            ranges += [(low, high) for low, high in zip(bounds[::2], bounds[1::2], strict=False) if low]
        elif kind == b"cidchar":
            cids.update((_number(code), _number(cid)) for code, cid in zip(tokens[::2], tokens[1::2], strict=False))
        elif kind == b"cidrange":
            rest = iter(tokens)
            for first, last, cid in zip(rest, rest, rest, strict=False):
                cids.update((_number(first) + by, _number(cid) + by) for by in range(_count(first, last)))
        if len(cids) > _MOST_CODES:
            break
    return CodeMap(tuple(ranges) or _TWO_BYTES, cids)


def _sections(stream: Object | None) -> Iterator[tuple[bytes, list[_Token]]]:
    """The kind and the tokens of each section of a character map; none where it cannot be read."""
    if not isinstance(stream, Stream):
        return
    content = b""
    with suppress(*BROKEN):
        content = read_stream(stream, _MOST_MAP) or b""
    for kind, body in _SECTION.findall(content):
        yield kind, [_token(*found) for found in _ENTRY.findall(body)]


def _token(digits: bytes, bracket: bytes, name: bytes, number: bytes) -> _Token:
    """A string's bytes, a name, bracket or number as a token."""
    if bracket or name:
        return (bracket or name).decode("latin-1")
    if number:
        return int(number)
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _ranges(tokens: Sequence[_Token]) -> Iterator[tuple[int, str]]:
    """`<first> <last> <text>` or `<first> <last> [<text> ...]`."""
    rest = iter(tokens)
    for first, last, text in zip(rest, rest, rest, strict=False):
        start = _number(first)
        if text == "[":
            listed = list(iter(lambda: next(rest, "]"), "]"))
            yield from ((start + by, _text(each)) for by, each in enumerate(listed[: _count(first, last)]))
        elif meaning := _text(text):
            letter = ord(meaning[-1])
            for by in range(min(_count(first, last), 0x110000 - letter)):
                if letter + by not in SURROGATES:
                    yield start + by, meaning[:-1] + chr(letter + by)


def _count(first: _Token, last: _Token) -> int:
    """How many codes a range holds, no more than any font has."""
    return max(0, min(_number(last) - _number(first) + 1, _MOST_CODES))


def _number(token: _Token) -> int:
    """A token as a number: a string is read as one, most significant byte first."""
    if isinstance(token, bytes):
        return int.from_bytes(token, "big")
    return token if isinstance(token, int) else 0


def _text(token: _Token) -> str:
    """Characters given as UTF-16, or as one byte of Latin 1 by programs that know no better, or by a glyph's name."""
    if isinstance(token, bytes):
        return token.decode("utf-16-be", "replace") if len(token) > 1 else token.decode("latin-1")
    return characters_of(token) if isinstance(token, str) else ""
