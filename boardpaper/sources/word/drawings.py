"""Drawings in a line of text: pictures, the text of text boxes, and what cannot be carried over."""

from collections.abc import Iterator

from msgspec.structs import replace

from boardpaper.model.document import Border, Drawing, ImagePart, Link, Wrapping
from boardpaper.ooxml.measures import length
from boardpaper.ooxml.names import MC, PIC, WP, WPS, A, Element, R, W
from boardpaper.ooxml.units import EMU_PER_POINT
from boardpaper.rules import publication
from boardpaper.rules import word as rules
from boardpaper.sources.word.fields.codes import field_link, make_link
from boardpaper.sources.word.floating import old_colour, read_old_place, read_position, read_wrapping
from boardpaper.sources.word.look.values import whole
from boardpaper.sources.word.story.alternatives import chosen_alternative
from boardpaper.sources.word.story.reports import is_shown, report
from boardpaper.sources.word.story.state import Line, Story

V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
# A line across the page as Word draws it where its shape does not say, and at its thickest, in points.
_RULE, _THICKEST_RULE = 1.5, 12.0
_RULE_COLOUR = "A0A0A0"
_LEAST_CROP = 0.005

# The last step of graphicData's uri.
_GRAPHICS = {
    "chart": rules.CHART,
    "chartex": rules.CHART,
    "diagram": rules.SMART_ART,
    "ole": rules.EMBEDDED_OBJECT,
}

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x01\x00\x00\x00", "image/x-emf"),
    (b"\xd7\xcd\xc6\x9a", "image/x-wmf"),
)
_DRAWABLE = ("image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff")


def read_drawing(element: Element, story: Story, line: Line) -> None:
    """A `w:drawing`: its pictures go into the line, the text of its text boxes waits in `line.boxes`."""
    if not is_shown(story, line):
        return
    for holder in element:
        if holder.tag in (f"{WP}inline", f"{WP}anchor"):
            _read_holder(holder, story, line)


def read_picture(element: Element, story: Story, line: Line) -> None:
    """A `w:pict`, which is how Word drew before 2010 (VML)."""
    if not is_shown(story, line):
        return
    boxes = list(_boxes(element))
    line.boxes.extend(boxes)
    images = list(element.iter(f"{V}imagedata"))
    for image in images:
        _read_old_image(image, story, line)
    if _report_drawn_words(element, story, line) or images or boxes or not _shows_something(element):
        return
    rule = _rule(element)
    if rule is None:
        report(rules.WORD_UNSUPPORTED, story, line)
    line.rule = rule or line.rule


def _read_old_image(image: Element, story: Story, line: Line) -> None:
    """Puts a `v:imagedata` into the line, as large and in the place that the shape around it says."""
    shape = image.getparent()
    reference = image.get(f"{R}id") or image.get(f"{R}pict") or ""
    alt = "" if shape is None else shape.get("alt", "")
    width, height = _vml_size(shape)
    link = field_link(story) or line.link
    position, wrapping = (None if shape is None else read_old_place(shape)) or (None, Wrapping())
    crop = _vml_crop(image)
    drawing = Drawing("", width, height, alt, link=link, crop=crop, position=position, wrapping=wrapping)
    _add_image(story, line, reference, drawing)


def _rule(element: Element) -> Border | None:
    """The horizontal line that Word keeps as a shape and draws across the page; None where this is something else."""
    shapes = [child for child in element if child.tag != f"{V}shapetype"]
    if not shapes or any(shape.get(f"{O}hr") not in ("t", "true") for shape in shapes):
        return None
    _, height = _vml_size(shapes[0])
    return Border("single", min(height, _THICKEST_RULE) or _RULE, old_colour(shapes[0], "fillcolor") or _RULE_COLOUR)


def _report_drawn_words(element: Element, story: Story, line: Line) -> bool:
    """Reports a watermark or word art, whose words stand in an attribute; whether there was any."""
    words = [text for path in element.iter(f"{V}textpath") if (text := path.get("string", "").strip())]
    for text in words:
        story.reading.drawn_words.append(text)
        report(rules.WATERMARK, story, line, words=text)
    return bool(words)


def read_object(element: Element, story: Story, line: Line) -> None:
    """A `w:object`: an embedded or linked document, or an ActiveX control."""
    if not is_shown(story, line):
        return
    embedded = element.find(f"{O}OLEObject")
    program = "" if embedded is None else embedded.get("ProgID", "")
    if embedded is None and element.find(f".//{W}control") is not None:
        report(rules.FORM_CONTROL, story, line)
    elif program:
        report(rules.EMBEDDED_PROGRAM, story, line, program=program)
    else:
        report(rules.EMBEDDED_OBJECT, story, line)


def _read_holder(holder: Element, story: Story, line: Line) -> None:
    """A `wp:inline` or `wp:anchor`: its pictures and text boxes, or what it is that cannot be carried over."""
    data = holder.find(f"{A}graphic/{A}graphicData")
    if data is None:
        return
    kind = data.get("uri", "").rpartition("/")[2]
    if kind in _GRAPHICS:
        report(_GRAPHICS[kind], story, line)
        return
    described = holder.find(f"{WP}docPr")
    if described is not None and described.get("hidden") in ("1", "true"):
        story.reading.tally(publication.HIDDEN_TEXT.name).add(story, line)
        return
    boxes = list(_boxes(data))
    line.boxes.extend(boxes)
    pictures = [picture for picture in _current(data) if picture.tag == f"{PIC}pic"]
    extent = _extent(holder.find(f"{WP}extent"))
    # A group's pictures would have to keep their places in it; they stand in the line one after another.
    anchor = holder if holder.tag == f"{WP}anchor" and len(pictures) == 1 else None
    for picture in pictures:
        size = extent if len(pictures) == 1 else _own_size(picture)
        _read_pic(picture, size, described, anchor, story, line)
    if _has_shapes(data, bool(pictures or boxes)) and not _is_decorative(described):
        report(rules.WORD_UNSUPPORTED, story, line)


def _current(element: Element) -> Iterator[Element]:
    """The descendants of `element` in order, of an alternative only the branch to read; text boxes stay closed."""
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            branch = chosen_alternative(child)
            if branch is not None:
                yield from _current(branch)
        elif isinstance(child.tag, str):
            yield child
            if child.tag != f"{W}txbxContent":
                yield from _current(child)


def _has_shapes(data: Element, has_content: bool) -> bool:
    """Whether something is drawn besides pictures and text boxes: an arrow, a ring around a figure."""
    if not has_content:
        return True
    shapes = (shape for shape in _current(data) if shape.tag == f"{WPS}wsp")
    return any(shape.find(f"{WPS}txbx") is None for shape in shapes)


def _boxes(element: Element) -> Iterator[Element]:
    """The `w:txbxContent` of the branch that Word would show."""
    return (inner for inner in _current(element) if inner.tag == f"{W}txbxContent")


def _read_pic(
    picture: Element,
    size: tuple[float, float],
    described: Element | None,
    anchor: Element | None,
    story: Story,
    line: Line,
) -> None:
    """A `pic:pic` of that size in points; `described` holds its alternative text, `anchor` its place if it floats."""
    blip = picture.find(f"{PIC}blipFill/{A}blip")
    alt = _alternative_text(described) or _alternative_text(picture.find(f"{PIC}nvPicPr/{PIC}cNvPr"))
    crop = _crop(picture.find(f"{PIC}blipFill/{A}srcRect"))
    transform = picture.find(f".//{A}xfrm")
    drawing = Drawing(
        "",
        *size,
        alt,
        _is_decorative(described),
        _link(described, story) or field_link(story) or line.link,
        crop,
        0.0 if transform is None else (whole(transform.get("rot")) or 0) / 60000 % 360,
        _is_set(transform, "flipH"),
        _is_set(transform, "flipV"),
        None if anchor is None else read_position(anchor),
        Wrapping() if anchor is None else read_wrapping(anchor),
    )
    reference = "" if blip is None else blip.get(f"{R}embed", "")
    _add_image(story, line, reference, drawing)


def _add_image(story: Story, line: Line, reference: str, drawing: Drawing) -> None:
    """Puts a picture into the line, or tells that the file does not hold it or it cannot be drawn."""
    part = _image_part(story, reference)
    if part is None:
        report(rules.PICTURE_NOT_IN_FILE, story, line)
    elif part.media_type not in _DRAWABLE:
        report(rules.PICTURE_FORMAT, story, line, format=part.media_type or "of an unknown kind")
    else:
        story.reading.images.setdefault(part.name, part)
        line.out.append(replace(drawing, image=part.name))


def _image_part(story: Story, reference: str) -> ImagePart | None:
    """The picture that a relationship leads to, read once; None where it is outside the file or missing."""
    relationship = story.reading.word.relationships(story.part).get(reference)
    if relationship is None or relationship.external:
        return None
    known = story.reading.images.get(relationship.target)
    if known is not None:
        return known
    content = story.reading.word.content(relationship.target)
    return None if content is None else ImagePart(relationship.target, _media_type(content), content)


def _media_type(content: bytes) -> str:
    """The kind of picture by its first bytes, since names lie."""
    for start, media_type in _SIGNATURES:
        if content.startswith(start):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "image/svg+xml" if b"<svg" in content[:2048] else ""


def _alternative_text(described: Element | None) -> str:
    return "" if described is None else described.get("descr") or described.get("title") or ""


def _is_decorative(described: Element | None) -> bool:
    """Whether the author has marked a drawing as one that says nothing."""
    if described is None:
        return False
    return any(mark.get("val") in ("1", "true") for mark in described.iter(_DECORATIVE))


def _crop(rectangle: Element | None) -> tuple[float, float, float, float]:
    """What is hidden of a picture at each side, as shares of the whole; half a percent is what rounding leaves.

    An edge that lies outside the picture (20.1.8.55, a negative share) leaves it whole there.
    """
    shares = [0.0 if rectangle is None else _share(rectangle.get(edge) or "0", 100_000) for edge in "ltrb"]
    return _sound_crop(shares)


def _vml_crop(image: Element) -> tuple[float, float, float, float]:
    """The same for VML, which counts in 65,536ths of the picture (`f`) or in plain shares."""
    return _sound_crop([_share(image.get(f"crop{edge}") or "0", 65_536) for edge in ("left", "top", "right", "bottom")])


def _share(written: str, whole_is: int) -> float:
    """A crop as a share of the picture: per cent, 65536ths (`f`), a fraction, or parts of `whole_is`."""
    if written.endswith("%"):
        return (whole(written[:-1]) or 0) / 100
    if written.endswith("f"):
        return (whole(written[:-1]) or 0) / whole_is
    try:
        number = float(written)
    except ValueError:
        return 0.0
    return number if "." in written and abs(number) < 1 else number / whole_is


def _sound_crop(shares: list[float]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom; nothing where no picture would be left."""
    left, top, right, bottom = (share if _LEAST_CROP < share < 1 else 0.0 for share in shares)
    if left + right >= 1 or top + bottom >= 1:
        return 0.0, 0.0, 0.0, 0.0
    return left, top, right, bottom


def _is_set(transform: Element | None, name: str) -> bool:
    return transform is not None and transform.get(name) in ("1", "true")


def _link(described: Element | None, story: Story) -> Link | None:
    """Where a click on the picture leads (20.4.2.5 with 20.1.2.2.23)."""
    click = None if described is None else described.find(f"{A}hlinkClick")
    if click is None:
        return None
    relationship = story.reading.word.relationships(story.part).get(click.get(f"{R}id", ""))
    if relationship is None or not relationship.external:
        return None
    address = relationship.target
    return make_link("", address[1:]) if address.startswith("#") else make_link(address, "")


def _extent(element: Element | None) -> tuple[float, float]:
    """Width and height in points."""
    if element is None:
        return 0.0, 0.0
    return length(element.get("cx"), EMU_PER_POINT) or 0.0, length(element.get("cy"), EMU_PER_POINT) or 0.0


def _own_size(picture: Element) -> tuple[float, float]:
    """The size of a picture in a group, in points."""
    return _extent(picture.find(f".//{A}xfrm/{A}ext"))


def _vml_size(shape: Element | None) -> tuple[float, float]:
    """Width and height of a VML shape in points, from its style."""
    style = "" if shape is None else shape.get("style", "")
    pairs = dict(pair.split(":", 1) for pair in style.split(";") if ":" in pair)
    named = {name.strip(): value.strip() for name, value in pairs.items()}
    return length(named.get("width"), 1) or 0.0, length(named.get("height"), 1) or 0.0


def _shows_something(element: Element) -> bool:
    """Whether a VML picture draws anything; definitions of shapes alone do not."""
    names = ("shape", "rect", "oval", "line", "polyline", "roundrect", "arc", "curve", "image", "group")
    return any(element.find(f".//{V}{name}") is not None for name in names)
