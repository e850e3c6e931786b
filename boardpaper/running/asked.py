"""What a run is asked for, looked at before it begins: paths that can be used, names that are several, and counts."""

import os
from collections.abc import Iterable
from pathlib import Path

from boardpaper.errors import InputError, OutputError
from boardpaper.model.asked import count_fault, name_fault, shown_name
from boardpaper.rules import files
from boardpaper.rules import running as rules

StrPath = str | os.PathLike[str]
_WORD = frozenset({".docx", ".docm", ".doc"})
_WITH_PAPER = "It is read with the folder of its paper: “boardpaper build FOLDER”"
# What commands get in the place of a Word file, by the end of its name.
_OTHERS = {
    "meeting.yaml": ("the description of a meeting", "It is for “boardpaper pack”"),
    ".yaml": (
        "a description",
        "The folder of a paper.yaml is for “boardpaper build”, a meeting's for “boardpaper pack”",
    ),
    ".xlsx": ("a workbook", _WITH_PAPER),
    ".xlsm": ("a workbook", _WITH_PAPER),
    ".md": ("narrative", _WITH_PAPER),
}
_OTHERS[".yml"] = _OTHERS[".yaml"]
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
    kind = "meeting.yaml" if path.name == "meeting.yaml" else path.suffix.lower()
    if kind in _OTHERS and os.path.isfile(path):
        what, instead = _OTHERS[kind]
        raise InputError(rules.NO_WORD_FILE.at(path, name=path.name, what=what, instead=instead))
    return path


def paper_and_inputs(path: Path, inputs: Path) -> None:
    """Looks whether a paper in Word and the folder of its inputs each stand where they should.

    Raises:
        InputError: they have changed places.
    """
    if os.path.isdir(path) and inputs.suffix.lower() in _WORD and os.path.isfile(inputs):
        raise InputError(rules.PAPER_AND_FOLDER_SWAPPED.at(path, file=inputs, folder=path))


def file_then_figure(path: Path, what: str) -> None:
    """Looks whether the file stands before what is to be traced in it.

    Raises:
        InputError: it stands behind.
    """
    if what and not os.path.lexists(path) and not name_fault(what) and os.path.isfile(what):
        raise InputError(rules.FIGURE_BEFORE_FILE.at(path, name=path, file=what))


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


def optional_output(given: StrPath | None, *, ending: str = "") -> Path | None:
    """Where files are to go: a folder, or a file of this `ending`; None where nothing was named.

    Raises:
        InputError: no file can have that name.
        OutputError: it is another file, or looks as if one was meant, or the machine lets nobody look there.
    """
    if given is None:
        return None
    path = output_path(given)
    wanted = bool(ending) and path.suffix.lower() == ending
    if os.path.isdir(path) or wanted:
        return path
    named = f", or a file whose name ends in {ending}," if ending else ""
    if os.path.lexists(path):
        raise OutputError(rules.OUTPUT_IS_NO_FOLDER.at(path, name=path.name, named=named))
    if path.suffix.lower() in _OTHERS:
        raise OutputError(rules.OUTPUT_NAMED_AS_INPUT.at(path, name=path.name, named=named))
    return path


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
