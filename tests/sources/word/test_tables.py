"""Tables: grid, merges, widths, borders and backgrounds after the table style."""

from pathlib import Path

import pytest

from boardpaper.model.document import Border, Cell, Justification, Paragraph, Run, Table, words_of
from tests.support.word_files import all_words, numbered, paragraph, read, read_body, run

LINE = '<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
STYLES = f"""
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>
<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/><w:basedOn w:val="TableNormal"/>
<w:pPr><w:spacing w:after="0"/></w:pPr>
<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>{LINE.format(edge="top", size=8, colour="000000")}
{LINE.format(edge="insideH", size=4, colour="AAAAAA")}</w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
{LINE.format(edge="bottom", size=12, colour="FF0000")}</w:tcBorders><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>
</w:tblStylePr>
<w:tblStylePr w:type="firstCol"><w:rPr><w:i/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:fill="00FF00"/></w:tcPr></w:tblStylePr>
<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr></w:tblStylePr>
<w:tblStylePr w:type="nwCell"><w:tcPr><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>
"""
ALL_ON = '<w:tblLook w:val="04A0" w:firstRow="1" w:firstColumn="1" w:noVBand="1"/>'


def cell(text: str, properties: str = "", width: int = 0) -> str:
    wide = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else ""
    return f"<w:tc><w:tcPr>{wide}{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "", grid: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def read_table(path: Path, written: str, **parts: str) -> Table:
    (block,) = read_body(path, written, **({"styles": STYLES} | parts))
    assert isinstance(block, Table)
    return block


def cells(made: Table) -> list[list[Cell]]:
    return [list(line.cells) for line in made.rows]


def first_run(made: Cell) -> Run:
    (block,) = made.blocks
    assert isinstance(block, Paragraph)
    (inline,) = block.inlines
    assert isinstance(inline, Run)
    return inline


def all_words_of(made: Cell) -> str:
    return " ".join(words_of(block.inlines) for block in made.blocks if isinstance(block, Paragraph))


def test_a_style_formats_by_condition(tmp_path: Path) -> None:
    rows = [row(cell("a"), cell("b")) for _ in range(4)]
    made = read_table(tmp_path, table(*rows, properties=f'<w:tblStyle w:val="Banded"/>{ALL_ON}', grid=(2000, 3000)))
    assert [[entry.shading for entry in line] for line in cells(made)] == [
        ["1F3864", "1F3864"],
        ["00FF00", "EEEEEE"],
        ["00FF00", ""],
        ["00FF00", "EEEEEE"],
    ]
    looks = [
        [(form := first_run(entry).format).bold, form.italic, form.colour] for line in cells(made)[:2] for entry in line
    ]
    assert looks == [
        [True, True, "FFFFFF"],
        [True, False, "FFFFFF"],
        [False, True, "000000"],
        [False, False, "000000"],
    ]
    assert [line[0].vertical_align for line in cells(made)] == ["bottom", "top", "top", "top"]
    assert (made.style, made.first_column, made.columns) == ("Banded", True, (100.0, 150.0))


def test_conditions_hold_only_where_the_table_wants_them(tmp_path: Path) -> None:
    rows = [row(cell("a"), cell("b")) for _ in range(3)]
    made = read_table(tmp_path, table(*rows, properties='<w:tblStyle w:val="Banded"/><w:tblLook w:val="0600"/>'))
    assert {entry.shading for line in cells(made) for entry in line} == {""}
    made = read_table(tmp_path, table(*rows, properties='<w:tblStyle w:val="Banded"/>'))
    assert [line[0].shading for line in cells(made)] == ["EEEEEE", "", "EEEEEE"]


def test_borders_come_from_the_table_the_condition_and_the_cell(tmp_path: Path) -> None:
    own = f'<w:tcBorders>{LINE.format(edge="right", size=6, colour="0000FF")}<w:bottom w:val="nil"/></w:tcBorders>'
    made = read_table(
        tmp_path,
        table(
            row(cell("a"), cell("b")),
            row(cell("c", own), cell("d")),
            row(cell("e"), cell("f")),
            properties=f'<w:tblStyle w:val="Banded"/>{ALL_ON}',
        ),
    )
    grid = cells(made)
    assert grid[0][0].borders.top == Border("single", 1.0, "000000")
    assert grid[0][0].borders.bottom == grid[1][0].borders.top == Border("single", 1.5, "FF0000")
    assert grid[1][0].borders.right == grid[1][1].borders.left == Border("single", 0.75, "0000FF")
    # The cell's own "no line" is stronger than the line that the table draws between rows.
    assert grid[1][0].borders.bottom is grid[2][0].borders.top is None
    assert grid[1][1].borders.bottom == grid[2][1].borders.top == Border("single", 0.5, "AAAAAA")
    assert grid[2][1].borders.bottom is None


def test_merged_cells_are_left_out_and_covered(tmp_path: Path) -> None:
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    made = read_table(
        tmp_path,
        table(
            row(cell("wide", '<w:gridSpan w:val="2"/>'), cell("tall", begin)),
            row(cell("a"), cell("b"), cell("", go_on)),
            row(cell("c"), cell("d"), cell("", go_on)),
            row(cell("late"), properties='<w:gridBefore w:val="1"/>'),
            grid=(1000, 1000, 2000),
        ),
    )
    spans = [[(entry.column, entry.column_span, entry.row_span, entry.width) for entry in line] for line in cells(made)]
    assert spans == [
        [(0, 2, 1, 100.0), (2, 1, 3, 100.0)],
        [(0, 1, 1, 50.0), (1, 1, 1, 50.0)],
        [(0, 1, 1, 50.0), (1, 1, 1, 50.0)],
        [(1, 1, 1, 50.0)],
    ]


def test_words_under_a_merge_are_reported(tmp_path: Path) -> None:
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document, findings = read(tmp_path, table(row(cell("seen", begin)), row(cell("covered", go_on))))
    assert all_words(document) == ["seen"]
    assert [finding.rule for finding in findings] == ["hidden-text"]


@pytest.mark.parametrize(
    ("properties", "grid", "widths", "expected"),
    [
        ("", (2000, 4000), (0, 0), [100, 200]),
        ("", (2000, 4000), (3000, 1000), [150, 50]),
        ("", (), (0, 0), [225.65, 225.65]),
        ("", (), (2000, 0), [100, 351.3]),
        ("", (100, 100), (0, 0), [225.65, 225.65]),
        ('<w:tblW w:w="5000" w:type="pct"/>', (2000, 2000), (0, 0), [225.65, 225.65]),
        ('<w:tblW w:w="50%" w:type="pct"/>', (2000, 6000), (0, 0), [56.4125, 169.2375]),
        ('<w:tblW w:w="4000" w:type="dxa"/>', (2000, 6000), (0, 0), [50, 150]),
        ('<w:tblW w:w="0" w:type="auto"/>', (2000, 2000), (0, 0), [100, 100]),
    ],
)
def test_widths(
    tmp_path: Path, properties: str, grid: tuple[int, ...], widths: tuple[int, int], expected: list[float]
) -> None:
    written = table(row(*(cell("x", width=width) for width in widths)), properties=properties, grid=grid)
    assert list(read_table(tmp_path, written).columns) == pytest.approx(expected)


def test_rows_heights_headers_and_margins(tmp_path: Path) -> None:
    made = read_table(
        tmp_path,
        table(
            row(cell("a"), properties="<w:tblHeader/><w:cantSplit/>"),
            row(cell("b"), properties='<w:trHeight w:val="400"/>'),
            row(cell("c"), properties='<w:tblHeader/><w:trHeight w:val="200" w:hRule="exact"/>'),
            properties='<w:tblCellMar><w:top w:w="40" w:type="dxa"/></w:tblCellMar><w:jc w:val="center"/>'
            '<w:tblCaption w:val="Title"/><w:tblDescription w:val="What it shows"/>',
        ),
    )
    assert [(line.header, line.cant_split) for line in made.rows] == [(True, True), (False, False), (False, False)]
    assert [(line.minimum_height, line.exact_height) for line in made.rows] == [(0, False), (20, False), (10, True)]
    assert made.rows[0].cells[0].margins == (2.0, 5.4, 0.0, 5.4)
    assert (made.align, made.title, made.description) == (Justification.CENTRE, "Title", "What it shows")


@pytest.mark.parametrize(("mode", "indent"), [("15", 10.0), ("14", 4.6), (None, 4.6)])
def test_the_indent_counts_from_the_edge_since_word_2013(tmp_path: Path, mode: str | None, indent: float) -> None:
    setting = f'<w:compatSetting w:name="compatibilityMode" w:uri="x" w:val="{mode}"/>' if mode else ""
    made = read_table(
        tmp_path,
        table(row(cell("a")), properties='<w:tblInd w:w="200" w:type="dxa"/>'),
        settings=f"<w:compat>{setting}</w:compat>",
    )
    assert made.indent == pytest.approx(indent)


def test_tables_in_tables_and_controls_around_rows_and_cells(tmp_path: Path) -> None:
    inner = f"<w:tc>{table(row(cell('inside')))}{paragraph(run('after'))}</w:tc>"
    wrapped = f"<w:sdt><w:sdtContent>{cell('held')}</w:sdtContent></w:sdt>"
    body = table(f"<w:sdt><w:sdtContent>{row(inner, wrapped)}</w:sdtContent></w:sdt>", row(cell("c"), cell("d")))
    document, findings = read(tmp_path, body)
    assert findings == ()
    assert all_words(document) == ["inside", "after", "held", "c", "d"]


def test_deleted_rows_go(tmp_path: Path) -> None:
    body = table(row(cell("kept")), row(cell("gone"), properties='<w:del w:id="1"/>'))
    document, findings = read(tmp_path, body)
    assert all_words(document) == ["kept"]
    assert [finding.rule for finding in findings] == ["tracked-changes"]


GONE = '<w:cellDel w:id="9" w:author="Jo"/>'


def changed_table(path: Path, written: str) -> Table:
    """The table of a file whose changes nobody has accepted."""
    document, (finding,) = read(path, written)
    assert finding.rule == "tracked-changes"
    (block,) = document.sections[0].blocks
    assert isinstance(block, Table)
    return block


def test_deleted_cells_go_and_the_others_keep_their_widths(tmp_path: Path) -> None:
    rows = [
        row(cell("A", width=1000), cell("secret", GONE, width=2000), cell("C", width=3000)),
        row(cell("1", width=1000), cell("2", GONE, width=2000), cell("3", width=3000)),
    ]
    made = changed_table(tmp_path, table(*rows, grid=(1000, 2000, 3000)))
    assert [[all_words_of(each) for each in line] for line in cells(made)] == [["A", "C"], ["1", "3"]]
    assert made.columns == (50.0, 150.0)
    assert [(each.column, each.column_span) for each in cells(made)[0]] == [(0, 1), (1, 1)]


def test_cells_behind_a_deleted_one_move_up(tmp_path: Path) -> None:
    written = table(row(cell("A"), cell("B"), cell("C")), row(cell("1", GONE), cell("2"), cell("3")))
    made = changed_table(tmp_path, written)
    assert [[(all_words_of(each), each.column) for each in line] for line in cells(made)] == [
        [("A", 0), ("B", 1), ("C", 2)],
        [("2", 0), ("3", 1)],
    ]


def test_a_row_of_deleted_cells_goes_and_a_merge_goes_on_over_it(tmp_path: Path) -> None:
    merged, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    written = table(
        row(cell("tall", merged), cell("B")), row(cell("x", GONE), cell("y", GONE)), row(cell("", on), cell("3"))
    )
    made = changed_table(tmp_path, written)
    assert [[(all_words_of(each), each.row_span) for each in line] for line in cells(made)] == [
        [("tall", 2), ("B", 1)],
        [("3", 1)],
    ]


def test_a_table_of_deleted_cells_is_nothing(tmp_path: Path) -> None:
    document, _ = read(tmp_path, table(row(cell("x", GONE))) + paragraph(run("After.")))
    assert [type(block) for block in document.sections[0].blocks] == [Paragraph]


def test_lists_count_on_through_cells(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = numbered("x", 1) + table(row(f"<w:tc>{numbered('y', 1)}</w:tc>")) + numbered("z", 1)
    before, held, after = read_body(tmp_path, body, numbering=numbering)
    assert isinstance(before, Paragraph)
    assert isinstance(held, Table)
    assert isinstance(after, Paragraph)
    (inside,) = held.rows[0].cells[0].blocks
    assert isinstance(inside, Paragraph)
    assert [block.label and block.label.text for block in (before, inside, after)] == ["1.", "2.", "3."]
    assert [block.number for block in (before, inside, after)] == [1, 2, 3]


def test_a_table_without_rows_is_nothing(tmp_path: Path) -> None:
    assert read_body(tmp_path, table() + paragraph(run("x")))[0].__class__ is Paragraph
