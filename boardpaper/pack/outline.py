"""The pack's outline: an entry for each item, under it its appendices and the headings of its paper."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.model.pack import PackPart
from boardpaper.pack.joined import Entry


def pack_outline(
    front: Sequence[Entry], parts: Sequence[PackPart], openings: Sequence[Object], outlines: Sequence[Sequence[Entry]]
) -> list[Entry]:
    """The entries of the front, then those of the parts; `openings` are the pages on which the parts begin."""
    entries = list(front)
    for part, opening, own in zip(parts, openings, outlines, strict=True):
        title = f"{part.item} {part.title}".strip() if part.depth == 1 else part.title
        entry = Entry(title, {"/Dest": Array([opening, Name.Fit])}, _without_title(own, part.title))
        holder = entries[-1].kids if part.depth > 1 and len(entries) > len(front) else entries
        holder.append(entry)
    return entries


def same_words(one: str, other: str) -> bool:
    """Whether two titles differ in nothing but capitals, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", one).casefold() == re.sub(r"[\W_]+", "", other).casefold()


def write_outline(pdf: Pdf, entries: Sequence[Entry]) -> None:
    """The outline, its items closed: the agenda is seen at once, and headings on demand (12.3.3)."""
    if not entries:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    _write_kids(pdf, root, entries)
    root.Count = len(entries)
    pdf.Root.Outlines = root
    pdf.Root.PageMode = Name.UseOutlines


def _without_title(entries: Sequence[Entry], title: str) -> list[Entry]:
    """A paper's own entries; its title is the item's entry, and need not be said again."""
    if len(entries) == 1 and same_words(entries[0].title, title):
        return entries[0].kids
    return list(entries)


def _write_kids(pdf: Pdf, parent: Object, entries: Sequence[Entry]) -> None:
    """Writes entries under an outline item, and those under them, all closed."""
    waiting = [(parent, entries)]
    while waiting:
        above, kids = waiting.pop()
        items = [pdf.make_indirect(Dictionary(_keys(kid, above))) for kid in kids]
        for before, after in pairwise(items):
            before.Next, after.Prev = after, before
        above.First, above.Last = items[0], items[-1]
        for item, kid in zip(items, kids, strict=True):
            if kid.kids:
                item.Count = -len(kid.kids)
                waiting.append((item, kid.kids))


def _keys(entry: Entry, above: Object) -> dict[str, Object]:
    return {"/Title": String(entry.title), "/Parent": above, **entry.leads}
