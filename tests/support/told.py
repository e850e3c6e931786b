"""Findings told in text, so that two lists of them can be compared by people."""

from collections.abc import Iterable

from boardpaper.model.finding import Finding


def told(findings: Iterable[Finding]) -> str:
    """All that each of `findings` says, a line each."""
    return "".join(f"{each.severity} {each.rule} | {each.where} | {each.message} | {each.hint}\n" for each in findings)
