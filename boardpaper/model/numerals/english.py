"""English number words, written and read: one list of words behind both directions."""

import re

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL = tuple(_TO_NINETEEN.split())
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_BREAK = re.compile(r"[\s-]+")

# The words from zero to nineteen, and those for tens, with what they say.
UNITS = {word: value for value, word in enumerate(_SMALL)}
TENS = {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
# A regular expression for the numbers from one to ninety-nine, long words before those that they begin with.
UNDER_HUNDRED = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(_SMALL[:0:-1])}"
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}


def cardinal(value: int) -> str:
    """`value` in words without “and” (`one hundred twenty-one`); digits from a million on, where Word stops."""
    if not 0 <= value < 1_000_000:
        return str(value)
    if value < 20:
        return _SMALL[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    worth, name = (100, "hundred") if value < 1000 else (1000, "thousand")
    count, rest = divmod(value, worth)
    return f"{cardinal(count)} {name}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(value: int) -> str:
    """`value` with its ending: 1st, 2nd, 13th."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def ordinal_words(value: int) -> str:
    """`value` as an ordinal in words (`twenty-first`), as far as `cardinal` has words."""
    words = cardinal(value)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    if last.lstrip("-").isdigit():
        return ordinal(value)
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return words[:cut] + _IRREGULAR_ORDINALS.get(last, regular)


def value_of(text: str) -> int:
    """The whole number that `text` says in words, with or without “and”; a word that says no number counts nothing."""
    total = current = 0
    for word in _BREAK.split(text.lower()):
        scale = SCALES.get(word)
        if scale is None:
            current += UNITS.get(word, TENS.get(word, 0))
            continue
        current = max(current, 1) * scale
        if scale > 100:
            total, current = total + current, 0
    return total + current


def words_between(first: int, last: int) -> tuple[str, ...]:
    """The words from `first` to `last`, both counted."""
    return tuple(cardinal(value) for value in range(first, last + 1))
