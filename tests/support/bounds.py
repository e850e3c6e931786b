"""Runs of the command in a child process that may do less than this one: write no large file, open no shut one."""

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

_PR_SET_SECUREBITS, _NO_ROOT = 28, 0b11
_CAPABILITIES = 0x20080522


def run_bounded(
    arguments: Sequence[str], folder: Path, *, largest: int | None = None, code: str = ""
) -> subprocess.CompletedProcess[str]:
    """boardpaper in `folder`, without the rights that root has to open everything; `largest` is a file's size in bytes.

    Where a file may have no more bytes, writing it fails as it does on a full disk. `code` is run in its place.
    """
    program = [sys.executable, "-c", code, *arguments] if code else [sys.executable, "-m", "boardpaper", *arguments]
    return subprocess.run(
        program,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=_bound(largest),
    )


def _bound(largest: int | None) -> Callable[[], None]:
    def bind() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        if os.geteuid() == 0:
            _give_up_roots_rights()

    return bind


def _give_up_roots_rights() -> None:
    """Root without capabilities is a person like any other, whom a file's mode binds."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, none = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0), (ctypes.c_uint32 * 6)()
    if libc.prctl(_PR_SET_SECUREBITS, _NO_ROOT, 0, 0, 0) or libc.capset(header, none):
        raise OSError(ctypes.get_errno(), "rights cannot be given up")
