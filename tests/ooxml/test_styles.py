"""Styles of a template: by the names that people see, with what they inherit, each to the last figure."""

import pytest

from boardpaper.ooxml.names import NAMESPACES, Element
from boardpaper.ooxml.parsing import parse_part
from boardpaper.ooxml.styles import StyleEntry, read_indent, read_styles

DEFAULTS = '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>'


def sheet(*styles: str, defaults: str = DEFAULTS) -> Element:
    content = f'<w:styles xmlns:w="{NAMESPACES["w"]}">{defaults}{"".join(styles)}</w:styles>'
    return parse_part(content.encode(), name="styles.xml")


def style(key: str, name: str, properties: str = "", *, based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    given = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{base}{given}</w:style>'


def numbers(number: str = "", level: str = "") -> str:
    depth = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f"<w:numPr>{depth}{f'<w:numId w:val={chr(34)}{number}{chr(34)}/>' if number else ''}</w:numPr>"


BASE = '<w:spacing w:before="120" w:after="80"/><w:ind w:left="720" w:hanging="360"/>' + numbers("7")


def entry(*styles: str, name: str = "Upper", defaults: str = DEFAULTS) -> StyleEntry:
    found = read_styles(sheet(*styles, defaults=defaults)).find(name)
    assert found is not None
    return found


def test_a_style_takes_over_what_it_does_not_say() -> None:
    base = style("B", "Base", BASE)
    assert entry(base, name="base") == StyleEntry("B", "Base", "paragraph", (7, 0), 120, 80, (720, 360))
    assert entry(base, style("U", "Upper", based_on="B")) == StyleEntry(
        "U", "Upper", "paragraph", (7, 0), 120, 80, (720, 360)
    )
    own = '<w:spacing w:before="0"/><w:ind w:firstLine="100"/>' + numbers("8", "2")
    assert entry(base, style("U", "Upper", own, based_on="B")) == StyleEntry(
        "U", "Upper", "paragraph", (8, 2), 0, 80, (0, -100)
    )


def test_what_no_style_says_is_said_by_the_defaults() -> None:
    assert entry(style("U", "Upper")) == StyleEntry("U", "Upper", "paragraph", None, 0, 160, None)
    assert entry(style("U", "Upper"), defaults="") == StyleEntry("U", "Upper", "paragraph", None, 0, 0, None)


@pytest.mark.parametrize(
    ("base", "upper", "numbering"),
    [
        (numbers("7"), numbers("", "3"), (7, 3)),
        (numbers("7", "1"), numbers("", "3"), (7, 3)),
        (numbers("7", "1"), "", (7, 1)),
        (numbers("7", "1"), numbers("0"), None),
        (numbers("", "1"), "", None),
        (numbers("7"), numbers("x"), None),
        (numbers("7"), numbers("-1"), (-1, 0)),
        ("", numbers("7", "y"), (7, 0)),
    ],
)
def test_the_nearest_list_and_level_hold(base: str, upper: str, numbering: tuple[int, int] | None) -> None:
    assert entry(style("B", "Base", base), style("U", "Upper", upper, based_on="B")).numbering == numbering


def test_styles_in_a_circle_are_read_all_the_same() -> None:
    circle = (style("A", "One", numbers("4"), based_on="B"), style("B", "Upper", based_on="A"))
    assert entry(*circle).numbering == (4, 0)


def test_styles_are_found_by_kind_and_name_in_any_case() -> None:
    read = read_styles(
        sheet(
            style("A", "Board Text"),
            style("C", "Board Text", kind="character"),
            style("T", "Grid", kind="table"),
            '<w:style w:styleId="N"><w:name w:val="Plain"/></w:style>',
        )
    )
    assert read.names() == ("Board Text", "Plain")
    assert (read.names("character"), read.names("table"), read.names("numbering")) == (("Board Text",), ("Grid",), ())
    found = [
        read.find("BOARD text"),
        read.find("board text", "character"),
        read.find("grid"),
        read.find("Grid", "table"),
    ]
    assert [each and each.id for each in found] == ["A", "C", None, "T"]


@pytest.mark.parametrize(
    ("attributes", "indent"),
    [
        ('w:left="720"', (720, 0)),
        ('w:start="700"', (700, 0)),
        ('w:left="720" w:start="700"', (720, 0)),
        ('w:left="1in" w:hanging="18pt"', (1440, 360)),
        ('w:firstLine="200"', (0, -200)),
        ('w:firstLine="200" w:hanging="100"', (0, 100)),
        ('w:firstLine="200" w:hanging="0"', (0, -200)),
        ("", (0, 0)),
    ],
)
def test_an_indent_is_where_text_stands_and_how_far_its_first_line_hangs(
    attributes: str, indent: tuple[int, int]
) -> None:
    assert read_indent(sheet(f"<w:ind {attributes}/>", defaults="")[0]) == indent
