"""A bar on a terminal, lines elsewhere, nothing in quiet mode: seen by a real terminal of a real command."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.small_paper import PAPER, write_paper


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    folders = [
        write_paper(tmp_path / title, paper=PAPER.replace("title: Performance report", f"title: {title}", 1))
        for title in ("One", "Two")
    ]
    output = str(tmp_path / "out")
    return [sys.executable, "-m", "boardpaper", "build", *map(str, folders), "--output", output, "--no-cache"]


def on_a_terminal(command: list[str], **environment: str) -> str:
    """What a command says on standard error where that is a terminal."""
    master, slave = pty.openpty()
    run = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=slave, env={**os.environ, "COLUMNS": "120", **environment}
    )
    os.close(slave)
    said = b""
    while True:
        try:
            read = os.read(master, 4096)
        except OSError:
            break
        if not read:
            break
        said += read
    os.close(master)
    assert run.wait(timeout=60) == 0
    return said.decode()


def elsewhere(command: list[str]) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stderr


def test_a_terminal_shows_a_bar_and_is_left_clean(command: list[str]) -> None:
    said = on_a_terminal(command, TERM="xterm")
    assert f"[{'#' * 12}{'.' * 12}] Building: 1 of 2" in said
    assert f"[{'#' * 24}] Building: 2 of 2" in said
    assert said.endswith("\r\x1b[K")
    assert "\n" not in said


def test_a_narrow_terminal_gets_no_second_line(command: list[str]) -> None:
    said = on_a_terminal(command, TERM="xterm", COLUMNS="40")
    assert max(len(piece) for piece in said.split("\r\x1b[K")) == 39


def test_lines_are_printed_where_there_is_no_terminal(command: list[str]) -> None:
    lines = elsewhere(command).splitlines()
    assert [line.partition(" (")[0] for line in lines] == ["Building: 1 of 2", "Building: 2 of 2"]


@pytest.mark.parametrize("option", ["--quiet", "--json"])
def test_nothing_is_said_where_nobody_reads_it(option: str, command: list[str]) -> None:
    assert on_a_terminal([*command, option]) == ""


def test_a_terminal_that_cannot_move_back_gets_lines(command: list[str]) -> None:
    assert "Building: 2 of 2" in on_a_terminal(command, TERM="dumb").splitlines()[-1]
