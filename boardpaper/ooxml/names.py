"""Names in Office files: namespaces, names of elements and attributes, and the type of an element.

`W` and its like are namespaces as lxml writes them in front of a name, so `f"{W}p"` is the element `w:p`. Files of the
Strict variant are translated to these, the transitional ones, when they are read (ECMA-376 part 1, annex A; part 4).
"""

from lxml import etree

# What parsing returns. lxml has no public name for it.
Element = etree._Element

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "cp": f"{PACKAGE}/metadata/core-properties",
    "m": f"{OFFICE}/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": f"{OFFICE}/relationships",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}

A = f"{{{NAMESPACES['a']}}}"
CP = f"{{{NAMESPACES['cp']}}}"
M = f"{{{NAMESPACES['m']}}}"
MC = f"{{{NAMESPACES['mc']}}}"
PIC = f"{{{NAMESPACES['pic']}}}"
R = f"{{{NAMESPACES['r']}}}"
W = f"{{{NAMESPACES['w']}}}"
WP = f"{{{NAMESPACES['wp']}}}"
WPS = f"{{{NAMESPACES['wps']}}}"

VAL = f"{W}val"


def tags(names: str) -> tuple[str, ...]:
    """The elements of WordprocessingML with these names, parted by spaces."""
    return tuple(f"{W}{name}" for name in names.split())
