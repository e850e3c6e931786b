"""Paragraphs and tables one after another, through content controls, text boxes and tracked changes."""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy

from lxml import etree
from msgspec.structs import replace

from boardpaper.model.document import (
    Block,
    Bookmark,
    Border,
    Field,
    Inline,
    ListLabel,
    Paragraph,
    Run,
    RunFormat,
    Tab,
    TabStop,
    plain_text,
)
from boardpaper.model.numerals.formats import is_known_format
from boardpaper.ooxml.names import MC, Element, W, tags
from boardpaper.rules import word as rules
from boardpaper.sources.word.fields.codes import open_contents
from boardpaper.sources.word.floating import fill_of_box, frame_of_box, frame_of_paragraph, same_frame
from boardpaper.sources.word.inlines import read_inlines
from boardpaper.sources.word.look.cascade import BODY, ParagraphLook, Surroundings
from boardpaper.sources.word.look.numbering import count, shown_numbering, steps
from boardpaper.sources.word.story.alternatives import chosen_alternative, is_hollow
from boardpaper.sources.word.story.bookmarks import close_bookmark, open_bookmark
from boardpaper.sources.word.story.reports import note_unfilled, report
from boardpaper.sources.word.story.state import Ahead, Line, RunIn, Story, set_size
from boardpaper.sources.word.tables import read_table

# A section's end stands among the blocks as its `w:sectPr` until the sections are made.
Stream = list[Block | Element]

_PROPERTIES = f"{W}pPr"
_MARK = f"{W}rPr"
_SECTION = f"{W}sectPr"
_FRAME = f"{W}framePr"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def read_story(container: Element, story: Story) -> Stream:
    """Every block of `container`, with the ends of its sections between them."""
    story.unmatched = _unmatched_fields(container)
    stream: Stream = []
    _read_into(container, story, BODY, stream)
    _flush(story, stream, BODY)
    return stream


def read_blocks(container: Element, story: Story, around: Surroundings) -> tuple[Block, ...]:
    """The blocks of a table cell or text box inside a story."""
    stream: Stream = []
    _read_into(container, story, around, stream)
    _flush(story, stream, around)
    return blocks_of(stream)


def blocks_of(stream: Iterable[Block | Element]) -> tuple[Block, ...]:
    """The blocks of a stream without its section ends."""
    return tuple([entry for entry in stream if not isinstance(entry, Element)])


def _read_into(container: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    """Reads the blocks among an element's children into `stream`; what has no reader holds no text."""
    for child in container:
        reader = _READERS.get(child.tag)
        if reader is not None:
            reader(child, story, around, stream)


def _paragraph(element: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    """A `w:p`: one paragraph, or words that run on into the next where its end is deleted or hidden."""
    reading = story.reading
    if not story.place:
        reading.met.paragraphs += 1
        story.paragraph = reading.met.paragraphs
    children = list(element)
    given = _given(children)
    mark, section = given.get(_MARK), given.get(_SECTION)
    look = reading.cascade.paragraph(given.get(_PROPERTIES), around)
    line = _read_line(element, children, look, mark, story, around)
    dropped = _is_dropped_capital(given.get(_FRAME))
    if dropped:
        set_size(line.out, reading.cascade.run(None, look, around).size)
    if dropped or line.mark.hidden or _is_deleted(mark):
        story.ahead.inlines, story.ahead.boxes = line.out, line.boxes
        if line.mark.hidden and not _is_deleted(mark):
            _run_in(line, look, mark, story)
    else:
        divides = section is not None and all(isinstance(inline, Bookmark) for inline in line.out)
        _end_paragraph(line, mark, story, stream, divides=divides)
    if section is not None:
        _end_section(section, story, around, stream)


def _given(children: Iterable[Element]) -> dict[object, Element]:
    """A paragraph's properties by their names, and all of them under their own."""
    properties = next((child for child in children if child.tag == _PROPERTIES), None)
    if properties is None:
        return {}
    return {_PROPERTIES: properties, **{child.tag: child for child in reversed(properties)}}


def _read_line(
    element: Element,
    children: Sequence[Element],
    look: ParagraphLook,
    mark: Element | None,
    story: Story,
    around: Surroundings,
) -> Line:
    """The inlines of a paragraph, behind what runs on from the one before."""
    reading, ahead = story.reading, story.ahead
    mark_format = reading.cascade.run(mark, look, around)
    line = Line(look, around, [*ahead.inlines, *ahead.bookmarks], mark_format, mark=mark_format, boxes=ahead.boxes)
    line.seal()
    story.ahead = Ahead(run_in=ahead.run_in)
    if reading.watched and element in reading.watched:
        _tally_watched(element, story)
    read_inlines(children, story, line)
    story.words = plain_text(line.out[len(ahead.inlines) :]) or story.words
    story.last = line.out
    return line


def _end_paragraph(line: Line, mark: Element | None, story: Story, stream: Stream, *, divides: bool) -> None:
    """Adds the paragraph, in its frame where it has one, and the text boxes that hang on it."""
    look = _with_rule(_with_stops(line.look, line.stops), line.rule)
    made = _made(line.out, look, mark, line.mark, story, line.around, divides=divides)
    contents = "" if story.place else line.contents or open_contents(story)
    if contents:
        story.reading.refers = True
        made = replace(made, contents=contents)
    stream.append(made if look.frame is None else _framed(made, look.frame, story, stream))
    _read_boxes(line.boxes, story, line.around, stream)


def _framed(paragraph: Paragraph, given: Element, story: Story, stream: Stream) -> Paragraph:
    """The paragraph in its frame, which is that of the paragraph before where both ask for the same."""
    frame = frame_of_paragraph(given, story.reading.met.frames + 1)
    if frame is None:
        return paragraph
    last = stream[-1] if stream else None
    if isinstance(last, Paragraph) and last.frame is not None and same_frame(last.frame, frame):
        frame = last.frame
    else:
        story.reading.met.frames += 1
    return replace(paragraph, frame=frame)


def _made(
    inlines: list[Inline],
    look: ParagraphLook,
    mark: Element | None,
    mark_format: RunFormat,
    story: Story,
    around: Surroundings,
    *,
    divides: bool = False,
) -> Paragraph:
    """The paragraph; one that only `divides` two sections has no number, and is not counted."""
    form, label = look.format, None
    if look.list and not divides:
        label = _label(look, mark, story, around, referred=_may_be_referred(look, inlines))
    if look.list and label is None and form.first_line < 0:
        # Without a label nothing hangs: Word begins the text where the other lines begin.
        form = replace(form, first_line=0.0)
    number = 0 if story.place else story.paragraph
    opening, story.ahead.run_in = story.ahead.run_in, None
    if opening is not None:
        made = Paragraph(tuple(inlines), form, mark_format, look.style, 0, label, number)
        return _continued(made, opening, in_body=not story.place)
    return Paragraph(tuple(inlines), form, mark_format, look.style, look.outline_level, label, number)


def _run_in(line: Line, look: ParagraphLook, mark: Element | None, story: Story) -> None:
    """Remembers a heading or a number whose paragraph the next one goes on with; hidden words have neither."""
    if story.ahead.run_in is None and (look.outline_level or look.list) and plain_text(line.out).strip():
        label = _label(look, mark, story, line.around, referred=True)
        story.ahead.run_in = RunIn(look, label, len(line.out))


def _continued(paragraph: Paragraph, opening: RunIn, *, in_body: bool) -> Paragraph:
    """A paragraph that begins as one with a hidden end: with its number, its heading, and the indent of the number."""
    first, form = opening.look.format, paragraph.format
    form = replace(form, before=first.before, page_break_before=first.page_break_before)
    if opening.label is not None:
        form = replace(form, left=first.left, first_line=first.first_line, tabs=first.tabs or form.tabs)
    # A number shows only where a line begins: the second one is counted and not seen.
    made = replace(paragraph, format=form, label=opening.label or paragraph.label)
    if not opening.look.outline_level or not in_body:
        return made
    level, style = opening.look.outline_level, opening.look.style
    rest = made.inlines[opening.count :]
    goes_on = any(one.text.strip() if isinstance(one, Run) else not isinstance(one, Bookmark | Tab) for one in rest)
    return replace(made, outline_level=level, style=style, run_in=opening.count if goes_on else 0)


def _with_stops(look: ParagraphLook, stops: list[TabStop]) -> ParagraphLook:
    """The look with the stops of tabs that name their own place."""
    if not stops:
        return look
    kept = [stop for stop in look.format.tabs if all(stop.position != other.position for other in stops)]
    tabs = tuple(sorted([*kept, *dict.fromkeys(stops)], key=lambda stop: stop.position))
    return replace(look, format=replace(look.format, tabs=tabs))


def _with_rule(look: ParagraphLook, rule: Border | None) -> ParagraphLook:
    """The look with a horizontal line under the paragraph, where Word draws one as a shape."""
    if rule is None:
        return look
    return replace(look, format=replace(look.format, borders=replace(look.format.borders, bottom=rule)))


def _may_be_referred(look: ParagraphLook, inlines: list[Inline]) -> bool:
    """Whether fields may ask for the paragraph's number, or ask for others from here."""
    return bool(look.outline_level) or any(isinstance(inline, Bookmark | Field) for inline in inlines)


def _label(
    look: ParagraphLook, mark: Element | None, story: Story, around: Surroundings, *, referred: bool
) -> ListLabel | None:
    """The paragraph's number or bullet, which counts; None where its list shows none. `referred` keeps its steps."""
    if not look.list:
        return None
    cascade = story.reading.cascade
    entry = cascade.lists[look.list]
    level = entry.levels[look.level]
    label = count(story.counts, look.list, cascade.lists, look.level)
    if not label.text:
        return None
    numbering = shown_numbering(level)
    if not is_known_format(numbering, level.pattern):
        _report_format(numbering, label.text, story)
    return ListLabel(
        label.text,
        look.level,
        numbering,
        cascade.label(mark, level, look, around),
        entry.definition,
        level.suffix,
        label.value,
        level.align,
        steps(story.counts, look.list, cascade.lists, look.level) if referred else (),
    )


def _report_format(numbering: str, shown: str, story: Story) -> None:
    """Says once for each format that its numbers come out in figures."""
    tally = story.reading.tally(f"format {numbering}")
    if not tally.count:
        report(rules.NUMBER_FORMAT, story, format=numbering, shown=shown)
    tally.add(story)


def _is_deleted(mark: Element | None) -> bool:
    """Whether the paragraph's end is deleted, so that it runs on into the next (17.13.5.15)."""
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _is_dropped_capital(frame: Element | None) -> bool:
    """Whether the paragraph is a frame around the large first letter of the next one (17.3.1.11 framePr)."""
    return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")


def _read_boxes(boxes: list[Element], story: Story, around: Surroundings, stream: Stream) -> None:
    """Text boxes come after the paragraph that they hang on, with fields of their own."""
    outer = story.fields
    for box in boxes:
        story.fields = []
        story.reading.met.frames += 1
        frame = frame_of_box(box, story.reading.met.frames, story.reading.cascade.theme)
        fill = fill_of_box(box, story.reading.cascade.theme) if frame is None else frame.shading
        blocks = read_blocks(box, story, Surroundings(background=fill or around.background))
        stream.extend(_on_fill(block, fill) if frame is None else replace(block, frame=frame) for block in blocks)
    story.fields = outer


def _on_fill(block: Block, fill: str) -> Block:
    """A block of a box that stands in the text: its words keep the colour that lay behind them."""
    if not fill or fill == "FFFFFF":
        return block
    if isinstance(block, Paragraph):
        form = block.format
        return replace(block, format=replace(form, shading=form.shading or fill))
    rows = (
        replace(row, cells=tuple(replace(cell, shading=cell.shading or fill) for cell in row.cells))
        for row in block.rows
    )
    return replace(block, rows=tuple(rows))


def _end_section(section: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    """Closes the section with its properties, which stand in its last paragraph."""
    _flush(story, stream, around)
    stream.append(section)
    story.reading.met.section += 1
    story.next_width()


def _flush(story: Story, stream: Stream, around: Surroundings) -> None:
    """Text that ran on from a deleted paragraph end, where no paragraph follows, stands by itself."""
    ahead, story.ahead = story.ahead, Ahead()
    if not ahead.inlines and not ahead.boxes:
        story.ahead = ahead
        return
    bookmarks = [*(inline for inline in ahead.inlines if isinstance(inline, Bookmark)), *ahead.bookmarks]
    inlines = [inline for inline in ahead.inlines if not isinstance(inline, Bookmark)]
    story.ahead = Ahead(bookmarks=bookmarks, run_in=ahead.run_in)
    if inlines:
        look = story.reading.cascade.paragraph(None, around)
        mark = story.reading.cascade.run(None, look, around)
        if ahead.run_in is not None:
            look = replace(ahead.run_in.look, list="")
            story.ahead.run_in = replace(ahead.run_in, count=len(ahead.inlines))
        stream.append(_made([*bookmarks, *inlines], look, None, mark, story, around))
        story.ahead.bookmarks = []
    _read_boxes(ahead.boxes, story, around, stream)


def _table(element: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    """A table, after what waited for a paragraph to join."""
    _flush(story, stream, around)
    table = read_table(element, story, around, read_blocks)
    if table is not None:
        stream.append(table)


def _control(element: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    """The content of a control around whole blocks."""
    content = element.find(f"{W}sdtContent")
    if content is not None:
        _read_into(content, story, around, stream)
        note_unfilled(element, story)


def _alternative(element: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    """The branch of an alternative that Word would show."""
    branch = chosen_alternative(element)
    if branch is not None:
        _read_into(branch, story, around, stream)
    if is_hollow(element):
        report(rules.LATER_WORD, story)


def _bookmark(element: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    open_bookmark(story, None, element)


def _bookmark_end(element: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    close_bookmark(story, None, element)


def _stray(element: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    """Words that stand in no paragraph, where another program lost it: they make one."""
    paragraph = etree.Element(f"{W}p", nsmap=element.nsmap)
    paragraph.append(deepcopy(element))
    _paragraph(paragraph, story, around, stream)


def _imported(element: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    """Another file's content, which only Word can read."""
    report(rules.EMBEDDED_DOCUMENT, story)


def _equation(element: Element, story: Story, around: Surroundings, stream: Stream) -> None:
    report(rules.EQUATION, story)


def _tally_watched(element: Element, story: Story) -> None:
    """Notes the place of something that had to be found before its text was read."""
    for rule in story.reading.watched[element].split():
        tally = story.reading.tallies.get(rule)
        if tally is not None and not tally.first:
            tally.first = story.where()


def _unmatched_fields(container: Element) -> set[Element]:
    """Field characters without their partners; followed blindly, one of them would swallow all that comes after."""
    open_fields: list[Element] = []
    unmatched: set[Element] = set()
    for element in container.iter(f"{W}fldChar"):
        if _is_unread(element, container):
            continue
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append(element)
        elif not open_fields:
            unmatched.add(element)
        elif kind == "end":
            open_fields.pop()
    return unmatched.union(open_fields)


def _is_unread(element: Element, container: Element) -> bool:
    """Whether `element` stands in a deletion, or in a branch of an alternative that is not read."""
    child = element
    for parent in element.iterancestors():
        if parent is container:
            return False
        if parent.tag in (f"{W}del", f"{W}moveFrom"):
            return True
        if parent.tag == f"{MC}AlternateContent" and child is not chosen_alternative(parent):
            return True
        child = parent
    return False


_READERS: dict[object, Callable[[Element, Story, Surroundings, Stream], None]] = {
    f"{W}p": _paragraph,
    f"{W}tbl": _table,
    f"{W}sdt": _control,
    f"{MC}AlternateContent": _alternative,
    f"{W}bookmarkStart": _bookmark,
    f"{W}bookmarkEnd": _bookmark_end,
    f"{W}altChunk": _imported,
    f"{_M}oMathPara": _equation,
    f"{_M}oMath": _equation,
    **dict.fromkeys(tags("customXml smartTag ins moveTo"), _read_into),
    **dict.fromkeys(tags("r hyperlink fldSimple"), _stray),
}
