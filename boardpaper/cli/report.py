"""What a command prints: files, findings, trails and changes, for people or as JSON."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import to_builtins
from msgspec.structs import replace

from boardpaper.model.difference import Difference, FigureFate, WordChange, WordFate
from boardpaper.model.finding import Finding, Severity, blocking
from boardpaper.model.passage import Coverage
from boardpaper.model.refresh import RefreshReport
from boardpaper.model.trace import Standing, TracedFigure, Trail

if TYPE_CHECKING:
    from boardpaper.commands.build.papers import BuiltPaper

_LABELS = {"word": "Word", "pdf": "PDF", "draft": "Draft", "file": "File", "provenance": "Trail"}
_FIGURE_FATES = {
    FigureFate.CHANGED: "{} → {}",
    FigureFate.TYPED: "{} → {}, typed: no longer a live figure",
    FigureFate.LIVE: "{}, typed → {}, a live figure",
}
_WORD_FATES = {
    WordFate.ADDED: "Added:",
    WordFate.REMOVED: "Removed:",
    WordFate.MOVED: "Moved:",
    WordFate.CHANGED: "In",
    WordFate.LINK: "Link in",
    WordFate.PICTURE: "Picture in",
}


def report(
    options: argparse.Namespace,
    files: Sequence[tuple[str, Path]],
    findings: Iterable[Finding],
    coverage: Coverage | None = None,
    changes: RefreshReport | None = None,
    *,
    listed: bool = False,
) -> None:
    """What a run made and found. `listed` says that the findings name every number that is not explained."""
    findings = tuple(findings)
    if options.json:
        told = _as_json(files, findings, coverage)
        if changes is not None:
            told |= changes.as_json()
        print(json.dumps(told, indent=2))
        return
    if not options.quiet:
        for kind, path in files:
            print(f"{_LABELS[kind]:<5} {path}")
    shown = blocking(findings) if options.quiet else findings
    for finding in shown:
        _print_finding(finding)
    if not options.quiet:
        print(_summary(findings))
        if coverage:
            print(_numbers(coverage, listed=listed))
        if any(kind == "draft" for kind, _ in files):
            print("The PDF is a draft: it is marked so, and claims no conformance.")


def report_papers(options: argparse.Namespace, papers: "Sequence[BuiltPaper]") -> None:
    """One paper is told of as any other command tells; of many, each finding names its paper's folder."""
    files = [(made.kind, made.path) for paper in papers for made in paper.files]
    many = len(papers) > 1
    findings = [_placed(finding, paper.folder) if many else finding for paper in papers for finding in paper.findings]
    if options.json:
        print(
            json.dumps({**_as_json(files, findings), "papers": [_paper_as_json(paper) for paper in papers]}, indent=2)
        )
        return
    if not options.quiet:
        for paper in papers:
            if paper.unchanged:
                print(f"Unchanged since it was built: {paper.folder}")
    report(options, files, findings, _together([paper.coverage for paper in papers if paper.coverage]))
    failed = [paper for paper in papers if not paper.files]
    if many and not options.quiet:
        print(_papers_summary(papers, len(failed)))
    for paper in failed:
        print(f"Nothing was written for {paper.folder}." if many else "Nothing was written.", file=sys.stderr)


def _placed(finding: Finding, folder: Path) -> Finding:
    return replace(finding, where=": ".join(filter(None, (str(folder), finding.where))))


def _paper_as_json(paper: "BuiltPaper") -> dict[str, object]:
    files = [(made.kind, made.path) for made in paper.files]
    told = {"folder": str(paper.folder), "unchanged": paper.unchanged, "exit_code": paper.exit_code}
    return {**told, **_as_json(files, paper.findings, paper.coverage)}


def _papers_summary(papers: "Sequence[BuiltPaper]", failed: int) -> str:
    """`20 papers: 17 built, 2 unchanged, 1 failed.`"""
    unchanged = sum(paper.unchanged for paper in papers)
    counts = {"built": len(papers) - unchanged - failed, "unchanged": unchanged, "failed": failed}
    return f"{len(papers)} papers: {', '.join(f'{count} {what}' for what, count in counts.items() if count)}."


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


def _as_json(
    files: Sequence[tuple[str, Path]], findings: Sequence[Finding], coverage: Coverage | None = None
) -> dict[str, object]:
    numbers = {"numbers": to_builtins(coverage)} if coverage else {}
    return {
        "files": [{"kind": kind, "path": str(path)} for kind, path in files],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": finding.message,
                "where": finding.where,
                "hint": finding.hint,
            }
            for finding in findings
        ],
        **numbers,
    }


def report_trail(options: argparse.Namespace, trail: Trail, findings: Sequence[Finding]) -> None:
    """Figures and the cells that they came from."""
    _report_found(options, to_builtins(trail), _trail_lines(trail), findings)


def report_difference(options: argparse.Namespace, difference: Difference, findings: Sequence[Finding]) -> None:
    """What changed between two papers."""
    _report_found(options, to_builtins(difference), _difference_lines(difference), findings)


def _report_found(
    options: argparse.Namespace, told: Mapping[str, object], lines: Iterable[str], findings: Sequence[Finding]
) -> None:
    if options.json:
        print(json.dumps({**told, **_as_json([], findings)}, indent=2, ensure_ascii=False))
        return
    for finding in findings:
        _print_finding(finding)
    if not options.quiet:
        print("\n".join(lines))


def _trail_lines(trail: Trail) -> Iterable[str]:
    for where, figures in groupby(trail.figures, key=lambda figure: figure.where):
        yield where
        for figure in figures:
            yield from (f"  {line}" for line in _figure_lines(figure))
    for workbook, digest, bound in _workbooks(trail):
        yield f"{workbook}" + (f", saved {bound}" if bound else "") + f": SHA-256 {digest}"
    if trail.missing:
        yield f"Bound, but printed nowhere: {', '.join(trail.missing)}"
    if not trail.figures:
        yield "The paper prints no live figure."


def _workbooks(trail: Trail) -> Iterable[tuple[str, str, str]]:
    """Name, hash and time of each workbook, once."""
    return dict.fromkeys(
        (cell.workbook, cell.sha256, figure.bound) for figure in trail.figures for cell in figure.cells
    )


def _figure_lines(figure: TracedFigure) -> Iterable[str]:
    about = ", ".join(part for part in (figure.title or figure.indicator, figure.facet, figure.period) if part)
    yield f"{figure.text}   {figure.reference or figure.tag}" + (f" ({about})" if about else "")
    if figure.standing is Standing.OVERTYPED:
        yield f"    changed by hand: the workbook gave {figure.bound_text}"
    if figure.standing is Standing.UNKNOWN:
        yield "    the paper has no record of where this came from"
    if figure.source:
        yield f"    source: {figure.source}"
    for cell in figure.cells:
        holds = f", which holds {cell.raw}" if cell.raw else ""
        yield f"    {cell.workbook} › {cell.sheet}!{cell.cell}{holds}"
    if figure.formula:
        yield f"    worked out as {figure.formula}"


def _difference_lines(difference: Difference) -> Iterable[str]:
    if not (difference.figures or difference.words):
        yield "No figure and no word differs."
    if difference.figures:
        yield f"Figures: {len(difference.figures)}"
    for figure in difference.figures:
        yield f"  {figure.tag}: {_FIGURE_FATES[figure.fate].format(figure.before, figure.after)}"
        yield f"    in {figure.where}"
    if difference.words:
        yield f"Words: {len(difference.words)}"
    for change in difference.words:
        yield f"  {_WORD_FATES[change.fate]} {change.where}"
        yield from (f"    {line}" for line in _change_lines(change))


def _change_lines(change: WordChange) -> Iterable[str]:
    if change.fate is WordFate.MOVED:
        yield f"from {change.before}"
        return
    if change.after_words:
        yield f"after “{change.after_words}”" if change.fate is WordFate.CHANGED else f"at “{change.after_words}”"
    if change.before:
        yield f"- {change.before}"
    if change.after:
        yield f"+ {change.after}"


def _print_finding(finding: Finding) -> None:
    stream = sys.stderr if finding.blocks else sys.stdout
    place = f"{finding.where}: " if finding.where else ""
    print(f"{finding.severity.value.capitalize():<7} {place}{finding.message} [{finding.rule}]", file=stream)
    if finding.hint:
        print(f"        {finding.hint}", file=stream)


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "No findings."
    errors = len(blocking(findings))
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    counts = [_count(errors, "error"), _count(warnings, "warning")]
    return f"{' and '.join(count for count in counts if count)}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}" if number else ""
