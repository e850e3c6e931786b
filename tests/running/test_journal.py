"""A set of files is changed as a whole, and what a dead run had decided is finished without losing a person's work."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.running.journal import UNFINISHED, Change, change_files, settle

CUT = """
import os, sys
from pathlib import Path
from boardpaper.running.journal import Change, change_files
left = [int(sys.argv[1])]
def ending(original):
    def call(*args, **options):
        if not left[0]:
            os._exit(9)
        left[0] -= 1
        return original(*args, **options)
    return call
for name in ("replace", "unlink", "rmdir", "mkdir", "link"):
    setattr(os, name, ending(getattr(os, name)))
home = Path(sys.argv[2])
changes = [Change(home / "a.txt", b"new a"), Change(home / "b" / "c.txt", b"new c"), Change(home / "d.txt", None)]
change_files(changes, home)
"""
OLD = {"a.txt": b"old a", "d.txt": b"old d"}
NEW = {"a.txt": b"new a", "b/c.txt": b"new c"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def cut(home: Path, moment: int) -> bool:
    """Whether a process that changes OLD to NEW was ended before it touched the disk for the nth time."""
    ended = subprocess.run([sys.executable, "-c", CUT, str(moment), str(home)], check=False).returncode
    assert ended in (0, 9)
    return ended == 9


def decided(home: Path) -> Path:
    """A folder that a run left which was cut off just after it had decided to change OLD to NEW; its workplace."""
    write(home, OLD)
    for moment in range(20):
        assert cut(home, moment)
        if found := list(home.glob(f"{UNFINISHED}*/journal.json")):
            assert len(list(home.glob(f"{UNFINISHED}*"))) >= 1
            return found[0].parent
    raise AssertionError("it never decided")


def test_every_change_is_made(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    changes = [Change(tmp_path / name, content) for name, content in NEW.items()]
    change_files([*changes, Change(tmp_path / "d.txt", None)], tmp_path)
    assert held(tmp_path) == NEW
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b"]


def test_a_folder_is_made_for_them(tmp_path: Path) -> None:
    home = tmp_path / "x" / "y"
    change_files([Change(home / "a.txt", b"new")], home)
    assert held(tmp_path) == {"x/y/a.txt": b"new"}


def test_new_files_are_what_everybody_may_read(tmp_path: Path) -> None:
    change_files([Change(tmp_path / "a.txt", b"new")], tmp_path)
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert (tmp_path / "a.txt").stat().st_mode == plain.stat().st_mode


def test_whenever_a_run_is_cut_off_the_next_finds_all_old_or_all_new(tmp_path: Path) -> None:
    seen = []
    for moment in range(60):
        home = tmp_path / str(moment)
        write(home, OLD)
        ended = cut(home, moment)
        settle(home)
        assert held(home) in (OLD, NEW)
        assert not list(home.glob(f"{UNFINISHED}*"))
        seen.append(held(home) == NEW)
        if not ended:
            break
    # First nothing was decided, then everything.
    assert not ended
    assert seen == sorted(seen)
    assert {*seen} == {False, True}


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EACCES])
def test_a_fault_puts_everything_back(fault: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, OLD)
    original: Callable[..., Path] = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target.name == "e.txt" and path.suffix == ".new":
            raise OSError(fault, "no")
        return original(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    changes = [Change(tmp_path / name, content) for name, content in NEW.items()]
    with pytest.raises(OSError, match="no"):
        change_files([*changes, Change(tmp_path / "d.txt", None), Change(tmp_path / "e.txt", b"")], tmp_path)
    assert held(tmp_path) == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "d.txt"]


def test_a_run_that_was_cut_off_while_it_put_things_back_is_put_back(tmp_path: Path) -> None:
    workplace = decided(tmp_path)
    journal = json.loads((workplace / "journal.json").read_bytes())
    (workplace / "0.new").replace(tmp_path / "a.txt")
    (workplace / "journal.json").write_text(json.dumps({**journal, "undone": True}), encoding="utf-8")
    settle(tmp_path)
    assert held(tmp_path) == OLD


def test_what_a_person_put_there_since_is_kept(tmp_path: Path) -> None:
    decided(tmp_path)
    write(tmp_path, {"a.txt": b"mine", "d.txt": b"mine too", "b/c.txt": b"and mine"})
    settle(tmp_path)
    assert held(tmp_path) == {"a.txt": b"mine", "d.txt": b"mine too", "b/c.txt": b"and mine"}


def test_what_may_no_longer_stand_is_not_put_there(tmp_path: Path) -> None:
    decided(tmp_path)
    settle(tmp_path, stands=lambda path: path.name != "c.txt")
    assert held(tmp_path) == {"a.txt": b"new a"}


def test_a_run_that_is_still_at_work_is_left_alone(tmp_path: Path) -> None:
    workplace = decided(tmp_path)
    waiting = f"import fcntl, time; f = open({str(workplace / 'lock')!r}); fcntl.flock(f, 2); print(1); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-uc", waiting], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.read(1)
        settle(tmp_path)
        assert (workplace / "journal.json").exists()
        other.kill()
    settle(tmp_path)
    assert held(tmp_path) == NEW


@pytest.mark.parametrize("path", ["../out.txt", "/tmp/out.txt", "b/../../out.txt"])
def test_a_journal_that_leads_elsewhere_is_not_followed(path: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    workplace = decided(home)
    journal = json.loads((workplace / "journal.json").read_bytes())
    journal["entries"][0] |= {"path": path, "was": None}
    (workplace / "journal.json").write_text(json.dumps(journal), encoding="utf-8")
    settle(home)
    assert held(tmp_path) == {f"home/{name}": content for name, content in OLD.items()}


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"entries": [3], "folders": []}'])
def test_a_damaged_journal_decides_nothing(content: bytes, tmp_path: Path) -> None:
    (decided(tmp_path) / "journal.json").write_bytes(content)
    settle(tmp_path)
    assert held(tmp_path) == OLD


def test_a_file_on_another_disk_is_copied_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, OLD)
    original: Callable[..., Path] = Path.replace

    def elsewhere(path: Path, target: Path) -> Path:
        if path.parent != target.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return original(path, target)

    monkeypatch.setattr(Path, "replace", elsewhere)
    change_files([Change(tmp_path / "a.txt", b"new a")], tmp_path)
    assert held(tmp_path) == {**OLD, "a.txt": b"new a"}


def test_names_need_not_be_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    change_files([Change(tmp_path / name, b"new")], tmp_path)
    assert os.listdir(os.fsencode(tmp_path)) == [b"caf\xe9.txt"]


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    write(tmp_path, {"real/a.txt": b"old"})
    (tmp_path / "a.txt").symlink_to(tmp_path / "real" / "a.txt")
    change_files([Change(tmp_path / "a.txt", b"new")], tmp_path)
    assert held(tmp_path) == {"real/a.txt": b"old", "a.txt": b"new"}
    assert not (tmp_path / "a.txt").is_symlink()
