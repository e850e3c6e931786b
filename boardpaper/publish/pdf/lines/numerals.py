"""Page numbers in the number formats that sections use (17.18.59 ST_NumberFormat)."""

from collections.abc import Iterable

# What `\* roman` and `\* alphabetic` ask for; a capital asks for capitals.
_FORMATS = {"roman": "Roman", "alphabetic": "Letter"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def page_number(number: int, number_format: str) -> str:
    """`number` in Roman numerals or letters where the format asks for them, otherwise in digits."""
    if number < 1:
        return str(number)
    if number_format in ("lowerRoman", "upperRoman"):
        text = _roman(number)
    elif number_format in ("lowerLetter", "upperLetter"):
        # a, b, ... z, aa, bb, ... as Word counts.
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        return str(number)
    return text.upper() if number_format.startswith("upper") else text


def written_as(number: str, formats: Iterable[str]) -> str:
    r"""A page number in the format that a field's `\*` asks for, which goes before its section's (17.16.4.3.1)."""
    for name in formats:
        kind = _FORMATS.get(name.lower())
        if kind is not None and number.isdecimal():
            return page_number(int(number), ("upper" if name[:1].isupper() else "lower") + kind)
        if name.lower() == "arabicdash" and number.isdecimal():
            return f"- {number} -"
    return number


def _roman(number: int) -> str:
    text = ""
    for value, numeral in _ROMAN:
        text += numeral * (number // value)
        number %= value
    return text
