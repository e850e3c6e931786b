"""A figure as a paper prints it, whatever its ledger says that it printed once."""

from msgspec import Struct


class PrintedFigure(Struct, frozen=True):
    """What a figure refers to, and its words on the page. `period` is in its short form, "" where it has none."""

    indicator: str
    facet: str
    period: str
    text: str


class PaperFigures(Struct, frozen=True):
    """The figures of one paper of a meeting; `where` names its item and its file, `restricted` says who reads it."""

    where: str
    figures: tuple[PrintedFigure, ...]
    restricted: bool = False
