"""The agenda through its template, read back from the Word file."""

import datetime
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from boardpaper.model.meeting import (
    AgendaItem,
    Lateness,
    Meeting,
    MeetingAppendix,
    Notice,
    PaperFile,
    PaperKind,
    Purpose,
    Restriction,
    Sitting,
)
from boardpaper.model.template import AGENDA_KINDS
from boardpaper.ooxml.package import read_package, write_package
from boardpaper.sources.word.reader import read_document
from boardpaper.word.agenda import AgendaLine, render_agenda
from tests.support.places import DOCS, TEMPLATES

TEMPLATE = TEMPLATES / "agenda.docx"
FILE = PaperFile(Path("a.pdf"), "a.pdf", PaperKind.PDF)
MEETING = Meeting(
    "meeting.yaml",
    Path(),
    TEMPLATE,
    (
        AgendaItem("8(B)", "Fares & <fees>", "Head of Transport", 20, Purpose.DECISION, paper=FILE,
                   appendices=(MeetingAppendix("Appendix A", "Table", FILE),)),
        AgendaItem("PUB25/11/2.1", "Flood", late=Lateness("it rained"), minutes=1),
        AgendaItem("9", "The contract", "Head of Buying", restricted=Restriction("3", "the affairs of bidders")),
    ),
    body="Board of {braces}",
    date=datetime.date(2025, 6, 24),
    sitting=Sitting("10:00", "Room 1", "Chair", ("Member A", "Member B"), "23 September"),
    notice=Notice(datetime.date(2025, 6, 16)),
    contact="the secretariat",
    alternative_formats="Ask for large print.",
)  # fmt: skip
LINES = {"8(B)": AgendaLine("1–8", "https://example.org/8.pdf"), "PUB25/11/2.1": AgendaLine("To follow")}


def tables(folder: Path, meeting: Meeting, **values: bool) -> list[list[list[str]]]:
    content, findings = render_agenda(meeting, LINES, **values)  # type: ignore[arg-type]
    assert findings == ()
    path = folder / "agenda.docx"
    path.write_bytes(content)
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables]


def test_the_members_agenda_prints_everything(tmp_path: Path) -> None:
    front, part_1, part_2 = tables(tmp_path, MEETING, restricted=True)
    assert dict(front[1:]) == {
        "Date": "24 June 2025", "Time": "10:00", "Venue": "Room 1", "Chair": "Chair", "Members": "Member A; Member B",
        "Contact": "the secretariat", "Published": "16 June 2025", "Other formats": "Ask for large print.",
        "Next meeting": "23 September",
    }  # fmt: skip
    assert part_1[1:] == [
        ["8(B)", "Fares & <fees>\nFor decision\nAppendix A: Table", "Head of Transport", "20 minutes", "1–8"],
        ["PUB25/11/2.1", "Flood\nLate item: it rained", "", "1 minute", "To follow"],
    ]
    assert part_2[1] == [
        "9", "The contract\nNot open to the public (paragraph 3): the affairs of bidders", "Head of Buying", "", ""
    ]  # fmt: skip


def test_the_public_agenda_says_only_that_an_item_is_closed(tmp_path: Path) -> None:
    *_, part_2 = tables(tmp_path, MEETING.public_view())
    assert part_2[1] == ["9", "Not open to the public (paragraph 3): the affairs of bidders", "", "", ""]
    parts = read_package(tmp_path / "agenda.docx").parts
    assert not any(b"contract" in part or b"Head of Buying" in part for part in parts.values())


def test_part_2_is_left_out_where_nothing_is_restricted(tmp_path: Path) -> None:
    open_items = replace(MEETING, items=MEETING.part_1)
    assert len(tables(tmp_path, open_items)) == 2
    document, _ = read_document(tmp_path / "agenda.docx")
    assert document.properties.title == "Agenda: Board of {braces}, 24 June 2025"


def test_a_folder_of_papers_has_no_front(tmp_path: Path) -> None:
    bare = Meeting("folder", Path(), TEMPLATE, (AgendaItem("1", "Only one"),))
    assert tables(tmp_path, bare) == [
        [["Item", "Subject", "Presented by", "Time", "Pages"], ["1", "Only one", "", "", ""]]
    ]


def test_an_undated_agenda_says_no_day_in_its_properties() -> None:
    content, _ = render_agenda(Meeting("folder", Path(), TEMPLATE, (AgendaItem("1", "Only one"),)), {})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "dcterms:created" not in core
    assert re.findall(r"(?:19|20)\d\d-\d\d|January", core) == []
    assert "<dc:title>Agenda</dc:title><dc:subject></dc:subject>" in core


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ((b"{{ item.presenter }}", b"nobody"), "never-printed"),
        ((b"{{ item.presenter }}", b"{{ item.speaker }}"), "tag-unknown"),
        ((b"{{ contact }}", b"{{ agenda_item }}"), "tag-unknown"),
    ],
)
def test_a_template_that_loses_something_is_stopped(tmp_path: Path, change: tuple[bytes, bytes], rule: str) -> None:
    parts = dict(read_package(TEMPLATE).parts)
    parts["word/document.xml"] = parts["word/document.xml"].replace(*change)
    (tmp_path / "own.docx").write_bytes(write_package(parts))
    content, findings = render_agenda(replace(MEETING, template=tmp_path / "own.docx"), LINES, restricted=True)
    assert content == b""
    assert rule in {finding.rule for finding in findings}


NAMES = [f"{kind}.{name}" if kind != "agenda" else name for kind, names in AGENDA_KINDS.items() for name in names]


@pytest.mark.parametrize("name", NAMES)
def test_the_guide_explains_every_name(name: str) -> None:
    guide = (DOCS / "how-to" / "meetings.md").read_text(encoding="utf-8")
    rows = [line for line in guide.splitlines() if line.startswith("|")]
    assert any(re.search(rf"[`{{ ]{re.escape(name)}[ `}}]", row) for row in rows)
