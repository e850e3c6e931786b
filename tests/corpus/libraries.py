"""Word files as other programs write them: by python-docx with its own template, and by docx-plus on top of it."""

import io
import re
from datetime import UTC, datetime
from zipfile import ZipFile

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.table import Table
from docx_plus.bookmarks import add_bookmark, add_cross_reference
from docx_plus.comments import add_comment
from docx_plus.controls import FormBuilder, set_control_value
from docx_plus.fields import add_page_number_field
from docx_plus.notes import add_endnote, add_footnote
from docx_plus.numbering import LevelDefinition, apply_list, define_list_definition, restart_list
from docx_plus.revisions import mark_deletion, mark_insertion
from docx_plus.tables import Shading, merge_cells, set_cell_shading

from boardpaper.ooxml.package import write_package
from tests.corpus.raw import png

_DRAWN = re.compile(rb'((?:w:id="|<w:id w:val="|paraId="|durableId="))([0-9A-F]{4,})(?=")')
_DATED = re.compile(rb'w:date="[^"]*"')
_WHEN = datetime(2022, 5, 3, 10, tzinfo=UTC)


def _begin(title: str) -> DocxDocument:
    document = Document()
    document.core_properties.title = title
    document.core_properties.language = "en-GB"
    return document


def _saved(document: DocxDocument) -> bytes:
    """Saved without the time of saving, and without the numbers that docx-plus draws by lot."""
    buffer = io.BytesIO()
    document.save(buffer)
    drawn: dict[bytes, bytes] = {}

    def settled(match: re.Match[bytes]) -> bytes:
        number = drawn.setdefault(match[2], b"%08d" % (20_000_000 + len(drawn)))
        return match[1] + number

    with ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in sorted(archive.namelist())}
    dated = {name: _DATED.sub(b'w:date="2022-05-03T10:00:00Z"', part) for name, part in parts.items()}
    return write_package({name: _DRAWN.sub(settled, part) for name, part in dated.items()})


def _header_row(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # type: ignore[arg-type]


def python_docx_report() -> bytes:
    """Headings, lists, a merged table, a picture, a break, sections, a header: python-docx's own styles."""
    document = _begin("Quarterly report")
    document.add_heading("Quarterly report", 0)
    document.add_heading("Summary", 1)
    words = document.add_paragraph("Offences ")
    words.add_run("fell").bold = True
    words.add_run(" by 2%.").italic = True
    for style, texts in (("List Number", ("Note", "Agree", "Refer")), ("List Bullet", ("North", "South"))):
        for text in texts:
            document.add_paragraph(text, style=style)
    document.add_paragraph("A point below", style="List Bullet 2")
    document.add_heading("Figures", 2)
    table = document.add_table(rows=3, cols=3, style="Light Grid Accent 1")
    for row, texts in zip(
        table.rows, (("Area", "Number", ""), ("North", "53", "up"), ("South", "40", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            if text:
                cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    _header_row(table)
    document.add_picture(io.BytesIO(png(40, 20)), width=Pt(80))
    document.paragraphs[-1]._p.xpath(".//wp:docPr")[0].set("descr", "A bar of colour")
    document.add_paragraph("Before the break").add_run().add_break(WD_BREAK.PAGE)
    document.sections[0].header.paragraphs[0].text = "Left\tCentre\tRight"
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = wide.page_height, wide.page_width
    document.add_heading("Appendix", 1)
    document.add_paragraph("A quotation", style="Intense Quote")
    document.add_paragraph("a line\nand a\ttab")
    return _saved(document)


def docx_plus_form() -> bytes:
    """Controls filled in and not, a page field, notes at foot and end."""
    document = _begin("A form")
    document.add_heading("A form", 1)
    form = FormBuilder(document)
    form.add_text_control(document.add_paragraph("Board: "), tag="board")
    form.add_dropdown(document.add_paragraph("For: "), tag="purpose", items=["Decision", "Information"])
    form.add_checkbox(document.add_paragraph("Public: "), tag="public", checked=True)
    form.add_text_control(document.add_paragraph("Owner: "), tag="owner", placeholder="Name the owner")
    set_control_value(document, "board", "Police and Crime Board")
    set_control_value(document, "purpose", "Decision")
    noted = document.add_paragraph("Noted")
    add_footnote(noted, "From the bulletin.")
    add_endnote(noted, "From the archive.")
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("Page ")
    add_page_number_field(footer)
    return _saved(document)


def docx_plus_lists() -> bytes:
    """A multilevel list of its own, begun again; a bookmark and a page reference; merged and shaded cells."""
    document = _begin("Lists")
    levels = (
        LevelDefinition(fmt="decimal", text="%1.", indent=720, hanging=360),
        LevelDefinition(fmt="lowerLetter", text="(%2)", indent=1440, hanging=720),
        LevelDefinition(fmt="lowerRoman", text="(%3)", indent=2160, hanging=720),
    )
    first = define_list_definition(document, levels=levels)
    crime = document.add_heading("Crime", 1)
    add_bookmark(crime, "crime")
    for depth, text in (
        (0, "The force"),
        (1, "homicide"),
        (2, "by knife"),
        (2, "by gun"),
        (1, "robbery"),
        (0, "The board"),
    ):
        apply_list(document.add_paragraph(text), first, level=depth)
    again = document.add_paragraph("Begun again")
    second = restart_list(again, first)
    apply_list(document.add_paragraph("and on"), second)
    reference = document.add_paragraph("Crime is on page ")
    add_cross_reference(reference, bookmark="crime", kind="page")
    reference.add_run(".")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("All areas", "", "North", "Red"), strict=True
    ):
        if text:
            cell.text = text
    merge_cells(table.cell(0, 0), table.cell(0, 1))
    set_cell_shading(table.cell(1, 1), Shading(fill="C00000"))
    _header_row(table)
    return _saved(document)


def docx_plus_review() -> bytes:
    """Words inserted, words struck out, a comment."""
    document = _begin("Reviewed")
    document.add_heading("Reviewed", 1)
    words = document.add_paragraph("Offences ")
    struck, written = words.add_run("rose"), words.add_run("fell")
    words.add_run(" in May.")
    mark_deletion(struck, author="A Reader", date=_WHEN)
    mark_insertion(written, author="A Reader", date=_WHEN)
    noted = document.add_paragraph()
    add_comment(noted.add_run("Is this so?"), "Ask the force.", author="A Reader")
    return _saved(document)


FILES = {
    "python-docx-report": python_docx_report,
    "docx-plus-form": docx_plus_form,
    "docx-plus-lists": docx_plus_lists,
    "docx-plus-review": docx_plus_review,
}
