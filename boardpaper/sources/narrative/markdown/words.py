"""The words inside one Markdown block: text in its styles, figures, links, notes and line breaks."""

import re
from bisect import bisect_right
from collections.abc import Callable

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from msgspec import Struct, field

from boardpaper.model.finding import Finding, warning
from boardpaper.model.prose import (
    FigureReference,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    Place,
    SourcedFigure,
    Text,
)
from boardpaper.sources.narrative.marks import Mark, MarkKind, mark_finding, placeholder, placeholder_finding
from boardpaper.sources.narrative.rules import address_finding

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_FIGURE_MARKUP = re.compile(r"(?<!\\)[*_`<]|\{\{|!\[")

_STARRED = [["text", f"{kind}_open", "text", f"{kind}_close", "text"] for kind in ("em", "strong")]

# What is left in the text where a mark was meant but not finished, and would be printed as typed.
_LEFT_OVER = (
    ("[^", "note-label", "A note's mark is not complete", "Write it as [^label], with no spaces in the label."),
    ("^[", "note-label", "A note stands inside the text", "Write [^label] here and [^label]: the note below."),
    (
        "](",
        "link-broken",
        "A link is not complete",
        "Write it as [words](https://…): no spaces in the address, and no square brackets in the words.",
    ),
    ("][", "link-broken", "A link's label is not defined", "Write the address here, as in [words](https://…)."),
    ("]{", "attribute-unclosed", "A mark in braces is not complete", 'Write it as [22]{source="…"}, quotes closed.'),
)


class Scope(Struct, frozen=True):
    """What reading one file collects: its findings, and each note's first mark by the label as typed."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    marks: dict[str, Place] = field(default_factory=dict)

    def place(self, line: int) -> Place:
        """The place of `line` (from 1) in this file."""
        return Place(self.name, line)

    def fault(self, rule: str, message: str, line: int, hint: str) -> None:
        """Collect an error."""
        self.findings.append(Finding(rule, message, str(self.place(line)), hint))

    def unsupported(self, what: str, line: int, hint: str) -> None:
        """Collect the error for Markdown that a board paper cannot hold."""
        self.fault("narrative-unsupported", f"{what} cannot be printed in a board paper", line, hint)

    def warn(self, rule: str, message: str, line: int, hint: str) -> None:
        """Collect a warning."""
        self.findings.append(warning(rule, message, str(self.place(line)), hint))


class _Cursor(Struct):
    """Where reading a block's words has got to."""

    scope: Scope
    first_line: int
    breaks: tuple[int, ...]
    line: int
    words: list[Inline] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    address: str | None = None
    link_line: int = 0
    link_words: list[Text | FigureReference | SourcedFigure] = field(default_factory=list)
    typed: str = ""


def read_words(token: Token, line: int, scope: Scope) -> tuple[Inline, ...]:
    """The words of an inline token whose content begins on `line`; what cannot be printed goes to the findings."""
    breaks = tuple(found.start() for found in re.finditer("\n", token.content))
    cursor = _Cursor(scope, line, breaks, line)
    _check_emphasis(token, cursor)
    for child in token.children or ():
        if "at" in child.meta:
            cursor.line = line + bisect_right(breaks, child.meta["at"])
        if child.type != "text":
            _check_left_over(cursor)
        _READERS[child.type](cursor, child)
    _check_left_over(cursor)
    return tuple(cursor.words)


def _check_emphasis(token: Token, cursor: _Cursor) -> None:
    """Stars between digits are likelier signs of multiplication, which would vanish and join the digits."""
    children = token.children or []
    line = cursor.line
    for at, child in enumerate(children):
        line += child.type in ("softbreak", "hardbreak")
        run = children[max(at - 1, 0) : at + 4]
        if [each.type for each in run] not in _STARRED:
            continue
        before, inside, after = (run[index].content for index in (0, 2, 4))
        if before[-1:].isdigit() and after[:1].isdigit():
            message = f"The stars around “{inside}” would vanish and join the figures beside it"
            hint = "Write \\* to print a star, or × for a product."
            cursor.scope.fault("emphasis-in-figure", message, line, hint)


def note_label(name: str, label: str) -> str:
    """The label of a note that no other file's note in the paper has."""
    return f"{name}#{label}"


def plain_words(words: tuple[Inline, ...]) -> str:
    """The text of `words` that can be read before figures are bound."""
    return "".join(word.text for word in words if isinstance(word, Text | SourcedFigure))


def _add_text(cursor: _Cursor, text: str) -> None:
    if _CONTROL.search(text):
        text = _CONTROL.sub("\ufffd", text)
        hint = "Delete it and type the words there again."
        cursor.scope.fault("control-character", "A character here cannot be printed", cursor.line, hint)
    elif "\ufffd" in text:
        hint = "Type it again; it was lost when the text was saved or pasted."
        cursor.scope.fault("control-character", "“�” stands here for a character that was lost", cursor.line, hint)
    style = Text(text.replace("\t", " "), bold=cursor.bold > 0, italic=cursor.italic > 0)
    words: list[Inline] | list[Text | FigureReference | SourcedFigure]
    words = cursor.words if cursor.address is None else cursor.link_words
    last = words[-1] if words else None
    if isinstance(last, Text) and (last.bold, last.italic) == (style.bold, style.italic):
        words[-1] = Text(last.text + style.text, style.bold, style.italic)
    elif style.text:
        words.append(style)


def _add_figure(cursor: _Cursor, figure: FigureReference | SourcedFigure) -> None:
    if cursor.address is None:
        cursor.words.append(figure)
    else:
        cursor.link_words.append(figure)


def _check_left_over(cursor: _Cursor) -> None:
    """Name marks that were typed but not finished, in the text since the last thing that was not plain text."""
    typed, cursor.typed = cursor.typed, ""
    for sign, rule, message, hint in _LEFT_OVER:
        if sign in typed:
            cursor.scope.fault(rule, f"{message}: “{sign}” would be printed as typed", cursor.line, hint)
    if "**" in typed:
        hint = "Put ** on both sides of the words, touching them, or write \\* for a star."
        message = "Stars that make nothing bold would be printed as typed"
        cursor.scope.warn("emphasis-unclosed", message, cursor.line, hint)


def _text(cursor: _Cursor, token: Token) -> None:
    cursor.typed += token.content
    _add_text(cursor, token.content)


def _literal(cursor: _Cursor, token: Token) -> None:
    _add_text(cursor, token.content)


def _code(cursor: _Cursor, token: Token) -> None:
    hint = "Take the ` marks out, or write \\` to print them."
    cursor.scope.warn("code-printed-plain", "Words between ` marks are printed as plain words", cursor.line, hint)
    _add_text(cursor, token.content)


def _soft_break(cursor: _Cursor, token: Token) -> None:
    _add_text(cursor, " ")
    cursor.line += 1


def _hard_break(cursor: _Cursor, token: Token) -> None:
    if cursor.address is None:
        cursor.words.append(LineBreak())
    else:
        cursor.scope.unsupported("A line break inside a link", cursor.line, "Keep a link's words on one line.")
        _add_text(cursor, " ")
    cursor.line += 1


def _bold(cursor: _Cursor, token: Token) -> None:
    cursor.bold += token.nesting


def _italic(cursor: _Cursor, token: Token) -> None:
    cursor.italic += token.nesting


def _struck(cursor: _Cursor, token: Token) -> None:
    if token.nesting > 0:
        hint = "Delete the words, or take the ~~ marks out."
        cursor.scope.unsupported("Words struck through", cursor.line, hint)


def _html(cursor: _Cursor, token: Token) -> None:
    hint = "Take it out, or write \\< where a < is meant. A line that ends with \\ ends with a line break."
    cursor.scope.unsupported(f"HTML ({' '.join(token.content.split())[:40]})", cursor.line, hint)
    _add_text(cursor, token.content)


def _image(cursor: _Cursor, token: Token) -> None:
    hint = (
        "Put the picture on a line of its own, outside lists, tables and notes, with an empty line before and after it."
    )
    cursor.scope.unsupported("A picture in the middle of other words", cursor.line, hint)
    _add_text(cursor, image_words(token))


def _link_open(cursor: _Cursor, token: Token) -> None:
    cursor.address = str(token.attrs["href"])
    cursor.link_line = cursor.line
    if token.attrs.get("title"):
        hint = "Take out the words in quotes after the address."
        cursor.scope.unsupported("A link's title", cursor.line, hint)


def _link_close(cursor: _Cursor, token: Token) -> None:
    address, cursor.address = cursor.address or "", None
    words, cursor.link_words = tuple(cursor.link_words), []
    place = cursor.scope.place(cursor.link_line)
    if not words:
        hint = "Put the words that describe where it leads between the square brackets."
        cursor.scope.fault("link-without-words", f"The link to {address} has no words", cursor.link_line, hint)
        return
    unsafe = address_finding(address, place)
    if unsafe:
        cursor.scope.findings.append(unsafe)
        cursor.words.extend(words)
    else:
        cursor.words.append(Link(address, words, place))


def _note_mark(cursor: _Cursor, token: Token) -> None:
    label = token.content
    place = cursor.scope.place(cursor.line)
    first = cursor.scope.marks.setdefault(label, place)
    if first is not place:
        message = f"Note [^{label}] is marked a second time (first in {first})"
        hint = f"A Word note has one mark. Give this place a note of its own, such as [^{label}-2]."
        cursor.scope.fault("note-repeated", message, cursor.line, hint)
    # The parser makes no link of words that hold a mark in square brackets, so a note's mark never stands in one.
    cursor.words.append(NoteReference(note_label(cursor.scope.name, label), place))


def _figure_mark(cursor: _Cursor, token: Token) -> None:
    mark: Mark = token.meta["mark"]
    place = cursor.scope.place(cursor.line)
    finding = mark_finding(mark, place)
    if finding:
        cursor.scope.findings.append(finding)
        _add_text(cursor, token.content)
    elif mark.kind is MarkKind.SOURCED:
        _add_sourced(cursor, mark)
    else:
        block = placeholder(mark.text)
        if block:
            misplaced = placeholder_finding(block[0], mark.text, place, alone=False)
            cursor.scope.findings.extend((misplaced,) if misplaced else ())
            _add_text(cursor, token.content)
            return
        _add_figure(cursor, FigureReference(mark.text, place, cursor.bold > 0, cursor.italic > 0))


def _add_sourced(cursor: _Cursor, mark: Mark) -> None:
    if _FIGURE_MARKUP.search(mark.text):
        hint = 'Put the marks around the whole, as in **[22]{source="…"}**.'
        cursor.scope.unsupported("Marks inside a figure with an outside source", cursor.line, hint)
    text, source = unescapeAll(mark.text), unescapeAll(mark.source)
    _add_figure(cursor, SourcedFigure(text, source, cursor.bold > 0, cursor.italic > 0))


def image_words(token: Token) -> str:
    """The words that describe an image token, without styles."""
    return " ".join("".join(_plain(child) for child in token.children or ()).split())


def _plain(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return image_words(token) if token.type == "image" else token.content


_READERS: dict[str, Callable[[_Cursor, Token], None]] = {
    "text": _text,
    "text_special": _literal,
    "code_inline": _code,
    "softbreak": _soft_break,
    "hardbreak": _hard_break,
    "strong_open": _bold,
    "strong_close": _bold,
    "em_open": _italic,
    "em_close": _italic,
    "s_open": _struck,
    "s_close": _struck,
    "html_inline": _html,
    "image": _image,
    "link_open": _link_open,
    "link_close": _link_close,
    "note_mark": _note_mark,
    "figure_mark": _figure_mark,
}
