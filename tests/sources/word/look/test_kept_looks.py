"""Properties of runs and paragraphs, themes, styles and lists of every kind, read whole: what is kept was reviewed."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.corpus.raw import (
    BASIC_STYLES,
    NAMESPACES,
    WordParts,
    abstract,
    control,
    item,
    level,
    num,
    numbering_of,
    para,
    run,
    start_again,
    style,
)
from tests.support.told_document import told_reading

_COLOURS = {
    "dk1": '<a:sysClr val="windowText" lastClr="111111"/>',
    "lt1": '<a:sysClr val="window" lastClr="FEFEFE"/>',
    "dk2": '<a:srgbClr val="1f497d"/>',
    "lt2": '<a:srgbClr val="EEECE1"/>',
    "accent1": '<a:srgbClr val="4F81BD"/>',
    "accent2": '<a:srgbClr val="none"/>',
    "accent3": "",
    "hlink": '<a:srgbClr val="0000EE"/>',
    "folHlink": '<a:srgbClr val="800081"/>',
}
THEME = (
    f'<a:theme xmlns:a="{NAMESPACES["a"]}" name="T"><a:themeElements><a:clrScheme name="C">'
    + "".join(f"<a:{slot}>{colour}</a:{slot}>" for slot, colour in _COLOURS.items())
    + '</a:clrScheme><a:fontScheme name="F"><a:majorFont><a:latin typeface="Georgia"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Verdana"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)

_RUN_PROPERTIES = (
    "<w:b/>",
    '<w:b w:val="0"/><w:i w:val="on"/>',
    '<w:u w:val="double"/>',
    '<w:u w:val="none"/>',
    "<w:u/>",
    "<w:strike/>",
    "<w:dstrike/>",
    "<w:caps/>",
    "<w:smallCaps/>",
    '<w:sz w:val="21"/>',
    '<w:sz w:val="1"/>',
    '<w:sz w:val="0"/>',
    '<w:sz w:val="-4"/>',
    '<w:color w:val="auto"/>',
    '<w:color w:val="a1b2c3"/>',
    '<w:color w:val="red"/>',
    '<w:highlight w:val="darkYellow"/>',
    '<w:highlight w:val="none"/>',
    '<w:shd w:val="clear" w:fill="00FF00"/>',
    '<w:shd w:val="clear" w:fill="101010"/>',
    '<w:shd w:val="clear" w:fill="101010"/><w:color w:val="222222"/>',
    '<w:shd w:val="nil" w:fill="00FF00"/>',
    '<w:shd w:val="solid" w:color="FF0000" w:fill="00FF00"/>',
    '<w:shd w:val="pct25" w:color="FF0000" w:fill="0000FF"/>',
    '<w:shd w:val="pct25" w:color="auto" w:fill="auto"/>',
    '<w:shd w:val="pctx" w:color="FF0000" w:fill="00FF00"/>',
    '<w:shd w:val="horzStripe" w:color="FF0000" w:fill="00FF00"/>',
    '<w:shd w:val="diagCross" w:color="000000" w:fill="FFFFFF"/>',
    '<w:highlight w:val="cyan"/><w:shd w:val="clear" w:fill="00FF00"/>',
    '<w:vertAlign w:val="subscript"/>',
    '<w:vertAlign w:val="beside"/>',
    '<w:spacing w:val="-30"/>',
    '<w:position w:val="-5"/>',
    '<w:lang w:val="cy-GB"/>',
    '<w:lang w:val="es-ES_tradnl"/>',
    '<w:lang w:val="x-none"/>',
    '<w:lang w:eastAsia="ja-JP"/>',
    '<w:rFonts w:ascii="Courier New"/>',
    '<w:rFonts w:ascii="Courier New" w:hAnsi="Tahoma"/>',
    '<w:rFonts w:hAnsi="Tahoma"/>',
    '<w:rFonts w:cs="Tahoma"/>',
    "<w:vanish/>",
)
_PARAGRAPH_PROPERTIES = (
    '<w:jc w:val="center"/>',
    '<w:jc w:val="end"/>',
    '<w:jc w:val="distribute"/>',
    '<w:jc w:val="sideways"/>',
    '<w:bidi/><w:jc w:val="left"/><w:ind w:left="100" w:right="200"/>',
    '<w:bidi/><w:jc w:val="right"/><w:ind w:start="100" w:end="200"/>',
    '<w:bidi/><w:jc w:val="center"/>',
    '<w:ind w:left="-100" w:firstLine="40"/>',
    '<w:ind w:left="100" w:start="140" w:hanging="60" w:firstLine="40"/>',
    '<w:spacing w:before="100" w:after="60"/>',
    '<w:spacing w:before="-100" w:after="-60"/>',
    '<w:spacing w:before="100" w:beforeLines="50" w:afterLines="100"/>',
    '<w:spacing w:before="100" w:beforeLines="0"/>',
    '<w:spacing w:beforeAutospacing="1" w:afterAutospacing="0" w:before="20" w:after="20"/>',
    '<w:spacing w:beforeAutospacing="off" w:afterAutospacing="true" w:before="20" w:after="20"/>',
    '<w:spacing w:line="360"/>',
    '<w:spacing w:line="360" w:lineRule="exact"/>',
    '<w:spacing w:line="-250" w:lineRule="atLeast"/>',
    '<w:spacing w:line="250" w:lineRule="atLeast"/>',
    '<w:spacing w:line="0" w:lineRule="exact"/>',
    '<w:spacing w:line="250" w:lineRule="odd"/>',
    "<w:keepNext/><w:keepLines/><w:pageBreakBefore/>",
    '<w:widowControl w:val="0"/><w:contextualSpacing/>',
    '<w:tabs><w:tab w:val="center" w:pos="2000"/><w:tab w:val="left" w:pos="1000" w:leader="dot"/>'
    '<w:tab w:val="bar" w:pos="1500"/><w:tab w:val="right"/><w:tab w:val="end" w:pos="3000" w:leader="none"/>'
    '<w:tab w:val="decimal" w:pos="4000"/><w:tab w:val="num" w:pos="5000"/><w:tab w:val="clear" w:pos="6000"/>'
    '<w:tab w:val="start" w:pos="-200"/></w:tabs>',
    '<w:outlineLvl w:val="0"/>',
    '<w:outlineLvl w:val="8"/>',
    '<w:outlineLvl w:val="9"/>',
    '<w:outlineLvl w:val="-1"/>',
    '<w:shd w:val="clear" w:fill="202020"/>',
    '<w:shd w:val="clear" w:fill="C0C0C0"/>',
    '<w:shd w:val="clear" w:fill="auto"/>',
)
_BORDERS = (
    '<w:top w:val="single" w:sz="4" w:space="1" w:color="auto"/>',
    '<w:top w:val="single"/>',
    '<w:left w:val="dashed" w:sz="0" w:color="FF0000"/>',
    '<w:left w:val="dashed" w:sz="1"/><w:right w:val="dotted" w:sz="2"/>',
    '<w:bottom w:val="double" w:sz="3" w:space="31"/><w:between w:val="thick" w:sz="95"/>',
    '<w:bottom w:val="double" w:sz="96"/><w:between w:val="thick" w:sz="97"/>',
    '<w:top w:val="nil" w:sz="8"/><w:bottom w:val="none" w:sz="8"/><w:right w:sz="8"/>',
    '<w:top w:val="single" w:sz="8" w:color="00FF00" w:themeColor="accent1"/>',
    '<w:top w:val="single" w:sz="8" w:color="00FF00" w:themeColor="accent1" w:themeTint="80"/>',
    '<w:top w:val="single" w:sz="8" w:color="00FF00" w:themeColor="accent1" w:themeShade="80"/>',
    '<w:top w:val="single" w:sz="8" w:color="00FF00" w:themeColor="none"/>',
    '<w:top w:val="single" w:sz="8" w:color="00FF00" w:themeColor="accent9"/>',
)
_THEMED = (
    *(f'<w:color w:val="010203" w:themeColor="{name}"/>' for name in (
        "dark1", "light1", "dark2", "light2", "text1", "background1", "text2", "background2", "accent1", "accent2",
        "accent3", "hyperlink", "followedHyperlink", "none", "",
    )),
    *(f'<w:color w:val="010203" w:themeColor="accent1" {change}/>' for change in (
        'w:themeTint="99"', 'w:themeTint="FF"', 'w:themeTint="00"', 'w:themeTint="zz"', 'w:themeTint="1FF"',
        'w:themeShade="BF"', 'w:themeShade="00"', 'w:themeShade="zz"', 'w:themeShade="-5"',
        'w:themeTint="99" w:themeShade="BF"',
    )),
    '<w:shd w:val="clear" w:fill="010203" w:themeFill="accent1" w:themeFillTint="33"/>',
    '<w:shd w:val="clear" w:fill="010203" w:themeFill="text2" w:themeFillShade="80"/>',
    '<w:shd w:val="pct50" w:fill="FFFFFF" w:color="FFFFFF" w:themeColor="accent1" w:themeFill="background1"/>',
    '<w:rFonts w:asciiTheme="majorHAnsi" w:ascii="Courier New"/>',
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsi="Courier New"/>',
    '<w:rFonts w:hAnsiTheme="minorHAnsi"/>',
)  # fmt: skip


def test_run_properties(tmp_path: Path, kept: SnapshotAssertion) -> None:
    body = para(*(run(f"{at} ", given) for at, given in enumerate(_RUN_PROPERTIES)))
    assert told_reading(tmp_path / "runs.docx", WordParts(body, "Runs")) == kept


def test_paragraph_properties(tmp_path: Path, kept: SnapshotAssertion) -> None:
    body = "".join(para(f"{at}", properties=given) for at, given in enumerate(_PARAGRAPH_PROPERTIES))
    assert told_reading(tmp_path / "paragraphs.docx", WordParts(body, "Paragraphs")) == kept


def test_borders(tmp_path: Path, kept: SnapshotAssertion) -> None:
    body = "".join(para(f"{at}", properties=f"<w:pBdr>{edges}</w:pBdr>") for at, edges in enumerate(_BORDERS))
    parts = WordParts(body, "Borders", parts={"theme1": THEME})
    assert told_reading(tmp_path / "borders.docx", parts) == kept


def test_themes(tmp_path: Path, kept: SnapshotAssertion) -> None:
    body = para(*(run(f"{at} ", given) for at, given in enumerate(_THEMED)))
    parts = WordParts(body, "Themes", parts={"theme1": THEME})
    assert told_reading(tmp_path / "themes.docx", parts) == kept


def test_mapped_colours(tmp_path: Path, kept: SnapshotAssertion) -> None:
    names = ("text1", "background1", "text2", "background2", "accent1")
    body = para(*(run(f"{name} ", f'<w:color w:themeColor="{name}"/>') for name in names))
    mapping = '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1" w:bg2="accent1" w:accent1="accent2"/>'
    parts = WordParts(body, "Mapped", settings=mapping, parts={"theme1": THEME})
    assert told_reading(tmp_path / "mapped.docx", parts) == kept


def test_a_theme_without_colours_or_fonts(tmp_path: Path, kept: SnapshotAssertion) -> None:
    theme = f'<a:theme xmlns:a="{NAMESPACES["a"]}" name="T"><a:themeElements/></a:theme>'
    body = para(
        run("colour ", '<w:color w:val="010203" w:themeColor="accent1"/>'),
        run("font", '<w:rFonts w:asciiTheme="majorHAnsi" w:ascii="Courier New"/>'),
    )
    assert told_reading(tmp_path / "bare.docx", WordParts(body, "Bare", parts={"theme1": theme})) == kept


def test_styles(tmp_path: Path, kept: SnapshotAssertion) -> None:
    stops = '<w:tabs><w:tab w:val="left" w:pos="1000"/><w:tab w:val="left" w:pos="2000"/></w:tabs>'
    cleared = '<w:tabs><w:tab w:val="clear" w:pos="1000"/><w:tab w:val="right" w:pos="3000"/></w:tabs>'
    styles = (
        style("A", "Base", f"<w:pPr>{stops}<w:keepNext/></w:pPr><w:rPr><w:b/><w:caps/></w:rPr>")
        + style("B", "Upper,Alias", f'<w:basedOn w:val="A"/><w:pPr>{cleared}</w:pPr><w:rPr><w:i/></w:rPr>')
        + style("C", "Bold words", "<w:rPr><w:b/><w:strike/></w:rPr>", kind="character")
        + style("D", "Circle", '<w:basedOn w:val="E"/><w:rPr><w:i/></w:rPr>')
        + style("E", "Circle too", '<w:basedOn w:val="D"/>')
        + style("F", "Into the circle", '<w:basedOn w:val="D"/>')
        + style("G", "On a character", '<w:basedOn w:val="C"/><w:pPr><w:keepLines/></w:pPr>')
        + style("H", "heading 4")
        + style("I", "Heading 9", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
        + style("J", "heading 10")
        + style("K", "Below a heading", '<w:basedOn w:val="H"/>')
        + '<w:style w:styleId="L"><w:rPr><w:smallCaps/></w:rPr></w:style>'
        + style("M", "Second default", "<w:rPr><w:b/></w:rPr>", default=True)
    )
    named = "".join(para(key, style=key) for key in "ABDEFGHIJKLMC") + para("none", style="Z")
    crossed = para(
        run("in both", '<w:rStyle w:val="C"/>'),
        run("direct", '<w:rStyle w:val="C"/><w:b/>'),
        run("paragraph's style", '<w:rStyle w:val="A"/>'),
        run("no style", '<w:rStyle w:val="Z"/>'),
        style="A",
    )
    parts = WordParts(named + crossed, "Styles", styles=BASIC_STYLES + styles)
    assert told_reading(tmp_path / "styles.docx", parts) == kept


def test_documents_own_toggles(tmp_path: Path, kept: SnapshotAssertion) -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:b/><w:color w:val="333333"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="300"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    body = para("as all", run("not bold", '<w:b w:val="0"/>'), run("in a style", '<w:rStyle w:val="C"/>'))
    styles = BASIC_STYLES + style("C", "Bold words", "<w:rPr><w:b/></w:rPr>", kind="character")
    assert told_reading(tmp_path / "own.docx", WordParts(body, "Own", defaults=defaults, styles=styles)) == kept


_OWN_LOOK = '<w:b/><w:color w:val="FF0000"/>'


def _lists() -> str:
    return (
        abstract(
            0,
            level(0, "upperRoman", "Part %1", start=3, after='<w:suff w:val="space"/>', fonts=_OWN_LOOK),
            level(1, "lowerLetter", "%1.%2)", after='<w:isLgl/><w:suff w:val="nothing"/>'),
            level(2, "decimalZero", "%1-%2-%3", after='<w:lvlRestart w:val="0"/>'),
            level(3, "decimal", "%4 of %1", after='<w:lvlRestart w:val="1"/>').replace('"left"/>', '"right"/>'),
            level(4, "none", "%5"),
            level(5, "cardinalText", "%6", start=0),
            level(8, "decimal", "%9.%8.").replace('<w:lvlJc w:val="left"/>', '<w:lvlJc w:val="center"/>'),
        )
        + abstract(
            1,
            level(0, "bullet", "\uf0b7", fonts='<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'),
            level(1, "bullet", "o", fonts='<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>'),
            level(2, "bullet", ""),
            '<w:lvl w:ilvl="3"><w:numFmt w:val="decimal"/><w:lvlText w:val="%4!"/></w:lvl>',
            '<w:lvl w:ilvl="9"><w:start w:val="5"/></w:lvl><w:lvl/>',
        )
        + abstract(2, after='<w:numStyleLink w:val="Numbers"/>')
        + abstract(3, level(0, "decimal", "(%1)", start=7), after='<w:styleLink w:val="Numbers"/>')
        + abstract(4, after='<w:numStyleLink w:val="Lost"/>')
        + abstract(5, level(0, "decimal", "%1.", after='<w:pStyle w:val="First"/>'), level(
            1, "decimal", "%1.%2", after='<w:pStyle w:val="Second"/>'
        ))
        + num(1, 0)
        + num(2, 0, start_again(0, 9) + start_again(1, 4))
        + num(3, 0, f'<w:lvlOverride w:ilvl="1">{level(1, "upperLetter", "[%2]", start=2)}</w:lvlOverride>')
        + num(4, 1)
        + num(5, 2)
        + num(6, 4)
        + num(7, 99)
        + num(8, 5)
        + num(9, 0, start_again(9, 1) + start_again(-1, 1) + '<w:lvlOverride w:ilvl="0"/><w:lvlOverride/>')
    )  # fmt: skip


def test_lists(tmp_path: Path, kept: SnapshotAssertion) -> None:
    steps = (
        (1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 2), (1, 1), (1, 3), (1, 3), (1, 1), (1, 3), (1, 0), (1, 3), (1, 4),
        (1, 5), (1, 5), (1, 8), (2, 0), (2, 0), (2, 1), (2, 1), (1, 0), (3, 1), (3, 1), (4, 0), (4, 1), (4, 2), (4, 3),
        (4, 3), (5, 0), (5, 0), (6, 0), (7, 0), (9, 0), (1, 12), (1, -1), ("0", 0), ("x", 0),
    )  # fmt: skip
    body = "".join(item(f"list {number} level {depth}", number, depth) for number, depth in steps)
    parts = WordParts(body, "Lists", parts={"numbering": _lists()})
    assert told_reading(tmp_path / "lists.docx", parts) == kept


def test_lists_by_style(tmp_path: Path, kept: SnapshotAssertion) -> None:
    indent = '<w:ind w:left="1111"/>'
    styles = (
        style("First", "First level", f"<w:pPr>{numbering_of(8, None)}</w:pPr>")
        + style("Second", "Second level", f'<w:basedOn w:val="First"/><w:pPr>{indent}</w:pPr>')
        + style("Third", "Indented", f'<w:basedOn w:val="First"/><w:pPr>{numbering_of(8, 1)}{indent}</w:pPr>')
        + style("Numbers", "Numbers", f"<w:pPr>{numbering_of(1, None)}</w:pPr>", kind="numbering")
        + style("Off", "Without", f'<w:basedOn w:val="First"/><w:pPr>{numbering_of(0, None)}</w:pPr>')
    )
    body = (
        "".join(para(key, style=key) for key in ("First", "Second", "Third", "Off", "First"))
        + para("own indent", style="First", properties=indent)
        + para("own list", style="First", properties=numbering_of(1, 0))
        + para("no number", style="First", properties=numbering_of(0, 0))
        + para("own level", style="First", properties='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
        + para("by a link", properties=numbering_of(5, 0))
        + para("red mark", style="First", properties='<w:rPr><w:color w:val="FF0000"/><w:u w:val="single"/></w:rPr>')
        + control('<w:tag w:val="x"/>', para("in a control", style="Second"))
    )
    parts = WordParts(body, "By style", styles=BASIC_STYLES + styles, parts={"numbering": _lists()})
    assert told_reading(tmp_path / "by-style.docx", parts) == kept
