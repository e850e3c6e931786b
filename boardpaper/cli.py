"""Arguments in, findings and exit code out."""

import argparse
import gc
import glob
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from boardpaper import __version__
from boardpaper.errors import BlockingFindings, BoardpaperError, InputError
from boardpaper.model.difference import Difference, FigureFate, WordChange, WordFate
from boardpaper.model.finding import Finding, Severity, blocking
from boardpaper.model.passage import Coverage
from boardpaper.model.trace import Standing, TracedFigure, Trail
from boardpaper.progress import following, say

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from boardpaper.build.papers import BuiltPaper

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
# Written here as well as in the publication gate, which takes long to import; a test holds them together.
ALLOWABLE = ("comments", "embedded-files", "hidden-text", "highlighting", "placeholder-text", "restricted-marking")
ENGINES = ("boardpaper", "libreoffice")
_EXIT_CODES = "Exit codes: 0 done, 1 findings that block, 2 wrong usage or input, 3 environment."


def run() -> None:
    """The `boardpaper` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A Windows console may lack a character of a finding; a "?" there is better than a traceback.
            stream.reconfigure(errors="replace")
    # A run makes many objects that live until it ends; looking through them all the time costs a quarter of it.
    gc.set_threshold(200_000, 50, 1000)
    code = main(sys.argv[1:])
    # The interpreter's last look through them all would free what the end of the process frees anyhow.
    gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    options = build_parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except BoardpaperError as stopped:
        findings = stopped.findings if isinstance(stopped, BlockingFindings) else (stopped.finding,)
        _report(options, [], findings)
        if not options.json:
            print("Nothing was written.", file=sys.stderr)
        return stopped.exit_code
    except KeyboardInterrupt:
        print("Stopped; nothing was half-written.", file=sys.stderr)
        return 130


def build_parser() -> argparse.ArgumentParser:
    """Every command and option."""
    parser = argparse.ArgumentParser(
        prog="boardpaper",
        description="Board papers from KPI workbooks and narrative: Word to edit, PDF to publish.",
        epilog=_EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"boardpaper {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_new(commands)
    _add_build(commands)
    _add_check(commands)
    _add_publish(commands)
    _add_pack(commands)
    _add_trace(commands)
    _add_diff(commands)
    _add_schema(commands)
    return parser


def _add_new(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = _command(commands, "new", "make a folder for a new paper or meeting", "boardpaper new my-paper")
    command.add_argument("folder", type=Path, help="the folder to make")
    command.add_argument("--from", dest="example", help="the example to copy (default: new-paper)")
    command.add_argument("--meeting", action="store_true", help="a folder for a meeting: its agenda and papers")
    command.set_defaults(command=_new)


def _add_build(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    example = "boardpaper build inputs/2022-05-performance --output out\n  boardpaper build papers/* -o out --workers 2"
    command = _command(commands, "build", "make Word papers and their PDFs", example)
    folder = "a paper's folder: paper.yaml, workbooks, narrative; or several"
    command.add_argument("folder", type=Path, nargs="+", help=folder)
    command.add_argument("--output", "-o", type=Path, help="where the files go (default: out, in each paper's folder)")
    _add_workers(command)
    command.add_argument("--no-cache", action="store_true", help="build unchanged papers too, and keep no record")
    command.add_argument("--force", action="store_true", help="overwrite a paper that a person has edited")
    command.set_defaults(command=_build)


def _add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    example = (
        "boardpaper check my-paper\n  boardpaper check edited.docx --inputs my-paper\n"
        "  boardpaper check templates/agenda-item.docx"
    )
    command = _command(commands, "check", "say what is wrong with a paper, or with a template", example)
    command.add_argument("path", type=Path, help="a paper's folder, a paper in Word, or a Word template")
    inputs = "the paper's folder, to hold a paper in Word against its workbooks"
    command.add_argument("--inputs", type=Path, metavar="FOLDER", help=inputs)
    command.set_defaults(command=_check)


def _add_publish(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    example = "boardpaper publish edited.docx --output public"
    command = _command(commands, "publish", "make the accessible PDF of a Word file, for the website", example)
    command.add_argument("path", type=Path, metavar="FILE", help="any Word file (.docx), from boardpaper or not")
    place = "a folder, or a name that ends in .pdf (default: beside the Word file)"
    command.add_argument("--output", "-o", type=Path, help=place)
    command.add_argument("--draft", action="store_true", help="a PDF marked DRAFT, whatever is found")
    accept = "publish the final text: what was inserted stays, what was deleted goes"
    command.add_argument("--accept-changes", action="store_true", help=accept)
    allow = f"publish in spite of these, separated by commas: {', '.join(ALLOWABLE)}"
    command.add_argument("--allow", type=_allowed, default=frozenset(), metavar="RULES", help=allow)
    engine = "what lays the pages out; LibreOffice's PDF claims no conformance (default: boardpaper)"
    command.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=engine)
    without = "do not write the provenance of the paper's figures beside the PDF"
    command.add_argument("--no-provenance", action="store_true", help=without)
    command.add_argument("--force", action="store_true", help="overwrite a PDF that boardpaper did not write")
    command.set_defaults(command=_publish)


def _allowed(text: str) -> frozenset[str]:
    rules = frozenset(rule.strip() for rule in text.split(",") if rule.strip())
    unknown = sorted(rules.difference(ALLOWABLE))
    if unknown:
        raise argparse.ArgumentTypeError(f"no rule “{unknown[0]}” may be allowed; these may: {', '.join(ALLOWABLE)}")
    return rules


def _add_pack(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    example = "boardpaper pack meetings/2022-05/meeting.yaml --output packs"
    command = _command(commands, "pack", "make a meeting's agenda, public pack and restricted pack", example)
    command.add_argument("path", type=Path, help="a meeting.yaml, or a folder of papers named by item number")
    command.add_argument("--output", "-o", type=Path, help="where the files go (default: packs, beside the meeting)")
    command.add_argument(
        "--supplement", type=_positive, default=0, metavar="N", help="make supplement N of late papers"
    )
    unstamped = "print no numbers on the pages of this item, for a signed PDF; may be given again"
    command.add_argument("--no-stamp", action="append", default=[], metavar="ITEM", help=unstamped)
    _add_workers(command)
    command.add_argument("--no-cache", action="store_true", help="make every paper again, and keep none for later")
    command.add_argument("--force", action="store_true", help="overwrite files that a person has changed")
    command.set_defaults(command=_pack)


def _add_workers(command: argparse.ArgumentParser) -> None:
    who = command.add_mutually_exclusive_group()
    who.add_argument("--workers", type=_positive, default=1, metavar="N", help="make N papers at once (default: 1)")
    dask = "let the workers of a Dask scheduler make the papers: tcp://host:port"
    who.add_argument("--dask", type=_address, metavar="ADDRESS", help=dask)


def _address(text: str) -> str:
    scheme, found, place = text.partition("://")
    if not (scheme.isalnum() and found and place):
        raise argparse.ArgumentTypeError(f"“{text}” is not an address such as tcp://127.0.0.1:8786")
    return text


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1000):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 on")
    return int(text)


def _add_trace(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    example = "boardpaper trace paper.docx homicide.change\n  boardpaper trace paper.pdf 5"
    command = _command(commands, "trace", "say which workbook cells the figures of a paper came from", example)
    command.add_argument("path", type=Path, metavar="FILE", help="a Word paper, or a PDF with its provenance beside it")
    wanted = "a figure (homicide.change), an indicator, or a paragraph's number (default: all)"
    command.add_argument("wanted", nargs="?", default="", metavar="WHAT", help=wanted)
    command.set_defaults(command=_trace)


def _add_diff(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    example = "boardpaper diff paper-april.docx paper-may.docx"
    command = _command(commands, "diff", "say what changed between two versions of a Word paper", example)
    command.add_argument("before", type=Path, metavar="BEFORE", help="the older Word file")
    command.add_argument("after", type=Path, metavar="AFTER", help="the newer Word file")
    command.set_defaults(command=_diff)


def _add_schema(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    example = "boardpaper schema > paper.schema.json"
    command = _command(commands, "schema", "print the JSON Schema of paper.yaml, or of meeting.yaml", example)
    command.add_argument("--meeting", action="store_true", help="of meeting.yaml")
    command.set_defaults(command=_schema)


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str, example: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[:1].upper()}{summary[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--json", action="store_true", help="print files and findings as JSON")
    volume = command.add_mutually_exclusive_group()
    volume.add_argument("--quiet", "-q", action="store_true", help="print findings that block, and nothing else")
    volume.add_argument("--verbose", "-v", action="store_true", help="say what is being done")
    return command


# The commands import what they need when they run: --help and schema should not wait for a PDF library.
def _new(options: argparse.Namespace) -> int:
    from boardpaper.build.starter import new_meeting, new_paper

    make = new_meeting if options.meeting else new_paper
    made = make(options.folder, example=options.example) if options.example else make(options.folder)
    _report(options, [("file", path) for path in made], ())
    if not (options.json or options.quiet):
        print(f"\nNext: boardpaper {'pack' if options.meeting else 'build'} {options.folder}")
    return 0


def _build(options: argparse.Namespace) -> int:
    from boardpaper.build.papers import build_papers

    folders = [folder for given in options.folder for folder in _matching(given)]
    many = len(folders) > 1
    with following(options, wanted=many or options.verbose) as progress, _cluster(options) as executor:
        papers = build_papers(
            folders,
            output=options.output,
            workers=options.workers,
            executor=executor,
            keep_record=not options.no_cache,
            force=options.force,
            progress=progress,
        )
    _report_papers(options, papers)
    return max(paper.exit_code for paper in papers)


@contextmanager
def _cluster(options: argparse.Namespace) -> "Iterator[Executor | None]":
    """The cluster that is to make the papers; None for this machine."""
    if not options.dask:
        yield None
        return
    from boardpaper.build.cluster import dask_executor

    with dask_executor(options.dask) as executor:
        yield executor


def _matching(given: Path) -> list[Path]:
    """The folders that a pattern such as papers/* means, where the shell has not put them in its place."""
    if given.exists() or not set("*?[").intersection(str(given)):
        return [given]
    found = sorted(glob.glob(str(given)))
    return [path for path in map(Path, found) if (path / "paper.yaml").is_file()] or [given]


def _publish(options: argparse.Namespace) -> int:
    from boardpaper.build.publish import Terms, publish_word

    result = publish_word(
        options.path,
        output=options.output,
        terms=Terms(options.draft, options.accept_changes, options.allow, options.engine),
        trail=not options.no_provenance,
        force=options.force,
        progress=say if options.verbose else None,
    )
    _report(options, [(made.kind, made.path) for made in result.files], result.findings)
    return 0


def _check(options: argparse.Namespace) -> int:
    progress = say if options.verbose else None
    if options.path.suffix.lower() in (".docx", ".docm", ".dotx"):
        from boardpaper.build.check_word import check_word

        result = check_word(options.path, inputs=options.inputs, progress=progress)
    elif options.inputs:
        hint = "Leave --inputs out: the folder of a paper is checked against its own workbooks."
        raise InputError("--inputs goes with a paper in Word (.docx)", where=str(options.path), hint=hint, rule="usage")
    else:
        from boardpaper.build.stages import check_paper

        result = check_paper(options.path, progress=progress)
    _report(options, [], result.findings, result.coverage)
    return 1 if blocking(result.findings) else 0


def _pack(options: argparse.Namespace) -> int:
    from boardpaper.build.pack import pack_meeting

    with following(options, wanted=True) as progress, _cluster(options) as executor:
        result = pack_meeting(
            options.path,
            output=options.output,
            supplement=options.supplement,
            no_stamp=options.no_stamp,
            workers=options.workers,
            executor=executor,
            keep_papers=not options.no_cache,
            force=options.force,
            progress=progress,
        )
    _report(options, [(made.kind, made.path) for made in result.files], result.findings)
    return 0


def _trace(options: argparse.Namespace) -> int:
    from boardpaper.build.tracing import trace_paper

    trail, findings = trace_paper(options.path, options.wanted, progress=say if options.verbose else None)
    if options.json:
        print(json.dumps({**asdict(trail), **_as_json([], findings)}, indent=2, ensure_ascii=False))
        return 0
    for finding in findings:
        _print_finding(finding)
    if not options.quiet:
        print("\n".join(_trail_lines(trail)))
    return 0


def _diff(options: argparse.Namespace) -> int:
    from boardpaper.build.compare import compare_papers

    difference, findings = compare_papers(options.before, options.after, progress=say if options.verbose else None)
    if options.json:
        print(json.dumps({**asdict(difference), **_as_json([], findings)}, indent=2, ensure_ascii=False))
        return 0
    for finding in findings:
        _print_finding(finding)
    if not options.quiet:
        print("\n".join(_difference_lines(difference)))
    return 0


def _schema(options: argparse.Namespace) -> int:
    if options.meeting:
        from boardpaper.build.pack import meeting_schema as schema
    else:
        from boardpaper.build.stages import paper_schema as schema

    print(json.dumps(schema(), indent=2))
    return 0


def _report(
    options: argparse.Namespace,
    files: Sequence[tuple[str, Path]],
    findings: Iterable[Finding],
    coverage: Coverage | None = None,
) -> None:
    findings = tuple(findings)
    if options.json:
        print(json.dumps(_as_json(files, findings, coverage), indent=2))
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
            print(_numbers(coverage, listed=options.command is _check))
        if any(kind == "draft" for kind, _ in files):
            print("The PDF is a draft: it is marked so, and claims no conformance.")


def _report_papers(options: argparse.Namespace, papers: "Sequence[BuiltPaper]") -> None:
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
    _report(options, files, findings, None if many else papers[0].coverage)
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
    numbers = {"numbers": asdict(coverage)} if coverage else {}
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
