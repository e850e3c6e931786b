"""What is kept from run to run: damaged, of another version, shared by two runs, or nowhere to be kept."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from msgspec.structs import replace

from boardpaper.checks.leaks import search as wall
from boardpaper.checks.leaks.readers.files import read_file
from boardpaper.checks.leaks.readers.pieces import Piece
from boardpaper.commands.pack import papers as pack_papers
from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BlockingFindings
from boardpaper.model.meeting import Meeting
from boardpaper.running import machinery
from boardpaper.running.kept import Kept, Shelf, keep, prune, recall
from boardpaper.running.marks import keep_marks
from tests.support.places import ROOT

PAPERS = ROOT / "examples" / "meetings" / "2022-05" / "papers"
KEPT = Path(".boardpaper") / "papers"


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """A folder with two Word papers, already packed once."""
    folder = tmp_path / "meeting"
    folder.mkdir()
    (folder / "1 Minutes.docx").write_bytes((PAPERS / "2-minutes.docx").read_bytes())
    (folder / "2 Flood.docx").write_bytes((PAPERS / "10-flood-damage.docx").read_bytes())
    pack_meeting(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def count_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The numbers of the items whose papers are made from here on."""
    made: list[str] = []
    original = pack_papers.make_paper

    def counting(task: pack_papers.PaperTask) -> pack_papers.MadePaper:
        made.append(task.item.number)
        return original(task)

    monkeypatch.setattr(pack_papers, "make_paper", counting)
    return made


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def empty(_: bytes) -> bytes:
    return b""


def other_words(content: bytes) -> bytes:
    """Words that have been changed, though the bytes have not."""
    return content.replace(b'"rule"', b'"rile"').replace(b'"pages": [', b'"pages": [{}, ')


@pytest.mark.parametrize("damage", [cut, flip, empty, other_words])
def test_a_damaged_entry_is_made_again(
    damage: Callable[[bytes], bytes], meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, kept = files(meeting / "packs"), files(meeting / KEPT)
    for path in (meeting / KEPT).iterdir():
        path.write_bytes(damage(path.read_bytes()))
    made = count_made(monkeypatch)
    pack_meeting(meeting)
    assert made == ["1", "2"]
    assert files(meeting / "packs") == before
    assert files(meeting / KEPT) == kept


def test_what_another_version_kept_is_not_used(meeting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = set(files(meeting / KEPT))
    monkeypatch.setattr(machinery, "__version__", "9.9")
    machinery.machinery.cache_clear()
    made = count_made(monkeypatch)
    pack_meeting(meeting)
    assert made == ["1", "2"]
    assert old.isdisjoint(files(meeting / KEPT))
    monkeypatch.undo()
    machinery.machinery.cache_clear()


def test_two_runs_at_once_leave_one_whole_pack(meeting: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    copytree(meeting, again, ignore=lambda *_: ["packs", ".boardpaper"])
    command = [sys.executable, "-m", "boardpaper", "pack", str(again), "--output", str(again / "packs"), "--quiet"]
    runs = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    said = [run.communicate()[1].decode() for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], said
    single = tmp_path / "single" / "again"
    copytree(again, single, ignore=lambda *_: ["packs", ".boardpaper"])
    pack_meeting(single)
    assert files(again / "packs") == files(single / "packs")
    assert files(again / KEPT) == files(single / KEPT)


def test_a_folder_that_cannot_be_written_costs_only_time(meeting: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "meeting"
    copytree(meeting, other, ignore=lambda *_: ["packs", ".boardpaper"])
    (other / ".boardpaper").write_text("a file where the folder should be", encoding="utf-8")
    for _ in range(2):
        pack_meeting(other)
        assert files(other / "packs") == files(meeting / "packs")


def test_a_paper_whose_processes_die_is_named_and_nothing_is_written(
    meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(meeting)
    parent, original = os.getpid(), pack_papers.make_paper

    def dying(task: pack_papers.PaperTask) -> pack_papers.MadePaper:
        if task.item.number == "2" and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(task)

    monkeypatch.setattr(pack_papers, "make_paper", dying)
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(meeting, workers=2, keep_papers=False)
    assert [(each.rule, each.where) for each in stopped.value.findings] == [
        ("paper-process-died", "item 2, 2 Flood.docx")
    ]
    assert files(meeting) == before


def test_the_wall_stands_though_the_process_that_helps_it_dies(
    meeting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (meeting / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 1, title: Minutes, paper: 1 Minutes.docx}\n"
        "  - {number: 2, title: Repair of the towpath, paper: 2 Flood.docx, restricted: {paragraph: 3}}\n",
        encoding="utf-8",
    )
    parent, read = os.getpid(), list[str]()

    def dying(name: str, content: bytes, known: Iterable[Piece] | None = None) -> Iterator[Piece]:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        read.append(name)
        return read_file(name, content, known)

    monkeypatch.setattr(wall, "read_file", dying)
    monkeypatch.setattr(Meeting, "public_view", lambda meeting: replace(meeting))
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(meeting, output=tmp_path / "out", workers=2)
    assert any(finding.rule.startswith("wall") for finding in stopped.value.findings)
    assert any(name.endswith("public-pack.pdf") for name in read)


def test_what_a_run_that_was_cut_short_has_left_is_removed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "kept")
    keep(shelf, "a", Kept(b"bytes", {"told": [1]}))
    keep(shelf, "b", Kept(b"bytes"))
    (tmp_path / "kept" / ".half-x").write_bytes(b"half")
    (tmp_path / "kept" / "notes.txt").write_bytes(b"somebody's")
    assert recall(shelf, "a") == Kept(b"bytes", {"told": [1]})
    prune(shelf)
    assert {path.name for path in shelf.folder.iterdir()} == {"a.kept", "notes.txt"}
    assert recall(shelf, "b") is None


def test_what_cannot_be_put_in_its_place_leaves_no_half_of_itself(tmp_path: Path) -> None:
    (tmp_path / ".boardpaper" / "marks.json").mkdir(parents=True)
    keep_marks(tmp_path, 0, ["1f2e3d4c5b6a"])
    assert [path.name for path in (tmp_path / ".boardpaper").iterdir()] == ["marks.json"]
