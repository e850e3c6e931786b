"""The columns of a section (17.6.4 cols)."""

from typing import NamedTuple

from boardpaper.ooxml.measures import length
from boardpaper.ooxml.names import Element, W
from boardpaper.sources.word.look.values import child_of, whole

# Word's gap between columns where a section gives none, and its most columns.
_GAP = 36.0
_MOST = 45
_ROUNDING = 1.0
_ON = ("1", "true", "on")


class Columns(NamedTuple):
    """How many columns, the gap between them in points, and whether a line stands in it.

    `widths` are those of columns of different widths, each with the gap after it.
    """

    number: int = 1
    gap: float = _GAP
    line: bool = False
    widths: tuple[tuple[float, float], ...] = ()

    def width(self, whole_width: float) -> float:
        """How wide the widest of them is."""
        if self.widths:
            return max(width for width, _ in self.widths)
        return max((whole_width - (self.number - 1) * self.gap) / self.number, 36.0)


def read_columns(section: Element) -> Columns:
    """The columns that a `w:sectPr` sets."""
    columns = child_of(section, f"{W}cols")
    if columns is None:
        return Columns()
    line = columns.get(f"{W}sep") in _ON
    widths = _own_widths(columns)
    if len(widths) > 1:
        gap = widths[0][1]
        return Columns(len(widths), gap, line, widths if _differ(widths) else ())
    count = whole(columns.get(f"{W}num")) or 1
    if count < 2:
        return Columns()
    given = length(columns.get(f"{W}space"))
    return Columns(min(count, _MOST), _GAP if given is None else max(given, 0.0), line)


def _own_widths(columns: Element) -> tuple[tuple[float, float], ...]:
    """Width and gap of each column that has its own; none where they are equal, or one is without a width."""
    if columns.get(f"{W}equalWidth", "1") in _ON:
        return ()
    given = list(columns.iterchildren(f"{W}col"))[:_MOST]
    widths = tuple(
        (length(column.get(f"{W}w")) or 0.0, max(length(column.get(f"{W}space")) or 0.0, 0.0)) for column in given
    )
    return widths if all(width > 0 for width, _ in widths) else ()


def _differ(widths: tuple[tuple[float, float], ...]) -> bool:
    """Whether columns, each of width and gap in points, are not alike."""
    (first, gap), *others = widths
    unequal = any(abs(width - first) > _ROUNDING for width, _ in others)
    return unequal or any(abs(between - gap) > _ROUNDING for _, between in others[:-1])
