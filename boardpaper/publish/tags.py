"""A painted PDF made into a tagged one: structure tree, links, outline, page labels and metadata (ISO 14289-1)."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from urllib.parse import quote

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.model.document import Properties
from boardpaper.publish.metadata import PRODUCER, seal, seal_holds, xmp_packet
from boardpaper.publish.paint import Annotation, Destination, Heading, Painted
from boardpaper.publish.structure import AnnotationKid, Element, MarkedContent

_PRINTED = 4
# What stands in an address as it is; the rest is encoded (RFC 3986, 2.1).
_URI_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"
_TABLE_ATTRIBUTES = frozenset({"Scope", "ColSpan", "RowSpan", "Summary"})
_LABEL_STYLES = {
    "decimal": Name.D,
    "upperRoman": Name.R,
    "lowerRoman": Name.r,
    "upperLetter": Name.A,
    "lowerLetter": Name.a,
}


@dataclass(frozen=True, slots=True)
class PageLabel:
    """How pages are numbered from page `index` (from 0) on: a number format of ECMA-376, and the first number."""

    index: int
    number_format: str
    start: int


@dataclass(frozen=True, slots=True)
class Tagging:
    """What a painted PDF lacks: its structure, and what it says of itself."""

    root: Element
    painted: Painted
    labels: Sequence[PageLabel]
    properties: Properties
    language: str


def tag_pdf(content: bytes, tagging: Tagging, *, claim_conformance: bool) -> bytes:
    """The painted PDF `content` with everything that makes it a tagged one; sealed against later changes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = [page.obj for page in pdf.pages]
        annotations = _add_annotations(pdf, pages, tagging.painted)
        _add_structure(pdf, pages, annotations, tagging)
        _add_outline(pdf, pages, tagging.painted.headings)
        _add_labels(pdf, tagging.labels)
        _correct_unicode(pdf, pages)
        _describe(pdf, tagging, claim_conformance)
        out = io.BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return seal(out.getvalue())


def is_untouched(content: bytes) -> bool | None:
    """Whether a PDF is byte for byte as boardpaper wrote it; None where boardpaper did not write it."""
    holds = seal_holds(content)
    if holds is not None:
        return holds
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            # Another program has packed the metadata away, but still says who made the file.
            return False if str(pdf.docinfo.get(Name.Producer, "")) == PRODUCER else None
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return None


def _add_annotations(pdf: Pdf, pages: Sequence[Object], painted: Painted) -> list[Object]:
    """Link annotations; a bookmark that no page holds gets none, and its words stay."""
    made: list[Object] = []
    by_page: dict[int, list[Object]] = {}
    words: dict[int, str] = {}
    for annotation in painted.annotations:
        words[id(annotation.element)] = words.get(id(annotation.element), "") + annotation.words
    for annotation in painted.annotations:
        target = _target(pages, annotation, painted)
        if target is None:
            continue
        link = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=_numbers(annotation.rect),
                Border=Array([0, 0, 0]),
                F=_PRINTED,
                Contents=String(_contents(annotation, words[id(annotation.element)])),
                StructParent=len(pages) + len(made),
                P=pages[annotation.page],
            )
        )
        link[target[0]] = target[1]
        annotation.element.kids.append(AnnotationKid(len(made)))
        made.append(link)
        by_page.setdefault(annotation.page, []).append(link)
    for index, links in by_page.items():
        pages[index].Annots = Array(links)
    painted.annotations[:] = [one for one in painted.annotations if _target(pages, one, painted) is not None]
    return made


def _target(pages: Sequence[Object], annotation: Annotation, painted: Painted) -> tuple[str, Object] | None:
    link = annotation.link
    if link.address:
        address = f"{link.address}#{link.bookmark}" if link.bookmark else link.address
        return "/A", Dictionary(S=Name.URI, URI=String(quote(address, safe=_URI_CHARACTERS)))
    place = painted.destinations.get(link.bookmark)
    return None if place is None else ("/Dest", _destination(pages, place))


def _contents(annotation: Annotation, whole: str) -> str:
    """What a link is called: all its words, also where they stand on several lines, and its address."""
    link = annotation.link
    words = annotation.element.title or " ".join(whole.split())
    if not words:
        return link.address or link.bookmark
    return f"{words} ({link.address})" if link.address not in ("", words) else words


def _destination(pages: Sequence[Object], place: Destination) -> Array:
    return Array([pages[place.page], Name.XYZ, round(place.x, 2), round(place.y, 2), 0])


@dataclass(frozen=True, slots=True, eq=False)
class _Tree:
    """The structure tree while it is written. `made` finds an element's object; `identified` is the ID tree."""

    pdf: Pdf
    pages: Sequence[Object]
    annotations: Sequence[Object]
    annotated: Sequence[int]
    made: dict[int, Object] = field(default_factory=dict)
    identified: list[tuple[str, Object]] = field(default_factory=list)


def _add_structure(pdf: Pdf, pages: Sequence[Object], annotations: Sequence[Object], tagging: Tagging) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    painted = tagging.painted
    tree = _Tree(pdf, pages, annotations, [one.page for one in painted.annotations])
    root.K = Array([_element(tree, tagging.root, root)])
    numbers: list[int | Object] = []
    for index, owners in enumerate(painted.owners):
        pages[index].StructParents = index
        pages[index].Tabs = Name.S
        numbers += [index, pdf.make_indirect(Array([tree.made[id(owner)] for owner in owners]))]
    for index, annotation in enumerate(painted.annotations):
        numbers += [len(pages) + index, tree.made[id(annotation.element)]]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(pages) + len(annotations)
    if tree.identified:
        names: list[Object] = []
        for name, element in sorted(tree.identified, key=lambda pair: pair[0]):
            names += [String(name), element]
        root.IDTree = Dictionary(Names=Array(names))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(tree: _Tree, element: Element, parent: Object) -> Object:
    written = tree.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
    _describe_element(written, element)
    tree.made[id(element)] = written
    if element.identifier:
        tree.identified.append((element.identifier, written))
    first = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), -1)
    if first >= 0:
        written.Pg = tree.pages[first]
    kids = [_kid(tree, kid, written, first) for kid in element.kids]
    if kids:
        written.K = kids[0] if len(kids) == 1 else Array(kids)
    return written


def _kid(tree: _Tree, kid: Element | MarkedContent | AnnotationKid, parent: Object, page: int) -> Object | int:
    """An entry of /K; content on the element's own page `page` is a bare number."""
    if isinstance(kid, Element):
        return _element(tree, kid, parent)
    if isinstance(kid, MarkedContent):
        if kid.page == page:
            return kid.mcid
        return Dictionary(Type=Name.MCR, Pg=tree.pages[kid.page], MCID=kid.mcid)
    annotation = tree.annotations[kid.number]
    return Dictionary(Type=Name.OBJR, Pg=tree.pages[tree.annotated[kid.number]], Obj=annotation)


def _describe_element(entries: Object, element: Element) -> None:
    if element.alt:
        entries.Alt = String(element.alt)
    if element.actual_text:
        entries.ActualText = String(element.actual_text)
    if element.language:
        entries.Lang = String(element.language)
    if element.identifier:
        entries.ID = String(element.identifier)
    if element.attributes:
        entries.A = _attributes(element.attributes)
    if element.box is not None:
        inline = element.parent is not None and element.parent.tag == "P"
        placement = Name.Inline if inline else Name.Block
        entries.A = Dictionary(O=Name.Layout, Placement=placement, BBox=_numbers(element.box))


def _attributes(attributes: dict[str, str | int]) -> Object:
    owner = Name.Table if _TABLE_ATTRIBUTES & attributes.keys() else Name.List
    written = Dictionary(O=owner)
    for name, value in attributes.items():
        if isinstance(value, int):
            written[f"/{name}"] = value
        else:
            written[f"/{name}"] = String(value) if name == "Summary" else Name(f"/{value}")
    return written


def _add_outline(pdf: Pdf, pages: Sequence[Object], headings: Sequence[Heading]) -> None:
    """The outline, nested as the headings are."""
    if not headings:
        return
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    open_items: list[tuple[int, Object]] = [(0, outline)]
    for heading in headings:
        while open_items[-1][0] >= heading.level:
            open_items.pop()
        parent = open_items[-1][1]
        item = pdf.make_indirect(
            Dictionary(Title=String(heading.title), Parent=parent, Dest=_destination(pages, heading.destination))
        )
        if Name.Last in parent:
            item.Prev = parent.Last
            parent.Last.Next = item
        else:
            parent.First = item
        parent.Last = item
        for _, above in open_items:
            above.Count = int(above.get(Name.Count, 0)) + 1
        open_items.append((heading.level, item))
    pdf.Root.Outlines = outline
    pdf.Root.PageMode = Name.UseOutlines


def _add_labels(pdf: Pdf, labels: Sequence[PageLabel]) -> None:
    numbers: list[int | Object] = []
    for label in labels:
        style = _LABEL_STYLES.get(label.number_format, Name.D)
        numbers += [label.index, Dictionary(S=style, St=max(label.start, 1))]
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))


def _correct_unicode(pdf: Pdf, pages: Sequence[Object]) -> None:
    """ReportLab maps a font's unused first code to U+0000, which ISO 14289-1, 7.21.7 forbids."""
    done: set[tuple[int, int]] = set()
    for page in pages:
        for font in page.Resources.get(Name.Font, Dictionary()).values():
            table = font.get(Name.ToUnicode)
            if table is not None and table.objgen not in done:
                done.add(table.objgen)
                table.write(table.read_bytes().replace(b"> <0000>", b"> <FFFD>"))


def _describe(pdf: Pdf, tagging: Tagging, claim_conformance: bool) -> None:
    properties = tagging.properties
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    said = {"/Title": properties.title, "/Author": properties.author, "/Subject": properties.subject}
    for key, text in {**said, "/Keywords": properties.keywords, "/Producer": PRODUCER}.items():
        if text:
            pdf.docinfo[key] = String(text)
    root = pdf.Root
    root.Lang = String(tagging.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = pdf.make_stream(_srgb(), N=3)
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=profile,
            )
        ]
    )
    packet = xmp_packet(properties, tagging.language, claim_conformance=claim_conformance)
    root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def _srgb() -> bytes:
    return (files("pikepdf") / "pdfa" / "data" / "sRGB.icc").read_bytes()


def _numbers(values: Sequence[float]) -> Array:
    return Array([round(value, 2) for value in values])
