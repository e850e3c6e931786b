"""What holds for narrative of any kind: the order of its headings, and the addresses that its links may lead to."""

import re
from collections.abc import Iterable, Iterator

from boardpaper.model.finding import Finding
from boardpaper.model.prose import Block, Heading, Place
from boardpaper.rules import narrative as rules

_SAFE_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s]|#[^\s])\S*", re.IGNORECASE)


def heading_findings(blocks: Iterable[Block], under: int) -> Iterator[Finding]:
    """Headings more than one level below the one before them (ISO 14289-1, 7.4.2); `under` is the level above all."""
    above = under
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        if block.level > above + 1:
            yield rules.NARRATIVE_HEADING_SKIPS_LEVEL.at(block.place, level=block.level, above=above, right=above + 1)
        above = block.level


def address_finding(address: str, place: Place) -> Finding | None:
    """Say why a link may not lead to `address`, or None where it may: a page, an e-mail address, a bookmark."""
    if "{{" in address or "%7B%7B" in address.upper():
        return rules.LINK_HOLDS_REFERENCE.at(place)
    if not _SAFE_ADDRESS.fullmatch(address):
        return rules.LINK_UNSAFE.at(place, address=address[:60])
    return None
