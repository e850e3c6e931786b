"""Expressions compiled once, and text in small letters whose letters stay in their places."""

import pytest

from boardpaper.model.pattern import compiled, in_small_letters, is_personal_address


def test_an_expression_is_compiled_once() -> None:
    assert compiled(r"\d+") is compiled(r"\d+")


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("In MAY 2022", "in may 2022"),
        ("ÉCOLE", "école"),
        # Python makes two characters of a small dotted I, which would move all that follows.
        ("İSTANBUL in May", "İstanbul in may"),
    ],
)
def test_letters_become_small_where_they_stand(text: str, small: str) -> None:
    assert in_small_letters(text) == small
    assert len(small) == len(text)


@pytest.mark.parametrize(
    ("address", "personal"),
    [
        ("https://avon-my.sharepoint.com/:w:/g/personal/jo_bloggs_avon_gov_uk/Eabc?e=1", True),
        ("https://avon-my.sharepoint.com/personal/jo_bloggs_avon_gov_uk/Documents/a.docx", True),
        ("https://AVON.sharepoint.com/personal/jo_bloggs/a.docx", True),
        ("https://onedrive.live.com/edit?id=1", True),
        ("https://1drv.ms/w/s!A", True),
        ("https://d.docs.live.net/4f/prices.xlsx", True),
        ("https://avon.sharepoint.com/sites/board/a.docx", False),
        ("https://www.example.org/personal/finance", False),
        ("https://example.org/?next=https://1drv.ms/w", False),
        ("mailto:jo@example.org", False),
        ("", False),
    ],
)
def test_addresses_among_somebodys_own_files_are_known(address: str, personal: bool) -> None:
    assert is_personal_address(address) is personal
