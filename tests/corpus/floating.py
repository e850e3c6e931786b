"""Word files about shapes that stand beside the text: pictures, text boxes, frames and tables with text around them."""

from tests.corpus.drawings import IMAGE, SHAPE
from tests.corpus.raw import HEADER_ROW, NAMESPACES, WordParts, heading, para, png, row, run, table, word_file

_EMU = 12700
_WRAPS = {
    "square": '<wp:wrapSquare wrapText="bothSides"/>',
    "tight": (
        '<wp:wrapTight wrapText="bothSides"><wp:wrapPolygon edited="0"><wp:start x="0" y="0"/>'
        '<wp:lineTo x="0" y="21600"/><wp:lineTo x="21600" y="21600"/></wp:wrapPolygon></wp:wrapTight>'
    ),
    "none": "<wp:wrapNone/>",
    "topAndBottom": "<wp:wrapTopAndBottom/>",
}
_LINES = (
    "Crime in the county fell over the year while the number of calls rose, and the board asked why that should be so. "
)


def anchored(
    graphic: str,
    size: tuple[float, float],
    across: tuple[str, float | str],
    down: tuple[str, float | str],
    *,
    wrap: str = "square",
    behind: bool = False,
    ident: int = 1,
    alt: str = "",
) -> str:
    """A run with a `wp:anchor`; places are what they count from, and points or an alignment."""
    extent = f'cx="{int(size[0] * _EMU)}" cy="{int(size[1] * _EMU)}"'
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0"'
        f' relativeHeight="2516{ident}" behindDoc="{int(behind)}" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{_place("H", *across)}{_place("V", *down)}<wp:extent {extent}/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/>{_WRAPS[wrap]}<wp:docPr id="{ident}" name="Shape {ident}"'
        f' descr="{alt}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{NAMESPACES["a"]}">{graphic}</a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


def _place(axis: str, origin: str, where: float | str) -> str:
    inner = (
        f"<wp:align>{where}</wp:align>"
        if isinstance(where, str)
        else f"<wp:posOffset>{int(where * _EMU)}</wp:posOffset>"
    )
    return f'<wp:position{axis} relativeFrom="{origin}">{inner}</wp:position{axis}>'


def picture(width: float, height: float) -> str:
    """The graphic of a picture."""
    size = f'cx="{int(width * _EMU)}" cy="{int(height * _EMU)}"'
    return (
        f'<a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic xmlns:pic="{NAMESPACES["pic"]}"><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="image.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdImage"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    )


def box(*blocks: str, fill: str = "<a:noFill/>", style: str = "") -> str:
    """The graphic of a text box with a thin line around it."""
    return (
        f'<a:graphicData uri="{SHAPE}"><wps:wsp xmlns:wps="{SHAPE}"><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln w="9525"><a:solidFill>'
        f'<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>{style}<wps:txbx><w:txbxContent>'
        f"{''.join(blocks)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
    )


def _file(body: str, title: str) -> bytes:
    return word_file(WordParts(body, title, links={"rIdImage": IMAGE}, media={"media/image1.png": png(40, 20)}))


def first_page() -> bytes:
    """A logo at the top of the page, the AGENDA ITEM box at the right, a chart beside its paragraph, a banner."""
    logo = anchored(
        picture(80, 40), (80, 40), ("page", 20.0), ("page", 20.0), wrap="none", ident=1, alt="The board's sign"
    )
    item = anchored(box(para("AGENDA ITEM 5")), (130, 40), ("margin", "right"), ("margin", "top"), ident=2)
    chart = anchored(
        picture(160, 100), (160, 100), ("column", "right"), ("paragraph", 0.0), ident=3, alt="Offences by month"
    )
    banner = anchored(
        picture(451, 50),
        (451, 50),
        ("margin", "center"),
        ("paragraph", 6.0),
        wrap="topAndBottom",
        ident=4,
        alt="A photograph of the town hall",
    )
    message = anchored(
        box(
            para(run("Crime fell.", '<w:color w:val="FFFFFF"/>')),
            fill='<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>',
        ),
        (150, 40),
        ("column", 0.0),
        ("paragraph", 12.0),
        wrap="tight",
        ident=5,
    )
    body = (
        para(logo, item, "Police and Crime Board")
        + heading(1, "Performance report")
        + para(_LINES * 3)
        + para(chart, _LINES * 6)
        + para(banner, _LINES * 2)
        + para(_LINES, message, _LINES * 3)
        + para("End")
    )
    return _file(body, "First page")


def frames_and_tables() -> bytes:
    """Frames at the right of a paragraph and at a place of the page, a small table at the left, one as wide as all."""
    right = (
        '<w:framePr w:w="2600" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="margin"'
        ' w:xAlign="right" w:y="1"/>'
    )
    page = '<w:framePr w:hSpace="180" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="9000" w:y="600"/>'
    body = (
        heading(1, "Frames and tables")
        + para("AGENDA ITEM 6", properties=page)
        + para(_LINES)
        + para("In a frame,", properties=right)
        + para("and still in it.", properties=right)
        + para(_LINES * 4)
        + _beside('w:tblpXSpec="left" w:tblpY="100"', row("Year", "Offences", properties=HEADER_ROW), row("2022", "53"))
        + para(_LINES * 4)
        + _beside('w:tblpX="1" w:tblpY="100"', row("Wide", "Table", properties=HEADER_ROW), row("a", "b"), width=9000)
        + para("End")
    )
    return _file(body, "Frames and tables")


def _beside(place: str, *rows: str, width: int = 4000) -> str:
    """A table of two columns that text runs around, so many twentieths of a point wide."""
    floating = (
        '<w:tblPr><w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:horzAnchor="margin"'
        f" {place}/>"
    )
    return table(*rows, columns=2, width=width // 2).replace("<w:tblPr>", floating, 1)


def crowded() -> bytes:
    """Shapes that would hide words where Word has them: over the text, over one another, too small, off the page."""
    over = anchored(
        box(para("Over the words")), (120, 40), ("column", 100.0), ("paragraph", 15.0), wrap="none", ident=1
    )
    one = anchored(box(para("One box")), (120, 60), ("column", "right"), ("paragraph", 0.0), ident=2)
    other = anchored(box(para("Another box")), (120, 60), ("column", "right"), ("paragraph", 20.0), ident=3)
    small = anchored(
        box(para("More words than the box has room for.")), (80, 10), ("column", 0.0), ("paragraph", 0.0), ident=4
    )
    away = anchored(box(para("Far away")), (100, 40), ("page", 590.0), ("page", 830.0), ident=5)
    tall = anchored(picture(300, 900), (300, 900), ("column", 0.0), ("paragraph", 0.0), ident=6, alt="A tall picture")
    behind = anchored(
        picture(300, 200),
        (300, 200),
        ("page", "center"),
        ("page", "center"),
        wrap="none",
        behind=True,
        ident=7,
        alt="A map",
    )
    body = (
        heading(1, "Crowded")
        + para(over, _LINES * 4)
        + para(one, other, _LINES * 4)
        + para(small, _LINES * 2)
        + para(away, "Before the tall picture")
        + para(tall, behind, "Beside it")
        + para("End")
    )
    return _file(body, "Crowded")


FILES = {
    "floating-first-page": first_page,
    "floating-frames": frames_and_tables,
    "floating-crowded": crowded,
}
