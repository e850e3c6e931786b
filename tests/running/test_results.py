"""What a run made, how its progress is told, what files are called, and what is believed of an earlier run."""

import hashlib
from pathlib import Path

import pytest

from boardpaper.errors import InputError
from boardpaper.model.finding import Finding, Severity
from boardpaper.rules import running as rules
from boardpaper.running.kept import Kept, Shelf, keep, prune, recall
from boardpaper.running.machinery import Machinery
from boardpaper.running.output import slug
from boardpaper.running.results import BuildResult, MadeFile, Result, Step

ERROR, WARNING = Finding("a", "b"), Finding("c", "d", severity=Severity.WARNING)


def test_a_result_is_fit_unless_something_blocks() -> None:
    assert [Result((), found).ok for found in ((), (WARNING,), (WARNING, ERROR))] == [True, True, False]


def test_the_first_file_of_a_kind() -> None:
    files = (MadeFile("draft", Path("a")), MadeFile("word", Path("b")), MadeFile("word", Path("c")))
    assert Result(files).path("word") == Path("b")
    with pytest.raises(KeyError, match="pdf"):
        Result(files).path("pdf")


def test_a_paper_ends_as_it_would_alone() -> None:
    stopped = InputError(rules.NOT_A_COUNT.at("--workers", option="--workers", fault="0"))
    results = [
        BuildResult(folder=Path()),
        BuildResult((), (WARNING,), folder=Path()),
        BuildResult((), (ERROR,), folder=Path()),
        BuildResult((), (), folder=Path(), error=stopped),
    ]
    assert [result.exit_code for result in results] == [0, 0, 1, stopped.exit_code]
    assert stopped.exit_code > 1


def test_a_step_is_words_that_can_be_counted() -> None:
    step = Step("Building", 3, 20, "item 5")
    assert (step, step.stage, step.done, step.total, step.name) == (
        "Building: 3 of 20 (item 5)", "Building", 3, 20, "item 5"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "longest", "found"),
    [
        ("Performance report", 40, "performance-report"),
        ("  A: café & 2 (b)  ", 40, "a-caf-2-b"),
        ("", 40, "untitled"),
        ("第", 40, "untitled"),
        ("one two", 7, "one-two"),
        ("one two", 6, "one"),
        ("abcdef", 4, "abcd"),
        ("abcdef gh", 4, "abcd"),
        ("x" * 41, 40, "x" * 40),
    ],
)
def test_words_as_part_of_a_name(words: str, longest: int, found: str) -> None:
    assert slug(words, longest) == found


def test_forty_letters_are_the_longest() -> None:
    assert slug("x" * 41) == "x" * 40


def test_what_is_kept_is_had_again_whole(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "deep" / "shelf")
    kept = Kept(b"bytes\nand more\n", {"told": [1, "é"]})
    assert recall(shelf, "key") is None
    keep(shelf, "key", kept)
    assert recall(shelf, "key") == kept
    assert [path.name for path in shelf.folder.iterdir()] == ["key.kept"]
    whole = (shelf.folder / "key.kept").read_bytes()
    mark, digest, rest = whole.split(b"\n", 2)
    assert (mark, digest) == (b"boardpaper kept 1", hashlib.sha256(rest).hexdigest().encode())


def test_what_is_not_asked_for_goes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for key in ("one", "two"):
        keep(shelf, key, Kept(b""))
    (tmp_path / ".half-x").write_bytes(b"")
    (tmp_path / "other.txt").write_bytes(b"")
    assert recall(shelf, "one") == Kept(b"")
    prune(shelf)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.kept", "other.txt"]
    prune(Shelf(tmp_path / "none"))


def test_a_difference_of_machinery() -> None:
    here = Machinery((("boardpaper", "0.2"), ("lxml", "5")), "a")
    assert here.difference(here) == ""
    assert here.difference(Machinery((("boardpaper", "0.1"),), "b")) == (
        "boardpaper 0.2 instead of 0.1, lxml 5 instead of none"
    )
    assert here.difference(Machinery(here.versions, "b")) == (
        "boardpaper of the same version with other code, fonts or templates"
    )
