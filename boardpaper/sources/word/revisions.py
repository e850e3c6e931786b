"""Tracked changes, comments and hidden text: each reported once for the whole file, with where the first stands."""

from collections.abc import Iterator

from boardpaper.model.finding import Finding
from boardpaper.model.messages import counted
from boardpaper.ooxml.names import MC, Element, W, tags
from boardpaper.rules import publication
from boardpaper.sources.word.story.state import Reading

_WATCHED = {
    publication.TRACKED_CHANGES.name: tags(
        "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange trPrChange tcPrChange tblGridChange "
        "tblPrExChange numberingChange cellIns cellDel cellMerge"
    ),
    publication.COMMENTS.name: tags("commentReference"),
}
_COUNTED = (
    ("tracked change", publication.TRACKED_CHANGES),
    ("comment", publication.COMMENTS),
    ("piece of hidden text", publication.FORMATTED_AS_HIDDEN),
)


def watch(reading: Reading, container: Element) -> None:
    """Counts changes and comments at once; the paragraph that holds the first is noticed when it is read."""
    for rule, watched in _WATCHED.items():
        found = [element for element in container.iter(*watched) if not _is_repeated(element)]
        if rule == publication.COMMENTS.name:
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
    held = reading.word.related_root(reading.word.main, "comments") if begun else None
    if held is None:
        return []
    ids = {comment.get(f"{W}id") for comment in held} - {reference.get(f"{W}id") for reference in references}
    return [start for start in begun if start.get(f"{W}id") in ids]


def revision_findings(reading: Reading) -> Iterator[Finding]:
    """One warning for each kind that the file holds."""
    for thing, rule in _COUNTED:
        tally = reading.tallies.get(rule.name)
        if tally is not None and tally.count:
            yield rule.at(tally.first or reading.word.name, count=counted(tally.count, thing))


def _is_repeated(element: Element) -> bool:
    """Whether the element stands in the copy of a text box that Word keeps for its older versions."""
    return next(element.iterancestors(f"{MC}Fallback"), None) is not None
