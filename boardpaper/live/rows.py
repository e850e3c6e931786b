"""Rows of tables whose first cell names one indicator, and whose figures are those of another."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from boardpaper.live.bindings import is_foreign
from boardpaper.live.ledger import FigureRecord, Ledger
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.stories import stories

# What tells of an indicator's numbers; its title stands in the first cell.
_FACETS = ("value", "baseline", "change", "direction", "status", "share")


class MixedRow(Struct, frozen=True):
    """A row, by its first cell's words, with the indicator that these name and the figures of others in it."""

    label: str
    indicator: str
    references: tuple[str, ...]


def mixed_rows(package: Package, ledger: Ledger) -> Iterator[MixedRow]:
    """The rows in which figures of other indicators stand where the row's own have a place.

    Raises:
        InputError: a part with text is damaged.
    """
    by_title = _by_title(ledger)
    records = {record.tag: record for record in ledger.figures} | {record.key: record for record in ledger.figures}
    own = {(record.indicator, record.facet) for record in ledger.figures}
    for name in stories(package) if by_title else ():
        root = package.root(name)
        for row in () if root is None else root.iter(f"{W}tr"):
            label, others = _read_row(row, records, ledger)
            indicator = by_title.get(_folded(label), "")
            strange = [each for each in others if each.indicator != indicator and (indicator, each.facet) in own]
            if indicator and strange:
                yield MixedRow(label, indicator, tuple(dict.fromkeys(each.reference for each in strange)))


def _by_title(ledger: Ledger) -> dict[str, str]:
    """The indicators by their titles, without titles that two of them have."""
    named: dict[str, set[str]] = {}
    for record in ledger.figures:
        if record.title:
            named.setdefault(_folded(record.title), set()).add(record.indicator)
    return {title: next(iter(those)) for title, those in named.items() if len(those) == 1}


def _read_row(row: Element, records: Mapping[str, FigureRecord], ledger: Ledger) -> tuple[str, Sequence[FigureRecord]]:
    """The words of a row's first cell, and the figures with numbers in its other cells."""
    cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
    if len(cells) < 2 or row.find(f"{W}trPr/{W}del") is not None:
        return "", ()
    label = "".join(text.text or "" for text in cells[0].iter(f"{W}t"))
    # A control may stand around a whole cell too.
    first = set(cells[0].iter(f"{W}sdt"))
    controls = [each for each in row.iter(f"{W}sdt") if each not in first]
    found = (_record(control, records, ledger) for control in controls)
    return label, [each for each in found if each and each.facet.partition(".")[0] in _FACETS]


def _record(control: Element, records: Mapping[str, FigureRecord], ledger: Ledger) -> FigureRecord | None:
    """The figure of a control, told by its tag or its binding."""
    properties = control.find(f"{W}sdtPr")
    if properties is None or is_foreign(properties, ledger.store):
        return None
    tag = properties.find(f"{W}tag")
    if tag is not None:
        return records.get(tag.get(VAL, ""))
    binding = properties.find(f"{W}dataBinding")
    path = "" if binding is None else binding.get(f"{W}xpath", "")
    return records.get(path.rpartition(":")[2].partition("[")[0])


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
