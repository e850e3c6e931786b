"""Numbers read from English prose, in digits or in words: 1,784, 64%, £3 million, one in four, five-fold, half."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from boardpaper.model.numerals.english import SCALES, TENS, UNITS, ordinal_words, value_of, words_between
from boardpaper.model.pattern import in_small_letters

_WORDS_OF_UNITS = (*UNITS, "nil")
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}
_PARTS = {"half": 2, "third": 3, "quarter": 4} | {ordinal_words(part): part for part in range(5, 11)}

# What a text has at least that says a number at all: a digit, or how a word begins.
_WORDED = (*_WORDS_OF_UNITS, *TENS, *SCALES, *_PARTS)
SAYS_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join(word for word in _WORDED if not word.startswith(tuple({*_WORDED} - {word})))})", re.IGNORECASE
)
_SIMPLE = rf"(?:{'|'.join([*_WORDS_OF_UNITS, *TENS])})"
_WORDS = (
    rf"(?:{_SIMPLE}|an?(?=[ -](?:hundred|thousand|million|billion|dozen)\b)|{'|'.join(SCALES)}(?!s))"
    rf"(?:(?:[ -]|\sand\s)(?:{_SIMPLE}|{'|'.join(SCALES)})\b)*"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_COUNTED = rf"(?:{_DIGITS}|{_WORDS})"
_SCALE = r"(?:\s?(?:million|billion|thousand|hundred|dozen)\b|\s?(?:bn|mn|m|k|b)\b)"
_PART = rf"(?:{'|'.join(f'{part}s?' for part in _PARTS if part[0] != 'h')})"
# "by a third" and "a third of" are shares; "a third bid" and "in a quarter" are not.
_BEFORE_PART = (
    "(?:"
    + "|".join(
        rf"(?<=\b{word} )"
        for word in ("by", "almost", "nearly", "around", "about", "over", "than", "under", "just", "roughly", "some")
    )
    + ")"
)


class NumeralKind(StrEnum):
    """What a number says: how many, what share of a hundred, how many times, how much money."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    FOLD = "fold"
    SHARE = "share"


class Numeral(Struct, frozen=True):
    """A number in a text. `value` is in percent for a percentage and for a share; `decimals` are those written."""

    start: int
    end: int
    text: str
    value: Decimal
    kind: NumeralKind = NumeralKind.COUNT
    decimals: int = 0
    spelled: bool = False


def read_numerals(text: str) -> tuple[Numeral, ...]:
    """Every number in `text`, in order, none inside another. An ordinal, such as 3rd or third, is no number here."""
    found: list[Numeral] = []
    end = 0
    for match in _NUMERAL.finditer(in_small_letters(text)):
        if match.start() >= end and (numeral := _read(match, text)):
            found.append(numeral)
            end = numeral.end
    return tuple(found)


def _read(match: re.Match[str], text: str) -> Numeral | None:
    """The numeral that a match is, by the first pattern that took part in it."""
    for name, read in _READERS.items():
        if match.group(name) is not None:
            value, kind, decimals = read(match)
            spelled = not any(letter.isdigit() for letter in match.group())
            start, end = match.span()
            return Numeral(start, end, text[start:end], value, kind, decimals, spelled)
    return None


_Answer = tuple[Decimal, NumeralKind, int]


def _in(match: re.Match[str]) -> _Answer:
    """“One in four” as 25 per cent."""
    part, whole = _value(match["in_part"]), _value(match["in_whole"])
    return part * 100 / max(whole, Decimal(1)), NumeralKind.SHARE, 0


def _part(match: re.Match[str]) -> _Answer:
    """“Three quarters” as 75 per cent."""
    words = re.split(r"[\s-]+", match["part"].lower())
    name = words[-1] if words[-1] in _PARTS else words[-1].removesuffix("s")
    count = _value(words[0]) if len(words) > 1 and words[0] not in ("a", "an", "one") else Decimal(1)
    return count * 100 / _PARTS[name], NumeralKind.SHARE, 0


def _fold(match: re.Match[str]) -> _Answer:
    return _value(match["fold_n"]), NumeralKind.FOLD, _decimals(match["fold_n"])


def _points(match: re.Match[str]) -> _Answer:
    return _value(match["points_n"]), NumeralKind.POINTS, _decimals(match["points_n"])


def _percent(match: re.Match[str]) -> _Answer:
    return _value(match["percent_n"]), NumeralKind.PERCENT, _decimals(match["percent_n"])


def _money(match: re.Match[str]) -> _Answer:
    """An amount in pounds; what millions leave unsaid makes its decimals negative."""
    scale = _scale(match["money_scale"])
    decimals = _decimals(match["money_n"]) - (len(str(scale)) - 1)
    return _value(match["money_n"]) * scale, NumeralKind.MONEY, decimals


def _count(match: re.Match[str]) -> _Answer:
    """A number of things; what thousands leave unsaid makes its decimals negative."""
    scale = _scale(match["count_scale"])
    return _value(match["count_n"]) * scale, NumeralKind.COUNT, _decimals(match["count_n"]) - (len(str(scale)) - 1)


_READERS: dict[str, Callable[[re.Match[str]], _Answer]] = {
    "in": _in,
    "part": _part,
    "fold": _fold,
    "points": _points,
    "percent": _percent,
    "money": _money,
    "count": _count,
}
_UNIT_OF_TIME = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?)"
_PATTERNS = (
    rf"(?P<in>(?<![\w.,/])(?P<in_part>\d{{1,2}}|{_SIMPLE})[ -](?:in|out of)[ -](?:every )?"
    rf"(?P<in_whole>[2-9]|1\d|20|50|100|{_SIMPLE})\b(?![.,]?\d| {_UNIT_OF_TIME}))",
    rf"(?P<part>(?<![\w-])(?:(?:{'|'.join(words_between(1, 9))})[ -]{_PART}\b|an?[ -]{_PART}(?=[ -]of\b)"
    rf"|{_BEFORE_PART}an? {_PART}\b|(?:one[ -]|a )?half\b(?![ -](?:year|term|day|hour|time|way|measure))))",
    rf"(?P<fold>(?<![\w.,])(?P<fold_n>{_COUNTED})(?:-? ?fold\b|x\b))",
    rf"(?P<points>(?<![\w.,/])[-−+–]?(?P<points_n>{_COUNTED})[ -]"
    r"(?:percentage[ -]points?|pp|points?(?! (?:to|out)\b))\b)",
    rf"(?P<percent>(?<![\w.,/])[-−+–]?(?P<percent_n>{_COUNTED})(?:\s?%|[ -]per ?cent\b))",
    rf"(?P<money>[-−–]?[£$€]\s?(?P<money_n>{_DIGITS})(?P<money_scale>{_SCALE})?)",
    rf"(?P<count>(?<![\w/])(?<!\d[.,])[-−+]?(?P<count_n>{_DIGITS}|\b{_WORDS}\b)(?P<count_scale>{_SCALE})?"
    r"(?![\d/]|[.,]\d|(?:st|nd|rd|th)\b))",
)
# For text in small letters.
_NUMERAL = re.compile("|".join(_PATTERNS))


def _value(text: str) -> Decimal:
    """A number in figures or words."""
    plain = text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return Decimal(plain)
    return Decimal(value_of(text))


def _scale(text: str | None) -> int:
    """What “million” or “k” multiplies by; 1 for none."""
    word = (text or "").strip().lower()
    return SCALES.get(word, _SUFFIXES.get(word, 1))


def _decimals(text: str) -> int:
    """How many decimals a number is written with."""
    return len(text.partition(".")[2])


def small_number(word: str) -> int:
    """The whole number that one word says, in digits or letters; 0 where it says none."""
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    return UNITS.get(word.lower(), TENS.get(word.lower(), 0))


def loose_digits(text: str, numerals: tuple[Numeral, ...]) -> Iterator[tuple[int, int]]:
    """Where digits of `text` stand that no number took, as in a code or a number written in an unusual way."""
    for match in re.finditer(r"[^\s]*\d[^\s]*", text):
        if not any(numeral.start < match.end() and match.start() < numeral.end for numeral in numerals):
            yield match.span()
