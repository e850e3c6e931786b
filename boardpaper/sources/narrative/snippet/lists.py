"""Paragraphs that Word numbers one by one, gathered into lists inside lists."""

import re
from collections import deque
from collections.abc import Sequence

from msgspec import Struct, field

from boardpaper.model.document import ListLabel
from boardpaper.model.prose import Block, BlockList, ListItem, ListKind, Place

_KINDS = {
    "bullet": ListKind.BULLET,
    "decimal": ListKind.DECIMAL,
    "decimalZero": ListKind.DECIMAL,
    "upperLetter": ListKind.LETTER,
    "lowerLetter": ListKind.LETTER,
    "upperRoman": ListKind.ROMAN,
    "lowerRoman": ListKind.ROMAN,
}
# A label that is a number and its punctuation. Anything more is words, which a list would lose.
_PLAIN_LABEL = re.compile(r"\W*(?:[0-9]+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+|([a-z])\1+|([A-Z])\2+)(?:\W+\w{1,4})*\W*")
# Word's own styles set "List Bullet 2" in by 14 points from "List Bullet", as a list of its own.
_SET_IN = 9.0
_PLAIN_BULLET = re.compile(r"\W*|\w")


class Entry(Struct, frozen=True):
    """A labelled paragraph and what belongs to its item; `indent` is where its label stands, in points."""

    label: ListLabel
    kind: ListKind
    place: Place
    indent: float
    blocks: list[Block] = field(default_factory=list)


def list_kind(label: ListLabel) -> ListKind | None:
    """How `label` counts, or None where a list could not print what it says."""
    kind = _KINDS.get(label.numbering)
    if kind is None:
        return None
    plain = _PLAIN_BULLET if kind is ListKind.BULLET else _PLAIN_LABEL
    return kind if plain.fullmatch(label.text.strip()) else None


def gather(entries: Sequence[Entry]) -> tuple[BlockList, ...]:
    """The lists that `entries` make: deeper ones go into the item above, a break in the numbers begins a new list."""
    lists: list[tuple[Entry, list[list[Block]]]] = []
    waiting = deque(entries)
    while waiting:
        entry = waiting.popleft()
        if lists and _carries_on(*lists[-1], entry):
            lists[-1][1].append(list(entry.blocks))
        else:
            lists.append((entry, [list(entry.blocks)]))
        deeper: list[Entry] = []
        while waiting and _is_deeper(lists[-1][0], waiting[0]):
            deeper.append(waiting.popleft())
        lists[-1][1][-1].extend(gather(deeper))
    return tuple(
        BlockList(
            first.kind,
            tuple(ListItem(tuple(blocks)) for blocks in items),
            first.place,
            first.label.value if first.kind is not ListKind.BULLET else 1,
        )
        for first, items in lists
    )


def _is_deeper(first: Entry, entry: Entry) -> bool:
    """Whether `entry` is inside an item of the list of `first`; two lists of Word's are told apart as the eye does."""
    if entry.label.definition == first.label.definition:
        return entry.label.level > first.label.level
    return entry.indent >= first.indent + _SET_IN


def _carries_on(first: Entry, items: list[list[Block]], entry: Entry) -> bool:
    """Whether an entry is the next item of the list that `first` began."""
    same = (entry.kind, entry.label.level, entry.label.definition) == (
        first.kind,
        first.label.level,
        first.label.definition,
    )
    return same and (entry.kind is ListKind.BULLET or entry.label.value == first.label.value + len(items))
