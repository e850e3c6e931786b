"""What a refreshed paper tells of suppressed numbers: those that can be worked out, and those that somebody typed."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from boardpaper.checks.audit.bound import discreet_findings
from boardpaper.checks.audit.untold import check_typed, find_typed, typed_texts
from boardpaper.checks.prose.passages_word import word_passages
from boardpaper.checks.undone.word_file import check_word_undone
from boardpaper.live.ledger import Ledger
from boardpaper.model.kpi import Readings
from boardpaper.model.refresh import RefreshReport
from boardpaper.model.suppression import without_quoted
from boardpaper.ooxml.package import Package
from boardpaper.running.results import RefreshResult
from boardpaper.sources.word.reader import read_document


def with_untold(
    result: RefreshResult, package: Package, ledger: Ledger, readings: Readings, names: Sequence[str]
) -> RefreshResult:
    """`result` with a finding for each suppressed number that the paper in `package` tells, and with none in words.

    `names` are words in which a number is no figure, as the author says.
    """
    document, _ = read_document(Path(package.name), package=package)
    passages = word_passages(document, ledger)
    typed = find_typed(passages, readings, names)
    texts = typed_texts(typed)
    found = (
        *result.findings,
        *check_word_undone(document, ledger, readings, passages=passages),
        *check_typed(typed, passages),
    )
    return replace(result, findings=discreet_findings(found, texts), report=_discreet(result.report, texts))


def _discreet(report: RefreshReport, texts: frozenset[str]) -> RefreshReport:
    """A report that quotes none of `texts` where it says the places of other figures."""
    changes = (replace(each, where=without_quoted(each.where, texts)) for each in report.changes)
    return replace(report, changes=tuple(changes))
