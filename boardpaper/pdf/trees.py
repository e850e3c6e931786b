"""The trees inside a PDF walked without trust: name and number trees, pages' inherited entries, outlines, structure."""

import re
import zlib
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

# No honest tree is deeper; a file that goes on and on is met with patience that ends.
_DEEPEST = 200
_STANDARD_STEPS = 20
_IRREGULAR = re.compile(rb"[^!$&'*+,\-.0-9:;=?@A-Z^_`a-z|~]")
_NUMBER_SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")


def tree_items(root: Object | None, leaves: str) -> Iterator[tuple[Object | int, Object]]:
    """The pairs of a name tree (`/Names`) or number tree (`/Nums`), each node once (7.9.6, 7.9.7)."""
    seen: set[tuple[int, int]] = set()
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if not isinstance(node, Dictionary) or was_met(node, seen):
            continue
        pairs = node.get(leaves)
        if isinstance(pairs, Array):
            entries = iter(list(pairs))
            yield from zip(entries, entries, strict=False)
        nodes += reversed(new_entries(node.get(Name.Kids), seen))


def inherited(page: Object, key: str) -> Object | None:
    """A page's entry, its own or one of the nodes' above it (7.7.3.4)."""
    node: Object | None = page
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get(Name.Parent)
    return None


def outline_entries(pdf: Pdf) -> Iterator[tuple[int, Object]]:
    """The entries of the outline in order, each with its level from 1 on."""
    root = pdf.Root.get(Name.Outlines)
    seen: set[tuple[int, int]] = set()
    waiting = [(1, root.get(Name.First))] if isinstance(root, Dictionary) else []
    while waiting:
        level, entry = waiting.pop()
        if not isinstance(entry, Dictionary) or was_met(entry, seen):
            continue
        yield level, entry
        waiting.append((level, entry.get(Name.Next)))
        waiting.append((level + 1, entry.get(Name.First)))


def elements(pdf: Pdf) -> Iterator[tuple[Object, str, Object | None]]:
    """Structure elements in reading order, each with its standard type and the page that it begins on."""
    root = pdf.Root.get(Name.StructTreeRoot)
    if not isinstance(root, Dictionary):
        return
    roles = root.get(Name.RoleMap)
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Object, Object | None]] = [(kid, None) for kid in reversed(new_kids(root, seen))]
    while waiting:
        element, page = waiting.pop()
        if not isinstance(element, Dictionary) or Name.S not in element or was_met(element, seen):
            continue
        page = element.get(Name.Pg, page)
        yield element, standard_type(element.S, roles), page
        waiting += [(kid, page) for kid in reversed(new_kids(element, seen))]


def structure_depth(pdf: Pdf) -> int:
    """How many structure elements stand within one another at most."""
    root = pdf.Root.get(Name.StructTreeRoot)
    seen: set[tuple[int, int]] = set()
    waiting = [(kid, 1) for kid in new_kids(root, seen)] if isinstance(root, Dictionary) else []
    deepest = 0
    while waiting:
        element, depth = waiting.pop()
        if isinstance(element, Dictionary) and Name.S in element and not was_met(element, seen):
            deepest = max(deepest, depth)
            waiting += [(kid, depth + 1) for kid in new_kids(element, seen)]
    return deepest


def standard_type(role: Object | None, roles: Object | None) -> str:
    """What a role map makes of a structure type in the end, such as `/H1`; "" for what is no name."""
    for _ in range(_STANDARD_STEPS):
        further = roles.get(role) if isinstance(roles, Dictionary) and isinstance(role, Name) else None
        if not isinstance(further, Name):
            break
        role = further
    return key_of(role)


def kids_of(element: Object) -> list[Object]:
    """What stands in a structure element: elements, marked content, references to objects."""
    kids = element.get(Name.K)
    if isinstance(kids, Array):
        return list(kids)
    return [] if kids is None else [kids]


def new_kids(element: Object, seen: set[tuple[int, int]]) -> list[Object]:
    """The kids of a structure element, unless they stand in an array that was met before."""
    kids = element.get(Name.K)
    return new_entries(kids, seen) if isinstance(kids, Array) else kids_of(element)


def new_entries(listed: Object | None, seen: set[tuple[int, int]]) -> list[Object]:
    """What stands in an array, the first time that it is met; nothing for what is none.

    What has no number of its own can lead back to itself only by an array that has one.
    """
    return list(listed) if isinstance(listed, Array) and not was_met(listed, seen) else []


def annotations_of(page: Object) -> list[Object]:
    """A page's annotations, those that are none left out."""
    listed = page.get(Name.Annots)
    return [each for each in listed if isinstance(each, Dictionary)] if isinstance(listed, Array) else []


def text_of(value: Object | None) -> str:
    """A text string's characters, "" for anything else."""
    return string_of(value).strip("\x00").strip() if isinstance(value, String) else ""


def string_of(value: String) -> str:
    """All characters of a string; one that says of itself that it is UTF-8, and is not, as far as it is."""
    try:
        return str(value)
    except UnicodeDecodeError:
        return bytes(value).decode("utf-8-sig", "replace")


def name_of(value: Object | None) -> str:
    """A name's characters without its slash, a character a byte where they are not UTF-8; "" for anything else."""
    return readable(key_of(value))


def key_of(value: Object | None) -> str:
    """A name with its slash, as the keys of dictionaries are given; "" for anything else.

    Bytes that are not UTF-8 stand in it as lone surrogates.
    """
    if not isinstance(value, Name):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        plain = _NUMBER_SIGN.sub(lambda match: bytes((int(match[1], 16),)), value.unparse())
        return plain.decode("utf-8", "surrogateescape")


def readable(key: str) -> str:
    """The characters of a dictionary's key without its slash, as `name_of` gives them for a name."""
    content = key[1:].encode("utf-8", "surrogateescape")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("latin-1")


def name_for(key: str) -> Object:
    """The name that a dictionary's key is."""
    try:
        return Name(key)
    except TypeError:
        escaped = _IRREGULAR.sub(lambda match: b"#%02x" % match[0][0], key[1:].encode("utf-8", "surrogateescape"))
        return Object.parse(b"/" + escaped)


def stream_of(value: Object | None) -> Stream | None:
    """A stream, or None for anything else."""
    return value if isinstance(value, Stream) else None


def read_stream(stream: Stream, most: int) -> bytes | None:
    """A stream's bytes, or None where there are more than `most`: a small file may unpack to a very large one.

    Raises:
        pikepdf.PdfError, zlib.error: they cannot be unpacked.
    """
    if stream.get(Name.Filter) == Name.FlateDecode and Name.DecodeParms not in stream:
        content = zlib.decompressobj().decompress(stream.read_raw_bytes(), most + 1)
    else:
        content = stream.read_bytes()
    return content if len(content) <= most else None


def page_content(page: Object, most: int) -> bytes | None:
    """What a page's content streams hold together (7.8.2), or None where that is more than `most` bytes."""
    contents = page.get(Name.Contents)
    whole = b""
    for stream in contents if isinstance(contents, Array) else (contents,):
        content = read_stream(stream, most - len(whole)) if isinstance(stream, Stream) else b""
        if content is None:
            return None
        whole += content + b"\n"
    return whole


def was_met(node: Object, seen: set[tuple[int, int]]) -> bool:
    """Whether an indirect object was met before; it is noted as met."""
    key = node.objgen
    if key == (0, 0):
        return False
    if key in seen:
        return True
    seen.add(key)
    return False


def entries_written(entry: Object) -> bytes | None:
    """An object's entries as text, of a stream those of its dictionary; None for what has none."""
    if isinstance(entry, Stream):
        return entry.stream_dict.unparse()
    return entry.unparse(resolved=True) if isinstance(entry, Dictionary | Array) else None
