"""The import table and the doors of ARCHITECTURE.md, held against every import in the package."""

import ast
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support.house import DESCRIPTION, HOUSE, REGISTER, House, holds, read_house, room_of
from tests.support.places import PACKAGE, ROOT

MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 600
MAX_MODULES = 25


def imports_of(source: str, module: str) -> Iterator[str]:
    """Every module or name that `source` imports, wherever it does so, as a dotted name."""
    package = module if module.endswith("__init__") else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, (start, node.module)))
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("__import__", "importlib.import_module"):
            yield "an import by name"


def faults(source: str, path: str, house: House) -> list[str]:
    """What the imports of the module at `path` (`word/render.py`) break."""
    module = f"boardpaper.{path.removesuffix('.py').replace('/', '.')}"
    room = room_of(module, house.rooms)
    folder = path.rpartition("/")[0] or path.removesuffix(".py")
    if room != folder:
        return [f"{path}: the room {folder} is not in ARCHITECTURE.md"]
    return [
        f"{path}: {fault}" for name in imports_of(source, module) for fault in import_faults(name, room, path, house)
    ]


def import_faults(name: str, room: str, path: str, house: House) -> Iterator[str]:
    top = name.partition(".")[0]
    if top == "boardpaper":
        target = room_of(name, house.rooms)
        allowed = target in (room, REGISTER) or any(holds(each, target) for each in house.rooms[room])
        if not allowed and name != "boardpaper.__version__":
            yield f"{room} may not import {target} ({name})"
    elif top not in sys.stdlib_module_names and not any(fnmatch(path, door) for door in house.doors.get(top, ())):
        yield f"{top} has no door here"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_keeps_to_its_room(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert faults(source, module.relative_to(PACKAGE).as_posix(), HOUSE) == []
    assert ast.get_docstring(ast.parse(source)), "a module opens with its one sentence"
    assert len(source.splitlines()) <= MAX_LINES, "split it by what things are"


def module_name(module: Path) -> str:
    return ".".join(module.relative_to(ROOT).with_suffix("").parts)


def imported_modules() -> dict[str, set[str]]:
    """For each module of the package the other modules that it imports."""
    names = {module_name(module) for module in MODULES}
    return {
        module_name(module): {
            other
            for imported in imports_of(module.read_text(encoding="utf-8"), module_name(module))
            for other in (imported, imported.rpartition(".")[0])
            if other in names and other != module_name(module)
        }
        for module in MODULES
    }


def test_no_module_imports_itself_by_a_detour() -> None:
    assert len(tuple(TopologicalSorter(imported_modules()).static_order())) >= len(MODULES)


def test_no_room_imports_itself_by_a_detour() -> None:
    rooms: dict[str, set[str]] = {}
    for module, others in imported_modules().items():
        room = room_of(module, HOUSE.rooms)
        rooms.setdefault(room, set()).update({room_of(other, HOUSE.rooms) for other in others} - {room})
    assert len(tuple(TopologicalSorter(rooms).static_order())) >= len(rooms)


def test_every_name_in_the_second_column_is_a_room() -> None:
    for room, allowed in HOUSE.rooms.items():
        for name in allowed:
            assert any(holds(name, each) for each in HOUSE.rooms), f"{room} may import {name}, which is no room"


@pytest.mark.parametrize("room", sorted(room for room in HOUSE.rooms if (PACKAGE / room).is_dir()))
def test_a_room_is_no_drawer(room: str) -> None:
    assert len(list((PACKAGE / room).glob("*.py"))) <= MAX_MODULES, "part it by what things are"


def test_rooms_that_are_described_exist() -> None:
    for room in HOUSE.rooms:
        assert (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").is_file(), f"{room} is in the table only"


def test_doors_that_are_described_are_used() -> None:
    used = {
        (name.partition(".")[0], module.relative_to(PACKAGE).as_posix())
        for module in MODULES
        for name in imports_of(module.read_text(encoding="utf-8"), "")
    }
    for library, doors in HOUSE.doors.items():
        for door in doors:
            assert any(top == library and fnmatch(path, door) for top, path in used), f"{door} does not use {library}"


def test_names_of_office_files_have_one_home() -> None:
    namespace, private = re.compile(r"wordprocessingml/2006/main"), re.compile(r"\betree\._")
    holders = {str(module.relative_to(PACKAGE)) for module in MODULES if namespace.search(module.read_text("utf-8"))}
    users = {str(module.relative_to(PACKAGE)) for module in MODULES if private.search(module.read_text("utf-8"))}
    assert (holders, users) == ({"ooxml/names.py"}, {"ooxml/names.py"})


def test_functions_that_the_walk_passes_exist() -> None:
    walk = " ".join(DESCRIPTION.partition("## One figure")[2].partition("## Where")[0].split())
    steps = re.findall(r"`([\w/]+\.py)`, `(\w+)`", walk)
    assert len(steps) >= 9
    for path, function in steps:
        assert f"def {function}(" in (PACKAGE / path).read_text(encoding="utf-8")


RULES = House(
    rooms={
        "model": frozenset(),
        "word": frozenset({"model"}),
        "word/look": frozenset({"model"}),
        "publish": frozenset({"model"}),
        "commands": frozenset({"model", "word"}),
        "rules": frozenset({"model"}),
    },
    doors={"docxtpl": ("word/render.py",)},
)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("model/kpi.py", "import lxml"),
        ("model/kpi.py", "from boardpaper.word.render import render_paper"),
        ("model/kpi.py", "from boardpaper import word"),
        ("word/render.py", "import boardpaper.publish.pdf.render"),
        ("word/render.py", "def late():\n    from boardpaper.publish import pdf"),
        ("word/render.py", "if TYPE_CHECKING:\n    from boardpaper.publish import pdf"),
        ("word/render.py", "from ..publish import pdf"),
        ("word/render.py", "import importlib\nimportlib.import_module('boardpaper.publish')"),
        ("word/styles.py", "from docxtpl import DocxTemplate"),
        ("attic/odd.py", "import json"),
        ("word/attic/odd.py", "import json"),
        ("word/render.py", "from boardpaper.word.look.styles import STYLES"),
        ("word/look/styles.py", "from boardpaper.word.render import render_paper"),
        ("rules/claims.py", "from boardpaper.word.look.styles import STYLES"),
    ],
)
def test_the_checker_sees_a_forbidden_import(path: str, source: str) -> None:
    assert len(faults(source, path, RULES)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("model/kpi.py", "from decimal import Decimal"),
        ("model/kpi.py", "from boardpaper.model import prose"),
        ("word/render.py", "from docxtpl import DocxTemplate\nfrom boardpaper.model.paper import Paper"),
        ("word/render.py", "from .styles import STYLES"),
        ("word/render.py", "from boardpaper import __version__"),
        ("commands/build.py", "from boardpaper.word.look.styles import STYLES"),
        ("word/render.py", "from boardpaper.rules.claims import CLAIM_SHARE"),
    ],
)
def test_the_checker_lets_an_allowed_import_pass(path: str, source: str) -> None:
    assert faults(source, path, RULES) == []


def test_the_checker_reads_the_tables() -> None:
    house = read_house(
        "| room | may import |\n| --- | --- |\n| `model`, `errors` | `model`, `errors` |\n| `word` | `model` |\n\n"
        "| library | only in |\n| --- | --- |\n| `docx`, `lxml` | `ooxml/*`, `word/*` |\n"
    )
    assert house.rooms == {
        "model": frozenset({"model", "errors"}),
        "errors": frozenset({"model", "errors"}),
        "word": frozenset({"model"}),
    }
    assert house.doors == {"docx": ("ooxml/*", "word/*"), "lxml": ("ooxml/*", "word/*")}
