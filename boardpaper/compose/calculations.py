"""The calculations that could give a suppressed number away, as far as a Word file has to know them."""

from boardpaper.model.kpi import Declared, Indicator, Marker, Reading, Readings


def declared_calculations(readings: Readings) -> tuple[Declared, ...]:
    """The indicators that hang together with a suppressed one by what is declared; none where nothing is suppressed."""
    groups = [group for each in readings.indicators.values() if len(group := _group(each)) > 1]
    known = {name for name, held in readings.by_indicator.items() if any(map(_is_secret, held.values()))}
    known |= {each.id for each in readings.indicators.values() if each.derivation and each.suppress_below is not None}
    while more := {name for group in groups if group & known for name in group} - known:
        known |= more
    involved = {name for group in groups if group & known for name in group}
    return tuple(_declared(readings, each) for each in readings.indicators.values() if each.id in involved)


def _is_secret(reading: Reading) -> bool:
    return Marker.CONFIDENTIAL in reading.markers


def _group(indicator: Indicator) -> frozenset[str]:
    """An indicator and what it is worked out from, or is a part of."""
    operands = indicator.derivation.operands if indicator.derivation else ()
    return frozenset((indicator.id, *operands, *filter(None, (indicator.denominator,))))


def _declared(readings: Readings, indicator: Indicator) -> Declared:
    held = readings.by_indicator.get(indicator.id, {})
    secret = {period: reading for period, reading in held.items() if _is_secret(reading)}
    return Declared(
        indicator,
        tuple(period for period, reading in secret.items() if reading.below_limit),
        tuple(period for period, reading in secret.items() if not reading.below_limit),
    )
