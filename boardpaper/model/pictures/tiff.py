"""TIFF files without what cameras and programs write into them (TIFF 6.0, section 8, and its extensions)."""

import struct

# The sizes of values by their type.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
# Names, descriptions, programs, machines, times, and packets of other formats: XMP, IPTC, Photoshop, profiles.
_TELLING = frozenset({
    269, 270, 271, 272, 285, 305, 306, 315, 316, 700, 32932, 33432, 33723, 34377, 34675, 37724, 40091, 40092, 40093,
    40094, 40095, 42112, 42113, 50735,
})  # fmt: skip
# Directories of their own: EXIF, GPS, interoperability.
_DIRECTORIES = frozenset({34665, 34853, 40965})
_MOST_DIRECTORIES, _MOST_ENTRIES = 100, 4096


def bare_tiff(content: bytes) -> bytes:
    """A TIFF file in which values that draw nothing are zeros, of the same length."""
    order = "<" if content[:2] == b"II" else ">"
    made = bytearray(content)
    waiting, seen = [(int.from_bytes(content[4:8], "little" if order == "<" else "big"), False)], set[int]()
    while waiting and len(seen) < _MOST_DIRECTORIES:
        at, private = waiting.pop()
        if at in seen or at + 2 > len(content) or not at:
            continue
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", content, at)
        after = at + 2 + 12 * min(count, _MOST_ENTRIES)
        for entry in range(at + 2, min(after, len(content) - 11), 12):
            tag, kind, values, value = struct.unpack_from(f"{order}HHII", content, entry)
            if tag in _DIRECTORIES:
                waiting.append((value, True))
            elif private or tag in _TELLING:
                _blank(made, entry, _SIZES.get(kind, 0) * values, value)
        if not private and after + 4 <= len(content):
            waiting.append((struct.unpack_from(f"{order}I", content, after)[0], False))
    return bytes(made)


def _blank(made: bytearray, entry: int, length: int, value: int) -> None:
    """Makes the value of an entry zeros, wherever it stands."""
    start = entry + 8 if length <= 4 else value
    end = min(start + length, len(made))
    if start < end:
        made[start:end] = bytes(end - start)
