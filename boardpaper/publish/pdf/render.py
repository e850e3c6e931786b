"""A Word document as an accessible PDF: laid out as Word would, tagged, and never missing a word."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from boardpaper.errors import InputError
from boardpaper.model.document import Document, Field, Paragraph, Section
from boardpaper.model.fields.code import FieldCode, parse_field_code
from boardpaper.model.finding import Finding
from boardpaper.model.paragraphs import paragraphs_of
from boardpaper.publish.pdf.blocks.flow import flow_blocks, note_strips
from boardpaper.publish.pdf.blocks.framing import has_floats
from boardpaper.publish.pdf.drawing.encoding import Encoder
from boardpaper.publish.pdf.drawing.paint import FOOTER, HEADER, Painted, paint_page
from boardpaper.publish.pdf.lines.anchors import note_anchor, style_anchor
from boardpaper.publish.pdf.lines.boxes import LineStrip, RowStrip, Strip
from boardpaper.publish.pdf.lines.page_numbers import PageNumber, PageNumbers, chapter_style, page_number
from boardpaper.publish.pdf.lines.setting import Repeats, Setting, Shapes
from boardpaper.publish.pdf.lines.style_references import Asked, by_page, longest_in, styles_asked
from boardpaper.publish.pdf.pages.columns import column_width, note_width
from boardpaper.publish.pdf.pages.furniture import (
    Furnishing,
    footer_of,
    furniture_heights,
    header_of,
    shapes_of,
    variants,
)
from boardpaper.publish.pdf.pages.overlaps import Furnished, crowded
from boardpaper.publish.pdf.pages.paginating import paginate, text_height, variant
from boardpaper.publish.pdf.pages.sheets import SEPARATOR_HEIGHT, FlowedSection, Page
from boardpaper.publish.pdf.pages.unseen import unseen_in_boxes
from boardpaper.publish.pdf.structure.elements import Container, Element
from boardpaper.publish.pdf.tagged.labels import PageLabel, goes_on, page_label
from boardpaper.publish.pdf.tagged.writer import Tagging, is_untouched, tag_pdf
from boardpaper.publish.pdf.text.fonts import load_face
from boardpaper.rules import files

__all__ = ["Rendering", "is_untouched", "render", "render_pdf"]

# Fields in the text may ask for pages, which are known only after layout; more rounds than this never settle.
_MOST_PASSES = 3
# How often floating shapes that hide something are placed anew; after that, all that are left stand in the text.
_MOST_TURNS = 8


class _Floating(Struct, frozen=True):
    """Whether there are floating shapes, and what became of those that could not stand where they should."""

    any: bool
    in_furniture: bool = False
    grounded: frozenset[int] = frozenset()
    insisted: frozenset[int] = frozenset()


class _Laid(Struct, frozen=True, eq=False):
    """One pass of layout. `holders` are the elements, one a section, for the links of its headers and footers."""

    pages: list[Page]
    root: Element
    setting: Setting
    numbers: PageNumbers
    holders: Sequence[Element]
    floating: _Floating


class Rendering(Struct, frozen=True):
    """A PDF, what was found while making it, and the pages of paragraphs and notes as `Finder` takes them."""

    pdf: bytes
    findings: tuple[Finding, ...]
    pages: Mapping[str, str]


def render_pdf(
    document: Document, *, claim_conformance: bool, draft: bool = False
) -> tuple[bytes, tuple[Finding, ...]]:
    """The PDF of `document` as `render` makes it, and what was found while making it."""
    rendering = render(document, claim_conformance=claim_conformance, draft=draft)
    return rendering.pdf, rendering.findings


def render(document: Document, *, claim_conformance: bool, draft: bool = False) -> Rendering:
    """The publication of `document`, and what was found while making it.

    The PDF is always tagged; it says that it conforms to PDF/UA-1 and PDF/A-2a only where `claim_conformance` asks
    for that and `draft` does not. A draft carries the mark DRAFT on every page. Equal documents give equal bytes.

    Raises:
        InputError: tables nest deeper than can be laid out.
    """
    if not document.sections:
        document = replace(document, sections=(Section(()),))
    try:
        return _render(document, claim_conformance and not draft, draft)
    except RecursionError as fault:
        raise InputError(files.DOCUMENT_TOO_DEEP.at()) from fault


def _render(document: Document, claim_conformance: bool, draft: bool) -> Rendering:
    """The PDF and all that is known of it; the document is laid out again until page numbers in the text are right."""
    laid = _settled(document, PageNumbers(), _Floating(_has_floats(document), _has_floats_in_furniture(document)))
    passes = 1
    while laid.setting.asked.in_text and passes < _MOST_PASSES:
        numbers = _numbers_in_body(laid, document)
        if numbers == laid.numbers:
            break
        laid = _settled(document, numbers, laid.floating)
        passes += 1
    if laid.floating.any or laid.floating.in_furniture:
        for finding in unseen_in_boxes(_furnished(document, laid)):
            laid.setting.notices.report(finding, once_for=finding.message)
    painted, content = _paint(document, laid, draft)
    for holder in laid.holders:
        if not holder.kids:
            laid.root.kids.remove(holder)
    printed = _printed(document, laid)
    tagging = Tagging(laid.root, painted, _labels(document, laid, printed), document.properties, laid.setting.language)
    pdf = tag_pdf(content, tagging, claim_conformance=claim_conformance)
    pages = {name.removeprefix(note_anchor("")): printed[place.page] for name, place in painted.destinations.items()}
    return Rendering(pdf, laid.setting.notices.all_findings(), pages)


def _has_floats(document: Document) -> bool:
    """Whether anything in the body floats, so that lines have to be set around it."""
    if not document.images:
        return any(block.frame is not None for section in document.sections for block in section.blocks)
    return any(has_floats(section.blocks) for section in document.sections)


def _has_floats_in_furniture(document: Document) -> bool:
    """Whether a header or footer holds frames."""
    shown = (furniture for section in document.sections for furniture in (section.headers, section.footers))
    variants = (blocks for one in shown for blocks in (one.default, one.first or (), one.even or ()))
    return any(block.frame is not None for blocks in variants for block in blocks)


def _settled(document: Document, numbers: PageNumbers, floating: _Floating) -> _Laid:
    """The layout in which no floating shape hides anything: text runs around those that would, or they stand in it."""
    laid = _lay_out(document, numbers, floating)
    if not floating.any and not floating.in_furniture:
        return laid
    for turn in range(_MOST_TURNS):
        found = crowded(_furnished(document, laid))
        stuck = found.stuck | (found.movable & floating.insisted)
        if not stuck and not found.movable:
            return laid
        if turn == _MOST_TURNS - 1:
            # What stands before the first of them is settled.
            stuck |= frozenset(range(max(min(stuck | found.movable), 1), laid.setting.shapes.count + 1))
        floating = replace(
            floating, grounded=floating.grounded | stuck, insisted=floating.insisted | (found.movable - stuck)
        )
        laid = _lay_out(document, numbers, floating)
    return laid


def _furnished(document: Document, laid: _Laid) -> Iterator[Furnished]:
    """The pages on which shapes may stand, each with its header and footer."""
    # What is read of these is told when the pages are painted.
    furnishing = Furnishing(document.sections, laid.setting, [Element("Div") for _ in document.sections])
    for page, numbers in zip(laid.pages, _numbers_of_pages(document, laid), strict=True):
        if page.floats or laid.floating.in_furniture:
            furniture = [*header_of(page, numbers, furnishing), *footer_of(page, numbers, furnishing)]
            yield Furnished(page, furniture, shapes_of(furniture, page))


def _numbers_of_pages(document: Document, laid: _Laid) -> list[PageNumbers]:
    """What the headers and footers of each page print of it."""
    in_section = Counter(page.section for page in laid.pages)
    return [
        PageNumbers(
            page_number(page.number, document.sections[page.section], styled),
            len(laid.pages),
            page.section + 1,
            in_section[page.section],
            of_style=styled,
        )
        for page, styled in zip(laid.pages, _styled(laid), strict=True)
    ]


def _lay_out(document: Document, numbers: PageNumbers, floating: _Floating) -> _Laid:
    """One pass over the document, `numbers` being what the pass before found out about pages."""
    styles = styles_asked(document) | _chapters(document)
    shapes = Shapes(floating.any, floating.grounded, floating.insisted)
    setting = Setting(document, numbers, Repeats(styles, longest=longest_in(document, styles)), shapes)
    root = Element("Document")
    container = Container(root)
    flowed: list[FlowedSection] = []
    holders: list[Element] = []
    for index in range(len(document.sections)):
        flowed.append(_flow_section(document.sections, index, container, setting))
        holders.append(root.add("Div"))
    flowed[-1] = replace(flowed[-1], strips=(*flowed[-1].strips, *_endnotes(flowed[-1].section, setting)))
    notes: dict[str, Sequence[Strip]] = {}

    def lay_out_note(key: str, width: float) -> Sequence[Strip]:
        if key not in notes:
            notes[key] = note_strips(key, width, setting)
        return notes[key]

    return _Laid(paginate(flowed, lay_out_note), root, setting, numbers, holders, floating)


def _chapters(document: Document) -> frozenset[str]:
    """The styles of the headings whose numbers stand before page numbers."""
    return frozenset(chapter_style(section) for section in document.sections if section.chapter_level)


def _flow_section(sections: Sequence[Section], index: int, container: Container, setting: Setting) -> FlowedSection:
    """A section as strips, with the room that its headers and footers take."""
    section = sections[index]
    above = sections[index - 1].blocks[-1:] if index and section.start == "continuous" else ()
    under = above[0].format.after if above and isinstance(above[0], Paragraph) else 0.0
    setting.measures.tallest = text_height(section.page)
    setting.measures.widest = section.page.width
    setting.measures.narrowest = note_width(section)
    setting.in_body = True
    setting.section = index
    shaped = setting.shapes.any or bool(section.column_widths)
    strips = flow_blocks(section.blocks, column_width(section), container, setting, under=under, shaped=shaped)
    setting.in_body = False
    return FlowedSection(
        section,
        tuple(strips),
        furniture_heights(section, section.headers, setting),
        furniture_heights(section, section.footers, setting),
        shaped,
    )


def _endnotes(section: Section, setting: Setting) -> list[Strip]:
    """Endnotes follow the last words of the document."""
    notes = setting.document.notes
    strips: list[Strip] = []
    for key in setting.note_elements:
        if notes[key].kind == "endnote":
            strips.extend(note_strips(key, note_width(section), setting))
    return [LineStrip(SEPARATOR_HEIGHT, keep=True, rule=True), *strips] if strips else []


def _numbers_in_body(laid: _Laid, document: Document) -> PageNumbers:
    """What the fields of the text should have shown, from where layout put things."""
    places: dict[str, PageNumber] = {}
    for page, styled in zip(laid.pages, _styled(laid), strict=True):
        label = page_number(page.number, document.sections[page.section], styled)
        for placed in page.body:
            for name in _anchors(placed.strip):
                places.setdefault(name, label)
    pages = Counter(page.section for page in laid.pages)
    return PageNumbers(total=len(laid.pages), of_bookmark=places, of_section=pages)


def _anchors(strip: Strip) -> Iterator[str]:
    """The names of the anchors in a strip, those in cells and shapes too."""
    if isinstance(strip, RowStrip):
        for cell in strip.cells:
            for inner in cell.strips:
                yield from _anchors(inner)
        return
    for shape in strip.floats:
        for inner in shape.strips:
            yield from _anchors(inner)
    if strip.line is not None:
        for anchor in strip.line.anchors:
            yield anchor.name


def _paint(document: Document, laid: _Laid, draft: bool) -> tuple[Painted, bytes]:
    """All pages as an untagged PDF, and what the tags have to know of it."""
    first = laid.pages[0].geometry
    rl_config.useA85 = 0
    # A canvas begins with a font in hand; one that is never embedded, such as Helvetica, has no place in PDF/A.
    font = load_face("Arimo-Regular").font
    registerFont(font)
    canvas = Canvas(
        io.BytesIO(),
        (first.width, first.height),
        pageCompression=1,
        invariant=1,
        initialFontName=font.fontName,  # type: ignore[arg-type]
    )
    # ReportLab has no public way to a canvas's fonts; this is the one private name in use.
    encoder = Encoder(canvas._doc)  # type: ignore[attr-defined]
    painted = Painted()
    furnishing = Furnishing(document.sections, laid.setting, laid.holders)
    for index, (page, numbers) in enumerate(zip(laid.pages, _numbers_of_pages(document, laid), strict=True)):
        furniture = (
            (HEADER, header_of(page, numbers, furnishing)),
            (FOOTER, footer_of(page, numbers, furnishing)),
        )
        paint_page(canvas, page, index, furniture, laid.setting, encoder, painted, draft=draft)
    return painted, canvas.getpdfdata()  # type: ignore[no-untyped-call]


def _styled(laid: _Laid) -> list[dict[Asked, Paragraph]]:
    """What the headers and footers of each page repeat."""
    setting = laid.setting
    known = {style_anchor(count): paragraph for count, paragraph in enumerate(setting.repeats.met)}
    found = [
        [known[name] for placed in page.body for name in _anchors(placed.strip) if name in known] if known else []
        for page in laid.pages
    ]
    return by_page(found, setting.repeats.styles)


def _printed(document: Document, laid: _Laid) -> list[str]:
    """The number of each page as it prints it."""
    return [
        numbers.page.shown(_code_of_page(page, document.sections[page.section]))
        for page, numbers in zip(laid.pages, _numbers_of_pages(document, laid), strict=True)
    ]


def _labels(document: Document, laid: _Laid, printed: Sequence[str]) -> list[PageLabel]:
    """A new range of page labels wherever numbers jump or change their format; labels are what the pages print."""
    labels: list[PageLabel] = []
    before: PageLabel | None = None
    for index, numbers in enumerate(_numbers_of_pages(document, laid)):
        number = numbers.page
        label = page_label(index, number.value, number.chapter, printed[index], number.numbering)
        if before is None or not goes_on(label, before):
            labels.append(label)
        before = label
    return labels


def _code_of_page(page: Page, section: Section) -> FieldCode:
    """The first field in the page's header or footer that prints its number; an empty code where there is none."""
    for furniture in (section.headers, section.footers):
        which = variant(section, furniture, page.number, first=page.first)
        for paragraph in paragraphs_of(variants(furniture)[which]):
            for inline in paragraph.inlines:
                if isinstance(inline, Field) and inline.name == "PAGE":
                    return parse_field_code(inline.instruction)
    return FieldCode()
