"""The wall around a pack that has just been made: which files are restricted, which public, and what is no secret."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path

from boardpaper import resources
from boardpaper.checks.leaks.judging import Terms
from boardpaper.checks.leaks.search import (
    PublicFile,
    RestrictedFile,
    SaidLine,
    Searched,
    Wall,
    judge_shared,
    let_out,
    raise_wall,
)
from boardpaper.commands.pack.issue import AGENDA, PackFile, called
from boardpaper.commands.pack.searching import Searchers, search_files
from boardpaper.model.asked import file_content
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Marker
from boardpaper.model.meeting import AgendaItem, Meeting, PaperFile, day_words
from boardpaper.rules import leaks as rules
from boardpaper.running.inputs import paper_inputs
from boardpaper.running.marks import keep_marks, read_marks
from boardpaper.sources.plans.acknowledged import FILE_NAME

# The rooms whose code puts words of its own into papers and packs.
_WRITING_ROOMS = ("model", "compose", "ooxml", "live", "word", "pdf", "publish", "pack", "commands", "running")
_LITERAL = re.compile(r'(?<!")"([^"\n]{3,})"(?!")')
# Where a text takes in words that are not boardpaper's.
_FILLED = re.compile(r"\{[^{}]*\}")


# Files that hold a paper's words.
_PROSE = frozenset({".docx", ".pdf", ".md"})

# A process that is killed, or has no memory left, says so in one of these ways.
_DIED = (BrokenExecutor, MemoryError)


class PublicSearch:
    """The search of a meeting's public files for all that is restricted.

    Papers of the items `going` out are held against restricted ones, but for what `terms` acknowledge.

    With two `workers` or more other processes do it: what to look for is read while papers are made, these are read
    while the public pack is bound, and the files are searched while the restricted pack is. Used in a `with` statement,
    which ends them.
    """

    def __init__(
        self, meeting: Meeting, going: Sequence[AgendaItem], terms: Terms | None = None, *, workers: int = 1
    ) -> None:
        self._meeting, self._going = meeting, frozenset(item.number for item in going)
        self._supplement = max((item.supplement for item in going), default=0)
        self._terms = terms or Terms()
        self._searchers = (
            Searchers(workers, partial(_wall_around, meeting, self._going)) if workers > 1 and meeting.part_2 else None
        )
        self._public: tuple[PublicFile, ...] = ()

    def __enter__(self) -> "PublicSearch":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._searchers:
            self._searchers.leave(at_once=kind is not None)

    def read(self, papers: Iterable[bytes]) -> None:
        """Says which papers go to the public, as soon as they are made."""
        if self._searchers:
            with suppress(*_DIED):
                self._searchers.read(papers)

    def begin(self, public: Sequence[PackFile]) -> None:
        """Says which files go to the public."""
        self._public = tuple(PublicFile(file.name, file.content, file.item, file.called) for file in public)
        if self._searchers:
            with suppress(*_DIED):
                self._searchers.begin(self._public)

    def findings(self) -> tuple[Finding, ...]:
        """What of any restricted paper, or of a restricted item's line on the agenda, is in the public files."""
        if not self._meeting.part_2:
            return ()
        wall, searched = self._searched()
        judged = judge_shared(wall, self._public, searched, self._terms)
        return (*wall.findings, *let_out(wall, searched), *judged.findings, *self._unneeded(judged.marks))

    def _unneeded(self, marks: Collection[str]) -> Iterator[Finding]:
        """Remembers the `marks` of this run, and tells which of those acknowledged belong to nothing any more.

        What another issue of the meeting shares is known from its last run; where that is not known, nothing is told.
        """
        meeting = self._meeting
        keep_marks(meeting.folder, self._supplement, marks)
        known = read_marks(meeting.folder) | {self._supplement: frozenset(marks)}
        if any(item.supplement not in known for item in meeting.items):
            return
        needed = frozenset[str]().union(*known.values())
        for mark, said in self._terms.acknowledged.items():
            if mark not in needed:
                yield rules.MARK_UNNEEDED.at(FILE_NAME, mark=mark, day=day_words(said.day), reason=said.reason)

    def _searched(self) -> tuple[Wall, list[Searched]]:
        """The wall, and what was found in each file, in the order of the files, whichever process searched which."""
        if self._searchers:
            with suppress(*_DIED):
                return self._searchers.searched(self._public)
        # Without other processes, or where one of them has died.
        wall = _wall_around(self._meeting, self._going)
        return wall, search_files(wall, self._public)


def _wall_around(meeting: Meeting, going: Collection[str]) -> Wall:
    """The wall around the restricted papers of a meeting; `going` are the numbers of the items whose papers go out."""
    restricted = [
        RestrictedFile(path.name, file_content(path), f"item {item.number}", _whole(item, file, path))
        for item in meeting.part_2
        for file in item.files
        for path in _inputs_of(file)
    ]
    # A title is as telling as a file's name, and searched for as one.
    restricted += [
        RestrictedFile(f"{item.title.replace('/', ' ')}.txt", _line_words(item).encode(), f"item {item.number}")
        for item in meeting.part_2
    ]
    common = [
        PublicFile(path.name, file_content(path), item.number, called(item, file.name), item.number not in going)
        for item in meeting.part_1
        for file in item.files
        for path in _inputs_of(file)
    ]
    templates = [*resources.template_folder().glob("*.docx"), meeting.template]
    house = [PublicFile(path.name, file_content(path)) for path in templates]
    house.append(PublicFile("the public agenda.txt", _public_words(meeting).encode(), AGENDA))
    house.append(PublicFile("boardpaper's own words.txt", own_words().encode()))
    allowed = [item.restricted.reason for item in meeting.part_2 if item.restricted]
    allowed += [item.number for item in meeting.items]
    return raise_wall(restricted, allowed, common, house, list(_agenda_lines(meeting)))


def _agenda_lines(meeting: Meeting) -> Iterator[SaidLine]:
    """What a person wrote for each item of the public agenda: it may quote a restricted paper."""
    for item in meeting.items:
        where = f"{item.where or meeting.name}, "
        if item.restricted:
            yield SaidLine(f"{where}why item {item.number} is closed", item.restricted.reason, is_title=False)
        else:
            yield SaidLine(f"{where}item {item.number}", _line_words(item))


def _whole(item: AgendaItem, file: PaperFile, path: Path) -> str:
    """What a file is the whole of, or a part: its paper, where it holds the paper's words."""
    return f"{item.number}, {file.name}" if path.suffix.lower() in _PROSE else ""


@lru_cache
def own_words() -> str:
    """What boardpaper may print of its own accord in any paper, a line each: the texts in the code that writes them."""
    package = Path(resources.__file__).parent
    files = sorted(path for room in _WRITING_ROOMS for path in (package / room).rglob("*.py"))
    found = [words for path in files for words in _LITERAL.findall(path.read_text(encoding="utf-8"))]
    found += [
        words
        for marker in Marker
        for words in (f"{marker.symbol} {marker.meaning}", f"Key: {marker.symbol} {marker.meaning}")
    ]
    lines = (line for words in found for line in _FILLED.split(words))
    return "\n".join(dict.fromkeys(line for line in lines if line.strip()))


def _inputs_of(file: PaperFile) -> list[Path]:
    """The files from which a paper is made, if it is there."""
    return paper_inputs(file.path) if os.path.exists(file.path) else []


def _line_words(item: AgendaItem) -> str:
    """What the agenda says of an item."""
    return "\n".join((item.title, item.presenter, *(appendix.words for appendix in item.appendices)))


def _public_words(meeting: Meeting) -> str:
    """What the public agenda says of the meeting and its open items."""
    sitting = meeting.sitting
    lines = [meeting.body, sitting.venue, sitting.chair, *sitting.members, meeting.contact, sitting.next_meeting]
    lines += [_line_words(item) for item in meeting.part_1]
    return "\n".join((*lines, meeting.alternative_formats, meeting.nation.exemptions))
