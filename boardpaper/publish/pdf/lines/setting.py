"""What the layout of one document shares: its inks, the values of its fields, and what was found on the way."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace
from reportlab.lib.utils import ImageReader

from boardpaper.model.document import (
    Bookmark,
    Document,
    Drawing,
    Field,
    Link,
    Paragraph,
    RunFormat,
    Vertical,
    Wrapping,
)
from boardpaper.model.finding import Finding, Severity, warning
from boardpaper.model.paragraphs import paragraphs_of
from boardpaper.publish.pdf.lines.boxes import Ink
from boardpaper.publish.pdf.lines.page_numbers import PageNumbers, counted, looked_up
from boardpaper.publish.pdf.lines.style_references import Asked, styled_text
from boardpaper.publish.pdf.structure.elements import Element
from boardpaper.publish.pdf.text.fonts import Face, face_for, is_picture_font, shown_family
from boardpaper.publish.pdf.text.images import open_image, pixels_to_pack, stays_packed

# How Word draws raised and lowered characters, as fractions of the run's size.
_SCRIPT_SIZE = 0.65
_SUPERSCRIPT_RISE = 0.35
_SUBSCRIPT_RISE = -0.14
SMALL_CAPS_SIZE = 0.8
# A text in a script that no font has is known by its first characters.
_MOST_CHARACTERS = 40
_MOST_OPEN = 4
# About a hundred pages of pictures at 300 dots to the inch; photographs, which stay packed, do not count.
_MOST_PIXELS = 1_000_000_000

_NO_WRAPPING = Wrapping()
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
    "white": "FFFFFF",
    "none": "",
}


class Setting(Struct, eq=False):
    """Everything that one pass of layout hands around. `place` is where findings say that they are.

    `tallest` is the height that a page leaves to text, `widest` its whole width, `narrowest` the width of the section's
    narrowest column; 0 where not known. `heights` are those of lines in one ink, by ink and line spacing. `running`
    takes the paragraphs of a header or footer that lead somewhere; the others are artifacts. `styles` are those that
    headers and footers repeat words of, `styled` the paragraphs in them, and `longest` those of them with most to say.
    With `floating`, shapes of the body stand beside the text: they count from 1 in its order; `grounded` ones stand in
    it, and text runs around the `insisted` although Word lets it run over them.
    """

    document: Document
    numbers: PageNumbers = PageNumbers()
    place: str = ""
    tallest: float = 0.0
    widest: float = 0.0
    narrowest: float = 0.0
    findings: list[Finding] = field(default_factory=list)
    asks_for_pages: bool = False
    body_asks: bool = False
    body_fields: int = 0
    in_body: bool = True
    section: int = 0
    in_note: bool = False
    floating: bool = False
    grounded: frozenset[int] = frozenset()
    insisted: frozenset[int] = frozenset()
    floats: int = 0
    note_elements: dict[str, Element] = field(default_factory=dict)
    running: Element | None = None
    styles: frozenset[str] = frozenset()
    styled: list[Paragraph] = field(default_factory=list)
    longest: Mapping[Asked, Paragraph] = field(default_factory=dict)
    heights: dict[tuple[object, ...], tuple[float, float]] = field(default_factory=dict)
    _bookmarks: frozenset[str] | None = None
    _readable: dict[Drawing, bool] = field(default_factory=dict)
    _opened: dict[Drawing, ImageReader] = field(default_factory=dict)
    _pixels: int = 0
    _inks: dict[RunFormat, Ink] = field(default_factory=dict)
    _met: dict[int, tuple[RunFormat, Ink]] = field(default_factory=dict)
    _reported: set[tuple[str, str]] = field(default_factory=set)
    _missing: dict[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The document's language, such as `en-GB`."""
        return self.document.properties.language or "en-GB"

    @property
    def in_furniture(self) -> bool:
        """Whether a header or footer is being laid out."""
        return not self.in_body and not self.in_note

    def next_float(self) -> int:
        """The number of the next floating shape."""
        self.floats += 1
        return self.floats

    def ink(self, run_format: RunFormat) -> Ink:
        """The ink for a run's format; a family that has to be replaced is reported once."""
        # To hash a format takes longer than all else here, and most that are asked for are the same object.
        met = self._met.get(id(run_format))
        if met is not None:
            return met[1]
        ink = self._inks.get(run_format)
        if ink is None:
            ink = self._inks[run_format] = self._make_ink(run_format)
        self._met[id(run_format)] = (run_format, ink)
        return ink

    def can_show(self, drawing: Drawing) -> bool:
        """Whether the picture can be opened. Few stay open: all of a paper's at once could fill the memory."""
        key = picture_key(drawing)
        if key not in self._readable:
            image = self.image(drawing) if self._has_room_for(drawing) else None
            self._readable[key] = image is not None
            if image is not None:
                self._opened[key] = image
                heavy = [known for known, opened in self._opened.items() if not stays_packed(opened)]
                if len(heavy) > _MOST_OPEN:
                    del self._opened[heavy[0]]
        return self._readable[key]

    def _has_room_for(self, drawing: Drawing) -> bool:
        """Whether all pictures together stay within reason: a small file may hold very many very large ones."""
        part = self.document.images.get(drawing.image)
        self._pixels += 0 if part is None else pixels_to_pack(part)
        return self._pixels <= _MOST_PIXELS

    def image(self, drawing: Drawing) -> ImageReader | None:
        """The picture that `drawing` shows, for the one who draws it; None where it cannot be shown."""
        part = self.document.images.get(drawing.image)
        opened = self._opened.pop(picture_key(drawing), None)
        return opened or (None if part is None else open_image(part, drawing))

    def report(self, finding: Finding, *, once_for: str = "") -> None:
        """Collects a finding; with `once_for`, only the first of its rule about that thing."""
        if once_for:
            if (finding.rule, once_for) in self._reported:
                return
            self._reported.add((finding.rule, once_for))
        self.findings.append(finding)

    def leads_somewhere(self, link: Link) -> bool:
        """Whether a link may be made; one that is unsafe or leads nowhere is reported, and its words stay."""
        if link.address:
            if _SAFE_ADDRESS.match(link.address):
                return True
            self.report(
                warning(
                    "link-unsafe",
                    f"The publication leaves out the link to “{link.address}”, which is no web or mail address.",
                    self.place,
                    "Link to an address that begins with https:// or mailto:.",
                ),
                once_for=link.address,
            )
            return False
        if not link.bookmark:
            return False
        if self._bookmarks is None:
            self._bookmarks = frozenset(bookmarks(self.document))
        if link.bookmark in self._bookmarks:
            return True
        self.report(
            warning(
                "bookmark-missing",
                f"A link leads to the bookmark “{link.bookmark}”, which is not in the document.",
                self.place,
                "In Word, set the link or cross-reference again, or remove it.",
            ),
            once_for=link.bookmark,
        )
        return False

    def report_lost_link(self, link: Link) -> None:
        """Says that a floating picture of a header or footer leads nowhere in the publication."""
        target = link.address or link.bookmark
        self.report(
            warning(
                "link-lost",
                f"A floating picture of a header or footer leads to “{target}”; in the publication it does not.",
                self.place,
                "In Word: Layout Options of the picture, In Line with Text; or write the address beside it.",
            ),
            once_for=target,
        )

    def report_missing_glyph(self, character: str) -> None:
        """Notes that no shipped font can show `character`, and where it was first met."""
        self._missing.setdefault(character, self.place)

    def all_findings(self) -> tuple[Finding, ...]:
        """What was found, with one finding for all characters that the fonts lack."""
        return (*self.findings, *_missing_glyphs(self._missing))

    def report_broken_word(self, word: str) -> None:
        """Says that a column is narrower than a word; addresses and codes are broken without a finding."""
        bare = word.strip(" .,;:!?()[]“”‘’\"'-–—")
        if bare.isalpha():
            self.report(
                warning(
                    "word-broken",
                    f"The column is too narrow for the word “{bare}”, which is broken over two lines.",
                    self.place,
                    "Make the table's column wider, or choose a shorter word.",
                ),
                once_for=bare,
            )

    def report_unreadable_image(self, image: str) -> None:
        """Says that a picture cannot be shown."""
        self.report(
            Finding(
                "image-unreadable",
                f"The picture {image} cannot be shown: it is damaged, far too large, or a Windows drawing (EMF, WMF).",
                self.place,
                "In Word, paste it again as a picture (PNG).",
                Severity.ERROR,
            ),
            once_for=image,
        )

    def field_text(self, asked: Field) -> str:
        """What a field shows. In the body, pages are known only from the pass before."""
        name = asked.name
        if name == "STYLEREF":
            self.asks_for_pages = True
            return styled_text(asked, self.numbers.of_style)
        if name not in {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"}:
            return asked.result
        self.asks_for_pages = True
        self.body_asks |= self.in_body
        numbers = self.numbers
        if name == "NUMPAGES":
            return counted(numbers.total, asked)
        if name == "SECTION":
            section = numbers.section if self.in_furniture else self.section + 1
            return counted(None if self.in_note else section, asked)
        if name == "SECTIONPAGES":
            pages = numbers.section_total if self.in_furniture else numbers.of_section.get(self.section)
            return counted(None if self.in_note else pages, asked)
        if name == "PAGEREF":
            words = asked.instruction.split()
            return looked_up(numbers.of_bookmark.get(words[1] if len(words) > 1 else ""), asked)
        page = numbers.page if not self.in_body else numbers.of_bookmark.get(field_anchor(self.body_fields))
        return looked_up(page, asked)

    def _make_ink(self, run_format: RunFormat) -> Ink:
        face, own = face_for(run_format.font, bold=run_format.bold, italic=run_format.italic)
        if not own and not is_picture_font(run_format.font):
            self.report(_substituted(run_format.font, face, self.place), once_for=run_format.font)
        size, rise = run_format.size, 0.0
        if run_format.vertical is Vertical.SUPERSCRIPT:
            size, rise = size * _SCRIPT_SIZE, size * _SUPERSCRIPT_RISE
        elif run_format.vertical is Vertical.SUBSCRIPT:
            size, rise = size * _SCRIPT_SIZE, size * _SUBSCRIPT_RISE
        return Ink(
            face,
            size,
            face,
            run_format.size,
            run_format.colour or "000000",
            rise + run_format.rise,
            run_format.underline,
            run_format.strike,
            _HIGHLIGHTS.get(run_format.highlight, run_format.highlight),
            run_format.spacing,
            not (run_format.caps or run_format.small_caps or run_format.spacing),
            run_format.rise,
        )


def picture_key(drawing: Drawing) -> Drawing:
    """What is the same for all drawings that show the same picture in the same way."""
    return replace(
        drawing, width=0.0, height=0.0, alt="", decorative=False, link=None, position=None, wrapping=_NO_WRAPPING
    )


def bookmarks(document: Document) -> Iterator[str]:
    """The names of all bookmarks in the text and the notes."""
    sections = [section.blocks for section in document.sections]
    for blocks in (*sections, *(note.blocks for note in document.notes.values())):
        for paragraph in paragraphs_of(blocks):
            yield from (inline.name for inline in paragraph.inlines if isinstance(inline, Bookmark))


def field_anchor(count: int) -> str:
    """The name under which a PAGE field in the body finds its own page; no bookmark of Word's can be called so."""
    return f" field {count}"


def style_anchor(count: int) -> str:
    """The name under which a paragraph that headers repeat is found; no bookmark of Word's can be called so."""
    return f" style {count}"


def note_anchor(note: str) -> str:
    """The name that a note's mark leads to; no bookmark of Word's can be called so."""
    return f" note {note}"


def smaller(ink: Ink) -> Ink:
    """The ink for the lower-case letters of small capitals."""
    return replace(ink, size=ink.size * SMALL_CAPS_SIZE)


def _missing_glyphs(missing: Mapping[str, str]) -> Iterator[Finding]:
    if not missing:
        return
    first = next(iter(missing.values()))
    named = [f"“{character}” (U+{ord(character):04X})" for character in missing]
    if len(named) == 1:
        message = f"The character {named[0]} is in none of the publication's fonts."
    else:
        listed = [
            name if place == first or not place else f"{name}, first in {place}"
            for name, place in zip(named, missing.values(), strict=True)
        ]
        rest = len(listed) - _MOST_CHARACTERS
        more = f"; and {rest} more" if rest > 0 else ""
        message = (
            f"{len(listed)} characters are in none of the publication's fonts: "
            f"{'; '.join(listed[:_MOST_CHARACTERS])}{more}."
        )
    hint = "Write them in words, or use characters that Arial or Calibri has."
    yield Finding("glyph-missing", message, first, hint, Severity.ERROR)


def _substituted(family: str, face: Face, place: str) -> Finding:
    return warning(
        "font-substituted",
        f"The font {family or 'without a name'} does not ship with boardpaper; the publication uses "
        f"{shown_family(face)} instead.",
        place,
        "Use Arial, Calibri, Cambria or Times New Roman in the paper if its pages must break as they do in Word.",
    )
