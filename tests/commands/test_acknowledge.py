"""What may be public is written beside the meeting's description, and nothing that stood there is lost."""

import datetime
from pathlib import Path

import pytest

from boardpaper import api
from boardpaper.cli.main import main
from boardpaper.running.marks import keep_marks
from boardpaper.sources.plans.acknowledged import read_acknowledged

DAY = datetime.date(2022, 5, 16)
MARKS = ("1f2e3d4c5b6a", "000000000000")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "meeting.yaml").write_text("body: Board\n", encoding="utf-8")
    keep_marks(tmp_path, 0, MARKS)
    return tmp_path


def marks(folder: Path) -> list[tuple[str, str, str]]:
    return [(each.mark, str(each.day), each.reason) for each in read_acknowledged(folder)]


def test_a_mark_is_written_with_its_day_and_reason(folder: Path) -> None:
    result = api.acknowledge(folder, MARKS, reason=' The "notice":\n says so. ', day=DAY)
    path = folder / "acknowledged.yaml"
    assert [(file.kind, file.path) for file in result.files] == [("file", path)]
    assert marks(folder) == [(mark, "2022-05-16", 'The "notice": says so.') for mark in MARKS]
    assert path.read_text(encoding="utf-8").startswith("# What restricted papers say")


def test_what_stands_in_the_file_stays(folder: Path) -> None:
    api.acknowledge(folder / "meeting.yaml", [MARKS[0]], reason="One.", day=DAY)
    path = folder / "acknowledged.yaml"
    before = f"{path.read_text(encoding='utf-8')}\n# asked the chair\n"
    path.write_text(before, encoding="utf-8")
    api.acknowledge(folder, list(MARKS), reason="Two.", day=DAY)
    assert path.read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    assert marks(folder) == [(MARKS[0], "2022-05-16", "One."), (MARKS[1], "2022-05-16", "Two.")]
    after = path.read_bytes()
    result = api.acknowledge(folder, MARKS, reason="Two.", day=DAY)
    assert path.read_bytes() == after
    # A reason that is not taken is not passed over in silence.
    (finding,) = result.findings
    assert (finding.rule, finding.blocks, finding.where) == ("mark-known", False, "acknowledged.yaml")
    assert finding.message == f"“{MARKS[0]}” was acknowledged on 16 May 2022 already, and that reason stays: One."


def test_the_day_is_today_where_none_is_given(folder: Path) -> None:
    before = datetime.date.today()
    assert main(["acknowledge", str(folder), MARKS[0], "--reason", "One.", "--quiet"]) == 0
    ((_, day, _),) = marks(folder)
    assert str(before) <= day <= str(datetime.date.today())
    assert main(["acknowledge", str(folder), MARKS[1], "--reason", "One.", "--day", "2022-05-16", "--quiet"]) == 0
    assert marks(folder)[1][1] == "2022-05-16"


def test_a_mark_may_be_written_in_capitals(folder: Path) -> None:
    api.acknowledge(folder, [MARKS[0].upper()], reason="One.", day=DAY)
    assert marks(folder) == [(MARKS[0], "2022-05-16", "One.")]


@pytest.mark.parametrize("forget", [False, True])
def test_a_mark_that_belongs_to_no_finding_is_refused_with_what_to_do(forget: bool, folder: Path) -> None:
    if forget:
        (folder / ".boardpaper" / "marks.json").unlink()
    with pytest.raises(api.InputError) as stopped:
        api.acknowledge(folder, [*MARKS[forget:], "aaaaaaaaaaaa"], reason="One.", day=DAY)
    finding = stopped.value.finding
    assert finding.rule == "mark-unknown"
    assert (
        finding.message
        == f"“{MARKS[1] if forget else 'aaaaaaaaaaaa'}” is a mark of nothing that “pack” found when it last ran here"
    )
    assert finding.hint.startswith(f"Run boardpaper pack {folder} again")
    assert not (folder / "acknowledged.yaml").exists()


def test_what_was_acknowledged_elsewhere_is_known(folder: Path) -> None:
    """A fresh checkout has acknowledged.yaml, and not what the last run remembered."""
    api.acknowledge(folder, [MARKS[0]], reason="One.", day=DAY)
    (folder / ".boardpaper" / "marks.json").unlink()
    assert api.acknowledge(folder, [MARKS[0]], reason="One.", day=DAY).findings == ()


@pytest.mark.parametrize(("mark", "reason"), [("1f2e", "One."), (MARKS[0], "  ")])
def test_what_is_no_mark_or_has_no_reason_is_refused(mark: str, reason: str, folder: Path) -> None:
    with pytest.raises(api.InputError) as stopped:
        api.acknowledge(folder, [MARKS[0], mark], reason=reason, day=DAY)
    assert stopped.value.finding.rule == "mark-unknown"
    assert not (folder / "acknowledged.yaml").exists()


@pytest.mark.parametrize(
    "name", ["", "meeting.yaml", "in/nowhere", "in/nothing.yaml", "in/notes.txt", "in/acknowledged.yaml"]
)
def test_there_must_be_a_meeting(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for each in ("meeting.yaml", "notes.txt", "acknowledged.yaml"):
        (tmp_path / "in" / each).write_text("body: Board\n", encoding="utf-8")
    with pytest.raises(api.InputError) as stopped:
        api.acknowledge(tmp_path / name, MARKS, reason="One.", day=DAY)
    assert stopped.value.finding.rule == "mark-unknown"


@pytest.mark.parametrize(
    ("day", "told"),
    [("yesterday", "“yesterday” is not a day such as 2022-05-16"), ("9999-12-31", "“9999-12-31” is still to come")],
)
def test_a_day_that_is_none_or_to_come_is_wrong_usage(
    day: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["acknowledge", str(folder), MARKS[0], "--reason", "One.", "--day", day])
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("acknowledged: []\n", "acknowledged.yaml:1"),
        ("acknowledged:\n  - {mark: 1f2e, day: 2022-05-16, reason: One.}\n", "acknowledged.yaml:2"),
        ("acknowledged:\n  - {mark: 1f2e3d4c5b6a, day: May, reason: One.}\n", "acknowledged.yaml:2"),
        ("acknowledged:\n  - {mark: 1f2e3d4c5b6a, day: 2022-05-16}\n", "acknowledged.yaml:2"),
    ],
)
def test_a_file_that_was_spoiled_is_told_and_left_as_it_is(text: str, where: str, folder: Path) -> None:
    path = folder / "acknowledged.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(api.InvalidInputs) as stopped:
        api.acknowledge(folder, [MARKS[1]], reason="One.", day=DAY)
    assert [finding.where for finding in stopped.value.findings] == [where]
    assert path.read_text(encoding="utf-8") == text


def test_a_file_in_another_form_is_not_added_to(folder: Path) -> None:
    """What is written must be read again: a list in brackets has no room behind it."""
    path = folder / "acknowledged.yaml"
    text = "acknowledged: [{mark: 1f2e3d4c5b6a, day: 2022-05-16, reason: One.}]\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(api.InputError, match="another form"):
        api.acknowledge(folder, [MARKS[1]], reason="Two.", day=DAY)
    assert path.read_text(encoding="utf-8") == text
