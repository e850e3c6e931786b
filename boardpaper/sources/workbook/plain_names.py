"""A workbook with its parts under the names that openpyxl looks for, where a program has called them otherwise.

openpyxl compares names letter by letter, and finds styles and the theme by name alone: without the styles, 64% would be
read as 0.64.
"""

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO

from boardpaper.ooxml.content_types import OVERRIDE
from boardpaper.ooxml.package import RELATIONSHIP, Package
from boardpaper.ooxml.part_names import CONTENT_TYPES, part_key, relationships_name, resolve

_OF_PACKAGE = {"officeDocument": "xl/workbook.xml", "core-properties": "docProps/core.xml"}
_OF_WORKBOOK = {"styles": "xl/styles.xml", "theme": "xl/theme/theme1.xml", "sharedStrings": "xl/sharedStrings.xml"}


def plainly_named(archive: zipfile.ZipFile, package: Package, spare: IO[bytes]) -> bool:
    """Whether the workbook in `archive`, opened as `package`, had to be written to `spare` under plain names.

    Raises:
        InputError: the relationships or the content types are damaged.
    """
    names = _plain_names(package)
    changed = dict(_changed(package, names))
    if not changed and all(part == name for part, name in names.items()):
        return False
    with zipfile.ZipFile(spare, "w", zipfile.ZIP_DEFLATED) as made:
        for part, name in names.items():
            if part in changed:
                made.writestr(name, changed[part])
            else:
                with archive.open(part) as source, made.open(name, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target)
    return True


def _plain_names(package: Package) -> dict[str, str]:
    """The plain name of every part by its own."""
    names = {part: CONTENT_TYPES for part in package if part_key(part) == part_key(CONTENT_TYPES)}
    for owner, kinds in (("", _OF_PACKAGE), (package.main, _OF_WORKBOOK)):
        for kind, name in kinds.items():
            names.update((part, name) for part in package.related(owner, kind)[:1] if part not in names)
    taken = {part_key(name) for name in names.values()}
    held = [part for part in package if not part_key(part).endswith(".rels") and part not in names]
    for number, part in enumerate(held):
        names[part] = part if part_key(part) not in taken else f"others/{number}-{part.rpartition('/')[2]}"
    for owner in ("", *list(names)):
        relationships = package.spelled(relationships_name(owner))
        if relationships:
            names[relationships] = relationships_name(names.get(owner, ""))
    return names


def _changed(package: Package, names: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The relationships and the content types that name a part in another way, with the plain one."""
    for owner in ("", *package):
        yield from _with_references(package, relationships_name(owner), names, owner)
    yield from _with_references(package, CONTENT_TYPES, names, "")


def _with_references(package: Package, part: str, names: Mapping[str, str], owner: str) -> Iterator[tuple[str, bytes]]:
    """A part with its references to renamed parts changed, if it has any."""
    copy = Package(package.name, {})
    root, changed = package.edit(part), False
    for element in () if root is None else root.iter(RELATIONSHIP, OVERRIDE):
        attribute = "Target" if element.tag == RELATIONSHIP else "PartName"
        reference = resolve(owner, element.get(attribute, ""))
        name = names.get(package.spelled(reference), "")
        if name and name != reference and element.get("TargetMode") != "External":
            element.set(attribute, f"/{name}")
            changed = True
    if root is not None and changed:
        copy.put(part, root)
        yield package.spelled(part), copy.parts[part]
