"""A meeting's packs: read, checked, papers made, public and restricted packs bound apart, and all files written."""

import hashlib
import os
import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from boardpaper import resources
from boardpaper.checks.leaks.judging import Terms
from boardpaper.checks.meeting import check_meeting
from boardpaper.commands.pack.files import MadePack, make_pack, pack_outputs
from boardpaper.commands.pack.issue import Issue, PackFile
from boardpaper.commands.pack.issued import (
    Issued,
    Memory,
    closing_description,
    home_of,
    is_described,
    issued_papers,
    memory_file,
    remember_closing,
    with_issue,
    write_memory,
)
from boardpaper.commands.pack.leaks import PublicSearch
from boardpaper.commands.pack.listing import figures_of, read_hashes, read_list
from boardpaper.commands.pack.papers import MadePaper, make_papers, paper_key, paper_tasks
from boardpaper.commands.pack.standing import PUBLIC, RESTRICTED, left_over, staying, staying_elsewhere, unchanged
from boardpaper.commands.pack.withdrawal import withdraw_known, withdrawal
from boardpaper.errors import BoardpaperError, InputError, OutputError, stop_at_blocking
from boardpaper.model.finding import Finding
from boardpaper.model.meeting import AgendaItem, Meeting
from boardpaper.model.printed import PaperFigures
from boardpaper.rules import meetings as rules
from boardpaper.rules import plans
from boardpaper.running.inputs import KEPT_FOLDER
from boardpaper.running.kept import Shelf, prune
from boardpaper.running.output import write_outputs
from boardpaper.running.results import MadeFile, Progress, Result, silent
from boardpaper.sources.plans.acknowledged import read_acknowledged
from boardpaper.sources.plans.closed import ClosedItems, nothing_known, read_closed
from boardpaper.sources.plans.meeting import DESCRIPTIONS, FILE_NAME, read_meeting

if TYPE_CHECKING:
    from concurrent.futures import Executor

_PACKS = "packs"
_CACHE = Path(KEPT_FOLDER) / "papers"
_Made = Mapping[tuple[str, str], MadePaper]


def pack_meeting(
    path: Path,
    *,
    output: Path | None = None,
    supplement: int = 0,
    no_stamp: Collection[str] = (),
    workers: int = 1,
    executor: "Executor | None" = None,
    keep_papers: bool = True,
    force: bool = False,
    progress: Progress | None = None,
) -> Result:
    """The packs of the meeting that `path` describes, in folders `public` and `restricted` of `output`.

    `supplement` 1 makes the first pack of late papers, which goes on where the pack in `output` ended. `no_stamp` are
    the numbers of items whose pages stay as they are. Papers are made
    by `executor`, or by `workers` processes; the files are the same whatever their number. With `keep_papers` those
    that have not changed come from the last run (in `.boardpaper`, beside the description).

    Raises:
        InputError: there is no meeting, no such supplement, or no pack for it to go on from.
        InvalidInputs: the description cannot be used; the findings name every fault.
        BlockingFindings: something must be put right first; nothing was written.
        OutputError: a file cannot be written, or a person has edited it and `force` is not given.
    """
    say = progress or silent
    say("Reading the meeting's description")
    described = _described(path, output, force=force)
    target = output or described.folder / _PACKS
    with withdrawal(described, target, force=force) as withdrawn:
        for finding in withdrawn.findings:
            say(finding.message)
        memory = withdrawn.memory
        remember_closing(described)
        _check_place(target, memory)
        meeting = _unstamped(described, no_stamp)
        going = _going_out(meeting, supplement)
        before = _Before(target, supplement) if supplement else None
        shelf = Shelf(meeting.folder / _CACHE) if keep_papers else None
        out = _GoingOut(meeting, going, supplement, before, shelf)
        by = _Workers(workers, executor, say)
        packs, findings = _bound_and_searched(out, target, memory, by)
        findings = (*findings, *_check_later(packs, target, supplement))
        say("Writing the files")
        result = _written(out, packs, target, memory, findings, force=force)
        return Result(result.files, (*withdrawn.findings, *result.findings))


class _Workers(Struct, frozen=True):
    """Who makes the papers, and who is told how far that is."""

    count: int
    executor: "Executor | None"
    say: Progress


def _bound_and_searched(
    out: "_GoingOut", target: Path, memory: Memory, by: _Workers
) -> tuple[list[MadePack], tuple[Finding, ...]]:
    """The packs of what goes out, the public one first, and what was found in the meeting and in the public files.

    Raises:
        BlockingFindings: something must be put right first.
    """
    meeting, say = out.meeting, by.say
    findings = check_meeting(meeting)
    with PublicSearch(meeting, out.items, _terms(meeting), workers=by.count) as search:
        tasks = paper_tasks(meeting, out.items)
        made = make_papers(tasks, shelf=out.shelf, workers=by.count, executor=by.executor, say=say)
        stop_at_blocking((*findings, *(finding for paper in made.values() for finding in paper.findings)))
        search.read(_public_papers(out, made))
        say("Binding the public pack")
        packs = [_public_pack(out, made)]
        names = {file.name for file in packs[0].files}
        gone = unchanged(_left_over(packs, target, memory))
        others, unread = staying(target / PUBLIC, names, gone) if meeting.part_2 else ((), ())
        known, unseen = _elsewhere(meeting, target, memory, packs[0].files)
        search.begin((*packs[0].files, *others, *known))
        if any(item.restricted for item in out.items):
            say("Binding the restricted pack")
            packs.append(_bind(out, made, restricted=True))
        say("Searching the public files for restricted content")
        walled = (*search.findings(), *unread, *unseen)
    stop_at_blocking(walled)
    return packs, (*findings, *walled)


def _elsewhere(
    meeting: Meeting, target: Path, memory: Memory, made: Sequence[PackFile]
) -> tuple[tuple[PackFile, ...], tuple[Finding, ...]]:
    """The files in the public folders that other runs wrote, where anything of the meeting is restricted."""
    own = Path(os.path.realpath(target / PUBLIC))
    others = [folder for folder in memory if folder != own] if meeting.part_2 else []
    return staying_elsewhere(home_of(meeting), others, made)


def _written(
    out: "_GoingOut",
    packs: Sequence[MadePack],
    target: Path,
    memory: Memory,
    findings: tuple[Finding, ...],
    *,
    force: bool,
) -> Result:
    """Writes the packs, and remembers before and after what has gone out, where anything is kept."""
    new = Issued(out.supplement, _hashes(packs[0]), issued_papers(out.meeting, _open(out.items)))
    if out.shelf:
        write_memory(out.meeting, with_issue(memory, target / PUBLIC, new, alone=False))
    result = _write(packs, target, _left_over(packs, target, memory), findings, force=force)
    if out.shelf:
        write_memory(out.meeting, with_issue(memory, target / PUBLIC, new, alone=True))
        if not out.supplement:
            _tidy(out.shelf, out)
    return result


def _described(path: Path, output: Path | None, *, force: bool) -> Meeting:
    """The meeting that is described at `path`. One that cannot be used withdraws all the same what it says is
    restricted."""
    try:
        meeting = read_meeting(path, templates=[resources.template_folder()])
        if not is_described(meeting):
            _refuse_all_open(meeting, output or meeting.folder / _PACKS)
        return meeting
    except BoardpaperError as fault:
        closed = read_closed(path) or _forgotten(path)
        if closed is not None:
            target = output or closed.certain.folder / _PACKS
            fault.also = (*fault.also, *withdraw_known(closed, target, force=force))
        raise


def _refuse_all_open(meeting: Meeting, target: Path) -> None:
    """Stops where all papers of a folder would be open, and a description that closed some of them is gone.

    Raises:
        InputError: it is remembered, or a restricted pack tells of it.
    """
    name, left = closing_description(meeting) or ("", target / RESTRICTED)
    if name or read_list(left / "pack.json"):
        raise InputError(plans.MEETING_GONE.at(meeting.folder, name=name or FILE_NAME, left=left))


def _forgotten(path: Path) -> ClosedItems | None:
    """The meeting whose description is gone, where it is remembered that some of it went out."""
    closed = nothing_known(path if path.suffix.lower() in DESCRIPTIONS else path / FILE_NAME)
    return closed if os.path.exists(memory_file(closed.certain)) else None


def _terms(meeting: Meeting) -> Terms:
    """What a person has said may be public although restricted papers say it, in this meeting."""
    said = {each.mark: each for each in read_acknowledged(meeting.folder)} if meeting.part_2 else {}
    by_name = is_described(meeting) and meeting.name != FILE_NAME
    path = meeting.folder / meeting.name if by_name else meeting.folder
    return Terms(said, str(meeting.date or ""), shlex.quote(str(path)))


class _GoingOut(Struct, frozen=True):
    """What goes out: the items, in which supplement (0: with the agenda), after what, and where papers are kept."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    supplement: int
    before: "_Before | None"
    shelf: Shelf | None


def _tidy(shelf: Shelf, out: _GoingOut) -> None:
    """Removes what is kept of papers that have changed; papers that go out later stay."""
    later = [item for item in out.meeting.items if item not in out.items]
    shelf.used.update(map(paper_key, paper_tasks(out.meeting, later)))
    prune(shelf)


def _check_place(target: Path, memory: Memory) -> None:
    """Refuses a place for packs inside one of a pack's own two folders."""
    real = Path(os.path.realpath(target))
    inside = [folder for folder in (real, *real.parents) if folder in memory or read_list(folder / "pack.json")]
    inside += [real] if real.name.casefold() in (PUBLIC, RESTRICTED) else []
    if inside:
        raise OutputError(rules.OUTPUT_IN_PACK.at(target, folder=target, instead=shlex.quote(str(inside[-1].parent))))


def _unstamped(meeting: Meeting, numbers: Collection[str]) -> Meeting:
    """The meeting with no stamps on the items of these numbers."""
    known = [item.number for item in meeting.items]
    unknown = next((number for number in numbers if number not in known), None)
    if unknown is not None:
        raise InputError(rules.ITEM_UNKNOWN.at(meeting.name, number=unknown, known=", ".join(known)))
    return meeting.without_stamps(numbers)


def _going_out(meeting: Meeting, supplement: int) -> tuple[AgendaItem, ...]:
    """The items whose papers go out now: those open to the public, then the others."""
    going = tuple(item for item in (*meeting.part_1, *meeting.part_2) if item.supplement == supplement)
    if supplement and not going:
        raise InputError(rules.SUPPLEMENT_EMPTY.at(meeting.name, supplement=supplement))
    return going


def _public_pack(out: _GoingOut, made: _Made) -> MadePack:
    """The public pack, made from nothing but what the public may know: no restricted paper reaches its making."""
    public = _open(out.items)
    numbers = {item.number for item in public}
    papers = {key: paper for key, paper in made.items() if key[0] in numbers}
    return _bind(replace(out, meeting=out.meeting.public_view(), items=public), papers, restricted=False)


def _public_papers(out: _GoingOut, made: _Made) -> list[bytes]:
    """The papers that the public gets."""
    numbers = {item.number for item in _open(out.items)}
    return [paper.content for (number, _), paper in made.items() if number in numbers]


def _open(items: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    return tuple(item for item in items if item.restricted is None)


def _bind(out: _GoingOut, made: _Made, *, restricted: bool) -> MadePack:
    """One pack of what goes out, from nothing but what is given here."""
    before = out.before
    issue = Issue(
        out.meeting,
        out.items,
        restricted,
        out.supplement,
        before.last_page + 1 if before else 1,
        before.printed(restricted=restricted) if before else {},
        before.figures(restricted=restricted) if before else (),
        check_meeting(out.meeting),
        out.shelf,
    )
    return make_pack(issue, made)


class _Before:
    """What went out before a supplement, from the lists that were written with it."""

    lists: dict[str, list[Mapping[str, object]]]

    def __init__(self, target: Path, supplement: int) -> None:
        names = ["pack.json", *(f"supplement-{number}.json" for number in range(1, supplement))]
        self.lists = {}
        for folder in (PUBLIC, RESTRICTED):
            found = [read_list(target / folder / name) for name in names]
            self.lists[folder] = [each for each in found if each]
        if len(self.lists[PUBLIC]) < len(names):
            raise InputError(rules.SUPPLEMENT_FIRST.at(target, folder=target, supplement=supplement))

    @property
    def last_page(self) -> int:
        """The last number that any page has, restricted ones included: no two pages of a meeting share one."""
        lasts = [told.get("pages") for lists in self.lists.values() for told in lists]
        return max(int(pages["last"]) for pages in lasts if isinstance(pages, dict))

    def printed(self, *, restricted: bool) -> dict[str, str]:
        """The pages of each item that has gone out, as printed."""
        found: dict[str, str] = {}
        for each in self._lists(restricted=restricted):
            items = each.get("items")
            for entry in items if isinstance(items, list) else []:
                if entry.get("pages"):
                    found[str(entry["number"])] = str(entry["pages"])
        return found

    def figures(self, *, restricted: bool) -> tuple[PaperFigures, ...]:
        """The figures of each paper that has gone out."""
        every = (each for told in self._lists(restricted=restricted) for each in figures_of(told))
        return tuple(dict.fromkeys(every))

    def _lists(self, *, restricted: bool) -> list[Mapping[str, object]]:
        """Every list that the readers may know."""
        return [*self.lists[PUBLIC], *(self.lists[RESTRICTED] if restricted else [])]


def _check_later(packs: Sequence[MadePack], target: Path, supplement: int) -> Iterator[Finding]:
    """A supplement that went out before what it goes on from was made again."""
    later = {}
    for path in (target / PUBLIC).glob("supplement-*.json"):
        told = read_list(path)
        number, pages = told.get("supplement"), told.get("pages")
        if isinstance(number, int) and number > supplement and isinstance(pages, dict):
            later[number] = pages.get("first")
    if not later or all(_is_written(made, target) for made in packs):
        return
    number, first = min(later.items())
    last = max(made.layout.last_number for made in packs)
    moved = f"; it begins at page {first}, and this pack ends at page {last}" if first != last + 1 else ""
    yield rules.SUPPLEMENT_OLDER.at(target, number=number, also=moved)


def _is_written(made: MadePack, target: Path) -> bool:
    """Whether the files of an issue stand in their places already, byte for byte."""
    written = read_hashes(target / made.issue.folder)
    listed = (file for file in made.files if file.name != made.issue.list_name)
    return all(written.get(file.name) == hashlib.sha256(file.content).hexdigest() for file in listed)


def _write(
    packs: Sequence[MadePack],
    target: Path,
    left: Mapping[Path, tuple[str, ...]],
    findings: tuple[Finding, ...],
    *,
    force: bool,
) -> Result:
    """Writes all packs at once, and removes what earlier runs wrote and this one does not."""
    outputs = [output for made in packs for output in pack_outputs(made, target / made.issue.folder)]
    gone = unchanged(left)
    write_outputs(outputs, force=force, home=target, gone=gone)
    kept = (rules.FILE_LEFT_OVER.at(path, name=path.name) for path in left if path not in gone)
    found = (*findings, *(finding for made in packs for finding in made.findings), *kept)
    files = tuple(MadeFile(output.kind, output.path) for output in outputs)
    return Result(files, tuple(dict.fromkeys(found)))


def _left_over(packs: Sequence[MadePack], target: Path, memory: Memory) -> dict[Path, tuple[str, ...]]:
    """Files that an earlier run made and this one does not: the restricted pack of a meeting that has none now, say."""
    made = {folder: {file.name for file in pack.files} for pack in packs if (folder := target / pack.issue.folder)}
    folders = {target / PUBLIC: set(), target / RESTRICTED: set(), **made}
    return left_over(folders, memory, packs[0].issue.supplement)


def _hashes(made: MadePack) -> dict[str, tuple[str, ...]]:
    return {file.name: (hashlib.sha256(file.content).hexdigest(),) for file in made.files}
