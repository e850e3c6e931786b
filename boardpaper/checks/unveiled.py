"""Numbers that somebody typed in Word over figures that are suppressed, or that are too small to be told."""

from collections.abc import Iterator

from boardpaper.live.ledger import Ledger
from boardpaper.live.records import recorded_suppression
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Marker
from boardpaper.model.messages import listed
from boardpaper.model.refresh import without_quote
from boardpaper.model.suppression import numbers_said, says_suppressed
from boardpaper.model.trace import Standing, Trail
from boardpaper.rules import publication as rules

_SHOWN = 5


def check_unveiled(trail: Trail, ledger: Ledger) -> tuple[Finding, ...]:
    """An error for each control in which a number stands where [c] was written, or one below the figure's limit.

    What the ledger does not hold is not known here: any number over [c] may be the one that is suppressed. Where a
    figure's [c] stands in no control any more, a warning says so.
    """
    return (*dict.fromkeys(_unveiled(trail, ledger)), *_gone(trail, ledger))


def _unveiled(trail: Trail, ledger: Ledger) -> Iterator[Finding]:
    records = {record.tag: record for record in ledger.figures}
    for figure in trail.figures:
        record = records.get(figure.tag)
        if record is None or figure.standing is not Standing.OVERTYPED:
            continue
        where = without_quote(figure.where)
        if Marker.CONFIDENTIAL.symbol in record.text and numbers_said(figure.text):
            yield rules.SUPPRESSED_WRITTEN_OVER.at(where, reference=figure.reference)
        elif says_suppressed(figure.text, record.facet, recorded_suppression(record)):
            yield rules.SMALL_WRITTEN_OVER.at(where, reference=figure.reference)


def _gone(trail: Trail, ledger: Ledger) -> Iterator[Finding]:
    """One warning for all suppressed values that no control holds any more: a number may have been typed there."""
    missing = set(trail.missing)
    gone = [
        record.reference
        for record in ledger.figures
        if record.reference in missing
        and record.facet.startswith(("value", "baseline"))
        and record.text == Marker.CONFIDENTIAL.symbol
    ]
    if gone and trail.figures:
        yield rules.SUPPRESSED_FIGURE_GONE.at(figures=listed(gone, _SHOWN))
