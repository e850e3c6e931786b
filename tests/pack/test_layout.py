"""Page numbers: stamped, labelled and printed in the agenda from one layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.model.pack import FrontNumbering, PackOptions, PackPart, PageKind, PdfFacts, PdfPage
from boardpaper.pack.layout import lay_out_pack
from tests.support.finished_pdfs import part, publication

A4 = PdfPage(595.3, 841.9)


def sized(pages: int, item: str, depth: int = 1) -> PackPart:
    facts = PdfFacts(f"{item}.pdf", pages=(A4,) * pages, tagged=True)
    return PackPart(facts, b"", f"Item {item}", item, depth)


def test_pages_are_numbered_through_from_the_front_on() -> None:
    layout = lay_out_pack([sized(3, "1"), sized(2, "2")], front_pages=2, options=PackOptions())
    assert [page.label for page in layout.pages] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [page.kind for page in layout.pages[:3]] == [PageKind.FRONT, PageKind.FRONT, PageKind.PAPER]
    assert layout.pages_of_item("1") == ("3", "5")
    assert layout.pages_of_item("2") == ("6", "7")


def test_a_front_with_numbers_of_its_own_leaves_the_papers_theirs() -> None:
    options = PackOptions(first_page=301, front=FrontNumbering.ROMAN)
    layout = lay_out_pack([sized(3, "12")], front_pages=2, options=options)
    assert [page.label for page in layout.pages] == ["i", "ii", "301", "302", "303"]


def test_a_contents_list_stands_between_the_agenda_and_the_papers() -> None:
    options = PackOptions(front=FrontNumbering.ROMAN, double_sided=True)
    layout = lay_out_pack([sized(3, "1")], front_pages=1, contents_pages=1, options=options)
    assert [page.label for page in layout.pages] == ["i", "ii", "iii", "iv", "1", "2", "3"]
    assert [page.kind.value for page in layout.pages[:4]] == ["front", "blank", "contents", "blank"]
    assert layout.pages_of_item("1") == ("1", "3")


def test_an_item_covers_its_divider_and_its_appendices() -> None:
    options = PackOptions(dividers=True)
    layout = lay_out_pack([sized(2, "1"), sized(1, "1", 2), sized(1, "2")], front_pages=1, options=options)
    assert [page.kind.value for page in layout.pages] == [
        "front", "divider", "paper", "paper", "paper", "divider", "paper"
    ]  # fmt: skip
    assert layout.pages_of_item("1") == ("2", "5")
    assert layout.pages_of_part(0) == range(2, 4)


def test_parts_open_on_front_sides_when_printed_on_both() -> None:
    options = PackOptions(double_sided=True, dividers=True)
    layout = lay_out_pack([sized(1, "1"), sized(2, "2"), sized(3, "3")], front_pages=3, options=options)
    for part_, first, _ in layout.places:
        assert first % 2 == 0, f"part {part_} opens on a back"
    assert layout.pages[3].kind is PageKind.BLANK
    assert layout.pages[-1].kind is PageKind.PAPER


def test_an_item_that_is_not_in_the_pack_has_no_pages() -> None:
    with pytest.raises(KeyError):
        lay_out_pack([sized(1, "1")], front_pages=0, options=PackOptions()).pages_of_item("9")


def test_a_real_file_is_laid_out_by_its_pages() -> None:
    made = part(publication(), "1")
    assert len(lay_out_pack([made], front_pages=0, options=PackOptions()).pages) == len(made.facts.pages)


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 2)), max_size=6),
    st.integers(0, 4),
    st.booleans(),
    st.booleans(),
    st.sampled_from(FrontNumbering),
    st.integers(1, 400),
)
def test_every_page_has_a_number_of_its_own(
    sizes: list[tuple[int, int]], front: int, dividers: bool, both: bool, numbering: FrontNumbering, first: int
) -> None:
    parts = [sized(pages, str(at), depth) for at, (pages, depth) in enumerate(sizes)]
    options = PackOptions(dividers=dividers, double_sided=both, front=numbering, first_page=first)
    layout = lay_out_pack(parts, front_pages=front, options=options)
    labels = [page.label for page in layout.pages]
    assert len(set(labels)) == len(labels)
    assert [page.page for page in layout.pages if page.part < 0 and page.page >= 0] == list(range(front))
    for at, (pages, _) in enumerate(sizes):
        assert len(layout.pages_of_part(at)) == pages


@pytest.mark.parametrize(
    ("options", "laid_out"),
    [
        (PackOptions(), "1 front:-1.0|2 contents:-1.0|3 paper:0.0|4 paper:1.0|5 paper:1.1|6 slip:2.0"),
        (PackOptions(dividers=True, first_page=9),
         "9 front:-1.0|10 contents:-1.0|11 divider:0.-1|12 paper:0.0|13 paper:1.0|14 paper:1.1|15 divider:2.-1"
         "|16 slip:2.0"),
        (PackOptions(double_sided=True, dividers=True, front=FrontNumbering.ROMAN),
         "i front:-1.0|ii blank:-1.-1|iii contents:-1.0|iv blank:-1.-1|1 divider:0.-1|2 blank:0.-1|3 paper:0.0"
         "|4 blank:0.-1|5 paper:1.0|6 paper:1.1|7 divider:2.-1|8 blank:2.-1|9 slip:2.0"),
        (PackOptions(double_sided=True),
         "1 front:-1.0|2 blank:-1.-1|3 contents:-1.0|4 blank:-1.-1|5 paper:0.0|6 blank:0.-1|7 paper:1.0|8 paper:1.1"
         "|9 slip:2.0"),
    ],
)  # fmt: skip
def test_every_page_in_its_place(options: PackOptions, laid_out: str) -> None:
    slip = PackPart(PdfFacts("c.pdf", pages=(A4,)), b"", "Scan", "2", slip=True)
    parts = [sized(1, "1"), sized(2, "1", 2), slip]
    layout = lay_out_pack(parts, front_pages=1, contents_pages=1, options=options)
    assert "|".join(f"{page.label} {page.kind}:{page.part}.{page.page}" for page in layout.pages) == laid_out
    assert (layout.items, layout.titles) == (("1", "1", "2"), ("Item 1", "Item 1", "Scan"))
    assert layout.front_roman == (4 if options.front is FrontNumbering.ROMAN else 0)
    assert layout.first_page == options.first_page


def test_a_pack_of_nothing_has_no_pages() -> None:
    layout = lay_out_pack([], front_pages=0, options=PackOptions(double_sided=True, first_page=5))
    assert (layout.pages, layout.last_number) == ((), 4)
