"""Blocks laid out in a column: paragraphs and tables as strips, with the space between them as Word leaves it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, zip_longest
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.document import (
    Block,
    Bookmark,
    Border,
    Borders,
    Drawing,
    Field,
    Frame,
    Inline,
    Link,
    ListLabel,
    Note,
    NoteMark,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Table,
    Vertical,
    words_of,
)
from boardpaper.model.paragraphs import page_key
from boardpaper.publish.pdf.blocks.framing import anchored, box_in_text, hang_drawings, hang_frame, is_boxed
from boardpaper.publish.pdf.blocks.tables import table_strips
from boardpaper.publish.pdf.blocks.white import unseen, white_words
from boardpaper.publish.pdf.lines.anchors import note_anchor, style_anchor
from boardpaper.publish.pdf.lines.atoms import Atom, Words
from boardpaper.publish.pdf.lines.boxes import (
    Anchor,
    Float,
    Force,
    Line,
    LineStrip,
    Panel,
    Placed,
    Room,
    Strip,
    Text,
    whole_room,
)
from boardpaper.publish.pdf.lines.breaking import fill_lines, forces_next, line_atoms, room_shift
from boardpaper.publish.pdf.lines.setting import Setting
from boardpaper.publish.pdf.lines.style_references import has_style
from boardpaper.publish.pdf.structure.elements import Container, Element, ParagraphRoles, add_paragraph, holder_for

_CAPTION_STYLES = frozenset({"caption", "Caption"})
_READ = (Field, NoteMark, Drawing)
# Each time that lines are set anew, all words of their paragraph are; a longer one fills several pages.
_MOST_WORDS = 3000
_PLAIN = ParagraphFormat()


class _Column(Struct, eq=False):
    """A column while blocks are laid out in it, and what the next block stands under.

    `captioned` is the table that a caption has begun, `table` the one that ends here. Lines of a `shaped` column may be
    set anew once their place is known.
    """

    width: float
    container: Container | None
    setting: Setting
    after: float = 0.0
    previous: Paragraph | None = None
    forces: Force = Force.NONE
    captioned: Element | None = None
    table: Element | None = None
    shaped: bool = False
    waiting: list[Float] = field(default_factory=list)


class _Place(NamedTuple):
    """What a paragraph has to do with its column and the blocks around it, and by what its first line is found."""

    width: float
    gap: float
    lead: float
    forced: Force
    heading: Element | None
    joins_above: bool
    joins_below: bool
    anchors: tuple[Anchor, ...]


def flow_blocks(
    blocks: Sequence[Block],
    width: float,
    container: Container | None,
    setting: Setting,
    *,
    closed: bool = False,
    under: float = 0.0,
    shaped: bool = False,
) -> list[Strip]:
    """The strips of `blocks` in a column `width` points wide.

    `container` is None for headers and footers, which assistive technology should skip. A `closed` column, such as a
    cell, keeps the space below its last paragraph. `under` is the space that what stands above asks for. Lines of a
    `shaped` column know how they are set anew.
    """
    column = _Column(width, container, setting, under, shaped=shaped)
    strips: list[Strip] = []
    begins = 0
    for frame, group in _framed(blocks):
        if frame is not None:
            _add_frame(frame, group, column, strips, begins)
            continue
        begins = len(strips)
        for block_strips in _in_text(group, column):
            begins = len(strips)
            strips.extend(block_strips)
            if column.waiting:
                strips[begins : begins + 1] = anchored(strips[begins], column.waiting)
                column.waiting = []
    if column.waiting:
        strips.append(LineStrip(0.0, gap=column.after, floats=tuple(column.waiting)))
    if closed and column.after:
        strips.append(LineStrip(column.after))
    return strips


def _framed(blocks: Sequence[Block]) -> Iterable[tuple[Frame | None, Sequence[Block]]]:
    """The blocks that stand in one frame, or in none, one group after another."""
    if all(block.frame is None for block in blocks):
        return ((None, blocks),)
    return ((frame, list(group)) for frame, group in groupby(blocks, lambda block: block.frame))


def _add_frame(frame: Frame, blocks: Sequence[Block], column: _Column, strips: list[Strip], begins: int) -> None:
    """Hangs a frame on the block before, whose strips begin at `begins`, or the one after it; else it stands here."""
    if _hangs(frame, blocks, column, strips, begins):
        return
    setting = column.setting
    begins = len(strips)
    if is_boxed(frame):
        box = box_in_text(frame, blocks, column.width, column.container, setting, flow_blocks)
        strips.append(replace(box, gap=column.after, forced=column.forces))
        column.after, column.previous, column.forces, column.captioned = 0.0, None, Force.NONE, None
    else:
        strips.extend(chain.from_iterable(_in_text(blocks, column)))
    if not setting.in_furniture:
        # Letterheads may lie behind a header.
        found = [white for strip in strips[begins:] for white in white_words(Placed(strip, 0.0, 0.0))]
        finding = unseen(found, setting.notices.place)
        if finding is not None:
            setting.notices.report(finding)


def _hangs(frame: Frame, blocks: Sequence[Block], column: _Column, strips: list[Strip], begins: int) -> bool:
    """Hangs a frame on a block where it can hang; False where it has to stand in the text."""
    if not column.shaped:
        return False
    shape = hang_frame(frame, blocks, column.width, column.container, column.setting, flow_blocks)
    if shape is None:
        return False
    if frame.before and begins < len(strips):
        strips[begins : begins + 1] = anchored(strips[begins], [shape])
    else:
        column.waiting.append(shape)
    return True


def _in_text(blocks: Sequence[Block], column: _Column) -> Iterator[Sequence[Strip]]:
    """The strips of each block in turn, laid out when they are asked for."""
    for block, following in zip_longest(blocks, blocks[1:]):
        yield _table(block, column) if isinstance(block, Table) else _paragraph(block, following, column)


def note_strips(key: str, width: float, setting: Setting) -> list[Strip]:
    """The strips of the note under `key`, its number raised before the first words."""
    note = setting.document.notes[key]
    element = setting.note_elements.get(key)
    setting.notices.stands = f"{note.kind} {note.number}"
    setting.in_note = True
    strips = flow_blocks(_numbered(note, key), width, None if element is None else Container(element), setting)
    setting.in_note = False
    return strips


def _table(table: Table, column: _Column) -> list[Strip]:
    """A table's rows as strips; a caption before it has begun its element."""
    element = column.captioned
    if element is None and column.container is not None:
        element = holder_for(column.container, table.indent).add("Table")
    rows = table_strips(table, column.width, element, column.setting, flow_blocks)
    if rows:
        rows[0] = replace(rows[0], gap=column.after, forced=column.forces)
    column.after, column.previous, column.forces, column.captioned = 0.0, None, Force.NONE, None
    column.table = element if element is not None and element.tag == "Table" else None
    return list(rows)


def _paragraph(paragraph: Paragraph, following: Block | None, column: _Column) -> Sequence[Strip]:
    """A paragraph's lines as strips, with its shapes hanging on the first."""
    setting = column.setting
    if column.container is not None and paragraph.number and setting.in_body:
        setting.notices.stands = paragraph
    roles = _roles(paragraph, following, column)
    shapes: list[Float] = []
    if column.shaped:
        lift = max(_space_above(paragraph, column)[1] - column.after, 0.0)
        paragraph, shapes = hang_drawings(paragraph, roles, lift, setting)
    atoms = line_atoms(paragraph, roles, setting)
    _add_notes(paragraph, roles, setting)
    heading = roles.text if roles is not None and roles.text.tag[0] == "H" and column.container is not None else None
    if heading is not None:
        heading.title = _heading_words(paragraph)
    place = _place(paragraph, following, column, heading)
    column.after, column.previous, column.forces = paragraph.format.after, paragraph, forces_next(paragraph)
    if not column.shaped:
        return list(_strips(paragraph, fill_lines(paragraph, atoms, column.width, setting), place, ()))

    strips = _shaped(paragraph, atoms, place, setting)
    return [*anchored(strips[0], shapes), *strips[1:]] if shapes else list(strips)


def _shaped(
    paragraph: Paragraph, atoms: Sequence[Atom | Words], place: _Place, setting: Setting
) -> Sequence[LineStrip]:
    """Lines that can be set anew; those of a paragraph longer than any are as wide as the narrowest column."""

    def set_lines(rooms: Sequence[Room]) -> list[LineStrip]:
        return _strips(paragraph, fill_lines(paragraph, atoms, place.width, setting, rooms), place, rooms)

    if sum(len(atom.measured.words) for atom in atoms if isinstance(atom, Words)) > _MOST_WORDS:
        return set_lines((whole_room(min(place.width, setting.measures.narrowest)),))
    return Text(place.width, set_lines).strips()


def _place(paragraph: Paragraph, following: Block | None, column: _Column, heading: Element | None) -> _Place:
    """How the paragraph stands to what is above and below it."""
    before, gap = _space_above(paragraph, column)
    forced = Force.PAGE if paragraph.format.page_break_before else column.forces
    joins_above = joins_below = False
    if _draws(paragraph.format.borders):
        joins_above = column.previous is not None and _same_box(column.previous, paragraph)
        joins_below = isinstance(following, Paragraph) and _same_box(paragraph, following)
    anchors = (*_own_anchor(paragraph, column.setting), *_style_anchors(paragraph, column.setting))
    return _Place(column.width, gap, before, forced, heading, joins_above, joins_below, anchors)


def _style_anchors(paragraph: Paragraph, setting: Setting) -> tuple[Anchor, ...]:
    """By what headers and footers find a paragraph whose words they repeat."""
    if not (setting.repeats.styles and setting.in_body and has_style(paragraph, setting.repeats.styles)):
        return ()
    setting.repeats.met.append(paragraph)
    return (Anchor(0.0, style_anchor(len(setting.repeats.met) - 1)),)


def _own_anchor(paragraph: Paragraph, setting: Setting) -> tuple[Anchor, ...]:
    """By what the page is found on which a paragraph of the body begins."""
    return (Anchor(0.0, page_key(paragraph)),) if paragraph.number and setting.in_body else ()


def _roles(paragraph: Paragraph, following: Block | None, column: _Column) -> ParagraphRoles | None:
    """The paragraph's elements; None for an empty one, which has nothing to read."""
    container = column.container
    if container is None:
        return _running_roles(paragraph, column.setting)
    words = [inline for inline in paragraph.inlines if _reads(inline)]
    if not words and not _is_labelled(paragraph):
        return None
    ended, column.table = column.table, None
    if paragraph.outline_level:
        return _heading_roles(paragraph, words, container)
    if paragraph.style in _CAPTION_STYLES and (isinstance(following, Table) or ended is not None):
        return _table_caption_roles(paragraph, following, ended, column, container)
    drawings = [inline for inline in words if isinstance(inline, Drawing)]
    if drawings and len(drawings) == len(words) and not paragraph.label:
        return _picture_roles(paragraph, drawings, container)
    return add_paragraph(container, paragraph, tag="Caption" if paragraph.style in _CAPTION_STYLES else "P")


def _heading_roles(paragraph: Paragraph, words: Sequence[Inline], container: Container) -> ParagraphRoles | None:
    """A heading's elements; a number that nothing follows heads nothing, nor does an ornament."""
    if all(isinstance(each, Drawing) and each.decorative for each in words):
        container.close_lists()
        return ParagraphRoles(container.place.add("P"), None, container.place) if _is_labelled(paragraph) else None
    roles = add_paragraph(container, paragraph)
    goes_on = paragraph.run_in and any(_reads(inline) for inline in paragraph.inlines[paragraph.run_in :])
    return replace(roles, rest=roles.holder.add("P")) if goes_on else roles


def _table_caption_roles(
    paragraph: Paragraph, following: Block | None, ended: Element | None, column: _Column, container: Container
) -> ParagraphRoles:
    """A table's caption is its first element, which begins the table, or its last (ISO 32000-1, 14.8.4.3.4)."""
    holder = holder_for(container, paragraph.format.left)
    table = ended
    if isinstance(following, Table):
        table = column.captioned = holder.add("Table")
    return ParagraphRoles((table or holder).add("Caption"), None, holder)


def _picture_roles(paragraph: Paragraph, drawings: Sequence[Drawing], container: Container) -> ParagraphRoles | None:
    """Elements for pictures alone in a paragraph; one that means something, and is no link, is its Figure."""
    meaningful = sum(not drawing.decorative for drawing in drawings)
    if not meaningful:
        return None
    linked = any(drawing.link is not None for drawing in drawings)
    return add_paragraph(container, paragraph, tag="Figure" if meaningful == 1 and not linked else "P")


def _is_labelled(paragraph: Paragraph) -> bool:
    return paragraph.label is not None and bool(paragraph.label.text)


def _running_roles(paragraph: Paragraph, setting: Setting) -> ParagraphRoles | None:
    """Elements for a paragraph of a header or footer that leads somewhere: a link has to be content (7.18.5)."""
    holder = setting.running
    if holder is None or not any(setting.links.may_make(link) for link in links_of(paragraph)):
        return None
    return ParagraphRoles(holder.add_late("P"), None, holder)


def links_of(paragraph: Paragraph) -> list[Link]:
    """Where the paragraph's words and pictures lead."""
    shown = (inline for inline in paragraph.inlines if isinstance(inline, Run | Field | Drawing))
    return [inline.link for inline in shown if inline.link is not None]


def _reads(inline: Inline) -> bool:
    """Whether an inline holds something to read: words, a field, a note's mark or a picture."""
    if isinstance(inline, Run):
        return bool(inline.text.strip()) and not inline.format.hidden
    return isinstance(inline, _READ)


def _heading_words(paragraph: Paragraph) -> str:
    """A heading as outlines call it, its number before it."""
    label = paragraph.label.text.strip() if paragraph.label else ""
    return f"{label} {words_of(paragraph.heading, pictures=False)}".strip()


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


def _strips(paragraph: Paragraph, lines: list[Line], place: _Place, rooms: Sequence[Room]) -> list[LineStrip]:
    """Lines as strips, the first after the space above, kept together as the paragraph asks."""
    rules = paragraph.format
    last = len(lines) - 1
    if place.anchors:
        lines[0] = replace(lines[0], anchors=(*lines[0].anchors, *place.anchors))
    panels = _panels(paragraph, len(lines), place, rooms)
    strips: list[LineStrip] = []
    for index, line in enumerate(lines):
        if index == last:
            keep = rules.keep_next
        else:
            keep = rules.keep_lines or (rules.widow_control and index in (0, last - 1))
            keep = keep and not lines[index + 1].starts
        panel = panels[index] if panels else None
        height = line.height + (panel.above + panel.below) if panel else line.height
        if index:
            strips.append(LineStrip(height, line, 0.0, 0.0, keep, line.starts, panel, None, False, line.notes))
        else:
            _, gap, lead, forced, heading, *_ = place
            forced = max(forced, line.starts)
            strips.append(LineStrip(height, line, gap, lead, keep, forced, panel, heading, False, line.notes))
    return strips


def _panels(paragraph: Paragraph, count: int, place: _Place, rooms: Sequence[Room]) -> list[Panel]:
    """Shading and borders of each line, if any; neighbours in the same box share it, with the line between them."""
    rules = paragraph.format
    borders = rules.borders
    if not rules.shading and not _draws(borders):
        return []
    left = rules.left + min(rules.first_line, 0.0) - (borders.left.space if borders.left else 0.0)
    right_space = borders.right.space if borders.right else 0.0
    panels: list[Panel] = []
    for index in range(count):
        edges = _line_edges(borders, place, first=index == 0, last=index == count - 1)
        room = rooms[min(index, len(rooms) - 1)] if rooms else whole_room(place.width)
        right = min(room.width - rules.right, room.right) + right_space
        above, below = _border_depth(edges.top), _border_depth(edges.bottom)
        panels.append(Panel(left + room_shift(rules, room), right, rules.shading, edges, above, below))
    return panels


def _line_edges(borders: Borders, place: _Place, *, first: bool, last: bool) -> Borders:
    """The borders that a paragraph draws at one of its lines."""
    top = (borders.between if place.joins_above else borders.top) if first else None
    bottom = borders.bottom if last and not place.joins_below else None
    return Borders(top=top, left=borders.left, bottom=bottom, right=borders.right)


def _border_depth(border: Border | None) -> float:
    """What a border above or below a line takes, with the space beside it."""
    return border.space + border.width if border else 0.0


def _draws(borders: Borders) -> bool:
    return bool(borders.top or borders.left or borders.bottom or borders.right or borders.between)


def _same_box(one: Paragraph, other: Paragraph) -> bool:
    """Whether two paragraphs stand in one box: they have the same borders and indents."""
    first, second = one.format, other.format
    if not _draws(first.borders):
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
