"""A meeting as its secretariat plans it: who meets when and where, and the items with their papers."""

import datetime
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.kpi import MONTHS
from boardpaper.model.pack import PackOptions
from boardpaper.model.paper import LANGUAGE


class Nation(StrEnum):
    """Whose law on access to meetings a body follows."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"

    @property
    def clear_days(self) -> int:
        """How long before a meeting its agenda is published (Local Government Act 1972, 100B and 100BA; Local
        Government (Scotland) Act 1973, 50B and schedule 7, paragraph 2)."""
        return 5 if self is Nation.ENGLAND else 3

    @property
    def exempt_paragraphs(self) -> range:
        """The paragraphs that describe exempt information; one with a letter, such as 18A, goes with its number.

        Local Government Act 1972, Schedule 12A, Parts 1 and 4; Local Government (Scotland) Act 1973, Schedule 7A,
        Part I.
        """
        match self:
            case Nation.ENGLAND:
                return range(1, 8)
            case Nation.WALES:
                return range(12, 19)
            case Nation.SCOTLAND:
                return range(1, 16)

    @property
    def exemptions(self) -> str:
        """The schedule whose numbered paragraphs say what information is exempt."""
        match self:
            case Nation.ENGLAND:
                return "Part 1 of Schedule 12A to the Local Government Act 1972"
            case Nation.WALES:
                return "Part 4 of Schedule 12A to the Local Government Act 1972"
            case Nation.SCOTLAND:
                return "Part I of Schedule 7A to the Local Government (Scotland) Act 1973"


class Purpose(StrEnum):
    """What the meeting is asked to do with an item."""

    DECISION = "decision"
    DISCUSSION = "discussion"
    INFORMATION = "information"
    NOTING = "noting"


class ItemKind(StrEnum):
    """What sort of business an item is: only ordinary items and minutes are expected to have a paper."""

    ITEM = "item"
    STANDING = "standing"
    MINUTES = "minutes"


class PaperKind(StrEnum):
    """What a paper is made from: a folder of boardpaper inputs, a Word file, or a finished PDF."""

    FOLDER = "folder"
    WORD = "word"
    PDF = "pdf"


class PaperFile(Struct, frozen=True):
    """A paper or appendix: where it is, and the name that findings use for it.

    `allowed` are rules of the publication gate that a person decided may stand. An `unstamped` one gets no page
    number on its pages, which would break a signature.
    """

    path: Path
    name: str
    kind: PaperKind
    allowed: frozenset[str] = frozenset()
    unstamped: bool = False


class Restriction(Struct, frozen=True):
    """Why the public is excluded: the paragraph of the schedule, and a reason that may itself be published."""

    paragraph: str
    reason: str = ""


class MeetingAppendix(Struct, frozen=True):
    """An appendix that is a file of its own; `label` is as printed: Appendix A.

    One that is `restricted` by itself, while its item is open, is an item of Part 2: see `closed_appendices`.
    """

    label: str
    title: str
    paper: PaperFile
    restricted: Restriction | None = None
    where: str = ""

    @property
    def words(self) -> str:
        """`Appendix A: Options considered`."""
        return f"{self.label}: {self.title}" if self.title else self.label


class Lateness(Struct, frozen=True):
    """Why a late item cannot wait, and the supplement that its paper goes out with (0: with the agenda itself)."""

    reason: str = ""
    supplement: int = 1


class AgendaItem(Struct, frozen=True):
    """A line of the agenda. `minutes` is the time allotted; `where` is its place in meeting.yaml.

    `public` says that somebody wrote so, which contradicts a restriction. `appendix_of` is the number of the open item
    whose restricted appendix this is; what it has a number and a line of its own for is that it stands in Part 2.
    """

    number: str
    title: str
    presenter: str = ""
    minutes: int = 0
    purpose: Purpose | None = None
    kind: ItemKind = ItemKind.ITEM
    paper: PaperFile | None = None
    appendices: tuple[MeetingAppendix, ...] = ()
    restricted: Restriction | None = None
    late: Lateness | None = None
    public: bool = False
    where: str = ""
    appendix_of: str = ""

    @property
    def files(self) -> tuple[PaperFile, ...]:
        """The paper, then the appendices."""
        return (*((self.paper,) if self.paper else ()), *(appendix.paper for appendix in self.appendices))

    @property
    def supplement(self) -> int:
        """The supplement that its paper goes out with, 0 for the pack itself."""
        return self.late.supplement if self.late else 0


class Notice(Struct, frozen=True):
    """When the agenda is `issued`, how many clear days before the meeting that must be, and what days do not count."""

    issued: datetime.date | None = None
    clear_days: int = Nation.ENGLAND.clear_days
    bank_holidays: frozenset[datetime.date] = frozenset()


class Sitting(Struct, frozen=True):
    """At what time and where a body sits, who takes part, and when it meets again, all as printed."""

    time: str = ""
    venue: str = ""
    chair: str = ""
    members: tuple[str, ...] = ()
    next_meeting: str = ""


class Meeting(Struct, frozen=True):
    """Everything that meeting.yaml says. Without a description, a folder of papers has neither date nor body."""

    name: str
    folder: Path
    template: Path
    items: tuple[AgendaItem, ...]
    body: str = ""
    date: datetime.date | None = None
    sitting: Sitting = Sitting()
    nation: Nation = Nation.ENGLAND
    notice: Notice = Notice()
    contact: str = ""
    alternative_formats: str = ""
    language: str = LANGUAGE
    website: str = ""
    options: PackOptions = field(default_factory=PackOptions)

    @property
    def part_1(self) -> tuple[AgendaItem, ...]:
        """The items that are open to the public."""
        return tuple(item for item in self.items if item.restricted is None)

    @property
    def part_2(self) -> tuple[AgendaItem, ...]:
        """The items from which the public is excluded."""
        return tuple(item for item in self.items if item.restricted is not None)

    def without_stamps(self, numbers: Collection[str]) -> "Meeting":
        """The meeting with nothing to be printed on the papers of the items with these numbers."""
        items = (
            _unstamped(item) if item.number in numbers or item.appendix_of in numbers else item for item in self.items
        )
        return replace(self, items=tuple(items))

    def public_view(self) -> "Meeting":
        """The meeting as the public may know it: of a restricted item its number and why it is closed, no more."""
        return replace(self, items=tuple(_stub(item) for item in self.items))


def _unstamped(item: AgendaItem) -> AgendaItem:
    """The item with no page numbers on its paper and appendices."""
    paper = replace(item.paper, unstamped=True) if item.paper else None
    appendices = tuple(replace(each, paper=replace(each.paper, unstamped=True)) for each in item.appendices)
    return replace(item, paper=paper, appendices=appendices)


def _stub(item: AgendaItem) -> AgendaItem:
    """What the public may know of an item: of a restricted one its number, and why it is closed."""
    return item if item.restricted is None else AgendaItem(item.number, "", restricted=item.restricted)


def closed_appendices(item: AgendaItem) -> tuple[AgendaItem, ...]:
    """`item` with its open appendices, then an item of Part 2 for each appendix that is restricted by itself.

    The public learns the label of such an appendix (“5, Appendix B”) and why it is closed; not its title.
    """
    closed = [appendix for appendix in item.appendices if appendix.restricted]
    if item.restricted is not None or not closed:
        return (item,)
    still_open = tuple(appendix for appendix in item.appendices if not appendix.restricted)
    return (replace(item, appendices=still_open), *(_closed_appendix(item, appendix) for appendix in closed))


def _closed_appendix(item: AgendaItem, appendix: MeetingAppendix) -> AgendaItem:
    """The item of Part 2 that a restricted appendix of an open item is."""
    return AgendaItem(
        number=f"{item.number}, {appendix.label}",
        title=appendix.title or f"{appendix.label} to {item.title}",
        presenter=item.presenter,
        paper=appendix.paper,
        restricted=appendix.restricted,
        late=item.late,
        where=appendix.where or item.where,
        appendix_of=item.number,
    )


class Acknowledgement(Struct, frozen=True):
    """That what has this `mark` may be public although a restricted paper says it: why, and when somebody said so."""

    mark: str
    day: datetime.date
    reason: str


def clear_days_between(issued: datetime.date, meeting: datetime.date, holidays: frozenset[datetime.date]) -> int:
    """The working days after the day of issue and before the day of the meeting.

    Neither end counts (R v Herefordshire Justices, 1820), nor does a weekend or a bank holiday (R v Swansea City
    Council ex parte Elitestone, 1993).
    """
    days = (issued + datetime.timedelta(days=ahead) for ahead in range(1, (meeting - issued).days))
    return sum(day.weekday() < 5 and day not in holidays for day in days)


def day_words(day: datetime.date) -> str:
    """`24 May 2022`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
