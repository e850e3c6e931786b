"""What is wrong with a meeting's description, and with papers that say of themselves what it does not."""

import datetime
import re
from collections.abc import Iterator, Mapping

from boardpaper.checks.publication.markings import marking_in
from boardpaper.model.finding import Finding, warning
from boardpaper.model.kpi import MONTHS
from boardpaper.model.meeting import (
    AgendaItem,
    ItemKind,
    Meeting,
    PaperKind,
    clear_days_between,
    day_words,
)
from boardpaper.model.pack import PdfTexts
from boardpaper.model.paper import FrontMatter
from boardpaper.model.paragraphs import Part

_STATED_DAY = re.compile(
    rf"\b(?:meeting date|date of (?:the )?meeting)\s*[:–-]?\s*(?:[a-z]{{3,6}}day,?\s+)?"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(rf"(?P<day>(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}), agenda item (?P<item>.+)$")
# A page with a marked word on every line needs no finding for each.
_MOST_TOLD = 5


def check_meeting(meeting: Meeting) -> tuple[Finding, ...]:
    """Everything that is wrong with the description itself: numbers, notice, lateness, restrictions, missing files."""
    return (
        *_check_notice(meeting),
        *_check_numbers(meeting),
        *(finding for item in meeting.items for finding in _check_item(item)),
        *_check_shared_files(meeting),
    )


def check_front(item: AgendaItem, front: FrontMatter, day: datetime.date | None) -> tuple[Finding, ...]:
    """Where a paper's own front sheet disagrees with the agenda about the `day` of the meeting or the item's number."""
    return (*_check_day(item, front, day), *_check_own_number(item, front))


def check_subject(item: AgendaItem, subject: str, day: datetime.date | None) -> tuple[Finding, ...]:
    """Where the properties of a Word paper (“Board, May 2022, agenda item 5”) name another meeting or another item."""
    found = _SUBJECT.search(subject)
    if found is None or day is None:
        return ()
    said, number = found["day"], found["item"].strip()
    same_day = said == day_words(day) or said == day_words(day).partition(" ")[2]
    same_item = number.casefold() == (item.appendix_of or item.number).casefold()
    if same_day and same_item:
        return ()
    return (
        warning(
            "subject-differs",
            f"the paper's properties say that it is item {number} of the meeting of {said}",
            item.where,
            "If it is the right paper, correct the subject in Word (File, Info, Properties): it is published.",
        ),
    )


def check_stated_day(item: AgendaItem, words: str, day: datetime.date | None) -> tuple[Finding, ...]:
    """Where a paper of any origin says “Meeting date: 26 May 2022” and the agenda is for another day.

    `words` are those of its first page or so. Minutes tell of another meeting by their nature.
    """
    found = _STATED_DAY.search(words)
    if found is None or day is None or item.kind is ItemKind.MINUTES:
        return ()
    said = f"{int(found['day'])} {found['month'].capitalize()} {found['year']}"
    if said == day_words(day):
        return ()
    return (
        warning(
            "stated-date-differs",
            f"the paper says that it is for the meeting of {said}, the agenda is for that of {day_words(day)}",
            item.where,
            "Correct the date in the paper, or “date:” in the meeting's description.",
        ),
    )


def check_pdf_markings(texts: PdfTexts, *, where: str) -> tuple[Finding, ...]:
    """The lines of a PDF that mark it as not for the public, whatever the agenda says of it."""
    met = [
        (number, marking)
        for number, page in enumerate(texts.pages, 1)
        for place, line in enumerate(page.splitlines(), 1)
        if (marking := _marking(line.strip(), place))
    ]
    return tuple(
        Finding(
            "restricted-marking",
            f"“{marking[:60]}” marks this paper as not for the public, and the agenda does not restrict its item",
            ", ".join(filter(None, (where, f"page {number}"))),
            "Add “restricted:” to the item; or use the public version of the paper.",
        )
        for number, marking in met[:_MOST_TOLD]
    )


def _marking(line: str, place: int) -> str:
    body = marking_in(line, Part.BODY, place)
    # A PDF does not tell its headers and footers apart; capitals there are a marking that no sentence holds.
    return body or (marking_in(line, Part.HEADER) if line.isupper() else "")


def _check_notice(meeting: Meeting) -> Iterator[Finding]:
    if meeting.date is None or meeting.issued is None:
        return
    if meeting.issued >= meeting.date:
        message = f"the agenda is issued on {day_words(meeting.issued)}, which is not before the meeting"
        yield Finding("issued-too-late", message, f"{meeting.name}, issued", "Give the day on which it is published.")
        return
    days = clear_days_between(meeting.issued, meeting.date, meeting.bank_holidays)
    if days < meeting.clear_days:
        latest = _latest_issue(meeting, meeting.date)
        yield Finding(
            "issued-too-late",
            f"the agenda is issued {_days(days)} before the meeting, where {meeting.clear_days} are needed in "
            f"{meeting.nation} (neither end counts, nor do weekends and bank holidays)",
            f"{meeting.name}, issued",
            f"Issue it by {day_words(latest)}, or move the meeting.",
        )
    elif not meeting.bank_holidays and days == meeting.clear_days:
        yield warning(
            "bank-holidays-unknown",
            f"the agenda has just {_days(days)}, counted as if there were no bank holiday among them",
            f"{meeting.name}, issued",
            "List the year's bank holidays under “bank_holidays:”.",
        )


def _days(count: int) -> str:
    return f"{count} clear day{'s' * (count != 1)}"


def _latest_issue(meeting: Meeting, day: datetime.date) -> datetime.date:
    latest = day
    while clear_days_between(latest, day, meeting.bank_holidays) < meeting.clear_days:
        latest -= datetime.timedelta(days=1)
    return latest


def _check_numbers(meeting: Meeting) -> Iterator[Finding]:
    first: dict[str, AgendaItem] = {}
    for item in meeting.items:
        key = "".join(item.number.split()).casefold()
        if key in first:
            hint = f"The other is “{first[key].title}” ({first[key].where}). Give one of them another number."
            yield Finding("item-repeated", f"two items have the number {item.number}", item.where, hint)
        first.setdefault(key, item)


def _check_item(item: AgendaItem) -> Iterator[Finding]:
    # The public's view of a restricted item has no title.
    said = f"item {item.number}, “{item.title}”," if item.title else f"item {item.number}"
    if item.late is not None and not item.late.reason.strip() and not item.appendix_of:
        hint = (
            "Add “reason:” under “late:”: why the chair agrees that it cannot wait (Local Government Act 1972, 100B)."
        )
        yield Finding("late-without-reason", f"{said} is late, and nothing says why it cannot wait", item.where, hint)
    if item.public and item.restricted is not None:
        hint = "Take out “public: true” or “restricted:”."
        yield Finding("public-and-restricted", f"{said} is said to be public and restricted", item.where, hint)
    if item.restricted is not None and not item.restricted.reason.strip():
        hint = "Add “reason:” under “restricted:”; it is printed on the public agenda."
        yield warning("restricted-without-reason", f"{said} does not say why it is closed", item.where, hint)
    yield from _check_appendices(item, said)
    yield from _check_files(item, said)


def _check_appendices(item: AgendaItem, said: str) -> Iterator[Finding]:
    """A restricted item closes its appendices: another paragraph for one of them would be stamped nowhere."""
    for appendix in item.appendices:
        own = appendix.restricted
        if item.restricted is not None and own is not None and own.paragraph != item.restricted.paragraph:
            yield warning(
                "appendix-restricted-twice",
                f"{said} is restricted under paragraph {item.restricted.paragraph}, its {appendix.label} under "
                f"{own.paragraph}; the item's is printed and stamped",
                appendix.where or item.where,
                f"Make {appendix.label} an item of its own, or give the item both paragraphs: "
                f"“{item.restricted.paragraph} and {own.paragraph}”.",
            )


def _check_files(item: AgendaItem, said: str) -> Iterator[Finding]:
    if item.paper is None and item.kind is ItemKind.MINUTES:
        yield warning("paper-missing", f"{said} has no minutes", item.where, "Add “paper:” with the draft minutes.")
    for file in item.files:
        missing = not (file.path / "paper.yaml").is_file() if file.kind is PaperKind.FOLDER else not file.path.is_file()
        if missing:
            what = "is no folder with a paper.yaml" if file.kind is PaperKind.FOLDER else "does not exist"
            hint = "Check the name; or, while its paper is still to come, add “late:” and take the file out."
            yield Finding("paper-missing", f"{said} names {file.name}, which {what}", item.where, hint)


def _check_shared_files(meeting: Meeting) -> Iterator[Finding]:
    """A file that an open item and a restricted one share would be published."""
    public: Mapping[str, AgendaItem] = {
        str(file.path.resolve()): item for item in meeting.part_1 for file in item.files
    }
    for item in meeting.part_2:
        for file in item.files:
            other = public.get(str(file.path.resolve()))
            if other is not None:
                yield Finding(
                    "public-and-restricted",
                    f"{file.name} is the paper of item {item.number}, which is restricted, and of item "
                    f"{other.number}, which is not",
                    item.where,
                    "Give the open item a public version of its own.",
                )


def _check_day(item: AgendaItem, front: FrontMatter, day: datetime.date | None) -> Iterator[Finding]:
    if day is None:
        return
    same_month = (front.meeting.year, front.meeting.month) == (day.year, day.month)
    if not (front.meeting == day if front.meeting_has_day else same_month):
        yield Finding(
            "meeting-differs",
            f"the paper is for the meeting of {front.meeting_words}, the agenda for that of {day_words(day)}",
            item.where,
            "Put “meeting:” in its paper.yaml right, or “date:” in the meeting's description.",
        )


def _check_own_number(item: AgendaItem, front: FrontMatter) -> Iterator[Finding]:
    number = item.appendix_of or item.number
    if front.agenda_item.strip().casefold() != number.strip().casefold():
        yield Finding(
            "item-differs",
            f"the paper says that it is agenda item {front.agenda_item}, and the agenda has it as {number}",
            item.where,
            "Put “agenda_item:” in its paper.yaml right, or the number here.",
        )
