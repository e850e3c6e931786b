"""What a Word file itself tells of a suppression that it undoes: in its sentences, its tables and its live figures."""

from collections.abc import Sequence

from boardpaper.checks.prose.passages_word import word_passages
from boardpaper.checks.undone.passages import check_undone
from boardpaper.checks.undone.tables import check_word_tables
from boardpaper.live.ledger import Ledger
from boardpaper.live.records import recorded_readings
from boardpaper.model.document import Document
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Readings
from boardpaper.model.passage import Passage


def check_word_undone(
    document: Document,
    ledger: Ledger,
    readings: Readings | None = None,
    *,
    passages: Sequence[Passage] | None = None,
) -> tuple[Finding, ...]:
    """A finding for each suppressed number that readers can work out from what the file prints.

    Without `readings`, the calculations are those that the ledger keeps; older files keep none. `passages` are the
    document's own, where they have been made already.
    """
    if passages is None:
        passages = word_passages(document, ledger)
    known = recorded_readings(ledger) if readings is None else readings
    return (*check_undone(passages, known), *check_word_tables(document, ledger))
