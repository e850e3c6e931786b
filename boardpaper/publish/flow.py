"""Blocks laid out in a column: paragraphs and tables as strips, with the space between them as Word leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from boardpaper.model.document import (
    Block,
    Bookmark,
    Borders,
    Drawing,
    Field,
    Inline,
    ListLabel,
    Note,
    NoteMark,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Table,
    Vertical,
)
from boardpaper.publish.boxes import Force, Line, LineStrip, Panel, Strip
from boardpaper.publish.lines import break_lines, forces_next
from boardpaper.publish.setting import Setting, note_anchor
from boardpaper.publish.structure import Container, Element, ParagraphRoles, add_paragraph, holder_for
from boardpaper.publish.tables import table_strips

_CAPTION_STYLES = frozenset({"caption", "Caption"})
_NO_BORDERS = Borders()
_PLAIN = ParagraphFormat()


@dataclass(slots=True, eq=False)
class _Column:
    """A column while blocks are laid out in it, and what the next block stands under.

    `captioned` is the table that a caption has begun, `table` the one that ends here.
    """

    width: float
    container: Container | None
    setting: Setting
    after: float = 0.0
    previous: Paragraph | None = None
    forces: Force = Force.NONE
    captioned: Element | None = None
    table: Element | None = None


def flow_blocks(
    blocks: Sequence[Block],
    width: float,
    container: Container | None,
    setting: Setting,
    *,
    closed: bool = False,
    under: float = 0.0,
) -> list[Strip]:
    """The strips of `blocks` in a column `width` points wide.

    `container` is None for headers and footers, which assistive technology should skip. A `closed` column, such as a
    cell, keeps the space below its last paragraph. `under` is the space that what stands above asks for.
    """
    column = _Column(width, container, setting, under)
    strips: list[Strip] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Table):
            strips.extend(_table(block, column))
        else:
            strips.extend(_paragraph(block, following, column))
    if closed and column.after:
        strips.append(LineStrip(column.after))
    return strips


def note_strips(key: str, width: float, setting: Setting) -> list[Strip]:
    """The strips of the note under `key`, its number raised before the first words."""
    note = setting.document.notes[key]
    element = setting.note_elements.get(key)
    setting.place = f"{note.kind} {note.number}"
    setting.in_note = True
    strips = flow_blocks(_numbered(note, key), width, None if element is None else Container(element), setting)
    setting.in_note = False
    return strips


def _table(table: Table, column: _Column) -> list[Strip]:
    element = column.captioned
    if element is None and column.container is not None:
        element = holder_for(column.container, table.indent).add("Table")
    rows = table_strips(table, column.width, element, column.setting, flow_blocks)
    if rows:
        rows[0] = rows[0]._replace(gap=column.after, forced=column.forces)
    column.after, column.previous, column.forces, column.captioned = 0.0, None, Force.NONE, None
    column.table = element if element is not None and element.tag == "Table" else None
    return list(rows)


def _paragraph(paragraph: Paragraph, following: Block | None, column: _Column) -> list[Strip]:
    setting = column.setting
    if column.container is not None and paragraph.number and setting.in_body:
        setting.place = f"paragraph {paragraph.number}"
    roles = _roles(paragraph, following, column)
    lines = break_lines(paragraph, column.width, roles, setting)
    _add_notes(paragraph, roles, setting)
    before, gap = _space_above(paragraph, column)
    forced = Force.PAGE if paragraph.format.page_break_before else column.forces
    strips = _strips(paragraph, lines, _panels(paragraph, following, len(lines), column))
    heading = roles.text if roles is not None and roles.text.tag.startswith("H") else None
    if heading is not None:
        heading.title = _heading_words(paragraph)
    strips[0] = strips[0]._replace(gap=gap, lead=before, forced=max(forced, strips[0].forced), heading=heading)
    column.after, column.previous, column.forces = paragraph.format.after, paragraph, forces_next(paragraph)
    return list(strips)


def _roles(paragraph: Paragraph, following: Block | None, column: _Column) -> ParagraphRoles | None:
    """The paragraph's elements; None for an empty one, which has nothing to read."""
    container = column.container
    if container is None:
        return None
    words = [inline for inline in paragraph.inlines if _reads(inline)]
    if not words and not (paragraph.label and paragraph.label.text):
        return None
    ended, column.table = column.table, None
    if paragraph.outline_level and all(isinstance(each, Drawing) and each.decorative for each in words):
        # A number that nothing follows heads nothing, nor does an ornament.
        container.close_lists()
        labelled = paragraph.label is not None and paragraph.label.text
        return ParagraphRoles(container.place.add("P"), None, container.place) if labelled else None
    if paragraph.outline_level:
        return add_paragraph(container, paragraph)
    if paragraph.style in _CAPTION_STYLES and (isinstance(following, Table) or ended is not None):
        # A table's caption is its first element or its last (14.8.4.3.4).
        holder = holder_for(container, paragraph.format.left)
        if isinstance(following, Table):
            ended = column.captioned = holder.add("Table")
        return ParagraphRoles((ended or holder).add("Caption"), None, holder)
    drawings = [inline for inline in words if isinstance(inline, Drawing)]
    if words and len(drawings) == len(words) and not paragraph.label:
        meaningful = sum(not drawing.decorative for drawing in drawings)
        if not meaningful:
            return None
        linked = any(drawing.link is not None for drawing in drawings)
        return add_paragraph(container, paragraph, tag="Figure" if meaningful == 1 and not linked else "P")
    return add_paragraph(container, paragraph, tag="Caption" if paragraph.style in _CAPTION_STYLES else "P")


def _reads(inline: Inline) -> bool:
    """Whether an inline holds something to read: words, a field, a note's mark or a picture."""
    if isinstance(inline, Run):
        return bool(inline.text.strip()) and not inline.format.hidden
    return isinstance(inline, Field | NoteMark | Drawing)


def _heading_words(paragraph: Paragraph) -> str:
    words = "".join(
        inline.text if isinstance(inline, Run) else inline.result if isinstance(inline, Field) else " "
        for inline in paragraph.inlines
        if not isinstance(inline, NoteMark | Drawing)
    )
    label = paragraph.label.text if paragraph.label else ""
    return " ".join(f"{label} {words}".split())


def _add_notes(paragraph: Paragraph, roles: ParagraphRoles | None, setting: Setting) -> None:
    """Notes follow the paragraph that refers to them, so that they do not interrupt its sentences."""
    if roles is None or setting.in_note:
        return
    keys = [inline.note for inline in paragraph.inlines if isinstance(inline, NoteMark)]
    for key in keys:
        if key in setting.document.notes and key not in setting.note_elements:
            note = setting.note_elements[key] = roles.holder.add("Note")
            note.identifier = f"note-{len(setting.note_elements)}"


def _space_above(paragraph: Paragraph, column: _Column) -> tuple[float, float]:
    """The paragraph's own space above, and the gap to what stands above it: the larger of both spaces counts."""
    before, after, previous = paragraph.format.before, column.after, column.previous
    if previous is not None and previous.style == paragraph.style:
        if paragraph.format.contextual_spacing:
            before = 0.0
        if previous.format.contextual_spacing:
            after = 0.0
    return before, max(before, after)


def _strips(paragraph: Paragraph, lines: list[Line], panels: list[Panel | None]) -> list[LineStrip]:
    count = len(lines)
    rules = paragraph.format
    strips = []
    for index, (line, panel) in enumerate(zip(lines, panels, strict=True)):
        extra = panel.above + panel.below if panel else 0.0
        if index == count - 1:
            keep = rules.keep_next
        else:
            keep = rules.keep_lines or (rules.widow_control and index in (0, count - 2))
            keep = keep and not lines[index + 1].starts
        strips.append(
            LineStrip(line.height + extra, line, keep=keep, forced=line.starts, panel=panel, notes=line.notes)
        )
    return strips


def _panels(paragraph: Paragraph, following: Block | None, count: int, column: _Column) -> list[Panel | None]:
    """Shading and borders of each line; neighbours in the same box share it, with the line between them if any."""
    rules = paragraph.format
    borders = rules.borders
    if borders == _NO_BORDERS and not rules.shading:
        return [None] * count
    joins_above = column.previous is not None and _same_box(column.previous, paragraph)
    joins_below = isinstance(following, Paragraph) and _same_box(paragraph, following)
    left = rules.left + min(rules.first_line, 0.0) - (borders.left.space if borders.left else 0.0)
    right = column.width - rules.right + (borders.right.space if borders.right else 0.0)
    panels: list[Panel | None] = []
    for index in range(count):
        top = (borders.between if joins_above else borders.top) if index == 0 else None
        bottom = None if joins_below or index < count - 1 else borders.bottom
        edges = Borders(top=top, left=borders.left, bottom=bottom, right=borders.right)
        above = top.space + top.width if top else 0.0
        below = bottom.space + bottom.width if bottom else 0.0
        panels.append(Panel(left, right, rules.shading, edges, above, below))
    return panels


def _same_box(one: Paragraph, other: Paragraph) -> bool:
    first, second = one.format, other.format
    if first.borders == _NO_BORDERS:
        return False
    return (first.borders, first.left, first.right) == (second.borders, second.left, second.right)


def _numbered(note: Note, key: str) -> tuple[Block, ...]:
    """The note's blocks, the first paragraph labelled with the note's number."""
    first = note.blocks[0] if note.blocks else None
    if not isinstance(first, Paragraph) or first.label is not None:
        mark = first.mark if isinstance(first, Paragraph) else RunFormat("Arial", 9.0)
        first, rest = Paragraph((), first.format if isinstance(first, Paragraph) else _PLAIN, mark), note.blocks
    else:
        rest = note.blocks[1:]
    look = next((inline.format for inline in first.inlines if isinstance(inline, Run)), first.mark)
    look = replace(look, vertical=Vertical.SUPERSCRIPT, bold=False, italic=False, underline="")
    label = ListLabel(note.number, 0, "decimal", look, "", suffix="space")
    return (replace(first, label=label, inlines=(Bookmark(note_anchor(key)), *_stripped(first.inlines))), *rest)


def _stripped(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without the space that separates number and text in Word: the label brings its own."""
    if inlines and isinstance(inlines[0], Run):
        return (replace(inlines[0], text=inlines[0].text.lstrip(" \t")), *inlines[1:])
    return inlines
