"""Strings and streams of a PDF as they lie in its bytes: whose use nobody says, or that nothing leads to any more."""

import hashlib
import re
from collections.abc import Iterator

from boardpaper.checks.leaks.readers.pdf_contents import Drawn, draw, literal
from boardpaper.checks.leaks.readers.pdf_letters import Letters
from boardpaper.checks.leaks.readers.pictures import is_picture
from boardpaper.checks.leaks.readers.pieces import Opener, Piece, Unread, Whole, Words
from boardpaper.checks.leaks.readers.raw import TOO_LARGE, decode_string, inflate, words_in

# A stream shorter than this may be alike by chance, such as one that only shows a picture.
_TELLING_SIZE = 400
_MOST_FONTS_TRIED = 40
_DRAWS = re.compile(rb"\bBT\b.*?(?:Tj|TJ|'|\")", re.DOTALL)
_RAW_STREAM = re.compile(rb">>\s*stream\r?\n(.*?)endstream", re.DOTALL)
_COMMENT = re.compile(rb"%(?!%EOF|PDF-)[^\r\n]{5,}")
_STRING = re.compile(
    rb"(?:/([^\s/<>\[\]{}()%]+)\s*)?(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\([^()]*\))*\))*\)|<(?!<)[0-9A-Fa-f\s]*>)",
    re.DOTALL,
)
_PLACES = {
    b"Title": "title or bookmark", b"Alt": "alternative text", b"ActualText": "replacement text",
    b"E": "expansion of an abbreviation", b"Contents": "comment or link", b"RC": "comment", b"Subj": "comment",
    b"T": "name of a field or element", b"TU": "name of a field", b"TM": "name of a field", b"V": "value of a field",
    b"DV": "value of a field", b"Opt": "value of a field", b"JS": "script", b"URI": "link",
    b"F": "attachment", b"UF": "attachment", b"Desc": "attachment", b"Author": "metadata (author)",
    b"Subject": "metadata (subject)", b"Keywords": "metadata (keywords)", b"Name": "layer", b"D": "destination",
    b"Dest": "destination", b"Summary": "table summary",
}  # fmt: skip
LABELS = frozenset({b"Author", b"Subject", b"Keywords", b"F", b"UF", b"Desc", b"T", b"TU", b"V", b"Name"})
DULL = frozenset({
    b"Producer", b"Creator", b"CreationDate", b"ModDate", b"M", b"ID", b"Lang", b"DA", b"CharSet", b"Registry",
    b"Ordering", b"OutputConditionIdentifier", b"OutputCondition", b"RegistryName", b"Info", b"Panose", b"Trapped",
    b"PTEX.Fullbanner", b"NM", b"P", b"CheckSum", b"Cert", b"ByteRange",
})  # fmt: skip


def read_leftovers(
    content: bytes, stored: set[str], strings: set[bytes], fonts: tuple[Letters, ...], depth: int, opener: Opener
) -> Iterator[Piece]:
    """What lies in the file's bytes besides the streams whose digests are `stored` and the `strings` met."""
    outside, at = [], 0
    for match in _RAW_STREAM.finditer(content):
        outside.append(content[at : match.start(1)])
        at = match.end(1)
        raw = match[1].strip(b"\r\n")
        if digest(raw) not in stored:
            yield from _leftover(raw, strings, depth, opener, fonts)
    outside.append(content[at:])
    plain = b"\n".join(outside)
    yield from loose_strings(plain, strings)
    comments = b"\n".join(_COMMENT.findall(plain))
    after = content[content.rfind(b"%%EOF") + 5 :]
    for place, text in (("comments in the file", comments), ("after the end of the file", after)):
        if text.strip():
            for words in words_in(text):
                yield Words(place, words, dull=True)


def _leftover(
    raw: bytes, strings: set[bytes], depth: int, opener: Opener, fonts: tuple[Letters, ...]
) -> Iterator[Piece]:
    """What bytes hold that no object of the file leads to."""
    place = "a part that nothing leads to"
    data = inflate(raw) if raw[:1] in b"\x08\x18\x28\x38\x48\x58\x68\x78" else raw
    if data is None:
        yield Unread(place, TOO_LARGE)
    elif re.match(rb"\s*\d+ \d+ ", data):
        # An object stream: its objects are read as such, and those overwritten are read here.
        yield from loose_strings(data, strings)
    elif data and not _is_table(data):
        yield from unknown_stream(place, data, depth, opener, fonts)


def _is_table(data: bytes) -> bool:
    """A cross-reference stream, fonts and pictures of an older version: mostly bytes that are no text."""
    sample = data[:4096]
    return sum(byte < 9 or 14 <= byte < 32 for byte in sample) * 5 > len(sample) and b"BT" not in sample


def loose_strings(content: bytes, told: set[bytes]) -> Iterator[Piece]:
    """The strings in bytes that hold PDF objects, without those `told` before, which grow."""
    found: dict[bytes, list[str]] = {}
    for key, token in strings_of(content):
        if token not in told and len(token) >= 4:
            told.add(token)
            if text := decode_string(literal(token)).strip():
                found.setdefault(key, []).append(text)
    for key, texts in found.items():
        yield Words(f"{place_of(key)}, as stored", "\n".join(texts), key in LABELS, not key or key in DULL)


def unknown_stream(place: str, data: bytes, depth: int, opener: Opener, fonts: tuple[Letters, ...]) -> Iterator[Piece]:
    """A stream whose use nobody says: a file of its own, drawing operators of a page that is gone, or bytes."""
    yield from whole_of(place, data)
    if data.startswith((b"%PDF", b"PK\3\4", b"<?xml", b"<xdp")) or is_picture(data):
        yield from opener(place, data, depth + 1)
        return
    if _DRAWS.search(data):
        for font in (None, *fonts[:_MOST_FONTS_TRIED]):
            drawn = Drawn()
            draw([data], lambda _, one=font: one, lambda _: None, drawn)  # type: ignore[misc]
            yield from drawn_words(drawn, f"{place}, a drawing")
        return
    for text in words_in(data):
        yield Words(place, text)


def whole_of(place: str, data: bytes) -> Iterator[Whole]:
    """A stream as a whole, if it is long enough to tell."""
    if len(data) >= _TELLING_SIZE:
        yield Whole(place, digest(data))


def drawn_words(drawn: Drawn, place: str) -> Iterator[Piece]:
    """What a content stream drew, as pieces."""
    if text := "".join(drawn.text).strip():
        yield Words(place, text)
    if drawn.looks:
        yield Words(
            f"{place}, by its looks", "".join(drawn.looks.get(at, shown) for at, shown in enumerate(drawn.text))
        )
    if inside := "\n".join(filter(None, map(decode_string, drawn.strings))):
        yield Words(f"{place}, marked content", inside)
    for data in drawn.inline_pictures:
        yield from whole_of(place, data)


def place_of(key: bytes) -> str:
    """What a person calls the string under a key."""
    return _PLACES.get(key, f"a string ({key.decode('utf-8', 'replace')})" if key else "a list of names")


def strings_of(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each string token in bytes that hold PDF objects, after its key."""
    for match in _STRING.finditer(content):
        yield match[1] or b"", match[2]


def digest(content: bytes) -> str:
    """The SHA-256 of `content`."""
    return hashlib.sha256(content).hexdigest()
