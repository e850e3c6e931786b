"""Two Word papers read and compared."""

from pathlib import Path

from boardpaper.live.diff import compare_documents
from boardpaper.model.finding import Finding
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
    documents = []
    findings: list[Finding] = []
    for path in (before, after):
        say(f"Reading {path.name}")
        document, found = read_document(path)
        documents.append(document)
        findings += (finding for finding in found if finding.rule in _MISSED)
    say("Comparing")
    return DiffResult(findings=tuple(dict.fromkeys(findings)), difference=compare_documents(*documents))
