"""The wall around a pack that has just been made: which files are restricted, which public, and what is no secret."""

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from boardpaper import resources
from boardpaper.build.inputs import paper_inputs
from boardpaper.build.pack_issue import PackFile
from boardpaper.checks.wall import PublicFile, RestrictedFile, scan_wall
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Marker
from boardpaper.model.meeting import AgendaItem, Meeting

# The rooms whose code puts words of its own into papers and packs.
_WRITING_ROOMS = ("model", "compose", "ooxml", "word", "publish", "pack", "build")
_LITERAL = re.compile(r'(?<!")"([^"\n]{3,})"(?!")')
# Where a text takes in words that are not boardpaper's.
_FILLED = re.compile(r"\{[^{}]*\}")


def search_public(meeting: Meeting, public: Sequence[PackFile], *, workers: int = 1) -> tuple[Finding, ...]:
    """What of any restricted paper, or of a restricted item's line on the agenda, is in the public files.

    With two `workers` or more another process opens the files while this one searches what is in them.
    """
    if not meeting.part_2:
        return ()
    restricted = [
        RestrictedFile(path.name, path.read_bytes(), f"item {item.number}")
        for item in meeting.part_2
        for path in _files_of([item])
    ]
    # A title is as telling as a file's name, and searched for as one.
    restricted += [
        RestrictedFile(f"{item.title.replace('/', ' ')}.txt", _line_words(item).encode(), f"item {item.number}")
        for item in meeting.part_2
    ]
    templates = [*resources.template_folder().glob("*.docx"), meeting.template]
    common = [PublicFile(path.name, path.read_bytes()) for path in (*_files_of(meeting.part_1), *templates)]
    common.append(PublicFile("the public agenda.txt", _public_words(meeting).encode()))
    common.append(PublicFile("boardpaper's own words.txt", own_words().encode()))
    allowed = [text for item in meeting.part_2 if item.restricted for text in (item.number, item.restricted.reason)]
    outputs = [PublicFile(file.name, file.content) for file in public]
    if workers > 1:
        with suppress(BrokenExecutor), ProcessPoolExecutor(min(workers - 1, len(outputs))) as processes:
            return scan_wall(restricted, outputs, allowed, common, processes.map)
    return scan_wall(restricted, outputs, allowed, common)


@lru_cache
def own_words() -> str:
    """What boardpaper may print of its own accord in any paper, a line each: the texts in the code that writes them."""
    package = Path(resources.__file__).parent
    files = sorted(path for room in _WRITING_ROOMS for path in (package / room).glob("*.py"))
    found = [words for path in files for words in _LITERAL.findall(path.read_text(encoding="utf-8"))]
    found += [
        words
        for marker in Marker
        for words in (f"{marker.symbol} {marker.meaning}", f"Key: {marker.symbol} {marker.meaning}")
    ]
    lines = (line for words in found for line in _FILLED.split(words))
    return "\n".join(dict.fromkeys(line for line in lines if line.strip()))


def _files_of(items: Iterable[AgendaItem]) -> list[Path]:
    return [path for item in items for file in item.files if file.path.exists() for path in paper_inputs(file.path)]


def _line_words(item: AgendaItem) -> str:
    return "\n".join((item.title, item.presenter, *(appendix.words for appendix in item.appendices)))


def _public_words(meeting: Meeting) -> str:
    """What the public agenda says of the meeting and its open items."""
    lines = [meeting.body, meeting.venue, meeting.chair, *meeting.members, meeting.contact, meeting.next_meeting]
    lines += [_line_words(item) for item in meeting.part_1]
    return "\n".join((*lines, meeting.alternative_formats, meeting.nation.exemptions))
