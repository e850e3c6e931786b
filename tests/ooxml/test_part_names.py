"""Names of parts: which are alike, and where references lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.ooxml.part_names import part_key, relationships_name, resolve, target_of

names = st.lists(st.text("aB .é%&'", min_size=1, max_size=4).filter(lambda n: n.strip(" .")), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("word/document.xml", "Word/DOCUMENT.XML", True),
        ("word/list one.xml", "word/list%20one.xml", True),
        ("word/d%6fcument.xml", "word/d%6Fcument.xml", True),
        ("/word/document.xml", "word/document.xml", True),
        ("word/é.xml", "word/%C3%A9.xml", True),
        ("word%2Fdocument.xml", "word/document.xml", False),
        ("word/document.xml", "word/document1.xml", False),
    ],
)
def test_names_that_are_alike(one: str, other: str, alike: bool) -> None:
    assert (part_key(one) == part_key(other)) is alike


@pytest.mark.parametrize(
    ("part", "target", "leads"),
    [
        ("", "word/document.xml", "word/document.xml"),
        ("", "/word/document.xml", "word/document.xml"),
        ("word/document.xml", "styles.xml", "word/styles.xml"),
        ("word/document.xml", "./media/../styles.xml", "word/styles.xml"),
        ("word/document.xml", "../customXml/item1.xml", "customXml/item1.xml"),
        ("word/document.xml", "../../../styles.xml", "styles.xml"),
        ("word/document.xml", "/styles.xml", "styles.xml"),
        ("word/document.xml", "notes.xml#second", "word/notes.xml"),
    ],
)
def test_references_lead_from_the_folder_of_their_part(part: str, target: str, leads: str) -> None:
    assert resolve(part, target) == leads


@given(names, names)
def test_a_reference_that_is_made_leads_to_its_part(one: list[str], other: list[str]) -> None:
    part, target = "/".join(one), "/".join(other)
    assert part_key(resolve(part, target_of(part, target))) == part_key(target)


def test_relationships_stand_beside_their_part() -> None:
    assert [relationships_name(part) for part in ("", "a.xml", "word/a.xml")] == [
        "_rels/.rels",
        "_rels/a.xml.rels",
        "word/_rels/a.xml.rels",
    ]
