"""Headers and footers of finished pages, as artifacts, with page numbers worked out."""

from collections.abc import Sequence

from boardpaper.model.document import Block, Furniture, Section
from boardpaper.publish.boxes import Strip
from boardpaper.publish.flow import flow_blocks
from boardpaper.publish.pages import Page, Placed, text_width, variant
from boardpaper.publish.setting import PageNumbers, Setting
from boardpaper.publish.tables import content_height


def furniture_heights(section: Section, furniture: Furniture, setting: Setting) -> tuple[float, float, float]:
    """How tall the default, first and even furniture is; the default stands in where there is no other."""
    width = text_width(section.page)
    heights = [content_height(flow_blocks(blocks, width, None, setting)) for blocks in _variants(furniture)]
    return heights[0], heights[1], heights[2]


class FurnitureMaker:
    """Lays out headers and footers page by page; those that show no page number only once."""

    def __init__(self, sections: Sequence[Section], setting: Setting) -> None:
        self._sections = sections
        self._setting = setting
        self._still: dict[tuple[int, str, int], list[Strip]] = {}

    def header(self, page: Page, numbers: PageNumbers) -> list[Placed]:
        """The page's header, from its distance to the upper edge downward."""
        strips = self._strips(page, "header", numbers)
        return _placed(strips, page.geometry.left, page.geometry.header)

    def footer(self, page: Page, numbers: PageNumbers) -> list[Placed]:
        """The page's footer, ending at its distance to the lower edge."""
        strips = self._strips(page, "footer", numbers)
        geometry = page.geometry
        return _placed(strips, geometry.left, geometry.height - geometry.footer - content_height(strips))

    def _strips(self, page: Page, kind: str, numbers: PageNumbers) -> list[Strip]:
        section = self._sections[page.section]
        furniture = section.headers if kind == "header" else section.footers
        which = variant(section, furniture, page.number, first=page.first)
        key = (page.section, kind, which)
        strips = self._still.get(key)
        if strips is None:
            self._setting.numbers = numbers
            self._setting.asks_for_pages = False
            blocks = _variants(furniture)[which]
            strips = flow_blocks(blocks, text_width(section.page), None, self._setting)
            if not self._setting.asks_for_pages:
                self._still[key] = strips
        return strips


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
