"""Where figures stand whose controls are gone: found by a copy of the paper in which they were live."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.live.controls import figure_tag
from boardpaper.live.diff import compare_documents
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


def find_gone(changes: Sequence[Change], paper: Path, package: Package, copy: Path) -> tuple[Change, ...]:
    """`changes`, in which each figure that is gone has its place, and a note that says what became of it there.

    Raises:
        InputError: the copy is no Word file that can be read.
    """
    if not any(change.outcome is Outcome.GONE for change in changes):
        return tuple(changes)
    before, _ = read_document(copy)
    after, _ = read_document(paper, package=package)
    stood = _stood(before)
    typed = _unchanged(stood, after) | _typed(compare_documents(before, after))
    secret = {figure_tag(change.reference) for change in changes if change.is_suppressed}
    numbers = {stood[tag].said for tag in secret if tag in stood} | {typed[tag].words for tag in secret if tag in typed}
    placed = (_placed(change, typed, stood) if change.outcome is Outcome.GONE else change for change in changes)
    return tuple(
        replace(each, where=without_quoted(each.where, numbers), note=without_quoted(each.note, numbers))
        for each in placed
    )


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
