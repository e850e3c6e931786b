"""The oracles that other tests trust must themselves be able to say no."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.conftest import demand
from tests.support.outside_tools import (
    CheckPdfSyntax,
    ConvertOffice,
    DrawPdfPages,
    ReadPdfText,
    ToolMissing,
    ValidatePdf,
    find_program,
)


@pytest.fixture
def untagged(tmp_path: Path) -> Path:
    path = tmp_path / "untagged.pdf"
    canvas = Canvas(str(path))
    for words in ("First page", "Second page"):
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return path


def test_verapdf_finds_an_untagged_pdf_at_fault(verapdf: ValidatePdf, untagged: Path) -> None:
    failures = verapdf(untagged, "ua1", "2a")
    assert any(failure.startswith("ua1 7.1-") for failure in failures)
    assert any(failure.startswith("2a 6.7.") for failure in failures)


def test_verapdf_says_what_it_cannot_check(verapdf: ValidatePdf, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_text("not a PDF", encoding="utf-8")
    assert "could not be checked" in verapdf(broken, "ua1")[0]
    assert "could not be checked" in verapdf(broken, "no-such-profile")[0]


def test_poppler_reads_and_draws(pdftotext: ReadPdfText, pdftoppm: DrawPdfPages, untagged: Path) -> None:
    assert "Second page" in pdftotext(untagged)
    assert len(pdftoppm(untagged, untagged.parent)) == 2


def test_qpdf_finds_a_damaged_pdf(qpdf: CheckPdfSyntax, untagged: Path) -> None:
    assert qpdf(untagged) == []
    untagged.write_bytes(untagged.read_bytes().replace(b"/Type /Page ", b"/Type /Pgae ").replace(b"xref", b"xerf", 1))
    assert qpdf(untagged)


def test_libreoffice_converts(soffice: ConvertOffice, tmp_path: Path) -> None:
    source = tmp_path / "words.txt"
    source.write_text("Plain words", encoding="utf-8")
    assert soffice(source, "pdf", tmp_path).read_bytes().startswith(b"%PDF")


def _missing() -> str:
    return find_program("a-program-that-nobody-has", "a-package")


def test_a_missing_tool_fails_where_tools_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOARDPAPER_REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="apt-get install a-package"):
        demand(_missing)


def test_a_missing_tool_skips_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOARDPAPER_REQUIRE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="is not installed"):
        demand(_missing)
    with pytest.raises(ToolMissing):
        _missing()
