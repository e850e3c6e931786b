"""Item number, page number and restriction at the edges of each page, as artifacts (ISO 32000-1, 14.8.2.2)."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from pikepdf import Dictionary, Name, Object, Pdf

from boardpaper.model.pack import PackStamps
from boardpaper.pack.faces import StampFace, embed_face, showable
from boardpaper.pdf.boxes import rotation_of, unit_of, visible_box
from boardpaper.publish.pdf.text.fonts import load_face

REGULAR, BOLD = "Arimo-Regular", "Arimo-Bold"
BLANK_WORDS = "This page is intentionally left blank"
# How far stamps stand from the edges: nearer than the furniture of papers, farther than printers reach.
_SIDE, _TOP, _BOTTOM = 28.0, 22.0, 14.0
_BLANK_SIZE = 11.0
_WIDEST = 0.46
_FONT_NAMES = {REGULAR: "/BoardpaperStamp", BOLD: "/BoardpaperStampBold"}


class PageStamps(Struct, frozen=True):
    """The words for one page: empty ones are not stamped."""

    item: str = ""
    page: str = ""
    restricted: str = ""
    blank: bool = False


class _Sheet(Struct, frozen=True):
    """A page as its reader sees it: size in points, and the matrix from there to the page's own space."""

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]


def embed_stamp_faces(pdf: Pdf, words: Iterable[PageStamps]) -> Mapping[str, StampFace]:
    """The faces that these stamps need, each with their characters only."""
    regular: set[str] = set()
    bold: set[str] = set()
    for each in words:
        regular.update(showable(REGULAR, each.item + each.page + (BLANK_WORDS if each.blank else "")))
        bold.update(showable(BOLD, each.restricted))
    used = {REGULAR: regular, BOLD: bold}
    return {name: embed_face(pdf, name, characters) for name, characters in used.items() if characters}


def stamp_content(page: Object, words: PageStamps, faces: Mapping[str, StampFace], stamps: PackStamps) -> bytes:
    """The content that stamps a page, for the state in which a page begins; gives the page the fonts it needs."""
    sheet = _sheet(page)
    drawn = b""
    placed = [
        (BOLD, words.restricted, "Header", _SIDE, sheet.height - _TOP, 0.0),
        (REGULAR, words.item, "Header", sheet.width - _SIDE, sheet.height - _TOP, 1.0),
        (REGULAR, words.page, "Footer", sheet.width - _SIDE, _BOTTOM, 1.0),
    ]
    for name, text, kind, x, y, share in placed:
        if text:
            text = showable(name, text)
            size = _fitted(faces[name].width(text, stamps.size), stamps.size, sheet)
            x -= share * faces[name].width(text, size)
            called = _font_name(page, name, faces[name].font)
            drawn += _artifact(faces[name], called, text, kind, (x, y, size), backing=stamps.backing)
    if words.blank:
        x = (sheet.width - faces[REGULAR].width(BLANK_WORDS, _BLANK_SIZE)) / 2
        place = (x, sheet.height / 2, _BLANK_SIZE)
        called = _font_name(page, REGULAR, faces[REGULAR].font)
        drawn += _artifact(faces[REGULAR], called, BLANK_WORDS, "", place, backing=False)
    if not drawn:
        return b""
    matrix = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in sheet.matrix)
    return f"q {matrix} cm 0 g\n".encode() + drawn + b"Q\n"


def item_stamp_box(page: Object, text: str, size: float) -> tuple[float, float, float, float]:
    """Where on a page the item's stamp stands, in the page's own coordinates: left, bottom, right, top."""
    sheet = _sheet(page)
    width = load_face(REGULAR).width(showable(REGULAR, text))
    size = _fitted(width * size, size, sheet)
    right, bottom = sheet.width - _SIDE, sheet.height - _TOP - 0.3 * size
    corners = [_apply(sheet.matrix, x, y) for x in (right - width * size, right) for y in (bottom, bottom + 1.3 * size)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _sheet(page: Object) -> _Sheet:
    """A page as readers see it, and the matrix from there to its own coordinates."""
    left, bottom, right, top = visible_box(page)
    rotation, unit = rotation_of(page), unit_of(page)
    width, height, scale = (right - left) * unit, (top - bottom) * unit, 1 / unit
    if rotation == 90:
        return _Sheet(height, width, (0, scale, -scale, 0, right, bottom))
    if rotation == 180:
        return _Sheet(width, height, (-scale, 0, 0, -scale, right, top))
    if rotation == 270:
        return _Sheet(height, width, (0, -scale, scale, 0, left, top))
    return _Sheet(width, height, (scale, 0, 0, scale, left, bottom))


def _fitted(width: float, size: float, sheet: _Sheet) -> float:
    """The size at which a stamp leaves room for another beside it on a narrow page."""
    return min(size, size * _WIDEST * sheet.width / max(width, 1.0))


def _artifact(
    face: StampFace, called: str, text: str, kind: str, place: tuple[float, float, float], *, backing: bool
) -> bytes:
    """A stamp as operators: `place` is where its baseline begins, and its size, in points."""
    x, y, size = place
    said = f"/Type /Pagination /Subtype /{kind}" if kind else "/Type /Pagination"
    white = ""
    if backing:
        width = face.width(text, size)
        white = f"1 g {x - 2:.2f} {y - 0.3 * size:.2f} {width + 4:.2f} {1.35 * size:.2f} re f 0 g "
    shown = f"BT {called} {size:.2f} Tf {x:.2f} {y:.2f} Td {face.encode(text)} Tj ET"
    return f"/Artifact <<{said}>> BDC {white}{shown} EMC\n".encode()


def _font_name(page: Object, name: str, font: Object) -> str:
    """The name by which the page's content calls the font. Resources that pages share get it once."""
    if not isinstance(page.get(Name.Resources), Dictionary):
        page.Resources = Dictionary()
    if not isinstance(page.Resources.get(Name.Font), Dictionary):
        page.Resources.Font = Dictionary()
    fonts = page.Resources.Font
    called, number = _FONT_NAMES[name], 1
    # A pack that goes into another pack brings stamps of its own.
    while called in fonts and fonts[called].objgen != font.objgen:
        number += 1
        called = f"{_FONT_NAMES[name]}{number}"
    fonts[called] = font
    return called


def _apply(matrix: tuple[float, float, float, float, float, float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
