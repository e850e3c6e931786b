"""What each command loads of boardpaper and of other libraries: no more than it uses, so that it starts at once."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from boardpaper import api
from boardpaper.cli.main import COMMANDS
from boardpaper.running.marks import keep_marks
from tests.support.house import HOUSE, REGISTER, room_of
from tests.support.places import PACKAGE, ROOT
from tests.support.small_meeting import small_meeting
from tests.support.small_paper import write_paper


@dataclass(frozen=True)
class Loads:
    """Rooms of ARCHITECTURE.md, and those of the libraries that have a door there; how they get in does not matter."""

    rooms: frozenset[str] = field(default_factory=frozenset)
    libraries: frozenset[str] = field(default_factory=frozenset)

    def __or__(self, other: "Loads") -> "Loads":
        return Loads(self.rooms | other.rooms, self.libraries | other.libraries)

    def beyond(self, other: "Loads") -> list[str]:
        """What `other` does not have."""
        return [*sorted(self.rooms - other.rooms), *sorted(self.libraries - other.libraries)]


def loads(rooms: str, libraries: str = "") -> Loads:
    return Loads(frozenset(rooms.split()), frozenset(libraries.split()))


ARGUMENTS = loads("cli")
# Any room may say by a rule what is wrong; not each does.
COMMAND = ARGUMENTS | loads("api errors model rules running", "msgspec")
# A command that is a file, not a folder.
SHORT = COMMAND | loads("commands")
PLANS = loads("sources/plans", "pydantic pydantic_core yaml")
# openpyxl loads Pillow, for pictures in workbooks.
WORKBOOK = loads("model/numerals ooxml resources sources/workbook", "openpyxl PIL lxml")
WORD = loads(
    "live model/fields model/numerals ooxml sources/word sources/word/fields sources/word/look sources/word/story",
    "lxml",
)
GATE = loads("checks checks/publication commands/publish")
AUDIT = loads("checks/audit checks/claims checks/prose checks/undone")
PDF = loads(
    "model/pictures pdf publish/pdf publish/pdf/blocks publish/pdf/drawing publish/pdf/lines publish/pdf/pages "
    "publish/pdf/pages/floating publish/pdf/structure publish/pdf/tagged publish/pdf/text resources",
    "PIL reportlab",
)
WRITING = loads("word", "docx docxtpl jinja2")
BUILDING = (
    PLANS
    | WORKBOOK
    | WORD
    | GATE
    | PDF
    | WRITING
    | loads(
        "checks checks/audit checks/claims checks/prose checks/undone commands/build compose sources/narrative "
        "sources/narrative/markdown sources/narrative/snippet temporary",
        "markdown_it mdit_py_plugins",
    )
)

# A command, or a case of one, with what it loads: exactly this, so that what is no longer loaded goes from here too.
TABLE = {
    "--version": ARGUMENTS,
    "--help": ARGUMENTS,
    "new": SHORT | loads("resources"),
    "schema": SHORT | PLANS,
    "schema --meeting": SHORT | PLANS,
    "explain": SHORT,
    "build": COMMAND | BUILDING,
    "check": SHORT | BUILDING | AUDIT,
    "check of a Word paper": SHORT | WORD | GATE | AUDIT,
    "check of a Word paper with inputs": SHORT | PLANS | WORKBOOK | WORD | GATE | AUDIT | loads("compose"),
    "check of a template": SHORT | loads("checks live ooxml", "jinja2 lxml"),
    "refresh": COMMAND
    | PLANS
    | WORKBOOK
    | WORD
    | loads("checks checks/audit checks/claims checks/prose commands/build commands/refresh compose"),
    "publish": COMMAND | WORD | GATE | PDF | loads("checks/claims checks/prose"),
    "pack": COMMAND
    | PLANS
    | WORD
    | GATE
    | PDF
    | WRITING
    | loads("checks checks/leaks checks/leaks/readers commands/pack pack sources/pdf temporary", "pikepdf"),
    "acknowledge": SHORT | PLANS | loads("live ooxml resources temporary", "lxml"),
    "trace": SHORT | WORD | loads("commands/publish"),
    "trace of a PDF": SHORT | loads("live"),
    "diff": SHORT | WORD,
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The arguments of each row of the table, for a small run that succeeds."""
    place = tmp_path_factory.mktemp("loading")
    folder = str(write_paper(place / "in"))
    built = api.build(folder, output=place / "built", provenance=True, cache=False)
    made = {file.kind: str(file.path) for file in built.files}
    (place / "meeting").mkdir()
    meeting = str(small_meeting(place / "meeting"))
    keep_marks(place / "meeting", 9, ["1f2e3d4c5b6a"])
    out = ["--output", str(place / "out")]
    return {
        "--version": ["--version"],
        "--help": ["--help"],
        "new": ["new", str(place / "new")],
        "schema": ["schema"],
        "schema --meeting": ["schema", "--meeting"],
        "explain": ["explain"],
        "build": ["build", folder, *out],
        "check": ["check", folder],
        "check of a Word paper": ["check", made["word"]],
        "check of a Word paper with inputs": ["check", made["word"], "--inputs", folder],
        "check of a template": ["check", str(ROOT / "templates" / "agenda-item.docx")],
        "refresh": ["refresh", made["word"], "--inputs", folder, *out],
        "publish": ["publish", made["word"], *out],
        "pack": ["pack", meeting, *out],
        "acknowledge": ["acknowledge", meeting, "1f2e3d4c5b6a", "--reason", "It was said in public."],
        "trace": ["trace", made["word"]],
        "trace of a PDF": ["trace", made["pdf"]],
        "diff": ["diff", made["word"], made["word"]],
    }


def loaded(arguments: Sequence[str], report: Path) -> Loads:
    """What a fresh process loads for the command."""
    run = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "loaded.py"), str(report), *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(report.read_text(encoding="utf-8"))
    return Loads(rooms_of(told["boardpaper"]), frozenset(told["libraries"]) & frozenset(HOUSE.doors))


def rooms_of(modules: Iterable[str]) -> frozenset[str]:
    """The rooms that the modules stand in; the folder above a room is loaded with it, and is empty."""
    files = (module for module in modules if not (PACKAGE.parent / module.replace(".", "/")).is_dir())
    return frozenset(room_of(module, HOUSE.rooms) for module in files)


@pytest.mark.parametrize("name", TABLE)
def test_a_command_loads_what_it_uses(name: str, runs: dict[str, list[str]], tmp_path: Path) -> None:
    told = loaded(runs[name], tmp_path / "loaded.json")
    assert told.beyond(TABLE[name]) == [], "import it where it is used, or write in the table why it is"
    assert TABLE[name].beyond(told | loads(REGISTER)) == [], "it is loaded no more: take it out of the table"


def test_every_command_is_in_the_table(runs: dict[str, list[str]]) -> None:
    assert {arguments[0] for arguments in runs.values()} == {*COMMANDS, "--help", "--version"}
    assert runs.keys() == TABLE.keys()
