"""What makes regular expressions cheap: compiled when a run first needs them, and read in small letters."""

import re
from functools import cache


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`pattern`, compiled at the first call and then kept.

    For tables of many expressions, of which most runs need few: compiling one takes as long as using it on some pages.
    """
    return re.compile(pattern, flags)


def in_small_letters(text: str) -> str:
    """`text` in small letters, each where it stood, for expressions that would take twice as long to ignore case."""
    small = text.lower()
    if len(small) == len(text):
        return small
    # A few capitals, such as the Turkish İ, have small letters of two characters.
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
