"""Random edits of the example and a refresh: no lost word, no wrong figure. `bench/refresh.py` runs many more."""

import pytest

from boardpaper.commands.build.plan import read_plan, read_readings
from boardpaper.commands.build.stages import build_paper
from boardpaper.live.ledger import Ledger, read_ledger
from boardpaper.model.kpi import Readings
from boardpaper.ooxml.package import read_package
from tests.support.places import MAY_2022 as EXAMPLE
from tests.support.refresh_rounds import run_round
from tests.support.word_papers import package_of

Example = tuple[dict[str, bytes], Ledger, Readings]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    folder = EXAMPLE
    made = build_paper(folder, output=tmp_path_factory.mktemp("example"))
    parts = dict(read_package(next(file.path for file in made.files if file.kind == "word")).parts)
    ledger = read_ledger(package_of(parts))
    assert ledger is not None
    return parts, ledger, read_readings(read_plan(folder, lambda _: None), [])[0]


@pytest.mark.parametrize("seed", range(20))
def test_no_word_is_lost_and_no_figure_is_wrong(example: Example, seed: int) -> None:
    assert sum(run_round(*example, seed).values()) > 0
