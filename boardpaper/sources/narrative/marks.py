"""The marks that narrative uses for figures: `{{reference}}`, `[22]{source="…"}`, `{.unnumbered}`, and their faults."""

import re
from enum import StrEnum

from msgspec import Struct

from boardpaper.model.finding import Finding
from boardpaper.model.prose import Place
from boardpaper.rules import narrative as rules

# How far a mark may reach, so that a file full of opening braces costs no more than its length.
REFERENCE_LIMIT = 200
SOURCE_LIMIT = 1000
FIGURE_LIMIT = 200

# Word sets typographic quotation marks, and a closing one after the equals sign; each pair that it makes is meant.
_SOURCED = re.compile(
    rf"\[(?P<text>(?:\\.|[^\[\]\\]){{0,{FIGURE_LIMIT}}})\]"
    rf"\{{\s*source\s*=\s*(?:[\"“”„](?P<double>[^{{}}]{{0,{SOURCE_LIMIT}}}?)[\"“”]"
    rf"|['‘’](?P<single>[^{{}}]{{0,{SOURCE_LIMIT}}}?)['’])\s*\}}"
)
_ATTRIBUTE = re.compile(rf"\{{\s*(?:[.#][A-Za-z_]|[A-Za-z_][\w.:-]*\s*=)[^{{}}]{{0,{SOURCE_LIMIT}}}\}}")
_TEMPLATE_TAG = re.compile(rf"\{{%(?:.{{0,{SOURCE_LIMIT}}}?%\}})?|\{{#.{{0,{SOURCE_LIMIT}}}?#\}}", re.DOTALL)
_PLACEHOLDER = re.compile(r"(?P<kind>[A-Za-z][A-Za-z-]*)\s*:\s*(?P<id>\S.*)")

PLACEHOLDER_KINDS = ("chart", "scorecard")


class MarkKind(StrEnum):
    """What a mark is, or what is wrong with it."""

    REFERENCE = "reference"
    SOURCED = "sourced"
    ATTRIBUTE = "attribute"
    TEMPLATE_TAG = "template-tag"
    UNCLOSED = "unclosed"
    EMPTY = "empty"
    STRAY = "stray"


class Mark(Struct, frozen=True):
    """A mark in text: `end` is the position after it; `text` is the reference, the sourced figure or the raw words."""

    kind: MarkKind
    end: int
    text: str
    source: str = ""


def mark_at(text: str, start: int, stop: int) -> Mark | None:
    """Return the mark that begins at `start` of `text` and ends by `stop`, if there is one."""
    if text[start] == "[":
        return _sourced(text, start, stop)
    if text.startswith("{{", start, stop):
        return _reference(text, start, stop)
    if text.startswith("}}", start, stop):
        return Mark(MarkKind.STRAY, start + 2, "}}")
    if text[start] == "{":
        return _braced(text, start, stop)
    return None


def placeholder(reference: str) -> tuple[str, str] | None:
    """Split `chart:id` into its kind and id; None where the reference is to a figure. The kind may be unknown."""
    found = _PLACEHOLDER.fullmatch(reference)
    return (found["kind"], found["id"]) if found else None


def mark_finding(mark: Mark, place: Place) -> Finding | None:
    """Say what is wrong with `mark`; None for a reference or a sourced figure that can be read."""
    match mark.kind:
        case MarkKind.UNCLOSED:
            return rules.REFERENCE_UNCLOSED.at(place)
        case MarkKind.STRAY:
            return rules.REFERENCE_UNOPENED.at(place)
        case MarkKind.EMPTY:
            return rules.REFERENCE_EMPTY.at(place)
        case MarkKind.TEMPLATE_TAG:
            return rules.TEMPLATE_TAG_IN_NARRATIVE.at(place, tag=_short(mark.text))
        case MarkKind.ATTRIBUTE:
            return rules.ATTRIBUTE_UNKNOWN.at(place, mark=_short(mark.text))
        case _:
            return _sourced_finding(mark, place) if mark.kind is MarkKind.SOURCED else None


def placeholder_finding(kind: str, reference: str, place: Place, *, alone: bool) -> Finding | None:
    """Say what is wrong with `{{kind:id}}`: a kind that does not exist, or a block in the middle of words."""
    if kind not in PLACEHOLDER_KINDS:
        return rules.PLACEHOLDER_UNKNOWN.at(place, reference=reference, kind=kind)
    if not alone:
        return rules.PLACEHOLDER_IN_TEXT.at(place, reference=reference)
    return None


def _sourced(text: str, start: int, stop: int) -> Mark | None:
    """A sourced figure that begins at `start`; None where it is none."""
    found = _SOURCED.match(text, start, stop)
    if not found:
        return None
    source = found["double"] if found["single"] is None else found["single"]
    return Mark(MarkKind.SOURCED, found.end(), " ".join(found["text"].split()), " ".join(source.split()))


def _sourced_finding(mark: Mark, place: Place) -> Finding | None:
    if mark.text and mark.source:
        return None
    return rules.SOURCED_FIGURE_EMPTY.at(place, missing="source" if mark.text else "figure")


def _reference(text: str, start: int, stop: int) -> Mark:
    """A mark in double braces: a reference, or what is wrong with it."""
    limit = min(stop, start + 2 + REFERENCE_LIMIT)
    close = text.find("}}", start + 2, limit)
    if close < 0 or "{{" in text[start + 2 : close]:
        return Mark(MarkKind.UNCLOSED, start + 2, "{{")
    inner = " ".join(text[start + 2 : close].split())
    if not inner:
        return Mark(MarkKind.EMPTY, close + 2, text[start : close + 2])
    return Mark(MarkKind.REFERENCE, close + 2, inner)


def _braced(text: str, start: int, stop: int) -> Mark | None:
    """A tag of a template, or an attribute in braces; None for other braces."""
    for pattern, kind in ((_TEMPLATE_TAG, MarkKind.TEMPLATE_TAG), (_ATTRIBUTE, MarkKind.ATTRIBUTE)):
        found = pattern.match(text, start, stop)
        if found:
            return Mark(kind, found.end(), found[0])
    return None


def _short(words: str) -> str:
    """As many words as a finding quotes."""
    words = " ".join(words.split())
    return words if len(words) <= 40 else f"{words[:39]}…"
