"""Numbers that somebody typed in Word over figures that are suppressed, or that are too small to be told."""

from collections.abc import Iterator

from boardpaper.live.ledger import Ledger
from boardpaper.live.records import recorded_suppression
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Marker
from boardpaper.model.messages import listed
from boardpaper.model.refresh import without_quote
from boardpaper.model.suppression import Unveiled, unveiled
from boardpaper.model.trace import Trail
from boardpaper.rules import publication as rules

_SHOWN = 5
_RULES = {Unveiled.OVER_MARK: rules.SUPPRESSED_WRITTEN_OVER, Unveiled.BELOW_LIMIT: rules.SMALL_WRITTEN_OVER}


def check_unveiled(trail: Trail, ledger: Ledger) -> tuple[Finding, ...]:
    """An error for each control in which a number stands where [c] was written, or one below the figure's limit.

    What the ledger does not hold is not known here: any number over [c] may be the one that is suppressed. Where a
    figure's [c] stands in no control any more, a warning says so.
    """
    return (*dict.fromkeys(_unveiled(trail, ledger)), *_gone(trail, ledger))


def _unveiled(trail: Trail, ledger: Ledger) -> Iterator[Finding]:
    records = {record.tag: record for record in ledger.figures}
    for figure in trail.figures:
        if record := records.get(figure.tag):
            how = unveiled(figure.text, record.text, record.facet, recorded_suppression(record))
            if how:
                yield _RULES[how].at(without_quote(figure.where), reference=figure.reference)


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
