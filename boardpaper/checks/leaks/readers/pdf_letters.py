"""The strings that a PDF shows, read in a font: quickly, with what each code may mean, and which codes were met."""

import codecs
import re
import struct
import unicodedata
from collections.abc import Mapping, Sequence
from copy import copy
from typing import NamedTuple

from pikepdf import Object

from boardpaper.pdf.fonts import PdfFont, read_font

# A character whose font does not say what it is becomes one of these letters, so that a passage carried from file to
# file with its codes is still the same passage.
_NAMELESS, _MOST_CODE = 0x20000, 0xFFFF
# What cannot be read: the letters above, and U+FFFD. One among letters, or some in a row, belong to a word; one that
# stands alone or at a word's end is a bullet, a tick or an arrow, of which fonts often do not say what it is.
_UNREAD = "[\U00020000-\U0002ffff\ufffd]"
_UNREAD_PART = re.compile(rf"{_UNREAD}{{2,}}|(?<=\w){_UNREAD}(?=\w)")
_UNREAD_LETTER = re.compile(_UNREAD)
_UNREAD_WORD = re.compile(rf"\S*{_UNREAD}\S*")
# Characters for private use say as little; programs give them to bullets and to signs in formulas.
_PRIVATE_WORD = re.compile("[\ue000-\uf8ff]{3,}")
# So many different letters of a page, each drawn by itself, may be a word as well.
_WORD, _ALPHABET = 3, 4
# Of a page's letters another reading may count so many fewer and still have all; of those unread some may be spaces.
_ENOUGH, _ENOUGH_UNREAD = 0.98, 0.7


# What says in a table of Python's that a byte is no character.
_UNDEFINED = "\ufffe"


class Shown(NamedTuple):
    """A string operand as text, as its glyphs look where that is another text, its width in ems, and how many codes."""

    text: str
    looks: str
    width: float
    codes: int


class Letters:
    """A font as met; `drawn` collects the codes met."""

    __slots__ = ("_ems", "_length", "_looks", "_table", "_texts", "drawn", "meaning")

    def __init__(self, meaning: PdfFont) -> None:
        self.meaning = meaning
        self.drawn: set[int] = set()
        self._length = meaning.code_length
        self._texts = _Texts(meaning.characters)
        differing = {code: text for code, text in meaning.glyphs.items() if self._differs(code, text)}
        self._looks = _Texts({**meaning.characters, **differing}) if differing else None
        self._table = self._texts.table() if self._length == 1 else ""
        self._ems = _Ems(meaning.widths, meaning.default_width)

    @property
    def wide(self) -> bool:
        """Whether no code is the single byte 32, which word spacing widens."""
        return self._length != 1

    def read(self, data: bytes) -> Shown:
        """The text of a string operand."""
        numbers = self._numbers(data)
        self.drawn.update(numbers)
        if self._table:
            text = codecs.charmap_decode(data, "strict", self._table)[0]
        else:
            text = "".join(map(self._texts.__getitem__, numbers))
        looks = "".join(map(self._looks.__getitem__, numbers)) if self._looks else text
        return Shown(text, looks, sum(map(self._ems.__getitem__, numbers)) / 1000, len(numbers))

    def undrawn(self) -> "Letters":
        """The same font, none of whose characters has been met."""
        same = copy(self)
        same.drawn = set()
        return same

    def reads_as(self, other: "Letters") -> bool:
        """Whether both fonts read every string alike."""
        one, two = self.meaning, other.meaning
        return (
            one.ranges == two.ranges
            and one.characters == two.characters
            and one.glyphs == two.glyphs
            and (one.widths, one.default_width) == (two.widths, two.default_width)
        )

    def has_idle_codes(self) -> bool:
        """Whether the font maps characters that nothing read so far draws."""
        told = {code for code, text in self.meaning.characters.items() if text.strip("\0\ufffd \xa0")}
        return bool(told - self.drawn)

    def _numbers(self, data: bytes) -> Sequence[int]:
        """The codes of a string as numbers."""
        if self._length == 1:
            return data
        if self._length == 2:
            return struct.unpack_from(f">{len(data) // 2}H", data)
        return [int.from_bytes(code, "big") for code in self.meaning.codes(data)]

    def _differs(self, code: int, look: str) -> bool:
        """Whether a code looks otherwise than it is said to read."""
        text = self.meaning.characters.get(code, "")
        return text != look and _plain(text) != _plain(look)


def read_letters(font: Object) -> Letters:
    """A font dictionary as `Letters`; what is damaged in it is as if it were not there."""
    return Letters(read_font(font, glyphs=True))


def unread_letters(text: str) -> int:
    """How many letters of what a page draws cannot be read and could be part of words."""
    if text.isascii():
        return 0
    parts = _UNREAD_PART.findall(text) if _UNREAD_LETTER.search(text) else []
    alone = _UNREAD_LETTER.findall(text)
    scattered = len(alone) if len(set(alone)) >= _ALPHABET else 0
    return max(sum(map(len, parts)), scattered) + sum(map(len, _PRIVATE_WORD.findall(text)))


def has_all(text: str, other: str) -> bool:
    """Whether `other` reads all that `text` does, and what is unread there.

    It does not where it lacks letters, or has for unread ones no more than what their bare codes are elsewhere.
    """
    letters = _without_spaces(other)
    unread = len(_UNREAD_LETTER.findall(text))
    least = _ENOUGH * (len(_without_spaces(text)) - unread) + _ENOUGH_UNREAD * unread
    if _UNREAD_LETTER.search(other) or _PRIVATE_WORD.search(other) or len(letters) < least:
        return False
    guesses = (_UNREAD_LETTER.sub(_bare_code, word) for word in _UNREAD_WORD.findall(text))
    return not any(len(guess) >= _WORD and guess in letters for guess in guesses)


def _bare_code(letter: re.Match[str]) -> str:
    return chr(ord(letter[0]) & _MOST_CODE)


def _without_spaces(text: str) -> str:
    return "".join(unicodedata.normalize("NFKD", text).split())


def _plain(text: str) -> str:
    """Letters and digits alone, without case, accents and ligatures."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, text.casefold()))


class _Texts(dict[int, str]):
    def __init__(self, texts: Mapping[int, str]) -> None:
        super().__init__(texts)

    def __missing__(self, code: int) -> str:
        return chr(_NAMELESS + (code & _MOST_CODE))

    def table(self) -> str:
        """The characters of all single bytes, as Python decodes by; empty where a byte means several, or none."""
        texts = [self[code] for code in range(256)]
        return "".join(texts) if all(len(text) == 1 and text != _UNDEFINED for text in texts) else ""


class _Ems(dict[int, float]):
    def __init__(self, widths: Mapping[int, float], default: float) -> None:
        super().__init__(widths)
        self._default = default

    def __missing__(self, code: int) -> float:
        return self._default
