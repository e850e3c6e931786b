import shutil
from pathlib import Path

import pytest

from boardpaper.errors import InputError, InvalidInputs
from boardpaper.model.kpi import Operation, Unit
from boardpaper.model.paper import PaperPlan
from boardpaper.model.period import read_period
from boardpaper.sources.plans.paper import paper_schema, read_paper_file

GOOD = """\
board: Strategic Board
meeting: 2022-05
agenda_item: 5.10
title: "Performance: a report"
template: plain.docx
workbooks:
  - kpi.xlsx
  - {file: other.xlsx, sheets: [{sheet: Data, layout: long, header_row: 4, columns: {indicator: KPI}}]}
indicators:
  shotgun-share:
    title: Shotgun share
    unit: percent
    derived: share(shotguns, discharges)
    current: 2021/22-Q4
parts:
  - heading: Purpose of paper
    narrative: purpose.md
  - {heading: Statement, id: statement, sections: [a.md, b.md], next_steps: next.md, new_page: true}
appendices:
  - {letter: A, title: Scorecard, scorecard: {indicators: all}}
"""


def read(folder: Path, text: str) -> PaperPlan:
    (folder / "plain.docx").write_bytes(b"")
    (folder / "paper.yaml").write_text(text, encoding="utf-8")
    return read_paper_file(folder, templates=[])


def findings_of(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInputs) as caught:
        read(folder, text)
    return [(finding.rule, finding.where) for finding in caught.value.findings]


def test_a_plan_keeps_what_the_file_says(tmp_path: Path) -> None:
    plan = read(tmp_path, GOOD)
    assert plan.front.agenda_item == "5.10"
    assert plan.front.meeting_words == "May 2022"
    assert plan.workbooks[0].path == tmp_path / "kpi.xlsx"
    assert plan.workbooks[1].sheets[0].header_row == 4
    assert [part.id for part in plan.parts] == ["purpose-of-paper", "statement"]
    assert [section.name for section in plan.parts[1].sections] == ["narrative/a.md", "narrative/b.md"]
    assert plan.parts[1].new_page
    assert plan.appendices[0].scorecard == ()
    share = plan.indicators["shotgun-share"]
    assert (share.unit, share.current) == (Unit.PERCENT, read_period("2021/22-Q4"))
    assert share.derivation is not None
    assert share.derivation.operation is Operation.SHARE


def test_a_meeting_with_a_day_prints_it(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.replace("2022-05", "2022-05-24")).front.meeting_words == "24 May 2022"


def test_a_paper_without_parts_is_refused(tmp_path: Path) -> None:
    without = GOOD.partition("parts:")[0] + "parts: []\n"
    assert findings_of(tmp_path, without) == [("field-value", "paper.yaml:15")]


def test_a_description_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "paper.yaml").mkdir()
    with pytest.raises(InputError) as stopped:
        read_paper_file(tmp_path, templates=[])
    assert stopped.value.rule == "file-unreadable"


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("title:", "titel:", "field-unknown", 4),
        ("title:", "titel:", "field-missing", 1),
        ("meeting: 2022-05", "meeting: May 2022", "field-value", 2),
        ("meeting: 2022-05", "meeting: 2022-13", "field-value", 2),
        ("board: Strategic Board", "board: [Strategic, Board]", "field-type", 1),
        ("board: Strategic Board", "board:", "field-value", 1),
        ("unit: percent", "unit: per cent", "field-value", 12),
        ("share(shotguns, discharges)", "portion(a, b)", "field-value", 13),
        ("current: 2021/22-Q4", "current: last year", "field-value", 14),
        ("template: plain.docx", "template: plane.docx", "template-missing", 5),
        ("narrative: purpose.md", "narrative: a.md", "narrative-repeated", 18),
        ("file: other.xlsx", "file: kpi.xlsx", "workbook-repeated", 8),
        ("    narrative: purpose.md\n", "", "field-value", 16),
        ("id: statement", "id: purpose-of-paper", "part-repeated", 18),
        (
            "scorecard: {indicators: all}}",
            "scorecard: {indicators: all}}\n  - {letter: A, title: More, narrative: more.md}",
            "appendix-repeated",
            21,
        ),
        ("{indicators: all}", "{indicators: some}", "field-value", 20),
        ("shotgun-share:", "Shotgun_Share:", "indicator-id", 10),
        ("sections: [a.md, b.md]", "sections: a.md", "field-type", 18),
        ("agenda_item: 5.10", "agenda_item: 5.10\nboard: Another", "yaml-duplicate-key", 4),
        ("narrative: purpose.md", "narrative: &p purpose.md\n    id: *p", "yaml-alias", 17),
        ("narrative: purpose.md", "narrative: ../../outside.md", "narrative-outside", 16),
        ("narrative: purpose.md", "narrative: /etc/hostname", "narrative-outside", 16),
        ("board: Strategic Board", "board: Strategic \u2067Board", "text-turned", 1),
    ],
)
def test_each_fault_is_named_by_its_line(tmp_path: Path, old: str, new: str, rule: str, line: int) -> None:
    assert old in GOOD
    assert (rule, f"paper.yaml:{line}") in findings_of(tmp_path, GOOD.replace(old, new, 1))


@pytest.mark.parametrize("folder", [False, True])
def test_narrative_that_a_link_leads_to_must_be_in_the_papers_folder(tmp_path: Path, folder: bool) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "paper"
    outside.mkdir()
    inside.mkdir()
    (outside / "purpose.md").write_text("Words", encoding="utf-8")
    if folder:
        (inside / "narrative").symlink_to(outside)
    else:
        (inside / "narrative").mkdir()
        (inside / "narrative" / "purpose.md").symlink_to(outside / "purpose.md")
    assert ("narrative-outside", "paper.yaml:16") in findings_of(inside, GOOD)
    (inside / "real").mkdir()
    (inside / "narrative").unlink() if folder else shutil.rmtree(inside / "narrative")
    (inside / "narrative").symlink_to(inside / "real")
    assert read_paper_file(inside, templates=[]).folder == inside


def test_a_day_in_words_is_told_how_to_write_it(tmp_path: Path) -> None:
    (tmp_path / "paper.yaml").write_text(GOOD.replace("meeting: 2022-05", "meeting: 3 May 2022"), encoding="utf-8")
    with pytest.raises(InvalidInputs) as caught:
        read_paper_file(tmp_path, templates=[])
    assert "“3 May 2022” is not a month such as 2022-05 or a day such as 2022-05-24; write 2022-05-03" in [
        finding.message for finding in caught.value.findings
    ]


@pytest.mark.parametrize(
    ("line", "key", "advice"),
    [
        ("title: Crime: a review", "title", 'title: "Crime: a review"'),
        ('  - title: Crime: "a" review  # new', "title", r'title: "Crime: \"a\" review"'),
        ("title: A\\B: x", "title", r'title: "A\\B: x"'),
    ],
)
def test_a_colon_among_words_is_explained(tmp_path: Path, line: str, key: str, advice: str) -> None:
    (tmp_path / "paper.yaml").write_text(f"x:\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_paper_file(tmp_path, templates=[])
    assert (caught.value.rule, caught.value.where) == ("yaml-invalid", "paper.yaml:2")
    assert caught.value.message.startswith(f"the words after “{key}:” hold a colon and a space")
    assert caught.value.hint == f"Put them in quotation marks: {advice}"


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    text = GOOD.replace("meeting: 2022-05", "meeting: x").replace("unit: percent", "unit: x")
    assert len(findings_of(tmp_path, text)) == 2


@pytest.mark.parametrize(
    ("content", "rule", "where"),
    [
        (b"board: x\n\tmeeting: y\n", "yaml-tab", "paper.yaml:2"),
        (b"board: x: y\n", "yaml-invalid", "paper.yaml:1"),
        (b"board: \xff\n", "text-not-utf8", "paper.yaml"),
        (b"", "yaml-empty", "paper.yaml"),
        (b"board: \x01\n", "yaml-invalid", "paper.yaml"),
        (b"x" * (2**20 + 1), "yaml-oversized", "paper.yaml"),
        (b"x: " + b"[" * 900_000, "yaml-too-deep", "paper.yaml:1"),
        (b"x:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 60)), "yaml-too-deep", "paper.yaml:33"),
    ],
)
def test_what_is_not_yaml_stops_at_once(tmp_path: Path, content: bytes, rule: str, where: str) -> None:
    (tmp_path / "paper.yaml").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_paper_file(tmp_path, templates=[])
    assert (caught.value.rule, caught.value.where) == (rule, where)


def test_a_folder_without_a_paper_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_paper_file(tmp_path, templates=[])
    assert caught.value.rule == "file-missing"
    assert "boardpaper new" in caught.value.hint


def test_the_schema_describes_every_setting() -> None:
    schema = paper_schema()
    assert {"board", "meeting", "parts"} <= set(schema["required"])
    assert schema["additionalProperties"] is False
    assert {"type": "string"} in schema["properties"]["workbooks"]["items"]["anyOf"]
