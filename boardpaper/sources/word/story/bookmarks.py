"""Bookmarks as they begin and end, and what stands in them (ECMA-376, Part 1, 17.13.6)."""

from boardpaper.model.document import (
    Bookmark,
    Inline,
    plain_text,
)
from boardpaper.ooxml.names import Element, W
from boardpaper.sources.word.story.state import Line, OpenBookmark, Story

_CURSOR = "_GoBack"


_FIRST_INLINES = 200


def open_bookmark(story: Story, line: Line | None, element: Element) -> None:
    """A `w:bookmarkStart`, unless it is Word's own mark of where the cursor last was."""
    name = element.get(f"{W}name", "")
    if not name or name == _CURSOR:
        return
    mark = Bookmark(name)
    out = None if line is None else line.out
    story.marks[element.get(f"{W}id", "")] = OpenBookmark(mark, out, len(out or ()))
    story.reading.marked.contents.setdefault(name.lower(), None)
    if line is None:
        story.ahead.bookmarks.append(mark)
    else:
        line.out.append(mark)


def close_bookmark(story: Story, line: Line | None, element: Element) -> None:
    """A `w:bookmarkEnd`: what stands in the bookmark, where it began in this paragraph or takes in the one before."""
    opened = story.marks.pop(element.get(f"{W}id", ""), None)
    name = "" if opened is None else opened.mark.name.lower()
    if opened is None or story.reading.marked.contents.get(name) is not None or not story.shows:
        # What stands in a field's code, as in that of SET, is nothing that Word shows there.
        return
    outs = [line.out] if line is not None else []
    if line is None or not plain_text(line.out[:_FIRST_INLINES]).strip():
        outs.append(story.last)
    for out in outs:
        at = _place_in(out, opened)
        if at >= 0:
            story.reading.marked.keep(name, out[at + 1 :])
            return


def _place_in(out: list[Inline], opened: OpenBookmark) -> int:
    """Where a bookmark stands in a paragraph; one that was carried into it stands near its beginning."""
    if opened.out is out:
        return opened.start if opened.start < len(out) and out[opened.start] is opened.mark else -1
    return next((at for at, one in enumerate(out[:_FIRST_INLINES]) if one is opened.mark), -1)
