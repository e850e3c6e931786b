"""What a run made and found, and how it tells of its progress."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from boardpaper.model.finding import Finding
from boardpaper.model.passage import Coverage

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that a run made; `kind` is `word`, `pdf`, or `draft` for a PDF that is marked so and claims nothing."""

    kind: str
    path: Path


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a run made, what a person should look at, and what is known of the numbers in a paper's prose."""

    files: tuple[MadeFile, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage | None = None


def silent(_: str) -> None:
    """Progress that nobody asked to see."""
