"""Packs: what a part must claim, and where the pages of parts and items stand."""

import pytest

from boardpaper.model.pack import PackLayout, PackPage, PageKind, PdfFacts

FRONT, PAPER = PageKind.FRONT, PageKind.PAPER
# An agenda of two pages, a divider, a paper of two with an appendix, a blank page, and a paper of one.
LAYOUT = PackLayout(
    (
        PackPage("i", FRONT),
        PackPage("ii", FRONT),
        PackPage("1", PageKind.DIVIDER, 0),
        PackPage("2", PAPER, 0, 0),
        PackPage("3", PAPER, 0, 1),
        PackPage("4", PAPER, 1, 0),
        PackPage("5", PageKind.BLANK),
        PackPage("6", PAPER, 2, 0),
    ),
    items=("5", "5", "6"),
    titles=("Budget", "Table", "Land"),
    front_roman=2,
)


def test_the_pages_of_a_part_are_its_own() -> None:
    assert [LAYOUT.pages_of_part(part) for part in range(4)] == [range(3, 5), range(5, 6), range(7, 8), range(0)]
    assert list(LAYOUT.places) == [(0, 3, 4), (1, 5, 5), (2, 7, 7)]


def test_the_pages_of_an_item_take_in_divider_and_appendices() -> None:
    assert LAYOUT.pages_of_item("5") == ("1", "4")
    assert LAYOUT.pages_of_item("6") == ("6", "6")
    with pytest.raises(KeyError, match="7"):
        LAYOUT.pages_of_item("7")


def test_the_next_supplement_goes_on_from_the_last_number() -> None:
    assert LAYOUT.last_number == 6
    only_front = PackLayout(LAYOUT.pages[:2], (), (), front_roman=2, first_page=41)
    assert only_front.last_number == 40


@pytest.mark.parametrize(
    ("tagged", "ua", "pdfa", "conforms"),
    [
        (True, "1", "2a", True),
        (True, "1", "1b", True),
        (True, "1", "3u", True),
        (True, "1", "4f", False),
        (True, "1", "", False),
        (True, "2", "2a", False),
        (True, "", "2a", False),
        (False, "1", "2a", False),
    ],
)
def test_a_part_conforms_by_both_claims(tagged: bool, ua: str, pdfa: str, conforms: bool) -> None:
    assert PdfFacts("a.pdf", tagged=tagged, ua=ua, pdfa=pdfa).conforms is conforms
