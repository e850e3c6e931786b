"""Each command's options, and an example of it."""

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path

_QUIET = "print findings that block, what was withdrawn from the public, and nothing else"
# No count that a person types has as many digits.
_LONG_NUMBER = 10
# Of every command that makes a PDF with figures.
_TRAIL = "write the provenance of a paper's figures beside its PDF"


def add_options(command: argparse.ArgumentParser, name: str, summary: str) -> None:
    """Gives the command `name` all that its `--help` tells."""
    example, add = _COMMANDS[name]
    command.description = f"{summary[:1].upper()}{summary[1:]}."
    command.epilog = f"example:\n  {example}"
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.add_argument("--json", action="store_true", help="print files and findings as JSON")
    volume = command.add_mutually_exclusive_group()
    volume.add_argument("--quiet", "-q", action="store_true", help=_QUIET)
    volume.add_argument("--verbose", "-v", action="store_true", help="say what is being done")
    add(command)


def _path(text: str) -> Path:
    """A path with a name in it; one without would be taken for the folder that the command is run in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty; give one, or “.” for the folder that you are in")
    return Path(text)


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=_path, metavar="FOLDER", help="the folder to make")
    command.add_argument("--from", dest="example", metavar="EXAMPLE", help="the example to copy (default: new-paper)")
    command.add_argument("--meeting", action="store_true", help="a folder for a meeting: its agenda and papers")


def _build(command: argparse.ArgumentParser) -> None:
    folder = "a paper's folder: paper.yaml, workbooks, narrative; or several"
    command.add_argument("folder", type=_path, metavar="FOLDER", nargs="+", help=folder)
    command.add_argument(
        "--output", "-o", type=_path, metavar="FOLDER", help="where the files go (default: out, in each paper's folder)"
    )
    _add_workers(command)
    command.add_argument("--provenance", action="store_true", help=_TRAIL)
    command.add_argument("--no-cache", action="store_true", help="build unchanged papers too, and keep no record")
    command.add_argument("--force", action="store_true", help="overwrite a paper that a person has edited")


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "path", type=_path, metavar="PAPER", help="a paper's folder, a paper in Word, or a Word template"
    )
    inputs = "the paper's folder, to hold a paper in Word against its workbooks"
    command.add_argument("--inputs", type=_path, metavar="FOLDER", help=inputs)


def _refresh(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", type=_path, metavar="FILE", help="a Word paper that boardpaper built, edited or not")
    command.add_argument(
        "--inputs", "-i", type=_path, required=True, metavar="FOLDER", help="the paper's folder, with the new workbooks"
    )
    place = "a folder, or a name that ends in .docx (default: beside the paper, with -refreshed in its name)"
    command.add_argument("--output", "-o", type=_path, metavar="PLACE", help=place)
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
    command.add_argument("--as-built", type=_path, metavar="FILE", help=built)
    command.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    command.add_argument("--force", action="store_true", help="overwrite a file that a person has edited")


def _names(text: str) -> frozenset[str]:
    """Names separated by commas, as a set."""
    return frozenset(name.strip() for name in text.split(",") if name.strip())


def _renaming(text: str) -> tuple[str, str]:
    """The old and the new name of `OLD=NEW`."""
    old, _, new = text.partition("=")
    if not (old.strip() and new.strip()):
        raise argparse.ArgumentTypeError(f"“{text}” is not an old and a new name: homicide=homicides")
    return old.strip(), new.strip()


def _publish(command: argparse.ArgumentParser) -> None:
    from boardpaper.model.engine import Engine
    from boardpaper.rules.publication import ALLOWABLE

    command.add_argument("path", type=_path, metavar="FILE", help="any Word file (.docx), from boardpaper or not")
    place = "a folder, or a name that ends in .pdf (default: beside the Word file)"
    command.add_argument("--output", "-o", type=_path, metavar="PLACE", help=place)
    command.add_argument("--draft", action="store_true", help="a PDF marked DRAFT, whatever is found")
    accept = "publish the final text: what was inserted stays, what was deleted goes"
    command.add_argument("--accept-changes", action="store_true", help=accept)
    allow = f"publish in spite of these, separated by commas: {', '.join(ALLOWABLE)}"
    command.add_argument("--allow", type=_names, default=frozenset(), metavar="RULES", help=allow)
    engine = (
        "boardpaper or libreoffice lays the pages out; LibreOffice's PDF claims no conformance (default: boardpaper)"
    )
    command.add_argument(
        "--engine", choices=tuple(map(str, Engine)), default=str(Engine.BOARDPAPER), metavar="ENGINE", help=engine
    )
    without = "no longer needed: no provenance is written unless it is asked for"
    provenance = command.add_mutually_exclusive_group()
    provenance.add_argument("--provenance", action="store_true", help=_TRAIL)
    provenance.add_argument("--no-provenance", action="store_true", help=without)
    command.add_argument("--force", action="store_true", help="overwrite a PDF that boardpaper did not write")


def _pack(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "path", type=_path, metavar="MEETING", help="a meeting.yaml, or a folder of papers named by item number"
    )
    command.add_argument(
        "--output", "-o", type=_path, metavar="FOLDER", help="where the files go (default: packs, beside the meeting)"
    )
    command.add_argument(
        "--supplement", type=_positive, default=0, metavar="N", help="make supplement N of late papers"
    )
    unstamped = "print no numbers on the pages of this item, such as those of a signed letter; may be given again"
    command.add_argument("--no-stamp", action="append", default=[], metavar="ITEM", help=unstamped)
    _add_workers(command)
    command.add_argument("--no-cache", action="store_true", help="make every paper again, and keep none for later")
    command.add_argument("--force", action="store_true", help="overwrite files that a person has changed")


def _acknowledge(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", type=_path, metavar="MEETING", help="a meeting.yaml, or the folder that it stands in")
    command.add_argument(
        "marks",
        nargs="+",
        metavar="MARK",
        help="a mark of what public papers share with restricted ones, as “pack” tells it",
    )
    command.add_argument("--reason", required=True, metavar="WORDS", help="why it may be public")
    command.add_argument("--day", type=_day, metavar="DATE", help="when that was said: 2022-05-16 (default: today)")


def _day(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day such as 2022-05-16") from fault
    # What is said is said; who reads the file later must be able to trust the day.
    if day > datetime.date.today():
        raise argparse.ArgumentTypeError(f"“{text}” is still to come; give the day on which it was said")
    return day


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
    """A whole number from 1 on."""
    from boardpaper.model.asked import count_fault

    number = int(text) if text.isascii() and text.isdigit() and len(text) < _LONG_NUMBER else text
    fault = count_fault(number)
    if fault or isinstance(number, str):
        raise argparse.ArgumentTypeError(fault)
    return number


def _trace(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "path", type=_path, metavar="FILE", help="a Word paper, or a PDF with its provenance beside it"
    )
    wanted = "a figure (homicide.change), an indicator, or a paragraph's number (default: all)"
    command.add_argument("what", nargs="?", default="", metavar="WHAT", help=wanted)


def _diff(command: argparse.ArgumentParser) -> None:
    command.add_argument("before", type=_path, metavar="BEFORE", help="the older Word file")
    command.add_argument("after", type=_path, metavar="AFTER", help="the newer Word file")


def _schema(command: argparse.ArgumentParser) -> None:
    command.add_argument("--meeting", action="store_true", help="of meeting.yaml")


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("rule", nargs="?", default="", metavar="RULE", help="the name that a finding has in brackets")
    command.add_argument("--markdown", action="store_true", help="print all rules as a page, which docs/rules.md is")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "new": ("boardpaper new my-paper", _new),
    "build": (
        "boardpaper build inputs/2022-05-performance --output out\n  boardpaper build papers/* -o out --workers 2",
        _build,
    ),
    "check": (
        "boardpaper check my-paper\n  boardpaper check edited.docx --inputs my-paper\n"
        "  boardpaper check templates/agenda-item.docx",
        _check,
    ),
    "refresh": (
        "boardpaper refresh edited.docx --inputs inputs/2022-05-performance --output refreshed.docx",
        _refresh,
    ),
    "publish": ("boardpaper publish edited.docx --output public", _publish),
    "pack": ("boardpaper pack meetings/2022-05/meeting.yaml --output packs", _pack),
    "acknowledge": (
        'boardpaper acknowledge meetings/2022-05 1f2e3d4c5b6a --reason "The contract notice says so."',
        _acknowledge,
    ),
    "trace": ("boardpaper trace paper.docx homicide.change\n  boardpaper trace paper.pdf 5", _trace),
    "diff": ("boardpaper diff paper-april.docx paper-may.docx", _diff),
    "schema": ("boardpaper schema > paper.schema.json", _schema),
    "explain": ("boardpaper explain image-without-alt\n  boardpaper explain", _explain),
}
