"""Figures traced to their cells: in a Word paper, or in a publication with its provenance beside it."""

import hashlib
from pathlib import Path

from boardpaper.errors import InputError
from boardpaper.live.provenance import choose_figures, provenance_path, read_trail
from boardpaper.model.asked import file_content
from boardpaper.model.finding import Finding
from boardpaper.model.trace import Trail
from boardpaper.rules import refreshing as rules
from boardpaper.running.results import Progress, TraceResult, silent


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
    """The trail of a Word paper, from its own ledger."""
    # Imported only when asked for: a PDF is traced without reading any Word file.
    from boardpaper.commands.publish.trail import trail_of
    from boardpaper.ooxml.package import read_package
    from boardpaper.sources.word.reader import read_document

    package = read_package(path)
    document, _ = read_document(path, package=package)
    trail = trail_of(document, package)
    if trail is None:
        raise InputError(rules.TRACE_NO_LEDGER.at(path.name, name=path.name))
    return trail


def _of_pdf(path: Path) -> tuple[Trail, tuple[Finding, ...]]:
    """The trail of a PDF from the provenance beside it, and a finding where that belongs to another PDF."""
    beside = provenance_path(path)
    try:
        content = file_content(path)
        trail, digest = read_trail(beside)
    except OSError as fault:
        raise InputError(
            rules.TRACE_NO_PROVENANCE.at(
                path.name, name=fault.filename or path, fault=fault.strerror, beside=beside.name
            )
        ) from fault
    if digest == hashlib.sha256(content).hexdigest():
        return trail, ()
    return trail, (rules.PROVENANCE_DIFFERS.at(path.name, beside=beside.name, name=path.name),)
