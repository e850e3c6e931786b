"""What a paragraph and a run look like after defaults, styles and direct formatting."""

from pathlib import Path

import pytest

from boardpaper.model.document import (
    Border,
    Justification,
    LineRule,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Table,
    TabStop,
    Vertical,
)
from tests.support.word_files import PAGE, paragraph, read, read_body, read_paragraph, run

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/>
<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:default="1" w:styleId="Plain"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:b/>
<w:color w:val="2F5496" w:themeColor="accent1" w:themeShade="BF"/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Heading1"/>
<w:pPr><w:keepNext w:val="0"/><w:outlineLvl w:val="9"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Quiet"><w:name w:val="Quiet"/><w:basedOn w:val="Strong"/><w:rPr><w:b w:val="0"/>
<w:color w:val="auto"/></w:rPr></w:style>
"""
THEME = """<a:themeElements><a:clrScheme name="O"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>
<a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:accent1><a:srgbClr val="4472C4"/>
</a:accent1></a:clrScheme><a:fontScheme name="O"><a:majorFont><a:latin typeface="Calibri Light"/></a:majorFont>
<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>"""


def formats(path: Path, body: str, **parts: str) -> list[RunFormat]:
    parts = {"styles": STYLES, "theme": THEME} | parts
    blocks = read_body(path, body, **parts)
    return [
        inline.format
        for block in blocks
        if isinstance(block, Paragraph)
        for inline in block.inlines
        if isinstance(inline, Run)
    ]


def in_style(style: str, *inlines: str, properties: str = "") -> str:
    return paragraph(*inlines, properties=f'<w:pStyle w:val="{style}"/>{properties}')


def look(path: Path, properties: str, styles: str = "") -> ParagraphFormat:
    return read_paragraph(path, paragraph(run("x"), properties=properties), styles=styles).format


def test_defaults_theme_fonts_and_language(tmp_path: Path) -> None:
    document, _ = read(tmp_path, paragraph(run("x")), styles=STYLES, theme=THEME)
    (block,) = document.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert block.inlines == (Run("x", RunFormat("Calibri", 11.0, language="en-GB")),)
    assert block.style == "Normal"
    assert (block.format.after, block.format.line, block.format.line_rule) == (8.0, 1.0792, LineRule.AUTO)
    assert document.properties.language == "en-GB"


def test_without_styles_word_has_its_own_defaults(tmp_path: Path) -> None:
    block = read_paragraph(tmp_path, paragraph(run("x")))
    assert block.inlines == (Run("x", RunFormat("Times New Roman", 10.0)),)
    assert block.format == ParagraphFormat()


def test_styles_inherit_and_theme_colours_are_shaded(tmp_path: Path) -> None:
    (sub,) = formats(tmp_path, in_style("Sub", run("x")))
    assert (sub.font, sub.size, sub.bold, sub.italic, sub.colour) == ("Calibri Light", 16.0, True, True, "2F5496")
    block = read_paragraph(tmp_path, in_style("Sub", run("x")), styles=STYLES)
    assert (block.format.keep_next, block.format.before, block.outline_level) == (False, 12.0, 0)


def test_tint_lightens_and_a_missing_theme_leaves_the_colour_as_written(tmp_path: Path) -> None:
    tinted = run("x", '<w:color w:val="B4C6E7" w:themeColor="accent1" w:themeTint="66"/>')
    assert formats(tmp_path, paragraph(tinted))[0].colour == "B4C7E7"
    assert formats(tmp_path, paragraph(tinted), theme="")[0].colour == "B4C6E7"


def test_colour_mapping_turns_text_to_the_theme_that_settings_name(tmp_path: Path) -> None:
    mapped = '<w:clrSchemeMapping w:t2="light1"/>'
    dark = paragraph(run("x", '<w:color w:val="44546A" w:themeColor="text2"/>'))
    assert formats(tmp_path, dark)[0].colour == "44546A"
    assert formats(tmp_path, dark, settings=mapped)[0].colour == "FFFFFF"


@pytest.mark.parametrize(
    ("style", "properties", "bold"),
    [
        ("Normal", "", False),
        ("Heading1", "", True),
        ("Normal", '<w:rStyle w:val="Strong"/>', True),
        # Two style levels that both say bold cancel each other (17.7.3); direct formatting is final.
        ("Heading1", '<w:rStyle w:val="Strong"/>', False),
        ("Heading1", '<w:rStyle w:val="Quiet"/>', True),
        ("Heading1", '<w:rStyle w:val="Strong"/><w:b/>', True),
        ("Heading1", '<w:b w:val="0"/>', False),
        ("Heading1", '<w:b w:val="off"/>', False),
        # A paragraph style on a run, and a style that is not there, change nothing.
        ("Normal", '<w:rStyle w:val="Heading1"/>', False),
        ("Normal", '<w:rStyle w:val="Nowhere"/>', False),
        ("Nowhere", "", False),
    ],
)
def test_toggles(tmp_path: Path, style: str, properties: str, bold: bool) -> None:
    (form,) = formats(tmp_path, in_style(style, run("x", properties)))
    assert form.bold is bold


@pytest.mark.parametrize(
    ("style", "properties", "bold"),
    [
        ("Normal", "", True),
        # A table style is one more level (17.7.3): as in Word, a bold heading in a bold header row is not bold.
        ("Heading1", "", False),
        ("Normal", '<w:rStyle w:val="Strong"/>', False),
        ("Heading1", '<w:rStyle w:val="Strong"/>', True),
        ("Heading1", "<w:b/>", True),
    ],
)
def test_toggles_in_a_bold_table_style(tmp_path: Path, style: str, properties: str, bold: bool) -> None:
    table_style = '<w:style w:type="table" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>'
    body = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Loud"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
        f"<w:tr><w:tc>{in_style(style, run('x', properties))}</w:tc></w:tr></w:tbl>" + paragraph()
    )
    (made, _) = read_body(tmp_path, body, styles=STYLES + table_style, theme=THEME)
    assert isinstance(made, Table)
    (block,) = made.rows[0].cells[0].blocks
    assert isinstance(block, Paragraph)
    (inline,) = block.inlines
    assert isinstance(inline, Run)
    assert inline.format.bold is bold


def test_toggles_that_the_defaults_set_stay_on(tmp_path: Path) -> None:
    styles = STYLES.replace('<w:sz w:val="22"/>', "<w:b/>", 1)
    assert [form.bold for form in formats(tmp_path, in_style("Heading1", run("x")), styles=styles)] == [True]


def test_raised_text_is_measured_in_half_points(tmp_path: Path) -> None:
    (up, down) = formats(tmp_path, paragraph(run("x", '<w:position w:val="6"/>'), run("y", '<w:position w:val="-3"/>')))
    assert (up.rise, down.rise) == (3.0, -1.5)


def test_run_properties(tmp_path: Path) -> None:
    properties = (
        '<w:rFonts w:ascii="Arial"/><w:sz w:val="21"/><w:u w:val="double"/><w:dstrike/><w:highlight w:val="yellow"/>'
        '<w:vertAlign w:val="superscript"/><w:caps/><w:smallCaps/><w:spacing w:val="-10"/><w:lang w:val="cy-GB"/>'
    )
    (form,) = formats(tmp_path, paragraph(run("x", properties)))
    assert form == RunFormat(
        "Arial",
        10.5,
        underline="double",
        strike=True,
        highlight="FFFF00",
        vertical=Vertical.SUPERSCRIPT,
        caps=True,
        small_caps=True,
        spacing=-0.5,
        language="cy-GB",
    )


@pytest.mark.parametrize(
    ("fill", "colour"), [("000000", "FFFFFF"), ("1F3864", "FFFFFF"), ("FFFFFF", "000000"), ("FFC000", "000000")]
)
def test_automatic_text_turns_white_on_dark(tmp_path: Path, fill: str, colour: str) -> None:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    written = paragraph(run("x"), run("y", '<w:color w:val="123456"/>'), properties=shading)
    assert [form.colour for form in formats(tmp_path, written)] == [colour, "123456"]
    assert formats(tmp_path, paragraph(run("x", shading)))[0].colour == colour


def test_patterns_are_mixed(tmp_path: Path) -> None:
    assert look(tmp_path, '<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>').shading == "808080"
    assert look(tmp_path, '<w:shd w:val="solid" w:color="112233" w:fill="FFFFFF"/>').shading == "112233"
    assert look(tmp_path, '<w:shd w:val="clear" w:fill="auto"/>').shading == ""


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:ind w:left="720" w:hanging="360" w:firstLine="99"/>', {"left": 36, "first_line": -18}),
        ('<w:ind w:right="-20"/>', {"right": -1}),
        ('<w:ind w:start="1cm" w:firstLine="10"/>', {"left": 72 / 2.54, "first_line": 0.5}),
        ('<w:jc w:val="distribute"/>', {"align": Justification.BOTH}),
        ('<w:jc w:val="end"/>', {"align": Justification.RIGHT}),
        ('<w:spacing w:line="240" w:lineRule="exact"/>', {"line": 12, "line_rule": LineRule.EXACT}),
        ('<w:spacing w:line="300" w:lineRule="atLeast"/>', {"line": 15, "line_rule": LineRule.AT_LEAST}),
        ('<w:spacing w:line="-200"/>', {"line": 10, "line_rule": LineRule.EXACT}),
        ('<w:spacing w:line="360"/>', {"line": 1.5}),
        ('<w:spacing w:before="40" w:beforeAutospacing="1"/>', {"before": 14}),
        ('<w:spacing w:after="40" w:afterAutospacing="0"/>', {"after": 2}),
        ('<w:spacing w:beforeLines="50"/>', {"before": 6}),
        ("<w:keepLines/><w:contextualSpacing/>", {"keep_lines": True, "contextual_spacing": True}),
        ("<w:pageBreakBefore/>", {"page_break_before": True}),
        ('<w:widowControl w:val="false"/>', {"widow_control": False}),
        ('<w:ind w:left="rubbish"/><w:jc w:val="rubbish"/><w:spacing w:line="nan"/>', {}),
        ('<w:ind w:left="99999999"/>', {"left": 1584}),
    ],
)
def test_paragraph_properties(tmp_path: Path, properties: str, expected: dict[str, object]) -> None:
    form = look(tmp_path, properties)
    changed = {name: getattr(form, name) for name in expected}
    assert changed == pytest.approx(expected)
    assert form == ParagraphFormat(**changed)


def test_tab_stops_add_up_and_can_be_cleared(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="T"/><w:pPr><w:tabs>'
        '<w:tab w:val="left" w:pos="720"/><w:tab w:val="right" w:pos="9000" w:leader="dot"/></w:tabs></w:pPr></w:style>'
    )
    direct = '<w:tabs><w:tab w:val="clear" w:pos="720"/><w:tab w:val="decimal" w:pos="360"/></w:tabs>'
    tabs = look(tmp_path, f'<w:pStyle w:val="T"/>{direct}', styles).tabs
    assert tabs == (TabStop(18.0, "decimal"), TabStop(450.0, "right", "dot"))


def test_borders(tmp_path: Path) -> None:
    borders = look(
        tmp_path,
        '<w:pBdr><w:top w:val="double" w:sz="12" w:space="4" w:color="FF0000"/><w:left w:val="nil"/>'
        '<w:between w:val="single" w:sz="4" w:color="auto"/></w:pBdr>',
    ).borders
    assert borders.top == Border("double", 1.5, "FF0000", 4.0)
    assert borders.left is None
    assert borders.between == Border("single", 0.5, "000000", 0.0)


def test_the_outline_level_of_headings(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 3"/></w:style>'
    body = (
        in_style("H", run("x")) + in_style("H", run("x"), properties='<w:outlineLvl w:val="1"/>') + paragraph(run("x"))
    )
    blocks = read_body(tmp_path, body + PAGE, styles=styles)
    assert [block.outline_level for block in blocks if isinstance(block, Paragraph)] == [3, 2, 0]


def test_equal_formats_are_one_object(tmp_path: Path) -> None:
    forms = formats(tmp_path, paragraph(run("a", "<w:b/>"), run("b"), run("c", "<w:b/>")) * 3)
    assert len({id(form) for form in forms}) == 2
