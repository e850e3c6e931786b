"""meeting.yaml and folders of numbered papers, read as they are written."""

import datetime
import json
from pathlib import Path

import pytest

from boardpaper.errors import InputError, InvalidInputs
from boardpaper.model.meeting import ItemKind, Lateness, Nation, PaperKind, Purpose, Restriction
from boardpaper.sources.plans.meeting import meeting_schema, read_meeting
from tests.support import places

TEMPLATES = [places.TEMPLATES]
LEAST = "body: Board\ndate: 2025-06-24\nitems:\n  - {number: 5.10, title: Performance}\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "meeting.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def rules(folder: Path, text: str) -> set[str]:
    with pytest.raises(InvalidInputs) as stopped:
        read_meeting(write(folder, text), templates=TEMPLATES)
    return {finding.rule for finding in stopped.value.findings}


def test_the_least_that_a_meeting_needs(tmp_path: Path) -> None:
    meeting = read_meeting(write(tmp_path, LEAST), templates=TEMPLATES)
    assert (meeting.body, meeting.date, meeting.notice.clear_days) == ("Board", datetime.date(2025, 6, 24), 5)
    assert [item.number for item in meeting.items] == ["5.10"]
    assert meeting.items[0].where == "meeting.yaml:4"


def test_everything_that_an_item_can_say(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    text = (
        "body: Board\ndate: 2025-06-24\nnation: Wales\nwebsite: https://example.org/may\nitems:\n"
        "  - number: PUB25/11/2.1\n    title: Budget\n    presenter: Treasurer\n    minutes: 15\n    purpose: noting\n"
        "    kind: minutes\n    paper: {file: a.docx, allow: [comments]}\n"
        "    appendices: [{title: More, paper: b.PDF}, {label: Annex 1, paper: {file: folder, stamp: false}}]\n"
        "    restricted: {paragraph: 12, reason: advice}\n    late: {reason: new facts, supplement: 2}\n"
    )
    meeting = read_meeting(write(tmp_path, text), templates=TEMPLATES)
    (item,) = meeting.items
    assert (meeting.nation, meeting.notice.clear_days, meeting.website) == (Nation.WALES, 3, "https://example.org/may/")
    assert (item.number, item.minutes, item.purpose, item.kind) == (
        "PUB25/11/2.1",
        15,
        Purpose.NOTING,
        ItemKind.MINUTES,
    )
    assert item.paper is not None
    assert (item.paper.kind, item.paper.allowed) == (PaperKind.WORD, frozenset({"comments"}))
    assert [(each.words, each.paper.kind) for each in item.appendices] == [
        ("Appendix A: More", PaperKind.PDF),
        ("Annex 1", PaperKind.FOLDER),
    ]
    assert item.appendices[1].paper.unstamped
    assert item.restricted == Restriction("12", "advice")
    assert item.late == Lateness("new facts", 2)


def test_the_public_view_knows_no_more_than_that_an_item_is_closed(tmp_path: Path) -> None:
    text = (
        LEAST + "  - {number: 6, title: Secret, presenter: P, paper: s.pdf, restricted: {paragraph: 3, reason: why}}\n"
    )
    public = read_meeting(write(tmp_path, text), templates=TEMPLATES).public_view()
    (stub,) = public.part_2
    assert (stub.number, stub.title, stub.presenter, stub.files) == ("6", "", "", ())
    assert stub.restricted == Restriction("3", "why")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("date: 2025-06-24", "date: 24 June"), "field-value"),
        (("date: 2025-06-24\n", ""), "field-missing"),
        (("title: Performance", "title: Performance, papper: x.pdf"), "field-unknown"),
        (("title: Performance", "title: Performance, paper: x.pages"), "paper-kind"),
        (("title: Performance", "title: Performance, minutes: ten"), "field-value"),
        (("body: Board", "body: Board\ntemplate: none.docx"), "template-missing"),
        (("body: Board", "body: Board\nnation: Narnia"), "field-value"),
        (("body: Board", "body: Board\nwebsite: javascript:alert(1)"), "field-value"),
        (("body: Board", "body: Board\ntime: half ten"), "field-value"),
        (("title: Performance", "title: Per\u202eformance"), "text-turned"),
    ],
)
def test_faults_are_findings(tmp_path: Path, change: tuple[str, str], rule: str) -> None:
    assert rules(tmp_path, LEAST.replace(*change)) == {rule}


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("date: 23 September 2025", "“23 September 2025” is not written as days are here; write 2025-09-23"),
        ("date: Tuesday 23rd Sept 2025", "“Tuesday 23rd Sept 2025” is not written as days are here; write 2025-09-23"),
        ("date: 1/2/2025", "“1/2/2025” is not written as days are here; write 2025-02-01"),
        ("date: 20250923", "“20250923” is not written as days are here; write 2025-09-23"),
        ("date: 2025-09-31", "“2025-09-31” is not a day such as 2025-09-23"),
        ("date: 31 September 2025", "“31 September 2025” is not a day such as 2025-09-23"),
        ("date: 3 Brumaire 2025", "“3 Brumaire 2025” is not a day such as 2025-09-23"),
        ("date: 2025-09-23T10:00:00", "“2025-09-23T10:00:00” is not a day such as 2025-09-23"),
        ("date: 1728000", "“1728000” is not a day such as 2025-09-23"),
        ("date: soon", "“soon” is not a day such as 2025-09-23"),
        ("time: 10am", '“10am” is not a time such as "10:00" or "14.30", in quotation marks'),
        ('time: "25:00"', '“25:00” is not a time such as "10:00" or "14.30", in quotation marks'),
        ("language: english", "“english” is not the tag of a language (BCP 47), such as en-GB or cy"),
        ("bank_holidays: [26 May 2025]", "“26 May 2025” is not written as days are here; write 2025-05-26"),
    ],
)
def test_what_is_written_in_another_way_is_told_how_to_write_it(tmp_path: Path, written: str, advice: str) -> None:
    text = LEAST.replace("date: 2025-06-24\n", "") if written.startswith("date") else LEAST
    with pytest.raises(InvalidInputs) as caught:
        read_meeting(write(tmp_path, f"{written}\n{text}"), templates=TEMPLATES)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.where, finding.message) == ("field-value", "meeting.yaml:1", advice)
    assert finding.hint == f"In “{written.partition(':')[0]}”."


@pytest.mark.parametrize(("time", "read"), [('"9:05"', "9:05"), ('"23.59"', "23.59"), ('""', "")])
def test_times_may_be_written_in_two_ways(tmp_path: Path, time: str, read: str) -> None:
    meeting = read_meeting(write(tmp_path, f"time: {time}\n{LEAST}"), templates=TEMPLATES)
    assert meeting.sitting.time == read


def test_a_folder_of_numbered_papers_is_a_meeting(tmp_path: Path) -> None:
    names = (
        "10 Estates.pdf",
        "8(B) - Budget.docx",
        "08(A)_Reserves.pdf",
        "8(B) Table.pdf",
        "~$8(B) Budget.docx",
        "Notes.pdf",
    )
    for name in names:
        (tmp_path / name).write_bytes(b"")
    meeting = read_meeting(tmp_path, templates=TEMPLATES)
    told = [(item.number, item.title, [each.words for each in item.appendices]) for item in meeting.items]
    assert told == [
        ("8(A)", "Reserves", []),
        ("8(B)", "Budget", ["Appendix A: Table"]),
        ("10", "Estates", []),
    ]
    assert meeting.date is None


def test_a_folder_without_papers_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nor papers whose names"):
        read_meeting(tmp_path, templates=TEMPLATES)


def test_the_schema_describes_every_key() -> None:
    schema = meeting_schema()
    assert {"body", "date", "items", "bank_holidays"} <= schema["properties"].keys()
    assert schema["$defs"]["_Item"]["properties"]["restricted"]
    json.dumps(schema)
