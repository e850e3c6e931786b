"""A Word file that goes out as it is, without what its template remembers of the people who made that."""

import re
from collections.abc import Collection, Iterator

from boardpaper.model.pattern import is_file_name
from boardpaper.model.pictures.payloads import without_payloads
from boardpaper.ooxml.content_types import OVERRIDE
from boardpaper.ooxml.names import PIC, WP, A, Element, R, W, tags
from boardpaper.ooxml.package import RELATIONSHIP, Package, Relationship
from boardpaper.ooxml.part_names import CONTENT_TYPES, part_key, relationships_name

# What the package itself refers to, besides its document: the properties that boardpaper writes.
_KEPT = frozenset({"officeDocument", "core-properties"})
# What documents refer to that is not printed: remarks and who made them, the template's place, other programs' data.
_DROPPED = frozenset({
    "attachedTemplate", "comments", "commentsExtended", "commentsExtensible", "commentsIds", "customXml",
    "glossaryDocument", "hdphoto", "keyMapCustomizations", "mailMergeHeaderSource", "mailMergeSource", "people",
    "printerSettings", "recipientData", "vbaProject",
})  # fmt: skip
# The only addresses outside that readers can use.
_PUBLIC = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_LOCAL = re.compile(r"(?<![a-z])[a-z]:[\\/]{1,2}\w|\\\\|\bfile:|(?<![^\s\"])/(?:users|home)/", re.IGNORECASE)

# Settings that name variables, places, data sources and sessions of editing (17.15.1).
_SETTINGS = tags("attachedTemplate docVars mailMerge rsids saveThroughXslt")
_REMARKS = tags("commentRangeStart commentRangeEnd commentReference permStart permEnd")
_SESSION = f"{W}rsid"
_VML, _OFFICE_VML = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
# A picture as it was before Word changed it, and as it was before Word made pixels of it; the pixels stay.
_FORMER = "{http://schemas.microsoft.com/office/drawing/2010/main}imgProps"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_CLICKS = (f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")
_NAMED = (f"{WP}docPr", f"{PIC}cNvPr", f"{_VML}shape", f"{W}hyperlink")
# What may be a file's name there, each with what stands in its place.
_NAMES = {"name": "Picture", "descr": None, "title": None, "alt": None, f"{W}tooltip": None}
_INSTRUCTIONS = tags("instrText delInstrText")
_FIELD, _FIELD_KIND = f"{W}fldChar", f"{W}fldCharType"


def without_private_parts(package: Package) -> Package:
    """`package` without manager, company, paths, comments, people, variables and custom data; what it prints stays.

    Raises:
        InputError: the package is damaged.
    """
    kept = package.copy()
    gone = {part: _drop_relationships(kept, part) for part in ["", *package]}
    for part in list(kept):
        if part.casefold().endswith(".xml") and part != CONTENT_TYPES:
            _clean(kept, part, gone[part])
    reached = _reached(kept)
    left = Package(kept.name, {name: content for name, content in kept.parts.items() if part_key(name) in reached})
    for part in list(left):
        content = left.content(part) or b""
        if (bare := without_payloads(content)) != content:
            left.put(part, bare)
    types = left.edit(CONTENT_TYPES)
    if types is not None:
        for entry in [each for each in types.iter(OVERRIDE) if each.get("PartName", "").lstrip("/") not in left]:
            types.remove(entry)
        left.put(CONTENT_TYPES, types)
    return left


def _drop_relationships(package: Package, part: str) -> set[str]:
    """Takes the references out that lead to what is not printed, or into somebody's machine, and returns their ids."""
    known = package.relationships(part)
    gone = {key for key, each in known.items() if not _stays(each, of_package=not part)}
    pictures = _unused_pictures(package, part)
    root = package.edit(relationships_name(part)) if gone | pictures else None
    if root is not None:
        for each in [each for each in root.iter(RELATIONSHIP) if each.get("Id") in gone | pictures]:
            root.remove(each)
        package.put(relationships_name(part), root)
    return gone


def _stays(relationship: Relationship, *, of_package: bool) -> bool:
    """Whether a reference leads to what is printed, or to an address for readers."""
    if of_package:
        return relationship.kind in _KEPT
    if relationship.external:
        return relationship.kind == "hyperlink" and _PUBLIC.match(relationship.target) is not None
    return relationship.kind not in _DROPPED


def _unused_pictures(package: Package, part: str) -> set[str]:
    """The ids of drawings that stand for pictures in pixels, which are there too."""
    root = package.root(part) if part.casefold().endswith(".xml") else None
    return set() if root is None else {each.get(f"{R}embed", "") for each in root.iter(_SVG) if _has_pixels(each)}


def _has_pixels(drawing: Element) -> bool:
    """Whether a picture is there in pixels too, as Word writes it."""
    return any(each.tag == f"{A}blip" and each.get(f"{R}embed") for each in drawing.iterancestors())


def _reached(package: Package) -> set[str]:
    """The keys of all parts that the package leads to, with their relationships."""
    reached = {part_key(CONTENT_TYPES)}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        if part and part_key(part) in reached:
            continue
        reached |= {part_key(part), part_key(relationships_name(part))}
        waiting += [each.target for each in package.relationships(part).values() if each.target in package]
    return reached


def _clean(package: Package, part: str, gone: Collection[str]) -> None:
    """Takes out of one part marks of remarks, private settings, sessions, names of files, and what led to `gone`."""
    root = package.root(part)
    if root is None or not any(True for _ in _private(root, gone)):
        return
    root = package.edit(part)
    if root is None:
        return
    for element, attribute in list(_private(root, gone)):
        if attribute:
            _forget(element, attribute)
        elif element.tag == f"{W}fldSimple":
            _unwrap(element)
        else:
            _take_out(element)
    package.put(part, root)


def _private(root: Element, gone: Collection[str]) -> Iterator[tuple[Element, str]]:
    """The elements of a part that are private, and those of which an attribute is, with its name."""
    for each in root.iter():
        if (
            each.tag in _SETTINGS
            or each.tag in _REMARKS
            or each.tag == _FORMER
            or (each.tag == _SVG and _has_pixels(each))
        ):
            yield _extension(each), ""
        elif (each.tag in _CLICKS and each.get(f"{R}id") in gone) or (
            each.tag == f"{W}fldSimple" and _LOCAL.search(each.get(f"{W}instr", ""))
        ):
            yield each, ""
        else:
            yield from ((each, name) for name in map(str, each.attrib) if _is_private(each, name, gone))
    yield from ((each, "") for each in _local_fields(root))


def _extension(element: Element) -> Element:
    """The extension (20.1.2.2.15) that an element stands in, which would be nothing without it; else the element."""
    parent = element.getparent()
    return parent if parent is not None and parent.tag == f"{A}ext" else element


def _is_private(element: Element, name: str, gone: Collection[str]) -> bool:
    """Whether an attribute tells of a session, of a file, or leads to what is gone."""
    value = element.get(name, "")
    if name.startswith(_SESSION):
        return True
    if name.startswith(R):
        return value in gone
    if element.tag == f"{_VML}imagedata":
        return name in (f"{_OFFICE_VML}title", f"{_OFFICE_VML}href")
    return element.tag in _NAMED and name in _NAMES and is_file_name(value)


def _forget(element: Element, attribute: str) -> None:
    instead = _NAMES.get(attribute)
    if instead is None:
        del element.attrib[attribute]
    else:
        element.set(attribute, instead)


def _take_out(element: Element) -> None:
    """Removes an element; whatever text follows it in the XML belongs to nothing."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    """Leaves of a field what it shows."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _local_fields(root: Element) -> Iterator[Element]:
    """Of fields whose instruction names a place on somebody's machine all but what they show (17.16.18)."""
    opened: list[list[Element]] = []
    for each in root.iter(_FIELD, *_INSTRUCTIONS):
        kind = each.get(_FIELD_KIND)
        if kind == "begin":
            opened.append([])
        if not opened:
            continue
        opened[-1].append(each)
        if kind == "end":
            parts = opened.pop()
            if _LOCAL.search("".join(part.text or "" for part in parts if part.tag in _INSTRUCTIONS)):
                yield from parts
