"""A picture's file without what it says beside its pixels: comments, cameras, places, previews, programs' own data."""

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from boardpaper.model.pictures.chunks import bare_gif, bare_webp
from boardpaper.model.pictures.metafiles import bare_emf, bare_wmf
from boardpaper.model.pictures.profiles import bare_profile
from boardpaper.model.pictures.tiff import bare_tiff

_JPEG, _PNG, _JP2 = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x0cjP  \r\n\x87\n"
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# Before a marker more of its first byte may stand.
_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
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
_MOST_PROFILE = 2**22


def without_payloads(content: bytes) -> bytes:
    """A picture's file as far as it draws; one of a kind that is not known, or that cannot be read, as it is."""
    return bare_picture(content) or content


def bare_picture(content: bytes) -> bytes | None:
    """A picture's file as far as it draws; None for a kind that is not known, and for what draws nothing."""
    for first, bare in _KINDS:
        if first.match(content):
            return bare(content) or None
    return None


def _bare_png(content: bytes) -> bytes:
    return b"".join([_PNG, *_png_chunks(content)])


def _bare_jp2(content: bytes) -> bytes:
    return b"".join(_jp2_boxes(content))


def bare_jpeg(content: bytes) -> bytes:
    """The segments that draw the picture, up to its end; nothing where they cannot be told apart."""
    segments = list(_segments(content))
    whole = all(segment.follows for segment in segments) and _END in [segment.marker for segment in segments]
    return _drawn_by(content, segments) if whole else b""


def _mended_jpeg(content: bytes) -> bytes:
    """The same also of a damaged one, as decoders read it: without what is between segments, and with an end."""
    segments = list(_segments(content))
    return _drawn_by(content, segments) if _SCAN in [segment.marker for segment in segments] else b""


class _Segment(NamedTuple):
    """A segment of a JPEG as it stands there, and whether it `follows` the one before at once."""

    marker: int
    content: bytes
    follows: bool


def _segments(content: bytes) -> Iterator[_Segment]:
    """The segments up to the end of the picture, a scan with all that it draws."""
    at = 2
    while found := _MARKER.search(content, at):
        begin, marker = found.end() - 2, content[found.end() - 1]
        end = found.end() + int.from_bytes(content[found.end() : found.end() + 2], "big")
        if marker == _END:
            end = found.end()
        elif marker == _SCAN:
            following = _NEXT_MARKER.search(content, end)
            end = following.start() if following else len(content)
        yield _Segment(marker, content[begin:end], found.start() == at)
        if marker == _END:
            return
        at = end


def _drawn_by(content: bytes, segments: Sequence[_Segment]) -> bytes:
    drawing = (_segment(each.marker, each.content) for each in segments)
    return b"".join([content[:2], *drawing, bytes([0xFF, _END])])


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
        if kind == b"iCCP":
            yield _png_profile(content[at + 8 : end - 4])
        elif kind in _PNG_CHUNKS:
            yield content[at:end]
        if kind == b"IEND":
            return
        at = end


def _png_profile(chunk: bytes) -> bytes:
    """The chunk of a colour profile, under no name of its own; nothing where it cannot be unpacked."""
    packed = chunk.partition(b"\0")[2][1:]
    try:
        unpacking = zlib.decompressobj()
        profile = unpacking.decompress(packed, _MOST_PROFILE)
    except zlib.error:
        return b""
    if not unpacking.eof:
        return b""
    data = b"iCCP" + b"Profile\0\0" + zlib.compress(bare_profile(profile))
    return (len(data) - 4).to_bytes(4, "big") + data + zlib.crc32(data).to_bytes(4, "big")


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


_KINDS = (
    (re.compile(re.escape(_JPEG)), _mended_jpeg),
    (re.compile(re.escape(_PNG)), _bare_png),
    (re.compile(re.escape(_JP2)), _bare_jp2),
    (re.compile(rb"\xff\x4f\xff\x51"), bytes),
    (re.compile(rb"GIF8[79]a"), bare_gif),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), bare_webp),
    (re.compile(rb"II\*\0|MM\0\*"), bare_tiff),
    (re.compile(rb"\x01\0\0\0.{36} EMF", re.DOTALL), bare_emf),
    (re.compile(rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0\0[\x01\x03]"), bare_wmf),
)
