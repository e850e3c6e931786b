"""What a person may ask for: names that a file can have, whether or not there is one; files that are files; counts."""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

# In bytes, on every file system in common use; Windows counts the 16-bit units of UTF-16 instead.
LONGEST = 255
_MOST = 999
# The disk is full, so is what this person may use of it, or no file may be as large.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_SUCH_CHARACTER = "it has a character that no file's name can have"


def name_fault(path: str | os.PathLike[str]) -> str:
    """Why no file can be called `path`, in words: “a name in it is longer than 255 bytes”; "" where one can."""
    text = os.fspath(path)
    if not text.strip():
        return "it is empty"
    if "\0" in text:
        return _NO_SUCH_CHARACTER
    try:
        too_long = any(_length(part) > LONGEST for part in Path(text).parts)
    except UnicodeEncodeError:
        return _NO_SUCH_CHARACTER
    return f"a name in it is longer than {LONGEST} bytes" if too_long else ""


def is_readable(name: str) -> bool:
    """Whether the letters of a name are known: one that is no UTF-8 may be any."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown_name(path: str | os.PathLike[str]) -> str:
    """The path as it may be printed: what cannot be read has an escape in its place."""
    text = os.fspath(path)
    kept = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
    return kept if len(kept) <= LONGEST else f"{kept[:60]}…{kept[-30:]}"


def open_file(path: Path) -> BufferedReader:
    """The file at `path`, open for reading. A pipe or device is refused: reading it might never end.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    # Without waiting for somebody to write into a pipe.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        kind = os.fstat(handle).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, "it is no file but a pipe or a device", str(path))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def file_content(path: Path) -> bytes:
    """What the file at `path` holds.

    Raises:
        OSError: it cannot be read, or is no file.
    """
    with open_file(path) as stream:
        return stream.read()


def is_full(fault: OSError) -> bool:
    """Whether something cannot be written because there is no room for it, and not because nobody may."""
    return fault.errno in _NO_ROOM


def count_fault(number: object, *, least: int = 1) -> str:
    """Why `number` is no count from `least` to 999, in words; "" where it is one."""
    if not isinstance(number, int) or isinstance(number, bool) or number < least:
        return f"“{number}” is not a number from {least} on"
    return f"“{number}” is more than {_MOST}" if number > _MOST else ""


def _length(name: str) -> int:
    """How long a name is for the file system."""
    return len(name.encode("utf-16-le", "surrogatepass")) // 2 if os.name == "nt" else len(os.fsencode(name))
