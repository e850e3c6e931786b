"""What figures mean by now, though they keep their names: units, which way is better, what they are compared with."""

from collections.abc import Iterator, Mapping, Sequence

from boardpaper.live.ledger import FigureRecord, Ledger
from boardpaper.live.records import recorded_figure
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Indicator, Polarity, Readings
from boardpaper.model.messages import listed
from boardpaper.model.period import period_words, same_dates
from boardpaper.rules import drift as rules

_SHOWN = 3
_JUDGED = {"Better": 1, "Worse": -1}
_WAYS = {1: Polarity.HIGHER, -1: Polarity.LOWER}


def check_meaning(ledger: Ledger, readings: Readings) -> tuple[Finding, ...]:
    """A warning for each indicator that is counted or judged in another way than when the paper was bound to it.

    What figures are compared with is told together for all that are compared with the same.
    """
    by_indicator: dict[str, list[FigureRecord]] = {}
    for record in ledger.figures:
        by_indicator.setdefault(record.indicator, []).append(record)
    known = {name: records for name, records in by_indicator.items() if name in readings.indicators}
    return (
        *(each for name, records in known.items() for each in _unit(readings.indicators[name], records)),
        *(each for name, records in known.items() for each in _polarity(readings.indicators[name], records)),
        *_baselines(known, readings),
    )


def _unit(indicator: Indicator, records: Sequence[FigureRecord]) -> Iterator[Finding]:
    before = next((record.format.partition(",")[0] for record in records if record.format), "")
    now = indicator.unit.value
    if before and before != now:
        yield rules.UNIT_CHANGED.at(indicator.declared_at, indicator=_title(indicator), now=now, before=before)


def _polarity(indicator: Indicator, records: Sequence[FigureRecord]) -> Iterator[Finding]:
    before = _recorded_polarity(records)
    if before is not None and before is not indicator.polarity:
        yield rules.POLARITY_CHANGED.at(
            indicator.declared_at, indicator=_title(indicator), now=indicator.polarity.value, before=before.value
        )


def _recorded_polarity(records: Sequence[FigureRecord]) -> Polarity | None:
    """Which way was better by the records; None where they do not say so, as those of 0.1.0 seldom do."""
    for record in records:
        said = [polarity for polarity in Polarity if record.format.endswith(f"; {polarity.words}")]
        if said:
            return said[0]
    judged = next((_JUDGED[record.text] for record in records if record.text in _JUDGED), 0)
    changes = (recorded_figure(record).value for record in records if record.facet.startswith("change"))
    change = next((value for value in changes if value), None)
    return _WAYS[judged * (1 if change > 0 else -1)] if judged and change else None


def _baselines(known: Mapping[str, Sequence[FigureRecord]], readings: Readings) -> Iterator[Finding]:
    """One finding for each move from one period that figures were compared with to another."""
    moves: dict[tuple[str, str], dict[str, None]] = {}
    for name, records in known.items():
        indicator = readings.indicators[name]
        reading = readings.by_indicator.get(name, {}).get(indicator.current) if indicator.current else None
        now = (reading.compared_with if reading else None) or indicator.baseline
        compared = (recorded_figure(record).compared_with for record in records if "@" not in record.reference)
        before = next((period for period in compared if period), None)
        if now and before and now != before and not same_dates(now, before):
            moves.setdefault((period_words(before), period_words(now)), {})[name] = None
    for (before_words, now_words), names in moves.items():
        yield rules.BASELINE_NEW.at(now=now_words, before=before_words, indicators=listed(names, _SHOWN))


def _title(indicator: Indicator) -> str:
    return indicator.title or indicator.id
