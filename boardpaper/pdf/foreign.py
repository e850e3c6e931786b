"""A PDF that another program made, so that it claims nothing and names no person."""

import io
from collections.abc import Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from boardpaper.model.document import Properties
from boardpaper.model.paper import LANGUAGE
from boardpaper.pdf.actions import is_local
from boardpaper.pdf.metadata import PRODUCER, seal, xmp_packet
from boardpaper.pdf.trees import text_of

# What may tell of persons, machines and times, or claim an output intent that goes with PDF/A.
_CATALOGUE = (Name.OutputIntents, Name.Metadata, Name.OpenAction, Name.AA, Name.PieceInfo)
_PAGE = (Name.Metadata, Name.PieceInfo, Name.LastModified, Name.AA)
_NAMED = (Name.JavaScript, Name.EmbeddedFiles)


def disown(content: bytes, properties: Properties, *, under: bytes = b"") -> bytes:
    """The PDF `content` with nothing but `properties` said of it, no claim of conformance, and boardpaper's seal.

    The first page of the PDF `under` is drawn beneath every page, where it is given.

    Raises:
        pikepdf.PdfError: it is no PDF.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        said = {"/Title": properties.title, "/Author": properties.author, "/Producer": PRODUCER}
        for key, text in said.items():
            if text:
                pdf.docinfo[key] = String(text)
        # Both come from the clock.
        _remove(pdf.trailer, (Name.DocChecksum, Name.ID))
        _remove(pdf.Root, _CATALOGUE)
        _remove(pdf.Root.get(Name.Names, Dictionary()), _NAMED)
        for page in pdf.pages:
            _remove(page.obj, _PAGE)
            for annotation in page.obj.get(Name.Annots, Array()):
                _make_safe(annotation)
        if under:
            _lay_under(pdf, under)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        packet = xmp_packet(properties, properties.language or LANGUAGE, claim_conformance=False)
        pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return seal(out.getvalue())


def _remove(holder: Object, names: Iterable[Name]) -> None:
    for name in names:
        if name in holder:
            del holder[name]


def _make_safe(annotation: Object) -> None:
    """Takes an annotation's action away unless it goes to a place in the file or a safe address."""
    action = annotation.get(Name.A)
    if action is None or action.get(Name.S) == Name.GoTo:
        return
    # A path on somebody's machine tells who that is.
    if action.get(Name.S) != Name.URI or is_local(text_of(action.get(Name.URI))):
        del annotation[Name.A]


def _lay_under(pdf: pikepdf.Pdf, under: bytes) -> None:
    """Puts a mark under the content of every page."""
    with pikepdf.open(io.BytesIO(under)) as mark:
        for page in pdf.pages:
            page.add_underlay(mark.pages[0], pikepdf.Rectangle(page.mediabox))
