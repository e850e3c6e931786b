"""Stretches of letters that two texts share: where one may begin, and how far it goes."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress

from msgspec import Struct

from boardpaper.checks.leaks.words import plain, squeeze

# A stretch is looked up by so many letters at every fourth place of the restricted texts, so that any 23 in a row are
# met, and then followed both ways.
GRAM, STEP = 20, 4
# First by its first letters, as many as a machine compares at once.
ANCHOR = 8
# Lines shorter than this end a paragraph; they are labels, cells and headings.
RUNNING = 35
_LEAP = 64


class Letters(Struct, frozen=True):
    """A text with whole words, the letters of each of its lines, and all of them in one."""

    text: str
    lines: Sequence[str]
    joined: str


@lru_cache(maxsize=4)
def letters_of(text: str) -> Letters:
    """The letters of `text`, kept for who asks next."""
    text = plain(text)
    lines = [squeeze(line) for line in text.split("\n")]
    return Letters(text, lines, "".join(lines))


def beginnings_of(stretches: Iterable[str]) -> set[int]:
    """The first eight letters of each, as the number that a machine holds them in."""
    return {int.from_bytes(_plain_bytes(letters), sys.byteorder) for letters in {each[:ANCHOR] for each in stretches}}


def places_in(letters: str, beginnings: set[int]) -> Sequence[int]:
    """Where in `letters` a stretch with one of these beginnings may begin: all such places, and a few more."""
    data, places = memoryview(_plain_bytes(letters)), list[int]()
    for start in range(min(ANCHOR, len(data))):
        numbers = data[start : len(data) - (len(data) - start) % ANCHOR].cast("Q")
        found = map(beginnings.__contains__, numbers)
        places += compress(range(start, len(data), ANCHOR), found)
    return sorted(places)


def gram_places(letters: str) -> Iterator[int]:
    """The places of a paragraph at which it is to be looked up."""
    last = len(letters) - GRAM
    if last >= 0:
        yield from (at for at in (*range(0, last, STEP), last) if "\0" not in letters[at : at + GRAM])


def reach(one: str, at: int, other: str, place: int) -> tuple[int, int]:
    """How far `one` at `at` and `other` at `place` agree, backward and forward; no further than a U+0000.

    They are known to agree in the first `GRAM` letters.
    """
    before, most = 0, min(at, place)
    while before < most and one[at - before - 1] == other[place - before - 1] != "\0":
        before += 1
    after, most = GRAM, min(len(one) - at, len(other) - place)
    while (
        after + _LEAP <= most
        and (leap := one[at + after : at + after + _LEAP]) == other[place + after : place + after + _LEAP]
    ):
        if "\0" in leap:
            break
        after += _LEAP
    while after < most and one[at + after] == other[place + after] != "\0":
        after += 1
    return before, after


def paragraphs(text: str) -> Iterator[tuple[str, Sequence[tuple[int, int]]]]:
    """The letters of each paragraph; for each of its lines where in them it begins, and its number in the text, from 1.

    A paragraph is lines that run on, as far as can be told from their length.
    """
    letters, lines, running = "", list[tuple[int, int]](), False
    for number, line in enumerate(text.split("\n"), 1):
        own = squeeze(line)
        if letters and not running:
            yield letters, lines
            letters, lines = "", []
        lines.append((len(letters), number))
        letters += own
        running = len(own) >= RUNNING or not own
    if letters:
        yield letters, lines


def _plain_bytes(letters: str) -> bytes:
    """A byte for each letter; all that are not plain share one, which is enough to look twice."""
    return letters.encode("ascii", "replace")
