"""Documents built in Python, for the tests of this room."""

import io

from PIL import Image

from boardpaper.model.document import (
    Block,
    Border,
    Borders,
    Cell,
    Document,
    Drawing,
    Field,
    Furniture,
    ImagePart,
    Inline,
    Justification,
    Link,
    ListLabel,
    Note,
    NoteMark,
    PageGeometry,
    Paragraph,
    ParagraphFormat,
    Properties,
    Row,
    Run,
    RunFormat,
    Section,
    Tab,
    Table,
    TabStop,
)

BODY = RunFormat("Arial", 11.0)
BOLD = RunFormat("Arial", 11.0, bold=True)
SMALL = RunFormat("Arial", 9.0)
LINKED = RunFormat("Arial", 11.0, colour="0563C1", underline="single")
HEADING = RunFormat("Arial", 14.0, bold=True)
LINE = Border("single", 0.5)
GRID = Borders(LINE, LINE, LINE, LINE)


def words(count: int, start: int = 0) -> str:
    """`count` words, each different, of uneven length."""
    return " ".join(f"word{number}{'x' * (number % 7)}" for number in range(start, start + count))


def run(text: str, look: RunFormat = BODY, address: str = "") -> Run:
    return Run(text, look, Link(address) if address else None)


def paragraph(*inlines: Inline | str, **rules: object) -> Paragraph:
    made = tuple(run(inline) if isinstance(inline, str) else inline for inline in inlines)
    return Paragraph(made, ParagraphFormat(**{"after": 6.0, **rules}), BODY, "Normal")  # type: ignore[arg-type]


def heading(text: str, level: int = 1) -> Paragraph:
    rules = ParagraphFormat(before=12.0, after=6.0, keep_next=True)
    return Paragraph((run(text, HEADING),), rules, HEADING, f"Heading {level}", outline_level=level)


def numbered(number: int, *inlines: Inline | str) -> Paragraph:
    made = tuple(run(inline) if isinstance(inline, str) else inline for inline in inlines)
    rules = ParagraphFormat(left=36.0, first_line=-36.0, after=8.0)
    label = ListLabel(f"{number}.", 0, "decimal", BODY, "paragraphs", value=number)
    return Paragraph(made, rules, BODY, "Numbered", label=label, number=number)


def bullet(text: str, level: int = 0) -> Paragraph:
    rules = ParagraphFormat(left=54.0 + 18 * level, first_line=-18.0, after=3.0)
    return Paragraph((run(text),), rules, BODY, "Bullet", label=ListLabel("•", level, "bullet", BODY, "bullets"))


def note(number: int, text: str) -> Note:
    return Note((Paragraph((run(text, SMALL),), ParagraphFormat(), SMALL, "FootnoteText"),), str(number))


def mark(number: int) -> NoteMark:
    return NoteMark(f"n{number}", BODY)


def cell(text: str, column: int, **more: object) -> Cell:
    look = more.pop("look", BODY)
    blocks: tuple[Block, ...] = (Paragraph((run(text, look),), ParagraphFormat(), BODY, "Cell"),)  # type: ignore[arg-type]
    return Cell(blocks, column, borders=GRID, **more)  # type: ignore[arg-type]


def table(rows: int, *, cant_split: bool = True) -> Table:
    head = Row(
        tuple(cell(text, at, look=BOLD, shading="D9E2F3") for at, text in enumerate(("Name", "Value", "Note"))), True
    )
    body = tuple(
        Row((cell(f"Row {row}", 0), cell(str(row * 7), 1), cell(words(6, row), 2)), cant_split=cant_split)
        for row in range(rows)
    )
    return Table((head, *body), (100.0, 80.0, 260.0), first_column=True, description="Names and values.")


def footer() -> Furniture:
    small = RunFormat("Arial", 9.0)
    line = Paragraph(
        (Run("Board paper", small), Tab(small), Run("Page ", small), Field("PAGE", "1", small), Run(" of ", small),
         Field("NUMPAGES", "1", small)),
        ParagraphFormat(tabs=(TabStop(451.0, "right"),)),
        small,
        "Footer",
    )  # fmt: skip
    return Furniture((line,))


def header() -> Furniture:
    return Furniture((paragraph("AGENDA ITEM 5", align=Justification.RIGHT, after=0.0),))


def document(
    *blocks: Block, notes: dict[str, Note] | None = None, images: dict[str, ImagePart] | None = None
) -> Document:
    return Document(
        (Section(blocks, PageGeometry(), header(), footer()),),
        notes or {},
        images or {},
        Properties("Performance report", "How the year went", "The Board Secretary", language="en-GB"),
    )


def sample() -> Document:
    """A paper with one of everything."""
    blocks: list[Block] = [heading("Performance report")]
    for number in range(1, 25):
        if number % 6 == 1:
            blocks.append(heading(f"Part {number // 6 + 1}", 2))
        inlines: list[Inline | str] = [words(40 + number * 3, number * 50)]
        if number % 5 == 0:
            inlines += [mark(number // 5), " and on. "]
        if number % 4 == 0:
            inlines += [
                "See ",
                run("the published statistics for the whole of England and Wales", LINKED, "https://example.org/stats"),
                ".",
            ]
        blocks.append(numbered(number, *inlines))
        if number % 7 == 0:
            blocks += [bullet("first point"), bullet("second point"), bullet("inner point", 1), bullet("third point")]
    blocks.append(table(40))
    notes = {f"n{number}": note(number, f"Note {number}: " + words(30, number * 1000)) for number in range(1, 5)}
    return document(*blocks, notes=notes)


def picture() -> dict[str, ImagePart]:
    """A small PNG under the key that `drawing` uses."""
    buffer = io.BytesIO()
    Image.new("RGB", (20, 10), (0, 80, 160)).save(buffer, "PNG")
    return {"media/image1.png": ImagePart("media/image1.png", "image/png", buffer.getvalue())}


def drawing(alt: str, *, width: float = 200.0, height: float = 100.0, decorative: bool = False) -> Drawing:
    return Drawing("media/image1.png", width, height, alt, decorative)
