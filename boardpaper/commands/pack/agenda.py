"""A meeting's agenda in both forms, taken from the last run where it says what it said then."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from boardpaper.commands.publish.run import Terms, make_publication
from boardpaper.model.finding import Finding, blocking
from boardpaper.model.meeting import Meeting
from boardpaper.model.pack import PdfFacts
from boardpaper.rules.publication import RESTRICTED_MARKING
from boardpaper.running.kept import Kept, Shelf, facts_told, findings_told, keep, recall
from boardpaper.running.machinery import machinery_digest
from boardpaper.sources.pdf.reader import read_pdf
from boardpaper.temporary import temporary_copy
from boardpaper.word.agenda import AgendaLine, render_agenda

# The members' agenda names what is restricted, and may.
_MARKING = RESTRICTED_MARKING.name


class MadeAgenda(Struct, frozen=True):
    """The agenda as a Word file and as a PDF with its facts; no bytes where a finding blocks."""

    word: bytes
    pdf: bytes
    facts: PdfFacts
    findings: tuple[Finding, ...]


def make_agenda(
    meeting: Meeting,
    lines: Mapping[str, AgendaLine],
    *,
    heading: str,
    restricted: bool,
    stem: str,
    shelf: Shelf | None,
) -> MadeAgenda:
    """The agenda of `meeting`, whose file is called `stem`; `lines` are by the items' numbers.

    Raises:
        InputError: the template is not a Word file that can be read.
    """
    told = [meeting, dict(lines), heading, restricted, stem]
    key = hashlib.sha256(machinery_digest() + meeting.template.read_bytes() + _as_json(told)).hexdigest()
    if shelf and (kept := _recall(shelf, key)):
        return kept
    word, findings = render_agenda(meeting, lines, heading=heading, restricted=restricted)
    if blocking(findings):
        return MadeAgenda(b"", b"", PdfFacts("agenda", readable=False), findings)
    with temporary_copy(word, f"{stem}.docx") as path:
        publication = make_publication(path, Terms(allowed=frozenset({_MARKING}), author=meeting.body))
    findings += tuple(
        replace(finding, where=f"agenda, {finding.where}")
        for finding in publication.findings
        if finding.rule != _MARKING
    )
    facts, _ = read_pdf(publication.pdf, name="agenda")
    made = MadeAgenda(word, publication.pdf, facts, findings)
    if shelf:
        _keep(shelf, key, made)
    return made


def _as_json(told: object) -> bytes:
    """What JSON lacks in words that are the same wherever the meeting's folder stands."""

    def plain(value: object) -> object:
        return value.name if isinstance(value, Path) else str(value)

    # Names of files may hold what is no UTF-8, which only the library's own JSON writes.
    return json.dumps(to_builtins(told, enc_hook=plain, order="deterministic")).encode()


def _recall(shelf: Shelf, key: str) -> MadeAgenda | None:
    """The agenda as an earlier run made it from the same; None where none was kept, or what is kept is no agenda."""
    kept = recall(shelf, key)
    if kept is None:
        return None
    try:
        length = kept.told["word"]
        findings, facts = findings_told(kept.told["findings"]), facts_told(kept.told["facts"])
    except (KeyError, TypeError, ValueError):
        return None
    if not isinstance(length, int):
        return None
    return MadeAgenda(kept.content[:length], kept.content[length:], facts, findings)


def _keep(shelf: Shelf, key: str, made: MadeAgenda) -> None:
    """Keeps the agenda, its PDF after its Word file, for later runs."""
    findings = [to_builtins(finding) for finding in made.findings]
    told = {"word": len(made.word), "findings": findings, "facts": to_builtins(made.facts)}
    keep(shelf, key, Kept(made.word + made.pdf, told))
