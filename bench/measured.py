"""Wall time, processor time and peak memory of whole processes, and tables of them."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

PAIRS = 10
# ru_maxrss is in kilobytes on Linux and in bytes on macOS.
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds from start to end, MB (2**20 bytes) of the largest process among a command and its children.

    `busy` are the seconds that they kept a processor for; on a machine that does other things too, it wavers less.
    """

    seconds: float
    megabytes: float
    busy: float = 0.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """Processor seconds of one command over those of another: the median over pairs, and the least and most of them."""

    median: float
    least: float
    most: float
    ours: Cost
    theirs: Cost

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f} to {self.most:.2f})"


def paired(
    ours: Sequence[Sequence[str]],
    theirs: Sequence[Sequence[str]],
    *,
    pairs: int = PAIRS,
    our_extra: Mapping[str, str] | None = None,
    their_extra: Mapping[str, str] | None = None,
) -> Ratio:
    """How many times the processor seconds of `theirs` are spent by `ours`, each of them commands run one by one.

    They are run in turn, so that what else the machine does meets both alike, after a pair that is not counted: it
    fills caches of files and of compiled modules. Each costs what its commands cost together.
    """
    runs = [(_summed(ours, our_extra), _summed(theirs, their_extra)) for _ in range(pairs + 1)][1:]
    ratios = [mine.busy / other.busy for mine, other in runs]
    return Ratio(median(ratios), min(ratios), max(ratios), typical([a for a, _ in runs]), typical([b for _, b in runs]))


def _summed(commands: Sequence[Sequence[str]], extra: Mapping[str, str] | None) -> Cost:
    costs = [run_measured(command, extra) for command in commands]
    return Cost(
        sum(cost.seconds for cost in costs), max(cost.megabytes for cost in costs), sum(cost.busy for cost in costs)
    )


def run_measured(command: Sequence[str], extra: Mapping[str, str] | None = None) -> Cost:
    """The cost of one run of `command`, its output kept back; `extra` is added to its environment.

    Raises:
        SystemExit: the command failed; what it said is shown.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=_environment() | dict(extra or {})
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{words}")
    return Cost(seconds, usage.ru_maxrss * _MAXRSS_UNIT / 2**20, usage.ru_utime + usage.ru_stime)


def _environment() -> dict[str, str]:
    # An installed boardpaper is compiled once; a machine set never to keep compiled files would compile it each time.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def typical(costs: Sequence[Cost]) -> Cost:
    """The median time, peak and processor time, each on its own."""
    return _each(median, costs)


def least(costs: Sequence[Cost]) -> Cost:
    """The shortest time, lowest peak and least processor time: what other work on the machine disturbed least."""
    return _each(min, costs)


def _each(choose: Callable[[Iterable[float]], float], costs: Sequence[Cost]) -> Cost:
    return Cost(
        choose([cost.seconds for cost in costs]),
        choose([cost.megabytes for cost in costs]),
        choose([cost.busy for cost in costs]),
    )


def print_verdict(met: bool, words: str) -> None:
    """Whether an aim is met."""
    print(f"{'met' if met else 'NOT MET'}: {words}")


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table in plain text; every column but the first is set right."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    for row in (header, ["-" * width for width in widths], *rows):
        first, *others = (
            text.ljust(width) if not column else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *others]).rstrip())
