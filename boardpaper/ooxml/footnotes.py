"""The footnotes part: read for its separators, written with a paper's notes (ECMA-376 part 1, 17.11)."""

import posixpath
from collections.abc import Mapping

from lxml import etree

from boardpaper.ooxml.names import NAMESPACES, W
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.parsing import parse_part
from boardpaper.ooxml.relationships import Relationships, add_content_types, free_part_name
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


def footnotes_part(package: Package) -> str:
    """The name of the footnotes part, or nothing where there is none."""
    return next(iter(package.related(package.main, "footnotes")), "")


def first_free_note(package: Package) -> int:
    """The lowest id, at least 1, above those of the notes that the package holds."""
    root = package.related_root(package.main, "footnotes")
    ids = [] if root is None else [int(note.get(f"{W}id", "0")) for note in root.iter(f"{W}footnote")]
    return max([0, *ids]) + 1


def add_footnotes(package: Package, notes: Mapping[int, str], links: Relationships) -> None:
    """Adds notes (paragraphs by id) to the footnotes part, which `ensure_footnotes` has made where there was none.

    `links` are the relationships of that part, which the notes' hyperlinks use.
    """
    name = footnotes_part(package)
    root = package.edit(name) if notes and name else None
    if root is None:
        return
    fragment = "".join(f'<w:footnote w:id="{number}">{content}</w:footnote>' for number, content in notes.items())
    root.extend(parse_part(f"<w:footnotes {DECLARATIONS}>{fragment}</w:footnotes>".encode(), name=name))
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    package.put(name, root)
    links.write()


def ensure_footnotes(package: Package) -> None:
    """Gives the package a footnotes part that holds the separators only, where it has none."""
    if footnotes_part(package):
        return
    name = posixpath.join(posixpath.dirname(package.main), "footnotes.xml")
    if name in package:
        name = free_part_name(package, name.replace(".xml", "{}.xml"))
    separators = _SEPARATORS.format(kind="separator", id=-1) + _SEPARATORS.format(kind="continuationSeparator", id=0)
    package.put(name, XML_HEAD + f"<w:footnotes {DECLARATIONS}>{separators}</w:footnotes>".encode())
    add_content_types(package, {name: _CONTENT_TYPE})
    document = Relationships(package, package.main)
    document.add_part("footnotes", name)
    document.write()
    _name_separators(package, next(iter(package.related(package.main, "settings")), ""))


def _name_separators(package: Package, name: str) -> None:
    """Settings that name the two separator notes, as Word itself writes them."""
    root = package.edit(name) if name else None
    if root is None or root.find(f"{W}footnotePr") is not None:
        return
    properties = root.makeelement(f"{W}footnotePr", nsmap={"w": NAMESPACES["w"]})
    for number in ("-1", "0"):
        etree.SubElement(properties, f"{W}footnote").set(f"{W}id", number)
    later = next((child for child in root if child.tag in _AFTER_FOOTNOTES), None)
    if later is None:
        root.append(properties)
    else:
        later.addprevious(properties)
    package.put(name, root)
