"""What a person should know of a refresh: conflicts, figures that stay as they are, and figures that are gone."""

from collections import Counter
from collections.abc import Iterator, Sequence

from boardpaper.live.decisions import DELETED, FOREIGN
from boardpaper.live.emptied import says_nothing
from boardpaper.live.found import same_words
from boardpaper.live.tables import NO_MEASURE, NOT_IN_SCORECARD
from boardpaper.model.finding import Finding
from boardpaper.model.messages import counted, listed
from boardpaper.model.refresh import Change, Outcome, RefreshReport, goes_another_way
from boardpaper.rules import refreshing as rules
from boardpaper.rules.drift import DIRECTION_TURNED
from boardpaper.rules.rule import Rule

__all__ = ["report_findings"]


def report_findings(report: RefreshReport) -> Iterator[Finding]:
    """A warning for each conflict, for all that could not be refreshed, and for figures that are in no control."""
    for change in report.of(Outcome.KEPT):
        if not change.note.startswith("kept"):
            yield _conflict(change)
    for change in report.of(Outcome.CHANGED, Outcome.TAKEN):
        if change.why:
            yield rules.FIGURE_HIDDEN.at(change.where, reference=change.reference, why=change.why)
    yield from _turned(report)
    if struck := report.of(Outcome.STRUCK):
        places = dict.fromkeys(f"{change.reference} ({change.where})" for change in struck)
        yield rules.STRUCK_OUT_SUPPRESSED.at(figures=listed(places, 5))
    yield from _left(report.of(Outcome.LEFT))
    yield from _gone(report.of(Outcome.GONE))
    yield from _plain(report.of(Outcome.PLAIN))


def _turned(report: RefreshReport) -> Iterator[Finding]:
    """The figures that go another way by now, those of one place together."""
    together: dict[str, list[str]] = {}
    for change in report.of(Outcome.CHANGED, Outcome.TRACKED, Outcome.TAKEN):
        if not change.is_suppressed and goes_another_way(change.reference, change.before, change.after):
            told = f"{change.reference} “{change.before}” → “{change.after}”"
            together.setdefault(change.where, []).append(told)
    for where, figures in together.items():
        yield DIRECTION_TURNED.at(where, figures="; ".join(dict.fromkeys(figures)))


def _left(changes: Sequence[Change]) -> Iterator[Finding]:
    """What stays because the workbook cannot answer: the figures of one place together, which are often a whole row."""
    together: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        together.setdefault((change.where, change.note), []).append(change)
    explained = {where for where, note in together if note != NOT_IN_SCORECARD}
    for (where, note), same in together.items():
        if note == NOT_IN_SCORECARD and where in explained:
            continue
        named = ", ".join(_named(change) for change in same if change.before or change.is_suppressed)
        many = len(same) > 1
        also = f"{named} {'stay as they are' if many else 'stays as it is'}: " if named else ""
        if note == FOREIGN and not any(map(_still_tells, same)):
            yield from map(_foreign, same)
            continue
        rule = rules.FIGURE_LEFT_SUPPRESSED if any(map(_still_tells, same)) else _left_rule(where, note)
        yield rule.at(where, also=also, why=note)


def _foreign(change: Change) -> Finding:
    """A figure that was pasted from another paper."""
    if change.workbook is None:
        return rules.FIGURE_FOREIGN_UNKNOWN.at(change.where, words=change.before, reference=change.reference)
    return rules.FIGURE_FOREIGN.at(
        change.where, words=change.before, reference=change.reference, workbook=change.workbook
    )


def _still_tells(change: Change) -> bool:
    """Whether a figure that stays as it is tells what is suppressed by now; one without a workbook is told of so."""
    return change.withheld and change.note != DELETED and change.workbook is not None


def _named(change: Change) -> str:
    """A figure with what it says, where that may be told."""
    return f"{change.reference} “{change.before}”" if change.before else change.reference


def _left_rule(where: str, note: str) -> Rule:
    """The rule for what a refresh left as it was, told by why it did."""
    if note == NO_MEASURE:
        return rules.TABLE_LEFT
    if note == NOT_IN_SCORECARD or (where.startswith("row ") and "no workbook declares" in note):
        return rules.ROW_LEFT
    return rules.FIGURE_LEFT_UNDECLARED if "no workbook declares" in note else rules.FIGURE_LEFT


def _conflict(change: Change) -> Finding:
    """A finding for a figure that the author has written over, or a row that could not be added."""
    if change.note:
        return rules.ROW_NOT_ADDED.at(change.where, why=change.note)
    if change.is_suppressed:
        name = change.reference.split()[0]
        rule = rules.FIGURE_WRITTEN_OVER_SUPPRESSED if change.is_confidential else rules.FIGURE_WRITTEN_OVER_WITHHELD
        return rule.at(change.where, reference=change.reference, name=name)
    said, generated, workbook = change.before, change.generated, change.workbook
    reference, name = change.reference, change.reference.split()[0]
    if says_nothing(said):
        return rules.FIGURE_EMPTIED.at(
            change.where, reference=reference, generated=generated, workbook=workbook, name=name
        )
    return rules.FIGURE_WRITTEN_OVER.at(
        change.where, reference=reference, text=said, generated=generated, workbook=workbook, name=name
    )


def _gone(changes: Sequence[Change]) -> Iterator[Finding]:
    """Figures in no control: those changed in the workbook or with a known place one by one, others together."""
    together = [
        change
        for change in changes
        if change.workbook == change.generated and not change.note and not change.is_suppressed
    ]
    for change in changes:
        if change.is_suppressed:
            yield rules.FIGURE_GONE_SUPPRESSED.at(change.where, reference=change.reference)
        elif change not in together and change.workbook is not None:
            yield _gone_rule(change).at(
                change.where,
                reference=change.reference,
                generated=change.generated,
                also=f", and the workbook says “{change.workbook}”" if change.workbook != change.generated else "",
                fate=f"; {change.note}" if change.note else ", so it was deleted or pasted as text",
            )
    if together:
        counts = Counter(change.reference for change in together)
        number = counted(len(counts), "figure", "is", "are")
        yield rules.FIGURES_GONE.at(count=number, figures=listed(counts, 5))


def _plain(changes: Sequence[Change]) -> Iterator[Finding]:
    """Figures that stand as plain words: those that are others by now one by one, the rest together."""
    same: dict[str, None] = {}
    for change in changes:
        name = change.reference
        if change.is_suppressed:
            yield rules.FIGURE_PLAIN_SUPPRESSED.at(change.where, reference=name)
        elif change.workbook is not None and not same_words(change.workbook, change.before):
            yield rules.FIGURE_PLAIN.at(change.where, text=change.before, reference=name, workbook=change.workbook)
        else:
            same[f"“{change.before}” ({name}) in {change.where}"] = None
    if same:
        count = counted(len(same), "figure", "stands", "stand")
        yield rules.FIGURES_PLAIN.at(count=count, figures=listed(same, 5, "; "))


def _gone_rule(change: Change) -> Rule:
    """The rule for a figure that no control holds any more."""
    if change.where:
        return rules.FIGURE_GONE_THERE
    return rules.FIGURE_GONE_ON_PURPOSE if change.note else rules.FIGURE_GONE
