"""An XML part changed by replacing bytes, so that every byte outside the replaced places stays as it was."""

import re
from collections.abc import Mapping

from lxml import etree
from msgspec import Struct, field

from boardpaper.errors import InputError
from boardpaper.ooxml.names import NAMESPACES, Element, W
from boardpaper.ooxml.package import Package
from boardpaper.rules import files

# What begins with "<" in well-formed XML without a document type: comments, sections of text, instructions, and tags,
# in which a ">" between quotation marks does not end the tag. The group holds the slash of an end tag.
_TOKEN = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)[^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>", re.DOTALL
)


class Span(Struct, frozen=True):
    """Where an element stands in its part: its start tag, its content and its end tag, in bytes.

    An element without content (`<w:b/>`) has `inner` equal to `end` twice.
    """

    start: int
    inner_start: int
    inner_end: int
    end: int


class Splicer(Struct):
    """One part: its tree to look at, and the replacements of bytes asked for so far.

    `kind` is what it is beside the document (`header`, `footnotes` ...), "" for the document. The tree of a Strict part
    has the transitional names, its bytes their own, so that the part stays Strict. `numbers` are the printed numbers of
    its paragraphs, so far as they are known.
    """

    name: str
    kind: str
    content: bytes
    root: Element
    # Holding the elements keeps lxml from making new ones, which would be no keys of the other mapping.
    _elements: list[Element]
    _indexes: dict[Element, int]
    _spans: list[Span]
    numbers: Mapping[Element, str] = field(default_factory=dict)
    _edits: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def span(self, element: Element) -> Span:
        """Where `element`, which belongs to `root`, stands."""
        return self._spans[self._indexes[element]]

    def source(self, element: Element) -> bytes:
        """The bytes of `element` as they stand in the part."""
        span = self.span(element)
        return self.content[span.start : span.end]

    def start_tag(self, element: Element) -> bytes:
        """The bytes of the start tag of `element`, without the slash of one that is empty."""
        span = self.span(element)
        tag = self.content[span.start : span.inner_start]
        return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag

    def position(self, element: Element) -> int:
        """The place of `element` among all elements of the part, from 0."""
        return self._indexes[element]

    def replace(self, element: Element, xml: str) -> None:
        """Puts `xml` in the place of `element`; nothing takes it out."""
        span = self.span(element)
        self._edit(span.start, span.end, _ascii(xml))

    def replace_source(self, element: Element, source: bytes) -> None:
        """Puts `source`, bytes made from those of the part, in the place of `element`."""
        span = self.span(element)
        self._edit(span.start, span.end, source)

    def insert_before(self, element: Element, xml: str) -> None:
        """Puts `xml` right before `element`."""
        start = self.span(element).start
        self._edit(start, start, self._edits.get((start, start), b"") + _ascii(xml))

    def insert_after(self, element: Element, xml: str) -> None:
        """Puts `xml` right after `element`."""
        end = self.span(element).end
        self._edit(end, end, self._edits.get((end, end), b"") + _ascii(xml))

    def append(self, element: Element, xml: str) -> None:
        """Puts `xml` at the end of the content of `element`."""
        span = self.span(element)
        if span.inner_end == span.end:
            closed = self.start_tag(element) + _ascii(xml) + b"</" + self._name(element) + b">"
            self._edit(span.start, span.end, closed)
        else:
            end = span.inner_end
            self._edit(end, end, self._edits.get((end, end), b"") + _ascii(xml))

    @property
    def changed(self) -> bool:
        """Whether any replacement was asked for."""
        return bool(self._edits)

    def result(self) -> bytes:
        """The part with every replacement made.

        Raises:
            InputError: two replacements overlap, as in elements that stand inside each other where none should.
        """
        pieces, position = [], 0
        for (start, end), new in sorted(self._edits.items()):
            if start < position:
                raise _unusual(self.name)
            pieces += [self.content[position:start], new]
            position = end
        return b"".join([*pieces, self.content[position:]])

    def _edit(self, start: int, end: int, new: bytes) -> None:
        self._edits[start, end] = new

    def _name(self, element: Element) -> bytes:
        """An element's name as it is written, with its prefix."""
        return self.start_tag(element)[1:-1].split()[0]


def open_splicer(package: Package, part: str, kind: str = "") -> Splicer:
    """`part` of a Word file, a part in UTF-8, ready to be changed; `kind` is what it is, as in `stories`.

    Raises:
        InputError: it is damaged, missing, or written in another way than Word, LibreOffice and Google Docs do.
    """
    root, content = package.root(part), package.content(part)
    if root is None or content is None:
        raise _unusual(part)
    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if root.nsmap.get("w") != NAMESPACES["w"] or encoding not in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
        raise _unusual(part)
    if {root.prefix, *(control.prefix for control in root.iter(f"{W}sdt"))} != {"w"}:
        # What is put in is written with this prefix, and so is what is looked for in the bytes.
        raise _unusual(part)
    elements = list(root.iter(etree.Element))
    spans = _read_spans(content)
    if len(spans) != len(elements):
        raise _unusual(part)
    return Splicer(part, kind, content, root, elements, {each: i for i, each in enumerate(elements)}, spans)


def _ascii(xml: str) -> bytes:
    """`xml` in bytes that mean the same in every encoding that is let in."""
    return xml.encode("ascii", "xmlcharrefreplace")


def _read_spans(content: bytes) -> list[Span]:
    """The span of every element in document order; `content` is well-formed."""
    opened: list[tuple[int, int, int]] = []
    spans: list[Span] = []
    for token in _TOKEN.finditer(content):
        start, end = token.span()
        if token[1] is None:
            continue
        if token[1]:
            number, at, inner = opened.pop()
            spans[number] = Span(at, inner, start, end)
            continue
        if not content.startswith(b"/", end - 2):
            opened.append((len(spans), start, end))
        spans.append(Span(start, end, end, end))
    return spans


def _unusual(name: str) -> InputError:
    return InputError(files.FILE_UNUSUAL.at(name, name=name))
