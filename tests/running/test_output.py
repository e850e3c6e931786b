from pathlib import Path

import pytest

from boardpaper import api
from boardpaper.errors import OutputError
from boardpaper.running.output import Output, write_outputs
from tests.support.small_paper import write_paper


def output(path: Path, content: bytes = b"new", *, untouched: bool | None = True) -> Output:
    return Output("word", path, content, lambda _: untouched)


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_outputs([output(tmp_path / "a" / "b" / "x.docx"), output(tmp_path / "a" / "y.pdf")], force=False)
    assert held(tmp_path) == {"a/b/x.docx": b"new", "a/y.pdf": b"new"}


@pytest.mark.parametrize("untouched", [False, None])
def test_a_file_that_a_person_may_have_edited_is_kept(tmp_path: Path, untouched: bool | None) -> None:
    (tmp_path / "x.docx").write_bytes(b"old")
    with pytest.raises(OutputError, match="edited") as caught:
        write_outputs([output(tmp_path / "y.pdf"), output(tmp_path / "x.docx", untouched=untouched)], force=False)
    assert "--force" in caught.value.hint
    assert held(tmp_path) == {"x.docx": b"old"}
    write_outputs([output(tmp_path / "x.docx", untouched=untouched)], force=True)
    assert held(tmp_path) == {"x.docx": b"new"}


@pytest.mark.parametrize("lock", ["~$paper.docx", "~$per.docx", "~$aper.docx", ".~lock.paper.docx#"])
def test_a_file_that_is_open_is_kept_even_with_force(tmp_path: Path, lock: str) -> None:
    (tmp_path / "paper.docx").write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(OutputError, match="open in another program"):
        write_outputs([output(tmp_path / "paper.docx")], force=True)
    assert held(tmp_path)["paper.docx"] == b"old"


def test_faults_of_the_inputs_are_told_before_those_of_the_outputs(tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "in")
    made = {file.kind: file.path for file in api.build(folder, output=tmp_path / "out", cache=False).files}
    for path in made.values():
        path.write_bytes(path.read_bytes()[:-3])
    before = held(tmp_path / "out")
    workbook = (folder / "kpi.xlsx").read_bytes()
    (folder / "kpi.xlsx").unlink()
    with pytest.raises(api.InvalidInputs, match="1 finding"):
        api.build(folder, output=tmp_path / "out")
    with pytest.raises(api.InputError, match="cut short or damaged"):
        api.publish(made["word"], output=tmp_path / "out")
    (folder / "kpi.xlsx").write_bytes(workbook)
    with pytest.raises(api.OutputError, match="edited"):
        api.build(folder, output=tmp_path / "out")
    assert held(tmp_path / "out") == before


def test_a_failure_at_the_second_file_puts_the_first_one_back(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"old")
    (tmp_path / "y.pdf").mkdir()
    outputs = [output(tmp_path / "x.docx"), output(tmp_path / "z.pdf"), output(tmp_path / "y.pdf")]
    with pytest.raises(OutputError):
        write_outputs(outputs, force=True)
    assert held(tmp_path) == {"x.docx": b"old"}


def test_a_folder_that_cannot_be_made_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        write_outputs([output(tmp_path / "new" / "x.docx"), output(tmp_path / "file" / "y.pdf")], force=False)
    assert caught.value.rule == "output-unwritable"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
