"""The audit of a paper: every number in its prose, and what it claims of them."""

from collections.abc import Sequence

from boardpaper.checks.audit_numbers import audit_numbers
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.passage import Coverage, Passage


def audit(passages: Sequence[Passage], facts: Facts) -> tuple[tuple[Finding, ...], Coverage]:
    """Numbers that nothing explains, in reading order; and how many numbers there are of each sort."""
    found, coverage = audit_numbers(passages, facts)
    return found, coverage
