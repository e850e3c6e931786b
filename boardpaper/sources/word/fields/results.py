"""The fields of a whole document worked out, once everything that they may refer to is read."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from boardpaper.model.document import Block, Document, Field, Furniture, Note, NoteMark, Paragraph, Section, Table
from boardpaper.model.fields.code import parse_field_code
from boardpaper.model.paragraphs import paragraphs_of
from boardpaper.sources.word.fields.contents import check_contents
from boardpaper.sources.word.fields.references import Index, make_index, with_fields
from boardpaper.sources.word.fields.sequences import number_sequences, sequence_of
from boardpaper.sources.word.story.state import Reading

Change = Callable[[Paragraph], Paragraph]


def work_out_fields(document: Document, reading: Reading) -> Document:
    """The document with every REF, NOTEREF, SEQ and STYLEREF as text, but for those that only pages can tell.

    What cannot be worked out keeps Word's last words; where the author has to know of it, a finding says so.
    """
    if not reading.refers:
        return document
    body = [paragraph for section in document.sections for paragraph in paragraphs_of(section.blocks)]
    index = make_index(reading, document.notes, document.properties.language, body)
    index.sequences = number_sequences(body)
    changed = iter(_body(body, index, reading))
    bodies = [rebuilt(section.blocks, lambda _: next(changed)) for section in document.sections]
    sections = _sections(document.sections, bodies, index)
    return replace(document, sections=sections, notes=_notes(document.notes, index, body))


def _body(body: Sequence[Paragraph], index: Index, reading: Reading) -> Sequence[Paragraph]:
    """The paragraphs of the text with their fields worked out, and contents lists held against the headings."""
    changed = [with_fields(paragraph, index, order) for order, paragraph in enumerate(body)]
    if any(paragraph.contents for paragraph in body):
        changed, found = check_contents(changed, _captions(body), reading.word.name)
        reading.findings.extend(found)
    return changed


def _notes(notes: Mapping[str, Note], index: Index, body: Iterable[Paragraph]) -> dict[str, Note]:
    """The notes with their fields worked out, each from the paragraph in which its mark stands."""
    marked = {
        inline.note: order
        for order, paragraph in enumerate(body)
        for inline in paragraph.inlines
        if isinstance(inline, NoteMark)
    }
    return {
        key: replace(
            note, blocks=rebuilt(note.blocks, _elsewhere(index, f"{note.kind} {note.number}", marked.get(key)))
        )
        for key, note in notes.items()
    }


def _sections(sections: Iterable[Section], bodies: Iterable[tuple[Block, ...]], index: Index) -> tuple[Section, ...]:
    """The sections with the text of `bodies`, and the fields of their headers and footers worked out."""
    known: dict[int, tuple[Block, ...]] = {}
    return tuple(
        replace(
            section,
            blocks=blocks,
            headers=_furniture(section.headers, index, "the header", known),
            footers=_furniture(section.footers, index, "the footer", known),
        )
        for section, blocks in zip(sections, bodies, strict=True)
    )


def _captions(body: Iterable[Paragraph]) -> dict[int, frozenset[str]]:
    """The sequences that each paragraph counts, by its place in the body."""
    found = {}
    for at, paragraph in enumerate(body):
        fields = [inline for inline in paragraph.inlines if isinstance(inline, Field) and inline.name == "SEQ"]
        if fields:
            found[at] = frozenset(sequence_of(parse_field_code(inline.instruction)) for inline in fields)
    return found


def rebuilt(blocks: tuple[Block, ...], change: Change) -> tuple[Block, ...]:
    """The blocks with each paragraph changed, in the order of the text; the same ones where nothing does."""
    made = tuple(change(block) if isinstance(block, Paragraph) else _table(block, change) for block in blocks)
    return made if any(new is not old for new, old in zip(made, blocks, strict=True)) else blocks


def _table(table: Table, change: Change) -> Table:
    """The table with its cells' blocks changed; the very same table where nothing changes."""
    rows = []
    for row in table.rows:
        cells = tuple(
            cell if (blocks := rebuilt(cell.blocks, change)) is cell.blocks else replace(cell, blocks=blocks)
            for cell in row.cells
        )
        same = all(new is old for new, old in zip(cells, row.cells, strict=True))
        rows.append(row if same else replace(row, cells=cells))
    same = all(new is old for new, old in zip(rows, table.rows, strict=True))
    return table if same else replace(table, rows=tuple(rows))


def _elsewhere(index: Index, part: str, order: int | None = None) -> Change:
    """Works out a paragraph outside the body; a note stands where its mark does, at paragraph `order`."""
    return lambda paragraph: with_fields(paragraph, index, -1 if order is None else order, part)


def _furniture(furniture: Furniture, index: Index, part: str, known: dict[int, tuple[Block, ...]]) -> Furniture:
    """Headers or footers, each worked out once though several sections show it."""

    def made(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        if id(blocks) not in known:
            known[id(blocks)] = rebuilt(blocks, _elsewhere(index, part))
        return known[id(blocks)]

    return Furniture(
        made(furniture.default),
        None if furniture.first is None else made(furniture.first),
        None if furniture.even is None else made(furniture.even),
    )
