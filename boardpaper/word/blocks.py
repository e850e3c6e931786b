"""Prose as WordprocessingML: headings, numbered paragraphs, lists, tables and pictures in a template's styles."""

from collections.abc import Iterable
from itertools import accumulate, pairwise

from msgspec import Struct

from boardpaper.model.prose import (
    Align,
    Block,
    BlockList,
    Heading,
    Image,
    Inline,
    ListItem,
    Paragraph,
    Place,
    Placeholder,
    Table,
    words_of,
)
from boardpaper.model.template import Style
from boardpaper.ooxml.numbering import Numbering
from boardpaper.ooxml.styles import StyleSheet
from boardpaper.ooxml.wordml import escape_attribute, paragraph
from boardpaper.rules import figures
from boardpaper.word.inlines import Inlines
from boardpaper.word.lists import Around, ListCounter, continuation_style, item_style
from boardpaper.word.pictures import Pictures

_HEADINGS = {
    2: Style.HEADING_2,
    3: Style.HEADING_3,
    4: Style.HEADING_4,
    5: Style.HEADING_5,
    6: Style.HEADING_6,
}
_KEEP_NEXT = "<w:keepNext/>"
# Estimates for column widths where an author gave none, in twentieths of a point: bold letters of 11 points, a
# cell's margins, and the widest that a column of long text asks to be.
_CAPITAL, _SMALL = 165, 128
_CELL_MARGINS = 230
_MOST_ROOM = 6000
# The gap after a table whose following style says nothing of gaps, in twentieths of a point.
_GAP = 160


class _Item(Struct, frozen=True):
    """The list item that blocks stand in: how far its text is indented, and the lists around it, outermost first."""

    left: int
    around: tuple[Around, ...]


class BodyWriter:
    """Writes one part's or appendix's blocks; `numbered` says whether its top-level paragraphs have numbers."""

    __slots__ = ("_after_table", "_counter", "inlines", "numbered", "numbering", "pictures", "styles")

    def __init__(
        self, inlines: Inlines, styles: StyleSheet, numbering: Numbering, pictures: Pictures, numbered: bool
    ) -> None:
        self.inlines = inlines
        self.styles = styles
        self.numbering = numbering
        self.pictures = pictures
        self.numbered = numbered
        self._after_table = False
        self._counter = ListCounter(self.styles, self.numbering)

    def write(self, blocks: Iterable[Block]) -> str:
        """The blocks' paragraphs and tables."""
        sequence = tuple(blocks)
        pieces = []
        for index, block in enumerate(sequence):
            leads = index + 1 < len(sequence) and isinstance(sequence[index + 1], BlockList)
            pieces.append(self._block(block, None, keep_next=leads))
        return "".join(pieces)

    def _block(self, block: Block, item: _Item | None, *, keep_next: bool = False) -> str:
        match block:
            case Heading():
                return self._paragraph(_HEADINGS[min(max(block.level, 2), 6)], self._words(block.words, block.place))
            case Paragraph():
                return self._own_paragraph(block, keep_next=keep_next)
            case BlockList():
                return self._list(block, item)
            case Table():
                return self._table(block)
            case Image():
                return self._image(block)
            case Placeholder():
                self._unbound(block)
                return ""

    def _words(self, words: Iterable[Inline], place: Place) -> str:
        return self.inlines.write(words, place)

    def _own_paragraph(self, block: Paragraph, *, keep_next: bool) -> str:
        """A paragraph of the paper itself, numbered where its part is."""
        style = Style.NUMBERED if self.numbered and block.numbered else Style.BODY
        if style is Style.NUMBERED:
            self._counter.paragraph(style)
        words = self.inlines.anchored(self._words(block.words, block.place), block.anchor)
        content = self._paragraph(style, words, _KEEP_NEXT if keep_next else "")
        if block.generated:
            return self.inlines.generated(content, block.generated, [[words_of(block.words)]])
        return content

    def _paragraph(self, style: Style, content: str, before_spacing: str = "", after_spacing: str = "") -> str:
        """A paragraph; the two strings are properties that stand before and after `w:spacing` in schema order."""
        spacing = ""
        if self._after_table:
            self._after_table = False
            entry = self.styles.find(style)
            if entry is not None and not entry.before:
                spacing = f'<w:spacing w:before="{entry.after or _GAP}"/>'
        return paragraph(self.inlines.style_id(style), content, before_spacing + spacing + after_spacing)

    def _list(self, block: BlockList, item: _Item | None) -> str:
        """A list as paragraphs; one inside an item is indented further than the item, whatever the template says."""
        around = item.around if item else ()
        own, instance = self._counter.begin(block, around)
        style = item_style(block.kind, len(around))
        left, hanging = self._indent(style)
        shifted = item is not None and left <= item.left
        if item is not None and shifted:
            left = item.left + max(hanging, 0)
        numbering = _numbering(instance, own.level) if instance is not None else ""
        indent = _indent(left, hanging) if shifted or instance is not None else ""
        inside = _Item(left, (*around, own))
        return "".join(self._item(entry, block, style, (numbering, indent), inside) for entry in block.items)

    def _item(self, entry: ListItem, block: BlockList, style: Style, properties: tuple[str, str], inside: _Item) -> str:
        """An item's first paragraph in the list's style, and what follows it inside the item."""
        first, rest = None, entry.blocks
        if entry.blocks and isinstance(entry.blocks[0], Paragraph):
            first, rest = entry.blocks[0], entry.blocks[1:]
        content = self._words(first.words, first.place) if first else ""
        pieces = [self._paragraph(style, content, *properties)]
        for further in rest:
            if isinstance(further, Paragraph):
                pieces.append(self._continuation(further, inside))
            else:
                pieces.append(self._block(further, inside))
        return "".join(pieces)

    def _continuation(self, block: Paragraph, inside: _Item) -> str:
        """A further paragraph of an item, which stands under the item's words."""
        style = continuation_style(len(inside.around) - 1)
        indent = "" if self._indent(style)[0] == inside.left else _indent(inside.left, 0)
        return self._paragraph(style, self._words(block.words, block.place), "", indent)

    def _indent(self, style: Style) -> tuple[int, int]:
        """How far a style's paragraphs are indented and their first lines hang out, in twentieths of a point."""
        entry = self.styles.find(style)
        if entry is None:
            return 0, 0
        if entry.indent is None and entry.numbering is not None:
            return self.numbering.indent(*entry.numbering)
        return entry.indent or (0, 0)

    def _image(self, block: Image) -> str:
        """A picture in a paragraph of its own, kept with its caption."""
        run = self.pictures.write(block)
        if not block.caption:
            return self._paragraph(Style.PICTURE, run)
        caption = self._paragraph(Style.CAPTION, self.inlines.plain(block.caption, block.place))
        return self._paragraph(Style.PICTURE, run, _KEEP_NEXT) + caption

    def _table(self, block: Table) -> str:
        """A table with its caption, its first row repeated on each page; two in a row are kept apart by a paragraph."""
        caption = ""
        if block.caption:
            caption = self._paragraph(Style.CAPTION, self.inlines.plain(block.caption, block.place))
        widths = _column_widths(block, self.pictures.width)
        header = "".join(self._cells(block, block.header, widths, Style.TABLE_HEADING))
        rows = "".join(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(self._cells(block, row, widths, Style.TABLE_TEXT))}</w:tr>"
            for row in block.rows
        )
        separator = self._paragraph(Style.TABLE_END, "") if self._after_table else ""
        self._after_table = True
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        table = (
            f"<w:tbl>{self._table_properties(block, sum(widths))}<w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>{rows}</w:tbl>"
        )
        if block.generated:
            words = [[words_of(cell) for cell in row] for row in (block.header, *block.rows)]
            table = self.inlines.generated(table, block.generated, words)
        return f"{caption}{separator}{table}"

    def _table_properties(self, block: Table, width: int) -> str:
        """The properties of a table `width` twentieths of a point wide, with words for screen readers."""
        title = block.caption or block.description
        description = block.description or "Columns: " + ", ".join(words_of(cell) for cell in block.header)
        look = (
            f'<w:tblLook w:val="{"06A0" if block.row_headers else "0620"}" w:firstRow="1" w:lastRow="0" '
            f'w:firstColumn="{int(block.row_headers)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
        return (
            f'<w:tblPr><w:tblStyle w:val="{escape_attribute(self.inlines.style_id(Style.TABLE))}"/>'
            f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
            + (f'<w:tblCaption w:val="{escape_attribute(title)}"/>' if title else "")
            + f'<w:tblDescription w:val="{escape_attribute(description)}"/></w:tblPr>'
        )

    def _cells(
        self, block: Table, cells: tuple[tuple[Inline, ...], ...], widths: tuple[int, ...], style: Style
    ) -> Iterable[str]:
        """A row's cells as XML, in the columns' widths and alignments."""
        identity = self.inlines.style_id(style)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            align = block.align[column] if column < len(block.align) else Align.LEFT
            justify = "" if align is Align.LEFT else f'<w:jc w:val="{align.value}"/>'
            content = paragraph(identity, self._words(cell, block.place), justify)
            yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'

    def _unbound(self, block: Placeholder) -> None:
        self.inlines.findings.append(figures.PLACEHOLDER_UNBOUND.at(block.place, reference=f"{block.kind}:{block.id}"))


def _numbering(instance: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'


def _indent(left: int, hanging: int) -> str:
    side = f'w:hanging="{hanging}"' if hanging > 0 else f'w:firstLine="{-hanging}"'
    return f'<w:ind w:left="{left}" {side}/>'


def _column_widths(block: Table, total: int) -> tuple[int, ...]:
    """Widths in twentieths of a point that add up to `total`: as given, or else by the words in each column."""
    weights = block.widths if len(block.widths) == len(block.header) else _fitted(block, total)
    edges = [round(total * reached / sum(weights)) for reached in accumulate(weights, initial=0.0)]
    return tuple(right - left for left, right in pairwise(edges))


def _fitted(block: Table, total: int) -> list[float]:
    """Room for each column's longest word first; what is left goes to the columns whose text is longer than that."""
    columns = [[words_of(cell) for cell in column] for column in zip(block.header, *block.rows, strict=True)]
    least = [max((_room(word) for text in column for word in text.split()), default=_room("")) for column in columns]
    wanted = [min(max(map(_room, column)), _MOST_ROOM) for column in columns]
    wishes = [max(want - need, 0.0) for want, need in zip(wanted, least, strict=True)]
    left = max(total - sum(least), 0.0)
    share = left / sum(wishes) if sum(wishes) else 0.0
    return [need + wish * share for need, wish in zip(least, wishes, strict=True)]


def _room(text: str) -> float:
    """What `text` takes on one line of a cell, in twentieths of a point: an estimate that errs to the wide side."""
    letters = sum(_CAPITAL if letter.isupper() else _SMALL for letter in text)
    return letters + _CELL_MARGINS
