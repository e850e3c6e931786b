"""Where links lead, and which of them a publication may make."""

import re
from collections.abc import Iterator

from boardpaper.model.document import Bookmark, Document, Link
from boardpaper.model.finding import warning
from boardpaper.model.paragraphs import paragraphs_of
from boardpaper.publish.pdf.lines.notices import Notices

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
            self._notices.report(
                warning(
                    "link-unsafe",
                    f"The publication leaves out the link to “{link.address}”, which is no web or mail address.",
                    self._notices.place,
                    "Link to an address that begins with https:// or mailto:.",
                ),
                once_for=link.address,
            )
            return False
        if not link.bookmark:
            return False
        if self._bookmarks is None:
            self._bookmarks = frozenset(bookmarks(self._document))
        if link.bookmark in self._bookmarks:
            return True
        self._notices.report(
            warning(
                "bookmark-missing",
                f"A link leads to the bookmark “{link.bookmark}”, which is not in the document.",
                self._notices.place,
                "In Word, set the link or cross-reference again, or remove it.",
            ),
            once_for=link.bookmark,
        )
        return False

    def report_lost(self, link: Link) -> None:
        """Says that a floating picture of a header or footer leads nowhere in the publication."""
        target = link.address or link.bookmark
        self._notices.report(
            warning(
                "link-lost",
                f"A floating picture of a header or footer leads to “{target}”; in the publication it does not.",
                self._notices.place,
                "In Word: Layout Options of the picture, In Line with Text; or write the address beside it.",
            ),
            once_for=target,
        )


def bookmarks(document: Document) -> Iterator[str]:
    """The names of all bookmarks in the text and the notes."""
    sections = [section.blocks for section in document.sections]
    for blocks in (*sections, *(note.blocks for note in document.notes.values())):
        for paragraph in paragraphs_of(blocks):
            yield from (inline.name for inline in paragraph.inlines if isinstance(inline, Bookmark))
