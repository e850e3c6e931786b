"""Fixtures for texts that are kept, and for outside tools.

A test that wants a tool is skipped where it is missing, and fails where CI must have it.
"""

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

import pytest
from hypothesis import settings
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.support.outside_tools import (
    CheckPdfSyntax,
    ConvertOffice,
    DrawPdfPages,
    ReadPdfText,
    ToolMissing,
    ValidatePdf,
    ask_verapdf,
    office_converter,
    pdf_page_drawer,
    pdf_syntax_checker,
    pdf_text_reader,
    start_verapdf,
)

T = TypeVar("T")

# How long an example takes is no fault of the code where several tests run at once.
settings.register_profile("at-once", deadline=None)
if settings.get_current_profile_name() == "default":
    settings.load_profile("at-once")


class _KeptText(SingleFileSnapshotExtension):
    """A text in a file of its own, as git shows changes best."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def kept(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """`assert text == kept`: the text is the reviewed one, in `__snapshots__` beside the test.

    `pytest --snapshot-update THE_TEST` writes it anew: read what git shows as changed before you keep it.
    """
    return snapshot.use_extension(_KeptText)


def demand(find: Callable[[], T]) -> T:
    try:
        return find()
    except ToolMissing as fault:
        if os.environ.get("BOARDPAPER_REQUIRE_TOOLS"):
            pytest.fail(str(fault))
        pytest.skip(str(fault))


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> ConvertOffice:
    """`soffice(source, "pdf", folder)` converts by LibreOffice and returns the new file's path."""
    return demand(partial(office_converter, tmp_path_factory.mktemp("libreoffice")))


@pytest.fixture(scope="session")
def pdftotext() -> ReadPdfText:
    """`pdftotext(pdf, "-layout")` returns the text that poppler finds."""
    return demand(pdf_text_reader)


@pytest.fixture(scope="session")
def pdftoppm() -> DrawPdfPages:
    """`pdftoppm(pdf, folder, dpi=60)` draws each page and returns the PNG files."""
    return demand(pdf_page_drawer)


@pytest.fixture(scope="session")
def qpdf() -> CheckPdfSyntax:
    """`qpdf(pdf)` returns what qpdf finds wrong, one line each: an empty list is a pass."""
    return demand(pdf_syntax_checker)


@pytest.fixture(scope="session")
def verapdf() -> Iterator[ValidatePdf]:
    """`verapdf(pdf, "ua1", "2a")` returns the rules that fail, one line each: an empty list is a pass."""
    process = demand(start_verapdf)
    yield partial(ask_verapdf, process)
    assert process.stdin is not None
    process.stdin.close()
    process.wait(timeout=30)
