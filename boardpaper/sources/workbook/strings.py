"""The text of a cell as its runs make it (ECMA-376 part 1, 18.4).

The marks of notes, in raised or lowered letters, and what is struck through are taken out of it, and kept beside it:
12 with a raised 1 is twelve. Raised letters that belong to a word (km², 29th) and lowered ones (CO₂) stay.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from boardpaper.ooxml.names import Element

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Digits that are raised or lowered by themselves, without a run of their own.
_RAISED_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED_SIGNS = "₀₁₂₃₄₅₆₇₈₉"
_SIGNS = re.compile(rf"(?<=[^\s(\[,])(?:([{_RAISED_SIGNS}]+)|([{_LOWERED_SIGNS}]+))")
_PLAIN_DIGITS = str.maketrans(_RAISED_SIGNS + _LOWERED_SIGNS, "0123456789" * 2)
# What a mark of a note looks like: 1, (2), a, *, 1,2, [note 3].
_NOTE = re.compile(
    r"[\[(]?\s*(?:notes?\s*)?(?:\d{1,3}|[a-z]|[*†‡§¶#]+)(?:(?:\s*[,;&]\s*|\s+)(?:\d{1,3}|[a-z]|[*†‡§¶#]))*\s*[\])]?",
    re.IGNORECASE,
)
# A square or a cube of a unit, or of a quantity in one letter.
_POWER_OF = re.compile(r"(?:\b|\d)(?:[kcmd]?m|km|ft|in|yd|mi|[a-zA-Z])$")
# Text that is about a number: no words in it but its scale.
_NUMERIC = re.compile(
    r"[^A-Za-z]*\d[^A-Za-z]*(?:(?:k|mn?|bn|million|billion|thousand|per ?cent|pp)\b)?[^A-Za-z]*", re.IGNORECASE
)


_SCALES = ("k", "m")


class _Look(Enum):
    """How a run looks, as far as it matters to what it means."""

    PLAIN = "plain"
    RAISED = "raised"
    LOWERED = "lowered"
    STRUCK = "struck"


class Text(Struct, frozen=True):
    """The text of a cell, and what stands beside it: the marks of notes, and words that are struck through."""

    value: str
    raised: str = ""
    struck: str = ""
    is_struck: bool = False


_Piece = tuple[str, _Look]


def read_string(item: Element) -> Text:
    """The text of a shared or inline string; what is only there to be pronounced (phonetic runs) is left out."""
    space = str(item.tag).rpartition("}")[0] + "}"
    if len(item) == 1 and item[0].tag == f"{space}t":
        return plain_text(item[0].text or "")
    pieces = []
    for child in item.iterchildren(f"{space}t", f"{space}r"):
        if child.tag == f"{space}t":
            pieces.append((unescaped(child.text or ""), _Look.PLAIN))
        else:
            text = "".join(each.text or "" for each in child.iterchildren(f"{space}t"))
            pieces.append((unescaped(text), _look(child.find(f"{space}rPr"), space)))
    return _together(pieces)


@lru_cache(maxsize=4096)
def plain_text(text: str) -> Text:
    """Text in one run; remembered, since a long sheet says the same words again and again."""
    plain = unescaped(text)
    return _together([(plain, _Look.PLAIN)]) if _SIGNS.search(plain) else Text(plain)


def unescaped(text: str) -> str:
    """`text` with the signs that `_x000D_` and its like stand for (18.18.96 `ST_Xstring`)."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: _sign(int(match[1], 16)), text)
    # A sign beyond the first plane is escaped as two halves.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sign(code: int) -> str:
    """The sign of a code; nothing for those that no text can hold."""
    return "" if code in (0xFFFE, 0xFFFF) or (code < 32 and code not in (9, 10, 13)) else chr(code)


def _look(properties: Element | None, space: str) -> _Look:
    """How the properties of a run make it look."""
    if properties is None:
        return _Look.PLAIN
    struck = properties.find(f"{space}strike")
    if struck is not None and struck.get("val", "1") not in ("0", "false"):
        return _Look.STRUCK
    aligned = properties.find(f"{space}vertAlign")
    kind = "" if aligned is None else aligned.get("val", "")
    return {"superscript": _Look.RAISED, "subscript": _Look.LOWERED}.get(kind, _Look.PLAIN)


def _together(pieces: Iterable[_Piece]) -> Text:
    """The text that runs make together."""
    parts = [
        ("".join(text for text, _ in run), look) for look, run in groupby(_by_signs(pieces), key=lambda piece: piece[1])
    ]
    if not any(look is not _Look.PLAIN and text.strip() for text, look in parts):
        return Text("".join(text for text, _ in parts))
    struck = " ".join(text.strip() for text, look in parts if look is _Look.STRUCK and text.strip())
    kept = [(text, look) for text, look in parts if look is not _Look.STRUCK]
    if struck and not any(text.strip() for text, look in kept if look is _Look.PLAIN):
        return Text(struck, is_struck=True)
    value, marks = _without_marks(kept)
    return Text(value, " ".join(marks), struck)


def _by_signs(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """The pieces, with digits that are raised or lowered by themselves as pieces of their own."""
    for text, look in pieces:
        if look is not _Look.PLAIN or not _SIGNS.search(text):
            yield text, look
            continue
        start = 0
        for match in _SIGNS.finditer(text):
            yield text[start : match.start()], look
            yield match[0], _Look.RAISED if match[1] else _Look.LOWERED
            start = match.end()
        yield text[start:], look


def _without_marks(parts: list[_Piece]) -> tuple[str, list[str]]:
    """The text without the marks of notes, and these."""
    number = _NUMERIC.fullmatch("".join(text for text, look in parts if look is _Look.PLAIN)) is not None
    value, marks = "", []
    for text, look in parts:
        if look is _Look.PLAIN or not text.strip():
            value += text
        elif _is_mark(text.strip(), look, value, number=number):
            marks.append(text.strip().translate(_PLAIN_DIGITS))
        else:
            # Digits of another height are no digits of the number; it must not look as if they were.
            value += f"^{text}" if number and any(sign.isdigit() for sign in text) else text
    # A label may consist of nothing else: then it is no mark.
    return (value, marks) if value.strip() else ("".join(text for text, _ in parts), [])


def _is_mark(text: str, look: _Look, before: str, *, number: bool) -> bool:
    """Whether raised or lowered letters, which follow `before`, are the mark of a note and no part of the word.

    Beside a `number` they are, but for those that say how large it is.
    """
    if not _NOTE.fullmatch(text.translate(_PLAIN_DIGITS)):
        return False
    if number:
        return text.casefold() not in _SCALES
    after_digit = before.rstrip()[-1:].isdigit()
    if look is _Look.LOWERED:
        return after_digit
    power = text.translate(_PLAIN_DIGITS) in ("2", "3") and _POWER_OF.search(before)
    return after_digit or not power
