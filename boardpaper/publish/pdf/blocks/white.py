"""White words on a white ground: nobody sees them, and everybody can copy them."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from boardpaper.model.document import look_alike
from boardpaper.model.finding import Finding
from boardpaper.publish.pdf.lines.boxes import LineStrip, Placed, RowStrip, cell_content
from boardpaper.rules.publication import WHITE_IN_BOX

_WHITE = "FFFFFF"


class White(Struct, frozen=True):
    """White words without a colour of their own behind them, and their middle on the page."""

    words: str
    x: float
    y: float


def _is_white(ground: str) -> bool:
    return not ground or look_alike(ground, _WHITE)


def unseen(found: Iterable[White], where: str) -> Finding | None:
    """The finding about white words in a text box; None where there are none."""
    words = " ".join(" ".join(white.words for white in found).split())
    return WHITE_IN_BOX.at(where, words=words) if words else None


def white_words(placed: Placed, ground: str = "") -> Iterator[White]:
    """The white words of a strip that stands on `ground`, where no cell, paragraph or highlighter shows them."""
    strip, x, y = placed.strip, placed.x, placed.y
    if isinstance(strip, RowStrip):
        for cell in strip.cells:
            for inner in cell_content(cell, x, y):
                yield from white_words(inner, cell.shading or ground)
    elif strip.line is not None:
        yield from _white_in_line(strip, x, y, ground)


def _white_in_line(strip: LineStrip, x: float, y: float, ground: str) -> Iterator[White]:
    """White words of a line that have no shading behind them."""
    behind = strip.panel.shading if strip.panel else ""
    if strip.line is None or not _is_white(behind or ground):
        return
    for fragment in strip.line.fragments:
        if look_alike(fragment.ink.colour, _WHITE) and _is_white(fragment.ink.highlight) and fragment.text.strip():
            yield White(fragment.text, x + fragment.x + fragment.width / 2, y + strip.height / 2)
