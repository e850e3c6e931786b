"""The same Office file packed in other ways that its standard allows, made without boardpaper (ECMA-376 part 2)."""

import posixpath
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

Parts = Mapping[str, bytes]
# Word writes lengths of Strict files with their unit.
_SIZE = re.compile(r'(<w:sz w:val=")(\d+)(")')
_MEASURED = re.compile(r"<w:(?:pgSz|pgMar|ind|tab) [^>]*>")
_TWIPS = re.compile(r'(\bw:(?:w|h|top|right|bottom|left|header|footer|gutter|hanging|firstLine|pos)=")(-?\d+)(")')
_TARGET = re.compile(r'(<Relationship\b[^>]*\bTarget=")([^"]*)("[^>]*>)')
_PART_NAME = re.compile(r'(\bPartName=")([^"]*)(")')
_TYPES = "[Content_Types].xml"
# Namespaces of part 1 by their transitional names; the Strict ones are the same without the year.
_NAMESPACE = re.compile(
    r"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml|spreadsheetml|schemaLibrary)/2006/"
)


def capitals(parts: Parts) -> dict[str, bytes]:
    """Every part's name in capitals, and no reference to it."""
    return {name.upper(): content for name, content in parts.items()}


def capital_references(parts: Parts) -> dict[str, bytes]:
    """Every reference to a part with letters of the other case."""
    return _referring(parts, lambda _, target: target.swapcase())


def encoded_references(parts: Parts) -> dict[str, bytes]:
    """Every reference to a part with its vowels percent-encoded."""

    def encoded(_: str, target: str) -> str:
        return re.sub(r"[aeiou](?!ml$)", lambda letter: f"%{ord(letter[0]):02X}", target)

    return _referring(parts, encoded)


def absolute_references(parts: Parts) -> dict[str, bytes]:
    """Every reference from the root of the package."""
    return _referring(parts, _absolute)


def other_names(parts: Parts) -> dict[str, bytes]:
    """No part, the document's among them, in the folder or under the name that Word gives it."""
    held = sorted(name for name in parts if not name.endswith(".rels") and name != _TYPES)
    names = {
        name: f"all/{posixpath.splitext(name)[0].count('/')}/p{n}{posixpath.splitext(name)[1]}"
        for n, name in enumerate(held)
    }

    def renamed(part: str, target: str) -> str:
        absolute = _absolute(part, target).lstrip("/")
        return f"/{names.get(unquote(absolute), absolute)}"

    moved = {}
    for name, content in _referring(parts, renamed).items():
        owner = _owner(name)
        moved[names.get(name, name) if owner is None else _relationships(names.get(owner, owner))] = content
    return moved


def strict(parts: Parts) -> dict[str, bytes]:
    """The Strict variant of a file."""
    return {name: _strict(content) if name.endswith((".xml", ".rels")) else content for name, content in parts.items()}


VARIANTS: Mapping[str, Callable[[Parts], dict[str, bytes]]] = {
    "capitals": capitals,
    "capital-references": capital_references,
    "encoded-references": encoded_references,
    "absolute-references": absolute_references,
    "other-names": other_names,
    "strict": strict,
    "all-at-once": lambda parts: capitals(encoded_references(other_names(strict(parts)))),
}


def _strict(content: bytes) -> bytes:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = _NAMESPACE.sub(r"http://purl.oclc.org/ooxml/\1/", content.decode(encoding))
    for old, new in (("extended-properties", "extendedProperties"), ("custom-properties", "customProperties")):
        text = re.sub(rf"(http://purl\.oclc\.org/ooxml/officeDocument/(?:relationships/)?){old}", rf"\1{new}", text)
    text = _SIZE.sub(lambda match: f"{match[1]}{int(match[2]) / 2:g}pt{match[3]}", text)
    text = _MEASURED.sub(
        lambda tag: _TWIPS.sub(lambda match: f"{match[1]}{int(match[2]) / 20:g}pt{match[3]}", tag[0]), text
    )
    return text.replace("<w:document ", '<w:document w:conformance="strict" ', 1).encode(encoding)


def _in_points(tag: re.Match[str]) -> str:
    return _TWIPS.sub(lambda match: f"{match[1]}{int(match[2]) / 20:g}pt{match[3]}", tag[0])


def _referring(parts: Parts, change: Callable[[str, str], str]) -> dict[str, bytes]:
    """`parts` with each reference to a part changed; `change` gets the part that refers, and the reference."""
    changed = dict(parts)
    for name, content in parts.items():
        owner = _owner(name)
        if owner is not None:
            changed[name] = _with_targets(content.decode(), owner, change).encode()
    types = parts[_TYPES].decode()
    changed[_TYPES] = _PART_NAME.sub(lambda match: f"{match[1]}{change('', match[2])}{match[3]}", types).encode()
    return changed


def _with_targets(relationships: str, owner: str, change: Callable[[str, str], str]) -> str:
    def target(match: re.Match[str]) -> str:
        outside = 'TargetMode="External"' in match[0]
        return match[0] if outside else f"{match[1]}{change(owner, match[2])}{match[3]}"

    return _TARGET.sub(target, relationships)


def _owner(name: str) -> str | None:
    """The part whose relationships stand in the part `name`."""
    folder, base = posixpath.split(name)
    if not base.endswith(".rels"):
        return None
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def _relationships(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _absolute(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))
