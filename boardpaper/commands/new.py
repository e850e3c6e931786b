"""A new paper's or meeting's folder, copied from an example."""

import shutil
from pathlib import Path

from boardpaper import resources
from boardpaper.errors import InputError, OutputError
from boardpaper.rules import plans
from boardpaper.rules import running as rules
from boardpaper.running.results import MadeFile, Result

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
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(rules.OUTPUT_EXISTS.at(folder, folder=folder))
        shutil.copytree(
            known[example], folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out", "packs", "~$*", ".*")
        )
    except OSError as fault:
        raise OutputError(rules.FOLDER_UNWRITABLE.at(folder, folder=folder, fault=fault.strerror or fault)) from fault
    made = sorted(path for path in folder.rglob("*") if path.is_file())
    return Result(tuple(MadeFile("file", path) for path in made))


def _examples(file: str) -> dict[str, Path]:
    """The folders that hold `file`, by name."""
    return {
        path.parent.name: path.parent for folder in resources.example_folders() for path in folder.glob(f"*/{file}")
    }
