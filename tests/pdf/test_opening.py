"""A PDF opened from its bytes."""

import io

import pikepdf
import pytest

from boardpaper.pdf.opening import BROKEN, open_pdf


def test_a_file_is_opened_from_its_bytes() -> None:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(30, 40))
        made.save(out)
    with open_pdf(out.getvalue()) as pdf:
        assert [tuple(map(int, page.mediabox)) for page in pdf.pages] == [(0, 0, 30, 40)]


def test_a_damaged_file_is_mended_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    with open_pdf(out.getvalue().replace(b"startxref", b"startxxxx")) as pdf:
        assert len(pdf.pages) == 1
    assert capfd.readouterr() == ("", "")


def test_what_is_no_pdf_is_an_error_of_those_that_damage_raises() -> None:
    with pytest.raises(pikepdf.PdfError) as caught, open_pdf(b"not a PDF"):
        pass
    assert isinstance(caught.value, BROKEN)
