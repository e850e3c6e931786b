"""What a run is asked for: names that no file can have, texts in the place of lists, and counts."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from boardpaper import api
from boardpaper.cli.main import main
from boardpaper.model.asked import LONGEST
from tests.support.small_meeting import small_meeting
from tests.support.small_paper import PAPER, write_paper

# A path that no file can have, to any function that takes one.
ASKED: dict[str, Callable[[Any], object]] = {
    "new": api.new,
    "build": api.build,
    "build output": lambda path: api.build("in", output=path),
    "check": api.check,
    "check inputs": lambda path: api.check("a.docx", inputs=path),
    "refresh": lambda path: api.refresh(path, inputs="in"),
    "refresh inputs": lambda path: api.refresh("a.docx", inputs=path),
    "refresh output": lambda path: api.refresh("a.docx", inputs="in", output=path),
    "refresh as built": lambda path: api.refresh("a.docx", inputs="in", as_built=path),
    "publish": api.publish,
    "publish output": lambda path: api.publish("a.docx", output=path),
    "pack": api.pack,
    "pack output": lambda path: api.pack("in", output=path),
    "trace": api.trace,
    "diff before": lambda path: api.diff(path, "a.docx"),
    "diff after": lambda path: api.diff("a.docx", path),
}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a paper's inputs in `in`, and the paper as it was built in `a.docx`."""
    place = tmp_path_factory.mktemp("asked")
    write_paper(place / "in")
    built = api.build(place / "in", output=place / "built")
    next(file.path for file in built.files if file.kind == "word").rename(place / "a.docx")
    return place


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b", "é" * 128, f"there/{'n' * 256}/x.docx"])
@pytest.mark.parametrize("asked", ASKED)
def test_a_name_that_no_file_can_have(asked: str, name: str, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(paper)
    before = sorted(path.name for path in paper.iterdir())
    with pytest.raises(api.InputError) as caught:
        ASKED[asked](name)
    assert caught.value.rule == "name-impossible"
    assert "\0" not in caught.value.message
    assert sorted(path.name for path in paper.iterdir()) == before


@pytest.mark.parametrize("name", ["", " "])
@pytest.mark.parametrize("asked", ASKED)
def test_no_name_is_no_folder(asked: str, name: str, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(paper)
    before = sorted(path.name for path in paper.iterdir())
    with pytest.raises(api.InputError, match="it is empty") as caught:
        ASKED[asked](name)
    assert caught.value.rule == "name-impossible"
    assert sorted(path.name for path in paper.iterdir()) == before


@pytest.mark.parametrize(
    "command",
    [
        ["new", ""], ["build", "in", ""], ["build", "in", "-o", ""], ["check", ""], ["check", "a.docx", "--inputs", ""],
        ["refresh", "", "-i", "in"], ["refresh", "a.docx", "-i", ""], ["refresh", "a.docx", "-i", "in", "-o", " "],
        ["refresh", "a.docx", "-i", "in", "--as-built", ""], ["publish", ""], ["publish", "a.docx", "--output="],
        ["pack", ""], ["pack", "in", "--output", ""], ["acknowledge", "", "1f2e3d4c5b6a", "--reason", "x"],
        ["trace", ""], ["diff", "", "a.docx"], ["diff", "a.docx", ""],
    ],
)  # fmt: skip
def test_no_name_is_no_folder_on_the_command_line(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(command)
    assert "the name is empty; give one, or “.” for the folder that you are in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("in/paper.yaml", "build in"),
        ("in/kpi.xlsx", "build in"),
        ("in/narrative/purpose.md", "build in"),
        ("a.docx", "check a.docx"),
        ("m/meeting.yaml", "pack m"),
        ("m/2-minutes.docx", "pack m"),
        ("m/papers/1 x.pdf", "pack m/papers"),
    ],
)
def test_a_pipe_is_no_input(place: str, command: str, paper: Path, tmp_path: Path) -> None:
    """Reading it would wait for ever."""
    everything = tmp_path / "all"
    shutil.copytree(paper, everything)
    (everything / "m" / "papers").mkdir(parents=True)
    small_meeting(everything / "m")
    (everything / place).unlink(missing_ok=True)
    os.mkfifo(everything / place)
    program = [sys.executable, "-m", "boardpaper", *command.split()]
    done = subprocess.run(program, cwd=everything, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "it is no file but a pipe or a device" in done.stderr


def test_a_loop_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(api.InputError, match="loop cannot be opened"):
        api.build(tmp_path / "loop")
    with pytest.raises(api.OutputError, match="cannot be written"):
        api.build(write_paper(tmp_path / "in"), output=tmp_path / "loop")


def test_one_paper_without_a_possible_name_stops_no_other(paper: Path) -> None:
    bad, good = api.build_all(["a\0b", paper / "in"], output=paper / "many")
    assert (bad.exit_code, [finding.rule for finding in bad.findings]) == (2, ["name-impossible"])
    assert good.ok


# As long as a name can be: what a command adds to it makes it longer.
@pytest.mark.parametrize(
    ("ending", "arguments"),
    [
        (".docx", ["refresh", "{}", "--inputs", "in"]),
        (".docx", ["refresh", "a.docx", "--inputs", "in", "--output", "{}"]),
        (".docx", ["publish", "{}"]),
        (".pdf", ["publish", "a.docx", "--output", "{}"]),
        (".docx", ["check", "{}"]),
        (".pdf", ["trace", "{}"]),
        (".docx", ["diff", "{}", "a.docx"]),
        ("", ["new", "{}/new"]),
        ("", ["build", "in", "--output", "{}"]),
        (".yaml", ["pack", "{}", "--output", "packs"]),
    ],
)
@pytest.mark.parametrize("longer", [0, 3, 12, 25])
def test_the_longest_names(
    ending: str,
    arguments: list[str],
    longer: int,
    paper: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = "n" * (LONGEST - longer - len(ending)) + ending
    (tmp_path / "in").symlink_to(paper / "in")
    (tmp_path / "a.docx").write_bytes((paper / "a.docx").read_bytes())
    if ending == ".docx" and "--output" not in arguments:
        (tmp_path / name).write_bytes((paper / "a.docx").read_bytes())
    monkeypatch.chdir(tmp_path)
    code = main([each.format(name) for each in arguments])
    told = capsys.readouterr()
    assert code in {0, 1, 2}
    assert code == 0 or re.search(r"^Error .*\[[a-z-]+\]$", told.err, re.MULTILINE), told.err
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_what_is_too_long_is_said(paper: Path, tmp_path: Path) -> None:
    long = tmp_path / f"{'n' * 248}.docx"
    long.write_bytes((paper / "a.docx").read_bytes())
    with pytest.raises(api.OutputError, match=r"-refreshed\.docx is too long a name for a file") as caught:
        api.refresh(long, inputs=paper / "in")
    assert (caught.value.rule, caught.value.hint) == ("output-unwritable", "Give a shorter name after --output.")
    assert api.refresh(long, inputs=paper / "in", output=tmp_path / "short.docx").ok


@pytest.mark.parametrize("name", [r"a\0b.md", "n" * 256 + ".md"])
@pytest.mark.parametrize("key", ["purpose.md", "kpi.xlsx", "agenda-item.docx"])
def test_a_paper_that_names_what_no_file_can_be_called(key: str, name: str, tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "in", paper=PAPER.replace(key, f'"{name}"'))
    with pytest.raises(api.InvalidInputs) as caught:
        api.build(folder)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.where.split(":")[0]) == ("field-value", "paper.yaml")
    assert "cannot be the name of a file" in finding.message


@pytest.mark.parametrize("name", [r"a\0b.docx", "n" * 256 + ".pdf", "n" * 256])
def test_a_meeting_that_names_what_no_file_can_be_called(name: str, tmp_path: Path) -> None:
    path = small_meeting(tmp_path) / "meeting.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2-minutes.docx", f'"{name}"'), encoding="utf-8")
    with pytest.raises(api.InvalidInputs, match="1 finding") as caught:
        api.pack(tmp_path, output=tmp_path / "packs")
    assert "cannot be the name of a file" in caught.value.message


@pytest.mark.parametrize(
    ("option", "ask"),
    [
        ("folders", lambda: api.build_all("in")),
        ("folders", lambda: api.build_all(Path("in"))),  # type: ignore[arg-type]
        ("take_workbook", lambda: api.refresh("a.docx", inputs="in", take_workbook="all")),
        ("keep_author", lambda: api.refresh("a.docx", inputs="in", keep_author="homicide")),
        ("allow", lambda: api.publish("a.docx", allow="comments")),
        ("no_stamp", lambda: api.pack("in", no_stamp="12")),
    ],
)
def test_a_text_is_no_list_of_texts(
    option: str, ask: Callable[[], object], paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(paper)
    with pytest.raises(api.InputError, match=f"{option} takes several") as caught:
        ask()
    assert (caught.value.rule, caught.value.hint[: len(option) + 2]) == ("usage", f"Write {option}"[: len(option) + 2])


@pytest.mark.parametrize(
    ("option", "ask"),
    [
        ("workers", lambda number: api.build_all(["in"], workers=number)),
        ("workers", lambda number: api.pack("in", workers=number)),
        ("supplement", lambda number: api.pack("in", supplement=number)),
    ],
)
@pytest.mark.parametrize("number", [-1, 1000, True, 1.5, "2"])
def test_a_count_is_a_count(option: str, ask: Callable[[Any], object], number: object) -> None:
    with pytest.raises(api.InputError, match=f"{option}: “{number}”") as caught:
        ask(number)
    assert caught.value.rule == "usage"


@pytest.mark.parametrize("option", ["--workers", "--supplement"])
@pytest.mark.parametrize("number", ["0", "-1", "1000", "x", "1.5", "١"])
def test_a_count_is_a_count_on_the_command_line(option: str, number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["pack", "in", f"{option}={number}"])
    assert f"argument {option}: “{number}” is " in capsys.readouterr().err
    with pytest.raises(api.InputError):
        api.build_all(["in"], workers=0)


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder whose name is no UTF-8, as old archives have them."""
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    return folder


def test_a_name_in_old_letters_is_a_name(odd: Path, paper: Path) -> None:
    write_paper(odd / "in")
    (odd / "in" / os.fsdecode(b"caf\xe9.md")).write_text("Kept for later.", encoding="utf-8")
    word = odd / os.fsdecode(b"caf\xe9.docx")
    word.write_bytes((paper / "a.docx").read_bytes())
    results = [
        api.build(odd / "in"),
        api.check(odd / "in"),
        api.check(word),
        api.refresh(word, inputs=odd / "in"),
        api.publish(word, provenance=True),
        api.trace(word.with_suffix(".pdf")),
        api.diff(word, word),
        api.pack(small_meeting(odd)),
    ]
    assert all(result.ok for result in results)


def test_an_agenda_prints_no_letters_that_cannot_be_read(odd: Path, paper: Path) -> None:
    (odd / os.fsdecode(b"5 caf\xe9.docx")).write_bytes((paper / "a.docx").read_bytes())
    with pytest.raises(api.InputError, match="cannot be read") as caught:
        api.pack(odd)
    assert (caught.value.rule, caught.value.hint) == ("name-impossible", "Rename the file.")
