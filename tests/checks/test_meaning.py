"""What figures mean by now: units, which way is better, baselines, and figures that turned with the same digits."""

from pathlib import Path

import pytest

from boardpaper.model.finding import Finding
from boardpaper.model.refresh import goes_another_way
from tests.support.refreshing import build, indicators, readings, refresh
from tests.support.small_paper import INDICATORS

COLUMNS = [str(name) for name in INDICATORS[0]]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


def declared(name: str, **values: object) -> list[list[object]]:
    """The small paper's indicators, of which one says something else."""
    rows = [list(row) for row in indicators()]
    for row in rows:
        if row[0] == name:
            for column, value in values.items():
                row[COLUMNS.index(column.capitalize())] = value
    return rows


def told(findings: tuple[Finding, ...], rule: str) -> list[tuple[str, str]]:
    return [(each.where, each.message) for each in findings if each.rule == rule]


def test_the_same_meaning_is_not_told(tmp_path: Path, paper: bytes) -> None:
    _, result = refresh(tmp_path, paper, readings(homicide=55))
    assert result.findings == ()


def test_another_unit_is_told(tmp_path: Path, paper: bytes) -> None:
    _, result = refresh(tmp_path, paper, readings(), declared("homicide", unit="gbp"))
    ((_, message),) = told(result.findings, "unit-changed")
    assert message == "Homicide: the unit is gbp now, and was count"


def test_another_polarity_is_told(tmp_path: Path, paper: bytes) -> None:
    _, result = refresh(tmp_path, paper, readings(), declared("homicide", polarity="higher"))
    ((_, message),) = told(result.findings, "polarity-changed")
    assert "Homicide: better is “higher” now, and was “lower”" in message


def test_another_baseline_is_told(tmp_path: Path, paper: bytes) -> None:
    rows = [*readings(), ["homicide", "2020/21", 50], ["knife-crime", "2020/21", 9]]
    _, result = refresh(tmp_path, paper, rows, declared("homicide", baseline="2020/21"))
    ((_, message),) = told(result.findings, "baseline-new")
    assert message == "What is compared with is 2020/21 now, and was year ending June 2019: homicide"


def test_a_restated_baseline_is_told(tmp_path: Path, paper: bytes) -> None:
    _, result = refresh(tmp_path, paper, readings(before=50))
    ((where, message),) = told(result.findings, "history-revised")
    assert message.startswith("Homicide, year ending June 2019, with which the paper compares: the workbook says 50")
    assert where == "kpi.xlsx › Readings!C5"


def test_a_sign_that_turns_is_told_with_its_place(tmp_path: Path, paper: bytes) -> None:
    """53 and 52 become 51 and 52: 1.9% both ways."""
    _, result = refresh(tmp_path, paper, readings(homicide=51))
    found = dict(told(result.findings, "direction-turned"))
    assert set(found) == {
        "paragraph 2, “There were 53 homicides in 2021/22, a 1.9% increase. Again:…”", "row “Homicide”",
    }  # fmt: skip
    assert "homicide.change.a “a 1.9% increase” → “a 1.9% decrease”" in "".join(found.values())


@pytest.mark.parametrize(
    ("reference", "before", "after", "turned"),
    [
        ("x.change", "2% increase", "2% decrease", True),
        ("x.change", "2% increase", "40% decrease", False),
        ("x.change", "2% increase", "3% increase", False),
        ("x.change.short", "up 2%", "down 2%", True),
        ("x.change.signed", "+2", "−2", True),
        ("x.value", "−£2", "£2", True),
        ("x.value", "53", "53%", True),
        ("x.direction", "rise", "fall", True),
        ("x.status", "Better", "Worse", False),
        ("x.value", "53", "54", False),
        ("x.value", "53", "[c]", False),
        ("x.title", "Homicide", "Murder", False),
        ("x.baseline.period", "March", "May", False),
        ("x.value", "53", "53", False),
    ],
)
def test_what_goes_another_way(reference: str, before: str, after: str, turned: bool) -> None:
    assert goes_another_way(reference, before, after) == turned
