"""What stands in a meeting's public folders: withdrawn where it may no longer be there, shown where it stays."""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from boardpaper.commands.pack.issue import PackFile
from boardpaper.commands.pack.issued import Issued, Memory, closing_item, issues_in
from boardpaper.errors import BlockingFindings
from boardpaper.model.asked import file_content, open_file
from boardpaper.model.finding import Finding
from boardpaper.model.meeting import AgendaItem, Meeting
from boardpaper.rules import meetings as rules
from boardpaper.rules.leaks import WALL_UNREAD
from boardpaper.running.journal import UNFINISHED, settle
from boardpaper.running.output import cannot_write

PUBLIC, RESTRICTED = "public", "restricted"


class _Doomed(Struct, frozen=True):
    """An issue that may no longer stand in the public `folder`, since it holds a paper of `item`."""

    folder: Path
    issued: Issued
    item: AgendaItem


def withdraw(meeting: Meeting, target: Path, memory: Memory, *, force: bool) -> tuple[Finding, ...]:
    """Removes from every public folder the packs and supplements with papers that are restricted now; what it removed.

    What runs that were cut off had begun is finished first, but for those. With `force` files that a person changed
    are removed too.

    Raises:
        BlockingFindings: a person changed a file that may no longer stand.
        OutputError: a file cannot be removed or put in its place.
    """
    folders = dict.fromkeys((Path(os.path.realpath(target / PUBLIC)), *memory))
    doomed = [each for folder in folders if folder.is_dir() for each in _doomed(meeting, folder, memory)]
    paths = {Path(os.path.realpath(each.folder / name)) for each in doomed for name in each.issued.files}
    try:
        for home in dict.fromkeys((target, *(folder.parent for folder in folders))):
            settle(home, stands=lambda path: Path(os.path.realpath(path)) not in paths)
        _sweep(target)
        findings = [finding for each in doomed for finding in _withdraw(each, force=force)]
    except OSError as fault:
        raise cannot_write(target, fault) from fault
    if any(finding.blocks for finding in findings):
        raise BlockingFindings(tuple(findings))
    return tuple(findings)


def _doomed(meeting: Meeting, folder: Path, memory: Memory) -> list[_Doomed]:
    """All issues in `folder` where one of them has a paper that is restricted now: each one's agenda names the items of
    all."""
    issues = [issued for issued in issues_in(folder, memory) if _stands(issued, folder)]
    item = next((item for issued in issues if (item := closing_item(meeting, issued))), None)
    return [_Doomed(folder, issued, item) for issued in issues] if item else []


def _stands(issued: Issued, folder: Path) -> bool:
    """Whether an issue has not been taken away before: a paper alone may be that of another issue by now."""
    return any(os.path.lexists(folder / name) for name in issued.files if "/" not in name)


def _withdraw(doomed: _Doomed, *, force: bool) -> Iterator[Finding]:
    """Removes the files of an issue, its list last: until then the next run knows what is left to do."""
    removed = []
    names = sorted(doomed.issued.files, key=lambda name: (name.endswith(".json"), name))
    for name in names:
        path = doomed.folder / name
        if not os.path.lexists(path):
            continue
        if force or _hash(path) in doomed.issued.files[name]:
            path.unlink()
            removed.append(name)
        else:
            yield rules.PUBLIC_STALE.at(path, name=path.name, number=doomed.item.number)
    if removed:
        yield rules.PUBLIC_WITHDRAWN.at(doomed.folder, number=doomed.item.number, files=", ".join(removed))


def _sweep(target: Path) -> None:
    """Removes from the folders that go to readers what a run left there that was cut off while it wrote."""
    for folder in (target / PUBLIC, target / RESTRICTED):
        for path in folder.rglob(f"{UNFINISHED}*"):
            with suppress(OSError):
                path.unlink()


def left_over(folders: Mapping[Path, Collection[str]], memory: Memory, supplement: int) -> dict[Path, tuple[str, ...]]:
    """Files that an earlier run made and this one does not, with the hashes of what it wrote.

    `folders` are those that this run writes, and the names of the files that it puts there.
    """
    left: dict[Path, tuple[str, ...]] = {}
    for folder, names in folders.items():
        for issued in issues_in(folder, memory):
            if issued.supplement == supplement:
                left |= {folder / name: known for name, known in issued.files.items() if name not in names}
    return {path: known for path, known in left.items() if path.is_file()}


def unchanged(left: Mapping[Path, tuple[str, ...]]) -> list[Path]:
    """Those of the files that nobody changed since they were written."""
    return [path for path, known in left.items() if _hash(path) in known]


def staying(
    folder: Path, names: Collection[str], gone: Collection[Path]
) -> tuple[tuple[PackFile, ...], tuple[Finding, ...]]:
    """The files that stand in the public `folder` when the run is over, but for those that it writes itself.

    One that cannot be read is a finding: nobody knows what it says.
    """
    files: list[PackFile] = []
    findings: list[Finding] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name in names or path in gone:
            continue
        try:
            files.append(PackFile("file", name, file_content(path)))
        except OSError as fault:
            findings.append(WALL_UNREAD.at(name, reason=f"this file in the public folder: {fault.strerror}"))
    return tuple(files), tuple(findings)


def _files(folder: Path) -> Sequence[Path]:
    """Every file in `folder`, in order, also where a link leads to a folder: who copies it may copy what is there."""
    found: list[Path] = []
    seen: set[str] = set()
    for root, folders, names in os.walk(folder, followlinks=True):
        found += (Path(root, name) for name in names)
        # A link may lead back to a folder above.
        seen.add(os.path.realpath(root))
        folders[:] = [name for name in folders if os.path.realpath(Path(root, name)) not in seen]
    return sorted(found)


def _hash(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    try:
        with open_file(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
