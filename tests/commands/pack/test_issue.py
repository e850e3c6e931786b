"""What an issue of a pack is called, what it lists, and what is remembered of it: exact values and whole lists."""

import datetime
import hashlib
import json
import os
import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from pikepdf import Array, Name, Pdf, String
from syrupy.assertion import SnapshotAssertion

from boardpaper.commands.pack.issue import Issue, called, page_ranges
from boardpaper.commands.pack.issued import (
    Issued,
    IssuedPaper,
    Memory,
    closing_item,
    issued_papers,
    issues_in,
    read_memory,
    with_issue,
    write_memory,
)
from boardpaper.commands.pack.listing import figures_of, read_hashes, read_list
from boardpaper.commands.pack.run import pack_meeting
from boardpaper.model.meeting import AgendaItem, Meeting, PaperFile, PaperKind, Restriction
from boardpaper.model.pack import PackOptions, PackPart, PdfFacts, PdfPage
from boardpaper.model.printed import PaperFigures, PrintedFigure
from boardpaper.pack.layout import lay_out_pack
from tests.support.finished_pdfs import changed, publication, untagged
from tests.support.small_meeting import files, small_meeting, write_small

CLOSED = Restriction("3", "affairs")
OPEN, SHUT = AgendaItem("1", "Minutes"), AgendaItem("2", "Depot", restricted=CLOSED)


def meeting_in(folder: Path, *items: AgendaItem, date: datetime.date | None = None) -> Meeting:
    return Meeting("meeting.yaml", folder, folder / "agenda.docx", items, date=date)


@pytest.mark.parametrize(
    ("restricted", "supplement", "told"),
    [
        (False, 0, ("public", "Agenda", "Public pack", "pack.json", "2022-05-24-public-pack")),
        (True, 0, ("restricted", "Agenda (restricted)", "Restricted pack", "pack.json",
                   "2022-05-24-restricted-pack")),
        (False, 2, ("public", "Supplementary agenda 2", "Public pack, supplement 2", "supplement-2.json",
                    "2022-05-24-public-pack-supplement-2")),
        (True, 1, ("restricted", "Supplementary agenda 1 (restricted)", "Restricted pack, supplement 1",
                   "supplement-1.json", "2022-05-24-restricted-pack-supplement-1")),
    ],
)  # fmt: skip
def test_what_an_issue_is_called(restricted: bool, supplement: int, told: tuple[str, ...], tmp_path: Path) -> None:
    meeting = meeting_in(tmp_path, date=datetime.date(2022, 5, 24))
    issue = Issue(meeting, (), restricted=restricted, supplement=supplement)
    assert (issue.folder, issue.heading, issue.pack_title, issue.list_name, issue.name("pack")) == told
    assert [issue.owns(item) for item in (OPEN, SHUT)] == [not restricted, restricted]


def test_a_meeting_without_a_day_is_called_by_its_folder(tmp_path: Path) -> None:
    assert Issue(meeting_in(tmp_path / "Spring Board"), ()).name("agenda") == "spring-board-public-agenda"
    assert called(OPEN, "a.docx") == "item 1, a.docx"


def test_pages_of_items_are_ranges() -> None:
    def part(item: str, pages: int) -> PackPart:
        return PackPart(PdfFacts(pages=(PdfPage(595, 842),) * pages, name=""), b"", item, item)

    layout = lay_out_pack([part("1", 1), part("2", 3)], front_pages=1, options=PackOptions())
    assert page_ranges(layout, (OPEN, SHUT, AgendaItem("3", "None"))) == {"1": "2", "2": "3–5"}
    assert page_ranges(layout, ()) == {}


def masked(content: bytes) -> str:
    """A list without what fonts and libraries decide."""
    text = re.sub(r'"[0-9a-f]{64}"', '"…"', content.decode())
    return re.sub(r'("(?:pack|fonts|fonts_in_several_papers|stored_once)": )\d+', r"\1…", text)


def test_lists_and_files_of_a_meeting(tmp_path: Path, kept: SnapshotAssertion) -> None:
    """The pack for the public and for members, then a supplement for each."""
    small_meeting(tmp_path)
    write_small(tmp_path, 'restricted: {paragraph: 3, reason: "affairs of bidders"}')
    text = (tmp_path / "meeting.yaml").read_text(encoding="utf-8")
    late = "  - {number: 3, title: Flood damage, paper: 10-flood-damage.docx, late: {reason: it was not ready}}\n"
    (tmp_path / "meeting.yaml").write_text(f"website: https://board.example.org/may/\n{text}{late}", encoding="utf-8")
    found = [*pack_meeting(tmp_path).findings, *pack_meeting(tmp_path, supplement=1).findings]
    made = files(tmp_path / "packs")
    lists = [f"{name}\n{masked(content)}" for name, content in sorted(made.items()) if name.endswith(".json")]
    told = [f"{each.severity} {each.rule} | {each.where} | {each.message}" for each in found]
    assert "\n".join([*told, *sorted(made), "", *lists]) == kept
    for place in ("public", "restricted"):
        hashes = read_hashes(tmp_path / "packs" / place)
        own = {name.removeprefix(f"{place}/"): content for name, content in made.items() if name.startswith(place)}
        assert hashes == {
            name: hashlib.sha256(content).hexdigest() for name, content in own.items() if not name.endswith(".json")
        }


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'{"generator": "another"}', b'{"files": {}}', b"\xff"], ids=repr
)
def test_what_boardpaper_did_not_write_is_no_list(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "pack.json").write_bytes(content)
    assert read_list(tmp_path / "pack.json") == {}
    assert read_hashes(tmp_path) == {}
    assert read_list(tmp_path / "none.json") == {}


def listed(**told: object) -> bytes:
    return json.dumps({"generator": "boardpaper pack", **told}).encode()


def test_hashes_are_those_of_the_pack_where_a_supplement_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "pack.json").write_bytes(listed(files={"a.pdf": "1", "b.pdf": 2}))
    (tmp_path / "supplement-1.json").write_bytes(listed(files={"a.pdf": "3", "c.pdf": "4"}))
    (tmp_path / "supplement-2.json").write_bytes(listed(files=[]))
    assert read_hashes(tmp_path) == {"a.pdf": "1", "b.pdf": "2", "c.pdf": "4"}


def test_figures_are_read_as_far_as_they_are_whole() -> None:
    figure = {"indicator": "homicide", "facet": "value", "period": "2022", "text": "53"}
    papers = [{"file": "../public/papers/a.pdf", "figures": [figure]}, {"file": "papers/b.pdf", "figures": []}]
    odd = [3, {}, {"number": "8", "papers": 3}, {"number": "9", "papers": [{"file": "c", "figures": [{"x": 1}]}]}]
    told: dict[str, object] = {"items": [*odd, {"number": "4", "papers": papers}]}
    assert list(figures_of(told)) == [
        PaperFigures("item 4, papers/a.pdf", (PrintedFigure("homicide", "value", "2022", "53"),)),
        PaperFigures("item 4, papers/b.pdf", ()),
    ]
    assert list(figures_of({})) == list(figures_of({"items": "none"})) == []


def test_two_accounts_of_an_issue_are_one() -> None:
    one = Issued(1, {"a": ("x",), "b": ("y",)}, (IssuedPaper("1", "A", "a.docx", "d"), IssuedPaper("2", "B")))
    two = Issued(
        1, {"b": ("z", "y"), "c": ("w",)}, (IssuedPaper("1", "A"), IssuedPaper("2", "B"), IssuedPaper("3", "C"))
    )
    assert one.joined(two) == Issued(
        1,
        {"a": ("x",), "b": ("y", "z"), "c": ("w",)},
        (IssuedPaper("1", "A", "a.docx", "d"), IssuedPaper("2", "B"), IssuedPaper("3", "C")),
    )


def test_an_issue_takes_the_place_of_its_like(tmp_path: Path) -> None:
    first, again, later = Issued(0, {"a": ("x",)}), Issued(0, {"b": ("y",)}), Issued(2, {"c": ("z",)})
    memory = with_issue(with_issue({}, tmp_path, later, alone=False), tmp_path, first, alone=False)
    place = Path(os.path.realpath(tmp_path))
    assert memory == {place: (first, later)}
    assert with_issue(memory, tmp_path, again, alone=True) == {place: (again, later)}
    assert with_issue(memory, tmp_path, again, alone=False) == {place: (first.joined(again), later)}


def test_what_is_remembered_moves_with_the_meeting(tmp_path: Path) -> None:
    home = Path(os.path.realpath(tmp_path)) / "meeting"
    memory: Memory = {home / "packs" / "public": (Issued(0, {"a": ("x",)}, (IssuedPaper("1", "A", "a.docx", "d"),)),)}
    write_memory(meeting_in(home), memory)
    assert [path.name for path in (home / ".boardpaper").iterdir()] == ["issued.json"]
    assert read_memory(meeting_in(home)) == memory
    home.rename(home.parent / "moved")
    moved = home.parent / "moved"
    assert read_memory(meeting_in(moved)) == {moved / "packs" / "public": memory[home / "packs" / "public"]}
    assert read_memory(meeting_in(home)) == {}


def test_papers_are_known_by_where_they_stand_and_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"words")
    paper, gone = (
        PaperFile(tmp_path / "a.docx", "a.docx", PaperKind.WORD),
        PaperFile(tmp_path / "b.docx", "b.docx", PaperKind.WORD),
    )
    items = (replace(OPEN, paper=paper), replace(SHUT, paper=gone), AgendaItem("3", "None"))
    known = IssuedPaper("1", "Minutes", "a.docx", hashlib.sha256(b"words").hexdigest())
    assert issued_papers(meeting_in(tmp_path, *items), items) == (known,)


def test_an_issue_is_closed_by_the_item_whose_paper_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"words")
    digest = hashlib.sha256(b"words").hexdigest()
    shut = replace(SHUT, paper=PaperFile(tmp_path / "a.docx", "a.docx", PaperKind.WORD))
    meeting = meeting_in(tmp_path, OPEN, shut)

    def closed(*papers: IssuedPaper) -> AgendaItem | None:
        return closing_item(meeting, Issued(0, {}, papers))

    assert closed() is None
    assert closed(IssuedPaper("1", "Minutes")) is None
    assert closed(IssuedPaper("2", "Another title")) == shut
    assert closed(IssuedPaper("9", "Else", "a.docx", "other")) == shut
    assert closed(IssuedPaper("9", "Else", "b.docx", digest)) == shut
    assert closed(IssuedPaper("9", "Else", "b.docx", "other")) is None
    assert closed(IssuedPaper("2", "Depot", "b.docx", "other")) == shut
    assert closed(IssuedPaper("2", "Another title", "b.docx", "other")) is None


def test_lists_and_memory_together_say_what_stands(tmp_path: Path) -> None:
    items = [{"number": "1", "title": "A", "papers": [{}]}, {"number": "2", "papers": []}, 3]
    content = listed(files={"a.pdf": "1", "../b.pdf": "2"}, supplement=0, items=items)
    (tmp_path / "pack.json").write_bytes(content)
    (tmp_path / "supplement-1.json").write_bytes(listed(files={}, supplement="1"))
    own = hashlib.sha256(content).hexdigest()
    expected = Issued(0, {"a.pdf": ("1",), "pack.json": (own,)}, (IssuedPaper("1", "A"),))
    assert issues_in(tmp_path, {}) == (expected,)
    earlier = Issued(3, {"c.pdf": ("5",)})
    assert issues_in(tmp_path, {Path(os.path.realpath(tmp_path)): (earlier,)}) == (expected, earlier)
    assert issues_in(tmp_path / "none", {}) == ()


WEBSITE = "https://board.example.org/may/"
LETTER = f"{WEBSITE}papers/item-2-letter.pdf"


def lead_to_the_letter(pdf: Pdf) -> None:
    links = [link for page in pdf.pages for link in page.obj.get(Name.Annots, Array())]
    links[0].A.URI = String(LETTER)


@pytest.mark.parametrize(
    ("letter", "options", "leaves"),
    [
        (publication("Letter", 1), "", False),
        (untagged("Letter"), "", True),
        (untagged("Letter"), "pack: {include_untagged: true}\n", False),
    ],
    ids=["tagged", "on a slip page", "a scan that goes in"],
)
def test_a_link_to_a_paper_on_the_website_leads_into_the_pack_if_the_paper_is_there(
    letter: bytes, options: str, leaves: bool, tmp_path: Path
) -> None:
    (tmp_path / "report.pdf").write_bytes(changed(publication("Report", 1), lead_to_the_letter))
    (tmp_path / "letter.pdf").write_bytes(letter)
    items = "\n".join(
        f"  - {{number: {at}, title: {name}, paper: {name.lower()}.pdf}}"
        for at, name in enumerate(("Report", "Letter"), 1)
    )
    (tmp_path / "meeting.yaml").write_text(
        f"body: Board\ndate: 2022-05-24\nwebsite: {WEBSITE}\n{options}items:\n{items}\n"
    )
    pack_meeting(tmp_path)
    (pack,) = (tmp_path / "packs" / "public").glob("*public-pack.pdf")
    with Pdf.open(pack) as pdf:
        leads = [
            str(link.A.URI)
            for page in pdf.pages
            for link in page.obj.get(Name.Annots, Array())
            if "/A" in link and "/URI" in link.A
        ]
    assert (LETTER in leads) == leaves
