"""A paragraph's inlines as atoms: the words, tabs, breaks and pictures that lines are filled with."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.document import (
    Bookmark,
    Break,
    BreakKind,
    Drawing,
    Field,
    Inline,
    Link,
    NoteMark,
    Paragraph,
    Run,
    RunFormat,
    Tab,
    Vertical,
    WrapKind,
    words_of,
)
from boardpaper.publish.pdf.lines.anchors import field_anchor, note_anchor
from boardpaper.publish.pdf.lines.boxes import Ink
from boardpaper.publish.pdf.lines.inks import smaller
from boardpaper.publish.pdf.lines.setting import Setting
from boardpaper.publish.pdf.structure.elements import Element, ParagraphRoles
from boardpaper.publish.pdf.text.fonts import REPLACEMENT, Measured, fallback_face, is_bullet_font, measure
from boardpaper.publish.pdf.text.images import size_on_page

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff]")
_CONTROLS = re.compile("[\t\n\r]")
_SMALL_CAPS_PARTS = re.compile(r"[^\W\d_A-Z]+|[^a-z]+")


class Kind(IntEnum):
    """What an atom is. Words come many at once, and stand on a line as one word for each stretch."""

    WORD = 0
    TAB = 1
    LINE_BREAK = 2
    PAGE_BREAK = 3
    PICTURE = 4
    ANCHOR = 5
    NOTE = 6
    WORDS = 7
    COLUMN_BREAK = 8
    FLOAT = 9
    SHIFT = 10


# To look up an enum's member takes four times as long, which tells here.
_WORD = Kind.WORD


class Atom(Struct, frozen=True):
    """One atom. `width` leaves trailing spaces out, `advance` does not; `breaks` lets a line end after it.

    `text` is a word's letters, a tab's leader once placed, an anchor's name or a note's key.
    """

    kind: Kind
    width: float
    advance: float
    text: str
    ink: Ink
    role: Element | None
    breaks: bool = False
    height: float = 0.0
    drawing: Drawing | None = None


class Words(Struct, frozen=True):
    """Words in one ink that belong to one element, from which lines take as many as fit."""

    measured: Measured
    ink: Ink
    role: Element | None
    kind: Kind = Kind.WORDS

    def part(self, start: int, end: int) -> Atom:
        """The words from `start` up to `end` as one atom."""
        words, starts, ends, breaks = self.measured
        size = self.ink.size
        width, advance = (ends[end - 1] - starts[start]) * size, (starts[end] - starts[start]) * size
        text = "".join(words[start:end])
        return Atom(_WORD, width, advance, text, self.ink, self.role, breaks or end < len(words))


class _Roles(Struct, eq=False):
    """Which element the next words belong to."""

    base: Element | None
    setting: Setting
    link: Link | None = None
    element: Element | None = None

    def role(self, link: Link | None, language: str) -> Element | None:
        """The element for words with this link and language; the same one as long as both stay."""
        if self.base is None:
            return None
        link, language = self._wanted(link, language)
        if link is None and not language:
            return self.close()
        if self.element is None or (self.link, self.element.language) != (link, language):
            self.element = self.base.add_late("Span" if link is None else "Link")
            self.element.link = self.link = link
            self.element.language = language
        return self.element

    def between(self, inlines: Sequence[Inline], index: int) -> Element | None:
        """The element for the tab or break at `index`: a link or a span that goes on behind it is not torn apart."""
        if self.element is None:
            return self.base
        behind = (inlines[at] for at in range(index + 1, len(inlines)))
        after = next((inline for inline in behind if isinstance(inline, Run | Field | NoteMark)), None)
        if after is None or isinstance(after, NoteMark):
            return self.close()
        wanted = self._wanted(after.link, after.format.language)
        return self.element if wanted == (self.link, self.element.language) else self.close()

    def close(self) -> Element | None:
        """Ends the link or span, so that what comes next is read after it; the paragraph's own element."""
        self.link = self.element = None
        return self.base

    def _wanted(self, link: Link | None, language: str) -> tuple[Link | None, str]:
        """The link where it leads somewhere, and the language where it is another than the document's."""
        foreign = _is_foreign(language, self.setting.language)
        shown = link if link is not None and self.setting.links.may_make(link) else None
        return shown, language if foreign else ""


def label_atoms(paragraph: Paragraph, roles: ParagraphRoles | None, setting: Setting) -> list[Atom | Words]:
    """The paragraph's number or bullet and what stands after it; empty where it has none."""
    label = paragraph.label
    if label is None or not label.text:
        return []
    look = label.format
    role = None if roles is None else _as_written(label.text, look, roles.label or roles.text)
    if is_bullet_font(look.font):
        look = replace(look, font=paragraph.mark.font)
    ink = setting.inks.of(look)
    kind = "the list" if label.definition else "the notes"
    whose = kind if label.numbering != "bullet" else ""
    atoms: list[Atom | Words] = [_unbroken(atom) for atom in _number_atoms(label.text, whose, look, role, setting)]
    shift = sum(atom.advance for atom in atoms if isinstance(atom, Atom)) * _SHIFTS.get(label.align, 0.0)
    if shift:
        atoms.insert(0, Atom(Kind.SHIFT, -shift, -shift, "", ink, role))
    if label.suffix == "tab":
        atoms.append(Atom(Kind.TAB, 0.0, 0.0, "", ink, role))
    elif label.suffix == "space":
        space = ink.face.width(" ") * ink.size
        atoms.append(Atom(Kind.WORD, 0.0, space, " ", ink, role))
    return atoms


def _unbroken(atom: Atom | Words) -> Atom:
    """The atom as one at which no line may break."""
    whole = atom if isinstance(atom, Atom) else atom.part(0, len(atom.measured.words))
    return replace(whole, breaks=False)


def paragraph_atoms(paragraph: Paragraph, roles: ParagraphRoles | None, setting: Setting) -> Iterator[Atom | Words]:
    """The atoms of everything in the paragraph after its label."""
    tracker = _Roles(None if roles is None else roles.text, setting)
    for index, inline in enumerate(paragraph.inlines):
        if roles is not None and roles.rest is not None and index == paragraph.run_in:
            tracker = _Roles(roles.rest, setting)
        if isinstance(inline, Run):
            if inline.text and not inline.format.hidden:
                role = tracker.role(inline.link, inline.format.language)
                role = _as_written(inline.text, inline.format, role)
                words = _plain_words(inline.text, setting.inks.of(inline.format), role)
                if words is not None:
                    yield words
                else:
                    yield from _run_atoms(inline.text, inline.format, role, setting)
        elif isinstance(inline, Tab | Break):
            kind = Kind.TAB if isinstance(inline, Tab) else _BREAKS[inline.kind]
            yield Atom(kind, 0.0, 0.0, "", setting.inks.of(inline.format), tracker.between(paragraph.inlines, index))
        else:
            yield from _other_atoms(inline, tracker, setting)


def _as_written(text: str, look: RunFormat, role: Element | None) -> Element | None:
    """Words that are only shown in capitals are read as they are written, and not spelt out letter by letter."""
    if role is None or not (look.caps or look.small_caps) or text.upper() == text:
        return role
    span = role.add_late("Span")
    span.actual_text = _INVISIBLE.sub("", text)
    return span


def _other_atoms(inline: Inline, tracker: _Roles, setting: Setting) -> Iterator[Atom | Words]:
    if isinstance(inline, Field):
        yield from _field_atoms(inline, tracker, setting)
    elif isinstance(inline, NoteMark):
        yield from _note_atoms(inline, tracker, setting)
    elif isinstance(inline, Bookmark):
        yield Atom(Kind.ANCHOR, 0.0, 0.0, inline.name, setting.inks.of(_NO_FORMAT), None)
    elif isinstance(inline, Drawing):
        yield from _picture_atoms(inline, tracker, setting)


_BREAKS = {BreakKind.LINE: Kind.LINE_BREAK, BreakKind.PAGE: Kind.PAGE_BREAK, BreakKind.COLUMN: Kind.COLUMN_BREAK}
# How much of a label stands left of the place where its line begins.
_SHIFTS = {"center": 0.5, "right": 1.0}
# Whose number format a field's number is in.
_NUMBERS = dict.fromkeys(("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"), "the pages")
_NO_FORMAT = RunFormat("Arial", 1.0)
_STAND_IN = RunFormat("Arial", 10.0)


def _field_atoms(inline: Field, tracker: _Roles, setting: Setting) -> Iterator[Atom | Words]:
    """What a field shows; a page number in the body also notes its place, for the pass that knows the page."""
    if inline.name == "PAGE" and setting.in_body:
        setting.asked.fields += 1
        yield Atom(Kind.ANCHOR, 0.0, 0.0, field_anchor(setting.asked.fields), setting.inks.of(_NO_FORMAT), None)
    text = setting.field_text(inline)
    if text:
        role = _as_written(text, inline.format, tracker.role(inline.link, inline.format.language))
        yield from _number_atoms(text, _NUMBERS.get(inline.name, ""), inline.format, role, setting)


def _number_atoms(text: str, whose: str, look: RunFormat, role: Element | None, setting: Setting) -> list[Atom | Words]:
    """A number in the format of `whose`; what the fonts lack in it is told as the format's."""
    setting.notices.numbers = whose
    atoms = list(_run_atoms(text, look, role, setting))
    setting.notices.numbers = ""
    return atoms


def _note_atoms(mark: NoteMark, tracker: _Roles, setting: Setting) -> Iterator[Atom | Words]:
    """The mark of a note, which links to it."""
    note = setting.document.notes.get(mark.note)
    if note is None:
        return
    if setting.in_note or setting.in_furniture:
        # A note on a note, or in a header, has no place of its own on a page: its words follow in brackets.
        words = " ".join(words_of(each.inlines, pictures=False) for each in note.blocks if isinstance(each, Paragraph))
        yield from _run_atoms(f"{note.number} [{words}]", mark.format, tracker.base, setting)
        return
    role: Element | None = None
    if (base := tracker.close()) is not None:
        reference = base.add_late("Reference")
        role = reference.add_late("Link")
        role.link = Link(bookmark=note_anchor(mark.note))
        role.title = f"{note.kind.capitalize()} {note.number}"
    run_format = replace(mark.format, vertical=Vertical.SUPERSCRIPT)
    yield from _number_atoms(note.number, "the notes", run_format, role, setting)
    if note.kind != "endnote":
        yield Atom(Kind.NOTE, 0.0, 0.0, mark.note, setting.inks.of(run_format), None)


def figure_element(drawing: Drawing, roles: ParagraphRoles | None, setting: Setting) -> Element | None:
    """The element for a picture that hangs on a paragraph and stands elsewhere; None for one that says nothing."""
    return _figure(drawing, _Roles(None if roles is None else roles.text, setting))


def _figure(drawing: Drawing, tracker: _Roles) -> Element | None:
    """The element of a picture, the link's own where it is one; None for a decorative picture."""
    if tracker.base is None or drawing.decorative:
        return None
    holder = tracker.role(drawing.link, "") or tracker.base
    role = holder if holder.tag == "Figure" else holder.add_late("Figure")
    role.alt = drawing.alt
    return role


def _picture_atoms(drawing: Drawing, tracker: _Roles, setting: Setting) -> Iterator[Atom | Words]:
    """A picture in the line; words in its place where it cannot be shown."""
    role = _figure(drawing, tracker)
    if not setting.pictures.can_show(drawing):
        setting.notices.report_unreadable_image(drawing.image)
        words = f"[Picture: {drawing.alt}]" if drawing.alt else "[Picture]"
        yield from _run_atoms(words, _STAND_IN, role, setting)
        return
    if drawing.position is not None and setting.in_furniture and drawing.wrapping.kind is not WrapKind.TOP_AND_BOTTOM:
        if drawing.link is not None:
            setting.links.report_lost(drawing.link)
        yield Atom(Kind.FLOAT, 0.0, 0.0, "", setting.inks.of(_NO_FORMAT), None, drawing=drawing)
        return
    width, height = size_on_page(drawing)
    yield Atom(Kind.PICTURE, width, width, "", setting.inks.of(_NO_FORMAT), role, False, height, drawing)


def _plain_words(text: str, ink: Ink, role: Element | None) -> Words | None:
    """Words that need no care, as most do: ASCII in the letters that they are written in."""
    if ink.plain and text.isascii() and text.isprintable():
        return Words(measure(text, ink.face.measures), ink, role)
    return None


def _run_atoms(text: str, run_format: RunFormat, role: Element | None, setting: Setting) -> Iterator[Atom | Words]:
    """Words of one format; small capitals become capitals of two sizes."""
    ink = setting.inks.of(run_format)
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", text)
    # What can be printed is neither invisible nor a control; to look for those takes longer.
    odd = not text.isprintable()
    if odd:
        text = _INVISIBLE.sub("", text)
    if run_format.caps:
        text = text.upper()
    if odd and _CONTROLS.search(text):
        yield from _controlled(text, run_format, role, setting)
    elif run_format.small_caps and not run_format.caps:
        for part in _SMALL_CAPS_PARTS.findall(text):
            upper = part.upper()
            yield from _word_atoms(upper, smaller(ink) if upper != part else ink, role, setting)
    else:
        yield from _word_atoms(text, ink, role, setting)


def _controlled(text: str, run_format: RunFormat, role: Element | None, setting: Setting) -> Iterator[Atom | Words]:
    """Text that holds tabs or line ends as characters."""
    for part in re.split("([\t\n])", text.replace("\r\n", "\n").replace("\r", "\n")):
        if part == "\t":
            yield Atom(Kind.TAB, 0.0, 0.0, "", setting.inks.of(run_format), role)
        elif part == "\n":
            yield Atom(Kind.LINE_BREAK, 0.0, 0.0, "", setting.inks.of(run_format), role)
        elif part:
            yield from _run_atoms(part, run_format, role, setting)


def _word_atoms(text: str, ink: Ink, role: Element | None, setting: Setting) -> Iterator[Words]:
    """Words of one ink; what its face lacks is printed in another face that has it."""
    if not text:
        return
    if not ink.face.covers(text):
        for part, part_ink in _covered_parts(text, ink, setting):
            yield from _word_atoms(part, part_ink, role, setting)
        return
    measured = measure(text, ink.face.measures)
    yield Words(_spaced(measured, ink.spacing / ink.size) if ink.spacing else measured, ink, role)


def _spaced(measured: Measured, spacing: float) -> Measured:
    """The same words with `spacing` after each character, for size 1."""
    places = accumulate([len(word) * spacing for word in measured.words], initial=0.0)
    starts = [start + moved for start, moved in zip(measured.starts, places, strict=True)]
    widths = [end - start for end, start in zip(measured.ends, measured.starts, strict=False)]
    ends = [
        start + width + len(word.rstrip(" ")) * spacing
        for start, width, word in zip(starts, widths, measured.words, strict=False)
    ]
    return Measured(measured.words, starts, ends, measured.breaks)


def _covered_parts(text: str, ink: Ink, setting: Setting) -> Iterator[tuple[str, Ink]]:
    """`text` cut where another face has to step in; characters that no face has become the replacement character."""
    part, part_ink = "", ink
    for character in text:
        wanted = ink
        if not ink.face.covers(character):
            other = fallback_face(ink.face, character)
            if other is None:
                setting.notices.report_missing_glyph(character)
                character, other = REPLACEMENT, fallback_face(ink.face, REPLACEMENT) or ink.face
            wanted = part_ink if part_ink.face is other else replace(ink, face=other)
        if wanted is not part_ink and part:
            yield part, part_ink
            part = ""
        part, part_ink = part + character, wanted
    if part:
        yield part, part_ink


@lru_cache(maxsize=1024)
def _is_foreign(language: str, own: str) -> bool:
    """Whether words in `language`, which may be empty, are not in the document's own."""
    return bool(language) and language.partition("-")[0].lower() != own.partition("-")[0].lower()
