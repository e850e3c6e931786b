"""What a Word file alone knows of declared calculations, and so of what these give away."""

import json
import re
from pathlib import Path

import pytest

from boardpaper.cli.main import main
from boardpaper.live.ledger import read_ledger
from boardpaper.live.records import recorded_readings
from boardpaper.model.kpi import Derivation, Operation, Unit
from boardpaper.ooxml.package import read_package
from tests.support.refreshing import NARRATIVE
from tests.support.small_paper import INDICATORS, READINGS, write_paper, write_workbook

WORDS = {**NARRATIVE, "purpose.md": "{{people.value}} came, {{men.value}} of them alone.\n\nWomen: {{women.value}}.\n"}


def inputs(folder: Path, limit: int | None) -> Path:
    """A paper of people, men and women, declared as a sum, with a limit for women."""
    declared = [[*INDICATORS[0], "Suppress below", "Derived"], *([*row, None, None] for row in INDICATORS[1:])]
    for name, below, derived in (("people", None, "sum(men, women)"), ("men", None, None), ("women", limit, None)):
        declared.append(
            [name, name.capitalize(), "Reach people", "count", "neutral", "2021/22", None, 1, below, derived]
        )
    rows = [*READINGS, ["people", "2021/22", 4040], ["men", "2021/22", 4037], ["women", "2021/22", 3]]
    write_paper(folder, narrative=WORDS)
    write_workbook(folder / "kpi.xlsx", declared, rows)
    return folder


@pytest.fixture
def refreshed(tmp_path: Path) -> Path:
    """A paper from before there was a limit, refreshed: it gives the women away, and the refresh says so."""
    assert main(["build", str(inputs(tmp_path / "before", None)), "-o", str(tmp_path)]) == 0
    (word,) = tmp_path.glob("*.docx")
    made = tmp_path / "refreshed.docx"
    assert main(["refresh", str(word), "-i", str(inputs(tmp_path / "now", 5)), "-o", str(made)]) == 1
    return made


@pytest.mark.parametrize("command", ["publish", "check"])
def test_what_a_declared_sum_gives_away_is_known_of_the_file_alone(
    command: str, refreshed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main([command, str(refreshed), "--json"]) == 1
    found = [each for each in json.loads(capsys.readouterr().out)["findings"] if each["rule"] == "suppression-undone"]
    assert [each["message"].partition(",")[0] for each in found] == ["Women"]
    assert "people.value" in found[0]["message"]
    assert not refreshed.with_suffix(".pdf").exists()


def test_the_file_keeps_the_declarations_and_no_number(refreshed: Path) -> None:
    package = read_package(refreshed)
    ledger = read_ledger(package)
    assert ledger is not None
    readings = recorded_readings(ledger)
    assert readings.indicators["people"].derivation == Derivation(Operation.SUM, ("men", "women"))
    assert readings.indicators["women"].unit is Unit.COUNT
    assert [len(held) for held in readings.by_indicator.values()] == [1]
    assert all(reading.value is None for held in readings.by_indicator.values() for reading in held.values())
    assert "homicide" not in readings.indicators


def test_a_file_keeps_nothing_where_nothing_is_suppressed(tmp_path: Path) -> None:
    assert main(["build", str(inputs(tmp_path / "before", None)), "-o", str(tmp_path)]) == 0
    (word,) = tmp_path.glob("*.docx")
    ledger = read_ledger(read_package(word))
    assert ledger is not None
    assert ledger.declared == ()


def test_a_ledger_that_was_edited_by_hand_stops_nothing(refreshed: Path, tmp_path: Path) -> None:
    package = read_package(refreshed)
    ledger = read_ledger(package)
    assert ledger is not None
    (people,) = (each for each in ledger.declared if each.indicator == "people")
    for spoilt in ("sum(", "no", "share(men)"):
        edited = [*(each for each in ledger.declared if each is not people)]
        text = re.sub(r"sum\(.*\)", spoilt, people.derived)
        broken = type(people)("people", derived=text, unit="parsecs", decimals="many", small=("never",))
        known = recorded_readings(type(ledger)(declared=(*edited, broken)))
        assert known.indicators["people"].derivation is None
