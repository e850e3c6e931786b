"""Names that a file can have, counts that a person may ask for."""

import os
from types import SimpleNamespace

import pytest

from boardpaper.model import asked
from boardpaper.model.asked import LONGEST, count_fault, is_readable, name_fault, shown_name

NO_SUCH_CHARACTER = "it has a character that no file's name can have"
TOO_LONG = "a name in it is longer than 255 bytes"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("", "it is empty"),
        (" ", "it is empty"),
        ("a" * 255, ""),
        ("a" * 256, TOO_LONG),
        (f"folder/{'a' * 255}/{'b' * 255}.", TOO_LONG),
        ("/".join(["a" * 255] * 3), ""),
        ("é" * 127, ""),
        ("é" * 128, TOO_LONG),
        ("a\0b", NO_SUCH_CHARACTER),
        ("a\ud800b", NO_SUCH_CHARACTER),
        # A byte that is no UTF-8, as Python reads it from a file system.
        ("a\udce9b", ""),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows counts in another way")
def test_what_no_file_can_be_called(path: str, fault: str) -> None:
    assert name_fault(path) == fault


@pytest.mark.parametrize(
    ("path", "fault"),
    [("é" * 255, ""), ("é" * 256, TOO_LONG), ("𝄞" * 127, ""), ("𝄞" * 128, TOO_LONG), ("a\udce9b", "")],
)
def test_windows_counts_the_units_of_utf_16(path: str, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "os", SimpleNamespace(name="nt", fspath=os.fspath))
    assert name_fault(path) == fault


def test_a_name_whose_bytes_are_no_text_cannot_be_read() -> None:
    assert is_readable("Prüfung 5.docx")
    assert not is_readable("Pr\udcfcfung 5.docx")


def test_a_name_is_shown_without_what_cannot_be_printed() -> None:
    assert shown_name("Pr\udcfcfung\n5.docx") == "Pr\\udcfcfung\\n5.docx"
    assert shown_name("a" * LONGEST) == "a" * LONGEST
    assert shown_name("a" * 60 + "b" * 166 + "c" * 30) == "a" * 60 + "…" + "c" * 30


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (1, ""),
        (999, ""),
        (1000, "“1000” is more than 999"),
        (0, "“0” is not a number from 1 on"),
        (True, "“True” is not a number from 1 on"),
        (1.5, "“1.5” is not a number from 1 on"),
        ("3", "“3” is not a number from 1 on"),
    ],
)
def test_what_is_no_count(number: object, fault: str) -> None:
    assert count_fault(number) == fault


def test_a_count_may_begin_elsewhere() -> None:
    assert count_fault(0, least=0) == ""
    assert count_fault(-1, least=0) == "“-1” is not a number from 0 on"
