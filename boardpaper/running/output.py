"""Files written whole or not at all, and never over a person's work."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from boardpaper.errors import BoardpaperError, OutputError
from boardpaper.live import ledger
from boardpaper.model.asked import is_full, name_fault, shown_name
from boardpaper.ooxml.package import read_package
from boardpaper.rules import running as rules
from boardpaper.running.journal import Change, change_files, settle


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


def write_outputs(
    outputs: Sequence[Output], *, force: bool, home: Path | None = None, gone: Sequence[Path] = ()
) -> None:
    """Writes all of `outputs` and removes all files of `gone`, or changes nothing.

    All are below the folder `home`, which the first one's is if none is given. What a run that was cut off there had
    decided is finished first. A file that holds its new content already is left alone.

    Raises:
        OutputError: a folder cannot be made or written, or `check_overwrite` refuses.
    """
    home = _absolute(home or Path(os.path.commonpath([_absolute(each.path.parent) for each in outputs])))
    try:
        settle(home)
        check_overwrite(outputs, force=force)
        changes = [Change(_absolute(each.path), each.content) for each in outputs if not _is_there(each)]
        changes += [Change(_absolute(path), None) for path in gone]
        if changes:
            change_files(changes, home)
    except OSError as fault:
        raise cannot_write(home, fault) from fault


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _is_there(output: Output) -> bool:
    """Whether the file stands in its place already, byte for byte."""
    with suppress(OSError):
        return output.path.stat().st_size == len(output.content) and output.path.read_bytes() == output.content
    return False


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


def cannot_write(folder: Path, fault: OSError) -> OutputError:
    """That no files can be written to `folder`, and why."""
    rule = rules.OUTPUT_FULL if is_full(fault) else rules.OUTPUT_UNWRITABLE
    return OutputError(rule.at(folder, folder=folder, fault=fault.strerror or fault))
