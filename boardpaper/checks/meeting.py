"""What is wrong with a meeting's description, and with papers that say of themselves what it does not."""

import datetime
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from boardpaper.checks.publication.markings import marking_in, marking_in_name
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import MONTHS
from boardpaper.model.meeting import (
    AgendaItem,
    ItemKind,
    Meeting,
    Nation,
    Notice,
    PaperKind,
    Restriction,
    clear_days_between,
    day_words,
)
from boardpaper.model.messages import counted, turning_sign, without_turns
from boardpaper.model.pack import PdfTexts
from boardpaper.model.paper import FrontMatter
from boardpaper.model.paragraphs import Part
from boardpaper.rules import meetings as rules
from boardpaper.rules import plans, publication

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
        *(finding for item in meeting.items for finding in _check_item(item, meeting.nation)),
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
    return (rules.SUBJECT_DIFFERS.at(item.where, number=number, said=said),)


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
    return (rules.STATED_DATE_DIFFERS.at(item.where, said=said, day=day_words(day)),)


def check_pdf_markings(texts: PdfTexts, *, where: str) -> tuple[Finding, ...]:
    """The lines of a PDF that mark it as not for the public, whatever the agenda says of it."""
    met = [
        (number, marking)
        for number, page in enumerate(texts.pages, 1)
        for place, line in enumerate(page.splitlines(), 1)
        if (marking := _marking(line.strip(), place))
    ]
    return tuple(
        publication.MARKED_IN_OPEN_ITEM.at(", ".join(filter(None, (where, f"page {number}"))), words=marking[:60])
        for number, marking in met[:_MOST_TOLD]
    )


def _marking(line: str, place: int) -> str:
    """The marking that a line of a PDF's page is; "" for none."""
    body = marking_in(line, Part.BODY, place)
    # A PDF does not tell its headers and footers apart; capitals there are a marking that no sentence holds.
    return body or (marking_in(line, Part.HEADER, place) if line.isupper() else "")


def _check_notice(meeting: Meeting) -> Iterator[Finding]:
    """Whether the agenda was issued as many clear days before the meeting as the law asks."""
    notice = meeting.notice
    if meeting.date is None or notice.issued is None:
        return
    if notice.issued >= meeting.date:
        yield rules.ISSUED_AFTERWARDS.at(f"{meeting.name}, issued", day=day_words(notice.issued))
        return
    days = clear_days_between(notice.issued, meeting.date, notice.bank_holidays)
    if days < notice.clear_days:
        yield rules.ISSUED_TOO_LATE.at(
            f"{meeting.name}, issued",
            days=counted(days, "clear day"),
            needed=notice.clear_days,
            nation=meeting.nation,
            latest=day_words(_latest_issue(notice, meeting.date)),
        )
    elif not notice.bank_holidays and days == notice.clear_days:
        yield rules.BANK_HOLIDAYS_UNKNOWN.at(f"{meeting.name}, issued", days=counted(days, "clear day"))


def _latest_issue(notice: Notice, day: datetime.date) -> datetime.date:
    """The last day on which the agenda of a meeting on `day` may be issued."""
    latest = day
    while clear_days_between(latest, day, notice.bank_holidays) < notice.clear_days:
        latest -= datetime.timedelta(days=1)
    return latest


def _check_numbers(meeting: Meeting) -> Iterator[Finding]:
    """Findings for numbers that two items have."""
    first: dict[str, AgendaItem] = {}
    for item in meeting.items:
        key = "".join(item.number.split()).casefold()
        if key in first:
            other = first[key]
            yield rules.ITEM_REPEATED.at(item.where, number=item.number, title=other.title, first=other.where)
        first.setdefault(key, item)


def _check_item(item: AgendaItem, nation: Nation) -> Iterator[Finding]:
    """Whether what is said of an item holds together, and its files are there."""
    # The public's view of a restricted item has no title.
    said = f"item {item.number}, “{item.title}”," if item.title else f"item {item.number}"
    if item.late is not None and not item.late.reason.strip() and not item.appendix_of:
        yield rules.LATE_WITHOUT_REASON.at(item.where, item=said)
    if item.public and item.restricted is not None:
        yield rules.PUBLIC_AND_RESTRICTED.at(item.where, item=said)
    if item.restricted is not None and not item.restricted.reason.strip():
        yield rules.RESTRICTED_WITHOUT_REASON.at(item.where, item=said)
    if sign := turning_sign(item.title):
        yield plans.TEXT_TURNED.at(item.where, words=without_turns(item.title), sign=sign)
    if item.restricted is not None:
        yield from _check_paragraph(item, item.restricted, nation, said)
    yield from _check_appendices(item, said)
    yield from _check_files(item, said)
    yield from _check_names(item)


def _check_paragraph(item: AgendaItem, restricted: Restriction, nation: Nation, said: str) -> Iterator[Finding]:
    """Whether the law has the paragraph, or each of several, that closes an item."""
    known = nation.exempt_paragraphs
    if any(int(number) not in known for number in re.findall(r"\d+", restricted.paragraph)):
        yield rules.PARAGRAPH_UNKNOWN.at(
            item.where,
            item=said,
            paragraph=restricted.paragraph,
            schedule=nation.exemptions,
            first=known[0],
            last=known[-1],
        )


def _check_appendices(item: AgendaItem, said: str) -> Iterator[Finding]:
    """A restricted item closes its appendices: another paragraph for one of them would be stamped nowhere."""
    for appendix in item.appendices:
        own = appendix.restricted
        if item.restricted is not None and own is not None and own.paragraph != item.restricted.paragraph:
            yield rules.APPENDIX_RESTRICTED_TWICE.at(
                appendix.where or item.where,
                item=said,
                paragraph=item.restricted.paragraph,
                appendix=appendix.label,
                own=own.paragraph,
            )


def _check_files(item: AgendaItem, said: str) -> Iterator[Finding]:
    """Findings for papers that an item needs or names and that are not there."""
    if item.paper is None and item.kind is ItemKind.MINUTES:
        yield rules.MINUTES_MISSING.at(item.where, item=said)
    for file in item.files:
        if not os.path.isfile(file.path / "paper.yaml" if file.kind is PaperKind.FOLDER else file.path):
            rule = rules.PAPER_IS_NO_FOLDER if file.kind is PaperKind.FOLDER else rules.PAPER_MISSING
            yield rule.at(item.where, item=said, name=file.name)


def _check_names(item: AgendaItem) -> Iterator[Finding]:
    """Titles of an open item, and names of its files and their folders, that say that it is none for the public."""
    allowed = publication.RESTRICTED_MARKING.name
    if item.restricted is not None or any(allowed in file.allowed for file in item.files):
        return
    titles = (item.title, *(appendix.title for appendix in item.appendices))
    for title in titles:
        if marking := marking_in_name(title):
            yield publication.MARKED_IN_OPEN_ITEM.at(f"{item.where}, “{title}”", words=marking)
    for file in item.files:
        # A folder of papers takes its titles from the files' names.
        parts = (PurePath(part).stem for part in re.split(r"[\\/]", file.name))
        marking = next((marking for part in parts if (marking := marking_in_name(part))), "")
        if marking and not any(marking_in_name(title) == marking for title in titles):
            yield publication.MARKED_IN_OPEN_ITEM.at(f"{item.where}, {file.name}", words=marking)


def _check_shared_files(meeting: Meeting) -> Iterator[Finding]:
    """A file that an open item and a restricted one share would be published."""
    public: Mapping[str, AgendaItem] = {
        os.path.realpath(file.path): item for item in meeting.part_1 for file in item.files
    }
    for item in meeting.part_2:
        for file in item.files:
            other = public.get(os.path.realpath(file.path))
            if other is not None:
                yield rules.PAPER_SHARED.at(item.where, name=file.name, closed=item.number, open=other.number)


def _check_day(item: AgendaItem, front: FrontMatter, day: datetime.date | None) -> Iterator[Finding]:
    """A finding where a paper names another day, or month, than that of the meeting."""
    if day is None:
        return
    same_month = (front.meeting.year, front.meeting.month) == (day.year, day.month)
    if not (front.meeting == day if front.meeting_has_day else same_month):
        yield rules.MEETING_DIFFERS.at(item.where, said=front.meeting_words, day=day_words(day))


def _check_own_number(item: AgendaItem, front: FrontMatter) -> Iterator[Finding]:
    """A finding where a paper names another item than the one that it is for."""
    number = item.appendix_of or item.number
    if front.agenda_item.strip().casefold() != number.strip().casefold():
        yield rules.ITEM_DIFFERS.at(item.where, said=front.agenda_item, number=number)
