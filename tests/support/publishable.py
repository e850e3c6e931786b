"""Word files as an office might publish them, for tests to publish or to spoil."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.word_files import make_word, paragraph, run

Make = Callable[[Path], object]
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Performance report</dc:title>'
    "<dc:creator>Jane Doe</dc:creator><cp:lastModifiedBy>Jane Doe</cp:lastModifiedBy>{}</cp:coreProperties>"
)
ENGLISH = CORE.format("<dc:language>en-GB</dc:language>").encode()
FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
ARIAL = f"<w:docDefaults><w:rPrDefault><w:rPr>{FONT}</w:rPr></w:rPrDefault></w:docDefaults>"
HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/><w:pPr><w:outlineLvl '
    f'w:val="{level - 1}"/></w:pPr></w:style>'
    for level in (1, 2, 3)
)
FIRST = paragraph(run("How the year went."))


def heading(level: int, text: str) -> str:
    return paragraph(run(text), properties=f'<w:pStyle w:val="H{level}"/>')


def word(body: str, **rest: Any) -> Make:
    """A Word file with this body."""
    made = {"core": ENGLISH, "styles": ARIAL + HEADINGS, **rest}
    return lambda path: make_word(path, body, **made)


def picture(attributes: str = "", reference: str = "picture1", how: str = "embed") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="457200"/><wp:docPr id="1" name="P" {attributes}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:blipFill><a:blip r:{how}="{reference}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def table(*rows: tuple[str, ...], header: bool = False, first_column: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>"
    columns = '<w:gridCol w:w="3000"/>' * len(rows[0])
    filled = "".join(
        f"<w:tr>{mark if header and not index else ''}"
        + "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row)
        + "</w:tr>"
        for index, row in enumerate(rows)
    )
    look = f'<w:tblPr><w:tblLook w:firstColumn="{int(first_column)}"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{filled}</w:tbl>{paragraph()}"
