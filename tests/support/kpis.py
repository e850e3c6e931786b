"""Readings for tests, written as a workbook would hold them."""

from decimal import Decimal

from boardpaper.model.kpi import (
    CellSource,
    ChangeKind,
    Indicator,
    Marker,
    Period,
    PublishedChange,
    Reading,
    Readings,
)
from boardpaper.model.period import read_period

SHA = "0" * 64


def cell(name: str) -> CellSource:
    return CellSource("kpi.xlsx", "Readings", name, SHA)


def reading(
    indicator: str,
    period: str,
    value: str | None,
    at: str,
    *,
    change: tuple[ChangeKind, str] | None = None,
    against: str | None = None,
    markers: tuple[Marker, ...] = (),
) -> Reading:
    published = PublishedChange(change[0], Decimal(change[1]), cell(f"{at}c")) if change else None
    return Reading(
        indicator,
        read_period(period),
        None if value is None else Decimal(value),
        cell(at),
        raw=value or "",
        change=published,
        compared_with=read_period(against) if against else None,
        markers=markers,
    )


def readings(indicators: list[Indicator], held: list[Reading]) -> Readings:
    by_indicator: dict[str, dict[Period, Reading]] = {}
    for each in held:
        by_indicator.setdefault(each.indicator, {})[each.period] = each
    return Readings({indicator.id: indicator for indicator in indicators}, by_indicator)
