"""A command that was given another kind of file than it wants, or an option that it lacks, says what it wants."""

import re
from pathlib import Path

import pytest

from boardpaper import api
from boardpaper.cli.main import COMMANDS, build_parser, main
from tests.support.small_meeting import small_meeting
from tests.support.small_paper import write_paper

FOLDER = "what is wanted is a paper's folder, which holds a paper.yaml"
NEITHER = "neither a paper's folder with a paper.yaml, nor a paper or a template in Word"
PLACES = "the paper in Word and the folder of its inputs stand in each other's place"
BUILD = "It is read with the folder of its paper: “boardpaper build FOLDER”."
PACK = "It is for “boardpaper pack”."
MEETING = "is neither a meeting.yaml nor a folder with the papers of a meeting"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a paper's inputs in `in`, the paper as Word file and PDF, and a meeting in `m`."""
    place = tmp_path_factory.mktemp("wanted")
    for made in api.build(write_paper(place / "in"), output=place / "built").files:
        made.path.rename(place / f"paper{made.path.suffix}")
    (place / "m").mkdir()
    small_meeting(place / "m")
    return place


@pytest.mark.parametrize(
    ("arguments", "said", "hint", "rule"),
    [
        ("check paper.pdf", NEITHER, "the one that it was made from", "usage"),
        ("check in/kpi.xlsx", NEITHER, "Give the folder, or the Word file", "usage"),
        ("check in/paper.yaml", NEITHER, "Give the folder", "usage"),
        ("check paper.docx --inputs paper.pdf", FOLDER, "Give the folder that holds paper.yaml.", "usage"),
        ("build paper.docx", FOLDER, "“boardpaper refresh”", "usage"),
        ("build paper.pdf", FOLDER, "Give the folder that holds paper.yaml.", "usage"),
        ("build in/paper.yaml", FOLDER, "Give the folder that holds paper.yaml.", "usage"),
        ("refresh paper.docx --inputs in/kpi.xlsx", FOLDER, "Give the folder that holds paper.yaml.", "usage"),
        ("refresh in --inputs in", "in is a folder", "“boardpaper build”", "file-unreadable"),
        ("refresh in --inputs paper.docx", PLACES, "Write: paper.docx --inputs in", "usage"),
        ("check in --inputs paper.docx", PLACES, "Write: paper.docx --inputs in", "usage"),
        ("refresh in/kpi.xlsx --inputs in", "kpi.xlsx is a workbook; what is wanted is a Word file", BUILD, "usage"),
        ("refresh paper.docx --inputs m", "there is no paper.yaml in m", "“boardpaper pack”", "file-missing"),
        ("build m", "there is no paper.yaml in m", "“boardpaper pack”", "file-missing"),
        ("check m", "there is no paper.yaml in m", "“boardpaper pack”", "file-missing"),
        ("build gone", "gone does not exist", "Check the name and the folder.", "file-missing"),
        ("build m/meeting.yaml", FOLDER, "Give the folder that holds paper.yaml.", "usage"),
        ("check m/meeting.yaml", NEITHER, "Give the folder", "usage"),
        ("publish m/meeting.yaml", "is the description of a meeting; what is wanted is a Word", PACK, "usage"),
        ("publish in/paper.yaml", "is a description; what is wanted is a Word file", "“boardpaper build”", "usage"),
        ("publish in/kpi.xlsx", "is a workbook; what is wanted is a Word file", BUILD, "usage"),
        ("publish in/narrative/purpose.md", "is narrative; what is wanted is a Word file", BUILD, "usage"),
        ("publish m", "m is a folder", "that of a meeting for “boardpaper pack”", "file-unreadable"),
        ("pack in", "holds neither a meeting.yaml", "This is the folder of a paper, which is for", "meeting-missing"),
        ("pack gone", "gone does not exist", "boardpaper new FOLDER --meeting", "file-missing"),
        ("pack gone.yaml", "there is no gone.yaml in .", "boardpaper new FOLDER --meeting", "file-missing"),
        ("publish paper.docx -o in/paper.yaml", "paper.yaml is a file", "ends in .pdf", "output-unwritable"),
        ("publish paper.docx -o new.yaml", "would be a folder", "ends in .pdf", "output-unwritable"),
        ("refresh paper.docx --inputs in -o in/kpi.xlsx", "kpi.xlsx is a file", "ends in .docx", "output-unwritable"),
        ("build in -o in/kpi.xlsx", "kpi.xlsx is a file", "Give a folder after --output.", "output-unwritable"),
        ("pack in/kpi.xlsx", MEETING, "give that folder", "meeting-missing"),
        ("trace 5 paper.docx", "the file goes first", "Write: paper.docx 5", "usage"),
        ("trace in/kpi.xlsx", "is a workbook; what is wanted is a Word file", BUILD, "usage"),
        ("trace in", "in is a folder", "Name the file itself", "file-unreadable"),
        (
            "acknowledge paper.docx 1f2e3d4c5b6a --reason x",
            "there is no meeting.yaml here",
            "Give the folder",
            "mark-unknown",
        ),
        ("acknowledge in 1f2e3d4c5b6a --reason x", "there is no meeting.yaml here", "Give the folder", "mark-unknown"),
        ("acknowledge 1f2e3d4c5b6a m --reason x", "there is no meeting.yaml here", "Give the folder", "mark-unknown"),
        ("diff m/meeting.yaml paper.docx", "is the description of a meeting", PACK, "usage"),
        ("pack paper.docx", MEETING, "give that folder", "meeting-missing"),
        ("pack paper.pdf", MEETING, "give that folder", "meeting-missing"),
        ("pack in/paper.yaml", MEETING, "“boardpaper new --meeting FOLDER”", "meeting-missing"),
        ("publish in", "in is a folder", "Name the file itself", "file-unreadable"),
        (
            "publish paper.pdf",
            "paper.pdf is a PDF",
            "Name the Word or Excel file that it was made from.",
            "file-not-office",
        ),
        ("diff paper.docx paper.pdf", "paper.pdf is a PDF", "Name the Word or Excel file", "file-not-office"),
    ],
)
def test_what_the_command_wants(
    arguments: str,
    said: str,
    hint: str,
    rule: str,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(desk)
    before = sorted(desk.rglob("*"))
    assert main(arguments.split()) == 2
    told = capsys.readouterr().err
    assert said in told
    assert hint in told
    assert f"[{rule}]" in told
    assert sorted(desk.rglob("*")) == before


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_told_with_the_usage_of_its_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    needed = {"refresh": ["a.docx", "--inputs", "in"], "diff": ["a.docx", "b.docx"], "schema": []}
    needed["acknowledge"] = ["in", "1f2e3d4c5b6a", "--reason", "It was said."]
    with pytest.raises(SystemExit, match="2"):
        main([name, *needed.get(name, ["a"]), "--nonsense"])
    told = capsys.readouterr().err
    assert told.startswith(f"usage: boardpaper {name} [-h]")
    assert told.endswith(f"boardpaper {name}: error: unrecognized arguments: --nonsense\n")


def test_what_stands_for_a_value_is_written_in_capitals() -> None:
    commands = next(action for action in build_parser()._actions if action.dest == "name").choices
    assert isinstance(commands, dict)
    for command in commands.values():
        for action in command._actions:
            shown = command._get_formatter()._format_args(action, action.dest.upper())
            assert re.fullmatch(r"([A-Z=]+|[\[\]. ])*", shown), (command.prog, shown)
            assert action.nargs == 0 or action.metavar, (command.prog, action.dest)
