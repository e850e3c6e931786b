"""Files that earlier releases made are refreshed, traced, compared, published and packed over, for ever."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from boardpaper.cli.main import main
from tests.support.outside_tools import ReadPdfText
from tests.support.places import DATA, EXAMPLES

RELEASES = DATA / "releases"
EXAMPLE_MEETING = EXAMPLES / "meetings" / "2022-05"
EDITED = ("edited.docx", "edited-and-saved-by-libreoffice.docx")
ADDED = "The author added this sentence in Word."


@pytest.fixture(params=sorted(RELEASES.iterdir()), ids=lambda folder: folder.name)
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of what one release made."""
    return Path(shutil.copytree(request.param, tmp_path / "release"))


def built(release: Path, suffix: str) -> Path:
    (found,) = (release / "built").glob(f"*{suffix}")
    return found


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    """What a command says as JSON."""
    assert main([*arguments, "--json"]) == code
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def later_workbook(release: Path) -> None:
    """A homicide more in the year, in the workbook that the paper was built from."""
    place = release / "inputs" / "kpi.xlsx"
    workbook = load_workbook(place)
    cell = workbook["Year on year"]["H5"]
    assert cell.value == 53
    cell.value = 54
    workbook.save(place)


def test_there_is_a_release_to_test() -> None:
    assert (RELEASES / "0.1.0").is_dir()


@pytest.mark.parametrize("paper", EDITED)
def test_an_edited_paper_is_refreshed(release: Path, capsys: pytest.CaptureFixture[str], paper: str) -> None:
    later_workbook(release)
    refreshed = release / "refreshed.docx"
    place = str(release / paper)
    answer = told(capsys, "refresh", place, "-i", str(release / "inputs"), "-o", str(refreshed))
    changes = {change["figure"]: change for change in answer["changes"]}
    assert changes["homicide.change.a"]["after"] == "a 3.8% increase"
    assert changes["homicide.value"]["outcome"] == "kept"
    compared = told(capsys, "diff", place, str(refreshed))
    assert {figure["tag"]: figure["after"] for figure in compared["figures"]} == {
        name: change["after"] for name, change in changes.items() if change["outcome"] == "changed"
    }
    assert compared["words"] == []


@pytest.mark.parametrize("paper", EDITED)
def test_an_edited_paper_is_traced(release: Path, capsys: pytest.CaptureFixture[str], paper: str) -> None:
    (figure,) = told(capsys, "trace", str(release / paper), "homicide.value")["figures"]
    assert (figure["text"], figure["bound_text"], figure["standing"]) == ("fifty-three", "53", "overtyped")
    assert [(cell["sheet"], cell["cell"], cell["raw"]) for cell in figure["cells"]] == [("Year on year", "H5", "53")]


@pytest.mark.parametrize("paper", EDITED)
def test_an_edited_paper_is_compared_with_the_one_that_was_built(
    release: Path, capsys: pytest.CaptureFixture[str], paper: str
) -> None:
    answer = told(capsys, "diff", str(built(release, ".docx")), str(release / paper))
    assert [(each["tag"], each["before"], each["after"]) for each in answer["figures"]] == [
        ("homicide.value", "53", "fifty-three")
    ]
    assert [each["after"] for each in answer["words"] if each["after"]] == [ADDED]


@pytest.mark.parametrize("paper", EDITED)
def test_an_edited_paper_is_published(
    release: Path, capsys: pytest.CaptureFixture[str], pdftotext: ReadPdfText, paper: str
) -> None:
    answer = told(capsys, "publish", str(release / paper), "-o", str(release / "published.pdf"))
    # 0.1.0 named the board in the properties alone.
    assert {finding["rule"] for finding in answer["findings"]} <= {"author-left-out"}
    words = pdftotext(release / "published.pdf")
    before = pdftotext(built(release, ".pdf"))
    assert ADDED in " ".join(words.split())
    assert "fifty-three homicides" in " ".join(words.split())
    unchanged = " ".join(before.split()).partition("a 1.9% increase on the 52")[2]
    assert set(unchanged.split()) <= set(words.split())


def test_a_publication_is_traced_by_the_trail_beside_it(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (figure,) = told(capsys, "trace", str(built(release, ".pdf")), "homicide.value")["figures"]
    assert (figure["text"], figure["cells"][0]["cell"]) == ("53", "H5")


def test_a_paper_that_nobody_edited_is_built_over(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "build", str(release / "inputs"), "-o", str(release / "built"))
    assert [finding["rule"] for finding in answer["findings"]] == ["provenance-left"]
    assert {made["kind"] for made in answer["files"]} == {"word", "pdf"}


def test_a_paper_that_was_edited_is_not_built_over(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = built(release, ".docx")
    shutil.copy(release / "edited.docx", edited)
    (finding,) = told(capsys, "build", str(release / "inputs"), "-o", str(release / "built"), code=2)["findings"]
    assert finding["rule"] == "output-edited"
    assert edited.read_bytes() == (release / "edited.docx").read_bytes()


def test_a_pack_that_nobody_changed_is_packed_over(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "pack", str(EXAMPLE_MEETING), "-o", str(release / "packs"), "--no-cache")
    assert not [finding for finding in answer["findings"] if finding["severity"] == "error"]


def test_a_pack_that_somebody_changed_is_not_packed_over(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = next((release / "packs" / "public").glob("*-pack.pdf"))
    pack.write_bytes(pack.read_bytes() + b"\n% signed\n")
    (finding,) = told(capsys, "pack", str(EXAMPLE_MEETING), "-o", str(release / "packs"), "--no-cache", code=2)[
        "findings"
    ]
    assert finding["rule"] == "output-edited"
