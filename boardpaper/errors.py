"""What stops a run, each with its exit code."""

from collections.abc import Iterable

from boardpaper.model.finding import Finding
from boardpaper.model.messages import counted


class BoardpaperError(Exception):
    """An impossible run. Carries where it went wrong and what to do next, as a finding does."""

    exit_code = 2

    def __init__(self, told: Finding | str, *, where: str = "", hint: str = "", rule: str = "error") -> None:
        super().__init__(told)
        if isinstance(told, Finding):
            message, where, hint, rule = told.message, told.where, told.hint, told.rule
        else:
            message = told
        self.message = message
        self.where = where
        self.hint = hint
        self.rule = rule

    def __str__(self) -> str:
        return self.message

    @property
    def finding(self) -> Finding:
        """This error in the form in which findings are printed."""
        return Finding(rule=self.rule, message=self.message, where=self.where, hint=self.hint)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that stopped the run, in the form in which it is printed: this error, unless content has findings."""
        return (self.finding,)


class InputError(BoardpaperError):
    """The command line or an input file cannot be used at all."""


class OutputError(BoardpaperError):
    """A file cannot be written, or must not be overwritten."""


class EnvironmentFault(BoardpaperError):
    """Something that the machine should provide is missing or broken."""

    exit_code = 3


class BlockingFindings(BoardpaperError):
    """Content has findings that block the output; nothing was written."""

    exit_code = 1

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._found = tuple(findings)
        super().__init__(f"{counted(len(self._found), 'finding', 'blocks', 'block')} this run", rule="blocked")

    def __reduce__(self) -> tuple[object, ...]:
        # An error that a worker met comes back with its findings.
        return type(self), (self._found,)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, the findings that block among it."""
        return self._found


class InvalidInputs(BlockingFindings):
    """Input files that cannot be used at all, all of them named; nothing was written."""

    exit_code = 2
