"""What a command prints: files and findings, for people or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import to_builtins
from msgspec.structs import replace

from boardpaper.api import BuildResult, Coverage, Finding, Result, Severity
from boardpaper.model.finding import blocking
from boardpaper.model.messages import counted, joined
from boardpaper.rules.meetings import ALWAYS_TOLD

if TYPE_CHECKING:
    from boardpaper.api import RefreshReport

_LABELS = {"word": "Word", "pdf": "PDF", "draft": "Draft", "file": "File", "provenance": "Trail"}


def report(
    options: argparse.Namespace,
    result: Result,
    coverage: Coverage | None = None,
    changes: RefreshReport | None = None,
    *,
    listed: bool = False,
) -> None:
    """What a run made and found. `listed` says that the findings name every number that is not explained."""
    if options.json:
        told = as_json(result, coverage)
        if changes is not None:
            told |= changes.as_json()
        print(json.dumps(told, indent=2))
        return
    if not options.quiet:
        for made in result.files:
            print(f"{_LABELS[made.kind]:<5} {made.path}")
    for finding in result.findings:
        if _is_urgent(finding) or not options.quiet:
            print_finding(finding)
    if not options.quiet:
        print(_summary(result.findings))
        if coverage:
            print(_numbers(coverage, listed=listed))
        if any(made.kind == "draft" for made in result.files):
            print("The PDF is a draft: it is marked so, and claims no conformance.")


def report_papers(options: argparse.Namespace, papers: Sequence[BuildResult]) -> None:
    """One paper is told of as any other command tells; of many, each finding names its paper's folder."""
    told = _all_told(papers)
    if options.json:
        print(json.dumps({**as_json(told), "papers": [_paper_as_json(paper) for paper in papers]}, indent=2))
        return
    if not options.quiet:
        _print_unchanged(papers)
    report(options, told, _together([paper.coverage for paper in papers if paper.coverage]))
    if len(papers) > 1 and not options.quiet:
        print(_papers_summary(papers))
    _print_failed(papers)


def _all_told(papers: Sequence[BuildResult]) -> Result:
    """The files and findings of all papers, as of one run."""
    files = tuple(made for paper in papers for made in paper.files)
    if len(papers) == 1:
        return Result(files, papers[0].findings)
    return Result(files, tuple(_placed(finding, paper.folder) for paper in papers for finding in paper.findings))


def _print_unchanged(papers: Sequence[BuildResult]) -> None:
    for paper in papers:
        if paper.unchanged:
            print(f"Unchanged since it was built: {paper.folder}")


def _print_failed(papers: Sequence[BuildResult]) -> None:
    """Names the papers of which nothing was written, where errors go."""
    for paper in papers:
        if not paper.files:
            which = f" for {paper.folder}" if len(papers) > 1 else ""
            print(f"Nothing was written{which}.", file=sys.stderr)


def _placed(finding: Finding, folder: Path) -> Finding:
    """The finding with its paper's folder before the place."""
    return replace(finding, where=": ".join(filter(None, (str(folder), finding.where))))


def _paper_as_json(paper: BuildResult) -> dict[str, object]:
    """One paper of several, with its own files, findings and exit code."""
    told = {"folder": str(paper.folder), "unchanged": paper.unchanged, "exit_code": paper.exit_code}
    return {**told, **as_json(paper, paper.coverage)}


def _papers_summary(papers: Sequence[BuildResult]) -> str:
    """`20 papers: 17 built, 2 unchanged, 1 failed.`"""
    unchanged = sum(paper.unchanged for paper in papers)
    failed = sum(not paper.files for paper in papers)
    counts = {"built": len(papers) - unchanged - failed, "unchanged": unchanged, "failed": failed}
    return (
        f"{counted(len(papers), 'paper')}: {', '.join(f'{count} {what}' for what, count in counts.items() if count)}."
    )


def _together(coverages: Sequence[Coverage]) -> Coverage | None:
    """The numbers of several papers, counted together; none where none could be counted."""
    if not coverages:
        return None
    allowed = sum((Counter(coverage.allowed) for coverage in coverages), Counter[str]())
    return Coverage(
        sum(coverage.bound for coverage in coverages),
        sum(coverage.sourced for coverage in coverages),
        allowed,
        sum(coverage.unexplained for coverage in coverages),
    )


def _numbers(coverage: Coverage, *, listed: bool) -> str:
    """How many numbers of the prose are explained; `listed` says that the findings name those that are not."""
    allowed = sum(coverage.allowed.values())
    counts = (
        f"Numbers: {coverage.bound} bound, {coverage.sourced} sourced, {allowed} allowed, "
        f"{coverage.unexplained} unexplained."
    )
    return counts if listed or not coverage.unexplained else f"{counts} boardpaper check says which."


def as_json(result: Result, coverage: Coverage | None = None) -> dict[str, object]:
    """What every command tells other programs."""
    numbers = {"numbers": to_builtins(coverage)} if coverage else {}
    return {
        "files": [{"kind": made.kind, "path": str(made.path)} for made in result.files],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": finding.message,
                "where": finding.where,
                "hint": finding.hint,
            }
            for finding in result.findings
        ],
        **numbers,
    }


def _is_urgent(finding: Finding) -> bool:
    """Whether a finding is told whatever a run is to print: one that blocks, or tells what was withdrawn."""
    return finding.blocks or finding.rule in ALWAYS_TOLD


def print_finding(finding: Finding) -> None:
    """A finding that is urgent goes where errors go."""
    stream = sys.stderr if _is_urgent(finding) else sys.stdout
    place = f"{finding.where}: " if finding.where else ""
    print(f"{finding.severity.value.capitalize():<7} {place}{finding.message} [{finding.rule}]", file=stream)
    if finding.hint:
        print(f"        {finding.hint}", file=stream)


def _summary(findings: Sequence[Finding]) -> str:
    """`1 error and 2 warnings.`."""
    if not findings:
        return "No findings."
    errors = len(blocking(findings))
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    counts = ((errors, "error"), (warnings, "warning"))
    return f"{joined(counted(number, noun) for number, noun in counts if number)}."
