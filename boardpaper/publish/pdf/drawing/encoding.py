"""Text as the bytes of embedded fonts, which carry only the glyphs that a document uses."""

from collections.abc import Sequence

from msgspec import Struct, field
from reportlab.pdfbase.pdfdoc import PDFDocument

from boardpaper.publish.pdf.text.fonts import Face

# What a literal string cannot hold as it is: brackets have a meaning, line ends would be made one kind (7.3.4.2).
_WRITTEN = {ord("("): r"\(", ord(")"): r"\)", ord("\\"): r"\\", ord("\r"): r"\r", ord("\n"): r"\n"}
# Stands for a character outside a font's first subset, which takes the long way.
_BEYOND = "\x00"


class _Codes(dict[int, str]):
    """Characters to the escaped codes of a face's first subset, filled as they occur."""

    def __init__(self, face: Face, document: PDFDocument) -> None:
        super().__init__()
        self._face = face
        self._document = document

    def __missing__(self, character: int) -> str:
        ((subset, code),) = self._face.font.splitString(chr(character), self._document)
        escaped = _BEYOND if subset else _escape(code)
        self[character] = escaped
        return escaped


class Encoder(Struct, frozen=True, eq=False):
    """What encodes the text of one PDF document; fonts are embedded in the order of their first use."""

    document: PDFDocument
    codes: dict[str, _Codes] = field(default_factory=dict)
    names: dict[tuple[str, int], str] = field(default_factory=dict)


def encode(text: str, face: Face, encoder: Encoder) -> Sequence[tuple[str, str]]:
    """`text` as pairs of a font's name in the page's resources and a literal string without its parentheses."""
    codes = encoder.codes.get(face.name)
    if codes is None:
        codes = encoder.codes[face.name] = _Codes(face, encoder.document)
    encoded = text.translate(codes)
    if _BEYOND not in encoded:
        return ((_name(face, 0, encoder), encoded),)
    parts = face.font.splitString(text, encoder.document)
    return [(_name(face, subset, encoder), _escape(code)) for subset, code in parts]


def _name(face: Face, subset: int, encoder: Encoder) -> str:
    """The name in the file of a subset of a face."""
    key = (face.name, subset)
    name = encoder.names.get(key)
    if name is None:
        name = encoder.names[key] = face.font.getSubsetInternalName(subset, encoder.document)
    return name


def _escape(code: bytes) -> str:
    """Bytes as they stand inside a literal string (7.3.4.2)."""
    return "".join(_WRITTEN.get(byte) or (chr(byte) if 0 < byte < 127 else f"\\{byte:03o}") for byte in code)
