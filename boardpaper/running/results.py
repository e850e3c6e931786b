"""What a run made and found, and how it tells of its progress."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from boardpaper.model.finding import Finding
from boardpaper.model.passage import Coverage

# What is being done, in words; a `Step` where it is counted.
Progress = Callable[[str], None]


class MadeFile(Struct, frozen=True):
    """A file that a run made; `kind` is `word`, `pdf`, or `draft` for a PDF that is marked so and claims nothing."""

    kind: str
    path: Path


class BuildResult(Struct, frozen=True):
    """What a run made, what a person should look at, and what is known of the numbers in a paper's prose."""

    files: tuple[MadeFile, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage | None = None


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
