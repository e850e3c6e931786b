"""A picture's file without what it says beside its pixels: comments, cameras, places, previews, programs' own data."""

import re
from collections.abc import Iterator

_JPEG, _PNG, _JP2 = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x0cjP  \r\n\x87\n"
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_END, _SCAN, _JFIF, _ADOBE = 0xD9, 0xDA, 0xE0, 0xEE
# What draws the picture (ITU-T T.81, B.1.1.3): frames and tables, scans, numbers of lines, intervals of restart.
_DRAWING = frozenset({*range(0xC0, 0xC8), *range(0xC9, 0xD0), _SCAN, 0xDB, 0xDC, 0xDD})
# How much the standards put into JFIF's header before its preview's size, and into Adobe's, the colour transform.
_JFIF_LENGTH, _ADOBE_LENGTH = 12, 12
# What a decoder needs of a PNG, and the chunks that say how its colours are meant (ISO 15948, 4.7).
_PNG_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
)
# Boxes of JPEG 2000 that hold other than the picture (ISO 15444-1, I.7).
_JP2_TELLING = frozenset({b"xml ", b"uuid", b"uinf", b"jp2i", b"free", b"skip"})


def without_payloads(content: bytes) -> bytes:
    """A JPEG, PNG or JPEG 2000 file as far as it draws; anything else, and what cannot be told apart, as it is."""
    if content.startswith(_JPEG):
        return bare_jpeg(content) or content
    if content.startswith(_PNG):
        return b"".join([_PNG, *_png_chunks(content)])
    return b"".join(_jp2_boxes(content)) if content.startswith(_JP2) else content


def bare_jpeg(content: bytes) -> bytes:
    """The segments that draw the picture, up to its end; nothing where they cannot be told apart."""
    kept = [content[:2]]
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            break
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SCAN:
            found = _NEXT_MARKER.search(content, end)
            end = found.start() if found else len(content)
        kept.append(_segment(marker, content[at:end]))
        at = end
    whole = content[at : at + 2] == bytes([0xFF, _END])
    return b"".join([*kept, bytes([0xFF, _END])]) if whole else b""


def _segment(marker: int, segment: bytes) -> bytes:
    """A segment as far as it draws; of the two headers that decoders read, what the standards put there."""
    if marker in _DRAWING:
        return segment
    if marker == _JFIF and segment[4:9] == b"JFIF\0" and len(segment) >= 4 + _JFIF_LENGTH:
        return _header(marker, segment[4 : 4 + _JFIF_LENGTH] + b"\0\0")
    if marker == _ADOBE and segment[4:9] == b"Adobe" and len(segment) >= 4 + _ADOBE_LENGTH:
        return _header(marker, segment[4 : 4 + _ADOBE_LENGTH])
    return b""


def _header(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        kind = content[at + 4 : at + 8]
        if kind in _PNG_CHUNKS:
            yield content[at:end]
        if kind == b"IEND":
            return
        at = end


def _jp2_boxes(content: bytes) -> Iterator[bytes]:
    at = 0
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16], "big")
        end = at + length if length >= 8 else len(content)
        if content[at + 4 : at + 8] not in _JP2_TELLING:
            yield content[at:end]
        at = end
