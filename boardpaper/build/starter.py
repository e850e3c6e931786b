"""A new paper's folder, copied from an example."""

import shutil
from pathlib import Path

from boardpaper import resources
from boardpaper.errors import InputError, OutputError

DEFAULT = "new-paper"


def examples() -> dict[str, Path]:
    """The papers that a new one can be copied from, by name."""
    return {
        path.parent.name: path.parent for folder in resources.example_folders() for path in folder.glob("*/paper.yaml")
    }


def new_paper(folder: Path, *, example: str = DEFAULT) -> list[Path]:
    """Copies an example paper to `folder`, which must not hold anything yet; names the files made.

    Raises:
        InputError: there is no such example.
        OutputError: the folder holds something, or cannot be written.
    """
    known = examples()
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
        shutil.copytree(known[example], folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out", "~$*", ".*"))
    except OSError as fault:
        raise OutputError(
            f"{folder} cannot be written: {fault.strerror or fault}", where=str(folder), rule="output-unwritable"
        ) from fault
    return sorted(path for path in folder.rglob("*") if path.is_file())
