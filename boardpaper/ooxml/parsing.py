"""XML parts parsed without trust, and files of the Strict variant brought to the transitional names.

The Strict variant of ISO/IEC 29500 is the same language in other namespaces. The translation touches namespace
declarations and the few attributes that hold a namespace, and neither words nor addresses.
"""

import re

from lxml import etree

from boardpaper.errors import InputError
from boardpaper.ooxml.names import Element
from boardpaper.rules import files

# What no part may hold: the parser expands entities in attributes, whatever it is told.
FORBIDDEN = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)

_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_BYTES = _STRICT.encode()
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT_NAME = re.compile(rf"{_STRICT}(\w+)/(\w+)((?:/\w+)*)")
_TRANSITIONAL_NAME = re.compile(rf"{_TRANSITIONAL}(\w+)/2006/([\w-]+)((?:/[\w-]+)*)")
# Names that the two variants spell differently, beyond their first words.
_HYPHENATED = {"extendedProperties": "extended-properties", "customProperties": "custom-properties"}
_CAMEL = {hyphenated: camel for camel, hyphenated in _HYPHENATED.items()}
# The attributes that declare or hold a namespace: a:graphicData/@uri, ds:schemaRef/@uri, w:dataBinding/@prefixMappings.
_HOLDER = re.compile(rb"""\s(?:xmlns(?::[^\s=]+)?|(?:[^\s=:<>"']+:)?(?:uri|prefixMappings))\s*=\s*("[^"]*"|'[^']*')""")
_OPEN_TAG = re.compile(rb"""<[^<>"'!?/\s][^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*\Z""")
_CONFORMANCE = re.compile(rb"""\s(?:[^\s=:<>"']+:)?conformance\s*=\s*("strict"|'strict')""")


def parse_part(content: bytes, *, name: str) -> Element:
    """The root element of an XML part; no entity, DTD or network address is ever followed.

    Raises:
        InputError: it is not well-formed XML, or declares a document type or an entity.
    """
    if any(word in content for word in FORBIDDEN):
        raise entity_error(name, name)
    try:
        root = etree.fromstring(content, untrusting_parser())
    except etree.XMLSyntaxError as fault:
        raise InputError(files.FILE_DAMAGED.at(name, name=name, fault=fault.msg)) from fault
    if root.getroottree().docinfo.doctype:
        # An encoding that no search for words reads through may hide one.
        raise entity_error(name, name)
    return root


def untrusting_parser(*, recover: bool = False) -> etree.XMLParser:
    """A parser that follows no entity, DTD or network address, for parts of any size, and unsound ones to `recover`."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=recover)


def entity_error(name: str, part: str) -> InputError:
    """What stops the file `name`, whose `part` declares a document type or an entity."""
    return InputError(files.FILE_HAS_ENTITY.at(name, name=name, part=part))


def parse_translated(content: bytes, *, name: str) -> tuple[Element, bool]:
    """The root of a part in the transitional names, and whether the part was Strict.

    Raises:
        InputError: as `parse_part`.
    """
    plain = _plain(content, name)
    translated = to_transitional(plain)
    return parse_part(translated, name=name), translated != plain


def as_transitional(content: bytes, *, name: str) -> bytes:
    """The bytes of a part for a file of the transitional variant: also without its claim to be Strict.

    Raises:
        InputError: as `parse_part`, of a part in UTF-16.
    """
    plain = _plain(content, name)
    translated = to_transitional(plain)
    return content if translated == plain else _CONFORMANCE.sub(_dropped, translated)


def to_transitional(content: bytes) -> bytes:
    """The bytes of a part with the transitional namespaces; all else stays as it is."""
    return _HOLDER.sub(_renamed, content) if _STRICT_BYTES in content else content


def relationship_kind(name: str) -> str:
    """The last word of a relationship type in the transitional spelling, wherever the type comes from."""
    kind = name.rpartition("/")[2]
    return _HYPHENATED.get(kind, kind)


def transitional_name(name: str) -> str:
    """A namespace or relationship type in the transitional variant."""
    return _STRICT_NAME.sub(_as_transitional, name)


def strict_name(name: str) -> str:
    """A namespace or relationship type in the Strict variant, where it has one."""
    # What belongs to the package itself has one name in both variants.
    return _TRANSITIONAL_NAME.sub(_as_strict, name)


def _plain(content: bytes, name: str) -> bytes:
    """A part in an encoding whose letters are those of ASCII."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return etree.tostring(parse_part(content, name=name), encoding="UTF-8")
    return content


def _dropped(match: re.Match[bytes]) -> bytes:
    """Nothing in place of a match in an attribute, which then goes; text stays."""
    return b"" if _is_attribute(match) else match[0]


def _is_attribute(match: re.Match[bytes]) -> bool:
    """Whether what looks like an attribute stands in a tag: the same signs may be somebody's words."""
    return bool(_OPEN_TAG.match(match.string[match.string.rfind(b"<", 0, match.start()) : match.start()]))


def _renamed(match: re.Match[bytes]) -> bytes:
    """An attribute whose value is a Strict namespace with the Transitional one; all else as it is."""
    if _STRICT_BYTES not in match[1] or not _is_attribute(match):
        return match[0]
    value = transitional_name(match[1].decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return match[0][: match.start(1) - match.start()] + value


def _as_transitional(match: re.Match[str]) -> str:
    """The Transitional name for a Strict one: another domain, a year, and some words spelled otherwise."""
    kind, name, rest = match.groups()
    last = rest.rpartition("/")[2]
    rest = rest.removesuffix(last) + _HYPHENATED.get(last, last) if last else rest
    return f"{_TRANSITIONAL}{kind}/2006/{_HYPHENATED.get(name, name)}{rest}"


def _as_strict(match: re.Match[str]) -> str:
    """The Strict name for a Transitional one; those of packages are the same in both."""
    kind, name, rest = match.groups()
    if kind == "package":
        return match[0]
    last = rest.rpartition("/")[2]
    rest = rest.removesuffix(last) + _CAMEL.get(last, last) if last else rest
    return f"{_STRICT}{kind}/{_CAMEL.get(name, name)}{rest}"
