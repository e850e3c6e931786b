"""A PDF's bytes opened for reading."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
from pikepdf import Pdf

from boardpaper.temporary import nameless_file

# What damaged files make pikepdf, and any reading of their objects, raise.
BROKEN = (
    pikepdf.PdfError, pikepdf.ForeignObjectError, zlib.error, ValueError, TypeError, KeyError, IndexError,
    AttributeError, RuntimeError, ArithmeticError, OSError,
)  # fmt: skip


@contextmanager
def open_pdf(content: bytes) -> Iterator[Pdf]:
    """The PDF in `content`. It lies in a nameless file meanwhile: read from memory, it would take four times as long.

    Raises:
        pikepdf.PdfError: it is not a PDF, or damaged beyond repair.
        pikepdf.PasswordError: it asks for a password.
        EnvironmentFault: there is no room for a temporary file.
    """
    with (
        nameless_file(content) as file,
        pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap, suppress_warnings=True) as pdf,
    ):
        yield pdf
