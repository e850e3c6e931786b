"""The headings of a finished PDF: as its outline lists them, or as they are tagged."""

import re
from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.model.pack import PdfHeading
from boardpaper.pdf.fonts import PdfFont
from boardpaper.pdf.text import Run, read_page, words_of
from boardpaper.pdf.trees import (
    elements,
    key_of,
    name_of,
    new_kids,
    outline_entries,
    readable,
    string_of,
    text_of,
    tree_items,
    was_met,
)

_HEADING = re.compile(r"^/H([1-6]?)$")
_MOST_HEADINGS = 10_000
# Where the height stands in a destination that names one (ISO 32000-1, table 151).
_TOPS = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2, "/FitR": 5}


def read_headings(pdf: Pdf, *, tagged: bool) -> tuple[PdfHeading, ...]:
    """The headings in reading order. An outline's entry that leads to no page of the file is left out."""
    if any(True for _ in outline_entries(pdf)):
        return tuple(_outlined(pdf))
    return tuple(_tagged(pdf)) if tagged else ()


def _outlined(pdf: Pdf) -> Iterator[PdfHeading]:
    """Headings as the outline's entries tell them."""
    index = _page_index(pdf)
    named: dict[str, Object] | None = None
    for count, (level, entry) in enumerate(outline_entries(pdf)):
        place = _place_of(entry)
        if isinstance(place, String | Name):
            named = _named_places(pdf) if named is None else named
            place = named.get(string_of(place) if isinstance(place, String) else name_of(place))
        if isinstance(place, Dictionary):
            place = place.get(Name.D)
        page = _page_of(place, index)
        title = " ".join(text_of(entry.get(Name.Title)).split())
        if page is not None and title and count < _MOST_HEADINGS:
            yield PdfHeading(level, title, page, _top_of(place))


def _place_of(entry: Object) -> Object | None:
    """The destination of an outline entry, its own or that of its action (12.3.3)."""
    action = entry.get(Name.A)
    if Name.Dest in entry or not isinstance(action, Dictionary):
        return entry.get(Name.Dest)
    return action.get(Name.D) if action.get(Name.S) == Name.GoTo else None


def _named_places(pdf: Pdf) -> dict[str, Object]:
    """The destinations that have a name, in both places that PDF has for them."""
    old = pdf.Root.get(Name.Dests)
    named = {readable(key): value for key, value in old.items()} if isinstance(old, Dictionary) else {}
    names = pdf.Root.get(Name.Names)
    if isinstance(names, Dictionary):
        named |= {
            string_of(key): value
            for key, value in tree_items(names.get(Name.Dests), "/Names")
            if isinstance(key, String) and isinstance(value, Object)
        }
    return named


def _page_index(pdf: Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages)}


def _page_of(place: Object | None, index: dict[tuple[int, int], int]) -> int | None:
    """The page, from 0, that a destination is on; None where it is none of the file's."""
    if not isinstance(place, Array) or not len(place):
        return None
    page = place[0]
    if isinstance(page, Dictionary):
        return index.get(page.objgen)
    return int(page) if isinstance(page, int) and 0 <= page < len(index) else None


def _top_of(place: Object | None) -> float | None:
    """The height that a destination names, in the page's own coordinates; None where it names none."""
    if not isinstance(place, Array) or len(place) < 2:
        return None
    at = _TOPS.get(key_of(place[1]))
    if at is None or at >= len(place) or place[at] is None:
        return None
    try:
        return round(float(place[at]), 2)
    except (TypeError, ValueError):
        return None


def _tagged(pdf: Pdf) -> Iterator[PdfHeading]:
    """Headings as their tags and the page's text tell them."""
    index = _page_index(pdf)
    runs: dict[int, list[Run]] = {}
    fonts: dict[tuple[int, int], PdfFont] = {}
    for element, role, page in elements(pdf):
        match = _HEADING.match(role)
        number = index.get(page.objgen) if isinstance(page, Dictionary) else None
        if match is None or number is None:
            continue
        if number not in runs:
            runs[number] = read_page(pdf.pages[number].obj, fonts)
        heading = _heading(element, int(match[1] or 1), number, runs[number])
        if heading.title:
            yield heading


def _heading(element: Object, level: int, page: int, runs: Sequence[Run]) -> PdfHeading:
    """A heading in the words that its element says, or that the page draws for it; "" where it has none."""
    wanted = _content_of(element)
    own = [run for run in runs if run.mcid in wanted]
    title = text_of(element.get(Name.ActualText)) or words_of(own) or text_of(element.get(Name.T))
    return PdfHeading(level, " ".join(title.split()), page, own[0].start[1] + own[0].size if own else None)


def _content_of(element: Object) -> set[int]:
    """The marked content of an element and of those inside it."""
    wanted: set[int] = set()
    seen: set[tuple[int, int]] = set()
    waiting = [element]
    while waiting:
        for kid in new_kids(waiting.pop(), seen):
            if isinstance(kid, int):
                wanted.add(kid)
            elif isinstance(kid, Dictionary) and Name.MCID in kid:
                wanted.add(int(kid.MCID))
            elif isinstance(kid, Dictionary) and Name.S in kid and not was_met(kid, seen):
                waiting.append(kid)
    return wanted
