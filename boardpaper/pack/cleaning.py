"""A finished PDF as it is published by itself: its pages as they are, and nothing that is not for its readers."""

import io
from collections.abc import Iterable

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from boardpaper.model.document import Properties
from boardpaper.model.pack import PdfFacts
from boardpaper.model.pattern import is_file_name
from boardpaper.pdf.actions import active_kinds, is_local, local_addresses
from boardpaper.pdf.forms import VALUES, hidden_fields
from boardpaper.pdf.metadata import PRODUCER, claiming_packet, seal
from boardpaper.pdf.opening import open_pdf
from boardpaper.pdf.trees import annotations_of, key_of, kids_of, name_for, text_of, tree_items
from boardpaper.publish.pdf.text.payloads import without_payloads

_ACTIONS = ("/A", "/AA", "/OpenAction", "/PA")
# What programs keep in a file beside its pages: programs' own data, times, thumbnails, files, addresses of folders.
_CATALOGUE = (
    "/AF", "/Collection", "/DSS", "/Legal", "/Metadata", "/Perms", "/PieceInfo", "/SpiderInfo", "/Threads", "/URI",
)  # fmt: skip
_PAGE = ("/B", "/LastModified", "/Metadata", "/PieceInfo", "/Thumb")
_ENTRY = ("/AF", "/LastModified", "/PieceInfo")
# What of an annotation says who wrote it and when; a link's or field's `/T` names the thing itself.
_ANNOTATION = ("/CreationDate", "/M", "/NM")
_MARKUP = ("/RC", "/Popup", "/Subj", "/T")
_NO_MARKUP = frozenset({"/Link", "/Widget"})
# Annotations that hold a file, play by themselves (ISO 19005-2, 6.3.1), or repeat another's words.
_REMOVED = frozenset({"/FileAttachment", "/Screen", "/Movie", "/Sound", "/3D", "/RichMedia", "/Popup"})
# PDF/A-4 says more of itself than a part and a level.
_ARCHIVE = frozenset({"1", "2", "3"})
_LINK = "Link"


def published_copy(content: bytes, facts: PdfFacts, *, title: str) -> bytes:
    """The PDF `content`, whose facts are `facts`, with nothing for its readers taken away and nothing else left.

    It names no person, no program, no folder and no time; holds no file, script or value that is not shown; claims
    what it claimed, and bears boardpaper's seal. Where its own title is a file's name, it is called `title`.

    Raises:
        pikepdf.PdfError: it is damaged beyond repair.
    """
    with open_pdf(content) as pdf:
        clean(pdf)
        named = facts.title if facts.title and not is_file_name(facts.title) else title
        _describe(pdf, Properties(title=named), facts)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return seal(out.getvalue())


def clean(pdf: Pdf) -> None:
    """Takes out of `pdf` what its pages do not show, and what acts; links to public addresses stay."""
    for field in list(hidden_fields(pdf)):
        _remove(field, [*map(str, VALUES), "/AP", "/MK"])
    _clean_catalogue(pdf.Root)
    for entry in pdf.objects:
        if isinstance(entry, Dictionary | Stream):
            _clean_entry(entry)
    holders = dict(tree_items(_parent_tree(pdf), "/Nums"))
    for page in pdf.pages:
        _remove(page.obj, _PAGE)
        _clean_annotations(page.obj, holders)


def _clean_catalogue(root: Object) -> None:
    """Takes out what belongs to the whole file."""
    _remove(root, _CATALOGUE)
    names = root.get(Name.Names)
    if isinstance(names, Dictionary):
        # The others are scripts, files and pages that are not shown; places that links lead to are for readers.
        root.Names = Dictionary(Dests=names.Dests) if Name.Dests in names else Dictionary()
    form = root.get(Name.AcroForm)
    if isinstance(form, Dictionary):
        _remove(form, ("/XFA",))
    _clean_entry(root)


def _clean_entry(entry: Object) -> None:
    """Takes out of one object what acts, leads into somebody's machine, holds a file, or is a program's own."""
    for key in _ACTIONS:
        action = entry.get(key)
        if any(True for _ in active_kinds(action)) or any(True for _ in local_addresses(action)):
            del entry[key]
    # Only in what says its own type are these names what the standard means by them.
    if Name.Type in entry or Name.Subtype in entry or Name.S in entry:
        _remove(entry, _ENTRY)
    if isinstance(entry.get(Name.Metadata), Stream):
        del entry[Name.Metadata]
    if Name.EF in entry and (Name.F in entry or Name.UF in entry):
        _remove(entry, ("/EF", "/RF"))
    usage = entry.get(Name.Usage)
    if isinstance(usage, Dictionary):
        _remove(usage, ("/CreatorInfo", "/User"))
    if isinstance(entry, Stream):
        _clean_picture(entry)


def _clean_picture(entry: Stream) -> None:
    """Takes out of a picture what its camera and its programs wrote into it."""
    said, parameters = entry.get(Name.Filter), entry.get(Name.DecodeParms)
    kind = said[0] if isinstance(said, Array) and len(said) == 1 else said
    if not isinstance(kind, Name) or kind not in (Name.DCTDecode, Name.JPXDecode):
        return
    before = entry.read_raw_bytes()
    bare = without_payloads(before)
    if bare != before:
        entry.write(bare, filter=kind, decode_parms=parameters if isinstance(parameters, Dictionary | Array) else None)


def _parent_tree(pdf: Pdf) -> Object | None:
    tree = pdf.Root.get(Name.StructTreeRoot)
    return tree.get(Name.ParentTree) if isinstance(tree, Dictionary) else None


def _clean_annotations(page: Object, holders: dict[Object | int, Object]) -> None:
    """Takes annotations out that are none for readers, and out of the others who made them; `holders` are elements."""
    listed = annotations_of(page)
    kept = []
    for annotation in listed:
        kind = key_of(annotation.get(Name.Subtype))
        if kind in _REMOVED:
            _take_out(annotation, holders)
            continue
        kept.append(annotation)
        _clean_entry(annotation)
        _remove(annotation, _ANNOTATION)
        if kind not in _NO_MARKUP:
            _remove(annotation, _MARKUP)
        elif kind == "/Link" and is_local(text_of(annotation.get(Name.Contents))):
            annotation.Contents = String(_LINK)
    if len(kept) < len(listed):
        page.Annots = Array(kept)


def _take_out(annotation: Object, holders: dict[Object | int, Object]) -> None:
    """Takes an annotation out of the structure, and empties it for whatever else may lead to it."""
    key = annotation.get(Name.StructParent)
    element = holders.get(key) if isinstance(key, int) else None
    if isinstance(element, Dictionary):
        element.K = Array([kid for kid in kids_of(element) if not _refers(kid, annotation)])
    for name in [name_for(each) for each in annotation.keys()]:  # noqa: SIM118 - pikepdf iterates otherwise
        if isinstance(name, Name):
            del annotation[name]


def _refers(kid: Object | int, annotation: Object) -> bool:
    """Whether a kid of an element is a reference to the annotation."""
    inside = kid.get(Name.Obj) if isinstance(kid, Dictionary) else None
    return isinstance(inside, Dictionary) and inside.objgen == annotation.objgen


def _describe(pdf: Pdf, properties: Properties, facts: PdfFacts) -> None:
    """Makes the file say its title and what it claimed, in both places that PDF has for that, and no more."""
    _remove(pdf.trailer, ("/DocChecksum", "/ID"))
    pdf.docinfo = pdf.make_indirect(Dictionary(Producer=String(PRODUCER)))
    if properties.title:
        pdf.docinfo.Title = String(properties.title)
    pdfa = facts.pdfa if facts.pdfa[:1] in _ARCHIVE else ""
    packet = claiming_packet(properties, facts.language, ua=facts.ua, pdfa=pdfa)
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def _remove(holder: Object, keys: Iterable[str]) -> None:
    for key in keys:
        if key in holder:
            del holder[key]
