"""Word files from bare XML as Word itself writes them: its default styles, its theme, its settings, its noise."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from struct import pack
from xml.sax.saxutils import escape, quoteattr

from boardpaper.ooxml.package import write_package

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpi": "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
OFFICE = NAMESPACES["r"]
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STRICT = (
    (NAMESPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (NAMESPACES["wp"], "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"),
    (NAMESPACES["a"], "http://purl.oclc.org/ooxml/drawingml/main"),
    (NAMESPACES["pic"], "http://purl.oclc.org/ooxml/drawingml/picture"),
    (NAMESPACES["m"], "http://purl.oclc.org/ooxml/officeDocument/math"),
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)
_PART_TYPES = {
    "styles": f"{_WORD_TYPE}.styles+xml",
    "numbering": f"{_WORD_TYPE}.numbering+xml",
    "settings": f"{_WORD_TYPE}.settings+xml",
    "footnotes": f"{_WORD_TYPE}.footnotes+xml",
    "endnotes": f"{_WORD_TYPE}.endnotes+xml",
    "comments": f"{_WORD_TYPE}.comments+xml",
    "header": f"{_WORD_TYPE}.header+xml",
    "footer": f"{_WORD_TYPE}.footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_ROOTS = {"header": "hdr", "footer": "ftr"}

_FONTS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="22"/><w:szCs w:val="22"/>'
    '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0"'
    ' w:defQFormat="0" w:count="376"><w:lsdException w:name="Normal" w:uiPriority="0" w:qFormat="1"/></w:latentStyles>'
)


def style(key: str, name: str, content: str = "", *, kind: str = "paragraph", default: bool = False) -> str:
    """A `w:style`; `content` is what follows its name."""
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{mark} w:styleId="{key}"><w:name w:val="{name}"/>{content}</w:style>'


def heading_style(level: int, half_points: int) -> str:
    outline = f'<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="{level - 1}"/>'
    look = f'<w:b/><w:sz w:val="{half_points}"/>'
    content = f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr>{outline}</w:pPr><w:rPr>{look}</w:rPr>'
    return style(f"Heading{level}", f"heading {level}", content)


_GRID_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)
NORMAL = style("Normal", "Normal", "<w:qFormat/>", default=True)
FURTHER_STYLES = "".join(
    (
        style("DefaultParagraphFont", "Default Paragraph Font", kind="character", default=True),
        style("TableNormal", "Normal Table", f"<w:tblPr>{_CELL_MARGINS}</w:tblPr>", kind="table", default=True),
        style("NoList", "No List", kind="numbering", default=True),
        style(
            "TableGrid",
            "Table Grid",
            f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_GRID_EDGES}</w:tblBorders></w:tblPr>',
            kind="table",
        ),
        style(
            "Hyperlink",
            "Hyperlink",
            '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="0000FF"/><w:u w:val="single"/></w:rPr>',
            kind="character",
        ),
        style(
            "FootnoteReference",
            "footnote reference",
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
            kind="character",
        ),
        style("FootnoteText", "footnote text", '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="18"/></w:rPr>'),
        style("ListParagraph", "List Paragraph", '<w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="720"/></w:pPr>'),
        style("Header", "header", '<w:basedOn w:val="Normal"/>'),
        style("Footer", "footer", '<w:basedOn w:val="Normal"/>'),
    )
)
BASIC_STYLES = NORMAL + heading_style(1, 32) + heading_style(2, 26) + heading_style(3, 22) + FURTHER_STYLES
SETTINGS = (
    '<w:zoom w:percent="100"/><w:proofState w:spelling="clean" w:grammar="clean"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:rsids><w:rsidRoot w:val="00A77B3E"/><w:rsid w:val="00A77B3E"/></w:rsids>'
)
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MARGINS = (
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
)


def section(content: str = "", *, size: str = PORTRAIT, after: str = "") -> str:
    """A `w:sectPr`: header references before the page's size, columns and the like after its margins."""
    return f'<w:sectPr w:rsidR="00A77B3E">{content}{size}{MARGINS}{after}</w:sectPr>'


def text(words: str) -> str:
    """A `w:t`."""
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def run(words: str, properties: str = "") -> str:
    """A `w:r` that holds one text."""
    return f"<w:r>{look(properties)}{text(words)}</w:r>"


def look(properties: str) -> str:
    """A `w:rPr`, or nothing."""
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def para(*inlines: str, style: str = "", properties: str = "") -> str:
    """A `w:p`. An inline that is no XML becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    given = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{given}{''.join(map(_as_run, inlines))}</w:p>"


def _as_run(inline: str) -> str:
    return inline if inline.startswith("<") else run(inline)


def heading(level: int, *inlines: str, properties: str = "") -> str:
    """A paragraph in the style Heading `level`."""
    return para(*inlines, style=f"Heading{level}", properties=properties)


def numbering_of(number: int | str, level: int | None = 0) -> str:
    """A `w:numPr`; a level of None is left out, as Word does where the style holds the number."""
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>'


def item(words: str, number: int | str, level: int = 0, *, style: str = "ListParagraph", properties: str = "") -> str:
    """A paragraph of a list."""
    return para(words, style=style, properties=numbering_of(number, level) + properties)


def level(
    depth: int, kind: str, shown: str, *, start: int = 1, after: str = "", before: str = "", fonts: str = ""
) -> str:
    """A `w:lvl`: `after` follows its format (restart, pStyle, isLgl, suff), `before` its text (lvlJc is added)."""
    left = 720 * (depth + 1)
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{after}'
        f'<w:lvlText w:val="{shown}"/>{before}<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr>{look(fonts)}</w:lvl>'
    )


def abstract(key: int, *levels: str, before: str = "", after: str = "") -> str:
    """A `w:abstractNum`; `after` stands before its levels (styleLink, numStyleLink)."""
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{key}">{before}{kind}{after}{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, overrides: str = "") -> str:
    """A `w:num`."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_again(depth: int = 0, at: int = 1) -> str:
    """A `w:lvlOverride` that begins a level anew."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


_CELL_WIDTH = 2000


def cell(*blocks: str, properties: str = "", width: int = _CELL_WIDTH) -> str:
    """A `w:tc`. A block that is no XML becomes a paragraph."""
    given = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>'
    return f"<w:tc>{given}{''.join(block if block.startswith('<') else para(block) for block in blocks)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A `w:tr`. A cell that is no XML becomes one."""
    given = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{given}{''.join(each if each.startswith('<') else cell(each) for each in cells)}</w:tr>"


HEADER_ROW = "<w:tblHeader/>"


def table(*rows: str, columns: int, properties: str = "", style: str = "TableGrid", width: int = _CELL_WIDTH) -> str:
    """A `w:tbl` of equal columns, whose cells are as wide as they."""
    cells = "".join(rows).replace(f'<w:tcW w:w="{_CELL_WIDTH}" ', f'<w:tcW w:w="{width}" ')
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="auto"/>'
        f'<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0"'
        f' w:noVBand="1"/>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>'
    )


def field_run(kind: str) -> str:
    """A `w:fldChar` in its run."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(*pieces: str) -> str:
    """Field code, in as many runs as there are pieces."""
    return "".join(f'<w:r><w:instrText xml:space="preserve">{escape(piece)}</w:instrText></w:r>' for piece in pieces)


def complex_field(code: str, *result: str) -> str:
    """A field of several runs with its last result."""
    shown = "".join(map(_as_run, result))
    return f"{field_run('begin')}{instruction(f' {code} ')}{field_run('separate')}{shown}{field_run('end')}"


def simple_field(code: str, *result: str) -> str:
    """A `w:fldSimple`."""
    return f"<w:fldSimple w:instr={quoteattr(f' {code} ')}>{''.join(map(_as_run, result))}</w:fldSimple>"


def hyperlink(key: str, *words: str) -> str:
    """A `w:hyperlink` with a relationship."""
    return f'<w:hyperlink r:id="{key}">{"".join(map(_as_run, words))}</w:hyperlink>'


def bookmark(key: int, name: str, *inside: str) -> str:
    """Words between the ends of a bookmark."""
    start = f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>'
    return f'{start}{"".join(map(_as_run, inside))}<w:bookmarkEnd w:id="{key}"/>'


def footnote_mark(key: int, kind: str = "footnote") -> str:
    """Where a note's number stands."""
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:{kind}Reference w:id="{key}"/></w:r>'


def footnote(key: int, *paragraphs: str, kind: str = "footnote") -> str:
    """A `w:footnote` whose first paragraph begins with its number, as Word writes it."""
    number = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:{kind}Ref/></w:r>'
    first, *rest = (entry if entry.startswith("<") else para(f" {entry}", style="FootnoteText") for entry in paragraphs)
    opening = first.index("</w:pPr>") + len("</w:pPr>")
    return f'<w:{kind} w:id="{key}">{first[:opening]}{number}{first[opening:]}{"".join(rest)}</w:{kind}>'


def separators(kind: str = "footnote") -> str:
    """The two notes that Word keeps for the line above notes."""
    return (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
    )


def control(properties: str, content: str) -> str:
    """A `w:sdt`."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def tag(name: str) -> str:
    """A control's tag and identity."""
    return f'<w:tag w:val="{name}"/><w:id w:val="{zlib.crc32(name.encode()) >> 1}"/>'


def picture(
    key: str,
    alt: str,
    width: int,
    height: int,
    *,
    anchored: bool = False,
    crop: str = "",
    more: str = "",
    ident: int = 1,
) -> str:
    """A run with a picture of so many points; `crop` are the attributes of `a:srcRect`, `more` goes into docPr."""
    size = f'cx="{width * 12700}" cy="{height * 12700}"'
    cut = f"<a:srcRect {crop}/>" if crop else ""
    graphic = (
        f'<a:graphic xmlns:a="{NAMESPACES["a"]}"><a:graphicData uri="{NAMESPACES["pic"]}">'
        f'<pic:pic xmlns:pic="{NAMESPACES["pic"]}"><pic:nvPicPr><pic:cNvPr id="0" name="image.png"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/>{cut}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    named = f'<wp:docPr id="{ident}" name="Picture {ident}" descr="{escape(alt)}">{more}</wp:docPr>'
    return f"<w:r><w:drawing>{_placed(size, named, graphic, anchored)}</w:drawing></w:r>"


def _placed(size: str, named: str, graphic: str, anchored: bool) -> str:
    frame = "<wp:cNvGraphicFramePr/>"
    if not anchored:
        return (
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>{named}{frame}{graphic}</wp:inline>'
        )
    return (
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/>'
        f"{named}{frame}{graphic}</wp:anchor>"
    )


def graphic_frame(uri: str, content: str, *, alt: str = "", ident: int = 9, anchored: bool = False) -> str:
    """A `w:drawing` of any kind of graphic, without its run."""
    size = 'cx="2540000" cy="1270000"'
    named = f'<wp:docPr id="{ident}" name="Graphic {ident}" descr="{escape(alt)}"/>'
    graphic = f'<a:graphic xmlns:a="{NAMESPACES["a"]}"><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic>'
    return f"<w:drawing>{_placed(size, named, graphic, anchored)}</w:drawing>"


def png(width: int = 4, height: int = 4, colour: bytes = b"\x00\x50\xa0") -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + colour * width) * height
    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@dataclass(frozen=True)
class Link:
    """A relationship; `inside` says that its target is a part of the file."""

    kind: str
    target: str
    inside: bool = False


@dataclass(frozen=True)
class WordParts:
    """What a Word file is made of. `parts` are named as in `word/`: `footnotes`, `header1`, `numbering`, `theme1`.

    `links` belong to the main part; `part_links` to others, by name. `media` are further files under `word/`.
    """

    body: str
    title: str
    styles: str = BASIC_STYLES
    defaults: str = DEFAULTS
    settings: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    part_links: Mapping[str, Mapping[str, Link]] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    last: str = section()
    strict: bool = False


def word_file(given: WordParts) -> bytes:
    """The Word file."""
    return write_package(word_parts(given))


def word_parts(given: WordParts) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    named = {"styles": given.defaults + LATENT + given.styles, "settings": given.settings + SETTINGS, **given.parts}
    parts = {f"word/{name}.xml": xml_part(name, content) for name, content in named.items()}
    parts["word/document.xml"] = xml_part("document", f"<w:body>{given.body}{given.last}</w:body>")
    parts["docProps/core.xml"] = core_properties(given.title)
    implied = {f"rel_{name}": Link(_kind(name), f"{name}.xml", inside=True) for name in named}
    parts["word/_rels/document.xml.rels"] = relationships({**implied, **given.links})
    for name, links in given.part_links.items():
        parts[f"word/_rels/{name}.xml.rels"] = relationships(links)
    parts |= {f"word/{name}": content for name, content in given.media.items()}
    parts["_rels/.rels"] = package_relationships("word/document.xml")
    overrides = {f"word/{name}.xml": _PART_TYPES[_kind(name)] for name in named}
    parts["[Content_Types].xml"] = content_types({**overrides, **given.types})
    return {name: _strict(data) for name, data in parts.items()} if given.strict else parts


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def xml_part(name: str, content: str) -> bytes:
    """A part with every namespace that Word declares; `theme` holds its own root."""
    kind = _kind(name)
    if kind == "theme":
        return (_DECLARATION + content).encode()
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    root = f"w:{_ROOTS.get(kind, kind)}"
    return f'{_DECLARATION}<{root} {declared} mc:Ignorable="w14 w15 wp14">{content}</{root}>'.encode()


def relationships(links: Mapping[str, Link]) -> bytes:
    """A relationships part."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{link.kind if "/" in link.kind else f"{OFFICE}/{link.kind}"}"'
        f' Target="{escape(link.target)}"{"" if link.inside else " TargetMode=" + chr(34) + "External" + chr(34)}/>'
        for key, link in links.items()
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()


def package_relationships(main: str) -> bytes:
    """Where the main part and the properties are."""
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return relationships({"rId1": Link("officeDocument", main, True), "rId2": Link(core, "docProps/core.xml", True)})


def core_properties(title: str) -> bytes:
    """`docProps/core.xml`."""
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Board Secretariat</dc:creator>"
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    ).encode()


def content_types(overrides: Mapping[str, str], *, main: str = "word/document.xml") -> bytes:
    """`[Content_Types].xml`."""
    kinds = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "bin": "application/vnd.openxmlformats-officedocument.oleObject",
        "htm": "text/html",
    }
    every: Iterable[tuple[str, str]] = (
        (main, f"{_WORD_TYPE}.document.main+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *overrides.items(),
    )
    defaults = "".join(f'<Default Extension="{kind}" ContentType="{name}"/>' for kind, name in kinds.items())
    listed = "".join(f'<Override PartName="/{part}" ContentType="{name}"/>' for part, name in every)
    return f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{listed}</Types>'.encode()


def _strict(data: bytes) -> bytes:
    for transitional, strict in _STRICT:
        data = data.replace(transitional.encode(), strict.encode())
    return data
