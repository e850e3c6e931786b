"""What a refresh does to the figures of an edited paper, one by one."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.kpi import Marker
from boardpaper.model.messages import counted, joined

_DIGIT = re.compile(r"\d")
_NAMES = frozenset({"title", "period", "long", "cells", "source", "status"})
NOT_TRACKED = "changed outright: a tracked change would keep what is suppressed by now"


class Outcome(StrEnum):
    """What became of a figure's control, or of a generated block."""

    CHANGED = "changed"
    TRACKED = "tracked"
    TAKEN = "taken"
    KEPT = "kept"
    AGREED = "agreed"
    LEFT = "left"
    ADDED = "added"
    GONE = "gone"
    STRUCK = "struck"
    PLAIN = "plain"


class Change(Struct, frozen=True):
    """One figure where it stands: what boardpaper wrote, what the paper said, what it says after the refresh.

    `reference` is the figure's (`homicide.change`), or the tag of a generated block. `workbook` is what the workbook
    says, and None where it cannot answer. `withheld` says that what the paper said may not be told by now, as is so
    where the workbook says [c]: the other texts are then told only if they are [c], or what the workbook says. `where`
    is the place as a person finds it, `note` what else to know, `why` why the workbook cannot answer where [c] stands
    for that.
    """

    outcome: Outcome
    reference: str
    generated: str
    before: str
    after: str
    workbook: str | None
    where: str = ""
    note: str = ""
    withheld: bool = False
    why: str = ""

    @property
    def is_suppressed(self) -> bool:
        """Whether what the paper said may not be told by now."""
        return self.withheld or self.is_confidential

    @property
    def is_confidential(self) -> bool:
        """Whether the workbook's figure may not be told."""
        return Marker.CONFIDENTIAL.symbol in (self.workbook or "")

    @property
    def discreet(self) -> "Change":
        """The change without what the paper said of a figure that is suppressed by now: it may be its number."""
        if not self.is_suppressed:
            return self
        generated, before, after = (
            text if text in (Marker.CONFIDENTIAL.symbol, self.workbook) else ""
            for text in (self.generated, self.before, self.after)
        )
        return replace(self, generated=generated, before=before, after=after)


def made_discreet(changes: Sequence[Change]) -> tuple[Change, ...]:
    """`changes` that say nothing of what is suppressed by now, not even where they quote the words around it."""
    # Imported only when asked for: every command loads this module, and few refresh.
    from boardpaper.model.suppression import without_quoted

    secret = [change for change in changes if change.is_suppressed]
    places = {change.where for change in secret}
    texts = {text for change in secret for text in (change.generated, change.before) if text}

    def place(where: str) -> str:
        return without_quoted(without_quote(where) if where in places else where, texts)

    return tuple(replace(each.discreet, where=place(each.where)) for each in changes)


def without_quote(where: str) -> str:
    """A place without the words that stand there: `paragraph 2, “There were 53 ...”` is `paragraph 2`."""
    if where.startswith("row “") or "“" not in where:
        return where
    return where.partition("“")[0].rstrip(", ") or "a paragraph without number"


def goes_another_way(reference: str, before: str, after: str) -> bool:
    """Whether a figure turned from up to down, or means something else, with the digits that it had.

    That a title, a period or a status is another one says so by itself.
    """
    facet = reference.partition("@")[0].rpartition(".")[2]
    told = Marker.CONFIDENTIAL.symbol not in before + after and bool(before and after)
    if not told or before == after or facet in _NAMES:
        return False
    digits = _DIGIT.findall(before)
    return digits == _DIGIT.findall(after) and (bool(digits) or "direction" in reference)


class Choices(Struct, frozen=True):
    """Whose text stands where an author has written over a figure: by reference, or for all.

    `track` is the date of the tracked changes (ISO 8601), empty for one that is not stated, and None where changes are
    made outright.
    """

    take: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    take_all: bool = False
    keep_all: bool = False
    track: str | None = None

    def takes(self, reference: str) -> bool:
        """Whether the workbook's figure is to replace the author's."""
        return reference in self.take or (self.take_all and reference not in self.keep)

    def keeps(self, reference: str) -> bool:
        """Whether the author's figure stands by choice, and is no conflict."""
        return reference in self.keep or (self.keep_all and reference not in self.take)


class Mended(Struct, frozen=True):
    """How many controls got back a tag or a binding that an editor had dropped."""

    tags: int = 0
    bindings: int = 0


class RefreshReport(Struct, frozen=True):
    """Everything that a refresh changed, kept or could not do, in the order of the paper."""

    changes: tuple[Change, ...] = ()
    mended: Mended = field(default_factory=Mended)
    unchanged: int = 0

    def lines(self, *, whole: bool = True) -> list[str]:
        """The report for a person: by place, each figure that is not what it was, old and new, and how many stayed.

        Unless the `whole` is wanted, it is no longer than a screen.
        """
        told = _by_place(self.of(*_WRITTEN))
        shown = told if whole or len(told) <= _SCREENFUL else told[:_SCREENFUL]
        left = sum(line.startswith(_INDENT) for line in told[len(shown) :])
        more = [f"{counted(left, 'more change')}: --verbose lists all."] if left else []
        return [*shown, *more, self._counts(), *self._mendings(), *self._untracked()]

    def as_json(self) -> dict[str, object]:
        """The report for other programs."""
        return {
            "changes": [_change_as_json(change) for change in self.changes],
            "unchanged": self.unchanged,
            "mended": {"tags": self.mended.tags, "bindings": self.mended.bindings},
        }

    def _counts(self) -> str:
        """`Figures: 4 changed, 343 as they were, 1 kept as an author wrote them.`."""
        told = [f"{len(self.of(*_WRITTEN))} changed", f"{self.unchanged} as they were"]
        for outcome, words in (
            (Outcome.AGREED, "already typed by an author"),
            (Outcome.KEPT, "kept as an author wrote them"),
        ):
            if count := len(self.of(outcome)):
                told.append(f"{count} {words}")
        return f"Figures: {', '.join(told)}."

    def _mendings(self) -> list[str]:
        counts = ((self.mended.tags, "tag"), (self.mended.bindings, "binding"))
        told = [counted(number, noun) for number, noun in counts if number]
        return [f"Mended: {joined(told)} of controls, which were missing."] if told else []

    def _untracked(self) -> list[str]:
        """That what is suppressed was not tracked, said once."""
        count = sum(NOT_TRACKED in change.note for change in self.changes)
        told = f"{counted(count, 'figure', 'was', 'were')} changed outright"
        return [f"Not tracked: {told}, since a tracked change would keep what is suppressed by now."] if count else []

    def of(self, *outcomes: Outcome) -> tuple[Change, ...]:
        """The changes with one of `outcomes`."""
        return tuple(change for change in self.changes if change.outcome in outcomes)


_INDENT = "  "
# With the counts and the first findings below them, in a window of an ordinary height.
_SCREENFUL = 24
_WRITTEN = (Outcome.CHANGED, Outcome.TRACKED, Outcome.TAKEN, Outcome.ADDED)


def _by_place(changes: Sequence[Change]) -> list[str]:
    """The changes below their places, each place once; what is said twice in one place is said once, and counted."""
    places: dict[str, Counter[str]] = {}
    for change in changes:
        places.setdefault(change.where, Counter())[_line(change)] += 1
    lines = []
    for where, said in places.items():
        lines.append(where or "Without a place")
        lines += (f"{_INDENT}{line}" + (f" ({count} times)" if count > 1 else "") for line, count in said.items())
    return lines


def _line(change: Change) -> str:
    """A change on one line: which figure, and the words before and after; how, where that is not the usual way."""
    before = f"“{change.before}” → " if change.before else ""
    how = "" if change.outcome is Outcome.CHANGED else f"{change.outcome.value}: "
    return f"{how}{change.reference} {before}“{change.after}”"


def _change_as_json(change: Change) -> dict[str, object]:
    return {
        "outcome": change.outcome.value,
        "figure": change.reference,
        "generated": change.generated,
        "before": change.before,
        "after": change.after,
        "workbook": change.workbook,
        "where": change.where,
        "note": change.note or change.why,
    }
