"""Page labels: the numbers that readers' programs show beside each page, the same as those in print (12.4.2)."""

from collections.abc import Sequence

from msgspec import Struct

from boardpaper.model.numerals.formats import format_number
from boardpaper.pdf.objects import array, string

# The styles of ISO 32000-1, table 159, and the number formats that print the same.
_STYLES = {"D": "decimal", "r": "lowerRoman", "R": "upperRoman", "a": "lowerLetter", "A": "upperLetter"}


class PageLabel(Struct, frozen=True):
    """How pages are numbered from page `index` (from 0) on: `prefix`, then numbers in `style` from `start` on.

    Without a style every page from there has the prefix alone.
    """

    index: int
    style: str
    start: int
    prefix: str


def page_label(index: int, value: int, prefix: str, printed: str, numbering: str) -> PageLabel:
    """The label of page `index`, which prints the number `value` after `prefix` as `printed`.

    Where more than one style would write the same, that of the number format `numbering` goes first. What no style
    writes, such as - 2 -, is a prefix without a number.
    """
    plain = printed.removeprefix(prefix)
    asked = sorted(_STYLES.items(), key=lambda style: style[1] != numbering)
    found = (style for style, written in asked if value > 0 and format_number(value, written) == plain)
    style = next(found, "")
    return PageLabel(index, style, value, prefix) if style else PageLabel(index, "", 0, printed)


def goes_on(label: PageLabel, before: PageLabel) -> bool:
    """Whether `label` is what the page after that of `before` has anyway."""
    following = before.start + 1 if before.style else before.start
    return (label.style, label.start, label.prefix) == (before.style, following, before.prefix)


def number_tree(labels: Sequence[PageLabel]) -> str:
    """The value of a catalogue's PageLabels."""
    return f"<</Nums{array(f'{label.index} {_written(label)}' for label in labels)}>>"


def _written(label: PageLabel) -> str:
    """A page label dictionary (12.4.2)."""
    prefix = f"/P{string(label.prefix)}" if label.prefix or not label.style else ""
    return f"<<{prefix}/S/{label.style}/St {label.start}>>" if label.style else f"<<{prefix}>>"
