"""The blocks of a Markdown file: headings, paragraphs, lists, tables, pictures, placeholders and notes."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from msgspec import Struct, field

from boardpaper.model.messages import counted
from boardpaper.model.prose import (
    Align,
    Block,
    BlockList,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListItem,
    ListKind,
    NoteReference,
    Paragraph,
    Place,
    Placeholder,
    Table,
    Text,
)
from boardpaper.rules import narrative as rules
from boardpaper.sources.narrative.markdown.lists import looks_like_item
from boardpaper.sources.narrative.markdown.syntax import MAX_NESTING, Node
from boardpaper.sources.narrative.markdown.words import Scope, image_words, note_label, plain_words, read_words
from boardpaper.sources.narrative.marks import MarkKind, placeholder, placeholder_finding
from boardpaper.sources.narrative.pictures import find_image

# Word numbers no list deeper than this (ECMA-376 part 1, 17.9.6 lvl).
MAX_LIST_DEPTH = 9

# A lone item with a higher number than this is likelier a sentence that begins with a year or a count.
_LATE = 20
_DELIMITER_ROW = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$", re.MULTILINE)
_TIGHT_HEADING = re.compile(r"#{2,6}\w")
_TASK = re.compile(r"\[[ xX]\](?:\s|$)")
_ALIGN = {"text-align:left": Align.LEFT, "text-align:center": Align.CENTRE, "text-align:right": Align.RIGHT}


class Source(Struct, frozen=True):
    """The file that is being read: its lines, where it stands, and what reading it collects."""

    scope: Scope
    lines: tuple[str, ...]
    beside: Path
    folder: Path
    notes: dict[str, tuple[Inline, ...]] = field(default_factory=dict)
    note_lines: dict[str, int] = field(default_factory=dict)


def read_blocks(nodes: Sequence[Node], source: Source, depth: int = 0) -> tuple[Block, ...]:
    """The blocks of `nodes`; `depth` counts the lists around them. Notes are collected in `source.notes`."""
    blocks: list[Block] = []
    for above, below in pairwise(nodes):
        _check_set_in(above, below, source)
        _check_next_item(above, below, source)
    for node in nodes:
        if node.token.level >= MAX_NESTING - 2:
            source.scope.tell(rules.NARRATIVE_TOO_DEEP, node.line)
        blocks.extend(_READERS[node.token.type](node, source, depth))
    return tuple(blocks)


def _check_set_in(above: Node, node: Node, source: Source) -> None:
    """A list set in under an item, but too little, is to Markdown a list of its own beside the first."""
    if not (above.token.type.endswith("list_open") and node.token.type.endswith("list_open")):
        return
    if _indent(source, node.line) > _indent(source, above.line):
        source.scope.tell(rules.LIST_INDENT, node.line)


def _check_next_item(above: Node, node: Node, source: Source) -> None:
    """A paragraph after a lettered list that begins like an item, yet does not carry on the list's order."""
    if above.token.type == "lettered_list_open" and node.token.type == "paragraph_open":
        words = node.inside[0].token.content
        if looks_like_item(words):
            source.scope.tell(rules.ITEM_AFTER_LIST, node.line, words=words[:30])


def _indent(source: Source, line: int) -> int:
    """How many columns a line is indented."""
    text = _line_of(source, line).expandtabs(4)
    return len(text) - len(text.lstrip(" "))


def _heading(node: Node, source: Source, depth: int) -> Iterator[Block]:
    """A heading; the first level is the paper's own, and is told of."""
    words = _words(node, source)
    level = int(node.token.tag[1])
    if level == 1:
        source.scope.tell(rules.HEADING_LEVEL, node.line)
    if not words:
        source.scope.tell(rules.NARRATIVE_HEADING_EMPTY, node.line)
    yield Heading(max(level, 2), words, source.scope.place(node.line))


def _paragraph(node: Node, source: Source, depth: int) -> Iterator[Block]:
    """A paragraph, or the pictures and placeholders that stand alone where one could be."""
    inline = node.inside[0].token
    if not depth and all(_stands_alone(token) for token in inline.children or ()):
        yield from _alone(inline, node.line, source)
        return
    _check_paragraph(node, inline, source, depth)
    words = _words(node, source)
    if not words or (len(words) == 1 and isinstance(words[0], Text) and not words[0].text.strip()):
        source.scope.tell(rules.PARAGRAPH_EMPTY, node.line)
    numbered = not depth and not node.token.meta.get("unnumbered", False)
    yield Paragraph(words, source.scope.place(node.line), numbered)


def _stands_alone(token: Token) -> bool:
    """Whether a token may stand in a paragraph of nothing but pictures and placeholders, each on its own line."""
    if token.type == "figure_mark":
        mark = token.meta["mark"]
        return mark.kind is MarkKind.REFERENCE and placeholder(mark.text) is not None
    return token.type in ("image", "softbreak") or (token.type == "text" and not token.content.strip())


def _alone(inline: Token, line: int, source: Source) -> Iterator[Block]:
    """What stands alone: a picture, or a placeholder for a table or chart."""
    children = inline.children or []
    if not children:
        source.scope.tell(rules.PARAGRAPH_EMPTY, line)
    for token in children:
        if "at" in token.meta:
            place = source.scope.place(line + inline.content[: token.meta["at"]].count("\n"))
            yield from (_image if token.type == "image" else _placeholder)(token, place, source)


def _image(token: Token, place: Place, source: Source) -> Iterator[Image]:
    """A picture; nothing, and a finding, where it cannot be used."""
    if any(child.type in ("figure_mark", "note_mark") for child in token.children or ()):
        source.scope.tell(rules.IMAGE_ALT_MARKS, place.line)
    caption = str(token.attrs.get("title", ""))
    image, findings = find_image(
        str(token.attrs["src"]), image_words(token), caption, place=place, beside=source.beside, folder=source.folder
    )
    source.scope.findings.extend(findings)
    if image:
        yield image


def _placeholder(token: Token, place: Place, source: Source) -> Iterator[Placeholder]:
    """What stands for a generated table or chart."""
    reference = token.meta["mark"].text
    found = placeholder(reference)
    if found:
        finding = placeholder_finding(found[0], reference, place, alone=True)
        source.scope.findings.extend((finding,) if finding else ())
        yield Placeholder(*found, place)


def _check_paragraph(node: Node, inline: Token, source: Source, depth: int) -> None:
    """Tells of words that were meant as a table, heading or list and are none."""
    if _DELIMITER_ROW.search(inline.content):
        source.scope.tell(rules.TABLE_BROKEN, node.line)
    if _TIGHT_HEADING.match(inline.content):
        source.scope.tell(rules.HEADING_WITHOUT_SPACE, node.line)
    if not depth and _line_of(source, node.line).startswith(("    ", "\t")):
        source.scope.tell(rules.SET_IN_UNSUPPORTED, node.line)
    if depth:
        _check_item_lines(inline.content, node.line, source)
    else:
        _check_set_in_lines(inline.content, node.line, source)


def _check_item_lines(content: str, line: int, source: Source) -> None:
    """An item's later line that begins like another item was read into this one: say so, and let the author choose."""
    for offset, words in enumerate(map(str.lstrip, content.split("\n")[1:]), 1):
        if looks_like_item(words):
            source.scope.tell(rules.ITEM_IN_ITEM, line + offset, words=words[:30])


def _check_set_in_lines(content: str, line: int, source: Source) -> None:
    """A list that is set in too far under a paragraph was read into it."""
    for offset, words in enumerate(content.split("\n")[1:], 1):
        if words.startswith(("    ", "\t")) and looks_like_item(words.lstrip()):
            source.scope.tell(rules.LIST_IN_PARAGRAPH, line + offset, words=words.lstrip()[:30])
            break


def _line_of(source: Source, line: int) -> str:
    return source.lines[line - 1] if 0 < line <= len(source.lines) else ""


def _words(node: Node, source: Source) -> tuple[Inline, ...]:
    return read_words(node.inside[0].token, node.line, source.scope) if node.inside else ()


def _list(node: Node, source: Source, depth: int) -> Iterator[Block]:
    """A list; one deeper than the template has styles for is told of."""
    place = source.scope.place(node.line)
    if depth + 1 > MAX_LIST_DEPTH:
        source.scope.tell(rules.LIST_TOO_DEEP, node.line, most=MAX_LIST_DEPTH)
    items = tuple(_item(item, source, depth) for item in node.inside)
    kind, start = _list_kind(node, source)
    yield BlockList(kind, items, place, start)


def _list_kind(node: Node, source: Source) -> tuple[ListKind, int]:
    """The kind of list and its first number; numbers that will be printed otherwise are told of."""
    if node.token.type == "bullet_list_open":
        return ListKind.BULLET, 1
    if node.token.type == "lettered_list_open":
        return node.token.meta["kind"], node.token.meta["start"]
    numbers = [int(item.token.info) for item in node.inside]
    start = numbers[0]
    if len(numbers) == 1 and start > _LATE:
        source.scope.tell(rules.LIST_OF_ONE, node.line, number=start)
    # "1. 1. 1." asks for numbers to be counted; anything else says what each number shall be.
    if len(set(numbers)) > 1:
        for item, number, place in zip(node.inside, numbers, range(start, start + len(numbers)), strict=True):
            if number != place:
                source.scope.tell(rules.LIST_OUT_OF_ORDER, item.line, number=number, counted=place)
                break
    return ListKind.DECIMAL, start


def _item(node: Node, source: Source, depth: int) -> ListItem:
    """An item with its paragraphs and lists; whatever else stands in it is told of."""
    blocks = read_blocks(node.inside, source, depth + 1)
    if not blocks:
        source.scope.tell(rules.LIST_ITEM_EMPTY, node.line)
    elif isinstance(blocks[0], BlockList):
        source.scope.tell(rules.NESTED_LIST_FIRST, node.line)
    first = node.inside[0] if node.inside else None
    if first and first.token.type == "paragraph_open" and _TASK.match(first.inside[0].token.content):
        source.scope.tell(rules.TICK_BOX_UNSUPPORTED, node.line)
    for block in blocks:
        if not isinstance(block, Paragraph | BlockList):
            what = {Heading: "A heading", Table: "A table"}.get(type(block), "A picture or chart")
            source.scope.tell(rules.INSIDE_LIST_UNSUPPORTED, block.place.line, what=what)
    return ListItem(blocks)


def _table(node: Node, source: Source, depth: int) -> Iterator[Block]:
    """A table; rows with more or fewer cells than its heading are told of."""
    head, *bodies = node.inside
    rows = [row for body in bodies for row in body.inside]
    width = len(head.inside[0].inside)
    for row in rows:
        _check_row(row, width, source)
    header = _cells(head.inside[0], source)
    if not any(plain_words(cell).strip() or cell for cell in header):
        source.scope.tell(rules.NARRATIVE_TABLE_WITHOUT_HEADER, node.line)
    align = tuple(_ALIGN.get(str(cell.token.attrs.get("style")), Align.LEFT) for cell in head.inside[0].inside)
    yield Table(header, tuple(_cells(row, source) for row in rows), source.scope.place(node.line), align)


def _cells(row: Node, source: Source) -> tuple[tuple[Inline, ...], ...]:
    return tuple(read_words(cell.inside[0].token, row.line, source.scope) for cell in row.inside)


def _check_row(row: Node, width: int, source: Source) -> None:
    """The parser fills short rows and cuts long ones without a word: neither may happen unseen."""
    cells = escapedSplit(_line_of(source, row.line).strip())
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    if len(cells) != width:
        source.scope.tell(rules.TABLE_ROW_LENGTH, row.line, cells=counted(len(cells), "cell"), headings=width)


def _quote(node: Node, source: Source, depth: int) -> Iterator[Block]:
    """The blocks of a quotation, as if they were not quoted."""
    source.scope.tell(rules.NARRATIVE_UNSUPPORTED, node.line)
    yield from read_blocks(node.inside, source, depth)


def _rule(node: Node, source: Source, depth: int) -> Iterator[Block]:
    source.scope.tell(rules.LINE_ACROSS_UNSUPPORTED, node.line)
    yield from ()


def _code(node: Node, source: Source, depth: int) -> Iterator[Block]:
    source.scope.tell(rules.CODE_UNSUPPORTED, node.line)
    yield from _as_typed(node, source)


def _html(node: Node, source: Source, depth: int) -> Iterator[Block]:
    what = "A comment" if node.token.content.lstrip().startswith("<!--") else "HTML"
    source.scope.tell(rules.HTML_BLOCK_UNSUPPORTED, node.line, what=what)
    yield from _as_typed(node, source)


def _as_typed(node: Node, source: Source) -> Iterator[Block]:
    """The words of something that cannot be printed as what it is."""
    words = " ".join(node.token.content.split())
    if words:
        yield Paragraph((Text(words),), source.scope.place(node.line))


def _note(node: Node, source: Source, depth: int) -> Iterator[Block]:
    """Keeps a footnote's words under its label; it prints nothing where it is defined."""
    label = note_label(source.scope.name, node.token.meta["label"])
    if label in source.notes:
        source.scope.tell(
            rules.NOTE_DEFINED_TWICE, node.line, label=node.token.meta["label"], first=source.note_lines[label]
        )
    words: list[Inline] = []
    for block in read_blocks(node.inside, source, depth=1):
        if isinstance(block, Paragraph):
            words.extend((LineBreak(), *block.words) if words else block.words)
        else:
            source.scope.tell(rules.INSIDE_NOTE_UNSUPPORTED, block.place.line)
    if any(isinstance(word, NoteReference) for word in words):
        source.scope.tell(rules.NOTE_IN_NOTE_UNSUPPORTED, node.line)
    if not words:
        source.scope.tell(rules.NOTE_EMPTY, node.line)
    source.notes[label] = (*source.notes.get(label, ()), *words)
    source.note_lines.setdefault(label, node.line)
    yield from ()


Reader = Callable[[Node, Source, int], Iterator[Block]]

_READERS: dict[str, Reader] = {
    "heading_open": _heading,
    "paragraph_open": _paragraph,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "lettered_list_open": _list,
    "table_open": _table,
    "blockquote_open": _quote,
    "hr": _rule,
    "fence": _code,
    "html_block": _html,
    "footnote_reference_open": _note,
}
