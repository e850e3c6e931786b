"""Where the figures of a paper came from: what stands in print, joined with the ledger inside the Word file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import fields

from boardpaper.errors import InputError
from boardpaper.live.controls import SOURCE_PREFIX
from boardpaper.live.ledger import FigureRecord, Ledger
from boardpaper.model.document import Document, Paragraph, Run
from boardpaper.model.messages import nearest
from boardpaper.model.paragraphs import Part, Spot, every_paragraph
from boardpaper.model.trace import Standing, TracedCell, TracedFigure, Trail
from boardpaper.rules import refreshing

FORMAT = "boardpaper provenance 1"
_FIGURE_FIELDS = tuple(field.name for field in fields(TracedFigure))
_CELL_FIELDS = tuple(field.name for field in fields(TracedCell))


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


def choose_figures(trail: Trail, wanted: str) -> tuple[TracedFigure, ...]:
    """The figures that `wanted` names: a reference (homicide.change), an indicator, or a paragraph's number.

    Raises:
        InputError: the paper prints no such figure.
    """
    asked = wanted.strip().strip("{}").strip()
    number = asked.rstrip(".")
    found = (
        tuple(figure for figure in trail.figures if asked in (figure.reference, figure.tag))
        or tuple(figure for figure in trail.figures if asked == figure.indicator)
        or tuple(figure for figure in trail.figures if number and number == figure.paragraph)
    )
    if not found:
        known = [*dict.fromkeys(figure.reference for figure in trail.figures if figure.reference)]
        names = [*known, *dict.fromkeys(figure.indicator for figure in trail.figures)]
        raise InputError(refreshing.TRACE_NOTHING.at(likely=nearest(asked, names), name=asked))
    return found


def provenance(trail: Trail, pdf_sha256: str) -> dict[str, object]:
    """The trail of a publication as JSON holds it; `pdf_sha256` says which file it belongs to."""
    return {
        "format": FORMAT,
        "pdf_sha256": pdf_sha256,
        "figures": [_told(figure) for figure in trail.figures],
        "not_printed": list(trail.missing),
    }


def read_provenance(data: object) -> tuple[Trail, str]:
    """The trail in a provenance file, and the hash of the PDF that it belongs to.

    Raises:
        ValueError: `data` is not what `provenance` makes.
    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise ValueError("not a provenance file")
    figures = tuple(_read_figure(entry) for entry in _entries(data.get("figures")))
    missing = data.get("not_printed")
    return (
        Trail(figures, tuple(str(reference) for reference in missing) if isinstance(missing, list) else ()),
        str(data.get("pdf_sha256", "")),
    )


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


def _told(figure: TracedFigure) -> dict[str, Any]:
    """A figure's fields that are not blank."""
    told = {name: value for name in _FIGURE_FIELDS if (value := getattr(figure, name))}
    if figure.cells:
        told["cells"] = [
            {name: value for name in _CELL_FIELDS if (value := getattr(cell, name))} for cell in figure.cells
        ]
    return told


def _entries(value: object) -> Iterable[Mapping[str, object]]:
    """A list of objects in a provenance file."""
    if not isinstance(value, Sequence) or not all(isinstance(entry, Mapping) for entry in value):
        raise ValueError("not a provenance file")
    return value


def _read_figure(entry: Mapping[str, object]) -> TracedFigure:
    plain = dict.fromkeys(("where", "paragraph", "tag", "text"), "")
    plain |= {key: str(value) for key, value in entry.items() if key not in ("cells", "standing")}
    try:
        cells = tuple(
            TracedCell(**{key: str(value) for key, value in cell.items()}) for cell in _entries(entry.get("cells", ()))
        )
        return TracedFigure(**plain, standing=Standing(str(entry.get("standing"))), cells=cells)
    except TypeError as fault:
        raise ValueError("not a provenance file") from fault
