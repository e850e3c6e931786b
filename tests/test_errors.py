"""What stops a run ends it with the exit code that the documents give."""

import pytest

from boardpaper.errors import (
    BlockingFindings,
    BoardpaperError,
    EnvironmentFault,
    InputError,
    InvalidInputs,
    OutputError,
)
from boardpaper.model.finding import Finding

FINDING = Finding("a-rule", "It is so", "a.docx", "Do this.")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (InputError(FINDING), 2),
        (OutputError(FINDING), 2),
        (EnvironmentFault(FINDING), 3),
        (BlockingFindings([FINDING]), 1),
        (InvalidInputs([FINDING]), 2),
    ],
)
def test_each_fault_has_its_exit_code(fault: BoardpaperError, code: int) -> None:
    assert fault.exit_code == code


def test_an_error_is_told_as_a_finding_is() -> None:
    fault = InputError(FINDING)
    assert fault.findings == (FINDING,)
    assert str(fault) == "It is so"
    assert (fault.rule, fault.message, fault.where, fault.hint) == ("a-rule", "It is so", "a.docx", "Do this.")


def test_findings_that_block_are_kept() -> None:
    assert BlockingFindings(iter([FINDING])).findings == (FINDING,)
