"""Numbers as lists, notes and pages show them: the formats of ST_NumberFormat (17.18.59) that English papers use."""

from collections.abc import Callable

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ONES = _SMALL.split()
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_CHICAGO = "*†‡§"


def format_number(value: int, numbering: str, pattern: str = "") -> str:
    """`value` in the format `numbering`; decimal where the format is not known. `pattern` is a custom format's."""
    if numbering == "custom":
        return f"{value:0{_custom_width(pattern)}d}"
    writer = _WRITERS.get(numbering)
    return str(value) if writer is None or value < 0 else writer(value)


def is_known_format(numbering: str) -> bool:
    """Whether `format_number` writes numbers as Word does in this format."""
    return numbering == "custom" or numbering in _WRITERS


def _custom_width(pattern: str) -> int:
    """The digits of a pattern such as `001, 002, 003, ...`."""
    first = pattern.partition(",")[0].strip()
    return min(len(first), 9) if first.isdigit() else 1


def _roman(value: int) -> str:
    if not 0 < value < 32768:
        return str(value)
    written = []
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        written.append(letters * count)
    return "".join(written)


def _letters(value: int) -> str:
    """a to z, then aa to zz: Word repeats the letter, it does not count in base 26."""
    if value < 1:
        return ""
    times, index = divmod(value - 1, 26)
    return chr(ord("a") + index) * min(times + 1, 30)


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _cardinal(value: int) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        return f"{_ONES[hundreds]} hundred" + (f" {_cardinal(rest)}" if rest else "")
    if value < 1_000_000:
        thousands, rest = divmod(value, 1000)
        return f"{_cardinal(thousands)} thousand" + (f" {_cardinal(rest)}" if rest else "")
    return str(value)


def _ordinal_words(value: int) -> str:
    words = _cardinal(value)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    if last.isdigit():
        return _ordinal(value)
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return words[:cut] + _IRREGULAR_ORDINALS.get(last, regular)


def _capitalised(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda value: write(value).capitalize()


def _chicago(value: int) -> str:
    times, index = divmod(max(value, 1) - 1, len(_CHICAGO))
    return _CHICAGO[index] * min(times + 1, 30)


def _enclosed(first: int, last: int) -> Callable[[int], str]:
    """Numbers that Unicode holds as one character each, as far as it does."""
    return lambda value: chr(first + value - 1) if 1 <= value <= last else str(value)


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "ordinal": _ordinal,
    "cardinalText": _capitalised(_cardinal),
    "ordinalText": _capitalised(_ordinal_words),
    "hex": lambda value: f"{value:X}",
    "chicago": _chicago,
    "numberInDash": lambda value: f"- {value} -",
    "decimalEnclosedCircle": _enclosed(0x2460, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "none": lambda value: "",
    "bullet": lambda value: "",
}
