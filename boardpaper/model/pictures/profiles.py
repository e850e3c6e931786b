"""Colour profiles without what they say of the machine that they were made for (ICC.1, clause 10)."""

import struct

_LEAST, _MOST_TAGS = 132, 200
_SIGNATURE, _IDENTIFIER = slice(36, 40), slice(84, 100)
# Descriptions, makers and models, targets, names in other programs; none of them is of use to a colour.
_TELLING = frozenset({b"desc", b"dmdd", b"dmnd", b"meta", b"mmod", b"targ", b"vued"})


def bare_profile(content: bytes) -> bytes:
    """A profile whose descriptions are blank, of the same length; anything else as it is."""
    if len(content) < _LEAST or content[_SIGNATURE] != b"acsp":
        return content
    made = bytearray(content)
    # A digest of the rest, which would no longer be true; zeros say that there is none.
    made[_IDENTIFIER] = bytes(16)
    (count,) = struct.unpack_from(">I", content, 128)
    for at in range(_LEAST, _LEAST + 12 * min(count, _MOST_TAGS), 12):
        if at + 12 > len(content):
            break
        tag, start, length = struct.unpack_from(">4sII", content, at)
        if tag in _TELLING and start >= _LEAST and start + length <= len(content):
            made[start : start + length] = _blank(content[start : start + length])
    return bytes(made)


def _blank(element: bytes) -> bytes:
    """A tag's element without its words: of the same type, and as long."""
    head, words = element[:8], b""
    if element.startswith(b"mluc") and len(element) >= 16:
        (records,) = struct.unpack_from(">I", element, 8)
        head = element[: 16 + 12 * records]
        words = b"\0 " * ((len(element) - len(head)) // 2)
    elif element.startswith(b"desc") and len(element) >= 12:
        (count,) = struct.unpack_from(">I", element, 8)
        head, words = element[:12], b" " * max(0, min(count, len(element) - 12) - 1)
    return (head + words).ljust(len(element), b"\0")
