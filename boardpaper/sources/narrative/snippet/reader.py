"""Reads a Word file as narrative, for authors who do not leave Word: the same prose as from Markdown."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from boardpaper.errors import InputError
from boardpaper.model import document
from boardpaper.model.document import Bookmark, Justification
from boardpaper.model.finding import Finding
from boardpaper.model.paragraphs import paragraphs_of
from boardpaper.model.prose import (
    Align,
    Block,
    Heading,
    Inline,
    LineBreak,
    NoteReference,
    Paragraph,
    Place,
    Placeholder,
    Prose,
    Table,
)
from boardpaper.rules import narrative as rules
from boardpaper.sources.narrative.headings_and_links import heading_findings
from boardpaper.sources.narrative.marks import placeholder, placeholder_finding
from boardpaper.sources.narrative.snippet.lists import Entry, gather, list_kind
from boardpaper.sources.narrative.snippet.words import (
    Snippet,
    check_placeholders,
    lone_placeholder,
    note_label,
    read_words,
)
from boardpaper.sources.word.reader import read_document

DEEPEST_HEADING = 6

_ALIGN = {Justification.CENTRE: Align.CENTRE, Justification.RIGHT: Align.RIGHT}
_CAPTION = "caption"


class _Flow(Struct):
    """The blocks so far, the list that is being gathered, and how far its last item stands in."""

    snippet: Snippet
    shift: int
    blocks: list[Block] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    left: float = 0.0


def read_word_snippet(path: Path, *, name: str, under: int = 1) -> tuple[Prose, tuple[Finding, ...]]:
    """The prose of the Word file at `path`, and what is wrong with it.

    `name` is what findings call the file; places count its paragraphs. Headings are moved so that the highest is one
    level below `under`, the heading that the paper sets above the file. Notes, endnotes too, are labelled `name#key`.
    A file that cannot be read gives empty prose and a finding.
    """
    if not os.path.isfile(path):
        return Prose(), (rules.NARRATIVE_MISSING.at(name, name=name),)
    try:
        file, findings = read_document(path, name=name)
    except InputError as fault:
        return Prose(), (fault.finding,)
    body = tuple(block for section in file.sections for block in section.blocks)
    snippet = Snippet(name, file, frozenset(_bookmarks(body)), list(findings))
    flow = _Flow(snippet, _shift(body, under))
    _read_blocks(body, flow)
    notes = _read_notes(snippet)
    _check_furniture(snippet)
    if not flow.blocks:
        snippet.tell(rules.NARRATIVE_EMPTY, Place(name), name=name)
    snippet.findings.extend(heading_findings(flow.blocks, under))
    return Prose(tuple(flow.blocks), notes), tuple(snippet.findings)


def _place(paragraph: document.Paragraph, snippet: Snippet) -> Place:
    return Place(snippet.name, paragraph.number, "paragraph")


def _bookmarks(blocks: Iterable[document.Block]) -> Iterator[str]:
    for paragraph in paragraphs_of(blocks):
        yield from (inline.name for inline in paragraph.inlines if isinstance(inline, Bookmark))


def _shift(blocks: Iterable[document.Block], under: int) -> int:
    """What to add to each heading's level so that the highest in use comes right below the heading above the file."""
    levels = [block.outline_level for block in blocks if isinstance(block, document.Paragraph) and block.outline_level]
    return under + 1 - min(levels) if levels else 0


def _read_blocks(blocks: Iterable[document.Block], flow: _Flow) -> None:
    """Reads blocks into the flow; a list ends with the first block that is none of it."""
    for block in blocks:
        if isinstance(block, document.Table):
            _end_list(flow)
            flow.blocks.extend(_table(block, flow.snippet))
        elif block.outline_level:
            _end_list(flow)
            flow.blocks.extend(_heading(block, flow))
        elif block.label:
            _add_item(block, block.label, flow)
        else:
            _add_paragraph(block, flow)
    _end_list(flow)


def _end_list(flow: _Flow) -> None:
    """Makes lists of the items gathered so far."""
    flow.blocks.extend(gather(flow.entries))
    flow.entries.clear()


def _heading(paragraph: document.Paragraph, flow: _Flow) -> Iterator[Heading]:
    """A heading at its level in the paper; nothing for an empty one."""
    place = _place(paragraph, flow.snippet)
    words = read_words(paragraph, place, flow.snippet, plain=True).inlines
    if not words:
        return
    check_placeholders(words, flow.snippet)
    level = paragraph.outline_level + flow.shift
    if level > DEEPEST_HEADING:
        flow.snippet.tell(rules.HEADING_TOO_DEEP, place, level=level, most=DEEPEST_HEADING - 1)
    yield Heading(min(level, DEEPEST_HEADING), words, place)


def _add_item(paragraph: document.Paragraph, label: document.ListLabel, flow: _Flow) -> None:
    """Adds an item to those gathered; one with a label of no kind that papers print becomes a paragraph."""
    place = _place(paragraph, flow.snippet)
    words = read_words(paragraph, place, flow.snippet).inlines
    check_placeholders(words, flow.snippet)
    kind = list_kind(label)
    if kind is None:
        flow.snippet.tell(rules.SNIPPET_LABEL, place, label=label.text.strip())
        _end_list(flow)
        flow.blocks.append(Paragraph(words, place))
    elif words:
        indent = paragraph.format.left + min(paragraph.format.first_line, 0.0)
        flow.entries.append(Entry(label, kind, place, indent, [Paragraph(words, place, numbered=False)]))
        flow.left = paragraph.format.left
    else:
        flow.snippet.tell(rules.LIST_ITEM_EMPTY, place)


def _add_paragraph(paragraph: document.Paragraph, flow: _Flow) -> None:
    """Adds a paragraph, to the item above where it is set in as far."""
    snippet = flow.snippet
    place = _place(paragraph, snippet)
    words = read_words(paragraph, place, snippet)
    if not words.inlines:
        return
    if flow.entries and paragraph.format.left >= flow.left > 0:
        # Set in as far as the words of the item above, so a further paragraph of it.
        check_placeholders(words.inlines, snippet)
        flow.entries[-1].blocks.append(Paragraph(words.inlines, place, numbered=False))
        return
    _end_list(flow)
    block = lone_placeholder(words.inlines)
    if block:
        flow.blocks.extend(_placeholder(block.reference, place, snippet))
        return
    check_placeholders(words.inlines, snippet)
    numbered = not words.unnumbered and paragraph.style.lower() != _CAPTION
    flow.blocks.append(Paragraph(words.inlines, place, numbered))


def _placeholder(reference: str, place: Place, snippet: Snippet) -> Iterator[Placeholder]:
    """What stands for a generated table or chart."""
    found = placeholder(reference)
    if found:
        finding = placeholder_finding(found[0], reference, place, alone=True)
        snippet.findings.extend((finding,) if finding else ())
        yield Placeholder(*found, place)


def _table(table: document.Table, snippet: Snippet) -> Iterator[Block]:
    """A table with its first row as headings; none where it has no cells."""
    rows = [row for row in table.rows if row.cells]
    place = _table_place(table, snippet)
    if not rows:
        return
    width = len(rows[0].cells)
    if _has_merged_cells(rows):
        snippet.tell(rules.TABLE_MERGED_CELLS, place)
    cells = [_fill(tuple(_cell(cell, place, snippet) for cell in row.cells), width) for row in rows]
    if not any(cells[0]):
        snippet.tell(rules.SNIPPET_TABLE_WITHOUT_HEADER, place)
    yield Table(
        cells[0],
        tuple(cells[1:]),
        place,
        tuple(_column_align(rows[1:], column) for column in range(width)),
        row_headers=table.first_column,
        widths=table.columns if len(table.columns) == width else (),
        description=table.description or table.title,
    )


def _has_merged_cells(rows: Sequence[document.Row]) -> bool:
    """Whether cells span others, or rows have more or fewer cells than the first, which comes to the same."""
    merged = any(cell.column_span > 1 or cell.row_span > 1 for row in rows for cell in row.cells)
    return merged or any(len(row.cells) != len(rows[0].cells) for row in rows)


def _table_place(table: document.Table, snippet: Snippet) -> Place:
    first = next(paragraphs_of((table,)), None)
    return _place(first, snippet) if first else Place(snippet.name)


def _fill(cells: tuple[tuple[Inline, ...], ...], width: int) -> tuple[tuple[Inline, ...], ...]:
    """`cells` made `width` long: words past the end join the last cell, and a finding has stopped the table anyway."""
    rest = tuple(word for cell in cells[width:] for word in (LineBreak(), *cell))
    kept = cells[: width - 1] + tuple((*cell, *rest) for cell in cells[width - 1 : width])
    return kept + ((),) * (width - len(kept))


def _cell(cell: document.Cell, place: Place, snippet: Snippet) -> tuple[Inline, ...]:
    """A cell's words, its paragraphs parted by line breaks; tables and lists in it are told of."""
    words: list[Inline] = []
    for block in cell.blocks:
        if isinstance(block, document.Table):
            snippet.tell(rules.SNIPPET_TABLE_IN_TABLE, place)
            words.extend(word for row in block.rows for inner in row.cells for word in _cell(inner, place, snippet))
            continue
        if block.label:
            snippet.tell(rules.SNIPPET_LIST_IN_TABLE, _place(block, snippet))
        found = read_words(block, _place(block, snippet), snippet).inlines
        check_placeholders(found, snippet)
        words.extend((LineBreak(), *found) if words and found else found)
    return tuple(words)


def _column_align(rows: list[document.Row], column: int) -> Align:
    """How the cells of a column below its heading are set, where all are set alike."""
    cells = [row.cells[column] for row in rows if column < len(row.cells)]
    found = {paragraph.format.align for cell in cells for paragraph in paragraphs_of(cell.blocks) if paragraph.inlines}
    return _ALIGN.get(found.pop(), Align.LEFT) if len(found) == 1 else Align.LEFT


def _read_notes(snippet: Snippet) -> dict[str, tuple[Inline, ...]]:
    """The notes that the text marks, each at the place of its mark."""
    notes: dict[str, tuple[Inline, ...]] = {}
    for key, place in tuple(snippet.marks.items()):
        note = snippet.file.notes.get(key)
        words = _note_words(note, place, snippet) if note else ()
        if not words:
            snippet.tell(rules.SNIPPET_NOTE_EMPTY, place)
        notes[note_label(snippet.name, key)] = words
    return notes


def _note_words(note: document.Note, place: Place, snippet: Snippet) -> tuple[Inline, ...]:
    """A footnote's words, its paragraphs parted by line breaks; all else in it is told of."""
    words: list[Inline] = []
    for block in note.blocks:
        if isinstance(block, document.Table) or block.label:
            snippet.tell(rules.SNIPPET_INSIDE_NOTE, place)
        for paragraph in paragraphs_of((block,)):
            found = read_words(paragraph, place, snippet).inlines
            check_placeholders(found, snippet)
            words.extend((LineBreak(), *found) if words and found else found)
    if any(isinstance(word, NoteReference) for word in words):
        snippet.tell(rules.SNIPPET_NOTE_IN_NOTE, place)
    return tuple(words)


def _check_furniture(snippet: Snippet) -> None:
    """Words in headers and footers belong to the paper's template and would vanish."""
    for section in snippet.file.sections:
        for furniture in (section.headers, section.footers):
            for blocks in (furniture.default, furniture.first or (), furniture.even or ()):
                for paragraph in paragraphs_of(blocks):
                    words = "".join(inline.text for inline in paragraph.inlines if isinstance(inline, document.Run))
                    if words.strip():
                        snippet.tell_once(rules.HEADER_DROPPED, Place(snippet.name), words=words.strip()[:40])
