"""Every Word file of the corpus by name, and its expected outline."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from boardpaper.model.finding import Finding
from tests.corpus import (
    board,
    characters,
    controls,
    drawings,
    fields,
    floating,
    libraries,
    noise,
    notes,
    numbering,
    packages,
    references,
    revisions,
    sections,
    styles,
    tables,
    unsupported,
)

_EXPECTED = Path(__file__).parent / "expected"
_GROUPS = (
    board, characters, controls, drawings, fields, floating, libraries, noise, notes, numbering, packages, references,
    revisions, sections, styles, tables, unsupported,
)  # fmt: skip
FILES: Mapping[str, Callable[[], bytes]] = {name: make for group in _GROUPS for name, make in group.FILES.items()}
_PHRASE = re.compile("“([^”]*)”")


@dataclass(frozen=True)
class ExpectedFinding:
    """A finding of this severity and rule, in whose place or message these phrases stand."""

    severity: str
    rule: str
    phrases: tuple[str, ...]

    def fits(self, finding: Finding) -> bool:
        said = f"{finding.where} {finding.message}".lower()
        named = (finding.severity.value, finding.rule) == (self.severity, self.rule)
        return named and all(phrase.lower() in said for phrase in self.phrases)


@dataclass(frozen=True)
class Expected:
    """What a person wrote that Word shows. `shown` is what the lines hold besides words."""

    lines: tuple[str, ...]
    findings: tuple[ExpectedFinding, ...]
    conforms: bool
    shown: frozenset[str]


def expected(name: str) -> Expected:
    """The expected outline of the file `name`."""
    lines = (_EXPECTED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    shown = [word for line in lines if line.startswith("show: ") for word in line.split()[1:]]
    findings = [line for line in lines if line.startswith("FINDING ")]
    outline = [line.rstrip() for line in lines if not line.startswith(("show: ", "FINDING ")) and line != "CONFORMS"]
    return Expected(tuple(outline), tuple(map(_finding, findings)), "CONFORMS" in lines, frozenset(shown))


def _finding(line: str) -> ExpectedFinding:
    _, severity, rule, *_ = line.split()
    return ExpectedFinding(severity, rule, tuple(_PHRASE.findall(line)))


def expected_names() -> set[str]:
    """The names of the outlines that are written."""
    return {path.stem for path in _EXPECTED.glob("*.txt")}
