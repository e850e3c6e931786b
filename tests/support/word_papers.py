"""Small papers and Word templates for the tests of writing Word files, and ways to look into what was written."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from boardpaper.model.kpi import CellSource, Figure, Period, PeriodKind
from boardpaper.model.paper import Appendix, FrontMatter, Paper, Part, Person
from boardpaper.model.prose import (
    Block,
    BlockList,
    BoundFigure,
    Heading,
    Inline,
    ListItem,
    ListKind,
    Paragraph,
    Place,
    Text,
)
from boardpaper.ooxml.names import Element, W
from boardpaper.ooxml.package import Package, read_package, write_package
from tests.support.places import TEMPLATES

PLACE = Place("narrative/text.md", 3)
YEAR = Period(PeriodKind.FINANCIAL_YEAR, date(2021, 4, 1), date(2022, 3, 31))
FRONT_SHEET_FIELDS = {
    "decision_maker": "Commissioner",
    "classification": "Public",
    "wards": "All",
    "report_author": "Head of Strategy",
    "purpose": "For noting",
    "assurance_level": "Reasonable",
}


def figure(reference: str, text: str, *, bold: bool = False, value: Decimal | None = None) -> BoundFigure:
    indicator, _, rest = reference.partition(".")
    source = CellSource("kpi.xlsx", "Readings", "D14", "ab" * 32)
    return BoundFigure(Figure(reference, text, indicator, rest.partition("@")[0], YEAR, value, (source,)), bold=bold)


def para(*words: Inline | str, numbered: bool = True) -> Paragraph:
    return Paragraph(tuple(Text(word) if isinstance(word, str) else word for word in words), PLACE, numbered)


def heading(level: int, words: str) -> Heading:
    return Heading(level, (Text(words),), PLACE)


def listing(kind: ListKind, *items: str | tuple[str | Block, ...], start: int = 1) -> BlockList:
    """A list; an item is its words, or a tuple of paragraphs' words and further blocks."""
    made = []
    for item in items:
        blocks = item if isinstance(item, tuple) else (item,)
        made.append(ListItem(tuple(para(block) if isinstance(block, str) else block for block in blocks)))
    return BlockList(kind, tuple(made), PLACE, start)


def front_matter(fields: Mapping[str, str] | None = None, **changes: object) -> FrontMatter:
    values: dict[str, object] = {
        "board": "Strategic Board",
        "meeting": date(2022, 5, 1),
        "meeting_has_day": False,
        "agenda_item": "5",
        "title": "Performance report & outlook",
        "priority": "Regular Item",
        "presented_by": (Person("Head of Performance", "Chief Analyst"), Person("Chair of Audit")),
        "fields": fields or {},
        **changes,
    }
    return FrontMatter(**values)  # type: ignore[arg-type]


def paper(
    *blocks: Block,
    template: Path = TEMPLATES / "agenda-item.docx",
    notes: Mapping[str, Sequence[Inline]] | None = None,
    appendices: tuple[Appendix, ...] = (),
    parts: tuple[Part, ...] | None = None,
    front: FrontMatter | None = None,
) -> Paper:
    """A paper with one part that holds `blocks`, unless `parts` are given."""
    return Paper(
        front or front_matter(),
        template,
        (Part("purpose", "Purpose of paper", blocks),) if parts is None else parts,
        appendices,
        {label: tuple(words) for label, words in (notes or {}).items()},
    )


def template_of(folder: Path, *paragraphs: str, base: str = "agenda-item.docx", **changes: tuple[str, str]) -> Path:
    """A template with the styles of `base` whose body is `paragraphs`: words with tags, or XML that begins with `<w:`.

    `changes` replace words in parts: `styles=("Lettered Item", "Letters")`.
    """
    package = dict(read_package(TEMPLATES / base).parts)
    root = etree.fromstring(package["word/document.xml"])
    body = root[0]
    for child in list(body)[:-1]:
        body.remove(child)
    for index, words in enumerate(paragraphs):
        body.insert(index, _element(words))
    package["word/document.xml"] = etree.tostring(root)
    for part, (old, new) in changes.items():
        content = package[f"word/{part}.xml"]
        assert old.encode() in content
        package[f"word/{part}.xml"] = content.replace(old.encode(), new.encode())
    path = folder / "own.docx"
    path.write_bytes(write_package(package))
    return path


def _element(words: str) -> Element:
    xml = words if words.startswith("<w:") else f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
    return etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>')[0]


WHOLE = (
    "{{ board }} {{ meeting }} {{ agenda_item }} {{ priority }} {{ title }} {{ presented_by }}",
    "{%p for part in parts %}",
    "{{ part.heading }}",
    "{{p part.body }}",
    "{{p part.next_steps }}",
    "{%p for author in part.authors %}",
    "{{ author.name }} {{ author.job_title }}",
    "{%p endfor %}",
    "{%p endfor %}",
    "{%p for appendix in appendices %}",
    "{{ appendix.letter }} {{ appendix.title }}",
    "{{p appendix.body }}",
    "{%p endfor %}",
)


def package_of(parts: Mapping[str, bytes]) -> Package:
    """A Word file of these parts."""
    return Package("paper.docx", parts)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(content: bytes, part: str = "word/document.xml") -> Element:
    return etree.fromstring(parts_of(content)[part])


def outline(content: bytes) -> list[str]:
    """Each paragraph as `Style | words`, with `[tag: text]` for controls and `#list.level` for numbering of its own."""
    names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]
        for style in root_of(content, "word/styles.xml").iter(f"{W}style")
    }
    return [_line(paragraph, names) for paragraph in root_of(content).iter(f"{W}p")]


def _line(paragraph: Element, names: Mapping[str | None, str | None]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    own = f" #{number.get(f'{W}val')}.{level.get(f'{W}val')}" if number is not None and level is not None else ""
    return f"{names[style.get(f'{W}val')] if style is not None else ''}{own} | {_words(paragraph)}"


def _words(element: Element) -> str:
    said = []
    for child in element:
        if child.tag == f"{W}t":
            said.append(child.text or "")
        elif child.tag == f"{W}br":
            said.append(" / ")
        elif child.tag == f"{W}footnoteReference":
            said.append(f"[note {child.get(f'{W}id')}]")
        elif child.tag == f"{W}sdt":
            tag = child.find(f"{W}sdtPr/{W}tag")
            assert tag is not None
            said.append(f"[{tag.get(f'{W}val')}: {_words(child)}]")
        elif child.tag not in (f"{W}pPr", f"{W}rPr", f"{W}sdtPr"):
            said.append(_words(child))
    return "".join(said)
