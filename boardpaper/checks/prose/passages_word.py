"""A Word paper's text as passages, its figures known by the controls around them and the ledger inside the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.checks.prose.quantities import read_numerals
from boardpaper.live.controls import SOURCE_PREFIX
from boardpaper.live.ledger import FigureRecord, Ledger
from boardpaper.live.records import recorded_figure
from boardpaper.model.document import Bookmark, Cell, Document, Drawing, Inline, NoteMark, Paragraph, Run, words_of
from boardpaper.model.kpi import Figure
from boardpaper.model.paragraphs import Part, Spot, body_tables, every_paragraph
from boardpaper.model.passage import Passage, Span, SpanKind, divided

_WORDS_QUOTED = 6


class _Found(Struct, frozen=True):
    """What is known of a file: figures by tag, tags of sourced ones, headings of columns, and notes as printed."""

    figures: Mapping[str, Figure]
    sourced: set[str]
    columns: Mapping[int, str]
    notes: Mapping[str, str]


def word_passages(document: Document, ledger: Ledger) -> tuple[Passage, ...]:
    """The passages of the body and of the notes; headers and footers repeat what the front page says."""
    figures = {record.tag: known_figure(record) for record in ledger.figures}
    sourced = {record.tag for record in ledger.sourced}
    spots = [spot for spot in every_paragraph(document) if spot.part in (Part.BODY, Part.NOTE) and spot.words]
    names = {key: f"{note.kind} {note.number}" for key, note in document.notes.items()}
    found = _Found(figures, sourced, _columns(document), names)
    read = _passages([spot for spot in spots if not _is_contents(spot)], found)
    return tuple(piece for passage in read for piece in divided(passage))


def _is_contents(spot: Spot) -> bool:
    """Whether a paragraph is an entry of a table of contents, whose numbers are pages."""
    return bool(spot.paragraph.contents) or spot.paragraph.style.lower().startswith(("toc ", "table of figures"))


def known_figure(record: FigureRecord) -> Figure:
    """A figure as the ledger keeps it; where that has no value of it, as in older papers, the number that it prints."""
    figure = recorded_figure(record)
    return figure if record.value else replace(figure, value=_only_number(record.text))


def _only_number(text: str) -> Decimal | None:
    """The number of a text that holds just one; None for others."""
    numerals = read_numerals(text)
    if len(numerals) != 1:
        return None
    numeral = numerals[0]
    return -numeral.value if numeral.text[0] in "-−" else numeral.value


def _columns(document: Document) -> dict[int, str]:
    """The heading of the column of each paragraph in a table, by the paragraph's identity."""
    return {
        id(block): head
        for table in body_tables(document)
        for heads in (list(map(_cell_words, table.rows[0].cells)) if table.rows else [],)
        for row in table.rows[1:]
        for head, cell in zip(heads, row.cells, strict=False)
        for block in cell.blocks
    }


def _passages(spots: Sequence[Spot], found: _Found) -> Iterator[Passage]:
    """The passages of a Word file; each is about its row's first cell or the paragraph before."""
    number, section = "", ""
    for index, spot in enumerate(spots):
        own = spot.paragraph.printed_number
        number = own or number
        section = spot.words if spot.paragraph.outline_level else section
        spans = tuple(_spans(spot.paragraph.inlines, found.figures, found.sourced))
        about = _row_name(spot) if spot.table_row else spots[index - 1].words if index else ""
        marks = (found.notes.get(each.note, "") for each in spot.paragraph.inlines if isinstance(each, NoteMark))
        yield Passage(
            spans, _where(spot, own, number), _items_below(spot, spots[index + 1 :]), about, in_word=True,
            column=found.columns.get(id(spot.paragraph), ""), section="" if spot.note else section,
            notes=tuple(marks), note=spot.note,
        )  # fmt: skip


def _row_name(spot: Spot) -> str:
    """What the first cell of a paragraph's row says."""
    cells = spot.table_row.cells if spot.table_row else ()
    return " ".join(map(_cell_words, cells[:1]))


def _cell_words(cell: Cell) -> str:
    """What a cell says."""
    return " ".join(words_of(block.inlines) for block in cell.blocks if isinstance(block, Paragraph))


def _where(spot: Spot, own: str, last: str) -> str:
    """The place of a paragraph as a person finds it: its number and words, or those of the last one with a number."""
    if spot.part is Part.NOTE:
        return spot.note
    said = " ".join(spot.words.split()[:_WORDS_QUOTED])
    if spot.table_row and (name := " ".join(_row_name(spot).split()[:_WORDS_QUOTED])):
        said = f"{name}” | “{said}" if name != said else said
    if own:
        return f"paragraph {own}, “{said}”"
    return f"below paragraph {last}, “{said}”" if last else f"“{said}”"


def _items_below(spot: Spot, below: Sequence[Spot]) -> int:
    """How many items the list has that follows: paragraphs with a mark of another kind than the paragraph's own."""
    if not spot.words.endswith(":"):
        return 0
    own = spot.paragraph.label
    count = 0
    for other in below:
        label = other.paragraph.label
        if label is None or (own and (label.definition, label.level) == (own.definition, own.level)):
            break
        count += 1
    return count


def _spans(inlines: Iterable[Inline], figures: Mapping[str, Figure], sourced: set[str]) -> Iterator[Span]:
    """A paragraph's text as spans of what its controls hold."""
    for control, group in groupby((each for each in inlines if not isinstance(each, Bookmark)), _control):
        text = "".join(_said(inline) for inline in group)
        figure = figures.get(control)
        if figure:
            yield Span(text, SpanKind.BOUND, figure)
        elif control.startswith(SOURCE_PREFIX) or control in sourced:
            yield Span(text, SpanKind.SOURCED)
        else:
            yield Span(text)


def _control(inline: Inline) -> str:
    return inline.control if isinstance(inline, Run) else ""


def _said(inline: Inline) -> str:
    """What an inline says that somebody wrote; numbers that Word counts are none."""
    match inline:
        case Run() if not _is_cross_reference(inline):
            return inline.text
        case Drawing():
            return f" {inline.alt} "
        case _:
            # A page or a paragraph that Word itself counts, which nobody need answer for.
            return " "


def _is_cross_reference(run: Run) -> bool:
    """Whether a run is a number that leads to another place in the file, as in “see paragraph 5”."""
    return run.link is not None and bool(run.link.bookmark) and not any(letter.isalpha() for letter in run.text)
