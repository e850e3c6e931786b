"""Arguments in, findings and exit code out."""

import argparse
import gc
import glob
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from boardpaper import __version__
from boardpaper.cli.progress import following, say
from boardpaper.cli.report import report, report_difference, report_papers, report_trail
from boardpaper.errors import BlockingFindings, BoardpaperError, InputError
from boardpaper.model.finding import blocking

if TYPE_CHECKING:
    from concurrent.futures import Executor

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
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output, such as `head`, has enough. What is still to be printed must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
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
        report(options, [], findings)
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
    _add_refresh(commands)
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


def _add_refresh(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    example = "boardpaper refresh edited.docx --inputs inputs/2022-05-performance --output refreshed.docx"
    command = _command(
        commands, "refresh", "put new figures into an edited Word paper, and change nothing else", example
    )
    command.add_argument("path", type=Path, metavar="FILE", help="a Word paper that boardpaper built, edited or not")
    command.add_argument("--inputs", "-i", type=Path, required=True, help="the paper's folder, with the new workbooks")
    place = "a folder, or a name that ends in .docx (default: beside the paper, with -refreshed in its name)"
    command.add_argument("--output", "-o", type=Path, help=place)
    figures = "figures (homicide.change), indicators (homicide) or all, separated by commas"
    take = f"where the author has written over a figure, use the workbook's: {figures}"
    command.add_argument("--take-workbook", type=_names, default=frozenset(), metavar="FIGURES", help=take)
    keep = "keep the author's words, and list them no more as conflicts: the same"
    command.add_argument("--keep-author", type=_names, default=frozenset(), metavar="FIGURES", help=keep)
    track = "make the changes as tracked changes, to be accepted or rejected in Word"
    command.add_argument("--track", action="store_true", help=track)
    renamed = "an indicator's new name in the workbook; may be given more than once"
    command.add_argument("--renamed", type=_renaming, action="append", default=[], metavar="OLD=NEW", help=renamed)
    older = "go back to a workbook that is older than the one the paper was bound to"
    command.add_argument("--older-workbook", action="store_true", help=older)
    built = "a copy of the paper as it was built, for a file whose record of figures a program has dropped"
    command.add_argument("--as-built", type=Path, metavar="FILE", help=built)
    command.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    command.add_argument("--force", action="store_true", help="overwrite a file that a person has edited")
    command.set_defaults(command=_refresh)


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(",") if name.strip())


def _renaming(text: str) -> tuple[str, str]:
    old, _, new = text.partition("=")
    if not (old.strip() and new.strip()):
        raise argparse.ArgumentTypeError(f"“{text}” is not an old and a new name: homicide=homicides")
    return old.strip(), new.strip()


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
    from boardpaper.commands.new import new_meeting, new_paper

    make = new_meeting if options.meeting else new_paper
    made = make(options.folder, example=options.example) if options.example else make(options.folder)
    report(options, [("file", path) for path in made], ())
    if not (options.json or options.quiet):
        print(f"\nNext: boardpaper {'pack' if options.meeting else 'build'} {options.folder}")
    return 0


def _build(options: argparse.Namespace) -> int:
    from boardpaper.commands.build.papers import build_papers

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
    report_papers(options, papers)
    return max(paper.exit_code for paper in papers)


@contextmanager
def _cluster(options: argparse.Namespace) -> "Iterator[Executor | None]":
    """The cluster that is to make the papers; None for this machine."""
    if not options.dask:
        yield None
        return
    from boardpaper.running.cluster import dask_executor

    with dask_executor(options.dask) as executor:
        yield executor


def _matching(given: Path) -> list[Path]:
    """The folders that a pattern such as papers/* means, where the shell has not put them in its place."""
    if given.exists() or not set("*?[").intersection(str(given)):
        return [given]
    found = sorted(glob.glob(str(given)))
    return [path for path in map(Path, found) if (path / "paper.yaml").is_file()] or [given]


def _refresh(options: argparse.Namespace) -> int:
    from boardpaper.commands.refresh.run import RefreshTerms, refresh_word

    terms = RefreshTerms(
        take=options.take_workbook,
        keep=options.keep_author,
        track=options.track,
        older=options.older_workbook,
        dry=options.dry_run,
        renamed=dict(options.renamed),
        as_built=options.as_built,
    )
    result = refresh_word(
        options.path,
        options.inputs,
        output=options.output,
        terms=terms,
        force=options.force,
        progress=say if options.verbose else None,
    )
    if not (options.json or options.quiet):
        print("\n".join(result.report.lines()))
    files = [(made.kind, made.path) for made in result.files]
    report(options, files, result.findings, changes=result.report)
    return 1 if blocking(result.findings) else 0


def _publish(options: argparse.Namespace) -> int:
    from boardpaper.commands.publish.run import Terms, publish_word

    result = publish_word(
        options.path,
        output=options.output,
        terms=Terms(options.draft, options.accept_changes, options.allow, options.engine),
        trail=not options.no_provenance,
        force=options.force,
        progress=say if options.verbose else None,
    )
    report(options, [(made.kind, made.path) for made in result.files], result.findings)
    return 0


def _check(options: argparse.Namespace) -> int:
    progress = say if options.verbose else None
    if options.path.suffix.lower() in (".docx", ".docm", ".dotx"):
        from boardpaper.commands.check import check_word

        result = check_word(options.path, inputs=options.inputs, progress=progress)
    elif options.inputs:
        hint = "Leave --inputs out: the folder of a paper is checked against its own workbooks."
        raise InputError("--inputs goes with a paper in Word (.docx)", where=str(options.path), hint=hint, rule="usage")
    else:
        from boardpaper.commands.build.stages import check_paper

        result = check_paper(options.path, progress=progress)
    report(options, [], result.findings, result.coverage, listed=True)
    return 1 if blocking(result.findings) else 0


def _pack(options: argparse.Namespace) -> int:
    from boardpaper.commands.pack.run import pack_meeting

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
    report(options, [(made.kind, made.path) for made in result.files], result.findings)
    return 0


def _trace(options: argparse.Namespace) -> int:
    from boardpaper.commands.trace import trace_paper

    trail, findings = trace_paper(options.path, options.wanted, progress=say if options.verbose else None)
    report_trail(options, trail, findings)
    return 0


def _diff(options: argparse.Namespace) -> int:
    from boardpaper.commands.diff import compare_papers

    difference, findings = compare_papers(options.before, options.after, progress=say if options.verbose else None)
    report_difference(options, difference, findings)
    return 0


def _schema(options: argparse.Namespace) -> int:
    if options.meeting:
        from boardpaper.commands.pack.run import meeting_schema as schema
    else:
        from boardpaper.commands.build.stages import paper_schema as schema

    print(json.dumps(schema(), indent=2))
    return 0
