"""Temporary files and folders: gone when their `with` block ends, and a fault of the machine where there is no room."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from boardpaper.errors import EnvironmentFault
from boardpaper.rules.running import TEMPORARY_UNWRITABLE

_PREFIX = "boardpaper-"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder of this run's own; what cannot be removed in the end is left to the system.

    Raises:
        EnvironmentFault: no temporary files can be written.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    except OSError as fault:
        raise no_room(fault) from fault
    with folder as name:
        yield Path(name)


@contextmanager
def temporary_copy(content: bytes, name: str) -> Iterator[Path]:
    """A file called `name` that holds `content`, in a folder of its own.

    Raises:
        EnvironmentFault: no temporary files can be written.
    """
    with temporary_folder() as folder:
        path = folder / name
        try:
            path.write_bytes(content)
        except OSError as fault:
            raise no_room(fault) from fault
        yield path


@contextmanager
def nameless_file(content: bytes) -> Iterator[BinaryIO]:
    """A file without a name that holds `content`, read from its beginning.

    Raises:
        EnvironmentFault: no temporary files can be written.
    """
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed below, where only its own faults are caught
    except OSError as fault:
        raise no_room(fault) from fault
    with file:
        try:
            file.write(content)
            file.flush()
        except OSError as fault:
            raise no_room(fault) from fault
        file.seek(0)
        yield file


def no_room(fault: OSError) -> EnvironmentFault:
    """That no temporary files can be written, and why."""
    try:
        folder, why = tempfile.gettempdir(), fault.strerror or fault
    except OSError:
        # Each of the places where the system keeps such files has been tried.
        folder, why = os.environ.get("TMPDIR", ""), "no folder for them can be written"
    return EnvironmentFault(TEMPORARY_UNWRITABLE.at(folder, fault=why))
