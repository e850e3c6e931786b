"""Running text in which each figure is told from words, whether a paper's narrative or a Word file holds it."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.kpi import Figure


class SpanKind(StrEnum):
    """Who answers for a span's words: their author, a workbook, or a source that the author names."""

    TEXT = "text"
    BOUND = "bound"
    SOURCED = "sourced"


class Span(Struct, frozen=True):
    """Words of one kind, as printed. A bound span has its `figure`, whose text is what was bound."""

    text: str
    kind: SpanKind = SpanKind.TEXT
    figure: Figure | None = None


class Passage(Struct, frozen=True):
    """A paragraph, heading, cell, list item or note. `items` is how many items the list has that follows it.

    `about` is what stands beside it and says what it is: the name of a cell's row. `column` is the heading of a cell's
    column, `section` that of the section. `notes` name the footnotes that are called in it, and `note` the one that it
    is. `in_word` says that it stands in a Word file, and not in narrative.
    """

    spans: tuple[Span, ...]
    where: str
    items: int = 0
    about: str = ""
    in_word: bool = False
    column: str = ""
    section: str = ""
    notes: tuple[str, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(span.text for span in self.spans)


class Coverage(Struct, frozen=True):
    """How many numbers of a text are bound to a workbook, have a source, are allowed by reason, or unexplained."""

    bound: int = 0
    sourced: int = 0
    allowed: Mapping[str, int] = field(default_factory=dict)
    unexplained: int = 0


# Longer than any paragraph that a person writes; what looks at a passage may look at each word of it from each other.
_LONGEST = 5000


def divided(passage: Passage) -> Iterator[Passage]:
    """The passage itself, or where no person would have written one so long, its pieces in order."""
    if len(passage.text) <= _LONGEST:
        yield passage
        return
    piece: list[Span] = []
    length = 0
    for span in _short_spans(passage.spans):
        if piece and length + len(span.text) > _LONGEST:
            yield replace(passage, spans=tuple(piece), items=0)
            piece, length = [], 0
        piece.append(span)
        length += len(span.text)
    yield replace(passage, spans=tuple(piece))


def _short_spans(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, with the author's words cut at spaces where they are too long."""
    for span in spans:
        text = span.text
        while span.kind is SpanKind.TEXT and len(text) > _LONGEST:
            cut = text.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
            yield replace(span, text=text[:cut])
            text = text[cut:]
        yield replace(span, text=text)
