"""The words that a paper's inputs ask for, read without any of boardpaper: an oracle for what must be printed.

It knows only the Markdown that the example papers use, and takes every figure's text from a table that was checked
by eye against the published paper.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_NOTE = re.compile(r"^\[\^([^\]]+)\]: (.*)$", re.M)
_DELIMITER_ROW = re.compile(r"^\|[ :|-]+\|$")
_MARKERS = re.compile(r"^\s*(?:#{2,6} |- |[A-Za-z]\. |\d+\. |\([ivx]+\) |[a-z]\) )")


@dataclass(frozen=True)
class Expected:
    """Words by block, in reading order, and the notes' in order of mention."""

    blocks: list[list[str]]
    notes: list[list[str]]


def expected_words(folder: Path, figures: Mapping[str, str]) -> Expected:
    """What the paper in `folder` must say, front matter and scorecards aside. `figures` maps references to text."""
    plan = yaml.load((folder / "paper.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    said = Expected([], [])
    for part in plan["parts"]:
        said.blocks.append(part["heading"].split())
        for name in [*part.get("sections", ()), *filter(None, [part.get("narrative")])]:
            _add_file(folder / "narrative" / name, figures, said)
        if name := part.get("next_steps"):
            said.blocks.append(["Next", "steps"])
            _add_file(folder / "narrative" / name, figures, said)
        for author in part.get("authors", ()):
            said.blocks.extend([author["name"].split(), author.get("job_title", "").split()])
    for appendix in plan.get("appendices", ()):
        said.blocks.append(appendix["title"].split())
        if name := appendix.get("narrative"):
            _add_file(folder / "narrative" / name, figures, said)
    return Expected([block for block in said.blocks if block], said.notes)


def front_words(folder: Path) -> list[list[str]]:
    """The values of the front matter that every template prints."""
    plan: dict[str, Any] = yaml.load((folder / "paper.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return [plan[name].split() for name in ("agenda_item", "board", "title")]


def _add_file(path: Path, figures: Mapping[str, str], said: Expected) -> None:
    text = path.read_text(encoding="utf-8")
    notes = {label: _plain(words, figures).split() for label, words in _NOTE.findall(text)}
    body = _NOTE.sub("", text)
    said.notes.extend(notes[label] for label in re.findall(r"\[\^([^\]]+)\]", body))
    for line in _joined(body):
        if not _DELIMITER_ROW.match(line):
            cells = line.strip("|").split("|") if line.startswith("|") else [_MARKERS.sub("", line)]
            said.blocks.extend(words for cell in cells if (words := _plain(cell, figures).split()))


def _joined(body: str) -> list[str]:
    """The lines that begin a block, each with the lines that only continue it."""
    lines: list[str] = []
    begins = True
    for line in body.splitlines():
        if not line.strip():
            begins = True
        elif begins or _MARKERS.match(line) or line.startswith("|"):
            lines.append(line)
            begins = False
        else:
            lines[-1] += " " + line.strip()
    return lines


def _plain(text: str, figures: Mapping[str, str]) -> str:
    text = re.sub(r"\[\^[^\]]+\]", "", text)
    text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{source=\"[^\"]*\"\})", r"\1", text)
    text = re.sub(r"\{\{\s*([^}]*?)\s*\}\}", lambda match: figures[match[1]], text)
    text = re.sub(r"\{\.unnumbered\}", "", text)
    text = re.sub(r"<(https?://[^>]*)>", r"\1", text)
    return re.sub(r"\*\*|(?<!\w)[*_]|[*_](?!\w)", "", text)


def gaps(blocks: list[list[str]], printed: list[str]) -> list[str]:
    """The words of `printed` that stand between `blocks`, each of which must stand whole and in order.

    Raises:
        AssertionError: naming the first block that is not there, and what is there instead.
    """
    at = 0
    between: list[str] = []
    for block in blocks:
        size = len(block)
        found = next((n for n in range(at, len(printed) - size + 1) if printed[n : n + size] == block), None)
        assert found is not None, f"not found: {' '.join(block)!r} in {' '.join(printed[at : at + size + 40])!r}"
        between += printed[at:found]
        at = found + size
    return between + printed[at:]
