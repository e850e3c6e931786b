"""Numbers read from English prose, in digits or in words: 1,784, 64%, £3 million, one in four, five-fold, half."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

_UNITS = {
    "zero": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip

_SIMPLE = rf"(?:{'|'.join([*_UNITS, *_TENS])})"
_WORDS = (
    rf"(?:{_SIMPLE}|an?(?=[ -](?:hundred|thousand|million|billion|dozen)\b)|{'|'.join(_SCALES)}(?!s))"
    rf"(?:(?:[ -]|\sand\s)(?:{_SIMPLE}|{'|'.join(_SCALES)})\b)*"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_COUNTED = rf"(?:{_DIGITS}|{_WORDS})"
_SCALE = r"(?:\s?(?:million|billion|thousand|hundred|dozen)\b|\s?(?:bn|mn|m|k|b)\b)"
_PART = r"(?:thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
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
    for match in _NUMERAL.finditer(text):
        if match.start() >= end and (numeral := _read(match)):
            found.append(numeral)
            end = numeral.end
    return tuple(found)


def _read(match: re.Match[str]) -> Numeral | None:
    for name, read in _READERS.items():
        if match.group(name) is not None:
            value, kind, decimals = read(match)
            spelled = not any(letter.isdigit() for letter in match.group())
            return Numeral(match.start(), match.end(), match.group(), value, kind, decimals, spelled)
    return None


_Answer = tuple[Decimal, NumeralKind, int]


def _in(match: re.Match[str]) -> _Answer:
    part, whole = _value(match["in_part"]), _value(match["in_whole"])
    return part * 100 / max(whole, Decimal(1)), NumeralKind.SHARE, 0


def _part(match: re.Match[str]) -> _Answer:
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
    scale = _scale(match["money_scale"])
    decimals = _decimals(match["money_n"]) - (len(str(scale)) - 1)
    return _value(match["money_n"]) * scale, NumeralKind.MONEY, decimals


def _count(match: re.Match[str]) -> _Answer:
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
    rf"(?P<part>(?<![\w-])(?:(?:one|two|three|four|five|six|seven|eight|nine)[ -]{_PART}\b|an?[ -]{_PART}(?=[ -]of\b)"
    rf"|{_BEFORE_PART}an? {_PART}\b|(?:one[ -]|a )?half\b(?![ -](?:year|term|day|hour|time|way|measure))))",
    rf"(?P<fold>(?<![\w.,])(?P<fold_n>{_COUNTED})(?:-? ?fold\b|x\b))",
    rf"(?P<points>(?<![\w.,/])[-−+–]?(?P<points_n>{_COUNTED})[ -](?:percentage[ -]points?|pp|points?)\b"
    r"(?! (?:to|out)\b))",
    rf"(?P<percent>(?<![\w.,/])[-−+–]?(?P<percent_n>{_COUNTED})(?:\s?%|[ -]per ?cent\b))",
    rf"(?P<money>[-−–]?[£$€]\s?(?P<money_n>{_DIGITS})(?P<money_scale>{_SCALE})?)",
    rf"(?P<count>(?<![\w/])(?<!\d[.,])[-−+]?(?P<count_n>{_DIGITS}|\b{_WORDS}\b)(?P<count_scale>{_SCALE})?"
    r"(?![\d/]|[.,]\d|(?:st|nd|rd|th)\b))",
)
_NUMERAL = re.compile("|".join(_PATTERNS), re.IGNORECASE)


def _value(text: str) -> Decimal:
    plain = text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return Decimal(plain)
    return Decimal(_spelled(re.split(r"[\s-]+", text.lower())))


def _spelled(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0
        else:
            current += _UNITS.get(word, _TENS.get(word, 0))
    return total + current


def _scale(text: str | None) -> int:
    word = (text or "").strip().lower()
    return _SCALES.get(word, _SUFFIXES.get(word, 1))


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def small_number(word: str) -> int:
    """The whole number that one word says, in digits or letters; 0 where it says none."""
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    return _UNITS.get(word.lower(), _TENS.get(word.lower(), 0))


def loose_digits(text: str, numerals: tuple[Numeral, ...]) -> Iterator[tuple[int, int]]:
    """Where digits of `text` stand that no number took, as in a code or a number written in an unusual way."""
    for match in re.finditer(r"[^\s]*\d[^\s]*", text):
        if not any(numeral.start < match.end() and match.start() < numeral.end for numeral in numerals):
            yield match.span()
