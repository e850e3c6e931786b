"""Faults put into the code on purpose, and how many of them the tests of their own room catch.

A room is a folder of the package with code in it. Its tests are all in the folder of the same path below `tests/`, or
the nearest above it that there is; those that lie directly in folders above that; and those that `THROUGH` says test it
through another's face. Code directly in the package has the tests that lie directly in `tests/`.

Places where the code could be wrong are drawn by `--seed`, from every room in proportion to how many it has and at
least one, and at each a fault is drawn (see mutant_places.py). The same seed and the same code give the same faults. A
fault that changes nothing that anybody could see counts as one that is not caught; a hang counts as caught. The work is
done in copies of the checkout, one for each job, so that the checkout stays as it is. All tests are run once without a
fault, to know that they pass, how long they take and which lines each runs; then, for each fault, all tests of the room
until one fails, first those that run the changed line.
"""

import argparse
import difflib
import heapq
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from math import sqrt
from pathlib import Path
from queue import SimpleQueue
from random import Random

from measured import print_table
from mutant_places import Place, find_places, mutate
from mutant_tests import Record, record_tests, start_processes, tests_fail

ROOT = Path(__file__).resolve().parents[1]
PACKAGE, TESTS = ROOT / "boardpaper", ROOT / "tests"
AIM = 0.85

# Tests, as a pattern below tests/, and the rooms besides their own that they test.
THROUGH = {
    "test_bad_inputs.py": ("commands", "sources"),
    "test_bad_word_files.py": ("checks", "ooxml", "sources/word"),
    "test_corpus.py": ("publish", "sources/word"),
    "test_examples.py": ("commands", "compose", "word"),
    "test_may_2022.py": ("commands", "compose", "word"),
    "test_may_2022_coverage.py": ("checks",),
    "test_odd_word_files.py": ("ooxml", "sources/word"),
    "test_releases.py": ("live",),
    "commands/publish/*.py": ("checks/publication",),
    "word/test_kept_word.py": ("compose",),
    "commands/test_check.py": ("checks",),
    "commands/test_trace.py": ("live",),
    "commands/refresh/*.py": ("live",),
}

_MOMENTS = count(1)

# What a copy does without: what is made, not written.
_NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", ".boardpaper", "__pycache__", "out")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with a fault. `path` and `tests` are relative to the checkout, `line` is counted from 1."""

    room: str
    path: str
    place: Place
    code: str
    tests: tuple[str, ...]

    @property
    def line(self) -> int:
        return self.place.span[0][0]

    def difference(self) -> Iterator[str]:
        before = (ROOT / self.path).read_text(encoding="utf-8").splitlines()
        for line in difflib.unified_diff(before, self.code.splitlines(), n=0, lineterm=""):
            if not line.startswith(("---", "+++", "@@")):
                yield line


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="what is drawn (default 1)")
    parser.add_argument("--sample", type=int, default=100, metavar="N", help="how many faults (default 100)")
    parser.add_argument("--rooms", nargs="+", default=[], metavar="ROOM", help="only these: checks, ooxml/ledger.py")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="how many at once (default 2)")
    options = parser.parse_args()
    through = tests_through()
    start_processes()
    start = time.perf_counter()
    sample = draw_sample(options.seed, options.sample, options.rooms, through, options.jobs)
    with tempfile.TemporaryDirectory(prefix="boardpaper-mutants-") as folder:
        copies = [_copy(Path(folder, f"copy{job}")) for job in range(options.jobs)]
        record = record_all(copies, sorted({test for mutant in sample for test in mutant.tests}))
        survivors = try_all(copies, sample, record)
    _report(sample, survivors)
    print(f"\nseed {options.seed}, {time.perf_counter() - start:.0f} s with {options.jobs} jobs")
    sys.exit(len(survivors) > (1 - AIM) * len(sample))


def draw_sample(
    seed: int, count: int, only: Sequence[str], through: Mapping[str, set[Path]], jobs: int
) -> list[Mutant]:
    """`count` mutants, more where there are more rooms, fewer where there are fewer places; all their rooms' tests."""
    modules = [path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py"))]
    modules = [each for each in modules if not only or any(f"{each}/".startswith(f"{name}/") for name in only)]
    sources = {module: (PACKAGE / module).read_text(encoding="utf-8") for module in modules}
    with ProcessPoolExecutor(jobs) as processes:
        found = dict(zip(modules, processes.map(find_places, sources.values()), strict=True))
    rooms: dict[str, list[tuple[str, Place]]] = {}
    for module in modules:
        if found[module]:
            rooms.setdefault(Path(module).parent.as_posix(), []).extend((module, each) for each in found[module])
    if not rooms:
        raise SystemExit(f"no code in {' '.join(only)}")
    random = Random(seed)  # noqa: S311
    sample = []
    for room, share in shares({room: len(places) for room, places in rooms.items()}, count).items():
        mutants = _mutants(random.sample(rooms[room], len(rooms[room])), sources, random)
        sample += [
            Mutant(room, f"boardpaper/{module}", place, code, room_tests(room, through))
            for _, (module, place, code) in zip(range(share), mutants, strict=False)
        ]
    return sample


def _mutants(
    places: Sequence[tuple[str, Place]], sources: Mapping[str, str], random: Random
) -> Iterator[tuple[str, Place, str]]:
    for module, place in places:
        if (code := mutate(sources[module], place, random)) is not None:
            yield module, place, code


def shares(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """How many of `count` each room gets: at least one, and the others by the method of equal proportions."""
    given = dict.fromkeys(sizes, 1)
    queue = [(-size / sqrt(2), room) for room, size in sizes.items() if size > 1]
    heapq.heapify(queue)
    while sum(given.values()) < count and queue:
        _, room = heapq.heappop(queue)
        given[room] += 1
        if given[room] < sizes[room]:
            heapq.heappush(queue, (-sizes[room] / sqrt(given[room] * (given[room] + 1)), room))
    return given


def tests_through() -> Mapping[str, set[Path]]:
    """The tests that `THROUGH` names, by room.

    Raises:
        SystemExit: it names what there is not.
    """
    found: dict[str, set[Path]] = {}
    for pattern, rooms in THROUGH.items():
        files = set(TESTS.glob(pattern))
        if not files:
            raise SystemExit(f"THROUGH in {Path(__file__).name}: there is no tests/{pattern}")
        for room in rooms:
            if not (PACKAGE / room).is_dir():
                raise SystemExit(f"THROUGH in {Path(__file__).name}: there is no room {room}")
            found.setdefault(room, set()).update(files)
    return found


def room_tests(room: str, through: Mapping[str, set[Path]]) -> tuple[str, ...]:
    """The files of tests that are a room's own, as paths in the checkout."""
    around = [room, *(parent.as_posix() for parent in Path(room).parents if parent.name)]
    if room == ".":
        files = set(TESTS.glob("test_*.py"))
    else:
        mirrored = [TESTS / name for name in around if (TESTS / name).is_dir()]
        files = set(mirrored[0].rglob("test_*.py")) if mirrored else set()
        files.update(*(folder.glob("test_*.py") for folder in mirrored[1:]))
    files.update(*(through.get(name, ()) for name in around))
    return tuple(path.relative_to(ROOT).as_posix() for path in sorted(files))


def _copy(folder: Path) -> Path:
    return Path(shutil.copytree(ROOT, folder, ignore=_NOT_COPIED, symlinks=True))


def record_all(copies: Sequence[Path], files: Sequence[str]) -> Record:
    """What `files` of tests do without a fault, a part of them in each copy.

    Raises:
        SystemExit: a test fails as it is; what pytest said is shown.
    """
    by_size = sorted(files, key=lambda file: (ROOT / file).stat().st_size)
    record = Record()
    with ThreadPoolExecutor(len(copies)) as threads:
        logs = [copy.with_suffix(".log") for copy in copies]
        parts = [sorted(by_size[job :: len(copies)]) for job in range(len(copies))]
        for log, each in zip(logs, threads.map(record_tests, copies, parts, logs), strict=True):
            if each is None:
                said = log.read_text(encoding="utf-8", errors="replace")
                raise SystemExit(f"tests fail without any fault in the code:\n{said[-4000:]}")
            record.add(each)
    return record


def try_all(copies: Sequence[Path], sample: Sequence[Mutant], record: Record) -> list[Mutant]:
    """The mutants of `sample` that no test of their room notices; each is printed with what it changes."""
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def survives(mutant: Mutant) -> bool:
        copy = free.get()
        try:
            return not _caught(copy, mutant, record)
        finally:
            free.put(copy)

    survivors = []
    with ThreadPoolExecutor(len(copies)) as threads:
        for number, (mutant, survived) in enumerate(zip(sample, threads.map(survives, sample), strict=True), 1):
            print(f"{number}/{len(sample)} {mutant.path}:{mutant.line}", file=sys.stderr, flush=True)
            if survived:
                survivors.append(mutant)
                runs = record.runs(mutant.path, mutant.place.first, mutant.place.last)
                print(f"{mutant.path}:{mutant.line}" + ("" if runs else "  (no test runs it)"))
                print("\n".join(f"    {line}" for line in mutant.difference()), flush=True)
    return survivors


def _caught(copy: Path, mutant: Mutant, record: Record) -> bool:
    first = record.near(mutant.path, mutant.place.first, mutant.place.last)
    with _mutated(copy / mutant.path, mutant.code):
        return tests_fail(copy, mutant.tests, first, record, copy.with_suffix(".log"))


@contextmanager
def _mutated(path: Path, code: str) -> Iterator[None]:
    # Python tells a changed module by its size and its time in whole seconds, which two mutants may share.
    before, stat = path.read_bytes(), path.stat()
    path.write_text(code, encoding="utf-8")
    os.utime(path, (stat.st_atime, stat.st_mtime + next(_MOMENTS)))
    try:
        yield
    finally:
        path.write_bytes(before)
        os.utime(path, (stat.st_atime, stat.st_mtime))


def _report(sample: Sequence[Mutant], survivors: Sequence[Mutant]) -> None:
    made, left = (Counter(mutant.room for mutant in each) for each in (sample, survivors))
    rows = [
        (room, str(count), str(count - left[room]), f"{1 - left[room] / count:.0%}") for room, count in made.items()
    ]
    total, caught = len(sample), len(sample) - len(survivors)
    print()
    print_table(
        ("room", "faults", "caught", "share"), [*rows, ("all", str(total), str(caught), f"{caught / total:.0%}")]
    )
    print(f"\n{'met' if caught >= AIM * total else 'NOT MET'}: {caught / total:.1%} caught (aim: {AIM:.0%})")


if __name__ == "__main__":
    main()
