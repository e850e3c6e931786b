"""What `boardpaper new` refuses: an example that is not there, and a folder that holds something."""

from pathlib import Path

import pytest

from boardpaper.commands.new import make_folder
from boardpaper.errors import InputError, OutputError


def test_an_example_that_is_not_there_is_refused_and_the_others_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as stopped:
        make_folder(tmp_path / "mine", example="newpaper")
    assert (stopped.value.rule, "new-paper" in stopped.value.hint) == ("example-unknown", True)
    assert not (tmp_path / "mine").exists()


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as stopped:
        make_folder(tmp_path)
    assert (stopped.value.rule, stopped.value.where) == ("output-exists", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError) as stopped:
        make_folder(tmp_path / "file" / "mine")
    assert stopped.value.rule == "output-unwritable"
