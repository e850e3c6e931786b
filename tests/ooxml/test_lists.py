"""Lists of a numbering part: how they count, copied, and begun anew, as the part then says."""

import pytest
from lxml import etree

from boardpaper.ooxml.names import NAMESPACES, W
from boardpaper.ooxml.numbering import FirstLevel, Numbering
from boardpaper.ooxml.parsing import parse_part

LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Item"/>'
    '<w:lvlText w:val="%1."/>'
    '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
)
KEPT = '<w:nsid w:val="AAAA"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="BBBB"/><w:name w:val="Own"/>'
DEFINITION = f'<w:abstractNum w:abstractNumId="5">{KEPT}{LEVELS}</w:abstractNum>'


def num(key: int, of: str, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def override(level: int, inner: str) -> str:
    return f'<w:lvlOverride w:ilvl="{level}">{inner}</w:lvlOverride>'


def lists(*content: str) -> Numbering:
    text = f'<w:numbering xmlns:w="{NAMESPACES["w"]}">{"".join(content)}</w:numbering>'
    return Numbering(parse_part(text.encode(), name="numbering.xml"))


def written(numbering: Numbering) -> list[str]:
    declared = f' xmlns:w="{NAMESPACES["w"]}"'
    return [etree.tostring(each).decode().replace(declared, "") for each in numbering.root]


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ("", FirstLevel(5, 3, "upperRoman", "%1.")),
        (override(0, '<w:startOverride w:val="9"/>'), FirstLevel(5, 3, "upperRoman", "%1.", 9)),
        (override(1, '<w:startOverride w:val="9"/>'), FirstLevel(5, 3, "upperRoman", "%1.")),
        (override(1, '<w:lvl w:ilvl="1"/>'), FirstLevel(5, 3, "upperRoman", "%1.")),
        (override(0, '<w:startOverride w:val="x"/>'), FirstLevel(5, 3, "upperRoman", "%1.", 0)),
        (override(0, ""), FirstLevel(5, 3, "upperRoman", "%1.")),
        (override(0, '<w:lvl w:ilvl="0"/>'), None),
    ],
)
def test_how_a_list_counts_on_its_first_level(more: str, level: FirstLevel | None) -> None:
    found = lists(DEFINITION, num(2, "5", more)).first_level(2)
    assert found == level


def test_a_level_that_says_nothing_starts_at_nought() -> None:
    bare = '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"/></w:abstractNum>'
    numbering = lists(bare, num(2, "5"), num(3, "6"), '<w:num w:numId="4"/>')
    assert numbering.first_level(2) == FirstLevel(5, 0, "", "")
    assert [numbering.first_level(number) for number in (3, 4, 5)] == [None, None, None]
    assert [numbering.indent(number, 0) for number in (2, 3)] == [(0, 0), (0, 0)]


def test_the_indent_of_a_level() -> None:
    numbering = lists(DEFINITION, num(2, "5"))
    assert [numbering.indent(2, level) for level in (0, 1, 2)] == [(720, 360), (0, 0), (0, 0)]
    assert [numbering.has_level(2, level) for level in (0, 1, 2)] == [True, True, False]


def test_a_list_that_begins_anew_follows_the_last_one() -> None:
    numbering = lists(DEFINITION, num(7, "5"), num(2, "5"), "<w:numIdMacAtCleanup/>")
    assert not numbering.changed
    assert (numbering.restarted(2, 1), numbering.restarted(8, 0, 4)) == (8, 9)
    assert numbering.changed
    assert written(numbering)[3:] == [
        num(8, "5", override(1, '<w:startOverride w:val="1"/>')),
        num(9, "5", override(0, '<w:startOverride w:val="4"/>')),
        "<w:numIdMacAtCleanup/>",
    ]


def test_a_copy_counts_apart_and_is_tied_to_no_style() -> None:
    numbering = lists(DEFINITION, num(2, "5"), '<w:abstractNum w:abstractNumId="1"/>')
    assert numbering.copied(2, 0, 6) == 3
    assert numbering.copied(3, 1) == 4
    untied = LEVELS.replace('<w:pStyle w:val="Item"/>', "")
    kind = '<w:multiLevelType w:val="multilevel"/>'
    assert written(numbering) == [
        DEFINITION,
        f'<w:abstractNum w:abstractNumId="6"><w:nsid w:val="4B0B0006"/>{kind}{untied}</w:abstractNum>',
        f'<w:abstractNum w:abstractNumId="7"><w:nsid w:val="4B0B0007"/>{kind}{untied}</w:abstractNum>',
        num(2, "5"),
        num(3, "6", override(0, '<w:startOverride w:val="6"/>')),
        num(4, "7", override(1, '<w:startOverride w:val="1"/>')),
        '<w:abstractNum w:abstractNumId="1"/>',
    ]


def test_a_copy_of_a_list_taken_from_a_style_is_no_style() -> None:
    numbering = lists(
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Board"/></w:abstractNum>',
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Board"/>{LEVELS}</w:abstractNum>',
        num(1, "1"),
    )
    assert numbering.first_level(1) == FirstLevel(2, 3, "upperRoman", "%1.")
    numbering.copied(1, 0)
    untied = LEVELS.replace('<w:pStyle w:val="Item"/>', "")
    assert written(numbering)[2] == (
        f'<w:abstractNum w:abstractNumId="3"><w:nsid w:val="4B0B0003"/>{untied}</w:abstractNum>'
    )


def test_a_document_without_lists_has_a_part_for_them() -> None:
    numbering = Numbering(None)
    assert (numbering.root.tag, numbering.root.nsmap) == (f"{W}numbering", {"w": NAMESPACES["w"]})
    assert (numbering.has_level(1, 0), numbering.first_level(1), numbering.indent(1, 0)) == (False, None, (0, 0))
