"""Office files as zip archives, opened without trust: what is no sound Office file is refused before a part is read."""

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from boardpaper.errors import InputError
from boardpaper.model.asked import open_file
from boardpaper.ooxml.content_types import read_content_types
from boardpaper.ooxml.parsing import FORBIDDEN, entity_error, parse_part
from boardpaper.ooxml.part_names import CONTENT_TYPES, part_key
from boardpaper.rules import files

MAX_PART = 256 * 2**20
MAX_TOTAL = 512 * 2**20
MAX_PARTS = 10_000
MAX_RATIO = 250
RATIO_FROM = 4 * 2**20

_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP_MAGIC = b"PK\3\4"
_START = 512
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
_MACROS = re.compile("macroEnabled|vbaProject", re.IGNORECASE)


def read_parts(path: Path, *, name: str = "") -> dict[str, bytes]:
    """Every part of the Office file at `path` by its name as the archive spells it; `name` is what errors call it.

    Raises:
        InputError: not an Office file, protected, macro-enabled, holding an entity or two parts of one name, or
            unpacking to far more than it weighs.
    """
    name = name or path.name
    with _open(path, name) as archive:
        try:
            return {info.filename: archive.read(info) for info in _files(archive)}
        except _BROKEN_ZIP as fault:
            raise _cut_short(name) from fault


def check_package(path: Path, *, name: str = "") -> None:
    """Refuses what `read_parts` refuses, in bounded memory, for a reader that opens the file itself.

    Raises:
        InputError: as `read_parts`.
    """
    _open(path, name or path.name).close()


def _open(path: Path, name: str) -> zipfile.ZipFile:
    """The archive, once it is known to be an Office file that is no danger; the caller closes it."""
    start = _read_start(path, name)
    if start.startswith(_OLE_MAGIC):
        raise InputError(files.FILE_PROTECTED_OR_OLD.at(name, name=name))
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
    """The first bytes of a file that can be read."""
    try:
        with open_file(path) as stream:
            return stream.read(_START)
    except FileNotFoundError as fault:
        raise InputError(files.FILE_MISSING.at(name, name=name)) from fault
    except (OSError, ValueError) as fault:
        if os.path.isdir(path):
            raise InputError(files.FILE_IS_FOLDER.at(name, name=name)) from fault
        why = getattr(fault, "strerror", fault)
        raise InputError(files.FILE_UNREADABLE.at(name, name=name, fault=why)) from fault


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [info for info in archive.infolist() if not info.filename.endswith("/")]


def _check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Stops at an archive that is no package, could be read in two ways, is too large, or holds entities or macros."""
    infos = _files(archive)
    keys = _check_names([info.filename for info in infos], name)
    _check_sizes(archive.infolist(), name)
    try:
        for info in infos:
            _check_entities(archive, info, name)
        _check_macros(archive.read(keys[part_key(CONTENT_TYPES)]), keys, name)
    except _BROKEN_ZIP as fault:
        raise _cut_short(name) from fault


def _check_names(parts: Iterable[str], name: str) -> dict[str, str]:
    """The parts by their keys; stops where one has no name, two have one, or the list of their types is missing."""
    keys: dict[str, str] = {}
    for part in parts:
        key = part_key(part)
        if not key:
            raise InputError(files.PART_WITHOUT_NAME.at(name, name=name))
        # Readers differ in which of two parts of one name they take, so that a check could see one and Word the other.
        if key in keys:
            raise InputError(files.PARTS_ALIKE.at(name, name=name, first=keys[key], second=part))
        keys[key] = part
    if part_key(CONTENT_TYPES) not in keys:
        raise InputError(files.PART_LIST_MISSING.at(name, name=name, part=CONTENT_TYPES))
    return keys


def _check_macros(content: bytes, parts: Collection[str], name: str) -> None:
    """Refuses a file with a part that is a macro or may hold some; a type that no part has means nothing."""
    types = read_content_types(parse_part(content, name=f"{name} › {CONTENT_TYPES}"))
    if any(part.endswith("vbaproject.bin") or _MACROS.search(types.of(part)) for part in parts):
        raise InputError(files.FILE_HAS_MACROS.at(name, name=name))


def _check_entities(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    """Stops at a part that declares entities, which could grow without limit or read other files."""
    if not info.filename.lower().endswith(_NOT_XML) and _holds_entity(archive, info):
        raise entity_error(name, info.filename)


def _check_sizes(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Stops at an archive that unpacks to more than any paper does."""
    total = sum(info.file_size for info in infos)
    stuffed = any(
        info.file_size > MAX_PART
        or (info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1))
        for info in infos
    )
    if stuffed or total > MAX_TOTAL or len(infos) > MAX_PARTS:
        raise InputError(files.FILE_OVERSIZED.at(name, name=name, megabytes=total / 2**20, parts=len(infos)))


def _holds_entity(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a part declares entities, also where the word stands across two chunks."""
    tail = b""
    for chunk in _chunks(archive, info):
        window = tail + chunk
        if any(word in window for word in FORBIDDEN):
            return True
        tail = window[-32:]
    return False


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _cut_short(name: str) -> InputError:
    """That a file begins as an Office file does, and is not whole."""
    program, ending = ("Excel", ".xlsx") if name.lower().endswith((".xlsx", ".xlsm", ".xls")) else ("Word", ".docx")
    return InputError(files.FILE_CUT_SHORT.at(name, name=name, program=program, ending=ending))


def _not_office(name: str, start: bytes) -> InputError:
    """What a file that is no Office file looks like from its first bytes."""
    if not start:
        return InputError(files.FILE_EMPTY.at(name, name=name))
    if start.startswith(_ZIP_MAGIC):
        return _cut_short(name)
    if start.startswith(b"%PDF-"):
        return InputError(files.FILE_IS_PDF.at(name, name=name))
    text = start.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return InputError(files.FILE_IS_MARKUP.at(name, name=name))
    if text and all(byte >= 32 or byte in b"\t\n\r" for byte in start):
        return InputError(files.FILE_IS_TEXT.at(name, name=name))
    return InputError(files.FILE_NOT_OFFICE.at(name, name=name))
