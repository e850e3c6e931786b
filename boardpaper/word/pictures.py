"""Pictures as inline drawings, fitted to the width of the text (ECMA-376 part 1, 20.4.2.8 inline)."""

import hashlib

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image as ImageHeader
from msgspec import Struct, field

from boardpaper.model.finding import Finding
from boardpaper.model.prose import Image
from boardpaper.ooxml.names import NAMESPACES
from boardpaper.ooxml.relationships import Relationships
from boardpaper.ooxml.units import EMU_PER_INCH, EMU_PER_TWIP
from boardpaper.ooxml.wordml import escape_attribute
from boardpaper.rules import templates as rules

_KINDS = {"image/png": "png", "image/jpeg": "jpeg"}
# A picture taller than this part of a page would push its own caption over.
_TALLEST = 0.8
_A, _PIC, _WP = (NAMESPACES[prefix] for prefix in ("a", "pic", "wp"))


class Pictures(Struct):
    """The pictures of one document. `width` and `height` are the page's text area in twentieths of a point."""

    links: Relationships
    width: int
    height: int
    next_id: int = 1
    parts: dict[str, bytes] = field(default_factory=dict)
    media_types: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def write(self, image: Image) -> str:
        """A run that holds the picture, or nothing where the file is none that Word shows."""
        try:
            content = image.path.read_bytes()
            header = ImageHeader.from_blob(content)
            kind = _KINDS.get(header.content_type)
        except (OSError, UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ValueError):
            kind = None
        if kind is None:
            self.findings.append(rules.PICTURE_UNREADABLE.at(image.place, name=image.path.name))
            return ""
        width, height = self._fit(header.px_width / header.horz_dpi, header.px_height / header.vert_dpi)
        return self._drawing(self._part(content, kind), width, height, image.alt)

    def _fit(self, width_inches: float, height_inches: float) -> tuple[int, int]:
        """Width and height in EMU, both scaled down where the picture is wider or taller than the text."""
        width, height = width_inches * EMU_PER_INCH, height_inches * EMU_PER_INCH
        scale = min(
            1.0,
            self.width * EMU_PER_TWIP / max(width, 1.0),
            self.height * EMU_PER_TWIP * _TALLEST / max(height, 1.0),
        )
        return max(round(width * scale), 1), max(round(height * scale), 1)

    def _part(self, content: bytes, kind: str) -> str:
        """Adds a picture's file, once for all its uses, and returns the relationship's id."""
        name = f"word/media/picture-{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
        self.parts[name] = content
        self.media_types[kind] = f"image/{kind}"
        return self.links.add_part("image", name)

    def _drawing(self, relation: str, width: int, height: int, alt: str) -> str:
        """An inline drawing as XML, `width` and `height` in EMU."""
        number = self.next_id
        self.next_id += 1
        described = f'id="{number}" name="Picture {number}" descr="{escape_attribute(alt)}"'
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {described}/><wp:cNvGraphicFramePr>'
            f'<a:graphicFrameLocks xmlns:a="{_A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr>'
            f'<pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
            f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
