"""A Word template opened: its styles, and the tags in its paragraphs with their places as a person would say them."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from boardpaper.errors import InputError
from boardpaper.ooxml.names import Element, W
from boardpaper.ooxml.numbering import Numbering
from boardpaper.ooxml.package import Package, read_package
from boardpaper.ooxml.stories import stories
from boardpaper.ooxml.styles import StyleSheet, read_styles
from boardpaper.rules import templates as rules

_TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}|\{#.*?#\}", re.DOTALL)
_PREFIX = re.compile(r"-?(tr|tc|p|r)\s+(.*)", re.DOTALL)
_TEXT = (f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen")
_UNSEEN = (f"{W}lang", f"{W}noProof")
# docxtpl reads quotation marks that Word has curled as straight ones, inside tags.
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


class Template(Struct, frozen=True):
    """A template, which is not to be changed, and its styles."""

    name: str
    package: Package
    styles: StyleSheet


_MOST_OPENED = 2
_OPENED: dict[tuple[str, bytes], Template] = {}


class Tag(Struct, frozen=True):
    """One tag as written. `statement` tells `{% %}` from `{{ }}`, `unit` what it replaces: p, r, tr, tc or nothing."""

    written: str
    body: str
    statement: bool
    unit: str = ""


class TemplateParagraph(Struct, frozen=True):
    """A template's paragraph: its place, its words, its tags, and the tags whose letters do not all look alike."""

    where: str
    text: str
    part: str
    tags: tuple[Tag, ...]
    mixed: tuple[str, ...] = ()

    @property
    def untagged(self) -> str:
        """The words outside tags."""
        return " ".join(_TAG.sub(" ", self.text).split())

    @property
    def place(self) -> str:
        """Where it is, with its first words to search for in Word."""
        words = " ".join(self.text.split())
        return f"{self.where} (“{words if len(words) <= 60 else words[:59] + '…'}”)"


def open_template(path: Path, *, name: str = "") -> Template:
    """The template at `path`, a Strict file in the transitional names; `name` is what errors call it.

    A template that was opened before, byte for byte, is the same one: a build checks it and fills it.

    Raises:
        InputError: it is no Word file that can be trusted.
    """
    name = name or path.name
    try:
        key = name, sha256(path.read_bytes()).digest()
    except (OSError, ValueError):
        # Opening it says what is wrong.
        return _open(path, name)
    if key not in _OPENED:
        opened = _open(path, name)
        if len(_OPENED) >= _MOST_OPENED:
            del _OPENED[next(iter(_OPENED))]
        _OPENED[key] = opened
    return _OPENED[key]


def _open(path: Path, name: str) -> Template:
    package = read_package(path, name=name).transitional()
    root, styles = package.root(package.main), package.related_root(package.main, "styles")
    if root is None or root.tag != f"{W}document" or styles is None:
        raise InputError(rules.TEMPLATE_NOT_WORD.at(package.name, name=package.name))
    return Template(package.name, package, _styles(package, styles))


def _styles(package: Package, root: Element) -> StyleSheet:
    """The styles; one whose list or level is not defined belongs to no list, since Word prints no number for it."""
    numbering = Numbering(package.related_root(package.main, "numbering"))
    sheet = read_styles(root)
    return StyleSheet(
        {
            key: entry if entry.numbering and numbering.has_level(*entry.numbering) else replace(entry, numbering=None)
            for key, entry in sheet.entries.items()
        }
    )


def template_paragraphs(package: Package) -> tuple[TemplateParagraph, ...]:
    """Every paragraph of the body, the headers and the footers, in that order.

    Raises:
        InputError: a part is damaged.
    """
    found: list[TemplateParagraph] = []
    for name, kind in template_parts(package).items():
        root = package.root(name)
        if root is not None:
            found.extend(_read(paragraph, where, name) for paragraph, where in _places(root, kind))
    return tuple(found)


def template_parts(package: Package) -> dict[str, str]:
    """The names of the parts in which tags are replaced, each with what it is: "" for the document, header, footer."""
    return {part: kind for part, kind in stories(package).items() if kind in ("", "header", "footer")}


def find_tags(text: str) -> tuple[Tag, ...]:
    """The tags in `text`, comments left out."""
    tags = []
    for match in _TAG.finditer(text):
        output, statement = match.groups()
        if output is None and statement is None:
            continue
        body = (statement if output is None else output).translate(_STRAIGHT)
        prefix = _PREFIX.fullmatch(body)
        unit, body = prefix.groups() if prefix else ("", body)
        tags.append(Tag(match.group(), body.strip().strip("-").strip(), output is None, unit))
    return tuple(tags)


def loose_braces(text: str) -> str:
    """The first brace pair in `text` that opens or closes no tag, or nothing."""
    match = re.search(r"\{\{|\}\}|\{%|%\}|\{#|#\}", _TAG.sub(" ", text))
    return match.group() if match else ""


def _places(root: Element, kind: str) -> Iterator[tuple[Element, str]]:
    """Each paragraph with its place as a person finds it, in the part called `kind`."""
    body = root.find(f"{W}body")
    top = body if body is not None else root
    tables = {table: number for number, table in enumerate(top.iter(f"{W}tbl"), 1)}
    number = 0
    for paragraph in top.iter(f"{W}p"):
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is not None:
            place = _cell_place(cell, tables)
        elif next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None:
            place = "text box"
        else:
            number += 1
            place = f"paragraph {number}"
        yield paragraph, ", ".join(filter(None, (kind, place)))


def _cell_place(cell: Element, tables: Mapping[Element, int]) -> str:
    """`table 1, row 2, column 3`."""
    row = cell.getparent()
    table = next(cell.iterancestors(f"{W}tbl"))
    if row is None:
        return f"table {tables[table]}"
    rows = list(table.iter(f"{W}tr"))
    cells = list(row.iter(f"{W}tc"))
    return f"table {tables[table]}, row {rows.index(row) + 1}, column {cells.index(cell) + 1}"


def _read(paragraph: Element, where: str, part: str) -> TemplateParagraph:
    """A paragraph's words and tags; Word may have cut a tag into several runs."""
    pieces = [
        ((element.text or "") if element.tag == _TEXT[0] else " ", _look(element.getparent()))
        for element in paragraph.iter(*_TEXT)
        if next(element.iterancestors(f"{W}p")) is paragraph
    ]
    text = "".join(piece for piece, _ in pieces)
    return TemplateParagraph(where, text, part, find_tags(text), _mixed(text, pieces))


def _mixed(text: str, pieces: list[tuple[str, bytes]]) -> tuple[str, ...]:
    """The tags whose letters differ in their look."""
    looks = [look for piece, look in pieces for _ in piece]
    return tuple(match.group() for match in _TAG.finditer(text) if len(set(looks[match.start() : match.end()])) > 1)


def _look(run: Element | None) -> bytes:
    """A run's properties, without those that Word scatters while someone types."""
    properties = run.find(f"{W}rPr") if run is not None else None
    visible = () if properties is None else (child for child in properties if child.tag not in _UNSEEN)
    return b"".join(etree.tostring(child, method="c14n") for child in visible)
