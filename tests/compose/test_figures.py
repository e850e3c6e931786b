import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.compose.figures import bind_reference
from boardpaper.compose.readings import UnboundError
from boardpaper.model.derivation import read_derivation
from boardpaper.model.kpi import ChangeKind, Figure, Indicator, Marker, Polarity, Readings, Unit
from boardpaper.model.period import read_period
from boardpaper.model.reference import FACETS, read_reference
from tests.support.kpis import cell, reading, readings

NOW, THEN = read_period("2021/22"), read_period("ye-2019-06")


def indicator(
    name: str,
    unit: Unit = Unit.COUNT,
    *,
    change_decimals: int = 0,
    denominator: str = "",
    derived: str = "",
    suppress_below: str | None = None,
    polarity: Polarity = Polarity.LOWER,
) -> Indicator:
    return Indicator(
        name,
        name.capitalize(),
        unit,
        decimals=1 if unit is Unit.PERCENT else 0,
        change_decimals=change_decimals,
        polarity=polarity,
        current=NOW,
        baseline=THEN,
        denominator=denominator,
        derivation=read_derivation(derived) if derived else None,
        suppress_below=Decimal(suppress_below) if suppress_below else None,
    )


KPIS = readings(
    [
        indicator("homicide", change_decimals=1),
        indicator("knife"),
        indicator("weapons"),
        indicator("cyber"),
        indicator("rate", Unit.PERCENT),
        indicator("shotgun", denominator="discharges"),
        indicator("discharges"),
        indicator("shotgun-share", Unit.PERCENT, derived="share(shotgun, discharges)"),
        indicator("all-guns", derived="sum(shotgun, discharges)"),
        indicator("small", suppress_below="5", denominator="discharges"),
        indicator("with-small", derived="sum(small, discharges)"),
        indicator("hidden"),
        indicator("fresh"),
        indicator("loop", derived="sum(loop, knife)"),
        indicator("year-of-knife", derived="rolling_sum(knife, 12)"),
        indicator("nothing"),
        indicator("none-share", Unit.PERCENT, derived="share(homicide, nothing)"),
    ],
    [
        reading("homicide", "2021/22", "53", "C5"),
        reading("homicide", "ye-2019-06", "52", "C6"),
        reading("knife", "2021/22", None, "C7", change=(ChangeKind.PERCENT, "28"), against="ye-2019-06"),
        reading("weapons", "2021/22", "160", "C8", change=(ChangeKind.COUNT, "-55"), against="ye-2019-06"),
        reading("cyber", "2021/22", None, "C9", change=(ChangeKind.FOLD, "5"), against="ye-2019-06"),
        reading("rate", "2021/22", "64.24", "C10"),
        reading("rate", "ye-2019-06", "61.06", "C11"),
        reading("shotgun", "2021/22", "24", "C12"),
        reading("discharges", "2021/22", "36", "C13"),
        reading("discharges", "ye-2019-06", "36", "C14"),
        reading("small", "2021/22", "3", "C15"),
        reading("small", "ye-2019-06", "40", "C16"),
        reading("hidden", "2021/22", None, "C17", markers=(Marker.CONFIDENTIAL,)),
        reading("nothing", "2021/22", "0", "C17"),
        reading("fresh", "2021/22", "7", "C18"),
        reading("fresh", "ye-2019-06", "0", "C19"),
    ],
)


def bind(text: str, kpis: Readings = KPIS) -> Figure:
    return bind_reference(read_reference(text), kpis)


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("homicide.value", "53"),
        ("homicide.value@ye-2019-06", "52"),
        ("homicide.baseline", "52"),
        ("homicide.change", "1.9% increase"),
        ("homicide.change.percent", "1.9%"),
        ("homicide.change.count", "1"),
        ("homicide.change.short", "up 1.9%"),
        ("homicide.direction", "increase"),
        ("homicide.direction.verb", "increased"),
        ("homicide.direction.adverb", "up"),
        ("homicide.period", "2021/22"),
        ("homicide.period.long", "April 2021 to March 2022"),
        ("homicide.baseline.period", "year ending June 2019"),
        ("homicide.status", "Worse"),
        ("homicide.title", "Homicide"),
        ("knife.change", "28% increase"),
        ("knife.change.signed", "+28%"),
        ("weapons.change", "decrease of 55"),
        ("weapons.change.count", "55"),
        ("weapons.status", "Better"),
        ("cyber.change", "five-fold increase"),
        ("rate.value", "64.2%"),
        ("rate.change", "3.2 percentage point increase"),
        ("rate.change.points", "3.2 percentage points"),
        ("discharges.change", "no change"),
        ("discharges.direction.verb", "did not change"),
        ("discharges.status", "No change"),
        ("shotgun.share", "67%"),
        ("shotgun-share.value", "66.7%"),
        ("all-guns.value", "60"),
        ("hidden.value", "[c]"),
        ("fresh.value.words", "seven"),
        ("fresh.change.count", "7"),
    ],
)
def test_facets_print_what_a_paper_says(reference: str, text: str) -> None:
    assert bind(reference).text == text


def test_a_figure_names_every_cell_it_came_from() -> None:
    assert bind("homicide.change").sources == (cell("C5"), cell("C6"))
    assert bind("shotgun-share.value").sources == (cell("C12"), cell("C13"))
    assert bind("knife.change").sources == (cell("C7c"),)
    assert bind("shotgun-share.value").formula == "share(shotgun, discharges)"


def test_percentage_points_are_worked_out_before_rounding() -> None:
    # 64.24 − 61.06 = 3.18; from the printed 64.2 and 61.1 it would be 3.1.
    assert bind("rate.change").value == Decimal("3.18")


@pytest.mark.parametrize("facet", sorted(set(FACETS) - {"baseline", "baseline.cells"}))
def test_a_suppressed_value_never_leaves_in_any_facet(facet: str) -> None:
    try:
        figure = bind(f"small.{facet}")
    except UnboundError:
        assert facet == "change.points"
        return
    assert figure.value is None
    if facet.endswith(".cells"):
        # Where it stands may be told, and what it holds may not.
        assert re.fullmatch(r"kpi\.xlsx › Readings!C\d+(, C\d+)?", figure.text)
        assert set(figure.raws) == {""}
        return
    says_nothing_of_it = {
        "title": "Small",
        "period": "2021/22",
        "period.long": "April 2021 to March 2022",
        "baseline.period": "year ending June 2019",
        "status": "Not available",
    }
    assert figure.text == says_nothing_of_it.get(facet, "[c]")


def test_a_sum_over_a_suppressed_value_is_suppressed() -> None:
    figure = bind("with-small.value")
    assert (figure.text, figure.value, figure.markers) == ("[c]", None, (Marker.CONFIDENTIAL,))


@pytest.mark.parametrize(
    ("reference", "rule", "hint"),
    [
        ("homocide.value", "indicator-unknown", "homicide"),
        ("homicide.value@2020/21", "reading-missing", "@2021/22"),
        ("knife.change.count", "facet-unavailable", "knife.change"),
        ("rate.change.percent", "facet-unavailable", "rate.change.points"),
        ("fresh.change", "change-from-zero", "fresh.change.count"),
        ("homicide.share", "denominator-undeclared", "Denominator"),
        ("loop.value", "derivation-circular", "Derived"),
        ("shotgun.change", "reading-missing", "@2021/22"),
        ("year-of-knife.value@2021/22-Q4", "derivation-period", "period of 12 months"),
        ("none-share.value", "share-of-zero", "Say it in words"),
    ],
)
def test_what_cannot_be_bound_says_why_and_what_to_do(reference: str, rule: str, hint: str) -> None:
    with pytest.raises(UnboundError) as caught:
        bind(reference)
    assert caught.value.rule == rule
    assert hint in caught.value.hint


def test_the_same_months_under_another_name_are_the_same_reading() -> None:
    assert bind("homicide.value@ye-2022-03").text == "53"


def test_a_rolling_sum_adds_every_month_and_misses_none() -> None:
    months = [f"2021-{month:02d}" for month in range(4, 13)] + [f"2022-{month:02d}" for month in range(1, 4)]
    held = [reading("monthly", month, str(count), f"D{count}") for count, month in enumerate(months, 1)]
    kpis = readings([indicator("monthly"), indicator("rolling", derived="rolling_sum(monthly, 12)")], held)
    assert bind("rolling.value", kpis).text == "78"
    assert len(bind("rolling.value", kpis).sources) == 12
    short = readings([indicator("monthly"), indicator("rolling", derived="rolling_sum(monthly, 12)")], held[1:])
    with pytest.raises(UnboundError, match="April 2021"):
        bind("rolling.value", short)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_direction_status_and_change_agree(now: int, then: int) -> None:
    held = [reading("x", "2021/22", str(now), "A1"), reading("x", "ye-2019-06", str(then), "A2")]
    kpis = readings([indicator("x")], held)
    direction, status = bind("x.direction", kpis).text, bind("x.status", kpis).text
    assert (direction, status) == {
        1: ("increase", "Worse"),
        0: ("no change", "No change"),
        -1: ("decrease", "Better"),
    }[(now > then) - (now < then)]
    assert direction in bind("x.change", kpis).text


@pytest.mark.parametrize(
    ("now", "then", "decimals", "text"),
    [
        ("10", "3", 0, "three-fold increase"),
        ("10", "3", 1, "3.3-fold increase"),
        ("50", "10", 2, "five-fold increase"),
        ("110", "10", 0, "11-fold increase"),
    ],
)
def test_a_fold_that_is_worked_out_keeps_to_its_decimals(now: str, then: str, decimals: int, text: str) -> None:
    held = [reading("x", "2021/22", now, "A1"), reading("x", "ye-2019-06", then, "A2")]
    size = bind("x.change.fold", readings([indicator("x", change_decimals=decimals)], held)).text
    assert f"{size} increase" == text


@pytest.mark.parametrize(("now", "then"), [("5", "10"), ("10", "10"), ("101", "100"), ("-5", "10")])
def test_what_has_not_grown_several_fold_is_not_printed_as_a_fold(now: str, then: str) -> None:
    held = [reading("x", "2021/22", now, "A1"), reading("x", "ye-2019-06", then, "A2")]
    with pytest.raises(UnboundError, match="several times"):
        bind("x.change.fold", readings([indicator("x")], held))


def test_points_are_printed_with_the_decimals_of_a_change() -> None:
    shares = Indicator(
        "p", "P", Unit.PERCENT, decimals=0, change_decimals=1, current=NOW, baseline=read_period("2020/21")
    )
    held = [reading("p", "2021/22", "64.4", "A1"), reading("p", "2020/21", "61.3", "A2")]
    assert bind("p.change.points", readings([shares], held)).text == "3.1 percentage points"


@pytest.mark.parametrize("of_now", [True, False])
@pytest.mark.parametrize("facet", ["change", "change.count", "direction", "change.short"])
def test_a_change_from_or_to_a_confidential_reading_is_not_told_though_it_was_published(
    facet: str, of_now: bool
) -> None:
    hidden = (Marker.CONFIDENTIAL,)
    held = [
        reading(
            "x", "2021/22", None if of_now else "50", "A1", change=(ChangeKind.COUNT, "47"), markers=hidden * of_now
        ),
        reading("x", "ye-2019-06", "50" if of_now else None, "A2", markers=hidden * (not of_now)),
    ]
    figure = bind(f"x.{facet}", readings([indicator("x")], held))
    assert (figure.text, figure.value) == ("[c]", None)


@pytest.mark.parametrize("period", ["2017/18", "ye-2019-03", "2018-05"])
def test_nothing_is_compared_with_a_later_baseline(period: str) -> None:
    held = [reading("x", period, "4", "A1"), reading("x", "ye-2019-06", "8", "A2")]
    with pytest.raises(UnboundError) as caught:
        bind(f"x.change@{period}", readings([indicator("x")], held))
    assert (caught.value.rule, "Compared with" in caught.value.hint) == ("baseline-later", True)


def test_the_baseline_under_another_name_is_not_compared_with_itself() -> None:
    yearly = Indicator("x", "X", current=NOW, baseline=read_period("2020/21"))
    held = [reading("x", "2021/22", "4", "A1"), reading("x", "2020/21", "8", "A2")]
    with pytest.raises(UnboundError) as caught:
        bind("x.change@ye-2021-03", readings([yearly], held))
    assert caught.value.rule == "baseline-undeclared"


def test_a_change_in_pounds_says_pounds() -> None:
    held = [reading("x", "2021/22", "3500000", "A1"), reading("x", "ye-2019-06", "1500000", "A2")]
    kpis = readings([indicator("x", Unit.GBP)], held)
    assert bind("x.change.count", kpis).text == "£2 million"
    assert bind("x.value", readings([indicator("x", Unit.GBP)], [reading("x", "2021/22", "-0.3", "A1")])).text == "£0"


def test_what_rounds_to_a_small_whole_number_is_said_in_words() -> None:
    held = [reading("x", "2021/22", "3.7", "A1")]
    assert bind("x.value", readings([indicator("x", Unit.ONE_IN)], held)).text == "one in four"
    assert bind("x.value.words", readings([indicator("x")], held)).text == "four"


def test_a_derived_indicator_without_a_current_period_asks_for_one() -> None:
    bare = Indicator("all", "All", derivation=read_derivation("sum(knife, weapons)"))
    with pytest.raises(UnboundError) as caught:
        bind("all.value", readings([bare], []))
    assert (caught.value.rule, caught.value.hint[:15]) == ("period-undeclared", "Fill in Current")


@pytest.mark.parametrize("facet", ["change", "direction", "status", "change.count", "change.fold"])
def test_one_in_so_many_has_no_change(facet: str) -> None:
    held = [reading("x", "2021/22", "4", "A1"), reading("x", "ye-2019-06", "5", "A2")]
    with pytest.raises(UnboundError, match="one in so many"):
        bind(f"x.{facet}", readings([indicator("x", Unit.ONE_IN)], held))


@pytest.mark.parametrize("steps", [20, 900])
def test_steps_upon_steps_of_a_derivation_end(steps: int) -> None:
    made = [indicator("a0"), *(indicator(f"a{n}", derived=f"sum(a{n - 1}, a{n - 1})") for n in range(1, steps))]
    kpis = readings(made, [reading("a0", "2021/22", "1", "A1")])
    if steps == 20:
        assert bind("a19.value", kpis).text == f"{2**19:,}"
    else:
        with pytest.raises(UnboundError, match="steps"):
            bind("a899.value", kpis)


@pytest.mark.parametrize(
    ("reference", "held"),
    [
        ("homicide.value", {"C5": "53"}),
        ("homicide.change", {"C5": "53", "C6": "52"}),
        ("shotgun-share.value", {"C12": "24", "C13": "36"}),
        ("knife.change", {"C7c": "28"}),
        ("knife.direction", {"C7c": "28"}),
        ("small.value", {"C15": ""}),
        ("small.change", {"C15": "", "C16": ""}),
        ("with-small.value", {"C15": "", "C13": ""}),
        ("small.share", {"C15": "", "C13": ""}),
        ("hidden.value", {"C17": ""}),
        ("homicide.period", {"C5": ""}),
    ],
)
def test_a_figure_tells_what_its_cells_hold_unless_one_is_suppressed(reference: str, held: dict[str, str]) -> None:
    figure = bind(reference)
    assert dict(zip((source.cell for source in figure.sources), figure.raws, strict=True)) == held


def test_a_figure_says_what_it_is_and_how_it_is_printed() -> None:
    figure = bind("homicide.change")
    assert (figure.title, figure.format) == ("Homicide", "count, 0 decimals; change, 1 decimal; lower is better")
