"""The Markdown that narrative is written in: CommonMark, tables, notes, lettered lists and the marks for figures."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct, field

from boardpaper.sources.narrative.markdown.lists import lettered_list
from boardpaper.sources.narrative.marks import mark_at

# Deeper than any list that Word can number, and shallow enough for Python's own stack.
MAX_NESTING = 60

_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,200})\]")
_UNNUMBERED = re.compile(r"(?<!\\)\{\s*\.unnumbered\s*\}$")

Rule = Callable[[StateInline, bool], bool]


class Node(Struct, frozen=True):
    """A block token and the blocks inside it."""

    token: Token
    inside: list["Node"] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line from 1 on which the block begins."""
        return self.token.map[0] + 1 if self.token.map else 0


class Syntax(Struct, frozen=True):
    """A narrative file's blocks, and the addresses that it defines for `[words][label]` links."""

    blocks: list[Node]
    addresses: dict[str, int]
    addresses_twice: tuple[tuple[str, int], ...]


def parse_markdown(text: str) -> Syntax:
    """Parse narrative whose line ends are "\\n". Addresses are given by label, with the line that defines them."""
    env: dict[str, Any] = {}
    blocks = list(_nested(_parser().parse(text, env)))
    addresses = {label: found["map"][0] + 1 for label, found in env.get("references", {}).items()}
    twice = tuple((found["label"], found["map"][0] + 1) for found in env.get("duplicate_refs", ()))
    return Syntax(blocks, addresses, twice)


class _Parser(MarkdownIt):
    """A parser that leaves addresses alone, so that an unsafe one is named and not printed as text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return True

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link


@cache
def _parser() -> MarkdownIt:
    """The parser: it keeps nothing between two texts.

    Indented code is off, since an indented paragraph or list in a board paper is never program text.
    """
    parser = _Parser("commonmark", {"maxNesting": MAX_NESTING, "store_labels": True})
    parser.enable(["table", "strikethrough"]).disable(["code", "text_join"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.block.ruler.before("list", "lettered_list", lettered_list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.core.ruler.after("block", "unnumbered", _take_unnumbered)
    # A note or a figure in square brackets is never a link's words, whatever follows it.
    parser.inline.ruler.before("link", "note_mark", _note_mark)
    parser.inline.ruler.before("note_mark", "figure_mark", _figure_mark)
    for name, rule in (("link", link), ("image", image), ("autolink", autolink), ("html_inline", html_inline)):
        parser.inline.ruler.at(name, _placed(rule))
    return parser


def _nested(tokens: list[Token]) -> Iterator[Node]:
    """The parser's flat tokens as a tree."""
    inside: list[list[Node]] = [[]]
    for token in tokens:
        if token.nesting >= 0:
            node = Node(token)
            inside[-1].append(node)
            if token.nesting:
                inside.append(node.inside)
        else:
            inside.pop()
    yield from inside[0]


def _take_unnumbered(state: StateCore) -> None:
    """Take `{.unnumbered}` off the end of each paragraph and note it in the paragraph's meta."""
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type != "paragraph_open":
            continue
        content, taken = _UNNUMBERED.subn("", token.content)
        if taken:
            before.meta["unnumbered"] = True
            token.content = content.rstrip()


def _note_mark(state: StateInline, silent: bool) -> bool:
    """A rule of the parser for `[^label]`; in silence it only says whether one is there."""
    found = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("note_mark", "", 0)
        token.content = found[1]
        token.meta = {"at": state.pos}
    state.pos = found.end()
    return True


def _figure_mark(state: StateInline, silent: bool) -> bool:
    """A rule of the parser for figures and all else in braces; in silence it only says whether one is there."""
    if state.src[state.pos] not in "{}[":
        return False
    mark = mark_at(state.src, state.pos, state.posMax)
    if not mark:
        return False
    if not silent:
        token = state.push("figure_mark", "", 0)
        token.content = state.src[state.pos : mark.end]
        token.meta = {"at": state.pos, "mark": mark}
    state.pos = mark.end
    return True


def _placed(rule: Rule) -> Rule:
    """`rule`, with each token that it makes knowing where in the text it began."""

    def run(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        matched = rule(state, silent)
        for token in state.tokens[known:] if matched else ():
            if token.type in ("link_open", "image", "html_inline"):
                token.meta.setdefault("at", start)
        return matched

    return run
