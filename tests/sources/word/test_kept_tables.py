"""Tables of every kind read whole: styles' conditions and bands, borders, widths and merges. What is kept was reviewed.

In a table style of these tests each condition has its own background and size, so that the text tells who won.
"""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.corpus.raw import BASIC_STYLES, HEADER_ROW, WordParts, abstract, cell, item, level, num, para, row, style
from tests.support.told_document import told_reading

_SINGLE = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in ("top", "left", "bottom", "right", "insideH"))
_CONDITIONS = (
    "firstRow", "lastRow", "firstCol", "lastCol", "band1Horz", "band2Horz", "band1Vert", "band2Vert", "neCell",
    "nwCell", "seCell", "swCell",
)  # fmt: skip
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _condition(at: int, name: str) -> str:
    """A condition with a background that tells it, a size, and borders as wide as its place in the list says."""
    sizes = {edge: 8 * (at % 6) + 2 * place + 8 for place, edge in enumerate(_EDGES)}
    edges = "".join(f'<w:{edge} w:val="single" w:sz="{size}"/>' for edge, size in sizes.items())
    return (
        f'<w:tblStylePr w:type="{name}"><w:rPr><w:sz w:val="{40 + 2 * at}"/></w:rPr>'
        f'<w:tcPr><w:tcBorders>{edges}</w:tcBorders><w:shd w:val="clear" w:fill="{at:02d}0000"/></w:tcPr>'
        "</w:tblStylePr>"
    )


_ALL = style(
    "All",
    "All",
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:i/></w:rPr>'
    f'<w:tblPr><w:tblStyleRowBandSize w:val="2"/><w:tblStyleColBandSize w:val="1"/>'
    f"<w:tblBorders>{_SINGLE}</w:tblBorders>"
    '</w:tblPr><w:tcPr><w:vAlign w:val="bottom"/></w:tcPr>'
    + "".join(_condition(at, name) for at, name in enumerate(_CONDITIONS)),
    kind="table",
)
_BANDS = style(
    "Bands",
    "Bands",
    '<w:tblStylePr w:type="band1Horz"><w:pPr><w:ind w:left="20"/></w:pPr><w:tcPr><w:tcBorders>'
    '<w:top w:val="double" w:sz="8"/><w:bottom w:val="double" w:sz="8"/><w:insideH w:val="dotted" w:sz="2"/>'
    '<w:left w:val="dashed" w:sz="8"/></w:tcBorders></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band2Vert"><w:rPr><w:b/></w:rPr></w:tblStylePr>',
    kind="table",
)
_DERIVED = style(
    "Derived",
    "Derived",
    '<w:basedOn w:val="All"/><w:rPr><w:b/></w:rPr><w:tblPr><w:tblInd w:w="200" w:type="dxa"/><w:jc w:val="right"/>'
    '<w:shd w:val="clear" w:fill="ABCDEF"/></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:u w:val="single"/></w:rPr>'
    '<w:tblPr><w:tblCellMar><w:top w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:tblStylePr>',
    kind="table",
)
STYLES = BASIC_STYLES + _ALL + _BANDS + _DERIVED


def _look(**wanted: int) -> str:
    names = ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand")
    return "<w:tblLook " + " ".join(f'w:{name}="{wanted.get(name, 0)}"' for name in names) + "/>"


def _table(properties: str, *rows: str, columns: int = 4, grid: str = "", named: str = "All") -> str:
    columns_given = grid or '<w:gridCol w:w="1000"/>' * columns
    given = f'<w:tblPr><w:tblStyle w:val="{named}"/>{properties}</w:tblPr>'
    return f"<w:tbl>{given}<w:tblGrid>{columns_given}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _squares(rows: int, columns: int) -> tuple[str, ...]:
    cells = [[f"{down}{across}" for across in range(columns)] for down in range(rows)]
    return tuple(row(*(cell(words, width=1000) for words in line)) for line in cells)


def _told(path: Path, name: str, *tables: str, settings: str = "") -> str:
    body = "".join(f"{each}{para(f'after {at}')}" for at, each in enumerate(tables))
    numbers = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    parts = WordParts(body, name, styles=STYLES, settings=settings, parts={"numbering": numbers})
    return told_reading(path / f"{name}.docx", parts)


def test_all_conditions(tmp_path: Path, kept: SnapshotAssertion) -> None:
    every = _look(firstRow=1, lastRow=1, firstColumn=1, lastColumn=1)
    assert _told(tmp_path, "all", _table(every, *_squares(6, 4))) == kept


def test_bands_alone(tmp_path: Path, kept: SnapshotAssertion) -> None:
    rows = _squares(4, 2)
    tables = (
        _table(_look(noVBand=1), *rows, columns=2, named="Bands"),
        _table(
            _look(firstRow=1, firstColumn=1) + '<w:tblStyleRowBandSize w:val="2"/>', *rows, columns=2, named="Bands"
        ),
        _table(_look(noHBand=1), *rows, columns=2, named="Bands"),
        _table("", *rows[:2], columns=2, named="Bands"),
        _table('<w:tblStyleRowBandSize w:val="0"/>' + _look(), *rows[:3], columns=2, named="Bands"),
    )
    assert _told(tmp_path, "bands", *tables) == kept


def test_wishes_in_bits(tmp_path: Path, kept: SnapshotAssertion) -> None:
    bits = ("0020", "0040", "0080", "0100", "0200", "0400", "0600", "zz", "")
    tables = [_table(f'<w:tblLook w:val="{each}"/>', *_squares(2, 2), columns=2) for each in bits]
    named = _table('<w:tblLook w:val="07E0" w:firstRow="0" w:lastRow="off" w:firstColumn="true"/>', *_squares(2, 2))
    assert _told(tmp_path, "bits", *tables, named, _table("<w:tblLook/>", *_squares(1, 1))) == kept


def test_derived_styles(tmp_path: Path, kept: SnapshotAssertion) -> None:
    derived = _table(_look(firstRow=1, noHBand=1, noVBand=1), *_squares(2, 2), columns=2, named="Derived")
    lost = _table(_look(firstRow=1), *_squares(1, 2), columns=2, named="Lost")
    none = f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(_squares(1, 2))}</w:tbl>"
    bare = f"<w:tbl>{''.join(_squares(1, 1))}</w:tbl>"
    assert _told(tmp_path, "derived", derived, lost, none, bare) == kept


def test_borders(tmp_path: Path, kept: SnapshotAssertion) -> None:
    own = '<w:tcBorders><w:{0} w:val="{1}" w:sz="{2}" w:color="FF0000"/></w:tcBorders>'
    grid = "".join(
        f'<w:{edge} w:val="single" w:sz="8"/>' for edge in ("top", "start", "bottom", "end", "insideH", "insideV")
    )
    rows = (
        row(cell("own right", properties=own.format("right", "double", 4)), cell("beside", properties="")),
        row(
            cell("below", properties=own.format("top", "nil", 0)),
            cell("wide", properties=own.format("left", "single", 24)),
        ),
        row(
            cell("narrow", properties=own.format("end", "single", 4)),
            cell("wider", properties=own.format("start", "single", 16)),
        ),
        row(cell("both wide", properties='<w:gridSpan w:val="2"/>' + own.format("top", "single", 48))),
        row(cell("tall", properties='<w:vMerge w:val="restart"/>' + own.format("right", "single", 40)), "beside tall"),
        row(cell("", properties="<w:vMerge/>"), "beside tall too"),
    )
    inside = _table(f"<w:tblBorders>{grid}</w:tblBorders>", *rows, columns=2, named="None")
    styled = _table(f"<w:tblBorders>{grid}</w:tblBorders>" + _look(firstRow=1), *_squares(2, 2), columns=2)
    assert _told(tmp_path, "borders", inside, styled) == kept


def test_cells(tmp_path: Path, kept: SnapshotAssertion) -> None:
    margins = (
        '<w:tcMar><w:top w:w="20" w:type="dxa"/><w:start w:w="40" w:type="dxa"/><w:end w:w="-60" w:type="dxa"/>'
        '<w:bottom w:w="80" w:type="pct"/></w:tcMar>'
    )
    properties = (
        margins,
        '<w:vAlign w:val="center"/>',
        '<w:vAlign w:val="both"/>',
        '<w:shd w:val="clear" w:fill="101010"/>',
        '<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>',
        '<w:textDirection w:val="btLr"/>',
        '<w:textDirection w:val="lrTb"/>',
        '<w:textDirection w:val="lrTbV"/>',
    )
    rows = [row(cell(f"{at}", properties=each)) for at, each in enumerate(properties)]
    heights = ('w:val="400"', 'w:val="400" w:hRule="exact"', 'w:val="400" w:hRule="auto"', 'w:val="-400"', "")
    tall = [row("tall", properties=f"<w:trHeight {each}/>") for each in heights]
    heads = [
        row("head", properties=HEADER_ROW + "<w:cantSplit/>"),
        row("second head", properties=HEADER_ROW),
        row("no head", properties='<w:tblHeader w:val="0"/><w:cantSplit w:val="0"/>'),
        row("too late", properties=HEADER_ROW),
    ]
    whole = (
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:top w:w="30"/></w:tblCellMar>'
        '<w:shd w:val="clear" w:fill="222222"/>'
    )
    tables = (
        _table("", *rows, columns=1, named="None"),
        _table("", *tall, columns=1, named="None"),
        _table("", *heads, columns=1, named="None"),
        _table(whole, row(cell("all", properties=margins), "plain"), columns=2, named="None"),
    )
    assert _told(tmp_path, "cells", *tables) == kept


def test_widths(tmp_path: Path, kept: SnapshotAssertion) -> None:
    def wide(kind: str, width: str, grid: tuple[int | str, ...], *cells: str) -> str:
        columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in grid)
        return _table(f'<w:tblW w:w="{width}" w:type="{kind}"/>', row(*cells), grid=columns or "<w:x/>", named="None")

    def sized(width: str, kind: str = "dxa", span: int = 1) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="{kind}"/><w:gridSpan w:val="{span}"/></w:tcPr><w:p/></w:tc>'

    tables = (
        wide("auto", "0", (1000, 2000), "a", "b"),
        wide("dxa", "6000", (1000, 2000), sized("1000"), sized("2000")),
        wide("pct", "2500", (1000, 1000), sized("0", "auto"), sized("0", "auto")),
        wide("auto", "50%", (1000, 1000), sized("0", "auto"), sized("0", "auto")),
        wide("pct", "99999", (1000, 1000), sized("0", "auto"), sized("0", "auto")),
        wide("dxa", "-100", (), sized("25%"), sized("1000", "pct")),
        wide("nil", "5000", (160, 160), sized("x"), sized("0")),
        wide("nil", "5000", (161, 20), sized("x"), sized("0")),
        wide("auto", "0", (), sized("3000"), sized("0", "auto"), sized("0", "auto")),
        wide("auto", "0", (), sized("20000"), sized("0", "auto")),
        wide("auto", "0", (1000, 1000, 1000), sized("3000", span=2), sized("500")),
        wide("auto", "0", (1000,), sized("3000", span=99), sized("500", span=0)),
    )
    assert _told(tmp_path, "widths", *tables) == kept


def test_places(tmp_path: Path, kept: SnapshotAssertion) -> None:
    one = row("one")
    properties = (
        '<w:tblInd w:w="300" w:type="dxa"/>',
        '<w:tblInd w:w="300" w:type="pct"/>',
        '<w:tblInd w:w="300"/><w:jc w:val="center"/>',
        '<w:jc w:val="end"/><w:bidiVisual/>',
        '<w:bidiVisual w:val="0"/><w:tblCaption w:val="Title"/><w:tblDescription w:val="Words"/>',
        '<w:tblpPr w:leftFromText="100" w:rightFromText="200" w:topFromText="40" w:bottomFromText="60"'
        ' w:vertAnchor="page"'
        ' w:horzAnchor="margin" w:tblpX="400" w:tblpY="800"/>',
        '<w:tblpPr w:tblpXSpec="center" w:tblpYSpec="bottom"/>',
        '<w:tblpPr w:tblpYSpec="inline"/>',
    )
    tables = [_table(each, one, columns=1, named="None") for each in properties]
    assert _told(tmp_path, "places", *tables) == kept


def test_places_in_older_files(tmp_path: Path, kept: SnapshotAssertion) -> None:
    older = (
        '<w:compat><w:compatSetting w:name="other" w:val="15"/>'
        '<w:compatSetting w:name="compatibilityMode" w:val="14"/></w:compat>'
    )
    one = row("one")
    margin = '<w:tblCellMar><w:left w:w="40" w:type="dxa"/></w:tblCellMar>'
    tables = [_table(each, one, columns=1, named="None") for each in ("", '<w:tblInd w:w="300" w:type="dxa"/>', margin)]
    assert _told(tmp_path, "older", *tables, settings=older) == kept


def test_merges(tmp_path: Path, kept: SnapshotAssertion) -> None:
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    span = '<w:gridSpan w:val="2"/>'
    rows = (
        row(
            cell("down", properties=begin),
            cell("across", properties='<w:hMerge w:val="restart"/>'),
            cell("", properties="<w:hMerge/>"),
        ),
        row(cell("covered words", properties=on), "b", cell("alone", properties='<w:hMerge w:val="continue"/>')),
        row(cell("not alike", properties=on + span), "c"),
        row(cell("first beside", properties="<w:hMerge/>"), "d", "e"),
        row(cell("two", properties=begin + span), cell("x", properties=begin)),
        row(cell("", properties='<w:vMerge w:val="continue"/>' + span), cell("", properties=on)),
        row(cell("", properties=on + span), cell("again", properties=begin)),
        row("late", properties='<w:gridBefore w:val="2"/>'),
        row("later", properties='<w:gridBefore w:val="-1"/>'),
        row("deleted", properties='<w:del w:id="1" w:author="A"/>'),
        row("hidden", properties="<w:hidden/>"),
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{row('in a control')}</w:sdtContent></w:sdt>",
        f'<w:ins w:id="2" w:author="A">{row("inserted")}</w:ins><w:del w:id="3" w:author="A">{row("gone")}</w:del>',
        f'<mc:AlternateContent><mc:Choice Requires="w14">{row("chosen")}</mc:Choice>'
        f"<mc:Fallback>{row('fallback')}</mc:Fallback></mc:AlternateContent>",
    )
    count = (
        _table("", row(item("one", 1), cell(item("two", 1), item("three", 1))), columns=2, named="None")
        .replace("<w:tr><w:p>", "<w:tr><w:tc><w:p>", 1)
        .replace("</w:p><w:tc>", "</w:p></w:tc><w:tc>", 1)
    )
    empty = "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>"
    assert _told(tmp_path, "merges", _table("", *rows, columns=3, named="None"), count, empty) == kept
