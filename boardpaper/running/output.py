"""Files written whole or not at all, and never over a person's work."""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from boardpaper.errors import BoardpaperError, OutputError
from boardpaper.live import ledger
from boardpaper.model.asked import name_fault, shown_name
from boardpaper.ooxml.package import read_package
from boardpaper.rules import running as rules

# How the names of files begin that are not yet in their places.
UNFINISHED = ".boardpaper-"


class Output(Struct, frozen=True):
    """A file to be written. `untouched` tells of older content whether it is just as boardpaper wrote it.

    It answers None where the content is not boardpaper's at all.
    """

    kind: str
    path: Path
    content: bytes
    untouched: Callable[[Path], bool | None]


def word_output(path: Path, content: bytes) -> Output:
    """The Word file as a file to be written, which may replace one that boardpaper wrote and nobody changed."""
    return Output("word", path, content, lambda old: ledger.is_untouched(read_package(old)))


def slug(words: str, longest: int = 40) -> str:
    """`performance-report`: words as part of a file name."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in words.lower()).split()
    while len(kept) > 1 and len("-".join(kept)) > longest:
        kept.pop()
    return "-".join(kept)[:longest] or "untitled"


def check_overwrite(outputs: Sequence[Output], *, force: bool) -> None:
    """Refuses to write where another program has a file open, or a person may have edited it.

    Raises:
        OutputError: naming the file and what to do; `force` overwrites an edited file, never an open one.
    """
    for output in outputs:
        name = output.path.name
        if name_fault(name):
            raise OutputError(rules.NAME_TOO_LONG.at(output.path.parent, name=shown_name(name)))
        if lock := _lock_of(output.path):
            raise OutputError(rules.OUTPUT_OPEN.at(output.path, name=name, lock=lock.name))
        if os.path.exists(output.path) and not force and not _untouched(output):
            raise OutputError(rules.OUTPUT_EDITED.at(output.path, name=name))


def write_outputs(outputs: Sequence[Output], *, force: bool) -> None:
    """Writes all of `outputs`, each beside its place and then renamed into it; after a failure none is left behind.

    A file that holds its new content already is left alone.

    Raises:
        OutputError: a folder cannot be made or written, or `check_overwrite` refuses.
    """
    check_overwrite(outputs, force=force)
    made: list[Path] = []
    staged: list[tuple[Path, Path]] = []
    try:
        for output in (each for each in outputs if not _is_there(each)):
            _make_folder(output.path.parent, made)
            staged.append((_stage(output), output.path))
        _put_in_place(staged)
    except OSError as fault:
        _remove([temporary for temporary, _ in staged], made)
        raise _cannot_write(outputs[0].path.parent, fault) from fault


def _put_in_place(staged: Sequence[tuple[Path, Path]]) -> None:
    """Renames every file into its place, or puts back what stood there."""
    kept: list[tuple[Path, Path | None]] = []
    try:
        for temporary, path in staged:
            kept.append((path, _copy(path) if path.exists() else None))
            temporary.replace(path)
    except OSError:
        for path, old in kept:
            with suppress(OSError):
                path.unlink(missing_ok=True) if old is None else old.replace(path)
        raise
    _remove([old for _, old in kept if old], [])


def _copy(path: Path) -> Path:
    """A copy of a file beside it, to be put back if writing fails."""
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=path.suffix, dir=path.parent)
    os.close(handle)
    try:
        shutil.copy2(path, name)
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Makes `folder` and those above it that are missing, and puts each into `made`, innermost first."""
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir()
        made.insert(0, missing)


def _stage(output: Output) -> Path:
    """The new file, whole and on the disk, under a name of its own beside its place."""
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=output.path.suffix, dir=output.path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(output.content)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files that only their owner can read, which a shared drive's users would stumble over.
        temporary.chmod(0o666 & ~_umask())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _is_there(output: Output) -> bool:
    """Whether the file stands in its place already, byte for byte."""
    with suppress(OSError):
        return output.path.stat().st_size == len(output.content) and output.path.read_bytes() == output.content
    return False


def _umask() -> int:
    """The permissions that new files are not to have; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove(files: Sequence[Path], folders: Sequence[Path]) -> None:
    """Removes what a run that fails leaves behind, as far as it can."""
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _untouched(output: Output) -> bool:
    """Whether nobody has changed the file since boardpaper wrote it; one that cannot be read may have been."""
    try:
        return output.untouched(output.path) is True
    except (BoardpaperError, OSError):
        return False


def _lock_of(path: Path) -> Path | None:
    """The lock file that Word or LibreOffice keeps beside a document that it has open."""
    # Word puts ~$ in place of the first two letters of a longer name.
    names = (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return next((path.parent / name for name in names if os.path.exists(path.parent / name)), None)


def _cannot_write(folder: Path, fault: OSError) -> OutputError:
    return OutputError(rules.OUTPUT_UNWRITABLE.at(folder, folder=folder, fault=fault.strerror or fault))
