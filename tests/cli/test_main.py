"""The command as a process: what becomes of it when nobody reads its output, or there is no room for it."""

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from boardpaper import api
from boardpaper.cli.calls import CALLS
from boardpaper.cli.main import COMMANDS, main
from boardpaper.running.marks import keep_marks
from tests.support.places import ROOT
from tests.support.small_meeting import small_meeting
from tests.support.small_paper import write_paper

FULL = Path("/dev/full")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """A run of each command that succeeds, and prints something."""
    place = tmp_path_factory.mktemp("printed")
    folder = str(write_paper(place / "in"))
    word = str(next(file.path for file in api.build(folder, output=place / "built").files if file.kind == "word"))
    (place / "meeting").mkdir()
    meeting = str(small_meeting(place / "meeting"))
    keep_marks(place / "meeting", 9, ["1f2e3d4c5b6a"])
    out = ["--output", str(place / "out")]
    return {
        "--help": [],
        "--version": [],
        "new": [str(place / "new")],
        "build": [folder, *out],
        "check": [word],
        "refresh": [word, "--inputs", folder, "--dry-run"],
        "publish": [word, *out, "--force"],
        "pack": [meeting, *out],
        "acknowledge": [meeting, "1f2e3d4c5b6a", "--reason", "It was said in public."],
        "trace": [word],
        "diff": [word, word],
        "schema": [],
        "explain": [],
    }


def run(arguments: Sequence[str], *, stdout: int, stderr: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "boardpaper", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False, stdout=stdout, stderr=stderr)


def rules_in(told: str) -> list[str]:
    """The rules of the findings that were printed."""
    return re.findall(r"\[([a-z-]+)\]$", told, re.MULTILINE)


def test_every_command_is_run(runs: dict[str, list[str]]) -> None:
    assert runs.keys() == {*COMMANDS, "--help", "--version"}


@pytest.mark.parametrize("name", ["--help", "--version", *COMMANDS])
@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_a_sentence(name: str, runs: dict[str, list[str]]) -> None:
    with FULL.open("wb") as full:
        stopped = run([name, *runs[name]], stdout=full.fileno())
    told = stopped.stderr.decode()
    assert stopped.returncode == 3
    assert "not all could be printed: No space left on device" in told
    assert rules_in(told)[-1] == "printing-stopped"
    assert "Traceback" not in told
    assert "Exception" not in told


@pytest.mark.parametrize("name", ["--help", "schema", "check", "explain"])
def test_a_reader_that_has_enough_is_no_fault(name: str, runs: dict[str, list[str]]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run([name, *runs[name]], stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_run_that_stops_keeps_its_exit_code_whoever_reads(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    codes = [
        run(["check", str(tmp_path / "none.docx"), "--json"], stdout=writing).returncode,
        run(["check", str(tmp_path / "none.docx")], stdout=writing, stderr=writing).returncode,
    ]
    os.close(writing)
    assert codes == [2, 2]


@pytest.mark.skipif(os.name == "nt", reason="streams are closed by a shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_was_closed_is_no_fault(closed: str) -> None:
    command = f'"{sys.executable}" -m boardpaper schema {closed}'
    done = subprocess.run(command, shell=True, cwd=ROOT, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="no limit to what a process may write")
def test_a_machine_that_lets_nothing_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "in")
    command = f'ulimit -f 4; exec "{sys.executable}" -m boardpaper check "{folder}"'
    stopped = subprocess.run(command, shell=True, cwd=ROOT, check=False, capture_output=True, text=True)
    assert stopped.returncode == 3, stopped.stderr
    assert "no temporary files can be written: File too large" in stopped.stderr
    assert rules_in(stopped.stderr) == ["machine-fault"]
    assert "Traceback" not in stopped.stderr


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_what_the_machine_refuses_outside_a_command_is_told_in_the_form_asked_for(
    form: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO), "papers")

    # No file of a test's making brings a machine there.
    monkeypatch.setitem(CALLS, "check", refused)
    assert main(["check", "paper.docx", *form]) == 3
    printed, errors = capsys.readouterr()
    message = "the machine did not let boardpaper work: Input/output error"
    if form:
        (finding,) = json.loads(printed)["findings"]
        assert (finding["rule"], finding["where"], finding["message"]) == ("machine-fault", "papers", message)
    else:
        assert message in errors
