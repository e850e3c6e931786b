"""What the machine refuses: a full disk, no room for temporary files, folders and files that nobody may open."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from boardpaper import api
from tests.support.bounds import run_bounded
from tests.support.small_meeting import files, small_meeting, write_small
from tests.support.small_paper import write_paper


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper's inputs in `in`, the paper as `a.docx`, a meeting in `m` and one whose packs are made in `done`."""
    place = tmp_path_factory.mktemp("desk")
    write_paper(place / "in")
    built = api.build(place / "in", output=place / "built", cache=False)
    built.path("word").rename(place / "a.docx")
    shutil.rmtree(place / "built")
    (place / "m").mkdir()
    small_meeting(place / "m")
    shutil.copytree(place / "m", place / "done")
    (place / "m" / "acknowledged.yaml").write_text(
        'acknowledged:\n  - mark: "1f2e3d4c5b6a"\n    day: 2022-05-01\n    reason: "x"\n', encoding="utf-8"
    )
    write_small(place / "done", "purpose: noting")
    (place / "done" / "9-custody-healthcare.docx").write_bytes((place / "m" / "10-flood-damage.docx").read_bytes())
    api.pack(place / "done")
    return place


@pytest.fixture
def here(desk: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "here"
    shutil.copytree(desk, folder)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


def shut(*paths: Path) -> None:
    for path in paths:
        path.chmod(0)


WRITING = [
    ("new n", "n cannot be written: File too large"),
    ("build in -o o", "no temporary files can be written"),
    ("refresh a.docx -i in -o o.docx", "files cannot be written to"),
    ("publish a.docx -o o.pdf", "files cannot be written to"),
    ("publish a.docx -o o.pdf --engine libreoffice", "no temporary files can be written"),
    ("pack m", "no temporary files can be written"),
    ("pack done", "no temporary files can be written"),
    ("acknowledge m 1f2e3d4c5b6a --reason x", "no temporary files can be written"),
]


@pytest.mark.parametrize(("command", "said"), WRITING)
def test_nothing_can_be_written_anywhere(command: str, said: str, here: Path) -> None:
    before = files(here)
    done = run_bounded(command.split(), here, largest=0)
    assert done.returncode == (3 if "temporary" in said else 2), done.stderr
    assert said in done.stderr
    assert "Make room on the disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.rstrip().endswith("Nothing was written.")
    assert files(here) == before


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_disk_is_full_when_the_pack_is_written(workers: str, here: Path) -> None:
    done = run_bounded(["pack", "m", "--workers", workers], here, largest=30_000)
    assert (done.returncode, "output-unwritable" in done.stderr) == (2, True), done.stderr
    assert "Make room on the disk, or give a folder on another disk" in done.stderr
    assert not (here / "m" / "packs").exists()


def test_several_papers_are_each_told(here: Path) -> None:
    shutil.copytree(here / "in", here / "two")
    done = run_bounded(["build", "in", "two", "--json"], here, largest=0)
    told = json.loads(done.stdout)
    assert [paper["exit_code"] for paper in told["papers"]] == [3, 3]
    assert {finding["rule"] for finding in told["findings"]} == {"machine-fault"}
    assert "Traceback" not in done.stderr


CALLS = {
    "build": "api.build('in', output='o')",
    "pack": "api.pack('m')",
    "pack with workers": "api.pack('m', workers=2)",
    "check": "api.check('in')",
    "publish": "api.publish('a.docx', output='o.pdf', engine='libreoffice')",
    "acknowledge": "api.acknowledge('m', ['1f2e3d4c5b6a'], reason='x', day=datetime.date(2022, 5, 1))",
}


@pytest.mark.parametrize("name", CALLS)
def test_python_gets_an_error_of_the_hierarchy(name: str, here: Path) -> None:
    code = (
        "import datetime\nfrom boardpaper import api\n"
        f"try:\n    result = {CALLS[name]}\n    error = getattr(result, 'error', None)\n    if error: raise error\n"
        "except api.EnvironmentFault as fault:\n    print(fault.rule, fault.exit_code)\n"
    )
    done = run_bounded([], here, largest=0, code=code)
    assert done.stdout == "machine-fault 3\n", done.stderr


def test_json_is_told_too(here: Path) -> None:
    done = run_bounded(["pack", "m", "--json"], here, largest=0)
    assert [finding["rule"] for finding in json.loads(done.stdout)["findings"]] == ["machine-fault"]


UNREADABLE = [
    ("in", "build in", 2),
    ("in/narrative", "build in", 1),
    ("in/narrative", "check in", 1),
    ("in/kpi.xlsx", "build in", 2),
    ("in/kpi.xlsx", "check in", 2),
    ("in/kpi.xlsx", "refresh a.docx -i in", 2),
    ("in", "refresh a.docx -i in", 2),
    ("in", "check a.docx --inputs in", 2),
    ("a.docx", "check a.docx", 2),
    ("a.docx", "publish a.docx", 2),
    ("a.docx", "trace a.docx", 2),
    ("a.docx", "diff a.docx a.docx", 2),
    ("m", "pack m", 3),
    ("m/meeting.yaml", "pack m", 2),
    ("m/2-minutes.docx", "pack m", 1),
    ("m", "acknowledge m 1f2e3d4c5b6a --reason x", 3),
    ("done/packs", "pack done", 3),
    ("done/packs/public", "pack done", 2),
    ("done/packs/restricted", "pack done", 2),
    ("m", "new m/n", 2),
    ("m", "build in -o m", 2),
]


@pytest.mark.parametrize(("place", "command", "code"), UNREADABLE)
def test_what_nobody_may_open_is_named(place: str, command: str, code: int, here: Path) -> None:
    if place == "done/packs/restricted":
        write_small(here / "done", "restricted: {paragraph: 3, reason: affairs}")
        (here / place).mkdir()
    shut(here / place)
    done = run_bounded(command.split(), here)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Permission denied" in done.stderr
    assert Path(place).name in done.stderr


def test_one_paper_that_cannot_be_read_stops_no_other(here: Path) -> None:
    shutil.copytree(here / "in", here / "two")
    shut(here / "in" / "kpi.xlsx")
    done = run_bounded(["build", "in", "two"], here)
    assert done.returncode == 2
    assert "2 papers: 1 built, 1 failed." in done.stdout


def closed(here: Path) -> None:
    write_small(here / "done", "restricted: {paragraph: 3, reason: affairs}")


def test_a_public_folder_that_cannot_be_opened_is_not_taken_for_a_clean_one(here: Path) -> None:
    inner = here / "done" / "packs" / "public" / "older"
    inner.mkdir()
    shut(inner)
    closed(here)
    done = run_bounded(["pack", "done"], here)
    assert (done.returncode, "older: this folder among the public ones cannot be opened" in done.stderr) == (1, True), (
        done.stderr
    )


def test_papers_that_cannot_be_reached_are_not_said_to_be_withdrawn(here: Path) -> None:
    papers = here / "done" / "packs" / "public" / "papers"
    closed(here)
    shut(papers)
    done = run_bounded(["pack", "done"], here)
    assert done.returncode == 1
    (stuck,) = (line for line in done.stderr.splitlines() if "[public-stale]" in line)
    assert stuck.count("papers/item-") == 2
    (told,) = (line for line in done.stderr.splitlines() if "[public-withdrawn]" in line)
    assert "papers/" not in told
    papers.chmod(0o755)
    done = run_bounded(["pack", "done"], here)
    assert done.returncode == 0
    assert "papers/item-2-purchase-of-the-thornbury-depot.pdf [public-withdrawn]" in done.stderr


@pytest.mark.parametrize("place", [".boardpaper", ".boardpaper/issued.json"])
def test_a_memory_that_cannot_be_opened_is_told(place: str, here: Path) -> None:
    run_bounded(["pack", "done", "-o", "elsewhere"], here)
    shut(here / "done" / place)
    closed(here)
    done = run_bounded(["pack", "done"], here)
    assert (done.returncode, "[memory-unread]" in done.stderr) == (0, True), done.stderr
