"""The pages of the documents as a reader meets them: commands to type, what they print, what stands in the folder.

Marks before a block, invisible to readers, say what its commands need:

    <!-- here: my-paper, edited.docx -->      what stands in the folder; `documented_files` puts it there
    <!-- exit: 1 -->                          the exit code of the block's commands; 0 without it
    <!-- needs: soffice -->                   a program; without it the commands are not run
    <!-- not run: a cluster must be there --> why the commands of the block cannot be run here

A block marked `text` is what the commands, or the Python, of the block above it print: its lines, one after the other,
with `...` for lines that are left out, also at the end.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

from tests.support.places import DOCS, ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / ".github").rglob("*.md"), *DOCS.rglob("*.md")])
_SHELL = ("", "sh", "console", "powershell")
_CALLED = re.compile(r"^(?:boardpaper|py -m boardpaper)(?= |$)")
_MARK = re.compile(r"<!-- (here|exit|needs|not run): (.*?) -->")


@dataclass(frozen=True, slots=True)
class Command:
    """A command line of boardpaper: its arguments, and the file that takes what it prints."""

    line: str
    arguments: tuple[str, ...]
    into: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page from the line `line`: commands, the text that the last block printed, or Python.

    `here`, `exit`, `needs` and `not_run` are the marks before it.
    """

    kind: str
    line: int
    text: str
    here: tuple[str, ...] = ()
    exit: int = 0
    needs: str = ""
    not_run: str = ""
    commands: tuple[Command, ...] = field(default=())


def called(page: Path) -> str:
    """What a page is called in tests."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page in order.

    Raises:
        ValueError: a mark stands before no block.
    """
    marks: dict[str, str] = {}
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type == "html_block":
            marks |= dict(_MARK.findall(token.content))
        elif token.type == "fence" and token.map:
            kind = token.info.strip() if token.info.strip() in ("text", "python") else "commands"
            if kind == "commands" and token.info.strip() not in _SHELL:
                continue
            yield _block(kind, token.map[0] + 1, token.content, marks)
            marks = {}
    if marks:
        raise ValueError(f"{called(page)}: no block follows the mark {marks}")


def _block(kind: str, line: int, text: str, marks: dict[str, str]) -> Block:
    return Block(
        kind,
        line,
        text,
        here=tuple(name.strip() for name in marks.get("here", "").split(", ") if name),
        exit=int(marks.get("exit", "0")),
        needs=marks.get("needs", ""),
        not_run=marks.get("not run", ""),
        commands=tuple(commands(text)) if kind == "commands" else (),
    )


def commands(text: str) -> Iterator[Command]:
    """The command lines of boardpaper in a block; other programs' are left alone."""
    for line in text.splitlines():
        words, _, into = line.partition("  #")[0].strip().partition(" > ")
        if _CALLED.match(words):
            yield Command(line.strip(), tuple(shlex.split(_CALLED.sub("", words))), into.strip())


def spoken(page: Path) -> Iterator[Command]:
    """The whole command lines inside a page's sentences: neither a command's name alone nor one with an ellipsis."""
    for code in re.findall(r"(?<!`)`(boardpaper [a-z]+ [^`\n]+)`(?!`)", page.read_text(encoding="utf-8")):
        if not {"…", "--help"}.intersection(code.split()):
            yield from commands(code)


def missing_lines(wanted: str, printed: str) -> list[str]:
    """The lines of `wanted` that `printed` does not have in this order. `...` stands for any lines."""
    rest = printed.splitlines()
    missing = []
    for line in wanted.splitlines():
        if line.strip() == "...":
            continue
        if line.rstrip() in rest:
            rest = rest[rest.index(line.rstrip()) + 1 :]
        else:
            missing.append(line)
    return missing
