"""Descriptions as they are read, and all that is said of faults in them, as kept texts."""

import os
import re
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path

import msgspec
import pytest
from msgspec import NODEFAULT, Struct
from msgspec.structs import fields
from syrupy.assertion import SnapshotAssertion

from boardpaper.errors import BoardpaperError, InputError, InvalidInputs
from boardpaper.sources.plans.meeting import meeting_schema, read_meeting
from boardpaper.sources.plans.paper import paper_schema, read_paper_file
from boardpaper.sources.plans.templates import find_template
from boardpaper.sources.plans.yaml import read_yaml
from tests.support.told import told

PAPER = """\
board: Strategic Board
meeting: 2022-05-24
agenda_item: 5.10
title: "Performance: a report"
priority: Violence
presented_by:
  - {name: Ann Other, job_title: Analyst}
  - {name: A N Other}
template: plain.docx
language: cy-GB
narrative: ./text/
fields: {classification: OFFICIAL}
allowed_numbers: [Studio 54, "101"]
workbooks:
  - kpi.xlsx
  - file: other.xlsx
    sheets:
      - {sheet: Data, layout: long, header_row: 4, columns: {indicator: KPI}}
      - {sheet: Year, layout: wide, indicator_column: KPI}
      - {sheet: Notes, layout: ignore}
      - {sheet: Front, layout: cells, cells: {"a@2021": B7}}
indicators:
  bare: {title: Bare}
  share:
    title: Share
    unit: percent
    unit_name: offences
    measure: Violence
    decimals: 1
    change_decimals: 2
    polarity: lower
    current: 2021/22-Q4
    baseline: 2020/21-Q4
    denominator: bare
    derived: share(bare, total)
    suppress_below: 5.50
    source: Police
    scorecard: false
    note: As published
parts:
  - heading: "Purpose of – paper (1)"
    narrative: purpose.md
  - heading: Statement
    id: said
    sections: [a.md, b.md]
    next_steps: next.md
    authors: [{name: Ann Other}]
    new_page: true
    numbered: false
  - {heading: Steps, next_steps: steps.md}
appendices:
  - {letter: A, title: All, scorecard: {}}
  - {letter: B, title: Some, scorecard: {indicators: [bare]}, narrative: some.md}
  - {letter: C, title: Where from, sources: true}
"""
MEETING = """\
body: Board
date: 2025-06-24
time: "10:30"
venue: Town Hall
issued: 2025-06-16
nation: Wales
clear_days: 4
bank_holidays: [2025-06-19]
chair: Ann Chair
members: [B, C]
contact: clerk@example.org
alternative_formats: Ask us.
next_meeting: July
language: cy
template: own.docx
website: https://example.org/may
pack: {dividers: true, double_sided: true, include_untagged: true, contents_over: 5, most_megabytes: 2.5}
items:
  - {number: 1, title: Apologies, kind: standing}
  - number: 2
    title: Budget
    presenter: Treasurer
    minutes: 15
    purpose: decision
    paper: {file: a.docx, allow: [comments], stamp: false}
    public: true
    late: {}
    appendices:
      - {title: More, paper: b.PDF}
      - {title: Bids, paper: folder, restricted: {paragraph: 3, reason: money}}
      - {label: Annex 9, paper: new-folder}
  - {number: 3, title: Land, paper: c.pdf, restricted: {paragraph: 12}, late: {reason: New, supplement: 0}}
"""


def lines(value: object, folder: Path, indent: str = "") -> Iterator[str]:
    """A record with what it holds, each on a line; what is as by default is left out."""
    if isinstance(value, Struct):
        yield type(value).__name__
        for each in fields(value):
            held = getattr(value, each.name)
            if held != (each.default if each.default_factory is NODEFAULT else each.default_factory()):
                first, *others = lines(held, folder, f"{indent}  ")
                yield from (f"{indent}  {each.name}: {first}", *others)
    elif isinstance(value, tuple | dict) and value:
        yield "…"
        for key, held in value.items() if isinstance(value, dict) else enumerate(value):
            first, *others = lines(held, folder, f"{indent}  ")
            yield from (f"{indent}  {key}: {first}", *others)
    elif isinstance(value, frozenset):
        yield f"{sorted(map(str, value))}"
    elif isinstance(value, Path):
        yield value.relative_to(folder).as_posix()
    else:
        yield str(value) if isinstance(value, Enum) else repr(value)


def prepared(folder: Path) -> Path:
    for name in ("plain.docx", "own.docx"):
        (folder / name).write_bytes(b"")
    (folder / "folder").mkdir()
    return folder


def test_a_paper_is_what_its_file_says(tmp_path: Path, kept: SnapshotAssertion) -> None:
    folder = prepared(tmp_path)
    (folder / "paper.yaml").write_text(PAPER, encoding="utf-8")
    assert "\n".join([*lines(read_paper_file(folder, templates=[]), folder), ""]) == kept


def test_a_meeting_is_what_its_file_says(tmp_path: Path, kept: SnapshotAssertion) -> None:
    folder = prepared(tmp_path)
    (folder / "meeting.yaml").write_text(MEETING, encoding="utf-8")
    meeting = read_meeting(folder, templates=[])
    assert "\n".join([*lines(meeting, folder), ""]) == kept
    assert read_meeting(folder / "meeting.yaml", templates=[]) == meeting


@pytest.mark.parametrize("schema", [paper_schema, meeting_schema])
def test_what_editors_are_told(schema: Callable[[], dict[str, object]], kept: SnapshotAssertion) -> None:
    assert msgspec.json.format(msgspec.json.encode(schema())).decode() + "\n" == kept


PAPER_FAULTS = (
    ("board: Strategic Board\n", ""), ("title:", "titel:"), ("board: Strategic Board", "board: ''"),
    ("board: Strategic Board", "board: [a]"), ("meeting: 2022-05-24", "meeting: May 2022"),
    ("meeting: 2022-05-24", "meeting: 2022-05-32"), ("meeting: 2022-05-24", "meeting: 2022-5"),
    ("agenda_item: 5.10", "agenda_item: {a: b}"), ("name: A N Other", "name: ''"),
    ("name: A N Other", "nam: A N Other"), ("template: plain.docx", "template: plian.docx"),
    ("template: plain.docx", "template: x"),
    ("language: cy-GB", "language: welsh"), ("language: cy-GB", "language: cy_GB"),
    ("fields: {classification: OFFICIAL}", "fields: OFFICIAL"),
    ("fields: {classification: OFFICIAL}", "fields: {a: [b]}"), ("[Studio 54, ", "[S, "),
    ("[Studio 54, ", "[ab, Ä1, "), ("  - kpi.xlsx", "  - other.xlsx"), ("  - kpi.xlsx", "  - [a]"),
    ("  - kpi.xlsx", "  - a\\0b.xlsx"), ("  - kpi.xlsx", '  - "a\\0b.xlsx"'), ("layout: long", "layout: tall"),
    ("header_row: 4", "header_row: -1"), ("header_row: 4", "header_row: four"), ("header_row: 4", "headerrow: 4"),
    ("sheet: Data, ", ""), ("  bare:", "  Bare_1:"), ("unit: percent", "unit: per cent"),
    ("decimals: 1", "decimals: 7"), ("decimals: 1", "decimals: 1.5"), ("change_decimals: 2", "change_decimals: -1"),
    ("polarity: lower", "polarity: low"),
    ("current: 2021/22-Q4", "current: last year"), ("baseline: 2020/21-Q4", "baseline: 2020/22"),
    ("share(bare, total)", "share(bare)"), ("suppress_below: 5.50", "suppress_below: few"),
    ("scorecard: false", "scorecard: perhaps"), ("narrative: purpose.md", "narrative: a.md"),
    ("narrative: purpose.md", "narrative: next.md"), ("    narrative: purpose.md\n", ""),
    ("    narrative: purpose.md", "    narrative: p.md\n    sections: [c.md]"), ("id: said", "id: purpose-of-paper-1"),
    ("heading: Statement", "heading: ''"), ("sections: [a.md, b.md]", "sections: a.md"),
    ("new_page: true", "new_page: often"), ("letter: B", "letter: A"), ("letter: B", "letter: ABCD"),
    ("letter: B", "letter: ''"), ("title: Some, ", ""), ("scorecard: {}", "scorecard: {indicators: some}"),
    ("scorecard: {}", "scorecard: {indicators: [[a]]}"), ("sources: true", "sources: false"), (", sources: true", ""),
    ("narrative: some.md", "narrative: purpose.md"), ("meeting: 2022-05-24", "meeting: &m 2022-05-24\npriority: *m"),
    ("title: Share", "title: Share\n    title: More"), ("priority: Violence", "board: Another"),
    ("priority: Violence", "priority:\tViolence"), ("priority: Violence", "\tpriority: Violence"),
    ("priority: Violence", "priority: a: b"), ("priority: Violence", "priority: {{a"),
    ("priority: Violence", "priority: @a"), ("priority: Violence", "priority: [a"),
    ("priority: Violence", "  priority: a"), ("priority: Violence", "priority"),
    ("parts:", "part:"),
)  # fmt: skip
MEETING_FAULTS = (
    ("body: Board", "body: ''"), ("body: Board\n", ""), ("date: 2025-06-24", "date: 24 June"),
    ("date: 2025-06-24", "date: 2025-06-31"), ('time: "10:30"', "time: half ten"), ('time: "10:30"', 'time: "24:00"'),
    ('time: "10:30"', 'time: "10:300"'), ('time: "10:30"', 'time: "10.30 am, or 23:59"'),
    ("nation: Wales", "nation: Narnia"), ("clear_days: 4", "clear_days: 61"), ("clear_days: 4", "clear_days: -1"),
    ("[2025-06-19]", "[Easter]"), ("members: [B, C]", "members: B"), ("language: cy", "language: welsh"),
    ("template: own.docx", "template: none.docx"), ("https://example.org/may", "example.org"),
    ("contents_over: 5", "contents_over: -1"), ("most_megabytes: 2.5", "most_megabytes: 0"),
    ("dividers: true", "divider: true"), ("number: 1,", "number: '',"), ("title: Apologies", "title: ''"),
    ("kind: standing", "kind: usual"), ("minutes: 15", "minutes: 1441"), ("minutes: 15", "minutes: -1"),
    ("minutes: 15", "minutes: ten"), ("purpose: decision", "purpose: fun"), ("file: a.docx", "file: ''"),
    ("file: a.docx", "file: a.pages"), ("allow: [comments]", "allow: [anything]"), ("stamp: false", "stamp: maybe"),
    ("paper: b.PDF", "paper: b.odt"), ("title: More, paper: b.PDF", "title: More"), ("paragraph: 3", "paragraph: ''"),
    ("paragraph: 3, ", ""), ("supplement: 0", "supplement: 100"), ("supplement: 0", "supplement: -1"),
    ("items:", "itmes:"), ("public: true", "open: true"),
)  # fmt: skip


# These depend on the libraries' versions.
_WORDS_OF_LIBRARIES = re.compile(r"(?:input|string) should .*?(?= \| )|(?<=is not valid YAML: ).*?(?= \| )")


def said(read: Callable[[], object]) -> str:
    try:
        read()
    except InvalidInputs as stopped:
        return told(stopped.findings)
    except InputError as stopped:
        return f"stopped: {stopped.rule} | {stopped.where} | {stopped} | {stopped.hint}\n"
    except BoardpaperError as stopped:
        return f"{type(stopped).__name__}\n"
    return "read\n"


def faults_of(path: Path, sound: str, faults: tuple[tuple[str, str], ...], read: Callable[[], object]) -> Iterator[str]:
    for old, new in faults:
        assert old in sound, old
        path.write_text(sound.replace(old, new, 1), encoding="utf-8")
        yield f"{old.strip()!r} → {new!r}\n"
        yield "".join(f"    {_WORDS_OF_LIBRARIES.sub('…', line)}\n" for line in said(read).splitlines())


def test_faults_of_a_paper(tmp_path: Path, kept: SnapshotAssertion) -> None:
    folder = prepared(tmp_path)
    text = faults_of(folder / "paper.yaml", PAPER, PAPER_FAULTS, lambda: read_paper_file(folder, templates=[]))
    assert "".join(text) == kept


def test_faults_of_a_meeting(tmp_path: Path, kept: SnapshotAssertion) -> None:
    folder = prepared(tmp_path)
    text = faults_of(folder / "meeting.yaml", MEETING, MEETING_FAULTS, lambda: read_meeting(folder, templates=[]))
    assert "".join(text) == kept


def test_a_folder_of_papers_is_what_their_names_say(tmp_path: Path, kept: SnapshotAssertion) -> None:
    names = (
        "agenda.docx", "Item 2 Budget.docx", "agenda item 2 - Table.pdf", "2. Bids.PDF", "10_Land_and_buildings.pdf",
        "08(B) – Reserves.pdf", "8(A). .pdf", "PUB25-11-2.1 Title.pdf", "B2 Later.pdf", "007.pdf", ".3 Hidden.pdf",
        "~$2 Budget.docx", "4 Notes.txt", "Plan 5.pdf",
    )  # fmt: skip
    for name in names:
        (tmp_path / name).write_bytes(b"")
    for name in ("5 Performance.v2", "6 Nothing", "item_9_Kept.docx"):
        (tmp_path / name).mkdir()
    (tmp_path / "5 Performance.v2" / "paper.yaml").write_bytes(b"")
    meeting = read_meeting(tmp_path, templates=[])
    told_ = "\n".join([*lines(meeting, tmp_path), ""]).replace(tmp_path.name, "FOLDER")
    assert told_ == kept


def test_a_folder_without_a_template_for_the_agenda_is_no_meeting(tmp_path: Path) -> None:
    (tmp_path / "1 Minutes.pdf").write_bytes(b"")
    assert said(lambda: read_meeting(tmp_path, templates=[])).replace(str(tmp_path), tmp_path.name) == (
        f"stopped: meeting-missing | {tmp_path.name} | {tmp_path.name} holds neither a meeting.yaml nor papers whose "
        "names begin with an item number | Name the papers “5 Title.docx” or “8(B) Title.pdf”, or run “boardpaper new "
        "--meeting FOLDER”.\n"
    )


def test_an_appendix_after_the_twenty_sixth_has_two_letters(tmp_path: Path) -> None:
    for number in range(54):
        (tmp_path / f"1 {number:02}.pdf").write_bytes(b"")
    (tmp_path / "agenda.docx").write_bytes(b"")
    (item,) = read_meeting(tmp_path, templates=[]).items
    labels = [each.label.removeprefix("Appendix ") for each in item.appendices]
    assert (labels[:2], labels[24:28], labels[51:]) == (["A", "B"], ["Y", "Z", "AA", "AB"], ["AZ", "BA"])


@pytest.mark.skipif(os.name == "nt", reason="all names can be read there")
def test_a_name_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"5 Pr\xfcfung.pdf")).write_bytes(b"")
    (tmp_path / "agenda.docx").write_bytes(b"")
    assert said(lambda: read_meeting(tmp_path, templates=[])).startswith(
        "stopped: name-impossible | 5 Pr\\udcfcfung.pdf | "
    )


def test_a_template_beside_the_paper_goes_before_those_that_come_with_boardpaper(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("paper", "first", "second")]
    for folder in folders:
        folder.mkdir()
        (folder / "plain.docx").write_bytes(b"")
    (folders[0] / "own.docx").mkdir()
    (folders[2] / "own.docx").write_bytes(b"")
    assert find_template(folders[0], "plain.docx", folders[1:]) == folders[0] / "plain.docx"
    assert find_template(folders[0], "own.docx", folders[1:]) == folders[2] / "own.docx"
    assert find_template(folders[0], "none.docx", folders[1:]) is None


def yaml_said(folder: Path, text: str) -> str:
    (folder / "paper.yaml").write_bytes(text.encode())
    return said(lambda: read_yaml(folder / "paper.yaml", name="paper.yaml"))


def test_a_description_may_be_so_large_and_so_deep_and_no_more(tmp_path: Path) -> None:
    assert yaml_said(tmp_path, "a: " + "x" * (2**20 - 3)) == "read\n"
    assert yaml_said(tmp_path, "a: " + "x" * (2**20 - 2)).startswith("stopped: yaml-oversized | paper.yaml | ")
    assert yaml_said(tmp_path, "\n" + "[" * 32 + "]" * 32) == "read\n"
    assert yaml_said(tmp_path, "\n" + "[" * 33 + "]" * 33).startswith("stopped: yaml-too-deep | paper.yaml:2 | ")
    assert yaml_said(tmp_path, "[[], [], " + "[a], {b: c}, " * 40 + "]") == "read\n"


def test_a_description_knows_the_line_of_each_key(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("\ufeffone:\n  two: [x,\n    {y: z}]\n5: 6\n", encoding="utf-8")
    file = read_yaml(tmp_path / "a.yaml", name="a.yaml")
    assert file.data == {"one": {"two": ["x", {"y": "z"}]}, "5": "6"}
    assert file.lines == {
        (): 1, ("one",): 1, ("one", "two"): 2, ("one", "two", 0): 2, ("one", "two", 1): 3, ("one", "two", 1, "y"): 3,
        ("5",): 4,
    }  # fmt: skip
    wheres = [file.where(key) for key in [(), ("one", "two", 1), ("one", "three"), ("one", "two", 7, "q", "r"), ("x",)]]
    assert wheres == ["a.yaml:1", "a.yaml:3", "a.yaml:1", "a.yaml:2", "a.yaml:1"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    def of(content: bytes) -> str:
        (tmp_path / "a.yaml").write_bytes(content)
        return said(lambda: read_yaml(tmp_path / "a.yaml", name="a.yaml"))

    assert of(b"abc\xff") == (
        "stopped: text-not-utf8 | a.yaml | a.yaml is not UTF-8 text (byte 4) | Save it as UTF-8 in your editor.\n"
    )
    assert of(b"# nothing\n").startswith("stopped: yaml-empty | a.yaml | ")
    assert of(b"a: b\x01").startswith("stopped: yaml-invalid | a.yaml | a.yaml holds a character that YAML does not")
    assert of(b"a: b\n---\nc: d\n").startswith("stopped: yaml-invalid | a.yaml:2 | ")
    assert [line[:27] for line in of(b"- a\n- b: &x c\n- *x\n- &y d\n- *y\n").splitlines()] == [
        "error yaml-alias | a.yaml:4", "error yaml-alias | a.yaml:2",
    ]  # fmt: skip
    assert of(b"a:\n  - x\n \t- y\n").startswith("stopped: yaml-tab | a.yaml:3 | ")
    missing = said(lambda: read_yaml(tmp_path / "b.yaml", name="b.yaml"))
    assert f" | there is no b.yaml in {tmp_path.name} | " in missing
    assert " | there is no b.yaml in . | " in said(lambda: read_yaml(Path("b.yaml"), name="b.yaml"))


@pytest.mark.parametrize(("name", "hint"), [("a.DOCX", "a paper in Word is for"), ("a.txt", "holds paper.yaml.")])
def test_a_file_is_no_paper_folder(name: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    told_ = said(lambda: read_paper_file(tmp_path / name, templates=[]))
    assert f"{name} is a file; what is wanted is a paper's folder" in told_
    assert ("a paper in Word is for" in told_, hint in told_) == (name == "a.DOCX", True)
