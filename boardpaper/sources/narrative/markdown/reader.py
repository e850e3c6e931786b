"""Reads one Markdown file of narrative into prose, and says in plain words what cannot be printed."""

import re
from collections.abc import Iterator
from pathlib import Path

from boardpaper.model.finding import Finding, warning
from boardpaper.model.prose import Prose
from boardpaper.sources.narrative.markdown.blocks import Source, read_blocks
from boardpaper.sources.narrative.markdown.syntax import Node, Syntax, parse_markdown
from boardpaper.sources.narrative.markdown.words import Scope, note_label
from boardpaper.sources.narrative.rules import heading_findings

MAX_BYTES = 5_000_000

_LINE_ENDS = re.compile("\r\n?")


def read_markdown(path: Path, *, name: str, folder: Path, under: int = 1) -> tuple[Prose, tuple[Finding, ...]]:
    """The prose of the Markdown file at `path`, and what is wrong with it, in the order of its lines.

    `name` is what findings call the file; `folder` is the paper's, which pictures may not lie outside. `under` is
    the level of the heading that the paper sets above the file. A file that cannot be read gives empty prose and a
    finding. A soft line end is a space. Notes are labelled `name#label`.
    """
    text, faults = _read_text(path, name)
    if faults or not text.strip():
        return Prose(), faults or (_empty(name),)
    scope = Scope(name)
    source = Source(scope, tuple(text.split("\n")), path.parent, folder)
    syntax = parse_markdown(text)
    blocks = read_blocks(syntax.blocks, source)
    scope.findings.extend(heading_findings(blocks, under))
    _check_notes(source)
    _check_addresses(syntax, scope)
    return Prose(blocks, source.notes), tuple(sorted(scope.findings, key=_line_of))


def _read_text(path: Path, name: str) -> tuple[str, tuple[Finding, ...]]:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        hint = "Check the file's name in paper.yaml, capitals too, or put the file there."
        return "", (Finding("narrative-missing", f"There is no narrative file {name}", name, hint),)
    except OSError as fault:
        message = f"The narrative file {name} cannot be opened ({fault.strerror})"
        return "", (Finding("narrative-unreadable", message, name, "Check that it is a file that you may read."),)
    if len(content) > MAX_BYTES:
        message = f"The narrative file {name} is larger than {MAX_BYTES // 1_000_000} MB"
        return "", (Finding("narrative-too-large", message, name, "Check that it is text, or split it into sections."),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = len(re.findall(b"\r\n?|\n", content[: fault.start])) + 1
        message = (
            f"The text is not UTF-8: byte {fault.start + 1} ({content[fault.start]:#04x}) is no part of a character"
        )
        hint = "Save the file again as UTF-8 in your editor."
        return "", (Finding("narrative-not-utf8", message, f"{name}:{line}", hint),)
    return _LINE_ENDS.sub("\n", text), ()


def _empty(name: str) -> Finding:
    return warning("narrative-empty", f"The narrative file {name} is empty", name, "Write it, or take it out.")


def _check_notes(source: Source) -> None:
    scope = source.scope
    for label, place in scope.marks.items():
        if note_label(scope.name, label) not in source.notes:
            hint = f"Write it on a line of its own in the same file: [^{label}]: the note."
            scope.fault("note-missing", f"Note [^{label}] is not written in this file", place.line, hint)
    marked = {note_label(scope.name, label) for label in scope.marks}
    for label, line in source.note_lines.items():
        if label not in marked:
            mark = f"[^{label.removeprefix(f'{scope.name}#')}]"
            hint = f"Put {mark} where the note belongs, or delete the note."
            scope.fault("note-unused", f"Nothing in the text refers to note {mark}", line, hint)


def _check_addresses(syntax: Syntax, scope: Scope) -> None:
    """Addresses written as `[label]: https://…` that no link uses would vanish."""
    used = frozenset(_labels(syntax.blocks))
    for label, line in syntax.addresses.items():
        if label not in used:
            hint = "Use it as [words][label], or write the line as a sentence."
            scope.fault("link-unused", f"No link uses the address “{label.lower()}”", line, hint)
    for label, line in syntax.addresses_twice:
        hint = "Keep one of the two, or give one another label."
        scope.fault("link-defined-twice", f"The address “{label.lower()}” is written a second time", line, hint)


def _labels(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        for token in node.token.children or ():
            if "label" in token.meta:
                yield token.meta["label"]
        yield from _labels(node.inside)


def _line_of(finding: Finding) -> int:
    line = finding.where.rpartition(":")[2]
    return int(line) if line.isdigit() else 0
