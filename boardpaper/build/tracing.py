"""Figures traced to their cells: in a Word paper, or in a publication with its provenance beside it."""

import hashlib
import json
from pathlib import Path

from boardpaper.build.output import Output
from boardpaper.build.results import Progress, silent
from boardpaper.errors import InputError
from boardpaper.model.document import Document
from boardpaper.model.finding import Finding, warning
from boardpaper.model.trace import Trail
from boardpaper.ooxml.ledger import read_ledger
from boardpaper.ooxml.package import Package, read_package
from boardpaper.sources.word import read_document
from boardpaper.trace import choose_figures, provenance, read_provenance, trace_document

__all__ = ["provenance_output", "provenance_path", "trace_paper", "trail_of"]

_MOST_BYTES = 2**25


def trace_paper(path: Path, wanted: str = "", *, progress: Progress | None = None) -> tuple[Trail, tuple[Finding, ...]]:
    """The figures of a Word paper, or of a PDF with its provenance beside it: all, or those that `wanted` names.

    Raises:
        InputError: the file cannot be read, has no provenance, or no figure that `wanted` names.
    """
    say = progress or silent
    say(f"Reading {path.name}")
    trail, findings = _of_pdf(path) if path.suffix.lower() == ".pdf" else (_of_word(path), ())
    return (Trail(choose_figures(trail, wanted)) if wanted else trail), findings


def trail_of(document: Document, package: Package) -> Trail | None:
    """The trail of a paper as it was read; None where boardpaper did not write it.

    Raises:
        InputError: the ledger inside it is damaged.
    """
    ledger = read_ledger(package.parts)
    return None if ledger is None else trace_document(document, ledger)


def provenance_path(pdf: Path) -> Path:
    """`paper.provenance.json`, beside `paper.pdf`."""
    return pdf.with_name(f"{pdf.stem}.provenance.json")


def provenance_output(pdf: Path, trail: Trail | None = None, content: bytes = b"") -> Output:
    """The provenance of the publication at `pdf`, whose bytes are `content`, as a file to be written."""
    told = provenance(trail or Trail(), hashlib.sha256(content).hexdigest())
    return Output("provenance", provenance_path(pdf), _lines(told).encode(), _is_provenance)


def _lines(told: dict[str, object]) -> str:
    """`told` as JSON, each entry of a list on a line of its own; to indent it would take ten times as long."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    entries = []
    for name, value in told.items():
        written = "[\n" + ",\n".join(map(encode, value)) + "\n]" if value and isinstance(value, list) else encode(value)
        entries.append(f"{encode(name)}: {written}")
    return "{\n" + ",\n".join(entries) + "\n}\n"


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
        trail, digest = _read(beside)
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


def _read(path: Path) -> tuple[Trail, str]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("too large")
        return read_provenance(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, RecursionError) as fault:
        raise InputError(
            f"{path.name} is not what boardpaper wrote beside a publication",
            where=path.name,
            hint="Publish the paper again, or trace the Word file.",
            rule="provenance-unreadable",
        ) from fault


def _is_provenance(path: Path) -> bool | None:
    """Whether a file is a provenance that boardpaper wrote. Nobody edits one, so a changed one is replaced."""
    try:
        _read(path)
    except InputError:
        return None
    return True
