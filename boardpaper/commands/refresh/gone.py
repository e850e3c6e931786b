"""Where figures stand whose controls are gone: found by a copy of the paper in which they were live."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.live.controls import figure_tag
from boardpaper.live.diff import compare_documents
from boardpaper.live.ledger import Ledger
from boardpaper.model.difference import Difference, FigureFate
from boardpaper.model.document import Document, Run
from boardpaper.model.paragraphs import every_paragraph
from boardpaper.model.refresh import Change, Outcome, without_quote
from boardpaper.model.suppression import without_quoted
from boardpaper.ooxml.package import Package
from boardpaper.sources.word.reader import read_document

__all__ = ["find_gone"]


class _Stood(Struct, frozen=True):
    """Where a figure stood, what its paragraph said, and what the figure itself did."""

    place: str
    words: str
    said: str


class _Typed(NamedTuple):
    """Where a figure stands as plain words, and which, where that is known."""

    where: str
    words: str = ""


def find_gone(
    changes: Sequence[Change], paper: Path, package: Package, copy: Path, ledger: Ledger
) -> tuple[Change, ...]:
    """`changes`, in which each figure that is gone has its place, and a note that says what became of it there.

    Those that were typed over as plain words, and live elsewhere too, are told with them; `ledger` is that of today.

    Raises:
        InputError: the copy is no Word file that can be read.
    """
    before, _ = read_document(copy)
    after, _ = read_document(paper, package=package)
    stood = _stood(before)
    difference = compare_documents(before, after)
    typed = _unchanged(stood, after) | _typed(difference)
    changes = (*changes, *_plain(difference, changes, ledger))
    secret = {figure_tag(change.reference) for change in changes if change.is_suppressed}
    numbers = {stood[tag].said for tag in secret if tag in stood} | {typed[tag].words for tag in secret if tag in typed}
    placed = (_placed(change, typed, stood) if change.outcome is Outcome.GONE else change for change in changes)
    return tuple(
        replace(each, where=without_quoted(each.where, numbers), note=without_quoted(each.note, numbers))
        for each in placed
    )


def _plain(difference: Difference, changes: Sequence[Change], ledger: Ledger) -> Iterator[Change]:
    """The figures that were typed over as plain words in one place, and stand in controls in others."""
    told: set[object] = {figure_tag(change.reference) for change in changes if change.outcome is Outcome.GONE}
    told |= {(change.reference, change.before) for change in changes if change.outcome is Outcome.PLAIN}
    for figure in difference.figures:
        record = ledger.figure(figure.tag)
        known = record is None or figure.tag in told or (record.reference, figure.after) in told
        if record is None or known or figure.fate is not FigureFate.TYPED:
            continue
        change = Change(
            Outcome.PLAIN, record.reference, figure.before, figure.after, figure.after, record.text, figure.where
        )
        yield replace(change.discreet, where=without_quote(change.where)) if change.is_suppressed else change


def _stood(document: Document) -> dict[str, _Stood]:
    """By the figures' tags, where each stands first."""
    stood: dict[str, _Stood] = {}
    for spot in every_paragraph(document):
        for inline in spot.paragraph.inlines:
            if isinstance(inline, Run) and inline.control:
                stood.setdefault(inline.control, _Stood(spot.place, spot.words, inline.text))
    return stood


def _unchanged(stood: Mapping[str, _Stood], document: Document) -> dict[str, _Typed]:
    """The figures whose paragraph says in `document` what it said before, in the same place."""
    said = {(spot.place, spot.words) for spot in every_paragraph(document)}
    return {tag: _Typed(held.place) for tag, held in stood.items() if (held.place, held.words) in said}


def _typed(difference: Difference) -> dict[str, _Typed]:
    """The figures that are plain words in the newer version."""
    typed = (change for change in difference.figures if change.fate is FigureFate.TYPED)
    return {change.tag: _Typed(change.where, change.after) for change in typed}


def _placed(change: Change, typed: Mapping[str, _Typed], stood: Mapping[str, _Stood]) -> Change:
    """A figure that is gone with the place where its words stand by now or, without these, where it stood."""
    tag = figure_tag(change.reference)
    if tag in typed:
        where, words = typed[tag]
        where = without_quote(where) if change.is_suppressed else where
        said = f", “{words}”" if words and not change.is_suppressed else ""
        return replace(change, before=words, where=where, note=f"it stands there as plain words{said}").discreet
    if tag in stood:
        place = without_quote(stood[tag].place) if change.is_suppressed else stood[tag].place
        return replace(change, note=f"it stood in {place}, and is not found there as plain words")
    return replace(change, note="that copy does not print it either")
