"""The words of inlines, as a reader sees them."""

from collections.abc import Iterable, Iterator

from boardpaper.model.prose import (
    BoundFigure,
    Inline,
    LineBreak,
    Link,
    ParagraphNumber,
    SourcedFigure,
    Text,
)
from boardpaper.ooxml.wordml import xml_text


def words_of(inlines: Iterable[Inline]) -> str:
    """What a reader sees of `inlines`, with single spaces and without note marks."""
    return " ".join(xml_text("".join(_pieces(inlines))).split())


def _pieces(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text() | SourcedFigure():
                yield inline.text
            case BoundFigure():
                yield inline.figure.text
            case ParagraphNumber():
                yield inline.text
            case LineBreak():
                yield " "
            case Link():
                yield from _pieces(inline.words)
