"""Bookmarks around words, and fields that print the number of a bookmarked paragraph (17.13.6.2, 17.16.5.56)."""

import re

from boardpaper.ooxml.package import Package
from boardpaper.ooxml.wordml import escape_attribute, text_run

_ID = re.compile(rb'<w:bookmarkStart\b[^>]*\bw:id="(\d+)"')


def first_free_bookmark(package: Package) -> int:
    """The first number that no bookmark in any part has."""
    taken = (int(found) for part in package for found in _ID.findall(package.content(part) or b""))
    return max(taken, default=0) + 1


def bookmarked(content: str, name: str, number: int) -> str:
    """The runs in `content` inside a bookmark."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{escape_attribute(name)}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def paragraph_number(bookmark: str, shown: str) -> str:
    """A field that prints the number of the bookmarked paragraph and leads there; `shown` is what it prints by now."""
    instruction = f" REF {escape_attribute(bookmark)} \\r \\h "
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{text_run(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
