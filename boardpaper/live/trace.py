"""Where the figures of a paper came from: what stands in print, joined with the ledger inside the Word file."""

from collections.abc import Iterator

from msgspec.structs import replace

from boardpaper.live.controls import SOURCE_PREFIX
from boardpaper.live.ledger import FigureRecord, Ledger
from boardpaper.live.records import recorded_suppression
from boardpaper.model.document import Document, Paragraph, Run
from boardpaper.model.paragraphs import Part, Spot, every_paragraph
from boardpaper.model.refresh import without_quote
from boardpaper.model.suppression import UNTOLD, unveiled, without_quoted
from boardpaper.model.trace import Standing, TracedCell, TracedFigure, Trail


def trace_document(document: Document, ledger: Ledger) -> Trail:
    """Every figure that `document` prints, in reading order, with what `ledger` knows of it."""
    records = {record.tag: record for record in ledger.figures}
    sources = {record.tag: record.source for record in ledger.sourced}
    figures: list[TracedFigure] = []
    number = ""
    for spot in every_paragraph(document):
        number = _number_of(spot, number) if spot.part is Part.BODY else ""
        found = [
            (tag, text)
            for tag, text in _figures_in(spot.paragraph)
            if tag in records or tag.startswith(SOURCE_PREFIX) or _could_be_figure(tag)
        ]
        place = spot.place if found else ""
        figures += [_traced(place, number, tag, text, records.get(tag), sources.get(tag, "")) for tag, text in found]
    printed = {figure.tag for figure in figures}
    return Trail(tuple(figures), tuple(record.reference for record in ledger.figures if record.tag not in printed))


def discreet_trail(trail: Trail, ledger: Ledger) -> Trail:
    """The trail without what somebody typed over a figure that may be its suppressed number, or is below its limit."""
    records = {record.tag: record for record in ledger.figures}
    secret = {at for at, figure in enumerate(trail.figures) if _is_unveiled(figure, records.get(figure.tag))}
    places = {trail.figures[at].where for at in secret}
    texts = {trail.figures[at].text for at in secret}

    def discreet(at: int, figure: TracedFigure) -> TracedFigure:
        where = without_quote(figure.where) if figure.where in places else figure.where
        text = UNTOLD if at in secret else figure.text
        return replace(figure, text=text, where=without_quoted(where, texts))

    return replace(trail, figures=tuple(discreet(at, each) for at, each in enumerate(trail.figures)))


def _is_unveiled(figure: TracedFigure, record: FigureRecord | None) -> bool:
    if record is None:
        return False
    return unveiled(figure.text, record.text, record.facet, recorded_suppression(record)) is not None


def _number_of(spot: Spot, before: str) -> str:
    """The printed number that a paragraph belongs to: its own, or that of the numbered one that it follows."""
    if spot.paragraph.outline_level:
        return ""
    return spot.paragraph.printed_number or before


def _figures_in(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """The tag and text of each control in a paragraph; one that was split in two by another format is whole."""
    tag, text = "", ""
    for inline in paragraph.inlines:
        own = inline.control if isinstance(inline, Run) else ""
        if tag and own != tag:
            yield tag, text
            text = ""
        tag = own
        if isinstance(inline, Run) and own:
            text += inline.text
    if tag:
        yield tag, text


def _could_be_figure(tag: str) -> bool:
    """Whether a control that no record knows looks like a figure's: `homicide.change`."""
    indicator, dot, facet = tag.partition(".")
    return bool(dot and indicator and facet and " " not in tag)


def _traced(where: str, number: str, tag: str, text: str, record: FigureRecord | None, source: str) -> TracedFigure:
    """A figure as the trail tells it; one whose words are not those of its record was overtyped."""
    if record is None:
        standing = Standing.SOURCED if source else Standing.UNKNOWN
        return TracedFigure(where, number, tag, text, standing, source=source)
    return TracedFigure(
        where, number, tag, text,
        Standing.BOUND if text == record.text else Standing.OVERTYPED,
        record.reference, record.text, record.indicator, record.title, record.facet, record.period, record.value,
        record.formula, record.format, record.bound,
        cells=tuple(TracedCell(cell.workbook, cell.sheet, cell.cell, cell.sha256, cell.raw) for cell in record.cells),
    )  # fmt: skip
