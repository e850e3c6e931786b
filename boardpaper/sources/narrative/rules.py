"""What holds for narrative of any kind: the order of its headings, and the addresses that its links may lead to."""

import re
from collections.abc import Iterable, Iterator

from boardpaper.model.finding import Finding
from boardpaper.model.prose import Block, Heading, Place

_SAFE_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s]|#[^\s])\S*", re.IGNORECASE)


def heading_findings(blocks: Iterable[Block], under: int) -> Iterator[Finding]:
    """Headings more than one level below the one before them (ISO 14289-1, 7.4.2); `under` is the level above all."""
    above = under
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        if block.level > above + 1:
            message = f"A heading of level {block.level} follows one of level {above}"
            hint = f"Make it a heading of level {above + 1}, or write the heading that is missing above it."
            yield Finding("heading-skips-level", message, str(block.place), hint)
        above = block.level


def address_finding(address: str, place: Place) -> Finding | None:
    """Say why a link may not lead to `address`, or None where it may: a page, an e-mail address, a bookmark."""
    if "{{" in address or "%7B%7B" in address.upper():
        message = "A link's address holds a figure reference"
        return Finding("link-unsafe", message, str(place), "Write the address out in full.")
    if not _SAFE_ADDRESS.fullmatch(address):
        message = f"The link address “{address[:60]}” is not a web page, an e-mail address or a place in this paper"
        hint = "Begin it with https://, http://, mailto: or # and the name of a bookmark."
        return Finding("link-unsafe", message, str(place), hint)
    return None
