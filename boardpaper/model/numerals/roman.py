"""Roman numerals, written and read."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# What Word counts pages and lists to.
_MOST = 32767


def to_roman(value: int) -> str:
    """`value` in small Roman numerals (`iv`); in digits below 1 and above 32,767, where Word has none."""
    if not 0 < value <= _MOST:
        return str(value)
    written = []
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        written.append(letters * count)
    return "".join(written)


def from_roman(text: str) -> int:
    """The value of a numeral in small letters, written in the usual way; 0 for any other text."""
    rest, total = text, 0
    for worth, letters in _ROMAN:
        while rest.startswith(letters):
            rest = rest[len(letters) :]
            total += worth
    return total if not rest and total and to_roman(total) == text else 0
