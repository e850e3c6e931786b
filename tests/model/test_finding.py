"""Findings: which stop an output, and how they come back from a kept result."""

import msgspec
import pytest

from boardpaper.model.finding import Finding, Severity, blocking, told_again

ERROR = Finding("no-words", "nothing is said", "a.md:3", "Say it.")
WARNING = Finding("few-words", "little is said", severity=Severity.WARNING)


def test_errors_block_and_warnings_do_not() -> None:
    assert [each.blocks for each in (ERROR, WARNING)] == [True, False]
    assert blocking([WARNING, ERROR, WARNING]) == (ERROR,)


@pytest.mark.parametrize("finding", [ERROR, WARNING])
def test_a_finding_that_was_told_is_told_again(finding: Finding) -> None:
    again = told_again(msgspec.json.decode(msgspec.json.encode(finding)))
    assert again == finding
    assert isinstance(again.severity, Severity)


@pytest.mark.parametrize(
    "entry", [{}, {"severity": "error"}, {"severity": "grave", "rule": "a", "message": "b"},
              {"severity": "error", "rule": "a", "message": "b", "more": "c"}],
)  # fmt: skip
def test_what_is_no_finding_is_refused(entry: dict[str, str]) -> None:
    with pytest.raises((TypeError, KeyError, ValueError)):
        told_again(entry)
