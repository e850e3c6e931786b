"""Every facet of indicators of every kind, as it is printed or refused, kept as text."""

from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from boardpaper.compose.facts import gather_facts
from boardpaper.compose.figures import bind_reference
from boardpaper.compose.readings import UnboundError
from boardpaper.model.kpi import ChangeKind, Marker, Polarity, Readings, Unit
from boardpaper.model.reference import FACETS, read_reference
from tests.compose.test_figures import KPIS, indicator
from tests.support.kpis import reading, readings

PERIODS = ("", "@ye-2019-06", "@2018/19")
MORE = readings(
    [
        replace(indicator("spend", Unit.GBP, polarity=Polarity.NEUTRAL), decimals=1),
        replace(indicator("pounds", Unit.GBP, polarity=Polarity.HIGHER), current=None),
        indicator("odds", Unit.ONE_IN),
        replace(indicator("ratio", Unit.RATIO), decimals=2, change_decimals=2),
        indicator("rate", Unit.PERCENT, polarity=Polarity.HIGHER),
        indicator("staff", polarity=Polarity.HIGHER, derived="difference(all, gone)"),
        indicator("all"),
        indicator("gone", suppress_below="2"),
        replace(indicator("named"), unit_name="calls", measure="Answer calls"),
        indicator("several", denominator="all"),
        replace(indicator("many"), current=None),
        indicator("unread"),
        indicator("nought"),
        indicator("below"),
    ],
    [
        reading("spend", "2021/22", "14500000", "D1"),
        reading("spend", "ye-2019-06", "999949", "D2"),
        reading("pounds", "2021/22", "950", "D3"),
        reading("odds", "2021/22", "4", "D4"),
        reading("odds", "ye-2019-06", "5", "D5"),
        reading("ratio", "2021/22", "1.005", "D6"),
        reading("ratio", "ye-2019-06", "0.995", "D7"),
        reading("rate", "2021/22", "64.25", "D8", change=(ChangeKind.POINTS, "-1.5"), against="2018/19"),
        reading("rate", "2018/19", "65.7", "D9"),
        reading("all", "2021/22", "40", "D10"),
        reading("all", "ye-2019-06", "36", "D11", markers=(Marker.REVISED,)),
        reading("gone", "2021/22", "3", "D12", markers=(Marker.PROVISIONAL, Marker.ESTIMATED)),
        reading("gone", "ye-2019-06", "1", "D13"),
        reading("named", "2021/22", "1234", "D14", markers=(Marker.BREAK_IN_SERIES,)),
        reading("named", "ye-2019-06", "1234", "D15"),
        reading("several", "2021/22", "10", "D16"),
        reading("many", "2021/22", "1", "D17"),
        reading("many", "ye-2019-06", "2", "D18"),
        reading("nought", "2021/22", "0", "D19"),
        reading("nought", "ye-2019-06", "0", "D20"),
        reading("below", "2021/22", "-5", "D21"),
        reading("below", "ye-2019-06", "10", "D22"),
    ],
)


def bound(held: Readings) -> str:
    """Each indicator's facets with what they print, those together that are refused for one reason."""
    told: dict[str, list[str]] = {}
    for name in held.indicators:
        for period in PERIODS:
            for facet in FACETS:
                if not period or facet.partition(".")[0] in ("value", "change", "period", "status"):
                    told.setdefault(f"{name}: {printed(f'{name}.{facet}{period}', held)}", []).append(
                        f"{facet}{period}"
                    )
    return "".join(f"{said}\n    {', '.join(facets)}\n" for said, facets in told.items())


def printed(reference: str, held: Readings) -> str:
    """What a reference prints and rests on, or why it cannot be bound."""
    try:
        figure = bind_reference(read_reference(reference), held)
    except UnboundError as fault:
        told = fault.finding
        hint = told.hint.replace(reference.partition("@")[0].partition(".")[2], "…") if told else ""
        return f"- {told.rule} | {told.message} | {hint}" if told else f"- {fault}"
    cells = ", ".join(f"{cell.cell}={raw}" for cell, raw in zip(figure.sources, figure.raws, strict=False))
    plain = ", ".join(cell.cell for cell in figure.sources[len(figure.raws) :])
    marks = "".join(mark.symbol for mark in figure.markers)
    said = (figure.value, marks, cells, plain, figure.formula, figure.format)
    return f"“{figure.text}” " + " | ".join("" if each is None else str(each) for each in said)


def test_figures_of_a_year_in_a_force(kept: SnapshotAssertion) -> None:
    assert bound(KPIS) == kept


def test_figures_of_every_unit(kept: SnapshotAssertion) -> None:
    unread = replace(MORE, unread=frozenset({("unread", None)}))
    assert bound(unread) == kept


def test_what_may_be_told(kept: SnapshotAssertion) -> None:
    facts = (gather_facts(held) for held in (KPIS, MORE))
    assert "".join(f"{each}\n" for fact in facts for each in fact.indicators.values()) == kept
