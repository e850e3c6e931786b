"""Where the figures of a paper came from: what stands in print, joined with the ledger inside the Word file."""

from collections.abc import Iterator

from msgspec.structs import replace

from boardpaper.live.controls import SOURCE_PREFIX
from boardpaper.live.ledger import FigureRecord, Ledger
from boardpaper.model.document import Document, Paragraph, Run
from boardpaper.model.kpi import Marker
from boardpaper.model.paragraphs import Part, Spot, every_paragraph
from boardpaper.model.refresh import without_quote
from boardpaper.model.suppression import UNTOLD, numbers_said
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


def discreet_trail(trail: Trail) -> Trail:
    """The trail without what somebody typed over a figure that was written as [c]: it may be its number."""
    secret = {figure.where for figure in trail.figures if _is_unveiled(figure)}
    return replace(trail, figures=tuple(_discreet(each) if each.where in secret else each for each in trail.figures))


def _is_unveiled(figure: TracedFigure) -> bool:
    return Marker.CONFIDENTIAL.symbol in figure.bound_text and bool(numbers_said(figure.text))


def _discreet(figure: TracedFigure) -> TracedFigure:
    """A figure without its words, if they are not to be told, and without those around it."""
    return replace(figure, text=UNTOLD if _is_unveiled(figure) else figure.text, where=without_quote(figure.where))


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
