"""A finished PDF as it is published by itself: unchanged, but for what in it acts and the files inside it."""

import io

import pikepdf
from pikepdf import Dictionary, Name, Object

from boardpaper.pdf.actions import active_kinds
from boardpaper.pdf.opening import open_pdf
from boardpaper.pdf.trees import annotations_of, key_of

_ENTRIES = ("/A", "/AA", "/OpenAction", "/PA")
# Annotations that play something by themselves (ISO 19005-2, 6.3.1).
_ACTIVE = frozenset({"/Screen", "/Movie", "/Sound", "/3D", "/RichMedia"})
_HOLDS_FILE = "/FileAttachment"


def disarmed(content: bytes) -> bytes:
    """The PDF `content` without scripts, launches, what plays by itself, and files inside it; links and all else stay.

    Raises:
        pikepdf.PdfError: it is damaged beyond repair.
    """
    with open_pdf(content) as pdf:
        names = pdf.Root.get(Name.Names)
        for key in (Name.JavaScript, Name.EmbeddedFiles):
            if isinstance(names, Dictionary) and key in names:
                del names[key]
        for entry in pdf.objects:
            if isinstance(entry, Dictionary):
                _disarm(entry)
        for page in pdf.pages:
            listed = annotations_of(page.obj)
            kept = [each for each in listed if key_of(each.get(Name.Subtype)) not in {*_ACTIVE, _HOLDS_FILE}]
            if len(kept) < len(listed):
                page.obj.Annots = pikepdf.Array(kept)
            for each in kept:
                _disarm(each)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _disarm(entry: Object) -> None:
    """Takes an object's entries away that make a program act, or that hold a file."""
    for key in ("/EF", "/AF"):
        if key in entry:
            del entry[key]
    for key in _ENTRIES:
        if any(True for _ in active_kinds(entry.get(key))):
            del entry[key]
