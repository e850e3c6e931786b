"""Sections: pages, page numbers, and headers and footers with what they take over from the section before."""

from collections.abc import Callable, Iterable

from lxml import etree

from boardpaper.model.document import Block, Furniture, PageGeometry, Section
from boardpaper.model.paragraphs import furniture_called
from boardpaper.ooxml.measures import length
from boardpaper.ooxml.names import Element, R, W
from boardpaper.sources.word.blocks import Stream
from boardpaper.sources.word.columns import read_columns
from boardpaper.sources.word.look.table_styles import is_switched_on
from boardpaper.sources.word.look.values import child_value, whole

# Word's own page where a section gives none: Letter, an inch all round (17.6.13, 17.6.11).
_WORD_PAGE = PageGeometry(width=612.0, height=792.0)
_KINDS = ("default", "first", "even")
# What stands between a chapter's number and the page's (17.18.5 ST_ChapterSep).
_SEPARATORS = {"hyphen": "-", "period": ".", "colon": ":", "emDash": "—", "enDash": "–"}
_STARTS = ("nextPage", "continuous", "oddPage", "evenPage")

ReadPart = Callable[[str, str, str, float], tuple[Block, ...]]


def section_properties(body: Element) -> list[Element]:
    """The `w:sectPr` of each section of `body`, without those that tracked changes keep of before."""
    return [section for section in body.iter(f"{W}sectPr") if _is_current(section)]


def text_widths(sections: Iterable[Element]) -> tuple[float, ...]:
    """How wide a line of text is in each section, in points: between the margins, or in a column."""
    return tuple(read_columns(section).width(_text_width(read_geometry(section))) for section in sections)


def _is_current(section: Element) -> bool:
    """Whether section properties are those in force, not those before a tracked change."""
    parent = section.getparent()
    return parent is None or parent.tag != f"{W}sectPrChange"


def _text_width(page: PageGeometry) -> float:
    return max(36.0, page.width - page.left - page.right)


def make_sections(stream: Stream, last: Element | None, even: bool, read_part: ReadPart) -> tuple[Section, ...]:
    """The body's stream cut at its section ends; `last` is the last section's `w:sectPr`.

    `even` says whether the document tells even pages from odd ones; `read_part` reads a header or footer by the id of
    its relationship, what it is, where a person finds it, and the width of its text.
    """
    sections: list[Section] = []
    inherited: dict[tuple[str, str], str] = {}
    blocks: list[Block] = []
    for entry in stream:
        if isinstance(entry, Element):
            sections.append(_make(tuple(blocks), entry, len(sections) + 1, inherited, even, read_part))
            blocks = []
        else:
            blocks.append(entry)
    if last is not None or blocks or not sections:
        # Without properties of its own, the last section still takes over what the one before shows.
        end = etree.Element(f"{W}sectPr") if last is None else last
        sections.append(_make(tuple(blocks), end, len(sections) + 1, inherited, even, read_part))
    return tuple(sections)


def _make(
    blocks: tuple[Block, ...],
    properties: Element,
    number: int,
    inherited: dict[tuple[str, str], str],
    even: bool,
    read_part: ReadPart,
) -> Section:
    """The section of that number with its headers and footers; those that it does not give are those of the one
    before."""
    for place in ("header", "footer"):
        for reference in properties.iterchildren(f"{W}{place}Reference"):
            inherited[place, reference.get(f"{W}type", "default")] = reference.get(f"{R}id", "")
    page = read_geometry(properties)
    start = child_value(properties, f"{W}type") or "nextPage"
    first = is_switched_on(properties, "titlePg")

    def furniture(place: str) -> Furniture:
        read = {
            kind: read_part(named, place, furniture_called(place, number, kind), _text_width(page))
            if (named := inherited.get((place, kind))) is not None
            else ()
            for kind in _KINDS
        }
        return Furniture(read["default"], read["first"] if first else None, read["even"] if even else None)

    return Section(
        blocks,
        page,
        furniture("header"),
        furniture("footer"),
        start if start in _STARTS else "nextPage",
        *_page_numbers(properties.find(f"{W}pgNumType")),
        *read_columns(properties),
    )


def _page_numbers(element: Element | None) -> tuple[int | None, str, int, str]:
    """The first page's number, the number format, the level of the chapters' headings, and what follows theirs."""
    if element is None:
        return None, "decimal", 0, "-"
    level = whole(element.get(f"{W}chapStyle")) or 0
    return (
        whole(element.get(f"{W}start")),
        element.get(f"{W}fmt", "decimal"),
        level if 0 < level <= 9 else 0,
        _SEPARATORS.get(element.get(f"{W}chapSep", ""), "-"),
    )


def read_geometry(properties: Element) -> PageGeometry:
    """The page that a `w:sectPr` sets; a gutter counts to the left margin."""
    size, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
    gutter = _margin(margins, "gutter", 0.0)
    return PageGeometry(
        _positive(size, "w", _WORD_PAGE.width),
        _positive(size, "h", _WORD_PAGE.height),
        # A negative margin holds even where the header is higher; the distance is the same.
        abs(_margin(margins, "top", _WORD_PAGE.top)),
        _margin(margins, "right", _WORD_PAGE.right),
        abs(_margin(margins, "bottom", _WORD_PAGE.bottom)),
        _margin(margins, "left", _WORD_PAGE.left) + gutter,
        _margin(margins, "header", _WORD_PAGE.header),
        _margin(margins, "footer", _WORD_PAGE.footer),
    )


def _positive(element: Element | None, name: str, default: float) -> float:
    """An attribute in points; `default` where it is missing or not above 0."""
    points = None if element is None else length(element.get(f"{W}{name}"))
    return points if points and points > 0 else default


def _margin(element: Element | None, name: str, default: float) -> float:
    """An attribute in points, which may be negative; `default` where it is missing."""
    points = None if element is None else length(element.get(f"{W}{name}"))
    return default if points is None else points
