"""Footnotes added to Word files, with and without a footnotes part of their own."""

import io

import docx
import pytest
from lxml import etree

from boardpaper.ooxml.footnotes import add_footnotes, ensure_footnotes, first_free_note, footnotes_part
from boardpaper.ooxml.names import W
from boardpaper.ooxml.package import write_package
from boardpaper.ooxml.relationships import Relationships
from tests.support.places import TEMPLATES
from tests.support.word_papers import parts_of

NOTE = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"


@pytest.fixture
def plain() -> dict[str, bytes]:
    """A document of python-docx, which has no footnotes part."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return parts_of(buffer.getvalue())


def ids(parts: dict[str, bytes]) -> list[str | None]:
    root = etree.fromstring(parts[footnotes_part(parts)])
    return [note.get(f"{W}id") for note in root.iter(f"{W}footnote")]


def add(parts: dict[str, bytes], *numbers: int) -> None:
    links = Relationships(parts, footnotes_part(parts))
    links.add_link("https://www.gov.uk/")
    add_footnotes(parts, dict.fromkeys(numbers, NOTE), links)


def test_a_file_without_notes_is_given_the_part_and_its_separators(plain: dict[str, bytes]) -> None:
    ensure_footnotes(plain)
    add(plain, first_free_note(plain))
    assert ids(plain) == ["-1", "0", "1"]
    settings = etree.fromstring(plain["word/settings.xml"])
    named = [child.tag.removeprefix(W) for child in settings if isinstance(child.tag, str)]
    assert named.index("footnotePr") < named.index("compat")
    assert b"https://www.gov.uk/" in plain["word/_rels/footnotes.xml.rels"]
    assert docx.Document(io.BytesIO(write_package(plain))).paragraphs == []


def test_notes_that_a_file_holds_are_kept() -> None:
    parts = parts_of((TEMPLATES / "agenda-item.docx").read_bytes())
    ensure_footnotes(parts)
    add(parts, 1, 2)
    assert first_free_note(parts) == 3
    add(parts, 3)
    assert ids(parts) == ["-1", "0", "1", "2", "3"]


def test_nothing_is_touched_where_there_are_no_notes(plain: dict[str, bytes]) -> None:
    before = dict(plain)
    add_footnotes(plain, {}, Relationships(plain, footnotes_part(plain)))
    assert plain == before
