"""The audit of a paper: every number in its prose, and what it claims of them."""

from collections.abc import Sequence

from boardpaper.checks.audit.numbers import audit_numbers
from boardpaper.checks.claims.audit import audit_claims
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.passage import Coverage, Passage


def audit(passages: Sequence[Passage], facts: Facts, names: Sequence[str] = ()) -> tuple[tuple[Finding, ...], Coverage]:
    """Claims that the readings contradict, then numbers that nothing explains; and how many numbers there are.

    `names` are words in which a number is no figure. All that is found is a warning: whoever wrote the words may know
    better.
    """
    found, coverage = audit_numbers(passages, facts, names)
    return (*audit_claims(passages, facts), *found), coverage
