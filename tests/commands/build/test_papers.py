"""Many papers in one build: left alone where nothing has changed, and none stopped by another."""

import json
import re
import zipfile
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from boardpaper.cli.main import main
from boardpaper.commands.build import papers as papers_module
from boardpaper.commands.build import stages
from boardpaper.commands.build.papers import build_papers
from boardpaper.errors import InputError
from boardpaper.running.results import BuildResult
from tests.support.handmade_executor import Handmade
from tests.support.small_paper import NARRATIVE, PAPER, write_paper

TITLES = ("Performance report", "Estates", "Complaints")


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return [write_titled(tmp_path / "papers" / title.split()[0].lower(), title) for title in TITLES]


def write_titled(folder: Path, title: str) -> Path:
    return write_paper(folder, paper=PAPER.replace("title: Performance report", f"title: {title}", 1))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unchanged(built: tuple[BuildResult, ...]) -> list[bool]:
    return [paper.unchanged for paper in built]


def rules(paper: BuildResult) -> set[str]:
    return {finding.rule for finding in paper.findings if finding.blocks}


def edit(word: Path) -> bytes:
    """Changes a Word file's text as its author might, and returns the bytes it has then."""
    with zipfile.ZipFile(word) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(word, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content.replace(b"To tell the board", b"To show the board"))
    return word.read_bytes()


@pytest.fixture
def expected(folders: list[Path], tmp_path: Path) -> dict[str, bytes]:
    build_papers(folders, output=tmp_path / "expected")
    assert len(files(tmp_path / "expected")) == 2 * len(TITLES)
    return files(tmp_path / "expected")


@pytest.mark.parametrize("workers", [2, 4])
def test_workers_change_nothing(workers: int, folders: list[Path], expected: dict[str, bytes], tmp_path: Path) -> None:
    build_papers(folders, output=tmp_path / "out", workers=workers)
    assert files(tmp_path / "out") == expected


@pytest.mark.parametrize("executor", [lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(2), Handmade])
def test_any_executor_makes_the_same_files(
    executor: Callable[[], Executor], folders: list[Path], expected: dict[str, bytes], tmp_path: Path
) -> None:
    with executor() as given:
        built = build_papers(folders, output=tmp_path / "out", executor=given)
    assert [paper.folder for paper in built] == folders
    assert files(tmp_path / "out") == expected


def test_an_executor_gets_the_work_itself(folders: list[Path], tmp_path: Path) -> None:
    given = Handmade()
    build_papers(folders, output=tmp_path / "out", executor=given)
    assert given.submitted == len(folders)


def test_a_paper_that_has_not_changed_is_left_alone(
    folders: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    first = build_papers(folders, output=out)
    times = {path: path.stat().st_mtime_ns for path in out.iterdir()}

    def never(*_: object) -> None:
        raise AssertionError("a paper that has not changed was made again")

    monkeypatch.setattr(papers_module, "render_plan", never)
    again = build_papers(folders, output=out)
    assert unchanged(first) == [False] * 3
    assert unchanged(again) == [True] * 3
    assert [paper.files for paper in again] == [paper.files for paper in first]
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == times


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "narrative" / "purpose.md").write_text("Another purpose.\n", encoding="utf-8"),
        lambda folder: (folder / "chart.png").write_bytes(b"\x89PNG\r\n\x1a\n"),
        lambda folder: (folder / "narrative" / "purpose.md").rename(folder / "narrative" / "aim.md"),
    ],
    ids=["narrative", "picture", "name"],
)
def test_only_a_paper_that_has_changed_is_built_again(
    change: Callable[[Path], object], folders: list[Path], tmp_path: Path
) -> None:
    build_papers(folders, output=tmp_path / "out")
    change(folders[1])
    assert unchanged(build_papers(folders, output=tmp_path / "out")) == [True, False, True]


def test_a_paper_whose_file_is_gone_is_built_again(folders: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = build_papers(folders, output=out)
    before = files(out)
    first[0].files[1].path.unlink()
    assert unchanged(build_papers(folders, output=out)) == [False, True, True]
    assert files(out) == before
    assert unchanged(build_papers(folders, output=tmp_path / "elsewhere")) == [False] * 3


def test_papers_in_their_own_folders_are_left_alone_too(folders: list[Path]) -> None:
    assert unchanged(build_papers(folders)) == [False] * 3
    assert unchanged(build_papers(folders)) == [True] * 3
    assert unchanged(build_papers(folders, output=folders[0] / "made")) == [False] * 3
    assert unchanged(build_papers(folders[:1], output=folders[0] / "made")) == [False]


def test_a_paper_that_was_edited_is_kept_and_the_others_are_built(folders: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    word = build_papers(folders, output=out)[1].files[0].path
    edited = edit(word)
    (folders[2] / "narrative" / "purpose.md").write_text("Another purpose.\n", encoding="utf-8")
    built = build_papers(folders, output=out)
    assert unchanged(built) == [True, False, False]
    assert rules(built[1]) == {"output-edited"}
    assert [paper.exit_code for paper in built] == [0, 2, 0]
    assert word.read_bytes() == edited
    assert build_papers(folders, output=out, force=True)[1].exit_code == 0
    assert word.read_bytes() != edited


def test_one_paper_stops_no_other(folders: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folders[0] / "narrative" / "homicide.md").write_text("There were {{homocide.value}}.\n", encoding="utf-8")
    (folders[1] / "paper.yaml").unlink()
    arguments = ["build", *map(str, folders), "--output", str(tmp_path / "out")]
    assert main([*arguments, "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert [(paper["folder"], paper["exit_code"]) for paper in told["papers"]] == [
        (str(folder), code) for folder, code in zip(folders, (1, 2, 0), strict=True)
    ]
    assert [len(paper["files"]) for paper in told["papers"]] == [0, 0, 2]
    assert {finding["where"].partition(":")[0] for finding in told["findings"]} == set(map(str, folders[:2]))
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert f"Unchanged since it was built: {folders[2]}" in said.out
    assert "3 papers: 1 unchanged, 2 failed." in said.out
    assert f"{folders[0]}: narrative/homicide.md:1" in said.err
    assert f"Nothing was written for {folders[1]}." in said.err


def test_two_papers_of_one_name_are_refused_before_anything_is_written(folders: list[Path], tmp_path: Path) -> None:
    write_titled(folders[2], "PERFORMANCE report")
    with pytest.raises(InputError, match="would both be written to 2022-05-item-5-performance-report") as stopped:
        build_papers(folders, output=tmp_path / "out", workers=2)
    assert stopped.value.rule == "output-shared"
    assert stopped.value.message == (
        f"{folders[0]} and {folders[2]} would both be written to 2022-05-item-5-performance-report.docx"
    )
    assert stopped.value.hint.startswith("Give one of them another title, item number or meeting")
    assert not (tmp_path / "out").exists()
    assert len(build_papers(folders)) == 3


def test_a_folder_that_is_named_twice_is_built_once(folders: list[Path], tmp_path: Path) -> None:
    twice = [folders[0], folders[0] / ".." / folders[0].name]
    assert len(build_papers(twice, output=tmp_path / "out")) == 1


def test_a_draft_stays_one_when_nothing_has_changed(tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "paper", narrative={**NARRATIVE, "purpose.md": "The figure is TBC.\n"})
    first, again = (build_papers([folder])[0] for _ in range(2))
    assert (first.unchanged, again.unchanged) == (False, True)
    assert first.exit_code == again.exit_code == 1
    assert again.findings == first.findings
    assert again.files == first.files
    assert again.files[1].kind == "draft"


@pytest.mark.parametrize("damage", [b"", b"boardpaper kept 1\n", b"\xff" * 400])
def test_a_damaged_record_costs_only_time(damage: bytes, folders: list[Path]) -> None:
    build_papers(folders)
    (record,) = (folders[0] / ".boardpaper" / "built").iterdir()
    record.write_bytes(record.read_bytes()[:-20] if damage == b"" else damage)
    assert unchanged(build_papers(folders)) == [False, True, True]
    assert unchanged(build_papers(folders)) == [True, True, True]


def test_a_record_that_cannot_be_written_is_nothing_to_stop_for(folders: list[Path]) -> None:
    (folders[0] / ".boardpaper").write_text("in the way", encoding="utf-8")
    assert [build_papers(folders)[0].exit_code for _ in range(2)] == [0, 0]
    assert unchanged(build_papers(folders)) == [False, True, True]


def test_no_record_is_kept_where_none_is_wanted(folders: list[Path]) -> None:
    assert main(["build", *map(str, folders), "--no-cache", "--quiet"]) == 0
    assert not any((folder / ".boardpaper").exists() for folder in folders)


def test_what_was_saved_while_it_was_read_is_built_again(
    folders: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = stages.render_plan
    text = folders[0] / "narrative" / "purpose.md"

    def interrupted(*arguments: Any) -> Any:
        made = original(*arguments)
        text.write_text("Saved meanwhile.\n", encoding="utf-8")
        return made

    monkeypatch.setattr(papers_module, "render_plan", interrupted)
    build_papers(folders[:1], output=tmp_path / "out")
    monkeypatch.undo()
    text.write_text(NARRATIVE["purpose.md"], encoding="utf-8")
    assert unchanged(build_papers(folders[:1], output=tmp_path / "out")) == [False]


def test_a_pattern_names_the_papers_that_it_matches(folders: list[Path], tmp_path: Path) -> None:
    (folders[0].parent / "notes.txt").write_text("no paper", encoding="utf-8")
    assert main(["build", str(folders[0].parent / "*"), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert len(files(tmp_path / "out")) == 2 * len(folders)


def test_a_paper_that_uses_files_elsewhere_travels_with_them(tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "meetings" / "may" / "paper")
    (tmp_path / "shared").mkdir()
    (folder / "kpi.xlsx").rename(tmp_path / "shared" / "kpi.xlsx")
    description = folder / "paper.yaml"
    description.write_text(
        description.read_text(encoding="utf-8").replace("[kpi.xlsx]", "[../../../shared/kpi.xlsx]"), encoding="utf-8"
    )
    build_papers([folder], output=tmp_path / "here")
    given = Handmade()
    build_papers([folder], output=tmp_path / "sent", executor=given)
    assert given.submitted == 1
    assert files(tmp_path / "sent") == files(tmp_path / "here")


def test_a_paper_that_names_a_file_by_an_absolute_path_is_made_here(tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "paper")
    workbook = (folder / "kpi.xlsx").rename(tmp_path / "kpi.xlsx")
    description = folder / "paper.yaml"
    text = description.read_text(encoding="utf-8").replace("[kpi.xlsx]", f"[{workbook}]")
    description.write_text(text, encoding="utf-8")
    given = Handmade()
    (built,) = build_papers([folder], output=tmp_path / "out", executor=given)
    assert (given.submitted, built.exit_code) == (0, 0)


def test_the_numbers_of_several_papers_are_counted_together(
    folders: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = []
    for number, given in enumerate((folders[:1], folders)):
        assert main(["build", *map(str, given), "-o", str(tmp_path / str(number))]) == 0
        (told,) = re.findall(r"Numbers: (\d+) bound", capsys.readouterr().out)
        counts.append(int(told))
    assert counts[1] == len(folders) * counts[0] > 0
