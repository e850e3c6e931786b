"""Opens any file for the search, and every file inside it: PDFs, Office files, pages, pictures, mail, anything."""

import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress

from msgspec.structs import replace

from boardpaper.checks.leaks.readers.pdf import read_pdf
from boardpaper.checks.leaks.readers.pictures import is_picture, notes_in, picture_in
from boardpaper.checks.leaks.readers.pieces import WHOLE_FILE, Piece, Unread, Whole, Words
from boardpaper.checks.leaks.readers.raw import MOST_BYTES, base64_in, words_in
from boardpaper.checks.leaks.readers.xml import read_html, read_xml
from boardpaper.errors import InputError
from boardpaper.ooxml.package import Package

_DEEPEST = 6
_MOST_PARTS = 10_000
_MOST_UNPACKED = 512 * 2**20
_TELLING_SIZE = 200
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip
# Parts that say how a file looks or is put together; many files share them whole.
_LOOKS = re.compile(
    r"(?:^|/)(?:\[Content_Types\]\.xml|styles\.xml|stylesWithEffects\.xml|fontTable\.xml|numbering\.xml|"
    r"webSettings\.xml|theme/[^/]+|calcChain\.xml|(?:colors|style)\d*\.xml|printerSettings/[^/]+)$"
)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|div|p\b|h1)", re.IGNORECASE | re.DOTALL)
_ZIP = b"PK\3\4"
# What an archive holds that is a document of Office or OpenDocument.
_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype"})
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PROTECTED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
# Names given to files by programs and by habit; they tell nothing.
_HABIT = re.compile(
    r"(?:document|image|chart|sheet|slide|header|footer|footnotes|endnotes|comments\w*|settings|workbook|"
    r"sharedStrings|drawing|item|itemProps|core|app|custom|thumbnail|paper|report|agenda|minutes|meeting|kpi|"
    r"narrative|appendix|oleObject|Microsoft_\w+?|_rels|word|xl|media|embeddings|docProps|customXml|charts|drawings|"
    r"worksheets|people|glossary|table|vmlDrawing)[\W_]*\d*",
    re.IGNORECASE,
)


def read_file(name: str, content: bytes, read: Iterable[Piece] | None = None) -> Iterator[Piece]:
    """Every piece of a file, its name among them; `read` are those of its `content` where they are known."""
    parts = [part for part in re.split(r"[\\/]", name) if not _HABIT.fullmatch(part.partition(".")[0])]
    told = "\n".join(part.rpartition(".")[0] or part for part in parts)
    if told:
        yield Words("file name", re.sub(r"[_]+", " ", told), label=True)
    yield Whole(WHOLE_FILE, hashlib.sha256(content).hexdigest())
    yield from read_content(content) if read is None else read


def read_content(content: bytes) -> Iterator[Piece]:
    """Every piece of what a file holds, whatever its name."""
    return open_content("", content, 0)


def letterhead_of(content: bytes) -> frozenset[str]:
    """The places of the pictures in headers and footers of a Word file: a letterhead tells nothing of a paper."""
    if not content.startswith(_ZIP):
        return frozenset()
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        package = Package("", dict.fromkeys(archive.namelist()[:_MOST_PARTS]), archive.read)
        heads = [part for kind in ("header", "footer") for part in package.related(package.main, kind)]
        return frozenset(picture for part in heads for picture in package.related(part, "image"))
    except (*_BROKEN_ZIP, InputError):
        return frozenset()


def is_all_words(content: bytes) -> bool:
    """Whether a file is a PDF, an Office document or a text: what else there is may show words that no search reads."""
    if _is_pdf(content):
        return True
    if content.startswith(_ZIP):
        with suppress(*_BROKEN_ZIP):
            return not _DOCUMENT.isdisjoint(zipfile.ZipFile(io.BytesIO(content)).namelist())
        return False
    try:
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def _is_pdf(content: bytes) -> bool:
    """Whether a PDF begins here; it may begin late, behind the head of an archive or a picture, which the file then is
    as well."""
    return b"%PDF-" in content[:1024]


def open_content(place: str, content: bytes, depth: int) -> Iterator[Piece]:
    """The pieces of `content`, which lies at `place` of a file, `depth` files deep."""
    here = place or "text"
    if depth > _DEEPEST:
        yield Unread(here, f"lies more than {_DEEPEST} files deep")
        return
    is_pdf = _is_pdf(content)
    if is_pdf:
        for piece in read_pdf(place or "the file", content, depth, open_content):
            yield _within(place, piece)
    if content.startswith(_ZIP):
        yield from _read_zip(place, content, depth)
    elif is_picture(content):
        yield from picture_in(place or "picture", content)
        yield from _picture_words(here, content)
    elif content.startswith(_OLE):
        yield from _read_ole(here, content)
    elif not is_pdf:
        yield from _read_text(here, content, depth)


def _within(place: str, piece: Piece) -> Piece:
    """A piece of a file inside a file, its place told from the outer one."""
    if not place or piece.place.startswith(place):
        return piece
    return replace(piece, place=f"{place} › {piece.place}")


def _read_zip(place: str, content: bytes, depth: int) -> Iterator[Piece]:
    """What an archive holds, part by part, as far as it unpacks to no more than a file may."""
    here = place or "the file"
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN_ZIP as fault:
        yield Unread(here, f"is a damaged archive ({type(fault).__name__})")
        return
    if archive.comment:
        yield Words(f"{here}, comment", archive.comment.decode("utf-8", "replace"))
    unpacked = 0
    for info in archive.infolist()[:_MOST_PARTS]:
        unpacked += info.file_size
        if info.file_size > MOST_BYTES or unpacked > _MOST_UNPACKED:
            yield Unread(here, "unpacks to far more than it weighs")
            return
        try:
            part = archive.read(info)
        except _BROKEN_ZIP as fault:
            yield Unread(here, f"has a damaged part ({type(fault).__name__})")
            continue
        yield from _read_part(place, info.filename, part, depth)
    if len(archive.infolist()) > _MOST_PARTS:
        yield Unread(here, f"has more than {_MOST_PARTS} parts")


def _read_part(place: str, name: str, content: bytes, depth: int) -> Iterator[Piece]:
    """What a part of an archive holds, and what its name says."""
    here = f"{place} › {name}" if place else name
    stem = name.rpartition("/")[2].rpartition(".")[0]
    yield Words(
        f"{here}, its name",
        stem or name,
        label=True,
        dull=bool(_HABIT.fullmatch(stem.partition(".")[0]) or _LOOKS.search(name)),
    )
    if name.endswith((".xml", ".rels", ".vml")):
        yield from read_xml(here, content, dull=bool(_LOOKS.search(name)))
    elif not name.endswith((".odttf", ".ttf", ".otf")):
        if len(content) >= _TELLING_SIZE and not _LOOKS.search(name):
            yield Whole(here, hashlib.sha256(content).hexdigest())
        yield from open_content(here, content, depth + 1)


def _picture_words(place: str, content: bytes) -> Iterator[Piece]:
    """What a camera or a program wrote into a picture: only long runs, as pixels have short ones by chance."""
    content = notes_in(content)
    runs = re.findall(rb"[\x20-\x7e]{10,}", content)
    if runs:
        yield Words(f"{place}, notes", b"\n".join(runs).decode("ascii"))
    wide = re.findall(rb"(?:[\x20-\x7e]\x00){6,}", content)
    if wide:
        yield Words(f"{place}, notes", "\n".join(run.decode("utf-16-le") for run in wide))


def _read_ole(place: str, content: bytes) -> Iterator[Piece]:
    """The words of an old Office file, whose structure is not read."""
    if any(mark in content for mark in _PROTECTED):
        yield Unread(place, "is protected by a password")
        return
    for text in words_in(content):
        yield Words(place, text)


def _read_text(place: str, content: bytes, depth: int) -> Iterator[Piece]:
    """What a text file holds, whichever of several kinds it is, and what is packed inside its text."""
    if _HTML.match(content[:2000]):
        yield from read_html(place, content)
    elif content.lstrip()[:1] in (b"{", b"["):
        yield from _read_json(place, content)
    elif content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        yield from read_xml(place, content)
    else:
        for text in words_in(content):
            yield Words(place, text)
    for data in base64_in(content):
        if is_picture(data) or data.startswith((b"%PDF", _ZIP)):
            yield from open_content(f"{place}, in base64", data, depth + 1)


def _read_json(place: str, content: bytes) -> Iterator[Piece]:
    """The keys and values of a JSON file, each under its path."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        for text in words_in(content):
            yield Words(place, text)
        return
    stack: list[tuple[str, object]] = [("", value)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            stack += [(f"{path}.{key}" if path else str(key), each) for key, each in value.items()]
            yield Words(f"{place}, keys", "\n".join(map(str, value)), dull=True)
        elif isinstance(value, list):
            stack += [(f"{path}[{at}]", each) for at, each in enumerate(value)]
        elif value is not None and not isinstance(value, bool):
            yield Words(path or place, str(value))
