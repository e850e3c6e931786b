"""A meeting's agenda through its Word template: every item on it, or a finding that says what is missing."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from boardpaper.live.ledger import stamp
from boardpaper.model.finding import Finding, blocking
from boardpaper.model.meeting import AgendaItem, Meeting, day_words
from boardpaper.model.messages import counted
from boardpaper.ooxml.package import Package, write_package
from boardpaper.ooxml.template import template_parts
from boardpaper.rules import templates as rules
from boardpaper.word.context import Expected, Named, Printed, Words, unprinted
from boardpaper.word.private import without_private_parts
from boardpaper.word.properties import CoreProperties, write_language, write_properties
from boardpaper.word.words import paragraph_texts


class AgendaLine(Struct, frozen=True):
    """What the agenda prints of an item beside its own words: its pages in the pack and where its paper is."""

    pages: str = ""
    address: str = ""


def render_agenda(
    meeting: Meeting, lines: Mapping[str, AgendaLine], *, heading: str = "Agenda", restricted: bool = False
) -> tuple[bytes, tuple[Finding, ...]]:
    """The agenda of `meeting` as a .docx, and what is wrong; the bytes are empty where a finding blocks.

    `lines` are by the items' numbers. Whatever `meeting` says of its restricted items is printed: for the public it is
    a meeting's public view.

    Raises:
        InputError: the template is not a Word file that can be read.
    """
    # The template engine takes long to import, and an agenda that has not changed needs none of it.
    from boardpaper.word.render import fill_agenda

    context = _Context()
    package, findings = fill_agenda(meeting.template, context.build(meeting, lines, heading, restricted=restricted))
    if blocking(findings) or package is None:
        return b"", findings
    findings += tuple(_never_printed(package, context, meeting.template.name))
    if blocking(findings):
        return b"", findings
    # It goes out as it is, and its template was made by people.
    package = without_private_parts(package)
    write_properties(package, _properties(meeting, heading))
    write_language(package, meeting.language)
    return write_package(stamp(package).parts), findings


def agenda_title(meeting: Meeting, heading: str) -> str:
    """`Agenda: Strategic Board, 24 May 2022`, the title of the file."""
    told = _sitting(meeting)
    return f"{heading}: {told}" if told else heading


def _sitting(meeting: Meeting) -> str:
    """Who meets, and when, as far as that is known."""
    return ", ".join(filter(None, (meeting.body, day_words(meeting.date) if meeting.date else "")))


def _properties(meeting: Meeting, heading: str) -> CoreProperties:
    """What the agenda's file says of itself."""
    return CoreProperties(
        agenda_title(meeting, heading), _sitting(meeting), meeting.body, meeting.date, meeting.language
    )


def _never_printed(package: Package, context: "_Context", template: str) -> Iterable[Finding]:
    """A finding for each thing of the meeting that the template prints nowhere."""
    texts = [words for name in template_parts(package) for words in paragraph_texts(package.root(name))]
    for lost in unprinted(context.expected, context.printed, "\n".join(texts)):
        yield rules.NEVER_PRINTED_IN_AGENDA.at(template, what=lost.called)


class _Context(Struct):
    """Makes the names of `model.template.AGENDA_KINDS` and lists everything that must be printed."""

    printed: Printed = field(default_factory=Printed)
    expected: list[Expected] = field(default_factory=list)

    def build(
        self, meeting: Meeting, lines: Mapping[str, AgendaLine], heading: str, *, restricted: bool
    ) -> dict[str, object]:
        """The names and their values."""
        sitting = meeting.sitting
        values = {
            "heading": heading,
            "body": meeting.body,
            "date": day_words(meeting.date) if meeting.date else "",
            "time": sitting.time,
            "venue": sitting.venue,
            "issued": day_words(meeting.notice.issued) if meeting.notice.issued else "",
            "chair": sitting.chair,
            "contact": meeting.contact,
            "alternative_formats": meeting.alternative_formats,
            "next_meeting": sitting.next_meeting,
        }
        names: dict[str, object] = {
            name: self._words(text, name, f"the meeting's {name.replace('_', ' ')}") for name, text in values.items()
        }
        names["members"] = self._list(sitting.members, "membership", "a member")
        names["membership"] = Words("; ".join(sitting.members), "membership", self.printed)
        names["exemptions"] = Words(meeting.nation.exemptions, "exemptions", self.printed)
        names["restricted"] = restricted
        names["part_1"] = self._items(meeting.part_1, lines)
        names["part_2"] = self._items(meeting.part_2, lines)
        return names

    def _words(self, text: str, key: str, called: str) -> Words:
        """Words that a template may print; that they are to be printed somewhere is noted."""
        words = Words(text, key, self.printed)
        if words:
            self.expected.append(Expected(key, str(words), called))
        return words

    def _list(self, texts: Sequence[str], key: str, called: str) -> tuple[Words, ...]:
        return tuple(self._words(text, f"{key}.{number}", f"{called}: {text}") for number, text in enumerate(texts))

    def _items(self, items: Sequence[AgendaItem], lines: Mapping[str, AgendaLine]) -> tuple[Named, ...]:
        return tuple(self._item(item, lines.get(item.number, AgendaLine())) for item in items)

    def _item(self, item: AgendaItem, line: AgendaLine) -> Named:
        """An item as templates know it."""
        key, called = f"item.{item.number.replace('.', '_')}", f"of item {item.number}"
        values = {
            "number": item.number,
            "title": item.title,
            "presenter": item.presenter,
            "time": _minutes(item.minutes),
            "pages": line.pages,
            "purpose": f"For {item.purpose}" if item.purpose else "",
            "late": _lateness(item),
            "closed": _closed(item),
        }
        things: dict[str, object] = {
            name: self._words(text, f"{key}.{name}", f"the {name} {called}") for name, text in values.items()
        }
        appendices = [appendix.words for appendix in item.appendices]
        things["appendices"] = self._list(appendices, f"{key}.appendices", f"an appendix {called}")
        things["address"] = Words(line.address, f"{key}.address", self.printed)
        return Named("item", things)


def _minutes(minutes: int) -> str:
    """`20 minutes`; "" where no time is allotted."""
    return counted(minutes, "minute") if minutes else ""


def _lateness(item: AgendaItem) -> str:
    """`Late item: why`; "" for an item that is not late."""
    if item.late is None:
        return ""
    return f"Late item: {item.late.reason}" if item.late.reason else "Late item"


def _closed(item: AgendaItem) -> str:
    """Why the public is excluded, as printed; "" for an open item."""
    if item.restricted is None:
        return ""
    reason = f": {item.restricted.reason}" if item.restricted.reason else ""
    return f"Not open to the public (paragraph {item.restricted.paragraph}){reason}"
