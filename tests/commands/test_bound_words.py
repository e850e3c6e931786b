"""Words that a figure contradicts are told by every command that makes a paper, and by the one that only looks."""

from collections.abc import Sequence
from pathlib import Path

from boardpaper import api
from boardpaper.model.finding import Finding
from tests.support.small_paper import INDICATORS, NARRATIVE, READINGS, write_paper, write_workbook

FELL = {"homicide.md": "## Homicide\n\nThe number of offences fell by {{homicide.change.percent}}.\n"}


def paper(folder: Path, homicides: int) -> Path:
    """A paper that says that homicide fell from 52, with a workbook that holds `homicides`."""
    write_paper(folder, narrative=NARRATIVE | FELL)
    rows = [[*row[:2], homicides] if row[:2] == ["homicide", "2021/22"] else row for row in READINGS]
    write_workbook(folder / "kpi.xlsx", INDICATORS, rows)
    return folder


def directions(findings: Sequence[Finding]) -> list[str]:
    return [each.message for each in findings if each.rule == "claim-direction"]


def test_a_verb_against_the_sign_of_its_figure_is_told_by_build_check_and_publish(tmp_path: Path) -> None:
    folder = paper(tmp_path / "in", 53)
    built = api.build(folder, output=tmp_path / "out", cache=False)
    said = directions(built.findings)
    assert said == [
        "“fell” says a fall in “The number of offences fell by 1.9%.”, but homicide.change.percent is an increase"
    ]
    assert directions(api.check(folder).findings) == said
    word = built.path("word")
    assert directions(api.check(word).findings) == said
    assert directions(api.publish(word, output=tmp_path / "p.pdf").findings) == said


def test_a_refresh_that_turns_a_fall_into_a_rise_tells_of_the_words_that_stayed(tmp_path: Path) -> None:
    built = api.build(paper(tmp_path / "in", 51), output=tmp_path / "out", cache=False)
    assert directions(built.findings) == []
    later = paper(tmp_path / "later", 53)
    refreshed = api.refresh(built.path("word"), inputs=later, output=tmp_path / "refreshed.docx")
    assert directions(refreshed.findings) == [
        "“fell” says a fall in “The number of offences fell by 1.9%.”, but homicide.change.percent is an increase"
    ]
    assert directions(api.publish(tmp_path / "refreshed.docx").findings) == directions(refreshed.findings)


def test_a_typed_verb_before_a_value_is_held_against_the_change_of_a_refreshed_paper(tmp_path: Path) -> None:
    narrative = {"homicide.md": "## Homicide\n\nHomicide fell to {{homicide.value}}.\n"}
    folder = paper(tmp_path / "in", 51)
    write_paper(folder, narrative=NARRATIVE | narrative)
    rows = [[*row[:2], 51] if row[:2] == ["homicide", "2021/22"] else row for row in READINGS]
    write_workbook(folder / "kpi.xlsx", INDICATORS, rows)
    built = api.build(folder, output=tmp_path / "out", cache=False)
    assert directions(built.findings) == []
    refreshed = api.refresh(
        built.path("word"), inputs=paper(tmp_path / "later", 53), output=tmp_path / "refreshed.docx"
    )
    (said,) = directions(refreshed.findings)
    assert said.startswith("“fell” says a fall in “Homicide fell to 53.”")
