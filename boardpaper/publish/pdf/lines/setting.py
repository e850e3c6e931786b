"""What the layout of one document shares: its parts, where it is, and what fields ask for."""

from collections.abc import Mapping

from msgspec import Struct, field

from boardpaper.model.document import Document, Field, Paragraph
from boardpaper.model.paper import LANGUAGE
from boardpaper.publish.pdf.lines.anchors import field_anchor
from boardpaper.publish.pdf.lines.inks import Inks
from boardpaper.publish.pdf.lines.links import Links
from boardpaper.publish.pdf.lines.notices import Notices
from boardpaper.publish.pdf.lines.page_numbers import PageNumbers, counted, looked_up
from boardpaper.publish.pdf.lines.pictures import Pictures
from boardpaper.publish.pdf.lines.style_references import Asked, styled_text
from boardpaper.publish.pdf.structure.elements import Element


class Measures(Struct):
    """What a section leaves to its text, in points; 0 where not known.

    `tallest` is the height of a page's text, `widest` the whole width of the page, `narrowest` that of the narrowest
    column.
    """

    tallest: float = 0.0
    widest: float = 0.0
    narrowest: float = 0.0


class Shapes(Struct):
    """The floating shapes of a document, of which `any` says that there are some; `count` is how many were met.

    `grounded` ones stand in the text, which runs around the `insisted` although Word lets it run over them.
    """

    any: bool = False
    grounded: frozenset[int] = frozenset()
    insisted: frozenset[int] = frozenset()
    count: int = 0

    def next(self) -> int:
        """The number of the next floating shape."""
        self.count += 1
        return self.count


class Repeats(Struct):
    """What headers and footers repeat: the `styles` that they ask for, the paragraphs `met` in these styles, in order.

    `longest` is for each request the paragraph that takes most room.
    """

    styles: frozenset[str] = frozenset()
    met: list[Paragraph] = field(default_factory=list)
    longest: Mapping[Asked, Paragraph] = field(default_factory=dict)


class PagesAsked(Struct):
    """Whether a field met now asks for `pages`, whether one in the text or a note does, and counts PAGE fields."""

    pages: bool = False
    in_text: bool = False
    fields: int = 0


class Setting:
    """Everything that one pass of layout hands around.

    `section` counts from 0; `in_body` and `in_note` say what is being laid out, else a header or footer is. `running`
    takes the paragraphs of these that lead somewhere; the others are artifacts. `note_elements` are the notes met.
    """

    __slots__ = (
        "asked", "document", "in_body", "in_note", "inks", "links", "measures", "note_elements", "notices", "numbers",
        "pictures", "repeats", "running", "section", "shapes",
    )  # fmt: skip

    def __init__(self, document: Document, numbers: PageNumbers, repeats: Repeats, shapes: Shapes) -> None:
        self.document = document
        self.numbers = numbers
        self.repeats = repeats
        self.shapes = shapes
        self.notices = Notices()
        self.inks = Inks(self.notices)
        self.links = Links(document, self.notices)
        self.pictures = Pictures(document.images)
        self.measures = Measures()
        self.asked = PagesAsked()
        self.note_elements: dict[str, Element] = {}
        self.running: Element | None = None
        self.section = 0
        self.in_body = True
        self.in_note = False

    @property
    def language(self) -> str:
        """The document's language, such as `en-GB`."""
        return self.document.properties.language or LANGUAGE

    @property
    def in_furniture(self) -> bool:
        """Whether a header or footer is being laid out."""
        return not self.in_body and not self.in_note

    def field_text(self, asked: Field) -> str:
        """What a field shows. In the body, pages are known only from the pass before."""
        name = asked.name
        if name == "STYLEREF":
            self.asked.pages = True
            return styled_text(asked, self.numbers.of_style)
        if name not in {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"}:
            return asked.result
        self.asked.pages = True
        self.asked.in_text |= not self.in_furniture
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
        if self.in_furniture:
            return looked_up(numbers.page, asked)
        # A note is set once and may stand on any page: there Word's last result has to do.
        page = numbers.of_bookmark.get(field_anchor(self.asked.fields)) if self.in_body else None
        return looked_up(page, asked)
