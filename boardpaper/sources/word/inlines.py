"""What stands in a paragraph, in the order of its text: runs, breaks, fields, links, notes, controls and drawings."""

from collections.abc import Callable, Iterable
from copy import deepcopy

from lxml import etree

from boardpaper.model.document import Break, BreakKind, Field, Inline, Link, NoteMark, Run, Tab, TabStop
from boardpaper.ooxml.names import MC, NAMESPACES, Element, M, R, W, tags
from boardpaper.rules import publication
from boardpaper.rules import word as rules
from boardpaper.sources.word.drawings import read_drawing, read_object, read_picture
from boardpaper.sources.word.fields.codes import (
    add_instruction,
    begin_field,
    begin_result,
    end_field,
    field_link,
    is_locked,
    make_link,
    separate_field,
)
from boardpaper.sources.word.look.symbols import is_symbol_font, to_unicode
from boardpaper.sources.word.look.values import child_of
from boardpaper.sources.word.story.alternatives import chosen_alternative, is_hollow
from boardpaper.sources.word.story.bookmarks import close_bookmark, open_bookmark
from boardpaper.sources.word.story.reports import control_name, is_shown, note_unfilled, report
from boardpaper.sources.word.story.state import Line, OpenField, Story, set_size

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SPACES = " \n\r\t"
_LINE_ENDS = str.maketrans("\n\r\t", "   ")
_SIDES = {"center": 0.5, "right": 1.0}
_BREAKS = {"page": BreakKind.PAGE, "column": BreakKind.COLUMN}
_PROPERTIES = f"{W}rPr"
_CONTENT = f"{W}sdtContent"
_CONTROL_PROPERTIES = f"{W}sdtPr"

Reader = Callable[[Element, Story, Line], None]


def read_inlines(container: Iterable[Element], story: Story, line: Line) -> None:
    """Reads every child of `container` into `line`."""
    for child in container:
        tag = child.tag
        reader = _READERS.get(tag)
        if reader is not None:
            reader(child, story, line)
        elif isinstance(tag, str) and tag not in _SILENT:
            _unknown(child, story, line)


def add_text(story: Story, line: Line, text: str) -> None:
    """Words in the format of the run being read, unless they are hidden or belong to a field's code."""
    if not text or not story.shows:
        return
    if line.note:
        story.reading.notes.custom[line.note] = story.reading.notes.custom.get(line.note, "") + text
        return
    if line.format.hidden:
        if text.strip():
            story.reading.tally(publication.HIDDEN_TEXT.name).add(story, line)
        return
    link = (field_link(story) if story.fields else None) or line.link
    last = line.out[-1] if len(line.out) > line.sealed else None
    if isinstance(last, Run) and last.format is line.format and last.link == link and last.control == line.control:
        line.out[-1] = Run(last.text + text, line.format, link, line.control)
    else:
        line.out.append(Run(text, line.format, link, line.control))


def _run(element: Element, story: Story, line: Line) -> None:
    """Reads a run's children in the run's format."""
    children = list(element)
    properties = next((child for child in children if child.tag == _PROPERTIES), None)
    line.format = story.reading.cascade.run(properties, line.look, line.around)
    line.note = ""
    read_inlines(children, story, line)
    line.note = ""


def _text(element: Element, story: Story, line: Line) -> None:
    """A run's text as Word shows it: ends bare unless spaces are kept, line ends as spaces, symbol fonts as Unicode."""
    text = element.text or ""
    if len(element):
        text += "".join(child.tail or "" for child in element)
    bare = text.strip(_SPACES)
    if bare != text and not _keeps_space(element):
        text = bare
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.translate(_LINE_ENDS)
    written = to_unicode(text, line.format.font)
    if written is text:
        add_text(story, line, text)
    else:
        _add_symbols(story, line, written)


def _keeps_space(element: Element) -> bool:
    """Whether spaces around a text count: the element says so, or the nearest one around it that says anything."""
    said = element.get(_SPACE)
    if said is None:
        said = next((value for each in element.iterancestors() if (value := each.get(_SPACE)) is not None), "default")
    return said == "preserve"


def _add_symbols(story: Story, line: Line, text: str) -> None:
    """Text that came from a symbol font, in the paragraph's own font, which can draw what it became."""
    if is_symbol_font(line.format.font):
        own = line.format
        line.format = story.reading.cascade.with_font(own, line.look, line.around)
        add_text(story, line, text)
        line.format = own
    else:
        add_text(story, line, text)


def _symbol(element: Element, story: Story, line: Line) -> None:
    """A letter of a symbol font, as Unicode."""
    try:
        letter = chr(int(element.get(f"{W}char", ""), 16))
    except (ValueError, OverflowError):
        return
    add_text(story, line, to_unicode(letter, element.get(f"{W}font", "")))


def _literal(text: str) -> Reader:
    """A reader of elements that stand for a character."""

    def read(element: Element, story: Story, line: Line) -> None:
        add_text(story, line, text)

    return read


def _add(story: Story, line: Line, inline: Inline) -> None:
    """Puts an inline into the line where its text would be shown."""
    if story.shows and not line.format.hidden and not line.note:
        line.out.append(inline)


def _tab(element: Element, story: Story, line: Line) -> None:
    _add(story, line, Tab(line.format))


def _positional_tab(element: Element, story: Story, line: Line) -> None:
    """A tab to the middle or the end of the line, whatever the paragraph's own stops (17.3.3.23)."""
    side = element.get(f"{W}alignment", "left")
    if side in _SIDES:
        width = story.width - (line.look.format.right if element.get(f"{W}relativeTo") == "indent" else 0.0)
        line.stops.append(TabStop(width * _SIDES[side], side, _leader(element)))
    _add(story, line, Tab(line.format))


def _leader(element: Element) -> str:
    """What fills the space before a tab's stop; "" for nothing."""
    leader = element.get(f"{W}leader", "none")
    return "" if leader == "none" else leader


def _break(element: Element, story: Story, line: Line) -> None:
    kind = _BREAKS.get(element.get(f"{W}type", ""), BreakKind.LINE)
    _add(story, line, Break(kind, line.format))


def _field_character(element: Element, story: Story, line: Line) -> None:
    """Begins, separates or ends a complex field; a character without its partners does nothing."""
    if element in story.unmatched:
        return
    kind = element.get(f"{W}fldCharType")
    if kind == "begin":
        begin_field(story, line, element)
    elif kind == "separate":
        separate_field(story, line)
    elif kind == "end":
        end_field(story, line)


def _instruction(element: Element, story: Story, line: Line) -> None:
    add_instruction(story, element.text or "")


def _simple_field(element: Element, story: Story, line: Line) -> None:
    """A field in one element, its children being the result."""
    line.format = story.reading.cascade.run(None, line.look, line.around)
    entry = OpenField(line.format, instruction=[element.get(f"{W}instr", "")], locked=is_locked(element))
    story.fields.append(entry)
    begin_result(entry, line)
    read_inlines(element, story, line)
    # An element that holds nothing has no result yet.
    entry.in_result = len(line.out) > entry.start
    end_field(story, line)


def _page_number(element: Element, story: Story, line: Line) -> None:
    _add(story, line, Field("PAGE", "", line.format))


def _hyperlink(element: Element, story: Story, line: Line) -> None:
    """Reads the words of a link."""
    outer = line.link
    line.link = _target(element, story, line) or outer
    line.seal()
    read_inlines(element, story, line)
    line.seal()
    line.link = outer


def _target(element: Element, story: Story, line: Line) -> Link | None:
    """Where a link leads; None where it leads nowhere, and a finding where its relationship is missing."""
    anchor = element.get(f"{W}anchor", "")
    reference = element.get(f"{R}id")
    if reference is None:
        return make_link("", anchor)
    relationship = story.reading.word.relationships(story.part).get(reference)
    if relationship is None:
        report(rules.WORD_BROKEN_LINK, story, line)
        return make_link("", anchor)
    if not relationship.external:
        return make_link("", anchor)
    return make_link(relationship.target, anchor)


def _control(element: Element, story: Story, line: Line) -> None:
    """Reads the content of a control; inside one for a figure, all text is that figure's."""
    content = child_of(element, _CONTENT)
    if content is None:
        return
    properties = child_of(element, _CONTROL_PROPERTIES)
    outer = line.control
    line.control = control_name(properties, story) or outer
    line.seal()
    read_inlines(content, story, line)
    line.seal()
    line.control = outer
    note_unfilled(element, story, line)


def _note(kind: str) -> Reader:
    """A reader of the marks of footnotes or endnotes."""

    def read(element: Element, story: Story, line: Line) -> None:
        if not is_shown(story, line):
            return
        key = f"{kind}-{element.get(f'{W}id', '')}"
        if key not in story.reading.notes.sections:
            _add_note(key, story, line)
        line.out.append(NoteMark(key, line.format))
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            line.note = key

    return read


def _add_note(key: str, story: Story, line: Line) -> None:
    """Notes the section of a note's first mark, and whether the file holds the note."""
    reading = story.reading
    reading.notes.sections[key] = reading.met.section
    kind, _, ident = key.partition("-")
    if kind not in reading.notes.held:
        notes = reading.word.related_root(reading.word.main, f"{kind}s")
        reading.notes.held[kind] = (
            frozenset(note.get(f"{W}id", "") for note in notes) if notes is not None else frozenset()
        )
    if ident not in reading.notes.held[kind]:
        reading.notes.missing[key] = story.where(line)


def _ruby(element: Element, story: Story, line: Line) -> None:
    """Words with a phonetic guide above them (17.3.3.25): the guide follows in brackets."""
    for base in element.iterchildren(f"{W}rubyBase"):
        read_inlines(base, story, line)
    size = line.format.size
    line.seal()
    start = len(line.out)
    for guide in element.iterchildren(f"{W}rt"):
        read_inlines(guide, story, line)
    if len(line.out) == start:
        return
    opening, closing = (Run(sign, line.format, line.link, line.control) for sign in (" (", ")"))
    line.out[start:] = [opening, *line.out[start:], closing]
    set_size(line.out, size, start)
    line.seal()
    report(rules.PHONETIC_GUIDE, story)


def _bookmark(element: Element, story: Story, line: Line) -> None:
    open_bookmark(story, line, element)


def _bookmark_end(element: Element, story: Story, line: Line) -> None:
    close_bookmark(story, line, element)


def _alternative(element: Element, story: Story, line: Line) -> None:
    """Reads the branch of an alternative that Word would show."""
    branch = chosen_alternative(element)
    if branch is not None:
        read_inlines(branch, story, line)
    if is_hollow(element):
        report(rules.LATER_WORD, story, line)


def _misplaced(element: Element, story: Story, line: Line) -> None:
    """A table or paragraph inside a paragraph, where none may stand: it comes after it, as a text box would."""
    if story.shows and not line.format.hidden:
        box = etree.Element(f"{W}txbxContent", nsmap=element.nsmap)
        box.append(deepcopy(element))
        line.boxes.append(box)


def _equation(element: Element, story: Story, line: Line) -> None:
    report(rules.EQUATION, story, line)


def _unknown(element: Element, story: Story, line: Line) -> None:
    """A finding for an element of Word that no reader knows: it may hold text."""
    name = etree.QName(element)
    if name.namespace == NAMESPACES["w"]:
        report(rules.UNKNOWN_ELEMENT, story, line, name=name.localname)


def _subdocument(element: Element, story: Story, line: Line) -> None:
    report(rules.SUBDOCUMENT, story, line)


_READERS: dict[object, Reader] = {
    f"{W}r": _run,
    f"{W}t": _text,
    f"{W}tab": _tab,
    f"{W}ptab": _positional_tab,
    f"{W}br": _break,
    f"{W}cr": _break,
    f"{W}noBreakHyphen": _literal("\u2011"),
    f"{W}softHyphen": _literal("\u00ad"),
    f"{W}sym": _symbol,
    f"{W}fldChar": _field_character,
    f"{W}instrText": _instruction,
    f"{W}fldSimple": _simple_field,
    f"{W}pgNum": _page_number,
    f"{W}hyperlink": _hyperlink,
    f"{W}sdt": _control,
    f"{W}footnoteReference": _note("footnote"),
    f"{W}endnoteReference": _note("endnote"),
    f"{W}bookmarkStart": _bookmark,
    f"{W}bookmarkEnd": _bookmark_end,
    f"{W}drawing": read_drawing,
    f"{W}pict": read_picture,
    f"{W}object": read_object,
    f"{MC}AlternateContent": _alternative,
    f"{M}oMath": _equation,
    f"{M}oMathPara": _equation,
    f"{W}subDoc": _subdocument,
    f"{W}ruby": _ruby,
    f"{W}tbl": _misplaced,
    f"{W}p": _misplaced,
    **dict.fromkeys(tags("ins moveTo smartTag customXml dir bdo"), read_inlines),
}

_SILENT = frozenset(
    tags(
        "pPr rPr proofErr permStart permEnd commentRangeStart commentRangeEnd commentReference "
        "del moveFrom delText delInstrText moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd "
        "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
        "customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd "
        "lastRenderedPageBreak footnoteRef endnoteRef annotationRef separator continuationSeparator "
        "customXmlPr smartTagPr rubyPr fldData sdtPr sdtEndPr "
    )
)
