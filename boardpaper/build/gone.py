"""Where figures stand whose controls are gone: found by a copy of the paper in which they were live."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from boardpaper.diff import compare_documents
from boardpaper.model.difference import Difference, FigureFate
from boardpaper.model.document import Document, Run
from boardpaper.model.paragraphs import every_paragraph
from boardpaper.model.refresh import Change, Outcome
from boardpaper.ooxml.controls import figure_tag
from boardpaper.ooxml.package import Package
from boardpaper.sources.word import read_document

__all__ = ["find_gone"]


def find_gone(changes: Sequence[Change], paper: Path, package: Package, copy: Path) -> tuple[Change, ...]:
    """`changes`, in which each figure that is gone has its place, and a note that says what became of it there.

    Raises:
        InputError: the copy is no Word file that can be read.
    """
    if not any(change.outcome is Outcome.GONE for change in changes):
        return tuple(changes)
    before, _ = read_document(copy)
    after, _ = read_document(paper, package=package)
    typed = _typed(compare_documents(before, after))
    stood = _places(before)
    return tuple(_placed(change, typed, stood) if change.outcome is Outcome.GONE else change for change in changes)


def _typed(difference: Difference) -> Mapping[str, tuple[str, str]]:
    """By the figures' tags, the place in the paper where one is plain words, and the words."""
    return {
        change.tag: (change.where, change.after) for change in difference.figures if change.fate is FigureFate.TYPED
    }


def _places(document: Document) -> Mapping[str, list[str]]:
    """By the figures' tags, where they stand."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for spot in every_paragraph(document):
        for tag in dict.fromkeys(_tags(spot.paragraph.inlines)):
            places[tag].append(spot.place)
    return places


def _tags(inlines: Iterable[object]) -> Iterable[str]:
    return (inline.control for inline in inlines if isinstance(inline, Run) and inline.control)


def _placed(change: Change, typed: Mapping[str, tuple[str, str]], stood: Mapping[str, list[str]]) -> Change:
    tag = figure_tag(change.reference)
    if tag in typed:
        where, words = typed[tag]
        return replace(change, before=words, where=where, note=f"it stands there as plain words, “{words}”")
    if tag in stood:
        return replace(change, note=f"it stood in {stood[tag][0]}, and is not found there as plain words")
    return replace(change, note="that copy does not print it either")
