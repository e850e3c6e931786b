"""Pages that a pack makes itself, as they are drawn: slip pages, dividers and the contents list."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.pack import PackOptions, PackPart, PackStamps, PdfFacts, PdfHeading, PdfPage
from boardpaper.pack.contents import contents_list
from boardpaper.pack.own_pages import own_part
from boardpaper.pack.slips import divider_page, slip_page, with_slips
from tests.support.drawn_pages import portrait

A4 = PdfPage(595.3, 841.9)


def paper(title: str, pages: int = 1, *, tagged: bool = False, levels: tuple[int, ...] = (), **more: Any) -> PackPart:
    headings = tuple(PdfHeading(level, f"Heading {at} of {title}", at % pages) for at, level in enumerate(levels))
    facts = PdfFacts(f"{title}.pdf", pages=(A4,) * pages, tagged=tagged, headings=headings)
    return PackPart(facts, b"the file's own bytes", title, **more)


SLIPS: dict[str, tuple[PackPart, PackOptions]] = {
    "all": (
        paper("Scanned letter", 3, item="7(B)", original="papers/scanned letter & map.pdf", restricted="RESTRICTED"),
        PackOptions(contact="the Secretary"),
    ),
    "least": (paper("Scan"), PackOptions()),
    "stamps without items": (paper("Scan", 2, item="7"), PackOptions(PackStamps(item=""))),
    "no item": (paper("Scan", original="https://example.org/a.pdf"), PackOptions(PackStamps(item="Item {item}"))),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_page_names_the_paper_and_leads_to_it(name: str, kept: SnapshotAssertion) -> None:
    part, options = SLIPS[name]
    made = slip_page(part, language="en-GB", options=options)
    assert portrait(made.content) == kept
    assert made.slip
    assert (made.title, made.item, made.depth, made.restricted, made.original) == (
        part.title, part.item, part.depth, part.restricted, part.original
    )  # fmt: skip
    facts = made.facts
    assert (facts.name, facts.tagged, facts.ua, facts.pdfa, facts.title, facts.language, len(facts.pages)) == (
        part.facts.name, True, "1", "2a", part.title, "en-GB", 1
    )  # fmt: skip


@pytest.mark.parametrize(
    "part", [paper("Roads", item="12"), paper("Roads"), paper("", item="12")], ids=["item and title", "title", "item"]
)
def test_a_divider_announces_an_item(part: PackPart, kept: SnapshotAssertion) -> None:
    made = divider_page(part, language="cy", options=PackOptions())
    assert portrait(made.content) == kept
    assert not made.slip
    assert made.facts.language == "cy"


def test_slips_stand_for_papers_without_tags_alone() -> None:
    parts = (paper("A", tagged=True), paper("B"), paper("C", tagged=True))
    made = with_slips(parts, language="en-GB", options=PackOptions())
    assert [part.slip for part in made] == [False, True, False]
    assert (made[0], made[2]) == (parts[0], parts[2])
    assert with_slips(parts, language="en-GB", options=PackOptions(include_untagged=True)) == parts


def test_a_contents_list_as_it_is_drawn(kept: SnapshotAssertion) -> None:
    long = "Improve satisfaction among victims of the county, with a particular focus on one thing or another thing"
    parts = [
        paper("Budget", 4, tagged=True, levels=(1, 2, 2, 3, 4, 2), item="4"),
        paper(long, 2, tagged=True, levels=(3, 5, 3), item="8(B)"),
        paper("Appendix A", 2, tagged=True, levels=(1, 1, 2), item="8(B)", depth=2),
        paper("No item", tagged=True),
    ]
    contents = contents_list(parts, front_pages=2, language="en-GB", options=PackOptions(contents_over=2))
    assert contents is not None
    entries = [
        f"{entry.level} {entry.title} | {entry.label} | {entry.target} | {entry.address}" for entry in contents.entries
    ]
    assert "\n".join([*entries, "", portrait(contents.part.content)]) == kept


@pytest.mark.parametrize(("over", "made"), [(None, False), (10, False), (9, True), (1, True)])
def test_a_pack_of_more_pages_than_need_none_has_a_list(over: int | None, made: bool) -> None:
    """The agenda's two pages count, and dividers."""
    options = PackOptions(contents_over=over, dividers=True)
    parts = [paper("A", 3, tagged=True, item="1"), paper("B", 3, tagged=True, item="2")]
    found = contents_list(parts, front_pages=2, language="en-GB", options=options)
    assert (found is not None) is made
    assert contents_list([], front_pages=20, language="en-GB", options=options) is None


def test_pages_of_the_packs_own_conform() -> None:
    part, findings = own_part("A title", [], "cy")
    assert findings == ()
    assert part.title == "A title"
    assert part.facts.conforms
    assert [(round(page.width, 1), round(page.height, 1)) for page in part.facts.pages] == [(595.3, 841.9)]
