"""Numbers as lists, notes, pages and fields show them: every format of ST_NumberFormat (17.18.59) as Word writes it.

Where Word differs from the standard, Word is followed: [MS-OI29500] says where, under 17.18.59. Signs that few fonts
have, and for which Unicode has plain ones, are written in these: (2) for ⑵, 2. for ⒉, and figures of full width.
"""

import re
import unicodedata
from functools import lru_cache

from boardpaper.model.numerals.english import TENS, UNITS, cardinal, ordinal, ordinal_words
from boardpaper.model.numerals.letters import Write, as_far_as, repeated
from boardpaper.model.numerals.roman import to_roman

_CHICAGO = "*†‡§"
# What shows that a format of its own makes: one word, a dash on either side, or a chapter's number before it.
_PRINTED = re.compile(
    r"[-–] ?\d+ ?[-–]|(?:\w{1,6}[-.:–—])?(?:\d+(?:st|nd|rd|th)?|[ivxlcdm]+|[a-z]|([a-z])\1+|[0-9a-f]{1,4}|[*†‡§]+)",
    re.IGNORECASE,
)
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_WORDS = re.compile(r"[A-Za-z]+(?:[ -][a-z]+)*", re.IGNORECASE)


def format_number(value: int, numbering: str, pattern: str = "") -> str:
    """`value` in the format `numbering`; decimal where the format is not known, and below zero.

    `pattern` is a custom format's: its first numbers, as in `001, 002, 003, ...` (17.9.17, [MS-DOCX] 2.4).
    """
    writer = _custom(pattern) if numbering == "custom" else _writer(numbering)
    return str(value) if writer is None or value < 0 else writer(value).translate(_plain_signs())


def is_known_format(numbering: str, pattern: str = "") -> bool:
    """Whether `format_number` writes numbers as Word does in this format."""
    return (_custom(pattern) if numbering == "custom" else _writer(numbering)) is not None


def looks_like_number(text: str) -> bool:
    """Whether `text` may be a number in one of the formats: 2, iv, - 2 -, Second, 2-1, 二."""
    text = text.strip()
    if _PRINTED.fullmatch(text):
        return True
    if _WORDS.fullmatch(text):
        return all(word in _number_words() for word in re.split(r"[ -]", text.lower()))
    return bool(text) and not _ASCII_LETTER.search(text) and not any(letter.isspace() for letter in text)


def _from(first: int, count: int) -> str:
    """The letters from one code point on."""
    return "".join(chr(first + at) for at in range(count))


def _capitalised(write: Write) -> Write:
    return lambda value: write(value).capitalize()


_letters = repeated("abcdefghijklmnopqrstuvwxyz")
_WRITERS: dict[str, Write] = {
    "decimal": str,
    "decimalHalfWidth": str,
    # Word takes it for decimal ([MS-OI29500], 17.18.59 d).
    "bahtText": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerRoman": to_roman,
    "upperRoman": lambda value: to_roman(value).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "ordinal": ordinal,
    "cardinalText": _capitalised(cardinal),
    "ordinalText": _capitalised(ordinal_words),
    "dollarText": lambda value: f"{cardinal(value).capitalize()} and 00/100",
    "hex": lambda value: f"{value:X}",
    "chicago": repeated(_CHICAGO),
    "numberInDash": lambda value: f"- {value} -",
    "decimalEnclosedCircle": as_far_as(_from(0x2460, 20)),
    "decimalEnclosedCircleChinese": as_far_as(_from(0x2460, 10)),
    "decimalEnclosedParen": as_far_as(_from(0x2474, 20)),
    "decimalEnclosedFullstop": as_far_as(_from(0x2488, 20)),
    "none": lambda value: "",
    "bullet": lambda value: "",
}


def _writer(numbering: str) -> Write | None:
    """What writes a number in a format of Word; None for one that nobody knows."""
    writer = _WRITERS.get(numbering)
    if writer is not None:
        return writer
    # English papers do without these tables.
    from boardpaper.model.numerals.scripts import WRITERS

    return WRITERS.get(numbering)


@lru_cache(maxsize=64)
def _custom(pattern: str) -> Write | None:
    """The format whose first numbers a pattern shows: digits with noughts before them, Greek, or one with a name."""
    from boardpaper.model.numerals.scripts import GREEK, WRITERS

    shown = [part.strip() for part in pattern.partition("...")[0].split(",") if part.strip()]
    if not shown:
        return None
    first = shown[0]
    if first.isascii() and first.isdigit():
        width = min(len(first), 9)
        return lambda value: f"{value:0{width}d}"
    for writer in (*GREEK, *_WRITERS.values(), *WRITERS.values()):
        if shown in ([writer(value) for value in (1, 2, 3)][: len(shown)], [writer(value) for value in (1, 10, 100)]):
            return writer
    return None


@lru_cache(maxsize=1)
def _plain_signs() -> dict[int, str]:
    """What stands for ⑴ to ⒇, ⒈ to ⒛ and figures of full width: their compatibility decomposition in Unicode."""
    signs = (*range(0x2474, 0x249C), *range(0xFF10, 0xFF1A))
    return {sign: unicodedata.normalize("NFKC", chr(sign)) for sign in signs}


@lru_cache(maxsize=1)
def _number_words() -> frozenset[str]:
    """Every word that English numbers below a million are made of."""
    values = (*UNITS.values(), *TENS.values(), 100, 1000)
    return frozenset(word for value in values for word in f"{cardinal(value)} {ordinal_words(value)}".split())
