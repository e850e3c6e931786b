"""The state of one reading: what was found so far, and the story and line of text being read."""

from collections.abc import Hashable, Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.live.ledger import tags_by_key
from boardpaper.model.document import (
    Bookmark,
    Border,
    Drawing,
    Field,
    ImagePart,
    Inline,
    Link,
    ListLabel,
    Run,
    RunFormat,
    Tab,
    TabStop,
    from_the_top,
)
from boardpaper.model.finding import Finding, Severity, warning
from boardpaper.ooxml.names import MC, NAMESPACES, Element, W
from boardpaper.sources.word.look.cascade import Cascade, ParagraphLook, Surroundings
from boardpaper.sources.word.look.numbering import Counts
from boardpaper.sources.word.look.table_styles import CellProperties, TableStyle
from boardpaper.sources.word.look.values import is_on
from boardpaper.sources.word.story.package import WordFile

UNSUPPORTED = "word-unsupported"
WORDS_QUOTED = 6
_CURSOR = "_GoBack"
_FIRST_INLINES = 200
# What this reader understands of the namespaces that an alternative may require; newer charts, ink and 3-D models are
# left to the picture that Word puts beside them.
_UNDERSTOOD = (
    NAMESPACES["w"],
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/word/2012/wordml",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/drawing/2010/main",
)


class Tally(Struct):
    """How often something was met, and where first."""

    count: int = 0
    first: str = ""

    def add(self, story: "Story", line: "Line | None" = None) -> None:
        """One more, where `story` now is."""
        self.count += 1
        self.first = self.first or story.where(line)


class Reading(Struct, dict=True):
    """One file being read. `note_keys` are the notes in the order of their marks, `note_marks` their custom marks.

    `note_places` tells where the first mark of each note stands that the file does not hold; `note_ids` are those that
    it holds, by kind. `marked` is what stands in each bookmark, by its name in lower case; None where that is more than
    a part of a paragraph, or all bookmarks together hold more inlines than `marked_room` had places. `refers` says that
    a field has to be worked out once all is read.
    """

    word: WordFile
    cascade: Cascade
    findings: list[Finding] = field(default_factory=list)
    images: dict[str, ImagePart] = field(default_factory=dict)
    note_keys: dict[str, int] = field(default_factory=dict)
    note_marks: dict[str, str] = field(default_factory=dict)
    note_places: dict[str, str] = field(default_factory=dict)
    note_ids: dict[str, frozenset[str]] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)
    drawn_words: list[str] = field(default_factory=list)
    marked: dict[str, tuple[Inline, ...] | None] = field(default_factory=dict)
    marked_room: int = 1_000_000
    refers: bool = False
    watched: dict[Element, str] = field(default_factory=dict)
    table_styles: dict[str, TableStyle] = field(default_factory=dict)
    cells: dict[Hashable, CellProperties] = field(default_factory=dict)
    widths: tuple[float, ...] = ()
    compatibility: int = 12
    paragraphs: int = 0
    section: int = 0
    frames: int = 0

    @cached_property
    def figure_tags(self) -> Mapping[str, str]:
        """The tags of the file's figures by the names of the values that their controls are bound to."""
        return tags_by_key(self.word.package.parts)

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


class Story(Struct):
    """A run of text that counts its lists by itself: the body, the notes, one header.

    `place` is empty for the body. `carried` and `boxes` run on from a paragraph whose end is deleted, `bookmarks` wait
    for the next paragraph. `marks` are the bookmarks that are open, by their id; `last` is the paragraph
    before, `run_in` one that the next goes on with.
    """

    reading: Reading
    part: str
    place: str = ""
    width: float = 451.3
    counts: Counts = field(default_factory=Counts)
    fields: list[OpenField] = field(default_factory=list)
    unmatched: set[Element] = field(default_factory=set)
    carried: list[Inline] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    marks: dict[str, "OpenBookmark"] = field(default_factory=dict)
    last: list[Inline] = field(default_factory=list)
    run_in: RunIn | None = None
    paragraph: int = 0
    words: str = ""

    def next_width(self) -> None:
        """Takes the text width of the section that begins."""
        widths = self.reading.widths
        if self.reading.section < len(widths):
            self.width = widths[self.reading.section]

    @property
    def shows(self) -> bool:
        """Whether text met now is shown, and is not part of a field's code."""
        return not self.fields or all(entry.in_result for entry in self.fields)

    def where(self, line: "Line | None" = None) -> str:
        """The place as a person finds it: the paragraph, and the words before."""
        name = self.reading.word.name
        place = self.place or from_the_top(self.paragraph)
        before = " ".join(((plain_text(line.out) if line else "") or self.words).split()[-WORDS_QUOTED:])
        return f"{name} › {place}" + (f", after “{before}”" if before else "")


class Line(Struct):
    """The paragraph being read.

    `sealed` is how many inlines no further text may join, `stops` are the tab stops that its text brings along,
    `contents` is the instruction of a contents list that ends in it, `rule` a line across the page that it draws.
    """

    look: ParagraphLook
    around: Surroundings
    out: list[Inline]
    format: RunFormat
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


def plain_text(inlines: list[Inline]) -> str:
    """The words of `inlines`."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Run):
            parts.append(inline.text)
        elif isinstance(inline, Field):
            parts.append(inline.result)
        elif isinstance(inline, Tab | Drawing):
            parts.append(" ")
    return "".join(parts)


def open_bookmark(story: Story, line: "Line | None", element: Element) -> None:
    """A `w:bookmarkStart`, unless it is Word's own mark of where the cursor last was."""
    name = element.get(f"{W}name", "")
    if not name or name == _CURSOR:
        return
    mark = Bookmark(name)
    out = None if line is None else line.out
    story.marks[element.get(f"{W}id", "")] = OpenBookmark(mark, out, len(out or ()))
    story.reading.marked.setdefault(name.lower(), None)
    if line is None:
        story.bookmarks.append(mark)
    else:
        line.out.append(mark)


def close_bookmark(story: Story, line: "Line | None", element: Element) -> None:
    """A `w:bookmarkEnd`: what stands in the bookmark, where it began in this paragraph or takes in the one before."""
    opened = story.marks.pop(element.get(f"{W}id", ""), None)
    name = "" if opened is None else opened.mark.name.lower()
    if opened is None or story.reading.marked.get(name) is not None or not story.shows:
        # What stands in a field's code, as in that of SET, is nothing that Word shows there.
        return
    outs = [line.out] if line is not None else []
    if line is None or not plain_text(line.out[:_FIRST_INLINES]).strip():
        outs.append(story.last)
    for out in outs:
        at = _place_in(out, opened)
        if at >= 0 and len(out) - at <= story.reading.marked_room:
            story.reading.marked_room -= len(out) - at
            story.reading.marked[name] = tuple(out[at + 1 :])
            return


def _place_in(out: list[Inline], opened: OpenBookmark) -> int:
    """Where a bookmark stands in a paragraph; one that was carried into it stands near its beginning."""
    if opened.out is out:
        return opened.start if opened.start < len(out) and out[opened.start] is opened.mark else -1
    return next((at for at, one in enumerate(out[:_FIRST_INLINES]) if one is opened.mark), -1)


def set_size(inlines: list[Inline], size: float, start: int = 0) -> None:
    """Puts the words from `start` on into the line of the text around them, and gives them its size in points."""
    for index, inline in enumerate(inlines[start:], start):
        if isinstance(inline, Run):
            inlines[index] = replace(inline, format=replace(inline.format, size=size, rise=0.0))


def report_unsupported(story: Story, line: "Line | None", what: str, hint: str, *, rule: str = UNSUPPORTED) -> None:
    """Says that `what` stands in the Word file and cannot be carried over; it blocks, since a reader would miss it."""
    story.reading.findings.append(
        Finding(
            rule,
            f"{what} cannot be carried into the publication copy, which would have a gap here",
            where=story.where(line),
            hint=hint,
            severity=Severity.ERROR,
        )
    )


def report_layout(story: Story, what: str, hint: str) -> None:
    """Says that the words of something come out, but not in the layout that Word gives them."""
    story.reading.findings.append(warning("word-layout", what, story.where(), hint))


def is_shown(story: Story, line: Line) -> bool:
    """Whether what stands here is shown; a picture, a text box or a note that is formatted as hidden is counted."""
    if story.shows and line.format.hidden:
        story.reading.tally("hidden-text").add(story, line)
    return story.shows and not line.format.hidden


def note_placeholder(control: Element, story: Story, line: Line | None = None) -> None:
    """Reports a content control (`w:sdt`) that still shows its prompt."""
    showing = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if showing is not None and is_on(showing):
        message = "A content control still shows its prompt, which would be published"
        hint = "Fill it in, or delete the control, in Word."
        story.reading.findings.append(warning("placeholder-text", message, story.where(line), hint))


def is_hollow(element: Element) -> bool:
    """Whether an alternative offers something, and nothing of it can be read."""
    branch = chosen_alternative(element)
    return (branch is None or not len(branch)) and any(len(choice) for choice in element.iterchildren(f"{MC}Choice"))


def chosen_alternative(element: Element) -> Element | None:
    """The branch of a `mc:AlternateContent` to read: the first choice that is understood, else the fallback."""
    for choice in element.iterchildren(f"{MC}Choice"):
        required = [choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()]
        if all(namespace in _UNDERSTOOD for namespace in required):
            return choice
    return element.find(f"{MC}Fallback")
