"""The words of a PDF's pages as PDFium reads them, which shares no code with boardpaper: a second opinion.

PDFium is written in C++ and meets files of anybody's making. It runs in a process of its own, which starts with the
first file and ends with this one; a file that makes it fall or takes too long is a file without a second reading.
"""

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Collection

from msgspec import Struct

_MODULE = "boardpaper.checks.leaks.readers.pdfium"
# A pack of a thousand pages takes some seconds.
_MOST_SECONDS = 180.0


class _Reader(Struct):
    """The process, and the one that started it: a copy of that (a fork) starts its own."""

    process: subprocess.Popen[bytes] | None = None
    owner: int = 0


_READER = _Reader()


def read_again(content: bytes, doubtful: Collection[int] = ()) -> list[str] | None:
    """The text of each page, with U+FFFD for letters that cannot be read in pages of the numbers `doubtful`, from 0.

    None where PDFium cannot open the file, or falls.
    """
    process = _started()
    late = threading.Timer(_MOST_SECONDS, process.kill)
    late.start()
    try:
        return _ask(process, content, sorted(doubtful))
    except (OSError, ValueError, struct.error):
        _stop()
        return None
    finally:
        late.cancel()


def _ask(process: subprocess.Popen[bytes], content: bytes, doubtful: list[int]) -> list[str] | None:
    """Hands a file to the reading process and takes the words of its pages."""
    if process.stdin is None or process.stdout is None:
        return None
    process.stdin.write(struct.pack(f">II{len(doubtful)}I", len(content), len(doubtful), *doubtful) + content)
    process.stdin.flush()
    (length,) = struct.unpack(">I", process.stdout.read(4))
    answer: list[str] | None = json.loads(process.stdout.read(length))
    return answer


def _started() -> subprocess.Popen[bytes]:
    """The reading process of this process, begun anew where there is none or it has died."""
    process = _READER.process
    if process is None or _READER.owner != os.getpid() or process.poll() is not None:
        process = subprocess.Popen(  # noqa: S603 - Python itself, and a module of this package
            [sys.executable, "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        _READER.process, _READER.owner = process, os.getpid()
        atexit.register(_stop)
    return process


def _stop() -> None:
    """Ends the reading process that this process began."""
    process, _READER.process = _READER.process, None
    if process is not None and _READER.owner == os.getpid():
        process.kill()
        process.communicate()
