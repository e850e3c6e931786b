"""The command: arguments in, exit code out, and nothing loaded that a run does not need."""

from __future__ import annotations

import argparse
import gc
import signal
import sys

from boardpaper import __version__
from boardpaper.cli.streams import open_streams, printing_fault

# Type checkers take it for true; importing it from typing takes longer than all else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

# Their options are in `cli/options.py`, what they do in `cli/calls.py`.
COMMANDS = {
    "new": "make a folder for a new paper or meeting",
    "build": "make Word papers and their PDFs",
    "check": "say what is wrong with a paper, or with a template",
    "refresh": "put new figures into an edited Word paper, and change nothing else",
    "publish": "make the accessible PDF of a Word file, for the website",
    "pack": "make a meeting's agenda, public pack and restricted pack",
    "acknowledge": "say that what a restricted paper says may be public",
    "trace": "say which workbook cells the figures of a paper came from",
    "diff": "say what changed between two versions of a Word paper",
    "schema": "print the JSON Schema of paper.yaml, or of meeting.yaml",
    "explain": "say what a rule means, what to do, and what it protects",
}
_ENVIRONMENT = 3
# As a shell tells that a program was ended by the signal SIGTERM.
_TERMINATED = 128 + signal.SIGTERM
_EXIT_CODES = "Exit codes: 0 done, 1 findings that block, 2 wrong usage or input, 3 environment."


def run() -> None:
    """The `boardpaper` command."""
    open_streams()
    signal.signal(signal.SIGTERM, _end)
    # A run makes many objects that live until it ends; looking through them all the time costs a quarter of it.
    gc.set_threshold(200_000, 50, 1000)
    try:
        code: str | int | None = main(sys.argv[1:])
    except SystemExit as ended:
        # The parser of the command line ends a run by itself: after --help, or where an option is wrong.
        code = ended.code
    fault = printing_fault()
    if fault is not None:
        from boardpaper.cli.report import print_finding
        from boardpaper.rules.running import PRINTING_STOPPED

        print_finding(PRINTING_STOPPED.at("standard output", fault=fault.strerror or fault))
        code = code or _ENVIRONMENT
    # The interpreter's last look through them all would free what the end of the process frees anyhow.
    gc.freeze()
    sys.exit(code)


def _end(*_: object) -> NoReturn:
    """An order to end is obeyed as Ctrl-C is: workers end too, and no temporary file stays."""
    sys.exit(_TERMINATED)


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    options, unknown = build_parser(arguments).parse_known_args(arguments)
    if unknown:
        # The command's own parser tells how the command is called.
        options.parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    from boardpaper import api

    try:
        return _call(options)
    except api.BoardpaperError as stopped:
        from boardpaper.cli.report import report

        report(options, api.Result(findings=stopped.findings))
        if not options.json:
            print("Nothing was written.", file=sys.stderr)
        return stopped.exit_code
    except KeyboardInterrupt:
        print("Stopped; nothing was half-written.", file=sys.stderr)
        return 130


def _call(options: argparse.Namespace) -> int:
    """What the command does. What the machine refuses outside the API is told as what it refuses there."""
    from boardpaper import api
    from boardpaper.cli.calls import CALLS

    try:
        return CALLS[options.name](options)
    except OSError as fault:
        raise api.EnvironmentFault.refused(fault) from fault


def build_parser(arguments: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Every command, with all its options; given `arguments`, only the commands among them have options."""
    parser = argparse.ArgumentParser(
        prog="boardpaper",
        description="Board papers from KPI workbooks and narrative: Word to edit, PDF to publish.",
        epilog=_EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"boardpaper {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="name")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary)
        if arguments is None or name in arguments:
            from boardpaper.cli.options import add_options

            add_options(command, name, summary)
            command.set_defaults(parser=command)
    return parser
