"""Figures traced to their cells: in a Word paper, or in a publication with its provenance beside it."""

import hashlib
from pathlib import Path

from boardpaper.commands.publish.trail import provenance_path, read_trail, trail_of
from boardpaper.errors import InputError
from boardpaper.live.trace import choose_figures
from boardpaper.model.finding import Finding, warning
from boardpaper.model.trace import Trail
from boardpaper.ooxml.package import read_package
from boardpaper.running.results import Progress, TraceResult, silent
from boardpaper.sources.word.reader import read_document


def trace_paper(path: Path, wanted: str = "", *, progress: Progress | None = None) -> TraceResult:
    """The figures of a Word paper, or of a PDF with its provenance beside it: all, or those that `wanted` names.

    Raises:
        InputError: the file cannot be read, has no provenance, or no figure that `wanted` names.
    """
    say = progress or silent
    say(f"Reading {path.name}")
    trail, findings = _of_pdf(path) if path.suffix.lower() == ".pdf" else (_of_word(path), ())
    return TraceResult(findings=findings, trail=Trail(choose_figures(trail, wanted)) if wanted else trail)


def _of_word(path: Path) -> Trail:
    package = read_package(path)
    document, _ = read_document(path, package=package)
    trail = trail_of(document, package)
    if trail is None:
        raise InputError(
            f"{path.name} has no record of its figures: boardpaper did not make it, or another program dropped it",
            where=path.name,
            hint="Trace the file that boardpaper built, or a copy that Word or LibreOffice saved as .docx.",
            rule="trace-no-ledger",
        )
    return trail


def _of_pdf(path: Path) -> tuple[Trail, tuple[Finding, ...]]:
    beside = provenance_path(path)
    try:
        content = path.read_bytes()
        trail, digest = read_trail(beside)
    except OSError as fault:
        raise InputError(
            f"{fault.filename or path} cannot be read: {fault.strerror}",
            where=path.name,
            hint=f"A PDF is traced by the {beside.name} that “boardpaper publish” writes beside it; "
            "or trace the Word file.",
            rule="trace-no-provenance",
        ) from fault
    if digest == hashlib.sha256(content).hexdigest():
        return trail, ()
    return trail, (
        warning(
            "provenance-differs",
            f"{beside.name} belongs to another version of {path.name}, which may print other figures",
            path.name,
            "Publish the paper again, or trace the Word file that this PDF was made of.",
        ),
    )
