"""A new paper's or meeting's folder, copied from an example."""

from collections.abc import Iterator
from pathlib import Path

from boardpaper import resources
from boardpaper.errors import InputError, OutputError
from boardpaper.model.asked import is_full
from boardpaper.rules import plans
from boardpaper.rules import running as rules
from boardpaper.running.journal import Change, change_files
from boardpaper.running.results import MadeFile, Result

# Folders that commands make.
_MADE = frozenset({"out", "packs"})
_DEFAULT, _DEFAULT_MEETING = "new-paper", "new-meeting"


def make_folder(folder: Path, *, example: str | None = None, meeting: bool = False) -> Result:
    """Copies an example paper (or `meeting`) to `folder`, which must not hold anything yet.

    Raises:
        InputError: there is no such example.
        OutputError: the folder holds something, or cannot be written.
    """
    known = _examples("meeting.yaml" if meeting else "paper.yaml")
    example = example or (_DEFAULT_MEETING if meeting else _DEFAULT)
    if example not in known:
        raise InputError(plans.EXAMPLE_UNKNOWN.at(name=example, known=", ".join(sorted(known))))
    copied = list(_files(known[example]))
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(rules.OUTPUT_EXISTS.at(folder, folder=folder))
        change_files([Change(folder / path.relative_to(known[example]), path.read_bytes()) for path in copied], folder)
    except OSError as fault:
        rule = rules.FOLDER_FULL if is_full(fault) else rules.FOLDER_UNWRITABLE
        raise OutputError(rule.at(folder, folder=folder, fault=fault.strerror or fault)) from fault
    return Result(tuple(MadeFile("file", path) for path in sorted(folder.rglob("*")) if path.is_file()))


def _files(folder: Path) -> Iterator[Path]:
    """The files of an example, without what was made of it or belongs to a program."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part in _MADE or part.startswith(("~$", ".")) for part in parts):
            yield path


def _examples(file: str) -> dict[str, Path]:
    """The folders that hold `file`, by name."""
    return {
        path.parent.name: path.parent for folder in resources.example_folders() for path in folder.glob(f"*/{file}")
    }
