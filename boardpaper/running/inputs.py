"""Every file that a paper is made from, one digest of them all, and the files on their way to another machine."""

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from boardpaper import resources
from boardpaper.errors import BoardpaperError
from boardpaper.model.asked import file_content, open_file
from boardpaper.temporary import temporary_folder

# What boardpaper keeps for itself, and what version control does; no paper is made from it.
KEPT_FOLDER = ".boardpaper"
_NO_INPUTS = frozenset({KEPT_FOLDER, ".git", ".hg", ".svn"})
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_LOCKS = ("~$", ".~lock.", ".boardpaper-")
# Where `build` writes if it is told no other place, and what it writes there.
_OUTPUT_FOLDER, _OUTPUTS = "out", (".docx", ".pdf", ".json")


class Carried(Struct, frozen=True):
    """A paper's files by their paths from one folder that holds them all; `path` is the paper's own."""

    path: str
    files: tuple[tuple[str, bytes], ...]


def paper_inputs(path: Path) -> list[Path]:
    """Every file that the paper at `path` is made from: that file, or all in a folder of inputs and all it names.

    Other files in the folder count too, in case a picture is among them, but not what `build` wrote into it.
    """
    if not path.is_dir():
        return [path]
    inside = [file for file in sorted(path.rglob("*")) if _is_input(file.relative_to(path)) and os.path.isfile(file)]
    return list(dict.fromkeys((*inside, *(file for file in _named(path) if os.path.isfile(file)))))


def inputs_digest(path: Path, *, outputs: Collection[Path] = ()) -> str:
    """A hash of the names and contents of all that the paper at `path` is made from, its `outputs` left out."""
    digest = hashlib.sha256()
    for file in paper_inputs(path):
        if file not in outputs:
            digest.update(f"\n{_called(file, path)} ".encode("utf-8", "surrogatepass") + _digest_of(file))
    return digest.hexdigest()


def _digest_of(file: Path) -> bytes:
    """A file's SHA-256; a file that cannot be read has one of its own."""
    try:
        with open_file(file) as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        # Whoever has to read it will say so.
        return b"cannot be read"


def carry(path: Path) -> Carried | None:
    """The paper at `path` as it travels; None where it cannot: a file of it cannot be read, or is named by an absolute
    path."""
    try:
        return _carry(path)
    except OSError:
        return None


def _carry(path: Path) -> Carried | None:
    """A paper with all files it is made from, by their places to each other; None where they cannot keep these."""
    if not path.is_dir():
        return Carried(path.name, ((path.name, file_content(path)),))
    home = Path(os.path.realpath(path))
    names = {}
    for file in paper_inputs(path):
        if file.parent == resources.template_folder():
            continue
        name = _from_home(file, path)
        if name is None or not _is_same(home / name, file):
            return None
        names[name] = file
    above = max((name.parts.count("..") for name in names), default=0)
    if above >= len(home.parts):
        return None
    root = home.parents[above - 1] if above else home
    own = home.relative_to(root)
    files = tuple((_joined(own, name), file_content(file)) for name, file in names.items())
    return Carried(own.as_posix(), files)


@contextmanager
def unpacked(carried: Carried) -> Iterator[Path]:
    """The paper where its files have been laid out, in a folder that is gone afterwards."""
    with temporary_folder() as root:
        (root / carried.path).parent.mkdir(parents=True, exist_ok=True)
        for place, content in carried.files:
            (root / place).parent.mkdir(parents=True, exist_ok=True)
            (root / place).write_bytes(content)
        yield root / carried.path


def _is_input(relative: Path) -> bool:
    """Whether a file of a paper's folder may have a say in the paper: no output, lock or litter."""
    if not _NO_INPUTS.isdisjoint(relative.parts) or relative.name in _LITTER:
        return False
    if any(part.startswith(_LOCKS) for part in relative.parts):
        return False
    return relative.parts[0] != _OUTPUT_FOLDER or relative.suffix.lower() not in _OUTPUTS


def _named(folder: Path) -> Iterator[Path]:
    """Files that paper.yaml names; they may stand elsewhere."""
    # pydantic takes long to import, and papers that are Word files or PDFs do without.
    from boardpaper.sources.plans.paper import read_paper_file

    with suppress(BoardpaperError):
        plan = read_paper_file(folder, templates=[resources.template_folder()])
        yield plan.template
        yield from (workbook.path for workbook in plan.workbooks)
        for part in plan.parts:
            yield from (section.path for section in (*part.sections, part.next_steps) if section)
        yield from (appendix.narrative.path for appendix in plan.appendices if appendix.narrative)


def _called(file: Path, paper: Path) -> str:
    """A file's name in the digest, which does not depend on where the paper's folder stands."""
    if file == paper:
        return file.name
    if file.parent == resources.template_folder():
        return f"templates/{file.name}"
    with suppress(ValueError):
        return Path(os.path.relpath(file, paper)).as_posix()
    return file.as_posix()


def _from_home(file: Path, folder: Path) -> Path | None:
    """A file's path from its paper's folder, or None where it was named without one."""
    if folder not in file.parents:
        return None
    return Path(os.path.normpath(file.relative_to(folder)))


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False


def _joined(own: Path, name: Path) -> str:
    """The path `name` from the folder `own`, without steps back."""
    return Path(os.path.normpath(own / name)).as_posix()
