"""What is wrong with a meeting's description."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from boardpaper.checks.meeting import check_front, check_meeting, check_pdf_markings, check_stated_day, check_subject
from boardpaper.model.meeting import (
    AgendaItem,
    ItemKind,
    Lateness,
    Meeting,
    MeetingAppendix,
    Nation,
    Notice,
    PaperFile,
    PaperKind,
    Restriction,
    clear_days_between,
    closed_appendices,
)
from boardpaper.model.pack import PdfTexts
from boardpaper.model.paper import FrontMatter

DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def meeting(*items: AgendaItem, **values: object) -> Meeting:
    return Meeting("meeting.yaml", Path(), Path("agenda.docx"), items, **values)  # type: ignore[arg-type]


def rules(*items: AgendaItem, **values: object) -> list[str]:
    return [finding.rule for finding in check_meeting(meeting(*items, **values))]


@pytest.mark.parametrize(
    ("issued", "held", "holidays", "days"),
    [
        # The dates of R v Swansea City Council ex parte Elitestone: Thursday 26 April to Tuesday 1 May 1990.
        ("1990-04-26", "1990-05-01", (), 2),
        ("2022-05-16", "2022-05-24", (), 5),
        ("2022-05-26", "2022-06-08", ("2022-06-02", "2022-06-03"), 6),
        ("2022-05-23", "2022-05-24", (), 0),
    ],
)
def test_clear_days_are_working_days_between(issued: str, held: str, holidays: tuple[str, ...], days: int) -> None:
    assert clear_days_between(day(issued), day(held), frozenset(map(day, holidays))) == days


@given(issued=DAYS, ahead=st.integers(1, 60), holidays=st.frozensets(DAYS, max_size=5))
def test_a_day_more_of_notice_is_at_most_one_clear_day_more(
    issued: datetime.date, ahead: int, holidays: frozenset[datetime.date]
) -> None:
    held = issued + datetime.timedelta(days=ahead)
    more = clear_days_between(issued - datetime.timedelta(days=1), held, holidays)
    assert more - clear_days_between(issued, held, holidays) in (0, 1)


@pytest.mark.parametrize(
    ("nation", "issued", "found"),
    [
        (Nation.ENGLAND, "2022-05-16", ["bank-holidays-unknown"]),
        (Nation.ENGLAND, "2022-05-13", []),
        (Nation.ENGLAND, "2022-05-17", ["issued-too-late"]),
        (Nation.WALES, "2022-05-17", []),
        (Nation.WALES, "2022-05-19", ["issued-too-late"]),
        (Nation.ENGLAND, "2022-05-24", ["issued-too-late"]),
    ],
)
def test_notice(nation: Nation, issued: str, found: list[str]) -> None:
    values = {"date": day("2022-05-24"), "nation": nation, "notice": Notice(day(issued), nation.clear_days)}
    assert rules(AgendaItem("1", "A"), **values) == found


def test_too_little_notice_says_by_when() -> None:
    (finding,) = check_meeting(meeting(date=day("2022-05-24"), notice=Notice(day("2022-05-18"))))
    assert "3 clear days" in finding.message
    assert "16 May 2022" in finding.hint
    (finding,) = check_meeting(meeting(date=day("2022-05-24"), notice=Notice(day("2022-05-20"))))
    assert "1 clear day before" in finding.message


def test_numbers_lateness_restrictions_and_minutes() -> None:
    assert rules(AgendaItem("8(b)", "A"), AgendaItem("8(B)", "B")) == ["item-repeated"]
    assert rules(AgendaItem("1", "A", late=Lateness())) == ["late-without-reason"]
    assert rules(AgendaItem("1", "A", late=Lateness("new facts"))) == []
    assert rules(AgendaItem("1", "A", restricted=Restriction("3", "why"), public=True)) == ["public-and-restricted"]
    assert rules(AgendaItem("1", "A", restricted=Restriction("3"))) == ["restricted-without-reason"]
    assert rules(AgendaItem("1", "A", kind=ItemKind.MINUTES)) == ["paper-missing"]


@pytest.mark.parametrize(
    ("nation", "paragraph", "known"),
    [
        (Nation.ENGLAND, "1", True),
        (Nation.ENGLAND, "7", True),
        (Nation.ENGLAND, "3 and 5", True),
        (Nation.ENGLAND, "7A", True),
        (Nation.ENGLAND, "0", False),
        (Nation.ENGLAND, "8", False),
        (Nation.ENGLAND, "3 and 99", False),
        (Nation.WALES, "11", False),
        (Nation.WALES, "12", True),
        (Nation.WALES, "18C", True),
        (Nation.WALES, "19", False),
        (Nation.SCOTLAND, "15", True),
        (Nation.SCOTLAND, "16", False),
        (Nation.ENGLAND, "confidential information, section 100A(2)", False),
        (Nation.ENGLAND, "confidential", True),
    ],
)
def test_the_law_has_the_paragraph_that_closes_an_item(nation: Nation, paragraph: str, known: bool) -> None:
    found = check_meeting(meeting(AgendaItem("1", "A", restricted=Restriction(paragraph, "why")), nation=nation))
    assert [finding.rule for finding in found] == ([] if known else ["paragraph-unknown"])
    if not known:
        first, last = nation.exempt_paragraphs[0], nation.exempt_paragraphs[-1]
        assert f"item 1, “A”, is restricted under paragraph {paragraph}, and " in found[0].message
        assert f"{nation.exemptions} describes exempt information in paragraphs {first} to {last}" in found[0].message


def test_a_title_that_turns_the_direction_of_writing_is_found() -> None:
    (found,) = check_meeting(meeting(AgendaItem("1", "Gap \u202eedarg", where="x:3")))
    assert (found.rule, found.where, found.blocks) == ("text-turned", "x:3", True)
    assert found.message.startswith("“Gap edarg” holds a sign that turns the direction of writing (U+202E)")


def test_files_that_are_missing_or_shared(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    file = PaperFile(path, "a.pdf", PaperKind.PDF)
    folder = PaperFile(tmp_path, "folder", PaperKind.FOLDER)
    assert rules(AgendaItem("1", "A", paper=file)) == ["paper-missing"]
    assert rules(AgendaItem("1", "A", paper=folder)) == ["paper-missing"]
    path.write_bytes(b"")
    closed = AgendaItem("2", "B", paper=PaperFile(tmp_path / "." / "a.pdf", "./a.pdf", PaperKind.PDF),
                        restricted=Restriction("3", "why"))  # fmt: skip
    assert rules(AgendaItem("1", "A", paper=file)) == []
    assert rules(AgendaItem("1", "A", paper=file), closed) == ["public-and-restricted"]


@pytest.mark.parametrize(
    ("held", "has_day", "number", "found"),
    [
        ("2022-05-01", False, "5", []),
        ("2022-05-24", True, "5", []),
        ("2022-05-23", True, "5", ["meeting-differs"]),
        ("2021-05-01", False, "5", ["meeting-differs"]),
        ("2022-05-24", True, "6", ["item-differs"]),
    ],
)
def test_a_paper_that_disagrees(held: str, has_day: bool, number: str, found: list[str]) -> None:
    front = FrontMatter("Board", day(held), has_day, number, "Title")
    assert [finding.rule for finding in check_front(AgendaItem("5", "A"), front, day("2022-05-24"))] == found


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("OFFICIAL-SENSITIVE", True),
        ("Not for publication", True),
        ("EXEMPT", True),
        ("This report is exempt under paragraph 3", True),
        ("Access to the store is restricted to staff who have been trained.", False),
        ("The public was told that exempt information would be discussed.", False),
        ("PRIVATE", True),
        ("a\nb\nc\nPRIVATE", False),
        ("PART II", False),
        ("DO NOT PUBLISH", True),
    ],
)
def test_markings_in_a_pdf(line: str, marked: bool) -> None:
    found = check_pdf_markings(PdfTexts(("Title\n" + line + "\nmore words", "second page"), ()), where="x.pdf")
    assert [finding.rule for finding in found] == ["restricted-marking"] * marked


def test_five_markings_of_a_pdf_are_told_with_their_pages() -> None:
    first = "\n".join(
        ["Title", *["so it is"] * 23, "Restricted", "Confidential", f"  Not for publication as it{' is long' * 12}"]
    )
    second = "Part 2: OFFICIAL-SENSITIVE\nPART 2 OFFICIAL-SENSITIVE\nin confidence\nSECRET\nSECRET\nEXEMPT"
    found = check_pdf_markings(PdfTexts((first, second), ()), where="x.pdf")
    told = [(each.where, each.message.partition("“")[2].partition("”")[0]) for each in found]
    assert told == [
        ("x.pdf, page 1", "Restricted"),
        ("x.pdf, page 1", f"Not for publication as it{' is long' * 12}"[:60]),
        ("x.pdf, page 2", "OFFICIAL-SENSITIVE"),
        ("x.pdf, page 2", "OFFICIAL-SENSITIVE"),
        ("x.pdf, page 2", "in confidence"),
    ]
    assert [each.where for each in check_pdf_markings(PdfTexts(("SECRET",), ()), where="")] == ["page 1"]


def test_notice_is_told_in_full() -> None:
    def told(issued: str, **notice: object) -> list[str]:
        held = Notice(day(issued), **notice)  # type: ignore[arg-type]
        return [f"{each.where}: {each.message}" for each in check_meeting(meeting(date=day("2022-05-24"), notice=held))]

    assert told("2022-05-24") == [
        "meeting.yaml, issued: the agenda is issued on 24 May 2022, which is not before the meeting"
    ]
    assert told("2022-05-25") == [
        "meeting.yaml, issued: the agenda is issued on 25 May 2022, which is not before the meeting"
    ]
    assert check_meeting(meeting(notice=Notice(day("2022-05-24")))) == ()
    assert check_meeting(meeting(date=day("2022-05-24"))) == ()
    assert told("2022-05-16", bank_holidays=frozenset([day("2022-05-02")])) == []


@pytest.mark.parametrize(
    ("held", "latest"), [("2022-05-24", "16 May 2022"), ("2022-05-23", "15 May 2022"), ("2022-05-22", "15 May 2022")]
)
def test_the_latest_day_of_issue_is_told(held: str, latest: str) -> None:
    (finding,) = check_meeting(meeting(date=day(held), notice=Notice(day("2022-05-20"))))
    assert f"Issue it by {latest}," in finding.hint


def test_an_item_is_told_by_its_number_and_title(tmp_path: Path, kept: SnapshotAssertion) -> None:
    pdf, folder = PaperFile(tmp_path / "a.pdf", "a.pdf", PaperKind.PDF), PaperFile(tmp_path, "b", PaperKind.FOLDER)
    appendix = MeetingAppendix("Appendix A", "Prices", pdf, Restriction("5", "affairs"), where="item 9, appendix 1")
    plain = MeetingAppendix("Appendix B", "Costs", pdf, Restriction("6", "affairs"))
    closed = {"restricted": Restriction("3", "affairs"), "where": "item 9", "paper": folder}
    items = (
        AgendaItem("9", "", appendices=(appendix, plain), **closed),  # type: ignore[arg-type]
        AgendaItem("4", "Crime", late=Lateness(" "), where="item 4", paper=pdf),
        AgendaItem("4, A", "Crime", late=Lateness(" "), appendix_of="4"),
        AgendaItem("5", "Crime", kind=ItemKind.MINUTES, where="item 5", restricted=Restriction("3", " "), public=True),
        AgendaItem("5", "Crime", kind=ItemKind.MINUTES, paper=pdf, where="again"),
    )
    assert "".join(f"{each.rule} | {each.where} | {each.message}\n" for each in check_meeting(meeting(*items))) == kept


def test_a_restricted_item_closes_its_appendices_under_its_own_paragraph() -> None:
    file = PaperFile(Path("a.pdf"), "a.pdf", PaperKind.PDF)
    for paragraph, found in (("3", []), ("5", ["appendix-restricted-twice"])):
        appendix = MeetingAppendix("Appendix A", "Prices", file, Restriction(paragraph, "affairs"))
        item = AgendaItem("9", "Award", appendices=(appendix,), restricted=Restriction("3", "affairs"))
        assert [rule for rule in rules(item) if rule != "paper-missing"] == found


def test_a_closed_appendix_is_an_item_of_part_2() -> None:
    file = PaperFile(Path("a.pdf"), "a.pdf", PaperKind.PDF)
    appendices = (MeetingAppendix("Appendix A", "Map", file), MeetingAppendix("Appendix B", "", file, Restriction("3")))
    open_item, closed = closed_appendices(AgendaItem("8(B)", "Award", presenter="Chair", appendices=appendices))
    assert open_item.appendices == appendices[:1]
    assert (closed.number, closed.title, closed.appendix_of) == ("8(B), Appendix B", "Appendix B to Award", "8(B)")
    assert meeting(open_item, closed).public_view().part_2[0].title == ""


@pytest.mark.parametrize(
    ("subject", "number", "held", "found"),
    [
        ("Board, May 2022, agenda item 5", "5", "2022-05-24", 0),
        ("Board, 24 May 2022, agenda item 8(B)", "8(b)", "2022-05-24", 0),
        ("Board, 24 May 2022, agenda item 8(B)", "8(B)", "2022-05-25", 1),
        ("Board, May 2022, agenda item 5", "6", "2022-05-24", 1),
        ("Board, May 2022, agenda item 5", "5", "2022-06-24", 1),
        ("Board, May 2022, agenda item 5", "5", None, 0),
        ("Notes of May 2022", "5", "2022-06-24", 0),
        ("", "5", "2022-06-24", 0),
    ],
)
def test_a_word_papers_properties_may_name_another_meeting(
    subject: str, number: str, held: str | None, found: int
) -> None:
    told = check_subject(AgendaItem(number, "Report"), subject, day(held) if held else None)
    assert [finding.rule for finding in told] == ["subject-differs"] * found


@pytest.mark.parametrize(
    ("words", "kind", "held", "found"),
    [
        ("Meeting date: 26 May 2022", ItemKind.ITEM, "2022-05-24", 1),
        ("Date of the meeting\nThursday 26th may 2022", ItemKind.ITEM, "2022-05-24", 1),
        ("DATE OF MEETING – 24 MAY 2022", ItemKind.ITEM, "2022-05-24", 0),
        ("Meeting date: 26 May 2022", ItemKind.MINUTES, "2022-05-24", 0),
        ("Meeting date: 26 May 2022", ItemKind.ITEM, None, 0),
        ("Date of next meeting: 28 June 2022", ItemKind.ITEM, "2022-05-24", 0),
        ("At its meeting of 29 March 2022 the board asked for this.", ItemKind.ITEM, "2022-05-24", 0),
    ],
)
def test_a_paper_of_any_origin_may_state_another_day(words: str, kind: ItemKind, held: str | None, found: int) -> None:
    told = check_stated_day(AgendaItem("5", "Report", kind=kind), words, day(held) if held else None)
    assert [finding.rule for finding in told] == ["stated-date-differs"] * found
