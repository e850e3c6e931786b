"""What has gone out to the public: remembered in the meeting's folder, and listed where it stands.

The lists stand beside the packs, where they are edited, deleted and sent away; the memory knows each public folder that
was written for the meeting, and the files that each paper was made from.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec.json
from msgspec import Struct, to_builtins

from boardpaper.commands.pack.listing import read_list
from boardpaper.model.asked import open_file
from boardpaper.model.meeting import AgendaItem, Meeting
from boardpaper.running.inputs import KEPT_FOLDER, inputs_digest
from boardpaper.running.kept import remember

MEMORY = Path(KEPT_FOLDER) / "issued.json"
"""Where it is kept what went out, from the meeting's folder."""
_CLOSING = Path(KEPT_FOLDER) / "closing.json"


class IssuedPaper(Struct, frozen=True):
    """A paper that went out: its item, and the file or folder that it was made from (empty where only a list tells).

    `source` is a path from the meeting's folder, `digest` a hash of its content.
    """

    number: str
    title: str
    source: str = ""
    digest: str = ""


class Issued(Struct, frozen=True):
    """The public files of a pack (0) or supplement, by name, each with the hashes of what boardpaper wrote there."""

    supplement: int
    files: Mapping[str, tuple[str, ...]]
    papers: tuple[IssuedPaper, ...] = ()

    def joined(self, other: "Issued") -> "Issued":
        """Both together: a run that is cut off may leave either."""
        names = dict.fromkeys((*self.files, *other.files))
        files = {name: tuple(dict.fromkeys((*self.files.get(name, ()), *other.files.get(name, ())))) for name in names}
        papers = dict.fromkeys((*self.papers, *other.papers))
        known = {paper.number for paper in papers if paper.source}
        # A list does not say what a paper was made from; where that is remembered, it has nothing to add.
        told = tuple(paper for paper in papers if paper.source or paper.number not in known)
        return Issued(self.supplement, files, told)


# What went out into each public folder, by the folder's real path.
Memory = dict[Path, tuple[Issued, ...]]


def memory_file(meeting: Meeting) -> Path:
    """Where it is kept what went out."""
    return home_of(meeting) / MEMORY


def read_memory(meeting: Meeting) -> Memory | None:
    """What earlier runs remembered, which may be nothing; None where that cannot be read, or is damaged."""
    home = home_of(meeting)
    try:
        told = msgspec.json.decode(memory_file(meeting).read_bytes(), type=dict[str, tuple[Issued, ...]])
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError):
        return None
    return {Path(os.path.normpath(home / folder)): issues for folder, issues in told.items()}


def write_memory(meeting: Meeting, memory: Memory) -> None:
    """Remembers `memory` for later runs. Where it cannot be kept, lists remain."""
    home = home_of(meeting)
    remember(memory_file(meeting), {from_home(home, folder): to_builtins(issues) for folder, issues in memory.items()})


def remember_closing(meeting: Meeting) -> None:
    """Remembers which description closes items, also where nothing else is kept: without it all would be open."""
    path = home_of(meeting) / _CLOSING
    if meeting.part_2:
        if _closing(path) != meeting.name:
            remember(path, {"description": meeting.name})
    elif is_described(meeting):
        with suppress(OSError):
            path.unlink()


def closing_description(meeting: Meeting) -> tuple[str, Path] | None:
    """The name of the description that closed items of the meeting when `pack` last ran, and where that is kept."""
    path = home_of(meeting) / _CLOSING
    name = _closing(path)
    return (name, path) if name else None


def _closing(path: Path) -> str:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str]).get("description", "")
    except (OSError, ValueError):
        return ""


def is_described(meeting: Meeting) -> bool:
    """Whether the meeting has a description, and is not all that lies in its folder."""
    return os.path.isfile(meeting.folder / meeting.name)


def with_issue(memory: Memory, folder: Path, issued: Issued, *, alone: bool) -> Memory:
    """`memory` with one more issue in `folder`, in the place of the same one earlier if it stands `alone`."""
    folder = Path(os.path.realpath(folder))
    known = {each.supplement: each for each in memory.get(folder, ())}
    earlier = known.get(issued.supplement)
    known[issued.supplement] = issued if alone or earlier is None else earlier.joined(issued)
    return {**memory, folder: tuple(known[number] for number in sorted(known))}


def issued_papers(meeting: Meeting, items: Sequence[AgendaItem]) -> tuple[IssuedPaper, ...]:
    """The papers of `items` as they are remembered."""
    home = home_of(meeting)
    return tuple(
        IssuedPaper(item.number, item.title, from_home(home, file.path), _digest(file.path))
        for item in items
        for file in item.files
        if file.path.exists()
    )


def issues_in(folder: Path, memory: Memory) -> tuple[Issued, ...]:
    """All that went out into the public `folder`, as remembered and as its lists say."""
    known = memory
    for issued in _listed(folder):
        known = with_issue(known, folder, issued, alone=False)
    return known.get(Path(os.path.realpath(folder)), ())


def closing_item(meeting: Meeting, issued: Issued) -> AgendaItem | None:
    """The item that is restricted now and had a paper in `issued`; None if there is none."""
    now = [(item, paper) for item in meeting.part_2 for paper in issued_papers(meeting, [item])]
    for item, paper in now:
        if any(_same_source(paper, earlier) for earlier in issued.papers):
            return item
    for item in meeting.part_2:
        if any(_same_item(item, earlier) for earlier in issued.papers):
            return item
    return None


def _same_source(one: IssuedPaper, other: IssuedPaper) -> bool:
    return bool(other.source) and (one.source == other.source or one.digest == other.digest)


def _same_item(item: AgendaItem, earlier: IssuedPaper) -> bool:
    """Whether a paper went out with the item: by its title, which is seldom used twice, or by the number where the
    source is not known."""
    same_title = bool(item.title) and item.title.casefold() == earlier.title.casefold()
    return same_title or (item.number == earlier.number and not earlier.source)


def _listed(folder: Path) -> Iterator[Issued]:
    """What the lists in `folder` say, each with its own file."""
    supplements: list[Path] = []
    # Where the folder is shut nobody sees lists.
    with suppress(OSError):
        supplements += sorted(folder.glob("supplement-*.json"))
    for path in (folder / "pack.json", *supplements):
        told = read_list(path)
        files, items, number = told.get("files"), told.get("items"), told.get("supplement")
        if isinstance(files, dict) and isinstance(number, int):
            named = {str(name): (str(digest),) for name, digest in files.items() if ".." not in Path(name).parts}
            own = hashlib.sha256(path.read_bytes()).hexdigest()
            papers = tuple(_listed_papers(items if isinstance(items, list) else []))
            yield Issued(number, {**named, path.name: (own,)}, papers)


def _listed_papers(items: Sequence[object]) -> Iterator[IssuedPaper]:
    for entry in items:
        if isinstance(entry, dict) and entry.get("papers"):
            yield IssuedPaper(str(entry.get("number")), str(entry.get("title")))


def home_of(meeting: Meeting) -> Path:
    """The real path of the meeting's folder."""
    return Path(os.path.realpath(meeting.folder))


def from_home(home: Path, path: Path) -> str:
    """A real path from the meeting's folder, so that the folder may move; absolute where it is on another drive."""
    real = os.path.realpath(path)
    try:
        return Path(os.path.relpath(real, home)).as_posix()
    except ValueError:
        return Path(real).as_posix()


def _digest(path: Path) -> str:
    """A hash of a source, whatever it is called; of one that cannot be read its path, which is like no hash."""
    if path.is_dir():
        return inputs_digest(path)
    try:
        with open_file(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return str(path)
