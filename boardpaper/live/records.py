"""What the ledger keeps of a figure and of a generated block."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from boardpaper.live.controls import block_tag, figure_tag
from boardpaper.live.ledger import BlockRecord, CellRecord, DeclaredRecord, FigureRecord, Ledger, RowRecord
from boardpaper.model.derivation import derivation_words, read_derivation
from boardpaper.model.kpi import (
    CellLabels,
    CellSource,
    Declared,
    Figure,
    Indicator,
    Marker,
    Period,
    Reading,
    Readings,
    Suppression,
    Unit,
    WorkbookFile,
    is_secret,
)
from boardpaper.model.period import period_id, read_period
from boardpaper.model.prose import (
    Generated,
)

_MOST_DECIMALS = 9
_NOWHERE = CellSource("", "", "", "")


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


def declared_record(declared: Declared) -> DeclaredRecord:
    """What the ledger keeps of an indicator of a calculation."""
    each = declared.indicator
    return DeclaredRecord(
        each.id,
        each.title,
        each.unit.value,
        str(each.decimals),
        str(each.change_decimals),
        period_id(each.current) if each.current else "",
        derivation_words(each.derivation) if each.derivation else "",
        each.denominator,
        "" if each.suppress_below is None else str(each.suppress_below),
        tuple(map(period_id, declared.below_limit)),
        tuple(map(period_id, declared.marked)),
    )


def recorded_readings(ledger: Ledger) -> Readings:
    """What a Word file knows of suppressed readings and of the calculations that they are part of; no other reading."""
    indicators = {each.indicator: _recorded_indicator(each) for each in ledger.declared}
    held = {each.indicator: dict(_recorded_readings(each)) for each in ledger.declared}
    return Readings(indicators, {name: readings for name, readings in held.items() if readings})


def _recorded_indicator(record: DeclaredRecord) -> Indicator:
    """An indicator as it was declared; what somebody has edited by hand is left out where it cannot be read."""
    decimals, change = (
        int(each) if each.isascii() and each.isdigit() else 0 for each in (record.decimals, record.change)
    )
    try:
        derivation = read_derivation(record.derived) if record.derived else None
        unit = Unit(record.unit) if record.unit else Unit.COUNT
    except ValueError:
        derivation, unit = None, Unit.COUNT
    return Indicator(
        record.indicator, record.title, unit, decimals=min(decimals, _MOST_DECIMALS),
        change_decimals=min(change, _MOST_DECIMALS), current=_period(record.current), denominator=record.denominator,
        derivation=derivation, suppress_below=read_decimal(record.below),
    )  # fmt: skip


def _recorded_readings(record: DeclaredRecord) -> Iterator[tuple[Period, Reading]]:
    """The suppressed readings of an indicator, of which the file knows no cell."""
    for periods, small in ((record.small, True), (record.marked, False)):
        for period in filter(None, map(_period, periods)):
            reading = Reading(
                record.indicator, period, None, _NOWHERE, markers=(Marker.CONFIDENTIAL,), below_limit=small
            )
            yield period, reading


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
