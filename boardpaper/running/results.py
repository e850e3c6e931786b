"""What a run made and found, and how it tells of its progress."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from boardpaper.errors import BoardpaperError
from boardpaper.model.difference import Difference
from boardpaper.model.finding import Finding, blocking
from boardpaper.model.passage import Coverage
from boardpaper.model.refresh import RefreshReport
from boardpaper.model.trace import Trail

# What is being done, in words; a `Step` where it is counted.
Progress = Callable[[str], None]


class MadeFile(Struct, frozen=True):
    """A file that a run made.

    `kind` is `word`, `pdf`, `draft` for a PDF that is marked so and claims nothing, `provenance` for the trail of a
    PDF's figures, or `file`.
    """

    kind: str
    path: Path


class Result(Struct, frozen=True):
    """What a run made, and what a person should look at."""

    files: tuple[MadeFile, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found that blocks."""
        return not blocking(self.findings)

    def path(self, kind: str) -> Path:
        """Where the first file of that kind is.

        Raises:
            KeyError: there is none; a PDF that is a draft is no `pdf`.
        """
        for made in self.files:
            if made.kind == kind:
                return made.path
        raise KeyError(kind)


class BuildResult(Result, frozen=True, kw_only=True):
    """What became of the paper in `folder`: no files where `error` says why it could not be built.

    An `unchanged` one was left as an earlier run wrote it. `coverage` is known of a paper that could be rendered.
    """

    folder: Path
    coverage: Coverage | None = None
    unchanged: bool = False
    error: BoardpaperError | None = None

    @property
    def exit_code(self) -> int:
        """What a run of this paper alone ends with on the command line."""
        return self.error.exit_code if self.error else int(not self.ok)


class CheckResult(Result, frozen=True):
    """What is wrong with a paper, and how many numbers of its prose are explained, where they could be counted.

    `error` is set where an input cannot be used, so that no more could be found.
    """

    coverage: Coverage | None = None
    error: BoardpaperError | None = None

    @property
    def exit_code(self) -> int:
        """What the check ends with on the command line, as building the same paper would."""
        return self.error.exit_code if self.error else int(not self.ok)


class RefreshResult(Result, frozen=True, kw_only=True):
    """What a refresh made and found; `report` tells what became of each figure."""

    report: RefreshReport


class TraceResult(Result, frozen=True, kw_only=True):
    """Where the figures of a paper came from."""

    trail: Trail


class DiffResult(Result, frozen=True, kw_only=True):
    """What changed between two papers; the findings name what could not be compared."""

    difference: Difference


class Step(str):
    """A stage that is counted: `done` of `total`, the last of them being `name`."""

    def __new__(cls, stage: str, done: int, total: int, name: str) -> "Step":
        """The words for whoever takes no more than words: “Making the papers: 3 of 20 (item 5)”."""
        return super().__new__(cls, f"{stage}: {done} of {total} ({name})")

    def __init__(self, stage: str, done: int, total: int, name: str) -> None:
        self.stage = stage
        self.done = done
        self.total = total
        self.name = name


def silent(_: str) -> None:
    """Progress that nobody asked to see."""
