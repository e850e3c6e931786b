"""Numbers typed in Word over figures that are suppressed: no publication, and no message that says them."""

import re
from pathlib import Path

import pytest

from boardpaper.cli.main import main
from boardpaper.ooxml.package import write_package
from tests.support.refreshing import NARRATIVE, control, readings
from tests.support.small_paper import INDICATORS, write_paper, write_workbook
from tests.support.word_papers import package_of, parts_of

LIMITED = [[*INDICATORS[0], "Suppress below"], *([*row, 10000] for row in INDICATORS[1:])]


def edited(folder: Path, value: int, printed: str, typed: str) -> Path:
    """A paper of a limit of 10,000 with a value that is printed so, and `typed` over it."""
    inputs = write_paper(folder / "inputs", narrative=NARRATIVE)
    write_workbook(inputs / "kpi.xlsx", LIMITED, readings(homicide=value, before=11000))
    assert main(["build", str(inputs), "-o", str(folder)]) == 0
    (path,) = folder.glob("*.docx")
    parts = parts_of(path.read_bytes())
    own = control(parts, "homicide.value")
    xml = parts["word/document.xml"].decode()
    assert f">{printed}<" in own
    parts["word/document.xml"] = xml.replace(own, own.replace(f">{printed}<", f">{typed}<"), 1).encode()
    path = folder / "edited.docx"
    path.write_bytes(write_package(package_of(parts).parts))
    return path


def test_a_number_over_a_suppressed_figure_stops_the_publication(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(tmp_path, 7919, "[c]", "7,919")
    capsys.readouterr()
    for command in (["publish"], ["publish", "--json"], ["check"], ["check", "--inputs", str(tmp_path / "inputs")]):
        assert main([*command[:1], str(path), *command[1:]]) == 1
        told = "".join(capsys.readouterr())
        assert "suppressed-written-over" in told or "typed a number over it" in told
        assert not re.search("7,?919", told)
    assert not (tmp_path / "edited.pdf").exists()
    assert main(["trace", str(path), "--json"]) == 0
    assert not re.search("7,?919", "".join(capsys.readouterr()))


def test_a_number_below_the_limit_stops_the_publication(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(tmp_path, 12007, "12,007", "7,919")
    capsys.readouterr()
    assert main(["publish", str(path)]) == 1
    assert main(["check", str(path), "--inputs", str(tmp_path / "inputs")]) == 1
    assert main(["check", str(path)]) == 1
    assert not re.search("7,?919", "".join(capsys.readouterr()))


@pytest.mark.parametrize(("value", "printed"), [(7919, "[c]"), (12007, "12,007")])
def test_a_number_over_a_figure_is_traced_nowhere(
    value: int, printed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(tmp_path, value, printed, "7,919")
    capsys.readouterr()
    for options in ((), ("--json",), ("homicide.value",)):
        assert main(["trace", str(path), *options]) == 0
    told = "".join(capsys.readouterr())
    assert "(not told)" in told
    assert not re.search("7,?919", told)
    assert main(["publish", str(path), "--provenance", "--allow", "suppressed-written-over"]) == 0
    provenance = (tmp_path / "edited.provenance.json").read_text(encoding="utf-8")
    assert "(not told)" in provenance
    assert not re.search("7,?919", provenance)


@pytest.mark.parametrize("typed", ["a few", "[c]*", "[c] [r]"])
def test_words_over_a_suppressed_figure_may_be_published(
    typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(tmp_path, 7919, "[c]", typed)
    assert main(["publish", str(path)]) == 0


def test_a_person_may_allow_the_words(tmp_path: Path) -> None:
    path = edited(tmp_path, 7919, "[c]", "fewer than 10,000")
    assert main(["publish", str(path)]) == 1
    assert main(["publish", str(path), "--allow", "suppressed-written-over"]) == 0


def test_a_suppressed_figure_in_no_control_any_more_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(tmp_path, 7919, "[c]", "[c]")
    capsys.readouterr()
    assert main(["publish", str(path)]) == 0
    assert "suppressed-figure-gone" not in "".join(capsys.readouterr())
    parts = parts_of(path.read_bytes())
    for _ in range(3):
        own = control(parts, "homicide.value")
        xml = parts["word/document.xml"].decode()
        parts["word/document.xml"] = xml.replace(own, "<w:r><w:t>7,919</w:t></w:r>", 1).encode()
    path.write_bytes(write_package(package_of(parts).parts))
    assert main(["publish", str(path), "--force"]) == 0
    told = "".join(capsys.readouterr())
    assert "suppressed-figure-gone" in told
    assert "homicide.value" in told
    assert "7,919" not in told
