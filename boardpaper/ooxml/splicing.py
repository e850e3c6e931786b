"""An XML part changed by replacing bytes, so that every byte outside the replaced places stays as it was."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from lxml import etree

from boardpaper.errors import InputError
from boardpaper.ooxml.package import parse_part
from boardpaper.ooxml.wordml import W

# A start tag; a ">" inside an attribute does not end it.
_START_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")


@dataclass(frozen=True, slots=True)
class Span:
    """Where an element stands in its part: its start tag, its content and its end tag, in bytes.

    An element without content (`<w:b/>`) has `inner` equal to `end` twice.
    """

    start: int
    inner_start: int
    inner_end: int
    end: int


@dataclass(slots=True)
class Splicer:
    """One part: its tree to look at, and the replacements of bytes asked for so far."""

    name: str
    content: bytes
    root: etree._Element
    # Holding the elements keeps lxml from making new ones, which would be no keys of the other mapping.
    _elements: list[etree._Element]
    _indexes: dict[etree._Element, int]
    _spans: list[Span]
    _edits: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def span(self, element: etree._Element) -> Span:
        """Where `element`, which belongs to `root`, stands."""
        return self._spans[self._indexes[element]]

    def source(self, element: etree._Element) -> bytes:
        """The bytes of `element` as they stand in the part."""
        span = self.span(element)
        return self.content[span.start : span.end]

    def start_tag(self, element: etree._Element) -> bytes:
        """The bytes of the start tag of `element`, without the slash of one that is empty."""
        span = self.span(element)
        tag = self.content[span.start : span.inner_start]
        return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag

    def position(self, element: etree._Element) -> int:
        """The place of `element` among all elements of the part, from 0."""
        return self._indexes[element]

    def replace(self, element: etree._Element, xml: str) -> None:
        """Puts `xml` in the place of `element`; nothing takes it out."""
        span = self.span(element)
        self._edit(span.start, span.end, _ascii(xml))

    def replace_source(self, element: etree._Element, source: bytes) -> None:
        """Puts `source`, bytes made from those of the part, in the place of `element`."""
        span = self.span(element)
        self._edit(span.start, span.end, source)

    def insert_before(self, element: etree._Element, xml: str) -> None:
        """Puts `xml` right before `element`."""
        start = self.span(element).start
        self._edit(start, start, self._edits.get((start, start), b"") + _ascii(xml))

    def insert_after(self, element: etree._Element, xml: str) -> None:
        """Puts `xml` right after `element`."""
        end = self.span(element).end
        self._edit(end, end, self._edits.get((end, end), b"") + _ascii(xml))

    def append(self, element: etree._Element, xml: str) -> None:
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
            ValueError: two replacements overlap.
        """
        pieces, position = [], 0
        for (start, end), new in sorted(self._edits.items()):
            if start < position:
                raise ValueError(f"two changes of {self.name} overlap at byte {start}")
            pieces += [self.content[position:start], new]
            position = end
        return b"".join([*pieces, self.content[position:]])

    def _edit(self, start: int, end: int, new: bytes) -> None:
        self._edits[start, end] = new

    def _name(self, element: etree._Element) -> bytes:
        return self.start_tag(element)[1:-1].split()[0]


def open_splicer(content: bytes, *, name: str) -> Splicer:
    """The part `content`, a WordprocessingML part in UTF-8, ready to be changed.

    Raises:
        InputError: it is damaged, or written in another way than Word, LibreOffice and Google Docs do.
    """
    root = parse_part(content, name=name)
    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if root.nsmap.get("w") != W or encoding not in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
        raise _unusual(name)
    elements = list(root.iter(etree.Element))
    spans = _read_spans(content, name)
    if len(spans) != len(elements):
        raise _unusual(name)
    return Splicer(name, content, root, elements, {each: i for i, each in enumerate(elements)}, spans)


def _ascii(xml: str) -> bytes:
    """`xml` in bytes that mean the same in every encoding that is let in."""
    return xml.encode("ascii", "xmlcharrefreplace")


def _read_spans(content: bytes, name: str) -> list[Span]:
    """The span of every element in document order."""
    parser = expat.ParserCreate()
    opened: list[tuple[int, int, int]] = []
    spans: dict[int, Span] = {}
    count = 0

    def start(_: str, __: object) -> None:
        nonlocal count
        at = parser.CurrentByteIndex
        tag = _START_TAG.match(content, at)
        opened.append((count, at, tag.end() if tag else -1))
        count += 1

    def end(_: str) -> None:
        number, at, inner = opened.pop()
        position = parser.CurrentByteIndex
        if content[inner - 2 : inner] == b"/>":
            spans[number] = Span(at, inner, inner, inner)
        else:
            spans[number] = Span(at, inner, position, content.index(b">", position) + 1)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        raise _unusual(name) from fault
    if any(span.inner_start < 0 for span in spans.values()):
        raise _unusual(name)
    return [spans[number] for number in range(count)]


def _unusual(name: str) -> InputError:
    return InputError(
        f"{name} is written in a way that cannot be changed without touching the rest of it",
        where=name,
        hint="Open the paper in Word and save it again, then refresh that file.",
        rule="file-unusual",
    )
