"""What a person should know of a refresh: conflicts, figures that stay as they are, and figures that are gone."""

from collections import Counter
from collections.abc import Iterator, Sequence

from boardpaper.live.tables import NO_MEASURE, NOT_IN_SCORECARD
from boardpaper.model.finding import Finding, warning
from boardpaper.model.messages import counted, listed
from boardpaper.model.refresh import Change, Outcome, RefreshReport

__all__ = ["report_findings"]


def report_findings(report: RefreshReport) -> Iterator[Finding]:
    """A warning for each conflict, for all that could not be refreshed, and for figures that are in no control."""
    for change in report.of(Outcome.KEPT):
        if not change.note.startswith("kept"):
            yield _conflict(change)
    yield from _left(report.of(Outcome.LEFT))
    yield from _gone(report.of(Outcome.GONE))


def _left(changes: Sequence[Change]) -> Iterator[Finding]:
    """What stays because the workbook cannot answer: the figures of one place together, which are often a whole row."""
    together: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        together.setdefault((change.where, change.note), []).append(change)
    explained = {where for where, note in together if note != NOT_IN_SCORECARD}
    for (where, note), same in together.items():
        if note == NOT_IN_SCORECARD and where in explained:
            continue
        named = ", ".join(f"{change.reference} “{change.before}”" for change in same if change.before)
        many = len(same) > 1
        message = f"{named} {'stay as they are' if many else 'stays as it is'}: {note}" if named else note
        yield warning("figure-left", message, where, _left_hint(where, note))


def _left_hint(where: str, note: str) -> str:
    if note == NO_MEASURE:
        return "If the measure is no longer reported, delete the table in Word; or build the paper anew."
    if note == NOT_IN_SCORECARD or (where.startswith("row ") and "no workbook declares" in note):
        return "If the indicator is no longer reported, delete the row in Word; if it has another name, use --renamed."
    if "no workbook declares" in note:
        return "Rewrite the sentence without the figure; if the indicator has another name, use --renamed."
    return ""


def _conflict(change: Change) -> Finding:
    if change.note:
        return warning("row-not-added", change.note, change.where, "Add the row by hand, or build the paper anew.")
    message = (
        f"{change.reference} was written over: the paper says “{change.before}”, boardpaper wrote "
        f"“{change.generated}”, the workbook says “{change.workbook}”; the author's words stay"
    )
    name = change.reference.split()[0]
    hint = f"Settle it with --take-workbook {name} or --keep-author {name}."
    return warning("figure-overtyped", message, change.where, hint)


def _gone(changes: Sequence[Change]) -> Iterator[Finding]:
    """Figures in no control: those changed in the workbook or with a known place one by one, others together."""
    together = [change for change in changes if change.workbook == change.generated and not change.note]
    for change in changes:
        if change not in together and change.workbook is not None:
            message = f"{change.reference} is in no control any more; it was “{change.generated}”"
            message += f", and the workbook says “{change.workbook}”" if change.workbook != change.generated else ""
            yield warning("figure-gone", f"{message}{_became(change)}", change.where, _gone_hint(change))
    if together:
        counts = Counter(change.reference for change in together)
        number = f"{counted(len(counts), 'figure', 'is', 'are')}"
        message = f"{number} in no control any more, so deleted or pasted as text: {listed(counts, 5)}"
        yield warning("figure-gone", message, "", _gone_hint(together[0]))


def _became(change: Change) -> str:
    return f"; {change.note}" if change.note else ", so it was deleted or pasted as text"


def _gone_hint(change: Change) -> str:
    if change.where:
        return "Correct it by hand, or copy the live figure there from a place where it still stands."
    if change.note:
        return "If it was meant to go, nothing is to be done."
    return (
        "If it stands in the text as plain words, correct it by hand: it is tied to nothing. The file does not record "
        "where it stood; a copy from before, given after --as-built, shows it."
    )
