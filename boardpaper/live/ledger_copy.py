"""A second copy of the ledger among a Word file's custom properties (ECMA-376 part 1, 15.2.12.2 and 22.3).

LibreOffice saves custom XML parts without the relationships to their properties, and so does not find them again the
next time: after two sessions a paper has lost its ledger. Custom properties it keeps. Word for the desktop cuts one off
after 255 characters, so the copy is cut into pieces of that length. The first property tells people what they are.
"""

import base64
import binascii
import bz2
import re

from boardpaper.ooxml.names import OFFICE
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.relationships import Relationships, add_content_types, free_part_name
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
_MOST = 2**26
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES = f"{OFFICE}/custom-properties"
_VALUES = f"{OFFICE}/docPropsVTypes"
# The property set of what users add themselves.
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OWN = re.compile(rb'<property [^>]*?name="boardpaper(?:\.[a-z]{3})?"[^>]*>.*?</property>', re.DOTALL)
_NUMBER = re.compile(rb'\bpid="(\d{1,9})"')


def read_copy(package: Package) -> bytes | None:
    """The copy's XML, or None where there is none that is whole.

    Raises:
        InputError: the custom properties are damaged.
    """
    name = _part(package)
    root = package.root(name) if b"boardpaper." in (package.content(name) or b"") else None
    if root is None:
        return None
    pieces: dict[str, str] = {}
    for element in root.iter(f"{{{_PROPERTIES}}}property"):
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


def with_copy(package: Package, xml: bytes) -> Package:
    """`package` with `xml` as the copy; custom properties of others stay, byte for byte."""
    result = package.copy()
    name = _part(result) or _add(result)
    properties, values = result.named(_PROPERTIES, name), result.named(_VALUES, name)
    kept = _OWN.sub(b"", result.content(name) or b"")
    free = max((int(number) for number in _NUMBER.findall(kept)), default=1) + 1
    text = base64.b64encode(bz2.compress(xml).removeprefix(_HEAD)).decode()
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    named = [("boardpaper", _NOTICE), *((_name(number), piece) for number, piece in enumerate(pieces))]
    written = "".join(
        f'<property xmlns="{properties}" fmtid="{_SET}" pid="{number}" name="{own}">'
        f'<vt:lpwstr xmlns:vt="{values}">{piece}</vt:lpwstr></property>'
        for number, (own, piece) in enumerate(named, free)
    )
    head, end, tail = kept.rpartition(b"</")
    result.put(name, head + written.encode() + end + tail if end else kept)
    return result


def _name(number: int) -> str:
    """`boardpaper.aaa`, `boardpaper.aab` and so on."""
    letters = ""
    for _ in range(_LETTERS):
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return f"boardpaper.{letters}"


def _part(package: Package) -> str:
    """The name of the part that holds the package's custom properties; "" where it has none."""
    return next(iter(package.related("", "custom-properties")), "")


def _add(package: Package) -> str:
    """Adds an empty part for custom properties, under a name that is free, and returns the name."""
    name = "docProps/custom.xml"
    if name in package:
        name = free_part_name(package, "docProps/custom{}.xml")
    properties, values = package.named(_PROPERTIES), package.named(_VALUES)
    package.put(name, XML_HEAD + f'<Properties xmlns="{properties}" xmlns:vt="{values}"></Properties>'.encode())
    add_content_types(package, {name: _TYPE})
    own = Relationships(package, "")
    own.add_part("custom-properties", name)
    own.write()
    return name
