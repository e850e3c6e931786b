"""Any Word file as a Document: what Word would show, with every property resolved."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from boardpaper.errors import InputError
from boardpaper.live.ledger import board_of, ledger_part
from boardpaper.model.document import Block, Document, Properties, Section
from boardpaper.model.finding import Finding
from boardpaper.model.messages import counted, listed
from boardpaper.model.numerals.formats import format_number, is_known_format
from boardpaper.model.paragraphs import Finder
from boardpaper.ooxml.measures import length
from boardpaper.ooxml.names import CP, VAL, Element, W
from boardpaper.ooxml.package import Package, read_package
from boardpaper.ooxml.part_names import part_key
from boardpaper.rules import files as rule_files
from boardpaper.rules import publication
from boardpaper.rules import word as rules
from boardpaper.sources.word.blocks import blocks_of, read_story
from boardpaper.sources.word.fields.results import work_out_fields
from boardpaper.sources.word.look.cascade import Cascade
from boardpaper.sources.word.look.numbering import read_lists
from boardpaper.sources.word.look.styles import numbering_links, read_styles
from boardpaper.sources.word.look.table_styles import is_switched_on
from boardpaper.sources.word.look.theme import read_theme
from boardpaper.sources.word.look.values import child_value, language_tag, whole
from boardpaper.sources.word.notes import read_notes
from boardpaper.sources.word.revisions import revision_findings, watch
from boardpaper.sources.word.sections import make_sections, section_properties, text_widths
from boardpaper.sources.word.story.state import Reading, Story

_DC = "{http://purl.org/dc/elements/1.1/}"
_EMBEDDED = ("/embeddings/", "/activex/")
_EMBEDDING = frozenset({"package", "oleObject"})
_LABEL_NAME = re.compile(r"MSIP_Label_.*_Name")
_OLDEST_COMPATIBILITY = 12
_DEFAULT_TAB = 36.0
_DEFAULT_WIDTH = 468.0


def read_document(
    path: Path, *, name: str = "", package: Package | None = None
) -> tuple[Document, tuple[Finding, ...]]:
    """The Word file at `path` and what a person should know or fix about it; `name` is what findings call the file.

    `package` are its parts, where they have been read before.
    `Paragraph.style` and `Table.style` hold the style's name, `Cell.margins` run top, right, bottom, left.

    Raises:
        InputError: the file cannot be opened safely, is damaged, or holds no Word document.
    """
    word = package or read_package(path, name=name)
    _check_document(word)
    try:
        return _read(word)
    except RecursionError as fault:
        raise InputError(rule_files.FILE_TOO_DEEP.at(word.name, name=word.name)) from fault


def _read(word: Package) -> tuple[Document, tuple[Finding, ...]]:
    """The document and all findings."""
    settings = word.related_root(word.main, "settings")
    reading = Reading(word, _cascade(word, settings), compatibility=_compatibility(settings))
    body = _body(word)
    if body is None:
        return Document(()), ()
    bounds = section_properties(body)
    reading.widths = text_widths(bounds) or (_DEFAULT_WIDTH,)
    watch(reading, body)
    story = Story(reading, word.main, width=reading.widths[0])
    stream = read_story(body, story)
    last = body.find(f"{W}sectPr")
    furniture = _FurnitureReader(reading)
    even = is_switched_on(settings, "evenAndOddHeaders")
    sections = make_sections(stream, last, even, furniture.read)
    reading.findings += _format_findings(sections, word.name)
    document = Document(
        sections,
        read_notes(reading, bounds, settings),
        reading.images,
        _properties(word, reading.cascade, settings),
        length(child_value(settings, f"{W}defaultTabStop")) or _DEFAULT_TAB,
        tuple(dict.fromkeys(reading.drawn_words)),
        _sensitivity_labels(word),
    )
    document = work_out_fields(document, reading)
    found = (*_style_findings(reading), *reading.findings, *revision_findings(reading), *_embedded_files(reading))
    # What a paragraph's number is in print is known once all is read.
    return document, tuple(map(Finder(document).placed, found)) if found else ()


def _format_findings(sections: Iterable[Section], where: str) -> Iterator[Finding]:
    """Says once for each number format of pages that is not Word's that it comes out in figures."""
    for numbering in dict.fromkeys(section.number_format for section in sections):
        if not is_known_format(numbering):
            yield rules.PAGE_FORMAT.at(where, format=numbering, shown=format_number(1, numbering))


def _check_document(word: Package) -> None:
    """Stops at a file whose main part is no Word document."""
    root = word.root(word.main)
    if root is None or root.tag != f"{W}document" or root.find(f"{W}body") is None:
        raise InputError(rules.WORD_NO_DOCUMENT.at(word.name, name=word.name))


def _body(word: Package) -> Element | None:
    """The document's body; a file of another program may hold several, whose contents follow one another."""
    root = word.root(word.main)
    if root is not None and len(root.findall(f"{W}body")) > 1:
        root = word.edit(word.main)
    bodies = [] if root is None else root.findall(f"{W}body")
    for further in bodies[1:]:
        bodies[0].extend(list(further))
    return bodies[0] if bodies else None


def _cascade(word: Package, settings: Element | None) -> Cascade:
    """Styles, lists and theme of the file, from which looks are worked out."""
    theme = read_theme(word.related_root(word.main, "theme"), settings)
    styles = read_styles(word.related_root(word.main, "styles"), theme)
    return Cascade(styles, read_lists(word.related_root(word.main, "numbering"), theme, numbering_links(styles)), theme)


def _compatibility(settings: Element | None) -> int:
    """The version of Word whose layout the file asks for: 15 for 2013 and later."""
    for setting in () if settings is None else settings.iterfind(f"{W}compat/{W}compatSetting"):
        if setting.get(f"{W}name") == "compatibilityMode":
            return whole(setting.get(VAL)) or _OLDEST_COMPATIBILITY
    return _OLDEST_COMPATIBILITY


class _FurnitureReader:
    """Reads each header and footer once, though several sections show it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.read_parts: dict[tuple[str, float], tuple[Block, ...]] = {}

    def read(self, reference: str, place: str, where: str, width: float) -> tuple[Block, ...]:
        """The blocks of the header or footer that a section's `reference` names; a person finds it at `where`."""
        word = self.reading.word
        relationship = word.relationships(word.main).get(reference)
        root = None if relationship is None or relationship.external else word.root(relationship.target)
        if relationship is None or root is None:
            missing = rules.WORD_MISSING_PART.at(word.name, place=place)
            if missing not in self.reading.findings:
                self.reading.findings.append(missing)
            return ()
        key = (relationship.target, width)
        if key not in self.read_parts:
            self.read_parts[key] = self._read_part(root, relationship.target, where, width)
        return self.read_parts[key]

    def _read_part(self, root: Element, part: str, where: str, width: float) -> tuple[Block, ...]:
        """The blocks of a header or footer for a text width."""
        again = any(known == part for known, _ in self.read_parts)
        reported = len(self.reading.findings)
        if not again:
            watch(self.reading, root)
        blocks = blocks_of(read_story(root, Story(self.reading, part, where, width)))
        if again:
            # It is read once more for another width of page, but reported once.
            del self.reading.findings[reported:]
        return blocks


def _style_findings(reading: Reading) -> Iterable[Finding]:
    if reading.cascade.styles.circular:
        names = ", ".join(f"“{name}”" for name in reading.cascade.styles.circular)
        yield rules.WORD_CIRCULAR_STYLES.at(reading.word.name, names=names)


def _embedded_files(reading: Reading) -> Iterable[Finding]:
    """One warning for all files that travel inside this one, where an author may have forgotten them."""
    word = reading.word
    parts = [part for part in word if "_rels/" not in part_key(part)]
    names = {part for part in parts if any(folder in part_key(part) for folder in _EMBEDDED)}
    # A relationship says so too, wherever another program keeps the file.
    for part in parts:
        related = word.relationships(part).values()
        names |= {each.target for each in related if each.kind in _EMBEDDING and each.target in word}
    if names:
        count = "a file" if len(names) == 1 else counted(len(names), "file")
        called = listed((name.rpartition("/")[2] for name in sorted(names)), 3)
        yield publication.EMBEDDED_FILES.at(reading.word.name, count=count, names=called)


def _company(word: Package) -> str:
    """The organisation that the file's properties name."""
    properties = word.related_root("", "extended-properties")
    company = None if properties is None else properties.find("{*}Company")
    return "" if company is None else (company.text or "").strip()


def _sensitivity_labels(word: Package) -> tuple[str, ...]:
    """The names of the labels that Microsoft Purview has put on the file, such as “OFFICIAL-SENSITIVE”."""
    properties = word.related_root("", "custom-properties")
    found = () if properties is None else properties.iter("{*}property")
    return tuple("".join(each.itertext()).strip() for each in found if _LABEL_NAME.fullmatch(each.get("name", "")))


def _properties(word: Package, cascade: Cascade, settings: Element | None) -> Properties:
    """Title, author, language and the like, as Word's own properties say."""
    core = word.related_root("", "core-properties")

    def text(name: str) -> str:
        element = None if core is None else core.find(name)
        return "" if element is None else (element.text or "").strip()

    written = cascade.styles.chain_run("paragraph", "").get("language") or cascade.styles.run.get("language")
    themed = None if settings is None else settings.find(f"{W}themeFontLang")
    return Properties(
        text(f"{_DC}title"),
        text(f"{_DC}subject"),
        text(f"{_DC}creator"),
        text(f"{CP}keywords"),
        str(written or text(f"{_DC}language") or ("" if themed is None else language_tag(themed.get(VAL)))),
        board_of(word),
        _company(word) or (text(f"{_DC}creator") if ledger_part(word) else ""),
    )
