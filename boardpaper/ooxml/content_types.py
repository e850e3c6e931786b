"""The media types of a package's parts: by name, or by the ending of the name (ECMA-376 part 2, 7.2.3)."""

from collections.abc import Mapping

from msgspec import Struct

from boardpaper.ooxml.names import PACKAGE, Element
from boardpaper.ooxml.part_names import part_key

_NAMESPACE = f"{{{PACKAGE}/content-types}}"
DEFAULT, OVERRIDE = f"{_NAMESPACE}Default", f"{_NAMESPACE}Override"


class ContentTypes(Struct, frozen=True):
    """Media types by `part_key` of a part, and by the ending of a name in lower case."""

    overrides: Mapping[str, str]
    defaults: Mapping[str, str]

    def of(self, part: str) -> str:
        """The media type of the part called `part`, or nothing where none is declared."""
        key = part_key(part)
        return self.overrides.get(key) or self.defaults.get(key.rpartition("/")[2].rpartition(".")[2], "")


def read_content_types(root: Element) -> ContentTypes:
    """What the content types part with `root` declares."""
    return ContentTypes(
        {part_key(each.get("PartName", "")): each.get("ContentType", "") for each in root.iter(OVERRIDE)},
        {each.get("Extension", "").lower(): each.get("ContentType", "") for each in root.iter(DEFAULT)},
    )
