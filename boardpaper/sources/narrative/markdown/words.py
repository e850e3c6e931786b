"""The words inside one Markdown block: text in its styles, figures, links, notes and line breaks."""

import re
from bisect import bisect_right
from collections.abc import Callable

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from msgspec import Struct, field

from boardpaper.model.finding import Finding
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
from boardpaper.rules import narrative as rules
from boardpaper.rules.rule import Rule
from boardpaper.sources.narrative.headings_and_links import address_finding
from boardpaper.sources.narrative.marks import Mark, MarkKind, mark_finding, placeholder, placeholder_finding

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_FIGURE_MARKUP = re.compile(r"(?<!\\)[*_`<]|\{\{|!\[")

_STARRED = [["text", f"{kind}_open", "text", f"{kind}_close", "text"] for kind in ("em", "strong")]

# What is left in the text where a mark was meant but not finished, and would be printed as typed.
_LEFT_OVER = (
    ("[^", rules.NOTE_LABEL),
    ("^[", rules.NOTE_IN_TEXT),
    ("](", rules.LINK_BROKEN),
    ("][", rules.LINK_LABEL_UNKNOWN),
    ("]{", rules.ATTRIBUTE_UNCLOSED),
)


class Scope(Struct, frozen=True):
    """What reading one file collects: its findings, and each note's first mark by the label as typed."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    marks: dict[str, Place] = field(default_factory=dict)

    def place(self, line: int) -> Place:
        """The place of `line` (from 1) in this file."""
        return Place(self.name, line)

    def tell(self, rule: Rule, line: int, **values: object) -> None:
        """Collect the finding that `rule` is broken on `line`."""
        self.findings.append(rule.at(self.place(line), **values))


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
    for at, child in enumerate(children[1:]):
        line += child.type in ("softbreak", "hardbreak")
        run = children[at : at + 5]
        if [each.type for each in run] not in _STARRED:
            continue
        before, inside, after = (run[index].content for index in (0, 2, 4))
        if before[-1:].isdigit() and after[:1].isdigit():
            cursor.scope.tell(rules.EMPHASIS_IN_FIGURE, line, words=inside)


def note_label(name: str, label: str) -> str:
    """The label of a note that no other file's note in the paper has."""
    return f"{name}#{label}"


def plain_words(words: tuple[Inline, ...]) -> str:
    """The text of `words` that can be read before figures are bound."""
    return "".join(word.text for word in words if isinstance(word, Text | SourcedFigure))


def _add_text(cursor: _Cursor, text: str) -> None:
    """Adds words in the look that holds now, to those of a link where one is open."""
    if _CONTROL.search(text):
        text = _CONTROL.sub("\ufffd", text)
        cursor.scope.tell(rules.CONTROL_CHARACTER, cursor.line)
    elif "\ufffd" in text:
        cursor.scope.tell(rules.LOST_CHARACTER, cursor.line)
    style = Text(text.replace("\t", " "), bold=cursor.bold > 0, italic=cursor.italic > 0)
    words: list[Inline] | list[Text | FigureReference | SourcedFigure]
    words = cursor.words if cursor.address is None else cursor.link_words
    last = words[-1] if words else None
    if isinstance(last, Text) and (last.bold, last.italic) == (style.bold, style.italic):
        words[-1] = Text(last.text + style.text, style.bold, style.italic)
    elif style.text:
        words.append(style)


def _add_figure(cursor: _Cursor, figure: FigureReference | SourcedFigure) -> None:
    """Adds a figure, to the words of a link where one is open."""
    if cursor.address is None:
        cursor.words.append(figure)
    else:
        cursor.link_words.append(figure)


def _check_left_over(cursor: _Cursor) -> None:
    """Name marks that were typed but not finished, in the text since the last thing that was not plain text."""
    typed, cursor.typed = cursor.typed, ""
    for sign, rule in _LEFT_OVER:
        if sign in typed:
            cursor.scope.tell(rule, cursor.line, sign=sign)
    if "**" in typed:
        cursor.scope.tell(rules.EMPHASIS_UNCLOSED, cursor.line)


def _text(cursor: _Cursor, token: Token) -> None:
    cursor.typed += token.content
    _add_text(cursor, token.content)


def _literal(cursor: _Cursor, token: Token) -> None:
    _add_text(cursor, token.content)


def _code(cursor: _Cursor, token: Token) -> None:
    """Prints code as plain words, which is told of."""
    cursor.scope.tell(rules.CODE_PRINTED_PLAIN, cursor.line)
    _add_text(cursor, token.content)


def _soft_break(cursor: _Cursor, token: Token) -> None:
    """A line's end inside a paragraph is a space."""
    _add_text(cursor, " ")
    cursor.line += 1


def _hard_break(cursor: _Cursor, token: Token) -> None:
    """A line break, which no link can hold."""
    if cursor.address is None:
        cursor.words.append(LineBreak())
    else:
        cursor.scope.tell(rules.BREAK_IN_LINK_UNSUPPORTED, cursor.line)
        _add_text(cursor, " ")
    cursor.line += 1


def _bold(cursor: _Cursor, token: Token) -> None:
    cursor.bold += token.nesting


def _italic(cursor: _Cursor, token: Token) -> None:
    cursor.italic += token.nesting


def _struck(cursor: _Cursor, token: Token) -> None:
    if token.nesting > 0:
        cursor.scope.tell(rules.STRUCK_UNSUPPORTED, cursor.line)


def _html(cursor: _Cursor, token: Token) -> None:
    cursor.scope.tell(rules.HTML_UNSUPPORTED, cursor.line, tag=" ".join(token.content.split())[:40])
    _add_text(cursor, token.content)


def _image(cursor: _Cursor, token: Token) -> None:
    cursor.scope.tell(rules.PICTURE_IN_WORDS_UNSUPPORTED, cursor.line)
    _add_text(cursor, image_words(token))


def _link_open(cursor: _Cursor, token: Token) -> None:
    cursor.address = str(token.attrs["href"])
    cursor.link_line = cursor.line
    if token.attrs.get("title"):
        cursor.scope.tell(rules.LINK_TITLE_UNSUPPORTED, cursor.line)


def _link_close(cursor: _Cursor, token: Token) -> None:
    """Makes a link of the words since it opened; words without a link where the address is unsafe."""
    address, cursor.address = cursor.address or "", None
    words, cursor.link_words = tuple(cursor.link_words), []
    place = cursor.scope.place(cursor.link_line)
    if all(isinstance(word, Text) and not word.text.strip() for word in words):
        cursor.scope.tell(rules.NARRATIVE_LINK_WITHOUT_WORDS, cursor.link_line, target=address)
        cursor.words.extend(words)
        return
    unsafe = address_finding(address, place)
    if unsafe:
        cursor.scope.findings.append(unsafe)
        cursor.words.extend(words)
    else:
        cursor.words.append(Link(address, words, place))


def _note_mark(cursor: _Cursor, token: Token) -> None:
    """A reference to a footnote; one that was referred to before is told of."""
    label = token.content
    place = cursor.scope.place(cursor.line)
    first = cursor.scope.marks.setdefault(label, place)
    if first is not place:
        cursor.scope.tell(rules.NOTE_REPEATED, cursor.line, label=label, first=first)
    # The parser makes no link of words that hold a mark in square brackets, so a note's mark never stands in one.
    cursor.words.append(NoteReference(note_label(cursor.scope.name, label), place))


def _figure_mark(cursor: _Cursor, token: Token) -> None:
    """A figure, or a sourced one; the mark as words, and a finding, for all else."""
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
    """Adds a figure that names its own source."""
    if _FIGURE_MARKUP.search(mark.text):
        cursor.scope.tell(rules.MARKS_IN_SOURCED_UNSUPPORTED, cursor.line)
    text, source = unescapeAll(mark.text), unescapeAll(mark.source)
    _add_figure(cursor, SourcedFigure(text, source, cursor.bold > 0, cursor.italic > 0))


def image_words(token: Token) -> str:
    """The words that describe an image token, without styles."""
    return " ".join("".join(_plain(child) for child in token.children or ()).split())


def _plain(token: Token) -> str:
    """A token's words, as alternative texts and findings have them."""
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
