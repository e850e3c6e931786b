"""The same figure in two papers of a meeting, packed."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BlockingFindings
from boardpaper.ooxml.package import read_package, write_package
from boardpaper.running.results import Result
from tests.support.small_paper import NARRATIVE, write_paper

# Of the same figure, in words of its own.
OTHER = {
    **NARRATIVE,
    "purpose.md": "Who may know of this is for the board to say.\n",
    "homicide.md": "## Deaths\n\nOf all who died by violence, {{homicide.value}} were known.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small paper's folder, the Word file that it makes with a figure edited by hand, and another such Word file."""
    folder = write_paper(tmp_path_factory.mktemp("small") / "five")
    other = write_paper(folder.parent / "other-inputs", narrative=OTHER)
    for name, inputs in (("edited", folder), ("other", other)):
        word = next(made.path for made in build_paper(inputs, output=inputs / "out").files if made.kind == "word")
        parts = dict(read_package(word).parts)
        parts["word/document.xml"] = parts["word/document.xml"].replace(b">53<", b">54<", 1)
        (folder.parent / f"{name}.docx").write_bytes(write_package(parts))
    return folder.parent


def two_papers(folder: Path, built: Path, second: str = "", word: str = "edited.docx") -> Path:
    copytree(built / "five", folder / "five")
    (folder / "edited.docx").write_bytes((built / word).read_bytes())
    (folder / "meeting.yaml").write_text(
        "body: Strategic Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 5, title: Performance report, paper: five}\n"
        f"  - {{number: 6, title: Performance again, paper: edited.docx, {second}}}\n",
        encoding="utf-8",
    )
    return folder


def disagreeing(result: Result) -> list[str]:
    return [f"{each.where} {each.message}" for each in result.findings if each.rule == "figures-disagree"]


def listed(path: Path) -> list[str]:
    """What the list of a pack tells of figures that disagree."""
    told = json.loads(path.read_text(encoding="utf-8")).get("findings", [])
    return [each["message"] for each in told if each["rule"] == "figures-disagree"]


def test_a_figure_that_two_papers_print_differently_is_told_with_both_places(tmp_path: Path, built: Path) -> None:
    result = pack_meeting(two_papers(tmp_path, built))
    assert {finding.rule for finding in result.findings} == {"figures-disagree", "subject-differs"}
    told = next(finding for finding in result.findings if finding.rule == "figures-disagree")
    assert told.where == "item 5, five"
    assert told.message == "homicide.value for 2021/22 is printed as “53” here and as “54” in item 6, edited.docx"
    assert len(disagreeing(result)) == len(disagreeing(pack_meeting(tmp_path))) == 1
    assert listed(tmp_path / "packs" / "public" / "pack.json") == []


def test_what_a_restricted_paper_prints_is_told_in_the_restricted_list_only(tmp_path: Path, built: Path) -> None:
    pack_meeting(two_papers(tmp_path, built, "restricted: {paragraph: 3, reason: affairs of a person}", "other.docx"))
    assert listed(tmp_path / "packs" / "public" / "pack.json") == []
    assert "54" in listed(tmp_path / "packs" / "restricted" / "pack.json")[0]


def test_a_supplement_is_compared_with_what_went_out_before(tmp_path: Path, built: Path) -> None:
    assert disagreeing(pack_meeting(two_papers(tmp_path, built, "late: {reason: it was not ready}"))) == []
    (told,) = disagreeing(pack_meeting(tmp_path, supplement=1))
    assert told.startswith("item 5, papers/item-5-performance-report.pdf homicide.value for 2021/22")


def test_a_number_that_another_paper_suppresses_stops_the_pack(tmp_path: Path, built: Path) -> None:
    folder = two_papers(tmp_path, built)
    word = folder / "edited.docx"
    parts = dict(read_package(word).parts)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b">54<", b">[c]<").replace(b">53<", b">[c]<")
    word.write_bytes(write_package(parts))
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(folder)
    found = [each for each in stopped.value.findings if each.rule == "figures-disagree" and each.blocks]
    assert [each.where for each in found] == ["item 5, five"]
    assert "53" not in str(found)
    assert not list(folder.glob("packs/**/*.pdf"))
