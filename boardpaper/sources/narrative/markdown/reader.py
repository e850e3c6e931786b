"""Reads one Markdown file of narrative into prose, and says in plain words what cannot be printed."""

import re
from collections.abc import Iterator
from pathlib import Path

from boardpaper.model.asked import open_file
from boardpaper.model.finding import Finding
from boardpaper.model.prose import Prose
from boardpaper.rules import narrative as rules
from boardpaper.sources.narrative.headings_and_links import heading_findings
from boardpaper.sources.narrative.markdown.blocks import Source, read_blocks
from boardpaper.sources.narrative.markdown.syntax import Node, Syntax, parse_markdown
from boardpaper.sources.narrative.markdown.words import Scope, note_label

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
        return Prose(), faults or (rules.NARRATIVE_EMPTY.at(name, name=name),)
    scope = Scope(name)
    source = Source(scope, tuple(text.split("\n")), path.parent, folder)
    syntax = parse_markdown(text)
    blocks = read_blocks(syntax.blocks, source)
    scope.findings.extend(heading_findings(blocks, under))
    _check_notes(source)
    _check_addresses(syntax, scope)
    return Prose(blocks, source.notes), tuple(sorted(scope.findings, key=_line_of))


def _read_text(path: Path, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The file's text with every line ended alike; "" and a finding where it cannot be used."""
    try:
        with open_file(path) as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return "", (rules.NARRATIVE_MISSING.at(name, name=name),)
    except OSError as fault:
        return "", (rules.NARRATIVE_UNREADABLE.at(name, name=name, fault=fault.strerror),)
    if len(content) > MAX_BYTES:
        return "", (rules.NARRATIVE_TOO_LARGE.at(name, name=name, megabytes=MAX_BYTES // 1_000_000),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = len(re.findall(b"\r\n?|\n", content[: fault.start])) + 1
        where = f"{name}:{line}"
        return "", (rules.NARRATIVE_NOT_UTF8.at(where, at=fault.start + 1, byte=content[fault.start]),)
    return _LINE_ENDS.sub("\n", text), ()


def _check_notes(source: Source) -> None:
    """Tells of marks without a note, and of notes without a mark."""
    scope = source.scope
    for label, place in scope.marks.items():
        if note_label(scope.name, label) not in source.notes:
            scope.tell(rules.NOTE_MISSING, place.line, label=label)
    marked = {note_label(scope.name, label) for label in scope.marks}
    for label, line in source.note_lines.items():
        if label not in marked:
            scope.tell(rules.NOTE_UNUSED, line, label=label.removeprefix(f"{scope.name}#"))


def _check_addresses(syntax: Syntax, scope: Scope) -> None:
    """Addresses written as `[label]: https://…` that no link uses would vanish."""
    used = frozenset(_labels(syntax.blocks))
    for label, line in syntax.addresses.items():
        if label not in used:
            scope.tell(rules.LINK_UNUSED, line, label=label.lower())
    for label, line in syntax.addresses_twice:
        scope.tell(rules.LINK_DEFINED_TWICE, line, label=label.lower())


def _labels(nodes: list[Node]) -> Iterator[str]:
    """The labels of all notes that are defined."""
    for node in nodes:
        for token in node.token.children or ():
            if "label" in token.meta:
                yield token.meta["label"]
        yield from _labels(node.inside)


def _line_of(finding: Finding) -> int:
    """The line that a finding is about, to put findings in order; 0 for none."""
    line = finding.where.rpartition(":")[2]
    return int(line) if line.isdigit() else 0
