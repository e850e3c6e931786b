"""Headers and footers of finished pages, with page numbers worked out: artifacts, but for links where first shown."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.document import Block, Furniture, Link, Section
from boardpaper.model.paragraphs import paragraphs_of
from boardpaper.publish.pdf.blocks.flow import flow_blocks, links_of
from boardpaper.publish.pdf.lines.boxes import Hung, Placed, Strip, content_height
from boardpaper.publish.pdf.lines.page_numbers import PageNumbers
from boardpaper.publish.pdf.lines.setting import Setting
from boardpaper.publish.pdf.pages.columns import text_width
from boardpaper.publish.pdf.pages.floating.hanging import brought_by
from boardpaper.publish.pdf.pages.floating.places import Surroundings, place
from boardpaper.publish.pdf.pages.paginating import variant
from boardpaper.publish.pdf.pages.sheets import Page
from boardpaper.publish.pdf.structure.elements import Element


def furniture_heights(section: Section, furniture: Furniture, setting: Setting) -> tuple[float, float, float]:
    """How tall the default, first and even furniture is; the default stands in where there is no other."""
    width = text_width(section.page)
    setting.notices.stands = "the header" if furniture is section.headers else "the footer"
    numbers = setting.numbers
    # What a page repeats is not known yet; there must be room for the longest.
    setting.numbers = replace(numbers, of_style=setting.repeats.longest)
    heights = [content_height(_flow(blocks, width, setting)) for blocks in variants(furniture)]
    setting.numbers = numbers
    return heights[0], heights[1], heights[2]


class Furnishing(Struct, frozen=True, eq=False):
    """Headers and footers as they are laid out page by page; `still` keeps those that show no page number.

    `holders` are the elements, one a section, for what of them is read; `told` are the links that have been.
    """

    sections: Sequence[Section]
    setting: Setting
    holders: Sequence[Element]
    still: dict[tuple[int, str, int], list[Strip]] = field(default_factory=dict)
    told: set[Link] = field(default_factory=set)


def header_of(page: Page, numbers: PageNumbers, furnishing: Furnishing) -> list[Placed]:
    """The page's header, from its distance to the upper edge downward."""
    strips, first = _strips(page, "header", numbers, furnishing)
    return _placed(strips, page.geometry.left, page.geometry.header, repeated=not first)


def shapes_of(furniture: Sequence[Placed], page: Page) -> list[Hung]:
    """The floating text boxes, frames and tables of a header or footer in their places."""
    hung: list[Hung] = []
    for placed in furniture:
        for shape in brought_by(placed.strip):
            geometry = page.geometry
            right = geometry.width - geometry.right
            around = Surroundings(geometry, geometry.left, right, placed.y, page.number % 2 == 0)
            hung.append(Hung(shape, *place(shape.position, (shape.width, shape.height), around)))
    return hung


def footer_of(page: Page, numbers: PageNumbers, furnishing: Furnishing) -> list[Placed]:
    """The page's footer, ending at its distance to the lower edge."""
    strips, first = _strips(page, "footer", numbers, furnishing)
    geometry = page.geometry
    top = geometry.height - geometry.footer - content_height(strips)
    return _placed(strips, geometry.left, top, repeated=not first)


def _strips(page: Page, kind: str, numbers: PageNumbers, furnishing: Furnishing) -> tuple[list[Strip], bool]:
    """The strips, and whether they hold links that no page before has shown."""
    section, setting = furnishing.sections[page.section], furnishing.setting
    furniture = section.headers if kind == "header" else section.footers
    which = variant(section, furniture, page.number, first=page.first)
    key = (page.section, kind, which)
    strips = furnishing.still.get(key)
    if strips is not None:
        return strips, False
    blocks = variants(furniture)[which]
    first = not furnishing.told.issuperset(_links(blocks))
    furnishing.told.update(_links(blocks))
    setting.numbers = numbers
    setting.asked.pages = False
    setting.notices.stands = f"the {kind}"
    # Links shown again need an element to be recognised by, which no tree holds.
    setting.running = furnishing.holders[page.section] if first else Element("Div")
    strips = _flow(blocks, text_width(section.page), setting)
    setting.running = None
    if not setting.asked.pages and not first:
        furnishing.still[key] = strips
    return strips, first


def _links(blocks: Sequence[Block]) -> Iterator[Link]:
    for paragraph in paragraphs_of(blocks):
        yield from links_of(paragraph)


def _flow(blocks: Sequence[Block], width: float, setting: Setting) -> list[Strip]:
    """The strips of a header or footer, the shapes in it hung up where it has any."""
    shaped = any(block.frame is not None for block in blocks)
    return flow_blocks(blocks, width, None, setting, shaped=shaped)


def variants(furniture: Furniture) -> tuple[tuple[Block, ...], ...]:
    """The default, first and even furniture; the default stands in where there is no other."""
    default = furniture.default
    first = default if furniture.first is None else furniture.first
    even = default if furniture.even is None else furniture.even
    return default, first, even


def _placed(strips: Sequence[Strip], x: float, y: float, *, repeated: bool) -> list[Placed]:
    """The strips one below the other from `y` down."""
    placed = []
    for strip in strips:
        y += strip.gap
        placed.append(Placed(strip, x, y, repeated))
        y += strip.height
    return placed
