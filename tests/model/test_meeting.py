"""A meeting: its law, its items with their files, and what the public may know of it."""

from datetime import date
from pathlib import Path

import pytest

from boardpaper.model.meeting import (
    AgendaItem,
    Lateness,
    Meeting,
    MeetingAppendix,
    Nation,
    PaperFile,
    PaperKind,
    Purpose,
    Restriction,
    clear_days_between,
    closed_appendices,
    day_words,
)

SECRET = Restriction("3", "money")


def file(name: str) -> PaperFile:
    return PaperFile(Path(name), name, PaperKind.PDF)


def appendix(letter: str, title: str = "", restricted: Restriction | None = None, where: str = "") -> MeetingAppendix:
    return MeetingAppendix(f"Appendix {letter}", title, file(f"{letter}.pdf"), restricted, where)


OPEN = AgendaItem("5", "Budget", paper=file("5.pdf"), appendices=(appendix("A", "Table"), appendix("B")))
CLOSED = AgendaItem("6", "Land", presenter="Treasurer", minutes=10, paper=file("6.pdf"), restricted=SECRET, where="y:9")


def test_each_nation_has_its_own_law() -> None:
    assert [(each.clear_days, each.exemptions) for each in Nation] == [
        (5, "Part 1 of Schedule 12A to the Local Government Act 1972"),
        (3, "Part 4 of Schedule 12A to the Local Government Act 1972"),
        (3, "Part I of Schedule 7A to the Local Government (Scotland) Act 1973"),
    ]


def test_an_item_has_its_paper_and_then_its_appendices() -> None:
    assert [each.name for each in OPEN.files] == ["5.pdf", "A.pdf", "B.pdf"]
    assert [each.words for each in OPEN.appendices] == ["Appendix A: Table", "Appendix B"]
    assert AgendaItem("1", "Apologies").files == ()


def test_a_late_paper_goes_out_with_its_supplement() -> None:
    assert [AgendaItem("1", "A", late=late).supplement for late in (None, Lateness(), Lateness("why", 3))] == [0, 1, 3]


def test_the_public_knows_of_a_closed_item_its_number_and_why() -> None:
    meeting = Meeting("m", Path("m"), Path("t"), (OPEN, CLOSED), body="Board")
    assert (meeting.part_1, meeting.part_2) == ((OPEN,), (CLOSED,))
    public = meeting.public_view()
    assert public.items == (OPEN, AgendaItem("6", "", restricted=SECRET))
    assert public.body == "Board"


def test_nothing_is_printed_on_the_papers_of_items_that_are_named() -> None:
    of_five = AgendaItem("5, Appendix C", "", paper=file("c.pdf"), appendix_of="5")
    meeting = Meeting("m", Path("m"), Path("t"), (OPEN, AgendaItem("7", "None"), CLOSED, of_five))
    unstamped = meeting.without_stamps({"5", "7"})
    assert [each.number for each in unstamped.items] == ["5", "7", "6", "5, Appendix C"]
    assert {each.name: each.unstamped for item in unstamped.items for each in item.files} == {
        "5.pdf": True,
        "A.pdf": True,
        "B.pdf": True,
        "6.pdf": False,
        "c.pdf": True,
    }


def test_a_closed_appendix_of_an_open_item_is_an_item_of_part_2() -> None:
    late = Lateness("new facts", 2)
    item = AgendaItem(
        "5", "Budget", "Treasurer", 15, Purpose.NOTING, paper=file("5.pdf"), late=late, where="m.yaml:4",
        appendices=(appendix("A"), appendix("B", "Bids", SECRET, "m.yaml:7"), appendix("C", "", Restriction("1"))),
    )  # fmt: skip
    still_open, bids, people = closed_appendices(item)
    assert still_open == AgendaItem(
        "5", "Budget", "Treasurer", 15, Purpose.NOTING, paper=file("5.pdf"), late=late, where="m.yaml:4",
        appendices=(appendix("A"),),
    )  # fmt: skip
    assert bids == AgendaItem(
        "5, Appendix B", "Bids", "Treasurer", paper=file("B.pdf"), restricted=SECRET, late=late, where="m.yaml:7",
        appendix_of="5",
    )  # fmt: skip
    assert (people.title, people.where) == ("Appendix C to Budget", "m.yaml:4")


@pytest.mark.parametrize(
    "item", [OPEN, AgendaItem("6", "Land", restricted=SECRET, appendices=(appendix("A", "Bids", SECRET),))]
)
def test_an_item_that_is_wholly_open_or_closed_stays_one(item: AgendaItem) -> None:
    assert closed_appendices(item) == (item,)


@pytest.mark.parametrize(
    ("issued", "meeting", "days"),
    [
        # A Tuesday to the Tuesday after it: Wednesday, Thursday, Friday and Monday are clear.
        (date(2025, 6, 17), date(2025, 6, 24), 4),
        (date(2025, 6, 16), date(2025, 6, 24), 5),
        (date(2025, 6, 23), date(2025, 6, 24), 0),
        (date(2025, 6, 22), date(2025, 6, 24), 1),
        (date(2025, 6, 20), date(2025, 6, 23), 0),
        (date(2025, 6, 24), date(2025, 6, 24), 0),
        (date(2025, 6, 30), date(2025, 6, 24), 0),
        # Good Friday and Easter Monday.
        (date(2025, 4, 15), date(2025, 4, 24), 4),
    ],
)
def test_clear_days_count_neither_end_nor_weekends_nor_holidays(issued: date, meeting: date, days: int) -> None:
    assert clear_days_between(issued, meeting, frozenset({date(2025, 4, 18), date(2025, 4, 21)})) == days


def test_a_day_is_written_out() -> None:
    assert [day_words(date(2022, month, 4)) for month in (1, 5, 12)] == [
        "4 January 2022",
        "4 May 2022",
        "4 December 2022",
    ]
