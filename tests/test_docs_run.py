"""Every command line of the documents is run, page by page and in order, and prints what the page says."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from boardpaper.cli.main import main
from tests.support.doc_pages import PAGES, Block, Command, blocks, called, missing_lines
from tests.support.documented_files import Shelf

WITH_BLOCKS = [page for page in PAGES if any(block.commands or block.kind == "python" for block in blocks(page))]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=called)
def test_what_a_page_tells_to_type_does_what_it_says(
    page: Path, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    printed, names = "", dict[str, object]()
    for block in blocks(page):
        for name in block.here:
            shelf.put(name, folder)
        where = f"{called(page)}:{block.line}"
        if block.kind == "text":
            assert missing_lines(block.text, printed) == [], f"{where}, which printed\n{printed}"
        elif block.kind == "python" and not block.not_run:
            capfd.readouterr()
            exec(compile(block.text, where, "exec"), names)
            printed, _ = capfd.readouterr()
        elif block.commands and can_be_run(block):
            printed = "".join(run_block(block, where, capfd))


def can_be_run(block: Block) -> bool:
    """Whether the page lets it be run, and the program that it needs is here; CI must have it."""
    here = not block.needs or shutil.which(block.needs) is not None
    assert here or not os.environ.get("BOARDPAPER_REQUIRE_TOOLS"), f"{block.needs} is not installed"
    return here and not block.not_run


def run_block(block: Block, where: str, capfd: pytest.CaptureFixture[str]) -> Iterator[str]:
    """What each command of the block prints, once its exit code is the one that the page says."""
    for command in block.commands:
        capfd.readouterr()
        code = main(command.arguments)
        out, err = capfd.readouterr()
        assert code == block.exit, f"{where}: {command.line}\n{out}{err}"
        keep(command, out)
        yield err + out


def keep(command: Command, printed: str) -> None:
    if command.into:
        Path(command.into).write_text(printed, encoding="utf-8")


def test_a_page_that_says_something_else_is_found_out() -> None:
    assert missing_lines("one\n...\nthree\n", "one\ntwo\nthree\n") == []
    assert missing_lines("three\none\n", "one\ntwo\nthree\n") == ["one"]
