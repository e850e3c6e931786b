"""A whole and its parts in running text, told by the words between them: what is left of it for the one that is [c]."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from boardpaper.model.kpi import Marker
from boardpaper.model.passage import Passage

_MARK = Marker.CONFIDENTIAL.symbol
COUNTED = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
# Neither money nor a percentage, nor a part of a date, a time or a reference.
_COUNT = rf"(?<![\w.,:£/–-]){COUNTED}(?![.,:/–-]?\w|%)"
NUMBER = re.compile(_COUNT)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
CLAUSE = re.compile(r"(?<=[.!?;])\s+")
# What stands between a whole and its parts.
_DIVIDED = re.compile(
    r"(?<=[a-z)]):\s|\b(?:made up of|comprising|comprised|including|consist(?:s|ed|ing) of|of (?:whom|which)|"
    r"split into|divided into|namely)\b",
    re.IGNORECASE,
)
# What stands behind a whole that follows its parts.
_IN_ALL = re.compile(rf"({_COUNT})(?: \w+)? (?:in all|in total|altogether)\b", re.IGNORECASE)
# What refers a clause with a hidden number to the whole before it.
_LEFT_OVER = re.compile(
    r"\b(?:the (?:others?|rest|remainder)|remaining|of (?:these|those|them))\b[^;]*\[c\]", re.IGNORECASE
)
_ITEM = re.compile(rf"\W*(?:({_COUNT})|\[c\])")
_CLAUSES_BEFORE = 2


def paragraph_leaves_one(text: str, limit: Decimal) -> bool:
    """Whether a paragraph with one [c], below `limit`, says a whole and all its other parts."""
    return any(0 < whole - sum(parts, Decimal(0)) < limit for whole, parts in _wholes(text) if parts)


def list_leaves_one(intro: Passage, items: Sequence[Passage], limit: Decimal) -> bool:
    """Whether the one number in the sentence before a list is the whole of what each item begins with."""
    wholes = _numbers(_SENTENCE.split(intro.text)[-1])
    found = [_ITEM.match(item.text) for item in items]
    if len(wholes) != 1 or not all(found) or sum(item.text.count(_MARK) for item in items) != 1:
        return False
    parts = [_number(match[1]) for match in found if match and match[1]]
    return len(parts) == len(items) - 1 > 0 and 0 < wholes[0] - sum(parts, Decimal(0)) < limit


def _wholes(text: str) -> Iterator[tuple[Decimal, list[Decimal]]]:
    """Each whole that a paragraph may say, with the parts that it gives of it."""
    for sentence in _SENTENCE.split(text):
        if _MARK not in sentence:
            continue
        for cue in _DIVIDED.finditer(sentence):
            before, after = _numbers(sentence[: cue.start()]), sentence[cue.end() :]
            # Only what a colon announces goes on behind a semicolon.
            after = after if cue[0].startswith(":") else after.partition(";")[0]
            if before and _MARK in after:
                yield before[-1], _numbers(after)
        if found := _IN_ALL.search(sentence):
            yield _number(found[1]), _numbers(sentence[: found.start()])
    clauses = CLAUSE.split(text)
    at = next((at for at, clause in enumerate(clauses) if _MARK in clause), 0)
    if _LEFT_OVER.search(clauses[at]):
        for start in range(max(0, at - _CLAUSES_BEFORE), at):
            whole, *parts = _numbers(" ".join(clauses[start : at + 1])) or [Decimal(0)]
            yield whole, parts


def _numbers(text: str) -> list[Decimal]:
    """The counts in a text; years are none."""
    return [_number(match[0]) for match in NUMBER.finditer(text) if not _YEAR.fullmatch(match[0])]


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
