"""Word files of every kind are read as Word shows them, and published without a word lost (see tests/corpus)."""

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from boardpaper.commands.publish.run import Publication, Terms, make_publication
from boardpaper.model.document import Document
from boardpaper.model.finding import Finding
from boardpaper.sources.word.reader import read_document
from tests.corpus.files import FILES, expected, expected_names
from tests.corpus.outline import outline
from tests.corpus.roundtrip import CHANGED, changed, kept
from tests.corpus.words import printed_words, squeezed
from tests.support.drawn_pages import portrait
from tests.support.outside_tools import ConvertOffice, ValidatePdf, find_program
from tests.support.pdf_words import structure_text
from tests.support.told import told


@dataclass(frozen=True)
class Read:
    """A Word file of the corpus, read."""

    path: Path
    document: Document
    findings: tuple[Finding, ...]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpus")


def read(folder: Path, name: str) -> Read:
    path = folder / f"{name}.docx"
    if not path.exists():
        path.write_bytes(FILES[name]())
    return Read(path, *read_document(path))


def publication(folder: Path, name: str) -> Publication:
    return make_publication(read(folder, name).path, Terms())


def reported_characters(findings: Iterable[Finding]) -> set[str]:
    """The characters that the publication's fonts lack, each an error that names it."""
    missing = [finding.message for finding in findings if finding.rule == "glyph-missing"]
    return {chr(int(code, 16)) for message in missing for code in re.findall(r"U\+([0-9A-F]+)", message)}


def test_every_file_has_its_outline() -> None:
    assert set(FILES) == expected_names()
    assert len(FILES) >= 40


@pytest.mark.parametrize("name", FILES)
def test_outline_is_what_word_shows(name: str, folder: Path) -> None:
    want = expected(name)
    assert outline(read(folder, name).document, want.shown) == list(want.lines)


@pytest.mark.parametrize("name", FILES)
def test_findings_are_the_expected_ones(name: str, folder: Path) -> None:
    want, found = expected(name).findings, read(folder, name).findings
    unmatched = [entry for entry in want if not any(entry.fits(finding) for finding in found)]
    unexpected = [finding for finding in found if not any(entry.fits(finding) for entry in want)]
    assert (unmatched, unexpected) == ([], [])
    assert len(found) == len(want)


@pytest.mark.parametrize("name", FILES)
def test_published_words_are_all_there_in_order(name: str, folder: Path) -> None:
    made = publication(folder, name)
    published, undrawn = squeezed(structure_text(made.pdf)), reported_characters(made.findings)
    body, notes = printed_words(expected(name).lines)
    at = 0
    for words in body:
        if undrawn.intersection(words):
            continue
        found = published.find(words, at)
        assert found >= 0, f"“{words}” is lost after “{published[max(0, at - 60) : at]}”"
        at = found + len(words)
    assert [words for words in notes if words not in published] == []


@pytest.mark.parametrize("name", FILES)
def test_published_file_conforms_where_nothing_stops_it(name: str, folder: Path, verapdf: ValidatePdf) -> None:
    made = publication(folder, name)
    assert made.draft is not expected(name).conforms
    if not made.draft:
        path = folder / f"{name}.pdf"
        path.write_bytes(made.pdf)
        assert verapdf(path) == []


@pytest.fixture(scope="module")
def saved_by_libreoffice(soffice: ConvertOffice, folder: Path) -> Path:
    """The folder of the files that LibreOffice opened and saved: all in one start of it, unlike by `soffice`."""
    for name in CHANGED:
        read(folder, name)
    target, profile = folder / "saved", (folder / "profile").as_uri()
    program = find_program("soffice", "libreoffice-writer-nogui")
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(target),
    ]
    sources = [str(folder / f"{name}.docx") for name in CHANGED]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=180)
    return target


@pytest.mark.parametrize("name", CHANGED)
def test_words_labels_and_order_survive_libreoffice(name: str, saved_by_libreoffice: Path) -> None:
    want = expected(name)
    document, _ = read_document(saved_by_libreoffice / f"{name}.docx")
    assert kept(outline(document, frozenset())) == changed(name, kept(want.lines))


@pytest.mark.parametrize("name", FILES)
def test_pages_and_tags_are_the_reviewed_ones(name: str, folder: Path, kept: SnapshotAssertion) -> None:
    made = publication(folder, name)
    assert told(made.findings) + portrait(made.pdf) == kept
