"""What is different in a workbook since a paper was bound to it, each told once and rightly."""

from decimal import Decimal

from msgspec.structs import replace

from boardpaper.checks.drift import check_drift
from boardpaper.live.ledger import CellRecord, FigureRecord, Ledger, WorkbookRecord
from boardpaper.model.kpi import CellSource, Indicator, Marker, Reading, Readings, WorkbookFile
from boardpaper.model.period import read_period

OLD, NEW = "2022-05-03T09:00:00Z", "2022-05-10T09:00:00Z"
SHA = "ab" * 32


def record(reference: str, cell: str, raw: str, *, period: str = "2021/22", title: str = "") -> FigureRecord:
    indicator, _, rest = reference.partition(".")
    facet = rest.partition("@")[0]
    cells = (CellRecord("kpi.xlsx", "Readings", cell, SHA, raw),)
    return FigureRecord(reference, reference, raw, indicator, facet, period, cells, title or indicator.capitalize())


LEDGER = Ledger(
    figures=(
        record("homicide.value", "C4", "53"),
        record("homicide.value@2020/21", "C5", "50", period="2020/21"),
        record("knife.value", "C6", "160"),
    ),
    workbooks=(WorkbookRecord("kpi.xlsx", SHA, OLD),),
)


def reading(indicator: str, period: str, cell: str, raw: str) -> Reading:
    return Reading(indicator, read_period(period), Decimal(raw), CellSource("kpi.xlsx", "Readings", cell, SHA), raw=raw)


def workbook(*readings: Reading, current: str = "2021/22", modified: str = NEW, name: str = "kpi.xlsx") -> Readings:
    indicators = {
        each.indicator: Indicator(each.indicator, each.indicator.capitalize(), current=read_period(current))
        for each in readings
    }
    held: dict[str, dict[object, Reading]] = {}
    for each in readings:
        held.setdefault(each.indicator, {})[each.period] = each
    return Readings(indicators, held, workbooks=(WorkbookFile(name, SHA, modified),))  # type: ignore[arg-type]


SAME = (
    reading("homicide", "2021/22", "C4", "53"),
    reading("homicide", "2020/21", "C5", "50"),
    reading("knife", "2021/22", "C6", "160"),
)


def found(readings: Readings, ledger: Ledger = LEDGER, *, older: bool = False) -> list[tuple[str, bool]]:
    return [(finding.rule, finding.blocks) for finding in check_drift(ledger, readings, older=older)]


def test_new_current_figures_are_no_drift() -> None:
    assert found(workbook(reading("homicide", "2021/22", "C4", "49"), *SAME[1:])) == []


def test_an_older_workbook_blocks_unless_it_was_asked_for() -> None:
    older = workbook(*SAME, modified="2022-04-01T09:00:00Z")
    assert found(older) == [("workbook-older", True)]
    assert found(older, older=True) == [("workbook-older", False)]
    assert found(workbook(*SAME, modified="")) == []


def test_a_workbook_of_another_name_is_told() -> None:
    assert found(workbook(*SAME, name="kpi-final.xlsx")) == [("workbook-replaced", False)]


def test_revised_history_is_told_with_both_figures() -> None:
    [finding] = check_drift(LEDGER, workbook(SAME[0], reading("homicide", "2020/21", "C5", "51"), SAME[2]))
    assert finding.rule == "history-revised"
    assert finding.message == "Homicide, 2020/21: the workbook says 51 now, and said 50"
    assert finding.where == "kpi.xlsx › Readings!C5"


def test_history_that_is_gone_is_told() -> None:
    assert found(workbook(SAME[0], SAME[2])) == [("history-missing", False)]


def test_suppressed_history_is_told_without_its_figure() -> None:
    hidden = replace(SAME[1], value=None, raw="")
    assert found(workbook(SAME[0], hidden, SAME[2])) == []


def test_moved_cells_are_told_together() -> None:
    moved = [replace(each, source=replace(each.source, cell=f"D{n}")) for n, each in enumerate(SAME)]
    [finding] = check_drift(LEDGER, workbook(*moved))
    assert finding.rule == "cells-moved"
    assert finding.message.startswith("3 readings stand in other cells than before: homicide, 2021/22, from C4 to D0;")


def test_a_new_period_is_told_once_for_all_that_move() -> None:
    later = (reading("homicide", "2022/23", "D4", "60"), reading("knife", "2022/23", "D6", "150"))
    findings = check_drift(LEDGER, workbook(*SAME, *later, current="2022/23"))
    [period] = [finding for finding in findings if finding.rule == "period-new"]
    assert period.message == "The current period is 2022/23 now, and was 2021/22: homicide, knife"
    assert "“2021/22”" in period.hint


def test_a_renamed_indicator_is_known_by_its_cell_its_title_or_its_name() -> None:
    by_cell = workbook(*SAME[:2], reading("bladed-weapons", "2021/22", "C6", "160"))
    by_name = workbook(*SAME[:2], reading("knives", "2021/22", "C9", "160"))
    titled = workbook(*SAME[:2], reading("bladed", "2021/22", "C9", "160"))
    titled.indicators["bladed"] = replace(titled.indicators["bladed"], title="Knife")  # type: ignore[index]
    for readings, name in ((by_cell, "bladed-weapons"), (by_name, "knives"), (titled, "bladed")):
        [finding] = check_drift(LEDGER, readings)
        assert (finding.rule, finding.blocks) == ("indicator-renamed", True)
        assert f"--renamed knife={name}" in finding.hint


def test_a_removed_indicator_is_told_with_how_many_figures_it_leaves() -> None:
    [finding] = check_drift(LEDGER, workbook(SAME[2]))
    assert finding.rule == "indicator-removed"
    assert "2 figures of the paper" in finding.message


def test_three_are_named_and_the_others_counted() -> None:
    names = ("one", "two", "six", "ten")
    ledger = Ledger(tuple(record(f"{name}.value", f"C{at}", "5") for at, name in enumerate(names)))
    now = [reading(name, "2022/23", f"D{at}", "5") for at, name in enumerate(names)]
    before = [reading(name, "2021/22", f"D{at}", "5") for at, name in enumerate(names)]
    assert [finding.message for finding in check_drift(ledger, workbook(*now, *before, current="2022/23"))] == [
        "The current period is 2022/23 now, and was 2021/22: one, two, six and 1 more",
        "4 readings stand in other cells than before: one, 2021/22, from C0 to D0; two, 2021/22, from C1 to D1; "
        "six, 2021/22, from C2 to D2; and 1 more",
    ]


def test_what_cannot_be_compared_does_not_hide_what_can() -> None:
    odd = (
        replace(record("odd.value", "C1", "1"), period="soon"),
        record("gone.value", "C2", "1", period="2020/21"),
        record("open.value", "C3", "1", period="2020/21"),
        record("lost.value", "C8", "1", period="2020/21"),
        replace(record("homicide.value", "C4", "53"), facet="value.words"),
        replace(record("homicide.change", "C4", "53"), period="2019/20"),
    )
    openly = reading("open", "2020/21", "C3", "2")
    held = workbook(*SAME[1:], openly, reading("lost", "2021/22", "C8", "1"))
    held.indicators["open"] = replace(held.indicators["open"], current=None)  # type: ignore[index]
    ledger = replace(LEDGER, figures=(*odd, *LEDGER.figures))
    now = replace(held, by_indicator={**held.by_indicator, "homicide": {SAME[1].period: replace(SAME[1], raw="49")}})
    assert [finding.message for finding in check_drift(ledger, now)] == [
        "No workbook declares “odd” any more, so 1 figure of the paper stays as it is",
        "No workbook declares “gone” any more, so 1 figure of the paper stays as it is",
        "The current period is 2021/22 now, and was 2020/21: lost",
        "The current period is 2021/22 now, and was 2019/20: homicide",
        "Lost, 2020/21: the workbook holds no reading for this period any more",
        "Homicide, 2020/21: the workbook says 49 now, and said 50",
    ]


def test_a_cell_that_moved_back_is_told_too() -> None:
    moved = [replace(SAME[0], source=replace(SAME[0].source, cell="C3")), *SAME[1:]]
    two = replace(LEDGER.figures[0], cells=(*LEDGER.figures[0].cells, CellRecord("kpi.xlsx", "Readings", "C9", SHA)))
    for ledger in (LEDGER, replace(LEDGER, figures=(record("gone.value", "C1", "1"), two, *LEDGER.figures))):
        told = [finding.message for finding in check_drift(ledger, workbook(*moved)) if finding.rule == "cells-moved"]
        assert told == ["1 reading stands in other cells than before: homicide, 2021/22, from C4 to C3"]


def test_a_period_is_the_same_under_another_name() -> None:
    renamed = [replace(each, period=read_period("ye-2022-03")) for each in (SAME[0], SAME[2])]
    readings = workbook(*renamed, SAME[1], current="ye-2022-03")
    assert check_drift(LEDGER, readings) == ()


def test_a_ledger_of_nonsense_is_no_drift() -> None:
    odd = Ledger(figures=(replace(LEDGER.figures[0], period="soon"), replace(LEDGER.figures[0], cells=())))
    assert found(workbook(*SAME), odd) == []


def test_history_that_is_suppressed_now_is_told_without_what_it_was() -> None:
    hidden = replace(SAME[1], value=None, raw="", displayed="[c]", markers=(Marker.CONFIDENTIAL,))
    [finding] = check_drift(LEDGER, workbook(SAME[0], hidden, SAME[2]))
    assert (finding.rule, "50" in finding.message) == ("history-revised", False)
