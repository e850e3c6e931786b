"""The columns of a section (17.6.4 cols)."""

from typing import NamedTuple

from lxml import etree

from boardpaper.sources.word_values import W, child_of, length, whole

# Word's gap between columns where a section gives none, and its most columns.
_GAP = 36.0
_MOST = 45
_ON = ("1", "true", "on")


class Columns(NamedTuple):
    """How many columns of equal width, the gap between them in points, and whether a line stands in it."""

    number: int = 1
    gap: float = _GAP
    line: bool = False

    def width(self, whole_width: float) -> float:
        """How wide one of them is."""
        return max((whole_width - (self.number - 1) * self.gap) / self.number, 36.0)


def read_columns(section: etree._Element) -> Columns:
    """The columns that a `w:sectPr` sets; those of different widths count as one, since lines keep their width."""
    columns = child_of(section, f"{W}cols")
    count = 1 if columns is None else whole(columns.get(f"{W}num")) or 1
    if columns is None or count < 2 or has_unequal_columns(section):
        return Columns()
    gap = length(columns.get(f"{W}space"))
    return Columns(min(count, _MOST), _GAP if gap is None else max(gap, 0.0), columns.get(f"{W}sep") in _ON)


def has_unequal_columns(section: etree._Element) -> bool:
    """Whether a `w:sectPr` sets columns of different widths."""
    columns = child_of(section, f"{W}cols")
    if columns is None or columns.get(f"{W}equalWidth", "1") in _ON:
        return False
    return len({round(length(column.get(f"{W}w")) or 0.0) for column in columns.iterchildren(f"{W}col")}) > 1
