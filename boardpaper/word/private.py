"""A Word file that goes out as it is, without what its template remembers of the people who made that."""

from boardpaper.ooxml.content_types import OVERRIDE
from boardpaper.ooxml.names import Element, W, tags
from boardpaper.ooxml.package import RELATIONSHIP, Package
from boardpaper.ooxml.part_names import CONTENT_TYPES, part_key, relationships_name

# What the package itself refers to, besides its document: the properties that boardpaper writes.
_KEPT = frozenset({"officeDocument", "core-properties"})
# What documents refer to that is not printed: remarks and who made them, the template's place, other programs' data.
_DROPPED = frozenset({
    "attachedTemplate", "comments", "commentsExtended", "commentsExtensible", "commentsIds", "customXml",
    "glossaryDocument", "keyMapCustomizations", "mailMergeHeaderSource", "mailMergeSource", "people", "printerSettings",
    "recipientData", "vbaProject",
})  # fmt: skip
# Settings that name variables, places, data sources and sessions of editing (17.15.1).
_SETTINGS = tags("attachedTemplate docVars mailMerge rsids saveThroughXslt")
_REMARKS = tags("commentRangeStart commentRangeEnd commentReference")
_SESSION = f"{W}rsid"


def without_private_parts(package: Package) -> Package:
    """`package` without manager, company, paths, comments, people, variables and custom data; what it prints stays.

    Raises:
        InputError: the package is damaged.
    """
    kept = package.copy()
    for part in ["", *package]:
        _drop_relationships(kept, part)
    reached = _reached(kept)
    left = Package(kept.name, {name: content for name, content in kept.parts.items() if part_key(name) in reached})
    for part in list(left):
        if part.casefold().endswith(".xml") and part != CONTENT_TYPES:
            _clean(left, part)
    types = left.edit(CONTENT_TYPES)
    if types is not None:
        for entry in [each for each in types.iter(OVERRIDE) if each.get("PartName", "").lstrip("/") not in left]:
            types.remove(entry)
        left.put(CONTENT_TYPES, types)
    return left


def _drop_relationships(package: Package, part: str) -> None:
    """Takes the references out that lead to what is not printed."""
    known = package.relationships(part)
    gone = {key for key, each in known.items() if (each.kind in _DROPPED if part else each.kind not in _KEPT)}
    root = package.edit(relationships_name(part)) if gone else None
    if root is not None:
        for each in [each for each in root.iter(RELATIONSHIP) if each.get("Id") in gone]:
            root.remove(each)
        package.put(relationships_name(part), root)


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


def _clean(package: Package, part: str) -> None:
    """Takes remarks' marks, private settings and sessions out of one part."""
    root = package.root(part)
    if root is None or not any(_is_private(each) for each in root.iter()):
        return
    root = package.edit(part)
    if root is None:
        return
    for each in list(root.iter(*_SETTINGS, *_REMARKS)):
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    for each in root.iter():
        for name in [name for name in each.attrib if str(name).startswith(_SESSION)]:
            del each.attrib[name]
    package.put(part, root)


def _is_private(element: Element) -> bool:
    named = element.tag in _SETTINGS or element.tag in _REMARKS
    return named or any(str(name).startswith(_SESSION) for name in element.attrib)
