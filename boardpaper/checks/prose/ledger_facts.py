"""What a Word paper itself knows of its indicators, from the ledger inside it, where no workbook is at hand."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from boardpaper.checks.prose.quantities import NumeralKind, read_numerals
from boardpaper.model.facts import Facts, KnownChange, KnownIndicator
from boardpaper.model.kpi import ChangeKind, Figure, Period, Polarity, Unit
from boardpaper.model.period import read_period
from boardpaper.model.reference import VALUE_FACETS

_KINDS = {
    NumeralKind.PERCENT: ChangeKind.PERCENT,
    NumeralKind.POINTS: ChangeKind.POINTS,
    NumeralKind.FOLD: ChangeKind.FOLD,
    NumeralKind.COUNT: ChangeKind.COUNT,
    NumeralKind.MONEY: ChangeKind.COUNT,
}
_UNITS = {NumeralKind.PERCENT: Unit.PERCENT, NumeralKind.MONEY: Unit.GBP, NumeralKind.SHARE: Unit.ONE_IN}


def ledger_facts(figures: Iterable[Figure]) -> Facts:
    """What the recorded figures say: values, changes as worded, and which direction was judged better."""
    grouped: dict[str, list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(figure.indicator, []).append(figure)
    everything = tuple(figure for members in grouped.values() for figure in members if figure.value is not None)
    return Facts({name: _known(name, members) for name, members in grouped.items()}, everything)


def _known(name: str, figures: list[Figure]) -> KnownIndicator:
    """What the figures of a paper tell of an indicator."""
    by_facet = {figure.facet: figure for figure in figures if "@" not in figure.reference}
    values = {figure.period: figure.value for figure in figures if figure.facet in VALUE_FACETS and figure.period}
    current = next((figure.period for figure in by_facet.values()), None)
    earlier = _earlier(by_facet)
    held = {period: value for period, value in values.items() if value is not None}
    if earlier and "baseline" in by_facet and (number := by_facet["baseline"].value) is not None:
        held[earlier] = number
    change = _change(by_facet, earlier)
    title = next((figure.title for figure in figures if figure.title), name.replace("-", " "))
    unit, decimals = _form(figures)
    return KnownIndicator(
        name, title, unit, decimals, polarity=_polarity(by_facet, change), current=current, values=held,
        changes={current: change} if current and change else {},
    )  # fmt: skip


def _earlier(by_facet: Mapping[str, Figure]) -> Period | None:
    """The period that its changes are measured from, as the paper prints it; None where it does not."""
    try:
        return read_period(by_facet["baseline.period"].text)
    except (KeyError, ValueError):
        return None


def _form(figures: Iterable[Figure]) -> tuple[Unit, int]:
    """The unit and the decimals that its values are printed in."""
    for figure in figures:
        if figure.facet in VALUE_FACETS and (numerals := read_numerals(figure.text)):
            return _UNITS.get(numerals[0].kind, Unit.COUNT), numerals[0].decimals
    return Unit.COUNT, 0


def _change(by_facet: Mapping[str, Figure], earlier: Period | None) -> KnownChange | None:
    """The change that the paper prints; None where it prints none."""
    for facet in ("change", "change.a", "change.signed", "change.short"):
        if facet in by_facet and (found := _worded(by_facet[facet].text, earlier)):
            return found
    return None


def _worded(text: str, earlier: Period | None) -> KnownChange | None:
    """A change as boardpaper words it: “1.9% increase”, “decrease of 9”, “−17%”, “up 20%”, “no change”."""
    if text in ("no change", "unchanged"):
        return KnownChange(ChangeKind.PERCENT, Decimal(0), earlier)
    numerals = read_numerals(text)
    if len(numerals) != 1 or numerals[0].kind not in _KINDS:
        return None
    size = numerals[0].value
    down = any(sign in text for sign in ("decrease", "down", "−"))
    kind = _KINDS[numerals[0].kind]
    return KnownChange(kind, -size if down and kind is not ChangeKind.FOLD else size, earlier)


def _polarity(by_facet: Mapping[str, Figure], change: KnownChange | None) -> Polarity:
    """Which way is better, told by a status and the change that it judges."""
    judged = {"Better": 1, "Worse": -1}.get(by_facet["status"].text, 0) if "status" in by_facet else 0
    if not judged or change is None or not change.sign:
        return Polarity.NEUTRAL
    return Polarity.HIGHER if judged == change.sign else Polarity.LOWER
