"""What the ledger keeps of a figure and of a generated block."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from boardpaper.live.controls import block_tag, figure_tag
from boardpaper.live.ledger import BlockRecord, CellRecord, FigureRecord, RowRecord
from boardpaper.model.kpi import CellLabels, CellSource, Figure, Period, Suppression, WorkbookFile, is_secret
from boardpaper.model.period import period_id, read_period
from boardpaper.model.prose import (
    Generated,
)


def figure_title(figure: Figure) -> str:
    """What a figure's control is called in Word: `Homicide – change`, `Homicide – value, 2021/22`."""
    return figure_words(figure.indicator, figure.facet, figure.reference)


def figure_words(indicator: str, facet: str, reference: str) -> str:
    """The title of the control of the figure that `reference` names."""
    words = indicator.replace("-", " ")
    facet = facet.replace(".", " ")
    period = reference.partition("@")[2]
    return f"{words[:1].upper()}{words[1:]} – {facet}" + (f", {period}" if period else "")


def block_record(block: Generated, rows: Sequence[Sequence[str]]) -> BlockRecord:
    """What the ledger keeps of a generated block whose words stand in `rows`, a table's header first."""
    keys = ("", *block.keys)
    records = tuple(RowRecord(key, tuple(row)) for key, row in zip(keys, rows, strict=True))
    tag = block_tag(block.kind, block.indicators, block.measure)
    return BlockRecord(tag, block.kind, records, block.indicators, block.measure)


def figure_record(figure: Figure, workbooks: Sequence[WorkbookFile]) -> FigureRecord:
    """What the ledger keeps of `figure`; of a suppressed one neither its value nor what its cells hold."""
    suppressed = is_secret(figure)
    told = () if suppressed else figure.raws
    raws = (*told, *[""] * (len(figure.sources) - len(told)))
    used = {cell.workbook for cell in figure.sources}
    return FigureRecord(
        tag=figure_tag(figure.reference),
        reference=figure.reference,
        text=figure.text,
        indicator=figure.indicator,
        facet=figure.facet,
        period=period_id(figure.period) if figure.period else "",
        cells=tuple(_cell_record(cell, raw) for cell, raw in zip(figure.sources, raws, strict=True)),
        title=figure.title,
        value="" if suppressed or figure.value is None else str(figure.value),
        formula="" if suppressed else figure.formula,
        format=figure.format,
        bound=max((each.modified for each in workbooks if each.name in used), default=""),
        compared=period_id(figure.compared_with) if figure.compared_with else "",
        below="" if figure.suppression.below is None else str(figure.suppression.below),
        hidden=tuple(map(period_id, figure.suppression.hidden)),
    )


def _cell_record(cell: CellSource, raw: str) -> CellRecord:
    under = cell.labels or CellLabels()
    return CellRecord(cell.workbook, cell.sheet, cell.cell, cell.sha256, raw, under.row, under.column, under.reading)


def recorded_figure(record: FigureRecord) -> Figure:
    """A figure as the ledger keeps it."""
    return Figure(
        reference=record.reference,
        text=record.text,
        indicator=record.indicator,
        facet=record.facet,
        period=_period(record.period),
        value=read_decimal(record.value),
        sources=tuple(CellSource(cell.workbook, cell.sheet, cell.cell, cell.sha256) for cell in record.cells),
        formula=record.formula,
        raws=tuple(cell.raw for cell in record.cells),
        title=record.title,
        format=record.format,
        compared_with=_period(record.compared),
        suppression=recorded_suppression(record),
    )


def recorded_suppression(record: FigureRecord) -> Suppression:
    """What could not be told of a figure when its record was written."""
    hidden = (_period(each) for each in record.hidden)
    return Suppression(read_decimal(record.below), tuple(each for each in hidden if each))


def _period(text: str) -> Period | None:
    """A period of the ledger; None where it cannot be read, as when somebody has edited the ledger by hand."""
    try:
        return read_period(text) if text else None
    except ValueError:
        return None


def read_decimal(text: str) -> Decimal | None:
    """A number of the ledger; None where it holds none."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
