"""Text as the bytes of embedded fonts, which carry only the glyphs that a document uses."""

from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import PDFDocument

from boardpaper.publish.fonts import Face

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


class Encoder:
    """Encodes the text of one PDF document; fonts are embedded in the order of their first use."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._codes: dict[str, _Codes] = {}
        self._names: dict[str, str] = {}

    def shows(self, face: Face, text: str) -> Iterator[tuple[str, str]]:
        """`text` as pairs of a font's name in the page's resources and a literal string without parentheses."""
        codes = self._codes.get(face.name)
        if codes is None:
            codes = self._codes[face.name] = _Codes(face, self._document)
        encoded = text.translate(codes)
        if _BEYOND not in encoded:
            yield self._name(face, 0), encoded
            return
        for subset, code in face.font.splitString(text, self._document):
            yield self._name(face, subset), _escape(code)

    def _name(self, face: Face, subset: int) -> str:
        key = f"{face.name}+{subset}"
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = face.font.getSubsetInternalName(subset, self._document)
        return name


def _escape(code: bytes) -> str:
    return "".join(
        f"\\{chr(byte)}" if byte in b"()\\" else chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}" for byte in code
    )
