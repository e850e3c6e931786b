"""Headers and footers of finished pages, as artifacts, with page numbers worked out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from boardpaper.model.document import Block, Furniture, Section
from boardpaper.publish.boxes import Hung, Placed, Strip
from boardpaper.publish.columns import text_width
from boardpaper.publish.floats import Surroundings, place
from boardpaper.publish.flow import flow_blocks
from boardpaper.publish.hanging import brought_by
from boardpaper.publish.pages import Page, variant
from boardpaper.publish.setting import PageNumbers, Setting
from boardpaper.publish.tables import content_height


def furniture_heights(section: Section, furniture: Furniture, setting: Setting) -> tuple[float, float, float]:
    """How tall the default, first and even furniture is; the default stands in where there is no other."""
    width = text_width(section.page)
    heights = [content_height(_flow(blocks, width, setting)) for blocks in _variants(furniture)]
    return heights[0], heights[1], heights[2]


@dataclass(frozen=True, slots=True, eq=False)
class Furnishing:
    """Headers and footers as they are laid out page by page; `still` keeps those that show no page number."""

    sections: Sequence[Section]
    setting: Setting
    still: dict[tuple[int, str, int], list[Strip]] = field(default_factory=dict)


def header_of(page: Page, numbers: PageNumbers, furnishing: Furnishing) -> list[Placed]:
    """The page's header, from its distance to the upper edge downward."""
    strips = _strips(page, "header", numbers, furnishing)
    return _placed(strips, page.geometry.left, page.geometry.header)


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
    strips = _strips(page, "footer", numbers, furnishing)
    geometry = page.geometry
    return _placed(strips, geometry.left, geometry.height - geometry.footer - content_height(strips))


def _strips(page: Page, kind: str, numbers: PageNumbers, furnishing: Furnishing) -> list[Strip]:
    section, setting = furnishing.sections[page.section], furnishing.setting
    furniture = section.headers if kind == "header" else section.footers
    which = variant(section, furniture, page.number, first=page.first)
    key = (page.section, kind, which)
    strips = furnishing.still.get(key)
    if strips is None:
        setting.numbers = numbers
        setting.asks_for_pages = False
        strips = _flow(_variants(furniture)[which], text_width(section.page), setting)
        if not setting.asks_for_pages:
            furnishing.still[key] = strips
    return strips


def _flow(blocks: Sequence[Block], width: float, setting: Setting) -> list[Strip]:
    """The strips of a header or footer, the shapes in it hung up where it has any."""
    shaped = any(block.frame is not None for block in blocks)
    return flow_blocks(blocks, width, None, setting, shaped=shaped)


def _variants(furniture: Furniture) -> tuple[tuple[Block, ...], ...]:
    default = furniture.default
    first = default if furniture.first is None else furniture.first
    even = default if furniture.even is None else furniture.even
    return default, first, even


def _placed(strips: Sequence[Strip], x: float, y: float) -> list[Placed]:
    placed = []
    for strip in strips:
        y += strip.gap
        placed.append(Placed(strip, x, y, repeated=True))
        y += strip.height
    return placed
