"""What a run is asked for, looked at before it begins: paths that can be used, names that are several, and counts."""

import os
from collections.abc import Iterable
from pathlib import Path

from boardpaper.errors import InputError, OutputError
from boardpaper.model.asked import count_fault, name_fault, shown_name
from boardpaper.rules import files
from boardpaper.rules import running as rules

StrPath = str | os.PathLike[str]
# Nothing is there yet, or what is there is no folder: whoever reads or writes it says so.
_MISSING = (FileNotFoundError, NotADirectoryError)


def input_path(given: StrPath) -> Path:
    """The path of what is to be read, or of where something may be.

    Raises:
        InputError: no file can have that name, or the machine lets nobody look there.
    """
    path = _possible(given)
    try:
        path.stat()
    except _MISSING:
        return path
    except OSError as fault:
        name = shown_name(path)
        raise InputError(files.FILE_UNREADABLE.at(name, name=name, fault=fault.strerror or fault)) from fault
    return path


def input_file(given: StrPath) -> Path:
    """The path of a file to be read; a path without a name of its own, such as `.`, is a folder.

    Raises:
        InputError: it names none, or as `input_path`.
    """
    path = input_path(given)
    if not path.name:
        raise InputError(files.FILE_IS_FOLDER.at(str(given), name=str(path)))
    return path


def output_path(given: StrPath) -> Path:
    """The path of what is to be written.

    Raises:
        InputError: no file can have that name.
        OutputError: the machine lets nobody look there.
    """
    path = _possible(given)
    try:
        path.stat()
    except _MISSING:
        return path
    except OSError as fault:
        name = shown_name(path)
        raise OutputError(rules.OUTPUT_UNWRITABLE.at(name, folder=name, fault=fault.strerror or fault)) from fault
    return path


def optional_input(given: StrPath | None) -> Path | None:
    """As `input_path`; None where nothing was named."""
    return None if given is None else input_path(given)


def optional_output(given: StrPath | None) -> Path | None:
    """As `output_path`; None where nothing was named."""
    return None if given is None else output_path(given)


def named(given: StrPath) -> Path:
    """The path, whatever is wrong with it, but one without a name: that would be the folder the program runs in.

    Raises:
        InputError: it is empty.
    """
    if not os.fspath(given).strip():
        raise _impossible(given)
    return Path(given)


def several(option: str, given: Iterable[StrPath]) -> tuple[StrPath, ...]:
    """The entries of what was given for `option`. A text would be taken letter by letter, a path not at all.

    Raises:
        InputError: it is one text or path, not a collection of them.
    """
    if isinstance(given, str | bytes | os.PathLike):
        raise InputError(rules.NOT_SEVERAL.at(option, option=option, given=given))
    return tuple(given)


def names(option: str, given: Iterable[str]) -> tuple[str, ...]:
    """The names that were given for `option`.

    Raises:
        InputError: it is one text, not a collection of them.
    """
    return tuple(str(name) for name in several(option, given))


def count(option: str, given: int, *, least: int = 1) -> int:
    """The number that was given for `option`.

    Raises:
        InputError: it is less than `least`, or no whole number.
    """
    fault = count_fault(given, least=least)
    if fault:
        raise InputError(rules.NOT_A_COUNT.at(option, option=option, fault=fault))
    return given


def _possible(given: StrPath) -> Path:
    """The path, where a file can have it."""
    if name_fault(given):
        raise _impossible(given)
    return Path(given)


def _impossible(given: StrPath) -> InputError:
    name = shown_name(given)
    return InputError(files.NAME_IMPOSSIBLE.at(name, name=name, fault=name_fault(given)))
