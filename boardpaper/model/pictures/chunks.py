"""GIF and WebP files without comments, and without what cameras and programs put beside the picture."""

import struct
from collections.abc import Iterator

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_COMMENT, _APPLICATION = 0xFE, 0xFF
# How often an animation is shown.
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_WEBP_TELLING = frozenset({b"EXIF", b"XMP ", b"ICCP"})
# The flags of a WebP file that say that it holds a profile, EXIF and XMP.
_WEBP_FLAGS = 0x20 | 0x08 | 0x04


def bare_gif(content: bytes) -> bytes:
    """A GIF's header, images and what says how they are shown; nothing where its blocks cannot be told apart."""
    at = 13 + _table(content[10] if len(content) > 10 else 0)
    kept = [content[:at]]
    while at < len(content):
        kind = content[at]
        if kind == _TRAILER:
            return b"".join([*kept, content[at : at + 1]])
        if kind == _EXTENSION:
            label, end = content[at + 1 : at + 2], _after(content, at + 2)
            said = content[at + 3 : at + 14]
            if label != bytes((_COMMENT,)) and (label != bytes((_APPLICATION,)) or said in _LOOPS):
                kept.append(content[at:end])
        elif kind == _IMAGE and at + 10 <= len(content):
            end = _after(content, at + 11 + _table(content[at + 9]))
            kept.append(content[at:end])
        else:
            return b""
        at = end
    return b""


def _table(packed: int) -> int:
    """How many bytes the table of colours takes that these flags tell of."""
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _after(content: bytes, at: int) -> int:
    """Where a chain of blocks ends."""
    while at < len(content) and content[at]:
        at += content[at] + 1
    return at + 1


def bare_webp(content: bytes) -> bytes:
    """A WebP's chunks that draw."""
    body = b"WEBP" + b"".join(_webp_chunks(content))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(content):
        kind, length = struct.unpack_from("<4sI", content, at)
        end = at + 8 + length + length % 2
        chunk = content[at:end]
        if kind == b"VP8X" and len(chunk) > 8:
            chunk = chunk[:8] + bytes((chunk[8] & ~_WEBP_FLAGS,)) + chunk[9:]
        if kind not in _WEBP_TELLING:
            yield chunk
        at = end
