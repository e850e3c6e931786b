"""Every example that comes with boardpaper is built as a user would, and held against what others make of it."""

import re
from pathlib import Path

import pytest

from boardpaper.commands.build.stages import build_paper
from boardpaper.running.results import BuildResult
from tests.support.outside_tools import ConvertOffice, ReadPdfText, ValidatePdf
from tests.support.places import ROOT

PAPERS = [ROOT / "inputs" / "2022-05-performance", *sorted(path.parent for path in ROOT.glob("examples/*/paper.yaml"))]


@pytest.fixture(scope="session", params=PAPERS, ids=lambda folder: folder.name)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    folder: Path = request.param
    return build_paper(folder, output=tmp_path_factory.mktemp(folder.name))


def file_of(built: BuildResult, kind: str) -> Path:
    return next(made.path for made in built.files if made.kind == kind)


def letters(text: str) -> str:
    """What is printed, whatever its line breaks, hyphens and spaces."""
    return "".join(letter for letter in text if letter.isalnum())


def test_an_example_has_no_findings(built: BuildResult) -> None:
    assert built.findings == ()


def test_its_pdf_is_valid_pdf_ua_and_pdf_a(built: BuildResult, verapdf: ValidatePdf) -> None:
    assert verapdf(file_of(built, "pdf"), "ua1", "2a") == []


def test_its_pdf_says_every_word_that_libreoffice_finds_in_the_word_file(
    built: BuildResult, soffice: ConvertOffice, pdftotext: ReadPdfText, tmp_path: Path
) -> None:
    said = letters(pdftotext(file_of(built, "pdf")))
    plain = soffice(file_of(built, "word"), "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig")
    words = re.findall(r"\S+", plain)
    assert len(words) > 100
    assert [word for word in words if letters(word) not in said] == []


def test_it_is_built_the_same_twice(built: BuildResult, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder: Path = request.node.callspec.params["built"]
    again = build_paper(folder, output=tmp_path)
    assert [made.path.read_bytes() for made in again.files] == [made.path.read_bytes() for made in built.files]
