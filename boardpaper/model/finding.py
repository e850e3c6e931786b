"""One thing a person should fix, and how."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding matters: an error blocks the output, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Finding(Struct, frozen=True):
    """What is wrong, where, and what to do next.

    `rule` is a stable kebab-case name; `where` is written as a person would say it:
    `kpi.xlsx › Readings!D14`, `narrative/homicide.md:7`, `paragraph 5`.
    """

    rule: str
    message: str
    where: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR

    @property
    def blocks(self) -> bool:
        """Whether output must not be made while this stands."""
        return self.severity is Severity.ERROR


def told_again(entry: Mapping[str, Any]) -> Finding:
    """The finding that was told as JSON, in an earlier run.

    Raises:
        TypeError, KeyError, ValueError: it is none.
    """
    return Finding(**{**entry, "severity": Severity(entry["severity"])})


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of `findings` that block."""
    return tuple(finding for finding in findings if finding.blocks)
