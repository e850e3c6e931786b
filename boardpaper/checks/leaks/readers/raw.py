"""Words in bytes of which nothing is known: as ASCII, UTF-8, UTF-16, PDF strings, hexadecimal and base64."""

import base64
import html
import re
import zlib
from collections.abc import Iterator

from boardpaper.checks.leaks.readers.pdf_contents import literal

MOST_BYTES = 64 * 2**20
"""What a file, or a part of one, may unpack to."""
TOO_LARGE = f"unpacks to more than {MOST_BYTES // 2**20} MB"
"""Why one is not read that unpacks to more."""
_UTF16 = (
    ("utf-16-be", re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]|[\x01-\x05\x1e\x20\x21][\x00-\xff]){4,}")),
    ("utf-16-le", re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x01-\x05\x1e\x20\x21]){4,}")),
)
_RUN = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x80-\xff]{5,}")
_ASCII_RUN = re.compile(rb"[\x09\x0a\x0d\x20-\x7e]{5,}")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{8,})>|\b((?:[0-9A-Fa-f]{2}){12,})\b")
_ESCAPED = re.compile(rb"\((?:[^()\\]|\\.|\([^()]*\))*\\[0-7]{3}(?:[^()\\]|\\.|\([^()]*\))*\)", re.DOTALL)
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{4}\s*){10,}(?:[A-Za-z0-9+/]{2,3}={0,2})?")


def words_in(content: bytes) -> Iterator[str]:
    """Every text that `content` may hold, read in each way that fits. Not for compressed bytes, which yield noise."""
    content = content[:MOST_BYTES]
    try:
        yield html.unescape(content.decode("utf-8-sig"))
        binary = b"\0" in content
    except UnicodeDecodeError:
        binary = True
        run = _RUN if content.count(b"\0") * 20 < len(content) else _ASCII_RUN
        yield "\n".join(match.group().decode("cp1252", "replace") for match in run.finditer(content))
    if binary:
        yield from _wide(content)
    yield from _coded(content)


def decode_string(data: bytes) -> str:
    """A PDF text string (ISO 32000-1, 7.9.2.2), or another program's idea of one; "" where it is not text."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    if data.count(b"\0") * 3 >= len(data) > 3:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    odd = sum(not (char.isprintable() or char.isspace()) or char == "\ufffd" for char in text)
    return text if odd * 8 <= len(text) else ""


def base64_in(content: bytes) -> Iterator[bytes]:
    """What stands in base64 in a text: pictures in a web page, thumbnails in metadata."""
    for match in _BASE64.finditer(content):
        plain = b"".join(match.group().split())
        yield base64.b64decode(plain[: len(plain) // 4 * 4])


def inflate(content: bytes) -> bytes | None:
    """The bytes of a zlib stream, even a broken one, as far as they go; None where there are more than `MOST_BYTES`."""
    unzip = zlib.decompressobj()
    try:
        out = unzip.decompress(content, MOST_BYTES)
    except zlib.error:
        return _salvaged(content)
    return out if not unzip.unconsumed_tail else None


def _salvaged(content: bytes) -> bytes:
    """What can be had of a zlib stream that is damaged before it has grown too large."""
    unzip, out = zlib.decompressobj(), bytearray()
    for start in range(0, len(content), 256):
        try:
            out += unzip.decompress(content[start : start + 256])
        except zlib.error:
            break
    return bytes(out)


def _wide(content: bytes) -> Iterator[str]:
    """The stretches of text in UTF-16, in either order of bytes."""
    for encoding, pattern in _UTF16:
        found = [match.group().decode(encoding, "replace") for match in pattern.finditer(content)]
        if found:
            yield "\n".join(found)


def _coded(content: bytes) -> Iterator[str]:
    """The text of strings in hexadecimal, with escapes, or in base64."""
    hexes = (literal(b"<" + (match[1] or match[2]) + b">") for match in _HEX.finditer(content))
    escaped = (literal(match.group()) for match in _ESCAPED.finditer(content))
    found = [text for data in (*hexes, *escaped) if (text := decode_string(data))]
    if found:
        yield "\n".join(found)
    for data in base64_in(content):
        if text := decode_string(data):
            yield text
