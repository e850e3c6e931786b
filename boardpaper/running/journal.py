"""A set of files that is changed as a whole: made ready out of sight, decided in one step, then put in place.

What a run that is cut off had decided is finished by the next one in the same folder, and what it had not is removed;
an error puts back what stood there.
"""

import errno
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec.json
from msgspec import Struct, ValidationError

# How the names of folders and files begin in which a run makes files ready.
UNFINISHED = ".boardpaper-"
_JOURNAL, _LOCK = "journal.json", "lock"
# A machine that knows no locks: no run takes this long, in seconds, to put its files in place.
_ABANDONED = 3600.0


class Change(Struct, frozen=True):
    """A file as it is to be: its new content, or None where it is to be gone."""

    path: Path
    content: bytes | None


class _Entry(Struct, frozen=True):
    """A change in the journal: the file's path from the journal's home, and the SHA-256 of what stood there, if any.

    Its new content is in the file `N.new` beside the journal, its old one in `N.old`, N being its place in the list.
    """

    path: str
    removed: bool
    was: str | None


class _Journal(Struct, frozen=True):
    """What has been decided: the changes, the folders they need, and whether they are to be undone."""

    entries: tuple[_Entry, ...]
    folders: tuple[str, ...]
    undone: bool = False


def change_files(changes: Sequence[Change], home: Path) -> None:
    """Makes all of `changes` or none; every path is below the folder `home`, which is made if it is missing.

    Raises:
        OSError: a file or folder could not be written or removed; all is as it was.
    """
    made = [] if home.exists() else _make_folders(home)
    try:
        with _workplace(home) as folder:
            _change(changes, home, folder)
    except OSError:
        _remove_folders(made)
        raise


def settle(home: Path, *, stands: Callable[[Path], bool] = lambda _: True) -> None:
    """Finishes or removes what runs that were cut off have left in the folder `home`.

    What they had decided to write is written only where `stands` says of its path that it may, and only over what they
    had found there: what a person has put there since is kept.

    Raises:
        OSError: a file could not be put in its place.
    """
    for folder in sorted(home.glob(f"{UNFINISHED}*")):
        if folder.is_dir() and not folder.is_symlink():
            with _taken(folder) as taken:
                if taken:
                    _finish(home, folder, stands)
            if taken:
                _clear(folder)


def _finish(home: Path, folder: Path, stands: Callable[[Path], bool]) -> None:
    """Does what the journal in `folder` says; a folder without one decided nothing."""
    journal = _read_journal(folder)
    if journal is None:
        return
    if journal.undone:
        _undo(journal, home, folder)
        return
    for number, entry in enumerate(journal.entries):
        path = home / entry.path
        if _digest(path) == entry.was and (entry.removed or stands(path)):
            _carry_out(number, entry, home, folder)
    remove_emptied((home / entry.path for entry in journal.entries if entry.removed), home)


def _change(changes: Sequence[Change], home: Path, folder: Path) -> None:
    entries = tuple(_prepared(number, change, home, folder) for number, change in enumerate(changes))
    parents = {change.path.parent for change in changes if change.content is not None}
    missing = {each for parent in parents for each in (parent, *parent.parents) if not each.exists()}
    journal = _Journal(entries, tuple(_from(home, each) for each in sorted(missing, reverse=True)))
    _decide(journal, folder)
    try:
        for number, entry in enumerate(entries):
            _carry_out(number, entry, home, folder)
    except OSError:
        _decide(_Journal(journal.entries, journal.folders, undone=True), folder)
        _undo(journal, home, folder)
        raise
    remove_emptied((change.path for change in changes if change.content is None), home)


def _prepared(number: int, change: Change, home: Path, folder: Path) -> _Entry:
    """Makes a change ready in `folder`: the new file whole and on the disk, and the old one to be put back."""
    if change.content is not None:
        _write(folder / f"{number}.new", change.content)
    was = _digest(change.path)
    if was is not None:
        _keep(change.path, folder / f"{number}.old")
    return _Entry(_from(home, change.path), change.content is None, was)


def _decide(journal: _Journal, folder: Path) -> None:
    """From here on the changes are made, whatever happens to this run."""
    half = folder / f"{_JOURNAL}.half"
    told = {
        "entries": [{"path": each.path, "removed": each.removed, "was": each.was} for each in journal.entries],
        "folders": journal.folders,
        "undone": journal.undone,
    }
    # Escaped, since file names need not be UTF-8.
    _write(half, json.dumps(told).encode("ascii"))
    half.replace(folder / _JOURNAL)


def _read_journal(folder: Path) -> _Journal | None:
    """What was decided; None where nothing was, or where it leads out of its home."""
    try:
        told = json.loads((folder / _JOURNAL).read_bytes())
        journal = msgspec.convert(told, _Journal)
    except (FileNotFoundError, ValueError, ValidationError):
        return None
    inside = all(_stays_inside(each) for each in (*(entry.path for entry in journal.entries), *journal.folders))
    return journal if inside else None


def _stays_inside(path: str) -> bool:
    return not PurePosixPath(path).is_absolute() and not Path(path).is_absolute() and ".." not in Path(path).parts


def _carry_out(number: int, entry: _Entry, home: Path, folder: Path) -> None:
    """Makes one change, unless that has been done."""
    path, new = home / entry.path, folder / f"{number}.new"
    if entry.removed:
        path.unlink(missing_ok=True)
    elif new.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _move(new, path)


def _undo(journal: _Journal, home: Path, folder: Path) -> None:
    """Puts back what stood there, as far as that can be done."""
    for number, entry in enumerate(journal.entries):
        path, old = home / entry.path, folder / f"{number}.old"
        with suppress(OSError):
            if old.exists():
                _move(old, path)
            elif entry.was is None and not (folder / f"{number}.new").exists():
                path.unlink(missing_ok=True)
    _remove_folders([home / each for each in journal.folders])


def _move(source: Path, path: Path) -> None:
    """Puts a file in its place in one step, also where that is on another disk."""
    try:
        source.replace(path)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
        os.close(handle)
        shutil.copy2(source, name)
        Path(name).replace(path)
        source.unlink()


def _keep(path: Path, old: Path) -> None:
    """The old file under a second name, or a copy of it where the disk knows no such names."""
    try:
        os.link(path, old, follow_symlinks=False)
        if not old.is_symlink():
            return
        old.unlink()
    except (OSError, NotImplementedError):
        old.unlink(missing_ok=True)
    shutil.copy2(path, old)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is none, or where a folder stands in its place."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def _from(home: Path, path: Path) -> str:
    return path.relative_to(home).as_posix()


def _make_folders(folder: Path) -> list[Path]:
    """Makes `folder` and those above it that are missing; what was made, innermost first."""
    made: list[Path] = []
    try:
        for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            missing.mkdir()
            made.insert(0, missing)
    except OSError:
        _remove_folders(made)
        raise
    return made


def _remove_folders(folders: Sequence[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def remove_emptied(removed: Iterable[Path], home: Path) -> None:
    """Removes the folders inside `home` that are empty now that the files `removed` are gone."""
    folders = {folder for path in removed for folder in path.parents if home in folder.parents}
    # The innermost first; one that is not empty stays.
    _remove_folders(sorted(folders, key=lambda folder: len(folder.parts), reverse=True))


@contextmanager
def _workplace(home: Path) -> Iterator[Path]:
    """A folder in `home` that is this run's own while it lives, and then gone."""
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=home))
    try:
        with (folder / _LOCK).open("wb") as stream:
            with suppress(OSError):
                _lock(stream)
            yield folder
    finally:
        _clear(folder)


@contextmanager
def _taken(folder: Path) -> Iterator[bool]:
    """Whether the run that made `folder` is no more; while that is acted upon, no other run thinks so too."""
    try:
        stream = (folder / _LOCK).open("ab")
    except OSError:
        yield False
        return
    with stream:
        yield _is_free(stream)


def _is_free(stream: IO[bytes]) -> bool:
    try:
        _lock(stream)
    except OSError as fault:
        held = fault.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
        return not held and os.fstat(stream.fileno()).st_mtime + _ABANDONED < time.time()
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _clear(folder: Path) -> None:
    """Removes a workplace, its journal first: without that the rest means nothing."""
    with suppress(OSError):
        (folder / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
