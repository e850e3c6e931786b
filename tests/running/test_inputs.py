"""Which files a paper is made from, one digest of them, and how they travel to another machine."""

import hashlib
import os
from pathlib import Path

import pytest

from boardpaper import resources
from boardpaper.running.inputs import Carried, carry, inputs_digest, paper_inputs, unpacked
from tests.support.small_paper import write_paper

OWN = ["kpi.xlsx", "narrative/homicide.md", "narrative/next-steps.md", "narrative/purpose.md", "paper.yaml"]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return write_paper(tmp_path / "desk" / "paper")


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())


def inside(folder: Path) -> list[str]:
    """The inputs of a paper by their names from its folder; that of its template alone."""
    return [
        file.name if file.parent == resources.template_folder() else Path(os.path.relpath(file, folder)).as_posix()
        for file in paper_inputs(folder)
    ]


def test_a_file_is_made_from_itself(tmp_path: Path) -> None:
    assert paper_inputs(tmp_path / "a.docx") == [tmp_path / "a.docx"]


def test_a_folder_is_made_from_all_in_it_that_is_no_output_lock_or_litter(paper: Path) -> None:
    assert inside(paper) == [*OWN, "agenda-item.docx"]
    put(paper, "out/a.docx", "out/deep/b.PDF", "out/c.json", ".git/a", ".hg/a", ".svn/a", ".boardpaper/a", "x/.git/a",
        ".DS_Store", "x/Thumbs.db", "desktop.ini", "~$a.docx", ".~lock.a.docx#", ".boardpaper-x/a")  # fmt: skip
    assert inside(paper) == [*OWN, "agenda-item.docx"]
    put(paper, "out/picture.png", "x/out/a.docx", "a.json", "photo.png")
    more = ["out/picture.png", "x/out/a.docx", "a.json", "photo.png"]
    assert inside(paper) == [*sorted([*OWN, *more]), "agenda-item.docx"]


def test_files_that_a_paper_names_elsewhere_count_once(paper: Path) -> None:
    (paper / "kpi.xlsx").rename(paper.parent / "kpi.xlsx")
    plan = (paper / "paper.yaml").read_text(encoding="utf-8").replace("[kpi.xlsx]", "[../kpi.xlsx]")
    (paper / "paper.yaml").write_text(plan, encoding="utf-8")
    assert inside(paper) == [*OWN[1:], "agenda-item.docx", "../kpi.xlsx"]


def test_a_paper_whose_plan_is_wrong_is_made_from_what_lies_there(paper: Path) -> None:
    (paper / "paper.yaml").write_text("board: [", encoding="utf-8")
    assert inside(paper) == OWN


def digest_of(*named: tuple[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, content in named:
        whole.update(f"\n{name} ".encode() + content)
    return whole.hexdigest()


def test_a_digest_is_of_names_and_contents(paper: Path) -> None:
    template = resources.template_folder() / "agenda-item.docx"
    named = [(name, hashlib.sha256((paper / name).read_bytes()).digest()) for name in OWN]
    all_of_them = [*named, ("templates/agenda-item.docx", hashlib.sha256(template.read_bytes()).digest())]
    assert inputs_digest(paper) == digest_of(*all_of_them)
    assert inputs_digest(paper, outputs={paper / "kpi.xlsx"}) == digest_of(*all_of_them[1:])
    file = paper / "kpi.xlsx"
    assert inputs_digest(file) == digest_of(("kpi.xlsx", named[0][1]))
    assert inputs_digest(paper / "none.docx") == digest_of(("none.docx", b"cannot be read"))


def test_a_paper_travels_with_its_files(paper: Path) -> None:
    carried = carry(paper)
    assert carried is not None
    assert carried.path == "."
    assert carried.files == tuple((name, (paper / name).read_bytes()) for name in OWN)
    with unpacked(carried) as there:
        assert {file.relative_to(there).as_posix() for file in there.rglob("*") if file.is_file()} == set(OWN)
        assert inputs_digest(there) == inputs_digest(paper)
    assert not there.exists()


def test_files_beside_a_paper_travel_beside_it(paper: Path) -> None:
    (paper / "kpi.xlsx").rename(paper.parent / "kpi.xlsx")
    plan = (paper / "paper.yaml").read_text(encoding="utf-8").replace("[kpi.xlsx]", "[../kpi.xlsx]")
    (paper / "paper.yaml").write_text(plan, encoding="utf-8")
    carried = carry(paper)
    assert carried is not None
    assert carried.path == "paper"
    assert [name for name, _ in carried.files] == [*(f"paper/{name}" for name in OWN[1:]), "kpi.xlsx"]
    with unpacked(carried) as there:
        assert there.name == "paper"
        assert inputs_digest(there) == inputs_digest(paper)


def test_a_file_travels_alone(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"words")
    carried = carry(tmp_path / "a.docx")
    assert carried == Carried("a.docx", (("a.docx", b"words"),))
    with unpacked(carried) as there:
        assert (there.name, there.read_bytes()) == ("a.docx", b"words")


def test_what_cannot_be_read_or_stands_somewhere_of_its_own_does_not_travel(paper: Path, tmp_path: Path) -> None:
    assert carry(tmp_path / "none.docx") is None
    (paper / "kpi.xlsx").rename(tmp_path / "kpi.xlsx")
    plan = (paper / "paper.yaml").read_text(encoding="utf-8").replace("[kpi.xlsx]", f"[{tmp_path / 'kpi.xlsx'}]")
    (paper / "paper.yaml").write_text(plan, encoding="utf-8")
    assert carry(paper) is None
