"""A person's mistake that puts restricted words into a public paper stops the pack; an ordinary meeting is packed."""

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

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
    assert {finding.rule for finding in result.findings} <= {"shared-names"}


@pytest.mark.parametrize(
    ("mistake", "rule"),
    [
        (made.linked, "shared-file"),
        (made.saved_again, "shared-file"),
        (made.exported, "shared-file"),
        (made.pasted_in_capitals, "shared-passage"),
        (made.pasted_into_a_table, "shared-passage"),
        (made.quoted_otherwise, "shared-amount"),
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


def test_what_is_acknowledged_goes_out_until_it_changes(tmp_path: Path) -> None:
    meeting = ordinary_meeting(tmp_path, 0)
    made.pasted(meeting)
    made.quoted(meeting)
    findings = stopped(meeting)
    assert stopped(meeting, workers=2) == findings
    marks = [re.search(r" ([0-9a-f]{12}) ", finding.hint) for finding in findings]
    for mark in marks:
        assert mark
        api.acknowledge(tmp_path, [mark[1]], reason="The notice says so.", day=datetime.date(2025, 6, 16))
    result = pack_meeting(tmp_path, keep_papers=False)
    told = [finding.message for finding in result.findings if finding.rule in ("shared-passage", "shared-amount")]
    assert len(told) == len(findings)
    assert all(message.endswith("was acknowledged on 16 June 2025: The notice says so.") for message in told)
    # Nobody outside is told what was acknowledged, nor why.
    outside = b"".join(path.read_bytes() for path in (tmp_path / "packs" / "public").glob("*.json"))
    assert b"acknowledged" not in outside
    assert b"notice" not in outside
    made.pasted_in_capitals(meeting)
    pack_meeting(tmp_path, keep_papers=False)
    made.pasted_more(meeting)
    assert {finding.rule for finding in stopped_later(meeting)} == {"shared-passage"}


def stopped_later(meeting: Ordinary) -> list[Finding]:
    with pytest.raises(BlockingFindings) as stop:
        pack_meeting(meeting.folder, keep_papers=False)
    return [finding for finding in stop.value.findings if finding.blocks]
