"""The contents list behind the agenda: items, appendices and headings, each with its page and a link to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from pikepdf import Array, Name, Object

from boardpaper.model.document import (
    Break,
    BreakKind,
    Inline,
    Link,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Tab,
    TabStop,
)
from boardpaper.model.finding import Finding
from boardpaper.model.pack import PackLayout, PackOptions, PackPart, PdfHeading
from boardpaper.pack.faces import showable
from boardpaper.pack.layout import lay_out_pack
from boardpaper.pack.outline import same_words
from boardpaper.pack.own_pages import PAGE, own_part
from boardpaper.pack.stamps import BOLD, REGULAR
from boardpaper.publish.pdf.text.fonts import load_face
from boardpaper.rules import packs as rules
from boardpaper.rules import pages

TITLE = "Contents"
# No such host can exist (RFC 6761, 6.4): the pack turns these addresses into places of its own.
_INSIDE = "https://contents.invalid/"
_DEEPEST = 3
# About three pages: where there are more entries, the list leaves out the deepest headings.
_MOST_ENTRIES = 120
_MOST_PASSES = 4
_HEADING = RunFormat("Arial", 20.0, bold=True)
_TEXT = RunFormat("Arial", 11.0)
_ITEM = RunFormat("Arial", 11.0, bold=True)
_STEP = 18.0
# How far from the right margin titles end, so that none runs into the page numbers.
_CLEAR = 42.0


class ContentsEntry(Struct, frozen=True):
    """A line of the list: an item at level 1, an appendix or heading below it, and the number of its page.

    `part` is the part's place in the pack; `heading` is the heading's place in it, -1 for the part itself.
    """

    level: int
    title: str
    label: str
    part: int
    heading: int = -1

    @property
    def address(self) -> str:
        """The address that the pack turns into the entry's place."""
        return f"{_INSIDE}{self.part}.{self.heading}"

    @property
    def target(self) -> str:
        """The named destination of that place."""
        return f"contents-{self.part}.{self.heading}"


class ContentsList(Struct, frozen=True):
    """The pages of a contents list, and what they say."""

    part: PackPart
    entries: tuple[ContentsEntry, ...]
    findings: tuple[Finding, ...] = ()


def contents_list(
    parts: Sequence[PackPart], *, front_pages: int, language: str, options: PackOptions
) -> ContentsList | None:
    """The contents list of the pack that `parts` make, None where it has no more pages than need none.

    The parts are those that go in. The list is made again until it says where things are with the list before them.
    """
    without = lay_out_pack(parts, front_pages=front_pages, options=options)
    if options.contents_over is None or len(without.pages) <= options.contents_over or not parts:
        return None
    pages = 1
    for _ in range(_MOST_PASSES):
        layout = lay_out_pack(parts, front_pages=front_pages, options=options, contents_pages=pages)
        entries = contents_entries(parts, layout)
        made, found = _pages_of(entries, language)
        if len(made.facts.pages) == pages:
            break
        pages = len(made.facts.pages)
    return ContentsList(made, entries, tuple(_missing(found)))


@lru_cache(maxsize=4)
def _pages_of(entries: tuple[ContentsEntry, ...], language: str) -> tuple[PackPart, tuple[Finding, ...]]:
    """The list's pages; a longer agenda asks for them again, and mostly leaves the entries as they are."""
    return own_part(TITLE, [_title(), *map(_line, entries)], language)


def _missing(found: Sequence[Finding]) -> Iterator[Finding]:
    """The characters of a foreign paper's headings that the list's own font lacks: the paper itself has them."""
    for finding in found:
        if finding.rule == pages.GLYPH_MISSING.name:
            yield rules.CONTENTS_CHARACTER.at(TITLE, missing=finding.message)


def contents_entries(parts: Sequence[PackPart], layout: PackLayout) -> tuple[ContentsEntry, ...]:
    """The lines of the list, as deep as keeps it short."""
    every = [entry for place, part in enumerate(parts) for entry in _entries_of(place, part, layout)]
    deep = (tuple(entry for entry in every if entry.level <= deepest) for deepest in range(_DEEPEST, 1, -1))
    papers = tuple(entry for entry in every if entry.heading < 0)
    return next((entries for entries in deep if len(entries) <= _MOST_ENTRIES), papers)


def contents_places(
    contents: ContentsList, parts: Sequence[PackPart], pages: Sequence[Sequence[Object]], openings: Sequence[Object]
) -> dict[str, Object]:
    """The destination of each entry by its name; `pages` are the parts' own, `openings` those that open them."""
    places: dict[str, Object] = {}
    for entry in contents.entries:
        place = Array([openings[entry.part], Name.Fit])
        if entry.heading >= 0:
            heading = parts[entry.part].facts.headings[entry.heading]
            page = pages[entry.part][heading.page]
            place = Array([page, Name.Fit]) if heading.top is None else Array([page, Name.FitH, heading.top])
        places[entry.target] = place
    return places


def _entries_of(place: int, part: PackPart, layout: PackLayout) -> list[ContentsEntry]:
    """The lines of a part: its title, then its headings, each a level below the one that it stands under."""
    own = [at for at, page in enumerate(layout.pages) if page.part == place]
    first = layout.pages_of_part(place).start
    title = f"{part.item}  {part.title}" if part.item and part.depth == 1 else part.title
    entries = [ContentsEntry(min(part.depth, 2), title, layout.pages[own[0]].label, place)]
    headings = () if part.slip else part.facts.headings
    shown = _without_title(headings, part.title)
    open_levels: list[int] = []
    for number in shown:
        heading = headings[number]
        while open_levels and open_levels[-1] >= heading.level:
            open_levels.pop()
        open_levels.append(heading.level)
        label = layout.pages[first + heading.page].label
        entries.append(ContentsEntry(part.depth + len(open_levels), heading.title, label, place, number))
    return entries


def _without_title(headings: Sequence[PdfHeading], title: str) -> range:
    """The places of a paper's headings; one at the head of all others that is its title is said already."""
    levels = Counter(heading.level for heading in headings)
    first = headings[0] if headings else None
    alone = first is not None and first.level == min(levels) and levels[first.level] == 1
    titled = alone and first is not None and same_words(first.title, title)
    return range(1 if titled else 0, len(headings))


def _title() -> Paragraph:
    return Paragraph((Run(TITLE, _HEADING),), ParagraphFormat(after=12.0), _HEADING, "Heading 1", 1)


def _line(entry: ContentsEntry) -> Paragraph:
    """A line of the list: its words a link, its page at the right edge after dots."""
    text, face = (_ITEM, BOLD) if entry.level == 1 else (_TEXT, REGULAR)
    link = Link(entry.address)
    edge = PAGE.width - PAGE.left - PAGE.right
    left = entry.level * _STEP
    rules = ParagraphFormat(
        left=left,
        first_line=-_STEP,
        before=6.0 if entry.level == 1 else 0.0,
        after=2.0,
        keep_lines=True,
        keep_next=entry.level == 1,
        tabs=(TabStop(edge, "right", "dot"),),
    )
    inlines: list[Inline] = []
    for words in _broken(entry.title, face, (edge - left - _CLEAR) / text.size):
        inlines += [Run(words, text, link), Break(BreakKind.LINE, text)]
    inlines[-1:] = [Tab(_TEXT), Run(entry.label, _TEXT, link)]
    return Paragraph(tuple(inlines), rules, text, f"toc {entry.level}")


def _broken(title: str, face: str, width: float) -> list[str]:
    """A title in lines of `width` at most, in units of its size, that leave room for the page number beside them."""
    measure = load_face(face).width
    lines = [""]
    for word in title.split():
        if lines[-1] and measure(showable(face, lines[-1] + word)) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return [*lines[:-1], lines[-1].rstrip()]
