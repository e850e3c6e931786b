"""Random edits of the example and a refresh: no lost word, no wrong figure. `bench/refresh.py` runs many more."""

from pathlib import Path

import pytest
from refresh_rounds import run_round

from boardpaper.build.plan import read_plan, read_readings
from boardpaper.build.stages import build_paper
from boardpaper.model.kpi import Readings
from boardpaper.ooxml.ledger import Ledger, read_ledger
from boardpaper.ooxml.package import read_package

EXAMPLE = Path(__file__).resolve().parents[2] / "inputs" / "2022-05-performance"
Example = tuple[dict[str, bytes], Ledger, Readings]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    folder = EXAMPLE
    made = build_paper(folder, output=tmp_path_factory.mktemp("example"))
    parts = dict(read_package(next(file.path for file in made.files if file.kind == "word")).parts)
    ledger = read_ledger(parts)
    assert ledger is not None
    return parts, ledger, read_readings(read_plan(folder, lambda _: None), [])[0]


@pytest.mark.parametrize("seed", range(20))
def test_no_word_is_lost_and_no_figure_is_wrong(example: Example, seed: int) -> None:
    assert sum(run_round(*example, seed).values()) > 0
