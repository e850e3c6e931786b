"""How far a run is: a bar on a terminal, lines anywhere else, nothing in quiet mode."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct

_BAR = 24
_CLEAR = "\r\x1b[K"


class _Bar(Struct):
    """The last line of a terminal, which says what is being done and how much of it is."""

    shown: bool = False

    def say(self, stage: str) -> None:
        """Puts a stage in the place of the one before."""
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(_CLEAR + _line(stage)[:width])
        sys.stderr.flush()
        self.shown = True

    def clear(self) -> None:
        """Leaves the line empty for what is printed next."""
        if self.shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def say(stage: str) -> None:
    """A stage as a line of its own."""
    print(f"{stage} …", file=sys.stderr)


@contextmanager
def following(options: argparse.Namespace, *, wanted: bool) -> Iterator[Callable[[str], None] | None]:
    """What a run tells its progress to, for as long as it runs; None where nobody wants to see it."""
    if not wanted or options.json or options.quiet:
        yield None
    elif options.verbose or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield say
    else:
        bar = _Bar()
        try:
            yield bar.say
        finally:
            bar.clear()


def _line(stage: str) -> str:
    """A stage with a bar of how much is done, or with an ellipsis where that is not known."""
    done, total = getattr(stage, "done", 0), getattr(stage, "total", 0)
    if not total:
        return f"{stage} …"
    full = _BAR * done // total
    return f"[{'#' * full}{'.' * (_BAR - full)}] {stage}"
