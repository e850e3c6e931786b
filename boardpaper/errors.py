"""What stops a run, each with its exit code."""

from collections.abc import Iterable

from boardpaper.model.finding import Finding, blocking
from boardpaper.model.messages import counted


class BoardpaperError(Exception):
    """An impossible run. Carries where it went wrong and what to do next, as a finding does."""

    exit_code = 2
    also: tuple[Finding, ...] = ()
    """What the run has to tell besides: what it had done when it was stopped."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding

    def __str__(self) -> str:
        return self.finding.message

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that stopped the run, in the form in which it is printed: this error, unless content has findings."""
        return (self.finding, *self.also)

    @property
    def message(self) -> str:
        """What is wrong."""
        return self.finding.message

    @property
    def where(self) -> str:
        """Where it is."""
        return self.finding.where

    @property
    def hint(self) -> str:
        """What to do next."""
        return self.finding.hint

    @property
    def rule(self) -> str:
        """The name of the rule that is broken."""
        return self.finding.rule


class InputError(BoardpaperError):
    """The command line or an input file cannot be used at all."""


class OutputError(BoardpaperError):
    """A file cannot be written, or must not be overwritten."""


class EnvironmentFault(BoardpaperError):
    """Something that the machine should provide is missing or broken."""

    exit_code = 3

    @classmethod
    def refused(cls, fault: OSError) -> "EnvironmentFault":
        """That the machine did not let boardpaper work, where and why."""
        # Loaded where a run is over anyhow.
        from boardpaper.model.asked import shown_name
        from boardpaper.rules.running import MACHINE_FAULT

        name = fault.filename if isinstance(fault.filename, str) else ""
        return cls(MACHINE_FAULT.at(shown_name(name), fault=fault.strerror or fault))


class BlockingFindings(BoardpaperError):
    """Content has findings that block the output; nothing was written."""

    exit_code = 1

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._found = tuple(findings)
        super().__init__(next(iter(blocking(self._found)), self._found[0]))

    def __str__(self) -> str:
        return f"{counted(len(self._found), 'finding', 'blocks', 'block')} this run"

    def __reduce__(self) -> tuple[object, ...]:
        # An error that a worker met comes back with its findings.
        return type(self), (self.findings,)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, the findings that block among it."""
        return (*self._found, *self.also)


class InvalidInputs(BlockingFindings):
    """Input files that cannot be used at all, all of them named; nothing was written."""

    exit_code = 2


def stop_at_blocking(findings: Iterable[Finding]) -> None:
    """Goes no further where something was found that blocks.

    Raises:
        BlockingFindings: with all findings.
    """
    found = tuple(findings)
    if blocking(found):
        raise BlockingFindings(found)
