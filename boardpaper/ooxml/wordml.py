"""WordprocessingML written as text: namespaces, escaping, runs and paragraphs."""

import re

from boardpaper.model.xml_text import xml_text
from boardpaper.ooxml.names import NAMESPACES

DECLARATIONS = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r", "wp", "a", "pic"))
XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escape_text(text: str) -> str:
    """`text` as element content."""
    return xml_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """`text` as the content of an attribute in double quotes."""
    return escape_text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def run_properties(style: str = "", *, bold: bool = False, italic: bool = False) -> str:
    """`w:rPr` with a character style's id and direct bold and italic, or nothing."""
    inner = f'<w:rStyle w:val="{escape_attribute(style)}"/>' if style else ""
    if bold:
        inner += "<w:b/><w:bCs/>"
    if italic:
        inner += "<w:i/><w:iCs/>"
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def text_run(text: str, properties: str = "") -> str:
    """A run of words; every kind of white space but the no-break ones is one space, as in a line of print."""
    words = re.sub(r"[\t\n\r ]+", " ", text)
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape_text(words)}</w:t></w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in the style with id `style`; `properties` are further children of `w:pPr`, in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{escape_attribute(style)}"/>{properties}</w:pPr>{content}</w:p>'
