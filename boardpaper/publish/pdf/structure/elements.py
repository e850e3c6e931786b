"""The logical structure of a publication: structure elements in plain Python (ISO 32000-1, 14.7 and 14.8).

Elements grow while pages are painted: each piece of marked content adds itself to its element in reading order.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct, field

from boardpaper.model.document import Link, ListLabel, Paragraph

_LIST_NUMBERING = {
    "decimal": "Decimal",
    "decimalZero": "Decimal",
    "upperRoman": "UpperRoman",
    "lowerRoman": "LowerRoman",
    "upperLetter": "UpperAlpha",
    "lowerLetter": "LowerAlpha",
    # No number at all: the label is whatever words the list has for it.
    "none": "None",
}
# The bullets that are circles and squares; others go by the name of the usual one.
_BULLETS = {
    **dict.fromkeys("o○◦⚬◯❍", "Circle"),
    **dict.fromkeys("■□▪▫◼◻◾◽❏❐❑❒", "Square"),
}
_DEEPEST_HEADING = 6
# What Word calls the styles that it gives to tables of contents and of figures.
_CONTENTS_STYLE = re.compile(r"(?:toc|contents) ([1-9])|table of figures", re.IGNORECASE)
_INDENT_TOLERANCE = 1.0


class MarkedContent(Struct, frozen=True):
    """A piece of a page's content: page from 0, and its identifier within the page."""

    page: int
    mcid: int


class AnnotationKid(Struct, frozen=True):
    """An annotation: its place in the list of all annotations."""

    number: int


class Element(Struct, eq=False):
    """A structure element. Inline elements join their parent when their first content is painted.

    `heads` are the heading cells that a cell names; they get identifiers when the tree is written.
    """

    tag: str
    parent: "Element | None" = None
    kids: list["Element | MarkedContent | AnnotationKid"] = field(default_factory=list)
    attached: bool = True
    alt: str = ""
    actual_text: str = ""
    language: str = ""
    identifier: str = ""
    link: Link | None = None
    attributes: dict[str, str | int] = field(default_factory=dict)
    box: tuple[float, float, float, float] | None = None
    title: str = ""
    heads: Sequence["Element"] = ()

    def add(self, tag: str) -> "Element":
        """A new child, in reading order after those before it."""
        child = Element(tag, self)
        self.kids.append(child)
        return child

    def add_late(self, tag: str) -> "Element":
        """A new child that takes its place when its first content is painted."""
        return Element(tag, self, attached=False)

    def attach(self) -> None:
        """Puts a late child, and those above it, in their places."""
        if not self.attached and self.parent is not None:
            self.attached = True
            self.parent.attach()
            self.parent.kids.append(self)


class _OpenList(Struct):
    """A list that the next paragraph may go on with."""

    element: Element
    definition: str
    level: int
    label_at: float
    text_at: float
    body: Element


class Container(Struct):
    """An element that takes blocks (Document, TD, Note), and the lists and tables of contents open at its end.

    `sections` are those open in a Document, each with the level of the heading that it began with: a heading begins a
    Sect, and ends those of its own level and below it. What stands before the first heading belongs to none. `listed`
    is the instruction of the table of contents, where Word made it by a field.
    """

    element: Element
    lists: list[_OpenList] = field(default_factory=list)
    contents: list[tuple[int, Element]] = field(default_factory=list)
    sections: list[tuple[int, Element]] = field(default_factory=list)
    listed: str = ""

    @property
    def place(self) -> Element:
        """Where the next block goes that belongs to no list."""
        return self.sections[-1][1] if self.sections else self.element

    def begin_section(self, level: int) -> None:
        """Opens the section of a heading of this level; cells and notes have headings, but no sections."""
        if self.element.tag != "Document":
            return
        while self.sections and self.sections[-1][0] >= level:
            self.sections.pop()
        self.sections.append((level, self.place.add("Sect")))

    def close_lists(self) -> None:
        """What comes next belongs to no list and no table of contents."""
        self.lists.clear()
        self.contents.clear()


class ParagraphRoles(Struct, frozen=True):
    """The elements of one paragraph: its words, its label, and where its notes go.

    `rest` takes the body text that follows a heading on the same line.
    """

    text: Element
    label: Element | None
    holder: Element
    rest: Element | None = None


def add_paragraph(container: Container, paragraph: Paragraph, *, tag: str = "P") -> ParagraphRoles:
    """Elements for `paragraph` in its place: a heading, a list item, a part of one, or a paragraph of its own."""
    if paragraph.outline_level:
        container.close_lists()
        container.begin_section(paragraph.outline_level)
        heading = container.place.add(f"H{min(paragraph.outline_level, _DEEPEST_HEADING)}")
        return ParagraphRoles(heading, None, container.place)
    level = _contents_level(paragraph.style) or int(bool(paragraph.contents))
    if level:
        return _add_entry(container, paragraph, level)
    if container.element.tag == "Note" and not container.element.kids:
        number = container.element.add("Lbl")
        return ParagraphRoles(container.element.add(tag), number, container.element)
    if paragraph.label is not None and paragraph.label.text.strip():
        return _add_list_item(container, paragraph, paragraph.label, tag)
    holder = holder_for(container, paragraph.format.left)
    return ParagraphRoles(holder.add(tag), None, holder)


@lru_cache(maxsize=1024)
def _contents_level(style: str) -> int:
    """The level of a table of contents whose entries have this style, 0 for other styles."""
    entry = _CONTENTS_STYLE.fullmatch(style)
    return 0 if entry is None else int(entry[1] or 1)


def _add_entry(container: Container, paragraph: Paragraph, level: int) -> ParagraphRoles:
    """An entry of a table of contents, in a table of its own under the entry of a higher level."""
    container.lists.clear()
    contents = container.contents
    if paragraph.contents != container.listed:
        contents.clear()
        container.listed = paragraph.contents
    while contents and contents[-1][0] > level:
        contents.pop()
    if not contents or contents[-1][0] < level:
        contents.append((level, (contents[-1][1] if contents else container.place).add("TOC")))
    item = contents[-1][1].add("TOCI")
    number = item.add("Lbl") if paragraph.label is not None and paragraph.label.text.strip() else None
    return ParagraphRoles(item.add("Reference"), number, container.place)


def holder_for(container: Container, left: float) -> Element:
    """Where an unlabelled block at this indent goes: into the list item above it, or beside the list."""
    container.contents.clear()
    lists = container.lists
    while lists and not (lists[-1].text_at > _INDENT_TOLERANCE and left >= lists[-1].text_at - _INDENT_TOLERANCE):
        lists.pop()
    return lists[-1].body if lists else container.place


def _add_list_item(container: Container, paragraph: Paragraph, label: ListLabel, tag: str) -> ParagraphRoles:
    """The elements of a list item, in the list that is open or in a new one inside it."""
    container.contents.clear()
    indent = paragraph.format
    label_at = indent.left + min(indent.first_line, 0.0)
    _close_inner_lists(container, label, label_at)
    lists = container.lists
    if not lists or (lists[-1].definition, lists[-1].level) != (label.definition, label.level):
        parent = lists[-1].body if lists else container.place
        element = parent.add("L")
        element.attributes["ListNumbering"] = _list_numbering(label)
        lists.append(_OpenList(element, label.definition, label.level, label_at, indent.left, element))
    item = lists[-1].element.add("LI")
    number, body = item.add("Lbl"), item.add("LBody")
    lists[-1].body, lists[-1].text_at, lists[-1].label_at = body, indent.left, label_at
    return ParagraphRoles(body.add(tag), number, body)


def _list_numbering(label: ListLabel) -> str:
    """ListNumbering (14.8.5.5): a list in numbers that have no name there, such as 001 or First, counts as decimal."""
    if label.numbering == "bullet":
        return _BULLETS.get(label.text.strip(), "Disc")
    return _LIST_NUMBERING.get(label.numbering, "Decimal")


def _close_inner_lists(container: Container, label: ListLabel, label_at: float) -> None:
    """Leaves open the list that this item goes on with, or those that it stands inside of."""
    lists = container.lists
    while lists:
        last = lists[-1]
        if last.definition == label.definition:
            if last.level <= label.level:
                return
        elif not _continues(lists, label) and label_at > last.label_at + _INDENT_TOLERANCE:
            return
        lists.pop()


def _continues(lists: list[_OpenList], label: ListLabel) -> bool:
    """Whether an open list goes on with this label."""
    return any(opened.definition == label.definition and opened.level <= label.level for opened in lists)
