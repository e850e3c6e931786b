"""Two Word papers read and compared."""

from pathlib import Path

from boardpaper.errors import InputError
from boardpaper.live.diff import compare_documents
from boardpaper.live.ledger import Ledger, read_ledger
from boardpaper.model.finding import Finding
from boardpaper.ooxml.package import Package, read_package
from boardpaper.rules import word
from boardpaper.running.results import DiffResult, Progress, silent
from boardpaper.sources.word.reader import read_document

__all__ = ["compare_papers"]

# What a comparison of words could have missed; all else that reading finds is for those who publish.
_MISSED = frozenset({word.WORD_UNSUPPORTED.name, word.PICTURE_NOT_IN_FILE.name, word.WORD_MISSING_PART.name})


def compare_papers(before: Path, after: Path, *, progress: Progress | None = None) -> DiffResult:
    """What changed from one Word paper to the other, tracked changes in both taken as accepted.

    The findings name what neither file lets be compared, such as an equation.

    Raises:
        InputError: a file is no Word file that can be read.
    """
    say = progress or silent
    documents, ledgers = [], []
    findings: list[Finding] = []
    for path in (before, after):
        say(f"Reading {path.name}")
        package = read_package(path)
        document, found = read_document(path, package=package)
        documents.append(document)
        ledgers.append(_ledger(package))
        findings += (finding for finding in found if finding.rule in _MISSED)
    say("Comparing")
    difference = compare_documents(documents[0], documents[1], (ledgers[0], ledgers[1]))
    return DiffResult(findings=tuple(dict.fromkeys(findings)), difference=difference)


def _ledger(package: Package) -> Ledger | None:
    """What a file knows of its figures; None where that is damaged, since words can be compared all the same."""
    try:
        return read_ledger(package)
    except InputError:
        return None
