"""A Word file as it was read, in text: every property of its document that is not the usual one, for people to read."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from boardpaper.model.document import (
    Block,
    Document,
    Furniture,
    Inline,
    PageGeometry,
    Paragraph,
    Run,
    RunFormat,
    Section,
    Table,
)
from boardpaper.sources.word.reader import read_document
from tests.corpus.raw import WordParts, word_file
from tests.support.told import told

# How the files of tests/corpus/raw.py look where nothing is set.
USUAL = RunFormat("Arial", 11.0, language="en-GB")


def told_reading(path: Path, parts: WordParts) -> str:
    """What is read of the Word file that `parts` make, and found in it; the file is written to `path`."""
    path.write_bytes(word_file(parts))
    document, findings = read_document(path)
    return told(findings) + told_document(document)


def told_document(document: Document) -> str:
    """The sections with their blocks, then the notes, then the rest."""
    return "\n".join(_document(document)) + "\n"


def _document(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield from _section(section)
    for key, note in document.notes.items():
        yield f"{note.kind} {key}: {note.number!r}"
        yield from _blocks(note.blocks, 1)
    for name, image in document.images.items():
        yield f"image {name}: {image.media_type}"
    yield f"tab {_value(document.default_tab)}, {_value(document.properties)}"
    yield f"drawn {document.drawn_words}, labels {document.labels}"


def _section(section: Section) -> Iterator[str]:
    said = _changed(section, ("blocks", "page", "headers", "footers"))
    page = [f"{name}={_value(getattr(section.page, name))}" for name in PageGeometry.__struct_fields__]
    yield f"section {said} on {' '.join(page)}"
    yield from _blocks(section.blocks, 1)
    for name, furniture in (("header", section.headers), ("footer", section.footers)):
        yield from _furniture(name, furniture)


def _furniture(name: str, furniture: Furniture) -> Iterator[str]:
    for kind in Furniture.__struct_fields__:
        blocks = getattr(furniture, kind)
        if blocks is not None and (blocks or kind != "default"):
            yield f"  {kind} {name}"
            yield from _blocks(blocks, 2)


def _blocks(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    for block in blocks:
        yield from _table(block, depth) if isinstance(block, Table) else _paragraph(block, depth)


def _paragraph(paragraph: Paragraph, depth: int) -> Iterator[str]:
    margin = "  " * depth
    yield f"{margin}p {_changed(paragraph, ('inlines',))}"
    for inline in paragraph.inlines:
        yield f"{margin}  {_inline(inline)}"


def _inline(inline: Inline) -> str:
    if isinstance(inline, Run):
        return f"{inline.text!r} {_changed(inline, ('text',))}".rstrip()
    return f"{type(inline).__name__} {_changed(inline, ())}".rstrip()


def _table(table: Table, depth: int) -> Iterator[str]:
    margin = "  " * depth
    yield f"{margin}table {_changed(table, ('rows',))}"
    for row in table.rows:
        yield f"{margin}  row {_changed(row, ('cells',))}".rstrip()
        for cell in row.cells:
            yield f"{margin}    cell {_changed(cell, ('blocks',))}"
            yield from _blocks(cell.blocks, depth + 3)


def _changed(value: Struct, without: tuple[str, ...]) -> str:
    """The fields that are not as usual."""
    said = []
    for each in fields(value):
        found = getattr(value, each.name)
        default = each.default if each.default_factory is NODEFAULT else each.default_factory()
        usual = getattr(USUAL, each.name) if isinstance(value, RunFormat) else default
        if each.name in without or found in (usual, USUAL):
            continue
        said.append(f"{each.name}={_value(found)}")
    return " ".join(said)


def _value(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:.1f}"
    if isinstance(value, Struct):
        return f"{type(value).__name__}({_changed(value, ())})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_value, value))})"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_value(found)}' for key, found in value.items())}}}"
    return repr(value)
