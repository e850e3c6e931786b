"""What may no longer be public is withdrawn from every public folder, and told of until somebody has been told.

What is being withdrawn is written down in the meeting's folder before anything is removed, and forgotten when the run
has told of it: a run that is cut off leaves it to the next.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec.json
from msgspec import Struct, to_builtins
from msgspec.structs import replace

from boardpaper.commands.pack.issued import (
    Issued,
    Memory,
    closing_item,
    from_home,
    home_of,
    issues_in,
    memory_file,
    read_memory,
    write_memory,
)
from boardpaper.commands.pack.standing import PUBLIC, RESTRICTED, file_hash, may_be_folder
from boardpaper.errors import BlockingFindings, BoardpaperError
from boardpaper.model.finding import Finding
from boardpaper.model.meeting import AgendaItem, Meeting
from boardpaper.rules import meetings as rules
from boardpaper.running.inputs import KEPT_FOLDER
from boardpaper.running.journal import UNFINISHED, remove_emptied, settle
from boardpaper.running.kept import remember
from boardpaper.running.output import cannot_write
from boardpaper.sources.plans.closed import ClosedItems

_RECORD = Path(KEPT_FOLDER) / "withdrawn.json"


class _Doomed(Struct, frozen=True):
    """An issue that may no longer stand in the public `folder`, since it or another there `holds` a paper of `item`."""

    folder: Path
    issued: Issued
    item: AgendaItem
    holds: bool


class _Note(Struct, frozen=True):
    """An issue that is withdrawn from a public folder, named from the meeting's: `files` are what is to be removed.

    Once that is `done` they are what was removed.
    """

    folder: str
    supplement: int
    number: str
    files: tuple[str, ...]
    done: bool = False


class Withdrawn(Struct, frozen=True):
    """What was removed, and what is remembered of public folders since."""

    findings: tuple[Finding, ...]
    memory: Memory


@contextmanager
def withdrawal(meeting: Meeting, target: Path, *, force: bool) -> Iterator[Withdrawn]:
    """Removes from every public folder the packs and supplements with papers that are restricted now.

    What runs that were cut off had begun is finished first, but for those. With `force` files that a person changed
    are removed too. An error that stops the run inside the `with` block tells what was withdrawn, too.

    Raises:
        BlockingFindings: a person changed a file that may no longer stand.
        OutputError: a file cannot be removed or put in its place.
    """
    told: list[Finding] = []
    try:
        memory = _withdraw(meeting, target, told, force=force)
        yield Withdrawn(tuple(told), memory)
    except BoardpaperError as stopped:
        stopped.also = (*stopped.also, *told)
        _forget(meeting)
        raise
    _forget(meeting)


def withdraw_known(closed: ClosedItems, target: Path, *, force: bool) -> tuple[Finding, ...]:
    """Withdraws what goes with the items that a faulty description certainly closes; what it removed, and what stays
    although nobody knows whether it may."""
    try:
        with withdrawal(closed.certain, target, force=force) as withdrawn:
            return (*withdrawn.findings, *_unknown(closed, target, withdrawn.memory))
    except BoardpaperError as stopped:
        return stopped.findings


def _unknown(closed: ClosedItems, target: Path, memory: Memory) -> Iterator[Finding]:
    """What stands in public folders and may belong to an item that is restricted now."""
    for folder in _public_folders(target, memory):
        issues = _standing(folder, memory)
        files = ", ".join(sorted({name for issued in issues for name in _there(folder, issued)}))
        closing = (closing_item(closed.possible, issued) for issued in issues_in(folder, memory))
        item = next((item for item in closing if item), None) if issues else None
        if item:
            yield rules.PUBLIC_UNKNOWN.at(folder, item=f"item {item.number}", files=files, name=closed.possible.name)
        elif issues and not closed.is_whole:
            yield rules.PUBLIC_UNKNOWN_ALL.at(folder, files=files, name=closed.possible.name)


def _doomed(meeting: Meeting, folder: Path, memory: Memory) -> list[_Doomed]:
    """All issues in `folder` where one of them has a paper that is restricted now: each one's agenda names the items of
    all."""
    closing = [(issued, closing_item(meeting, issued)) for issued in issues_in(folder, memory)]
    # Also one that somebody has taken away counts: the agendas of those that are left name its items.
    first = next((item for _, item in closing if item), None)
    return [_Doomed(folder, issued, first, item is not None) for issued, item in closing] if first else []


def _standing(folder: Path, memory: Memory) -> list[Issued]:
    """The issues in `folder` that have not been taken away."""
    return [issued for issued in issues_in(folder, memory) if _there(folder, issued)]


def _there(folder: Path, issued: Issued) -> tuple[str, ...]:
    """The files of an issue that are still there."""
    return tuple(sorted(name for name in issued.files if not _is_gone(folder / name)))


def _is_gone(path: Path) -> bool:
    """Whether nothing is there, not even a link that leads nowhere; where nobody may look, something may be."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _withdraw(meeting: Meeting, target: Path, told: list[Finding], *, force: bool) -> Memory:
    """Does it, and adds what was removed to `told`, also where it stops half-way."""
    memory = read_memory(meeting)
    if memory is None:
        told.append(rules.MEMORY_UNREAD.at(memory_file(meeting), folder=target / PUBLIC))
        memory = {}
    folders = _public_folders(target, memory)
    doomed = [each for folder in folders for each in _doomed(meeting, folder, memory)]
    paths = {Path(os.path.realpath(each.folder / name)) for each in doomed for name in each.issued.files}
    notes = _noted(meeting, doomed)
    now = {(from_home(home_of(meeting), each.folder), each.issued.supplement) for each in doomed if _is_there(each)}
    known = _known(memory, doomed)
    _keep(meeting, memory, known)
    stale: list[Finding] = []
    unsettled: dict[Path, OSError] = {}
    try:
        unsettled |= _settle([target, *(folder.parent for folder in folders)], paths)
        _sweep(target)
        # The lists of those that hold the item go last: without any memory they alone tell why the others go.
        for each in sorted(doomed, key=lambda each: each.holds):
            stale += _remove(each, force=force)
    finally:
        notes = [done for note in notes if (done := _done(meeting, note)).files]
        _write(meeting, notes)
        # What a run that was cut off may still write is known until that is settled.
        left = _left(known, [each for each in doomed if each.folder.parent not in unsettled])
        _keep(meeting, known, left)
        told += [_finding(meeting, note, now=(note.folder, note.supplement) in now) for note in notes]
    if stale:
        raise BlockingFindings(stale)
    for home, fault in unsettled.items():
        raise cannot_write(Path(fault.filename).parent if isinstance(fault.filename, str) else home, fault) from fault
    return left


def _settle(homes: Iterable[Path], doomed: Collection[Path]) -> dict[Path, OSError]:
    """Finishes what runs that were cut off had begun, but for files that are `doomed`; why it could not, by folder."""
    faults = {}
    for home in dict.fromkeys(homes):
        try:
            settle(home, stands=lambda path: Path(os.path.realpath(path)) not in doomed)
        except OSError as fault:
            faults[Path(os.path.realpath(home))] = fault
    return faults


def _is_there(doomed: _Doomed) -> bool:
    return bool(_there(doomed.folder, doomed.issued))


def _keep(meeting: Meeting, memory: Memory, changed: Memory) -> None:
    if changed != memory:
        write_memory(meeting, changed)


def _known(memory: Memory, doomed: Iterable[_Doomed]) -> Memory:
    """The memory with all that is doomed and with why: it is known until the last file is gone, whatever is first."""
    known = dict(memory)
    for folder, issues in _by_folder(doomed).items():
        papers = tuple(dict.fromkeys(paper for issued in issues for paper in issued.papers))
        known[folder] = tuple(replace(issued, papers=papers) for issued in issues)
    return known


def _left(known: Memory, doomed: Iterable[_Doomed]) -> Memory:
    """The memory when the issues are gone: of each it knows what a person has changed, and is still there."""
    left = dict(known)
    for folder in _by_folder(doomed):
        there = [(issued, _there(folder, issued)) for issued in left[folder]]
        left[folder] = tuple(
            replace(issued, files={name: issued.files[name] for name in names}) for issued, names in there if names
        )
    return left


def _by_folder(doomed: Iterable[_Doomed]) -> dict[Path, list[Issued]]:
    folders: dict[Path, list[Issued]] = {}
    for each in doomed:
        folders.setdefault(each.folder, []).append(each.issued)
    return folders


def _public_folders(target: Path, memory: Memory) -> Sequence[Path]:
    """The public folder of this run and those of earlier ones, as far as they are there."""
    folders = dict.fromkeys((Path(os.path.realpath(target / PUBLIC)), *memory))
    return [folder for folder in folders if may_be_folder(folder)]


def _remove(doomed: _Doomed, *, force: bool) -> Iterator[Finding]:
    """Removes the files of an issue, its list last: until then the next run knows what is left to do.

    One that cannot be removed keeps no other from being.
    """
    stuck: dict[str, OSError] = {}
    for name in sorted(doomed.issued.files, key=lambda name: (name.endswith(".json"), name)):
        path = doomed.folder / name
        try:
            path.lstat()
            if force or file_hash(path) in doomed.issued.files[name]:
                path.unlink()
            else:
                yield rules.PUBLIC_STALE.at(path, name=path.name, number=doomed.item.number)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as fault:
            stuck[name] = fault
    if stuck:
        why = next(iter(stuck.values())).strerror
        files = ", ".join(sorted(stuck))
        yield rules.PUBLIC_STUCK.at(doomed.folder, number=doomed.item.number, files=files, fault=why)
    with suppress(OSError):
        remove_emptied((doomed.folder / name for name in doomed.issued.files), doomed.folder.parent)


def _sweep(target: Path) -> None:
    """Removes from the folders that go to readers what a run left there that was cut off while it wrote."""
    for folder in (target / PUBLIC, target / RESTRICTED):
        for path in folder.rglob(f"{UNFINISHED}*"):
            with suppress(OSError):
                path.unlink()


def _noted(meeting: Meeting, doomed: Iterable[_Doomed]) -> list[_Note]:
    """What nobody has been told of yet, and what is to be removed now; written down before anything is."""
    home = home_of(meeting)
    notes = _read(meeting)
    open_notes = {(note.folder, note.supplement): place for place, note in enumerate(notes) if not note.done}
    for each in doomed:
        folder = from_home(home, each.folder)
        note = _Note(folder, each.issued.supplement, each.item.number, _there(each.folder, each.issued))
        place = open_notes.get((folder, note.supplement))
        if place is None:
            notes.append(note)
        else:
            notes[place] = replace(note, files=tuple(sorted({*notes[place].files, *note.files})))
    _write(meeting, notes)
    return notes


def _done(meeting: Meeting, note: _Note) -> _Note:
    """The note with those of its files alone that have been removed."""
    if note.done:
        return note
    folder = home_of(meeting) / note.folder
    return replace(note, files=tuple(name for name in note.files if _is_gone(folder / name)), done=True)


def _finding(meeting: Meeting, note: _Note, *, now: bool) -> Finding:
    folder = Path(os.path.normpath(home_of(meeting) / note.folder))
    rule = rules.PUBLIC_WITHDRAWN if now else rules.PUBLIC_WITHDRAWN_BEFORE
    return rule.at(folder, number=note.number, files=", ".join(note.files))


def _read(meeting: Meeting) -> list[_Note]:
    """What was written down by a run that has not told of it; nothing where that is missing or damaged."""
    try:
        return msgspec.json.decode((home_of(meeting) / _RECORD).read_bytes(), type=list[_Note])
    except (OSError, ValueError):
        return []


def _write(meeting: Meeting, notes: Sequence[_Note]) -> None:
    if notes:
        remember(home_of(meeting) / _RECORD, [to_builtins(note) for note in notes])
    else:
        _forget(meeting)


def _forget(meeting: Meeting) -> None:
    """Somebody has been told; the folder stays only where something else is kept in it."""
    path = home_of(meeting) / _RECORD
    with suppress(OSError):
        path.unlink()
        path.parent.rmdir()
