"""A whole and its parts in running text, told by the words between them: what is left of it for the one that is [c]."""

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

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
_PART_OF = re.compile(rf"^\W*{_COUNT} of (?:the |these |our |all )*{_COUNT}", re.IGNORECASE)
_CLAUSES_BEFORE = 2
# What stands behind a number that names nothing of its own, and what ends the name of what a number counts.
_AWAY = r"(?:in|at|by|from|on|with|for|via|to|of|through|during|after|before|under|over|within)"
_BARE = re.compile(rf"\s+{_AWAY}\b", re.IGNORECASE)
_PHRASE_ENDS = re.compile(rf"[.,;:()]|\b(?:{_AWAY}|and|or|was|were|is|are)\b")
_PLURAL = re.compile(r"[a-z]{3,}[^s\W]s|people|men|women|children|police")
_LETTERS = re.compile(r"[a-z]+")


class Hidden(Struct, frozen=True):
    """The limits of the numbers that some words hide, 0 for one that has none."""

    limits: tuple[Decimal, ...]

    def fits(self, left: Decimal) -> bool:
        """Whether what is left for them can only be divided in one way, or for one without a limit, whether any is."""
        if len(self.limits) == 1:
            return 0 < left < (self.limits[0] or left + 1)
        most = sum(math.ceil(limit) - 1 for limit in self.limits)
        return bool(self.limits) and all(self.limits) and left in (len(self.limits), most)


def paragraph_leaves_one(text: str, hidden: Hidden) -> bool:
    """Whether a paragraph that says [c] says a whole and all its other parts."""
    return any(hidden.fits(whole - sum(parts, Decimal(0))) for whole, parts in _wholes(text) if parts)


def sentences_may_leave_one(text: str, hidden: Hidden) -> bool:
    """Whether sentences that follow one another say one number each, first a whole, then parts, of which some are [c].

    Nothing in them says that they belong together.
    """
    said = [(_numbers(sentence), sentence.count(_MARK)) for sentence in _SENTENCE.split(text)]
    for start, (numbers, marks) in enumerate(said):
        if marks or len(numbers) != 1:
            continue
        end = next((at for at in range(start, len(said)) if len(said[at][0]) + said[at][1] != 1), len(said))
        parts = [each for following, _ in said[start + 1 : end] for each in following]
        all_hidden = sum(count for _, count in said[start:end]) == len(hidden.limits)
        if parts and all_hidden and hidden.fits(numbers[0] - sum(parts, Decimal(0))):
            return True
    return False


def list_leaves_one(intro: Passage, items: Sequence[Passage], hidden: Hidden) -> bool:
    """Whether the one number in the sentence before a list is the whole of what each item begins with."""
    wholes = _numbers(_SENTENCE.split(intro.text)[-1])
    found = [_ITEM.match(item.text) for item in items]
    marks = sum(item.text.count(_MARK) for item in items)
    if len(wholes) != 1 or not all(found) or marks != len(hidden.limits):
        return False
    parts = [_number(match[1]) for match in found if match and match[1]]
    return len(parts) == len(items) - marks > 0 and hidden.fits(wholes[0] - sum(parts, Decimal(0)))


def note_leaves_one(text: str, note: str, hidden: Hidden) -> bool:
    """Whether the one number of a paragraph is the whole of what its note says, [c] among it."""
    wholes, parts = _numbers(text), _numbers(note)
    return len(wholes) == 1 and bool(parts) and hidden.fits(wholes[0] - sum(parts, Decimal(0)))


def _wholes(text: str) -> Iterator[tuple[Decimal, list[Decimal]]]:
    """Each whole that a paragraph may say, with the parts that it gives of it."""
    for sentence in _SENTENCE.split(text):
        if _MARK not in sentence:
            continue
        for cue in _DIVIDED.finditer(sentence):
            before, after = _numbers(sentence[: cue.start()]), sentence[cue.end() :]
            # Only what a colon announces goes on behind a semicolon.
            after = after if cue[0].startswith(":") else after.partition(";")[0]
            if before and _MARK in after and not _counts_other(sentence[: cue.start()], after):
                yield before[-1], _numbers(after)
        if found := _IN_ALL.search(sentence):
            yield _number(found[1]), _numbers(sentence[: found.start()])
    clauses = CLAUSE.split(text)
    at = next((at for at, clause in enumerate(clauses) if _MARK in clause), 0)
    if _LEFT_OVER.search(clauses[at]):
        for start in range(max(0, at - _CLAUSES_BEFORE), at):
            numbers = _numbers(" ".join(clauses[start : at + 1])) or [Decimal(0)]
            # “37 of the 40” says the part first.
            whole = 1 if _PART_OF.search(clauses[start]) and len(numbers) > 1 else 0
            yield numbers[whole], [*numbers[:whole], *numbers[whole + 1 :]]


def _counts_other(before: str, after: str) -> bool:
    """Whether the hidden number counts a thing of its own: in “12 times: 10 in person and [c] online complaints”.

    What stands beside the other parts names nothing, so that these are of the whole, and the hidden one names another.
    """
    *_, last = NUMBER.finditer(before)
    whole = frozenset(_LETTERS.findall(before[last.end() :].lower()))
    phrase = _LETTERS.findall(_PHRASE_ENDS.split(after.partition(_MARK)[2].lower(), maxsplit=1)[0])
    named = [word for word in phrase if _PLURAL.fullmatch(word)]
    bare = any(_BARE.match(after[number.end() :]) for number in NUMBER.finditer(after))
    return bare and bool(named) and whole.isdisjoint(named)


def _numbers(text: str) -> list[Decimal]:
    """The counts in a text; years are none."""
    return [_number(match[0]) for match in NUMBER.finditer(text) if not _YEAR.fullmatch(match[0])]


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
