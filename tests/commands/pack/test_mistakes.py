"""A person's mistake that puts restricted words into a public paper stops the pack; an ordinary meeting is packed."""

import datetime
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest

from boardpaper import api
from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BlockingFindings
from boardpaper.model.finding import Finding
from boardpaper.sources.pdf.reader import read_pdf
from tests.support import ordinary_meetings as made
from tests.support.ordinary_meetings import Ordinary, ordinary_meeting


def stopped(meeting: Ordinary, workers: int = 1) -> list[Finding]:
    with pytest.raises(BlockingFindings) as stop:
        pack_meeting(meeting.folder, keep_papers=False, workers=workers)
    assert not (meeting.folder / "packs").exists()
    return [finding for finding in stop.value.findings if finding.blocks]


@pytest.mark.parametrize("seed", [0, 3])
def test_an_ordinary_meeting_is_packed(seed: int, tmp_path: Path) -> None:
    result = pack_meeting(ordinary_meeting(tmp_path, seed).folder, keep_papers=False)
    assert not any(finding.blocks for finding in result.findings)
    assert {finding.rule for finding in result.findings} <= {"shared-names", "shared-passage", "shared-amount"}


@pytest.mark.parametrize(
    ("mistake", "rule"),
    [
        (made.linked, "shared-file"),
        (made.saved_again, "shared-file"),
        (made.exported, "shared-file"),
        (made.pasted_in_capitals, "shared-passage"),
        (made.pasted_into_a_table, "shared-passage"),
        (made.quoted_otherwise, "shared-amount"),
        (made.pasted_twice, "shared-passage"),
        (made.quoted_twice, "shared-amount"),
        (made.quoted_rounded, "shared-amount"),
        (made.reference_quoted, "shared-reference"),
        (made.telephone_quoted, "shared-reference"),
        (made.titled, "shared-amount"),
        (made.picture_pasted, "shared-picture"),
        (made.marked_by_name, "restricted-marking"),
        (made.marked_by_folder, "restricted-marking"),
        (made.marked_inside, "restricted-marking"),
    ],
)
def test_a_mistake_stops_the_pack(mistake: Callable[[Ordinary], None], rule: str, tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    mistake(meeting)
    assert {finding.rule for finding in stopped(meeting)} == {rule}


def test_a_restricted_file_attached_to_a_public_one_does_not_go_out(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    made.attached(meeting)
    result = pack_meeting(tmp_path, keep_papers=False)
    assert "pdf-attachments" in {finding.rule for finding in result.findings}
    (copy,) = (tmp_path / "packs" / "public" / "papers").glob("item-20-*.pdf")
    assert read_pdf(copy, name="")[0].extras.attachments == ()


def test_what_may_be_marked_is_allowed_by_its_paper(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    made.marked_by_name(meeting)
    plan = tmp_path / "meeting.yaml"
    told = json.loads(plan.read_text(encoding="utf-8"))
    told["items"][-1]["paper"] = {"file": told["items"][-1]["paper"], "allow": ["restricted-marking"]}
    plan.write_text(json.dumps(told), encoding="utf-8")
    pack_meeting(tmp_path, keep_papers=False)


def test_a_title_that_is_marked_stops_the_pack(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    plan = tmp_path / "meeting.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace('"title": "', '"title": "Part 2 - private: ', 1), "utf-8")
    (finding,) = stopped(meeting)
    assert (finding.rule, finding.where.partition(",")[0]) == ("restricted-marking", "meeting.yaml:1")


def marks_in(findings: Sequence[Finding]) -> list[str]:
    return [mark for finding in findings for mark in re.findall(r"\b[0-9a-f]{12}\b", finding.hint)]


def told(findings: Sequence[Finding], *rules: str) -> list[str]:
    return [finding.message for finding in findings if finding.rule in rules]


def test_what_is_acknowledged_goes_out_until_it_changes(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    made.pasted(meeting)
    made.quoted(meeting)
    findings = stopped(meeting)
    assert stopped(meeting, workers=2) == findings
    api.acknowledge(tmp_path, marks_in(findings), reason="The notice says so.", day=datetime.date(2025, 6, 16))
    result = pack_meeting(tmp_path, keep_papers=False)
    settled = [message for message in told(result.findings, "shared-passage", "shared-amount") if "acknow" in message]
    assert len(settled) == len(findings)
    assert all(message.endswith("was acknowledged on 16 June 2025: The notice says so.") for message in settled)
    # Nobody outside is told what was acknowledged, nor why.
    outside = b"".join(path.read_bytes() for path in (tmp_path / "packs" / "public").glob("*.json"))
    assert b"acknowledged" not in outside
    assert b"notice" not in outside
    made.pasted_in_capitals(meeting)
    pack_meeting(tmp_path, keep_papers=False)
    made.pasted_more(meeting)
    assert {finding.rule for finding in stopped_later(meeting)} == {"shared-passage"}


def test_what_is_acknowledged_goes_out_where_the_restricted_paper_is_a_pdf(tmp_path: Path) -> None:
    """Both files' fonts number their letters as they came, and each in another order."""
    meeting = ordinary_meeting(tmp_path, 0)
    made.pasted(meeting)
    made.restricted_as_pdf(meeting)
    findings = stopped(meeting)
    assert {finding.rule for finding in findings} == {"shared-passage"}
    api.acknowledge(tmp_path, marks_in(findings), reason="The notice says so.", day=datetime.date(2025, 6, 16))
    pack_meeting(tmp_path, keep_papers=False)


_TOLD = (
    "The landlord of the kiosk telephoned the leader on 3 June and threatened to bring a challenge if his brewery lost "
    "the tender for the bandstand."
)


@pytest.mark.parametrize(
    "edited",
    [
        "In June the kiosk's landlord rang the leader, threatening to bring some challenge if the brewery should lose "
        "a tender for the bandstand.",
        "The kiosk landlord phoned the leader and has threatened a challenge, should his brewery lose the bandstand.",
        "As one hears, if the brewery lost the bandstand its landlord threatened, by telephone, to challenge that.",
    ],
)
def test_a_sentence_that_is_pasted_with_edits_stops_the_pack(edited: str, tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    made._add_paragraph(meeting, _TOLD, meeting.restricted[0])
    made._add_paragraph(meeting, edited)
    (finding,) = stopped(meeting)
    assert finding.rule == "shared-passage"
    assert f"“{' '.join(edited.split()[:6])} …” is in nearly the same words in item 7, " in finding.message
    api.acknowledge(tmp_path, marks_in([finding]), reason="The notice says so.", day=datetime.date(2025, 6, 16))
    pack_meeting(tmp_path, keep_papers=False)


@pytest.mark.parametrize(
    "other",
    [
        "The brewery leases the bandstand, and a tender for the kiosk is to follow.",
        "The Brewery Kiosk, the Bandstand Kiosk and the Leader's Landlord Kiosk have their shutters painted.",
    ],
)
def test_a_sentence_of_the_same_matter_is_no_edited_one(other: str, tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    made._add_paragraph(meeting, _TOLD, meeting.restricted[0])
    made._add_paragraph(meeting, other)
    pack_meeting(tmp_path, keep_papers=False)


def test_who_came_to_a_meeting_may_stand_in_its_open_and_in_its_closed_minutes(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    came = (
        "In attendance: Odile Quarnforth (Head of Internal Audit), Ruben Tillingham (External Auditor, Thorne Partners)"
    )
    for name in (meeting.restricted[0], meeting.public[0]):
        made._add_paragraph(meeting, came, name)
    findings = pack_meeting(tmp_path, keep_papers=False).findings
    assert any("“In attendance: Odile Quarnforth" in message for message in told(findings, "shared-passage"))
    made._add_paragraph(meeting, f"{came} asked why the cellar had been let to his own brother for nothing at all.")
    made._add_paragraph(meeting, "He asked why the cellar had been let to his own brother for nothing at all.", name)
    made._add_paragraph(
        meeting, "He asked why the cellar had been let to his own brother for nothing at all.", meeting.restricted[0]
    )
    assert "shared-passage" in {finding.rule for finding in stopped_later(meeting)}


def test_what_stands_in_two_papers_is_told_once_and_acknowledged_once(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    made.pasted_twice(meeting)
    (finding,) = stopped(meeting)
    assert finding.rule == "shared-passage"
    assert finding.where.startswith(f"item 1, {meeting.public[0]}, page ")
    assert f", and in item 2, {meeting.public[1]}, page " in finding.message
    (mark,) = marks_in([finding])
    api.acknowledge(tmp_path, [mark], reason="The notice says so.", day=datetime.date(2025, 6, 16))
    pack_meeting(tmp_path, keep_papers=False)


def test_a_new_sentence_with_an_acknowledged_amount_asks_again(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    made.quoted(meeting)
    api.acknowledge(tmp_path, marks_in(stopped(meeting)), reason="The notice says so.", day=datetime.date(2025, 6, 16))
    pack_meeting(tmp_path, keep_papers=False)
    made.quoted_again(meeting)
    (finding,) = stopped_later(meeting)
    assert finding.rule == "shared-amount"


def test_a_mark_that_nothing_needs_any_more_is_told(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    before = (tmp_path / meeting.public[0]).read_bytes()
    made.quoted(meeting)
    (mark,) = marks_in(stopped(meeting))
    api.acknowledge(tmp_path, [mark], reason="The notice says so.", day=datetime.date(2025, 6, 16))
    assert told(pack_meeting(tmp_path, keep_papers=False).findings, "mark-unneeded") == []
    (tmp_path / meeting.public[0]).write_bytes(before)
    (message,) = told(pack_meeting(tmp_path, keep_papers=False).findings, "mark-unneeded")
    assert message.startswith(
        f"the mark {mark}, acknowledged on 16 June 2025 (The notice says so.), belongs to nothing"
    )


def test_a_mark_that_a_supplement_needs_is_not_told_by_the_pack(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    made.quoted(meeting)
    plan = tmp_path / "meeting.yaml"
    told_of = json.loads(plan.read_text(encoding="utf-8"))
    told_of["items"][0]["late"] = {"reason": "the survey came late"}
    plan.write_text(json.dumps(told_of), encoding="utf-8")
    pack_meeting(tmp_path, keep_papers=False)
    with pytest.raises(BlockingFindings) as stop:
        pack_meeting(tmp_path, supplement=1, keep_papers=False)
    (mark,) = marks_in([finding for finding in stop.value.findings if finding.blocks])
    api.acknowledge(tmp_path, [mark], reason="The notice says so.", day=datetime.date(2025, 6, 16))
    for forget in (False, True):
        if forget:
            # As in a fresh checkout, where nobody knows what the supplement shares.
            (tmp_path / ".boardpaper" / "marks.json").unlink()
        assert told(pack_meeting(tmp_path, keep_papers=False).findings, "mark-unneeded") == []


def retold(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    plan = folder / "meeting.yaml"
    meeting = json.loads(plan.read_text(encoding="utf-8"))
    change(meeting)
    plan.write_text(json.dumps(meeting), encoding="utf-8")


@pytest.mark.parametrize("place", ["title", "reason", "appendix"])
def test_what_meeting_yaml_quotes_from_a_restricted_paper_stops_the_pack(place: str, tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    amount = made._amount(meeting)

    def quote(told: dict[str, Any]) -> None:
        if place == "title":
            told["items"][0]["title"] += f" and the offer of {amount}"
        elif place == "reason":
            told["items"][-1]["restricted"]["reason"] = f"the offer of {amount}"
        else:
            told["items"][0]["appendices"] = [{"title": f"Paying {amount}", "paper": meeting.public[1]}]

    retold(tmp_path, quote)
    (finding,) = stopped(meeting)
    assert finding.rule == "shared-amount"
    assert finding.where.startswith("meeting.yaml:1, ")
    api.acknowledge(tmp_path, marks_in([finding]), reason="The notice says so.", day=datetime.date(2025, 6, 16))
    pack_meeting(tmp_path, keep_papers=False)


def test_a_long_title_or_a_name_in_a_reason_is_a_warning(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    paper = docx.Document(str(tmp_path / meeting.restricted[0]))
    title = "A longer look at what is to become of all the stables behind the station"
    paper.add_paragraph(f"See also on this agenda: {title}. The buyer would be Quillfeather Estates.")
    paper.save(str(tmp_path / meeting.restricted[0]))

    def change(told: dict[str, Any]) -> None:
        told["items"][0]["title"] = title
        told["items"][-2]["restricted"]["reason"] = "the affairs of Quillfeather Estates"

    retold(tmp_path, change)
    findings = pack_meeting(tmp_path, keep_papers=False).findings
    lines = [finding for finding in findings if finding.where.startswith("meeting.yaml")]
    assert [finding.rule for finding in lines] == ["shared-passage", "shared-names"]
    assert "“Quillfeather Estates”" in lines[1].message


def stopped_later(meeting: Ordinary) -> list[Finding]:
    with pytest.raises(BlockingFindings) as stop:
        pack_meeting(meeting.folder, keep_papers=False)
    return [finding for finding in stop.value.findings if finding.blocks]
