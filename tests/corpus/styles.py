"""Word files about looks: the style cascade, the theme, paragraph properties, tab stops."""

from tests.corpus.raw import BASIC_STYLES, NAMESPACES, WordParts, heading, para, run, style, word_file

_TAB = "<w:r><w:tab/></w:r>"
_CASCADE = (
    BASIC_STYLES
    + style(
        "Report",
        "Report",
        '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:color w:val="1F3864"/><w:sz w:val="24"/></w:rPr>',
    )
    + style("ReportNote", "Report Note", '<w:basedOn w:val="Report"/><w:rPr><w:i/><w:sz w:val="20"/></w:rPr>')
    + style("Strong", "Strong", "<w:rPr><w:b/></w:rPr>", kind="character")
    + style("Warning", "Warning", '<w:rPr><w:b w:val="0"/><w:color w:val="C00000"/></w:rPr>', kind="character")
    + style("StrongItalic", "Strong Italic", '<w:basedOn w:val="Strong"/><w:rPr><w:i/></w:rPr>', kind="character")
    + style("Circle1", "Lost Parent", '<w:basedOn w:val="NoSuchStyle"/><w:rPr><w:i/></w:rPr>')
)


def style_cascade() -> bytes:
    """Defaults, a chain of paragraph styles, character styles, toggles and direct formatting."""
    body = (
        para("Plain words")
        + para("Bold from the style", style="Report")
        + para("Bold and italic from the chain", style="ReportNote")
        + para(run("Two bolds cancel", '<w:rStyle w:val="Strong"/>'), style="Report")
        + para(run("Bold by hand stays", '<w:rStyle w:val="Strong"/><w:b/>'), style="Report")
        + para(run("A false toggle changes nothing", '<w:rStyle w:val="Warning"/>'), style="Report")
        + para(run("Not bold by hand", '<w:b w:val="0"/>'), style="Report")
        + para(run("Strong italic", '<w:rStyle w:val="StrongItalic"/>'), run(" and plain"))
        + para(run("Loud", '<w:caps/><w:u w:val="single"/><w:sz w:val="28"/>'))
        + para(
            "x",
            run("2", '<w:vertAlign w:val="superscript"/>'),
            " and H",
            run("2", '<w:vertAlign w:val="subscript"/>'),
            "O",
        )
        + para(run("struck out", "<w:strike/>"), run(" and twice", "<w:dstrike/>"))
        + para("A style that the file does not hold", style="NoSuchStyle")
        + para("A style whose parent is missing", style="Circle1")
    )
    return word_file(WordParts(body, "Style cascade", _CASCADE))


_FONT_SCHEME = (
    '<a:fontScheme name="Office"><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:cs typeface=""/>'
    '</a:majorFont><a:minorFont><a:latin typeface="Carlito"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont>'
    "</a:fontScheme>"
)
_COLOURS = (
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "1F497D"), ("lt2", "EEECE1"), ("accent1", "4F81BD"),
    ("accent2", "C0504D"), ("accent3", "9BBB59"), ("accent4", "8064A2"), ("accent5", "4BACC6"), ("accent6", "F79646"),
    ("hlink", "0000FF"), ("folHlink", "800080"),
)  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FORMATS = (
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{f'<a:ln>{_FILL}</a:ln>' * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
)
THEME = (
    f'<a:theme xmlns:a="{NAMESPACES["a"]}" name="Office"><a:themeElements><a:clrScheme name="Office">'
    + "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in _COLOURS)
    + f'</a:clrScheme>{_FONT_SCHEME}<a:fmtScheme name="Office">{_FORMATS}</a:fmtScheme></a:themeElements></a:theme>'
)


def theme() -> bytes:
    """Fonts and colours that the theme holds; tints and shades; a colour that no theme overrides."""
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    titled = '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>'
    body = (
        para("The minor font")
        + para(run("The major font", titled))
        + para(run("An accent", '<w:color w:val="111111" w:themeColor="accent1"/>'))
        + para(run("Text two", '<w:color w:val="111111" w:themeColor="text2"/>'))
        + para(run("A plain colour", '<w:color w:val="00B050"/>'))
        + para(run("Automatic", '<w:color w:val="auto"/>'))
        + para(run("A font by name", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'))
        + para(run("A theme before a name", '<w:rFonts w:ascii="Arial" w:asciiTheme="majorHAnsi" w:hAnsi="Arial"/>'))
    )
    mapping = (
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
        ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"'
        ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
    )
    return word_file(WordParts(body, "Theme", defaults=defaults, settings=mapping, parts={"theme1": THEME}))


def paragraph_properties() -> bytes:
    """Indents, spacing, keeps, page breaks before, alignment, contextual spacing."""
    close = style(
        "Close",
        "Close",
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="200" w:after="200"/><w:contextualSpacing/></w:pPr>',
    )
    body = (
        para("Plain")
        + para("Indented and hanging", properties='<w:ind w:left="720" w:right="360" w:hanging="360"/>')
        + para("First line", properties='<w:ind w:firstLine="284"/>')
        + para("Start and end", properties='<w:ind w:start="1440" w:end="720"/>')
        + para("One and a half", properties='<w:spacing w:before="240" w:after="0" w:line="360" w:lineRule="auto"/>')
        + para("Exactly fourteen", properties='<w:spacing w:line="280" w:lineRule="exact"/>')
        + para("At least twelve", properties='<w:spacing w:line="240" w:lineRule="atLeast"/>')
        + para("Centred", properties='<w:jc w:val="center"/>')
        + para("Right", properties='<w:jc w:val="right"/>')
        + para("Justified", properties='<w:jc w:val="both"/>')
        + para("At the end", properties='<w:jc w:val="end"/>')
        + para("Kept with the next and together", properties="<w:keepNext/><w:keepLines/>")
        + para("On a new page", properties="<w:pageBreakBefore/>")
        + para("Not on a new page", properties='<w:pageBreakBefore w:val="off"/><w:widowControl w:val="0"/>')
        + para("Close together", style="Close")
        + para("and further apart", style="Close", properties='<w:contextualSpacing w:val="false"/>')
    )
    return word_file(WordParts(body, "Paragraph properties", BASIC_STYLES + close))


def tabs() -> bytes:
    """Tab stops of every alignment, leaders, stops cleared, positional tabs."""
    stops = '<w:tabs><w:tab w:val="left" w:pos="1440"/><w:tab w:val="right" w:leader="dot" w:pos="9026"/></w:tabs>'
    styled = style("Contents", "Contents Line", f'<w:basedOn w:val="Normal"/><w:pPr>{stops}</w:pPr>')
    own = '<w:tabs><w:tab w:val="clear" w:pos="1440"/><w:tab w:val="center" w:pos="4513"/></w:tabs>'
    aligned = (
        '<w:tabs><w:tab w:val="decimal" w:pos="2880"/><w:tab w:val="left" w:leader="underscore" w:pos="5760"/></w:tabs>'
    )
    placed = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
    body = (
        para("Crime", _TAB, "section 2", _TAB, "page 4", style="Contents")
        + para("Crime", _TAB, "in the middle", _TAB, "page 5", style="Contents", properties=own)
        + para("Cost", _TAB, "12.50", _TAB, "signed", properties=aligned)
        + para("Default stops", _TAB, "one", _TAB, _TAB, "three")
        + para("Left", placed, "right")
        + para(run("A line's end\nin a text is a space"))
    )
    return word_file(WordParts(body, "Tab stops", BASIC_STYLES + styled))


def headings() -> bytes:
    """What makes a heading: the built-in styles, an outline level by hand, a style based on one, and what does not."""
    own = style("Part", "Part Heading", '<w:basedOn w:val="Heading1"/>')
    body_level = style(
        "NotOutline", "Heading Look", '<w:basedOn w:val="Heading2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'
    )
    title = style("Title", "Title", '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr>')
    body = (
        para("Performance report", style="Title")
        + heading(1, "A heading")
        + heading(2, "A smaller ", run("heading", "<w:i/>"))
        + para("A style based on a heading", style="Part")
        + para("An outline level by hand", properties='<w:outlineLvl w:val="1"/>')
        + para("Looks like a heading only", style="NotOutline")
        + para(run("Bold, and no heading", "<w:b/>"))
        + heading(1)
        + heading(1, "Two lines", "<w:r><w:br/></w:r>", "of one heading")
    )
    return word_file(WordParts(body, "Headings", BASIC_STYLES + own + body_level + title))


FILES = {
    "style-cascade": style_cascade,
    "theme": theme,
    "paragraph-properties": paragraph_properties,
    "tabs": tabs,
    "headings": headings,
}
