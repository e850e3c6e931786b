"""Where Word says that text boxes, frames, tables and pictures stand, and how text keeps away from them."""

from pathlib import Path

import pytest

from boardpaper.model.document import Border, Drawing, Frame, Paragraph, Position, Run, Table, WrapKind, Wrapping
from tests.support.word_files import PIXEL, paragraph, read, read_body, run

SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
PLACES = (
    '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>254000</wp:posOffset></wp:positionV>'
)


def box(look: str = "", body: str = "<wps:bodyPr/>", places: str = PLACES, wrap: str = "<wp:wrapNone/>") -> str:
    """A run with a text box that says “Boxed.”"""
    return (
        '<w:r><w:drawing><wp:anchor distT="12700" distB="0" distL="114300" distR="114300" behindDoc="0">'
        f'{places}<wp:extent cx="1270000" cy="508000"/>{wrap}<wp:docPr id="1" name="Box"/><a:graphic>'
        f'<a:graphicData uri="{SHAPE}"><wps:wsp>{look}<wps:txbx><w:txbxContent>{paragraph(run("Boxed."))}'
        f"</w:txbxContent></wps:txbx>{body}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def frame_of(tmp_path: Path, *inlines: str) -> Frame:
    """The frame of the block after a paragraph with these inlines."""
    _, boxed = read_body(tmp_path, paragraph(run("Before."), *inlines))
    assert boxed.frame is not None
    return boxed.frame


def test_a_text_box_says_where_it_stands_and_how_large_it_is(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, box())
    assert frame.position == Position("margin", 0.0, "right", "page", 20.0, "")
    assert (frame.width, frame.height) == (100.0, 40.0)
    assert frame.margins == (3.6, 7.2, 3.6, 7.2)
    assert frame.before


@pytest.mark.parametrize(
    ("wrap", "expected"),
    [
        ("<wp:wrapNone/>", Wrapping()),
        ("<wp:wrapSquare/>", Wrapping(WrapKind.SQUARE, "bothSides", (1.0, 9.0, 0.0, 9.0))),
        ('<wp:wrapTight wrapText="left"/>', Wrapping(WrapKind.SQUARE, "left", (1.0, 9.0, 0.0, 9.0))),
        ('<wp:wrapThrough distL="0"/>', Wrapping(WrapKind.SQUARE, "bothSides", (1.0, 9.0, 0.0, 0.0))),
        (
            '<wp:wrapTopAndBottom distB="25400"/>',
            Wrapping(WrapKind.TOP_AND_BOTTOM, "bothSides", (1.0, 9.0, 2.0, 9.0)),
        ),
    ],
    ids=lambda value: value.split()[0].strip("</>") if isinstance(value, str) else "",
)
def test_how_text_runs_around_a_shape(tmp_path: Path, wrap: str, expected: Wrapping) -> None:
    assert frame_of(tmp_path, box(wrap=wrap)).wrapping == expected


def test_a_place_in_percent_is_taken_in_the_points_that_word_keeps_beside_it(tmp_path: Path) -> None:
    later = '<mc:Choice Requires="wp14"><wp:positionH relativeFrom="page"/></mc:Choice>'
    older = (
        '<mc:Fallback><wp:positionH relativeFrom="page"><wp:posOffset>127000</wp:posOffset></wp:positionH>'
        "</mc:Fallback>"
    )
    frame = frame_of(tmp_path, box(places=f"<mc:AlternateContent>{later}{older}</mc:AlternateContent>"))
    assert frame.position == Position("page", 10.0, "", "paragraph", 0.0, "")


THEME = '<a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr>'


@pytest.mark.parametrize(
    ("look", "shading", "border"),
    [
        ("<wps:spPr><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>", "", None),
        (
            '<wps:spPr><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill><a:ln w="25400"><a:solidFill>'
            '<a:srgbClr val="FF0000"/></a:solidFill></a:ln></wps:spPr>',
            "1F3864",
            Border("single", 2.0, "FF0000"),
        ),
        (
            '<wps:spPr/><wps:style><a:lnRef idx="2"><a:srgbClr val="0000FF"/></a:lnRef><a:fillRef idx="1">'
            '<a:srgbClr val="00FF00"/></a:fillRef></wps:style>',
            "00FF00",
            Border("single", 0.75, "0000FF"),
        ),
        (f"<wps:spPr><a:solidFill>{THEME}</a:solidFill></wps:spPr>", "", None),
    ],
    ids=["bare", "own", "style", "theme that is not there"],
)
def test_a_text_box_has_its_line_and_background(tmp_path: Path, look: str, shading: str, border: Border | None) -> None:
    frame = frame_of(tmp_path, box(look))
    assert frame.shading == shading
    assert frame.borders.top == frame.borders.left == border


def test_words_on_a_dark_background_are_white_as_word_shows_them(tmp_path: Path) -> None:
    dark = '<wps:spPr><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></wps:spPr>'
    _, boxed = read_body(tmp_path, paragraph(run("Before."), box(dark)))
    assert isinstance(boxed, Paragraph)
    assert [inline.format.colour for inline in boxed.inlines] == ["FFFFFF"]  # type: ignore[union-attr]


def test_insets_and_where_the_words_stand_in_the_box(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, box(body='<wps:bodyPr lIns="0" tIns="12700" anchor="ctr"/>'))
    assert frame.margins == (1.0, 7.2, 3.6, 0.0)
    assert frame.vertical_align == "center"


def old_box(style: str, attributes: str = "", inner: str = "") -> str:
    return (
        f'<w:r><w:pict><v:shape style="{style}" {attributes}><v:textbox><w:txbxContent>{paragraph(run("Boxed."))}'
        f"</w:txbxContent></v:textbox>{inner}</v:shape></w:pict></w:r>"
    )


def test_a_text_box_of_word_2003_says_the_same_in_a_style(tmp_path: Path) -> None:
    style = (
        "position:absolute;margin-left:1in;margin-top:10pt;width:100pt;height:2cm;z-index:-3;"
        "mso-position-horizontal:right;mso-position-horizontal-relative:margin;mso-wrap-distance-left:9pt"
    )
    wrap = '<w10:wrap xmlns:w10="urn:schemas-microsoft-com:office:word" type="square"/>'
    frame = frame_of(tmp_path, old_box(style, 'fillcolor="#fc0" stroked="f"', wrap))
    assert frame.position == Position("margin", 72.0, "right", "paragraph", 10.0, "")
    assert frame.wrapping == Wrapping(WrapKind.SQUARE, distances=(0.0, 0.0, 0.0, 9.0), behind=True)
    assert (frame.width, round(frame.height, 1)) == (100.0, 56.7)
    assert (frame.shading, frame.borders.top) == ("FFCC00", None)


@pytest.mark.parametrize(("written", "colour"), [("black [3213]", "000000"), ("#1f3864", "1F3864"), ("windowtext", "")])
def test_a_background_of_word_2003(tmp_path: Path, written: str, colour: str) -> None:
    assert frame_of(tmp_path, old_box("position:absolute", f'fillcolor="{written}"')).shading == colour


def test_a_picture_of_word_2003_floats_where_its_style_says(tmp_path: Path) -> None:
    def picture(position: str) -> Drawing:
        shape = f'<v:shape alt="A dot" style="{position}width:20pt;height:10pt"><v:imagedata r:id="dot"/></v:shape>'
        inlines = paragraph(f"<w:r><w:pict>{shape}</w:pict></w:r>")
        (block,) = read_body(tmp_path, inlines, files={"dot": ("image", PIXEL)})
        assert isinstance(block, Paragraph)
        (found,) = block.inlines
        assert isinstance(found, Drawing)
        return found

    floating = picture("position:absolute;margin-left:5pt;mso-position-vertical-relative:page;margin-top:2pt;")
    assert floating.position == Position("column", 5.0, "", "page", 2.0, "")
    assert picture("").position is None


def test_boxes_in_their_line_and_in_groups_stand_in_the_text(tmp_path: Path) -> None:
    in_line = box().replace("wp:anchor", "wp:inline")
    absolute = old_box("position:absolute")
    grouped = absolute.replace("<v:shape", "<v:group><v:shape").replace("</v:shape>", "</v:shape></v:group>")
    blocks = read_body(tmp_path, paragraph(in_line, old_box("width:10pt"), grouped))
    assert [block.frame for block in blocks] == [None] * 4


FRAMED = '<w:framePr w:w="2000" w:h="400" w:hSpace="180" w:wrap="around" w:vAnchor="page" w:hAnchor="margin" {}/>'


def test_paragraphs_that_ask_for_the_same_frame_share_it(tmp_path: Path) -> None:
    one, other = FRAMED.format('w:xAlign="right" w:y="1"'), FRAMED.format('w:xAlign="left" w:y="1"')
    blocks = read_body(
        tmp_path,
        "".join(paragraph(run("x"), properties=each) for each in (one, one, other, "", one)),
    )
    first, second, third, plain, last = (block.frame for block in blocks)
    assert first is not None
    assert first == second
    assert plain is None
    assert len({frame.key for frame in (first, third, last) if frame is not None}) == 3
    assert first.position == Position("margin", 0.0, "right", "page", 0.05, "")
    assert first.wrapping == Wrapping(WrapKind.SQUARE, distances=(0.0, 9.0, 0.0, 9.0))
    assert (first.width, first.height, first.before) == (100.0, 20.0, False)


def test_a_style_may_bring_the_frame_and_a_paragraph_may_leave_it(tmp_path: Path) -> None:
    frame = FRAMED.format('w:xAlign="right" w:y="1"')
    style = f'<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:pPr>{frame}</w:pPr></w:style>'
    named = '<w:pStyle w:val="Item"/>'
    body = paragraph(run("x"), properties=named) + paragraph(
        run("y"), properties=f'{named}<w:framePr w:wrap="auto" w:yAlign="inline"/>'
    )
    framed, plain = read_body(tmp_path, body, styles=style)
    assert framed.frame is not None
    assert framed.frame.width == 100.0
    assert plain.frame is None


def test_a_dropped_capital_stands_in_the_line_of_its_word(tmp_path: Path) -> None:
    letter = run("T", '<w:position w:val="-10"/><w:sz w:val="96"/>')
    frame = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'
    (block,) = read_body(
        tmp_path, paragraph(letter, properties=frame) + paragraph(run("he board", '<w:sz w:val="22"/>'))
    )
    assert isinstance(block, Paragraph)
    assert [(one.text, one.format.rise) for one in block.inlines if isinstance(one, Run)] == [
        ("T", 0.0),
        ("he board", 0.0),
    ]


@pytest.mark.parametrize(
    ("wrap", "kind"),
    [("notBeside", WrapKind.TOP_AND_BOTTOM), ("none", WrapKind.NONE), ("auto", WrapKind.SQUARE)],
)
def test_how_text_runs_around_a_frame(tmp_path: Path, wrap: str, kind: WrapKind) -> None:
    (block,) = read_body(tmp_path, paragraph(run("x"), properties=f'<w:framePr w:w="2000" w:wrap="{wrap}"/>'))
    assert block.frame is not None
    assert block.frame.wrapping.kind is kind
    assert block.frame.position == Position()


def test_a_table_that_text_runs_around_has_a_frame(tmp_path: Path) -> None:
    floating = (
        '<w:tblpPr w:leftFromText="180" w:bottomFromText="60" w:horzAnchor="page" w:tblpX="720" w:tblpYSpec="top"/>'
    )
    body = f"<w:tbl><w:tblPr>{floating}</w:tblPr><w:tr><w:tc>{paragraph(run('x'))}</w:tc></w:tr></w:tbl>"
    made, _ = read_body(tmp_path, body + paragraph())
    assert isinstance(made, Table)
    assert made.frame is not None
    assert made.frame.position == Position("page", 36.0, "", "margin", 0.0, "top")
    assert made.frame.wrapping == Wrapping(WrapKind.SQUARE, distances=(0.0, 0.0, 3.0, 9.0))


def test_a_place_that_is_no_number_counts_as_none(tmp_path: Path) -> None:
    places = '<wp:positionH relativeFrom="x"><wp:posOffset>far</wp:posOffset></wp:positionH>'
    document, findings = read(tmp_path, paragraph(box(places=places)))
    assert findings == ()
    frame = document.sections[0].blocks[1].frame
    assert frame is not None
    assert frame.position == Position("x", 0.0, "", "paragraph", 0.0, "")


def test_a_picture_with_text_above_and_below_floats_too(tmp_path: Path) -> None:
    floating = (
        '<w:r><w:drawing><wp:anchor behindDoc="1"><wp:extent cx="127000" cy="127000"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="1" name="P" descr="A dot"/><a:graphic><a:graphicData'
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip'
        ' r:embed="dot"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
    )
    (block,) = read_body(tmp_path, paragraph(floating), files={"dot": ("image", PIXEL)})
    assert isinstance(block, Paragraph)
    (found,) = block.inlines
    assert isinstance(found, Drawing)
    assert (found.position, found.wrapping.kind) == (Position(), WrapKind.TOP_AND_BOTTOM)


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ('style="width:0;height:1.5pt" fillcolor="#a0a0a0"', Border("single", 1.5, "A0A0A0")),
        ('style="width:0;height:3pt" fillcolor="navy"', Border("single", 3.0, "000080")),
        ("", Border("single", 1.5, "A0A0A0")),
    ],
)
def test_a_horizontal_line_kept_as_a_shape_is_drawn_under_its_paragraph(
    tmp_path: Path, look: str, expected: Border
) -> None:
    (block,) = read_body(tmp_path, paragraph(f'<w:r><w:pict><v:rect {look} o:hr="t"/></w:pict></w:r>'))
    assert isinstance(block, Paragraph)
    assert block.format.borders.bottom == expected
