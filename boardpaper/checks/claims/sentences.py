"""Sentences with each number and figure in them as one sign, so that a claim can be found by its words alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.checks.prose.allowed import Allowances
from boardpaper.checks.prose.quantities import Numeral, NumeralKind, read_numerals
from boardpaper.checks.prose.recognised import ByValue, near_figures
from boardpaper.model.facts import Facts
from boardpaper.model.kpi import Figure
from boardpaper.model.passage import Passage, Span, SpanKind
from boardpaper.model.reference import VALUE_FACETS

# Signs for private use: a quantity, a bound change, a bound direction, a bound period, a figure without a number.
Q, CHANGE, DIRECTION, PERIOD, OPAQUE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_NO_SIGNS = str.maketrans(dict.fromkeys("\ue000\ue001\ue002\ue003\ue004", "\ufffd"))
SIGNS = f"{Q}{CHANGE}{DIRECTION}{PERIOD}{OPAQUE}"

_NUMBER_FACETS = (*VALUE_FACETS, "baseline", "share")
_ENDS = re.compile(
    r"(?<!\bNo\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bapprox\.)(?<!\bvs\.)(?<=[.!?])"
    rf"[\"”’)]*\s+(?=[A-Z“\"‘({SIGNS}])"
)


class Quantity(Struct, frozen=True):
    """A number in a sentence at position `at`: typed by the author where it has no `figure`."""

    at: int
    text: str
    value: Decimal
    kind: NumeralKind
    decimals: int = 0
    figure: Figure | None = None


class Sentence(Struct, frozen=True):
    """One sentence. `words` holds a sign for each figure, and `texts` by position what is printed there.

    `quantities` are those that are numbers, and `changes` those that are bound changes.
    """

    words: str
    texts: Mapping[int, str]
    quantities: Mapping[int, Quantity]
    changes: Mapping[int, Figure]
    passage: Passage

    @property
    def said(self) -> str:
        """The sentence as printed, shortened."""
        words = "".join(self.texts.get(at, letter) for at, letter in enumerate(self.words))
        plain = " ".join(words.split())
        return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"


_LONGEST = 120

# "Fell by 55" is no reading of 55, and ten is soon found by chance.
_CHANGED_BY = re.compile(rf"\bby (?:\w+ )?{Q}$", re.IGNORECASE)
_SURE = 20


class _Building(Struct):
    """A passage's words so far, with what their signs stand for."""

    words: str = ""
    texts: dict[int, str] = field(default_factory=dict)
    quantities: list[Quantity] = field(default_factory=list)
    changes: dict[int, Figure] = field(default_factory=dict)

    def sign(self, sign: str, text: str) -> int:
        """Adds a sign that stands for `text`, and returns its position."""
        at = len(self.words)
        self.words += sign
        self.texts[at] = text
        return at

    def quantity(self, text: str, value: Decimal, numeral: Numeral, figure: Figure | None = None) -> None:
        """Adds a number."""
        at = self.sign(Q, text)
        self.quantities.append(Quantity(at, text, value, numeral.kind, numeral.decimals, figure))

    def recognise(self, numeral: Numeral, figures: Sequence[Figure]) -> None:
        """Takes the last number for a reading, where it can be that of one indicator only."""
        values = [figure for figure in figures if figure.facet == "value"]
        if len(values) == 1 == len(figures) and numeral.value >= _SURE and not _CHANGED_BY.search(self.words):
            self.quantities[-1] = replace(self.quantities[-1], figure=values[0])


def sentences_of(passage: Passage, facts: Facts, known: ByValue) -> tuple[Sentence, ...]:
    """The sentences of a passage, in order. A typed number that is plainly a reading is taken for its figure."""
    made = _Building()
    allowances = Allowances(passage.text, passage.items)
    at = 0
    for span in passage.spans:
        if span.kind is SpanKind.TEXT:
            for numeral in _add_typed(made, span.text.translate(_NO_SIGNS), at, allowances):
                made.recognise(numeral, near_figures(numeral, passage, known, facts))
        elif span.figure:
            _add_figure(made, span, span.figure)
        else:
            made.sign(OPAQUE, span.text)
        at += len(span.text)
    return tuple(_split(made, passage))


def _add_typed(made: _Building, text: str, at: int, allowances: Allowances) -> Iterator[Numeral]:
    """Adds the author's own words, in which dates, ages and the like stay words; gives each number once it is added."""
    end = 0
    for numeral in read_numerals(text):
        if allowances.reason_for(at + numeral.start, at + numeral.end):
            continue
        made.words += text[end : numeral.start]
        sign = -1 if numeral.text[0] in "-−" else 1
        made.quantity(numeral.text, sign * numeral.value, numeral)
        yield numeral
        end = numeral.end
    made.words += text[end:]


def _add_figure(made: _Building, span: Span, figure: Figure) -> None:
    """Adds a bound figure as a sign for what it says: a quantity, a change, a period or a direction."""
    facet = figure.facet.partition(".")[0]
    if figure.facet in _NUMBER_FACETS:
        numerals = read_numerals(figure.text)
        if figure.value is not None and len(numerals) == 1:
            made.quantity(span.text, figure.value, numerals[0], figure)
        else:
            made.sign(OPAQUE, span.text)
    elif figure.facet.endswith(".cells"):
        made.sign(OPAQUE, span.text)
    elif facet == "change":
        made.changes[made.sign(CHANGE, span.text)] = figure
    elif facet == "title":
        made.words += span.text.translate(_NO_SIGNS)
    else:
        made.sign(PERIOD if figure.facet.endswith(("period", "period.long")) else DIRECTION, span.text)


def _split(made: _Building, passage: Passage) -> Iterator[Sentence]:
    """The passage's sentences, each with its own quantities and changes by their places in it."""
    start = 0
    for end in (*(match.start() for match in _ENDS.finditer(made.words)), len(made.words)):
        words = made.words[start:end]
        quantities = {q.at - start: replace(q, at=q.at - start) for q in made.quantities if start <= q.at < end}
        changes = {at - start: figure for at, figure in made.changes.items() if start <= at < end}
        texts = {at - start: text for at, text in made.texts.items() if start <= at < end}
        if words.strip():
            yield Sentence(words, texts, quantities, changes, passage)
        start = end
