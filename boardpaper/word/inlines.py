"""Words, figures, links and notes inside a paragraph, as WordprocessingML."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct, field

from boardpaper.live.bindings import SHARED, Store
from boardpaper.live.controls import ControlIds, block_control, figure_control, figure_tag, source_tag
from boardpaper.live.ledger import BlockRecord, FigureRecord, SourcedRecord
from boardpaper.live.records import block_record, figure_record, figure_title
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import WorkbookFile
from boardpaper.model.prose import (
    BoundFigure,
    FigureReference,
    Generated,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    ParagraphNumber,
    Place,
    SourcedFigure,
    Text,
)
from boardpaper.model.template import Style
from boardpaper.model.xml_text import characters_outside_xml
from boardpaper.ooxml.bookmarks import bookmarked, paragraph_number
from boardpaper.ooxml.footnotes import note_mark, note_reference
from boardpaper.ooxml.relationships import Relationships
from boardpaper.ooxml.wordml import escape_attribute, paragraph, run_properties, text_run
from boardpaper.rules import figures
from boardpaper.rules import templates as rules

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_BREAK = "<w:r><w:br/></w:r>"
_SPACE = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'


class Inlines(Struct):
    """What the paragraphs of one document gather while they are written: notes, links, figures, findings.

    `style_id` gives the id of a style by its name. `links` are the document part's relationships and `note_links`
    those of the footnotes part. `store` is where the paper keeps the values of its figures.
    """

    style_id: Callable[[Style], str]
    notes: Mapping[str, tuple[Inline, ...]]
    links: Relationships
    note_links: Relationships
    workbooks: tuple[WorkbookFile, ...] = ()
    store: Store = SHARED
    next_note: int = 1
    next_bookmark: int = 1
    controls: ControlIds = field(default_factory=ControlIds)
    written_notes: dict[int, str] = field(default_factory=dict)
    used_labels: dict[str, None] = field(default_factory=dict)
    figures: dict[str, FigureRecord] = field(default_factory=dict)
    sourced: dict[str, SourcedRecord] = field(default_factory=dict)
    blocks: dict[str, BlockRecord] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def write(self, words: Iterable[Inline], place: Place) -> str:
        """The runs for `words`, which stand at `place`."""
        return "".join(self._inline(word, place, self.links, in_note=False) for word in words)

    def anchored(self, content: str, anchor: str) -> str:
        """`content` inside a bookmark called `anchor`; without a name, `content` as it is."""
        if not anchor:
            return content
        self.next_bookmark += 1
        return bookmarked(content, anchor, self.next_bookmark - 1)

    def plain(self, text: str, place: Place) -> str:
        """A run for words that are nothing but words, such as a caption."""
        return self._words(text, "", place)

    def generated(self, content: str, block: Generated, rows: Sequence[Sequence[str]]) -> str:
        """`content` in a control of its own, which the ledger remembers by the words in its `rows`, header first."""
        record = block_record(block, rows)
        self.blocks.setdefault(record.tag, record)
        title = f"{block.kind.capitalize()}: {block.measure}" if block.measure else block.kind.capitalize()
        return block_control(content, tag=record.tag, title=title, number=self.controls.take(record.tag))

    def _inline(self, word: Inline, place: Place, links: Relationships, *, in_note: bool) -> str:
        match word:
            case Text():
                return self._words(word.text, run_properties(bold=word.bold, italic=word.italic), place)
            case BoundFigure() | SourcedFigure():
                return self._figure(word, place)
            case Link():
                return self._link(word, links)
            case LineBreak():
                return _BREAK
            case ParagraphNumber():
                return paragraph_number(word.anchor, word.text)
            case NoteReference() if not in_note:
                return self._note(word)
            case NoteReference():
                self.findings.append(rules.NOTE_IN_NOTE.at(place))
            case FigureReference():
                self.findings.append(figures.FIGURE_UNBOUND.at(word.place, reference=word.reference))
        return ""

    def _words(self, text: str, properties: str, place: Place) -> str:
        """A run as XML; characters that no file can hold are findings."""
        for character in characters_outside_xml(text):
            pasted = " ".join(text.split())[:40]
            self.findings.append(rules.CHARACTER_UNPRINTABLE.at(place, character=character, words=pasted))
        return text_run(text, properties) if text else ""

    def _figure(self, word: BoundFigure | SourcedFigure, place: Place, style: str = "") -> str:
        """A figure in a control that is bound to its value; it goes into the ledger."""
        if isinstance(word, BoundFigure):
            text, tag, title = word.figure.text, figure_tag(word.figure.reference), figure_title(word.figure)
            self.figures.setdefault(tag, figure_record(word.figure, self.workbooks))
        else:
            text, title = word.text, f"Source: {word.source}"
            tag = source_tag(word.text, word.source, self.sourced)
            self.sourced[tag] = SourcedRecord(tag, word.text, word.source)
        properties = run_properties(style or self.style_id(Style.FIGURE), bold=word.bold, italic=word.italic)
        return figure_control(
            self._words(text, properties, place), tag=tag, title=title, number=self.controls.take(tag),
            properties=properties, bound=True, store=self.store,
        )  # fmt: skip

    def _link(self, link: Link, links: Relationships) -> str:
        """A hyperlink as XML; its words alone, and a finding, where the address leads nowhere."""
        style = self.style_id(Style.HYPERLINK)
        content = "".join(self._linked(word, style, link.place) for word in link.words)
        fault = _address_fault(link.address)
        if fault:
            self.findings.append(rules.LINK_ADDRESS.at(link.place, address=link.address, fault=fault))
            return content
        number = links.add_link(link.address)
        return f'<w:hyperlink r:id="{escape_attribute(number)}" w:history="1">{content}</w:hyperlink>'

    def _linked(self, word: Text | FigureReference | BoundFigure | SourcedFigure, style: str, place: Place) -> str:
        """Words inside a link, in its style."""
        match word:
            case Text():
                return self._words(word.text, run_properties(style, bold=word.bold, italic=word.italic), place)
            case FigureReference():
                return self._inline(word, place, self.links, in_note=False)
            case _:
                return self._figure(word, place, style)

    def _note(self, reference: NoteReference) -> str:
        """The mark of a footnote, which is written at the same time; a note in use twice is written twice."""
        words = self.notes.get(reference.label)
        if words is None:
            self.findings.append(rules.NOTE_NOT_WRITTEN.at(reference.place, label=reference.label))
            return ""
        number = self.next_note + len(self.written_notes)
        self.written_notes[number] = ""
        self.used_labels[reference.label] = None
        style = self.style_id(Style.FOOTNOTE_REFERENCE)
        content = "".join(self._inline(word, reference.place, self.note_links, in_note=True) for word in words)
        self.written_notes[number] = paragraph(self.style_id(Style.FOOTNOTE_TEXT), note_mark(style) + _SPACE + content)
        return note_reference(number, style)


def _address_fault(address: str) -> str:
    """Why nobody can follow an address; "" where they can."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return "is not an address"
    if not scheme:
        return "does not say how to get there"
    return "" if scheme in _SCHEMES else f"begins with “{scheme}:”, which a published paper cannot follow"
