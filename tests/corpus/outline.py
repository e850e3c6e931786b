"""A Document as lines that a person can write: one a paragraph, one a table row, one a note."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from boardpaper.model.document import (
    Block,
    Bookmark,
    Break,
    Cell,
    Document,
    Drawing,
    Field,
    Furniture,
    Inline,
    Link,
    NoteMark,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Section,
    Tab,
    Table,
    Vertical,
)

_PLAIN = ParagraphFormat()
_SHOWN_PROPERTIES = (
    "align", "left", "right", "first_line", "before", "after", "line", "line_rule", "keep_next", "keep_lines",
    "page_break_before", "widow_control", "contextual_spacing",
)  # fmt: skip


@dataclass(frozen=True)
class Outline:
    """What the lines show besides words: `looks`, `paragraphs`, `tabs`, `controls`."""

    document: Document
    shown: frozenset[str]
    targets: frozenset[str] = field(default_factory=frozenset)


def outline(document: Document, shown: frozenset[str]) -> list[str]:
    """The lines of `document`."""
    view = Outline(document, shown, frozenset(_targets(document)))
    many = len(document.sections) > 1
    lines: list[str] = []
    for part in document.sections:
        lines += _section_lines(part, view) if many else _furniture_lines(part, view)
        lines += _block_lines(part.blocks, view)
    for note in document.notes.values():
        lines.append(f"NOTE {note.number} {_in_cell(note.blocks, view)}")
    return [line.rstrip() for line in lines]


def _targets(document: Document) -> Iterator[str]:
    for inline in _all_inlines(document):
        if isinstance(inline, Run | Field) and inline.link and inline.link.bookmark:
            yield inline.link.bookmark


def _all_inlines(document: Document) -> Iterator[Inline]:
    for part in document.sections:
        yield from _inlines(part.blocks)
    for note in document.notes.values():
        yield from _inlines(note.blocks)


def _inlines(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.inlines
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _inlines(cell.blocks)


def _section_lines(part: Section, view: Outline) -> Iterator[str]:
    start = f" pages from {part.first_page_number}" if part.first_page_number is not None else ""
    kind = f" {part.number_format}" if part.number_format != "decimal" else ""
    yield f"SECTION {part.start} {part.page.width:g}x{part.page.height:g}{start}{kind}"
    yield from _furniture_lines(part, view)


def _furniture_lines(part: Section, view: Outline) -> Iterator[str]:
    for name, furniture in (("HEADER", part.headers), ("FOOTER", part.footers)):
        yield from _printed(name, furniture, view)


def _printed(name: str, furniture: Furniture, view: Outline) -> Iterator[str]:
    if furniture.default:
        yield from (f"{name} {line}" for line in _block_lines(furniture.default, view))
    for kind, blocks in (("first", furniture.first), ("even", furniture.even)):
        if blocks is not None:
            yield from (f"{name} {kind} {line}" for line in (list(_block_lines(blocks, view)) or ["nothing"]))


def _block_lines(blocks: tuple[Block, ...], view: Outline) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            kind = f"H{block.outline_level}" if block.outline_level else "P"
            yield f"{kind} {_paragraph(block, view)}"
        else:
            described = f" “{block.description}”" if block.description else ""
            yield f"TABLE {len(block.columns)}{described}"
            yield from (f"  ROW{line}" for line in _rows(block, view))


def _rows(table: Table, view: Outline) -> Iterator[str]:
    for row in table.rows:
        header = " header" if row.header else ""
        expected, cells = 0, []
        taken = _covered(table, row)
        for cell in row.cells:
            while expected in taken:
                expected += 1
            cells.append(f" | {_placed(cell, expected)}{_in_cell(cell.blocks, view)}")
            expected = cell.column + cell.column_span
        yield header + "".join(cells)


def _covered(table: Table, row: object) -> set[int]:
    """The columns of `row` that cells of rows above reach into."""
    covered: set[int] = set()
    at = next(number for number, entry in enumerate(table.rows) if entry is row)
    for above, entry in enumerate(table.rows[:at]):
        for cell in entry.cells:
            if above + cell.row_span > at:
                covered |= set(range(cell.column, cell.column + cell.column_span))
    return covered


def _placed(cell: Cell, expected: int) -> str:
    late = f"+{cell.column - expected} " if cell.column != expected else ""
    merged = f"^{cell.column_span}x{cell.row_span} " if (cell.column_span, cell.row_span) != (1, 1) else ""
    return late + merged


def _in_cell(blocks: tuple[Block, ...], view: Outline) -> str:
    return " / ".join(
        _paragraph(block, view)
        if isinstance(block, Paragraph)
        else f"TABLE({' //'.join(_inner_row(line) for line in _rows(block, view))} )"
        for block in blocks
    )


def _inner_row(line: str) -> str:
    """A row of a table in a cell: bars would look like the outer row's."""
    header, _, cells = line.partition(" | ")
    return f"{header}{':' if header else ''} {cells.replace(' | ', '; ')}"


def _paragraph(block: Paragraph, view: Outline) -> str:
    label = f"[{block.label.text}] " if block.label and block.label.text else ""
    before = _properties(block.format) + " | " if "paragraphs" in view.shown else ""
    if "tabs" in view.shown:
        before += "".join(
            f"<{stop.position:g} {stop.align}{' ' * bool(stop.leader)}{stop.leader}>" for stop in block.format.tabs
        )
    words = _line(block, view)
    return before + label + words if before else (label + words).strip(" ")


def _line(block: Paragraph, view: Outline) -> str:
    """The paragraph's words; those that follow a heading on its line stand behind a mark."""
    if not block.run_in:
        return _words(block.inlines, view)
    return f"{_words(block.heading, view)}{{P}}{_words(block.inlines[block.run_in :], view)}"


def _words(inlines: tuple[Inline, ...], view: Outline) -> str:
    words, waiting, look = "", "", ""
    link: Link | None = None
    for inline in inlines:
        written = _inline(inline, view)
        if not isinstance(inline, Run | Field | Drawing):
            # A tab or a note's mark between words of one link stands inside it.
            waiting += written
            continue
        if inline.link != link:
            words, link = words + _link_end(link) + waiting + ("[" if inline.link else ""), inline.link
        else:
            words += waiting
        waiting = ""
        if isinstance(inline, Run) and "looks" in view.shown and _look(inline.format) != look:
            look = _look(inline.format)
            written = look + written
        words += written
    return words + _link_end(link) + waiting


def _link_end(link: Link | None) -> str:
    return f"]({link.address or '#' + link.bookmark})" if link else ""


def _inline(inline: Inline, view: Outline) -> str:
    match inline:
        case Run():
            tagged = inline.control and "controls" in view.shown
            text = inline.text.replace("\N{SOFT HYPHEN}", "{-}")
            return f"{{{inline.control}: {text}}}" if tagged else text
        case Tab():
            return "{tab}"
        case Break():
            return f"{{{inline.kind.value}}}"
        case Field():
            return f"{{{inline.name} {inline.result}}}"
        case NoteMark():
            note = view.document.notes.get(inline.note)
            return f"{{note {note.number if note else 'missing'}}}"
        case Bookmark():
            return f"{{#{inline.name}}}" if inline.name in view.targets else ""
        case Drawing():
            alt = "decorative" if inline.decorative else f"“{inline.alt}”"
            return f"{{picture {inline.width:g}x{inline.height:g} {alt}{_changes(inline)}}}"


def _changes(picture: Drawing) -> str:
    """What of a picture is cut off at the left, top, right and bottom, in percent, and how far it is turned."""
    crop = " cropped " + " ".join(f"{share * 100:g}" for share in picture.crop) if any(picture.crop) else ""
    return crop + (f" turned {picture.rotation:g}" if picture.rotation else "")


def _look(look: RunFormat) -> str:
    said = [look.font, f"{look.size:g}"]
    flags = ("bold", "italic", "underline", "strike", "caps", "small_caps", "highlight")
    said += [name for name in flags if getattr(look, name)]
    if look.vertical is not Vertical.BASELINE:
        said.append(look.vertical.value)
    if look.colour != "000000":
        said.append(look.colour)
    return f"<{' '.join(said)}>"


def _properties(format_: ParagraphFormat) -> str:
    said = []
    for name in _SHOWN_PROPERTIES:
        value = getattr(format_, name)
        if value != getattr(_PLAIN, name):
            said.append((name if value else f"no {name}") if isinstance(value, bool) else f"{name}={_figure(value)}")
    return " ".join(said)


def _figure(value: float | str) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
