"""A finished PDF as it is published by itself: its pages as they are, and nothing that is not for its readers."""

import io
import zlib
from collections.abc import Container, Iterable

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream, String

from boardpaper.model.document import Properties
from boardpaper.model.pack import PdfFacts
from boardpaper.model.pattern import is_file_name
from boardpaper.model.pictures.payloads import bare_picture
from boardpaper.model.pictures.profiles import bare_profile
from boardpaper.pdf.actions import active_kinds, is_local, local_addresses
from boardpaper.pdf.forms import VALUES, hidden_fields, is_field, is_shown
from boardpaper.pdf.metadata import PRODUCER, claiming_packet, seal
from boardpaper.pdf.opening import open_pdf
from boardpaper.pdf.trees import annotations_of, inherited, key_of, kids_of, name_for, read_stream, text_of, tree_items

_ACTIONS = ("/A", "/AA", "/OpenAction", "/PA")
# What of a whole file and of a page is for its readers (ISO 32000-1, tables 28 and 30); programs keep other things
# there: data of their own, times, thumbnails, files, signatures, addresses of folders.
_CATALOGUE = frozenset({
    "/AA", "/AcroForm", "/Dests", "/Extensions", "/Lang", "/MarkInfo", "/Names", "/NeedsRendering", "/OCProperties",
    "/OpenAction", "/Outlines", "/OutputIntents", "/PageLabels", "/PageLayout", "/PageMode", "/Pages",
    "/StructTreeRoot", "/Type", "/Version", "/ViewerPreferences",
})  # fmt: skip
_PAGE = frozenset({
    "/AA", "/Annots", "/ArtBox", "/BleedBox", "/BoxColorInfo", "/Contents", "/CropBox", "/Dur", "/Group", "/MediaBox",
    "/PZ", "/Parent", "/PresSteps", "/Resources", "/Rotate", "/SeparationInfo", "/StructParents", "/Tabs", "/Trans",
    "/TrimBox", "/Type", "/UserUnit", "/VP",
})  # fmt: skip
_TRAILER = frozenset({"/Info", "/Root", "/Size"})
# The last two name files of pictures that were to be put in by others.
_ENTRY = ("/AF", "/LastModified", "/PieceInfo", "/OPI", "/Ref")
# What of an annotation says who wrote it and when; a link's or field's `/T` names the thing itself.
_ANNOTATION = ("/CreationDate", "/M", "/NM")
_MARKUP = ("/RC", "/Popup", "/Subj", "/T")
_NO_MARKUP = frozenset({"/Link", "/Widget"})
# Annotations that hold a file, play by themselves (ISO 19005-2, 6.3.1), or repeat another's words.
_REMOVED = frozenset({"/FileAttachment", "/Screen", "/Movie", "/Sound", "/3D", "/RichMedia", "/Popup"})
# PDF/A-4 says more of itself than a part and a level.
_ARCHIVE = frozenset({"1", "2", "3"})
_LINK = "Link"
# Whether a signature is in a field is what makes it one; what it locks, and whose it may be, stand beside it.
_SIGNED = ("/V", "/DV", "/Lock", "/SV")
_READ_ONLY, _PUSH_BUTTON = 1, 1 << 16
_MOST_PROFILE = 2**25
_JPEG = b"\xff\xd8\xff"


class PublishedCopy(Struct, frozen=True):
    """A finished PDF as it is published, and how many pictures in it may still say what nobody sees.

    What a camera or a program wrote into these could not be taken out.
    """

    content: bytes
    unclean: int


def published_copy(content: bytes, facts: PdfFacts, *, title: str) -> PublishedCopy:
    """The PDF `content`, whose facts are `facts`, with nothing for its readers taken away and nothing else left.

    It names no person, no program, no folder and no time; holds no file, script or value that is not shown; claims
    what it claimed, and bears boardpaper's seal. Where its own title is a file's name, it is called `title`.

    Raises:
        pikepdf.PdfError: it is damaged beyond repair.
    """
    with open_pdf(content) as pdf:
        unclean = clean(pdf)
        named = facts.title if facts.title and not is_file_name(facts.title) else title
        _describe(pdf, Properties(title=named), facts)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return PublishedCopy(seal(out.getvalue()), unclean)


def clean(pdf: Pdf) -> int:
    """Takes out of `pdf` what its pages do not show, and what acts; links to public addresses stay.

    Returns how many pictures could not be cleaned.
    """
    hidden = list(hidden_fields(pdf))
    for field in hidden:
        _remove(field, [*map(str, VALUES), "/AP", "/MK"])
    _clean_fields(pdf, {field.objgen for field in hidden if field.is_indirect})
    _keep(pdf.trailer, _TRAILER)
    _clean_catalogue(pdf.Root)
    unclean = 0
    for entry in pdf.objects:
        if isinstance(entry, Dictionary | Stream):
            _clean_entry(entry)
        if isinstance(entry, Stream):
            unclean += not _clean_stream(entry)
    holders = dict(tree_items(_parent_tree(pdf), "/Nums"))
    for page in pdf.pages:
        _keep(page.obj, _PAGE)
        _clean_annotations(page.obj, holders)
    return unclean


def _clean_catalogue(root: Object) -> None:
    """Takes out what belongs to the whole file."""
    _keep(root, _CATALOGUE)
    names = root.get(Name.Names)
    if isinstance(names, Dictionary):
        # The others are scripts, files and pages that are not shown; places that links lead to are for readers.
        root.Names = Dictionary(Dests=names.Dests) if Name.Dests in names else Dictionary()
    form = root.get(Name.AcroForm)
    if isinstance(form, Dictionary):
        _remove(form, ("/XFA", "/SigFlags"))
    _clean_entry(root)


def _clean_fields(pdf: Pdf, hidden: Iterable[tuple[int, int]]) -> None:
    """Takes signatures out of their fields, and names that no reader hears; `hidden` are the numbers of fields."""
    loose = [widget for page in pdf.pages for widget in annotations_of(page.obj) if not widget.is_indirect]
    numbered = [entry for entry in pdf.objects if isinstance(entry, Dictionary)]
    fields = [each for each in [*numbered, *loose] if is_field(each) or each.get(Name.Subtype) == Name.Widget]
    signatures = [(each, inherited(each, "/V")) for each in fields if inherited(each, "/FT") == Name.Sig]
    for field, value in signatures:
        _unsign(field, signed=value is not None)
    names: dict[str, str] = {}
    unheard = {*hidden, *(each.objgen for each, _ in signatures if each.is_indirect)}
    for field in fields:
        _remove(field, ("/TM",))
        # Where a field has no description, its name is read out in its place.
        if Name.T in field and (Name.TU in field or field.objgen in unheard):
            field.T = String(names.setdefault(text_of(field.T), f"field-{len(names) + 1}"))


def _unsign(field: Object, *, signed: bool) -> None:
    """Takes a signature out of its field, and leaves the picture of it as a button that nobody can press.

    It would be no signature of the changed file, and it holds its signer's name, address and certificate.
    """
    _remove(field, _SIGNED)
    if not signed:
        return
    if Name.FT in field or Name.Parent not in field:
        field.FT, field.Ff = Name.Btn, _READ_ONLY | _PUSH_BUTTON
    if field.get(Name.Subtype) == Name.Widget and not is_shown(field):
        _remove(field, ("/AP", "/MK"))


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


def _clean_stream(entry: Stream) -> bool:
    """Takes out of a picture or a colour profile what cameras and programs wrote into it; whether that could be done.

    One that cannot be unpacked here, other programs may show all the same.
    """
    try:
        return _clean_picture(entry) and (not isinstance(entry.get(Name.N), int) or _clean_profile(entry))
    except (PdfError, zlib.error):
        return False


def _clean_picture(entry: Stream) -> bool:
    """Takes out of a picture what its camera and its programs wrote into it; whether that could be done.

    Raises:
        pikepdf.PdfError, zlib.error: it cannot be unpacked.
    """
    filters, parameters = _listed(entry.get(Name.Filter)), _listed(entry.get(Name.DecodeParms))
    kind = filters[-1] if filters else None
    if not isinstance(kind, Name) or kind not in (Name.DCTDecode, Name.JPXDecode):
        return True
    before = entry.read_raw_bytes()
    if not before:
        return True
    if len(filters) > 1:
        # qpdf unpacks a stream whole or not at all.
        outer = [Dictionary(dict(each.items())) for each in parameters[:-1] if isinstance(each, Dictionary)]
        with Pdf.new() as other:
            packed = Stream(other, before, Filter=Array(filters[:-1]))
            if len(outer) == len(filters) - 1:
                packed.DecodeParms = Array(outer)
            before = packed.read_bytes()
    # Programs look for the beginning of a JPEG.
    begin = before.find(_JPEG) if kind == Name.DCTDecode else 0
    bare = bare_picture(before[max(begin, 0) :])
    if bare is not None and bare != before:
        own = parameters[-1] if len(parameters) == len(filters) else None
        entry.write(bare, filter=kind, decode_parms=own if isinstance(own, Dictionary) else None)
    return bare is not None


def _listed(said: Object | None) -> list[Object]:
    """The filters of a stream, or their parameters: one may stand by itself."""
    return list(said) if isinstance(said, Array) else [] if said is None else [said]


def _clean_profile(entry: Stream) -> bool:
    """Takes out of a colour profile which machine it was made for; whether that could be done.

    Raises:
        pikepdf.PdfError, zlib.error: it cannot be unpacked.
    """
    before = read_stream(entry, _MOST_PROFILE)
    if before is not None and (bare := bare_profile(before)) != before:
        entry.write(bare)
    return before is not None


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


def _keep(holder: Object, keys: Container[str]) -> None:
    """Takes all entries out of a dictionary that have none of these keys."""
    for name in [name_for(each) for each in holder.keys()]:  # noqa: SIM118 - pikepdf iterates otherwise
        if isinstance(name, Name) and key_of(name) not in keys:
            del holder[name]
