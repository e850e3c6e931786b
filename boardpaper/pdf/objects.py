"""PDF objects in their written form, from ReportLab's file into one of our own (ISO 32000-1, 7.3 and 7.5)."""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct, field

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_DELIMITERS = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r", "\n": r"\n"})
_LAST_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = 20
_CATALOGUE = re.compile(rb"/Info (\d+) 0 R\s+/Root (\d+) 0 R")
_PAGES = re.compile(rb"/Pages (\d+) 0 R")
_KIDS = re.compile(rb"/Kids \[([^\]]*)\]")
_BEGIN = re.compile(rb"\d+ 0 obj\s+(?:%[^\n]*\n)*<<")
_END = re.compile(rb">>\s*endobj\s*\Z")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)(?! \d)")
_ROW = struct.Struct(">BIH")
# As small as the usual level makes them, within a hundredth, in two thirds of the time.
_LEVEL = 5
# Objects are packed together in streams of this many, which a reader unpacks only when it needs one of them.
_PACKED = 200


class Stream(NamedTuple):
    """A stream: the entries of its dictionary but for its length, and its bytes as they are packed."""

    entries: bytes
    content: bytes


class Objects(Struct, eq=False):
    """The objects of a file by number; `pages` are the page objects in order, `tree` is the root above them."""

    plain: dict[int, bytes] = field(default_factory=dict)
    streams: dict[int, Stream] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    tree: int = 0
    following: int = 1

    def reserve(self) -> int:
        """A number for an object that others refer to before it is written."""
        self.following += 1
        return self.following - 1

    def put(self, number: int, body: str) -> None:
        """The object under a reserved number."""
        self.plain[number] = body.encode("ascii")

    def add(self, body: str) -> int:
        """A new object; its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, entries: str, content: bytes) -> int:
        """A new stream with these entries in its dictionary; its number."""
        number = self.reserve()
        self.streams[number] = Stream(entries.encode("ascii"), content)
        return number

    def extend(self, number: int, entries: str) -> None:
        """Puts further entries into a dictionary."""
        self.plain[number] = b"<<" + entries.encode("ascii") + self.plain[number].removeprefix(b"<<")


def read_objects(content: bytes) -> Objects:
    """The objects of a file as ReportLab writes it, without its catalogue and information dictionary.

    Raises:
        ValueError: the file is not built as ReportLab builds one.
    """
    last = _LAST_TABLE.search(content)
    table = None if last is None else _TABLE.match(content, int(last[1]))
    root = None if table is None else _CATALOGUE.search(content, table.end())
    if table is None or root is None:
        raise ValueError("the PDF has no cross-reference table at its end")
    objects = Objects(following=int(table[1]))
    starts = {number: int(content[table.end() + _ENTRY * number :][:10]) for number in range(1, objects.following)}
    ends = dict(zip(sorted(starts.values()), [*sorted(starts.values())[1:], table.start()], strict=True))
    for number, start in starts.items():
        _read_object(objects, number, content[start : ends[start]])
    del objects.plain[int(root[1])]
    tree = _PAGES.search(objects.plain.pop(int(root[2])))
    kids = None if tree is None else _KIDS.search(objects.plain[int(tree[1])])
    if tree is None or kids is None:
        raise ValueError("the PDF has no pages")
    objects.tree = int(tree[1])
    objects.pages = [int(kid) for kid in kids[1].split()[::3]]
    return objects


def _read_object(objects: Objects, number: int, written: bytes) -> None:
    """Takes one object, as this program writes them, into `objects`; a stream without the word for its length."""
    begin = _BEGIN.match(written)
    if begin is None:
        raise ValueError(f"object {number} of the PDF is no dictionary")
    end = _END.search(written)
    stream = None if end is not None else _STREAM.search(written, begin.end())
    if end is not None:
        objects.plain[number] = b"<<" + written[begin.end() : end.start()].strip() + b">>"
    elif stream is not None:
        entries = written[begin.end() : stream.start()]
        length = _LENGTH.search(entries)
        if length is None:
            raise ValueError(f"stream {number} of the PDF does not say how long it is")
        kept = entries[: length.start()] + entries[length.end() :]
        objects.streams[number] = Stream(kept.strip(), written[stream.end() : stream.end() + int(length[1])])


def write_file(objects: Objects, root: int, information: int) -> bytes:
    """A whole PDF 1.7 file; `root` is its catalogue, `information` its information dictionary."""
    parts = [_HEADER]
    at = len(_HEADER)
    packed = list(_packed(objects))
    places: dict[int, tuple[int, int, int]] = {}
    for number, stream, inner in [*((number, stream, ()) for number, stream in objects.streams.items()), *packed]:
        places[number] = (1, at, 0)
        places.update({held: (2, number, index) for index, held in enumerate(inner)})
        parts.append(_stream(number, stream))
        at += len(parts[-1])
    table = objects.reserve()
    places[table] = (1, at, 0)
    rows = [(0, 0, 65535)] + [places.get(number, (0, 0, 65535)) for number in range(1, table + 1)]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    identifier = digest.hexdigest()[:32].upper()
    entries = f"/Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R/Info {information} 0 R/Filter/FlateDecode"
    entries += f"/ID[<{identifier}><{identifier}>]"
    content = zlib.compress(b"".join([_ROW.pack(*row) for row in rows]), _LEVEL)
    parts.append(_stream(table, Stream(entries.encode("ascii"), content)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
    return b"".join(parts)


def _stream(number: int, stream: Stream) -> bytes:
    """A stream object as written in the file."""
    head = b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, stream.entries, len(stream.content))
    return b"%b%b\nendstream\nendobj\n" % (head, stream.content)


def _packed(objects: Objects) -> Iterator[tuple[int, Stream, tuple[int, ...]]]:
    """All objects but streams, in object streams (7.5.7): the stream's number, the stream, and what it holds."""
    numbers = sorted(objects.plain)
    for first in range(0, len(numbers), _PACKED):
        held = tuple(numbers[first : first + _PACKED])
        bodies = [objects.plain[number] for number in held]
        # Each body begins behind the ones before it and their line ends.
        places = accumulate([len(body) + 1 for body in bodies[:-1]], initial=0)
        index = b"%b\n" % b" ".join([b"%d %d" % pair for pair in zip(held, places, strict=True)])
        entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(held), len(index))
        yield objects.reserve(), Stream(entries, zlib.compress(index + b"\n".join(bodies), _LEVEL)), held


def string(text: str) -> str:
    """A text string (7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_DELIMITERS)})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def array(items: Iterable[str]) -> str:
    """An array of written items."""
    return f"[{' '.join(items)}]"


def decimal(value: float) -> str:
    """A number, to a hundredth of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def reference(to: int) -> str:
    """A reference to the object numbered `to`."""
    return f"{to} 0 R"
