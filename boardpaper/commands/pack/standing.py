"""What stands in a meeting's public folders when a run is over: what it leaves there, and what others put there."""

import hashlib
import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from boardpaper.commands.pack.issue import PackFile
from boardpaper.commands.pack.issued import Memory, issues_in
from boardpaper.model.asked import file_content, open_file
from boardpaper.model.finding import Finding
from boardpaper.rules.leaks import WALL_UNREAD

PUBLIC, RESTRICTED = "public", "restricted"


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
    return [path for path, known in left.items() if file_hash(path) in known]


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


def file_hash(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    try:
        with open_file(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
