"""The blocks of a Markdown file: headings, paragraphs, lists, tables, pictures, placeholders and notes."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from msgspec import Struct, field

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
            hint = "Bring it out to the margin."
            source.scope.fault(
                "narrative-too-deep", "What stands here is nested too deeply to be read", node.line, hint
            )
        blocks.extend(_READERS[node.token.type](node, source, depth))
    return tuple(blocks)


def _check_set_in(above: Node, node: Node, source: Source) -> None:
    """A list set in under an item, but too little, is to Markdown a list of its own beside the first."""
    if not (above.token.type.endswith("list_open") and node.token.type.endswith("list_open")):
        return
    if _indent(source, node.line) > _indent(source, above.line):
        hint = "Set it in to where the words of the item above begin (three spaces after “1.”, four after “10.”)."
        message = "A list here is set in, but too little to belong to the item above it"
        source.scope.fault("list-indent", message, node.line, hint)


def _check_next_item(above: Node, node: Node, source: Source) -> None:
    """A paragraph after a lettered list that begins like an item, yet does not carry on the list's order."""
    if above.token.type == "lettered_list_open" and node.token.type == "paragraph_open":
        words = node.inside[0].token.content
        if looks_like_item(words):
            message = f"“{words[:30]}” is not the next item of the list above it, and is printed as a paragraph"
            hint = "Mark items in order (A. B. C.); where no item is meant, write \\ before the full stop or bracket."
            source.scope.warn("list-out-of-order", message, node.line, hint)


def _indent(source: Source, line: int) -> int:
    text = _line_of(source, line).expandtabs(4)
    return len(text) - len(text.lstrip(" "))


def _heading(node: Node, source: Source, depth: int) -> Iterator[Block]:
    words = _words(node, source)
    level = int(node.token.tag[1])
    if level == 1:
        hint = "Begin the line with ##. The part's own heading comes from paper.yaml."
        source.scope.fault("heading-level", "A heading of level 1 stands inside a part", node.line, hint)
    if not words:
        source.scope.fault("heading-empty", "A heading has no words", node.line, "Write its words, or delete the line.")
    yield Heading(max(level, 2), words, source.scope.place(node.line))


def _paragraph(node: Node, source: Source, depth: int) -> Iterator[Block]:
    inline = node.inside[0].token
    if not depth and all(_stands_alone(token) for token in inline.children or ()):
        yield from _alone(inline, node.line, source)
        return
    _check_paragraph(node, inline, source, depth)
    words = _words(node, source)
    if not words or (len(words) == 1 and isinstance(words[0], Text) and not words[0].text.strip()):
        source.scope.fault("paragraph-empty", "A paragraph has no words", node.line, "Delete the line.")
    numbered = not depth and not node.token.meta.get("unnumbered", False)
    yield Paragraph(words, source.scope.place(node.line), numbered)


def _stands_alone(token: Token) -> bool:
    """Whether a token may stand in a paragraph of nothing but pictures and placeholders, each on its own line."""
    if token.type == "figure_mark":
        mark = token.meta["mark"]
        return mark.kind is MarkKind.REFERENCE and placeholder(mark.text) is not None
    return token.type in ("image", "softbreak") or (token.type == "text" and not token.content.strip())


def _alone(inline: Token, line: int, source: Source) -> Iterator[Block]:
    children = inline.children or []
    if not children:
        source.scope.fault("paragraph-empty", "A paragraph has no words", line, "Delete the line.")
    for token in children:
        at = line + inline.content.count("\n", 0, token.meta.get("at", 0))
        if token.type == "image":
            yield from _image(token, source.scope.place(at), source)
        elif token.type == "figure_mark":
            yield from _placeholder(token, source.scope.place(at), source)


def _image(token: Token, place: Place, source: Source) -> Iterator[Image]:
    if any(child.type in ("figure_mark", "note_mark") for child in token.children or ()):
        hint = "Write the description in plain words."
        source.scope.fault("image-alt-marks", "A picture's description holds marks", place.line, hint)
    caption = str(token.attrs.get("title", ""))
    image, findings = find_image(
        str(token.attrs["src"]), image_words(token), caption, place=place, beside=source.beside, folder=source.folder
    )
    source.scope.findings.extend(findings)
    if image:
        yield image


def _placeholder(token: Token, place: Place, source: Source) -> Iterator[Placeholder]:
    reference = token.meta["mark"].text
    found = placeholder(reference)
    if found:
        finding = placeholder_finding(found[0], reference, place, alone=True)
        source.scope.findings.extend((finding,) if finding else ())
        yield Placeholder(*found, place)


def _check_paragraph(node: Node, inline: Token, source: Source, depth: int) -> None:
    if _DELIMITER_ROW.search(inline.content):
        hint = "Give the row of dashes as many columns as the headings, and leave an empty line before the table."
        source.scope.fault("table-broken", "A table here cannot be read as one", node.line, hint)
    if _TIGHT_HEADING.match(inline.content):
        hint = "Put a space after the # signs."
        source.scope.fault("heading-without-space", "A heading here would be printed as typed", node.line, hint)
    if not depth and _line_of(source, node.line).startswith(("    ", "\t")):
        hint = "Take the spaces away from the beginning of the line."
        message = "A paragraph set in from the margin reads as program text, which"
        source.scope.unsupported(message, node.line, hint)
    if depth:
        _check_item_lines(inline.content, node.line, source)
    else:
        _check_set_in_lines(inline.content, node.line, source)


def _check_item_lines(content: str, line: int, source: Source) -> None:
    """An item's later line that begins like another item was read into this one: say so, and let the author choose."""
    for offset, words in enumerate(map(str.lstrip, content.split("\n")[1:]), 1):
        if looks_like_item(words):
            message = f"“{words[:30]}” reads as part of the item above it"
            hint = "Mark items in order (A. B. C.) and set inner ones in; where no item is meant, join the two lines."
            source.scope.fault("list-out-of-order", message, line + offset, hint)


def _check_set_in_lines(content: str, line: int, source: Source) -> None:
    """A list that is set in too far under a paragraph was read into it."""
    for offset, words in enumerate(content.split("\n")[1:], 1):
        if words.startswith(("    ", "\t")) and looks_like_item(words.lstrip()):
            message = f"“{words.lstrip()[:30]}” is set in so far that it reads as part of the paragraph above it"
            hint = "Bring the list out to the margin; where no item is meant, join the two lines."
            source.scope.fault("list-indent", message, line + offset, hint)
            break


def _line_of(source: Source, line: int) -> str:
    return source.lines[line - 1] if 0 < line <= len(source.lines) else ""


def _words(node: Node, source: Source) -> tuple[Inline, ...]:
    return read_words(node.inside[0].token, node.line, source.scope) if node.inside else ()


def _list(node: Node, source: Source, depth: int) -> Iterator[Block]:
    place = source.scope.place(node.line)
    if depth + 1 > MAX_LIST_DEPTH:
        hint = f"Use no more than {MAX_LIST_DEPTH} levels."
        source.scope.fault("list-too-deep", "A list is nested more deeply than Word can number", node.line, hint)
    items = tuple(_item(item, source, depth) for item in node.inside)
    kind, start = _list_kind(node, source)
    yield BlockList(kind, items, place, start)


def _list_kind(node: Node, source: Source) -> tuple[ListKind, int]:
    if node.token.type == "bullet_list_open":
        return ListKind.BULLET, 1
    if node.token.type == "lettered_list_open":
        return node.token.meta["kind"], node.token.meta["start"]
    numbers = [int(item.token.info) for item in node.inside]
    start = numbers[0]
    if len(numbers) == 1 and start > _LATE:
        hint = f"Where no list is meant, write \\ before the full stop or bracket: {start}\\."
        source.scope.warn("list-of-one", f"“{start}.” is read as the number of a list item", node.line, hint)
    # "1. 1. 1." asks for numbers to be counted; anything else says what each number shall be.
    if len(set(numbers)) > 1:
        for item, number, counted in zip(node.inside, numbers, range(start, start + len(numbers)), strict=True):
            if number != counted:
                message = f"Item {number} would be printed as {counted}"
                hint = "Number the items in order, or begin a new list after a paragraph."
                source.scope.fault("list-out-of-order", message, item.line, hint)
                break
    return ListKind.DECIMAL, start


def _item(node: Node, source: Source, depth: int) -> ListItem:
    blocks = read_blocks(node.inside, source, depth + 1)
    if not blocks:
        source.scope.fault("list-item-empty", "A list item has no words", node.line, "Write its words, or delete it.")
    elif isinstance(blocks[0], BlockList):
        hint = "Begin the item with words, and put the inner list on the next line, set in."
        source.scope.unsupported("A list item that begins with another list", node.line, hint)
    first = node.inside[0] if node.inside else None
    if first and first.token.type == "paragraph_open" and _TASK.match(first.inside[0].token.content):
        hint = "Take the box out, or write \\[ where the bracket is meant."
        source.scope.unsupported("A task's tick box", node.line, hint)
    for block in blocks:
        if not isinstance(block, Paragraph | BlockList):
            what = {Heading: "A heading", Table: "A table"}.get(type(block), "A picture or chart")
            source.scope.unsupported(f"{what} inside a list", block.place.line, "End the list before it.")
    return ListItem(blocks)


def _table(node: Node, source: Source, depth: int) -> Iterator[Block]:
    head, *bodies = node.inside
    rows = [row for body in bodies for row in body.inside]
    width = len(head.inside[0].inside)
    for row in rows:
        _check_row(row, width, source)
    header = _cells(head.inside[0], source)
    if not any(plain_words(cell).strip() or cell for cell in header):
        hint = "Name each column in the table's first line."
        source.scope.fault("table-without-header", "A table's columns have no headings", node.line, hint)
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
        message = f"A table row has {len(cells)} cells where the headings have {width}"
        hint = "Give each row as many cells as the headings, with \\| for a | inside one; leave an empty line after."
        source.scope.fault("table-row-length", message, row.line, hint)


def _quote(node: Node, source: Source, depth: int) -> Iterator[Block]:
    hint = "Take the > signs out; set a quotation as a paragraph in quotation marks."
    source.scope.unsupported("A block quotation", node.line, hint)
    yield from read_blocks(node.inside, source, depth)


def _rule(node: Node, source: Source, depth: int) -> Iterator[Block]:
    hint = "Delete the line; a heading or a new part divides the text."
    source.scope.unsupported("A line across the page", node.line, hint)
    yield from ()


def _code(node: Node, source: Source, depth: int) -> Iterator[Block]:
    hint = "Take the lines of ``` or ~~~ out, and write the words as a paragraph or a table."
    source.scope.unsupported("A block of program text", node.line, hint)
    yield from _as_typed(node, source)


def _html(node: Node, source: Source, depth: int) -> Iterator[Block]:
    what = "A comment" if node.token.content.lstrip().startswith("<!--") else "HTML"
    hint = "Take it out; where a < is meant, write \\<."
    source.scope.unsupported(what, node.line, hint)
    yield from _as_typed(node, source)


def _as_typed(node: Node, source: Source) -> Iterator[Block]:
    words = " ".join(node.token.content.split())
    if words:
        yield Paragraph((Text(words),), source.scope.place(node.line))


def _note(node: Node, source: Source, depth: int) -> Iterator[Block]:
    label = note_label(source.scope.name, node.token.meta["label"])
    if label in source.notes:
        message = (
            f"Note [^{node.token.meta['label']}] is written a second time (first on line {source.note_lines[label]})"
        )
        source.scope.fault("note-defined-twice", message, node.line, "Give one of the two another label.")
    words: list[Inline] = []
    for block in read_blocks(node.inside, source, depth=1):
        if isinstance(block, Paragraph):
            words.extend((LineBreak(), *block.words) if words else block.words)
        else:
            hint = "Write the note as plain paragraphs."
            source.scope.unsupported("A list, table or picture inside a note", block.place.line, hint)
    if any(isinstance(word, NoteReference) for word in words):
        source.scope.unsupported("A note inside a note", node.line, "Put both notes' marks in the text.")
    if not words:
        source.scope.fault("note-empty", "A note has no words", node.line, "Write its words after the colon.")
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
