"""Tracked changes, comments and hidden text: each reported once for the whole file, with where the first stands."""

from collections.abc import Iterator

from boardpaper.model.finding import Finding, warning
from boardpaper.model.messages import counted
from boardpaper.ooxml.names import MC, Element, W, tags
from boardpaper.sources.word.story.state import Reading

_WATCHED = {
    "tracked-changes": tags(
        "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange trPrChange tcPrChange tblGridChange "
        "tblPrExChange numberingChange cellIns cellDel cellMerge"
    ),
    "comments": tags("commentReference"),
}
_WORDING = {
    "tracked-changes": (
        "tracked change",
        "The document holds {}: the publication copy shows what was inserted, and not what was deleted",
        "Accept or reject all changes in Word before publishing.",
    ),
    "comments": (
        "comment",
        "The document holds {}, which the publication copy leaves out",
        "Settle and delete all comments in Word before publishing.",
    ),
    "hidden-text": (
        "piece of hidden text",
        "The document holds {}, which the publication copy leaves out, but which stays in the Word file",
        "Delete it in Word; or show it: Home, Font, Hidden.",
    ),
}


def watch(reading: Reading, container: Element) -> None:
    """Counts changes and comments at once; the paragraph that holds the first is noticed when it is read."""
    for rule, watched in _WATCHED.items():
        found = [element for element in container.iter(*watched) if not _is_repeated(element)]
        if rule == "comments":
            found += _without_reference(reading, container, found)
        if not found:
            continue
        reading.tally(rule).count += len(found)
        paragraph = next(found[0].iterancestors(f"{W}p"), None)
        if paragraph is None:
            paragraph = next(found[0].iter(f"{W}p"), None)
        if paragraph is not None:
            reading.watched[paragraph] = f"{reading.watched.get(paragraph, '')} {rule}"


def _without_reference(reading: Reading, container: Element, references: list[Element]) -> list[Element]:
    """Where comments of the file begin whose mark another program has lost: they are comments all the same."""
    begun = list(container.iter(f"{W}commentRangeStart"))
    held = reading.word.related("comments") if begun else None
    if held is None:
        return []
    ids = {comment.get(f"{W}id") for comment in held} - {reference.get(f"{W}id") for reference in references}
    return [start for start in begun if start.get(f"{W}id") in ids]


def revision_findings(reading: Reading) -> Iterator[Finding]:
    """One warning for each kind that the file holds."""
    for rule, (thing, message, hint) in _WORDING.items():
        tally = reading.tallies.get(rule)
        if tally is not None and tally.count:
            yield warning(rule, message.format(counted(tally.count, thing)), tally.first or reading.word.name, hint)


def _is_repeated(element: Element) -> bool:
    """Whether the element stands in the copy of a text box that Word keeps for its older versions."""
    return next(element.iterancestors(f"{MC}Fallback"), None) is not None
