"""Rows of a scorecard whose figures are another indicator's, as when somebody has swapped cells or names."""

from collections.abc import Iterator

from boardpaper.live.ledger import Ledger
from boardpaper.live.rows import mixed_rows
from boardpaper.model.finding import Finding
from boardpaper.model.messages import listed
from boardpaper.ooxml.package import Package
from boardpaper.rules.audit import ROW_MIXED

_SHOWN = 5


def check_rows(package: Package, ledger: Ledger) -> Iterator[Finding]:
    """An error for each row that names one indicator and prints figures of another.

    Raises:
        InputError: a part with text is damaged.
    """
    for row in mixed_rows(package, ledger):
        yield ROW_MIXED.at(f"row “{row.label}”", indicator=row.indicator, figures=listed(row.references, _SHOWN))
