"""Publication: a Word file read back, checked, and made into the PDF that an office may put on its website."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.checks.mixed_rows import check_rows
from boardpaper.checks.publication.persons import is_nobody
from boardpaper.checks.unveiled import check_unveiled
from boardpaper.commands.publish.gate import Terms, decided, judge
from boardpaper.commands.publish.trail import provenance_output, provenance_path
from boardpaper.errors import BlockingFindings, InputError
from boardpaper.live.ledger import Ledger, read_ledger
from boardpaper.live.trace import discreet_trail, trace_document
from boardpaper.model.document import Document, Properties
from boardpaper.model.engine import Engine
from boardpaper.model.finding import Finding, blocking
from boardpaper.model.kpi import Marker
from boardpaper.model.paper import is_subject
from boardpaper.model.paragraphs import Finder, every_paragraph
from boardpaper.model.trace import Trail
from boardpaper.ooxml.package import Package, read_package
from boardpaper.publish.pdf import render as pdf
from boardpaper.rules import publication as rules
from boardpaper.running.output import Output, write_outputs
from boardpaper.running.results import MadeFile, Progress, Result, silent
from boardpaper.sources.word.reader import read_document

__all__ = [
    "Publication",
    "Terms",
    "made_files",
    "make_publication",
    "pdf_output",
    "provenance_left",
    "publish_word",
    "trail_outputs",
]


class Publication(Struct, frozen=True):
    """A PDF and what was found; where a finding blocks, or a draft was asked for, it is marked DRAFT.

    `trail` leads from its figures to their cells; it is None where boardpaper did not write the paper.
    """

    pdf: bytes
    draft: bool
    findings: tuple[Finding, ...]
    trail: Trail | None = None


def publish_word(
    path: Path,
    *,
    output: Path | None = None,
    terms: Terms | None = None,
    trail: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Result:
    """The publication of the Word file at `path`, written to `output`: a folder, a .pdf, or None for beside it.

    With `trail`, the provenance of a paper's live figures is written beside its PDF.

    Raises:
        InputError: the file cannot be used.
        BlockingFindings: findings block the publication and no draft was asked for; nothing was written.
        EnvironmentFault: the engine is not on this machine.
        OutputError: the PDF cannot be written, or `force` is not given and another program made or changed it.
    """
    terms, say = terms or Terms(), progress or silent
    target = _target(path, output)
    publication = make_publication(path, terms, say)
    if publication.draft and not terms.draft:
        raise BlockingFindings(publication.findings)
    say("Writing the PDF")
    outputs = [pdf_output(target, publication.pdf)]
    findings = publication.findings
    if trail:
        outputs += trail_outputs(target, publication)
    else:
        findings += provenance_left(target)
    write_outputs(outputs, force=force)
    return Result(made_files(outputs, publication), findings)


def provenance_left(target: Path) -> tuple[Finding, ...]:
    """What is told where the provenance of an earlier PDF stands beside the one at `target`."""
    path = provenance_path(target)
    return (rules.PROVENANCE_LEFT.at(path, name=path.name),) if os.path.exists(path) else ()


def made_files(outputs: Sequence[Output], publication: Publication) -> tuple[MadeFile, ...]:
    """The files as they are told of: a PDF that is a draft is called one."""
    kinds = {"pdf": "draft"} if publication.draft else {}
    return tuple(MadeFile(kinds.get(output.kind, output.kind), output.path) for output in outputs)


def trail_outputs(target: Path, publication: Publication) -> list[Output]:
    """The provenance of the figures in the PDF at `target`, to stand beside it; none where it has no figures."""
    if publication.trail is None or not publication.trail.figures:
        return []
    return [provenance_output(target, publication.trail, publication.pdf)]


def make_publication(path: Path, terms: Terms, say: Progress = silent, *, built: bool = False) -> Publication:
    """The PDF of a Word file, made by reading that file: there is no other road to publication.

    The file is read, judged and laid out; the PDF is a draft where what is found blocks, also what only layout finds.
    What readers can work out of one that was `built` a moment ago has been asked of its workbooks.

    Raises:
        InputError: the file cannot be used.
        EnvironmentFault: the engine is not on this machine.
    """
    make = _by_libreoffice(path) if terms.engine is Engine.LIBREOFFICE else _render
    say("Reading the Word file")
    document, trail, read = _read(path, built=built)
    say("Checking it")
    document, findings = judge(document, read, terms)
    document, left_out = _as_described(document, terms.author)
    findings += left_out
    draft = terms.draft or bool(blocking(findings))
    say("Making the PDF")
    made = make(document, draft)
    laid_out = decided(made.findings, terms)
    if not draft and blocking(laid_out):
        draft = True
        made = make(document, draft)
    finder = Finder(document, made.pages)
    return Publication(made.pdf, draft, tuple(map(finder.placed, (*findings, *laid_out))), trail)


def pdf_output(path: Path, content: bytes) -> Output:
    """The PDF as a file to be written, which may replace one that boardpaper wrote and nobody changed."""
    return Output("pdf", path, content, lambda old: pdf.is_untouched(old.read_bytes()))


def _read(path: Path, *, built: bool) -> tuple[Document, Trail | None, tuple[Finding, ...]]:
    """The Word file at `path`, where its figures came from, and what was found in it."""
    package = read_package(path)
    document, found = read_document(path, package=package)
    trail, untraced = _trail(package, document, built=built)
    return document, trail, (*found, *untraced)


def _trail(package: Package, document: Document, *, built: bool) -> tuple[Trail | None, tuple[Finding, ...]]:
    """Where the figures come from, and how suppressed ones are told all the same; None where the ledger is damaged."""
    try:
        ledger = read_ledger(package)
    except InputError as fault:
        return None, (rules.LEDGER_DAMAGED.at(fault.where),)
    undone = () if built else _undone(document, ledger or Ledger())
    if ledger is None:
        return None, undone
    trail = trace_document(document, ledger)
    return discreet_trail(trail, ledger), (*check_unveiled(trail, ledger), *check_rows(package, ledger), *undone)


def _undone(document: Document, ledger: Ledger) -> tuple[Finding, ...]:
    """Suppressed numbers that readers can work out; a paper that suppresses nothing is not looked at."""
    if not ledger.declared and not any(Marker.CONFIDENTIAL.symbol in spot.words for spot in every_paragraph(document)):
        return ()
    # Imported only where something is suppressed: it takes what reads prose, which most papers do without here.
    from boardpaper.checks.undone.word_file import check_word_undone

    return check_word_undone(document, ledger)


def _as_described(document: Document, author: str) -> tuple[Document, tuple[Finding, ...]]:
    """The document with no properties but its title and what a description of the paper or of its meeting says.

    The author is the board that it was built for, or `author`; whom else the file names is told. A subject stays where
    it says that board, a meeting and an item, as boardpaper wrote it: what a person puts there is for the office.
    """
    said = document.properties
    named = said.organisation or author
    subject = said.subject if is_subject(said.subject, named) else ""
    left_out = () if named or is_nobody(said.company) else (_left_out(said.company),)
    return replace(document, properties=Properties(said.title, subject, named, language=said.language)), left_out


def _left_out(name: str) -> Finding:
    return rules.AUTHOR_LEFT_OUT.at("document properties", name=name)


def _render(document: Document, draft: bool) -> pdf.Rendering:
    """The PDF as boardpaper lays it out, and what that finds."""
    return pdf.render(document, claim_conformance=not draft, draft=draft)


def _by_libreoffice(path: Path) -> Callable[[Document, bool], pdf.Rendering]:
    """What makes LibreOffice's PDF of the file; that it is there is known before anything is read."""
    # Imported only when asked for: it takes pikepdf, which takes long.
    from boardpaper.commands.publish.libreoffice import convert, find_soffice

    find_soffice()

    def make(document: Document, draft: bool) -> pdf.Rendering:
        # On which page it puts what is not known.
        return pdf.Rendering(*convert(path, document.properties, draft=draft), {})

    return make


def _target(path: Path, output: Path | None) -> Path:
    """Where the PDF goes: beside the Word file, to the name given, or into the folder given."""
    if output is None:
        return path.with_suffix(".pdf")
    if output.suffix.lower() == ".pdf" and not output.is_dir():
        return output
    return output / f"{path.stem}.pdf"
