"""A Word file told in text, so that two can be compared by people: every part, an element a line."""

import re
from collections.abc import Iterator

from lxml import etree

from boardpaper import __version__
from tests.support.word_papers import parts_of

# What a template holds, and no paper changes.
_AS_IN_THE_TEMPLATE = ("word/styles.xml", "word/theme/theme1.xml", "word/fontTable.xml")
# It packs the ledger, which is told where it stands by itself.
_COPY = "docProps/custom.xml"

# Of workbooks that a test writes they are others each time.
_HASH, _MOMENT = re.compile(r"\b[0-9a-f]{64}\b"), re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def word_portrait(content: bytes) -> str:
    """The parts of a .docx in the order of their names, but for the template's own and the copy of the ledger.

    Namespaces are left out; the version of boardpaper, hashes and moments of workbooks go by a name.
    """
    parts = sorted(parts_of(content).items())
    lines = (
        line
        for name, part in parts
        if name not in (*_AS_IN_THE_TEMPLATE, _COPY)
        for line in (f"== {name}", *_told(part))
    )
    text = "\n".join(lines).replace(__version__, "VERSION") + "\n"
    return _MOMENT.sub("MOMENT", _HASH.sub("SHA-256", text))


def _told(part: bytes) -> Iterator[str]:
    if not part.lstrip().startswith(b"<"):
        yield f"{len(part)} bytes"
        return
    yield from _element(etree.fromstring(part), 0)


def _element(element: etree._Element, depth: int) -> Iterator[str]:
    attributes = "".join(f" {_plain(name)}={value}" for name, value in element.attrib.items())
    words = f" “{element.text}”" if element.text and element.text.strip() else ""
    yield f"{'  ' * depth}{_plain(element.tag)}{attributes}{words}"
    for child in element:
        if isinstance(child.tag, str):
            yield from _element(child, depth + 1)


def _plain(name: object) -> str:
    return re.sub(r"\{.*\}", "", str(name))
