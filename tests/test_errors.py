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
        (InputError("It is so"), 2),
        (OutputError("It is so"), 2),
        (EnvironmentFault("It is so"), 3),
        (BlockingFindings([FINDING]), 1),
        (InvalidInputs([FINDING]), 2),
    ],
)
def test_each_fault_has_its_exit_code(fault: BoardpaperError, code: int) -> None:
    assert fault.exit_code == code


def test_an_error_is_told_as_a_finding_is() -> None:
    assert InputError("It is so", where="a.docx", hint="Do this.", rule="a-rule").finding == FINDING
    assert InputError("It is so").finding == Finding("error", "It is so", "", "")


def test_findings_that_block_are_kept() -> None:
    assert BlockingFindings(iter([FINDING])).findings == (FINDING,)
