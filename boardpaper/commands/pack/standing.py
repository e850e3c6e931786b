"""What stands in a meeting's public folders when a run is over: what it leaves there, and what others put there."""

import hashlib
import os
import stat
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from boardpaper.checks.leaks.readers.files import is_all_words
from boardpaper.commands.pack.issue import PackFile
from boardpaper.commands.pack.issued import MEMORY, Memory, from_home, issues_in
from boardpaper.model.asked import file_content, open_file, shown_name
from boardpaper.model.finding import Finding
from boardpaper.model.messages import listed
from boardpaper.rules.leaks import FILES_UNSEARCHED, FOLDER_UNREAD, WALL_UNREAD

PUBLIC, RESTRICTED = "public", "restricted"
_MOST_NAMED = 20


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

    One that cannot be read is a finding: nobody knows what it says. So are those that can be searched in part alone.
    """
    files: list[PackFile] = []
    findings: list[Finding] = []
    unsearched: list[str] = []
    closed: list[OSError] = []
    for path in _files(folder, closed):
        name = path.relative_to(folder).as_posix()
        if name in names or path in gone:
            continue
        try:
            content = file_content(path)
            files.append(PackFile("file", name, content))
            unsearched += [] if is_all_words(content) else [name]
        except OSError as fault:
            findings.append(WALL_UNREAD.at(name, reason=f"this file in the public folder: {fault.strerror}"))
    for each in closed:
        if not isinstance(each, FileNotFoundError):
            name = os.path.relpath(each.filename, folder)
            findings.append(FOLDER_UNREAD.at(name, fault=each.strerror, memory=MEMORY.as_posix()))
    if unsearched:
        findings.append(FILES_UNSEARCHED.at(folder, files=listed(map(shown_name, unsearched), _MOST_NAMED)))
    return tuple(files), tuple(findings)


def staying_elsewhere(
    home: Path, folders: Collection[Path], made: Sequence[PackFile]
) -> tuple[tuple[PackFile, ...], tuple[Finding, ...]]:
    """The files that stand in the other public `folders` of a meeting, called by their ways from its folder `home`.

    What is `made` by the run itself, and stands there too, is no other file; of several that are the same, one tells.
    """
    places: dict[tuple[str, bytes], list[str]] = {}
    findings: list[Finding] = []
    for folder in filter(may_be_folder, folders):
        files, unread = staying(folder, (), ())
        way = from_home(home, folder)
        findings += (
            finding
            if finding.where == str(folder)
            else replace(finding, where=os.path.normpath(f"{way}/{finding.where}"))
            for finding in unread
        )
        for file in files:
            places.setdefault((file.name, file.content), []).append(f"{way}/{file.name}")
    others = {key: names for key, names in places.items() if key not in {(file.name, file.content) for file in made}}
    return tuple(PackFile("file", ", ".join(names), key[1]) for key, names in others.items()), tuple(findings)


def may_be_folder(folder: Path) -> bool:
    """Whether a folder is there, or may be: nobody may look."""
    try:
        return stat.S_ISDIR(folder.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _files(folder: Path, closed: list[OSError]) -> Sequence[Path]:
    """Every file in `folder`, in order, also where a link leads to a folder: who copies it may copy what is there.

    Why a folder in it cannot be opened goes to `closed`.
    """
    found: list[Path] = []
    seen: set[str] = set()
    for root, folders, names in os.walk(folder, onerror=closed.append, followlinks=True):
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
