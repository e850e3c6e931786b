"""Finished PDFs of every origin: what they are, what they claim, and what in them a pack cannot take."""

import hashlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pikepdf
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from boardpaper.model.finding import Finding, warning
from boardpaper.model.pack import PdfFacts, PdfPage
from boardpaper.pdf.actions import active_kinds
from boardpaper.pdf.balance import page_balance
from boardpaper.pdf.boxes import page_box, rotation_of, unit_of, visible_box
from boardpaper.pdf.opening import BROKEN, open_pdf
from boardpaper.pdf.trees import (
    annotations_of,
    elements,
    inherited,
    kids_of,
    outline_entries,
    read_stream,
    stream_of,
    text_of,
    tree_items,
)
from boardpaper.sources.pdf.findings import facts_findings, some
from boardpaper.sources.pdf.headings import read_headings
from boardpaper.sources.pdf.texts import read_pdf_texts

__all__ = ["read_pdf", "read_pdf_texts"]

_MOST_METADATA = 2**20
_MOST_FORM_FIELDS = 100_000
# Content shorter than this is a comment or an empty graphics state, and draws nothing.
_LEAST_CONTENT = 40
_NO_COMMENT = frozenset({"/Link", "/Widget", "/Popup", "/FileAttachment", "/PrinterMark", "/TrapNet", "/Watermark"})
_ACTIVE = frozenset({"/Screen", "/Movie", "/Sound", "/3D", "/RichMedia"})


def read_pdf(source: Path | bytes, *, name: str) -> tuple[PdfFacts, tuple[Finding, ...]]:
    """What the PDF `source` is, and what a person should know before it goes into a pack; `name` is what findings say.

    A file that cannot be used gives facts that are not `readable`, and a finding that blocks.
    """
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as fault:
        return _unusable(
            name,
            "pdf-missing",
            f"The file cannot be read: {fault.strerror}.",
            "Check the name in the meeting's description, and that the file is there.",
        )
    if b"%PDF-" not in content[:1024]:
        return _unusable(name, "pdf-damaged", "This is not a PDF.", "Save or export it as a PDF again.")
    try:
        with open_pdf(content) as pdf:
            facts = _read_facts(pdf, name)
            repaired = bool(pdf.get_warnings())
            found = (*facts_findings(facts), *_odd_findings(pdf, name))
    except pikepdf.PasswordError:
        return _unusable(
            name, "pdf-encrypted", "The file asks for a password.", "Ask its author for a copy without one."
        )
    except BROKEN as fault:
        return _unusable(
            name,
            "pdf-damaged",
            f"The file is damaged ({_first_line(fault)}).",
            "Ask its author for the file again, or export it as a PDF again.",
        )
    facts = replace(facts, sha256=hashlib.sha256(content).hexdigest())
    if repaired:
        found += (
            warning(
                "pdf-repaired",
                "The file was damaged and has been mended as well as could be.",
                name,
                "Compare its pages in the pack with the original, or export it again.",
            ),
        )
    return facts, found


def _unusable(name: str, rule: str, message: str, hint: str) -> tuple[PdfFacts, tuple[Finding, ...]]:
    return PdfFacts(name, readable=False), (Finding(rule, message, name, hint),)


def _first_line(fault: BaseException) -> str:
    # pikepdf names the nameless file that it reads from.
    line = (str(fault).strip().splitlines() or [""])[0].rpartition(">: ")[2]
    return line or type(fault).__name__


def _read_facts(pdf: Pdf, name: str) -> PdfFacts:
    root = pdf.Root
    packet = _metadata(root)
    tagged = _is_tagged(pdf)
    outline = tuple(text_of(entry.get(Name.Title)) for _, entry in outline_entries(pdf))
    fields = list(_form_fields(root))
    pages = list(pdf.pages)
    annotations = [annotation for page in pages for annotation in annotations_of(page.obj)]
    layers, hidden = _layers(root)
    return PdfFacts(
        name,
        pages=tuple(_page_size(page.obj) for page in pages),
        tagged=tagged,
        ua=_claim(packet, "pdfuaid:part"),
        pdfa=_claim(packet, "pdfaid:part") + _claim(packet, "pdfaid:conformance").lower(),
        title=text_of(pdf.docinfo.get(Name.Title)) or _metadata_title(packet),
        language=text_of(root.get(Name.Lang)),
        outline=outline,
        headings=read_headings(pdf, tagged=tagged),
        untagged_pages=tuple(at for at, page in enumerate(pages) if _is_untagged(page)) if tagged else (),
        unsound_pages=tuple(at for at, page in enumerate(pages) if not page_balance(page.obj).sound),
        fields=sum(_field_type(field) != "/Sig" for field in fields),
        signatures=sum(_field_type(field) == "/Sig" and Name.V in field for field in fields),
        scripts=tuple(dict.fromkeys(_scripts(pdf, fields))),
        attachments=tuple(dict.fromkeys(_attachments(root, annotations))),
        comments=sum(_is_comment(annotation) for annotation in annotations),
        layers=layers,
        hidden_layers=hidden,
        encrypted=pdf.is_encrypted,
    )


def _metadata(root: Object) -> str:
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
    waiting = list(listed) if isinstance(listed, Array) else []
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST_FORM_FIELDS:
        field = waiting.pop()
        if not isinstance(field, Dictionary) or field.objgen in seen:
            continue
        if field.is_indirect:
            seen.add(field.objgen)
        kids = field.get(Name.Kids)
        inner = (
            [kid for kid in kids if isinstance(kid, Dictionary) and Name.T in kid] if isinstance(kids, Array) else []
        )
        if inner:
            waiting += inner
        else:
            yield field


def _field_type(field: Object) -> str:
    return str(inherited(field, "/FT"))


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
        if str(annotation.get(Name.Subtype)) in _ACTIVE:
            yield str(annotation.Subtype)[1:]


def _actions_of(holder: Object) -> Iterator[str]:
    for key in (Name.A, Name.AA):
        yield from active_kinds(holder.get(key))


def _attachments(root: Object, annotations: list[Object]) -> Iterator[str]:
    names = root.get(Name.Names)
    if isinstance(names, Dictionary):
        for key, file in tree_items(names.get(Name.EmbeddedFiles), "/Names"):
            yield _file_name(file) or str(key)
    for annotation in annotations:
        if annotation.get(Name.Subtype) == Name.FileAttachment:
            yield _file_name(annotation.get(Name.FS)) or "unnamed"
    associated = root.get(Name.AF)
    for file in associated if isinstance(associated, Array) else ():
        yield _file_name(file) or "unnamed"


def _file_name(file: Object | None) -> str:
    if not isinstance(file, Dictionary):
        return ""
    return text_of(file.get(Name.UF)) or text_of(file.get(Name.F))


def _is_comment(annotation: Object) -> bool:
    kind = str(annotation.get(Name.Subtype))
    return kind not in _NO_COMMENT and kind not in _ACTIVE


def _layers(root: Object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of all layers, and of those that are not shown when the file is opened (8.11.4)."""
    optional = root.get(Name.OCProperties)
    groups = optional.get(Name.OCGs) if isinstance(optional, Dictionary) else None
    if not isinstance(optional, Dictionary) or not isinstance(groups, Array):
        return (), ()
    rule = optional.get(Name.D, Dictionary())
    off = {each.objgen for each in rule.get(Name.OFF, Array([]))}
    if rule.get(Name.BaseState) == Name.OFF:
        off = {each.objgen for each in groups} - {each.objgen for each in rule.get(Name.ON, Array([]))}
    named = [
        (text_of(each.get(Name.Name)) or "unnamed", each.objgen in off)
        for each in groups
        if isinstance(each, Dictionary)
    ]
    return tuple(name for name, _ in named), tuple(name for name, hidden in named if hidden)


def _odd_findings(pdf: Pdf, name: str) -> tuple[Finding, ...]:
    """What makes a whole file something other than its pages."""
    found: list[Finding] = []
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form:
        found.append(
            warning(
                "pdf-xfa",
                "The file is an XFA form, whose pages most programs cannot show.",
                name,
                "Print it to PDF from Adobe Reader, and use that file.",
            )
        )
    if Name.Collection in pdf.Root:
        found.append(
            warning(
                "pdf-portfolio",
                "The file is a portfolio: what it is about is inside it as attachments, and its page is only a cover.",
                name,
                "Make each file in it a paper of its own.",
            )
        )
    askew = [number for number, page in enumerate(pdf.pages, 1) if not _is_turned_by_quarters(page.obj)]
    if askew:
        found.append(
            warning(
                "pdf-rotation",
                f"Page {some(map(str, askew))} is turned askew, which programs show in different ways.",
                name,
                "Look at the page in the pack; turn it upright in the original and export it again.",
            )
        )
    return tuple(found)


def _is_turned_by_quarters(page: Object) -> bool:
    said = inherited(page, "/Rotate")
    return said is None or (isinstance(said, int) and said % 90 == 0)
