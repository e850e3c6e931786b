"""Work handed to processes that die, to executors of every kind, and to workers that are not like this machine."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from boardpaper.errors import EnvironmentFault
from boardpaper.running import machinery as machinery_module
from boardpaper.running import workers as workers_module
from boardpaper.running.futures import processes
from boardpaper.running.inputs import carry, inputs_digest, paper_inputs, unpacked
from boardpaper.running.machinery import Machinery, machinery
from boardpaper.running.workers import Job, run_jobs
from tests.support.handmade_executor import Handmade

DIED = "died"


def read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def die(path: Path) -> str:
    if os.getpid() != int(os.environ["BOARDPAPER_TEST_PARENT"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_text(path)


def die_once(mark: Path, path: Path) -> str:
    if not mark.exists():
        mark.touch()
        die(path)
    return read_text(path)


def run_out_of_memory(path: Path) -> str:
    raise MemoryError(path.name)


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setenv("BOARDPAPER_TEST_PARENT", str(os.getpid()))
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    return paths


def jobs(texts: list[Path]) -> list[Job[str]]:
    return [Job(path, read_text, DIED) for path in texts]


def done(work: list[Job[str]], workers: int = 2, executor: Executor | None = None) -> dict[str, str]:
    return {job.path.name: made for job, made in run_jobs(work, workers=workers, executor=executor)}


def test_a_process_that_dies_once_costs_nothing(texts: list[Path], tmp_path: Path) -> None:
    work = jobs(texts)
    work[2] = Job(texts[2], partial(die_once, tmp_path / "mark"), DIED)
    assert done(work) == {path.name: path.name for path in texts}


def test_a_process_that_dies_always_takes_no_other_paper_along(texts: list[Path]) -> None:
    work = jobs(texts)
    work[2] = Job(texts[2], die, DIED)
    assert done(work) == {path.name: DIED if path == texts[2] else path.name for path in texts}


class Gone(Handmade):
    """An executor that takes two pieces of work, and then has no processes any more."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        if self.submitted == 2:
            raise BrokenExecutor("its processes are gone")
        return super().submit(work, *arguments, **named)


def test_what_an_executor_takes_no_more_is_done_here(texts: list[Path]) -> None:
    assert done(jobs(texts), executor=Gone()) == {path.name: path.name for path in texts}


# A shell that runs tests in the background has SIGINT ignored, in all that it starts.
LONG = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from boardpaper.cli import main
from boardpaper.running.workers import Job, run_jobs
def wait(path):
    path.with_suffix(".pid").write_text(str(os.getpid()))
    time.sleep(600)
def run(_):
    list(run_jobs([Job(Path(name), wait, None) for name in sys.argv[1:]], workers=2))
main.main = run
main.run()
"""


@pytest.mark.parametrize("order", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_the_run_that_began_them(order: signal.Signals, texts: list[Path], tmp_path: Path) -> None:
    names = [str(path) for path in texts[:2]]
    with subprocess.Popen([sys.executable, "-c", LONG, *names], stderr=subprocess.PIPE, start_new_session=True) as run:
        workers = [Path(name).with_suffix(".pid") for name in names]
        assert within_seconds(30, lambda: all(path.exists() and path.read_text() for path in workers))
        os.kill(run.pid, order)
        assert run.wait(20) in (128 + signal.SIGTERM, -order, 1)
        assert within_seconds(20, lambda: not any(is_running(int(path.read_text())) for path in workers))


def fail_with_a_process_at_work() -> None:
    with processes(1) as pool:
        assert within_seconds(20, pool.submit(time.sleep, 60).running)
        raise ZeroDivisionError


def test_a_fault_ends_no_other_process_of_the_program() -> None:
    bystander = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    bystander.start()
    try:
        with pytest.raises(ZeroDivisionError):
            fail_with_a_process_at_work()
        assert bystander.is_alive()
    finally:
        bystander.kill()
        bystander.join()


def within_seconds(seconds: int, is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not (so := is_so()) and time.monotonic() < end:
        time.sleep(0.05)
    return so


def is_running(process: int) -> bool:
    """Whether there is such a process, and it is not just waiting to be forgotten."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_executor_that_breaks_is_made_up_for(texts: list[Path]) -> None:
    work = jobs(texts)
    work[0] = Job(texts[0], die, DIED)
    with ProcessPoolExecutor(1) as given:
        assert done(work, executor=given) == {path.name: DIED if path == texts[0] else path.name for path in texts}


def test_a_process_without_memory_is_one_that_died(texts: list[Path]) -> None:
    assert done([Job(texts[0], run_out_of_memory, DIED), *jobs(texts[1:])])["0.txt"] == DIED


def test_a_worker_that_differs_is_named(texts: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    ours = machinery()
    other = Machinery((("boardpaper", "9.9"), *ours.versions[1:]), ours.digest)
    # The first call says what this machine has, and those of the workers what they have.
    answers = iter([ours, *[other] * 9])
    monkeypatch.setattr(workers_module, "machinery", lambda: next(answers))
    with ThreadPoolExecutor(1) as given, pytest.raises(EnvironmentFault) as stopped:
        done(jobs(texts[:1]), executor=given)
    assert stopped.value.message == f"a worker has boardpaper 9.9 instead of {ours.versions[0][1]}"
    assert (stopped.value.rule, stopped.value.exit_code) == ("worker-differs", 3)


def test_a_difference_is_told_in_words() -> None:
    ours = machinery()
    assert ours.difference(ours) == ""
    assert "other code" in Machinery(ours.versions, "0").difference(ours)
    assert Machinery((*ours.versions, ("zopfli", "1")), ours.digest).difference(ours) == "zopfli 1 instead of none"
    known = {name for name, _ in ours.versions}
    assert known == {"boardpaper", "Python", "zlib", *machinery_module._LIBRARIES}


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    for name in ("paper.yaml", "a.png", "narrative/text.md", "out/old.docx", "out/chart.png", ".boardpaper/built/x",
                 ".git/config", "~$lock.docx", ".DS_Store"):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_all_in_a_folder_counts_but_what_programs_leave_there(paper: Path) -> None:
    names = {path.relative_to(paper).as_posix() for path in paper_inputs(paper)}
    assert names == {"paper.yaml", "a.png", "narrative/text.md", "out/chart.png"}


def test_a_digest_knows_names_and_contents_but_not_the_place(paper: Path, tmp_path: Path) -> None:
    before = inputs_digest(paper)
    moved = paper.rename(tmp_path / "moved")
    assert inputs_digest(moved) == before
    (moved / "narrative" / "text.md").rename(moved / "text.md")
    assert inputs_digest(moved) != before


def test_a_folder_travels_whole(paper: Path) -> None:
    carried = carry(paper)
    assert carried is not None
    with unpacked(carried) as there:
        assert there != paper
        assert inputs_digest(there) == inputs_digest(paper)
    assert not there.exists()
