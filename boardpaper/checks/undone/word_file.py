"""What a Word file itself tells of a suppression that it undoes: in its sentences, its tables and its live figures."""

from collections.abc import Sequence

from boardpaper.checks.prose.passages_word import word_passages
from boardpaper.checks.undone.passages import check_undone
from boardpaper.checks.undone.tables import check_word_tables
from boardpaper.live.ledger import Ledger
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

    Without `readings`, the declared calculations are not known, and only sentences and tables are looked at. `passages`
    are the document's own, where they have been made already.
    """
    if passages is None:
        passages = word_passages(document, ledger)
    return (*check_undone(passages, readings or Readings()), *check_word_tables(document, ledger))
