"""The scorecard: every indicator's latest figure and change, as tables by measure."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from boardpaper.compose.figures import NOT_ASSESSED, bind_reference
from boardpaper.compose.readings import UnboundError, current_period
from boardpaper.model.kpi import Indicator, Marker, Readings
from boardpaper.model.prose import (
    Align,
    Block,
    BoundFigure,
    Generated,
    Heading,
    Inline,
    Paragraph,
    Place,
    Table,
    Text,
)
from boardpaper.model.reference import Reference
from boardpaper.rules import figures as rules

_COLUMNS = ("Indicator", "Latest figure", "Period", "Change", "Compared with", "Status")
_FACETS = ("value.marked", "period", "change", "baseline.period", "status")
_WIDTHS = (4.4, 1.9, 2.3, 3.1, 2.5, 2.1)
_ALIGN = (Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT)
# What a scorecard prints where an indicator is not compared with anything, rather than nothing.
_NOT_COMPARED = (rules.BASELINE_UNDECLARED.name, rules.FACET_UNAVAILABLE.name, rules.CHANGE_FROM_ZERO.name)
_OTHER_MEASURE = "Other indicators"

Report = Callable[[UnboundError, Place], None]


def scorecard(
    indicators: Sequence[Indicator],
    readings: Readings,
    place: Place,
    report: Report,
    *,
    level: int = 2,
    asked: Sequence[str] = (),
    measure: str = "",
) -> tuple[Block, ...]:
    """A key to the markers used, then a heading of `level` and a table for each measure, in the order of `indicators`.

    A cell that cannot be bound is given to `report`, and holds its reference in the meantime. `asked` and `measure`
    are how the author chose the indicators, which the blocks remember: by name, by measure, or neither for all.
    """
    blocks: list[Block] = []
    used: list[Marker] = []
    for name, group in groupby(_by_measure(indicators), key=lambda indicator: indicator.measure):
        members = list(group)
        if any(indicator.measure for indicator in indicators):
            blocks.append(Heading(level, (Text(name or _OTHER_MEASURE),), place))
        rows = [_row(indicator, readings, place, report, used) for indicator in members]
        blocks.append(
            Table(
                header=tuple((Text(column),) for column in _COLUMNS),
                rows=tuple(rows),
                place=place,
                align=_ALIGN,
                row_headers=True,
                widths=_WIDTHS,
                description=f"Scorecard: {name or _OTHER_MEASURE}",
                generated=Generated("scorecard", tuple(asked), name, tuple(each.id for each in members)),
            )
        )
    return (*_legend(used, place, Generated("legend", tuple(asked), measure)), *blocks)


def scorecard_anew(
    readings: Readings, asked: Sequence[str], measure: str, place: Place, *, chosen: Sequence[str] = ()
) -> tuple[Block, ...]:
    """The blocks of a scorecard that was `asked` for by name, by `measure`, or (without either) as all indicators.

    `chosen` are the names to show where they are others by now than those asked for. Names that no workbook declares
    are left out, and a cell that cannot be bound holds its reference.
    """
    names = chosen or asked
    known = readings.indicators
    shown = [known[name] for name in names if name in known] if names else [i for i in known.values() if i.scorecard]
    if measure:
        shown = [indicator for indicator in shown if indicator.measure == measure]
    return scorecard(shown, readings, place, _silent, asked=asked, measure=measure)


def _silent(_: UnboundError, __: Place) -> None:
    """For cells whose faults are told elsewhere."""


def _by_measure(indicators: Sequence[Indicator]) -> list[Indicator]:
    """The indicators in their order, those of one measure together."""
    order = list(dict.fromkeys(indicator.measure for indicator in indicators))
    return sorted(indicators, key=lambda indicator: order.index(indicator.measure))


def _row(
    indicator: Indicator, readings: Readings, place: Place, report: Report, used: list[Marker]
) -> tuple[tuple[Inline, ...], ...]:
    """An indicator's cells; the markers in them go to `used`."""
    cells: list[tuple[Inline, ...]] = [(_cell(indicator, "title", readings, place, report),)]
    for facet in _FACETS:
        cell = _cell(indicator, facet, readings, place, report)
        used.extend(_markers(cell))
        cells.append((cell,))
    return tuple(cells)


def _cell(indicator: Indicator, facet: str, readings: Readings, place: Place, report: Report) -> BoundFigure | Text:
    """A facet's figure; the marker where there is none to compare, and the reference where it cannot be bound."""
    try:
        current_period(readings, indicator)
        figure = bind_reference(Reference(indicator.id, facet), readings)
    except UnboundError as fault:
        if fault.rule in _NOT_COMPARED:
            return Text(NOT_ASSESSED if facet == "status" else Marker.NOT_APPLICABLE.symbol)
        report(fault, place)
        return Text(f"{{{{{indicator.id}.{facet}}}}}")
    return BoundFigure(figure)


def _markers(cell: BoundFigure | Text) -> Iterable[Marker]:
    """The markers whose symbols the cell prints."""
    text = cell.figure.text if isinstance(cell, BoundFigure) else cell.text
    return (marker for marker in Marker if marker.symbol in text)


def _legend(used: Iterable[Marker], place: Place, generated: Generated) -> tuple[Block, ...]:
    """The key to the markers, in the order of their declaration; nothing where none is used."""
    found = set(used)
    words = "; ".join(f"{marker.symbol} {marker.meaning}" for marker in Marker if marker in found)
    return (Paragraph((Text(f"Key: {words}."),), place, numbered=False, generated=generated),) if words else ()
