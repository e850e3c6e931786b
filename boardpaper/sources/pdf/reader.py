"""Finished PDFs of every origin: what they are, what they claim, and what in them a pack cannot take."""

import hashlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pikepdf
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from boardpaper.model.asked import file_content
from boardpaper.model.finding import Finding
from boardpaper.model.pack import PdfExtras, PdfFacts, PdfPage
from boardpaper.model.pattern import is_personal_address
from boardpaper.pdf.actions import active_kinds, address_of, file_name, local_addresses
from boardpaper.pdf.balance import page_balance
from boardpaper.pdf.boxes import page_box, rotation_of, unit_of, visible_box
from boardpaper.pdf.forms import hidden_fields
from boardpaper.pdf.layers import layers_of
from boardpaper.pdf.opening import BROKEN, open_pdf
from boardpaper.pdf.trees import (
    annotations_of,
    elements,
    inherited,
    key_of,
    kids_of,
    name_of,
    new_entries,
    outline_entries,
    read_stream,
    stream_of,
    text_of,
    tree_items,
    was_met,
)
from boardpaper.rules import pdfs as rules
from boardpaper.sources.pdf.findings import facts_findings, some
from boardpaper.sources.pdf.headings import read_headings
from boardpaper.sources.pdf.texts import read_pdf_texts

__all__ = ["read_pdf", "read_pdf_texts"]

_MOST_METADATA = 2**20
# Content shorter than this is a comment or an empty graphics state, and draws nothing.
_LEAST_CONTENT = 40
_NO_COMMENT = frozenset(
    {"/Link", "/Widget", "/Popup", "/FileAttachment", "/PrinterMark", "/TrapNet", "/Watermark", "/Redact"}
)
_ACTIVE = frozenset({"/Screen", "/Movie", "/Sound", "/3D", "/RichMedia"})


def read_pdf(source: Path | bytes, *, name: str) -> tuple[PdfFacts, tuple[Finding, ...]]:
    """What the PDF `source` is, and what a person should know before it goes into a pack; `name` is what findings say.

    A file that cannot be used gives facts that are not `readable`, and a finding that blocks.
    """
    try:
        content = source if isinstance(source, bytes) else file_content(source)
    except OSError as fault:
        return _unusable(rules.PDF_MISSING.at(name, fault=fault.strerror))
    if b"%PDF-" not in content[:1024]:
        return _unusable(rules.NO_PDF.at(name))
    try:
        with open_pdf(content) as pdf:
            facts = _read_facts(pdf, name)
            repaired = bool(pdf.get_warnings())
            found = (*facts_findings(facts), *_odd_findings(pdf, name))
    except pikepdf.PasswordError:
        return _unusable(rules.PDF_ENCRYPTED.at(name))
    except BROKEN as fault:
        return _unusable(rules.PDF_DAMAGED.at(name, fault=_first_line(fault)))
    facts = replace(facts, sha256=hashlib.sha256(content).hexdigest())
    if repaired:
        found += (rules.PDF_REPAIRED.at(name),)
    return facts, found


def _unusable(why: Finding) -> tuple[PdfFacts, tuple[Finding, ...]]:
    """Facts of a file that cannot be used, and why it cannot."""
    return PdfFacts(why.where, readable=False), (why,)


def _first_line(fault: BaseException) -> str:
    """What pikepdf says is wrong, without the name that it makes up for the file."""
    # pikepdf names the nameless file that it reads from.
    line = (str(fault).strip().splitlines() or [""])[0].rpartition(">: ")[2]
    return line or type(fault).__name__


def _read_facts(pdf: Pdf, name: str) -> PdfFacts:
    """What the file says of itself; its hash is not known here."""
    root = pdf.Root
    packet = _metadata(root)
    tagged = _is_tagged(pdf)
    pages = list(pdf.pages)
    return PdfFacts(
        name,
        pages=tuple(_page_size(page.obj) for page in pages),
        tagged=tagged,
        ua=_claim(packet, "pdfuaid:part"),
        pdfa=_claim(packet, "pdfaid:part") + _claim(packet, "pdfaid:conformance").lower(),
        title=text_of(pdf.docinfo.get(Name.Title)) or _metadata_title(packet),
        language=text_of(root.get(Name.Lang)),
        outline=tuple(text_of(entry.get(Name.Title)) for _, entry in outline_entries(pdf)),
        headings=read_headings(pdf, tagged=tagged),
        untagged_pages=tuple(at for at, page in enumerate(pages) if _is_untagged(page)) if tagged else (),
        unsound_pages=tuple(at for at, page in enumerate(pages) if not page_balance(page.obj).sound),
        encrypted=pdf.is_encrypted,
        extras=_read_extras(pdf),
    )


def _read_extras(pdf: Pdf) -> PdfExtras:
    """What the file holds beside the content of its pages."""
    fields = list(_form_fields(pdf.Root))
    annotations = [annotation for page in pdf.pages for annotation in annotations_of(page.obj)]
    layers = [(text_of(layer.group.get(Name.Name)) or "unnamed", layer.hidden) for layer in layers_of(pdf.Root)]
    return PdfExtras(
        fields=sum(_field_type(field) != "/Sig" for field in fields),
        signatures=sum(_field_type(field) == "/Sig" and Name.V in field for field in fields),
        scripts=tuple(dict.fromkeys(_scripts(pdf, fields))),
        attachments=tuple(dict.fromkeys(_attachments(pdf.Root, annotations))),
        comments=sum(_is_comment(annotation) for annotation in annotations),
        redactions=sum(annotation.get(Name.Subtype) == Name.Redact for annotation in annotations),
        hidden_values=sum(1 for _ in hidden_fields(pdf)),
        local_links=tuple(dict.fromkeys(_local_links(pdf, annotations))),
        personal_links=tuple(dict.fromkeys(_personal_links(pdf, annotations))),
        layers=tuple(name for name, _ in layers),
        hidden_layers=tuple(name for name, hidden in layers if hidden),
    )


def _metadata(root: Object) -> str:
    """The XMP packet as text; "" where there is none."""
    stream = stream_of(root.get(Name.Metadata))
    content = (read_stream(stream, _MOST_METADATA) or b"") if stream is not None else b""
    encoding = "utf-16" if content[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8"
    return content.decode(encoding, "replace")


def _claim(packet: str, name: str) -> str:
    """A property of XMP, written as an element or as an attribute."""
    match = re.search(rf"\b{name}(?:\s*=\s*[\"']|\s*>)\s*(\w+)", packet)
    return match[1] if match else ""


def _metadata_title(packet: str) -> str:
    match = re.search(r"<dc:title>.*?<rdf:li[^>]*>([^<]*)</rdf:li>", packet, re.DOTALL)
    return unescape(match[1]).strip() if match else ""


def _is_tagged(pdf: Pdf) -> bool:
    """Whether there is a structure that says it may be relied on, and anything in it (14.7.1, 14.8.1)."""
    marks = pdf.Root.get(Name.MarkInfo)
    if not isinstance(marks, Dictionary) or not bool(marks.get(Name.Marked, False)):
        return False
    tree = pdf.Root.get(Name.StructTreeRoot)
    if not isinstance(tree, Dictionary) or Name.ParentTree not in tree:
        return False
    return any(
        not isinstance(kid, Dictionary) or Name.S not in kid
        for element, _, _ in elements(pdf)
        for kid in kids_of(element)
    )


def _is_untagged(page: Page) -> bool:
    """Whether a page draws something, and none of it is in the structure."""
    if Name.StructParents in page.obj:
        return False
    contents = page.obj.get(Name.Contents)
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return sum(len(stream.read_raw_bytes()) for each in streams if (stream := stream_of(each))) > _LEAST_CONTENT


def _page_size(page: Object) -> PdfPage:
    """A page as readers see it, cropped and turned, in points."""
    left, bottom, right, top = visible_box(page)
    rotation, unit = rotation_of(page), unit_of(page)
    width, height = (right - left) * unit, (top - bottom) * unit
    if rotation % 180:
        width, height = height, width
    cropped = page_box(page, "/CropBox") not in (None, page_box(page, "/MediaBox"))
    return PdfPage(round(width, 2), round(height, 2), rotation, cropped=cropped)


def _form_fields(root: Object) -> Iterator[Object]:
    """The fields of a form that hold a value or may hold one: those without fields inside them."""
    form = root.get(Name.AcroForm)
    listed = form.get(Name.Fields) if isinstance(form, Dictionary) else None
    seen: set[tuple[int, int]] = set()
    waiting = new_entries(listed, seen)
    while waiting:
        field = waiting.pop()
        if not isinstance(field, Dictionary) or was_met(field, seen):
            continue
        # The kids of a field that are fields, and not only widgets of it, have a name (12.7.3.2).
        kids = new_entries(field.get(Name.Kids), seen)
        inner = [kid for kid in kids if isinstance(kid, Dictionary) and Name.T in kid]
        waiting += inner
        if not inner:
            yield field


def _field_type(field: Object) -> str:
    return key_of(inherited(field, "/FT"))


def _scripts(pdf: Pdf, fields: list[Object]) -> Iterator[str]:
    """What in the file acts by itself or when touched, and where (12.6)."""
    yield from (f"{kind} when it is opened" for kind in _opening_actions(pdf.Root))
    for number, page in enumerate(pdf.pages, 1):
        yield from (f"{kind} on page {number}" for kind in _page_actions(page.obj))
    for holder in [*fields, *(entry for _, entry in outline_entries(pdf))]:
        place = "an outline entry" if Name.Title in holder else "a form field"
        yield from (f"{kind} in {place}" for kind in _actions_of(holder))


def _opening_actions(root: Object) -> Iterator[str]:
    """What acts when the file is opened, closed, saved or printed."""
    names = root.get(Name.Names)
    if isinstance(names, Dictionary) and any(True for _ in tree_items(names.get(Name.JavaScript), "/Names")):
        yield "JavaScript"
    for key in (Name.OpenAction, Name.AA):
        yield from active_kinds(root.get(key))


def _page_actions(page: Object) -> Iterator[str]:
    """What acts on a page: the actions of the page and of its annotations, then annotations that play or run."""
    annotations = annotations_of(page)
    for holder in (page, *annotations):
        yield from _actions_of(holder)
    for annotation in annotations:
        if key_of(annotation.get(Name.Subtype)) in _ACTIVE:
            yield name_of(annotation.Subtype)


def _actions_of(holder: Object) -> Iterator[str]:
    """The kinds of actions that a page, annotation or field takes by itself or when it is used."""
    for key in (Name.A, Name.AA):
        yield from active_kinds(holder.get(key))


def _local_links(pdf: Pdf, annotations: list[Object]) -> Iterator[str]:
    """The addresses on somebody's machine or network that links lead to."""
    for holder in (*annotations, *(entry for _, entry in outline_entries(pdf))):
        yield from local_addresses(holder.get(Name.A))


def _personal_links(pdf: Pdf, annotations: list[Object]) -> Iterator[str]:
    """The addresses among somebody's own files in the cloud that links lead to."""
    for holder in (*annotations, *(entry for _, entry in outline_entries(pdf))):
        action = holder.get(Name.A)
        if isinstance(action, Dictionary) and is_personal_address(address := address_of(action)):
            yield address


def _attachments(root: Object, annotations: list[Object]) -> Iterator[str]:
    """The names of all files inside, in whichever of three places PDF has for them."""
    names = root.get(Name.Names)
    if isinstance(names, Dictionary):
        for key, file in tree_items(names.get(Name.EmbeddedFiles), "/Names"):
            yield file_name(file) or text_of(key if isinstance(key, Object) else None) or "unnamed"
    for annotation in annotations:
        if annotation.get(Name.Subtype) == Name.FileAttachment:
            yield file_name(annotation.get(Name.FS)) or "unnamed"
    associated = root.get(Name.AF)
    for file in associated if isinstance(associated, Array) else ():
        yield file_name(file) or "unnamed"


def _is_comment(annotation: Object) -> bool:
    """Whether an annotation is one that reviewers leave, and no link, field or printer's mark."""
    kind = key_of(annotation.get(Name.Subtype))
    return kind not in _NO_COMMENT and kind not in _ACTIVE


def _odd_findings(pdf: Pdf, name: str) -> tuple[Finding, ...]:
    """What makes a whole file something other than its pages."""
    found: list[Finding] = []
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form:
        found.append(rules.PDF_XFA.at(name))
    if Name.Collection in pdf.Root:
        found.append(rules.PDF_PORTFOLIO.at(name))
    askew = [number for number, page in enumerate(pdf.pages, 1) if not _is_turned_by_quarters(page.obj)]
    if askew:
        found.append(rules.PDF_ROTATION.at(name, pages=some(map(str, askew))))
    return tuple(found)


def _is_turned_by_quarters(page: Object) -> bool:
    """Whether a page is turned as the standard allows."""
    said = inherited(page, "/Rotate")
    return said is None or (isinstance(said, int) and said % 90 == 0)
