"""The whole numbers that Word prints before paragraphs of simple lists ("5."), counted without laying anything out.

Only what is certain is told: no number of another form, and none where tracked changes join paragraphs.
"""

import re
from collections.abc import Mapping

from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.ooxml.numbering import Numbering
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.styles import read_styles

_PLAIN = re.compile(r"%1[.)]?")
_PARAGRAPH = f"{W}p"
_PROPERTIES = f"{W}pPr"
_MARK = f"{W}pPr/{W}rPr"
_LIST = f"{W}pPr/{W}numPr"
_STYLE = f"{W}pPr/{W}pStyle"


def paragraph_numbers(package: Package) -> dict[Element, str]:
    """The printed numbers of those paragraphs of the document that have a plain one; they are those of its root.

    Raises:
        InputError: the styles or the numbering part is damaged.
    """
    root = package.root(package.main)
    if root is None or any(_is_joined(paragraph) for paragraph in root.iter(_PARAGRAPH)):
        return {}
    by_style = _style_lists(package)
    numbering = Numbering(package.related_root(package.main, "numbering"))
    counts: dict[int, int] = {}
    begun: set[int] = set()
    found = {}
    for paragraph in root.iter(_PARAGRAPH):
        number, level = _list_of(paragraph, by_style)
        if not number or level or next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None:
            continue
        first = numbering.first_level(number)
        if first is None:
            continue
        if number not in begun and first.restart is not None:
            counts[first.definition] = first.restart - 1
        begun.add(number)
        counts[first.definition] = counts.get(first.definition, first.start - 1) + 1
        if first.format == "decimal" and _PLAIN.fullmatch(first.text):
            found[paragraph] = str(counts[first.definition])
    return found


def _is_joined(paragraph: Element) -> bool:
    """Whether the paragraph's mark was deleted or moved away with changes tracked (17.13.5.15)."""
    mark = paragraph.find(_MARK)
    return mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))


def _style_lists(package: Package) -> dict[str, tuple[int, int]]:
    """The list and level that each paragraph style brings along, by the style's id."""
    root = package.related_root(package.main, "styles")
    entries = () if root is None else read_styles(root).entries.values()
    return {entry.id: entry.numbering for entry in entries if entry.kind == "paragraph" and entry.numbering}


def _list_of(paragraph: Element, by_style: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """The list that a paragraph belongs to and its level in it; list 0 is none (17.9.18 numId)."""
    style = paragraph.find(_STYLE)
    number, level = by_style.get("" if style is None else style.get(VAL, ""), (0, 0))
    own = paragraph.find(_LIST)
    if own is None:
        return number, level
    return _whole(own, "numId", number), _whole(own, "ilvl", level)


def _whole(properties: Element, name: str, default: int) -> int:
    """A property's value as a whole number, `default` where it is none."""
    child = properties.find(f"{W}{name}")
    text = "" if child is None else child.get(VAL, "")
    return int(text) if text.isascii() and text.isdigit() else default
