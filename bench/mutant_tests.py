"""Tests run in a copy of the checkout, each time in a process that has loaded the libraries and not yet boardpaper."""

import json
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, set_start_method
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import ModuleType

import pytest

# What the tests load in any case; loaded once, by the process that the others are forked from.
LIBRARIES = (
    "coverage", "docx", "docxtpl", "hypothesis.strategies", "jinja2", "lxml.etree", "markdown_it", "mdit_py_plugins",
    "openpyxl", "pikepdf", "PIL.Image", "pydantic", "pytest", "reportlab.pdfgen.canvas", "yaml",
)  # fmt: skip
# A fault may fill the memory.
_MOST_MEMORY = 6 * 2**30
# A test may take so many times as long as without a fault, and so many seconds more.
_TIMES, _PATIENCE = 4, 30
# A part of the tests leaves kept texts unused, which is no failure here.
_PLAIN = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--snapshot-disable-unused")


@dataclass(frozen=True, slots=True)
class Record:
    """What the tests did without a fault: seconds of each, and which of them ran each line of each module.

    Tests are named by pytest's identifiers, modules by their path in the checkout. A line that runs on import has the
    test "".
    """

    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, dict[int, list[str]]] = field(default_factory=dict)

    def add(self, other: "Record") -> None:
        self.seconds.update(other.seconds)
        for module, lines in other.lines.items():
            for line, tests in lines.items():
                self.lines.setdefault(module, {}).setdefault(line, []).extend(tests)

    def runs(self, module: str, first: int, last: int) -> bool:
        """Whether any of the lines runs."""
        return any(self.lines.get(module, {}).get(line) for line in range(first, last + 1))

    def near(self, module: str, first: int, last: int) -> list[str]:
        """The tests that run one of the lines, quick ones first; for lines that run on import those of the module."""
        lines = self.lines.get(module, {})
        there = {test for line in range(first, last + 1) for test in lines.get(line, ())} - {""}
        found = there or {test for tests in lines.values() for test in tests} - {""}
        return sorted(found, key=lambda test: (self.seconds[test], test))


def start_processes() -> None:
    """Loads the libraries where all later processes will have them."""
    get_context("forkserver").set_forkserver_preload(["__main__", *LIBRARIES])


def record_tests(copy: Path, files: Sequence[str], log: Path) -> Record | None:
    """Runs the tests of `files` (paths in the checkout); None if one fails, and `log` says which."""
    if not files:
        return Record()
    answer = log.with_suffix(".json")
    process = get_context("forkserver").Process(target=_record, args=(copy, files, log, answer))
    if _ended(process) != 0:
        return None
    said = json.loads(answer.read_text(encoding="utf-8"))
    lines = {module: {int(line): tests for line, tests in each.items()} for module, each in said["lines"].items()}
    return Record(said["seconds"], lines)


def tests_fail(copy: Path, files: Sequence[str], first: Sequence[str], record: Record, log: Path) -> bool:
    """Whether a test of `files` fails, or takes far longer than `record` says; `first` are run before others."""
    if not files:
        return False
    return _ended(get_context("forkserver").Process(target=_try, args=(copy, files, first, record.seconds, log))) != 0


def _ended(process: ForkServerProcess) -> int | None:
    """How `process` ended; what it started is ended with it."""
    process.start()
    process.join()
    if process.pid is not None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return process.exitcode


def _record(copy: Path, files: Sequence[str], log: Path, answer: Path) -> None:
    _enter(copy, log)
    os.environ["COVERAGE_CORE"] = "ctrace"  # the only one that tells tests apart in every Python
    from coverage import Coverage

    coverage = Coverage(data_file=None, config_file=False, include=[f"{copy}/boardpaper/*"], messages=False)
    recorder = _Recorder(coverage)
    coverage.start()
    code = pytest.main([*_PLAIN, *files], plugins=[recorder])
    coverage.stop()
    data = coverage.get_data()
    lines = {
        Path(module).relative_to(copy).as_posix(): data.contexts_by_lineno(module) for module in data.measured_files()
    }
    answer.write_text(json.dumps({"seconds": recorder.seconds, "lines": lines}), encoding="utf-8")
    _leave(code)


def _try(copy: Path, files: Sequence[str], first: Sequence[str], seconds: Mapping[str, float], log: Path) -> None:
    _enter(copy, log)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _leave(pytest.main([*_PLAIN, *files], plugins=[_Trial(first, seconds)]))


def _enter(copy: Path, log: Path) -> None:
    """Makes this process one of the copy: what it and the processes that it starts import is found there."""
    os.setsid()
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (file, 1), (file, 2)):
        os.dup2(source, target)
    os.chdir(copy)
    # Processes that tests start are started as in any Python, and know nothing of this program.
    set_start_method(None, force=True)
    sys.modules["__main__"] = ModuleType("__main__")
    bench = str(Path(__file__).parent)
    sys.path[:] = [str(copy), *(folder for folder in sys.path if folder not in (bench, ""))]
    os.environ["PYTHONPATH"] = str(copy)
    # Only what a fault has changed is compiled again.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # What a test that is ended leaves behind goes with the copy.
    os.environ["TMPDIR"] = tempfile.tempdir = str(copy.with_suffix(".tmp"))
    Path(tempfile.tempdir).mkdir(exist_ok=True)
    from hypothesis import Phase, settings

    # The same examples for every fault; that one is found is enough.
    settings.register_profile(
        "mutants", database=None, derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate]
    )
    settings.load_profile("mutants")


def _leave(code: int) -> None:
    module = sys.modules.get("boardpaper")
    if module is not None and not str(module.__file__).startswith(os.getcwd()):
        raise SystemExit(f"tests imported {module}")
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that a fault has left behind are not waited for.
    os._exit(code)


class _Trial:
    """A plugin of pytest that puts some tests before the others, and ends the process where one takes far too long."""

    def __init__(self, first: Sequence[str], seconds: Mapping[str, float]) -> None:
        self._places = {test: place for place, test in enumerate(first)}
        self._seconds = seconds
        # Until a test says otherwise: what is loaded may hang too.
        signal.alarm(_PATIENCE)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self._places.get(item.nodeid, len(self._places)))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        signal.alarm(_PATIENCE + round(_TIMES * self._seconds.get(item.nodeid, 0.0)))
        result = yield
        signal.alarm(_PATIENCE)
        return result


class _Recorder:
    """A plugin of pytest that tells `coverage` which test is running, and notes how long it takes."""

    def __init__(self, coverage: object) -> None:
        self._coverage = coverage
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._coverage.switch_context(item.nodeid)  # type: ignore[attr-defined]
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
