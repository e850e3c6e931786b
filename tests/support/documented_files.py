"""What the documents' commands find in their folder, by the names in their marks: papers, edited papers, meetings.

All is made by the commands themselves, once, and copied from a shelf.
"""

import re
import shutil
from collections.abc import Callable
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

import docx
import openpyxl

from boardpaper.cli.main import main
from boardpaper.running.marks import keep_marks
from tests.support.places import ROOT

_BUILT = "2025-06-item-5-performance-report-2024-25"
_SHIPPED = {
    "inputs/2022-05-performance": "inputs/2022-05-performance",
    "our-board.docx": "templates/agenda-item.docx",
    "templates": "templates",
}
_FOLDER_OF_PAPERS = {
    "2-minutes.docx": "2 Minutes of the last meeting.docx",
    "7-internal-audit.pdf": "7 Internal audit.pdf",
    "10-flood-damage.docx": "10 Flood damage.docx",
}


class Shelf:
    """Prepared files in `folder`, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, target: Path) -> None:
        """Puts what a mark calls `name` into the folder `target`.

        Raises:
            KeyError: nothing has this name.
        """
        said = re.fullmatch(r'(\S+) with "(.*)"', name)
        if said:
            _copy(self.made("paper.docx"), target / said[1])
            _type(target / said[1], said[2])
        elif name in _CHANGES:
            _CHANGES[name](self, target)
        elif name in _SHIPPED:
            _copy(ROOT / _SHIPPED[name], target / name)
        else:
            made = self.made(name)
            _copy(made, target / name)
            beside = made.with_suffix(".provenance.json")
            if beside.exists():
                _copy(beside, target / beside.name)

    def made(self, name: str) -> Path:
        """Where the thing called `name` stands on the shelf, made if it is not there yet."""
        path = self._folder / name
        if not path.exists():
            make = _MADE[name]
            with chdir(self._folder):
                make(self, path)
        return path


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        ignored = shutil.ignore_patterns("out", "packs", ".boardpaper", "~$*")
        shutil.copytree(source, target, ignore=None if "built" in source.name else ignored)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _run(*arguments: str) -> None:
    with redirect_stdout(StringIO()) as printed:
        code = main(arguments)
    assert code == 0, printed.getvalue()


def _type(paper: Path, words: str) -> None:
    """Types a sentence at the end of the paragraph on burglaries, as an author does."""
    document = docx.Document(str(paper))
    next(each for each in document.paragraphs if "residential burglaries in" in each.text).add_run(f" {words}")
    document.save(str(paper))


def _new_figures(_: Shelf, folder: Path) -> None:
    workbook = openpyxl.load_workbook(folder / "my-paper" / "kpi.xlsx")
    for row in workbook["Year on year"].iter_rows():
        if row[0].value == "Residential burglaries":
            row[2].value = 3790
    workbook.save(folder / "my-paper" / "kpi.xlsx")


def _replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _clear(_: Shelf, folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _late(shelf: Shelf, folder: Path) -> None:
    shelf.put("my-meeting", folder)
    late = (
        '  - {number: 4, title: Urgent repairs, paper: papers/repairs.docx, late: {reason: "the survey came late"}}\n'
    )
    meeting = folder / "my-meeting" / "meeting.yaml"
    meeting.write_text(meeting.read_text(encoding="utf-8") + late, encoding="utf-8")
    _copy(ROOT / "examples/meetings/2022-05/papers/10-flood-damage.docx", meeting.parent / "papers" / "repairs.docx")


def _pack(folder: Path) -> None:
    with chdir(folder):
        _run("pack", "my-meeting")


def _papers(folder: Path) -> None:
    for item, name in enumerate(("performance", "satisfaction"), 5):
        _run("new", f"papers/{name}")
        _replace(folder, f"{name}/paper.yaml", "agenda_item: 5", f"agenda_item: {item}")


def _refreshed(shelf: Shelf, path: Path) -> None:
    shelf.put("my-paper", path.parent / "newer")
    _new_figures(shelf, path.parent / "newer")
    shelf.put("edited.docx", path.parent / "newer")
    _run("refresh", "newer/edited.docx", "--inputs", "newer/my-paper", "--output", path.name)


def _folder_of_papers(path: Path) -> None:
    for source, name in _FOLDER_OF_PAPERS.items():
        _copy(ROOT / "examples/meetings/2022-05/papers" / source, path / name)


def _published(shelf: Shelf, path: Path) -> None:
    _run("publish", str(shelf.made("my-paper-built") / "out" / f"{_BUILT}.docx"), "--output", path.name, "--provenance")


def _of_built(shelf: Shelf, path: Path) -> None:
    _copy(shelf.made("my-paper-built") / "out" / f"{_BUILT}.docx", path)


def _edited(shelf: Shelf, path: Path) -> None:
    _of_built(shelf, path)
    _type(path, "The wards with most burglaries have a plan of their own.")


def _built(path: Path) -> None:
    _run("new", path.name)
    _run("build", path.name)


_MADE: dict[str, Callable[[Shelf, Path], None]] = {
    "my-paper": lambda _, path: _run("new", path.name),
    "my-paper-built": lambda _, path: _built(path),
    "my-meeting": lambda _, path: _run("new", path.name, "--meeting"),
    "papers": lambda _, path: _papers(path),
    "folder-of-papers": lambda _, path: _folder_of_papers(path),
    "edited.docx": _edited,
    "paper.docx": _of_built,
    "paper.pdf": _published,
    "paper-april.docx": _of_built,
    "paper-may.docx": _refreshed,
}
_MISSPELT = ("my-paper/narrative/performance/neighbourhood-crime.md", "{{burglary.value}}", "{{burglry.value}}")
_MARKS = ("1f2e3d4c5b6a", "0a1b2c3d4e5f", "6a7b8c9d0e1f")
_CHANGES: dict[str, Callable[[Shelf, Path], None]] = {
    "an empty folder": _clear,
    "newer figures in my-paper": _new_figures,
    "a misspelt figure in my-paper": lambda _, folder: _replace(folder, *_MISSPELT),
    "a typed number in my-paper": lambda _, folder: _replace(folder, *_MISSPELT[:2], "3,874"),
    "the name put right in my-paper": lambda _, folder: _replace(folder, _MISSPELT[0], _MISSPELT[2], _MISSPELT[1]),
    "my-meeting with a late paper": _late,
    "marks in my-meeting": lambda _, folder: keep_marks(folder / "my-meeting", 0, _MARKS),
    "its pack": lambda _, folder: _pack(folder),
}
