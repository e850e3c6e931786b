"""A real Dask scheduler with real worker processes on this machine, one of which is killed while it works."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import pytest
from distributed import Client

from boardpaper.cli.main import main
from boardpaper.commands.build.papers import build_papers
from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import EnvironmentFault
from boardpaper.running import cluster
from boardpaper.running.cluster import dask_executor
from boardpaper.running.results import Step
from tests.support.places import ROOT
from tests.support.small_paper import PAPER, write_paper

PAPERS = ROOT / "examples" / "meetings" / "2022-05" / "papers"
PATIENCE = 60


@dataclass
class Cluster:
    """Processes of one scheduler and its workers; all of them are ended with the test."""

    folder: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, arguments: Sequence[str], **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--no-dashboard"]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, env={**os.environ, **environment}
            )
        return self.processes[name]

    @property
    def address(self) -> str:
        return str(json.loads((self.folder / "scheduler.json").read_text(encoding="utf-8"))["address"])

    def start_scheduler(self, **environment: str) -> None:
        told = self.folder / "scheduler.json"
        self.start("scheduler", ["scheduler", "--port", "0", "--scheduler-file", str(told)], **environment)
        wait_until(lambda: told.is_file() and told.read_text(encoding="utf-8").endswith("}"))

    def start_worker(self, name: str, **environment: str) -> None:
        own = ["--no-nanny", "--nthreads", "1", "--name", name, "--local-directory", str(self.folder / name)]
        self.start(name, ["worker", self.address, *own], **environment)

    def wait_for(self, workers: int) -> None:
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)

    def stop(self) -> None:
        for process in self.processes.values():
            process.kill()
        for process in self.processes.values():
            process.wait()


def wait_until(condition: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, "a process of the cluster did not start"
        sleep(0.05)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    try:
        made.start_scheduler()
        for name in ("one", "two"):
            made.start_worker(name)
        made.wait_for(2)
        yield made
    finally:
        made.stop()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    made = Cluster(tmp_path)
    try:
        made.start_scheduler()
        yield made
    finally:
        made.stop()


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """Twelve papers: Word files, a folder of inputs whose workbook stands elsewhere, a finished PDF."""
    folder = tmp_path / "meeting"
    folder.mkdir()
    words = sorted(path for path in PAPERS.glob("*.docx") if "custody" not in path.name)
    for number in range(1, 11):
        shutil.copy(words[number % len(words)], folder / f"{number} Paper {number}.docx")
    (pdf, *_) = sorted(PAPERS.glob("*.pdf"))
    shutil.copy(pdf, folder / "11 Finished.pdf")
    description = PAPER.replace("[kpi.xlsx]", "[../../shared/kpi.xlsx]").replace("agenda_item: 5", "agenda_item: 12")
    paper = write_paper(folder / "12 Inputs", paper=description)
    (tmp_path / "shared").mkdir()
    (paper / "kpi.xlsx").rename(tmp_path / "shared" / "kpi.xlsx")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_pack_comes_out_whole_though_a_worker_is_killed(pair: Cluster, meeting: Path, tmp_path: Path) -> None:
    pack_meeting(meeting, output=tmp_path / "here", keep_papers=False)
    killed: list[int] = []

    with Client(pair.address, set_as_default=False) as spy, dask_executor(pair.address) as executor:

        def kill_one(stage: str) -> None:
            busy = [worker for worker, keys in spy.processing().items() if keys]
            if isinstance(stage, Step) and not killed and len(busy) == 2:
                pair.processes["one"].kill()
                killed.append(stage.done)

        pack_meeting(meeting, output=tmp_path / "there", keep_papers=False, executor=executor, progress=kill_one)
        assert pair.processes["one"].wait(timeout=PATIENCE) == -9
        assert len(spy.nthreads()) == 1
    assert killed
    assert killed[0] < 12
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_the_commands_use_a_cluster_that_is_named(
    pair: Cluster, meeting: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = [write_paper(tmp_path / "papers" / "one")]
    expected = build_papers(papers, output=tmp_path / "built here", keep_record=False)
    assert main(["build", str(papers[0]), "-o", str(tmp_path / "built"), "--no-cache", "--dask", pair.address]) == 0
    assert files(tmp_path / "built") == files(tmp_path / "built here")
    assert len(expected) == 1
    pack_meeting(meeting, output=tmp_path / "here", keep_papers=False)
    arguments = [str(meeting), "-o", str(tmp_path / "there"), "--no-cache", "--quiet"]
    assert main(["pack", *arguments, "--dask", pair.address]) == 0
    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert "distributed" not in capsys.readouterr().err


def test_a_scheduler_that_is_not_there_is_an_error_within_seconds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_paper(tmp_path / "paper")
    start = monotonic()
    assert main(["build", str(folder), "--dask", "tcp://127.0.0.1:1"]) == 3
    assert monotonic() - start < 15
    said = capsys.readouterr().err
    assert "there is no Dask scheduler at tcp://127.0.0.1:1 [dask-unreachable]" in said
    assert "Traceback" not in said
    assert not (folder / "out").exists()


def test_a_scheduler_without_workers_is_an_error(alone: Cluster) -> None:
    with pytest.raises(EnvironmentFault, match="there is no worker"), dask_executor(alone.address):
        raise AssertionError("nobody is there to do the work")


def test_a_worker_of_another_version_is_an_error_that_says_so(alone: Cluster, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(ROOT / "boardpaper", other / "boardpaper", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", other / "boardpaper" / "templates")
    (other / "boardpaper" / "__init__.py").write_text('"""Another."""\n\n__version__ = "9.9"\n', encoding="utf-8")
    alone.start_worker("old", PYTHONPATH=str(other))
    alone.wait_for(1)
    told = pytest.raises(EnvironmentFault, match=r"has boardpaper 9\.9 instead of 0")
    with told as stopped, dask_executor(alone.address):
        raise AssertionError("the worker would make other papers")
    assert (stopped.value.rule, stopped.value.exit_code) == ("worker-differs", 3)
    assert stopped.value.message.startswith("the worker tcp://127.0.0.1:")


def test_a_worker_without_boardpaper_is_an_error_that_says_so(alone: Cluster, tmp_path: Path) -> None:
    (tmp_path / "bare" / "boardpaper").mkdir(parents=True)
    (tmp_path / "bare" / "boardpaper" / "__init__.py").touch()
    alone.start_worker("bare", PYTHONPATH=str(tmp_path / "bare"))
    alone.wait_for(1)
    with pytest.raises(EnvironmentFault, match="no boardpaper that can be used"), dask_executor(alone.address):
        raise AssertionError("the worker cannot make papers")


def test_a_scheduler_without_boardpaper_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "bare" / "boardpaper").mkdir(parents=True)
    (tmp_path / "bare" / "boardpaper" / "__init__.py").touch()
    made = Cluster(tmp_path)
    try:
        made.start_scheduler(PYTHONPATH=str(tmp_path / "bare"))
        made.start_worker("one")
        made.wait_for(1)
        with pytest.raises(EnvironmentFault, match="the scheduler has"), dask_executor(made.address):
            raise AssertionError("the scheduler cannot pass tasks on")
    finally:
        made.stop()


@pytest.mark.parametrize("name", ["scheduler", "workers"])
def test_a_cluster_that_goes_away_is_an_error(
    name: str, pair: Cluster, meeting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 2)

    def kill(stage: str) -> None:
        if isinstance(stage, Step) and stage.done == 1:
            for each in ("one", "two") if name == "workers" else (name,):
                pair.processes[each].kill()

    with dask_executor(pair.address) as executor, pytest.raises(EnvironmentFault) as stopped:
        pack_meeting(meeting, output=tmp_path / "out", keep_papers=False, executor=executor, progress=kill)
    assert stopped.value.rule == "dask-unreachable"
    assert not (tmp_path / "out").exists()


def test_dask_is_only_needed_where_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    folder = write_paper(tmp_path / "paper")
    with pytest.raises(EnvironmentFault, match="not installed") as stopped, dask_executor("tcp://127.0.0.1:1"):
        raise AssertionError("there is no Dask")
    assert "boardpaper[dask]" in stopped.value.hint
    assert build_papers([folder])[0].exit_code == 0
