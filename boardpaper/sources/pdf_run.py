"""Characters that a page draws at once."""

from typing import NamedTuple


class Run(NamedTuple):
    """Characters drawn at once: the marked content they are in (-1: none), where they begin and end, and their size.

    `direction` is how the text runs: (1, 0) from left to right on an unturned page.
    """

    text: str
    mcid: int
    start: tuple[float, float]
    end: tuple[float, float]
    size: float
    direction: tuple[float, float]
