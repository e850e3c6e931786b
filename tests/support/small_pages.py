"""Documents on pages so small that a few words fill them, for texts of pages that people read (tests/publish/pdf)."""

import io

from PIL import Image

from boardpaper.model.document import (
    Block,
    Cell,
    Document,
    ImagePart,
    Note,
    PageGeometry,
    Paragraph,
    ParagraphFormat,
    Properties,
    Row,
    RunFormat,
    Section,
    Table,
)
from boardpaper.publish.pdf.render import render_pdf
from tests.support.built_documents import GRID, paragraph, run
from tests.support.drawn_pages import portrait
from tests.support.told import told

TEN = RunFormat("Arial", 10.0)
PAGE = PageGeometry(width=240.0, height=150.0, top=20.0, right=20.0, bottom=20.0, left=20.0, header=5.0, footer=5.0)
WIDE = PageGeometry(width=420.0, height=300.0, top=20.0, right=20.0, bottom=20.0, left=20.0, header=5.0, footer=5.0)


def shown(made: Document, *, draft: bool = False) -> str:
    """What is found and what the pages hold."""
    pdf, findings = render_pdf(made, claim_conformance=True, draft=draft)
    return told(findings) + portrait(pdf)


def small(*blocks: Block, page: PageGeometry = PAGE, **rules: object) -> Section:
    return Section(blocks, page, **rules)  # type: ignore[arg-type]


def book(
    *sections: Section,
    notes: dict[str, Note] | None = None,
    images: dict[str, ImagePart] | None = None,
    default_tab: float = 36.0,
) -> Document:
    told_of_itself = Properties("Small pages", language="en-GB")
    return Document(sections, notes or {}, images or {}, told_of_itself, default_tab)


def lines(count: int, name: str = "Line", **rules: object) -> Paragraph:
    """A paragraph of so many lines on a small page, each 11.5 points tall."""
    words = [f"{name} {number} of {count} fills this whole line" for number in range(1, count + 1)]
    return paragraph(run(" ".join(each.replace(" ", "\u00a0") for each in words), TEN), **{"after": 0.0, **rules})


def stack(count: int, name: str = "Row") -> list[Paragraph]:
    """So many paragraphs of one line."""
    return [paragraph(run(f"{name} {number}", TEN), after=0.0) for number in range(1, count + 1)]


def box(*texts: str | Block, column: int = 0, **more: object) -> Cell:
    made = [each if not isinstance(each, str) else text(each) for each in texts]
    return Cell(tuple(made), column, **{"borders": GRID, **more})  # type: ignore[arg-type]


def text(words: str, look: RunFormat = TEN, **rules: object) -> Paragraph:
    return Paragraph((run(words, look),), ParagraphFormat(**rules), look, "Cell")  # type: ignore[arg-type]


def grid(*rows: Row, columns: tuple[float, ...] = (60.0, 60.0, 80.0), **more: object) -> Table:
    return Table(rows, columns, **more)  # type: ignore[arg-type]


def png(width: int, height: int, name: str = "media/image1.png", *, mode: str = "RGB") -> dict[str, ImagePart]:
    """A PNG with a different colour at each corner."""
    image = Image.new(mode, (width, height))
    if mode == "RGB":
        for corner, colour in enumerate(((200, 0, 0), (0, 200, 0), (0, 0, 200), (90, 90, 0))):
            image.putpixel((corner % 2 * (width - 1), corner // 2 * (height - 1)), colour)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return {name: ImagePart(name, "image/png", buffer.getvalue())}
