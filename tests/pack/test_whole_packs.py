"""Packs of small papers that hold all that a pack has to take over, change or leave out: every object as kept text."""

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, String
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.document import Properties
from boardpaper.model.pack import FrontNumbering, Pack, PackLink, PackOptions, PackPart, PackStamps
from boardpaper.pack.merging import merge_pack
from tests.support.small_pdfs import Small, layered, leading, structured, with_fields
from tests.support.told import told
from tests.support.told_pdfs import told_pdf

ABOUT = Properties("Public pack", "Meeting of the Board", "The Board Secretary", "police, board")
LANGUAGE = "en-GB"


def full(pack: Pack) -> str:
    """Findings, conformance and layout, then the file."""
    pages = " ".join(f"{page.label}:{page.kind}:{page.part}.{page.page}" for page in pack.layout.pages)
    head = f"conforms: {pack.conforms}, roman: {pack.layout.front_roman}"
    return "\n".join([told(pack.findings), head, pages, "", told_pdf(pack.content)])


def merged(parts: Sequence[PackPart], **more: Any) -> Pack:
    return merge_pack(parts, properties=ABOUT, language=LANGUAGE, **more)


def test_links_places_and_outlines(kept: SnapshotAssertion) -> None:
    front = Small("Agenda", 2).part(addresses=("agenda.pdf",))
    other = Small("Other").part("6", addresses=("other%20paper.pdf",))
    appendix = Small("Appendix", language="cy").part("6", depth=2, restricted="RESTRICTED", stamped=False)
    links = [PackLink(1, (10.123, 20, 30, 40.456), 1, "Item 6"), PackLink(0, (1, 2, 3, 4), 0, "Item 5")]
    options = PackOptions(first_page=7)
    pack = merged([leading().part("5"), other, appendix], front=front, links=links, options=options)
    assert full(pack) == kept


def test_structures_beside_each_other(kept: SnapshotAssertion) -> None:
    loose = Small("Loose")
    extra = loose.element(loose.tree, "Sect")
    loose.tree.K = Array([loose.document, extra])
    loose.enter(-1, extra)
    parts = [structured(0).part("1"), structured(1).part("2"), loose.part("3")]
    pack = merged(parts, claim_conformance=True, options=PackOptions(PackStamps(item="", page="")))
    assert full(pack) == kept


def test_fields_are_drawn_and_described(kept: SnapshotAssertion) -> None:
    assert full(merged([with_fields().part("4")], options=PackOptions(PackStamps(item="", page="")))) == kept


def test_layers_colours_and_states(kept: SnapshotAssertion) -> None:
    radio = layered("Radio", lambda _, g: Dictionary(OFF=Array([g[1]]), RBGroups=Array([Array(g[:2]), String("odd")])))
    off = layered("Off", lambda _, g: Dictionary(BaseState=Name.OFF, ON=Array([g[2]])))
    colours = Small("Colours", 3)
    profile = colours.pdf.make_stream(b"a profile of four colours, which need not be one", N=4)
    colours.pdf.Root.OutputIntents = Array([String("odd"), Dictionary(DestOutputProfile=profile)])
    colours.page(1).Resources.ColorSpace = Dictionary(DefaultCMYK=Name.DeviceCMYK)
    colours.page(2).Resources.ColorSpace = Dictionary(Own=Name.DeviceRGB)
    open_states = Small("States", 3)
    for number, extra in enumerate((b"q /P BMC BT", b"Q Q", b"")):
        open_states.pdf.pages[number].contents_add(extra)
    for number, box in enumerate(([10, 20, 200, 150], [-5, -5, 400, 100], [50, 60, 50, 60])):
        open_states.page(number).CropBox = Array(box)
    for number, turn in enumerate((90, 180, 270)):
        open_states.page(number).Rotate = turn
    options = PackOptions(PackStamps(size=8, backing=True, back=""), front=FrontNumbering.ROMAN, double_sided=True)
    parts = [radio.part("1"), off.part("2"), colours.part("3", restricted="RESTRICTED"), open_states.part("4" * 30)]
    assert full(merged(parts, front=Small("Agenda").part(), options=options, claim_conformance=True)) == kept


def scanned(title: str, item: str, **more: Any) -> PackPart:
    """A paper without tags, whose pages say otherwise."""
    paper = Small(title, 2)
    for key in ("/StructTreeRoot", "/MarkInfo"):
        del paper.pdf.Root[key]
    return paper.part(item, **more)


def test_papers_without_tags(kept: SnapshotAssertion) -> None:
    """They are in on request, and the pack is larger than it should be."""
    options = PackOptions(include_untagged=True, most_megabytes=0.001)
    parts = [scanned("Scan", "1"), Small("Paper").part(), scanned("Letter", "3"), scanned("Plan", "3", depth=2)]
    assert full(merged(parts, front=scanned("Agenda", ""), options=options, claim_conformance=True)) == kept
