"""Metafiles of Windows without descriptions and comments ([MS-EMF], 2.2.9 and 2.3.3; [MS-WMF], 2.3.6.1)."""

import struct

_COMMENT, _END_OF_FILE = 70, 14
# Comments that draw: EMF+, and pictures in several formats.
_EMF_PLUS, _PUBLIC, _SEVERAL_FORMATS = b"EMF+", b"GDIC", b"\x04\0\0\x40"
_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_ESCAPE, _ESCAPE_COMMENT = 0x0626, 15


def bare_emf(content: bytes) -> bytes:
    """An EMF file whose description is gone and whose comments are zeros, of the same length."""
    made = bytearray(content)
    if len(content) >= 68:
        count, start = struct.unpack_from("<II", content, 60)
        end = min(start + 2 * count, len(content))
        if count and start < end:
            made[start:end] = bytes(end - start)
        made[60:68] = bytes(8)
    at = 0
    while at + 12 <= len(content):
        kind, size = struct.unpack_from("<II", content, at)
        if size < 8 or kind == _END_OF_FILE:
            break
        if kind == _COMMENT and not _draws(content, at):
            end = min(at + size, len(content))
            made[at + 12 : end] = bytes(end - at - 12)
        at += size
    return bytes(made)


def _draws(content: bytes, at: int) -> bool:
    """Whether a comment holds what draws."""
    if at + 20 > len(content):
        return False
    identifier, public = content[at + 12 : at + 16], content[at + 16 : at + 20]
    return identifier == _EMF_PLUS or (identifier == _PUBLIC and public == _SEVERAL_FORMATS)


def bare_wmf(content: bytes) -> bytes:
    """A WMF file whose comments are zeros, of the same length."""
    made = bytearray(content)
    at = 40 if content.startswith(_PLACEABLE) else 18
    while at + 6 <= len(content):
        words, function = struct.unpack_from("<IH", content, at)
        if words < 3:
            break
        if function == _ESCAPE and at + 10 <= len(content):
            (escape,) = struct.unpack_from("<H", content, at + 6)
            end = min(at + 2 * words, len(content))
            if escape == _ESCAPE_COMMENT:
                made[at + 10 : end] = bytes(end - at - 10)
        at += 2 * words
    return bytes(made)
