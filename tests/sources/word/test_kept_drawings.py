"""Pictures, text boxes, frames and what stands in for other drawings, read whole: what is kept was reviewed."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.corpus.raw import NAMESPACES, Link, WordParts, complex_field, hyperlink, para, png, row, run, table
from tests.sources.word.look.test_kept_looks import THEME
from tests.support.told_document import told_reading

_PIC, _WPS, _WPG = (NAMESPACES[prefix] for prefix in ("pic", "wps", "wpg"))
_OFFICE_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="{}"/></a:ext></a:extLst>'
)
_MEDIA = {
    "media/image1.png": png(),
    "media/photo.bin": b"\xff\xd8\xff\xe0 a photograph",
    "media/moving": b"GIF89a",
    "media/old.png": b"BM old",
    "media/scan": b"II*\x00 scan",
    "media/scan2": b"MM\x00* scan",
    "media/drawn": b"\x01\x00\x00\x00 drawn",
    "media/drawn2": b"\xd7\xcd\xc6\x9a drawn",
    "media/web": b"RIFF\x00\x00\x00\x00WEBPVP8",
    "media/sound": b"RIFF\x00\x00\x00\x00WAVEfmt",
    "media/vector": b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    "media/far": b" " * 2046 + b"<svg",
    "media/none": b"",
}
_LINKS = {
    **{f"rId{at}": Link("image", name, inside=True) for at, name in enumerate(_MEDIA)},
    "rIdOutside": Link("image", "https://example.org/picture.png"),
    "rIdSite": Link("hyperlink", "https://example.org/"),
    "rIdHash": Link("hyperlink", "#place"),
    "rIdInside": Link("hyperlink", "#place", inside=True),
    "rIdBare": Link("hyperlink", "#"),
}


def _pic(image: str = "rId0", crop: str = "", transform: str = "", named: str = "", size: str = "") -> str:
    extent = size or '<a:ext cx="127000" cy="254000"/>'
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="n" {named}/></pic:nvPicPr><pic:blipFill><a:blip'
        f' r:embed="{image}"/>'
        f"<a:srcRect {crop}/></pic:blipFill><pic:spPr><a:xfrm {transform}>{extent}</a:xfrm></pic:spPr></pic:pic>"
    )


def _drawing(content: str, uri: str = _PIC, *, described: str = "", more: str = "", extent: str = "") -> str:
    size = extent or '<wp:extent cx="1270000" cy="635000"/>'
    return (
        f'<w:r><w:drawing><wp:inline>{size}<wp:docPr id="1" name="n" {described}>{more}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _anchor(content: str, inner: str, attributes: str = "", uri: str = _PIC, extent: str = "") -> str:
    size = extent or '<wp:extent cx="1270000" cy="635000"/>'
    return (
        f'<w:r><w:drawing><wp:anchor {attributes}>{inner}{size}<wp:docPr id="1" name="n" descr="d"/>'
        f'<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
    )


def _told(path: Path, name: str, *paragraphs: str) -> str:
    body = "".join(para(*((each,) if each.startswith("<") else (each, ""))) for each in paragraphs)
    parts = WordParts(body, name, links=_LINKS, media=_MEDIA, parts={"theme1": THEME})
    return told_reading(path / f"{name}.docx", parts)


def test_pictures(tmp_path: Path, kept: SnapshotAssertion) -> None:
    crops = (
        'l="25000" t="10000" r="5000" b="1000"',
        'l="500" t="501" r="-5000"',
        'l="50000" r="50000"',
        't="60000" b="39000"',
        't="60%" b="0.25"',
        'l="100000"',
        'l="99999"',
        'l="x" r="1" t="9.5"',
        'l="1.5" t="-0.5" r="0.75"',
    )
    pictures = (
        *(_drawing(_pic(crop=crop)) for crop in crops),
        *(
            _drawing(_pic(transform=given))
            for given in (
                'rot="5400000"',
                'rot="-5400000" flipH="1"',
                'flipV="true"',
                'rot="x" flipH="0"',
                'rot="21660000"',
            )
        ),
        _drawing(_pic(), described='descr="words" title="title"'),
        _drawing(_pic(), described='title="title"'),
        _drawing(_pic(named='descr="own words"')),
        _drawing(_pic(named='descr="own words"'), described='descr="words"'),
        _drawing(_pic(), more=_DECORATIVE.format(1)),
        _drawing(_pic(), more=_DECORATIVE.format(0)),
        _drawing(_pic(), described='hidden="1"'),
        *(
            _drawing(_pic(), more=f'<a:hlinkClick r:id="{each}"/>')
            for each in ("rIdSite", "rIdHash", "rIdInside", "rIdBare", "rIdLost")
        ),
        _drawing(_pic(), more="<a:hlinkClick/>"),
        _drawing(_pic(), extent="<wp:x/>"),
        _drawing(_pic(), extent='<wp:extent cx="12700" cy="x"/>'),
        _drawing(_pic() + _pic(size='<a:ext cx="12700" cy="25400"/>')),
        _drawing(_pic().replace('<a:blip r:embed="rId0"/>', "")),
        hyperlink("rIdSite", _drawing(_pic()), _drawing(_pic(), more='<a:hlinkClick r:id="rIdHash"/>')),
        complex_field('HYPERLINK "https://example.org/field"', _drawing(_pic())),
    )
    assert _told(tmp_path, "pictures", *pictures) == kept


def test_kinds_of_pictures(tmp_path: Path, kept: SnapshotAssertion) -> None:
    pictures = [_drawing(_pic(f"rId{at}")) for at in range(len(_MEDIA))]
    others = (_drawing(_pic("rIdOutside")), _drawing(_pic("rIdLost")), _drawing(_pic("")))
    assert _told(tmp_path, "kinds", *pictures, *others) == kept


def test_other_drawings(tmp_path: Path, kept: SnapshotAssertion) -> None:
    chart, diagram, ole = (
        _OFFICE_CHART,
        _OFFICE_CHART.replace("chart", "diagram"),
        "http://schemas.openxmlformats.org/presentationml/2006/ole",
    )
    arrow = "<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:bodyPr/></wps:wsp>"
    group = f"<wpg:wgp>{_pic()}{arrow}</wpg:wgp>"
    canvas = "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
    drawings = (
        *(_drawing("<a:x/>", uri) for uri in (chart, diagram, ole, "urn:x/chartex", canvas, "")),
        _drawing(arrow, _WPS),
        _drawing(arrow, _WPS, more=_DECORATIVE.format("true")),
        _drawing(group, _WPG),
        _drawing(f"<wpg:wgp>{_pic()}</wpg:wgp>", _WPG),
        "<w:r><w:drawing><wp:inline/></w:drawing></w:r>",
        '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>',
        "<w:r><w:object><o:OLEObject/></w:object></w:r>",
        '<w:r><w:object><v:shape/><w:control r:id="x"/></w:object></w:r>',
        "<w:r><w:object/></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:object/><w:pict><v:rect/></w:pict><w:drawing/></w:r>",
    )
    assert _told(tmp_path, "others", *drawings) == kept


_PLACE = (
    '<wp:positionH relativeFrom="{}"><wp:posOffset>{}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="{}"><wp:posOffset>{}</wp:posOffset></wp:positionV>'
)
_SIDES = (
    '<wp:positionH relativeFrom="margin"><wp:align> right </wp:align></wp:positionH>'
    "<wp:positionV><wp:align>bottom</wp:align></wp:positionV>"
)
_DISTANCES = 'distT="12700" distR="25400" distB="38100" distL="50800"'


def test_floating_pictures(tmp_path: Path, kept: SnapshotAssertion) -> None:
    percent = (
        '<mc:AlternateContent><mc:Choice Requires="wp14"><wp:positionH relativeFrom="page"/></mc:Choice><mc:Fallback>'
        '<wp:positionH relativeFrom="page"><wp:posOffset> 127000 </wp:posOffset></wp:positionH></mc:Fallback>'
        "</mc:AlternateContent>"
    )
    wraps = ("Square", "Tight", "Through", "TopAndBottom", "None")
    pictures = (
        _anchor(_pic(), _PLACE.format("page", 127000, "margin", -254000)),
        _anchor(_pic(), _SIDES, 'behindDoc="1"'),
        _anchor(_pic(), percent, 'behindDoc="true"'),
        _anchor(_pic(), "", 'behindDoc="0"'),
        *(_anchor(_pic(), f'<wp:wrap{each} wrapText="left"/>', _DISTANCES) for each in wraps),
        _anchor(_pic(), '<wp:wrapSquare distT="0" distL="63500"/>', _DISTANCES + ' behindDoc="1"'),
        _anchor(_pic() + _pic(), "<wp:wrapSquare/>", _DISTANCES),
    )
    assert _told(tmp_path, "floating", *pictures) == kept


def _box(words: str, look: str = "", style: str = "", body: str = "<wps:bodyPr/>") -> str:
    given = f"<wps:spPr>{look}</wps:spPr>" if look else ""
    text = f"<wps:txbx><w:txbxContent>{para(words)}</w:txbxContent></wps:txbx>"
    return f"<wps:wsp><wps:cNvSpPr/>{given}{style}{text}{body}</wps:wsp>"


def _line(inner: str, attributes: str = "") -> str:
    return f"<a:ln {attributes}>{inner}</a:ln>"


def _solid(colour: str) -> str:
    return f"<a:solidFill>{colour}</a:solidFill>"


_RED = '<a:srgbClr val="ff0000"/>'
_REFERENCES = (
    '<wps:style><a:lnRef idx="{0}"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="{0}">'
    '<a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr></a:fillRef></wps:style>'
)


def test_text_boxes(tmp_path: Path, kept: SnapshotAssertion) -> None:
    looks = (
        "",
        "<a:noFill/>" + _line("<a:noFill/>", 'w="12700"'),
        _solid(_RED) + _line(_solid(_RED), 'w="25400"'),
        _solid('<a:schemeClr val="accent1"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr>') + _line(""),
        _solid('<a:schemeClr val="accent1"><a:lumMod val="100000"/><a:lumOff val="0"/></a:schemeClr>'),
        _solid('<a:sysClr val="window" lastClr="123456"/>') + _line("", 'w="6350"'),
        _solid('<a:schemeClr val="lost"/>') + _line("<a:solidFill/>"),
        '<a:gradFill><a:gsLst><a:gs><a:srgbClr val="00FF00"/></a:gs><a:gs><a:srgbClr val="0000FF"/></a:gs></a:gsLst>'
        "</a:gradFill>",
        "<a:solidFill/>" + _line("<a:prstDash/>"),
    )
    bodies = (
        '<wps:bodyPr tIns="12700" rIns="25400" bIns="38100" lIns="-50800" anchor="ctr"/>',
        '<wps:bodyPr tIns="0" anchor="b"/>',
        '<wps:bodyPr anchor="t"/>',
        "",
    )
    wrap = "<wp:wrapSquare/>"
    boxes = (
        *(_anchor(_box(f"look {at}", look), wrap, uri=_WPS) for at, look in enumerate(looks)),
        *(_anchor(_box(f"body {at}", body=body), wrap, uri=_WPS) for at, body in enumerate(bodies)),
        *(_anchor(_box(f"style {at}", "<a:x/>", _REFERENCES.format(at)), wrap, uri=_WPS) for at in range(3)),
        _anchor(_box("own before style", _solid(_RED) + _line(_solid(_RED)), _REFERENCES.format(1)), wrap, uri=_WPS),
        _anchor(_box("small"), wrap, uri=_WPS, extent='<wp:extent cx="-12700"/>'),
        _anchor(_box("no size"), wrap, uri=_WPS, extent="<wp:x/>"),
        _drawing(_box("in its line"), _WPS),
        _drawing(_box("in its line, dark", _solid('<a:srgbClr val="000080"/>')), _WPS),
        _drawing(_box("in its line, white", _solid('<a:srgbClr val="FFFFFF"/>')), _WPS),
        _drawing(_box("in its line, by style", style=_REFERENCES.format(2)), _WPS),
        _anchor(f"<wpg:wgp>{_box('in a group', _solid(_RED))}{_box('beside it')}</wpg:wgp>", wrap, uri=_WPG),
    )
    assert _told(tmp_path, "boxes", *boxes) == kept


def test_tables_and_shaded_words_in_boxes(tmp_path: Path, kept: SnapshotAssertion) -> None:
    own = '<w:shd w:val="clear" w:fill="00FF00"/>'
    cells = table(row("plain", f"<w:tc><w:tcPr>{own}</w:tcPr><w:p/></w:tc>"), columns=2)
    inside = para("plain") + para("shaded", properties=own) + cells
    box = _box("x", _solid(_RED)).replace(para("x"), inside)
    assert _told(tmp_path, "filled", _drawing(box, _WPS), _anchor(box, "<wp:wrapSquare/>", uri=_WPS)) == kept


def _vml(style: str, attributes: str = "", inner: str = "", words: str = "") -> str:
    text = f"<v:textbox><w:txbxContent>{para(words)}</w:txbxContent></v:textbox>" if words else ""
    return f'<w:r><w:pict><v:shape style="{style}" {attributes}>{inner}{text}</v:shape></w:pict></w:r>'


def test_old_drawings(tmp_path: Path, kept: SnapshotAssertion) -> None:
    at = "position:absolute;width:100pt;height:2in;"
    places = (
        at + "margin-left:10pt;margin-top:1cm;left:5pt;top:10mm;z-index:-5",
        at + "mso-position-horizontal:center;mso-position-vertical:absolute;z-index:5",
        at + "mso-position-horizontal:absolute;mso-position-vertical:top",
        at + "mso-position-horizontal-relative:page;mso-position-vertical-relative:margin",
        at + "mso-position-horizontal-relative:char;mso-position-vertical-relative:line",
        at + "mso-wrap-distance-top:1pt;mso-wrap-distance-right:2pt;"
        "mso-wrap-distance-bottom:3pc;mso-wrap-distance-left:4px",
        "position:absolute;width:50;height:x",
        "position:relative;width:50pt;height:10pt",
        "broken;width:50pt",
    )
    wraps = (
        *(f'<w10:wrap type="{kind}"/>' for kind in ("square", "tight", "through", "topAndBottom", "none")),
        *(f'<w10:wrap type="square" side="{side}"/>' for side in ("left", "right", "largest", "both")),
    )
    looks = (
        'stroked="f" filled="f"',
        'stroked="false" fillcolor="red"',
        'strokecolor="#F00" fillcolor="#00ff00 [3204]"',
        'strokecolor="odd" fillcolor="aqua" filled="false"',
        'strokecolor="navy" fillcolor="#12345"',
    )
    boxes = (
        *(_vml(place, words=f"place {number}") for number, place in enumerate(places)),
        *(_vml(at, inner=wrap, words=f"wrap {number}") for number, wrap in enumerate(wraps)),
        *(_vml(at, look, words=f"look {number}") for number, look in enumerate(looks)),
        *(_vml("width:10pt", look, words=f"in line {number}") for number, look in enumerate(looks)),
        f'<w:r><w:pict><v:group style="{at}"><v:shape style="{at}" fillcolor="lime"><v:textbox><w:txbxContent>'
        f"{para('in a group')}</w:txbxContent></v:textbox></v:shape></v:group></w:pict></w:r>",
    )
    assert _told(tmp_path, "old", *boxes) == kept


def test_old_pictures(tmp_path: Path, kept: SnapshotAssertion) -> None:
    image = '<v:imagedata r:id="rId0" {}/>'
    rule = '<w:r><w:pict><v:rect style="width:0;height:{}" o:hr="{}" {}/></w:pict></w:r>'
    pictures = (
        _vml("width:60pt;height:30pt", 'alt="old"', image.format("")),
        _vml(
            "width:60pt;height:30pt",
            "",
            image.format('cropleft="16384f" croptop="0.25" cropright="10%" cropbottom="x"'),
        ),
        _vml("width:60pt;height:30pt", "", image.format('cropleft="6554" croptop=".5" cropbottom=".5"')),
        _vml(
            "position:absolute;margin-left:5pt;width:60;height:30in", "", image.format("") + '<w10:wrap type="square"/>'
        ),
        _vml("", "", '<v:imagedata r:pict="rId0"/>'),
        _vml("", "", "<v:imagedata/>"),
        f"<w:r><w:pict>{image.format('')}</w:pict></w:r>",
        hyperlink("rIdSite", _vml("width:1pt;height:1pt", "", image.format(""))),
        _vml("", "", '<v:textpath string=" CONFIDENTIAL "/><v:textpath string=" "/>'),
        _vml("", "", '<v:textpath string="DRAFT"/>' + image.format("")),
        _vml("", ""),
        "<w:r><w:pict><v:shapetype/></w:pict></w:r>",
        *(
            f"<w:r><w:pict><v:{each}/></w:pict></w:r>"
            for each in ("oval", "line", "polyline", "roundrect", "arc", "curve")
        ),
        rule.format("1.5pt", "t", 'fillcolor="#a0a0a0"'),
        rule.format("0", "true", ""),
        rule.format("20pt", "t", 'fillcolor="teal"'),
        rule.format("1pt", "f", ""),
        '<w:r><w:pict><v:shapetype/><v:rect o:hr="t"/></w:pict></w:r>',
        '<w:r><w:pict><v:rect o:hr="t"/><v:rect/></w:pict></w:r>',
    )
    assert _told(tmp_path, "old pictures", *pictures) == kept


def test_frames(tmp_path: Path, kept: SnapshotAssertion) -> None:
    frames = (
        'w:w="2000" w:h="400" w:hSpace="180" w:vSpace="60" w:wrap="around" w:hAnchor="margin" w:vAnchor="page"'
        ' w:xAlign="right" w:y="20"',
        'w:x="100" w:y="-40" w:wrap="none"',
        'w:x="100" w:y="-40" w:wrap="notBeside"',
        'w:x="100" w:y="-40" w:wrap="tight" w:w="-5"',
        'w:x="100" w:y="-40" w:wrap="tight" w:w="-5"',
        'w:xAlign="center" w:yAlign="center" w:hAnchor="page" w:vAnchor="margin"',
        'w:xAlign="centre" w:yAlign="inside" w:hAnchor="text" w:vAnchor="text"',
        'w:yAlign="inline"',
        "",
        'w:dropCap="none"',
        'w:dropCap="margin" w:lines="2"',
    )
    body = "".join(para(f"frame {at}", properties=f"<w:framePr {each}/>") for at, each in enumerate(frames))
    letter = para(run("T", '<w:sz w:val="96"/><w:position w:val="-10"/>'), properties='<w:framePr w:dropCap="drop"/>')
    body += letter + para("he words go on") + para("end")
    assert told_reading(tmp_path / "frames.docx", WordParts(body, "frames")) == kept
