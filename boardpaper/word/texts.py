"""A paper's blocks and notes as WordprocessingML, with all that they need in the other parts of the file."""

from collections.abc import Iterable

from boardpaper.live.bindings import Store, paper_name
from boardpaper.live.ledger import Ledger, WorkbookRecord
from boardpaper.live.records import declared_record
from boardpaper.model.finding import Finding
from boardpaper.model.messages import nearest
from boardpaper.model.paper import Paper
from boardpaper.model.prose import Block
from boardpaper.model.template import LIST_STYLES, Style
from boardpaper.ooxml.bookmarks import first_free_bookmark
from boardpaper.ooxml.footnotes import add_footnotes, ensure_footnotes, first_free_note, footnotes_part
from boardpaper.ooxml.measures import twips
from boardpaper.ooxml.names import Element, W
from boardpaper.ooxml.numbering import Numbering
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.relationships import Relationships, add_content_types
from boardpaper.ooxml.styles import StyleSheet
from boardpaper.rules import templates as rules
from boardpaper.word.blocks import BodyWriter
from boardpaper.word.context import appendix_key, part_key
from boardpaper.word.inlines import Inlines
from boardpaper.word.pictures import Pictures

# A text area for templates whose sections do not say how large their pages are: A4 with margins of 20 mm.
_TEXT_AREA = (9638, 14570)


class StyleIds:
    """The ids of a template's styles, and which of those asked for it lacks."""

    def __init__(self, styles: StyleSheet) -> None:
        self._styles = styles
        self._ids: dict[Style, str] = {}
        self.missing: dict[Style, None] = {}
        self.unnumbered: dict[Style, None] = {}

    def __call__(self, style: Style) -> str:
        """The id of `style`, or nothing where the template lacks it."""
        if style not in self._ids:
            entry = self._styles.find(style, style.kind)
            self._ids[style] = entry.id if entry else ""
            if entry is None:
                self.missing[style] = None
            elif style in LIST_STYLES and entry.numbering is None:
                self.unnumbered[style] = None
        return self._ids[style]

    def findings(self, template: str) -> tuple[Finding, ...]:
        """One finding for each style that is missing or has no list."""
        missing = [self._missing(style, template) for style in self.missing]
        unnumbered = [rules.STYLE_WITHOUT_LIST.at(template, style=style.label) for style in self.unnumbered]
        return (*missing, *unnumbered)

    def _missing(self, style: Style, template: str) -> Finding:
        """A finding that the template lacks a style, with the name that comes nearest."""
        likely = nearest(style, self._styles.names(style.kind))
        also = f"Rename “{likely}” if that is the style meant. " if likely else ""
        return rules.STYLE_MISSING.at(template, kind=style.kind, style=style.label, also=also)


class Texts:
    """Writes the bodies of one paper for `package`, a copy of a template's, which it adds to."""

    def __init__(self, package: Package, styles: StyleSheet, paper: Paper) -> None:
        if paper.notes:
            ensure_footnotes(package)
        self._package = package
        self.style_ids = StyleIds(styles)
        self._paper = paper
        self._styles = styles
        self._numbering_part = next(iter(package.related(package.main, "numbering")), "")
        self._numbering = Numbering(package.edit(self._numbering_part))
        self._links = Relationships(package, package.main)
        self._pictures = Pictures(self._links, *_page(package.root(package.main)))
        self._inlines = Inlines(
            style_id=self.style_ids,
            notes=paper.notes,
            links=self._links,
            note_links=Relationships(package, footnotes_part(package)),
            workbooks=paper.workbooks,
            store=Store(_name(paper)),
            next_note=first_free_note(package),
            next_bookmark=first_free_bookmark(package),
        )

    @property
    def ledger(self) -> Ledger:
        """Every figure written so far."""
        return Ledger(
            tuple(self._inlines.figures.values()),
            tuple(self._inlines.sourced.values()),
            blocks=tuple(self._inlines.blocks.values()),
            workbooks=tuple(WorkbookRecord(each.name, each.sha256, each.modified) for each in self._paper.workbooks),
            board=self._paper.front.board,
            paper=self._inlines.store.paper,
            declared=tuple(map(declared_record, self._paper.declared)),
        )

    def write(self) -> dict[str, str]:
        """The bodies of parts and appendices by the keys that `context` gives them."""
        bodies = {}
        for number, part in enumerate(self._paper.parts):
            bodies[f"{part_key(number)}.body"] = self._body(part.blocks, part.numbered)
            bodies[f"{part_key(number)}.next_steps"] = self._body(part.next_steps, part.numbered)
        for number, appendix in enumerate(self._paper.appendices):
            bodies[f"{appendix_key(number)}.body"] = self._body(appendix.blocks, False)
        return bodies

    def finish(self) -> None:
        """Puts notes, lists, links and pictures into the package."""
        add_footnotes(self._package, self._inlines.written_notes, self._inlines.note_links)
        if self._numbering.changed:
            self._package.put(self._numbering_part, self._numbering.root)
        for name, content in self._pictures.parts.items():
            self._package.put(name, content)
        if self._pictures.media_types:
            add_content_types(self._package, {}, self._pictures.media_types)
        self._links.write()

    def findings(self) -> tuple[Finding, ...]:
        """What could not be written as it was meant."""
        unused = [
            rules.NOTE_NOT_PRINTED.at(label=label)
            for label in self._paper.notes
            if label not in self._inlines.used_labels
        ]
        return (*self._inlines.findings, *self._pictures.findings, *unused)

    def _body(self, blocks: Iterable[Block], numbered: bool) -> str:
        writer = BodyWriter(self._inlines, self._styles, self._numbering, self._pictures, numbered)
        return writer.write(blocks)


def _name(paper: Paper) -> str:
    """What tells the paper from every other one: the meeting, the item, the title, and what its figures say."""
    front = paper.front
    said = (front.board, front.meeting.isoformat(), front.agenda_item, front.title)
    figures = (f"{reference}={figure.text}" for reference, figure in sorted(paper.figures.items()))
    return paper_name((*said, *figures))


def _page(root: Element | None) -> tuple[int, int, int]:
    """Width and height of the last section's text area in twentieths of a point, and a free id for drawings."""
    if root is None:
        return (*_TEXT_AREA, 1)
    ids = [int(name.get("id", "0")) for name in root.iter("{*}docPr") if name.get("id", "").isdigit()]
    free = max(ids, default=0) + 1
    section = next(reversed(list(root.iter(f"{W}sectPr"))), None)
    size = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None
    if size is None or margins is None:
        return (*_TEXT_AREA, free)
    width = twips(size.get(f"{W}w")) - twips(margins.get(f"{W}left")) - twips(margins.get(f"{W}right"))
    height = twips(size.get(f"{W}h")) - abs(twips(margins.get(f"{W}top"))) - abs(twips(margins.get(f"{W}bottom")))
    return (width, height, free) if width > 0 and height > 0 else (*_TEXT_AREA, free)
