"""A new paper's or meeting's folder, copied from an example."""

import shutil
from pathlib import Path

from boardpaper import resources
from boardpaper.errors import InputError, OutputError

DEFAULT = "new-paper"
DEFAULT_MEETING = "new-meeting"


def examples(file: str = "paper.yaml") -> dict[str, Path]:
    """The papers (or meetings, which hold a meeting.yaml) that a new one can be copied from, by name."""
    return {
        path.parent.name: path.parent for folder in resources.example_folders() for path in folder.glob(f"*/{file}")
    }


def new_paper(folder: Path, *, example: str = DEFAULT) -> list[Path]:
    """Copies an example paper to `folder`, which must not hold anything yet; names the files made.

    Raises:
        InputError: there is no such example.
        OutputError: the folder holds something, or cannot be written.
    """
    return _copy(folder, example, examples())


def new_meeting(folder: Path, *, example: str = DEFAULT_MEETING) -> list[Path]:
    """Copies an example meeting to `folder`, as `new_paper` copies a paper.

    Raises:
        InputError: there is no such example.
        OutputError: the folder holds something, or cannot be written.
    """
    return _copy(folder, example, examples("meeting.yaml"))


def _copy(folder: Path, example: str, known: dict[str, Path]) -> list[Path]:
    if example not in known:
        raise InputError(
            f"there is no example “{example}”",
            hint=f"Choose one of {', '.join(sorted(known))}.",
            rule="example-unknown",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            f"{folder} already exists and is not an empty folder",
            where=str(folder),
            hint="Choose another name.",
            rule="output-exists",
        )
    try:
        shutil.copytree(
            known[example], folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out", "packs", "~$*", ".*")
        )
    except OSError as fault:
        raise OutputError(
            f"{folder} cannot be written: {fault.strerror or fault}",
            where=str(folder),
            hint="Name a folder in a place where you may write.",
            rule="output-unwritable",
        ) from fault
    return sorted(path for path in folder.rglob("*") if path.is_file())
