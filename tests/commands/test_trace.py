"""Figures traced through the command line: in a Word paper, in one that others edited, and in a publication."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from boardpaper import api
from boardpaper.api import publish
from boardpaper.cli.main import main
from tests.support.outside_tools import ConvertOffice
from tests.support.small_paper import INDICATORS, READINGS, write_paper, write_workbook
from tests.support.word_files import make_word, paragraph, run


def build(folder: Path, *options: str) -> Path:
    assert main(["build", str(write_paper(folder / "paper")), "-o", str(folder / "out"), *options]) == 0
    (built,) = (folder / "out").glob("*.docx")
    return built


def traced(capsys: pytest.CaptureFixture[str], path: Path, *wanted: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["trace", str(path), *wanted, "--json"]) == code
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def edited(path: Path, old: str, new: str, part: str = "word/document.xml") -> Path:
    """A copy of a Word file in which some XML is other XML."""
    target = path.with_name("edited.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            copy.writestr(name, content)
    return target


def test_a_figure_leads_to_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = build(tmp_path)
    first, *others = traced(capsys, word, "homicide.value")["figures"]
    assert others == []
    assert (first["text"], first["paragraph"], first["standing"]) == ("53", "3", "bound")
    assert (first["indicator"], first["title"], first["period"], first["value"]) == (
        "homicide",
        "Homicide",
        "2021/22",
        "53",
    )
    (cell,) = first["cells"]
    assert (cell["workbook"], cell["sheet"], cell["cell"], cell["raw"]) == ("kpi.xlsx", "Readings", "C4", "53")
    assert len(cell["sha256"]) == 64


def test_a_change_leads_to_both_its_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = traced(capsys, build(tmp_path), "homicide.change")["figures"]
    assert {figure["text"] for figure in figures} == {"1.9% increase"}
    assert {tuple(cell["cell"] for cell in figure["cells"]) for figure in figures} == {("C4", "C5")}
    assert figures[-1]["where"] == "the row “Homicide”, “1.9% increase”"


def test_a_paragraph_is_named_by_its_printed_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = traced(capsys, build(tmp_path), "4")["figures"]
    assert [figure["reference"] for figure in figures] == ["knife-crime.change.short", "positive-tests.value"]


def test_an_indicator_names_all_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = traced(capsys, build(tmp_path), "positive-tests")["figures"]
    assert figures
    assert {figure["indicator"] for figure in figures} == {"positive-tests"}


def test_what_a_paper_does_not_print_gets_the_nearest_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (finding,) = traced(capsys, build(tmp_path), "homocide.value", code=2)["findings"]
    assert (finding["rule"], "homicide.value" in finding["hint"]) == ("trace-nothing", True)


def test_a_figure_typed_over_says_what_the_workbook_gave(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = edited(build(tmp_path), ">53<", ">54<")
    (figure,) = traced(capsys, word, "homicide.value")["figures"]
    assert (figure["text"], figure["bound_text"], figure["standing"]) == ("54", "53", "overtyped")
    assert main(["trace", str(word), "homicide.value"]) == 0
    assert "changed by hand: the workbook gave 53" in capsys.readouterr().out


def test_a_figure_whose_control_is_gone_is_said_to_be_printed_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = edited(build(tmp_path), '<w:tag w:val="homicide.value"/>', '<w:tag w:val="other"/>')
    assert traced(capsys, word)["missing"] == ["homicide.value"]


def test_a_trail_survives_a_save_by_libreoffice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], soffice: ConvertOffice
) -> None:
    word = build(tmp_path)
    (tmp_path / "saved").mkdir()
    saved = soffice(word, "docx", tmp_path / "saved")
    before, after = (traced(capsys, path)["figures"] for path in (word, saved))
    assert [(figure["tag"], figure["text"], figure["cells"]) for figure in after] == [
        (figure["tag"], figure["text"], figure["cells"]) for figure in before
    ]


def test_a_publication_is_traced_by_the_file_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = build(tmp_path)
    assert main(["publish", str(word), "-o", str(tmp_path / "public"), "--provenance"]) == 0
    (pdf,) = (tmp_path / "public").glob("*.pdf")
    assert traced(capsys, pdf)["figures"] == traced(capsys, word)["figures"]
    assert traced(capsys, pdf)["findings"] == []


def test_the_trail_of_another_version_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pdf,) = build(tmp_path, "--provenance").parent.glob("*.pdf")
    pdf.write_bytes(pdf.read_bytes() + b"\n")
    assert [finding["rule"] for finding in traced(capsys, pdf)["findings"]] == ["provenance-differs"]


def test_a_provenance_that_is_not_renewed_is_told_of(tmp_path: Path) -> None:
    word = build(tmp_path)
    publish(word, output=tmp_path / "public", provenance=True)
    (finding,) = publish(word, output=tmp_path / "public").findings
    assert (finding.rule, finding.blocks) == ("provenance-left", False)
    assert finding.where.endswith(".provenance.json")
    assert publish(word, output=tmp_path / "public", provenance=True).findings == ()


@pytest.mark.parametrize("cache", [True, False])
def test_a_paper_is_built_with_provenance_only_where_it_is_asked_for(cache: bool, tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "paper")

    def built(*, provenance: bool = False) -> tuple[set[str], list[str]]:
        made = api.build(folder, provenance=provenance, cache=cache)
        return {each.suffix for each in (folder / "out").iterdir()}, [each.rule for each in made.findings]

    assert built() == ({".docx", ".pdf"}, [])
    assert built(provenance=True) == ({".docx", ".pdf", ".json"}, [])
    assert built(provenance=True) == ({".docx", ".pdf", ".json"}, []), "also where nothing has changed"
    (pdf,) = (folder / "out").glob("*.pdf")
    assert api.trace(pdf).findings == ()
    assert built() == ({".docx", ".pdf", ".json"}, ["provenance-left"])
    assert built() == ({".docx", ".pdf", ".json"}, ["provenance-left"]), "also where nothing has changed"


def test_a_provenance_tells_no_figure_that_was_typed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = edited(build(tmp_path), ">53<", ">[c]<")
    publish(word, output=tmp_path / "public", provenance=True)
    (path,) = (tmp_path / "public").glob("*.json")
    (figure,) = (each for each in json.loads(path.read_text(encoding="utf-8"))["figures"] if each["text"] == "[c]")
    assert figure["standing"] == "overtyped"
    assert "53" not in figure.values()
    assert [set(cell) for cell in figure["cells"]] == [{"workbook", "sheet", "cell", "sha256"}]
    assert main(["trace", str(next((tmp_path / "public").glob("*.pdf"))), "homicide.value"]) == 0
    assert "changed by hand: what the workbook gave is not told\n" in capsys.readouterr().out


def test_a_publication_without_its_trail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = build(tmp_path)
    assert main(["publish", str(word), "-o", str(tmp_path / "public")]) == 0
    assert main(["publish", str(word), "-o", str(tmp_path / "public"), "--no-provenance"]) == 0
    (pdf,) = (tmp_path / "public").iterdir()
    assert [finding["rule"] for finding in traced(capsys, pdf, code=2)["findings"]] == ["trace-no-provenance"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "boardpaper provenance 1"}', "[" * 100_000])
def test_a_spoilt_trail_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    (pdf,) = build(tmp_path).parent.glob("*.pdf")
    pdf.with_name(f"{pdf.stem}.provenance.json").write_text(content, encoding="utf-8")
    assert [finding["rule"] for finding in traced(capsys, pdf, code=2)["findings"]] == ["provenance-unreadable"]


def test_a_paper_of_another_program_has_no_trail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = make_word(tmp_path / "paper.docx", paragraph(run("There were 53.")))
    assert [finding["rule"] for finding in traced(capsys, word, code=2)["findings"]] == ["trace-no-ledger"]


def test_a_damaged_record_does_not_stop_a_publication(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = build(tmp_path)
    with zipfile.ZipFile(word) as archive:
        name = next(
            name for name in archive.namelist() if b"boardpaper:ledger" in archive.read(name) and "item" in name
        )
    without_copy = edited(word, 'name="boardpaper.aaa"', 'name="other"', part="docProps/custom.xml").rename(
        tmp_path / "bare.docx"
    )
    spoilt = edited(without_copy, "</ledger>", "<ledger>", part=name)
    capsys.readouterr()
    assert main(["publish", str(spoilt), "-o", str(tmp_path / "public"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    # Who the paper's author is, the record no longer says either.
    assert [finding["rule"] for finding in told["findings"]] == ["ledger-damaged", "author-left-out"]
    assert [file["kind"] for file in told["files"]] == ["pdf"]


def test_a_suppressed_value_is_in_no_trail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_paper(tmp_path / "paper")
    indicators = [[*INDICATORS[0], "Suppress below"], [*INDICATORS[1], 100], *INDICATORS[2:]]
    readings = [[3719 if each == 53 else 3141 if each == 52 else each for each in row] for row in READINGS]
    write_workbook(folder / "kpi.xlsx", indicators, readings)
    indicators[1][-1] = 10_000
    write_workbook(folder / "kpi.xlsx", indicators, readings)
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 0
    (word,) = (tmp_path / "out").glob("*.docx")
    told = json.dumps(traced(capsys, word))
    files = [path.read_bytes() for path in (tmp_path / "out").glob("*.json")]
    with zipfile.ZipFile(io.BytesIO(word.read_bytes())) as archive:
        files += [archive.read(name) for name in archive.namelist()]
    assert '"[c]"' in told
    assert "3719" not in told
    assert [content for content in files if b"3719" in content or b"3141" in content] == []
