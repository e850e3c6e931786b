"""The state of one reading: what was found so far, and the story and line of text being read."""

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.live.bindings import Store
from boardpaper.live.ledger import names_by_tag, store_of, tags_by_key
from boardpaper.model.document import (
    Bookmark,
    Border,
    ImagePart,
    Inline,
    Link,
    ListLabel,
    Run,
    RunFormat,
    TabStop,
    from_the_top,
    plain_text,
)
from boardpaper.model.finding import Finding
from boardpaper.ooxml.names import Element
from boardpaper.ooxml.package import Package
from boardpaper.sources.word.look.cascade import Cascade, ParagraphLook, Surroundings
from boardpaper.sources.word.look.numbering import Counts
from boardpaper.sources.word.look.table_styles import CellProperties, TableStyle

WORDS_QUOTED = 6


class Tally(Struct):
    """How often something was met, and where first."""

    count: int = 0
    first: str = ""

    def add(self, story: "Story", line: "Line | None" = None) -> None:
        """One more, where `story` now is."""
        self.count += 1
        self.first = self.first or story.where(line)


class NoteMarks(Struct):
    """The marks of notes, by the notes' keys, in the order in which they were met.

    `sections` are the sections of their first marks, `custom` the marks that authors wrote themselves; `missing` tells
    where the first mark of a note stands that the file does not hold. `held` are the notes that it holds, by kind.
    """

    sections: dict[str, int] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    held: dict[str, frozenset[str]] = field(default_factory=dict)


class Marked(Struct):
    """What stands in each bookmark, by its name in lower case.

    None where that is more than a part of a paragraph, or where all bookmarks together hold more inlines than there was
    `room` for.
    """

    contents: dict[str, tuple[Inline, ...] | None] = field(default_factory=dict)
    room: int = 1_000_000

    def keep(self, name: str, inlines: Sequence[Inline]) -> None:
        """Notes what stands in the bookmark `name`."""
        if len(inlines) < self.room:
            self.room -= len(inlines) + 1
            self.contents[name] = tuple(inlines)


class TableLooks(Struct):
    """The looks of tables and cells, each read once for all that say the same."""

    styles: dict[str, TableStyle] = field(default_factory=dict)
    cells: dict[Hashable, CellProperties] = field(default_factory=dict)


class Met(Struct):
    """How many paragraphs and frames were met so far, and the section, from 0, that is being read."""

    section: int = 0
    paragraphs: int = 0
    frames: int = 0


class Reading(Struct, dict=True):
    """One file being read.

    `widths` are the text widths of the sections in points. `watched` are elements whose place a tally asks for.
    `refers` says that a field has to be worked out once all is read.
    """

    word: Package
    cascade: Cascade
    findings: list[Finding] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    images: dict[str, ImagePart] = field(default_factory=dict)
    drawn_words: list[str] = field(default_factory=list)
    notes: NoteMarks = field(default_factory=NoteMarks)
    marked: Marked = field(default_factory=Marked)
    tables: TableLooks = field(default_factory=TableLooks)
    watched: dict[Element, str] = field(default_factory=dict)
    refers: bool = False
    compatibility: int = 12
    widths: tuple[float, ...] = ()
    met: Met = field(default_factory=Met)

    @cached_property
    def figure_tags(self) -> Mapping[str, str]:
        """The tags of the file's figures by the names of the values that their controls are bound to."""
        return tags_by_key(self.word)

    @cached_property
    def store(self) -> Store:
        """Where the file keeps the values of its figures."""
        return store_of(self.word)

    @cached_property
    def figure_names(self) -> Mapping[str, str]:
        """What people call the file's figures, by their tags; nothing where boardpaper did not write it."""
        return names_by_tag(self.word)

    def tally(self, rule: str) -> Tally:
        """The count of the cases of `rule`, which is reported once for the whole file."""
        return self.tallies.setdefault(rule, Tally())


class OpenField(Struct):
    """A complex field that has begun; `out` and `start` say where its result begins.

    A `locked` field stays as it is; one `by_page` has page numbers in its code.
    """

    format: RunFormat
    data: Element | None = None
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    link: Link | None = None
    out: list[Inline] | None = None
    start: int = 0
    locked: bool = False
    by_page: bool = False


class RunIn(Struct, frozen=True):
    """A paragraph whose end is hidden, so that the next one goes on in its line, and how many inlines are its own."""

    look: ParagraphLook
    label: ListLabel | None
    count: int


class OpenBookmark(Struct, frozen=True):
    """A bookmark that has begun: at `start` of the inlines `out`, or before the paragraph that comes next."""

    mark: Bookmark
    out: list[Inline] | None = None
    start: int = 0


class Ahead(Struct):
    """What the next paragraph takes up: `inlines` and `boxes` of one whose end is deleted, and bookmarks before it.

    `run_in` is a paragraph that it goes on with.
    """

    inlines: list[Inline] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    run_in: RunIn | None = None


class Story(Struct):
    """A run of text that counts its lists by itself: the body, the notes, one header.

    `place` is empty for the body. `fields` are the fields that are open, `unmatched` their characters without partners;
    `marks` are the bookmarks that are open, by their id. `last` and `words` are the paragraph before and its words.
    """

    reading: Reading
    part: str
    place: str = ""
    width: float = 451.3
    counts: Counts = field(default_factory=Counts)
    fields: list[OpenField] = field(default_factory=list)
    unmatched: set[Element] = field(default_factory=set)
    marks: dict[str, OpenBookmark] = field(default_factory=dict)
    ahead: Ahead = field(default_factory=Ahead)
    last: list[Inline] = field(default_factory=list)
    paragraph: int = 0
    words: str = ""

    def next_width(self) -> None:
        """Takes the text width of the section that begins."""
        widths = self.reading.widths
        if self.reading.met.section < len(widths):
            self.width = widths[self.reading.met.section]

    @property
    def shows(self) -> bool:
        """Whether text met now is shown, and is not part of a field's code."""
        return not self.fields or all(entry.in_result for entry in self.fields)

    def where(self, line: "Line | None" = None) -> str:
        """The place as a person finds it: the paragraph, and the words before."""
        name = self.reading.word.name
        # A table may stand before the first paragraph.
        place = self.place or from_the_top(max(self.paragraph, 1))
        before = " ".join(((plain_text(line.out) if line else "") or self.words).split()[-WORDS_QUOTED:])
        return f"{name} › {place}" + (f", after “{before}”" if before else "")


class Line(Struct):
    """The paragraph being read: `format` is that of the run being read, `mark` that of the paragraph's end.

    `sealed` is how many inlines no further text may join, `stops` are the tab stops that its text brings along,
    `contents` is the instruction of a contents list that ends in it, `rule` a line across the page that it draws.
    """

    look: ParagraphLook
    around: Surroundings
    out: list[Inline]
    format: RunFormat
    mark: RunFormat
    link: Link | None = None
    control: str = ""
    sealed: int = 0
    note: str = ""
    boxes: list[Element] = field(default_factory=list)
    stops: list[TabStop] = field(default_factory=list)
    contents: str = ""
    rule: Border | None = None

    def seal(self) -> None:
        """Keeps what follows apart from what stands: a control or a field begins or ends here."""
        self.sealed = len(self.out)


def set_size(inlines: list[Inline], size: float, start: int = 0) -> None:
    """Puts the words from `start` on into the line of the text around them, and gives them its size in points."""
    for index, inline in enumerate(inlines[start:], start):
        if isinstance(inline, Run):
            inlines[index] = replace(inline, format=replace(inline.format, size=size, rise=0.0))
