"""Pages painted onto a canvas: every mark is either content of a structure element or an artifact (14.8.2)."""

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace
from reportlab.pdfgen.canvas import Canvas

from boardpaper.model.document import Border, Borders, Drawing, Link, PageGeometry
from boardpaper.publish.pdf.drawing.encoding import Encoder, encode
from boardpaper.publish.pdf.lines.boxes import (
    CellBox,
    Fragment,
    Hung,
    Ink,
    LineStrip,
    Panel,
    Picture,
    Placed,
    RowStrip,
    Strip,
    cell_content,
    stacked,
)
from boardpaper.publish.pdf.lines.pictures import picture_key
from boardpaper.publish.pdf.lines.setting import Setting
from boardpaper.publish.pdf.pages.floating.places import place_on_page
from boardpaper.publish.pdf.pages.furniture import shapes_of
from boardpaper.publish.pdf.pages.sheets import Page
from boardpaper.publish.pdf.structure.elements import Element, MarkedContent
from boardpaper.publish.pdf.text.fonts import load_face
from boardpaper.publish.pdf.text.images import size_on_page

HEADER = "<</Type/Pagination/Subtype/Header>>"
FOOTER = "<</Type/Pagination/Subtype/Footer>>"
_LAYOUT = "<</Type/Layout>>"
_WATERMARK = "<</Type/Pagination/Subtype/Watermark>>"
# Fractions of the size, as Arial's own tables have them.
_UNDERLINE_PLACE = 0.106
_STRIKE_PLACE = -0.26
_RULE_WEIGHT = 0.073
_SEPARATOR_WIDTH = 144.0
_DASHES = {"dotted": "[1 1]", "dashed": "[3 3]", "dashSmallGap": "[3 1]", "dotDash": "[4 2 1 2]"}
_NO_LINES = frozenset({"", "nil", "none"})


class Annotation(Struct, frozen=True):
    """A link's area on a page (from 0), in default user space; `words` are what it is called."""

    page: int
    rect: tuple[float, float, float, float]
    link: Link
    element: Element
    words: str


class Destination(Struct, frozen=True):
    """A place on a page (from 0), `y` from the page's bottom, and the element that stands there."""

    page: int
    x: float
    y: float
    element: Element | None = None


class Heading(Struct, frozen=True):
    """A heading's outline entry."""

    level: int
    title: str
    destination: Destination
    element: Element


class Painted(Struct, eq=False):
    """What painting leaves for the tags: who owns which content of each page, links, places and headings.

    `running` are the elements of the links in headers and footers, which later pages show again. `pictures` are the
    names in the file of those that were drawn.
    """

    owners: list[list[Element]] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    destinations: dict[str, Destination] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    running: dict[Link, Element] = field(default_factory=dict)
    pictures: dict[Drawing, str] = field(default_factory=dict)


class _HungPicture(NamedTuple):
    """A floating picture of the body: how its marked content begins, and its place from the page's lower left."""

    begins: str
    drawing: Drawing
    box: tuple[float, float, float, float]


class _Under(Struct, eq=False):
    """What lies under the words of a page, in operators that are each drawn once however often they are asked for.

    `boxes` are the fills and rules of text boxes; `floats` lie under everything, with left and top in points. `behind`
    and `before` are floating pictures on both sides of the fills and rules.
    """

    fills: dict[str, None] = field(default_factory=dict)
    rules: dict[str, None] = field(default_factory=dict)
    boxes: dict[str, None] = field(default_factory=dict)
    floats: list[tuple[Drawing, float, float]] = field(default_factory=list)
    behind: list[_HungPicture] = field(default_factory=list)
    before: list[_HungPicture] = field(default_factory=list)


class _TextState(Struct, eq=False):
    """The text state that the operators so far have set (9.3), and whether a text object has begun.

    `font` is its name in the file and its size in points; spaces are in points too.
    """

    begun: bool = False
    font: tuple[str, float] = ("", 0.0)
    colour: str = ""
    word_space: float = 0.0
    spacing: float = 0.0


class _Sheet(Struct, eq=False):
    """The content of the page being painted, the `page`th from 0.

    `open` says that marked content is open: of `role`, or of an artifact where that is None. `artifact` is the type of
    the artifacts painted now, "" for those of the layout.
    """

    page: int
    geometry: PageGeometry
    height: float
    encoder: Encoder
    painted: Painted
    owners: list[Element] = field(default_factory=list)
    under: _Under = field(default_factory=_Under)
    content: list[str | tuple[Picture, float, float]] = field(default_factory=list)
    text: _TextState = field(default_factory=_TextState)
    artifact: str = ""
    role: Element | None = None
    open: bool = False
    links: list[Annotation] = field(default_factory=list)
    hung: Mapping[int, Hung] = field(default_factory=dict)


def paint_page(
    canvas: Canvas,
    page: Page,
    index: int,
    furniture: Iterable[tuple[str, Iterable[Placed]]],
    setting: Setting,
    encoder: Encoder,
    painted: Painted,
    *,
    draft: bool,
) -> None:
    """Paints `page`, the `index`th from 0, onto `canvas`; `furniture` holds artifact types and their strips."""
    sheet = _Sheet(index, page.geometry, page.geometry.height, encoder, painted, hung=page.floats)
    for placed in (*page.body, *page.notes):
        _paint(sheet, *placed)
    _close(sheet)
    for artifact, strips in furniture:
        sheet.artifact = artifact
        strips = list(strips)
        for placed in strips:
            _paint(sheet, *placed)
        for hung in shapes_of(strips, page):
            _paint_hung(sheet, hung, repeated=strips[0].repeated)
        _close(sheet)
    for rule in page.rules:
        _rule(sheet, *rule, Border())
    canvas.setPageSize((page.geometry.width, page.geometry.height))
    _flush(canvas, sheet, setting, draft, page.geometry.width)
    painted.owners.append(sheet.owners)
    painted.annotations.extend(sheet.links)
    canvas.showPage()


def _paint(sheet: _Sheet, strip: Strip, x: float, y: float, repeated: bool) -> None:
    """A strip with its top left corner at `x` and `y`, in points from the page's top left."""
    if isinstance(strip, RowStrip):
        _paint_row(sheet, strip, x, y, repeated)
    else:
        _paint_line(sheet, strip, x, y, repeated)


def _paint_row(sheet: _Sheet, row: RowStrip, x: float, y: float, repeated: bool) -> None:
    for cell in row.cells:
        _paint_cell(sheet, cell, x, y, repeated)


def _paint_cell(sheet: _Sheet, cell: CellBox, x: float, y: float, repeated: bool) -> None:
    if cell.shading:
        _fill(sheet, x + cell.x, y, cell.width, cell.height, cell.shading)
    _box(sheet, x + cell.x, y, cell.width, cell.height, cell.borders)
    for placed in cell_content(cell, x, y):
        _paint(sheet, placed.strip, placed.x, placed.y, repeated)


def _paint_line(sheet: _Sheet, strip: LineStrip, x: float, y: float, repeated: bool) -> None:
    """A line and what hangs on it; `repeated` ones, such as a heading row on the next page, are artifacts."""
    if strip.panel is not None:
        _paint_panel(sheet, strip.panel, x, y, strip.height)
        y += strip.panel.above
    for shape in strip.floats:
        if shape.number in sheet.hung:
            _paint_hung(sheet, sheet.hung[shape.number], repeated)
    line = strip.line
    if strip.rule:
        _rule(sheet, x, y + strip.height / 2, _SEPARATOR_WIDTH, 0.0, Border())
    if line is None:
        return
    sheet.under.floats += [(drawing, *place_on_page(drawing, sheet.geometry, y)) for drawing in line.floats]
    if not repeated and (line.anchors or strip.heading is not None):
        _mark_places(sheet, strip, x, y)
    baseline = y + line.baseline
    # Reading order within a line is the order on it, pictures among the words.
    for item in _by_place(line.fragments, line.pictures):
        _open(sheet, None if repeated else item.role)
        if isinstance(item, Picture):
            _paint_picture(sheet, item, x, baseline)
        else:
            _paint_fragment(sheet, item, x, baseline, line.height, y)


def _paint_panel(sheet: _Sheet, panel: Panel, x: float, y: float, height: float) -> None:
    """A paragraph's shading and borders along one line, whose left end and top are `x` and `y`."""
    left, width = x + panel.left, panel.right - panel.left
    if panel.shading:
        _fill(sheet, left, y, width, height, panel.shading)
    _box(sheet, left, y, width, height, panel.borders)


def _paint_hung(sheet: _Sheet, hung: Hung, repeated: bool) -> None:
    """A floating shape in its place, read where it hangs; pictures lie under all boxes and words."""
    shape, x, y = hung
    if shape.drawing is None:
        under = sheet.under
        fills, rules = under.fills, under.rules
        under.fills, under.rules = {}, {}
        for placed in stacked(shape.strips, x, y):
            _paint(sheet, placed.strip, placed.x, placed.y, repeated)
        under.boxes |= under.fills | under.rules
        under.fills, under.rules = fills, rules
        return
    _close(sheet)
    top = sheet.height - hung.y
    box = (x, top - shape.height, x + shape.width, top)
    role = shape.role
    begins = f"/Artifact {_LAYOUT} BDC" if role is None else _begin_content(sheet, role)
    (sheet.under.behind if shape.wrapping.behind else sheet.under.before).append(
        _HungPicture(begins, shape.drawing, box)
    )
    if role is not None:
        role.box = box
        if role.parent is not None and role.parent.link is not None:
            _add_link(sheet, role.parent, role.alt, box)


def _begin_content(sheet: _Sheet, role: Element) -> str:
    """The operator that begins marked content of `role`, which takes its place among the role's kids."""
    role.attach()
    mcid = len(sheet.owners)
    sheet.owners.append(role)
    role.kids.append(MarkedContent(sheet.page, mcid))
    return f"/{role.tag} <</MCID {mcid}>> BDC"


def _by_place(fragments: tuple[Fragment, ...], pictures: tuple[Picture, ...]) -> Iterable[Fragment | Picture]:
    """Words and pictures from left to right."""
    if not pictures:
        return fragments
    return sorted([*fragments, *pictures], key=lambda item: item.x)


def _mark_places(sheet: _Sheet, strip: LineStrip, x: float, y: float) -> None:
    """Notes where links to the line's anchors lead, and the outline entry of a heading."""
    line = strip.line
    if line is not None:
        element = next((fragment.role for fragment in line.fragments if fragment.role is not None), None)
        for anchor in line.anchors:
            place = Destination(sheet.page, x + anchor.x, sheet.height - y, element)
            sheet.painted.destinations.setdefault(anchor.name, place)
    if strip.heading is not None and strip.heading.title:
        place = Destination(sheet.page, x, sheet.height - y, strip.heading)
        level = int(strip.heading.tag.removeprefix("H"))
        sheet.painted.headings.append(Heading(level, strip.heading.title, place, strip.heading))


def _open(sheet: _Sheet, role: Element | None) -> None:
    """Begins marked content for `role`, or an artifact, unless that is what is open."""
    if sheet.open and sheet.role is role:
        return
    _close(sheet)
    sheet.open, sheet.role = True, role
    if role is None:
        sheet.content.append(f"/Artifact {sheet.artifact or _LAYOUT} BDC")
        return
    sheet.content.append(_begin_content(sheet, role))


def _close(sheet: _Sheet) -> None:
    """Ends the marked content that is open, if any."""
    if sheet.open:
        if sheet.text.begun:
            sheet.content.append("ET")
        sheet.content.append("EMC")
        sheet.open = sheet.text.begun = False


def _paint_fragment(sheet: _Sheet, fragment: Fragment, x: float, baseline: float, height: float, top: float) -> None:
    """Words of one look: their operators, what runs under or through them, and the area of a link."""
    ink = fragment.ink
    left = x + fragment.x
    operators = [*_text_state(sheet, fragment), f"1 0 0 1 {left:.2f} {sheet.height - baseline + ink.rise:.2f} Tm"]
    for name, encoded in encode(fragment.text, ink.face, sheet.encoder):
        if (name, ink.size) != sheet.text.font:
            sheet.text.font = (name, ink.size)
            operators.append(f"{name} {ink.size:.2f} Tf")
        operators.append(f"({encoded}) Tj")
    sheet.content.append(" ".join(operators))
    if ink.underline or ink.strike or ink.highlight:
        _decorate(sheet, fragment, left, baseline)
    link = _link_around(fragment.role)
    if link is not None:
        bottom = sheet.height - top - height
        _link(sheet, link, fragment.text, (left, bottom, left + fragment.width, sheet.height - top))


def _text_state(sheet: _Sheet, fragment: Fragment) -> list[str]:
    """The operators that begin text where none is open, and set what differs from the fragment before."""
    text, ink = sheet.text, fragment.ink
    operators = _dipped(sheet, ink)
    if fragment.word_space != text.word_space:
        text.word_space = fragment.word_space
        operators.append(f"{fragment.word_space:.4f} Tw")
    if ink.spacing != text.spacing:
        text.spacing = ink.spacing
        operators.append(f"{ink.spacing:.3f} Tc")
    return operators


def _link_around(role: Element | None) -> Element | None:
    """The link that the words of `role` belong to, also where they are a part of it."""
    if role is None or role.link is not None:
        return role
    return role.parent if role.parent is not None and role.parent.link is not None else None


def _dipped(sheet: _Sheet, ink: Ink) -> list[str]:
    """The operators that begin text where none is open, and words in another colour than the last."""
    operators = []
    if not sheet.text.begun:
        operators.append("BT")
        sheet.text.begun = True
    if ink.colour != sheet.text.colour:
        sheet.text.colour = ink.colour
        operators.append(f"{_rgb(ink.colour)} rg")
    return operators


def _decorate(sheet: _Sheet, fragment: Fragment, left: float, baseline: float) -> None:
    """The highlighting behind words, and the lines under or through them."""
    ink = fragment.ink
    size = ink.size
    width = fragment.width
    baseline -= ink.rise
    if ink.highlight:
        ascent, descent = ink.face.ascent * size, ink.face.descent * size
        _fill(sheet, left, baseline - ascent, width, ascent + descent, ink.highlight)
    places = []
    if ink.underline not in _NO_LINES:
        places.append(_UNDERLINE_PLACE)
        if ink.underline == "double":
            places.append(_UNDERLINE_PLACE + 2 * _RULE_WEIGHT)
    if ink.strike:
        places.append(_STRIKE_PLACE)
    for place in places:
        weight = Border(width=_RULE_WEIGHT * size, colour=ink.colour)
        _rule(sheet, left, baseline + place * size, width, 0.0, weight)


def _link(sheet: _Sheet, element: Element, words: str, rect: tuple[float, float, float, float]) -> None:
    """The area of a link; one in a header or footer belongs to the element of its first appearance."""
    if element.link is None:
        return
    if sheet.role is not None:
        if sheet.artifact:
            sheet.painted.running.setdefault(element.link, element)
        _add_link(sheet, element, words, rect)
    elif sheet.artifact and element.link in sheet.painted.running:
        _add_link(sheet, sheet.painted.running[element.link], "", rect)


def _add_link(sheet: _Sheet, element: Element, words: str, rect: tuple[float, float, float, float]) -> None:
    """Grows the link's area on this line, or begins a new one."""
    if element.link is None:
        return
    last = sheet.links[-1] if sheet.links else None
    if last is not None and last.element is element and abs(last.rect[1] - rect[1]) < 1:
        rect = (min(last.rect[0], rect[0]), last.rect[1], max(last.rect[2], rect[2]), max(last.rect[3], rect[3]))
        sheet.links[-1] = replace(last, rect=rect, words=last.words + words)
        return
    sheet.links.append(Annotation(sheet.page, rect, element.link, element, words))


def _paint_picture(sheet: _Sheet, picture: Picture, x: float, baseline: float) -> None:
    """A picture on the baseline; it is drawn once all operators are known, for reportlab draws at once."""
    if sheet.text.begun:
        sheet.content.append("ET")
        sheet.text.begun = False
    left, bottom = x + picture.x, sheet.height - baseline
    sheet.content.append((picture, left, bottom))
    role, box = picture.role, (left, bottom, left + picture.width, bottom + picture.height)
    if role is not None and role.tag == "Figure":
        if sheet.role is not None:
            role.box = box
        link = _link_around(role)
        if link is not None:
            _link(sheet, link, role.alt, box)


def _box(sheet: _Sheet, x: float, y: float, width: float, height: float, borders: Borders) -> None:
    if borders.top:
        _rule(sheet, x, y, width, 0.0, borders.top, 2)
    if borders.bottom:
        _rule(sheet, x, y + height, width, 0.0, borders.bottom, 2)
    if borders.left:
        _rule(sheet, x, y, 0.0, height, borders.left, 2)
    if borders.right:
        _rule(sheet, x + width, y, 0.0, height, borders.right, 2)


def _fill(sheet: _Sheet, x: float, y: float, width: float, height: float, colour: str) -> None:
    """A filled rectangle, under all words."""
    bottom = sheet.height - y - height
    sheet.under.fills[f"{_rgb(colour)} rg {x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f"] = None


def _rule(sheet: _Sheet, x: float, y: float, width: float, height: float, border: Border, cap: int = 0) -> None:
    """A horizontal or vertical line, its middle on the given place; with `cap` 2 it fills the corners of a box."""
    if border.style in _NO_LINES or border.width <= 0:
        return
    top = sheet.height - y
    if border.style != "double":
        pen = _pen(border.colour, border.width, cap, border.style)
        sheet.under.rules[f"{pen} {x:.2f} {top:.2f} m {x + width:.2f} {top - height:.2f} l S"] = None
        return
    third = border.width / 3
    pen = _pen(border.colour, third, 0, "single")
    down, right = (third, 0.0) if width else (0.0, third)
    for sign in (-1, 1):
        dx, dy = sign * right, sign * down
        ends = f"{x + dx:.2f} {top + dy:.2f} m {x + width + dx:.2f} {top - height + dy:.2f} l S"
        sheet.under.rules[f"{pen} {ends}"] = None


@lru_cache(maxsize=1024)
def _pen(colour: str, weight: float, cap: int, style: str) -> str:
    return f"{_rgb(colour)} RG {weight:.2f} w {cap} J {_DASHES.get(style, '[]')} 0 d"


def _flush(canvas: Canvas, sheet: _Sheet, setting: Setting, draft: bool, width: float) -> None:
    """Draws the page: what lies under the words, in order from the back, then words and pictures."""
    if draft:
        canvas.addLiteral(_draft_mark(sheet, width))
    for drawing, left, top in sheet.under.floats:
        # They lie under everything else, as letterheads do.
        _paint_float(canvas, drawing, left, sheet.height - top, sheet.painted, setting)
    _draw_hung(canvas, sheet.under.behind, sheet.painted, setting)
    _draw_artifacts(canvas, [*sheet.under.fills, *sheet.under.rules])
    _draw_hung(canvas, sheet.under.before, sheet.painted, setting)
    _draw_artifacts(canvas, sheet.under.boxes)
    operators: list[str] = []
    for part in sheet.content:
        if isinstance(part, str):
            operators.append(part)
            continue
        picture, left, bottom = part
        canvas.addLiteral("\n".join(operators))
        operators = []
        _draw_image(canvas, picture.drawing, (left, bottom, picture.width, picture.height), sheet.painted, setting)
    if operators:
        canvas.addLiteral("\n".join(operators))


def _draw_artifacts(canvas: Canvas, operators: Iterable[str]) -> None:
    """Operators as one artifact, which assistive technology skips."""
    drawn = "\n".join(operators)
    if drawn:
        canvas.addLiteral(f"/Artifact {_LAYOUT} BDC q\n{drawn}\nQ EMC")


def _draw_hung(canvas: Canvas, pictures: Iterable[_HungPicture], painted: Painted, setting: Setting) -> None:
    """Floating pictures, each in marked content that was opened where it hangs."""
    for begins, drawing, (left, bottom, right, top) in pictures:
        if setting.pictures.can_show(drawing):
            canvas.addLiteral(begins)
            _draw_image(canvas, drawing, (left, bottom, right - left, top - bottom), painted, setting)
            canvas.addLiteral("EMC")


def _paint_float(canvas: Canvas, drawing: Drawing, left: float, top: float, painted: Painted, setting: Setting) -> None:
    """A picture of a letterhead, behind all else."""
    width, height = size_on_page(drawing)
    canvas.addLiteral(f"/Artifact {_LAYOUT} BDC")
    _draw_image(canvas, drawing, (left, top - height, width, height), painted, setting)
    canvas.addLiteral("EMC")


def _draw_image(
    canvas: Canvas, drawing: Drawing, place: tuple[float, float, float, float], painted: Painted, setting: Setting
) -> None:
    """Draws a picture; once it is in the file, its name is enough, and it need not be opened again."""
    key = picture_key(drawing)
    left, bottom, width, height = place
    if key in painted.pictures:
        canvas.saveState()
        canvas.transform(width, 0, 0, height, left, bottom)
        canvas.doForm(painted.pictures[key])
        canvas.restoreState()
        return
    image = setting.pictures.take(drawing)
    if image is not None:
        told: dict[str, str] = {"name": ""}
        canvas.drawImage(image, left, bottom, width, height, mask="auto", extraReturn=told)
        painted.pictures[key] = told["name"]


def _draft_mark(sheet: _Sheet, width: float) -> str:
    """The word DRAFT in light grey across the page, under everything else."""
    face = load_face("Arimo-Bold")
    ((name, encoded),) = encode("DRAFT", face, sheet.encoder)
    angle = math.atan2(sheet.height, width)
    size = 0.6 * math.hypot(width, sheet.height) / face.width("DRAFT")
    cos, sin = math.cos(angle), math.sin(angle)
    back, down = 0.3 * math.hypot(width, sheet.height), 0.35 * size
    x = width / 2 - back * cos + down * sin
    y = sheet.height / 2 - back * sin - down * cos
    place = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm"
    return f"/Artifact {_WATERMARK} BDC q 0.9 0.9 0.9 rg BT {name} {size:.2f} Tf {place} ({encoded}) Tj ET Q EMC"


@lru_cache(maxsize=1024)
def _rgb(colour: str) -> str:
    """`FF0000` as red, green and blue from 0 to 1; black for what is no colour."""
    try:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        red = green = blue = 0.0
    return f"{red:.3g} {green:.3g} {blue:.3g}"
