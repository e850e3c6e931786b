"""Papers of every origin merged into one tagged, stamped, numbered pack (ISO 32000-1, 14.7 and 14.8; ISO 14289-1)."""

import io
from collections.abc import Sequence
from importlib.resources import files
from urllib.parse import unquote

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.errors import InputError
from boardpaper.model.document import A4, Properties
from boardpaper.model.pack import Pack, PackLayout, PackLink, PackOptions, PackPage, PackPart, PageKind
from boardpaper.pack.contents import ContentsList, contents_places
from boardpaper.pack.copying import Copied, copy_part
from boardpaper.pack.joined import Entry, Joined, add_link, begin
from boardpaper.pack.layers import write_layers
from boardpaper.pack.layout import lay_out_pack
from boardpaper.pack.outline import pack_outline, write_outline
from boardpaper.pack.reporting import claim_findings, reasons_against, size_findings, slip_findings, unsound_findings
from boardpaper.pack.sharing import font_cost, share_streams
from boardpaper.pack.slips import divider_page, with_slips
from boardpaper.pack.stamps import PageStamps, embed_stamp_faces, item_stamp_box, stamp_content
from boardpaper.pack.structure import number_headings, write_structure
from boardpaper.pack.wrapping import wrap_content
from boardpaper.pdf.balance import Balance, page_balance
from boardpaper.pdf.boxes import visible_box
from boardpaper.pdf.metadata import PRODUCER, seal, xmp_packet
from boardpaper.rules import packs as rules

_FRONT = "front"


class _Binding(Struct, frozen=True):
    """What a pack is bound from: agenda, contents list, the parts as they go in, and the order of their pages."""

    front: PackPart | None
    contents: ContentsList | None
    parts: tuple[PackPart, ...]
    layout: PackLayout
    options: PackOptions
    language: str

    @property
    def everything(self) -> tuple[PackPart, ...]:
        """Agenda, contents list and parts, those that there are."""
        listed = self.contents.part if self.contents else None
        return tuple(part for part in (self.front, listed, *self.parts) if part)

    def source_of(self, page: PackPage) -> PackPart:
        """The part that `page` belongs to."""
        if page.kind is PageKind.CONTENTS and self.contents is not None:
            return self.contents.part
        return self.front if page.kind is PageKind.FRONT and self.front is not None else self.parts[page.part]


class _Placed(Struct, frozen=True, eq=False):
    """Everything in its place: each page of the pack, the parts as copied, and the page that opens each part."""

    pages: tuple[Object, ...]
    front: Copied | None
    contents: Copied | None
    parts: tuple[Copied, ...]
    openings: tuple[Object, ...]


def merge_pack(
    parts: Sequence[PackPart],
    *,
    properties: Properties,
    language: str,
    front: PackPart | None = None,
    contents: ContentsList | None = None,
    links: Sequence[PackLink] = (),
    options: PackOptions | None = None,
    claim_conformance: bool = False,
) -> Pack:
    """One PDF of `front` (the agenda), the `contents` list that was made for it, and `parts` in their order.

    Tagged parts stay tagged, under one Document; an untagged part is represented by a slip page unless the options
    say otherwise. Links to an address of a part lead to it, as do `links` on the front's pages. The pack says that it
    conforms to PDF/UA-1 and PDF/A-2a only where `claim_conformance` asks for that and every part says so too.
    What a part loses on its way in is a finding of `read_pdf`. Equal inputs give equal bytes.

    Raises:
        InputError: there is nothing to merge, or a part cannot be read or has not the pages that its facts say.
    """
    _refuse_unusable(parts, front)
    binding = _binding(parts, front, contents, options or PackOptions(), language)
    joined = begin(language, _targets(binding))
    placed = _place(joined, binding)
    _name_places(joined, binding, placed)
    _stamp(joined, binding, placed)
    _link(joined, binding, placed, links)
    number_headings(joined)
    write_structure(joined)
    write_layers(joined)
    write_outline(joined.pdf, _outline(binding, placed))
    _label(joined.pdf, binding.layout)
    against = reasons_against(joined, binding.everything)
    conforms = claim_conformance and not against
    _describe(joined.pdf, properties, language, claim_conformance=conforms)
    saved, fonts = share_streams(joined.pdf), font_cost(joined.pdf)
    content = _save(joined.pdf)
    findings = (
        *slip_findings(parts, binding.parts),
        *joined.findings,
        *claim_findings(against if claim_conformance else ()),
        *size_findings(content, binding.parts, binding.options, fonts),
    )
    return Pack(content, binding.layout, findings, conforms, saved, fonts)


def _binding(
    parts: Sequence[PackPart],
    front: PackPart | None,
    contents: ContentsList | None,
    options: PackOptions,
    language: str,
) -> _Binding:
    """The parts as they go in, slips in the place of those without tags, and where each page stands."""
    going_in = with_slips(tuple(parts), language=language, options=options)
    listed = contents.part if contents else None
    layout = lay_out_pack(going_in, front_pages=_count(front), contents_pages=_count(listed), options=options)
    return _Binding(front, contents, going_in, layout, options, language)


def _outline(binding: _Binding, placed: _Placed) -> list[Entry]:
    """The pack's outline: that of agenda and contents list, then an entry for each part with its own below it."""
    front = [entry for copied in (placed.front, placed.contents) if copied for entry in copied.outline]
    own = [() if part.slip else copied.outline for part, copied in zip(binding.parts, placed.parts, strict=True)]
    return pack_outline(front, binding.parts, placed.openings, own)


def _refuse_unusable(parts: Sequence[PackPart], front: PackPart | None) -> None:
    """Stops where there is nothing to bind, or a part has no pages that could be."""
    if not parts and front is None:
        raise InputError(rules.PACK_EMPTY.at())
    for part in (*((front,) if front else ()), *parts):
        if not part.facts.readable or not part.facts.pages:
            raise InputError(rules.PART_UNUSABLE.at(part.facts.name))


def part_targets(parts: Sequence[PackPart]) -> tuple[str, ...]:
    """The named destination of each part in the pack: `item-5` for an item's paper, `part-7` for what follows it."""
    names: list[str] = []
    for number, part in enumerate(parts, 1):
        name = f"item-{part.item}"
        names.append(name if part.item and name not in names else f"part-{number}")
    return tuple(names)


def _count(part: PackPart | None) -> int:
    return len(part.facts.pages) if part else 0


def _targets(binding: _Binding) -> dict[str, str]:
    """The named destination that each address of a part leads to."""
    front, contents = binding.front, binding.contents
    targets = {unquote(address): _FRONT for address in front.addresses} if front else {}
    targets |= {entry.address: entry.target for entry in contents.entries} if contents else {}
    for part, name in zip(binding.parts, part_targets(binding.parts), strict=True):
        targets |= {unquote(address): name for address in part.addresses}
    return targets


def _place(joined: Joined, binding: _Binding) -> _Placed:
    """Copies everything into the pack in the order of the layout."""
    made: dict[tuple[PageKind, int], Copied] = {}
    openings: dict[int, Object] = {}
    pages: list[Object] = []
    for page in binding.layout.pages:
        if page.kind is PageKind.BLANK:
            pages.append(_add_blank(joined.pdf, pages))
            continue
        if page.page > 0:
            continue
        part = binding.source_of(page)
        if page.kind is PageKind.DIVIDER:
            part = divider_page(part, language=binding.language, options=binding.options)
        copied = made[page.kind, page.part] = copy_part(joined, part, len(made), _labels_of(binding.layout, page))
        openings.setdefault(page.part, copied.pages[0])
        pages += copied.pages
    whole = {part: copied for (kind, part), copied in made.items() if kind in (PageKind.PAPER, PageKind.SLIP)}
    order = range(len(binding.parts))
    return _Placed(
        tuple(pages),
        made.get((PageKind.FRONT, -1)),
        made.get((PageKind.CONTENTS, -1)),
        tuple(whole[at] for at in order),
        tuple(openings[at] for at in order),
    )


def _labels_of(layout: PackLayout, first: PackPage) -> tuple[str, ...]:
    """The printed numbers of all pages of the part, or the kind of page, that `first` belongs to."""
    return tuple(page.label for page in layout.pages if page.kind is first.kind and page.part == first.part)


def _add_blank(pdf: Pdf, before: Sequence[Object]) -> Object:
    """A page without content, as large as the one before it."""
    left, bottom, right, top = visible_box(before[-1]) if before else (0.0, 0.0, *A4)
    blank = pdf.add_blank_page(page_size=(right - left, top - bottom))
    return blank.obj


def _name_places(joined: Joined, binding: _Binding, placed: _Placed) -> None:
    """Gives the agenda, each part's first page, and what the contents list leads to their names."""
    for name, opening in zip(part_targets(binding.parts), placed.openings, strict=True):
        joined.destinations[name] = Array([opening, Name.Fit])
    if placed.front:
        joined.destinations[_FRONT] = Array([placed.front.pages[0], Name.Fit])
    if binding.contents:
        own = [copied.pages for copied in placed.parts]
        joined.destinations |= contents_places(binding.contents, binding.parts, own, placed.openings)


def _stamp(joined: Joined, binding: _Binding, placed: _Placed) -> None:
    """Prints page numbers and items on every page, and closes what a page's own content leaves open."""
    words = [_words(page, binding.parts, binding.options) for page in binding.layout.pages]
    faces = embed_stamp_faces(joined.pdf, words)
    opening = joined.pdf.make_stream(b"q\n")
    unsound: dict[str, list[str]] = {}
    for page, facts, said in zip(placed.pages, binding.layout.pages, words, strict=True):
        tail = joined.tails.get(page.objgen, b"") + stamp_content(page, said, faces, binding.options.stamps)
        if not tail:
            continue
        part = binding.front if facts.part < 0 else binding.parts[facts.part]
        # Reading a page's content takes long; what is wrong with it was found with the part's facts.
        balance = page_balance(page) if part and facts.page in part.facts.unsound_pages else Balance()
        if not balance.sound and facts.part >= 0:
            unsound.setdefault(binding.parts[facts.part].facts.name, []).append(facts.label)
        wrap_content(joined.pdf, page, balance, opening, tail)
    joined.findings += unsound_findings(unsound)


def _words(page: PackPage, parts: Sequence[PackPart], options: PackOptions) -> PageStamps:
    """What a page is stamped with; nothing on the pages of a paper that is to stay as it is."""
    blank = page.kind is PageKind.BLANK
    if page.part < 0:
        return PageStamps(page=options.stamps.page.format(page=page.label), blank=blank)
    part = parts[page.part]
    if not part.stamped and page.kind is PageKind.PAPER:
        return PageStamps()
    item = options.stamps.item.format(item=part.item) if part.item else ""
    return PageStamps(item, options.stamps.page.format(page=page.label), part.restricted, blank)


def _link(joined: Joined, binding: _Binding, placed: _Placed, links: Sequence[PackLink]) -> None:
    """The front's rectangles to the parts, and from each part's first page the way back."""
    if placed.front is None:
        return
    stamps, names = binding.options.stamps, part_targets(binding.parts)
    holder = placed.front.element or joined.tree.document
    for link in links:
        add_link(joined, placed.front.pages[link.page], holder, link.box, names[link.part], link.words)
    for part, copied in zip(binding.parts, placed.parts, strict=True):
        stamp = stamps.item.format(item=part.item) if part.item and part.stamped else ""
        if stamp and stamps.back and copied.element is not None:
            box = item_stamp_box(copied.pages[0], stamp, stamps.size)
            add_link(joined, copied.pages[0], copied.element, box, _FRONT, stamps.back)


def _label(pdf: Pdf, layout: PackLayout) -> None:
    """Page labels that say what is stamped (12.4.2)."""
    numbers: list[int | Object] = []
    if layout.front_roman:
        numbers += [0, Dictionary(S=Name.r, St=1)]
    if layout.front_roman < len(layout.pages):
        numbers += [layout.front_roman, Dictionary(S=Name.D, St=layout.first_page)]
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))


def _describe(pdf: Pdf, properties: Properties, language: str, *, claim_conformance: bool) -> None:
    """Makes the file say what it is, in both places that PDF has for that, with what PDF/A and PDF/UA ask for."""
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    said = {"/Title": properties.title, "/Author": properties.author, "/Subject": properties.subject}
    for key, text in {**said, "/Keywords": properties.keywords, "/Producer": PRODUCER}.items():
        if text:
            pdf.docinfo[key] = String(text)
    root = pdf.Root
    root.Lang = String(language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = pdf.make_stream((files("pikepdf") / "pdfa" / "data" / "sRGB.icc").read_bytes(), N=3)
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
    packet = xmp_packet(properties, language, claim_conformance=claim_conformance)
    root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def _save(pdf: Pdf) -> bytes:
    """The file's bytes, the same each time, with its seal."""
    out = io.BytesIO()
    pdf.save(
        out,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        # Filters that PDF/A-2 forbids, such as LZW, become Flate (ISO 19005-2, 6.1.7.2).
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )
    return seal(out.getvalue())
