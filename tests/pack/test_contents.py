"""The contents list: every item and heading, with the number of its page, each leading there."""

import pytest
from pikepdf import NameTree

from boardpaper.model.document import Properties
from boardpaper.model.pack import FrontNumbering, Pack, PackOptions, PackPart, PdfFacts, PdfHeading, PdfPage
from boardpaper.pack.contents import ContentsList, contents_entries, contents_list
from boardpaper.pack.layout import lay_out_pack
from boardpaper.pack.merging import merge_pack
from boardpaper.pack.slips import with_slips
from tests.support.finished_pdfs import changed, open_pack, part, publication, tagged_words, untagged, without_outline
from tests.support.structure_faults import structure_faults

ABOUT = Properties("Public pack")
OPTIONS = PackOptions(front=FrontNumbering.ROMAN, contents_over=2)


def listed(parts: list[PackPart], options: PackOptions = OPTIONS) -> ContentsList:
    found = contents_list(parts, front_pages=1, language="en-GB", options=options)
    assert found is not None
    return found


def bound(parts: list[PackPart], options: PackOptions = OPTIONS) -> Pack:
    return merge_pack(
        parts,
        front=part(publication("Agenda", 1)),
        contents=listed(parts, options),
        properties=ABOUT,
        language="en-GB",
        options=options,
        claim_conformance=True,
    )


def sized(title: str, *levels: int, pages: int = 4) -> PackPart:
    """A paper with a heading on its second page for each level."""
    headings = tuple(PdfHeading(level, f"Heading {at}", 1) for at, level in enumerate(levels))
    facts = PdfFacts(f"{title}.pdf", pages=(PdfPage(595.3, 841.9),) * pages, tagged=True, headings=headings)
    return PackPart(facts, b"", title, "5")


def test_a_short_pack_has_none() -> None:
    paper = part(publication(), "1")
    many = len(paper.facts.pages) + 1
    for over in (None, many):
        options = PackOptions(contents_over=over)
        assert contents_list([paper], front_pages=1, language="en-GB", options=options) is None
    assert contents_list([paper], front_pages=1, language="en-GB", options=PackOptions(contents_over=many - 1))


def test_each_entry_says_and_leads_to_the_page_of_its_heading() -> None:
    papers = [part(publication("Budget", 12), "4"), part(publication("Roads", 12), "8(B)"),
              part(publication("More roads", 3), "8(B)", title="Appendix A: More", depth=2)]  # fmt: skip
    pack = bound(papers)
    assert pack.conforms
    assert structure_faults(pack.content) == []
    words = [(role, text) for role, text in tagged_words(pack.content) if role == "Link" and text[-1:].isdigit()]
    assert ("Link", "4 Budget 1") in words
    with open_pack(pack) as pdf:
        labels = {page.obj.objgen: str(page.label) for page in pdf.pages}
        links = list(pdf.pages[1].Annots)
        places = {str(name): place for name, place in NameTree(pdf.Root.Names.Dests).items()}
        told = [str(link.Contents).rpartition(" ") for link in links]
        assert [label for _, _, label in told] == [labels[places[str(link.Dest)][0].objgen] for link in links]
    titles = [title for title, _, _ in told]
    assert titles[:3] == ["4 Budget", "Part 1 of Budget", "Part 2 of Budget"]
    assert titles[-3:] == ["Part 4 of Roads", "Appendix A: More", "More roads"]


def test_the_list_is_tagged_as_one() -> None:
    with open_pack(bound([part(publication("Budget", 12), "4")])) as pdf:
        contents = pdf.Root.StructTreeRoot.K[0].K[1]
        section = contents.K
        assert str(section.S) == "/Sect"
        heading, table = section.K
        assert (str(heading.S), str(table.S)) == ("/H1", "/TOC")
        item, inner = table.K
        assert (str(item.S), str(item.K.S), str(item.K.K.S)) == ("/TOCI", "/Reference", "/Link")
        assert str(inner.S) == "/TOC"
        assert [str(entry.title) for entry in pdf.open_outline().root][:3] == ["Agenda", "Contents", "4 Budget"]


def test_headings_are_known_without_an_outline() -> None:
    paper = publication("Budget", 12)
    assert listed([part(paper, "4")]).entries == listed([part(changed(paper, without_outline), "4")]).entries


def test_a_slip_page_is_an_entry_without_headings() -> None:
    going_in = with_slips((part(untagged("Scan"), "7"), part(publication(), "8")), language="en-GB", options=OPTIONS)
    entries = listed(list(going_in)).entries
    assert [entry.title for entry in entries[:2]] == ["7  Scan", "8  Performance report"]


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ((2, 3, 4, 2), [2, 3, 2]),
        ((2,) * 40 + (3,) * 100, [2] * 40),
        ((1,) * 130, []),
    ],
)
def test_the_deepest_headings_give_way_to_a_short_list(levels: tuple[int, ...], shown: list[int]) -> None:
    paper = sized("Budget", *levels)
    layout = lay_out_pack([paper], front_pages=1, options=OPTIONS)
    assert [entry.level for entry in contents_entries([paper], layout)] == [1, *shown]


def test_a_heading_that_repeats_the_items_title_is_left_out() -> None:
    headings = (PdfHeading(1, "Annual report: custody", 0), PdfHeading(2, "Visits", 0), PdfHeading(2, "Finds", 1))
    facts = PdfFacts("a.pdf", pages=(PdfPage(595.3, 841.9),) * 3, tagged=True, headings=headings)
    paper = PackPart(facts, b"", "Annual report – custody", "6")
    layout = lay_out_pack([paper], front_pages=0, options=OPTIONS)
    entries = contents_entries([paper], layout)
    assert [(entry.level, entry.title, entry.label) for entry in entries] == [
        (1, "6  Annual report – custody", "1"),
        (2, "Visits", "1"),
        (2, "Finds", "2"),
    ]


def test_a_long_list_counts_its_own_pages() -> None:
    papers = [part(publication("Budget", 24), str(item)) for item in range(1, 10)]
    options = PackOptions(contents_over=2, front=FrontNumbering.CONTINUE)
    contents = listed(papers, options)
    assert len(contents.part.facts.pages) > 1
    pack = bound(papers, options)
    first = pack.layout.pages_of_part(0).start
    assert contents.entries[0].label == pack.layout.pages[first].label


def test_a_long_title_leaves_room_for_its_number() -> None:
    long = "Improve satisfaction among victims of the county, with a particular focus on one thing or another thing"
    paper = part(publication("Budget", 12), "4", title=long)
    words = [text for role, text in tagged_words(listed([paper]).part.content) if role == "Link"]
    assert words[0] == f"4 {long} 1"


def test_a_heading_in_letters_that_the_list_lacks_is_told() -> None:
    assert listed([part(publication("Budget", 12), "4")]).findings == ()
    headings = (PdfHeading(1, "\u6f22\u5b57", 0),)
    facts = PdfFacts("a.pdf", pages=(PdfPage(595.3, 841.9),) * 3, tagged=True, headings=headings)
    (finding,) = listed([PackPart(facts, b"", "Budget", "6")]).findings
    assert finding.rule == "contents-character"
    assert not finding.blocks
    assert "“漢” (U+6F22); “字” (U+5B57)" in finding.message
