"""Where links lead, and which of them a publication may make."""

import re
from collections.abc import Iterator

from boardpaper.model.document import Bookmark, Document, Link
from boardpaper.model.paragraphs import paragraphs_of
from boardpaper.publish.pdf.lines.notices import Notices
from boardpaper.rules import narrative
from boardpaper.rules import pages as rules

_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)


class Links:
    """The links of one document; its bookmarks are gathered when the first is asked for."""

    __slots__ = ("_bookmarks", "_document", "_notices")

    def __init__(self, document: Document, notices: Notices) -> None:
        self._document = document
        self._notices = notices
        self._bookmarks: frozenset[str] | None = None

    def may_make(self, link: Link) -> bool:
        """Whether a link may be made; one that is unsafe or leads nowhere is reported, and its words stay."""
        if link.address:
            if _SAFE_ADDRESS.match(link.address):
                return True
            unsafe = narrative.LINK_LEFT_OUT.at(self._notices.place, address=link.address)
            self._notices.report(unsafe, once_for=link.address)
            return False
        if not link.bookmark:
            return False
        if self._bookmarks is None:
            self._bookmarks = frozenset(bookmarks(self._document))
        if link.bookmark in self._bookmarks:
            return True
        missing = rules.BOOKMARK_MISSING.at(self._notices.place, bookmark=link.bookmark)
        self._notices.report(missing, once_for=link.bookmark)
        return False

    def report_lost(self, link: Link) -> None:
        """Says that a floating picture of a header or footer leads nowhere in the publication."""
        target = link.address or link.bookmark
        self._notices.report(rules.LINK_LOST.at(self._notices.place, target=target), once_for=target)


def bookmarks(document: Document) -> Iterator[str]:
    """The names of all bookmarks in the text and the notes."""
    sections = [section.blocks for section in document.sections]
    for blocks in (*sections, *(note.blocks for note in document.notes.values())):
        for paragraph in paragraphs_of(blocks):
            yield from (inline.name for inline in paragraph.inlines if isinstance(inline, Bookmark))
