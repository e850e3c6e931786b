"""Word files about pictures, text boxes and frames: where their words are read, and what stands in for them."""

from tests.corpus.raw import (
    HEADER_ROW,
    NAMESPACES,
    Link,
    WordParts,
    graphic_frame,
    heading,
    para,
    picture,
    png,
    row,
    run,
    table,
    word_file,
)

IMAGE = Link("image", "media/image1.png", inside=True)
SHAPE = NAMESPACES["wps"]
_GROUP = NAMESPACES["wpg"]
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def _with_image(body: str, title: str) -> bytes:
    return word_file(WordParts(body, title, links={"rIdImage": IMAGE}, media={"media/image1.png": png(40, 20)}))


def pictures() -> bytes:
    """Pictures in the line and beside it, cropped, decorative, in a table, between words, in VML."""
    old = (
        '<w:r><w:pict><v:shape id="_x0000_i1026" type="#_x0000_t75" alt="An old picture"'
        ' style="width:60pt;height:30pt">'
        '<v:imagedata r:id="rIdImage" o:title="old"/></v:shape></w:pict></w:r>'
    )
    body = (
        heading(1, "Pictures")
        + para(picture("rIdImage", "A chart of offences", 200, 100))
        + para("Before ", picture("rIdImage", "A small sign", 12, 6, ident=2), " and after.")
        + para(
            picture("rIdImage", "Beside the text", 100, 50, anchored=True, ident=3), "The paragraph beside a picture."
        )
        + para(picture("rIdImage", "", 300, 4, more=_DECORATIVE, ident=5))
        + para(old)
        + table(
            row("Sign", "Meaning", properties=HEADER_ROW),
            row(f"<w:tc><w:tcPr/>{para(picture('rIdImage', 'A tick', 10, 10, ident=6))}</w:tc>", "Done"),
            columns=2,
        )
        + para("End")
    )
    return _with_image(body, "Pictures")


def pictures_cropped() -> bytes:
    """A picture cut to its middle, whose sides a reader of the publication must not get; turned and linked ones."""
    click = f'<a:hlinkClick xmlns:a="{NAMESPACES["a"]}" r:id="rIdSite"/>'
    body = (
        heading(1, "A cropped picture")
        + para("Cropped: ", picture("rIdImage", "Cropped", 50, 50, crop='l="25000" r="25000"'))
        + para("Not cropped: ", picture("rIdImage", "Whole", 50, 50, crop='l="0"', ident=2))
        + para("Turned: ", picture("rIdImage", "On end", 50, 50, ident=3).replace("<a:xfrm>", '<a:xfrm rot="5400000">'))
        + para("Linked: ", picture("rIdImage", "Our site", 30, 30, ident=4, more=click))
    )
    links = {"rIdImage": IMAGE, "rIdSite": Link("hyperlink", "https://example.org/")}
    return word_file(WordParts(body, "A cropped picture", links=links, media={"media/image1.png": png(40, 20)}))


def pictures_without_words() -> bytes:
    """A picture without alternative text, one whose file is missing, one that is kept outside the Word file."""
    outside = picture("rIdOutside", "Kept elsewhere", 40, 20, ident=2).replace("r:embed=", "r:link=")
    body = (
        heading(1, "Pictures")
        + para(picture("rIdImage", "", 40, 20))
        + para("Outside: ", outside)
        + para("Missing: ", picture("rIdMissing", "Not in the file", 40, 20, ident=3))
    )
    links = {
        "rIdImage": IMAGE,
        "rIdOutside": Link("image", "https://example.org/picture.png"),
        "rIdMissing": Link("image", "media/none.png", inside=True),
    }
    return word_file(WordParts(body, "Pictures", links=links, media={"media/image1.png": png(40, 20)}))


def shape(*blocks: str) -> str:
    """A `wps:wsp` with words."""
    return (
        f'<wps:wsp xmlns:wps="{SHAPE}"><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent>{"".join(blocks)}'
        "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )


def old_box(*blocks: str) -> str:
    """The same in VML."""
    return (
        '<w:pict><v:shape id="_x0000_s1026" type="#_x0000_t202" style="position:absolute;width:200pt;height:60pt">'
        f"<v:textbox><w:txbxContent>{''.join(blocks)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def box(*blocks: str, ident: int = 20) -> str:
    """A text box as Word writes it: DrawingML, and VML for older programs."""
    drawing = graphic_frame(SHAPE, shape(*blocks), ident=ident, anchored=True)
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old_box(*blocks)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def text_boxes() -> bytes:
    """Words in text boxes come once, after the paragraph that holds the box; boxes in groups and in tables too."""
    group = graphic_frame(
        _GROUP,
        f'<wpg:wgp xmlns:wpg="{_GROUP}"><wpg:cNvGrpSpPr/><wpg:grpSpPr/>{shape(para("First of a group"))}'
        f"{shape(para('Second of a group'))}</wpg:wgp>",
        ident=31,
        anchored=True,
    )
    body = (
        heading(1, "Text boxes")
        + para("Text before ", box(para("Key message"), para("Crime fell."), ident=21), "and after the box.")
        + para("A paragraph without one.")
        + para(f"<w:r>{group}</w:r>")
        + table(
            row("Topic", "Box", properties=HEADER_ROW),
            row("Costs", f"<w:tc><w:tcPr/>{para('In the cell', box(para('In a box in the cell'), ident=22))}</w:tc>"),
            columns=2,
        )
        + para("With a table", box(table(row("in", "a box", properties=HEADER_ROW), columns=2), para(), ident=23))
        + para("End")
    )
    return word_file(WordParts(body, "Text boxes"))


def old_boxes() -> bytes:
    """Text boxes that only VML describes, as Word 2003 wrote them, one inside a group."""
    pair = (
        '<w:r><w:pict><v:group id="g" style="width:200pt;height:60pt"><v:shape id="s1"><v:textbox><w:txbxContent>'
        f'{para("Left of a pair")}</w:txbxContent></v:textbox></v:shape><v:rect id="s2"><v:textbox><w:txbxContent>'
        f"{para('Right of a pair')}</w:txbxContent></v:textbox></v:rect></v:group></w:pict></w:r>"
    )
    body = (
        heading(1, "Old boxes")
        + para("Before", f"<w:r>{old_box(para('In an old box'))}</w:r>")
        + para("A pair", pair)
        + para("End")
    )
    return word_file(WordParts(body, "Old boxes"))


def frames() -> bytes:
    """Frames stand in the text where they are; a dropped capital belongs to its word."""
    framed = (
        '<w:framePr w:w="2000" w:hSpace="180" w:wrap="around" w:vAnchor="text"'
        ' w:hAnchor="margin" w:xAlign="right" w:y="1"/>'
    )
    dropped = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'
    body = (
        heading(1, "Frames")
        + para("Before the frame.")
        + para("In the frame,", properties=framed)
        + para("still in the frame.", properties=framed)
        + para("After the frame.")
        + para(run("T", '<w:position w:val="-10"/><w:sz w:val="96"/>'), properties=dropped)
        + para("he board met in May.")
    )
    return word_file(WordParts(body, "Frames"))


def alternate_pictures() -> bytes:
    """What only a later Word can show stands as the picture that Word keeps beside it."""
    ink = "http://schemas.microsoft.com/office/drawing/2016/ink"
    funnel = "http://schemas.microsoft.com/office/drawing/2014/chartex"
    model = "http://schemas.microsoft.com/office/drawing/2017/model3d"

    def alternate(prefix: str, uri: str, alt: str, ident: int) -> str:
        newer = graphic_frame(uri, f'<{prefix}:thing xmlns:{prefix}="{uri}"/>', alt=alt, ident=ident)
        older = picture("rIdImage", alt, 80, 40, ident=ident).removeprefix("<w:r>").removesuffix("</w:r>")
        return (
            f'<w:r><mc:AlternateContent><mc:Choice xmlns:{prefix}="{uri}" Requires="{prefix}">{newer}</mc:Choice>'
            f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    words = (
        '<mc:AlternateContent><mc:Choice xmlns:zz="http://example.org/zz" Requires="zz"><w:r>'
        "<w:t>newer words</w:t></w:r>"
        "</mc:Choice><mc:Fallback><w:r><w:t>older words</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    )
    body = (
        heading(1, "Later things")
        + para("A funnel: ", alternate("cx", funnel, "A funnel chart", 40))
        + para("Ink: ", alternate("aink", ink, "A signature", 41))
        + para("A model: ", alternate("am3d", model, "A model of a station", 42))
        + para("Words: ", words)
    )
    return _with_image(body, "Later things")


def rules() -> bytes:
    """A horizontal rule, which Word keeps as a drawing without words, and a line drawn as decorative."""
    rule = (
        '<w:r><w:pict><v:rect id="_x0000_i1025" style="width:0;height:1.5pt" o:hralign="center" o:hrstd="t" o:hr="t"'
        ' fillcolor="#a0a0a0" stroked="f"/></w:pict></w:r>'
    )
    body = heading(1, "Rules") + para("Above the rule.") + para(rule) + para("Below the rule.")
    return word_file(WordParts(body, "Rules"))


FILES = {
    "rules": rules,
    "pictures": pictures,
    "pictures-cropped": pictures_cropped,
    "pictures-without-words": pictures_without_words,
    "text-boxes": text_boxes,
    "old-boxes": old_boxes,
    "frames": frames,
    "alternate-pictures": alternate_pictures,
}
