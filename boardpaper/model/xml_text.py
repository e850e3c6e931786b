"""What of a text an XML file can hold."""

import re

# All that XML 1.0 section 2.2, production 2 (Char) leaves out; what it allows would take ten times as long to compile.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def characters_outside_xml(text: str) -> tuple[str, ...]:
    """The characters of `text` that no XML file can hold, as `U+000B`."""
    return tuple(dict.fromkeys(f"U+{ord(character):04X}" for character in _NOT_XML.findall(text)))


def xml_text(text: str) -> str:
    """`text` with U+FFFD for whatever no XML file can hold, so that the rest stays readable."""
    return _NOT_XML.sub("\ufffd", text)
