"""The audit of numbers, through the command: what is listed, where, and what is to be done about it."""

import json
from pathlib import Path
from typing import Any

import pytest

from boardpaper.cli.main import main
from tests.support.small_paper import NARRATIVE, write_paper

PURPOSE = "To tell the board how the year went.\n"


def check(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    main(["check", *(str(argument) for argument in arguments), "--json"])
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def paper(folder: Path, text: str) -> Path:
    return write_paper(
        folder, narrative={**NARRATIVE, "purpose.md": PURPOSE, "homicide.md": f"## Homicide\n\n{text}\n"}
    )


def test_a_number_without_a_source_is_listed_with_its_paragraph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = check(capsys, paper(tmp_path, "Officers from 14 schools came."))["findings"]
    assert [(each["rule"], each["where"], each["severity"]) for each in found] == [
        ("number-unexplained", "narrative/homicide.md:3, paragraph 2", "warning")
    ]
    assert "“14”" in found[0]["message"]
    assert '[14]{source="…"}' in found[0]["hint"]


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("There were 53 homicides.", "homicide.value"),
        ("Before that there were 52 homicides.", "homicide.value@ye-2019-06"),
        ("There were {{homicide.value}}, which is 1 more.", "homicide.change.count"),
        ("Homicide rose by 1.9%.", "homicide.change.percent"),
        ("Positive tests were 64 per cent of all.", "positive-tests.value"),
        ("Knife crime was up by 28%.", "knife-crime.change.percent"),
    ],
)
def test_a_typed_number_that_a_workbook_gives_is_named(
    typed: str, reference: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = check(capsys, paper(tmp_path, typed))["findings"]
    assert [each["rule"] for each in found] == ["number-typed"]
    assert found[0]["hint"].startswith(f"Write {{{{{reference}}}}} in its place")


def test_a_number_in_a_table_is_known_by_the_name_of_its_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Words.\n\n| Measure | Now |\n| --- | --- |\n| Homicide | 53 |\n| Other | 53 |"
    found = check(capsys, paper(tmp_path, text))["findings"]
    assert [each["rule"] for each in found] == ["number-typed", "number-unexplained"]


def test_the_same_number_elsewhere_is_no_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = check(capsys, paper(tmp_path, "A grant went to 53 parishes."))["findings"]
    assert [each["rule"] for each in found] == ["number-unexplained"]


def test_numbers_are_counted_by_what_explains_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'In 2021 {{homicide.value}} people died; [22]{source="Tasking"} officers and 9 others met on 5 May 2022.'
    before = check(capsys, paper(tmp_path / "without", "Words."))["numbers"]
    numbers = check(capsys, paper(tmp_path / "with", text))["numbers"]
    assert numbers["bound"] - before["bound"] == 1
    assert numbers["sourced"] == 1
    assert numbers["allowed"].get("date") == 3
    assert numbers["unexplained"] == 1


def test_numbers_in_tables_lists_and_notes_are_audited(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Words.[^n]\n\n- 14 schools\n\n| A | B |\n| --- | --- |\n| x | 15 |\n\n[^n]: A note of 16 cases."
    found = check(capsys, paper(tmp_path, text))["findings"]
    assert {each["message"].split("“")[1].partition("”")[0]: each["where"] for each in found} == {
        "14": "narrative/homicide.md:5",
        "15": "narrative/homicide.md:7, row 1 of the table",
        "16": "narrative/homicide.md, footnote n",
    }


def test_an_author_may_allow_a_number_that_is_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = paper(tmp_path, "The youth club Studio 54 has 54 members.")
    settings = folder / "paper.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}allowed_numbers: [Studio 54]\n", encoding="utf-8")
    result = check(capsys, folder)
    assert [each["rule"] for each in result["findings"]] == ["number-unexplained"]
    assert result["numbers"]["allowed"]["allowed by the author"] == 1


def test_build_says_how_many_numbers_are_unexplained_and_lists_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = paper(tmp_path, "Officers from 14 schools came.")
    assert main(["build", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "1 unexplained. boardpaper check says which." in said
    assert "number-unexplained" not in said


def test_check_ends_well_although_a_number_is_unexplained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(paper(tmp_path, "Officers from 14 schools came."))]) == 0
    assert "1 unexplained." in capsys.readouterr().out
