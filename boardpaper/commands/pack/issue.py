"""One issue of a pack: what is sent out, for whom, with which papers and files."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from boardpaper.model.finding import Finding
from boardpaper.model.meeting import AgendaItem, Meeting
from boardpaper.model.pack import PackLayout, PackPart
from boardpaper.model.printed import PaperFigures, PrintedFigure
from boardpaper.running.kept import Shelf
from boardpaper.running.output import slug

# What stands for the number of an item where the agenda says something.
AGENDA = "the agenda"


class Issue(Struct, frozen=True):
    """What is sent out: the pack itself (0) or a supplement, for whom, and where its pages begin.

    `meeting` holds no more than its readers may know, `items` are those whose papers go out now, `printed` are the
    pages of items that went out before, and `earlier` the figures of their papers. `findings` are those of `meeting`.
    An agenda of an earlier run may come from `shelf`.
    """

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    restricted: bool = False
    supplement: int = 0
    first_page: int = 1
    printed: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[PaperFigures, ...] = ()
    findings: tuple[Finding, ...] = ()
    shelf: Shelf | None = None

    @property
    def folder(self) -> str:
        """The folder that this issue's files stand in."""
        return "restricted" if self.restricted else "public"

    @property
    def heading(self) -> str:
        """What the agenda is called."""
        words = f"Supplementary agenda {self.supplement}" if self.supplement else "Agenda"
        return f"{words} (restricted)" if self.restricted else words

    @property
    def pack_title(self) -> str:
        """What the pack is called."""
        kind = "Restricted pack" if self.restricted else "Public pack"
        return f"{kind}, supplement {self.supplement}" if self.supplement else kind

    @property
    def list_name(self) -> str:
        """The name of the file that lists what is where."""
        return f"supplement-{self.supplement}.json" if self.supplement else "pack.json"

    def name(self, kind: str) -> str:
        """`2022-05-24-public-pack.pdf`: a file of this issue without its suffix."""
        meeting = self.meeting
        stem = meeting.date.isoformat() if meeting.date else slug(meeting.folder.resolve().name)
        supplement = f"-supplement-{self.supplement}" if self.supplement else ""
        return f"{stem}-{self.folder}-{kind}{supplement}"

    def owns(self, item: AgendaItem) -> bool:
        """Whether an item's papers are published with this issue: the restricted folder repeats no public one."""
        return (item.restricted is not None) == self.restricted


class PackFile(Struct, frozen=True):
    """A file of a pack: its kind, its name inside the issue's folder, and its bytes.

    A paper has the number of its `item`, and is `called` as findings call it.
    """

    kind: str
    name: str
    content: bytes
    item: str = ""
    called: str = ""


class BoundPaper(Struct, frozen=True):
    """A paper or appendix on its way into the pack, with the figures that it prints.

    `name` is its own file's in the issue's folder; `source` is that of the file that it was made from.
    """

    item: AgendaItem
    title: str
    name: str
    source: str
    part: PackPart
    figures: tuple[PrintedFigure, ...] = ()

    @property
    def where(self) -> str:
        """What findings call it."""
        return called(self.item, self.source)


def called(item: AgendaItem, source: str) -> str:
    """What findings call the file of an item that is named `source`."""
    return f"item {item.number}, {source}"


def page_ranges(layout: PackLayout, items: Iterable[AgendaItem]) -> dict[str, str]:
    """The pages of each item that has any, as the agenda prints them: `1–8`."""
    found = {}
    for item in items:
        if item.number in layout.items:
            first, last = layout.pages_of_item(item.number)
            found[item.number] = first if first == last else f"{first}–{last}"
    return found
