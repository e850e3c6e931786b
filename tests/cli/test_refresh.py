"""`boardpaper refresh` on the command line: what it prints, what JSON tells, and how it ends."""

import json
from pathlib import Path

import pytest

from boardpaper.cli.main import main
from boardpaper.ooxml.package import write_package
from tests.support.refreshing import NARRATIVE, build, edit, readings, swap
from tests.support.small_paper import INDICATORS, write_paper, write_workbook

OVERTYPED = swap(">a 1.9% increase<", ">hardly any change<")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


@pytest.fixture
def folder(paper: bytes, tmp_path: Path) -> Path:
    """A folder with an edited paper in which one figure was written over, and newer inputs."""
    (tmp_path / "edited.docx").write_bytes(write_package(edit(paper, OVERTYPED)))
    write_workbook(write_paper(tmp_path / "in", narrative=NARRATIVE) / "kpi.xlsx", INDICATORS, readings(homicide=50))
    return tmp_path


def run(folder: Path, *options: str) -> int:
    return main(["refresh", str(folder / "edited.docx"), "--inputs", str(folder / "in"), *options])


def test_it_prints_each_change_and_what_to_settle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "-o", str(folder / "new.docx")) == 0
    told = capsys.readouterr().out
    assert (
        "paragraph 2, “There were 53 homicides in 2021/22, hardly any change. Again:…”\n"
        "  homicide.value “53” → “50” (2 times)\n" in told
    )
    assert "1 kept as an author wrote them." in told
    assert "Settle it with --take-workbook homicide.change.a or --keep-author homicide.change.a." in told
    assert f"Word  {folder / 'new.docx'}" in told
    assert (folder / "new.docx").exists()


def test_without_an_output_it_stands_beside_the_paper(folder: Path) -> None:
    assert run(folder, "--quiet") == 0
    assert (folder / "edited-refreshed.docx").exists()


def test_json_lists_every_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--json", "-o", str(folder)) == 2
    told = json.loads(capsys.readouterr().out)
    assert [finding["rule"] for finding in told["findings"]] == ["output-edited"]
    assert run(folder, "--json", "--dry-run") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == []
    kept = [change for change in told["changes"] if change["outcome"] == "kept"]
    assert kept == [
        {
            "outcome": "kept",
            "figure": "homicide.change.a",
            "generated": "a 1.9% increase",
            "before": "hardly any change",
            "after": "hardly any change",
            "workbook": "a 3.8% decrease",
            "where": "paragraph 2, “There were 53 homicides in 2021/22, hardly any change. Again:…”",
            "note": "",
        }
    ]
    assert told["unchanged"] > 10


def test_options_reach_the_refresh(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--take-workbook", "homicide.change.a, knife-crime", "--track", "--older-workbook") == 0
    told = capsys.readouterr().out
    assert "tracked: homicide.value" in told
    assert "homicide.change.a “hardly any change” → “a 3.8% decrease”" in told
    assert run(folder, "--keep-author", "all", "--dry-run", "--as-built", str(folder / "edited.docx")) == 0
    assert "figure-overtyped" not in capsys.readouterr().out


def test_figures_that_cannot_be_refreshed_end_with_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renamed = [["murder" if cell == "homicide" else cell for cell in row] for row in INDICATORS]
    rows = [["murder" if cell == "homicide" else cell for cell in row] for row in readings(homicide=50)]
    write_workbook(folder / "in" / "kpi.xlsx", renamed, rows)
    assert run(folder) == 1
    assert "refresh with --renamed homicide=murder" in capsys.readouterr().err
    assert (folder / "edited-refreshed.docx").exists()
    assert run(folder, "--renamed", "homicide=murder", "-o", str(folder / "b.docx")) == 0


def test_a_wrong_renaming_is_wrong_usage(folder: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(folder, "--renamed", "homicide")
    assert stopped.value.code == 2


def test_what_a_refresh_wrote_is_refreshed_in_its_place(folder: Path) -> None:
    """Nobody has edited it since, so that a run repeated says of no edits."""
    new = folder / "new.docx"
    assert run(folder, "-o", str(new)) == 0
    first = new.read_bytes()
    again = ["refresh", str(new), "--inputs", str(folder / "in"), "-o", str(new)]
    assert main(again) == 0
    assert new.read_bytes() == first
    write_workbook(folder / "in" / "kpi.xlsx", INDICATORS, readings(homicide=45))
    assert main([*again, "--older-workbook"]) == 0
    assert new.read_bytes() != first
    assert main([*again, "--older-workbook"]) == 0
    new.write_bytes(write_package(edit(new.read_bytes(), swap("Again: ", "Once more: "))))
    assert main([*again, "--older-workbook"]) == 2
