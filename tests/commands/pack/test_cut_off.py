"""A pack that is cut off at any moment: the next run leaves no more than it would have left anyway."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BoardpaperError
from tests.support.small_meeting import files, small_meeting, write_small

# Whatever changes a folder, and those that matter here: what is kept to save time is another matter.
CHANGING = ("replace", "rename", "unlink", "rmdir", "mkdir", "link")
FOLDERS = ("/packs", "/.boardpaper/.half", "/.boardpaper/withdrawn")
# Few moments in a quick test, all in a long one.
STEP = 1 if os.environ.get("BOARDPAPER_SOAK") else 5
OPEN = "purpose: noting"
CLOSED = "restricted: {paragraph: 3, reason: affairs}"
LATE = "late: {reason: it was not ready}"


def cut_off(work: Callable[[], object], moment: int) -> bool:
    """Whether a process that does `work` was ended, without a word, before it changed a folder for the nth time."""
    if (child := os.fork()) == 0:
        with suppress(BaseException), _ending(moment):
            work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@contextmanager
def _ending(moment: int) -> Iterator[None]:
    left = iter(range(moment))

    def ending(original: Callable[..., object], name: str) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            if any(folder in str(args[0]) for folder in FOLDERS) and next(left, None) is None:
                os._exit(9)
            return original(*args, **options)

        return call

    for name in CHANGING:
        setattr(os, name, ending(getattr(os, name), name))
    yield


def packed(folder: Path, **options: int) -> dict[str, bytes]:
    with suppress(BoardpaperError):
        pack_meeting(folder, **options)  # type: ignore[arg-type]
    return files(folder / "packs")


def meeting(folder: Path) -> Path:
    folder.mkdir()
    small_meeting(folder)
    (folder / "9-custody-healthcare.docx").write_bytes((folder / "10-flood-damage.docx").read_bytes())
    return folder


def moments(before: Path, now: Path, act: Callable[[Path], object]) -> Iterator[int]:
    """The moments at which `act` on a copy of `before` can be cut off, every STEPth; `now` is the copy afterwards."""
    moment = 0
    while True:
        shutil.rmtree(now, ignore_errors=True)
        shutil.copytree(before, now)
        if not cut_off(lambda: act(now), moment):
            assert moment > 5
            return
        yield moment
        moment += STEP


def test_files_of_a_pack_are_all_old_or_all_new(tmp_path: Path) -> None:
    before, after = meeting(tmp_path / "before"), tmp_path / "after"
    write_small(before, OPEN)
    old = packed(before)
    shutil.copytree(before, after)
    changed(after)
    new = packed(after)
    assert old.keys() == new.keys()
    seen = set()
    now = tmp_path / "now"
    for moment in moments(before, now, repacked):
        broken(now)
        with pytest.raises(BoardpaperError):
            pack_meeting(now)
        found = files(now / "packs")
        assert found in (old, new), moment
        seen.add(found == new)
    assert seen == {False, True}


def repacked(folder: Path) -> None:
    changed(folder)
    pack_meeting(folder)


def closed(folder: Path) -> None:
    write_small(folder, CLOSED)
    pack_meeting(folder)


def changed(folder: Path) -> None:
    (folder / "2-minutes.docx").write_bytes((folder / "10-flood-damage.docx").read_bytes())


def broken(folder: Path) -> None:
    """The meeting as no pack can be made of it."""
    (folder / "2-minutes.docx").write_bytes(b"no Word file")


@pytest.mark.parametrize("supplement", [0, 1])
def test_nothing_restricted_stays_whenever_the_run_was_cut_off(supplement: int, tmp_path: Path) -> None:
    before, after, now = meeting(tmp_path / "before"), tmp_path / "after", tmp_path / "now"
    write_small(before, LATE if supplement else OPEN)
    packed(before)
    if supplement:
        packed(before, supplement=1)
    shutil.copytree(before, after)
    write_small(after, CLOSED)
    wanted = packed(after)
    for moment in moments(before, now, closed):
        write_small(now, CLOSED)
        assert packed(now) == wanted, moment


@pytest.mark.parametrize("memory", [True, False])
def test_a_supplement_goes_with_the_pack_whenever_the_run_was_cut_off(memory: bool, tmp_path: Path) -> None:
    before, now, web = meeting(tmp_path / "before"), tmp_path / "now", Path("packs", "public")
    described(before, OPEN)
    packed(before)
    packed(before, supplement=1)
    assert (before / web / "supplement-1.json").exists()

    def broken_off(folder: Path) -> None:
        described(folder, CLOSED)
        broken(folder)
        pack_meeting(folder, keep_papers=memory)

    if not memory:
        shutil.rmtree(before / ".boardpaper")
    for moment in moments(before, now, broken_off):
        if not memory:
            shutil.rmtree(now / ".boardpaper", ignore_errors=True)
        described(now, CLOSED)
        broken(now)
        with pytest.raises(BoardpaperError):
            pack_meeting(now, keep_papers=memory)
        assert not (now / web).exists() or not files(now / web), moment


def described(folder: Path, second: str) -> None:
    """The meeting with a third paper that is late."""
    write_small(folder, second)
    with (folder / "meeting.yaml").open("a", encoding="utf-8") as text:
        text.write(f"  - {{number: 3, title: Boats, paper: 2-minutes.docx, {LATE}}}\n")


def test_nothing_restricted_stays_when_the_run_that_published_it_was_cut_off(tmp_path: Path) -> None:
    before, after, now = meeting(tmp_path / "before"), tmp_path / "after", tmp_path / "now"
    write_small(before, OPEN)
    shutil.copytree(before, after)
    write_small(after, CLOSED)
    wanted = packed(after)
    for moment in moments(before, now, pack_meeting):
        write_small(now, CLOSED)
        assert packed(now) == wanted, moment


@pytest.mark.parametrize("cache", [True, False])
def test_what_was_withdrawn_is_told_by_the_next_run_whenever_the_run_was_cut_off(cache: bool, tmp_path: Path) -> None:
    before, now = meeting(tmp_path / "before"), tmp_path / "now"
    write_small(before, OPEN)
    gone = {name.removeprefix("public/") for name in packed(before) if name.startswith("public/")}

    def closed_now(folder: Path) -> None:
        write_small(folder, CLOSED)
        pack_meeting(folder, keep_papers=cache)

    for moment in moments(before, now, closed_now):
        write_small(now, CLOSED)
        told = [each.message for each in pack_meeting(now).findings if each.rule == "public-withdrawn"]
        assert len(told) == 1, moment
        assert set(told[0].partition(" removed")[2].partition(": ")[2].split(", ")) == gone, (moment, told)
        assert pack_meeting(now).findings == ()
        assert not (now / ".boardpaper" / "withdrawn.json").exists()
