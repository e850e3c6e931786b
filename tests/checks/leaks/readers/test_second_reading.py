"""The second reading of PDFs runs in a process of its own, and lives through whatever becomes of that."""

import io
import os

import pikepdf
import pytest

from boardpaper.checks.leaks.readers import second_reading
from boardpaper.checks.leaks.readers.second_reading import read_again
from tests.support import font_pdfs as made
from tests.support import wall_plants as plants
from tests.support.font_pdfs import KINDS, SENTENCE
from tests.support.written_pdfs import stream, written


def test_pages_are_read_in_their_order() -> None:
    with pikepdf.open(io.BytesIO(plants.pdf_file(("One",)))) as pdf:
        with pikepdf.open(io.BytesIO(plants.pdf_file(("Two", "Three")))) as other:
            pdf.pages.extend(other.pages)
        content = plants.saved(pdf)
    assert read_again(content) == ["One", "Two\nThree"]


def test_a_word_that_is_cut_at_a_line_is_whole() -> None:
    content = made.pdf_page(made.simple(), b"(The con-) Tj T* (tract is signed) Tj")
    assert read_again(content) == ["The contract is signed"]


def test_letters_without_a_meaning_are_told_on_pages_in_doubt() -> None:
    content = made.pdf_of(KINDS["composite, no map"])
    assert read_again(content, [0]) == ["\ufffd" * len(SENTENCE)]


def test_a_file_that_is_none_has_no_reading() -> None:
    assert read_again(b"%PDF-1.7 and nothing else") is None
    assert read_again(plants.pdf_file(("Still here",))) == ["Still here"]


PAGES = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R(none)3 0 R]/Count 3>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    4: stream(b"BT /F 9 Tf 9 50 Td (one) Tj 0 -20 Td (two-) Tj 0 -20 Td (three) Tj ET"),
    5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
}


@pytest.mark.parametrize("doubtful", [[], [0, 1, 2]])
def test_a_page_that_is_none_has_letters_that_nobody_knows(doubtful: list[int]) -> None:
    assert read_again(written(PAGES), doubtful) == ["one\ntwothree", "\ufffd" * 8, "one\ntwothree"]


def test_a_process_that_falls_is_started_again() -> None:
    assert read_again(plants.pdf_file(("One",))) == ["One"]
    process = second_reading._READER.process
    assert process is not None
    process.kill()
    process.wait()
    assert read_again(plants.pdf_file(("Two",))) == ["Two"]


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_reading, "_MOST_SECONDS", 0.0)
    lines = tuple(f"line {number}" for number in range(4000))
    assert read_again(plants.pdf_file(lines)) is None
    monkeypatch.undo()
    assert read_again(plants.pdf_file(("Again",))) == ["Again"]


@pytest.mark.parametrize("apart", [1, -1])
def test_a_copy_of_this_process_starts_its_own(apart: int, monkeypatch: pytest.MonkeyPatch) -> None:
    read_again(plants.pdf_file(("One",)))
    first = second_reading._READER.process
    assert first is not None
    own = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: own + apart)
    assert read_again(plants.pdf_file(("Two",))) == ["Two"]
    assert second_reading._READER.process is not first
    second_reading._stop()
    first.kill()
    first.communicate()


def test_the_same_file_is_read_alike_each_time() -> None:
    content = made.pdf_of(KINDS["Windows"])
    assert read_again(content) == read_again(content) == [SENTENCE]


def test_the_process_ends_when_it_is_told_to() -> None:
    read_again(plants.pdf_file(("One",)))
    process = second_reading._READER.process
    assert process is not None
    assert process.poll() is None
    second_reading._stop()
    assert process.poll() is not None
    second_reading._stop()
    assert second_reading._READER.process is None
