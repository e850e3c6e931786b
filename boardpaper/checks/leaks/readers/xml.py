"""The words of XML and HTML: text, attributes, comments, deleted and inserted versions, cells and their numbers."""

import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html.parser import HTMLParser

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.checks.leaks.readers.pieces import Piece, Unread, Words
from boardpaper.ooxml.names import Element
from boardpaper.ooxml.parsing import untrusting_parser

# Elements of Office files that end a text; elsewhere every element does.
_BLOCKS = frozenset(
    {"p", "si", "is", "c", "row", "comment", "definedName", "pt", "v", "f", "tr", "oddHeader", "oddFooter",
     "evenHeader", "evenFooter", "firstHeader", "firstFooter", "text", "author", "item", "s", "instrText"}
)  # fmt: skip
_OFFICE = ("wordprocessingml", "spreadsheetml", "drawingml", "presentationml", "/word/", "office:")
_SPACES = frozenset({"br", "tab", "cr", "ptab", "line-break"})
_DULL_ELEMENTS = frozenset({
    "Application", "AppVersion", "Template", "TotalTime", "Pages", "Words", "Characters", "Lines", "Paragraphs",
    "CharactersWithSpaces", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged",
    "created", "modified", "lastPrinted", "revision", "producer", "Producer", "CreatorTool", "format", "CreateDate",
    "ModifyDate", "MetadataDate", "part", "conformance", "amd", "language", "version",
    "namespaceURI", "prefix", "schema", "valueType", "category", "description-of-schema", "HeadingPairs",
})  # fmt: skip
# Attributes that hold what a person wrote; all others are searched, but hold no secret of their file.
_TELLING = frozenset({
    "descr", "title", "author", "alias", "tooltip", "name", "displayName", "alt", "initials", "lastUser", "userName",
    "fileName", "filename", "subject", "manager", "company", "summary", "keywords", "creator", "aria-label", "content",
    "caption", "contact", "codeName",
})  # fmt: skip
_TELLING_VALUES = frozenset({"alias", "tag", "docVar", "comments", "default", "statusText", "helpText", "result"})
_STOCK_NAME = re.compile(
    r"(?:picture|image|chart|table|text box|rectangle|straight connector|group|shape|object|graphic|diagram|freeform|"
    r"sheet|oval|line|arrow|title|subtitle|content placeholder|footer placeholder|_goback|normal|heading)\s*\d*"
    r"(?:\.\w{3,4})?",
    re.IGNORECASE,
)
# Parts that say more letters than this are read each time.
_MOST_REMEMBERED = 2**18
_ENCODED = re.compile(rb"encoding=['\"]([A-Za-z0-9._-]+)")


class _Text(Struct):
    """A text as it grows: each bit with what it is: 0 plain, 1 deleted, 2 inserted."""

    bits: list[tuple[int, str]] = field(default_factory=list)

    def end(self) -> Iterator[str]:
        bits, self.bits = self.bits, []
        if not any(text.strip() for _, text in bits):
            return
        kinds = {kind for kind, _ in bits}
        for leave in (1, 2) if kinds & {1, 2} else (0,):
            if text := "".join(text for kind, text in bits if not leave or kind != leave).strip():
                yield text.replace("\n", " ")


def read_xml(place: str, content: bytes, *, dull: bool = False) -> Iterator[Piece]:
    """Every word in an XML part; where it is no sound XML, as much as can be read of it."""
    for piece in _remembered(content, dull):
        yield replace(piece, place=f"{place}{piece.place}")


def _remembered(content: bytes, dull: bool) -> Sequence[Piece]:
    """The pieces of a part, which is read once: styles, settings and themes are the same in most files of an office."""
    kept = _kept(hashlib.sha256(content).digest(), dull)
    if kept:
        return kept
    pieces = _pieces(content, dull)
    if sum(len(piece.text) for piece in pieces if isinstance(piece, Words)) <= _MOST_REMEMBERED:
        kept += pieces
    return pieces


@lru_cache(maxsize=2**8)
def _kept(digest: bytes, dull: bool) -> list[Piece]:
    """The pieces of the part with this digest, if they are remembered. Each part has one."""
    return []


def _pieces(content: bytes, dull: bool) -> tuple[Piece, ...]:
    """The pieces of an XML part; their places go on from the part's own."""
    try:
        root = etree.fromstring(content, untrusting_parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return (Unread("", "is not XML that can be read"),)
    return tuple(_pieces_of(root, dull))


def _pieces_of(root: Element, dull: bool) -> Iterator[Piece]:
    """What a part's elements say: its text, dull text by itself, attributes, comments."""
    yield Words("", "\n".join(_texts(root)), dull=dull)
    passed = [each.text for each in root.iter(etree.Element) if each.text and _is_dull(each, _local(each))]
    if passed:
        yield Words("", "\n".join(passed), dull=True)
    yield from _attributes("", root, dull)
    outside = [each.text or "" for each in root.iter(etree.Comment, etree.ProcessingInstruction)]
    if any(map(str.strip, outside)):
        yield Words(", comments", "\n".join(outside), dull=dull)


def read_html(place: str, content: bytes) -> Iterator[Piece]:
    """Every word in a web page: text, attributes, comments, scripts and styles."""
    page = _Page()
    encoding = _ENCODED.search(content[:1024])
    page.feed(content.decode(encoding[1].decode() if encoding else "utf-8", "replace"))
    page.close()
    yield Words(place, html.unescape("".join(page.text)))
    if page.attributes:
        yield Words(f"{place}, attributes", "\n".join(page.attributes), dull=True)
    if page.comments:
        yield Words(f"{place}, comments", "\n".join(page.comments))


class _Page(HTMLParser):
    _INLINE = frozenset({
        "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup",
        "u", "wbr",
    })  # fmt: skip

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.attributes: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._INLINE:
            self.text.append("\n")
        self.attributes += [value for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._INLINE:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        self.comments.append(decl)

    def handle_pi(self, data: str) -> None:
        self.comments.append(data)

    def unknown_decl(self, data: str) -> None:
        self.comments.append(data)


def _texts(root: Element) -> Iterator[str]:
    """Text by block, as deleted and as inserted words leave it."""
    office = any(mark in (_space(root) or "") for mark in _OFFICE)
    text, versions = _Text(), [0]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _local(element)
        block = not office or name in _BLOCKS
        if block:
            yield from text.end()
        if event == "start":
            versions.append(_version(name, versions[-1]))
            if name in _SPACES:
                text.bits.append((versions[-1], " "))
            if element.text and not _is_dull(element, name):
                text.bits.append((versions[-1], element.text))
            continue
        if name in ("v", "c"):
            yield from text.end()
        versions.pop()
        if element.tail:
            text.bits.append((versions[-1], element.tail))
    yield from text.end()


def _version(name: str, above: int) -> int:
    """1 for text that tracked changes delete, 2 for what they insert, else as the element around it."""
    if name in ("del", "moveFrom", "delText", "delInstrText"):
        return 1
    return 2 if name in ("ins", "moveTo") else above


def _is_dull(element: Element, name: str) -> bool:
    """Whether an element's text is a number or name of the format, and none of an author's."""
    # The number of a shared string says nothing; the string itself is read where it stands.
    parent = element.getparent()
    shared = name == "v" and parent is not None and parent.get("t") == "s"
    # What a PDF says of the standards that it keeps, and of the properties that it explains for them.
    return shared or name in _DULL_ELEMENTS or _space(element).startswith("{http://www.aiim.org/")


def _attributes(place: str, root: Element, dull: bool) -> Iterator[Piece]:
    """Attributes that say something to a reader, and all others."""
    telling: dict[str, None] = {}
    others: dict[str, None] = {}
    for element in root.iter(etree.Element):
        owner = _local(element)
        for key, value in element.attrib.items():
            if len(value) < 3:
                continue
            name = key.rpartition("}")[2]
            told = name in _TELLING or (name == "val" and owner in _TELLING_VALUES) or owner == "docVar"
            external = name == "Target" and element.get("TargetMode") == "External"
            (telling if (told or external) and not _is_stock(owner, value) else others)[str(value)] = None
    if telling:
        yield Words(f"{place}, attributes", "\n".join(telling), label=not dull, dull=dull)
    if others:
        yield Words(f"{place}, attributes", "\n".join(others), dull=True)


def _is_stock(owner: str, value: str) -> bool:
    """Whether a value is one that the program itself puts there."""
    return owner in ("style", "lsdException", "font", "latentStyles", "cellStyle", "compatSetting") or bool(
        _STOCK_NAME.fullmatch(value)
    )


def _local(element: Element) -> str:
    return _name_of(element.tag)[1] if isinstance(element.tag, str) else ""


def _space(element: Element) -> str:
    return _name_of(element.tag)[0] if isinstance(element.tag, str) else ""


@lru_cache(maxsize=2**12)
def _name_of(tag: str) -> tuple[str, str]:
    """A tag's namespace, with the brace before it, and its own name."""
    return tag.partition("}")[0], tag.rpartition("}")[2]
