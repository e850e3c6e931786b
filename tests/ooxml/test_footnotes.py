"""Footnotes added to Word files, with and without a footnotes part of their own."""

import io

import docx
import pytest
from lxml import etree

from boardpaper.ooxml.footnotes import add_footnotes, ensure_footnotes, first_free_note, footnotes_part
from boardpaper.ooxml.names import W
from boardpaper.ooxml.package import Package, write_package
from boardpaper.ooxml.relationships import Relationships
from tests.support.places import TEMPLATES
from tests.support.word_papers import package_of, parts_of

NOTE = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"


@pytest.fixture
def plain() -> Package:
    """A document of python-docx, which has no footnotes part."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return package_of(parts_of(buffer.getvalue()))


def ids(package: Package) -> list[str | None]:
    root = etree.fromstring(package.parts[footnotes_part(package)])
    return [note.get(f"{W}id") for note in root.iter(f"{W}footnote")]


def add(package: Package, *numbers: int) -> None:
    links = Relationships(package, footnotes_part(package))
    links.add_link("https://www.gov.uk/")
    add_footnotes(package, dict.fromkeys(numbers, NOTE), links)


def test_a_file_without_notes_is_given_the_part_and_its_separators(plain: Package) -> None:
    ensure_footnotes(plain)
    add(plain, first_free_note(plain))
    assert ids(plain) == ["-1", "0", "1"]
    settings = etree.fromstring(plain.parts["word/settings.xml"])
    named = [child.tag.removeprefix(W) for child in settings if isinstance(child.tag, str)]
    assert named.index("footnotePr") < named.index("compat")
    assert b"https://www.gov.uk/" in plain.parts["word/_rels/footnotes.xml.rels"]
    assert docx.Document(io.BytesIO(write_package(plain.parts))).paragraphs == []


def test_a_part_that_is_only_called_footnotes_is_left_alone(plain: Package) -> None:
    plain.put("word/Footnotes.xml", b"<x/>")
    ensure_footnotes(plain)
    assert footnotes_part(plain) == "word/footnotes1.xml"
    assert plain.parts["word/Footnotes.xml"] == b"<x/>"


def test_notes_that_a_file_holds_are_kept() -> None:
    package = package_of(parts_of((TEMPLATES / "agenda-item.docx").read_bytes()))
    ensure_footnotes(package)
    add(package, 1, 2)
    assert first_free_note(package) == 3
    add(package, 3)
    assert ids(package) == ["-1", "0", "1", "2", "3"]


def test_nothing_is_touched_where_there_are_no_notes(plain: Package) -> None:
    before = plain.parts
    add_footnotes(plain, {}, Relationships(plain, footnotes_part(plain)))
    assert plain.parts == before
