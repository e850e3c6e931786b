"""Standard output and error: what can no longer be printed stops no run, and standard output remembers why."""

from __future__ import annotations

import io
import os
import sys

# Type checkers take it for true; importing it from typing takes longer than all else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TextIO


class _Patient(io.FileIO):
    """A stream's file that takes everything; after a first fault it lets the rest fall."""

    fault: OSError | None = None

    def write(self, content: Any, /) -> int:
        """Writes what it can, and says that it wrote all."""
        size = memoryview(content).nbytes
        if self.fault is not None:
            return size
        try:
            return super().write(content)
        except OSError as fault:
            self.fault = fault
            return size


def open_streams() -> None:
    """Gives the run a standard output and error that never fail."""
    sys.stdout, sys.stderr = _opened(sys.stdout), _opened(sys.stderr)


def printing_fault() -> OSError | None:
    """Why not all was printed on standard output, if so; that its reader had enough, as `head` has, is no fault."""
    sys.stdout.flush()
    fault = getattr(_file_of(sys.stdout), "fault", None)
    return None if isinstance(fault, BrokenPipeError) else fault


def _opened(stream: TextIO | None) -> TextIO:
    """The stream in a form that never fails; what is printed on one that was closed goes nowhere."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    # A Windows console may lack a character of a finding; a "?" there is better than a traceback.
    stream.reconfigure(errors="replace")
    file = _file_of(stream)
    # A Windows console is no file of bytes, and stays what it is.
    if type(file) is not io.FileIO:
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(_Patient(file.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors="replace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _file_of(stream: TextIO) -> object:
    """What a stream writes to in the end."""
    buffer = getattr(stream, "buffer", None)
    return getattr(buffer, "raw", buffer)
