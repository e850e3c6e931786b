"""The footnotes part: read for its separators, written with a paper's notes (ECMA-376 part 1, 17.11)."""

from collections.abc import Mapping

from lxml import etree

from boardpaper.ooxml.names import NAMESPACES, W
from boardpaper.ooxml.package import parse_part
from boardpaper.ooxml.relationships import Relationships, add_content_types, main_part, related_parts
from boardpaper.ooxml.wordml import DECLARATIONS, XML_HEAD

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (
    '<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
)
# What may stand after footnotePr in a settings part (17.15.1.78, CT_Settings).
_AFTER_FOOTNOTES = frozenset(
    f"{W}{name}"
    for name in (
        "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping",
        "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown",
        "smartTagType", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    )
)  # fmt: skip


def note_reference(number: int, style: str) -> str:
    """The run in the text that prints note `number`'s mark, in the character style with id `style`."""
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def note_mark(style: str) -> str:
    """The run at the start of a note that prints its own mark."""
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteRef/></w:r>'


def footnotes_part(parts: Mapping[str, bytes]) -> str:
    """The name of the footnotes part, whether it exists yet or not."""
    return next(iter(related_parts(parts, main_part(parts), "footnotes")), "word/footnotes.xml")


def first_free_note(parts: Mapping[str, bytes]) -> int:
    """The lowest id, at least 1, above those of the notes that the package holds."""
    content = parts.get(footnotes_part(parts))
    if content is None:
        return 1
    root = parse_part(content, name=footnotes_part(parts))
    ids = [int(note.get(f"{W}id", "0")) for note in root.iter(f"{W}footnote")]
    return max([0, *ids]) + 1


def add_footnotes(parts: dict[str, bytes], notes: Mapping[int, str], links: Relationships) -> None:
    """Adds notes (paragraphs by id) to the footnotes part, which `ensure_footnotes` has made where there was none.

    `links` are the relationships of that part, which the notes' hyperlinks use.
    """
    if not notes:
        return
    name = footnotes_part(parts)
    root = parse_part(parts[name], name=name)
    fragment = "".join(f'<w:footnote w:id="{number}">{content}</w:footnote>' for number, content in notes.items())
    root.extend(parse_part(f"<w:footnotes {DECLARATIONS}>{fragment}</w:footnotes>".encode(), name=name))
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    parts[name] = XML_HEAD + etree.tostring(root)
    links.write(parts)


def ensure_footnotes(parts: dict[str, bytes]) -> None:
    """Gives the package a footnotes part that holds the separators only, where it has none."""
    name = footnotes_part(parts)
    if name in parts:
        return
    separators = _SEPARATORS.format(kind="separator", id=-1) + _SEPARATORS.format(kind="continuationSeparator", id=0)
    parts[name] = XML_HEAD + f"<w:footnotes {DECLARATIONS}>{separators}</w:footnotes>".encode()
    add_content_types(parts, {name: _CONTENT_TYPE})
    document = Relationships(parts, main_part(parts))
    document.add_part("footnotes", name)
    document.write(parts)
    settings = next(iter(related_parts(parts, main_part(parts), "settings")), "")
    if settings in parts:
        parts[settings] = _with_separators(parts[settings], settings)


def _with_separators(content: bytes, name: str) -> bytes:
    """Settings that name the two separator notes, as Word itself writes them."""
    root = parse_part(content, name=name)
    if root.find(f"{W}footnotePr") is not None:
        return content
    properties = root.makeelement(f"{W}footnotePr", nsmap={"w": NAMESPACES["w"]})
    for number in ("-1", "0"):
        etree.SubElement(properties, f"{W}footnote").set(f"{W}id", number)
    later = next((child for child in root if child.tag in _AFTER_FOOTNOTES), None)
    if later is None:
        root.append(properties)
    else:
        later.addprevious(properties)
    return XML_HEAD + etree.tostring(root)
