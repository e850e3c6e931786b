"""A paper that was edited in Word, checked: alone, and against the folder that it was built from."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from boardpaper.cli.main import main
from boardpaper.commands.build.stages import build_paper
from boardpaper.ooxml.package import read_package, write_package
from tests.support.outside_tools import ConvertOffice
from tests.support.places import TEMPLATES
from tests.support.small_paper import NARRATIVE, PAPER, READINGS, write_paper, write_workbook
from tests.support.word_files import make_word, paragraph, run

TEMPLATE = TEMPLATES / "agenda-item.docx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    purpose = "To tell the board how the year went.\n"
    return write_paper(tmp_path / "paper", narrative={**NARRATIVE, "purpose.md": purpose})


@pytest.fixture
def word(folder: Path) -> Path:
    return next(made.path for made in build_paper(folder).files if made.kind == "word")


def edited(path: Path, edit: Callable[[str], str]) -> Path:
    parts = dict(read_package(path).parts)
    before = parts["word/document.xml"].decode()
    after = edit(before)
    assert before != after
    target = path.with_name("edited.docx")
    parts["word/document.xml"] = after.encode()
    target.write_bytes(write_package(parts))
    return target


def check(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    code = main(["check", *(str(argument) for argument in arguments), "--json"])
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return {**result, "code": code}


def rules(result: dict[str, Any]) -> list[str]:
    return [each["rule"] for each in result["findings"]]


def audited(result: dict[str, Any]) -> list[dict[str, Any]]:
    """What the audit found, apart from what the gate of publication says of a bare file."""
    return [each for each in result["findings"] if each["rule"].startswith(("number-", "figure-", "claim-"))]


def test_a_paper_as_built_has_nothing_to_explain(word: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([word], [word, "--inputs", folder]):
        result = check(capsys, *arguments)
        assert (rules(result), result["code"]) == ([], 0)
        assert result["numbers"]["bound"] > 5
        assert result["numbers"]["unexplained"] == 0


def test_a_number_typed_in_word_is_listed_with_the_printed_paragraph(
    word: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(word, lambda xml: xml.replace("There were ", "After 17 raids there were "))
    (found,) = check(capsys, path)["findings"]
    assert found["rule"] == "number-unexplained"
    assert found["where"].startswith("paragraph 2, “After 17 raids there were")


def test_a_figure_typed_as_words_is_known_from_the_ledger(word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(word, lambda xml: xml.replace("There were ", "With 53 cases of homicide, there were "))
    (found,) = check(capsys, path)["findings"]
    assert found["rule"] == "number-typed"
    assert "homicide.value" in found["message"]


@pytest.mark.parametrize("inputs", [False, True])
def test_a_claim_typed_in_word_is_held_against_the_readings(
    inputs: bool, word: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(word, lambda xml: xml.replace("There were ", "The fall in homicide is welcome. There were "))
    (found,) = check(capsys, path, *(("--inputs", folder) if inputs else ()))["findings"]
    assert found["rule"] == "claim-agreement"
    told = "homicide was 52 (year ending June 2019) and is 53 (2021/22)" if inputs else "2021/22 is an increase"
    assert told in found["message"]


def test_a_figure_typed_over_is_told_apart(word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(word, lambda xml: xml.replace(">53<", ">54<", 1))
    (found,) = check(capsys, path)["findings"]
    assert found["rule"] == "figure-overtyped"
    assert "“54” stands where homicide.value was bound as “53”" in found["message"]


def test_a_capital_letter_at_the_start_of_a_sentence_is_no_other_figure(
    word: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(word, lambda xml: xml.replace(">up 28%<", ">Up 28%<"))
    assert rules(check(capsys, path)) == []


def test_a_figure_that_the_workbook_has_changed_is_outdated(
    word: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = [["homicide", "2021/22", 55] if row[:2] == ["homicide", "2021/22"] else row for row in READINGS]
    write_workbook(folder / "kpi.xlsx", readings=changed)
    assert rules(check(capsys, word)) == []
    found = check(capsys, word, "--inputs", folder)["findings"]
    assert {each["rule"] for each in found} == {"figure-outdated"}
    assert any("homicide.value was bound as “53”, and the inputs give “55”" in each["message"] for each in found)


def test_an_indicator_that_the_workbook_lost_is_named(
    word: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_workbook(folder / "kpi.xlsx", readings=[row for row in READINGS if row[:1] != ["positive-tests"]])
    found = check(capsys, word, "--inputs", folder)["findings"]
    assert {each["rule"] for each in found} == {"figure-not-in-inputs"}


def test_a_paper_of_another_program_is_audited_when_inputs_are_given(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_word(tmp_path / "other.docx", paragraph(run("There were 53 homicides and 99 burglaries.")))
    result = check(capsys, path, "--inputs", folder)
    assert [each["rule"] for each in audited(result)] == ["number-typed", "number-unexplained"]


def test_a_paper_without_figures_is_no_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = dict.fromkeys(("purpose.md", "homicide.md", "next-steps.md"), "Words and 17 raids.\n")
    settings = PAPER.replace("workbooks: [kpi.xlsx]\n", "").partition("appendices:")[0]
    folder = write_paper(tmp_path / "plain", narrative=words, paper=settings)
    word = next(made.path for made in build_paper(folder).files if made.kind == "word")
    assert rules(check(capsys, word)) == ["number-unexplained"] * 3


def test_a_cell_is_told_by_its_row(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cell = "<w:tc>{}</w:tc>".format
    rows = [("Measure", "Now"), ("Homicide", "53")]
    table = "".join(f"<w:tr>{''.join(cell(paragraph(run(text))) for text in row)}</w:tr>" for row in rows)
    body = paragraph(run("AGENDA ITEM")) + paragraph(run("5")) + f"<w:tbl>{table}</w:tbl>" + paragraph(run("End"))
    (found,) = audited(check(capsys, make_word(tmp_path / "other.docx", body), "--inputs", folder))
    assert found["rule"] == "number-typed"
    assert found["where"] == "“Homicide” | “53”"


def test_a_file_without_a_ledger_is_a_template(capsys: pytest.CaptureFixture[str]) -> None:
    result = check(capsys, TEMPLATE)
    assert rules(result) == []
    assert "numbers" not in result


def test_a_paper_that_lost_its_record_is_no_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make_word(tmp_path / "other.docx", paragraph(run("There were 53 homicides.")))
    result = check(capsys, path)
    assert rules(result)[0] == "paper-without-figures"
    assert "number-unexplained" in rules(result)


def test_a_file_that_lost_its_controls_says_so_first(word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(word, lambda xml: re.sub(r"<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", "", xml))
    found = check(capsys, path)["findings"]
    assert found[0]["rule"] == "figure-controls-lost"


def test_page_numbers_and_a_table_of_contents_are_not_audited(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    field = '<w:fldSimple w:instr=" PAGEREF x "><w:r><w:t>12</w:t></w:r></w:fldSimple>'
    contents = paragraph(run("Homicide 7"), properties='<w:pStyle w:val="TOC1"/>')
    style = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    link = f'<w:hyperlink w:anchor="there">{run("5")}</w:hyperlink>'
    words = paragraph(run("See page "), field, run(" and paragraph "), link, run("."))
    path = make_word(tmp_path / "other.docx", contents + words, styles=style)
    assert audited(check(capsys, path, "--inputs", folder)) == []


def test_what_would_stop_its_publication_is_told_too(word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inserted = '<w:ins w:id="9" w:author="A" w:date="2022-05-01T00:00:00Z"><w:r><w:t>Mostly, </w:t></w:r></w:ins>'
    path = edited(word, lambda xml: re.sub(r"(<w:r>(?:(?!<w:r>).)*There were )", inserted + r"\1", xml, count=1))
    result = check(capsys, path)
    assert result["code"] == 1
    assert main(["publish", str(path), "--json"]) == 1
    stops = [each["rule"] for each in json.loads(capsys.readouterr().out)["findings"] if each["severity"] == "error"]
    assert stops
    assert [each["rule"] for each in result["findings"] if each["severity"] == "error"] == stops


def test_inputs_of_a_folder_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, folder, "--inputs", folder)["code"] == 2


def test_libreoffice_keeps_what_the_audit_needs(
    word: Path, tmp_path: Path, soffice: ConvertOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = check(capsys, word)["numbers"]
    result = check(capsys, soffice(word, "docx", tmp_path))
    assert rules(result) == []
    assert result["numbers"]["bound"] == numbers["bound"]


def test_inputs_that_are_not_there_stop_the_check(word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = check(capsys, word, "--inputs", word.parent / "nowhere")
    assert result["code"] == 2
