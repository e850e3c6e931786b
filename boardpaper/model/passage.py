"""Running text in which each figure is told from words, whether a paper's narrative or a Word file holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from boardpaper.model.kpi import Figure


class SpanKind(StrEnum):
    """Who answers for a span's words: their author, a workbook, or a source that the author names."""

    TEXT = "text"
    BOUND = "bound"
    SOURCED = "sourced"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one kind, as printed. A bound span has its `figure`, whose text is what was bound."""

    text: str
    kind: SpanKind = SpanKind.TEXT
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, cell, list item or note. `items` is how many items the list has that follows it.

    `in_word` says that it stands in a Word file, and not in narrative.
    """

    spans: tuple[Span, ...]
    where: str
    items: int = 0
    in_word: bool = False

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many numbers of a text are bound to a workbook, have a source, are allowed by reason, or unexplained."""

    bound: int = 0
    sourced: int = 0
    allowed: Mapping[str, int] = field(default_factory=dict)
    unexplained: int = 0
