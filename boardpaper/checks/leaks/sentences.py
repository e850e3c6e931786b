"""The sentence that something stands in, however its lines are broken: what a person has read and answered for."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from boardpaper.checks.leaks.stretches import RUNNING
from boardpaper.checks.leaks.words import squeeze

_MOST_LINES = 12
_END = re.compile(r"(?<=[.!?:;])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_BESIDE = 8


class Said(NamedTuple):
    """The letters of a sentence that says something, and those right before and right after it."""

    sentence: str
    before: str
    after: str


def sentences_with(lines: Sequence[str], number: int, words: str) -> Iterator[Said]:
    """The sentences that say `words` in line `number`, from 0; the whole line where that is not clear."""
    first = last = number
    while first > 0 and number - first < _MOST_LINES and _runs_on(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and last - number < _MOST_LINES and _runs_on(lines[last]):
        last += 1
    around = " ".join(lines[first : last + 1])
    begins = len(" ".join((*lines[first:number], "")))
    places = [match.start() + begins for match in re.finditer(re.escape(words), lines[number])]
    for at in places:
        before = " ".join((*lines[max(0, first - 1) : first], around[:at]))
        after = " ".join((around[at + len(words) :], *lines[last + 1 : last + 2]))
        yield Said(_letters(_sentence_around(around, at)), _letters(before)[-_BESIDE:], _letters(after)[:_BESIDE])
    if not places:
        yield Said(_letters(lines[number]), "", "")


def every_sentence(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, and the line, from 1, in which each one's paragraph begins."""
    begun, running = 1, list[str]()
    for number, line in enumerate((*text.split("\n"), ""), 1):
        running.append(line)
        # A line with an address says whom to ask, and no sentence runs on from there.
        if "@" in line or not _runs_on(line) or len(running) >= _MOST_LINES:
            yield from ((begun, sentence) for sentence in _END.split(" ".join(running)) if sentence)
            begun, running = number + 1, []


def _sentence_around(text: str, at: int) -> str:
    start = 0
    for end in (*(match.start() for match in _END.finditer(text)), len(text)):
        if at < end:
            return text[start:end]
        start = end
    return text


def _letters(text: str) -> str:
    return squeeze(text).replace("\0", "")


def _runs_on(line: str) -> bool:
    return len(squeeze(line)) >= RUNNING
