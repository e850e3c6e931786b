"""A second copy of the ledger among a Word file's custom properties (ECMA-376 part 1, 15.2.12.2 and 22.3).

LibreOffice saves custom XML parts without the relationships to their properties, and so does not find them again the
next time: after two sessions a paper has lost its ledger. Custom properties it keeps. Word for the desktop cuts one off
after 255 characters, so the copy is cut into pieces of that length. The first property tells people what they are.
"""

import base64
import binascii
import bz2
import re
from collections.abc import Mapping

from boardpaper.ooxml.package import parse_part
from boardpaper.ooxml.relationships import Relationships, add_content_types, related_parts
from boardpaper.ooxml.wordml import XML_HEAD

# Pieces are told apart by letters, in order: a name with a number looks like a reference to whoever searches a file.
_LETTERS = 3
_PIECE = 255
_NOTICE = (
    "The properties boardpaper.aaa, boardpaper.aab and so on say where the figures of this paper came from. Please "
    "leave them: without them the paper may be impossible to refresh. They are not in the published PDF."
)
# How every such stream begins: left out, since words that two papers share are no secret of one of them.
_HEAD = b"BZh91AY&SY"
_MOST = 64 * 2**20
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# The property set of what users add themselves.
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OWN = re.compile(rb'<property [^>]*?name="boardpaper(?:\.[a-z]{3})?"[^>]*>.*?</property>', re.DOTALL)
_NUMBER = re.compile(rb'\bpid="(\d{1,9})"')


def read_copy(parts: Mapping[str, bytes]) -> bytes | None:
    """The copy's XML, or None where there is none that is whole.

    Raises:
        InputError: the custom properties are damaged.
    """
    name = _part(parts)
    if not name or b"boardpaper." not in parts.get(name, b""):
        return None
    pieces: dict[str, str] = {}
    for element in parse_part(parts[name], name=name).iter(f"{{{_PROPERTIES}}}property"):
        name_of_piece = element.get("name", "")
        if name_of_piece.startswith("boardpaper."):
            pieces[name_of_piece] = "".join(element.itertext()).strip()
    if sorted(pieces) != [_name(number) for number in range(len(pieces))]:
        return None
    try:
        packed = base64.b64decode("".join(pieces[each] for each in sorted(pieces)), validate=True)
        unpacker = bz2.BZ2Decompressor()
        xml = unpacker.decompress(_HEAD + packed, _MOST)
    except (binascii.Error, OSError):
        return None
    return xml if unpacker.eof else None


def with_copy(parts: Mapping[str, bytes], xml: bytes) -> dict[str, bytes]:
    """`parts` with `xml` as the copy; custom properties of others stay, byte for byte."""
    result = dict(parts)
    name = _part(result) or _add(result)
    kept = _OWN.sub(b"", result[name])
    free = max((int(number) for number in _NUMBER.findall(kept)), default=1) + 1
    text = base64.b64encode(bz2.compress(xml).removeprefix(_HEAD)).decode()
    pieces = [_NOTICE, *(text[start : start + _PIECE] for start in range(0, len(text), _PIECE))]
    names = ["boardpaper", *map(_name, range(len(pieces) - 1))]
    written = "".join(
        f'<property xmlns="{_PROPERTIES}" fmtid="{_SET}" pid="{free + number}" name="{name}">'
        f'<vt:lpwstr xmlns:vt="{_VALUES}">{piece}</vt:lpwstr></property>'
        for number, (name, piece) in enumerate(zip(names, pieces, strict=True))
    )
    head, end, tail = kept.rpartition(b"</")
    result[name] = head + written.encode() + end + tail if end else kept
    return result


def _name(number: int) -> str:
    """`boardpaper.aaa`, `boardpaper.aab` and so on."""
    letters = ""
    for _ in range(_LETTERS):
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return f"boardpaper.{letters}"


def _part(parts: Mapping[str, bytes]) -> str:
    return next((name for name in related_parts(parts, "", "custom-properties") if name in parts), "")


def _add(parts: dict[str, bytes]) -> str:
    name = "docProps/custom.xml"
    parts[name] = XML_HEAD + f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}"></Properties>'.encode()
    add_content_types(parts, {name: _TYPE})
    package = Relationships(parts, "")
    package.add_part("custom-properties", name)
    package.write(parts)
    return name
