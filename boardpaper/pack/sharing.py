"""Streams that are the same, stored once: fonts, pictures, colour profiles and character maps of many parts."""

import hashlib
import re
from collections import defaultdict

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from boardpaper.model.pack import FontCost
from boardpaper.pdf.trees import entries_written, key_of

# Smaller streams are not worth a look at everything that may refer to them.
_LEAST = 128
# A picture is compared after its mask, a form after the pictures in it: deeper chains are rare.
_ROUNDS = 3
_LENGTH = re.compile(rb"/Length \d+ \d+ R")
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_ELEMENT = b"/Type /StructElem"


def share_streams(pdf: Pdf) -> int:
    """Lets equal streams be one; returns how many bytes that saves."""
    saved = 0
    gone: set[int] = set()
    for _ in range(_ROUNDS):
        same = _duplicates(pdf, gone)
        if not same:
            break
        saved += sum(int(pdf.get_object((number, 0)).stream_dict.get(Name.Length, 0)) for number in same)
        gone.update(same)
        _refer_to_one(pdf, same)
    return saved


def font_cost(pdf: Pdf) -> FontCost:
    """What the embedded fonts weigh, those of one face (whatever subset) counted together."""
    sizes: dict[str, dict[int, int]] = defaultdict(dict)
    for entry in pdf.objects:
        if isinstance(entry, Dictionary) and Name.FontName in entry:
            name = _SUBSET.sub("", key_of(entry.FontName))
            for key in _FONT_FILES:
                program = entry.get(key)
                if isinstance(program, Stream):
                    sizes[name][program.objgen[0]] = int(program.stream_dict.get(Name.Length, 0))
    total = sum(sum(face.values()) for face in sizes.values())
    return FontCost(total, total - sum(max(face.values()) for face in sizes.values()))


def _duplicates(pdf: Pdf, gone: set[int]) -> dict[int, Object]:
    """For each stream's number the earlier stream that it equals; those that are `gone` are no longer looked at."""
    by_look: dict[bytes, list[Stream]] = defaultdict(list)
    for entry in pdf.objects:
        if isinstance(entry, Stream) and entry.objgen[0] not in gone:
            length = entry.stream_dict.get(Name.Length)
            if isinstance(length, int) and length >= _LEAST:
                look = _LENGTH.sub(b"/Length %d" % length, entry.stream_dict.unparse())
                by_look[look].append(entry)
    same: dict[int, Object] = {}
    for group in by_look.values():
        first: dict[bytes, Stream] = {}
        for stream in group if len(group) > 1 else ():
            digest = hashlib.sha256(stream.read_raw_bytes()).digest()
            if first.setdefault(digest, stream) is not stream:
                same[stream.objgen[0]] = first[digest]
    return same


def _refer_to_one(pdf: Pdf, same: dict[int, Object]) -> None:
    """Makes every object refer to the one stream that stands for its likes; `same` are these by number."""
    wanted = {b"%d 0 R" % number for number in same}
    for entry in pdf.objects:
        said = entries_written(entry)
        if said is not None and _ELEMENT not in said and not wanted.isdisjoint(_REFERENCE.findall(said)):
            _replace(entry, same)


def _replace(entry: Object, same: dict[int, Object]) -> None:
    """Replaces references in an object, and in what stands inside it rather than elsewhere in the file."""
    waiting = [entry]
    while waiting:
        each = waiting.pop()
        pairs = list(enumerate(each)) if isinstance(each, Array) else list(each.items())
        for key, value in pairs:
            if not isinstance(value, Array | Dictionary | Stream):
                continue
            if not value.is_indirect:
                waiting.append(value)
            elif value.objgen[0] in same and isinstance(value, Stream):
                each[key] = same[value.objgen[0]]
