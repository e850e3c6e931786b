"""What `trace` and `diff` print: figures, their cells and what changed, for people or as JSON."""

import argparse
import json
from collections.abc import Iterable, Mapping
from itertools import groupby

from msgspec import to_builtins

from boardpaper.api import DiffResult, Result, TraceResult
from boardpaper.cli.report import as_json, print_finding
from boardpaper.model.difference import Difference, FigureFate, WordChange, WordFate
from boardpaper.model.trace import Standing, TracedFigure, Trail

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


def report_trail(options: argparse.Namespace, result: TraceResult) -> None:
    """Figures and the cells that they came from."""
    _report(options, result, to_builtins(result.trail), _trail_lines(result.trail))


def report_difference(options: argparse.Namespace, result: DiffResult) -> None:
    """What changed between two papers."""
    _report(options, result, to_builtins(result.difference), _difference_lines(result.difference))


def _report(options: argparse.Namespace, result: Result, told: Mapping[str, object], lines: Iterable[str]) -> None:
    """Prints `lines` after the findings, or all that was `told` as JSON."""
    if options.json:
        print(json.dumps({**told, **as_json(result)}, indent=2, ensure_ascii=False))
        return
    for finding in result.findings:
        print_finding(finding)
    if not options.quiet:
        print("\n".join(lines))


def _trail_lines(trail: Trail) -> Iterable[str]:
    """The figures by the place where each stands, then the workbooks, then what is printed nowhere."""
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
    """A figure, what became of it, and the cells that it came from."""
    about = ", ".join(part for part in (figure.title or figure.indicator, figure.facet, figure.period) if part)
    yield f"{figure.text}   {figure.reference or figure.tag}" + (f" ({about})" if about else "")
    if figure.standing is Standing.OVERTYPED:
        gave = f"the workbook gave {figure.bound_text}" if figure.bound_text else "what the workbook gave is not told"
        yield f"    changed by hand: {gave}"
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
    """The figures that differ, then the words."""
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
    """What stood before and what stands now, as `-` and `+` lines."""
    if change.fate is WordFate.MOVED:
        yield f"from {change.before}"
        return
    if change.after_words:
        yield f"after “{change.after_words}”" if change.fate is WordFate.CHANGED else f"at “{change.after_words}”"
    if change.before:
        yield f"- {change.before}"
    if change.after:
        yield f"+ {change.after}"
