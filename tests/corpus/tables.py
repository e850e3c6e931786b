"""Word files about tables: merged cells, header rows, tables in cells, looks by style, odd grids."""

from tests.corpus.raw import (
    BASIC_STYLES,
    HEADER_ROW,
    WordParts,
    abstract,
    cell,
    heading,
    item,
    level,
    num,
    para,
    row,
    run,
    style,
    table,
    word_file,
)

_START = '<w:vMerge w:val="restart"/>'
_GOES_ON = "<w:vMerge/>"


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def tables_merged() -> bytes:
    """Cells over columns, over rows, over both; rows that begin late and end early; two header rows."""
    both = table(
        row(cell("Force", properties=_START), cell("2021/22", properties=_span(2)), properties=HEADER_ROW),
        row(cell("", properties=_GOES_ON), "Offences", "Change", properties="<w:cantSplit/>" + HEADER_ROW),
        row("North", "53", "up 2%"),
        row(cell("South and East", properties=_span(2)), "down 4%"),
        columns=3,
    )
    block = table(
        row("a", cell("Four cells in one", properties=_span(2) + _START)),
        row("b", cell("", properties=_span(2) + _GOES_ON)),
        row("c", "d", "e"),
        columns=3,
    )
    ragged = table(
        row("one", "two", "three"),
        row("late", "later", properties='<w:gridBefore w:val="1"/><w:wBefore w:w="2000" w:type="dxa"/>'),
        row("early", properties='<w:gridAfter w:val="2"/><w:wAfter w:w="4000" w:type="dxa"/>'),
        columns=3,
    )
    body = para("Merged") + both + para("A block") + block + para("Ragged") + ragged + para("After the tables")
    return word_file(WordParts(body, "Merged cells"))


def tables_nested() -> bytes:
    """A table in a cell, lists in cells, several paragraphs in a cell, an empty cell, a count that goes on."""
    inner = table(row("in one", "in two", properties=HEADER_ROW), row("in three", "in four"), columns=2, width=900)
    outer = table(
        row("Topic", "Detail", properties=HEADER_ROW),
        row("Costs", cell("Before the inner table", inner, "After it")),
        row("Actions", cell(item("Tell the board", 1), item("Publish", 1))),
        row("Two", cell("First paragraph", "Second paragraph")),
        row("Empty", ""),
        row(cell(item("In the first column", 1)), cell(table(row("alone"), columns=1, width=900), para())),
        columns=2,
    )
    body = heading(1, "Tables in cells") + item("Before the table", 1) + outer + item("After the table", 1)
    numbers = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    return word_file(WordParts(body, "Tables in cells", parts={"numbering": numbers}))


def tables_styled() -> bytes:
    """Looks from a table style: a bold first row, a bold first column, bands; alternative text; adjacent tables."""
    board = style(
        "BoardTable",
        "Board Table",
        '<w:basedOn w:val="TableGrid"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>'
        "</w:tcPr></w:tblStylePr>",
        kind="table",
    )
    described = '<w:tblCaption w:val="Offences"/><w:tblDescription w:val="Offences in each quarter"/>'
    first = table(
        row("Quarter", "Offences", properties=HEADER_ROW),
        row("Q1", "12"),
        row("Q2", cell(para(run("15", "<w:i/>")), properties='<w:shd w:val="clear" w:color="auto" w:fill="FFC000"/>')),
        columns=2,
        style="BoardTable",
        properties=described,
    ).replace('w:firstColumn="0"', 'w:firstColumn="1"')
    second = table(row("Next", "table", properties=HEADER_ROW), row("at once", "after"), columns=2)
    body = heading(1, "Looks of tables") + first + second + para("End")
    return word_file(WordParts(body, "Looks of tables", BASIC_STYLES + board))


def tables_odd() -> bytes:
    """A row of controls, a row with no cell properties, a cell wider than its grid, old horizontal merges."""
    bare = "<w:tr><w:tc><w:p><w:r><w:t>bare</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    merged = row(cell("Old merge", properties='<w:hMerge w:val="restart"/>'), cell("", properties="<w:hMerge/>"))
    wide = row(cell("Wider than its grid", properties=_span(5)))
    no_grid = f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr>{bare}</w:tbl>'
    body = (
        heading(1, "Odd tables")
        + table(row("Kind", "Words", properties=HEADER_ROW), bare, merged, wide, columns=2)
        + para("A table without a grid")
        + no_grid
        + para("A table that is centred")
        + table(
            row("Head", "Row", properties=HEADER_ROW),
            row("shown", "words"),
            columns=2,
            properties='<w:tblInd w:w="360" w:type="dxa"/><w:jc w:val="center"/>',
        )
        + para("End")
    )
    return word_file(WordParts(body, "Odd tables"))


FILES = {
    "tables-merged": tables_merged,
    "tables-nested": tables_nested,
    "tables-styled": tables_styled,
    "tables-odd": tables_odd,
}
