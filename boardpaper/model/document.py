"""A Word document as read: sections, blocks with resolved properties, fields, notes, drawings.

Every length is in points, every colour six hex digits in upper case. Names follow ECMA-376 part 1.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct, field


class Vertical(StrEnum):
    """Vertical alignment of a run (17.3.2.42 vertAlign)."""

    BASELINE = "baseline"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


class Justification(StrEnum):
    """Paragraph alignment (17.3.1.13 jc), with start and end resolved for left-to-right text."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


class LineRule(StrEnum):
    """How `ParagraphFormat.line` is meant (17.3.1.33 spacing): a multiple of the font's line, or points."""

    AUTO = "auto"
    EXACT = "exact"
    AT_LEAST = "atLeast"


# How far two colours may differ in red, green and blue and look the same, and how dark two may be of which one is
# printed on the other in vain, as relative luminance and contrast (WCAG 2.2).
_SAME = 32
_DARK, _LEGIBLE = 0.1, 2.0


def look_alike(first: str, second: str) -> bool:
    """Whether words in one of two colours, in hex digits, cannot be read on the other."""
    if max(abs(one - other) for one, other in zip(_parts(first), _parts(second), strict=True)) <= _SAME:
        return True
    darker, lighter = sorted((luminance(first), luminance(second)))
    return lighter <= _DARK and (lighter + 0.05) / (darker + 0.05) < _LEGIBLE


def luminance(colour: str) -> float:
    """The relative luminance of a colour in hex digits, from 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue; black for what is no colour."""
    try:
        return int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)
    except ValueError:
        return 0, 0, 0


class RunFormat(Struct, frozen=True):
    """Run properties after the whole cascade. `rise` lifts the text above its line, or lowers it (17.3.2.24)."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: str = ""
    strike: bool = False
    colour: str = "000000"
    highlight: str = ""
    vertical: Vertical = Vertical.BASELINE
    caps: bool = False
    small_caps: bool = False
    hidden: bool = False
    spacing: float = 0.0
    language: str = ""
    rise: float = 0.0


class TabStop(Struct, frozen=True):
    """A tab stop; `position` is measured from the left text margin."""

    position: float
    align: str = "left"
    leader: str = ""


class Border(Struct, frozen=True):
    """One edge. `width` in points; `space` is the gap to the text."""

    style: str = "single"
    width: float = 0.5
    colour: str = "000000"
    space: float = 0.0


class Borders(Struct, frozen=True):
    """The edges of a paragraph, cell or table; None is no line. `between` and the inside edges where they apply."""

    top: Border | None = None
    left: Border | None = None
    bottom: Border | None = None
    right: Border | None = None
    between: Border | None = None
    inside_h: Border | None = None
    inside_v: Border | None = None


class ParagraphFormat(Struct, frozen=True):
    """Paragraph properties after the whole cascade. A negative `first_line` hangs.

    Left and right are the sides of the page, also where the paragraph runs `right_to_left`.
    """

    align: Justification = Justification.LEFT
    left: float = 0.0
    right: float = 0.0
    first_line: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    line_rule: LineRule = LineRule.AUTO
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    widow_control: bool = True
    contextual_spacing: bool = False
    tabs: tuple[TabStop, ...] = ()
    borders: Borders = Borders()
    shading: str = ""
    right_to_left: bool = False


class Link(Struct, frozen=True):
    """Where a run leads: an address outside, or the name of a bookmark inside."""

    address: str = ""
    bookmark: str = ""


class Run(Struct, frozen=True):
    """Words in one format. `control` is the tag of the content control around them."""

    text: str
    format: RunFormat
    link: Link | None = None
    control: str = ""


class Tab(Struct, frozen=True):
    """A tab character."""

    format: RunFormat


class BreakKind(StrEnum):
    """What a break ends (17.3.3.1 br)."""

    LINE = "line"
    PAGE = "page"
    COLUMN = "column"


class Break(Struct, frozen=True):
    """A break inside a paragraph."""

    kind: BreakKind
    format: RunFormat


class Field(Struct, frozen=True):
    """A field that the publication works out anew (PAGE, NUMPAGES, ...); `result` is what Word last showed.

    `shown` is that result in its own formats, where the reader may still have to leave it as it is.
    """

    instruction: str
    result: str
    format: RunFormat
    link: Link | None = None
    shown: tuple["Inline", ...] = ()

    @property
    def name(self) -> str:
        """The field's name in upper case."""
        return "".join(self.instruction.split()[:1]).upper()


class NoteMark(Struct, frozen=True):
    """The place of a footnote's or endnote's number. `note` is a key of `Document.notes`."""

    note: str
    format: RunFormat


class Bookmark(Struct, frozen=True):
    """The start of a bookmark: a place that links lead to."""

    name: str


class Position(Struct, frozen=True):
    """Where a floating shape stands (20.4.2.10 and 20.4.2.11).

    `across` and `down` are what it counts from (`page`, `margin`, `column`, `paragraph` ...); an alignment there
    (`left`, `center`, `bottom` ...) goes before the offsets `x` and `y`.
    """

    across: str = "column"
    x: float = 0.0
    align_x: str = ""
    down: str = "paragraph"
    y: float = 0.0
    align_y: str = ""


class WrapKind(StrEnum):
    """What text does where a floating shape stands: runs over it, beside it, or only above and below it (20.4.2.15)."""

    NONE = "none"
    SQUARE = "square"
    TOP_AND_BOTTOM = "topAndBottom"


class Wrapping(Struct, frozen=True):
    """How text keeps away from a floating shape.

    `distances` are what it leaves free at the shape's top, right, bottom and left; `side` is where it may run:
    `bothSides`, `left`, `right` or `largest`. A shape `behind` the text has text over it.
    """

    kind: WrapKind = WrapKind.NONE
    side: str = "bothSides"
    distances: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    behind: bool = False


class Frame(Struct, frozen=True):
    """A floating text box, frame or table: the blocks one after another that share one `key` stand in it together.

    It hangs on the paragraph `before` its blocks, else on the one after them. `width` is 0 where it follows the words;
    `height` is its least. Margins as in `Cell`.
    """

    key: int
    position: Position
    wrapping: Wrapping = Wrapping()
    width: float = 0.0
    height: float = 0.0
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    borders: Borders = Borders()
    shading: str = ""
    vertical_align: str = "top"
    before: bool = False


class Drawing(Struct, frozen=True):
    """A picture in a line of text. `image` is a key of `Document.images`; `alt` is empty where Word holds none.

    `crop` is what Word hides of it at the left, top, right and bottom, as shares of the whole; `width` and `height` are
    of what is left. `rotation` turns that clockwise, in degrees, after `mirrored` (side to side) and `flipped` (head
    to foot). A picture without a `position` stands in its line.
    """

    image: str
    width: float
    height: float
    alt: str = ""
    decorative: bool = False
    link: Link | None = None
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    rotation: float = 0.0
    mirrored: bool = False
    flipped: bool = False
    position: Position | None = None
    wrapping: Wrapping = Wrapping()


Inline = Run | Tab | Break | Field | NoteMark | Bookmark | Drawing
_SOFT_HYPHEN = "\u00ad"


def plain_text(inlines: Iterable[Inline]) -> str:
    """The text of `inlines` as it is: a tab, a break or a picture is a space, a note's mark or a bookmark is nothing.

    Of a field it is what Word last showed.
    """
    return "".join(_text(inline) for inline in inlines)


def words_of(inlines: Iterable[Inline], *, pictures: bool = True) -> str:
    """What a reader is told by `inlines`, in one line and without soft hyphens.

    A picture says its alternative text, unless only what is printed is asked for.
    """
    told = (f" {inline.alt} " if pictures and isinstance(inline, Drawing) else _text(inline) for inline in inlines)
    return " ".join("".join(told).replace(_SOFT_HYPHEN, "").split())


def _text(inline: Inline) -> str:
    """The words of an inline; a space for a picture, tab or break."""
    if isinstance(inline, Run):
        return inline.text
    if isinstance(inline, Field):
        return inline.result
    return "" if isinstance(inline, NoteMark | Bookmark) else " "


class ListLabel(Struct, frozen=True):
    """A paragraph's number or bullet as text ("12.", "(iv)", "•"), and the list it belongs to.

    `numbering` is the number format's name in ECMA-376 (`decimal`, `upperLetter`, `bullet` ...). `suffix` is what
    stands between label and text: `tab`, `space` or `nothing`. `definition` is the same for all levels of one list.
    `align` says which side of the label stands where the paragraph's first line begins: `left`, `center` or `right`.
    `steps` are the numbers that lead to this one, outermost first and its own last, each as shown and without words;
    they are kept where something may refer to the paragraph.
    """

    text: str
    level: int
    numbering: str
    format: RunFormat
    definition: str
    suffix: str = "tab"
    value: int = 0
    align: str = "left"
    steps: tuple[tuple[str, str], ...] = ()


class Paragraph(Struct, frozen=True):
    """One paragraph. `outline_level` is 1 to 9 for a heading and 0 for body text; `number` counts body paragraphs.

    `contents` is the instruction of the contents list that it is a line of. The first `run_in` inlines are a heading of
    that level, which runs in: the body text follows on the same line (17.3.2.36 specVanish).
    """

    inlines: tuple[Inline, ...]
    format: ParagraphFormat
    mark: RunFormat
    style: str = ""
    outline_level: int = 0
    label: ListLabel | None = None
    number: int = 0
    contents: str = ""
    run_in: int = 0
    frame: Frame | None = None

    @property
    def label_number(self) -> str:
        """The label as a cross-reference shows it: 5, 3.2, A, 1(a); brackets and full stops around it are left out."""
        text = self.label.text.strip().rstrip(".") if self.label else ""
        bare = text.removesuffix(")")
        return bare.removeprefix("(") if "(" not in bare[1:] else text

    @property
    def printed_number(self) -> str:
        """The number that readers know the paragraph by: 5, 3.2. Headings and items with letters have none."""
        number = "" if self.outline_level else self.label_number
        return number if number[:1].isdigit() else ""

    @property
    def called(self) -> str:
        """How a person finds it: by the number in print, or else by counting all paragraphs of the text."""
        return f"paragraph {self.printed_number}" if self.printed_number else from_the_top(self.number)

    @property
    def heading(self) -> tuple[Inline, ...]:
        """The inlines of the heading; all of them, unless body text follows on the same line."""
        return self.inlines[: self.run_in or None]


def from_the_top(count: int) -> str:
    """How a paragraph without a number of its own is told of: headings, items and cells are counted too."""
    return f"paragraph {count} from the top"


class Cell(Struct, frozen=True):
    """A table cell. A cell that only continues a vertical merge is left out, and `row_span` covers it."""

    blocks: tuple["Block", ...]
    column: int
    column_span: int = 1
    row_span: int = 1
    shading: str = ""
    borders: Borders = Borders()
    margins: tuple[float, float, float, float] = (0.0, 5.4, 0.0, 5.4)
    vertical_align: str = "top"
    width: float = 0.0


class Row(Struct, frozen=True):
    """A table row. `minimum_height` in points, 0 where it follows the content."""

    cells: tuple[Cell, ...]
    header: bool = False
    cant_split: bool = False
    minimum_height: float = 0.0
    exact_height: bool = False


class Table(Struct, frozen=True):
    """A table; `columns` are widths in points and cover its grid. `description` is its alternative text.

    The first column of one that runs `right_to_left` stands on the right, as do its cells' left edges and margins.
    """

    rows: tuple[Row, ...]
    columns: tuple[float, ...]
    style: str = ""
    indent: float = 0.0
    align: Justification = Justification.LEFT
    first_column: bool = False
    title: str = ""
    description: str = ""
    frame: Frame | None = None
    right_to_left: bool = False


Block = Paragraph | Table


A4 = (595.3, 841.9)
"""Width and height in points, to twentieths, as Word has them."""


class PageGeometry(Struct, frozen=True):
    """A section's page. Margins as in 17.6.11 pgMar; `header` and `footer` are distances from the edge."""

    width: float = A4[0]
    height: float = A4[1]
    top: float = 72.0
    right: float = 72.0
    bottom: float = 72.0
    left: float = 72.0
    header: float = 36.0
    footer: float = 36.0


class Furniture(Struct, frozen=True):
    """A section's headers or footers. `first` and `even` are None where the default stands in for them."""

    default: tuple[Block, ...] = ()
    first: tuple[Block, ...] | None = None
    even: tuple[Block, ...] | None = None


class Section(Struct, frozen=True):
    """A section of the body. `start` is how it begins: nextPage, continuous, oddPage or evenPage.

    Its `columns` are equally wide, `column_gap` points apart, with a line between them where `column_line` says so.
    Where they are not, `column_widths` holds each one's width and the gap after it. `number_format` is the one of page
    numbers; the number of the last heading of `chapter_level` stands before them, unless that is 0.
    """

    blocks: tuple[Block, ...]
    page: PageGeometry = PageGeometry()
    headers: Furniture = Furniture()
    footers: Furniture = Furniture()
    start: str = "nextPage"
    first_page_number: int | None = None
    number_format: str = "decimal"
    chapter_level: int = 0
    chapter_separator: str = "-"
    columns: int = 1
    column_gap: float = 36.0
    column_line: bool = False
    column_widths: tuple[tuple[float, float], ...] = ()


class Note(Struct, frozen=True):
    """A footnote or endnote; `number` is as printed. The paragraphs hold the text without the number."""

    blocks: tuple[Block, ...]
    number: str
    kind: str = "footnote"


class ImagePart(Struct, frozen=True):
    """The bytes of a picture inside the Word file."""

    name: str
    media_type: str
    content: bytes


class Properties(Struct, frozen=True):
    """What the document says of itself. `author` may be a person, `company` whatever a machine was set up with.

    `organisation` is the body behind the document, as the description of the paper named it; "" where none did.
    """

    title: str = ""
    subject: str = ""
    author: str = ""
    keywords: str = ""
    language: str = ""
    organisation: str = ""
    company: str = ""


class Document(Struct, frozen=True):
    """A whole Word document.

    `drawn_words` are those of watermarks and word art, which no paragraph holds; `labels` are the sensitivity labels
    that Office keeps in the file's properties.
    """

    sections: tuple[Section, ...]
    notes: Mapping[str, Note] = field(default_factory=dict)
    images: Mapping[str, ImagePart] = field(default_factory=dict)
    properties: Properties = Properties()
    default_tab: float = 36.0
    drawn_words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
