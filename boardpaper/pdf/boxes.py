"""The part of a page that is shown, and how far it is turned (ISO 32000-1, 7.7.3.3 and 14.11.2)."""

from pikepdf import Array, Name, Object

from boardpaper.pdf.trees import inherited

# Left, bottom, right and top in the page's own coordinates.
Box = tuple[float, float, float, float]
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)


def page_box(page: Object, key: str) -> Box | None:
    """The page's box `key`, its own or inherited, its corners in order; None where there is none that can be used."""
    value = inherited(page, key)
    if not isinstance(value, Array) or len(value) != 4:
        return None
    left, bottom, right, top = (float(each) for each in value)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def visible_box(page: Object) -> Box:
    """The part of a page that is shown: its crop box inside its media box, Letter where there is neither."""
    media = page_box(page, "/MediaBox") or _LETTER
    crop = page_box(page, "/CropBox") or media
    left, bottom, right, top = (
        max(crop[0], media[0]),
        max(crop[1], media[1]),
        min(crop[2], media[2]),
        min(crop[3], media[3]),
    )
    return (left, bottom, right, top) if left < right and bottom < top else media


def rotation_of(page: Object) -> int:
    """How far a page is turned clockwise when it is shown: 0, 90, 180 or 270 degrees."""
    said = inherited(page, "/Rotate")
    return said % 360 // 90 * 90 if isinstance(said, int) else 0


def unit_of(page: Object) -> float:
    """How many points one unit of the page's coordinates has (PDF 1.6)."""
    return float(page.get(Name.UserUnit, 1)) or 1.0
