"""Office files as zip packages: opened without trust, written without a clock."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from msgspec import Struct

from boardpaper.errors import InputError
from boardpaper.ooxml.names import Element

MAX_PART = 256 * 2**20
MAX_TOTAL = 512 * 2**20
MAX_PARTS = 10_000
MAX_RATIO = 250
RATIO_FROM = 4 * 2**20

_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_START = 512
_FORBIDDEN = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
# What zipfile raises on an archive that is cut, garbled, encrypted or compressed in a way it does not know.
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
    OverflowError,
)  # fmt: skip
# Parts that are never parsed as XML and may rightly begin as it does, or hold its words.
_NOT_XML = (
    ".bin", ".emf", ".gif", ".htm", ".html", ".jpeg", ".jpg", ".mht", ".odttf", ".png", ".svg", ".tif", ".tiff",
    ".wmf",
)  # fmt: skip
_CHUNK = 2**20
# A date that every zip reader accepts; the outputs must not tell when they were made.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Package(Struct, frozen=True):
    """The parts of an Office file by name, without a leading slash."""

    name: str
    parts: Mapping[str, bytes]


def read_package(path: Path, *, name: str = "") -> Package:
    """Every part of the Office file at `path`; `name` is what errors call it.

    Raises:
        InputError: not an Office file, protected, macro-enabled, holding an entity, or unpacking to far more than
            it weighs.
    """
    name = name or path.name
    with _open(path, name) as archive:
        try:
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
        except _BROKEN_ZIP as fault:
            raise _not_office(name) from fault
    return Package(name, parts)


def check_package(path: Path, *, name: str = "") -> None:
    """Refuses what `read_package` refuses, in bounded memory, for a reader that opens the file itself.

    Raises:
        InputError: as `read_package`.
    """
    _open(path, name or path.name).close()


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """A zip of `parts` whose bytes depend on nothing but them: content types first, then by name."""
    names = sorted(parts, key=lambda part: (part != "[Content_Types].xml", not part.startswith("_rels/"), part))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in names:
            info = zipfile.ZipInfo(part, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 0
            archive.writestr(info, parts[part], compresslevel=6)
    return buffer.getvalue()


def parse_part(content: bytes, *, name: str) -> Element:
    """The root element of an XML part; no entity, DTD or network address is ever followed.

    Raises:
        InputError: it is not well-formed XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=False, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise InputError(
            f"{name} is damaged: {fault.msg}",
            where=name,
            hint="Open it in Word or Excel, which may repair it, and save it again.",
            rule="file-damaged",
        ) from fault
    if root.getroottree().docinfo.doctype:
        # An encoding that `read_package` cannot read through may hide one.
        raise _has_entity(name, name)
    return root


def _open(path: Path, name: str) -> zipfile.ZipFile:
    start = _read_start(path, name)
    if start.startswith(_OLE_MAGIC):
        raise InputError(
            f"{name} is protected by a password, or is in the format that Office used before 2007",
            where=name,
            hint="Open it in Office, remove the password, and save it as .docx or .xlsx.",
            rule="file-protected-or-old",
        )
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN_ZIP as fault:
        raise _not_office(name, start) from fault
    try:
        _check_archive(archive, name)
    except BaseException:
        archive.close()
        raise
    return archive


def _read_start(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_START)
    except FileNotFoundError as fault:
        message, hint, rule = f"{name} does not exist", "Check the name and the folder.", "file-missing"
        raise InputError(message, where=name, hint=hint, rule=rule) from fault
    except (OSError, ValueError) as fault:
        reason = "is a folder" if path.is_dir() else f"cannot be opened: {getattr(fault, 'strerror', fault)}"
        hint, rule = "Name a file that you can open.", "file-unreadable"
        raise InputError(f"{name} {reason}", where=name, hint=hint, rule=rule) from fault


def _check_archive(archive: zipfile.ZipFile, name: str) -> None:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    # Readers differ in which of two parts of one name they take, so that a check could see one and Word the other.
    if "[Content_Types].xml" not in names or len(set(names)) < len(names):
        raise _not_office(name)
    _check_sizes(infos, name)
    try:
        _check_macros(archive, names, name)
        for info in infos:
            _check_entities(archive, info, name)
    except _BROKEN_ZIP as fault:
        raise _not_office(name) from fault


def _check_macros(archive: zipfile.ZipFile, names: list[str], name: str) -> None:
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(part.lower().endswith("vbaproject.bin") for part in names):
        raise InputError(
            f"{name} holds macros, which boardpaper never runs",
            where=name,
            hint="Save a copy without macros (.docx or .xlsx) and use that.",
            rule="file-has-macros",
        )


def _check_entities(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    if not info.filename.lower().endswith(_NOT_XML) and _holds_entity(archive, info):
        raise _has_entity(name, info.filename)


def _has_entity(name: str, part: str) -> InputError:
    return InputError(
        f"{name} declares a document type or an entity in {part}, which no Office file needs",
        where=name,
        hint="Do not use this file; ask its sender for one saved by Word or Excel.",
        rule="file-has-entity",
    )


def _check_sizes(infos: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(info.file_size for info in infos)
    stuffed = any(
        info.file_size > MAX_PART
        or (info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1))
        for info in infos
    )
    if stuffed or total > MAX_TOTAL or len(infos) > MAX_PARTS:
        raise InputError(
            f"{name} unpacks to {total / 2**20:,.0f} MB in {len(infos):,} parts, which no board paper or workbook does",
            where=name,
            hint="Do not use this file. If it is genuine, split the workbook or remove embedded objects.",
            rule="file-oversized",
        )


def _holds_entity(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    tail = b""
    for chunk in _chunks(archive, info):
        window = tail + chunk
        if any(word in window for word in _FORBIDDEN):
            return True
        tail = window[-32:]
    return False


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _not_office(name: str, start: bytes = b"") -> InputError:
    return InputError(
        f"{name} {_seen_as(start)}",
        where=name,
        hint="Open it in Office and save it as .docx or .xlsx.",
        rule="file-not-office",
    )


def _seen_as(start: bytes) -> str:
    """What a file that is no Office file looks like from its first bytes."""
    text = start.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return "is a web page or an XML file, whatever its name says"
    if text and all(byte >= 32 or byte in b"\t\n\r" for byte in start):
        return "is plain text, such as a CSV file, whatever its name says"
    return "is not a Word or Excel file, whatever its name says, or it is cut short"
