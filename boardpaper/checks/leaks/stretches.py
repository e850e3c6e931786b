"""Stretches of letters that two texts share: where one may begin, and how far it goes."""

import sys
from collections.abc import Container, Iterable, Iterator, Sequence
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


# The letters from each of the first eight places on, eight by eight, each as the number that a machine holds them in.
Numbers = Sequence[Sequence[int]]


class Letters(Struct, frozen=True):
    """A text with whole words, the letters of each of its lines, and all of them in one, also as numbers."""

    text: str
    lines: Sequence[str]
    joined: str
    numbers: Numbers


@lru_cache(maxsize=4)
def letters_of(text: str) -> Letters:
    """The letters of `text`, kept for who asks next."""
    text = plain(text)
    lines = [squeeze(line) for line in text.split("\n")]
    joined = "".join(lines)
    return Letters(text, lines, joined, numbers_of(joined))


def numbers_of(letters: str) -> Numbers:
    """The letters as numbers, to be looked up by their beginnings."""
    data = memoryview(_plain_bytes(letters))
    starts = range(min(ANCHOR, len(data)))
    return [data[start : len(data) - (len(data) - start) % ANCHOR].cast("Q").tolist() for start in starts]


def beginnings_of(stretches: Iterable[str]) -> set[int]:
    """The first eight letters of each, as the number that a machine holds them in."""
    return {int.from_bytes(_plain_bytes(letters), sys.byteorder) for letters in {each[:ANCHOR] for each in stretches}}


def places_in(numbers: Numbers, beginnings: set[int]) -> Sequence[int]:
    """Where in letters a stretch with one of these beginnings may begin: all such places, and a few more."""
    places = list[int]()
    for start, each in enumerate(numbers):
        # Mostly there is none, which is quicker to see.
        if not beginnings.isdisjoint(each):
            found = map(beginnings.__contains__, each)
            places += compress(range(start, start + ANCHOR * len(each), ANCHOR), found)
    return sorted(places)


def met_in(letters: str, numbers: Numbers, beginnings: set[int], stretches: Container[str]) -> Sequence[int]:
    """Where in `letters` one of these `stretches` of as many letters as are looked up stands, by their beginnings."""
    return [at for at in places_in(numbers, beginnings) if letters[at : at + GRAM] in stretches]


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
